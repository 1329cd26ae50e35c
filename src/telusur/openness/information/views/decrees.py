"""The decree that ends a consequence test, and its letter and sheet before they are issued."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from telusur.kernel.accounts.permits import permits
from telusur.kernel.letters import services as letters
from telusur.kernel.offices.selectors import local_day, working_offices

from .. import selectors, services
from ..forms import DecisionForm, TakeOverForm
from ..rules.consequence import Conclusion
from ..rules.exemptions import Binding, widest_binding
from .consequence import acts_open, found_test, not_now
from .refusals import ANTICIPATED, error_text

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.http import HttpResponseBase

    from telusur.kernel.accounts.permits import OfficeRequest

    from ..models import ConsequenceTest


@permits("information.determine")
@require_http_methods(["GET", "POST"])
def determine(request: OfficeRequest, test_id: int) -> HttpResponseBase:
    """Write the decree of a concluded test; see the letter before it is issued."""
    found, at = found_test(request, test_id), timezone.now()
    if "determine" not in acts_open(request, found, at):
        return not_now(request, found)
    form = decision_form(request, at=at, test=found, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        if "preview" in request.POST:
            return _preview(request, found, form, at=at)
        try:
            services.determine(test_id=found.pk, decision=form.decision(), officer=request.user, at=at)
        except ANTICIPATED as error:
            form.add_error(form.field_at_fault(error), error_text(error))
        else:
            messages.success(request, _("Ditetapkan. Surat penetapan dan lembar pengujian terbit."))
            return redirect("information_test", office=request.office.slug, test_id=found.pk)
    return render(request, "information/desk/determine.html", {"form": form, "test": found})


def _preview(request: OfficeRequest, found: ConsequenceTest, form: DecisionForm, *, at: datetime) -> HttpResponseBase:
    try:
        letter = services.determination_letter(test=found, decision=form.decision(), officer=request.user, at=at)
    except ANTICIPATED as error:
        form.add_error(None, error_text(error))
        return render(request, "information/desk/determine.html", {"form": form, "test": found}, status=422)
    return _pdf(letters.render(letter=letter, office=request.office, at=at, draft=True), "konsep-penetapan.pdf")


@permits("information.see_tests")
@require_safe
def sheet(request: OfficeRequest, test_id: int) -> HttpResponseBase:
    """The sheet as it stands, before it is issued with the determination."""
    found, at = found_test(request, test_id), timezone.now()
    letter = services.sheet_of(test=found, officer=request.user, at=at)
    return _pdf(letters.render(letter=letter, office=found.handler, at=at, draft=True), "konsep-lembar-pengujian.pdf")


def _pdf(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def decision_form(
    request: OfficeRequest, *, at: datetime, test: ConsequenceTest | None, data: Any, files: Any = None
) -> DecisionForm:
    """Return the form of a decree, filled from the test where there is one, with what is or was excluded alike."""
    office = request.office
    on = local_day(office=office, at=at)
    excludes = test is None or test.conclusion == Conclusion.EXEMPT
    initial = _from_test(test, on=on)
    given = data if data is not None else initial
    alike = selectors.excluded_alike(
        office=office,
        title=str(given.get("title", "")),
        description=test.description if test else "",
        tags=str(given.get("tags", "")).split(";"),
    )
    widest = widest_binding(office.kind, on=on)
    scope = "" if widest == Binding.ALL else office.code
    mine = [each for each in selectors.excluded_list(office_id=office.pk, on=on) if each.office_id == office.pk]
    return (DecisionForm if test else TakeOverForm)(
        data,
        files,
        on=on,
        alike=alike if excludes else [],
        excludes=excludes,
        widest=widest.value,
        offices=list(working_offices().filter(code__startswith=scope).values_list("pk", "name")) if excludes else [],
        replaceable=[(each.pk, f"{each.decree_number}: {each.title}") for each in mine],
        initial=initial,
    )


def _from_test(test: ConsequenceTest | None, *, on: date) -> dict[str, Any]:
    if test is None:
        return {}
    given = {name: value for each in selectors.answers_of(test_id=test.pk).values() for name, value in each.items()}
    copied = {name: given.get(name, "") for name in ("statute", "if_opened", "if_closed", "reasons")}
    dates = {"decree_on": on, "valid_from": on}
    return copied | dates | {"title": test.title, "grounds": test.grounds, "tags": "; ".join(test.tags)}
