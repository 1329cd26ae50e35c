from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Sum

from telusur.kernel.law.acts import legal_act
from telusur.kernel.law.selectors import rows, rule_in_force
from telusur.kernel.ledger.rules.logs import NATIONAL_OFFICE, office_log
from telusur.kernel.ledger.services import record

from ..models import Contest, Election, ElectoralDistrict, Participant
from ..rules.definition import define
from ..rules.territory_file import differences
from ..selectors import ElectionUnknown, names_of
from .stations import count_stations, enter_stations

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from ..rules.definition import ContestDefinition, Definition
    from .stations import StationRow


class BadElection(ValueError):
    """Files that do not define one election. what: the part, remedy: a code that selectors word."""


@dataclass(frozen=True)
class DistrictRow:
    """A line of `dapil.csv`."""

    contest: str
    code: str
    name: str
    seats: int
    areas: tuple[int, ...]


@dataclass(frozen=True)
class CandidateRow:
    """A line of `calon.csv`. district: empty where the contest has none. party: 0 for a candidate without a list."""

    contest: str
    district: str
    party: int
    number: int
    name: str


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

    Raises: BadElection naming a contest, district or kind that is not defined; ElectionControlMissed; NoRuleInForce.
    """
    said = files.definition
    election, created = Election.objects.update_or_create(
        code=said.code, defaults={"name": said.name, "kind": said.kind, "voted_on": said.voted_on}
    )
    contests = {each.code: _take_contest(election, each) for each in said.contests}
    districts = {(row.contest, row.code): _take_district(contests, row) for row in files.districts}
    _take_candidates(contests, districts, files.candidates)
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
    """Return how much of everything an election has."""
    districts = ElectoralDistrict.objects.filter(contest__election=election)
    return {
        "contests": Contest.objects.filter(election=election).count(),
        "districts": districts.count(),
        "seats": sum(districts.values_list("seats", flat=True)),
        "participants": Participant.objects.filter(contest__election=election, on_list=None).count(),
        "candidates": Participant.objects.filter(contest__election=election, on_list__isnull=False).count(),
        "stations": count_stations(election=election),
        "voters": _voters(election),
    }


def _voters(election: Election) -> int:
    return election.stations.aggregate(voters=Sum("voters_j"))["voters"] or 0


def _take_contest(election: Election, said: ContestDefinition) -> Contest:
    rule_in_force("elections", "contest_kind", said.kind, on=election.voted_on)
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


def _take_candidates(
    contests: Mapping[str, Contest],
    districts: Mapping[tuple[str, str], ElectoralDistrict],
    candidates: Sequence[CandidateRow],
) -> None:
    """Enter candidates: on their party's list, which is made in their district where the contest has lists."""
    for row in candidates:
        if row.contest not in contests:
            raise BadElection("contest", row.contest)
        district = districts.get((row.contest, row.district))
        if row.district and district is None:
            raise BadElection("district", row.district)
        contest = contests[row.contest]
        on_list = _list_of(contest, district, row.party) if row.party else None
        Participant.objects.update_or_create(
            contest=contest, district=district, on_list=on_list, number=row.number, defaults={"name": row.name}
        )


def _list_of(contest: Contest, district: ElectoralDistrict | None, party: int) -> Participant:
    """Return a party's list in a district, named as the party is in the whole contest."""
    party_row = Participant.objects.filter(contest=contest, district=None, on_list=None, number=party).first()
    if party_row is None:
        raise BadElection("party", str(party))
    made, _new = Participant.objects.get_or_create(
        contest=contest, district=district, on_list=None, number=party, defaults={"name": party_row.name}
    )
    return made
