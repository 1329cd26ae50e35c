"""The papers of the demo: real PDFs and spreadsheets with text in them. Titles, figures and events are invented.

The counts are facts: KPU Kota Serang reported 12 periodic, 65 immediate and 2 anytime documents for 2024.
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import typst

TEMPLATES = Path(__file__).parent / "data"
WIB = ZoneInfo("Asia/Jakarta")
DISTRICTS = ("Serang", "Cipocok Jaya", "Taktakan", "Walantaka", "Curug", "Kasemen")
NOTE = "Contoh untuk peragaan: judul, isi dan angka dalam dokumen ini rekaan."


@dataclass(frozen=True)
class Paper:
    """One entry of the demo's list, with what its file says."""

    information_class: str
    title: str
    summary: str
    unit: str
    on: date
    paragraphs: tuple[str, ...]
    table: tuple[tuple[str | int, ...], ...] = ()
    spreadsheet: bool = False
    event: str = ""
    event_at: datetime | None = None
    tags: tuple[str, ...] = ()

    @property
    def file_name(self) -> str:
        kept = "".join(letter if letter.isalnum() else "-" for letter in self.title.lower())
        stem = "-".join(part for part in kept.split("-") if part)[:70]
        return f"{stem}.{'xlsx' if self.spreadsheet else 'pdf'}"

    def content(self) -> bytes:
        return self._spreadsheet() if self.spreadsheet else self._pdf()

    def _pdf(self) -> bytes:
        facts = {
            "title": self.title,
            "office": "Komisi Pemilihan Umum Kota Serang",
            "note": NOTE,
            "paragraphs": self.paragraphs,
            "table": [[str(cell) for cell in row] for row in self.table],
        }
        made: bytes = typst.compile(  # type: ignore[call-overload]
            (TEMPLATES / "paper.typ").read_bytes(),
            root=str(TEMPLATES),
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"data": json.dumps(facts, ensure_ascii=False)},
            timestamp=int(datetime.combine(self.on, time(9), WIB).timestamp()),
        )
        return made

    def _spreadsheet(self) -> bytes:
        book = openpyxl.Workbook()
        book.properties.created = book.properties.modified = datetime.combine(self.on, time(9))  # noqa: DTZ001 its own format has no zone
        sheet = book.active
        sheet.title = "Data"
        for row in self.table:
            sheet.append(list(row))
        notes = book.create_sheet("Keterangan")
        for paragraph in (NOTE, *self.paragraphs):
            notes.append([paragraph])
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()


def papers_of_2024() -> list[Paper]:
    """Return the 79 papers of the demo year in the order of their days: 12 berkala, 65 serta merta, 2 setiap saat."""
    return sorted([*_periodic(), *_anytime(), *_immediate()], key=lambda paper: (paper.on, paper.title))


def _per_district(*columns: str, base: int, step: int) -> tuple[tuple[str | int, ...], ...]:
    """Return a table by district with a total row; the numbers are invented but add up."""
    rows: list[tuple[str | int, ...]] = [
        (name, *(base + step * place + 7 * number for number in range(len(columns))))
        for place, name in enumerate(DISTRICTS)
    ]
    totals = [sum(int(row[number + 1]) for row in rows) for number in range(len(columns))]
    return (("Kecamatan", *columns), *rows, ("Jumlah", *totals))


