"""Either side goes on: to the administrative court, and from there to the supreme court; or takes it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from telusur.kernel.law.acts import legal_act
from telusur.kernel.offices.selectors import local_day

from ... import selectors
from ...models import Dispute, Suit
from ...rules.disputes import DisputeAct, Forum, PaperKind, Whose, filed_late
from ..faults import Refused
from ..stopping import stop
from ..telling import number_subject, tell_applicant
from .clocks import CASSATION, COURT
from .holding import place_dispute_holds
from .papers import keep_all
from .steps import Step, begin, close, end_warnings
from .telling import tell_office

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from telusur.kernel.clocks.models import Deadline


@dataclass(frozen=True)
class SuitFacts:
    """Who goes on, before which court, since when. filed_at: when the court took it in, which its time is judged by."""

    side: Whose
    court: str
    filed_at: datetime
    number: str = ""


@legal_act
def record_suit(
    *,
    dispute_id: int,
    suit: SuitFacts,
    actor: str,
    at: datetime,
    documents: Sequence[tuple[int, str]] = (),
    version: int | None = None,
) -> Dispute:
    """Record that a side sued at the administrative court, or the other side too; after its time too, and it says so.

    A dispute that seemed final or over goes on with it, and is held from deletion again. Law: UU 14/2008 Pasal 47–48.
    Raises: Refused (`side_unknown`, `court_missing`, `receipt_in_future`, `no_ruling_to_sue`, `filed_before_ruling`,
    `side_goes_on`, `dispute_runs`), StaleCase, WrongState, NotPermitted.
    """
    step = _begun(DisputeAct.SUE, dispute_id, suit, actor=actor, at=at, version=version)
    _goes_against(step.dispute, Forum.COMMISSION, suit)
    window = step.dispute.court_window
    return _filed(step, Forum.COURT, suit, documents, window=window, warning=COURT)


@legal_act
def record_cassation(
    *,
    dispute_id: int,
    suit: SuitFacts,
    actor: str,
    at: datetime,
    documents: Sequence[tuple[int, str]] = (),
    version: int | None = None,
) -> Dispute:
    """Record that a side asked the supreme court to quash the court's ruling; after its time too, and it says so.

    Law: UU 14/2008 Pasal 50. Raises: as `record_suit`.
    """
    step = _begun(DisputeAct.CASSATE, dispute_id, suit, actor=actor, at=at, version=version)
    _goes_against(step.dispute, Forum.COURT, suit)
    window = step.dispute.cassation_window
    return _filed(step, Forum.SUPREME_COURT, suit, documents, window=window, warning=CASSATION)


def _begun(act: DisputeAct, dispute_id: int, suit: SuitFacts, *, actor: str, at: datetime, version: int | None) -> Step:
    if suit.side not in {Whose.APPLICANT, Whose.OFFICE}:
        raise Refused("side_unknown")
    if not suit.court.strip():
        raise Refused("court_missing")
    if suit.filed_at > at:
        raise Refused("receipt_in_future")
    return begin(dispute_id=dispute_id, act=act, actor=actor, at=at, version=version)


def _goes_against(dispute: Dispute, forum: Forum, suit: SuitFacts) -> None:
    """Ask whether the newest ruling is one that this court hears, and no newer dispute took the place of this one.
    Raises: Refused."""
    running = selectors.running_dispute(objection_id=dispute.objection_id)
    if running is not None and running.pk != dispute.pk:
        raise Refused("dispute_runs", number=running.number)
    if not selectors.may_go_on(dispute_id=dispute.pk, against=forum):
        raise Refused("no_ruling_to_sue")
    newest = dispute.rulings.order_by("pk").last()
    if newest is not None and local_day(office=dispute.office, at=suit.filed_at) < newest.decided_on:
        raise Refused("filed_before_ruling")
    if any(each.side == suit.side for each in selectors.running_suits(dispute=dispute)):
        raise Refused("side_goes_on")


def _filed(
    step: Step,
    forum: Forum,
    suit: SuitFacts,
    documents: Sequence[tuple[int, str]],
    *,
    window: Deadline | None,
    warning: str,
) -> Dispute:
    dispute = step.dispute
    filed_on = local_day(office=dispute.office, at=suit.filed_at)
    late = filed_late(filed_on, until=window.due_on if window else None)
    Suit.objects.create(
        dispute=dispute,
        forum=forum,
        side=suit.side,
        court=" ".join(suit.court.split()),
        number=" ".join(suit.number.split()),
        filed_at=suit.filed_at,
        late=late,
        recorded_at=step.at,
    )
    if window is not None:
        stop(window.pk, at=step.at)
    end_warnings(dispute, warning, at=step.at)
    keep_all(
        dispute,
        documents,
        kind=PaperKind.SUIT,
        side=suit.side,
        dated_on=filed_on,
        actor=step.actor,
        at=step.at,
    )
    dispute.final_at = None
    place_dispute_holds(dispute, actor=step.actor, at=step.at)
    _tell(step, suit)
    return close(
        step,
        changed=("final_at", "holds"),
        facts={
            "side": suit.side.value,
            "late": late,
            "window_until": window.due_on.isoformat() if window else None,
        },
        happened_at=suit.filed_at,
    )


@legal_act
def drop_suit(
    *, dispute_id: int, reason: str, actor: str, at: datetime, suit_id: int | None = None, version: int | None = None
) -> Dispute:
    """Record that a running suit or cassation was taken back. With the last of them the ruling before stands again;
    what was carried out of it before stays carried out.

    suit_id: which, where both sides went on. Law: Perma 2/2011. Raises: Refused `suit_unknown`, StaleCase, WrongState,
    NotPermitted.
    """
    rows = Dispute.everything.select_for_update(of=("self",)).select_related("office")
    running = selectors.running_suits(dispute=rows.get(pk=dispute_id))
    act = DisputeAct.DROP_ONE_SUIT if len(running) > 1 else DisputeAct.DROP_SUIT
    step = begin(dispute_id=dispute_id, act=act, actor=actor, at=at, version=version)
    dispute = step.dispute
    chosen = [each for each in running if suit_id is None or each.pk == suit_id]
    if len(chosen) != 1:
        raise Refused("suit_unknown")
    chosen[0].dropped_at = at
    chosen[0].save(update_fields=["dropped_at"])
    dispute.closing_words = reason.strip()
    goes_on = act == DisputeAct.DROP_ONE_SUIT
    tell_office(
        dispute,
        on=step.day,
        at=at,
        skip=actor,
        key=step.key,
        kind="dispute_suit_dropped",
        subject=number_subject(dispute, _("Dicabut")),
        text=(
            _("Satu pihak mencabut gugatan atau kasasinya dalam sengketa %(number)s; pihak lainnya berlanjut.")
            if goes_on
            else _("Gugatan atau kasasi dalam sengketa %(number)s dicabut; putusan sebelumnya berlaku lagi.")
        )
        % {"number": dispute.number},
    )
    return close(step, changed=("closing_words",), facts={"side": chosen[0].side})


def _tell(step: Step, suit: SuitFacts) -> None:
    dispute = step.dispute
    facts = {"number": dispute.number, "court": " ".join(suit.court.split())}
    text = (
        _("Kantor membawa sengketa %(number)s ke %(court)s.") % facts
        if suit.side == Whose.OFFICE
        else _("Pemohon membawa sengketa %(number)s ke %(court)s.") % facts
    )
    subject = number_subject(dispute, _("Kasasi") if step.act == DisputeAct.CASSATE else _("Gugatan"))
    tell_office(
        dispute,
        on=step.day,
        at=step.at,
        skip=step.actor,
        key=step.key,
        kind="dispute_sued",
        subject=subject,
        text=text,
    )
    if suit.side == Whose.OFFICE:
        tell_applicant(dispute, key=step.key, kind="dispute_sued_applicant", subject=subject, text=text, at=step.at)
