"""Everything that was done to one form, with the numbers that each step brought, for those on duty there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from telusur.results.elections.rules.layout import UNREAD

from .. import selectors
from ..services import CHALLENGED, READ, RESOLVE
from .entry import label_of
from .words import act_in_words, said

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from telusur.results.elections.rules.layout import Layout

    from ..models import Event
    from .parts import Form

MOST_CELLS = 8  # that one step of the history names; the form itself stands above it


def history(form: Form, layout: Layout) -> list[dict[str, Any]]:
    """Return everything that was done, the newest first; who did it is known to who may know it elsewhere.

    Events of readings are written once two people have read: nothing here is anybody's reading before that.
    """
    events = list(selectors.history_of(contest=form.contest, station=form.station))
    vectors = [selectors.vector_of(content=each.values) for each in events]
    told = _Told(layout, label_of(layout), events, vectors)
    reasons = selectors.challenges_said(contest=form.contest, station=form.station)
    again = any(each.run > 1 for each in events)
    found = []
    for place, each in enumerate(events):
        entry = _("kejadian %(index)d log pemilu") % {"index": each.index}
        contested = reasons.get((each.actor, each.happened_at), "") if each.act == CHALLENGED else ""
        minutes = _("berita acara %(number)s") % {"number": each.minutes} if each.minutes else ""
        found.append(
            {
                "at": each.recorded_at,
                "text": act_in_words(each.act),
                "actor": f"{entry} · {_('pelaksanaan ke-%(number)d') % {'number': each.run}}" if again else entry,
                "detail": "; ".join(part for part in (each.reason, contested, minutes, told.numbers(place)) if part),
            }
        )
    return found[::-1]


@dataclass(frozen=True)
class _Told:
    """The events of a form, oldest first, with their numbers."""

    layout: Layout
    labels: Mapping[str, str]
    events: Sequence[Event]
    vectors: Sequence[list[int]]

    def numbers(self, place: int) -> str:
        """Return what an event says beside what it is held against: a reading beside the other one, what was only kept
        beside what was in force, what was put in force beside what stood before."""
        event, own = self.events[place], self.vectors[place]
        if event.act in {READ, RESOLVE}:
            other = self._other_reading(place)
            if other is None:
                return ""
            if own == other:
                return _("sama dengan pembacaan lain")
            return self._apart(own, other, _("%(label)s %(value)s (pembacaan lain %(other)s)"))
        before = self._in_force_before(place)
        if before is None or own == before or all(value == UNREAD for value in before):
            return ""
        if event.in_force:
            return self._apart(own, before, _("%(label)s %(other)s → %(value)s"))
        return self._apart(own, before, _("%(label)s %(value)s (berlaku %(other)s)"))

    def _other_reading(self, place: int) -> list[int] | None:
        """Return the other of the two readings; of the third, which resolves, the one that it differs from most."""
        event = self.events[place]
        others = [
            vector
            for each, vector in zip(self.events, self.vectors, strict=True)
            if each.act == READ and each.run == event.run and each.index != event.index
        ]
        own = self.vectors[place]
        return max(others, key=lambda vector: len(self._differing(own, vector)), default=None)

    def _in_force_before(self, place: int) -> list[int] | None:
        run = self.events[place].run
        earlier = zip(self.events[:place], self.vectors[:place], strict=True)
        return next((vector for each, vector in reversed(list(earlier)) if each.in_force and each.run == run), None)

    def _differing(self, one: list[int], other: list[int]) -> list[str]:
        return [name for name, place in self.layout.places.items() if one[place] != other[place]]

    def _apart(self, own: list[int], other: list[int], pattern: str) -> str:
        names = self._differing(own, other)
        cells = [
            pattern
            % {
                "label": self.labels[name],
                "value": said(own[self.layout.places[name]]),
                "other": said(other[self.layout.places[name]]),
            }
            for name in names[:MOST_CELLS]
        ]
        if len(names) > MOST_CELLS:
            cells.append(_("dan %(number)d isian lain") % {"number": len(names) - MOST_CELLS})
        return "; ".join(cells)
