from __future__ import annotations

from django.db import connection


def touch_public(*, office_code: str) -> None:
    """Say that public pages of this office changed, in the caller's transaction and at its end, beside the ledger
    row: whoever bumps holds the row until commit, so nothing slow may follow.

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
