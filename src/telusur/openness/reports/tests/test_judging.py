"""What is wrong with a report that is made here: its words against its figures, its inventory, the law and itself."""

from __future__ import annotations

import dataclasses
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from django.utils import translation

import telusur
from telusur.openness.reports import selectors
from telusur.openness.reports.rules import given, messages
from telusur.openness.reports.rules.checks.typed import Known, typed_numbers
from telusur.openness.reports.rules.judging import TooMuch, lint_report
from telusur.openness.reports.rules.layout import Block
from telusur.openness.reports.rules.writing import write
from telusur.openness.reports.tests import years

DAY = date(2025, 1, 20)
BY = selectors.yardstick(on=DAY)
KEPT = years.kept(years.SERANG)
YEAR = years.SERANG.year


def judged(*, of=years.SERANG, narrative=None, kept=KEPT, signature=years.SIGNED, frozen=None) -> list[tuple]:
    set_ = frozen or years.frozen(of)
    report = write(years.OFFICE, of.year, set_, kept, narrative=narrative or {}, signature=signature)
    return [(each.kind.value, each.passage, each.facts) for each in lint_report(report, years.frozen(of), kept, by=BY)]


def own(words: str) -> list[tuple]:
    return [(kind, facts) for kind, passage, facts in judged(narrative={"service": words}) if passage]


def test_a_sound_report_may_be_signed_with_its_own_words():
    assert judged(narrative=years.NARRATIVE) == []


