"""Objections at the desk: the queue, one objection with everything that was done, each act at its own address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from telusur.kernel.accounts.permits import permits
from telusur.kernel.calendars.selectors import calendar_for
from telusur.kernel.clocks.rules import working_days_left
from telusur.kernel.clocks.selectors import facts_of
from telusur.kernel.documents.selectors import address
from telusur.kernel.law import selectors as law
from telusur.kernel.law.acts import in_its_language
from telusur.kernel.letters import services as letters
from telusur.kernel.letters.selectors import letters_about
from telusur.kernel.look.numbers import whole_number

from .. import selectors, services
from ..forms.objections import OBJECTION_FORMS, ObjectionEntryForm, ObjectionQueueForm
from ..models import labels, objection_labels
from ..rules.objections import UNREPLIED, ObjectionAct, ObjectionState
from ..rules.questions import title_of
from .letter_words import draft_of, keep_words, letter_words, preview, with_template
from .parts import (
    ANTICIPATED,
    actor_of,
    closed_because,
    found_case,
    published_like,
    remedy_row,
    scans_told,
    stored,
    today,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from telusur.kernel.accounts.permits import OfficeRequest
    from telusur.kernel.letters.forms import PassagesForm
    from telusur.kernel.letters.rules.letters import AnyLetter

    from ..forms.acts import ActForm
    from ..models import Dispute, InformationRequest, Objection

PAGE = 50
PERFORM: dict[ObjectionAct, Callable[..., Any]] = {
    ObjectionAct.REGISTER: services.register_objection,
    ObjectionAct.REVIEW: services.begin_review,
    ObjectionAct.GIVE_OPINION: services.give_opinion,
    ObjectionAct.INVITE: services.invite_to_deliberation,
    ObjectionAct.RECORD_DELIBERATION: services.record_deliberation,
    ObjectionAct.DRAFT_REPLY: services.draft_reply,
    ObjectionAct.GRANT: services.decide_objection,
    ObjectionAct.GRANT_PART: services.decide_objection,
    ObjectionAct.UPHOLD: services.decide_objection,
    ObjectionAct.REOPEN_ANSWER: services.reopen_answer,
    ObjectionAct.EXECUTE: services.execute_order,
    ObjectionAct.RESPOND: services.respond_to_reply,
    ObjectionAct.FINISH: services.finish_objection,
    ObjectionAct.WITHDRAW: services.withdraw_objection,
    ObjectionAct.NOTE: services.note_on_objection,
    ObjectionAct.CORRECT: services.correct_objection,
    ObjectionAct.STRIKE: services.strike_objection,
}
# What leads on stands first and large; the rest waits below, in this order.
LEADING = tuple(OBJECTION_FORMS)[:12]
# Said with one press: nothing needs to be written, and a later act can mend it.
AT_ONCE = frozenset({ObjectionAct.REGISTER, ObjectionAct.REVIEW})
# What cannot be taken back says so on its button.
DECIDING = frozenset({ObjectionAct.GRANT, ObjectionAct.GRANT_PART, ObjectionAct.UPHOLD})
GRAVE = DECIDING | {ObjectionAct.WITHDRAW, ObjectionAct.STRIKE}


@permits("requests.see_objections")
def queue(request: OfficeRequest) -> HttpResponse:
    """What runs out first, with the figures, filters and search above it."""
    office, on = request.office, today(request.office)
    form = ObjectionQueueForm(request.GET)
    wanted = form.wanted()
    found = selectors.objection_queue(office_id=office.pk, office_code=office.code, wanted=wanted, on=on)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    calendar = calendar_for(office_code=office.code)
    letters = {rule.ground.value: rule.letter for rule in selectors.grounds_on(on=on)}
    context = {
        "form": form,
        "page": page,
        "rows": [
            {"objection": each}
            | remedy_row(each, due_on=getattr(each, "runs_out", None), on=on, calendar=calendar, letters=letters)
            for each in page.object_list
        ],
        "counts": selectors.objection_counts(office_id=office.pk, office_code=office.code, on=on),
        "filtered": any(value for name, value in request.GET.items() if name != "page"),
        "may_register": request.standing.may("requests.register_objections"),
        "may_see_register": request.standing.may("requests.see_register"),
    }
    return render(request, "requests/objection_queue.html", context)


def _found(request: OfficeRequest, objection_id: int) -> Objection:
    """Return the objection of this office. Raises: Http404, for another office's too."""
    try:
        return selectors.objection_of_office(office_id=request.office.pk, objection_id=objection_id)
    except ObjectDoesNotExist as error:
        raise Http404 from error