def _periodic() -> list[Paper]:
    def paper(month: int, day: int, unit: str, title: str, summary: str, *paragraphs: str, **more: object) -> Paper:
        return Paper("periodic", title, summary, unit, date(2024, month, day), paragraphs, **more)  # type: ignore[arg-type]

    return [
        paper(1, 15, "sdm-parmas", "Profil KPU Kota Serang 2024", "Kedudukan, tugas, alamat, pimpinan dan jam layanan.",
              "KPU Kota Serang menyelenggarakan pemilihan umum dan pemilihan wali kota di enam kecamatan.",
              "Layanan informasi publik dibuka pada hari kerja pukul 09.00 sampai 15.00 WIB, istirahat 12.00 sampai 13.00 WIB."),
        paper(1, 22, "sdm-parmas", "Struktur organisasi sekretariat 2024", "Bagan pejabat dan subbagian sekretariat.",
              "Sekretariat terdiri atas empat subbagian yang masing-masing menguasai informasi bidangnya."),
        paper(2, 5, "keuangan-umum-logistik", "Rencana kerja dan anggaran 2024", "Kegiatan, keluaran dan anggaran tahun berjalan.",
              "Anggaran disusun menurut program dukungan manajemen dan program penyelenggaraan pemilu.",
              table=(("Program", "Anggaran (juta rupiah)"), ("Dukungan manajemen", 4210), ("Penyelenggaraan pemilu", 18350), ("Jumlah", 22560))),
        paper(2, 19, "keuangan-umum-logistik", "Rencana umum pengadaan barang dan jasa 2024", "Paket, cara dan waktu pengadaan.",
              "Pengadaan logistik surat suara, kotak dan bilik suara mengikuti jadwal tahapan.", spreadsheet=True,
              table=(("Paket", "Cara", "Bulan"), ("Alat tulis kantor", "e-purchasing", "Februari"), ("Sewa gudang logistik", "Pengadaan langsung", "Maret"), ("Cetak formulir", "e-purchasing", "September"))),
        paper(3, 4, "sdm-parmas", "Perjanjian kinerja 2024", "Sasaran, indikator dan target kinerja sekretaris.",
              "Sasaran pertama: layanan informasi publik dijawab tepat waktu, dengan target seratus persen."),
        paper(3, 28, "program-data", "Laporan kinerja 2023", "Capaian kinerja tahun 2023 dibanding targetnya.",
              "Partisipasi masyarakat dan pemutakhiran data pemilih berkelanjutan menjadi indikator utama."),
        paper(4, 29, "keuangan-umum-logistik", "Laporan keuangan 2023: neraca dan catatan atas laporan keuangan", "Neraca, realisasi dan catatannya.",
              "Catatan atas laporan keuangan menjelaskan kebijakan akuntansi, aset tetap dan persediaan logistik."),
        paper(7, 8, "sdm-parmas", "Ringkasan akses informasi publik semester I 2024", "Jumlah permohonan, waktu dan hasilnya.",
              "Seluruh permohonan informasi semester pertama dijawab dalam dua hari kerja atau kurang."),
        paper(7, 15, "keuangan-umum-logistik", "Laporan realisasi anggaran semester I 2024", "Realisasi belanja sampai 30 Juni 2024.",
              "Realisasi belanja barang lebih rendah daripada rencana karena tahapan pemilihan dimulai pada triwulan ketiga.", spreadsheet=True,
              table=(("Belanja", "Pagu", "Realisasi"), ("Pegawai", 3100, 1540), ("Barang", 18900, 7020), ("Modal", 560, 130), ("Jumlah", 22560, 8690))),
        paper(7, 22, "sdm-parmas", "Hasil survei kepuasan masyarakat semester I 2024", "Nilai sembilan unsur dan rencana tindak lanjut.",
              "Unsur dengan nilai terendah ialah sarana dan prasarana; ruang layanan akan dilengkapi jalur kursi roda."),
        paper(9, 23, "program-data", "Rekapitulasi daftar pemilih tetap pemilihan 2024 per kecamatan", "Jumlah pemilih menurut kecamatan dan jenis kelamin.",
              "Daftar pemilih tetap (DPT) ditetapkan dalam rapat pleno terbuka; rinciannya per kecamatan ada pada tabel.", spreadsheet=True,
              table=_per_district("Laki-laki", "Perempuan", base=21000, step=3100), tags=("DPT", "pemilih")),
        paper(12, 16, "hukum", "Laporan audit dana kampanye pemilihan wali kota 2024", "Kesimpulan auditor atas laporan dana kampanye.",
              "Laporan penerimaan dan pengeluaran dana kampanye setiap pasangan calon diaudit oleh kantor akuntan publik.", tags=("dana kampanye",)),
    ]  # fmt: skip


def _anytime() -> list[Paper]:
    return [
        Paper("anytime", "Daftar informasi publik tahun 2024", "Daftar menurut Pasal 11 huruf a, tujuh kolom.", "sdm-parmas",
              date(2024, 1, 30), ("Daftar informasi publik (DIP) ditetapkan PPID dan dimutakhirkan setiap enam bulan.",),
              table=(("Nomor", "Ringkasan", "Unit"), (1, "Profil kantor", "SDM dan Parmas"), (2, "Rencana kerja dan anggaran", "Keuangan, Umum dan Logistik")),
              spreadsheet=True),
        Paper("anytime", "Standar operasional prosedur pelayanan permohonan informasi publik", "Langkah, pelaksana dan waktu setiap tahap.",
              "sdm-parmas", date(2024, 3, 11),
              ("Permohonan informasi dicatat pada register dan pemohon memperoleh nomor pendaftaran saat itu juga.",
               "Pemberitahuan tertulis disampaikan paling lambat sepuluh hari kerja dan dapat diperpanjang tujuh hari kerja satu kali.",
               "Pemohon yang berkeberatan mengajukan keberatan tertulis kepada Atasan PPID.")),
    ]  # fmt: skip


