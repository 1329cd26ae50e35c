"""Surveys at the desk: open and close them, read what came of them, plan what is done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from telusur.kernel.accounts.permits import permits

from .. import selectors, services
from ..forms.acts import CadenceForm, CommentForm, FollowUpForm, KioskForm, PopulationForm, ResultForm
from ..models import labels
from .parts import actor_of, file_of, results_of, survey_asked, today

if TYPE_CHECKING:
    from uuid import UUID

    from django.forms import Form
    from django.http import HttpResponse

    from telusur.kernel.accounts.permits import OfficeRequest

PAGE = 30


@permits("satisfaction.see")
@require_GET
def surveys(request: OfficeRequest) -> HttpResponse:
    office, on = request.office, today(request.office)
    page = Paginator(selectors.surveys_of(office_id=office.pk), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(each, selectors.days_of(survey=each)) for each in page],
        "open": selectors.open_survey_of(office_id=office.pk),
        "every": labels.EVERY[selectors.cadence_of(office_id=office.pk, on=on)],
        "kiosks": selectors.kiosks_of(office_id=office.pk, on=on),
        "may_manage": request.standing.may("satisfaction.manage"),
        "may_enter": request.standing.may("satisfaction.enter"),
    }
    return render(request, "satisfaction/surveys.html", context)


@permits("satisfaction.see")
@require_GET
def survey(request: OfficeRequest, survey_id: int) -> HttpResponse:
    found = survey_asked(request, survey_id)
    written = Paginator(selectors.comments_of(survey_id=found.pk), PAGE).get_page(request.GET.get("page"))
    context = {
        **results_of(found),
        "page": written,
        "batches": selectors.batches_of(survey_id=found.pk)[:PAGE],
        "on": today(request.office),
        "may_manage": request.standing.may("satisfaction.manage"),
        "may_enter": request.standing.may("satisfaction.enter"),
        "may_publish": request.standing.may("satisfaction.publish"),
    }
    return render(request, "satisfaction/survey.html", context)


@permits("satisfaction.manage")
@require_POST
def open_survey(request: OfficeRequest) -> HttpResponse:
    try:
        made = services.open_survey(office=request.office, actor=actor_of(request), at=timezone.now())
    except services.ANTICIPATED as error:
        messages.error(request, services.sentence(error))
        return redirect("satisfaction_surveys", request.office.slug)
    messages.success(request, _("Survei %(survey)s dibuka.") % {"survey": made})
    return redirect("satisfaction_survey", request.office.slug, made.pk)


@permits("satisfaction.manage")
@require_http_methods(["GET", "POST"])
def close_survey(request: OfficeRequest, survey_id: int) -> HttpResponse:
    """Ask once more, then close: nothing can be answered any more."""
    found = survey_asked(request, survey_id)
    if request.method == "GET":
        return render(request, "satisfaction/close.html", {"survey": found, "on": today(request.office)})
    try:
        services.close_survey(survey_id=found.pk, actor=actor_of(request), at=timezone.now())
    except services.ANTICIPATED as error:
        messages.error(request, services.sentence(error))
    else:
        messages.success(
            request, _("Survei %(survey)s ditutup. Hasilnya sudah tampil untuk semua orang.") % {"survey": found}
        )
    return redirect("satisfaction_survey", request.office.slug, found.pk)


@permits("satisfaction.manage")
def cadence(request: OfficeRequest) -> HttpResponse:
    on = today(request.office)
    now = selectors.cadence_of(office_id=request.office.pk, on=on)
    form = CadenceForm(request.POST or None, initial={"every": now.value, "valid_from": on})
    if request.method == "POST" and form.is_valid():
        try:
            services.choose_cadence(
                office=request.office, actor=actor_of(request), at=timezone.now(), **form.cleaned_data
            )
        except services.ANTICIPATED as error:
            form.add_error(None, services.sentence(error))
        else:
            messages.success(request, _("Kala survei disimpan."))
            return redirect("satisfaction_surveys", request.office.slug)
    chosen = [
        (each.valid_from, labels.EVERY[each.every]) for each in selectors.cadences_of(office_id=request.office.pk)
    ]
    return _form(request, form, _("Kala survei"), chosen=chosen)


@permits("satisfaction.enter")
def make_kiosk(request: OfficeRequest) -> HttpResponse:
    """Make a code for another device, shown this once."""
    form = KioskForm(request.POST or None, initial={"last_on": today(request.office)})
    if request.method == "POST" and form.is_valid():
        made, code = services.make_kiosk(
            office=request.office, actor=actor_of(request), at=timezone.now(), **form.cleaned_data
        )
        return render(request, "satisfaction/kiosk_made.html", {"kiosk": made, "code": code})
    return _form(request, form, _("Kode untuk kios"))


@permits("satisfaction.enter")
@require_POST
def end_kiosk(request: OfficeRequest, kiosk_id: int) -> HttpResponse:
    try:
        services.end_kiosk(office=request.office, kiosk_id=kiosk_id, actor=actor_of(request), at=timezone.now())
    except ObjectDoesNotExist as error:
        raise Http404 from error
    messages.success(request, _("Kios diakhiri; perangkat itu tidak dapat mengirim jawaban lagi."))
    return redirect("satisfaction_surveys", request.office.slug)


@permits("satisfaction.see")
@require_GET
def poster(request: OfficeRequest) -> HttpResponse:
    """The poster with the QR code, to print."""
    content = services.poster_of(office=request.office, at=timezone.now())
    return file_of(content, kind="pdf", name=f"poster-survei-{request.office.slug}", shown=True)


@permits("satisfaction.see")
@require_GET
def sheet(request: OfficeRequest) -> HttpResponse:
    """The questionnaire to fill in by hand, in the order of the appendix."""
    content = services.blank_sheet(office=request.office, on=today(request.office), at=timezone.now())
    return file_of(content, kind="pdf", name=f"lembar-survei-{request.office.slug}", shown=True)


@permits("satisfaction.manage")
def population(request: OfficeRequest, survey_id: int) -> HttpResponse:
    found = survey_asked(request, survey_id)
    initial = {"population": found.population, "reason": found.population_reason}
    form = PopulationForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.state_population(
                survey_id=found.pk, actor=actor_of(request), at=timezone.now(), **form.cleaned_data
            )
        except services.ANTICIPATED as error:
            form.add_error("reason", services.sentence(error))
        else:
            messages.success(request, _("Jumlah pengguna layanan disimpan."))
            return redirect("satisfaction_survey", request.office.slug, found.pk)
    return _form(request, form, _("Pengguna layanan"), survey=found)


@permits("satisfaction.manage")
def plan(request: OfficeRequest, survey_id: int) -> HttpResponse:
    found, on = survey_asked(request, survey_id), today(request.office)
    weak = [each.code for each in selectors.outcome_of(survey=found, on=on).weakest]
    form = FollowUpForm(request.POST or None, office_id=request.office.pk, weak=weak, since=found.first_on, on=on)
    if request.method == "POST" and form.is_valid():
        try:
            services.plan_follow_up(survey_id=found.pk, actor=actor_of(request), at=timezone.now(), **form.cleaned_data)
        except services.ANTICIPATED as error:
            form.add_error(None, services.sentence(error))
        else:
            messages.success(request, _("Tindak lanjut direncanakan; penanggung jawabnya diberi tahu."))
            return redirect("satisfaction_survey", request.office.slug, found.pk)
    return _form(request, form, _("Rencanakan tindak lanjut"), survey=found)


@permits("satisfaction.manage")
def finish(request: OfficeRequest, follow_up_id: int) -> HttpResponse:
    try:
        found = selectors.follow_up_of(office_id=request.office.pk, follow_up_id=follow_up_id)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    initial = {"done_on": today(request.office), "version": found.version}
    form = ResultForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.finish_follow_up(
                follow_up_id=found.pk, actor=actor_of(request), at=timezone.now(), **form.cleaned_data
            )
        except services.ANTICIPATED as error:
            form.add_error(None, services.sentence(error))
        else:
            messages.success(request, _("Tindak lanjut dinyatakan selesai."))
            return redirect("satisfaction_survey", request.office.slug, found.survey_id)
    return _form(request, form, _("Tindak lanjut selesai"), survey=found.survey, about=found.action)


@permits("satisfaction.publish")
def comment(request: OfficeRequest, comment_id: UUID) -> HttpResponse:
    """Publish a comment in words that lead to nobody; what the release check finds is shown beforehand."""
    try:
        found = selectors.comment_of(office_id=request.office.pk, comment_id=comment_id)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    form = CommentForm(request.POST or None, initial={"text": found.shown_text or found.text})
    if request.method == "POST" and form.is_valid():
        try:
            services.show_comment(
                comment_id=found.pk, text=form.cleaned_data["text"], actor=actor_of(request), at=timezone.now()
            )
        except services.ANTICIPATED as error:
            form.add_error("text", services.sentence(error))
        else:
            messages.success(request, _("Disimpan."))
            return redirect("satisfaction_survey", request.office.slug, found.survey_id)
    findings = services.findings_in(text=found.text, on=today(request.office))
    return _form(request, form, _("Tampilkan saran"), survey=found.survey, about=found.text, findings=findings)


def _form(request: OfficeRequest, form: Form, heading: str, **more: Any) -> HttpResponse:
    context = {"form": form, "heading": heading, **more}
    return render(request, "satisfaction/form.html", context, status=422 if request.method == "POST" else 200)
