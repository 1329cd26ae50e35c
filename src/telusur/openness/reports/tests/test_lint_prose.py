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
]


@pytest.mark.parametrize(("kind", "text"), FAULTY)
def test_a_faulty_passage_is_found(kind: str, text: str):
    assert kind in kinds(text)


@pytest.mark.parametrize("text", SOUND)
def test_a_sound_passage_is_left_alone(text: str):
    assert kinds(text) == set()
