"""Where a box lies, which words it takes, what is proposed: pure rules."""

from __future__ import annotations

import base64
import hashlib
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as some

from telusur.kernel.documents.forms import runs
from telusur.kernel.documents.rules.identities import Identity, found_in, is_plausible, masked
from telusur.kernel.documents.rules.redaction.geometry import (
    WHOLE,
    Box,
    Leaf,
    box_around,
    box_of_pixels,
    box_of_shares,
    pixels,
    placed,
    shown,
)
from telusur.kernel.documents.rules.redaction.proposals import proposals
from telusur.kernel.documents.rules.redaction.words import Word, boxes_over, plain, remaining, taken

PROVINCES = ("36", "31")
NIK = "3673014505900002"
share = some.integers(0, WHOLE)


@some.composite
def boxes(draw):
    left, right = sorted(draw(some.lists(share, min_size=2, max_size=2, unique=True)))
    top, bottom = sorted(draw(some.lists(share, min_size=2, max_size=2, unique=True)))
    return Box(left, top, right, bottom)


@some.composite
def leaves(draw):
    left, bottom = draw(some.floats(-500, 500)), draw(some.floats(-500, 500))
    width, height = draw(some.floats(10, 3000)), draw(some.floats(10, 3000))
    rotation = draw(some.sampled_from([0, 90, 180, 270]))
    return Leaf(left, bottom, left + width, bottom + height, rotation, draw(some.sampled_from([1.0, 2.5])))


words = some.lists(some.builds(Word, some.text("abc", min_size=1, max_size=5), boxes()), max_size=12)


@given(boxes(), some.integers(1, 5000), some.integers(1, 5000))
def test_pixels_cover_at_least_the_box_and_back_again(box, width, height):
    left, top, right, bottom = pixels(box, width, height)
    again = box_of_pixels((left, top, right, bottom), width, height)
    assert again is not None
    assert box_around([box, again]) == again


@given(boxes(), some.integers(1, 3000), some.integers(1, 3000), some.integers(0, 9))
def test_no_pixel_lies_outside_the_picture(box, width, height, margin):
    left, top, right, bottom = pixels(box, width, height, margin=margin)
    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height


@given(leaves(), some.floats(0, 1), some.floats(0, 1), some.floats(0, 1), some.floats(0, 1))
def test_what_lies_within_a_page_is_shown_and_turns_with_it(leaf, a, b, c, d):
    width, height = leaf.right - leaf.left, leaf.top - leaf.bottom
    (u1, u2), (v1, v2) = sorted((a, b)), sorted((c, d))
    box = shown(
        leaf.left + u1 * width, leaf.bottom + v1 * height, leaf.left + u2 * width, leaf.bottom + v2 * height, leaf
    )
    upright = {0: (u1, 1 - v2), 90: (v1, u1), 180: (1 - u2, v1), 270: (1 - v2, 1 - u2)}[leaf.rotation]
    assert box is not None
    assert box.left == pytest.approx(upright[0] * WHOLE, abs=2)
    assert box.top == pytest.approx(upright[1] * WHOLE, abs=2)


@given(leaves(), some.floats(0.01, 400))
def test_what_lies_outside_the_crop_is_not_shown(leaf, away):
    assert shown(leaf.right + away, leaf.bottom, leaf.right + away + 5, leaf.top, leaf) is None
    assert shown(leaf.left - away - 5, leaf.bottom, leaf.left - away, leaf.top, leaf) is None


def test_a_turned_page_shows_its_height_as_width():
    assert Leaf(0, 0, 100, 200, 90, 2.0).size == (400, 200)


@given(boxes(), some.floats(10, 2000), some.floats(10, 2000))
def test_a_placed_box_stands_where_it_is_shown(box, width, height):
    left, bottom, right, top = placed(box, width, height)
    again = box_of_shares(left / width, 1 - top / height, right / width, 1 - bottom / height)
    assert again is not None
    assert all(abs(one - other) <= 1 for one, other in zip(again.sides, box.sides, strict=True))


@pytest.mark.parametrize("sides", [(5, 5, 5, 9), (9, 0, 5, 9), (0, 0, 1, WHOLE + 1), (-1, 0, 1, 1)])
def test_a_box_without_an_area_or_off_its_page_is_none(sides):
    with pytest.raises(ValueError, match="Box"):
        Box(*sides)


