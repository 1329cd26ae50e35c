"""What forms and plenaries say of polling stations, side by side: one row for each that is shown, and participant.

Of a list also each candidate, and the votes for the party alone, where the two differ: votes that only change hands
within a list leave its sum as it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from telusur.results.elections.rules.layout import UNREAD, told

from .small import ballots, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from telusur.results.elections.rules.layout import Choice, Layout

    from .sums import Column


@dataclass(frozen=True)
class Row:
    """One participant at one polling station, or at those shown together. form: None where nobody had read it, or where
    it speaks of so few ballots that it may not be shown alone. gain: what the plenary says less the form; None where
    there is no form to compare with. candidate: None for the participant as a whole; of a list the number of one of its
    candidates, 0 for the votes for the party alone."""

    units: tuple[int, ...]
    choice: int
    form: int | None
    said: int
    candidate: int | None = None

    @property
    def gain(self) -> int | None:
        return None if self.form is None else self.said - self.form


def rows(
    layout: Layout,
    forms: Mapping[int, Column],
    said: Mapping[int, Column],
    groups: Iterable[tuple[int, ...]],
    *,
    least: int,
) -> Iterator[Row]:
    """Yield the rows of those groups of which everything was said; one that lacks a polling station waits for it. Names
    on a list only where form and plenary differ, and both can be shown.

    groups: the polling stations as they are shown everywhere else, so that no difference tells what one of them is.
    """
    for group in groups:
        if not set(group) <= set(said):
            continue
        form, says = joined(layout, forms, group), joined(layout, said, group)
        small = ballots(layout, form) < least
        for choice, place in zip(layout.choices, layout.votes, strict=True):
            lacks = small or form.values[place] == UNREAD or bool(form.gaps[place])
            yield Row(group, choice.number, None if lacks else told(form.values[place]), told(says.values[place]) or 0)
            if choice.candidates and not small:
                yield from _within(layout, choice, group, form, says)


def _within(layout: Layout, choice: Choice, group: tuple[int, ...], form: Column, says: Column) -> Iterator[Row]:
    """Yield the rows of a list's parts in which form and plenary differ."""
    parts = [(0, choice.own), *((each.number, choice.field_of(each)) for each in choice.candidates)]
    for number, field in parts:
        place = layout.places[field]
        was, now = told(form.values[place]), told(says.values[place]) or 0
        if was is not None and not form.gaps[place] and was != now:
            yield Row(group, choice.number, was, now, number)
