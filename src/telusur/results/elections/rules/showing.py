"""Which polling stations the public sees alone, together, or not yet, so that nothing shown at any moment, subtracted
from anything shown at another, is what a small one of them says.

Small units are given company before the count, by the list of voters, and come out with it at once. A unit that turns
out small against the list takes company that was never shown. What was shown together stays together for good.

Law: UU 7/2017 Pasal 2 (the vote is secret); `elections.small_unit`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .folding import LEVELS, Folds, away, folded, parted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Group = tuple[int, ...]
_MANY = 10**6  # voters of a unit whose list is not known: it is nobody's next smallest while others are
_VILLAGE, _DISTRICT, _REGENCY = LEVELS


@dataclass(frozen=True, slots=True)
class Unit:
    """A polling station before the public. ballots: how many its form speaks of, where it counts; None where not.

    voters: on the determined list; None where it is not known. settled: by a signed D form. read: a form is in that
    does not count, and that would be shown for what it is, as it is not small. users: how many people voted, by a form
    of which parts I to III are in and no vote is; None for any other.
    """

    code: int
    ballots: int | None
    voters: int | None = None
    settled: bool = False
    read: bool = False
    users: int | None = None

    @classmethod
    def before_the_public(
        cls,
        code: int,
        ballots: int | None,
        *,
        voters: int | None,
        counts: bool,
        held: bool,
        settled: bool,
        least: int,
        users: int | None = None,
    ) -> Unit:
        """Return a polling station by where its form stands. ballots: None where no form is in. users: as above. least:
        as `showing` has it."""
        read = held and ballots is not None and ballots >= least
        return cls(code, ballots if counts else None, voters, settled, read, None if counts or held else users)


@dataclass(frozen=True)
class Showing:
    """What is shown of a regency. folds: who stands together now, and who counts but waits. closed: all whose numbers
    are not shown. company: of who is closed, whom it will be shown with, where that is planned. remembered: by code the
    group, named by one of its members, of whom the public sees now for the first time in it. late: who was shown
    otherwise before, and now covers a small unit. partly: of who is closed, whose parts I to III are shown although no
    vote is: neither planned company nor its own size closes them, and nothing of it is remembered."""

    folds: Folds
    closed: frozenset[int]
    company: Mapping[int, Group]
    remembered: Mapping[int, int]
    late: frozenset[int]
    partly: frozenset[int] = frozenset()

    @property
    def on_paper(self) -> Folds:
        """Who stands together, and who not yet, where a plenary's numbers are shown: who was ordered to vote anew or is
        held waits there too, with its company, as what was said before is on the paper still."""
        return Folds(self.folds.groups, self.folds.waiting | self.company.keys())


def showing(units: Iterable[Unit], known: Mapping[int, int], *, least: int, few: int) -> Showing:
    """Return what is shown of the polling stations of a regency, of one form.

    known: what the public has seen: by code the group. least: so many ballots may be shown. few: a unit with fewer
    voters is given company before the count.
    """
    return _Regency(units, known, least, few).shown()


def added(parts: Iterable[Showing]) -> Showing:
    """Return what is shown of several parts of a regency."""
    every = list(parts)
    return Showing(
        Folds(
            tuple(sorted(group for one in every for group in one.folds.groups)),
            frozenset(code for one in every for code in one.folds.waiting),
        ),
        frozenset(code for one in every for code in one.closed),
        {code: group for one in every for code, group in one.company.items()},
        {code: group for one in every for code, group in one.remembered.items()},
        frozenset(code for one in every for code in one.late),
        frozenset(code for one in every for code in one.partly),
    )


class _Regency:
    def __init__(self, units: Iterable[Unit], known: Mapping[int, int], least: int, few: int) -> None:
        self.units = {unit.code: unit for unit in units}
        self.known = {code: known[code] for code in self.units if code in known}
        self.least, self.few = least, few
        self.ballots = {code: one.ballots for code, one in self.units.items() if one.ballots is not None}

    def shown(self) -> Showing:
        seen, fresh = self._seen(), self._planned()
        out = [group for group in seen if self._is_in(group) and self._enough(group)]
        small = [group for group in seen if self._is_in(group) and not self._enough(group)]
        absent = [group for group in fresh if not self._is_in(group)]
        ready = [*small, *(group for group in fresh if self._is_in(group))]
        found = self._with_company(ready, absent, self.ballots, self.least)
        out += [group for group in found if self._enough(group)]
        for group in sorted(group for group in found if not self._enough(group)):
            self._join_late(group, out, absent)
        return self._told(out, fresh)

    def _seen(self) -> list[Group]:
        groups: dict[int, list[int]] = defaultdict(list)
        for code, group in self.known.items():
            groups[group].append(code)
        return [tuple(sorted(group)) for group in groups.values()]

    def _planned(self) -> list[Group]:
        """Return those never shown, each alone or with the company that the lists of voters give it."""
        voters = {code: one.voters or _MANY for code, one in self.units.items() if code not in self.known}
        return self._with_company(((code,) for code in sorted(voters)), (), voters, self.few)

    def _with_company(
        self, ready: Iterable[Group], absent: Iterable[Group], sizes: Mapping[int, int], least: int
    ) -> list[Group]:
        """Return the groups after each small one took in the next smallest that was never shown either: of its village,
        and of the next one of its district once nobody of the village is still to come. Only a district that is small
        as a whole goes beyond itself, as otherwise no D form of a district could say its sum."""
        groups = [list(group) for group in ready]
        waits: list[list[int]] = []

        def small(group: Iterable[int]) -> bool:
            return sum(sizes[code] for code in group) < least

        for level in (_VILLAGE, _DISTRICT):
            expected = {level(code) for group in absent for code in group}
            groups = [one for part in parted(groups, level) for one in folded(part, sizes, least)]
            waits += [one for one in groups if small(one) and level(one[0]) in expected]
            groups = [one for one in groups if not small(one) or level(one[0]) not in expected]
        waits += [one for one in groups if small(one) and not self._is_a_district(one)]
        groups = [one for one in groups if not small(one) or self._is_a_district(one)]
        groups = [one for part in parted(groups, _REGENCY) for one in folded(part, sizes, least)]
        return [tuple(sorted(one)) for one in (*groups, *waits)]

    def _is_a_district(self, group: Iterable[int]) -> bool:
        codes = set(group)
        districts = {_DISTRICT(code) for code in codes}
        return all(code in codes for code in self.units if _DISTRICT(code) in districts)

    def _join_late(self, group: Group, out: list[Group], absent: Iterable[Group]) -> None:
        """Let a small group that has no other way join one that was shown, once the signed D form says what it is."""
        if not all(self.units[code].settled for code in group):
            return
        if {_DISTRICT(code) for code in group} & {_DISTRICT(code) for one in absent for code in one}:
            return
        for level in LEVELS:
            near = [one for one in out if level(one[0]) == level(group[0])]
            if near:
                chosen = min(near, key=lambda one: (away(group, one), self._size(one), one))
                out[out.index(chosen)] = tuple(sorted({*chosen, *group}))
                return

    def _told(self, out: list[Group], fresh: Iterable[Group]) -> Showing:
        visible = {code for group in out for code in group}
        seen = self._seen()
        alone = {one[0] for one in (*fresh, *seen) if len(one) == 1 and self.units[one[0]].read}
        remembered: dict[int, int] = {}
        late: set[int] = set()
        for group in (*out, *((code,) for code in alone)):
            before = {self.known[code] for code in group if code in self.known}
            name = min(before, default=group[0])
            remembered |= {code: name for code in group if self.known.get(code) != name}
            if before and any(self.known.get(code) != name for code in group):
                late |= {code for code in group if code in self.known}
        planned = [group for group in (*fresh, *seen) if len(group) > 1]
        company = {code: group for group in planned for code in group if code not in visible}
        return Showing(
            Folds(
                tuple(sorted(group for group in out if len(group) > 1)),
                frozenset(code for code in self.ballots if code not in visible),
            ),
            frozenset(self.units.keys() - visible - alone),
            company,
            remembered,
            frozenset(late),
            frozenset(code for code in self.units.keys() - visible - alone - company.keys() if self._tells(code)),
        )

    def _tells(self, code: int) -> bool:
        """Return whether parts I to III of a unit without votes are those of enough people, by its list and by its
        form. How many voted is at most what all votes of a form are together: it parts no group (a test holds that)."""
        one = self.units[code]
        return one.users is not None and one.users >= self.least and (one.voters or 0) >= self.few

    def _is_in(self, group: Iterable[int]) -> bool:
        return all(code in self.ballots for code in group)

    def _enough(self, group: Iterable[int]) -> bool:
        return self._size(group) >= self.least

    def _size(self, group: Iterable[int]) -> int:
        return sum(self.ballots[code] for code in group)
