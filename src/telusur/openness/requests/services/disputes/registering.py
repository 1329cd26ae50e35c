"""The office learns of a dispute: one transaction gives it its number, the commission's clocks, holds and notices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection
from django.utils.translation import gettext as _

from telusur.kernel.law.acts import legal_act
from telusur.kernel.notices import services as notices
from telusur.kernel.offices.selectors import local_day
from telusur.kernel.offices.services import touch_public
from telusur.openness.information.rules.texts import MOST_LETTERS

from ... import selectors
from ...models import Dispute, Objection
from ...rules import numbers
from ...rules.disputes import OPEN, DisputeAct, PaperKind, Whose, filed_late
from ...rules.moves import next_state
from ...rules.objections import UNREPLIED
from ...rules.words import Register
from ..faults import Refused
from ..objections.ending import dispute_early, dispute_objection
from ..registration import next_serial
from ..telling import Holders, Word, number_subject, office_notice, tell_applicant, tell_officers
from .clocks import start_commission_clocks
from .holding import place_dispute_holds
from .papers import Paper, keep
from .steps import TOLD, as_code, record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from telusur.kernel.offices.models import Office

    from ...rules.disputes import CommissionLevel


@dataclass(frozen=True)
class CommissionNotice:
    """What the commission told: its number, when it received the dispute, what the applicant asks of it.

    filed_at: when the commission received the dispute, from which its clocks run. noticed_at: when this office learned.
    """

    commission: CommissionLevel
    commission_name: str
    commission_number: str
    filed_at: datetime
    noticed_at: datetime
    registered_on: date | None = None
    petition: str = ""
    late_reason: str = ""


@legal_act
def register_dispute(
    *, objection_id: int, notice: CommissionNotice, actor: str, at: datetime, documents: Sequence[tuple[int, str]] = ()
) -> Dispute:
    """Register the commission's notice that the applicant of an objection brought a dispute.

    A dispute after its time, or before it, is registered all the same and says so: whether the commission accepts it is
    its affair. So is one brought again after it was withdrawn or not admitted.
    documents: (id, title) of the notice and what came with it. Law: UU 14/2008 Pasal 37, 38. Raises: Refused
    (`commission_missing`, `petition_too_long`, `receipt_in_future`, `filed_after_notice`, `filed_before_objection`,
    `dispute_runs`, `dispute_decided`), StaleCase, WrongState, NotPermitted.
    """
    _must_say(notice, at=at)
    before = _brought(objection_id, notice)
    premature = _is_premature(before, notice)
    if premature and before.state in UNREPLIED and before.deadline.due_on >= local_day(office=before.office, at=at):
        dispute_early(objection_id=objection_id, actor=actor, at=at)
    else:
        dispute_objection(objection_id=objection_id, actor=actor, at=at)
    objection = Objection.everything.select_related("office", "applicant", "dispute_window").get(pk=objection_id)
    office, today = objection.office, local_day(office=objection.office, at=at)
    parties = selectors.parties_of(actor=actor, office_id=office.pk, on=today)
    state = next_state(selectors.dispute_moves_on(on=today), None, DisputeAct.REGISTER, parties=parties)
    year = local_day(office=office, at=notice.noticed_at).year
    serial, number = _number(office, on=local_day(office=office, at=notice.noticed_at))
    key, window = _next_key(), objection.dispute_window
    start, settlement = start_commission_clocks(
        key=key, office=office, track=objection.track, number=number, filed_at=notice.filed_at, at=at
    )
    filed_on = local_day(office=office, at=notice.filed_at)
    dispute = Dispute.everything.create(
        pk=key,
        office=office,
        year=year,
        serial=serial,
        number=number,
        objection=objection,
        applicant=objection.applicant,
        track=objection.track,
        commission=notice.commission,
        commission_name=" ".join(notice.commission_name.split()),
        commission_number=" ".join(notice.commission_number.split()),
        registered_on=notice.registered_on,
        grounds=objection.grounds,
        information=objection.information,
        petition=notice.petition.strip(),
        filed_at=notice.filed_at,
        noticed_at=notice.noticed_at,
        recorded_at=at,
        late=not premature and filed_late(filed_on, until=window.due_on if window else None),
        premature=premature,
        late_reason=notice.late_reason.strip(),
        state=state,
        state_since=at,
        window=window,
        start_deadline=start,
        deadline=settlement,
    )
    for document_id, title in documents:
        paper = Paper(document_id, PaperKind.NOTICE, Whose.COMMISSION, title, local_day(office=office, at=at))
        keep(dispute, paper, actor=actor, at=at)
    place_dispute_holds(dispute, actor=actor, at=at)
    dispute.save(update_fields=["holds"])
    _tell(dispute, actor=actor, at=at)
    record(
        dispute,
        DisputeAct.REGISTER,
        actor=actor,
        at=at,
        happened_at=notice.noticed_at,
        facts={
            "objection": objection.number,
            "commission_number": as_code(dispute.commission_number),
            "track": dispute.track,
            "filed_on": filed_on.isoformat(),
            "late": dispute.late,
            "window_until": window.due_on.isoformat() if window else None,
            "begins_by": start.due_on.isoformat(),
            "settled_by": settlement.due_on.isoformat(),
        },
    )
    touch_public(office_code=office.code)
    return dispute


def _brought(objection_id: int, notice: CommissionNotice) -> Objection:
    """Lock the objection that is brought to the commission. Raises: Refused, where that was done or could not be."""
    rows = Objection.everything.select_for_update(of=("self",)).select_related("office", "deadline")
    objection = rows.get(pk=objection_id)
    if local_day(office=objection.office, at=notice.filed_at) < local_day(
        office=objection.office, at=objection.received_at
    ):
        raise Refused("filed_before_objection")
    known = selectors.stops_another_dispute(objection_id=objection.pk)
    if known is not None:
        raise Refused("dispute_runs" if known.state in OPEN else "dispute_decided", number=known.number)
    return objection


def _is_premature(objection: Objection, notice: CommissionNotice) -> bool:
    """Return whether the applicant went to the commission before the reply, while there was time for it.

    Law: UU 14/2008 Pasal 36 ayat (2), 37 ayat (2).
    """
    filed_on = local_day(office=objection.office, at=notice.filed_at)
    replied = objection.decided_at is not None and filed_on >= local_day(
        office=objection.office, at=objection.decided_at
    )
    return not replied and filed_on <= objection.deadline.due_on


def _must_say(notice: CommissionNotice, *, at: datetime) -> None:
    if not notice.commission_name.strip() or not notice.commission_number.strip():
        raise Refused("commission_missing")
    if len(notice.petition) > MOST_LETTERS:
        raise Refused("petition_too_long")
    if notice.noticed_at > at:
        raise Refused("receipt_in_future")
    if notice.filed_at > notice.noticed_at:
        raise Refused("filed_after_notice")


def _number(office: Office, *, on: date) -> tuple[int, str]:
    serial = next_serial(office_id=office.pk, year=on.year, register=Register.DISPUTE)
    written = numbers.written_number(
        selectors.patterns_on(on=on), office_code=office.code, register=Register.DISPUTE, serial=serial, year=on.year
    )
    return serial, written


def _next_key() -> int:
    """Return the next id of a dispute, known before its row so that its clocks can name it."""
    with connection.cursor() as cursor:
        cursor.execute("select nextval(pg_get_serial_sequence('requests_dispute', 'id'))")
        return int(cursor.fetchone()[0])


def _tell(dispute: Dispute, *, actor: str, at: datetime) -> None:
    """Owe the news to the PPID, his superior and those who work on disputes, to the webhook, and to the applicant."""
    key, subject = f"dispute:{dispute.pk}:register", number_subject(dispute, _("Baru"))
    text = _("Sengketa %(number)s terdaftar di %(commission)s dengan nomor %(theirs)s.") % {
        "number": dispute.number,
        "commission": dispute.commission_name,
        "theirs": dispute.commission_number,
    }
    word: Word = {"key": key, "kind": "dispute_new", "subject": subject, "text": text}
    day = local_day(office=dispute.office, at=at)
    notices.owe_all([office_notice(dispute, at=at, **word)], at=at)
    tell_officers(dispute, at=at, to=Holders(TOLD, on=day, skip=actor), **word)
    tell_applicant(
        dispute,
        key=key,
        kind="dispute_registered",
        subject=number_subject(dispute, _("Dicatat")),
        text=_(
            "Kami menerima pemberitahuan bahwa sengketa Anda terdaftar di %(commission)s. Panggilan dan putusan "
            "disampaikan Komisi Informasi; jalannya dapat Anda ikuti juga di halaman lacak."
        )
        % {"commission": dispute.commission_name},
        at=at,
    )
