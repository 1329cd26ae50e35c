"""Questions about objections: what may be objected now, who may not judge it, what runs out."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from hmac import compare_digest
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Q

from telusur.kernel.calendars.selectors import calendar_for
from telusur.kernel.clocks import selectors as clocks
from telusur.kernel.clocks.rules import compute
from telusur.kernel.documents import selectors as documents
from telusur.kernel.ledger import selectors as ledger
from telusur.kernel.letters import selectors as written
from telusur.kernel.offices.selectors import local_day, national_day

from ..models import InformationRequest, Objection, ReplyDraft, Withholding
from ..rules import disputes
from ..rules.moves import acts_open_to
from ..rules.objections import (
    ORDERING,
    UNREPLIED,
    AskedCase,
    Ground,
    ObjectionAct,
    ObjectionState,
    Verdict,
    by_deliberation,
    standing_grounds,
)
from ..rules.withholding import PERSONAL, letters_of
from ..rules.words import Channel, Outcome, Party, State
from .applicants import secret_hash
from .day_rules import grounds_on, objection_moves_on
from .following import Handed
from .parties import parties_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from django.db.models import QuerySet

    from telusur.kernel.clocks.models import Deadline
    from telusur.kernel.documents.models import Attachment

    from ..rules.objections import Standing

WINDOW = "objection_window"
OWN_LETTER = "execution_order"  # it goes to the PPID, not to the applicant
# Acts by which somebody answered a request without an outcome among their facts.
ANSWERING = frozenset({"requests.answer_at_desk", "requests.sign", "requests.close_incomplete"})
BY_NOBODY_HERE = frozenset({"requests.import"})
JUDGING = frozenset(
    {
        ObjectionAct.REVIEW,
        ObjectionAct.GIVE_OPINION,
        ObjectionAct.INVITE,
        ObjectionAct.RECORD_DELIBERATION,
        ObjectionAct.DRAFT_REPLY,
        ObjectionAct.STRIKE,
        ObjectionAct.UPHOLD,
        ObjectionAct.GRANT,
        ObjectionAct.GRANT_PART,
    }
)
_NEAR = timedelta(days=21)  # wider than the first warning's working days, however the holidays fall


def asked_case(*, case: InformationRequest, windows: Sequence[Deadline] | None = None) -> AskedCase:
    """Return what a request tells of itself to whoever wants to object to it.

    An answer that an order reopened counts from its newest notification: a new time to object began with it.
    windows: the times to object that began, where the caller holds them.
    """
    notified = case.notified_at
    if notified is not None:
        if windows is None:
            windows = list(clocks.deadlines_of(subject_kind="request", subject_id=str(case.pk)).filter(step=WINDOW))
        notified = max([notified, *(window.started_at for window in windows)])
    return AskedCase(
        state=State(case.state),
        outcome=Outcome(case.outcome) if case.outcome else None,
        due_on=case.deadline.due_on if case.deadline else case.imported_due_on,
        notified_at=notified,
        delivered_at=case.delivered_at,
        closed_at=case.closed_at,
        time_zone=case.office.time_zone,
    )


def grounds_for(*, case: InformationRequest | None, at: datetime, on: date) -> tuple[Standing, ...]:
    """Return every ground in force, and whether it stands now against this request, or without one."""
    return standing_grounds(grounds_on(on=on), asked_case(case=case) if case else None, at=at)


def window_ends_on(*, case: InformationRequest, at: datetime) -> date | None:
    """Return the last day to object to this request, None where no ground with such a time stands yet."""
    asked = asked_case(case=case)
    found = standing_grounds(grounds_on(on=asked.day(at)), asked, at=at)
    arose = [each.arose_at for each in found if each.stands and each.arose_at is not None]
    if not arose:
        return None
    started = max(arose)
    windows = clocks.deadlines_of(subject_kind="request", subject_id=str(case.pk)).filter(step=WINDOW)
    known = windows.filter(started_at=started).last()
    if known is not None:
        return known.due_on
    count = clocks.count_of(
        track=case.track,
        step=WINDOW,
        received=started,
        time_zone=case.office.time_zone,
        calendar=calendar_for(office_code=case.office.code),
    )
    return compute(count).due


def open_objection_to(*, request_id: int) -> Objection | None:
    """Return the objection to this request that is not over yet, if there is one."""
    return Objection.everything.open().filter(request_id=request_id).first()


def objections_to(*, request_id: int) -> list[Objection]:
    """Return every objection to a request, oldest first."""
    found = Objection.everything.filter(request_id=request_id).select_related("office", "deadline")
    return list(found.order_by("pk"))


def objection_of_office(*, office_id: int, objection_id: int) -> Objection:
    """Return an objection of this very office. Raises: Objection.DoesNotExist, also for another office's."""
    return (
        Objection.everything.of_office(office_id)
        .select_related(
            "office", "applicant", "request__deadline", "request__office", "deadline", "window", "dispute_window"
        )
        .get(pk=objection_id)
    )