@given(words, some.lists(boxes(), max_size=4))
def test_a_word_either_remains_or_is_taken_and_none_that_remains_is_touched(found, drawn):
    kept, gone = remaining(found, drawn), taken(found, drawn)
    assert len(kept) + len(gone) == len(found)
    assert not any(word.box.overlaps(box) for word in kept for box in drawn)


@given(words, some.lists(boxes(), max_size=3), boxes())
def test_another_box_never_brings_a_word_back(found, drawn, more):
    assert set(remaining(found, [*drawn, more])) <= set(remaining(found, drawn))


def test_one_touched_letter_takes_the_whole_word():
    word = Word("Sari", Box(0, 0, 40, 10), tuple(Box(at, 0, at + 10, 10) for at in range(0, 40, 10)))
    assert remaining([word], [Box(39, 9, 50, 50)]) == []
    assert remaining([word], [Box(40, 0, 50, 50)]) == [word]


@given(words)
def test_boxes_over_words_take_all_of_them(found):
    assume(found)
    assert remaining(found, boxes_over(found)) == []


def test_words_in_two_lines_get_a_box_for_each_line():
    line = [Word("Budi", Box(7000, 100, 8000, 300)), Word("Santoso", Box(1000, 400, 2000, 600))]
    assert len(boxes_over(line)) == 2
    assert len(boxes_over([line[0], Word("S.", Box(8100, 110, 8300, 300))])) == 1


def page(text: str) -> list[Word]:
    return [Word(word, Box(at * 10, 0, at * 10 + 9, 10)) for at, word in enumerate(text.split())]


@pytest.mark.parametrize(
    ("text", "kind", "picked"),
    [
        (f"NIK: {NIK}.", "nik", f"{NIK}."),
        ("nomor 3673 0145 0590 0002 atas", "nik", "3673 0145 0590 0002"),
        (f"Budi,{NIK}", "nik", f"Budi,{NIK}"),
        ("nomor 36730145- 05900002", "nik", "36730145- 05900002"),
        ("nomor 3673 - 0145 - 0590 - 0002 atas", "nik", "3673 - 0145 - 0590 - 0002"),
        ("nomor 3673/0145/0590/0002", "nik", "3673/0145/0590/0002"),
        ("nomor 36730145\u200b05\u00ad900002", "nik", "36730145\u200b05\u00ad900002"),
        ("３６７３０１４５０５９００００２", "nik", "３６７３０１４５０５９００００２"),
        ("budi＠contoh.id", "email", "budi＠contoh.id"),
        ("KK: 3673010505100001", "kk", "3673010505100001"),
        ("NPWP 09.254.294.3-407.000", "npwp", "09.254.294.3-407.000"),
        ("hubungi 0812-3456-7890 segera", "phone", "0812-3456-7890"),
        ("telepon +62 812 3456 7890", "phone", "+62 812 3456 7890"),
        ("surel budi.s@contoh.co.id ya", "email", "budi.s@contoh.co.id"),
        ("tinggal di Jl. Melati No. 12 Serang", "address", "Jl. Melati No. 12"),
        ("Kp. Baru RT 01/RW 02", "address", "Kp. Baru RT 01/RW 02"),
        ("saksi Budi Santoso hadir", "name", "Budi Santoso"),
        ("Sdr. SANTOSO, hadir", "name", "SANTOSO,"),
    ],
)
def test_what_leads_to_a_person_is_proposed(text, kind, picked):
    found = proposals(page(text), names=["Budi Santoso"], provinces=PROVINCES)
    assert [(one.kind, one.text) for one in found] == [(kind, picked)]


@pytest.mark.parametrize(
    "text",
    [
        "Rekapitulasi 212 suara sah",
        "telepon kantor (0254) 200123",
        "surel kpu@kpu.go.id",
        "Nomor 3673014505900000",
        "Nomor 9973014505900002",
        "Nomor 3673013213900002",
        "Rp 1.234.567.890.123",
        "Surat 0812/2024/1205 perihal undangan",
        "bujur 0,3673014505900002",
        "TPS 001 002 003 004 005 006",
        "Bud",
    ],
)
def test_what_leads_to_nobody_is_left_alone(text):
    assert proposals(page(text), names=["Budi Santoso"], provinces=PROVINCES) == []