DISAGREE = [
    ("Tahun ini kami menerima 8 permohonan.", ("8", "15")),
    ("Jumlah pemohon delapan (8) orang dan 8 pemohon.", ("8", "15")),
    ("Permohonan informasi publik yang masuk sebanyak 14 berkas.", ("14", "15")),
    ("Kami melayani delapan belas permohonan informasi publik selama tahun 2024.", ("delapan belas", "15")),
    ("Dari jumlah itu, 12 permohonan dikabulkan seluruhnya.", ("12", "15")),
    ("Sebanyak 3 permohonan diajukan melalui e-PPID.", ("3", "2")),
    ("Pada bulan Januari masuk 5 permohonan.", ("5", "2")),
    ("Layanan dijalankan 4 petugas.", ("4", "2")),
    ("Kami mengelola 2.000 dokumen.", ("2.000", "79")),
    ("Dokumen berkala mencapai 12 dokumen berkala.", ("12", "40")),
    ("Permohonan dijawab tepat waktu 95 persen.", ("95 persen", "100 persen")),
    ("Rata-rata waktu jawab 3 hari kerja dari 15 permohonan.", ("3 hari", "1,1 hari")),
    ("Permohonan yang paling lama dijawab memerlukan 5 hari kerja.", ("5 hari", "2 hari")),
    ("Anggaran layanan sebesar Rp20.000.000.", ("Rp20.000.000", "Rp17.000.000")),
    ("Realisasi anggaran mencapai 80%.", ("80%", "95 persen")),
    ("Tersedia 5 komputer.", ("5", "2")),
    ("Jumlah permohonan: 25.", ("25", "15")),
    ("Permohonan: 25", ("25", "15")),
    ("Total pemohon 25 orang.", ("25", "15")),
    ("Jumlah permohonan yang dikabulkan: 12.", ("12", "15")),
    ("Jumlah permohonan tahun 2024 sebanyak 1,500 berkas.", ("1,500", "15")),
    ("Kami menerima ²⁵ permohonan.", ("25", "15")),
    ("Kami menerima ２５ permohonan.", ("25", "15")),
    ("Kami menerima ٢٥ permohonan.", ("25", "15")),
    ("Kami menerima 25 permоhоnan.", ("25", "15")),
    ("Kami menerima XXV permohonan.", ("XXV", "15")),
    ("Kami menerima 25-an permohonan.", ("25-an", "15")),
    ("Ada puluhan permohonan.", ("puluhan", "15")),
    ("Kami menerima dua lusin permohonan.", ("dua lusin", "15")),
    ("Permohonan yang masuk sebanyak setengah ratus.", ("setengah ratus", "15")),
    ("Kami menerima 2 lusin permohonan.", ("2 lusin", "15")),
    ("Kami menerima 25 surat permohonan.", ("25", "15")),
    ("Sebanyak 25 berkas surat permohonan diterima.", ("25", "15")),
    ("Kami menerima\n25\npermohonan pada tahun 2024.", ("25", "15")),
    ("Kami menerima 25\n\npermohonan.", ("25", "15")),
    ("Kami menerima sekitar 25 permohonan.", ("25", "15")),
    ("Kami menerima 25 permohonan, lebih banyak dari tahun 2023.", ("25", "15")),
    ("Pada tahun 2024 kami menerima 25 permohonan, naik dari tahun 2023.", ("25", "15")),
    ("Tahun 2023 ada 8 permohonan, dan tahun 2024 ada 25 permohonan.", ("25", "15")),
    ("Permohonan naik dari 8 permohonan pada tahun 2023 menjadi 25 permohonan.", ("25", "15")),
    ("Menurut Undang-Undang Nomor 14 Tahun 2008 kami melayani 25 permohonan.", ("25", "15")),
    ("Kami menerima 25 permohonan dan akan terus melayani.", ("25", "15")),
    ("Waktu jawab rata-rata: tiga hari kerja dari 15 permohonan.", ("tiga hari", "1,1 hari")),
    ("Realisasi anggaran Rp16.150.000 (85%).", ("85%", "95 persen")),
    ("Anggaran layanan dua puluh juta rupiah.", ("dua puluh juta rupiah", "Rp17.000.000")),
    ("Anggaran sebesar Rp2.000.000.", ("Rp2.000.000", "Rp17.000.000")),
    ("Dua petugas mengikuti pelatihan.", ("Dua", "1")),
    ("Kami menerima 99 permohonan ditambah layanan daring.", ("99", "15")),
    ("Sebelumnya kami jelaskan bahwa kami menerima 99 permohonan.", ("99", "15")),
    ("Kami menerima lebih dari 3 permohonan.", ("3", "15")),
    ("Semua 25 permohonan dijawab tepat waktu.", ("25", "15")),
    ("Sejumlah 25 permohonan telah kami terima.", ("25", "15")),
    ("Sebanyak 4 permohonan dijawab terlambat.", ("4", "0")),
    ("Rata-rata permohonan dijawab dalam 3 hari.", ("3 hari", "1,1 hari")),
    ("Permohonan yang kami terima berjumlah 25.", ("25", "15")),
    ("Jumlah pemohonnya 25.", ("25", "15")),
    ("Pemohon perempuan sembilan orang.", ("9", "6")),
    ("Laki-laki 6 orang dan perempuan 9 orang mengajukan permohonan.", ("6", "9")),
    ("Kami menerima 15 permohonan, 10 di antaranya ditolak.", ("10", "0")),
]
AGREE = [
    "Laki-laki 9 orang dan perempuan 6 orang mengajukan permohonan.",
    "Pemohon laki-laki sebanyak 9 orang.",
    "Petugas perempuan 9 orang di seluruh provinsi pernah berbagi pengalaman.",
    "Pelatihan diikuti 2 petugas selama 3 hari.",
    "Dari 5 permohonan mahasiswa, 2 di antaranya dikabulkan seluruhnya.",
    "Tahun ini kami menerima 15 permohonan dari lima belas (15) pemohon.",
    "Sebanyak 3 permohonan serupa datang dari satu kampus.",
    "Tahun lalu kami menerima 8 permohonan.",
    "Dibandingkan tahun 2023 dengan 8 permohonan, layanan meningkat.",
    "Kami akan menambah 4 petugas.",
    "Dua permohonan diajukan melalui e-PPID.",
    "Permohonan dijawab tepat waktu 100 persen.",
    "Rata-rata waktu jawab 1,13 hari kerja dari 15 permohonan.",
    "Realisasi anggaran Rp16,15 juta atau 95%.",
    "Realisasi kegiatan operasional Rp14.250.000.",
    "Rata-rata 2 permohonan masuk setiap bulan.",
    "Undang-Undang Nomor 14 Tahun 2008 menjadi pegangan 2 petugas.",
    "Satu permohonan tentang data pemilih ditangani bersama KPU Provinsi.",
    "Jumlah permohonan: 15.",
    "Jumlah permohonan (15).",
    "Permohonan: 1. salinan daftar pemilih; 2. rencana kerja.",
    "Permohonan: 25 Januari 2024 sampai 30 Januari 2024.",
    "Kami menerima 15² permohonan dan mencatatnya dalam register.",
    "Ruang layanan seluas 12 m² dipakai bersama.",
    "Kami menerima XV permohonan.",
    "BAB IV permohonan menjelaskan caranya.",
    "Pada semester II permohonan bertambah.",
    "Pada tahun 2024 permohonan diterima di loket dan secara elektronik.",
    "Kami menerima belasan permohonan.",
    "Kami menerima 10-an permohonan.",
    "Kami menerima 2 permohonan setiap bulan.",
    "Target kami menerima 30 permohonan.",
    "Semua 3 permohonan serupa kami gabungkan.",
    "Tidak ada permohonan yang dijawab terlambat.",
    "Kami menerima lebih dari selusin permohonan.",
    "Kami menerima sekitar 15 permohonan.",
    "Tiga surat permohonan serupa datang dari satu kampus.",
    "Pada 2023 kami menerima 8 permohonan.",
    "Tahun lalu, kami menerima 8 permohonan, dan 3 permohonan ditolak.",
    "Permohonan naik dari 8 permohonan pada tahun 2023 menjadi 15 permohonan.",
    "Tahun 2023 ada 8 permohonan, dan tahun 2024 ada 15 permohonan.",
    "Menurut rencana, 4 petugas bertugas di loket.",
    "Serapan anggaran 95 persen (sembilan puluh lima persen).",
    "Permohonan 2 dan 3 digabung karena serupa.",
    "Anggaran tahun 2024 sebesar Rp17.000.000 dengan realisasi Rp16.150.000 atau 95%.",
    "Anggaran pencetakan formulir sebesar Rp2.000.000.",
]


