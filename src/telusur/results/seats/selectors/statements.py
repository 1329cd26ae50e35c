"""What a decree determined of seats, as one statement that stands alone: whoever has it counts the seats again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from telusur.kernel.law.selectors import rule_by_id

from ..models import Determination
from ..rules.methods import Divisors
from ..rules.tables import key
from .councils import corrections_of, decisions_of
from .terms import women_on_lists

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from telusur.results.elections.models import Contest

    from ..models import Basis, Seat, TieDecision
    from ..rules.persons import Candidate
    from .working import Working

Plain = dict[str, Any]
FORMAT = "telusur-seats/1"
SEXES = {True: "p", False: "l", None: ""}


@dataclass(frozen=True)
class StatedSeats:
    """A determination as the public reads it. council: office and slug. entry: where the election's log commits to it.

    statement: canonical JSON, whose SHA-256 that entry names.
    """

    council: str
    number: int
    entry: int
    statement: str


def stated_seats(*, contest: Contest) -> list[StatedSeats]:
    """Return what was determined of the seats of a contest, council by council, the oldest first."""
    rows = Determination.objects.filter(council__contest=contest, entry__isnull=False).select_related("council__office")
    return [
        StatedSeats(f"{one.council.office.code}-{one.council.slug}", one.number, one.entry, one.statement)
        for one in rows.order_by("council_id", "number")
        if one.entry is not None
    ]


def statement_of(*, one: Determination, seats: Sequence[Seat], working: Working) -> str:
    """Return what a determination says, as canonical JSON: the law's terms, the votes it stands on and their source,
    each seat with what won it, lists with own votes, ties with their minutes, corrections. Raises: NoRuleInForce."""
    council, ties = one.council, _decided(one.basis, seats)
    places = {row.pk: place for place, row in enumerate(ties)}
    said = {
        "format": FORMAT,
        "council": {
            "office": council.office.code,
            "slug": council.slug,
            "name": council.name,
            "kind": council.kind,
            "voted_on": council.voted_on.isoformat(),
        },
        "number": one.number,
        "decree": one.decree,
        "decided_on": one.decided_on.isoformat(),
        "ruling": one.ruling,
        "basis": _basis(one.basis),
        "terms": _terms(one, working),
        "women": _women(one),
        "parties": [
            {
                "name": party,
                "votes": working.votes_by_party[party],
                "passes": party in working.made.bar.passing,
                "seats": seated,
            }
            for party, seated in working.by_party.items()
        ],
        "districts": _districts(seats, working, places),
        "ties": [_tie(row) for row in ties],
        "corrections": [
            {name: getattr(row, name) for name in ("district", "column", "was", "becomes", "reason", "source")}
            for row in corrections_of(basis=one.basis)
        ],
    }
    return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest_of_statement(statement: str) -> str:
    """Return the SHA-256 (hex) of a statement."""
    return sha256(statement.encode()).hexdigest()


def _basis(basis: Basis) -> Plain:
    files = {name: getattr(basis, name) for name in ("votes", "seats", "control", "lists")}
    return {
        "source": basis.source,
        "number": basis.number,
        "result": basis.result,
        "ground": basis.ground,
        "log_size": basis.log_size,
        "log_root": basis.log_root,
        "results": basis.results,
        "files": {name: {"name": one.name, "sha256": one.document.digest} for name, one in files.items() if one},
    }


def _terms(one: Determination, working: Working) -> Plain:
    method = working.made.terms.method
    steps = (
        {"first": str(method.first), "second": str(method.second), "step": str(method.step)}
        if isinstance(method, Divisors)
        else {}
    )
    return {
        "method": one.method,
        **steps,
        "threshold": one.threshold,
        "base": one.base,
        "needed": one.needed,
        "rules": [{"id": each, "source": rule_by_id(each).source} for each in one.rules],
    }


def _women(one: Determination) -> Plain:
    share, group = women_on_lists(on=one.council.voted_on)
    return {"share": str(share), "group": group}


def _districts(seats: Sequence[Seat], working: Working, ties: Mapping[int, int]) -> list[Plain]:
    judged, files = working.made.judged, working.files
    given: dict[str, list[Seat]] = {name: [] for name in files.votes.districts}
    for seat in seats:
        given[seat.district].append(seat)
    return [
        {
            "name": name,
            "province": files.seats[name].province,
            "seats": judged.seats.values[name],
            "votes": [judged.votes[party].values[name] for party in files.votes.parties],
            "given": [_seat(seat, ties) for seat in found],
            "lists": [
                {"party": party, "candidates": _people(listed)}
                for party in files.votes.parties
                for listed in [files.lists.get((key(name), key(party)), ())]
                if listed
            ],
        }
        for name, found in given.items()
    ]


def _seat(seat: Seat, ties: Mapping[int, int]) -> Plain:
    said = {"party": seat.party, "votes": seat.votes, "divisor": seat.divisor, "claim": seat.claim}
    person = {"number": seat.candidate, "name": seat.candidate_name, "votes": seat.candidate_votes}
    return {
        **said,
        "order": seat.order,
        "candidate": None if seat.candidate is None else person,
        "drawn": None if seat.drawn_id is None else ties[seat.drawn_id],
        "chosen": None if seat.chosen_id is None else ties[seat.chosen_id],
    }


def _people(listed: Iterable[Candidate]) -> list[Plain]:
    ranked = sorted(listed, key=lambda each: each.number)
    return [
        {"number": each.number, "name": each.name, "sex": SEXES[each.woman], "votes": each.votes} for each in ranked
    ]


def _decided(basis: Basis, seats: Sequence[Seat]) -> list[TieDecision]:
    """Return the decisions between equals by which a seat fell to somebody, the oldest first."""
    used = {found for seat in seats for found in (seat.drawn_id, seat.chosen_id)}
    return [row for row in decisions_of(basis=basis) if row.pk in used]


def _tie(row: TieDecision) -> Plain:
    names = ("district", "party", "claimants", "seats", "claim", "chosen", "ground", "minutes")
    return {name: getattr(row, name) for name in names}
