"""Sentences that trip a check, look-alikes that must not, and whole reports."""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import date
from time import process_time

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from telusur.openness.reports import selectors
from telusur.openness.reports.commands import COMMANDS
from telusur.openness.reports.rules.layout import report_of
from telusur.openness.reports.rules.lines import TooLong
from telusur.openness.reports.rules.linting import lint
from telusur.openness.reports.rules.markdown import plain_text
from telusur.openness.reports.rules.numerals import in_words
from telusur.openness.reports.tests.reports import SOUND

DAY = date(2026, 3, 16)
BY = selectors.yardstick(on=DAY)


def found(text: str, *, year: int | None = 2024) -> list[tuple[str, tuple]]:
    return [(each.kind.value, each.facts) for each in lint(text, year=year, by=BY)]


def kinds(text: str, **more) -> set[str]:
    return {kind for kind, _facts in found(text, **more)}


TRIPS = [
    ("sum", "Laki-laki 9 orang dan Perempuan 6 orang, berjumlah 16 orang.", (16, 15)),
    ("sum", "Laki-laki sebanyak 9 orang, Perempuan sebanyak 6 orang, sehingga berjumlah 14 orang.", (14, 15)),
    ("sum", "Pemohon sebanyak 15 orang, terdiri dari laki-laki 9 orang dan perempuan 5 orang.", (15, 14)),
    ("sum", "Dari 15 pemohon, 9 laki-laki dan 7 perempuan.", (15, 16)),
    ("sum", "Terdapat 18 permohonan, yaitu 15 dikabulkan, 2 dikabulkan sebagian, dan 2 ditolak.", (18, 19)),
    ("sum", "Jumlah permohonan 9 + 6 = 16.", (16, 15)),
    ("sum", "PNS 2\nMahasiswa 6\nWartawan 4\nJumlah 15", (15, 12)),
    ("sum", "No | Pekerjaan | L | P | Jumlah\n1 | PNS | 2 | 1 | 3\n2 | Swasta | 4 | 2 | 7", (7, 6)),
    ("sum", "Dari 15 permohonan, 12 dikabulkan dan 2 ditolak.", (15, 14)),
    ("sum", "Jumlah permohonan 15 permohonan, dikabulkan 12 permohonan, ditolak 2 permohonan.", (15, 14)),
    ("sum", "Jumlah pemohon sebanyak 08 orang.\n1. Jenis kelamin\nLaki-laki 9 orang\nPerempuan 6 orang", (8, 15)),
    ("number_words", "Permohonan yang masuk 12 (tiga belas) berkas.", (12, 13)),
    ("number_words", "Anggaran sebesar Rp15.000.000 (lima belas ribu rupiah).", (15000000, 15000)),
    ("number_words", "Diterima dua belas (13) permohonan.", (13, 12)),
    ("number_words", "Senin tanggal lima bulan Februari tahun dua ribu dua puluh empat (06-02-2024) dibuka rapat.",
     ("2024-02-06", "2024-02-05")),
    ("year", "Permohonan informasi yang ditolak pada tahun 2023 tidak ada.", (2023, 2024)),
    ("weekday", "Rapat dilaksanakan pada hari Senin, 6 Februari 2024.", ("Senin", "Selasa")),
    ("weekday", "Selasa tanggal lima bulan Februari tahun dua ribu dua puluh empat dibuka rapat.", ("Selasa", "Senin")),
    ("weekday", "Rapat digelar Jum'at, 08/02/2024.", ("Jum'at", "Kamis")),
    ("weekday", "Rapat diadakan Kamis (5/2/2024).", ("Kamis", "Senin")),
    ("no_such_date", "Register ditutup pada 31 November 2024.", ("31 November 2024", None)),
    ("signed_early", "Serang, 08 Januari 2024\nKETUA KPU KOTA SERANG", ("2024-01-08", "2024-12-31")),
    ("signed_early", "Ditandatangani secara elektronik pada 31 Desember 2024", ("2024-12-31", "2024-12-31")),
    ("dangling_heading", "7. Rekomendasi\nMenambah petugas.\n8. a.\nSerang, 20 Januari 2025\nKETUA",
     ("8. a.", "Serang, 20 Januari 2025")),
    ("dangling_heading", "BAB VI\nKENDALA\nBAB VII\nREKOMENDASI\nMenambah petugas layanan.",
     ("BAB VI KENDALA", "BAB VII REKOMENDASI")),
    ("unfinished", "Jumlah pengunjung situs PPID selama tahun 2024 sebanyak",
     ("Jumlah pengunjung situs PPID selama tahun 2024 sebanyak", None)),
    ("unfinished", "Anggaran yang disediakan sebesar Rp", ("Anggaran yang disediakan sebesar Rp", None)),
    ("empty_figure", "Pemohon sebanyak ..... orang.", ("sebanyak .....", None)),
    ("empty_figure", "Pengunjung situs sebanyak orang pada tahun 2024.", ("sebanyak orang", None)),
    ("empty_figure", "Gambar 2\nJumlah dokumen yang diunggah selama tahun 2024 ialah 79.", ("Gambar 2", None)),
    ("contradiction", "KPU memiliki ruang PPID dalam kondisi baik.\n\nRuang layanan informasi belum tersedia.",
     ("memiliki ruang PPID", "Ruang layanan informasi belum tersedia")),
    ("contradiction", "Seluruh permohonan dikabulkan.\n\nPermohonan yang ditolak sebanyak 3 berkas.",
     ("Seluruh permohonan dikabulkan", "Permohonan yang ditolak sebanyak 3")),
    ("contradiction", "1. Pengadaan ruang PPID.\n2. Meremajakan ruang PPID.",
     ("Pengadaan ruang PPID", "Meremajakan ruang PPID")),
    ("contradiction", "Tidak ada keberatan pada tahun 2024.\n\nTerdapat 2 keberatan yang diajukan pemohon.",
     ("Tidak ada keberatan", "Terdapat 2 keberatan")),
    ("contradiction", "Jumlah permohonan tahun 2024 sebanyak 15 berkas.\n\nJumlah permohonan sebanyak 18 berkas.",
     (18, 15)),
    ("legal_basis", "Layanan ini berdasar PKPU Nomor 1 Tahun 2015.",
     ("PKPU Nomor 1 Tahun 2015", "Peraturan KPU Nomor 22 Tahun 2023")),
    ("legal_basis", "Keputusan KPU Nomor 88/Kpts/KPU/TAHUN 2015 tentang SOP menjadi dasar layanan.",
     ("Keputusan KPU Nomor 88/Kpts/KPU/TAHUN 2015", "SOP menurut Peraturan KPU Nomor 22 Tahun 2023")),
    ("share", "Dokumen berkala 8, serta merta 65, dan setiap saat 6.", (65, 79)),
    ("percentage", "Sebanyak 65 dari 79 dokumen (72,28%) diunduh.", (72.28, 82.28)),
    ("percentage", "Pagu anggaran Rp15.000.000, terealisasi Rp14.250.000 atau 90%.", (90.0, 95.0)),
    ("percentage", "Berkala 10 (20%)\nSerta merta 1 (10%)\nSetiap saat 39 (70%)", (10.0, 2.0)),
    ("requests_and_people", "Permohonan informasi publik yang masuk sebanyak 08 orang.", ("orang", "permohonan")),
    ("category", "Berdasarkan pekerjaan:\n1. Partai Politik 2\n2. PNS 6", ("Partai Politik", "pekerjaan")),
    ("missing", "c. Anggaran\nAnggaran pelayanan informasi bersumber dari DIPA kantor.", ("c. Anggaran", None)),
    ("missing", "Rata-rata waktu pelayanan adalah 2 hari.", ("Rata-rata waktu pelayanan adalah 2 hari", None)),
]  # fmt: skip

