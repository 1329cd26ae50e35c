"""The last weeks of offices beside Kota Serang, taken over as registers from paper, so that the boards of the province
and of the nation compare offices. People and questions are invented."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

from telusur.kernel.offices.selectors import office_by_code
from telusur.openness.requests import services as requests

from .stage import Stage

if TYPE_CHECKING:
    from datetime import datetime

    from telusur.kernel.offices.models import Office

# Of each request of an office: how many working days ago it came, and after how many it was answered.
REGISTERS: dict[str, tuple[tuple[int, int], ...]] = {
    "3601": ((52, 4), (44, 7), (31, 3), (25, 9), (18, 2)),
    "3603": ((55, 6), (50, 8), (41, 14), (37, 5), (29, 10), (22, 6), (16, 3)),
    "3672": ((47, 12), (33, 5), (28, 16), (20, 8)),
}
QUESTIONS = (
    "Jumlah TPS per kecamatan",
    "Realisasi anggaran semester pertama",
    "Daftar badan adhoc dan honorariumnya",
    "Salinan berita acara pleno rekapitulasi",
    "Jadwal pemutakhiran data pemilih",
    "Laporan penerimaan sumbangan dana kampanye",
    "Daftar inventaris kotak suara",
)
HEADINGS = Path(__file__).with_name("data") / "register_2024.csv"


def load_neighbours(*, at: datetime) -> None:
    """Take over a short register of each of these offices."""
    stage = Stage(at)
    for code, cases in REGISTERS.items():
        office = office_by_code(code=code)
        content = io.BytesIO(_register(office, cases, stage).encode())
        requests.import_register(office=office, content=content, name=f"register-{code}.csv", actor="import", at=at)


def _register(office: Office, cases: tuple[tuple[int, int], ...], stage: Stage) -> str:
    with HEADINGS.open(encoding="utf-8", newline="") as example:
        headings = next(csv.reader(example))
    out = io.StringIO()
    table = csv.DictWriter(out, headings, restval="")
    table.writeheader()
    for number, (ago, days) in enumerate(cases, start=1):
        answered = stage.day(days - ago).isoformat()
        table.writerow(
            {
                "No.": number,
                "Tanggal": stage.day(-ago).isoformat(),
                "Nama": f"Pemohon Rekaan {number}",
                "Alamat": f"Jalan Rekaan {number}, {office.city}",
                "Nomor kontak": f"0812000{number:05d}",
                "Pekerjaan": "wartawan" if number % 3 == 0 else "mahasiswa",
                "Informasi yang diminta": QUESTIONS[number - 1],
                "Tujuan penggunaan": "penelitian",
                "Status informasi": "dikuasai",
                "Bentuk": "softcopy",
                "Jenis permohonan": "salinan",
                "Keputusan": "dikabulkan seluruhnya",
                "Tanggal pemberitahuan": answered,
                "Tanggal pemberian": answered,
                "Biaya": 0,
                "Saluran": "langsung",
                "Jalur": "umum",
                "Diperpanjang": "tidak",
                "Jenis kelamin": "perempuan" if number % 2 else "laki-laki",
                "Jenis pemohon": "perorangan",
            }
        )
    return out.getvalue()
