"""The levels of the recapitulation: where a plenary is held, what it reads, who holds it, what it is called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from telusur.results.elections.rules.codes import OVERSEAS, PROVINCE, BadCode, above, level_of

if TYPE_CHECKING:
    from telusur.kernel.law.rules import Rule

STATION = "station"
NATION = 0


@dataclass(frozen=True)
class Level:
    """One level. place: of its territory, 0 for the nation. reads: STATION, or the keys of the levels whose D forms it
    reads. determines: kinds of contests whose result is determined here."""

    key: str
    name: str
    form: str
    events: str
    place: int
    overseas: bool
    reads: tuple[str, ...]
    roles: frozenset[str]
    members: int
    kinds: frozenset[str]
    determines: frozenset[str]

    @property
    def of_stations(self) -> bool:
        """Whether it reads the forms of polling stations, and not D forms."""
        return STATION in self.reads

    def held_at(self, place: int) -> bool:
        """Return whether a plenary of this level is held for this place; 0 is the nation."""
        if place == NATION:
            return self.place == NATION
        try:
            return level_of(place) == self.place and (above(place, PROVINCE) == OVERSEAS) == self.overseas
        except BadCode:
            return False

    def form_of(self, c_form: str) -> str:
        """Return what its form is called, in capitals. c_form: that of the polling station, such as `C.HASIL-DPR`."""
        return f"{self.form}-{c_form.partition('-')[2].upper()}"


def read(rule: Rule) -> Level:
    """Return the level that a row says."""

    def names(name: str) -> tuple[str, ...]:
        value = rule[name]
        assert isinstance(value, list)  # noqa: S101 the file's own shape, said to the type checker
        return tuple(map(str, value))

    return Level(
        rule.key,
        rule.text("name"),
        rule.text("form"),
        rule.text("events"),
        rule.number("place"),
        bool(rule["overseas"]),
        names("reads"),
        frozenset(names("roles")),
        rule.number("members"),
        frozenset(names("kinds")),
        frozenset(names("determines")),
    )