LOOK_ALIKES = [
    "Laki-laki 9 orang dan Perempuan 6 orang, berjumlah 15 orang.",
    "Laki-laki berjumlah 9 orang dan Perempuan berjumlah 6 orang.",
    "Pemohon berjumlah 15 orang, di antaranya 4 orang wartawan dan 6 orang mahasiswa.",
    "Dari 15 pemohon, 9 laki-laki dan 6 perempuan, dibandingkan tahun 2023 sebanyak 12 orang.",
    "PNS 2\nMahasiswa 6\nJumlah 8\nLaki-laki 5\nPerempuan 3\nJumlah 8",
    "Sidang berlangsung 2 hari, 3 jam, dan 15 menit, berjumlah 2 pertemuan.",
    "Jawaban diberikan paling lambat 10 (sepuluh) hari kerja dan dapat diperpanjang 7 (tujuh) hari kerja.",
    "Diberitahukan dalam 3 x 24 (tiga kali dua puluh empat) jam.",
    "Sebagaimana Pasal 17 (huruf a) dan Lampiran 2 (dua).",
    "Pemilihan Serentak Tahun 2020 dan Pemilu Tahun 2019 menjadi topik permohonan.",
    "Permohonan meningkat dari tahun 2023 sebanyak 12 permohonan menjadi 18 permohonan.",
    "PPID dibentuk pada tahun 2015 dan melayani permohonan informasi.",
    "Layanan dibuka pada hari Senin sampai Jumat, 8–12 Januari 2024.",
    "Rapat dilaksanakan pada hari Selasa, 6 Februari 2024 di Serang.",
    "Senin tanggal lima bulan Februari tahun dua ribu dua puluh empat (05-02-2024) dibuka rapat.",
    "Register ditutup pada 29 Februari 2024.",
    "Serang, 08 Januari 2025\nKETUA KPU KOTA SERANG",
    "KEPUTUSAN KETUA KPU\nMEMUTUSKAN\nDitetapkan di Serang\npada tanggal 3 Januari 2024\nKETUA",
    "BAB VI\nKENDALA\nA. Internal\nPetugas sedikit.\nB. Eksternal\nTidak ada.",
    "Kendala internal, antara lain:\n1. belum tersedianya ruang laktasi;\n2. petugas merangkap; dan\n3. anggaran.",
    "Dari 18 permohonan, 3 permohonan diperpanjang, 1 ditolak, dan sisanya dikabulkan.",
    "Dari 18 permohonan, 15 dikabulkan, 2 ditolak, dan 1 dicabut.",
    "Sarana yang ada:\n1. Komputer\n2. Printer\n3. Meja layanan",
    "Pemohon berjumlah 15 orang seperti tampak pada Gambar 1.\nGambar 1. Pemohon per bulan",
    "KPU memiliki ruang PPID dalam kondisi baik.\n\nRuang laktasi belum tersedia.",
    "Tidak ada keberatan pada tahun 2024.\n\nKeberatan menurun dibandingkan tahun 2023 sebanyak 2 berkas.",
    "Tidak ada keberatan yang berlanjut menjadi sengketa.\n\nTerdapat 2 keberatan yang diajukan pemohon.",
    "Jumlah permohonan melalui surel sebanyak 5 permohonan.\n\nJumlah permohonan tahun 2024 sebanyak 15 permohonan.",
    "Peraturan KPU Nomor 22 Tahun 2023 mencabut PKPU Nomor 1 Tahun 2015.",
    "Dokumen berkala 40, serta merta 4, dan setiap saat 35.",
    "Sebanyak 65 dari 79 dokumen (82,28%) atau sekitar 82% diunduh.",
    "Pagu anggaran Rp15.000.000, terealisasi Rp14.250.000 (95%), naik 10% dari tahun 2023.",
    "Permohonan informasi diajukan oleh 15 orang pemohon sebanyak 18 permohonan.",
    "Berdasarkan pekerjaan:\n1. Pengurus partai politik 2\n2. PNS 6",
    "c. Anggaran\nTidak ada anggaran khusus; layanan dibiayai dari anggaran sekretariat.",
    "Rata-rata waktu pelayanan adalah 2 hari dari 18 permohonan.",
    "Nama : ....................\nAlamat : ....................",
    "Dari 2 permohonan itu, 1 dikabulkan seluruhnya dan 1 dicabut pemohon.",
    "Terdapat 2 sengketa yang diajukan pemohon.\n\nBelum ada sengketa tahun 2024 yang diputus.",
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "facts"), TRIPS)
def test_a_fault_is_found_with_what_disagrees(kind: str, text: str, facts: tuple):
    assert (kind, facts) in found(text)


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_what_only_looks_like_a_fault_is_left_alone(text: str):
    assert found(text) == []


