"""Reads a scripted case from YAML: every fault is named with its line, its step, its field and the remedy.

The form of the file is described in docs/simulate.md. Nothing here knows Django, a clock or a service.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import yaml

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
TOP = ("title", "story", "office", "track", "readings", "days", "acts", "end")
OFFICE = ("code", "zone", "hours")
DAY = ("on", "name", "kind", "scope", "source")
STEP = ("at", "by", "do", "case", "as", "with", "expect", "note")
EXPECTED = (
    "state",
    "outcome",
    "verdict",
    "late",
    "in_time",
    "release",
    "track",
    "number",
    "due",
    "due_if_extended",
    "counted",
    "confirmed",
    "clocks",
    "letters",
    "notices",
    "refused",
)
END = ("state", "outcome", "track", "due", "clocks", "letters", "notices", "acts")
MOST_BYTES = 200_000
_CODE = re.compile(r"[0-9]{2}([0-9]{2})?")


@dataclass(frozen=True)
class Fault:
    """What is wrong with a scenario: where, why, and how to mend it."""

    line: int
    place: str
    text: str

    def __str__(self) -> str:
        return f"baris {self.line}, {self.place}: {self.text}"


class Unreadable(ValueError):
    """The scenario cannot be played as it stands. `faults` says everything that is wrong with it."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.faults = faults


@dataclass(frozen=True)
class Place:
    """The office of the case. hours: as the office file writes them, such as `Senin-Jumat 09.00-15.00`."""

    code: str = "3673"
    zone: str = "WIB"
    hours: str = ""

    @property
    def time_zone(self) -> str:
        return ZONES[self.zone]


@dataclass(frozen=True)
class Act:
    """One act of the script. case: the name of the thing it acts on; names: the name it gives to what it makes."""

    number: int
    line: int
    at: datetime
    by: str
    do: str
    case: str
    names: str
    given: Mapping[str, Any]
    expected: Mapping[str, Any]


@dataclass(frozen=True)
class Scenario:
    """A whole case as its script tells it."""

    title: str
    story: str
    place: Place
    track: str
    readings: Mapping[str, str]
    days: tuple[Mapping[str, Any], ...]
    acts: tuple[Act, ...]
    end: Mapping[str, Any]


@dataclass(frozen=True)
class Known:
    """What a script may say: acts with the fields of each, roles, tracks, readings with their choices."""

    acts: Mapping[str, Collection[str]]
    roles: Collection[str]
    tracks: Collection[str]
    readings: Mapping[str, Collection[str]]
    kinds_of_day: Collection[str]


class Lined(dict[str, Any]):
    """A mapping that remembers on which line it begins, and on which line each of its keys stands."""

    line: int = 1
    lines: dict[str, int]


