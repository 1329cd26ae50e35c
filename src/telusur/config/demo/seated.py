"""A made-up election of the DPR that goes all the way: forms read by two, plenaries of every level, seats by a decree,
and all of it in one published tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

from telusur.kernel.calendars.rules import NATIONAL_TIME_ZONE, day_at
from telusur.kernel.offices.selectors import office_by_code
from telusur.results.elections import services as elections
from telusur.results.elections.rules.definition import ContestDefinition, Definition, Listed
from telusur.results.elections.selectors import contest_named, layout_at, service_of
from telusur.results.plenaries import services as plenaries
from telusur.results.publication.selectors import ElectionSource, place_of
from telusur.results.publication.services import publish
from telusur.results.recapitulation import services as recapitulation
from telusur.results.seats import services
from telusur.results.seats.rules.windows import PaperKind

from .council import FIRST_NAMES, LAST_NAMES, PARTIES
from .election import NAMES, VILLAGE, appointed, serving
from .plenary import KASEMEN, SERANG, sign_and_publish
from .plenary import VILLAGE as VILLAGE_OF_KASEMEN
from .seats import NATION, VOTED_ON
from .story import person

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from telusur.results.elections.models import Contest
    from telusur.results.elections.selectors import Service

    District = tuple[str, str, int, int, int, tuple[int, int, int, int]]

CODE, CONTEST, COUNCIL = "dpr-contoh", "dpr", "dpr-contoh"
CITY, PROVINCE = 3673, 36
# Districts with their seats, subdistrict, polling station, and votes of each party: the last stays below four percent,
# and in the second the first two are equal when the last seat is given.
DISTRICTS: tuple[District, ...] = (
    ("contoh-1", "Contoh 1", 4, SERANG, VILLAGE * 1000 + 1, (96, 63, 41, 5)),
    ("contoh-2", "Contoh 2", 4, KASEMEN, VILLAGE_OF_KASEMEN * 1000 + 1, (72, 72, 38, 6)),
)
NEW = (
    ("kpu-provinsi", "Wayan Sutama, KPU Banten", "kpu", PROVINCE, None),
    ("kpu-pusat", "Laksmi Hartati, KPU", "kpu", None, None),
)
DUTIES = (
    *(("ppk1", "ppk", SERANG), ("ppk2", "ppk", SERANG)),
    *(("ppk-kasemen", "ppk", KASEMEN), ("ppk-kasemen2", "ppk", KASEMEN)),
    ("kpu-rekap", "kpu", CITY),
)


def load_seated(*, at: datetime) -> None:
    """Let votes go from two polling stations to the seats of a council, and publish the tree that shows it."""
    contest = _defined(at)
    people = [(email, person(email).full_name, role, area, None) for email, role, area in DUTIES]
    serving(contest.election, people, at)
    appointed(NEW, at, election=contest.election)
    above = {CITY: "kpu-rekap", PROVINCE: "kpu-provinsi", int(NATION): "kpu-pusat"}
    for one, committee in zip(DISTRICTS, (("ppk1", "ppk2"), ("ppk-kasemen", "ppk-kasemen2")), strict=True):
        *_district, subdistrict, station, votes = one
        for email in committee:
            entry = recapitulation.open_entry(contest=contest, station=station, person_id=person(email).pk, at=at)
            cells = {name: str(value) if value else "x" for name, value in _filled(contest, station, votes).items()}
            recapitulation.hand_in(entry_id=entry.pk, person_id=person(email).pk, cells=cells, at=at)
        people_of = {place: _duty(contest, email, at) for place, email in ({subdistrict: committee[0]} | above).items()}
        _recapitulated(contest, one, people_of, at)
    _seated(contest, at)
    publish(source=ElectionSource(code=CODE), out=place_of(election=CODE), at=at, portal=settings.BASE_URL)


def _duty(contest: Contest, email: str, at: datetime) -> Service:
    return service_of(person=person(email), election=contest.election, at=at)


def _defined(at: datetime) -> Contest:
    listed = tuple(Listed(number, name) for number, name in enumerate(PARTIES, start=1))
    held = ContestDefinition(CONTEST, "dpr", "DPR (contoh)", 0, listed)
    definition = Definition(CODE, "Pemilu DPR contoh, sampai kursi", "general", VOTED_ON, (held,))
    elections.load_election(files=elections.ElectionFiles(definition), actor="import", at=at)
    contest = contest_named(election=CODE, contest=CONTEST)
    rows = [elections.StationRow(station, "", (130, 140, 270)) for *_district, station, _votes in DISTRICTS]
    elections.enter_stations(election=contest.election, rows=rows, names=NAMES, provisional=False)
    districts = [
        elections.DistrictRow(CONTEST, code, name, seats, (area,)) for code, name, seats, area, *_rest in DISTRICTS
    ]
    candidates = [
        elections.CandidateRow(
            CONTEST, code, party, number, f"{FIRST_NAMES[number - 1]} {LAST_NAMES[party - 1]}", "pl"[number % 2]
        )
        for code, _name, seats, *_rest in DISTRICTS
        for party in range(1, len(PARTIES) + 1)
        for number in range(1, seats + 1)
    ]
    elections.load_election(files=elections.ElectionFiles(definition, districts, candidates), actor="import", at=at)
    return contest


def _filled(contest: Contest, station: int, votes: tuple[int, ...]) -> dict[str, int]:
    """Return a form of lists that adds up: half of a list's votes are its first candidate's, and so on down."""
    layout = layout_at(contest=contest, station=station)
    said = dict.fromkeys(layout.names, 0)
    for choice, whole in zip(layout.choices, votes, strict=True):
        left = whole
        for each in choice.candidates:
            said[choice.field_of(each)] = left // 2
            left -= left // 2
        said |= {choice.own: left, choice.total: whole}
    valid = sum(votes)
    users = valid + 4
    men = users // 2
    for name, number in (("pengguna_dpt", users), ("pengguna_total", users)):
        said |= {f"{name}_l": men, f"{name}_p": number - men, f"{name}_j": number}
    said |= {"dpt_l": 130, "dpt_p": 140, "dpt_j": 270, "suara_sah": valid, "suara_tidak_sah": 4, "suara_total": users}
    return said | {"ss_diterima": 276, "ss_digunakan": users, "ss_tidak_digunakan": 276 - users}


def _recapitulated(contest: Contest, one: District, people: Mapping[int, Service], at: datetime) -> None:
    """Hold the plenaries of an electoral district, from its subdistrict up to the nation, and determine the result."""
    code, *_names, unit, _votes = one
    number, on = DISTRICTS.index(one) + 1, day_at(at, NATIONAL_TIME_ZONE)
    district = contest.districts.get(code=code).pk
    for level, (place, by) in zip(("kecamatan", "kabko", "provinsi", "nasional"), people.items(), strict=True):
        minutes = f"{number}/CONTOH/{place}"
        more: dict[str, Any] = {"level": level, "place": place, "district": district, "minutes": minutes}
        plenary = plenaries.open_plenary(contest=contest, by=by, at=at, **more)
        plenaries.read_unit(plenary_id=plenary.pk, unit=unit, by=by, at=at)
        sign_and_publish(plenary, by, at)
        unit = place
    decision = f"Keputusan {50 + number}/CONTOH"
    plenaries.determine(plenary_id=plenary.pk, decision=decision, decided_on=on, by=by, at=at)


def _seated(contest: Contest, at: datetime) -> None:
    """Give the seats: the votes are taken, a tie is drawn, the Court has no case, and somebody else decides."""
    office, on = office_by_code(code=NATION), day_at(at, NATIONAL_TIME_ZONE)
    council = services.open_council(
        office_id=office.pk,
        slug=COUNCIL,
        kind="dpr",
        name="DPR RI (contoh dua dapil)",
        voted_on=VOTED_ON,
        contest_id=contest.pk,
        actor=f"user:{person('atasan.kpu').pk}",
        at=at,
    )
    common: dict[str, Any] = {"council_id": council.pk, "actor": f"user:{person('atasan.kpu').pk}", "at": at}
    services.take_counted(**common)
    services.decide_tie(
        **common,
        district=DISTRICTS[1][1],
        party="",
        chosen=[PARTIES[1]],
        ground="Undian di depan saksi dan Bawaslu",
        minutes="60/CONTOH",
    )
    services.record_court_paper(**common, kind=PaperKind.CLEAR, number="61/CONTOH", dated_on=on)
    decided = common | {"actor": f"user:{person('pembina').pk}"}
    services.determine(**decided, decree="Keputusan 62/CONTOH", decided_on=on)