def test_every_kind_has_a_sentence_that_trips_it():
    from telusur.openness.reports.rules.findings import FindingKind  # noqa: PLC0415

    from_sources = {FindingKind.TYPED}  # found only beside the figures: see test_judging
    assert {kind for kind, _text, _facts in TRIPS} == set(FindingKind) - from_sources


def test_a_sound_report_gives_no_finding_and_tells_its_year():
    assert found(SOUND, year=None) == []
    assert found(SOUND.replace("\n", "\r\n"), year=None) == []


BREAKS = [
    ("terdiri dari 9 (sembilan) laki-laki", "terdiri dari 8 (delapan) laki-laki", "sum"),
    ("4 Lainnya 3 20,00%", "4 Lainnya 4 20,00%", "sum"),
    ("9 (sembilan)", "9 (delapan)", "number_words"),
    ("(lima belas juta rupiah)", "(lima puluh juta rupiah)", "number_words"),
    ("diajukan pada tahun 2024", "diajukan pada tahun 2023", "year"),
    ("Senin, 5 Februari 2024", "Selasa, 5 Februari 2024", "weekday"),
    ("20 Januari 2025", "20 Januari 2024", "signed_early"),
    ("E. Sengketa informasi\nNihil.\n", "E. Sengketa informasi\n", "dangling_heading"),
    ("sebanyak 1.204 kunjungan, seperti tampak pada Gambar 1.", "sebanyak", "unfinished"),
    ("Gambar 1. Kunjungan per bulan", "Gambar 1", "empty_figure"),
    ("2. Pengadaan pemindai dokumen.", "2. Karena ruang PPID belum tersedia, pengadaannya diusulkan.", "contradiction"),
    ("Nomor 22 Tahun 2023 tentang Pelayanan Informasi Publik, yang mencabut PKPU ", "", "legal_basis"),
    ("40 berkala, 4 serta merta, dan 35", "4 berkala, 40 serta merta, dan 35", "share"),
    ("6 40,00%", "6 45,00%", "percentage"),
    ("Rata-rata waktu pelayanan 2,4 hari kerja dari 18 permohonan.", "Rata-rata waktu pelayanan 2,4 hari.", "missing"),
]