@pytest.mark.parametrize(("words", "facts"), DISAGREE)
def test_a_typed_number_that_disagrees_with_its_figure_is_found(words, facts):
    assert ("typed", facts) in own(words)


@pytest.mark.parametrize("words", AGREE)
def test_a_number_that_agrees_or_speaks_of_no_figure_is_left_alone(words):
    assert own(words) == []


def test_another_place_is_named_by_its_section_as_no_line_of_a_report_is_numbered():
    words = "Tidak ada permohonan informasi publik yang kami terima."
    report = write(
        years.OFFICE, 2024, years.frozen(years.SERANG), KEPT, narrative={"service": words}, signature=years.SIGNED
    )
    found = [str(each.message) for each in lint_report(report, years.frozen(years.SERANG), KEPT, by=BY)]
    assert [said for said in found if "baris" in said] == []
    assert [said for said in found if "(Jumlah permohonan informasi publik)" in said]
    foreword = {"foreword": words}
    report = write(years.OFFICE, 2024, years.frozen(years.SERANG), KEPT, narrative=foreword, signature=years.SIGNED)
    found = lint_report(report, years.frozen(years.SERANG), KEPT, by=BY)
    assert [each for each in found if "baris" in str(each.message)] == []
    assert {each.passage.removeprefix("narrative/") for each in found} == {"foreword"}


