"""A made-up city council election: lists with candidates in two electoral districts, forms in every state."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from telusur.kernel.calendars.rules import NATIONAL_TIME_ZONE, day_at
from telusur.results.elections import services as elections
from telusur.results.elections.rules.definition import ContestDefinition, Definition, Listed
from telusur.results.elections.selectors import contest_named, layout_at, service_of
from telusur.results.plenaries import services as plenaries
from telusur.results.publication.selectors import ElectionSource, place_of
from telusur.results.publication.services import publish
from telusur.results.recapitulation import services

from .election import NAMES, VILLAGE, serving
from .plenary import KASEMEN, SERANG
from .plenary import VILLAGE as VILLAGE_OF_KASEMEN
from .story import person

if TYPE_CHECKING:
    from datetime import datetime

    from telusur.kernel.accounts.models import User
    from telusur.results.elections.models import Contest

CODE, CONTEST = "dprd-contoh", "dprd-kota"
PARTIES = ("Partai Anggrek", "Partai Bambu", "Partai Cendana", "Partai Damar")
DISTRICTS = (("kota-contoh-1", "Kota Contoh 1", 6, SERANG), ("kota-contoh-2", "Kota Contoh 2", 4, KASEMEN))
FIRST_NAMES = ("Ahmad", "Siti", "Budi", "Rina", "Joko", "Wati")
LAST_NAMES = ("Anggara", "Bahtiar", "Cahyani", "Darmawan")
STRUCK_OFF = ("kota-contoh-2", 3, 2)  # her number stays empty on the form
DUTIES = (
    *(("ppk1", "ppk", SERANG), ("ppk2", "ppk", SERANG)),
    *(("ppk-kasemen", "ppk", KASEMEN), ("ppk-kasemen2", "ppk", KASEMEN)),
    *(("kpu-rekap", "kpu", 3673), ("bawaslu", "supervisor", 3673)),
)
ONCE, AGREED, DIFFER, HELD = (VILLAGE * 1000 + number for number in range(1, 5))
READ, READ_TOO, READ_OUT = (VILLAGE_OF_KASEMEN * 1000 + number for number in (1, 2, 3))


def load_council(*, at: datetime) -> None:
    """Load the election, let forms be read by one and by two, one be held, and one district's plenary begin, in
    which the paper of a form that only one has read is read out."""
    contest = _defined(at)
    people = [(email, person(email).full_name, role, area, None) for email, role, area in DUTIES]
    one, two, *others, _kpu, _supervisor = serving(contest.election, people, at)
    _read(contest, ONCE, one, at)
    for station, slips in ((AGREED, (0, 0)), (DIFFER, (0, 1)), (HELD, (2, 2))):
        for reader, slip in zip((one, two), slips, strict=True):
            _read(contest, station, reader, at, slip=slip)
    for station in (READ, READ_TOO):
        for reader in others:
            _read(contest, station, reader, at)
    by = service_of(person=others[0], election=contest.election, at=at)
    plenary = plenaries.open_plenary(
        contest=contest, level="kecamatan", place=KASEMEN, minutes="4/PPK/CONTOH", by=by, at=at
    )
    plenaries.read_unit(plenary_id=plenary.pk, unit=READ, by=by, at=at)
    _read(contest, READ_OUT, others[0], at)
    plenaries.correct_unit(
        plenary_id=plenary.pk,
        unit=READ_OUT,
        cells=_filled(contest, READ_OUT),
        reason="Kertasnya dibacakan seluruhnya di depan saksi",
        evidence="C.HASIL-DPRD-KAB/KOTA plano",
        read_out=True,
        by=by,
        at=at,
    )
    publish(source=ElectionSource(code=CODE), out=place_of(election=CODE), at=at, portal=settings.BASE_URL)


def _defined(at: datetime) -> Contest:
    listed = tuple(Listed(number, name) for number, name in enumerate(PARTIES, start=1))
    held = ContestDefinition(CONTEST, "dprd-kabko", "DPRD Kota (contoh)", 0, listed)
    voted_on = day_at(at, NATIONAL_TIME_ZONE) - timedelta(days=1)
    definition = Definition(CODE, "Pemilihan DPRD Kota contoh", "general", voted_on, (held,))
    elections.load_election(files=elections.ElectionFiles(definition), actor="import", at=at)
    contest = contest_named(election=CODE, contest=CONTEST)
    villages = {VILLAGE: (1, 2, 3, 4), VILLAGE_OF_KASEMEN: (1, 2, 3)}
    rows = [
        elections.StationRow(village * 1000 + number, "", (130, 140, 270))
        for village, numbers in villages.items()
        for number in numbers
    ]
    elections.enter_stations(election=contest.election, rows=rows, names=NAMES, provisional=False)
    districts = [elections.DistrictRow(CONTEST, code, name, seats, (area,)) for code, name, seats, area in DISTRICTS]
    candidates = [
        elections.CandidateRow(
            CONTEST, code, party, number, f"{FIRST_NAMES[number - 1]} {LAST_NAMES[party - 1]}", "pl"[number % 2]
        )
        for code, _name, seats, _area in DISTRICTS
        for party in range(1, len(PARTIES) + 1)
        for number in range(1, seats + 1)
        if (code, party, number) != STRUCK_OFF
    ]
    files = elections.ElectionFiles(definition, districts, candidates)
    elections.load_election(files=files, actor="import", at=at)
    return contest


def _read(contest: Contest, station: int, reader: User, at: datetime, *, slip: int = 0) -> None:
    """Let somebody hand in a form of lists. slip: by how many votes the sum of the first list is wrong."""
    said = _filled(contest, station)
    said[layout_at(contest=contest, station=station).choices[0].total] += slip
    entry = services.open_entry(contest=contest, station=station, person_id=reader.pk, at=at)
    cells = {name: str(value) if value else "x" for name, value in said.items()}
    services.hand_in(entry_id=entry.pk, person_id=reader.pk, cells=cells, at=at)


def _filled(contest: Contest, station: int) -> dict[str, int]:
    """Return a form of lists that adds up."""
    layout = layout_at(contest=contest, station=station)
    said = dict.fromkeys(layout.names, 0)
    for choice in layout.choices:
        for step, name in enumerate(choice.fields[:-1]):
            said[name] = (station * 7 + choice.number * 5 + step * 11) % 17
        said[choice.total] = sum(said[name] for name in choice.fields[:-1])
    valid = sum(said[choice.total] for choice in layout.choices)
    users = valid + 4
    men = users // 2
    for name, number in (("dpt", 270), ("pengguna_dpt", users), ("pengguna_total", users)):
        said |= {f"{name}_l": min(men, 130), f"{name}_p": number - min(men, 130), f"{name}_j": number}
    said |= {"dpt_l": 130, "dpt_p": 140, "suara_sah": valid, "suara_tidak_sah": 4, "suara_total": users}
    said |= {"ss_diterima": 276, "ss_digunakan": users, "ss_tidak_digunakan": 276 - users}
    return said