@pytest.mark.parametrize(("sound", "broken", "kind"), BREAKS)
def test_one_broken_passage_of_a_sound_report_is_found(sound: str, broken: str, kind: str):
    assert sound in SOUND
    assert kind in kinds(SOUND.replace(sound, broken), year=None)


@given(men=st.integers(0, 5000), women=st.integers(0, 5000), whole=st.integers(0, 10000))
def test_a_sum_of_people_is_found_wrong_exactly_when_it_is(men, women, whole):
    def written(number: int) -> str:
        return f"{number:,}".replace(",", ".")

    text = f"Laki-laki {written(men)} orang, Perempuan {written(women)} orang, berjumlah {written(whole)} orang."
    assert ("sum" in kinds(text)) == (men + women != whole)


@given(figures=st.integers(0, 10**9), words=st.integers(0, 10**9))
def test_figures_and_words_are_found_apart_exactly_when_they_are(figures, words):
    assert ("number_words" in kinds(f"Tercatat {figures} ({in_words(words)}) berkas.")) == (figures != words)


@given(on=st.dates(date(2020, 1, 1), date(2030, 12, 31)), weekday=st.integers(0, 6))
def test_a_weekday_is_found_wrong_exactly_when_it_is(on, weekday):
    from telusur.openness.reports.rules.counts import MONTHS  # noqa: PLC0415
    from telusur.openness.reports.rules.days import WEEKDAYS  # noqa: PLC0415

    text = (
        f"Rapat dibuka pada hari {WEEKDAYS[weekday]}, {on.day} {MONTHS[on.month - 1].capitalize()} {on.year} di Serang."
    )
    assert ("weekday" in kinds(text, year=on.year)) == (on.weekday() != weekday)


@given(text=st.text(alphabet="abcDE 0123456789.,:()|%\n\f-", max_size=400))
def test_no_text_makes_a_check_fail(text):
    assert isinstance(lint(text, by=BY), tuple)


def test_a_title_of_many_words_is_read_once_and_not_in_every_way_it_could_be():
    assert lint("Jumlah Permohonan " + "Informasi Publik Yang Masuk Di Kota " * 40 + "x", year=2024, by=BY) == ()


def asked(*words: str):
    return CliRunner().invoke(COMMANDS[0], ["lint", *words])


