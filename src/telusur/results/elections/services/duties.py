"""People come to serve at an election: appointed from a file, active once they gave the code that they were handed."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from telusur.kernel.accounts.selectors import password_link
from telusur.kernel.accounts.services import invite_officer
from telusur.kernel.law.acts import legal_act
from telusur.kernel.ledger.rules.logs import election_log
from telusur.kernel.ledger.services import record

from ..models import Duty, DutyRole, Participant
from ..selectors import digest_of_code, side_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from ..models import Election
    from ..rules.duty_file import DutyRow

CODE_LASTS = timedelta(days=14)
_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that is taken for another
_CODE = 12  # signs: sixty bits


class CodeUnknown(ValueError):
    """No duty of this person waits for this code, or its time is over."""


class ParticipantUnknown(LookupError):
    """The election has no participant of this number."""


class OtherSide(ValueError):
    """Who counts is to watch as well, or the other way round. asked: what he is to be; held: what he is already."""

    def __init__(self, email: str, asked: DutyRole, held: DutyRole) -> None:
        self.email, self.asked, self.held = email, asked, held
        super().__init__(email)


@dataclass(frozen=True)
class Handed:
    """What is handed to a person: the code that activates the duty, and where to choose a password. Kept nowhere."""

    duty: Duty
    code: str
    link: str


@dataclass(frozen=True)
class Appointed:
    """What became of a file: new duties with what is handed over; duties whose end changed; duties known already."""

    handed: tuple[Handed, ...]
    changed: int
    unchanged: int


@legal_act
def appoint_to_duty(
    *, election: Election, rows: Sequence[DutyRow], actor: str, at: datetime, office_id: int, renew: bool = False
) -> Appointed:
    """Appoint people to an election, all of them or nobody; the same file again changes nothing.

    office_id: the office that appoints. renew: give a new code to those who have not activated theirs. A row that is
    known but ends on another day ends then. What was ended at once stays ended: who comes back is appointed from
    another day. Who counts watches nobody's count in the same days, for a participant or for Bawaslu, and who watches
    counts not: he would answer his own challenge. Raises: ParticipantUnknown, OtherSide.
    """
    handed: list[Handed] = []
    changed = unchanged = 0
    for row in rows:
        known = _known(election, row)
        if known is not None and not (renew and known.activated_at is None and known.ended_at is None):
            if known.valid_until == row.valid_until or known.ended_at is not None:
                unchanged += 1
                continue
            known.valid_until = row.valid_until
            known.save(update_fields=["valid_until"])
            _note("elections.end_duty", known, actor, at)
            changed += 1
            continue
        _is_of_one_side(election, row)
        code = "".join(secrets.choice(_SIGNS) for _sign in range(_CODE))
        duty = _made(election, row, office_id) if known is None else known
        duty.code_digest, duty.code_expires_at = digest_of_code(code=code), at + CODE_LASTS
        duty.save()
        _note("elections.appoint_to_duty", duty, actor, at)
        shown = "-".join(code[start : start + 4] for start in range(0, _CODE, 4))
        handed.append(Handed(duty, shown, password_link(user=duty.person)))
    return Appointed(tuple(handed), changed, unchanged)


@legal_act
def activate_duty(*, person_id: int, code: str, at: datetime) -> Duty:
    """Let a duty begin for the person who gives its code, once. Raises: CodeUnknown."""
    waiting = Duty.objects.select_for_update(of=("self",)).select_related("election")
    duty = waiting.filter(
        person_id=person_id,
        code_digest=digest_of_code(code=code),
        activated_at=None,
        ended_at=None,
        code_expires_at__gt=at,
    ).first()
    if duty is None:
        raise CodeUnknown
    duty.activated_at = at
    duty.save(update_fields=["activated_at"])
    _note("elections.activate_duty", duty, f"user:{person_id}", at)
    return duty


def _is_of_one_side(election: Election, row: DutyRow) -> None:
    """Refuse a duty beside one of another side in the same days. Raises: OtherSide."""
    same_days = Q(valid_until=None) | Q(valid_until__gt=row.valid_from)
    if row.valid_until is not None:
        same_days &= Q(valid_from__lt=row.valid_until)
    held = Duty.objects.filter(same_days, election=election, person__email=row.email, ended_at=None)
    asked = DutyRole(row.role)
    for role in map(DutyRole, held.values_list("role", flat=True)):
        if side_of(role) != side_of(asked):
            raise OtherSide(row.email, asked, role)


def _known(election: Election, row: DutyRow) -> Duty | None:
    found = Duty.objects.select_for_update(of=("self",)).select_related("election", "person")
    return found.filter(
        election=election, person__email=row.email, role=row.role, area=row.area, valid_from=row.valid_from
    ).first()


def _made(election: Election, row: DutyRow, office_id: int) -> Duty:
    participant = None
    if row.participant is not None:
        of_election = Participant.objects.filter(contest__election=election, on_list=None, number=row.participant)
        participant = of_election.order_by("pk").first()
        if participant is None:
            raise ParticipantUnknown(row.participant)
    person = invite_officer(email=row.email, full_name=row.name, office_id=office_id, by_mail=False)
    return Duty(
        election=election,
        person=person,
        role=row.role,
        area=row.area,
        participant=participant,
        decree_number=row.decree,
        decree_on=row.decree_on,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
    )


def _note(act: str, duty: Duty, actor: str, at: datetime) -> None:
    record(
        act,
        log=election_log(duty.election.code),
        subject_kind="duty",
        subject_id=str(duty.pk),
        actor=actor,
        happened_at=at,
        recorded_at=at,
        facts={"role": duty.role, "area": str(duty.area or ""), "decree": duty.decree_number},
    )
