"""A district of two villages in a small election, those who hold its plenary, and those who watch it."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import numpy as np
from django.db import transaction

from telusur.kernel.accounts.models import User
from telusur.kernel.offices.models import Office
from telusur.results.elections.models import Duty
from telusur.results.elections.selectors import contest_named, layout_of, service_of
from telusur.results.elections.services import StationRow, ensure_election, enter_stations
from telusur.results.plenaries import services
from telusur.results.recapitulation.rules.states import Standing
from telusur.results.recapitulation.services import Cause, Forms, take_forms

AT = datetime(2024, 2, 20, 3, 0, tzinfo=UTC)
DISTRICT, REGENCY, PROVINCE = 360101, 3601, 36
VILLAGE, NEXT = 3601012001, 3601012002
STATIONS = [VILLAGE * 1000 + 1, VILLAGE * 1000 + 2, NEXT * 1000 + 1, NEXT * 1000 + 2]
FIRST, SECOND, THIRD, FOURTH = STATIONS
NUMBERS = {"suara_1": 131, "suara_2": 83, "suara_3": 17, "suara_sah": 231, "suara_tidak_sah": 4, "suara_total": 235}
USERS = {"pengguna_dpt": 230, "pengguna_dptb": 3, "pengguna_dpk": 2, "pengguna_total": 235, "dpt": 260}
BALLOTS = {"ss_diterima": 266, "ss_digunakan": 235, "ss_tidak_digunakan": 31}
NAMES = {36: "BANTEN", REGENCY: "PANDEGLANG", DISTRICT: "SUMUR", VILLAGE: "SUMBERJAYA", NEXT: "TUNGGALJAYA"}
LATER = timedelta(minutes=1)


def vector(contest, **cells):
    """Return the form of a polling station: the numbers above, an X elsewhere."""
    layout = layout_of(contest=contest)
    by_sex = {f"{name}_j": value for name, value in USERS.items()}
    by_sex |= {f"{name}_l": value - 1 for name, value in USERS.items()} | {f"{name}_p": 1 for name in USERS}
    said = dict.fromkeys(layout.names, -1) | NUMBERS | by_sex | BALLOTS | {"tanggal_hari": 14} | cells
    return layout.vector(said)


def district(stations=tuple(STATIONS), **cells_of):
    """Return the presidential contest with these polling stations in, each verified. cells_of: cells by `s` + code."""
    Office.objects.create(code="0", name="KPU", kind="national", slug="kpu", time_zone="Asia/Jakarta")
    election = ensure_election(code="pilpres2024", actor="import", at=AT)
    rows = [StationRow(code, "", (259, 1, 260)) for code in stations]
    with transaction.atomic():
        enter_stations(election=election, rows=rows, names=NAMES, provisional=False)
    contest = contest_named(election="pilpres2024", contest="ppwp")
    for number, code in enumerate(stations):
        cells = {"suara_1": 131 - number, "suara_2": 83 + number} | cells_of.get(f"s{code}", {})
        fill(contest, code, **cells)
    return contest


def fill(contest, station, **cells):
    """Put a form in force as two people would have read it."""
    take_forms(
        contest=contest,
        forms=Forms(np.array([station]), np.array([vector(contest, **cells)], dtype=np.int32)),
        cause=Cause("recapitulation.verify", "user:1", AT),
        passed=Standing.VERIFIED,
    )


def person(contest, role, area, name="", participant=None):
    """Return what somebody new is at the election: one duty in one territory."""
    user = User.objects.create_user(f"{name or role}{area or ''}@contoh.test")
    Duty.objects.create(
        election=contest.election,
        person=user,
        role=role,
        area=area,
        participant=participant,
        decree_number="12/CONTOH/2024",
        decree_on=AT.date(),
        valid_from=AT.date(),
        code_digest="0",
        code_expires_at=AT,
        activated_at=AT,
    )
    return service_of(person=user, election=contest.election, at=AT)


def opened(contest, by, level="kecamatan", place=DISTRICT, **more):
    return services.open_plenary(
        contest=contest, level=level, place=place, minutes=f"BA-1/{place}/II/2024", by=by, at=AT, **more
    )


def read_all(plenary, units, by):
    for unit in units:
        services.read_unit(plenary_id=plenary.pk, unit=unit, by=by, at=AT)


SCAN = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>endobj
trailer<</Root 1 0 R>>
%%EOF
"""


def signed(plenary, by, absent=(), at=AT):
    """Print, sign and scan a plenary whose units are read. absent: numbers of witnesses who did not sign."""
    words = {"plenary_id": plenary.pk, "by": by, "at": at}
    services.print_proof(**words)
    services.print_final(**words)
    missing = {seat.pk: seat.seat == "witness" and seat.place in absent for seat in plenary.signatures.all()}
    told = {key: (not missed, "Tidak hadir" if missed else "") for key, missed in missing.items()}
    services.record_signatures(told=told, **words)
    services.close_signing(**words)
    services.upload_scan(content=io.BytesIO(SCAN), name="d.pdf", **words)


def brought_out(plenary, by, absent=(), at=AT):
    """Print, sign, scan and publish a plenary whose units are read."""
    signed(plenary, by, absent, at)
    return services.publish(plenary_id=plenary.pk, by=by, at=at)
