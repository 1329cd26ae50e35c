"""C against D, as the public reads it: rows by gain, largest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from telusur.results.elections.rules.codes import BadCode, level_of

from ..models import Compared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

    from telusur.results.elections.models import Contest

COLUMNS = ("tps", "bersama", "nomor_urut", "c_hasil", "d_hasil", "selisih", "alasan")


@dataclass(frozen=True)
class Summary:
    """How much was compared. rows: of polling station and participant; changed: of them those where the two differ;
    without_form: those of which nobody had read a form."""

    rows: int
    changed: int
    without_form: int


def comparisons(
    *, contest: Contest, within: int | None = None, choice: int | None = None, changed: bool = False
) -> QuerySet[Compared]:
    """Return the rows of a contest, the largest gain first, then by code. within: only in this place; choice: only of
    this participant; changed: only where the two differ."""
    found = Compared.objects.filter(contest=contest)
    if within is not None:
        try:
            level_of(within)
        except BadCode:
            return found.none()
        span = 10 ** (13 - len(str(within)))
        found = found.filter(unit__gte=within * span, unit__lt=(within + 1) * span)
    if choice is not None:
        found = found.filter(choice=choice)
    if changed:
        found = found.exclude(gain=0)
    return found.order_by("-gain", "unit", "choice")


def summary_of(*, contest: Contest) -> Summary:
    """Return how much of a contest was compared."""
    found = Compared.objects.filter(contest=contest).aggregate(
        rows=Count("pk"), changed=Count("pk", filter=~Q(gain=0)), without_form=Count("pk", filter=Q(form=None))
    )
    return Summary(**found)


def told(*, rows: QuerySet[Compared]) -> Iterator[dict[str, object]]:
    """Yield rows as they are exported, in COLUMNS; a form that nobody had read is None, never 0."""
    for row in rows.iterator(chunk_size=5000):
        values = (f"{row.unit:013d}", row.together, row.choice, row.form, row.said, row.gain, row.reasons)
        yield dict(zip(COLUMNS, values, strict=True))
