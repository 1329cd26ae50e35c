from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from telusur.kernel.ledger.rules.logs import office_log
from telusur.kernel.ledger.services import record

from ..models import LetterSettings
from ..rules.numbering import check_pattern
from ..rules.signatures import Port

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from telusur.kernel.offices.models import Office


@transaction.atomic
def change_settings(
    *,
    office: Office,
    lines: Sequence[str],
    city: str,
    pattern: str,
    actor: str,
    at: datetime,
    unit_code: str = "",
    port: str = Port.NONE,
    logo_id: int | None = None,
) -> LetterSettings:
    """Set an office's letterhead, numbering and way of signing.

    logo_id: a document (PNG or JPEG). Raises: BadPattern.
    """
    check_pattern(pattern)
    kept, _ = LetterSettings.objects.update_or_create(
        office_id=office.pk,
        defaults={
            "lines": list(lines),
            "city": city,
            "pattern": pattern,
            "unit_code": unit_code,
            "port": Port(port),
            "logo_id": logo_id,
        },
    )
    record(
        "letters.change_settings",
        log=office_log(office.code),
        subject_kind="office",
        subject_id=office.code,
        actor=actor,
        happened_at=at,
        recorded_at=at,
        facts={"pattern": pattern, "port": str(Port(port)), "logo": logo_id is not None},
    )
    return kept
