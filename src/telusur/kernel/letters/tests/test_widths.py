"""What stands in a column stays in it, and every column has room for what it says."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pypdfium2

from telusur.kernel.letters import services
from telusur.kernel.letters.rules import answers, letters, registers

from . import examples

if TYPE_CHECKING:
    from telusur.kernel.letters.rules.letters import AnyLetter

AT = datetime(2026, 4, 7, 3, 0, tzinfo=UTC)
HEAD = letters.Letterhead(office="KPU Kota Serang", lines=("Jalan Contoh 1",), city="Serang")
ADDRESS = "yayasan.rekaan.serang.bersama@contoh.invalid"


def spans_of(letter: AnyLetter, wanted: str) -> list[tuple[float, float]]:
    """Return from where to where each sign of `wanted` stands on the first page, blanks and breaks left out."""
    pdf = services.rendered(letter=letter, head=HEAD, at=AT, time_zone="Asia/Jakarta")
    with pypdfium2.PdfDocument(pdf) as pages:
        page = pages[0].get_textpage()
        signs = [
            (sign, page.get_charbox(index))
            for index in range(page.count_chars())
            if not (sign := page.get_text_range(index, 1)).isspace() and sign != "\u200b"
        ]
    start = "".join(sign for sign, _box in signs).index("".join(wanted.split()))
    return [(box[0], box[2]) for _sign, box in signs[start : start + len("".join(wanted.split()))]]


def test_an_address_of_e_mail_stays_in_its_own_column_of_a_wide_register() -> None:
    columns = tuple(f"Kolom {number}" for number in range(23))
    row = ("x",) * 4 + (ADDRESS, "Lembaga") + ("x",) * 17
    widths = (12,) * 4 + (18, 13) + (12,) * 17
    book = registers.RegisterBook(book="Register", period="2026", columns=columns, rows=(row,), widths=widths)
    assert max(right for _left, right in spans_of(book, ADDRESS)) < min(left for left, _ in spans_of(book, "Lembaga"))


def test_a_register_gives_its_columns_the_widths_it_is_told() -> None:
    book = registers.RegisterBook(
        book="Register", period="2026", columns=("Satu", "Dua", "Tiga"), rows=(("a", "b", "c"),), widths=(1, 6, 1)
    )
    one, two, three = (spans_of(book, name)[0][0] for name in book.columns)
    assert three - two > 4 * (two - one)


def test_what_was_blackened_leaves_room_for_ground_and_reason() -> None:
    place = "Salinan berita acara rekapitulasi D.Hasil Kecamatan Serang yang dihitamkan.pdf, halaman 1, 2 dan 3"
    row = answers.Blackening(place=place, material="Alamat rumah", exemption=examples.EXEMPTION)
    letter = dataclasses.replace(examples.PARTIAL, blackenings=(row,))
    first, second, third = (
        spans_of(letter, words)[0][0] for words in ("Letak", "Materi yang dihitamkan", "Dasar dan alasan")
    )
    assert second - first < 150
    assert third - second < 200
    assert third < 380
