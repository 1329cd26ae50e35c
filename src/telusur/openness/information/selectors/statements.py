from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Sequence


def constant(tsquery: str) -> str:
    """Write a tsquery into a statement. `rules.search` makes it of letters, digits and operators alone."""
    return "'" + tsquery.replace("'", "''").replace("%", "") + "'::tsquery"


def fetched(statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Return the rows of a statement, its values bound by the client."""
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        return list(cursor.fetchall())
