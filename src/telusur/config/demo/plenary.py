"""Plenaries of the made-up election: one district has published its D form, another is being read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from telusur.kernel.documents.services import open_bytes
from telusur.results.elections import services as elections
from telusur.results.elections.selectors import contest_named, service_of
from telusur.results.plenaries import services
from telusur.results.publication.selectors import ElectionSource, place_of
from telusur.results.publication.services import publish

from .election import AGREED, CHALLENGED, CODE, CONTEST, HELD, appointed, form, read
from .pictures import scanned, take_drawn
from .story import person

if TYPE_CHECKING:
    from datetime import datetime

    from telusur.kernel.accounts.models import User
    from telusur.results.elections.models import Contest
    from telusur.results.elections.selectors import Service
    from telusur.results.plenaries.models import Plenary

SERANG, KASEMEN = 367301, 367302
VILLAGE = 3673021001
ABSENT = 3  # the pair whose witness did not come
STATIONS = tuple(VILLAGE * 1000 + number for number in (1, 2, 3))
PEOPLE = (
    ("ppk-kasemen", "Dewi Anggraini, PPK Kasemen", "ppk", KASEMEN, None),
    ("ppk-kasemen2", "Rizal Fauzi, PPK Kasemen", "ppk", KASEMEN, None),
)


def load_plenaries(*, at: datetime) -> None:
    """Let Kasemen go all the way to its published D form, and Serang read its first polling stations; publish it."""
    contest = contest_named(election=CODE, contest=CONTEST)
    rows = [elections.StationRow(code, "", (200, 200, 400)) for code in STATIONS]
    names = {36: "BANTEN", 3673: "KOTA SERANG", KASEMEN: "KASEMEN", VILLAGE: "MASJID PRIYAYI"}
    elections.enter_stations(election=contest.election, rows=rows, names=names, provisional=False)
    people = appointed(PEOPLE, at)
    take_drawn(contest, {STATIONS[1]: form(3)}, at)
    for number, station in enumerate(STATIONS, start=2):
        for reader in people:
            read(contest, station, reader, form(number), at)
    _published(contest, _duties(contest, people[0], at), at)
    _being_read(contest, _duties(contest, person("ppk1"), at), at)
    publish(source=ElectionSource(code=CODE), out=place_of(election=CODE), at=at, portal=settings.BASE_URL)


def _duties(contest: Contest, person: User, at: datetime) -> Service:
    return service_of(person=person, election=contest.election, at=at)


def _published(contest: Contest, by: Service, at: datetime) -> None:
    plenary = services.open_plenary(
        contest=contest, level="kecamatan", place=KASEMEN, minutes="3/CONTOH/367302", by=by, at=at
    )
    first, second, third = STATIONS
    for unit in (first, third):
        services.read_unit(plenary_id=plenary.pk, unit=unit, by=by, at=at)
    numbers = form(3)
    services.correct_unit(
        plenary_id=plenary.pk,
        unit=second,
        cells={"suara_1": numbers["suara_1"] + 4, "suara_3": numbers["suara_3"] - 4},
        reason="Empat suara tertukar baris ketika disalin dari plano",
        evidence="C.HASIL-KWK-WALIKOTA plano",
        by=by,
        at=at,
    )
    sign_and_publish(plenary, by, at, absent=ABSENT)


def sign_and_publish(plenary: Plenary, by: Service, at: datetime, *, absent: int = 0) -> None:
    """Let a plenary that has read everything print, sign and publish its D form. absent: whose witness did not come."""
    services.print_proof(plenary_id=plenary.pk, by=by, at=at)
    final = services.print_final(plenary_id=plenary.pk, by=by, at=at)
    missing = {seat.pk: (seat.seat, seat.place) == ("witness", absent) for seat in plenary.signatures.all()}
    told = {
        key: (not missed, "Saksi tidak hadir sampai pleno ditutup" if missed else "") for key, missed in missing.items()
    }
    services.record_signatures(plenary_id=plenary.pk, told=told, by=by, at=at)
    services.close_signing(plenary_id=plenary.pk, by=by, at=at)
    with open_bytes(document=final.file.document) as content:
        scan = scanned(content.read(), at=at)
    services.upload_scan(plenary_id=plenary.pk, content=scan, name="pindaian-contoh.pdf", by=by, at=at)
    services.publish(plenary_id=plenary.pk, by=by, at=at)


def _being_read(contest: Contest, by: Service, at: datetime) -> None:
    plenary = services.open_plenary(
        contest=contest, level="kecamatan", place=SERANG, minutes="3/CONTOH/367301", by=by, at=at
    )
    for unit in (AGREED, CHALLENGED):
        services.read_unit(plenary_id=plenary.pk, unit=unit, by=by, at=at)
    services.object_to(
        plenary_id=plenary.pk,
        as_role="witness",
        participant=2,
        unit=HELD,
        text="Suara nomor urut 2 pada plano seratus lebih sedikit daripada yang dibaca",
        by=by,
        at=at,
    )