def test_words_against_the_inventory_are_found_either_way():
    assert own("Ruang layanan informasi belum tersedia.")[0][0] == "contradiction"
    assert own("KPU Kota Serang memiliki ruang laktasi.")[0][0] == "contradiction"
    assert own("Komputer dan pemindai dipakai bersama.") == []


DENIED = [
    "Semua petugas sudah dilatih.",
    "Seluruh petugas layanan telah mengikuti bimbingan teknis.",
    "Petugas seluruhnya telah dilatih.",
    "Tidak ada petugas yang mengikuti pelatihan.",
    "Tidak ada kendala.",
    "Layanan berjalan tanpa hambatan apa pun.",
    "Selama tahun 2024 kami tidak menemui kendala internal.",
    "Kendala: nihil.",
]
NOT_DENIED = [
    "Semua petugas akan dilatih.",
    "Semua petugas perlu mengikuti pelatihan.",
    "Belum semua petugas dilatih.",
    "Satu petugas sudah dilatih.",
    "Tidak ada kendala anggaran.",
    "Tahun lalu tidak ada kendala.",
    "Beban kerja menjadi kendala layanan.",
]


@pytest.mark.parametrize("words", DENIED)
def test_words_that_the_books_deny_are_found(words):
    assert "contradiction" in [kind for kind, _facts in own(words)]


@pytest.mark.parametrize("words", NOT_DENIED)
def test_words_that_the_books_do_not_deny_are_left_alone(words):
    assert own(words) == []


def test_words_of_what_the_books_do_not_hold_are_found():
    none = dataclasses.replace(KEPT, obstacles=(), budget=(), nil=("obstacles", "budget"))

    def said_of_nothing(words: str) -> list[str]:
        return [kind for kind, *_rest in judged(kept=none, narrative={"service": words})]

    assert said_of_nothing("Terdapat kendala jaringan.") == ["contradiction"]
    assert said_of_nothing("Anggaran layanan sebesar Rp5.000.000.") == ["contradiction", "typed"]
    assert said_of_nothing("Tidak ada kendala. Dana pemilihan Rp5.000.000 bukan anggaran layanan.") == []


def test_words_against_the_register_are_found():
    denied = years.Year(2024, cases=years.SERANG.cases, objections=(years.Objection(),))
    found = judged(of=denied, narrative={"service": "Tidak ada keberatan pada tahun 2024."}, kept=years.KEPT)
    assert [kind for kind, _passage, _facts in found] == ["contradiction"]


def test_a_signature_inside_the_period_or_before_the_freezing_is_found():
    early = dataclasses.replace(years.SIGNED, on=date(2024, 1, 8))
    assert ("signed_early", "signature", ("2024-01-08", "2024-12-31")) in judged(signature=early)
    frozen = years.frozen(years.SERANG, on=date(2025, 1, 21))
    assert judged(frozen=frozen) == [("signed_early", "signature", ("2025-01-20", "2025-01-21"))]


def test_a_basis_that_is_gone_on_the_day_of_signing_is_found_unless_its_successor_stands_beside_it():
    old = given.Policy("law", "PKPU Nomor 1 Tahun 2015", "Pengelolaan dan Pelayanan Informasi Publik")
    without = [each for each in KEPT.policies if "22 Tahun 2023" not in each.reference]
    year = dataclasses.replace(years.SERANG, year=2023)
    alone = dataclasses.replace(KEPT, policies=(*without, old))
    signed = dataclasses.replace(years.SIGNED, on=date(2024, 1, 20))
    late = dataclasses.replace(alone, follow_ups=(), nil=("recommendations",), officers=KEPT.officers)
    found = judged(of=year, kept=late, signature=signed)
    assert ("legal_basis", "basis", ("PKPU Nomor 1 Tahun 2015", "Peraturan KPU Nomor 22 Tahun 2023")) in found
    both = dataclasses.replace(late, policies=(*KEPT.policies, old))
    assert [kind for kind, *_rest in judged(of=year, kept=both, signature=signed)] == []