def test_the_command_prints_what_programs_read(tmp_path):
    paper = tmp_path / "laporan.txt"
    paper.write_text(SOUND.replace("20 Januari 2025", "8 Januari 2024"), encoding="utf-8")
    result = asked(str(paper), "--json")
    (row,) = json.loads(result.output)
    assert (row["kind"], row["place"], row["facts"]) == (
        "signed_early",
        f"baris {SOUND.splitlines().index('Contoh, 20 Januari 2025') + 1}",
        ["2024-01-08", "2024-12-31"],
    )
    assert "bertanggal 8 Januari 2024, padahal masanya baru berakhir 31 Desember 2024" in row["message"]
    assert (row["excerpt"], result.exit_code) == ("Contoh, 8 Januari 2024", 0)
    assert asked(str(paper), "--fail").exit_code == 1


def test_the_text_may_come_in_another_encoding_and_a_sound_one_is_said_to_be(tmp_path):
    paper = tmp_path / "laporan.TXT"
    paper.write_bytes(SOUND.encode("utf-16"))
    assert asked(str(paper)).output == "Tidak ada temuan.\n"


def test_markdown_is_read_as_the_text_with_headings_that_it_is(tmp_path):
    text = (
        "# Laporan Tahunan Layanan Informasi Publik\n\nTahun **2024**\n\n## Pemohon\n\n| Pekerjaan | Jumlah |\n"
        "|---|---:|\n| PNS | 2 |\n| Mahasiswa | 6 |\n| **Jumlah** | **9** |\n\n## Rekomendasi\n\n"
        "Menambah petugas layanan.\n"
    )
    paper = tmp_path / "laporan.md"
    paper.write_text(text, encoding="utf-8")
    (row,) = json.loads(asked(str(paper), "--json").output)
    assert (row["kind"], row["place"], row["facts"]) == ("sum", "baris 11", [9, 8])
    paper.write_text(text.replace("**9**", "**8**"), encoding="utf-8")
    assert asked(str(paper)).output == "Tidak ada temuan.\n"


