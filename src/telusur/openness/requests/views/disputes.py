"""Disputes at the desk: the list, one dispute with everything that was done, each act at its own address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from telusur.kernel.accounts.permits import permits
from telusur.kernel.calendars.selectors import calendar_for
from telusur.kernel.clocks.rules import working_days_left
from telusur.kernel.clocks.selectors import facts_of
from telusur.kernel.documents.selectors import address
from telusur.kernel.letters.selectors import letters_about

from .. import selectors, services
from ..forms.disputes import DISPUTE_FORMS, DisputeEntryForm, DisputeQueueForm
from ..models import dispute_labels
from ..rules.disputes import OPEN, DisputeAct
from ..rules.objections import UNREPLIED
from ..rules.questions import title_of
from .dispute_parts import clocks_of, late_words
from .objections import grounds_of
from .parts import ANTICIPATED, actor_of, published_like, remedy_row, stored, today

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime

    from telusur.kernel.accounts.permits import OfficeRequest

    from ..forms.acts import ActForm
    from ..models import Dispute, Objection

PAGE = 50
PERFORM: dict[DisputeAct, Callable[..., Any]] = {
    DisputeAct.EXAMINE: services.examine_dispute,
    DisputeAct.MEDIATE: services.begin_mediation,
    DisputeAct.AGREE: services.record_agreement,
    DisputeAct.FAIL_MEDIATION: services.fail_mediation,
    DisputeAct.ADJUDICATE: services.begin_adjudication,
    DisputeAct.RULE: services.record_ruling,
    DisputeAct.DISMISS: services.record_ruling,
    DisputeAct.RULE_COURT: services.record_court_ruling,
    DisputeAct.RULE_CASSATION: services.record_cassation_ruling,
    DisputeAct.EXECUTE: services.execute_ruling,
    DisputeAct.BECOME_FINAL: services.declare_final,
    DisputeAct.FINISH: services.finish_dispute,
    DisputeAct.SUMMON: services.record_summons,
    DisputeAct.RECORD_HEARING: services.record_hearing,
    DisputeAct.CALL_OFF: services.call_off_hearing,
    DisputeAct.GRANT_POWER: services.grant_power,
    DisputeAct.KEEP_POWER: services.keep_power,
    DisputeAct.KEEP_PAPER: services.keep_papers,
    DisputeAct.ANSWER: services.answer_panel,
    DisputeAct.LIST_EVIDENCE: services.list_evidence,
    DisputeAct.ORDER_TEST: services.record_test_order,
    DisputeAct.END_TEST: services.end_test,
    DisputeAct.REOPEN_ANSWER: services.reopen_by_ruling,
    DisputeAct.SUE: services.record_suit,
    DisputeAct.CASSATE: services.record_cassation,
    DisputeAct.DROP_SUIT: services.drop_suit,
    DisputeAct.DROP_ONE_SUIT: services.drop_suit,
    DisputeAct.WITHDRAW: services.withdraw_dispute,
}
# What leads on stands first and large; the rest waits below, in this order.
LEADING = tuple(DISPUTE_FORMS)[:15]
# Said with one press: nothing needs to be written.
AT_ONCE = frozenset({DisputeAct.EXAMINE, DisputeAct.MEDIATE, DisputeAct.ADJUDICATE})
# What cannot be taken back says so on its button.
GRAVE = frozenset({DisputeAct.WITHDRAW})


@permits("requests.see_disputes")
def queue(request: OfficeRequest) -> HttpResponse:
    """What comes next first, with the figures, filters and search above it."""
    office, on = request.office, today(request.office)
    form = DisputeQueueForm(request.GET)
    found = selectors.dispute_queue(office=office, wanted=form.wanted(), on=on)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    calendar = calendar_for(office_code=office.code)
    letters = {rule.ground.value: rule.letter for rule in selectors.grounds_on(on=on)}
    context = {
        "form": form,
        "page": page,
        "rows": [
            {"dispute": each}
            | remedy_row(each, due_on=getattr(each, "comes_next", None), on=on, calendar=calendar, letters=letters)
            for each in page.object_list
        ],
        "counts": selectors.dispute_counts(office=office, on=on),
        "filtered": any(value for name, value in request.GET.items() if name != "page"),
        "may_register": request.standing.may("requests.register_disputes"),
        "may_see_register": request.standing.may("requests.see_register"),
    }
    return render(request, "requests/dispute_queue.html", context)


def _found(request: OfficeRequest, dispute_id: int) -> Dispute:
    """Return the dispute of this office. Raises: Http404, for another office's too."""
    try:
        return selectors.dispute_of_office(office_id=request.office.pk, dispute_id=dispute_id)
    except ObjectDoesNotExist as error:
        raise Http404 from error


