"""A council's seats are determined by a decree: each seat with the votes, the divisor and the claim that won it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.kernel.law.acts import legal_act
from telusur.kernel.law.selectors import rule_in_force
from telusur.kernel.offices.selectors import local_day
from telusur.results.elections.selectors import contest_with_id

from .. import selectors
from ..models import Determination, Seat
from ..rules.methods import Divisors
from .steps import Facts, Refused, latest, locked, tell_election, words, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from ..models import Basis, Council
    from ..rules.persons import Candidate
    from ..selectors import Working


@legal_act
def determine(*, council_id: int, decree: str, decided_on: date, actor: str, at: datetime) -> Determination:
    """Determine the seats of a council as they are counted now. After a ruling a later determination takes the place
    of the earlier one, which stays citable with its seats. The log of the council's election commits to it as well.

    Raises: Refused: `nothing_taken`, `determined`, `obstacles`, `window_open`, `case_open`, `own_work`, `no_decree`,
    `decree_taken`, `decided_early`, `decided_later`, `identity`. Law: UU 7/2017 Pasal 420-422, 473-475.
    """
    council = locked(council_id=council_id)
    basis = latest(council)
    _permit(council, basis, actor, at)
    decree = words(decree, "no_decree", at=at)
    earlier = selectors.determinations_of(council=council)
    if any(each.decree == decree for each in earlier):
        raise Refused("decree_taken")
    if decided_on < local_day(office=council.office, at=basis.announced_at):
        raise Refused("decided_early")
    if decided_on > local_day(office=council.office, at=at):
        raise Refused("decided_later")
    working = selectors.working_of(basis=basis)
    if working.obstacles:
        raise Refused("obstacles")
    made = working.made
    one = Determination(
        council=council,
        basis=basis,
        number=len(earlier) + 1,
        decree=decree,
        decided_on=decided_on,
        ruling=_ruling(council) if earlier else "",
        method=made.terms.method.name,
        threshold=str(made.terms.threshold),
        rules=_rules(council),
        base=made.bar.base,
        needed=str(made.bar.needed),
        total_seats=made.total_seats,
        digest=selectors.digest_of(working=working),
        determined_at=at,
        determined_by=actor,
    )
    seats = [*_seats(one, working)]
    if council.contest_id is not None:
        one.statement = selectors.statement_of(one=one, seats=seats, working=working)
        one.entry = tell_election(one, contest_with_id(contest_id=council.contest_id), actor=actor, at=at)
    facts: Facts = {
        "basis": basis.number,
        "number": one.number,
        "decided_on": decided_on.isoformat(),
        "seats": one.total_seats,
        "sha256": one.digest,
    }
    one.index = write("seats.determine", council=council, actor=actor, at=at, facts=facts)
    one.save()
    Seat.objects.bulk_create(seats)
    return one


def _permit(council: Council, basis: Basis, actor: str, at: datetime) -> None:
    """Ask whether the Court lets seats be determined, and whether somebody else did the work that is decided on."""
    court = selectors.court_standing(basis=basis, papers=selectors.papers_of(council=council), at=at)
    if court.holds:
        raise Refused("case_open" if court.court == "disputed" else "window_open")
    corrected = {row.made_by for row in selectors.corrections_of(basis=basis)}
    decided = {row.made_by for row in selectors.decisions_of(basis=basis)}
    if actor in {basis.taken_by} | corrected | decided:
        raise Refused("own_work")


def _ruling(council: Council) -> str:
    return next(paper.number for paper in reversed(selectors.papers_of(council=council)) if paper.changes)


def _rules(council: Council) -> list[str]:
    on = council.voted_on
    allocation = rule_in_force("seats", "allocation", council.kind, on=on)
    size = rule_in_force("seats", "district_size", council.kind, on=on)
    method = rule_in_force("seats", "method", allocation.text("method"), on=on)
    return [allocation.id, method.id, size.id]


def _seats(one: Determination, working: Working) -> Iterator[Seat]:
    method = working.made.terms.method
    for district, given in working.districts.items():
        held: dict[str, int] = {}
        takers = {party: _takers(working, district, party) for party, number in given.seats.items() if number}
        plain = len(working.made.districts[district].order)
        for order, award in enumerate(given.order, start=1):
            before = held.get(award.party, 0)
            held[award.party] = before + 1
            person = takers[award.party][before] if before < len(takers[award.party]) else None
            decided = working.chosen.get((district, award.party))
            fell_to = decided is not None and person is not None and str(person.number) in decided.chosen
            yield Seat(
                determination=one,
                district=district,
                order=order,
                party=award.party,
                votes=working.made.judged.votes[award.party].values[district],
                divisor=str(method.divisor(before)) if isinstance(method, Divisors) else "",
                claim=str(award.claim),
                drawn_id=working.drawn[district].key if order > plain else None,
                candidate=person.number if person else None,
                candidate_name=person.name if person else "",
                candidate_votes=person.votes if person else None,
                chosen_id=decided.key if decided and fell_to else None,
            )


def _takers(working: Working, district: str, party: str) -> tuple[Candidate, ...]:
    elected = working.elected.get((district, party))
    return elected.candidates if elected else ()
