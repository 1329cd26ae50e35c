"""The presidential result of Banten, loaded behind the running demo: the file of 2024 where it is, else made-up numbers
of a province of the same shape, which say that they are a rehearsal.

A few polling stations are held, verified, corrected and challenged; a district reads its forms in a plenary.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import random
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.conf import settings

from telusur.kernel.calendars.rules import NATIONAL_TIME_ZONE, day_at
from telusur.results.elections import services as elections
from telusur.results.elections.commands.files import table_of
from telusur.results.elections.rules.districts import span_of
from telusur.results.elections.rules.layout import UNREAD, X_MARK
from telusur.results.elections.rules.territory_file import read_territory
from telusur.results.elections.selectors import contest_named, districts_of, layout_of, service_of, station_kinds
from telusur.results.plenaries import services as plenaries
from telusur.results.publication import services as publication
from telusur.results.publication.selectors import ElectionSource, place_of
from telusur.results.recapitulation import selectors, services
from telusur.results.recapitulation.rules import import_file
from telusur.results.recapitulation.rules.made_up import made_up
from telusur.results.recapitulation.rules.states import Standing

from .election import CODE as CITY
from .election import appointed, read
from .loading import load_demo
from .models import LoadedStep
from .pictures import drawn, take_official
from .real import folder_with
from .steps import Step
from .story import DOMAIN, person

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from telusur.results.elections.models import Contest

REAL, TERRITORY = "pilpres2024_tps_36_banten_20240317.csv.gz", "wilayah2024_kp24.csv.gz"
PROVINCE, DISTRICT = 36, 367301
PUBLISHED = "province_published"  # a step outside a transaction: a tree of files is not taken back with one
OF, REHEARSAL, CONTEST = "pilpres2024", "gladi-banten", "ppwp"
STATIONS, IN_A_VILLAGE = 33_324, 22  # of the made-up province, as many as in 2024
MADE_UP = {
    36: "BANTEN", 3601: "PANDEGLANG", 3602: "LEBAK", 3603: "TANGERANG", 3604: "SERANG",
    3671: "KOTA TANGERANG", 3672: "KOTA CILEGON", 3673: "KOTA SERANG", 3674: "KOTA TANGERANG SELATAN",
}  # fmt: skip
PEOPLE = (
    ("ppk-banten1", "Laras Pertiwi, PPK Serang", "ppk", DISTRICT, None),
    ("ppk-banten2", "Galih Nugroho, PPK Serang", "ppk", DISTRICT, None),
    ("kpu-banten", "Nia Kurniasih, KPU Kota Serang", "kpu", 3673, None),
    ("saksi-banten", "Joko Santoso, saksi pasangan 1", "witness", 3673, 1),
    ("bawaslu-banten", "Endang Suryani, Bawaslu Kota Serang", "supervisor", 3673, None),
)
KPPS = ("kpps-banten", "Asep Hidayat, KPPS")  # of the last of the polling stations that are taken for the demo
MOVED = {"suara_2": -1, "suara_3": 1}  # what a correction moves


def province_steps(*, stations: int = STATIONS) -> tuple[Step, ...]:
    """Return what is loaded behind the running demo. stations: how many the made-up province has."""
    real = folder_with(REAL, TERRITORY)
    title = "Banten 2024: hasil pilpres 33.324 TPS" if real else f"Provinsi rekaan (gladi): {stations} TPS"

    def load_numbers(*, at: datetime) -> None:
        _real(real, at) if real else _made_up(stations, at)

    return (
        Step("province", title, load_numbers),
        Step("province_people", "Banten: TPS diverifikasi, dikoreksi, disanggah, dan satu pleno", _served),
    )


def is_loaded() -> bool:
    """Return whether everything of the province is there, and published."""
    return LoadedStep.objects.filter(name=PUBLISHED).exists()


def load_province(*, at: datetime, say: Callable[[str], object], stations: int = STATIONS) -> None:
    """Load the province, then publish it and the small election as static trees, which the server shows."""
    load_demo(at=at, say=say, steps=province_steps(stations=stations))
    names = ", ".join(f"{email}@{DOMAIN}" for email, *_duty in (*PEOPLE, KPPS))
    say(f"Akun {_code()} (PPK, KPU, saksi, Bawaslu, KPPS): {names}")
    if is_loaded():
        return
    for code in (_code(), CITY):
        say(f"Terbitan {code}: /hasil/{code}/")
        out = place_of(election=code)
        publication.publish(source=ElectionSource(code=code), out=out, at=at, portal=settings.BASE_URL)
    LoadedStep.objects.create(name=PUBLISHED, loaded_at=at, address=settings.BASE_URL)


def _code() -> str:
    return OF if folder_with(REAL, TERRITORY) else REHEARSAL


def _real(folder: Path, at: datetime) -> None:
    header, cells = table_of(folder / TERRITORY)
    own = [row for row in cells if row and row[0].startswith(str(PROVINCE))]
    on = day_at(at, NATIONAL_TIME_ZONE)
    elections.load_territory(
        reading=read_territory(header, own), source=TERRITORY, whole=False, valid_from=on, actor="import", on=on, at=at
    )
    election = elections.ensure_election(code=OF, actor="import", at=at)
    elections.stations_from_territory(election=election, within=PROVINCE)
    content = (folder / REAL).read_bytes()
    _import(*table_of(folder / REAL), content, import_file.day_in(REAL), at)


def _made_up(stations: int, at: datetime) -> None:
    rows = [elections.StationRow(code) for code in codes(stations)]
    names = {**MADE_UP, **{code // 10**7: f"KECAMATAN {code // 10**7 % 100}" for code in codes(stations)}}
    names |= {code // 1000: f"DESA {code // 1000 % 10_000}" for code in codes(stations)}
    elections.rehearse_election(of=OF, code=REHEARSAL, rows=rows, names=names, within=None, at=at)
    fields = layout_of(contest=contest_named(election=REHEARSAL, contest=CONTEST)).names
    chance = random.Random(PROVINCE)  # noqa: S311 the same province each time
    cells = []
    for place, code in enumerate(codes(stations)):
        form = made_up(fields, chance)
        if place % 30 == 7:  # noqa: PLR2004 as often as in 2024
            form["suara_sah"] = int(form["suara_sah"]) + 10
        empty = place % 8 == 3  # noqa: PLR2004 as many never came
        cells.append([str(code), *("" if empty else str(form[name]) for name in fields)])
    out = io.StringIO()
    csv.writer(out).writerows(cells)
    _import(["kode_tps", *fields], cells, gzip.compress(out.getvalue().encode(), mtime=0), None, at)


def codes(stations: int) -> list[int]:
    """Return the codes of so many polling stations, spread over the regencies and cities of the province."""
    regencies = [code for code in MADE_UP if code != PROVINCE]
    found = []
    for number in range(stations):
        village, own = divmod(number, IN_A_VILLAGE)
        turn, regency = divmod(village, len(regencies))
        district = regencies[-2 if number < IN_A_VILLAGE else regency] * 100 + 1 + turn // 6
        found.append((district * 10_000 + (1001 if number < IN_A_VILLAGE else 2001 + turn)) * 1000 + own + 1)
    return sorted(found)


def _import(header: list[str], cells: list[list[str]], content: bytes, day: datetime | None, at: datetime) -> None:
    """Take results over by the importer that `telusur results import` uses."""
    contest = contest_named(election=_code(), contest=CONTEST)
    kinds, districts = station_kinds(on=contest.election.voted_on), districts_of(contest=contest)
    services.import_results(
        contest=contest,
        districts=districts,
        results=import_file.read_results(header, cells, districts=districts, kinds=kinds),
        as_of=day or datetime(2024, 3, 17, tzinfo=UTC),
        evidence=hashlib.sha256(content).hexdigest(),
        reason="",
        actor="import",
        at=at,
    )


def _served(*, at: datetime) -> None:
    """Let people verify, correct and challenge a few forms, and a district begin its plenary. One form waits for the
    KPPS of its polling station to type it."""
    contest = contest_named(election=_code(), contest=CONTEST)
    *stations, own = _imported(contest, 5)
    people = (*PEOPLE, (*KPPS, "kpps", own, None))
    one, two, kpu, witness, _supervisor, _kpps = appointed(people, at, election=contest.election)
    for station in stations:
        numbers = _numbers(contest, station)
        for reader in (one, two):
            read(contest, station, reader, numbers, at)
    corrected, challenged, first, second = stations
    take_official(contest, {corrected: _numbers(contest, corrected)}, at)
    services.correct_form(
        contest=contest,
        station=corrected,
        cells={name: _whole(_numbers(contest, corrected)[name]) + more for name, more in MOVED.items()},
        reason="Satu surat suara tertukar baris ketika disalin (contoh peragaan)",
        evidence="C.HASIL-PPWP halaman 2",
        person_id=kpu.pk,
        at=at,
    )
    services.challenge_form(
        contest=contest,
        station=challenged,
        person_id=witness.pk,
        as_role="witness",
        reason="Angka pada foto saya berbeda satu suara (contoh peragaan)",
        picture=io.BytesIO(drawn(challenged, {}, {})),
        name="foto-saksi.png",
        at=at,
    )
    by = service_of(person=person("ppk-banten1"), election=contest.election, at=at)
    plenary = plenaries.open_plenary(
        contest=contest, level="kecamatan", place=DISTRICT, minutes="5/CONTOH/367301", by=by, at=at
    )
    for unit in (first, second):
        plenaries.read_unit(plenary_id=plenary.pk, unit=unit, by=by, at=at)


def _imported(contest: Contest, number: int) -> list[int]:
    """Return polling stations of the district whose imported votes stand, first those whose totals were read too."""
    runs = selectors.runs_in_force(contest=contest, spans=[span_of(DISTRICT)])
    forms = {one.code: selectors.form_of(contest=contest, station=one.code) for one in runs[: 30 * number]}
    found = [code for code, form in forms.items() if form and form.votes == Standing.IMPORTED]
    return sorted(found, key=lambda code: (_numbers(contest, code)["suara_total"] == "?", code))[:number]


def _numbers(contest: Contest, station: int) -> dict[str, int | str]:
    """Return what a form says as people would type it."""
    form = selectors.form_of(contest=contest, station=station)
    vector = selectors.vector_of(content=form.values) if form else []
    said = {UNREAD: "?", X_MARK: "x"}
    return {name: said.get(value, value) for name, value in zip(layout_of(contest=contest).names, vector, strict=True)}


def _whole(value: int | str) -> int:
    return value if isinstance(value, int) else 0
