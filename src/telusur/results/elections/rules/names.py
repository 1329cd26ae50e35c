"""How a name of a place that a list writes in capitals stands in a sentence."""

from __future__ import annotations

AS_WRITTEN = {"DKI", "DI", "D.I."}  # abbreviations, not words
_ROMAN = set("IVXL")


def capitalized(name: str) -> str:
    """Return a name with a capital at the start of each word: `KOTO XI TARUSAN` is `Koto XI Tarusan`."""
    if not name.isupper():
        return name
    return " ".join(word if word in AS_WRITTEN or set(word) <= _ROMAN else _word(word) for word in name.split())


def _word(word: str) -> str:
    """Return one word, with a capital behind each hyphen and bracket too."""
    found, start = "", True
    for sign in word:
        found += sign.upper() if start else sign.lower()
        start = sign in "-(/."
    return found
