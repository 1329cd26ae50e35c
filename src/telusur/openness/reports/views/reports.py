"""The way of a report at the desk: begun, written, checked, signed, published, sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from telusur.kernel.accounts.permits import permits
from telusur.kernel.accounts.throttles import throttled
from telusur.openness.requests import selectors as requests

from .. import selectors, services
from ..forms.reports import ACT_FORMS, ExplainForm, PartForm
from ..models import labels
from ..rules.given import NARRATIVES
from ..rules.halves import HALVES, half_of
from ..rules.judging import TooMuch
from ..rules.moves import acts_open_to
from ..rules.states import Act, State
from .parts import PDF, actor_of, file_response, known_year, today
from .shown import blocks_of, chapters_of
from .standing import unavailable, under_signature

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from django.http import HttpResponseBase

    from telusur.kernel.accounts.permits import OfficeRequest

    from ..models import AnnualReport

PERFORM: dict[Act, Callable[..., Any]] = {
    Act.GENERATE: services.generate_report,
    Act.CHECK: services.check_report,
    Act.SIGN: services.sign_report,
    Act.PUBLISH: services.publish_report,
    Act.SEND: services.record_dispatch,
    Act.RECEIVE: services.record_receipt,
    Act.RETURN: services.return_report,
    Act.REFREEZE: services.refreeze_register,
    Act.REVISE: services.revise_report,
    Act.REPRINT: services.reprint_papers,
}
READ_FIRST = frozenset({Act.CHECK, Act.SIGN})
GRAVE = frozenset({Act.SIGN, Act.PUBLISH, Act.REVISE})
# What an act does that its form alone does not tell.
WORDS = {
    Act.PUBLISH: gettext_lazy(
        "Halaman laporan dan PDF-nya langsung terbuka untuk siapa pun; tabel, infografik, dan register tanpa data "
        "pribadi menyusul begitu selesai dicetak. Laporan yang sudah diumumkan tidak dapat ditarik: kekeliruan "
        "diperbaiki dengan edisi baru, dan edisi lama tetap terbaca."
    ),
    Act.REVISE: gettext_lazy(
        "Register dibekukan lagi dan uraian lama dibawa ke edisi baru, yang diperiksa, ditandatangani, dan diumumkan "
        "seperti yang pertama. Edisi yang sudah diumumkan tetap berlaku sampai saat itu."
    ),
}


def found_report(request: OfficeRequest, year: int) -> AnnualReport:
    """Return the report of this office on a year. Raises: Http404."""
    report = selectors.report_of(office_id=request.office.pk, year=known_year(request.office, year))
    if report is None:
        raise Http404
    return report


def open_acts(request: OfficeRequest, report: AnnualReport, on: date) -> list[Act]:
    """Return the acts for which this officer sees a button now."""
    parties = requests.parties_of(actor=actor_of(request), office_id=request.office.pk, on=on)
    mine = acts_open_to(selectors.table_on(on=on), State(report.state), parties=parties)
    edition = selectors.edition_of(report=report)
    gone = set()
    if not selectors.unsent_to(edition=edition):
        gone.add(Act.SEND)
    if not edition.dispatches.filter(received_on=None).exists():
        gone.add(Act.RECEIVE)
    if actor_of(request) in selectors.authors(edition=edition):
        gone.add(Act.SIGN)
    printing = selectors.printing_of(report=report)
    if printing is None or not printing.stopped:
        gone.add(Act.REPRINT)
    return [act for act in ACT_FORMS if act in mine - gone]


@permits("reports.write")
@require_POST
def freeze(request: OfficeRequest, year: int) -> HttpResponseBase:
    """Begin the report on a year."""
    known_year(request.office, year)
    try:
        services.freeze_register(office=request.office, year=year, actor=actor_of(request), at=timezone.now())
    except services.ANTICIPATED as error:
        messages.error(request, services.sentence(error))
    else:
        messages.success(request, f"{labels.DEEDS[Act.FREEZE]}.")
    return redirect("reports_year", request.office.slug, year)


@permits("reports.see")
@throttled("reports_check", methods=("GET", "HEAD"))
def act(request: OfficeRequest, year: int, name: str) -> HttpResponseBase:
    """Show the form of one act, and do it."""
    report, wanted = found_report(request, year), _act_named(name)
    back = redirect("reports_year", request.office.slug, year)
    if wanted not in open_acts(request, report, today(request.office)):
        messages.error(request, unavailable(report=report, act=wanted, on=today(request.office)))
        return back
    form = ACT_FORMS[wanted](request.POST or None, report=report)
    if request.method == "POST" and form.is_valid():
        try:
            PERFORM[wanted](report_id=report.pk, actor=actor_of(request), at=timezone.now(), **form.arguments())
        except services.StaleReport as error:
            messages.error(request, services.sentence(error))
            return back
        except services.ANTICIPATED as error:
            form.add_error(None, services.sentence(error))
        else:
            messages.success(request, f"{labels.DEEDS[wanted]}.")
            return back
    context = {
        "year": year,
        "report": report,
        "form": form,
        "heading": labels.ACTS[wanted],
        "grave": wanted in GRAVE,
        "words": WORDS.get(wanted, ""),
        "under": under_signature(report=report, on=today(request.office)) if wanted in READ_FIRST else None,
    }
    return render(request, "reports/act.html", context, status=422 if request.method == "POST" else 200)


def _act_named(name: str) -> Act:
    try:
        wanted = Act(name)
    except ValueError as error:
        raise Http404 from error
    if wanted not in ACT_FORMS:
        raise Http404
    return wanted


@permits("reports.see")
@throttled("reports_check", methods=("GET", "HEAD"))
def check(request: OfficeRequest, year: int) -> HttpResponse:
    """Everything that is wrong with the report as it stands, each with the way to mend it."""
    report = found_report(request, year)
    edition, on = selectors.edition_of(report=report), today(request.office)
    if report.state == State.FROZEN:
        raise Http404
    of = selectors.sources(edition=edition, on=on)
    made = selectors.composed(edition=edition, on=on, of=of)
    try:
        found, too_long = selectors.judged(edition=edition, report=made, on=on, of=of), ""
    except TooMuch as error:
        found, too_long = [], services.sentence(services.too_long(error))
    may_explain = Act.EXPLAIN in acts_open_to(
        selectors.table_on(on=on),
        State(report.state),
        parties=requests.parties_of(actor=actor_of(request), office_id=request.office.pk, on=on),
    )
    context = {
        "year": year,
        "report": report,
        "found": found,
        "too_long": too_long,
        "left": sum(each.open for each in found),
        "may_explain": may_explain,
    }
    return render(request, "reports/check.html", context)


@permits("reports.write")
@require_POST
def explain(request: OfficeRequest, year: int) -> HttpResponseBase:
    """Answer a doubt."""
    report, form = found_report(request, year), ExplainForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Tulis alasannya."))
        return redirect("reports_check", request.office.slug, year)
    try:
        services.explain_finding(report_id=report.pk, actor=actor_of(request), at=timezone.now(), **form.cleaned_data)
    except services.ANTICIPATED as error:
        messages.error(request, services.sentence(error))
    else:
        messages.success(request, f"{labels.DEEDS[Act.EXPLAIN]}.")
    return redirect("reports_check", request.office.slug, year)


@permits("reports.write")
def part(request: OfficeRequest, year: int, place: str) -> HttpResponseBase:
    """The officers' words at one place, with what the report says around them."""
    report = found_report(request, year)
    if place not in NARRATIVES or report.state == State.FROZEN:
        raise Http404
    edition = selectors.edition_of(report=report)
    written = selectors.parts_of(edition=edition).get(place)
    begun = {"text": written.text if written else "", "part_version": written.version if written else 0}
    form = PartForm(request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        try:
            services.write_part(
                report_id=report.pk, place=place, actor=actor_of(request), at=timezone.now(), **form.cleaned_data
            )
        except services.ANTICIPATED as error:
            form.add_error(None, services.sentence(error))
        else:
            messages.success(request, _("Tersimpan."))
            following = NARRATIVES[NARRATIVES.index(place) + 1 :]
            if "next" in request.POST and following:
                return redirect("reports_part", request.office.slug, year, following[0])
            return redirect("reports_year", request.office.slug, year)
    made = selectors.composed(edition=edition, on=today(request.office))
    surrounding = selectors.around(report=made, place=place)
    context = {
        "year": year,
        "report": report,
        "form": form,
        "name": labels.PLACES[place],
        "words": len((written.text if written else "").split()),
        "around": blocks_of(surrounding.blocks, {}) if surrounding else [],
        "last": place == NARRATIVES[-1],
    }
    return render(request, "reports/part.html", context, status=422 if request.method == "POST" else 200)


@permits("reports.see")
def preview(request: OfficeRequest, year: int) -> HttpResponse:
    """The report as it stands, as its readers will see it."""
    report = found_report(request, year)
    if report.state == State.FROZEN:
        raise Http404
    edition = selectors.edition_of(report=report)
    made = selectors.composed(edition=edition, on=edition.signed_on or today(request.office))
    context = {
        "year": year,
        "report": report,
        "content": made,
        "chapters": chapters_of(made),
        "foreword": blocks_of(made.foreword, {}),
    }
    return render(request, "reports/preview.html", context)


@permits("reports.see")
def preview_pdf(request: OfficeRequest, year: int) -> HttpResponse:
    """The same as a PDF: the draft, or what was signed."""
    report = found_report(request, year)
    if report.state == State.FROZEN:
        raise Http404
    edition = selectors.edition_of(report=report)
    pdf = services.draft_pdf(edition=edition, on=edition.signed_on or today(request.office))
    draft = "" if edition.signed_on else "konsep-"
    return file_response(pdf, name=f"{draft}laporan-{year}-{request.office.slug}.pdf", kind=PDF)


@permits("reports.summarise")
@require_http_methods(["GET", "HEAD", "POST"])
def summarise(request: OfficeRequest, year: int, half: int) -> HttpResponseBase:
    """Show the summary of access of a half year that is over, and publish it."""
    known_year(request.office, year)
    if half not in HALVES:
        raise Http404
    if request.method != "POST":
        on, office_id = today(request.office), request.office.pk
        out = selectors.summary_of(office_id=office_id, year=year, half=half) is not None
        if out or on < half_of(year, half).end:
            return redirect("reports_year", request.office.slug, year)
        sure = {
            "year": year,
            "heading": _("Umumkan ringkasan akses semester %(half)s tahun %(year)s") % {"half": half, "year": year},
            "words": _(
                "Angka di bawah ini dibekukan dan langsung terbaca oleh siapa pun. Ringkasan yang sudah diumumkan "
                "tidak dapat ditarik."
            ),
            "figures": selectors.summary_foreseen(office_id=office_id, year=year, half=half, on=on),
            "button": _("Umumkan ringkasan"),
            "back": reverse("reports_year", args=[request.office.slug, year]),
        }
        return render(request, "reports/sure.html", sure)
    try:
        services.publish_summary(
            office=request.office, year=year, half=half, actor=actor_of(request), at=timezone.now()
        )
    except services.ANTICIPATED as error:
        messages.error(request, services.sentence(error))
    else:
        messages.success(request, _("Ringkasan akses diumumkan."))
    return redirect("reports_year", request.office.slug, year)
