"""What is taken as the signed copy of a letter, and what is not. Keys and certificates are made here; pyHanko signs."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import pytest

from telusur.kernel.letters import services
from telusur.kernel.letters.rules import letters
from telusur.kernel.letters.rules.signatures import Fault, NotTaken, Trust
from telusur.kernel.letters.rules.signatures.judging import judge

from . import examples
from .signers import a_hand, signed, with_another_page

AT = datetime(2026, 4, 7, 3, 0, tzinfo=UTC)
HEAD = letters.Letterhead(office="KPU Kota Serang", lines=("Jalan Contoh 1",), city="Serang")


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return services.rendered(letter=examples.NOT_HELD, head=HEAD, at=AT, time_zone="Asia/Jakarta", number="1/X/2026")


@pytest.fixture(scope="module")
def good(pdf: bytes) -> bytes:
    return signed(pdf)


def judged(pdf: bytes, given: bytes, *, roots: tuple[bytes, ...] = (), at: datetime = AT):
    return judge(given, size=len(pdf), digest=hashlib.sha256(pdf).hexdigest(), roots=roots, at=at)


def fault_of(pdf: bytes, given: bytes) -> Fault:
    with pytest.raises(NotTaken) as refusal:
        judged(pdf, given, roots=(a_hand().root,))
    return refusal.value.fault


def test_a_signature_of_a_known_root_is_trusted_and_names_its_signer(pdf, good):
    found = judged(pdf, good, roots=(a_hand().root,))
    assert (found.signer, found.issuer, found.trust) == ("Rina Contoh", "Otoritas Uji", Trust.TRUSTED)
    assert found.signed_at is not None
    assert len(found.fingerprint) == 64


def test_an_unknown_root_is_shown_as_such_and_never_as_trusted(pdf, good):
    assert judged(pdf, good).trust == Trust.UNKNOWN
    other = a_hand("Lain", authority="Otoritas Lain")
    assert judged(pdf, good, roots=(other.root,)).trust == Trust.UNKNOWN


def test_a_root_of_the_same_name_but_another_key_is_not_trusted(pdf, good):
    imitation = a_hand("Siapa Saja", authority="Otoritas Uji")
    assert imitation.root != a_hand().root
    assert judged(pdf, good, roots=(imitation.root,)).trust != Trust.TRUSTED


def test_a_certificate_that_ran_out_is_doubtful(pdf):
    late = a_hand("Rina Contoh", days=30)
    assert judged(pdf, signed(pdf, late), roots=(late.root,)).trust == Trust.DOUBTFUL


def test_a_second_signature_on_top_counts_as_the_last(pdf, good):
    second = a_hand("Doni Contoh")
    found = judged(pdf, signed(good, second, field="Kedua"), roots=(a_hand().root, second.root))
    assert (found.signer, found.trust) == ("Doni Contoh", Trust.TRUSTED)


def test_what_is_no_pdf_is_refused(pdf):
    assert fault_of(pdf, b"Ini bukan PDF") == Fault.NOT_PDF


def test_another_letter_is_refused(pdf):
    other = services.rendered(letter=examples.REFUSAL, head=HEAD, at=AT, time_zone="Asia/Jakarta", number="2/X/2026")
    assert fault_of(pdf, signed(other)) == Fault.NOT_OUR_BYTES


def test_the_letter_itself_without_a_signature_is_refused(pdf):
    assert fault_of(pdf, pdf) == Fault.NOT_SIGNED
    assert fault_of(pdf, with_another_page(pdf)) == Fault.NOT_SIGNED


def test_a_change_after_signing_is_refused(pdf, good):
    assert fault_of(pdf, with_another_page(good)) == Fault.CHANGED_AFTER
    assert fault_of(pdf, good + b"\n% tambahan") in {Fault.CHANGED_AFTER, Fault.NOT_WHOLE}


def test_a_byte_changed_inside_what_was_signed_is_refused(pdf, good):
    place = good.index(b"Surat PPID", len(pdf))
    assert fault_of(pdf, good[:place] + b"Surat LAIN" + good[place + 10 :]) in {Fault.CHANGED_AFTER, Fault.UNREADABLE}


def test_a_page_changed_before_signing_is_refused_although_the_signature_covers_it(pdf):
    assert fault_of(pdf, signed(with_another_page(pdf))) == Fault.CONTENT_CHANGED


def test_a_file_saved_anew_by_another_program_is_refused(pdf):
    assert fault_of(pdf, pdf[:-1] + b" \n" + pdf) == Fault.NOT_OUR_BYTES


@pytest.mark.parametrize("rest", [b"\n%%EOF", b"\nstartxref\n99999999\n%%EOF", b"\x00" * 50])
def test_rubbish_behind_the_letter_is_refused_not_crashed_on(pdf, rest):
    assert fault_of(pdf, pdf + rest) in {Fault.NOT_SIGNED, Fault.UNREADABLE}