def deciders_of(*, request_id: int | None) -> frozenset[str]:
    """Return who decided, answered or signed a request, by the ledger: none of them judges an objection to it."""
    if request_id is None:
        return frozenset()
    acts = ledger.acts_on(subject_kind="request", subject_id=str(request_id))
    return frozenset(
        act.actor for act in acts if act.act not in BY_NOBODY_HERE and (act.act in ANSWERING or "outcome" in act.facts)
    )


def judges(*, objection: Objection, actor: str, on: date) -> bool:
    """Return whether the actor may judge this objection, as far as his own part in it goes."""
    parties = parties_of(actor=actor, office_id=objection.office_id, on=on)
    return Party.PPID not in parties and actor not in deciders_of(request_id=objection.request_id)


def objection_acts_now(
    *, objection: Objection, actor: str, parties: Collection[Party], on: date
) -> frozenset[ObjectionAct]:
    """Return the acts the actor may do on the objection now: those of the table that his own part in it allows."""
    verdict = Verdict(objection.verdict) if objection.verdict else None
    table, state = objection_moves_on(on=on), ObjectionState(objection.state)
    found = acts_open_to(table, state, parties=parties, outcome=verdict)
    if found & JUDGING and not judges(objection=objection, actor=actor, on=on):
        found -= JUDGING
    named = [Ground(each) for each in objection.grounds]
    if ObjectionAct.INVITE in found and not by_deliberation(grounds_on(on=on), named):
        found -= {ObjectionAct.INVITE}
    if state == ObjectionState.DISPUTED and not order_stands(objection=objection):
        found -= {ObjectionAct.EXECUTE, ObjectionAct.REOPEN_ANSWER}
    if objection.request_id is None:
        found -= {ObjectionAct.REOPEN_ANSWER}
    if objection.channel == Channel.E_PPID:
        found -= {ObjectionAct.STRIKE}
    return found


def may_open(*, objection: Objection) -> bool:
    """Return whether granting this objection can open what was closed: it speaks of a refusal of a request."""
    return Ground.REFUSED in objection.grounds and objection.request is not None


def opens_by_law(*, objection: Objection) -> bool:
    """Return whether granting it opens what was refused to anybody: the refusal objected to rests on no ground that
    protects a person, which falls for one applicant alone. Law: UU 14/2008 Pasal 11 ayat (2), 17, 18 ayat (2)."""
    if not may_open(objection=objection):
        return False
    letters = set(letters_of(fallen_withholdings(objection=objection).values_list("ground", flat=True)))
    return bool(letters) and not letters & PERSONAL


def fallen_withholdings(*, objection: Objection) -> QuerySet[Withholding]:
    """Return what the answer kept closed that the objection is about: not what was given before the superior decided,
    nor what an answer given anew keeps closed."""
    made = Withholding.objects.filter(request_id=objection.request_id, decided_at__lte=objection.received_at)
    stood = Q(taken_back_at=None)
    if objection.decided_at is not None:
        stood |= Q(taken_back_at__gte=objection.decided_at)
    return made.filter(stood).order_by("pk")


def order_stands(*, objection: Objection) -> bool:
    """Return whether the superior's order still waits after the objection was disputed: it was not carried out, and no
    ruling or agreement orders something else in its place. Law: UU 14/2008 Pasal 46."""
    if objection.state != ObjectionState.DISPUTED or objection.verdict not in ORDERING:
        return False
    return objection.executed_at is None and not order_replaced(objection=objection)


def order_replaced(*, objection: Objection) -> bool:
    """Return whether a ruling or agreement put something else in place of an order that was not carried out."""
    replaced = objection.disputes.filter(outcome__in=disputes.ORDERING)
    return objection.executed_at is None and replaced.exists()


def order_late(*, objection: Objection, on: date) -> bool:
    """Return whether an order carried out on this day came late; its time counts to the day it began to wait."""
    counted_to = objection.order_paused_on or on
    return objection.order_due_on is not None and counted_to > objection.order_due_on


def draft_of(*, objection_id: int) -> ReplyDraft | None:
    """Return the reply that was prepared for an objection, if one was."""
    return ReplyDraft.objects.filter(objection_id=objection_id).first()


def replies_to_sign(*, office_id: int) -> list[Objection]:
    """Return the objections of an office whose reply is drafted and waits for the superior, nearest end first."""
    found = Objection.everything.of_office(office_id).filter(state=ObjectionState.REVIEWED, draft__isnull=False)
    return list(found.select_related("office", "deadline", "draft").order_by("deadline__due_on", "pk"))


def proofs_of_objection(*, objection_id: int) -> list[Attachment]:
    """Return the sealed proofs of an objection, oldest first; their bytes open only in an act."""
    return list(documents.attachments_of(thing_kind="objection_proof", thing_id=str(objection_id)))


def reply_lapsed_at(*, objection: Objection) -> datetime:
    """Return when the superior's time was over: the day after its last day begins, where the office stands."""
    after = objection.deadline.due_on + timedelta(days=1)
    return datetime.combine(after, time(), tzinfo=ZoneInfo(objection.office.time_zone))