@permits("requests.see_disputes")
def dispute(request: OfficeRequest, dispute_id: int) -> HttpResponse:
    """One dispute: its facts, its clocks and whose they are, its parties, hearings and papers, what may be done now."""
    found, on = _found(request, dispute_id), today(request.office)
    parties = selectors.parties_of(actor=actor_of(request), office_id=request.office.pk, on=on)
    open_now = selectors.dispute_acts_now(dispute=found, parties=parties, on=on)
    may = [act for act in DISPUTE_FORMS if act in open_now]
    context = {
        "dispute": found,
        "title": title_of(found.information),
        "grounds": grounds_of(found, on=on),
        "late": late_words(found),
        "clocks": clocks_of(found, on=on),
        "days": _days(found, on=on),
        "leading": _buttons(found, [act for act in LEADING if act in may]),
        "further": _buttons(found, [act for act in may if act not in LEADING]),
        "who": found.applicant,
        "acts": selectors.dispute_history(dispute=found),
        "hearings": found.hearings.order_by("meets_at", "pk"),
        "proxies": found.proxies.order_by("pk"),
        "rulings": [{"row": each, "forum": _forum(found, each.forum)} for each in found.rulings.order_by("pk")],
        "suits": found.suits.order_by("pk"),
        "evidence": [
            {"row": each, "href": address(attachment=each.attachment)}
            for each in found.evidence.select_related("attachment__document").order_by("pk")
        ],
        "papers": [
            {"row": each, "href": address(attachment=each.attachment)}
            for each in found.papers.select_related("attachment__document").order_by("dated_on", "pk")
        ],
        "remedies": [
            {"title": each.title, "href": address(attachment=each.attachment) if each.attachment else "", "row": each}
            for each in found.remedies.select_related("attachment__document").order_by("pk")
        ],
        "letters": letters_about(subject_kind="dispute", subject_id=str(found.pk)).select_related("attachment"),
        "may_see_request": request.standing.may("requests.see"),
        "may_bundle": request.standing.may("requests.bundle_disputes"),
        "tests": _tests(found, may_read=request.standing.may("information.see_tests")),
        "test_entry": _test_entry(request, found),
    }
    return render(request, "requests/dispute.html", context)


def _days(found: Dispute, *, on: date) -> list[dict[str, Any]]:
    """Return the days that the office itself has to keep, with the working days left."""
    calendar = calendar_for(office_code=found.office.code)
    leads = {
        "dispute_answer": _("Jawaban tertulis"),
        "dispute_test": _("Uji konsekuensi atas perintah Majelis"),
        "dispute_execution": _("Putusan dilaksanakan"),
    }
    return [
        {
            "lead": leads[due.step],
            "due_on": due.due_on,
            "remaining": working_days_left(on, due.due_on, calendar),
        }
        for due in selectors.days_of(dispute=found)
        if due.step in leads
    ]


def _tests(found: Dispute, *, may_read: bool) -> list[dict[str, Any]]:
    """Return the tests that name the dispute, each with its page for whoever reads tests here."""
    return [
        {
            "title": test.title,
            "stage": test.get_stage_display(),
            "href": reverse("information_test", args=[found.office.slug, test.pk]) if may_read else "",
        }
        for test in selectors.ordered_tests(dispute=found)
    ]


def _test_entry(request: OfficeRequest, found: Dispute) -> str:
    """Return where the ordered test is proposed, naming this dispute; "" where none is owed, or by somebody else."""
    if not selectors.owes_test(dispute=found) or not request.standing.may("information.propose_test"):
        return ""
    return reverse("information_test_new", args=[found.office.slug]) + "?" + urlencode({"sengketa": found.number})


def _forum(found: Dispute, forum: str) -> str:
    return found.commission_name if forum == "commission" else str(dispute_labels.FORUMS[forum])


def _buttons(found: Dispute, acts: Iterable[DisputeAct]) -> list[dict[str, Any]]:
    return [
        {
            "label": dispute_labels.DISPUTE_ACTS[act],
            "href": reverse("disputes_act", args=[found.office.slug, found.pk, act.value.replace("_", "-")]),
            "at_once": act in AT_ONCE,
        }
        for act in acts
    ]


def _act_named(name: str) -> DisputeAct:
    try:
        found = DisputeAct(name.replace("-", "_"))
    except ValueError as error:
        raise Http404 from error
    if found not in DISPUTE_FORMS:
        raise Http404
    return found


