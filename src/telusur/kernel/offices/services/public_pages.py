from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

from telusur.kernel.ledger.rules.logs import office_log
from telusur.kernel.ledger.services import record

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from ..models import Office


def touch_public(*, office_code: str) -> None:
    """Say that public pages of this office changed, in the caller's transaction and last of all, after its ledger row:
    whoever bumps holds the row until commit, and two who lock row and log in different orders wait for each other.

    office_code: the code of the office; "" only for what changes the pages of every office at once, such as a
    national holiday. A change of one office bumps its own row alone, so that offices never wait for each other;
    pages that show several offices read the sum (`selectors.public_version`).
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into offices_publicversion (office_code, version) values (%s, 1) "
            "on conflict (office_code) do update set version = offices_publicversion.version + 1",
            [office_code],
        )


def told(
    act: str,
    *,
    office: Office,
    actor: str,
    at: datetime,
    facts: Mapping[str, str | int | bool | None],
    subject: tuple[str, str] | None = None,
) -> None:
    """End a service of this room: the office's pages changed, and the act stands in its log."""
    kind, key = subject or ("office", office.code)
    record(
        act,
        log=office_log(office.code),
        subject_kind=kind,
        subject_id=key,
        actor=actor,
        happened_at=at,
        recorded_at=at,
        facts=facts,
    )
    touch_public(office_code=office.code)