class _Loader(yaml.SafeLoader):
    """YAML without objects, without a key said twice, and without `on` and `no` turned into truth values."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> Lined:
    made = Lined()
    made.line, made.lines = node.start_mark.line + 1, {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        line = key_node.start_mark.line + 1
        if key in made:
            raise Unreadable([Fault(line, key, "ditulis dua kali; hapus salah satunya")])
        made[key], made.lines[key] = loader.construct_object(value_node, deep=True), line
    return made


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)
_Loader.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def read_scenario(text: str, *, known: Known) -> Scenario:
    """Return the scenario that `text` tells. Raises: Unreadable with every fault found."""
    if len(text.encode()) > MOST_BYTES:
        raise Unreadable([Fault(1, "berkas", f"lebih dari {MOST_BYTES} bita; bagi menjadi beberapa skenario")])
    try:
        content = yaml.load(text, Loader=_Loader)  # noqa: S506 a safe loader, named for what it adds
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        problem = getattr(error, "problem", None) or "tidak dapat dibaca"
        raise Unreadable([Fault(line, "berkas", f"bukan YAML yang sah ({problem})")]) from error
    return _Reader(known).scenario(content)


@dataclass
class _Reader:
    """Reads a parsed file and gathers what is wrong with it."""

    known: Known
    faults: list[Fault] = field(default_factory=list)

    def scenario(self, content: object) -> Scenario:
        if not isinstance(content, Lined):
            raise Unreadable([Fault(1, "berkas", "harus berisi `title` dan `acts`; lihat docs/simulate.md")])
        self._keys(content, TOP, "skenario")
        title = self._text(content, "title", "skenario", needed=True)
        place = self._place(content)
        track = self._choice(content, "track", self.known.tracks, "skenario") or "general"
        scenario = Scenario(
            title=title,
            story=self._text(content, "story", "skenario"),
            place=place,
            track=track,
            readings=self._readings(content),
            days=tuple(self._days(content)),
            acts=tuple(self._acts(content, ZoneInfo(place.time_zone))),
            end=self._part(content, "end", END, "end"),
        )
        if self.faults:
            raise Unreadable(self.faults)
        return scenario

    def _wrong(self, line: int, place: str, text: str) -> None:
        self.faults.append(Fault(line, place, text))

    def _keys(self, given: Lined, allowed: Collection[str], place: str) -> None:
        for key in given:
            if key not in allowed:
                self._wrong(given.lines[key], place, f"isian {key!r} tidak dikenal; pakai {', '.join(allowed)}")

    def _text(self, given: Lined, key: str, place: str, *, needed: bool = False) -> str:
        value = given.get(key)
        if value is None:
            if needed:
                self._wrong(given.line, place, f"isian `{key}` kosong; tulis isinya")
            return ""
        return str(value).strip()

    def _choice(self, given: Lined, key: str, choices: Collection[str], place: str) -> str:
        value = self._text(given, key, place)
        if value and value not in choices:
            self._wrong(given.lines[key], place, f"`{key}` {value!r} tidak dikenal; pakai {', '.join(choices)}")
        return value

    def _part(self, given: Lined, key: str, allowed: Collection[str], place: str) -> Lined:
        value = given.get(key)
        if value is None:
            return Lined()
        if not isinstance(value, Lined):
            self._wrong(given.lines[key], place, f"`{key}` harus berupa isian bernama, mis. {{state: registered}}")
            return Lined()
        self._keys(value, allowed, place)
        return value

    def _place(self, content: Lined) -> Place:
        given = self._part(content, "office", OFFICE, "office")
        code, zone = str(given.get("code", Place.code)), self._choice(given, "zone", ZONES, "office") or Place.zone
        if not _CODE.fullmatch(code):
            self._wrong(
                given.lines.get("code", 1), "office", f"`code` {code!r} bukan kode; tulis mis. '36' atau '3673'"
            )
        return Place(code, zone if zone in ZONES else Place.zone, str(given.get("hours", "")))

    def _readings(self, content: Lined) -> dict[str, str]:
        given = self._part(content, "readings", self.known.readings, "readings")
        for key in given:
            self._choice(given, key, self.known.readings.get(key, ()), "readings")
        return {key: str(value) for key, value in given.items()}

    def _days(self, content: Lined) -> list[Mapping[str, Any]]:
        found: list[Mapping[str, Any]] = []
        for number, row in enumerate(self._list(content, "days"), start=1):
            place = f"days {number}"
            self._keys(row, DAY, place)
            self._choice(row, "kind", self.known.kinds_of_day, place)
            if not _is_day(row.get("on")):
                self._wrong(row.line, place, "isian `on` harus tanggal, mis. 2026-03-23")
            found.append(row)
        return found

    def _list(self, content: Lined, key: str, *, needed: bool = False) -> list[Lined]:
        value = content.get(key)
        if value is None and not needed:
            return []
        if not isinstance(value, list) or not value or not all(isinstance(row, Lined) for row in value):
            line = content.lines.get(key, content.line)
            self._wrong(line, key, f"`{key}` harus berupa daftar; awali setiap baris dengan `- `")
            return []
        return value

    def _acts(self, content: Lined, zone: ZoneInfo) -> list[Act]:
        found: list[Act] = []
        for number, row in enumerate(self._list(content, "acts", needed=True), start=1):
            place = f"langkah {number}"
            self._keys(row, STEP, place)
            at = self._instant(row, place, zone)
            if at and found and at < found[-1].at:
                self._wrong(row.lines["at"], place, "isian `at` mendahului langkah sebelumnya; urutkan menurut waktu")
            do = self._text(row, "do", place, needed=True)
            fields = self.known.acts.get(do)
            if fields is None and do:
                known = ", ".join(sorted(self.known.acts))
                self._wrong(row.lines["do"], place, f"isian `do` {do!r} tidak dikenal; pakai {known}")
            by = self._by(row, place)
            if at is None:
                continue
            act = Act(
                number=number,
                line=row.line,
                at=at,
                by=by,
                do=do,
                case=self._text(row, "case", place),
                names=self._text(row, "as", place),
                given=self._part(row, "with", fields or (), f"{place}, with"),
                expected=self._part(row, "expect", EXPECTED, f"{place}, expect"),
            )
            found.append(act)
        return found

    def _by(self, row: Lined, place: str) -> str:
        by = self._text(row, "by", place, needed=True)
        role, _, elsewhere = by.partition("@")
        if by and role not in self.known.roles:
            self._wrong(row.lines["by"], place, f"isian `by` {by!r} tidak dikenal; pakai {', '.join(self.known.roles)}")
        if elsewhere and elsewhere not in {"other", "province", "national"}:
            self._wrong(row.lines["by"], place, f"kantor {elsewhere!r} tidak dikenal; pakai other, province, national")
        return by

    def _instant(self, row: Lined, place: str, zone: ZoneInfo) -> datetime | None:
        if "at" not in row:
            self._wrong(row.line, place, "isian `at` kosong; tulis waktunya, mis. 2026-03-16T10:00")
            return None
        try:
            return instant(row["at"], zone)
        except ValueError:
            remedy = "tulis waktu setempat, mis. 2026-03-16T10:00"
            self._wrong(row.lines["at"], place, f"isian `at` {row['at']!r} bukan waktu; {remedy}")
            return None


def instant(value: object, zone: ZoneInfo) -> datetime:
    """Return an aware instant; without an offset it is meant in `zone`. Raises: ValueError."""
    found = value if isinstance(value, datetime) else datetime.fromisoformat(str(value).strip())
    return found if found.tzinfo else found.replace(tzinfo=zone)


def _is_day(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)
