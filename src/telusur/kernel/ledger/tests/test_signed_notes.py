"""Checkpoints as others read them."""

from __future__ import annotations

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from telusur.kernel.ledger.rules.keys import BadKey, new_key, read_key
from telusur.kernel.ledger.rules.signed_notes import (
    BadNote,
    Statement,
    key_id,
    opened_note,
    opened_text,
    raw_key,
    signed_note,
    verifier_key,
)

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
ORIGIN = "ppid.contoh.invalid/office/3673"
STATEMENT = Statement(ORIGIN, 12, bytes(32))

# The example of the package documentation of golang.org/x/mod/sumdb/note, where the format was first written down.
NEUMANN = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
NEUMANN_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)


def test_a_note_signed_by_other_software_is_read():
    public = base64.b64decode(NEUMANN.split("+", 2)[2])[1:]
    assert verifier_key("PeterNeumann", public) == NEUMANN
    assert opened_text(NEUMANN_NOTE, name="PeterNeumann", public_key=public).startswith("If you think")
    with pytest.raises(BadNote, match="not a checkpoint"):
        opened_note(NEUMANN_NOTE, name="PeterNeumann", public_key=public)


def test_a_checkpoint_is_written_line_by_line():
    origin, size, root, empty, signature, end = signed_note(STATEMENT, key=KEY).split("\n")
    assert (origin, size, root, empty, end) == (ORIGIN, "12", "A" * 43 + "=", "", "")
    assert signature.startswith(f"— {ORIGIN} ")
    assert base64.b64decode(signature.split(" ")[2])[:4] == key_id(ORIGIN, PUBLIC)


@given(st.binary(min_size=32, max_size=32))
def test_the_key_is_read_out_of_its_line_whatever_signs_it_is_written_with(public):
    assert raw_key(verifier_key("kantor.contoh", public)) == public


def test_a_line_that_holds_no_key_is_refused():
    for line in ("", "kantor.contoh", "kantor.contoh+00000000+AAAA", "kantor.contoh+00000000+?"):
        with pytest.raises(BadNote):
            raw_key(line)


@given(st.integers(0, 2**60), st.binary(min_size=32, max_size=32))
def test_what_was_signed_is_read_back(size, root):
    statement = Statement(ORIGIN, size, root)
    assert opened_note(signed_note(statement, key=KEY), name=ORIGIN, public_key=PUBLIC) == statement


@given(st.data())
def test_a_note_with_another_sign_anywhere_is_refused(data):
    note = signed_note(STATEMENT, key=KEY)
    place = data.draw(st.integers(0, len(note) - 1))
    sign = data.draw(st.characters(codec="utf-8").filter(lambda sign: sign != note[place]))
    with pytest.raises(BadNote):
        opened_note(note[:place] + sign + note[place + 1 :], name=ORIGIN, public_key=PUBLIC)


def test_a_note_of_another_key_or_name_is_refused():
    other = Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key().public_bytes_raw()
    note = signed_note(STATEMENT, key=KEY)
    with pytest.raises(BadNote):
        opened_note(note, name=ORIGIN, public_key=other)
    with pytest.raises(BadNote):
        opened_note(note, name=f"{ORIGIN}0", public_key=PUBLIC)


@pytest.mark.parametrize("text", ["x\n01\nAA==\n", "x\n-1\nAA==\n", "x\n1\nAA=\n", "x\n1\n", "x\n\u0661\nAA==\n"])
def test_a_signed_text_that_is_no_checkpoint_is_refused(text):
    signature = base64.b64encode(key_id("x", PUBLIC) + KEY.sign(text.encode())).decode()
    with pytest.raises(BadNote):
        opened_note(f"{text}\n— x {signature}\n", name="x", public_key=PUBLIC)


@pytest.mark.parametrize("origin", ["", "a b", "a+b", "a\nb"])
def test_an_origin_that_cannot_name_a_key_is_refused(origin):
    with pytest.raises(BadNote):
        signed_note(Statement(origin, 1, bytes(32)), key=KEY)


def test_a_key_file_is_read_back_and_another_file_is_not():
    content = new_key()
    assert read_key(content).public_key().public_bytes_raw() == read_key(content).public_key().public_bytes_raw()
    with pytest.raises(BadKey):
        read_key(b"nothing of the kind")
