"""What offices write, in many ways of saying it: faulty passages that are found, sound ones that are left alone."""

from __future__ import annotations

from datetime import date

import pytest

from telusur.openness.reports import selectors
from telusur.openness.reports.rules.linting import lint

BY = selectors.yardstick(on=date(2026, 3, 16))


def kinds(text: str) -> set[str]:
    return {each.kind.value for each in lint(text, year=2024, by=BY)}


FAULTY = [
    ("contradiction", "Tidak ada sengketa informasi.\n\nTerdapat 1 sengketa yang diselesaikan melalui mediasi."),
    (
        "contradiction",
        ("Terdapat 1 sengketa yang diselesaikan melalui mediasi.\n\nSelama tahun 2024 tidak ada sengketa informasi."),
    ),
    ("contradiction", "Tidak ada permohonan yang ditolak.\n\nDari 15 permohonan, 12 dikabulkan dan 3 ditolak."),
    ("contradiction", "Tidak ada permohonan yang ditolak.\n\nPermohonan yang ditolak ada 3."),
    ("contradiction", "Kantor belum memiliki printer.\n\nTersedia 2 unit printer."),
    ("contradiction", "Kantor belum memiliki printer.\n\nKantor memiliki 2 (dua) unit printer."),
    ("contradiction", "Jumlah keberatan: nihil.\n\nTerdapat 2 keberatan yang diajukan pemohon."),
    ("contradiction", "Keberatan pada tahun 2024 tidak ada.\n\nJumlah keberatan adalah 2 berkas."),
    (
        "contradiction",
        ("Permohonan yang ditolak pada tahun 2024 tidak ada.\n\nDari 15 permohonan, 12 dikabulkan dan 3 ditolak."),
    ),
    ("contradiction", "Tidak ada keberatan pada tahun 2024.\n\nTerdapat 2 keberatan pada semester II."),
    ("contradiction", "Pada tahun 2024 kantor telah memiliki ruang PPID.\n\nRuang PPID belum tersedia."),
    (
        "contradiction",
        (
            "Dari Januari sampai dengan Desember 2024 jumlah permohonan sebanyak 14.\n\nJumlah permohonan "
            "tahun 2024 sebanyak 15."
        ),
    ),
    (
        "contradiction",
        (
            "Melalui surel 5 permohonan dan langsung 9 permohonan, sehingga jumlah permohonan 14.\n\nJumlah "
            "permohonan tahun 2024 sebanyak 15."
        ),
    ),
    ("contradiction", "Ruang laktasi tersedia di lantai 1.\n\nRuang laktasi belum tersedia."),
    ("contradiction", "Belum tersedia ruang PPID di kantor KPU.\n\nRuang PPID dalam kondisi baik."),
    ("percentage", "Dari 40 permohonan, 30 permohonan (70 persen) dikabulkan."),
    ("percentage", "Dari total 40 permohonan yang masuk, sebanyak 30 (tiga puluh) permohonan atau 70% dikabulkan."),
    ("percentage", "Dari 40 permohonan, 30 (75%) dikabulkan dan 10 (30%) ditolak."),
    ("percentage", "Pekerjaan\nPNS 9 60%\nMahasiswa 6 45%"),
    ("signed_early", "Serang, Senin, 30 Desember 2024\nKETUA KPU KOTA SERANG,"),
    ("signed_early", "Mengetahui,          Serang, 8 Januari 2024\nSekretaris           Ketua"),
    ("sum", "Pemohon berjumlah 15 orang (laki-laki 9, perempuan 5)."),
    ("sum", "Pemohon berjumlah 15 orang (9 L dan 5 P)."),
    ("sum", "Pemohon berjumlah 15 orang (L = 9, P = 5)."),
    ("sum", "Pemohon berjumlah 15 orang (9L/5P)."),
    (
        "sum",
        (
            "Pemohon berjumlah 15 (lima belas) orang, terdiri dari laki-laki 9 (sembilan) orang dan "
            "perempuan 5 (lima) orang."
        ),
    ),
    (
        "sum",
        (
            "Terdapat 15 permohonan, terdiri dari 10 permohonan daring dan 6 permohonan langsung, dengan 3 "
            "permohonan diperpanjang."
        ),
    ),
    ("sum", "Terdapat 18 pemohon, terdiri dari 9 laki-laki, 5 perempuan, dan 3 badan hukum."),
    ("sum", "Bulan | Permohonan | Rata-rata (hari)\nJanuari | 4 | 5\nFebruari | 6 | 7\nJumlah | 11 | 6"),
    ("sum", "Bulan Permohonan Rata-rata\nJanuari 4 5\nFebruari 6 7\nJumlah 11 6"),
    ("weekday", "Rapat pada hari Rabu tanggal 5 (lima) Januari 2024 dibuka."),
    ("weekday", "Rapat pada hari Rabu tanggal 5 bulan Januari tahun 2024 dibuka."),
    ("weekday", "Rapat pada hari Rabu tanggal lima Januari 2024 dibuka."),
    ("weekday", "Rapat pada hari Rabu tanggal lima (5) Januari 2024 dibuka."),
    ("year", "Permohonan informasi yang diterima pada bulan Maret 2023 tidak ada."),
    ("year", "Data permohonan informasi publik periode Januari sampai dengan Desember 2023."),
    ("year", "Rekapitulasi permohonan informasi Januari s.d. Desember 2023"),
    ("year", "Jumlah permohonan informasi Thn. 2023 sebanyak 15."),
    ("year", "Anggaran layanan bersumber dari DIPA TA 2023."),
]

