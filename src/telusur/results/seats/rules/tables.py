"""The files of a count as they were written: cells as text with their rows. What cannot be a count is refused whole."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from enum import StrEnum
from io import StringIO
from typing import TYPE_CHECKING

from telusur.results.elections.rules.kept import CHOICE, NAME, is_kept

if TYPE_CHECKING:
    import _csv
    from collections.abc import Iterable, Iterator, Mapping, Sequence

SEATS, VOTERS, PROVINCE, DISTRICT = "alokasi_kursi", "dpt", "provinsi", "dapil"
# Columns of a table of votes that are no party; totals among them are not read, control totals stand in their own file.
NO_PARTIES = frozenset({DISTRICT, PROVINCE, SEATS, VOTERS, "kode", "jumlah", "total", "suara_sah"})
LONGEST = {DISTRICT: NAME, "partai": NAME, "nama": CHOICE}  # signs of what is kept beside the seats
MOST_DIGITS = 12  # more than there are people; a longer text is no count of votes

# More than any council has: the DPR, the largest, has 580 (UU 7/2017 Pasal 186, changed by UU 7/2023). Dividing takes a
# step for each seat, so that a slip of the pen must not be divided.
MOST_SEATS = 1000


class Wrong(StrEnum):
    """Why a file is not taken at all."""

    EMPTY = "empty"
    COLUMN_MISSING = "column_missing"
    COLUMN_TWICE = "column_twice"
    CELLS = "cells"
    UNREADABLE = "unreadable"
    UNKEPT = "unkept"
    NAMED_TWICE = "named_twice"
    DISTRICT_UNKNOWN = "district_unknown"
    DISTRICT_MISSING = "district_missing"
    PARTY_UNKNOWN = "party_unknown"
    PARTY_MISSING = "party_missing"
    NO_NUMBER = "no_number"
    OLD_DIFFERS = "old_differs"
    REASON_MISSING = "reason_missing"
    SEX_UNKNOWN = "sex_unknown"
    TOO_MANY_SEATS = "too_many_seats"


@dataclass(frozen=True)
class Problem:
    """One thing that stops a file. row: line of the file, 0 for the file as a whole."""

    wrong: Wrong
    file: str
    row: int = 0
    field: str = ""
    value: str = ""


class Refused(ValueError):
    """A file cannot be taken; `problems` names every reason found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(", ".join(f"{each.file}:{each.row} {each.wrong}" for each in self.problems))


@dataclass(frozen=True)
class Cell:
    """What stands in one cell, and in which line of its file."""

    text: str
    row: int


@dataclass(frozen=True)
class Votes:
    """Votes of each party in each district, as text. Names are those of the file."""

    file: str
    parties: tuple[str, ...]
    districts: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell] = field(hash=False)


@dataclass(frozen=True)
class District:
    """A line of the table of seats: further columns, such as seats known from elsewhere, by their lower-case name."""

    province: str
    cells: Mapping[str, Cell] = field(hash=False)


@dataclass(frozen=True)
class Control:
    """The nation's totals from another source: votes of every party, and seats where the file says them."""

    file: str
    votes: Mapping[str, int] = field(hash=False)
    seats: Mapping[str, int] = field(hash=False)


@dataclass(frozen=True)
class Correction:
    """A cell that is read otherwise than it is written, and why. column: a party, or a column of the table of seats."""

    district: str
    column: str
    old: str
    new: int
    reason: str


def key(name: str) -> str:
    """Return the form in which names of districts and parties are compared: without case and doubled blanks."""
    return " ".join(name.split()).casefold()


def lines(text: str, *, file: str, needed: Sequence[str]) -> tuple[list[str], list[tuple[int, dict[str, str]]]]:
    """Return the columns of a CSV file, as written, and its lines, each a row number and cells by lower-case column.

    Commas, semicolons and tabs are taken, whichever the first line has. Raises: Refused.
    """
    first = text.lstrip("\ufeff").partition("\n")[0]
    separator = max(",;\t", key=first.count)
    read = csv.reader(StringIO(text.lstrip("\ufeff"), newline=None), delimiter=separator)
    try:
        return _lines(read, file=file, needed=needed)
    except csv.Error as error:
        raise Refused([Problem(Wrong.UNREADABLE, file, read.line_num)]) from error


