"""C against D, as the public reads it: rows by gain, largest first; those without a form to compare with last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q

from telusur.results.elections.rules.codes import BadCode, level_of

from ..models import Compared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

    from telusur.results.elections.models import Contest

COLUMNS = ("tps", "bersama", "nomor_urut", "c_hasil", "d_hasil", "selisih", "alasan", "calon")
DIFFERS = Q(gain__lt=0) | Q(gain__gt=0)  # of what has no form nobody knows


@dataclass(frozen=True)
class Summary:
    """How much was compared. rows: of polling station and participant; changed: of them those where the two differ;
    without_form: those of which nobody had read a form; candidates: names on lists, and parties alone, of which form
    and plenary differ."""

    rows: int
    changed: int
    without_form: int
    candidates: int


def comparisons(
    *, contest: Contest, within: int | None = None, choice: int | None = None, changed: bool = False
) -> QuerySet[Compared]:
    """Return the rows of a contest, the largest gain first, then by code, a list before its names.

    within: only in this place; choice: only of this participant; changed: only where the two differ.
    """
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
        found = found.filter(DIFFERS)
    return found.order_by(F("gain").desc(nulls_last=True), "unit", "choice", "pk")


def summary_of(*, contest: Contest) -> Summary:
    """Return how much of a contest was compared."""
    found = Compared.objects.filter(contest=contest).aggregate(
        rows=Count("pk", filter=Q(candidate=None)),
        changed=Count("pk", filter=Q(candidate=None) & DIFFERS),
        without_form=Count("pk", filter=Q(form=None)),
        candidates=Count("pk", filter=Q(candidate__isnull=False)),
    )
    return Summary(**found)


def told(*, rows: QuerySet[Compared]) -> Iterator[dict[str, object]]:
    """Yield rows as they are exported, in COLUMNS; a form that nobody had read is None, never 0, and so is
    its gain."""
    for row in rows.iterator(chunk_size=5000):
        values = (
            f"{row.unit:013d}",
            row.together,
            row.choice,
            row.form,
            row.said,
            row.gain,
            row.reasons,
            row.candidate,
        )
        yield dict(zip(COLUMNS, values, strict=True))