@permits("requests.see_objections")
def objection(request: OfficeRequest, objection_id: int) -> HttpResponse:
    """One objection: its grounds and story, its clocks, what may be done now, and everything that was done."""
    found, on = _found(request, objection_id), today(request.office)
    actor = actor_of(request)
    parties = selectors.parties_of(actor=actor, office_id=request.office.pk, on=on)
    open_now = selectors.objection_acts_now(objection=found, actor=actor, parties=parties, on=on)
    may = [act for act in OBJECTION_FORMS if act in open_now]
    context = {
        "objection": found,
        "title": title_of(found.information),
        "grounds": grounds_of(found, on=on),
        "late": services.late_words(found),
        "clock": facts_of(found.deadline, on),
        "replied": ObjectionState(found.state) not in UNREPLIED,
        "window": facts_of(found.window, on) if found.window else None,
        "dispute": facts_of(found.dispute_window, on) if found.dispute_window else None,
        "order": _order(found, on=on),
        "leading": _buttons(found, [act for act in LEADING if act in may]),
        "further": _buttons(found, [act for act in may if act not in LEADING]),
        "may_open": ObjectionAct.OPEN_IDENTITY in open_now,
        "who": found.applicant,
        "acts": selectors.objection_history(objection=found),
        "opinions": selectors.opinions_on(objection=found),
        "notes": selectors.notes_on(objection=found),
        "draft": selectors.draft_of(objection_id=found.pk) if found.state == ObjectionState.REVIEWED else None,
        "may_read_draft": request.standing.may("requests.give_opinion"),
        "may_sign": request.standing.may("requests.decide_objections"),
        "deliberations": found.deliberations.order_by("pk"),
        "remedies": [
            {"title": each.title, "href": address(attachment=each.attachment) if each.attachment else "", "row": each}
            for each in found.remedies.select_related("attachment__document").order_by("pk")
        ],
        "letters": letters_about(subject_kind="objection", subject_id=str(found.pk)).select_related("attachment"),
        "proofs": selectors.proofs_of_objection(objection_id=found.pk),
        "proof_names": labels.PROOFS,
        "scans": scans_told(kind="objection", pk=found.pk, at=timezone.now()),
        "own_decision": not selectors.judges(objection=found, actor=actor, on=on)
        and request.standing.may("requests.give_opinion"),
        "may_see_request": request.standing.may("requests.see"),
        "disputes": selectors.disputes_of_objection(objection_id=found.pk),
        "dispute_entry": _dispute_entry(request, found, open_now),
    }
    return render(request, "requests/objection.html", context)


def _dispute_entry(request: OfficeRequest, found: Objection, acts: Iterable[ObjectionAct]) -> str:
    """Return where the commission's notice about this objection is registered; "" where it cannot be now."""
    if ObjectionAct.DISPUTE not in acts or not request.standing.may("requests.register_disputes"):
        return ""
    if selectors.stops_another_dispute(objection_id=found.pk):
        return ""
    return reverse("disputes_entry", args=[found.office.slug]) + "?" + urlencode({"keberatan": found.number})


def grounds_of(found: Objection | Dispute, *, on: date) -> list[dict[str, str]]:
    """Return letter, the law's words and plain words of each ground of an objection or a dispute."""
    return [
        {
            "letter": rule.letter,
            "words": str(objection_labels.GROUNDS[rule.ground]),
            "plain": str(objection_labels.PLAIN_GROUNDS[rule.ground]),
        }
        for rule in selectors.grounds_on(on=on)
        if rule.ground in found.grounds
    ]


def _order(found: Objection, *, on: date) -> dict[str, Any] | None:
    if not found.order or found.order_due_on is None:
        return None
    left = working_days_left(on, found.order_due_on, calendar_for(office_code=found.office.code))
    done = found.executed_at is not None
    waits = found.order_paused_on is not None and not done
    return {
        "due_on": found.order_due_on,
        "remaining": None if done or waits else left,
        "done_on": found.executed_at,
        "explained": order_explained(found),
    }