def _lines(
    read: _csv.Reader, *, file: str, needed: Sequence[str]
) -> tuple[list[str], list[tuple[int, dict[str, str]]]]:
    header = [" ".join(name.split()) for name in next(read, [])]
    names = [key(name) for name in header]
    problems = [Problem(Wrong.COLUMN_MISSING, file, 1, name) for name in needed if name not in names]
    problems += [Problem(Wrong.COLUMN_TWICE, file, 1, name) for name in dict.fromkeys(names) if names.count(name) > 1]
    problems += [Problem(Wrong.UNKEPT, file, 1, name, str(NAME)) for name in header if not is_kept(name, NAME)]
    found = []
    for cells in read if not problems else ():
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(names):
            problems.append(Problem(Wrong.CELLS, file, read.line_num, value=f"{len(cells)} ≠ {len(names)}"))
            continue
        line = {name: cell.strip() for name, cell in zip(names, cells, strict=True)}
        problems += [*_unkept(line, file, read.line_num)]
        found.append((read.line_num, line))
    if not problems and not found:
        problems = [Problem(Wrong.EMPTY, file)]
    if problems:
        raise Refused(problems)
    return header, found


def _unkept(line: Mapping[str, str], file: str, row: int) -> Iterator[Problem]:
    """Yield the cells that are too long for what is made of them, or that nobody can keep."""
    for name, text in line.items():
        longest = LONGEST.get(name, csv.field_size_limit())
        if not is_kept(text, longest):
            yield Problem(Wrong.UNKEPT, file, row, name, str(longest))


def read_votes(text: str, *, file: str) -> Votes:
    """Return the table of votes: a column `dapil`, every other column a party. Raises: Refused."""
    header, found = lines(text, file=file, needed=[DISTRICT])
    parties = tuple(name for name in header if key(name) not in NO_PARTIES)
    _refuse([*_twice(((row, cells[DISTRICT]) for row, cells in found), file, DISTRICT)])
    if not parties:
        raise Refused([Problem(Wrong.COLUMN_MISSING, file, 1, "partai")])
    cells = {(line[DISTRICT], party): Cell(line[key(party)], row) for row, line in found for party in parties}
    return Votes(file, parties, tuple(line[DISTRICT] for _row, line in found), cells)


def read_seats(text: str, *, file: str, votes: Votes, needed: Sequence[str] = (SEATS,)) -> dict[str, District]:
    """Return the table of seats by district, named as in the table of votes. Raises: Refused.

    Both tables name the same districts, whatever the order, case or blanks.
    """
    _header, found = lines(text, file=file, needed=[DISTRICT, *needed])
    known = {key(name): name for name in votes.districts}
    problems = [*_twice(((row, cells[DISTRICT]) for row, cells in found), file, DISTRICT)]
    problems += [
        Problem(Wrong.DISTRICT_UNKNOWN, file, row, DISTRICT, cells[DISTRICT])
        for row, cells in found
        if key(cells[DISTRICT]) not in known
    ]
    named = {key(cells[DISTRICT]) for _row, cells in found}
    problems += [
        Problem(Wrong.DISTRICT_MISSING, file, 0, DISTRICT, name) for short, name in known.items() if short not in named
    ]
    if SEATS in needed:
        problems += [*_too_many(((row, line[SEATS]) for row, line in found), file, SEATS)]
    _refuse(problems)
    return {
        known[key(line[DISTRICT])]: District(
            line.get(PROVINCE, ""), {name: Cell(text, row) for name, text in line.items()}
        )
        for row, line in found
    }


def read_control(text: str, *, file: str, votes: Votes) -> Control:
    """Return the totals that votes and seats are checked with: columns partai, suara, and kursi if there.

    It is the measure of the others, so it must be without fault itself. Raises: Refused.
    """
    header, found = lines(text, file=file, needed=["partai", "suara"])
    known = {key(name): name for name in votes.parties}
    problems = [*_twice(((row, cells["partai"]) for row, cells in found), file, "partai")]
    kinds = [name for name in ("suara", "kursi") if name in map(key, header)]
    for row, line in found:
        if key(line["partai"]) not in known:
            problems.append(Problem(Wrong.PARTY_UNKNOWN, file, row, "partai", line["partai"]))
        problems += [
            Problem(Wrong.NO_NUMBER, file, row, name, line[name]) for name in kinds if whole(line[name]) is None
        ]
    if "kursi" in kinds:
        problems += [*_too_many(((row, line["kursi"]) for row, line in found), file, "kursi")]
    named = {key(line["partai"]) for _row, line in found}
    problems += [
        Problem(Wrong.PARTY_MISSING, file, 0, "partai", name) for name in votes.parties if key(name) not in named
    ]
    _refuse(problems)
    numbers = {
        kind: {known[key(line["partai"])]: int(line[kind]) for _row, line in found if kind in line} for kind in kinds
    }
    return Control(file, numbers["suara"], numbers.get("kursi", {}))


