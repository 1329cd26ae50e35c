"""Devices at the office on which visitors answer."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from telusur.kernel.law.acts import legal_act

from .. import selectors
from ..models import Kiosk
from .acts import record

if TYPE_CHECKING:
    from datetime import date, datetime

    from telusur.kernel.offices.models import Office

# No I, L, O, U, 0 and 1: the code is read from one screen and typed on another.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
SIGNS = 10


@legal_act
def make_kiosk(*, office: Office, name: str, last_on: date, actor: str, at: datetime) -> tuple[Kiosk, str]:
    """Let a device answer until a day; return it with its code, which is shown once and kept as a digest."""
    plain = "".join(secrets.choice(ALPHABET) for _ in range(SIGNS))
    code = f"{plain[:5]}-{plain[5:]}"
    kiosk = Kiosk.objects.create(
        office=office, name=name.strip(), digest=selectors.kiosk_digest(code), made_at=at, last_on=last_on
    )
    facts = {"last_on": last_on.isoformat()}
    record("satisfaction.make_kiosk", office=office, subject=("kiosk", kiosk.pk), actor=actor, at=at, facts=facts)
    return kiosk, code


@legal_act
def end_kiosk(*, office: Office, kiosk_id: int, actor: str, at: datetime) -> Kiosk:
    """Let a device answer no more. Raises: Kiosk.DoesNotExist."""
    kiosk = Kiosk.objects.select_for_update().get(pk=kiosk_id, office=office)
    if kiosk.ended_at is None:
        kiosk.ended_at = at
        kiosk.save(update_fields=["ended_at"])
        record("satisfaction.end_kiosk", office=office, subject=("kiosk", kiosk.pk), actor=actor, at=at)
    return kiosk
