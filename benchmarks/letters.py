"""How long a letter takes, from its record to its bytes: the written notification and the receipt, one JSON line each.

The floor is the bare renderer: the same program and standards on an empty page.
"""

from __future__ import annotations

import json
import os
import statistics
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import django
import typst

if TYPE_CHECKING:
    from collections.abc import Callable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "telusur.config.settings")
django.setup()

from telusur.kernel.letters import services  # noqa: E402
from telusur.kernel.letters.rules import letters  # noqa: E402

AT = datetime(2026, 4, 7, 3, 0, tzinfo=UTC)
ROUNDS = 200
EMPTY = b'#set document(title: "x")\n#set text(lang: "id")\nx'
HEAD = letters.Letterhead("Komisi Pemilihan Umum Kota Contoh", ("Jalan Contoh 1", "ppid@contoh.invalid"), "Contoh")
NOTIFICATION = letters.Notification(
    request_number="0042/PPID/2026",
    requested="16 Maret 2026",
    applicant=letters.Applicant("Budi Contoh", "Jalan Contoh 5", "budi@contoh.invalid"),
    question="Data pemilih disabilitas per kecamatan tahun 2024",
    purpose="Penelitian",
    held=True,
    holder="",
    documented=True,
    available_on="",
    granted=True,
    ground="",
    material=("Rekapitulasi pemilih disabilitas.xlsx", "Daftar pemilih tetap 2024"),
    explanation=(),
    redactions=(),
    means="Surel",
    form="Salinan digital",
    cost=letters.Cost(copying=500, sheets=12, how_to_pay="Tunai di meja layanan"),
    handed_over="bersama surat ini",
    objection_until="Rabu, 20 Mei 2026",
    signatory=letters.Signatory("Rina Contoh", "PPID"),
)
RECEIPT = letters.Receipt(
    request_number="0042/PPID/2026",
    received="Senin, 16 Maret 2026 pukul 10.02 WIB",
    channel="Langsung",
    applicant="Budi Contoh",
    question="Data pemilih disabilitas per kecamatan tahun 2024",
    due="Selasa, 7 April 2026",
    rule="UU 14/2008 Pasal 22 ayat (7)",
    tracking_url="http://localhost/kota-contoh/lacak/",
    tracking_qr=services.qr_svg("http://localhost/kota-contoh/lacak/"),
    secret="BCDF-GHJK",  # noqa: S106 a specimen
    officer="Desi Contoh",
)


def milliseconds(work: Callable[[], object]) -> dict[str, float]:
    work()
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        taken.append((time.perf_counter() - began) * 1000)
    return {"p50_ms": round(statistics.median(taken), 1), "p95_ms": round(statistics.quantiles(taken, n=20)[18], 1)}


def bare() -> bytes:
    return typst.compile(EMPTY, format="pdf", ignore_system_fonts=True, pdf_standards=services.PDF_STANDARDS)


def main() -> None:
    floor = milliseconds(bare)
    for letter in (NOTIFICATION, RECEIPT):

        def render(letter: letters.AnyLetter = letter) -> bytes:
            return services.rendered(letter=letter, head=HEAD, at=AT, time_zone="Asia/Jakarta", code="ABCD-EFGH-JKMN")

        print(
            json.dumps(
                {
                    "benchmark": "letters",
                    "letter": letter.template,
                    "rounds": ROUNDS,
                    **milliseconds(render),
                    "floor": floor,
                }
            )
        )


if __name__ == "__main__":
    main()