def test_a_pdf_is_read_page_by_page(tmp_path):
    import typst  # noqa: PLC0415

    pages = [
        "Pemohon layanan informasi publik tercatat dalam register.",
        "Laki-laki 9 orang dan Perempuan 6 orang, berjumlah 16 orang.",
    ]
    paper = tmp_path / "laporan.pdf"
    paper.write_bytes(typst.compile("\n#pagebreak()\n".join(pages).encode(), format="pdf"))
    (row,) = json.loads(asked(str(paper), "--year", "2024", "--json").output)
    assert (row["kind"], row["place"], row["facts"]) == ("sum", "halaman 2, baris 1", [16, 15])


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("laporan.pdf", b"%PDF-1.7 rusak", "Berkas rusak atau terpotong"),
        ("laporan.pdf", b"bukan pdf", "tetapi isinya txt"),
        ("laporan.txt", b"   \n", "tidak memuat teks"),
        ("laporan.txt", b"", "Berkas kosong"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(tmp_path, name: str, content: bytes, said: str):
    (tmp_path / name).write_bytes(content)
    result = asked(str(tmp_path / name))
    assert (result.exit_code, said in result.output) == (1, True)


def test_a_file_that_is_not_there_is_named(tmp_path):
    assert "berkas tidak ada" in asked(str(tmp_path / "tidak-ada.pdf")).output


def test_a_text_longer_than_any_report_is_refused_in_words_and_no_block_is_read_whole(tmp_path):
    paper = tmp_path / "laporan.txt"
    paper.write_text("Baris.\n" * 20_001, encoding="utf-8")
    result = asked(str(paper))
    assert (result.exit_code, "terlalu panjang" in result.output) == (1, True)
    for name in ("laporan.txt", "laporan.md"):
        with (tmp_path / name).open("wb") as endless:
            endless.truncate(20_000_000)  # refused by its size: nothing of it is read
        assert "terlalu panjang" in asked(str(tmp_path / name)).output
    hostile = report_of(["permohonan dan " * 5_000 + "\n" + "kata\n" * 500])
    assert max(len(block.text) for block in hostile.blocks) <= 5_100
    assert max(len(line.text) for line in hostile.lines) <= 1_000


HOSTILE = {
    "headings": lambda n: "\n".join(f"A. Judul bagian {each}\nB. Isi lain" for each in range(n)),
    "totals": lambda n: "\n".join(f"Baris ke {each} 1\nJumlah 1" for each in range(n)),
    "contents": lambda n: "DAFTAR ISI\n" + "\n".join(f"Judul {'abcdefghij'[each % 10] * each}" for each in range(n)),
    "means": lambda n: "\n\n".join(
        "Rata-rata waktu layanan yang dijalankan adalah 2 hari dan dijawab" for _ in range(n)
    ),
    "claims": lambda n: "jumlah permohonan 5 " * n,
    "shares": lambda n: "dari 40 permohonan, " + "12 (30%) permohonan, " * n,
    "captions": lambda n: "\n\n".join(f"Gambar {each}. Bagan\npada gambar {each} tampak" for each in range(n)),
    "years": lambda n: "Pada tahun 2022 permohonan turun menjadi 5. " * n,
    "conditions": lambda n: "Komputer baik. Komputer rusak. " * n,
    "days": lambda n: "Semua permohonan dijawab dalam 5 hari. Dua permohonan dijawab dalam 9 hari. " * n,
    "times": lambda n: "Rata-rata permohonan 3 hari. Tercepat 4 hari. " * n,
    "pages": lambda n: "Kalimat yang\n\f" + "\n" * n + "lanjut",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_twice_the_text_asks_for_no_more_than_twice_the_work(name):
    def calls(times: int) -> int:
        done, text = Counter(), HOSTILE[name](times)
        sys.setprofile(lambda _frame, event, _arg: done.update((event,)))
        try:
            lint(text, year=2024, by=BY)
        finally:
            sys.setprofile(None)
        return done["call"] + done["c_call"]

    assert calls(120) < 2.4 * calls(60)


LONG_LINES = (
    "1",
    "1.000.",
    "1-",
    "1+",
    "1 (",
    "Laki-laki 1 orang, perempuan 2 orang, ",
    "seratus dua puluh ",
    "- a\n",
    "Uraian | 1 | 2 | 3 | 4\n",
    "-",
    "..",
    ". ",
    "…",
    "_",
    "*a ",
    "[a](",
    "|",
    "1.",
    "1 ",
    "a ",
    "dan ",
    "lima ",
    "12 permohonan, ",
    "rata-rata 3 permohonan ",
    "rata-rata, tercepat 4 hari dan ",
    "komputer layanan rusak ",
    "tidak ada komputer ",
    "tahun 2023 naik menjadi ",
    "12, naik 3 dari tahun sebelumnya ",
    "laporan ini telah disahkan ",
    "semua petugas telah mengikuti ",
    "12 (dua belas lima) ",
    "2 dari 15 permohonan, ",
    "Rp1.000, naik Rp2.000 dari tahun ",
    "semua permohonan yang masuk dijawab dalam ",
    "2 permohonan dijawab dalam 3 hari, ",
)


@pytest.mark.parametrize("sign", LONG_LINES)
def test_no_pattern_goes_back_over_a_long_line_again_and_again(sign):
    before = process_time()
    lint(plain_text(sign * (8_000 // len(sign)) + " Bab I"), year=2024, by=BY)
    plain_text(f"# a{' ' * 8_000}b")
    plain_text("-" * 60 + " Bab I")
    assert process_time() - before < 5  # a tenth of a second; one that goes back takes minutes


@pytest.mark.parametrize("end", ["\n", "\r", "\f"])
def test_lines_are_counted_however_they_end(end):
    with pytest.raises(TooLong):
        report_of([f"a{end}" * 20_002])


def test_a_table_is_believed_before_the_labels_of_a_chart():
    chart = "Berkala\nSerta merta\nSetiap saat\n12\n65\n2"
    table = (
        "Klasifikasi Dokumen Persentase\nBerkala 12 15,19%\nSerta merta 65 82,28%\nSetiap saat 2 2,53%\nJumlah 79 100%"
    )
    (found,) = [each for each in lint(f"{chart}\n\n{table}", by=BY, year=2024) if each.kind.value == "share"]
    assert found.facts == (65, 79)


def test_a_sentence_may_end_with_one_word_on_the_next_line():
    cell = "Keberatan ditanggapi Keberatan yang diterima pada masa ini dan sudah ditanggapi tertulis oleh Atasan"
    rest = "Median waktu tanggapan Nilai tengah hari kerja dari penerimaan keberatan sampai tanggapan yang diberikan."
    assert [each.kind for each in lint(f"{cell}\nPPID.\n{rest}", by=BY, year=2024)] == []
