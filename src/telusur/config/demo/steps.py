"""The steps of the demo, in the order in which they are loaded.

To add one: write `def load_<name>(*, at: datetime) -> None` in a module of this package, built on services and
importers alone, and add it to STEPS below those it needs. Names are never reused.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from .council import load_council
from .current_cases import load_current_cases
from .election import load_election
from .excluded import load_excluded
from .neighbours import load_neighbours
from .offices import load_offices
from .people import load_people
from .plenary import load_plenaries
from .reports import load_reports
from .seated import load_seated
from .seats import load_seats
from .surveys import load_surveys
from .visits import load_visits
from .year_2024 import load_year_2024

if TYPE_CHECKING:
    from datetime import datetime


class Load(Protocol):
    def __call__(self, *, at: datetime) -> None: ...


@dataclass(frozen=True)
class Step:
    """name: its mark in the database. title: what the loader says while it works."""

    name: str
    title: str
    load: Load


STEPS = (
    Step("offices", "Kantor: Banten beserta delapan kabupaten dan kota", load_offices),
    Step("people", "Orang: satu akun untuk setiap peran, dan seorang pemohon", load_people),
    Step("year_2024", "Tahun 2024: 79 dokumen dan 15 permohonan KPU Kota Serang", load_year_2024),
    Step("excluded", "Informasi yang dikecualikan: uji konsekuensi dalam setiap keadaan", load_excluded),
    Step("current_cases", "Minggu-minggu terakhir: perkara dan informasi dalam setiap keadaan", load_current_cases),
    Step("surveys", "Survei kepuasan: satu ditutup dengan tindak lanjut, satu berjalan", load_surveys),
    Step("neighbours", "Kantor tetangga: register tiga kabupaten dan kota", load_neighbours),
    Step("visits", "Pembaca: kunjungan dan unduhan beberapa minggu", load_visits),
    Step("reports", "Laporan tahunan: tahun 2024 lengkap, tahun lalu sedang ditulis", load_reports),
    Step("election", "Pemilihan contoh: sembilan TPS, dari satu pembacaan sampai pemungutan ulang", load_election),
    Step("plenaries", "Rapat pleno contoh: satu kecamatan diumumkan, satu sedang membaca", load_plenaries),
    Step("council", "Pemilihan DPRD contoh: daftar partai dan calon di dua dapil", load_council),
    Step("seats", "Kursi: DPR 2024 diperiksa, DPRD contoh ditetapkan dua kali", load_seats),
    Step("seated", "Dari TPS sampai kursi: DPR contoh dengan pleno semua jenjang", load_seated),
)
