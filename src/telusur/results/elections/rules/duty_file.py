"""A file of appointments to an election: one row a person in one role in one territory."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from .codes import BadCode, code_of
from .kept import NAME, is_kept

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

COLUMNS = ("email", "nama", "peran", "wilayah", "peserta", "keputusan", "tanggal", "mulai", "sampai")
NEEDED = ("email", "nama", "peran", "keputusan", "tanggal", "mulai")
ROLES = {
    "kpps": "kpps", "pps": "pps", "ppk": "ppk", "kpu": "kpu", "saksi": "witness", "bawaslu": "supervisor",
}  # fmt: skip
EVERYWHERE = ("kpu", "witness", "supervisor")  # may serve the whole nation
EMPTY, TOO_LONG, BAD_EMAIL, BAD_ROLE, BAD_AREA, BAD_DATE, BAD_PERIOD, BAD_PARTICIPANT, NO_COLUMN, TWICE = (
    "empty", "long", "email", "role", "area", "date", "period", "participant", "column", "twice",
)  # fmt: skip


@dataclass(frozen=True)
class DutyRow:
    """One appointment. area: None for the nation. participant: number of whose witness he is, None for others."""

    email: str
    name: str
    role: str
    area: int | None
    participant: int | None
    decree: str
    decree_on: date
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True)
class Fault:
    """What is wrong in a row, by one of the words above. row: as spreadsheets count, the heading being the first."""

    row: int
    field: str
    value: str
    reason: str


def read_duties(header: Sequence[str], rows: Iterable[Sequence[str]]) -> tuple[list[DutyRow], list[Fault]]:
    """Return the appointments of a file, and what is wrong with it; with any fault nothing is to be taken."""
    missing = [name for name in NEEDED if name not in header]
    if missing:
        return [], [Fault(1, name, "", NO_COLUMN) for name in missing]
    found: list[DutyRow] = []
    faults: list[Fault] = []
    seen: set[tuple[str, str, int | None, date]] = set()
    for number, cells in enumerate(rows, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        said = {name: cell.strip() for name, cell in zip(header, cells, strict=False)}
        row = _read(number, said)
        if isinstance(row, Fault):
            faults.append(row)
            continue
        key = (row.email, row.role, row.area, row.valid_from)
        if key in seen:
            faults.append(Fault(number, "email", row.email, TWICE))
        seen.add(key)
        found.append(row)
    return found, faults


MOST_DIGITS = 4  # of the number of a participant


class _Wrong(ValueError):
    """A cell that says nothing usable."""

    def __init__(self, field: str, value: str, reason: str) -> None:
        self.field, self.value, self.reason = field, value, reason
        super().__init__(field)


def _read(number: int, said: dict[str, str]) -> DutyRow | Fault:
    try:
        return _row(said)
    except _Wrong as wrong:
        return Fault(number, wrong.field, wrong.value, wrong.reason)


def _row(said: dict[str, str]) -> DutyRow:
    for name in NEEDED:
        if not said.get(name):
            raise _Wrong(name, "", EMPTY)
        if not is_kept(said[name], NAME):
            raise _Wrong(name, said[name], TOO_LONG)
    role = ROLES.get(said["peran"].casefold())
    if role is None:
        raise _Wrong("peran", said["peran"], BAD_ROLE)
    begins, ends = _day(said, "mulai"), _day(said, "sampai") if said.get("sampai") else None
    if ends is not None and ends <= begins:
        raise _Wrong("sampai", said["sampai"], BAD_PERIOD)
    return DutyRow(
        email=_email(said["email"].casefold()),
        name=said["nama"],
        role=role,
        area=_area(said.get("wilayah", ""), role),
        participant=_participant(said.get("peserta", ""), role),
        decree=said["keputusan"],
        decree_on=_day(said, "tanggal"),
        valid_from=begins,
        valid_until=ends,
    )


def _day(said: dict[str, str], name: str) -> date:
    try:
        return date.fromisoformat(said[name])
    except ValueError as error:
        raise _Wrong(name, said[name], BAD_DATE) from error


def _email(text: str) -> str:
    if text.count("@") != 1 or text.startswith("@") or text.endswith("@") or " " in text:
        raise _Wrong("email", text, BAD_EMAIL)
    return text


def _area(text: str, role: str) -> int | None:
    if not text and role in EVERYWHERE:
        return None
    if not text:
        raise _Wrong("wilayah", "", EMPTY)
    try:
        return code_of(text)[1]
    except BadCode as error:
        raise _Wrong("wilayah", text, BAD_AREA) from error


def _participant(text: str, role: str) -> int | None:
    if text and (role != "witness" or not text.isdecimal() or len(text) > MOST_DIGITS):
        raise _Wrong("peserta", text, BAD_PARTICIPANT)
    return int(text) if text else None
