"""In which place alone a contest is held, and so which office has it in hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from telusur.kernel.ledger.rules.logs import NATIONAL_OFFICE

from ..models import Contest
from ..rules.codes import DIGITS, PROVINCE, REGENCY, STATION
from .forms import districts_of
from .stations import station_codes

if TYPE_CHECKING:
    from collections.abc import Collection

    from ..models import Election

NATION = int(NATIONAL_OFFICE)
HELD_EVERYWHERE = frozenset({"ppwp", "dpr", "dpd"})  # kinds of contests
_OF_A_PROVINCE = frozenset({"gubernur", "dprd-provinsi"})
_STATIONS_OF = {level: int(10 ** (DIGITS[STATION] - DIGITS[level])) for level in (PROVINCE, REGENCY)}


def home_of(*, contest: Contest) -> int:
    """Return the code of the place in which alone a contest is held, 0 for the nation: its own, where it says one; else
    that in which all its polling stations lie, of a mayor a city, of a governor a province."""
    if contest.area_id:
        return int(contest.area_id)
    if contest.kind in HELD_EVERYWHERE:
        return NATION
    level = PROVINCE if contest.kind in _OF_A_PROVINCE else REGENCY
    spans = [span for district in districts_of(contest=contest) for span in district.spans]
    codes = {
        code
        for span in spans
        for code in (station_codes(election=contest.election, within=span) // _STATIONS_OF[level]).tolist()
    }
    if len(codes) > 1 and level == REGENCY:
        codes = {code // 100 for code in codes}
    return codes.pop() if len(codes) == 1 else NATION


def contests_for_seats(*, kinds: Collection[str], office_code: str) -> list[Contest]:
    """Return the contests of these kinds that are held where an office stands, the newest first: all of the nation for
    the national office, whose code is 0."""
    found = Contest.objects.filter(Q(area=None) | Q(area=int(office_code)), kind__in=kinds).select_related("election")
    newest = found.order_by("-election__voted_on", "pk")
    return [each for each in newest if home_of(contest=each) == int(office_code)]


def homes_of(*, election: Election) -> set[int]:
    """Return the places in which alone the contests of an election are held, each by its code, 0 for the nation."""
    return {home_of(contest=each) for each in election.contests.select_related("election").order_by("pk")}