# Ten kinds of event in six districts, and five for the whole city: 65.
_EVENTS = (
    (2, 6, "keuangan-umum-logistik", "Penundaan pengiriman logistik ke Kecamatan {0} karena banjir",
     "Truk logistik tertahan genangan air; kotak suara dipindahkan ke kantor kecamatan dan dijaga bersama pengawas."),
    (2, 10, "program-data", "Perubahan tempat TPS di Kecamatan {0}",
     "Dua tempat pemungutan suara dipindahkan ke gedung sekolah terdekat karena atap rusak; nomor TPS tidak berubah."),
    (2, 14, "hukum", "Pengamanan pemungutan suara di Kecamatan {0}",
     "Antrean panjang di beberapa TPS; pemilih yang sudah mengantre pada pukul 13.00 tetap dilayani."),
    (2, 18, "hukum", "Pemungutan suara ulang di Kecamatan {0}",
     "Pengawas merekomendasikan pemungutan suara ulang di satu TPS; undangan pemilih dibagikan kembali."),
    (2, 24, "program-data", "Pembukaan kotak suara untuk pencocokan formulir C.Hasil di Kecamatan {0}",
     "Kotak suara dibuka dalam rekapitulasi kecamatan di hadapan saksi dan pengawas untuk mencocokkan formulir C.Hasil."),
    (6, 25, "program-data", "Perpanjangan pencocokan dan penelitian data pemilih di Kecamatan {0}",
     "Pantarlih memerlukan tambahan hari untuk mendatangi rumah yang terendam; daftar pemilih diperbaiki sesudahnya."),
    (8, 20, "sdm-parmas", "Klarifikasi kabar bohong tentang pendaftaran pemilih di Kecamatan {0}",
     "Pesan berantai yang meminta nomor KTP bukan dari KPU; pemilih memeriksa namanya di tempat layanan resmi."),
    (11, 12, "keuangan-umum-logistik", "Kebakaran kecil di gudang logistik Kecamatan {0}",
     "Api padam sebelum mencapai surat suara; penghitungan ulang persediaan disaksikan pengawas."),
    (11, 27, "hukum", "Gangguan listrik saat penghitungan suara di Kecamatan {0}",
     "Penghitungan dilanjutkan dengan lampu darurat dan disaksikan saksi; hasil tetap dicatat pada formulir C.Hasil."),
    (12, 1, "program-data", "Penghitungan ulang surat suara satu TPS di Kecamatan {0}",
     "Selisih jumlah surat suara diperiksa dengan penghitungan ulang dalam rapat pleno kecamatan."),
)  # fmt: skip
_CITY_EVENTS = (
    (1, 19, "Gangguan situs layanan informasi", "Situs layanan tidak dapat dibuka selama tiga jam; permohonan diterima di meja layanan."),
    (2, 13, "Peringatan cuaca buruk pada hari pemungutan suara", "Badan meteorologi memperkirakan hujan lebat; TPS terbuka diberi tenda tambahan."),
    (5, 8, "Kabar bohong tentang rekrutmen petugas pemilihan", "Pendaftaran panitia pemilihan tidak dipungut biaya dan hanya diumumkan KPU."),
    (9, 2, "Upaya masuk tanpa izin ke akun media sosial kantor", "Akun dikunci dan dipulihkan; tidak ada data pemilih yang tersentuh."),
    (11, 26, "Pengalihan lalu lintas pada malam pengiriman kotak suara", "Jalan di sekitar gudang ditutup sementara dari pukul 18.00 sampai 24.00."),
)  # fmt: skip


def _immediate() -> list[Paper]:
    found = [
        _event(date(2024, month, day) + timedelta(days=place), unit, title.format(district), text)
        for month, day, unit, title, text in _EVENTS
        for place, district in enumerate(DISTRICTS)
    ]
    return found + [_event(date(2024, m, d), "sdm-parmas", title, text) for m, d, title, text in _CITY_EVENTS]


def _event(on: date, unit: str, title: str, text: str) -> Paper:
    happened = datetime.combine(on, time(7, 30), WIB)
    advice = "Masyarakat dimohon tenang dan mengikuti pengumuman resmi KPU Kota Serang."
    return Paper("immediate", title, text, unit, on, (text, advice), event=title, event_at=happened)
