"""What everybody reads of the survey, and the ways to answer it: by the link, by an invitation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from telusur.kernel.accounts.permits import PUBLIC, permits
from telusur.kernel.accounts.throttles import allowed, throttled

from .. import selectors, services
from ..forms.answering import InvitedForm, PublicForm
from ..rules.words import Channel
from .parts import file_of, results_of, survey_asked, today

if TYPE_CHECKING:
    from django.http import HttpResponse

    from telusur.kernel.accounts.permits import OfficeRequest

    from ..models import Survey


@permits(PUBLIC)
@require_GET
def survey(request: OfficeRequest) -> HttpResponse:
    """The way to answer, and what the running survey says so far; else the newest."""
    known = list(selectors.surveys_of(office_id=request.office.pk))
    running = _running(request)
    first = running or next(iter(known), None)
    context = {"running": running, "surveys": known, **(results_of(first) if first else {})}
    return render(request, "satisfaction/public.html", context)


@permits(PUBLIC)
@require_GET
def one_survey(request: OfficeRequest, survey_id: int) -> HttpResponse:
    found = survey_asked(request, survey_id)
    context = {"running": None, "surveys": selectors.surveys_of(office_id=request.office.pk), **results_of(found)}
    return render(request, "satisfaction/public.html", context)


@permits(PUBLIC)
@throttled("satisfaction_file", methods=("GET",))
@require_GET
def answers(request: OfficeRequest, survey_id: int, kind: str) -> HttpResponse:
    """The answers of a closed survey: months and the nine answers, in an order drawn by lot."""
    found = survey_asked(request, survey_id)
    if found.closed_at is None or kind not in {"csv", "xlsx"}:
        raise Http404
    content = services.answers_file(survey=found, kind=kind, on=today(request.office))
    return file_of(content, kind=kind, name=f"skm-{request.office.slug}-{found.first_on:%Y-%m}")


@permits(PUBLIC)
@throttled("satisfaction_file", methods=("GET",))
@require_GET
def report(request: OfficeRequest, survey_id: int) -> HttpResponse:
    """The report of a closed survey as a PDF, the same bytes as long as its facts are the same."""
    found = survey_asked(request, survey_id)
    if found.closed_at is None:
        raise Http404
    content = services.report_of(survey=found, on=today(request.office))
    return file_of(content, kind="pdf", name=f"laporan-skm-{request.office.slug}-{found.first_on:%Y-%m}", shown=True)


@never_cache
@permits(PUBLIC)
@throttled("satisfaction_answer")
def answer(request: OfficeRequest) -> HttpResponse:
    """The questionnaire behind the link and the QR code."""
    running = _running(request)
    if running is None:
        return render(request, "satisfaction/not_now.html", status=404)
    form = PublicForm(request.POST or None, on=running.first_on)
    if request.method == "POST" and form.is_valid():
        if form.unproven and not allowed(request, "satisfaction_unproven"):
            return render(request, "429.html", status=429)
        if _taken(request, form, channel=Channel.QR):
            return redirect("satisfaction_thanks", request.office.slug)
    return _questions(request, running, form)


@never_cache
@permits(PUBLIC)
@throttled("satisfaction_answer")
def invited(request: OfficeRequest) -> HttpResponse:
    """The questionnaire of an invitation. Its code comes behind a `#`, or is typed; it is never in an address."""
    running = _running(request)
    if running is None:
        return render(request, "satisfaction/not_now.html", status=404)
    form = InvitedForm(request.POST or None, on=running.first_on)
    if request.method == "POST" and form.is_valid() and _taken(request, form):
        return redirect("satisfaction_thanks", request.office.slug)
    return _questions(request, running, form)


@permits(PUBLIC)
@require_GET
def thanks(request: OfficeRequest) -> HttpResponse:
    return render(request, "satisfaction/thanks.html")


def _running(request: OfficeRequest) -> Survey | None:
    return selectors.survey_to_answer(office_id=request.office.pk, on=today(request.office))


def _taken(request: OfficeRequest, form: PublicForm | InvitedForm, *, channel: Channel | None = None) -> bool:
    """Take the answers in; without a channel, by the code of an invitation."""
    office, at = request.office, timezone.now()
    try:
        if channel is None:
            services.answer_invitation(office=office, code=form.cleaned_data["code"], sheet=form.sheet, at=at)
        else:
            services.answer(office=office, sheet=form.sheet, channel=channel, at=at)
    except services.ANTICIPATED as error:
        form.add_error("code" if "code" in form.fields else None, services.sentence(error))
        return False
    return True


def _questions(request: OfficeRequest, running: Survey, form: PublicForm | InvitedForm) -> HttpResponse:
    title = _("Undangan menilai layanan") if "code" in form.fields else _("Nilai layanan kami")
    context = {"form": form, "survey": running, "title": title}
    return render(request, "satisfaction/answer.html", context, status=422 if request.method == "POST" else 200)
