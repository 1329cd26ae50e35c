"""Determined seats as the tree holds them: the statement that the log commits to, and what is told of it elsewhere."""

from __future__ import annotations

import json
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING, Any

from telusur.kernel.documents.rules.spreadsheet import escaped
from telusur.results.seats.rules.persons import Candidate, balance
from telusur.results.seats.rules.tables import key

from .manifest import digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from telusur.results.seats.rules.persons import Balance
    from telusur.results.seats.selectors import StatedSeats

    from .stations import Cell

Plain = dict[str, Any]
FORMAT = "telusur-determination/1"
FOLDER = "kursi"
COLUMNS = ("dapil", "urutan", "partai", "suara", "pembagi", "hasil_bagi", "nomor_urut", "nama", "suara_calon")
_DIGITS = 6  # of a quotient in a table


def stem(council: str, number: int) -> str:
    """Return what the files of a determination are called below the folder of its contest, without their ending."""
    return f"{FOLDER}/{council}/penetapan-{number}"


def told(stated: Sequence[StatedSeats], *, election: str, contest: str) -> list[Plain]:
    """Return the files of all determinations of a contest; of each council the last is in force."""
    found = []
    for council, own in groupby(stated, lambda one: one.council):
        rows = [*own]
        for one, later in zip(rows, [*rows[1:], None], strict=True):
            found.append(
                {
                    "format": FORMAT,
                    "election": election,
                    "contest": contest,
                    "file": stem(council, one.number),
                    "official": True,
                    "in_force": later is None,
                    "replaced_by": stem(council, later.number) if later else "",
                    "entry": one.entry,
                    "sha256": digest(one.statement.encode()),
                    "statement": json.loads(one.statement),
                }
            )
    return found


def brief(made: Plain) -> Plain:
    """Return what stands of a determination beside the numbers of the place that its contest begins in."""
    said = made["statement"]
    names = ("number", "decree", "decided_on", "ruling")
    return {
        **{name: made[name] for name in ("file", "in_force", "replaced_by", "entry")},
        **{name: said[name] for name in names},
        "council": said["council"]["name"],
        "parties": [[one["name"], one["seats"]] for one in said["parties"] if one["seats"]],
    }


def of_district(made: Plain, name: str) -> Plain | None:
    """Return who got the seats of an electoral district, with the place of the district in the determination; None
    where it names no such district."""
    for place, one in enumerate(made["statement"]["districts"], start=1):
        if key(one["name"]) == key(name):
            given = [
                {"party": seat["party"], "candidate": seat["candidate"] and seat["candidate"]["name"]}
                for seat in one["given"]
            ]
            told_of = {name: value for name, value in brief(made).items() if name != "parties"}
            return told_of | {"place": place, "given": given}
    return None


def rows(made: Plain) -> Iterator[list[Cell]]:
    """Yield the table of a determination, a row for each seat, below COLUMNS."""
    for district in made["statement"]["districts"]:
        for seat in district["given"]:
            person = seat["candidate"] or {"number": None, "name": "", "votes": None}
            claim = decimal(Fraction(seat["claim"]), digits=_DIGITS, point=".")
            cells = [
                escaped(district["name"]),
                seat["order"],
                escaped(seat["party"]),
                seat["votes"],
                seat["divisor"],
                claim,
            ]
            yield [*cells, person["number"], escaped(person["name"]), person["votes"]]


def decimal(number: Fraction, *, digits: int, point: str) -> str:
    """Return a number with so many digits behind its point, halves rounded up; a whole one with none."""
    if number.denominator == 1:
        return str(number.numerator)
    ten = 10**digits
    scaled = (2 * number.numerator * ten + number.denominator) // (2 * number.denominator)
    return f"{scaled // ten}{point}{scaled % ten:0{digits}d}"


def women_elected(said: Plain) -> dict[str, int | None]:
    """Return by party how many women got its seats; None where the source does not say of everybody. Parties without
    seats are left out."""
    found: dict[str, int | None] = {}
    for district in said["districts"]:
        sexes = {
            (listed["party"], one["number"]): one["sex"] for listed in district["lists"] for one in listed["candidates"]
        }
        for seat in district["given"]:
            party, person = seat["party"], seat["candidate"]
            sex = sexes.get((party, person["number"]), "") if person else ""
            before = found.get(party, 0)
            found[party] = None if before is None or not sex else before + (sex == "p")
    return found


def women_listed(said: Plain, district: Mapping[str, Any]) -> list[tuple[str, Balance]]:
    """Return by party the women on its list in a district and how many the law asks, where the source says who is
    one."""
    share, group = Fraction(said["women"]["share"]), said["women"]["group"]
    return [
        (listed["party"], balance([_person(one) for one in listed["candidates"]], share=share, group=group))
        for listed in district["lists"]
        if any(one["sex"] for one in listed["candidates"])
    ]


def _person(one: Mapping[str, Any]) -> Candidate:
    return Candidate(one["number"], one["votes"], one["sex"] == "p" if one["sex"] else None, one["name"])