@permits("requests.see_disputes")
def act(request: OfficeRequest, dispute_id: int, name: str) -> HttpResponse:
    """Show the form of one act, and do it."""
    wanted, found, on = _act_named(name), _found(request, dispute_id), today(request.office)
    parties = selectors.parties_of(actor=actor_of(request), office_id=request.office.pk, on=on)
    back = redirect("disputes_case", office=request.office.slug, dispute_id=found.pk)
    if wanted not in selectors.dispute_acts_now(dispute=found, parties=parties, on=on):
        messages.error(request, _("Tindakan itu tidak tersedia: sengketa berpindah tahap, atau bukan peran Anda."))
        return back
    form = DISPUTE_FORMS[wanted](request.POST or None, request.FILES or None, case=found, on=on)
    if wanted == DisputeAct.EXECUTE:
        form.offer(published_like(request, found.information))  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        try:
            _perform(request, wanted, found, form)
        except services.StaleCase as error:
            messages.error(request, services.sentence(error))
            return back
        except ANTICIPATED as error:
            form.add_error(None, services.sentence(error))
        else:
            messages.success(request, str(dispute_labels.DISPUTE_DEEDS[wanted]) + ".")
            return back
    context = {
        "form": form,
        "dispute": found,
        "title": title_of(found.information),
        "heading": dispute_labels.DISPUTE_ACTS[wanted],
        "grave": wanted in GRAVE,
        "multipart": form.is_multipart(),
        "grounds": grounds_of(found, on=on),
    }
    wrong = request.method == "POST"
    return render(request, "requests/dispute_act.html", context, status=422 if wrong else 200)


def _perform(request: OfficeRequest, wanted: DisputeAct, found: Dispute, form: ActForm) -> None:
    at, given = timezone.now(), form.arguments()
    if wanted == DisputeAct.EXECUTE:
        given |= _materials(given, at=at)
    elif "uploads" in given:
        given["documents"] = stored(given.pop("uploads"), at=at)
    elif "upload" in given:
        given["document"] = stored([given.pop("upload")], at=at)[0]
    PERFORM[wanted](dispute_id=found.pk, actor=actor_of(request), at=at, **given)


def _materials(given: dict[str, Any], *, at: datetime) -> dict[str, Any]:
    files, items = stored(given.pop("uploads"), at=at), given.pop("items", [])
    return {
        "materials": [
            *(services.Material(item_id=item) for item in items),
            *(services.Material(document_id=key, title=name) for key, name in files),
        ],
        "proofs": stored(given.pop("proofs"), at=at),
    }


@permits("requests.register_disputes")
def entry(request: OfficeRequest) -> HttpResponse:
    """Register what the commission told, of an objection of this office."""
    at, typed = timezone.now(), request.GET.get("keberatan", "").strip()
    objection = selectors.objection_numbered(office_id=request.office.pk, number=typed) if typed else None
    if typed and objection is None:
        messages.error(request, _("Tidak ada keberatan bernomor %(number)s di kantor ini.") % {"number": typed})
    if objection is not None and (known := selectors.stops_another_dispute(objection_id=objection.pk)):
        code = "dispute_runs" if known.state in OPEN else "dispute_decided"
        messages.info(request, services.sentence(services.Refused(code, number=known.number)))
        return redirect("disputes_case", office=request.office.slug, dispute_id=known.pk)
    form, made = None, None
    if objection is not None:
        form = DisputeEntryForm(
            request.POST or None, request.FILES or None, office=request.office, now=at, objection=objection
        )
        if request.method == "POST" and form.is_valid():
            made = _registered(request, objection, form, at=at)
    if made is not None:
        messages.success(request, _("Sengketa dicatat dengan nomor %(number)s.") % {"number": made.number})
        return redirect("disputes_case", office=request.office.slug, dispute_id=made.pk)
    context = {
        "form": form,
        "objection": objection,
        "number": typed,
        "title": title_of(objection.information) if objection else "",
        "window": facts_of(objection.dispute_window, today(request.office))
        if objection and objection.dispute_window
        else None,
        "earlier": selectors.disputes_of_objection(objection_id=objection.pk) if objection else [],
        "reply_until": objection.deadline.due_on if objection and objection.state in UNREPLIED else None,
    }
    wrong = request.method == "POST"
    return render(request, "requests/dispute_entry.html", context, status=422 if wrong else 200)


def _registered(
    request: OfficeRequest, objection: Objection, form: DisputeEntryForm, *, at: datetime
) -> Dispute | None:
    """Register the dispute; None where it cannot be, with the reason at the form."""
    try:
        return services.register_dispute(
            objection_id=objection.pk,
            notice=form.notice(),
            documents=stored(form.cleaned_data["uploads"], at=at),
            actor=actor_of(request),
            at=at,
        )
    except ANTICIPATED as error:
        form.add_error(None, services.sentence(error))
        return None
