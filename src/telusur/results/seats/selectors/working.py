"""A count made of what was taken: its files read, corrections and decisions put in, and what still stands in its way.

A count is a pure function of bytes that never change, so each process makes it once and keeps it while it is asked for.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from telusur.kernel.documents.services import open_bytes

from ..rules.counting import Obstacle, count
from ..rules.disparity import Place
from ..rules.judging import read_column
from ..rules.lists import SEX, read_lists
from ..rules.persons import Elected, elect
from ..rules.tables import (
    SEATS,
    VOTERS,
    Cell,
    Control,
    Correction,
    District,
    Votes,
    key,
    read_control,
    read_seats,
    read_votes,
)
from ..rules.ties import Decided, OpenTie, last_about, persons_tie, seats_tie, with_parties, with_persons
from .councils import corrections_of, decisions_of
from .terms import terms_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from telusur.kernel.documents.models import Attachment, Document

    from ..models import Basis
    from ..models import Correction as CorrectionRow
    from ..rules.counting import Count, Terms
    from ..rules.lists import Lists
    from ..rules.methods import Allocation

KEPT = 24


@dataclass(frozen=True)
class Files:
    """What was taken, read. lists: by district and party, in the short form of `tables.key`."""

    votes: Votes
    seats: Mapping[str, District] = field(hash=False)
    control: Control | None
    lists: Lists = field(hash=False)
    seats_file: str


@dataclass(frozen=True)
class Working:
    """A count as it stands: decided ties are settled in `districts` and `elected`; the open ones stand beside.

    drawn, chosen: by which decision a tie of parties, and one of candidates, ended.
    """

    files: Files
    made: Count
    districts: Mapping[str, Allocation] = field(hash=False)
    elected: Mapping[tuple[str, str], Elected] = field(hash=False)
    open_ties: tuple[OpenTie, ...]
    drawn: Mapping[str, Decided] = field(hash=False)
    chosen: Mapping[tuple[str, str], Decided] = field(hash=False)

    @property
    def by_party(self) -> dict[str, int]:
        """Return the seats of each party, in the order of the table of votes."""
        each = self.districts.values()
        return {party: sum(given.seats.get(party, 0) for given in each) for party in self.made.judged.votes}

    @property
    def votes_by_party(self) -> dict[str, int]:
        """Return the votes of each party in the nation: those of the control where there is one."""
        if self.files.control:
            return dict(self.files.control.votes)
        return {party: sum(column.values.values()) for party, column in self.made.judged.votes.items()}

    @property
    def vacant(self) -> int:
        """Return how many seats have a party but no candidate to take them."""
        return sum(each.vacant for each in self.elected.values())

    @property
    def obstacles(self) -> tuple[Obstacle, ...]:
        """Return what stops a determination, with the ties that decisions ended left out."""
        found = {each: each != Obstacle.TIES for each in self.made.obstacles}
        found |= {Obstacle.TIES: bool(self.open_ties), Obstacle.VACANT: bool(self.vacant)}
        return tuple(each for each, stands in found.items() if stands)


def working_of(*, basis: Basis, method: str | None = None, threshold: str | None = None) -> Working:
    """Return the count of a basis as it stands now. method, threshold: of a what-if, as in `terms_for`.

    Raises: NoRuleInForce, UnknownThreshold; tables.Refused, for files that were never judged when they were taken.
    """
    council = basis.council
    terms = terms_for(contest=council.kind, on=council.voted_on, method=method, threshold=threshold)
    last = {(row.district, row.column): row for row in corrections_of(basis=basis)}
    made = tuple(_correction(row) for row in last.values())
    decided = tuple(
        Decided(
            row.district,
            row.party,
            frozenset(row.claimants),
            row.seats,
            row.claim,
            frozenset(row.chosen),
            row.pk,
        )
        for row in decisions_of(basis=basis)
    )
    return _work(_named(basis), terms, made, decided)


def files_of(*, basis: Basis) -> Files:
    """Return the files of a basis, read."""
    return _read(_named(basis))


def places_of(*, working: Working, base: str = VOTERS) -> list[Place]:
    """Return the districts with the people they are counted on; empty where a district lacks people or seats."""
    cells = {name: each.cells.get(base) for name, each in working.files.seats.items()}
    if not all(cells.values()):
        return []
    made = {each.district: str(each.new) for each in working.made.corrections if each.column == base}
    written = {name: Cell(made.get(name, cell.text), cell.row) for name, cell in cells.items() if cell}
    people = read_column(base, written, control=None)
    seats = working.made.judged.seats.values
    if people.faults or min(*people.values.values(), *seats.values()) < 1:
        return []
    return [Place(name, each.province, seats[name], people.values[name]) for name, each in working.files.seats.items()]


def digest_of(*, working: Working) -> str:
    """Return the SHA-256 (hex) of the votes and seats as they were counted: JSON with sorted keys, UTF-8."""
    judged = working.made.judged
    said = {
        "votes": {party: dict(column.values) for party, column in judged.votes.items()},
        "seats": dict(judged.seats.values),
        "control": dict(working.files.control.votes) if working.files.control else None,
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _correction(row: CorrectionRow) -> Correction:
    return Correction(row.district, row.column, row.was, row.becomes, row.reason)


@dataclass(frozen=True)
class _Files:
    """Which bytes are read: (name, SHA-256) of each file. The documents are asked only when they are not kept yet."""

    named: tuple[tuple[str, str], ...]
    documents: tuple[Document, ...] = field(compare=False)


def _named(basis: Basis) -> _Files:
    files: list[Attachment | None] = [basis.votes, basis.seats, basis.control, basis.lists]
    named = tuple((each.name, each.document.digest) if each else ("", "") for each in files)
    return _Files(named, tuple(each.document for each in files if each))


@lru_cache(KEPT)
def _read(files: _Files) -> Files:
    texts = {each.digest: _text(each) for each in files.documents}
    (votes, seats, control, lists) = ((name, texts.get(digest, "")) for name, digest in files.named)
    return read_files(votes=votes, seats=seats, control=control if control[0] else None, lists=lists)


def read_files(
    *,
    votes: tuple[str, str],
    seats: tuple[str, str],
    control: tuple[str, str] | None,
    lists: tuple[str, str] | None,
) -> Files:
    """Return files read, each given by name and text. Raises: tables.Refused."""
    written = read_votes(votes[1], file=votes[0])
    named: Lists = {}
    if lists and lists[0]:
        header = lists[1].lstrip("\ufeff").partition("\n")[0]
        needed = ("suara_caleg", SEX) if SEX in key(header) else ("suara_caleg",)
        found = read_lists(lists[1], file=lists[0], needed=needed)
        named = {(key(place), key(party)): names for (place, party), names in found.items()}
    return Files(
        written,
        read_seats(seats[1], file=seats[0], votes=written),
        read_control(control[1], file=control[0], votes=written) if control else None,
        named,
        seats[0],
    )


def _text(document: Document) -> str:
    with open_bytes(document=document) as content:
        return content.read().decode("utf-8-sig")


@lru_cache(KEPT)
def _work(files: _Files, terms: Terms, corrections: tuple[Correction, ...], decided: tuple[Decided, ...]) -> Working:
    read = _read(files)
    made = count(read.votes, read.seats, terms=terms, control=read.control, corrections=corrections)
    districts, drawn = dict(made.districts), {}
    chosen: dict[tuple[str, str], Decided] = {}
    left: list[OpenTie] = []
    for district, given in made.districts.items():
        tie = seats_tie(district, given)
        if found := last_about(tie, decided):
            districts[district], drawn[district] = with_parties(given, found), found
        elif tie:
            left.append(tie)
    elected: dict[tuple[str, str], Elected] = {}
    for district, given in districts.items() if read.lists else ():
        for party, number in given.seats.items():
            if not number:
                continue
            taken = elect(read.lists.get((key(district), key(party)), []), seats=number)
            tied = persons_tie(district, party, taken)
            if found := last_about(tied, decided):
                taken, chosen[district, party] = with_persons(taken, found), found
            elif tied:
                left.append(tied)
            elected[district, party] = taken
    return Working(read, made, districts, elected, tuple(left), drawn, chosen)


def written_in(*, files: Files, district: str, column: str) -> str | None:
    """Return what a file has in one cell of votes, or of the table of seats; None where there is no such cell."""
    cell = files.votes.cells.get((district, column))
    if cell is None and column in {SEATS, VOTERS} and district in files.seats:
        cell = files.seats[district].cells.get(column)
    return cell.text if cell else None
