"""Seats: the DPR of 2024 from the real files where they are, else a small council of the same kind, with the faults
that its control totals find; and a made-up city council, determined twice."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from telusur.kernel.offices.selectors import office_by_code
from telusur.results.seats import services
from telusur.results.seats.rules.windows import PaperKind

from .real import folder_with
from .story import WIB, person

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    Row = tuple[int, int, tuple[int, int, int, int]]

NATION, CITY = "0", "3673"
VOTED_ON = date(2024, 2, 14)
ANNOUNCED_AT = datetime(2024, 3, 20, 22, 19, tzinfo=WIB)
# What the real files hold: the result after the Constitutional Court's rulings; its hour is not in them.
REAL_RESULT, REAL_AT = "Keputusan KPU 1205 Tahun 2024", datetime(2024, 8, 25, 23, 59, tzinfo=WIB)
REAL = {
    "votes": "dpr2024_dapil_suara.csv",
    "seats": "dpr2024_dapil_kursi.csv",
    "control": "dpr2024_nasional_resmi.csv",
    "lists": "dpr2024_terpilih.csv",
}
# What the files of the DPR have for a number whose right reading is known: the place, and what it is read as.
KNOWN = {("RIAU II", "perindo"): 24_214, ("JAWA TENGAH VIII", "pbb"): 2_282}
PARTIES = ("Partai Anggrek", "Partai Bambu", "Partai Cendana", "Partai Damar")
# Districts of the made-up council with their seats, voters, and votes of each party; in the second two parties tie.
DISTRICTS: dict[str, Row] = {
    "KOTA CONTOH 1": (6, 92_000, (31_000, 17_500, 9_100, 2_300)),
    "KOTA CONTOH 2": (3, 45_000, (15_000, 9_000, 5_000, 800)),
    "KOTA CONTOH 3": (5, 70_000, (12_400, 16_100, 4_700, 5_200)),
}
RULED: dict[str, Row] = {"KOTA CONTOH 3": (5, 70_000, (15_300, 13_200, 4_700, 5_200))}
OWN_VOTES = (40, 25, 15, 8, 5, 3)  # of a hundred votes of a list, its candidates'


def load_seats(*, at: datetime) -> None:
    """Let the national office take the DPR's votes and settle what is known, and a city go all the way."""
    _nation(at)
    _city(at)


def _nation(at: datetime) -> None:
    office, actor = office_by_code(code=NATION), f"user:{person('atasan.kpu').pk}"
    name = "DPR RI 2024 (peragaan)"
    council = services.open_council(
        office_id=office.pk, slug="dpr-2024", kind="dpr", name=name, voted_on=VOTED_ON, actor=actor, at=at
    )
    folder = folder_with(*REAL.values())
    files = _real(folder) if folder else _made_up(DISTRICTS, slip=True)
    result = REAL_RESULT if folder else "Keputusan 1/CONTOH/2024"
    announced_at = REAL_AT if folder else ANNOUNCED_AT
    services.take_files(council_id=council.pk, result=result, announced_at=announced_at, actor=actor, at=at, **files)
    if folder:
        asked = [
            services.CorrectionAsked(
                district,
                column,
                becomes,
                reason="Selisih dengan jumlah nasional persis sebesar ini",
                source=f"Jumlah nasional dalam {REAL_RESULT}",
            )
            for (district, column), becomes in KNOWN.items()
        ]
        services.correct(council_id=council.pk, asked=asked, actor=actor, at=at)


def _city(at: datetime) -> None:
    office, actor = office_by_code(code=CITY), f"user:{person('desk').pk}"
    name = "DPRD Kota Serang 2024 (contoh)"
    council = services.open_council(
        office_id=office.pk, slug="dprd-2024", kind="dprd-kabko", name=name, voted_on=VOTED_ON, actor=actor, at=at
    )
    common: dict[str, Any] = {"council_id": council.pk, "actor": actor, "at": at}
    decided: dict[str, Any] = {"council_id": council.pk, "actor": f"user:{person('pembina').pk}", "at": at}
    services.take_files(**common, **_made_up(DISTRICTS), result="Keputusan 12/CONTOH/2024", announced_at=ANNOUNCED_AT)
    services.record_court_paper(**common, kind=PaperKind.CLEAR, number="20/CONTOH/2024", dated_on=date(2024, 4, 23))
    _draw(common)
    services.determine(**decided, decree="Keputusan 31/CONTOH/2024", decided_on=date(2024, 4, 25))
    case = services.record_court_paper(
        **common, kind=PaperKind.REGISTERED, number="01-01/PHPU/CONTOH/2024", dated_on=date(2024, 4, 29)
    )
    services.record_court_paper(
        **common,
        kind=PaperKind.RULING,
        number="Putusan 01-01/PHPU/CONTOH/2024",
        dated_on=date(2024, 6, 10),
        answers=case.pk,
        changes=True,
    )
    services.take_files(
        **common,
        **_made_up(DISTRICTS | RULED),
        result="Keputusan 38/CONTOH/2024",
        announced_at=ANNOUNCED_AT,
        ground="Putusan 01-01/PHPU/CONTOH/2024: penghitungan ulang di KOTA CONTOH 3",
    )
    _draw(common)
    services.determine(**decided, decree="Keputusan 40/CONTOH/2024", decided_on=date(2024, 6, 12))


def _draw(common: dict[str, Any]) -> None:
    services.decide_tie(
        **common,
        district="KOTA CONTOH 2",
        party="",
        chosen=["Partai Cendana"],
        ground="Undian di depan saksi dan Bawaslu",
        minutes="9/CONTOH/2024",
    )


def _real(folder: Path) -> dict[str, Any]:
    return {kind: services.TakenFile(io.BytesIO((folder / name).read_bytes()), name) for kind, name in REAL.items()}


def _made_up(districts: Mapping[str, Row], *, slip: bool = False) -> dict[str, Any]:
    """Return the files of a made-up council. slip: with a thousands point in its first number of votes."""
    rows = [[name, *votes] for name, (_seats, _voters, votes) in districts.items()]
    totals = [sum(votes[place] for _seats, _voters, votes in districts.values()) for place in range(len(PARTIES))]
    if slip:
        rows[0][1] = f"{districts[str(rows[0][0])][2][0] / 1000:.3f}"
    lists = [
        [name, party, number, "P" if number % 3 == 2 else "L", votes[place] * share // 100]  # noqa: PLR2004
        for name, (_seats, _voters, votes) in districts.items()
        for place, party in enumerate(PARTIES)
        for number, share in enumerate(OWN_VOTES, start=1)
    ]
    return {
        "votes": _file("suara.csv", [["dapil", *PARTIES], *rows]),
        "seats": _file(
            "kursi.csv",
            [
                ["dapil", "provinsi", "alokasi_kursi", "dpt"],
                *([name, "BANTEN", seats, voters] for name, (seats, voters, _votes) in districts.items()),
            ],
        ),
        "control": _file("kontrol.csv", [["partai", "suara"], *zip(PARTIES, totals, strict=True)]),
        "lists": _file("calon.csv", [["dapil", "partai", "nomor_urut", "jenis_kelamin", "suara_caleg"], *lists]),
    }


def _file(name: str, rows: Iterable[Sequence[object]]) -> services.TakenFile:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return services.TakenFile(io.BytesIO(text.getvalue().encode()), name)
