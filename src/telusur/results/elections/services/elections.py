from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, Sum

from telusur.kernel.law.acts import legal_act
from telusur.kernel.law.selectors import rows, rule_in_force
from telusur.kernel.ledger.rules.logs import NATIONAL_OFFICE, office_log
from telusur.kernel.ledger.services import record

from ..models import Contest, Election, ElectoralDistrict, Participant
from ..rules.codes import chain
from ..rules.definition import define
from ..rules.districts import overlapping
from ..rules.territory_file import differences
from ..selectors import ElectionUnknown, districts_of, names_of
from .candidates import BadElection, CandidateRow, take_candidates
from .stations import count_stations, enter_stations

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from ..rules.definition import ContestDefinition, Definition
    from .stations import StationRow


@dataclass(frozen=True)
class DistrictRow:
    """A line of `dapil.csv`."""

    contest: str
    code: str
    name: str
    seats: int
    areas: tuple[int, ...]


@dataclass(frozen=True)
class ElectionFiles:
    """Everything a folder says of one election."""

    definition: Definition
    districts: Sequence[DistrictRow] = ()
    candidates: Sequence[CandidateRow] = ()
    stations: Sequence[StationRow] = ()
    control: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class ElectionLoaded:
    """What an election has after its files were taken over."""

    election: str
    created: bool
    totals: Mapping[str, int]
    places_made: int


class ElectionControlMissed(Exception):
    """An election that does not reach the totals of its own `kontrol.csv`; nothing was taken."""

    def __init__(self, missed: Mapping[str, tuple[int, int]]) -> None:
        self.differences = dict(missed)
        super().__init__(str(self.differences))


def ensure_election(*, code: str, actor: str, at: datetime) -> Election:
    """Return the election of this code, made of the data that is shipped if it is not there yet.

    Raises: ElectionUnknown.
    """
    found = Election.objects.filter(code=code).first()
    if found:
        return found
    shipped = [*rows("elections", "election"), *rows("elections", "contest"), *rows("elections", "participant")]
    try:
        definition = define(code, shipped)
    except KeyError as error:
        raise ElectionUnknown(code) from error
    load_election(files=ElectionFiles(definition), actor=actor, at=at)
    return Election.objects.get(code=code)


@legal_act
def load_election(*, files: ElectionFiles, actor: str, at: datetime) -> ElectionLoaded:
    """Take over an election: all of it or nothing. What it has already stays; the same files may come again.

    Raises: BadElection naming a contest, district or kind that is not defined, or an election that would become a
    rehearsal or cease to be one; ElectionControlMissed; NoRuleInForce.
    """
    said = files.definition
    if Election.objects.filter(code=said.code).exclude(rehearsal=said.rehearsal).exists():
        raise BadElection("rehearsal", said.code)
    election, created = Election.objects.update_or_create(
        code=said.code,
        defaults={"name": said.name, "kind": said.kind, "voted_on": said.voted_on, "rehearsal": said.rehearsal},
    )
    stored = _forms_in(election)
    contests = {each.code: _take_contest(election, each) for each in said.contests}
    districts = {(row.contest, row.code): _take_district(contests, row) for row in files.districts}
    _apart(contests, files.districts)
    take_candidates(contests, districts, files.candidates)
    if _forms_in(election) != stored:
        raise BadElection("forms", said.code)
    places = 0
    if files.stations:
        places = enter_stations(election=election, rows=files.stations, names={}, provisional=False).places
    totals = totals_of(election)
    missed = differences(totals, files.control)
    if missed:
        raise ElectionControlMissed(missed)
    record(
        "elections.load_election",
        log=office_log(NATIONAL_OFFICE),
        subject_kind="election",
        subject_id=said.code,
        actor=actor,
        happened_at=at,
        recorded_at=at,
        facts=dict(totals),
    )
    return ElectionLoaded(said.code, created, totals, places)


def totals_of(election: Election) -> dict[str, int]:
    """Return how much of everything an election has. participants: pairs, candidates without a list, and parties, each
    once, in however many electoral districts they have a list."""
    districts = ElectoralDistrict.objects.filter(contest__election=election)
    everywhere = Participant.objects.filter(
        contest=OuterRef("contest"), district=None, on_list=None, number=OuterRef("number")
    )
    standing = Participant.objects.filter(contest__election=election, on_list=None)
    return {
        "contests": Contest.objects.filter(election=election).count(),
        "districts": districts.count(),
        "seats": sum(districts.values_list("seats", flat=True)),
        "participants": standing.exclude(Q(district__isnull=False) & Exists(everywhere)).count(),
        "candidates": Participant.objects.filter(contest__election=election, on_list__isnull=False).count(),
        "stations": count_stations(election=election),
        "voters": _voters(election),
    }


def _voters(election: Election) -> int:
    return election.stations.aggregate(voters=Sum("voters_j"))["voters"] or 0


def _take_contest(election: Election, said: ContestDefinition) -> Contest:
    rule_in_force("elections", "contest_kind", said.kind, on=election.voted_on)
    if said.area and not names_of(codes=[said.area]):
        raise BadElection("area", str(said.area))
    contest, _made = Contest.objects.update_or_create(
        election=election,
        code=said.code,
        defaults={"kind": said.kind, "name": said.name, "area_id": said.area or None},
    )
    for each in said.listed:
        Participant.objects.update_or_create(
            contest=contest, district=None, on_list=None, number=each.number, defaults={"name": each.name}
        )
    return contest


def _take_district(contests: Mapping[str, Contest], row: DistrictRow) -> ElectoralDistrict:
    if row.contest not in contests:
        raise BadElection("contest", row.contest)
    district, _made = ElectoralDistrict.objects.update_or_create(
        contest=contests[row.contest], code=row.code, defaults={"name": row.name, "seats": row.seats}
    )
    known = names_of(codes=row.areas)
    for area in row.areas:
        if area not in known:
            raise BadElection("area", str(area))
    district.areas.set(row.areas)
    return district


def _forms_in(election: Election) -> dict[str, dict[str, tuple[tuple[int, ...], tuple[str, ...]]]]:
    """Return how the forms are laid out, district by district, of those contests of which some have arrived: what is
    stored is read by it, so that it may no longer change."""
    return {
        contest.code: {each.code: (each.areas, each.layout.names) for each in districts_of(contest=contest)}
        for contest in election.contests.select_related("election")
        if contest.runs.exists()
    }


def _apart(contests: Mapping[str, Contest], districts: Sequence[DistrictRow]) -> None:
    """Refuse electoral districts of one contest that share a territory, or reach beyond the contest's own.

    Raises: BadElection.
    """
    areas: dict[str, list[int]] = {}
    for row in districts:
        areas.setdefault(row.contest, []).extend(row.areas)
    for contest, codes in areas.items():
        twice = overlapping(codes)
        if twice is not None:
            raise BadElection("overlap", str(twice))
        own = contests[contest].area_id
        beyond = [code for code in codes if own and own not in {code, *chain(code)}]
        if beyond:
            raise BadElection("beyond", str(beyond[0]))