def read_elected(text: str, *, file: str, votes: Votes) -> dict[tuple[str, str], int]:
    """Return how many persons of each party another source calls elected in each district, named as in the table of
    votes: columns dapil and partai, one line a person. Raises: Refused."""
    _header, found = lines(text, file=file, needed=[DISTRICT, "partai"])
    districts, parties = ({key(name): name for name in names} for names in (votes.districts, votes.parties))
    problems = []
    elected: dict[tuple[str, str], int] = {}
    for row, line in found:
        district, party = districts.get(key(line[DISTRICT])), parties.get(key(line["partai"]))
        if district is None:
            problems.append(Problem(Wrong.DISTRICT_UNKNOWN, file, row, DISTRICT, line[DISTRICT]))
        elif party is None:
            problems.append(Problem(Wrong.PARTY_UNKNOWN, file, row, "partai", line["partai"]))
        else:
            elected[district, party] = elected.get((district, party), 0) + 1
    _refuse(problems)
    return elected


def read_corrections(text: str, *, file: str, votes: Votes, seats: Mapping[str, District]) -> tuple[Correction, ...]:
    """Return corrections: columns dapil, partai (or a column of the table of seats), lama, baru, alasan.

    lama must be what the file says, so that a correction never lands on another version of it. Raises: Refused.
    """
    _header, found = lines(text, file=file, needed=[DISTRICT, "partai", "lama", "baru", "alasan"])
    districts = {key(name): name for name in votes.districts}
    columns = {key(name): name for name in (*votes.parties, SEATS, VOTERS)}
    problems = [*_twice(((row, f"{line[DISTRICT]} / {line['partai']}") for row, line in found), file, "partai")]
    made = []
    for row, line in found:
        district, column = districts.get(key(line[DISTRICT])), columns.get(key(line["partai"]))
        if district is None:
            problems.append(Problem(Wrong.DISTRICT_UNKNOWN, file, row, DISTRICT, line[DISTRICT]))
        if column is None:
            problems.append(Problem(Wrong.PARTY_UNKNOWN, file, row, "partai", line["partai"]))
        if whole(line["baru"]) is None:
            problems.append(Problem(Wrong.NO_NUMBER, file, row, "baru", line["baru"]))
        if column == SEATS:
            problems += [*_too_many([(row, line["baru"])], file, "baru")]
        if not line["alasan"]:
            problems.append(Problem(Wrong.REASON_MISSING, file, row, "alasan"))
        if district is None or column is None:
            continue
        cell = votes.cells.get((district, column)) or seats[district].cells.get(column, Cell("", row))
        if cell.text != line["lama"]:
            problems.append(Problem(Wrong.OLD_DIFFERS, file, row, "lama", f"{line['lama']} ≠ {cell.text}"))
        elif whole(line["baru"]) is not None:
            made.append(Correction(district, column, line["lama"], int(line["baru"]), line["alasan"]))
    _refuse(problems)
    return tuple(made)


def _too_many(cells: Iterable[tuple[int, str]], file: str, field: str) -> Iterator[Problem]:
    """Yield the cells that, however they are read, may say more seats than any council has."""
    for row, text in cells:
        digits = "".join(filter(str.isdecimal, text))
        if len(digits) > MOST_DIGITS or int(digits or 0) > MOST_SEATS:
            yield Problem(Wrong.TOO_MANY_SEATS, file, row, field, text)


def whole(text: str) -> int | None:
    """Return the whole number that a text of at most MOST_DIGITS digits is, and None for every other text."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None


def _twice(named: Iterable[tuple[int, str]], file: str, column: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for row, name in named:
        if key(name) in seen:
            yield Problem(Wrong.NAMED_TWICE, file, row, column, name)
        seen.add(key(name))


def _refuse(problems: Sequence[Problem]) -> None:
    if problems:
        raise Refused(problems)