def order_explained(found: Objection) -> str:
    """Return why the day of an order is not the one the order named, or why it does not run; "" where it does."""
    if selectors.order_replaced(objection=found):
        return _("Perintah ini tidak dilaksanakan lagi: putusan atau kesepakatan dalam sengketanya menggantikannya.")
    if found.executed_at is None and found.order_paused_on is not None:
        return _(
            "Perintah ini menunggu sejak %(paused)s karena keberatannya disengketakan. Bila sengketa berakhir tanpa "
            "perintah lain, sisa hari kerjanya dihitung lagi."
        ) % {"paused": date_format(found.order_paused_on, "j F Y")}
    if found.order_first_due_on is not None and found.order_resumed_on is not None:
        return _(
            "Menurut perintah: %(first)s. Waktunya berhenti selama sengketa dan berjalan lagi sejak %(resumed)s dengan "
            "sisa hari kerja saat itu."
        ) % {
            "first": date_format(found.order_first_due_on, "j F Y"),
            "resumed": date_format(found.order_resumed_on, "j F Y"),
        }
    return ""


def _buttons(found: Objection, acts: Iterable[ObjectionAct]) -> list[dict[str, Any]]:
    return [
        {
            "label": objection_labels.OBJECTION_ACTS[act],
            "href": reverse("objections_act", args=[found.office.slug, found.pk, act.value.replace("_", "-")]),
            "at_once": act in AT_ONCE,
        }
        for act in acts
    ]


def _act_named(name: str) -> ObjectionAct:
    try:
        found = ObjectionAct(name.replace("-", "_"))
    except ValueError as error:
        raise Http404 from error
    if found not in OBJECTION_FORMS:
        raise Http404
    return found


@permits("requests.see_objections")
def act(request: OfficeRequest, objection_id: int, name: str) -> HttpResponse:
    """Show the form of one act, and do it."""
    wanted, found, on = _act_named(name), _found(request, objection_id), today(request.office)
    actor = actor_of(request)
    parties = selectors.parties_of(actor=actor, office_id=request.office.pk, on=on)
    back = redirect("objections_case", office=request.office.slug, objection_id=found.pk)
    if wanted not in selectors.objection_acts_now(objection=found, actor=actor, parties=parties, on=on):
        messages.error(request, _("Tindakan itu tidak tersedia: keberatan berpindah tahap, atau bukan peran Anda."))
        return back
    form = OBJECTION_FORMS[wanted](request.POST or None, request.FILES or None, case=found, on=on)
    if wanted == ObjectionAct.EXECUTE:
        form.offer(published_like(request, found.information))  # type: ignore[attr-defined]
    words = letter_words(request, services.LETTER_OF_OBJECTION_ACT.get(wanted), ("objection", found.pk))
    ready = request.method == "POST" and form.is_valid() and (words is None or words.is_valid())
    if ready and words is not None and "insert" in request.POST:
        words = with_template(request, words, _draft(request, found, form))
    elif ready and words is not None and "preview" in request.POST:
        return _preview(request, found, form, words)
    elif ready:
        try:
            _perform(request, wanted, found, form, words)
        except services.StaleCase as error:
            messages.error(request, services.sentence(error))
            return back
        except ANTICIPATED as error:
            form.add_error(None, services.sentence(error))
        else:
            messages.success(request, str(objection_labels.OBJECTION_DEEDS[wanted]) + ".")
            return back
    context = {
        "form": form,
        "objection": found,
        "title": title_of(found.information),
        "heading": objection_labels.OBJECTION_ACTS[wanted],
        "grave": wanted in GRAVE,
        "multipart": form.is_multipart(),
        "words": words,
        "decides": wanted in DECIDING,
        "orders": wanted in DECIDING - {ObjectionAct.UPHOLD},
        "closed_because": closed_because(request.office.code, on) if wanted in DECIDING else None,
        "grounds": grounds_of(found, on=on),
        "opinions": selectors.opinions_on(objection=found),
    }
    return render(request, "requests/objection_act.html", context)


def _draft(request: OfficeRequest, found: Objection, form: ActForm) -> AnyLetter:
    """Return the letter of the act as it would go out now: the reply, the invitation to a musyawarah, its minutes."""
    given, actor, at = form.arguments(), actor_of(request), timezone.now()
    with in_its_language():
        if "decision" in given:
            return services.drafted_decision(found, decision=given["decision"], actor=actor, at=at)
        return services.drafted_deliberation(found, said=given.get("meeting") or given["minutes"], actor=actor, at=at)


def _preview(request: OfficeRequest, found: Objection, form: ActForm, words: PassagesForm) -> HttpResponse:
    """Return the draft that was asked for: the letter of the act, or the order that goes out with it."""
    decision = form.arguments().get("decision")
    if request.POST["preview"] == "order" and decision is not None:
        with in_its_language():
            order = services.drafted_order(found, decision=decision, actor=actor_of(request), at=timezone.now())
        if order is not None:
            return draft_of(request, order)
    return preview(request, words, _draft(request, found, form))


