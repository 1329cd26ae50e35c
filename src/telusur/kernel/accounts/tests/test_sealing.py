from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telusur.kernel.accounts.rules.sealing import InvalidToken, seal, unseal


@given(st.text(max_size=40))
def test_only_key_and_purpose_open_what_they_sealed(text):
    sealed = seal(text, key="satu", purpose="nomor")
    assert unseal(memoryview(sealed), key="satu", purpose="nomor") == text
    assert len(text) < 3 or text.encode() not in sealed
    for key, purpose in (("dua", "nomor"), ("satu", "surat")):
        with pytest.raises(InvalidToken):
            unseal(sealed, key=key, purpose=purpose)


def test_the_same_text_never_looks_the_same_twice():
    assert seal("a", key="k", purpose="p") != seal("a", key="k", purpose="p")


def test_changed_bytes_are_refused():
    with pytest.raises(InvalidToken):
        unseal(b"x" + seal("a", key="k", purpose="p"), key="k", purpose="p")