def lapsed_without_window(*, at: datetime) -> list[int]:
    """Return the ids of the unanswered requests whose date passed and whose time to object was not started yet."""
    latest = national_day(at=at + timedelta(days=1))  # no zone is further ahead; the act asks each office's own day
    known = clocks.subjects_with(subject_kind="request", step=WINDOW)
    found = InformationRequest.everything.unanswered().filter(
        imported=False, notified_at=None, deadline__stopped_at=None, deadline__due_on__lt=latest
    )
    return [key for key in found.order_by("pk").values_list("pk", flat=True) if str(key) not in known]


def unreplied_without_window(*, at: datetime) -> list[int]:
    """Return the ids of the objections nobody answered in time whose time for a dispute was not started yet."""
    latest = national_day(at=at + timedelta(days=1))
    found = Objection.everything.unreplied().filter(dispute_window=None, deadline__due_on__lt=latest)
    return list(found.order_by("pk").values_list("pk", flat=True))


def objections_over(*, at: datetime) -> list[int]:
    """Return the ids of the objections that nobody has anything left to do about: replied, carried out, out of time."""
    latest = national_day(at=at + timedelta(days=1))
    found = Objection.everything.filter(dispute_window__due_on__lt=latest).select_related("office", "dispute_window")
    found = found.exclude(disputes__state__in=disputes.OPEN)
    upheld = found.filter(state=ObjectionState.DECIDED, verdict=Verdict.UPHELD)
    executed = found.filter(state=ObjectionState.EXECUTED)
    rows = [*upheld.order_by("pk"), *executed.order_by("pk")]
    return [
        row.pk
        for row in rows
        if row.dispute_window is not None and row.dispute_window.due_on < local_day(office=row.office, at=at)
    ]


def objections_gone_to_dispute(*, at: datetime) -> list[int]:
    """Return the ids of the objections that were disputed before their time, once that came: the superior let his time
    pass, or the applicant let his own pass after the reply, and the dispute still runs."""
    found = Objection.everything.open().filter(disputes__state__in=disputes.OPEN)
    rows = found.select_related("office", "deadline", "dispute_window").order_by("pk")
    return [row.pk for row in rows if _time_passed(row, on=local_day(office=row.office, at=at))]


def _time_passed(objection: Objection, *, on: date) -> bool:
    if objection.state in UNREPLIED:
        return objection.deadline.due_on < on
    return objection.dispute_window is not None and objection.dispute_window.due_on < on


def replies_running_out(*, at: datetime) -> list[Objection]:
    """Return the objections whose date of reply is near or past, with office and deadline, by office."""
    latest = national_day(at=at + _NEAR)
    found = Objection.everything.unreplied().filter(deadline__stopped_at=None, deadline__due_on__lte=latest)
    return list(found.select_related("office", "deadline").order_by("office_id", "deadline__due_on", "pk"))


def orders_running_out(*, at: datetime) -> list[Objection]:
    """Return the objections whose order to the PPID is due soon or late, by office."""
    latest = national_day(at=at + _NEAR)
    found = Objection.everything.under_order().filter(order_due_on__lte=latest)
    return list(found.select_related("office", "deadline").order_by("office_id", "order_due_on", "pk"))


def objection_by_secret(*, office_id: int, number: str, secret: str) -> Objection | None:
    """Return the objection whose number and secret were given, its own or its request's; None else."""
    found = Objection.everything.of_office(office_id).filter(number__iexact=number.strip())
    objection = found.select_related("office", "request").order_by("pk").first()
    given = secret_hash(secret=secret)
    if objection is None:
        return None
    known = objection.request.secret_hash if objection.request else objection.secret_hash
    return objection if compare_digest(given, known) else None


def lone_objection_open_to(
    *, office_id: int, objection_id: int, followed: Collection[int], user_id: int | None
) -> Objection | None:
    """Return an objection that stands without a request to whoever showed its secret or owns it by his account; None
    to anybody else. followed: what the session keeps under `FOLLOWED_OBJECTIONS`."""
    found = Objection.everything.of_office(office_id).filter(pk=objection_id, request=None)
    objection = found.select_related("office", "applicant").first()
    if objection is None:
        return None
    owner = user_id is not None and objection.applicant.user_id == user_id
    return objection if owner or objection_id in followed else None


def objection_files(*, objection: Objection, at: datetime, lent_for: timedelta) -> list[Handed]:
    """Return the letters to the applicant and what the order gave him; the order to the PPID is the office's own."""
    found = [
        Handed(
            title=letter.title,
            address=documents.lent_address(attachment=letter.attachment, until=at + lent_for),
            kind="PDF",
            size=letter.document.size,
        )
        for letter in written.letters_about(subject_kind="objection", subject_id=str(objection.pk))
        if letter.template != OWN_LETTER
    ]
    given = objection.remedies.exclude(attachment=None).select_related("attachment__document").order_by("pk")
    return [
        *found,
        *(
            Handed(
                title=remedy.title,
                address=documents.lent_address(attachment=remedy.attachment, until=at + lent_for),
                kind=remedy.attachment.document.extension.upper(),
                size=remedy.attachment.document.size,
            )
            for remedy in given
            if remedy.attachment is not None
        ),
    ]