def _perform(
    request: OfficeRequest, wanted: ObjectionAct, found: Objection, form: ActForm, words: PassagesForm | None
) -> None:
    at, given = timezone.now(), form.arguments()
    if words is not None:
        keep_words(request, words, ("objection", found.pk), at=at)
    if wanted == ObjectionAct.EXECUTE:
        files, items = stored(given.pop("uploads"), at=at), given.pop("items", [])
        given["materials"] = [
            *(services.Material(item_id=item) for item in items),
            *(services.Material(document_id=key, title=name) for key, name in files),
        ]
    PERFORM[wanted](objection_id=found.pk, actor=actor_of(request), at=at, **given)


@permits("requests.give_opinion")
def draft_letter(request: OfficeRequest, objection_id: int) -> HttpResponse:
    """The drafted reply as it would go out now, marked as a draft."""
    found, at = _found(request, objection_id), timezone.now()
    if found.state != ObjectionState.REVIEWED or selectors.draft_of(objection_id=found.pk) is None:
        raise Http404
    letter = services.drafted_reply(objection=found, actor=actor_of(request), at=at)
    pdf = letters.render(letter=letter, office=request.office, at=at, draft=True)
    headers = {"Content-Disposition": 'inline; filename="konsep-tanggapan.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


@permits("requests.see_objections")
@require_POST
def proof(request: OfficeRequest, objection_id: int, attachment_id: int) -> FileResponse | HttpResponse:
    """A sealed scan, opened in an act that its owner is shown."""
    found = _found(request, objection_id)
    try:
        content = services.open_objection_proof(
            objection_id=found.pk,
            attachment_id=attachment_id,
            purpose=request.POST.get("purpose", ""),
            actor=actor_of(request),
            at=timezone.now(),
        )
    except ANTICIPATED as error:
        messages.error(request, services.sentence(error))
        return redirect("objections_case", office=request.office.slug, objection_id=found.pk)
    kept = next(each for each in selectors.proofs_of_objection(objection_id=found.pk) if each.pk == attachment_id)
    response = FileResponse(content, as_attachment=True, filename=kept.name, content_type=kept.document.media_type)
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@permits("requests.register_objections")
def entry(request: OfficeRequest) -> HttpResponse:
    """Take an objection in at the desk, against a request of this office or, for ground b, without one."""
    at, number = timezone.now(), request.GET.get("nomor", "").strip()
    case = _request_of(request, number)
    if number and case is None:
        messages.error(request, _("Tidak ada permohonan bernomor %(number)s di kantor ini.") % {"number": number})
    on = today(request.office)
    standing = selectors.grounds_for(case=case, at=at, on=on)
    form = ObjectionEntryForm(
        request.POST or None, office=request.office, now=at, alone=case is None, standing=standing
    )
    if request.method == "POST" and form.is_valid():
        try:
            filing = services.file_objection(
                office=request.office,
                request_id=case.pk if case else None,
                actor=actor_of(request),
                at=at,
                register=True,
                **form.arguments(),
            )
        except services.AlreadyFiled as error:
            return redirect("objections_case", office=request.office.slug, objection_id=error.objection_id)
        except ANTICIPATED as error:
            form.add_error(None, services.sentence(error))
        else:
            return _received(request, filing)
    context = {
        "form": form,
        "case": case,
        "number": number,
        "title": title_of(case.question) if case else "",
        "standing": [each for each in standing if each.stands],
        "plain": objection_labels.PLAIN_GROUNDS,
    }
    return render(request, "requests/objection_entry.html", context)


def _request_of(request: OfficeRequest, number: str) -> InformationRequest | None:
    """Return the request of this office that a number names, by its whole number or its id from a link."""
    if not number:
        return None
    key = whole_number(number)
    if key is not None:
        try:
            return found_case(request, key)
        except Http404:
            return None
    return selectors.case_numbered(office_id=request.office.pk, number=number)


def _received(request: OfficeRequest, filing: services.Filing) -> HttpResponse:
    """Show number, due date and, once, the secret of an objection without a request."""
    found = selectors.objection_of_office(office_id=request.office.pk, objection_id=filing.objection.pk)
    receipt = letters_about(subject_kind="objection", subject_id=str(found.pk)).select_related("attachment").first()
    context = {
        "objection": found,
        "secret": filing.secret,
        "receipt": receipt,
        "rule": law.rule_by_id(found.deadline.rule_id).source,
    }
    response = render(request, "requests/objection_received.html", context)
    response["Cache-Control"] = "no-store"
    return response