def test_a_report_of_another_frozen_set_and_a_changed_number_are_found():
    other = dataclasses.replace(years.frozen(years.SERANG), digest="f" * 64)
    assert ("contradiction", "traced", ("f" * 64, "0123456789abcdef" * 4)) in judged(frozen=other)
    frozen = years.frozen(years.SERANG)
    longer = dataclasses.replace(frozen.reading("requests.days_longest"), value=9)
    changed = dataclasses.replace(frozen, readings={**frozen.readings, "requests.days_longest": longer})
    assert ("typed", "times", ("9", "2")) in judged(frozen=changed)


def test_an_unfinished_sentence_another_year_and_class_shares_are_found_where_they_stand():
    assert ("unfinished", ("Jumlah pengunjung kantor kami selama tahun 2024 sebanyak", None)) in own(
        "Jumlah pengunjung kantor kami selama tahun 2024 sebanyak"
    )
    assert ("year", (2023, 2024)) in own("Permohonan yang ditolak pada tahun 2023 tidak ada.")
    mixed = dataclasses.replace(
        years.SERANG, published=tuple(("immediate", 1) for _ in range(65)) + (("periodic", 1), ("anytime", 2)) * 7
    )
    assert ("share", "published", (65, 79)) in judged(of=mixed)


def test_a_finding_is_worded_by_its_pattern_which_the_catalogue_knows():
    message = messages.said(messages.TYPED, typed="8", right="15")
    with translation.override("id"):
        assert selectors.in_reader_language(message=message) == str(message)
    catalogue = (Path(telusur.__file__).parent / "locale/en/LC_MESSAGES/django.po").read_text(encoding="utf-8")
    assert "is written, but the report's figure says" in catalogue


def test_chapters_for_which_nothing_was_kept_are_found():
    bare = dataclasses.replace(KEPT, facilities=(), officers=(), policies=())
    assert {facts[0] for kind, _passage, facts in judged(kept=bare) if kind == "missing"} >= {
        "basis",
        "facilities",
        "officers",
    }


def test_a_book_that_nobody_wrote_in_is_found_until_somebody_calls_it_empty():
    books = {"budget": (), "obstacles": (), "follow_ups": (), "officers": KEPT.officers[1:]}
    empty = dataclasses.replace(KEPT, **books)
    forgotten = {"trainings", "budget", "obstacles", "recommendations"}
    assert {facts[0] for _kind, _passage, facts in judged(kept=empty)} == forgotten
    assert judged(kept=dataclasses.replace(empty, nil=tuple(forgotten))) == []


def test_a_report_of_an_office_without_hours_is_not_signed(monkeypatch):
    monkeypatch.setattr(years, "OFFICE", dataclasses.replace(years.OFFICE, hours=()))
    assert judged() == [("missing", "address", ("address", None))]


HOSTILE = ("5% a (", "jumlah permohonan 5. ", "25-an permohonan lebih dari 3 pemohon ", "XXV permohonan dan ")


@pytest.mark.parametrize("words", HOSTILE)
def test_twice_as_many_numbers_in_one_sentence_ask_for_no_more_than_twice_the_work(words):
    """Work: the signs that the patterns for known figures are given to read."""

    def read(times: int) -> int:
        done = 0

        class Counting:
            def search(self, text: str) -> None:
                nonlocal done
                done += len(text)

        some = ((Counting(), (Fraction(1),)),)
        known = Known(YEAR, {}, {"permohonan": some, "pemohon": some}, shares=some, days=some)
        block = Block("paragraph", words * times, (0,), ())
        assert list(typed_numbers([block], known)) == []
        return done

    assert 0 < read(160) < 2.2 * read(80)


def test_a_report_longer_than_what_is_judged_while_somebody_waits_is_refused():
    with pytest.raises(TooMuch):
        judged(narrative={"service": "a " * 30_000})
    with pytest.raises(TooMuch):
        judged(narrative={"service": "- a\n" * 2_500})