@given(some.text())
def test_looking_into_any_text_ends_and_finds_no_overlap(text):
    found = found_in(text, provinces=PROVINCES, addresses=True)
    assert all(one.start < one.end for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


WITH_A_PHONE = "9f86d081234567890cdea6b1c05bf4f2d2e99b6abc6d1e9f0a3e5c7b8d9f0a1c"
WITH_A_NIK = f"c0ffee{NIK}d41d8cd98fbeefa1b2c3d4e5f60718293a4b5c6d7e"
DIGESTS = [WITH_A_PHONE, WITH_A_NIK, f"e3b0c{NIK}98fc1c149af", "da39a081234567890eefbcd5d2e99b6abc6d1e9f"]
TEXTS = [
    "{}",
    "Sidik SHA-256: {}.",
    "{}  laporan.pdf\n{}  register.xlsx",
    '{{"digest":"{}","size":81234}}',
    "https://ppid.contoh.id/berkas/{}/isi",
    "sha256:{},sha256:{}",
    "1. {} 2. {}",
]


@pytest.mark.parametrize("digest", DIGESTS)
@pytest.mark.parametrize("text", TEXTS)
def test_the_digits_of_a_digest_are_no_number_of_a_person(digest, text):
    assert len(digest) in (32, 40, 64)
    assert found_in(text.format(*[digest] * 2), provinces=PROVINCES, addresses=True) == []


@pytest.mark.parametrize(
    "text",
    [
        f"{WITH_A_PHONE} {NIK}",
        f"{NIK} {WITH_A_NIK}",
        f"{WITH_A_NIK}\n{NIK}",
        f"{WITH_A_PHONE}: {NIK} ({WITH_A_PHONE})",
        f"{WITH_A_NIK.upper()}",  # a digest is in small letters
        f"{WITH_A_NIK[:-1]}",  # and of one length
        f"{WITH_A_NIK}a",
        f"g{WITH_A_NIK}",
        f"{WITH_A_NIK[:22]} {WITH_A_NIK[22:]}",
        f"{'a' * 24}{NIK}{'b' * 24}",  # a number that is padded
        f"a{NIK}b",
    ],
)
def test_a_number_beside_a_digest_or_in_what_is_none_is_found(text):
    assert [one.kind for one in found_in(text, provinces=PROVINCES)] == [Identity.NIK]


def test_what_is_found_beside_a_digest_stands_where_it_stood():
    text = f"{WITH_A_PHONE} hubungi 0812-3456-7890, surel {WITH_A_NIK[:32]}@contoh.id"
    assert [text[one.start : one.end] for one in found_in(text, provinces=PROVINCES)] == [
        "0812-3456-7890",
        f"{WITH_A_NIK[:32]}@contoh.id",
    ]


@given(some.binary(min_size=32, max_size=32))
def test_no_digest_leads_to_a_person(content):
    assert found_in(f"Sidik {content.hex()} berkas 2", provinces=PROVINCES) == []


@pytest.mark.parametrize("line", ["— kpu {}", '{{"signature":"{}"}}', "{}"])
def test_a_signature_leads_to_nobody_and_hides_no_number(line):
    signed = base64.b64encode(hashlib.sha512(b"catatan").digest()).decode()
    assert found_in(line.format(signed), provinces=PROVINCES) == []
    [found] = found_in(line.format(f"{signed[:20]}x{NIK}x{signed[20:]}"), provinces=PROVINCES)
    assert found.kind == Identity.NIK


@given(some.dates(), some.integers(1, 9999), some.booleans())
def test_every_number_made_as_the_law_says_is_plausible(born, serial, woman):
    day = born.day + (40 if woman else 0)
    number = f"367301{day:02}{born.month:02}{born.year % 100:02}{serial:04}"
    assert is_plausible(number, provinces=PROVINCES)
    [found] = found_in(f"a {number} b", provinces=PROVINCES)
    assert found.kind in (Identity.NIK, Identity.KK)


def test_a_mask_shows_too_little_to_know_a_person_by():
    assert masked(NIK) == "36••••••••••••02"
    assert masked(f"Rahasiawati {NIK}") == "R•••••••••• 36••••••••••••02"
    assert masked("budi@contoh.id") == "b•••@c•••••.i•"


def test_a_word_is_compared_without_signs_and_ligatures():
    assert plain("Eﬁsiensi,") == plain("EFISIENSI") == "efisiensi"


def test_chosen_words_are_gathered_into_passages():
    assert runs([1, 2, 3, 7, 9, 10]) == [(1, 3), (7, 7), (9, 10)]
