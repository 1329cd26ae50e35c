"""Who stands: on a party's list in an electoral district, or alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..models import Participant

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..models import Contest, ElectoralDistrict

    Party = tuple[int, int | None, int]  # of a contest, in a district or everywhere: its number

_PIECE = 5000
_ONE = ["contest", "district", "on_list", "number"]


class BadElection(ValueError):
    """Files that do not define one election. what: the part, remedy: a code that selectors word."""


@dataclass(frozen=True)
class CandidateRow:
    """A line of `calon.csv`. district: empty where the contest has none. party: 0 for a candidate without a list.
    sex: `l`, `p`, or empty."""

    contest: str
    district: str
    party: int
    number: int
    name: str
    sex: str = ""


def take_candidates(
    contests: Mapping[str, Contest],
    districts: Mapping[tuple[str, str], ElectoralDistrict],
    candidates: Sequence[CandidateRow],
) -> None:
    """Enter candidates: on their party's list, which is made in their district where the contest has lists.

    Raises: BadElection naming a contest, district or party that is not defined, or a number that stands twice.
    """
    seen: set[tuple[str, str, int, int]] = set()
    for row in candidates:
        if row.contest not in contests:
            raise BadElection("contest", row.contest)
        if row.district and (row.contest, row.district) not in districts:
            raise BadElection("district", row.district)
        key = row.contest, row.district, row.party, row.number
        if key in seen:
            raise BadElection("twice", " ".join(str(part) for part in key if part))
        seen.add(key)

    def where(row: CandidateRow) -> tuple[int, int | None]:
        district = districts.get((row.contest, row.district))
        return contests[row.contest].pk, district.pk if district else None

    lists = _lists([(*where(row), row.party) for row in candidates if row.party])
    made = [
        Participant(
            contest_id=contest,
            district_id=district,
            on_list_id=lists[contest, district, row.party] if row.party else None,
            number=row.number,
            name=row.name,
            sex=row.sex,
        )
        for row, (contest, district) in ((row, where(row)) for row in candidates)
    ]
    _kept(made)


def _lists(wanted: Sequence[Party]) -> dict[Party, int]:
    """Return the lists of parties in their districts, made where they are not there yet, named as the party is in the
    whole contest. Raises: BadElection."""
    rows = Participant.objects.filter(contest__in={contest for contest, _district, _party in wanted}, on_list=None)
    parties = {(row.contest_id, row.district_id, row.number): row for row in rows}
    for contest, _district, party in wanted:
        if (contest, None, party) not in parties:
            raise BadElection("party", str(party))
    _kept(
        [
            Participant(contest_id=contest, district_id=district, number=party, name=parties[contest, None, party].name)
            for contest, district, party in dict.fromkeys(wanted)
            if district is not None
        ]
    )
    return {(row.contest_id, row.district_id, row.number): row.pk for row in rows.all()}


def _kept(rows: Sequence[Participant]) -> None:
    """Enter participants; one that is there already is named anew."""
    Participant.objects.bulk_create(
        rows, batch_size=_PIECE, update_conflicts=True, update_fields=["name", "sex"], unique_fields=_ONE
    )
