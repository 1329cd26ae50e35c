"""A duty ends at once, before its day: for a reason, by the KPU of its territory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.kernel.accounts.services import sign_out_everywhere
from telusur.kernel.law.acts import legal_act
from telusur.kernel.ledger.rules.logs import election_log
from telusur.kernel.ledger.services import personal_digest, record

from ..models import Duty
from ..selectors import duty_is_over, election_day, may_end

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from ..selectors import Service


class DutyRefused(Exception):
    """A duty that cannot be ended so. code: `not_permitted`, `ended` already or by its period, `no_reason`."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@legal_act
def end_duty(*, duty_id: int, reason: str, by: Service | None, actor: str, at: datetime) -> Duty:
    """End a duty now: its rights are gone with this act, and its person is signed out everywhere.

    What he typed stays with its draft, which nobody can hand in any more. by: what the KPU's person is at this
    election; None where the installation's own administrator does it. reason: kept with the duty; the log commits to
    it. Raises: DutyRefused; Duty.DoesNotExist. Law: PKPU 8/2022 (pemberhentian antarwaktu badan adhoc).
    """
    duty = Duty.objects.select_for_update(of=("self",)).select_related("election", "person").get(pk=duty_id)
    if by is not None and not may_end(service=by, duty=duty):
        raise DutyRefused("not_permitted")
    if duty_is_over(duty=duty, on=election_day(at=at)):
        raise DutyRefused("ended")
    if not reason.strip():
        raise DutyRefused("no_reason")
    duty.ended_at, duty.end_reason = at, reason.strip()
    duty.save(update_fields=["ended_at", "end_reason"])
    sign_out_everywhere(user_id=duty.person_id, at=at)
    record(
        "elections.end_duty_at_once",
        log=election_log(duty.election.code),
        subject_kind="duty",
        subject_id=str(duty.pk),
        actor=actor,
        happened_at=at,
        recorded_at=at,
        facts={"role": duty.role, "area": str(duty.area or ""), "reason": personal_digest(duty.end_reason)},
    )
    return duty


@legal_act
def end_duties(*, duty_ids: Iterable[int], reason: str, actor: str, at: datetime) -> list[Duty]:
    """End several duties now, all or none, by the installation's own administrator. Raises: as `end_duty`."""
    return [end_duty(duty_id=each, reason=reason, by=None, actor=actor, at=at) for each in sorted(duty_ids)]
