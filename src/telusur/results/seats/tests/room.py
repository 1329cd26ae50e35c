"""A small council of two districts, with its office, its officer and its chair."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta

from telusur.kernel.offices.models import Office
from telusur.results.seats import services
from telusur.results.seats.rules.windows import PaperKind

VOTED = date(2024, 2, 14)
ANNOUNCED = datetime(2024, 3, 20, 15, 19, tzinfo=UTC)
AT = ANNOUNCED + timedelta(days=30)
OFFICER, CHAIR = "user:1", "user:2"
VOTES = "dapil,pkb,golkar,pks\nSATU,3.050,1000,10\nDUA,9000,3000,10\n"
SEATS = "dapil,provinsi,alokasi_kursi,dpt\nSATU,BARAT,3,9000\nDUA,TIMUR,4,20000\n"
CONTROL = "partai,suara\nPKB,12050\nGOLKAR,4000\nPKS,20\n"
LISTS = "\n".join(
    ["dapil,partai,nomor_urut,nama,jenis_kelamin,suara_caleg"]
    + [
        f"{district},{party},{number},Calon {number},{'P' if number % 3 == 0 else 'L'},{votes}"
        for district in ("SATU", "DUA")
        for party, own in (("pkb", (700, 500, 300, 100)), ("golkar", (90, 80, 80, 1)), ("pks", (4, 3, 2, 1)))
        for number, votes in enumerate(own, start=1)
    ]
)


def file(name, text):
    return services.TakenFile(io.BytesIO(text.encode()), name)


def national():
    return Office.objects.create(
        code="0", name="KPU Republik Indonesia", kind="national", slug="kpu", time_zone="Asia/Jakarta"
    )


def opened(office=None, **more):
    facts = {"slug": "dpr-2024", "kind": "dpr", "name": "DPR RI 2024", "voted_on": VOTED, "actor": OFFICER, "at": AT}
    return services.open_council(office_id=(office or national()).pk, **facts | more)


def taken(council, *, votes=VOTES, seats=SEATS, control=CONTROL, lists=None, **more):
    facts = {"result": "Keputusan KPU 360/2024", "announced_at": ANNOUNCED, "actor": OFFICER, "at": AT}
    return services.take_files(
        council_id=council.pk,
        votes=file("suara.csv", votes),
        seats=file("kursi.csv", seats),
        control=file("kontrol.csv", control),
        lists=file("calon.csv", lists) if lists else None,
        **facts | more,
    )


def corrected(council, district, column, becomes, **more):
    facts = {"reason": "Titik ribuan", "source": "D.HASIL KABKO-DPR lembar 2"}
    asked = services.CorrectionAsked(district, column, becomes, **facts | more)
    return services.correct(council_id=council.pk, asked=[asked], actor=OFFICER, at=AT)


def cleared(council, kind=PaperKind.CLEAR, number="1120/2024", **more):
    facts = {"dated_on": date(2024, 4, 1), "actor": OFFICER, "at": AT}
    return services.record_court_paper(council_id=council.pk, kind=kind, number=number, **facts | more)


def determined(council, decree="Keputusan KPU 1206/2024", **more):
    facts = {"decided_on": date(2024, 4, 3), "actor": CHAIR, "at": AT}
    return services.determine(council_id=council.pk, decree=decree, **facts | more)