SOUND = [
    "Pemohon berjumlah 15 orang (laki-laki 9, perempuan 6).",
    "Pemohon berjumlah 15 orang (9 L dan 6 P).",
    "Pemohon berjumlah 15 (lima belas) orang (9 L dan 6 P).",
    (
        "Pemohon berjumlah 15 (lima belas) orang, terdiri dari laki-laki 9 (sembilan) orang dan "
        "perempuan 6 (enam) orang."
    ),
    (
        "Terdapat 15 permohonan, terdiri dari 10 permohonan daring dan 5 permohonan langsung, dengan 3 "
        "permohonan diperpanjang."
    ),
    "Terdapat 15 permohonan, terdiri dari 5 daring, 6 langsung, dengan surat 4.",
    ("Terdapat 15 permohonan, terdiri dari 10 daring dan 5 langsung, termasuk 3 permohonan yang diperpanjang."),
    "Terdapat 15 permohonan, terdiri dari 10 daring dan 5 langsung, 3 di antaranya diperpanjang.",
    ("Pemohon laki-laki 9 orang dari Kota Serang dan 3 orang dari Cilegon, perempuan 6 orang, seluruhnya 18 orang."),
    "Laki-laki 9 orang, perempuan 6 orang, dan badan hukum 3, seluruhnya 18 pemohon.",
    "Terdapat 18 pemohon, terdiri dari 9 laki-laki, 6 perempuan, dan 3 badan hukum.",
    "Bulan Permohonan Rata-rata\nJanuari 4 5\nFebruari 6 7\nJumlah 10 6",
    "Bulan | Permohonan | Rata-rata (hari)\nJanuari | 4 | 5\nFebruari | 6 | 7\nJumlah | 10 | 6",
    "Januari 4\nFebruari 6\nRata-rata 5\nJumlah 10",
    "Tidak ada permohonan yang ditolak.\n\nDari 5 keberatan, 2 diterima dan 3 ditolak.",
    "Tidak ada sengketa informasi.\n\nTerdapat 2 sengketa hasil pemilihan di Mahkamah Konstitusi.",
    "Informasi dalam permohonan tersebut tidak ada.\n\nJumlah permohonan tahun 2024 sebanyak 15.",
    "Pada bulan Januari tidak ada permohonan.\n\nJumlah permohonan tahun 2024 sebanyak 15.",
    "Terdapat 2 keberatan pada semester II.\n\nPada semester I tidak ada keberatan.",
    "A. Semester I\nTidak ada keberatan.\nB. Semester II\nTerdapat 2 keberatan.",
    "Sampai Juni total permohonan sebanyak 7.\n\nJumlah permohonan tahun 2024 sebanyak 15.",
    "Pada triwulan I, jumlah permohonan sebanyak 4.\n\nJumlah permohonan tahun 2024 sebanyak 15.",
    "Ruang laktasi tersedia di lantai 1.\n\nDi lantai 2 belum tersedia ruang laktasi.",
    "Ruang laktasi belum tersedia pada awal tahun.\n\nRuang laktasi tersedia sejak Juni 2024.",
    (
        "Kegiatan di Serang, Senin, 30 Desember 2024\nKetua KPU membuka rapat koordinasi dengan para "
        "petugas layanan. Acara ramai."
    ),
    "Serang, Senin, 30 Desember 2024\nPetugas melayani pemohon di meja layanan.",
    "Rapat pada hari Jumat tanggal 5 (lima) Januari 2024 dibuka.",
    "Rapat pada hari Jumat tanggal lima bulan Januari tahun 2024 dibuka.",
    "Layanan berdasar UU No. 14 Th. 2008 tentang Keterbukaan Informasi Publik.",
    "Layanan informasi berdasar PKPU 22 Tahun 2023.",
    "Sesuai Keputusan KPU Nomor : 12 Tahun 2023 layanan informasi dijalankan.",
    "Keputusan tanggal 5 Maret 2023 menjadi dasar layanan informasi.",
    "Aplikasi layanan e-PPID diluncurkan pada Maret 2023.",
    "Laporan layanan informasi ini disusun bulan Januari 2025.",
    "Serang, Januari 2025\nKETUA KPU KOTA SERANG",
    "Permohonan terbanyak tentang data Pemilihan Desember 2020.",
    "Dari 40 permohonan, 30 (75%) dikabulkan dan 10 (25%) ditolak.",
    "Dari 40 permohonan, 30 permohonan (75 persen) dikabulkan, 10 di antaranya (33,3%) sebagian.",
    ("Dari 40 permohonan, 30 permohonan (75 persen) dikabulkan, naik dari 28 permohonan (70 persen) tahun lalu."),
    "Pekerjaan\nPNS 9 60%\nMahasiswa 6 40%",
    "Realisasi\nSosialisasi 9 90%\nPelatihan 6 75%",
]


@pytest.mark.parametrize(("kind", "text"), FAULTY)
def test_a_faulty_passage_is_found(kind: str, text: str):
    assert kind in kinds(text)


@pytest.mark.parametrize("text", SOUND)
def test_a_sound_passage_is_left_alone(text: str):
    assert kinds(text) == set()
