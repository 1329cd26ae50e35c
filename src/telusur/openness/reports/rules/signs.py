"""Signs as a reader takes them: digits of other scripts, raised digits, letters that only look Latin, signs unseen.

Whoever types `²⁵ permоhonan`, with a Cyrillic letter in it, is read as `25 permohonan` is.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Cyrillic and Greek letters that print as Latin ones do.
_LOOK_LATIN = str.maketrans(
    "АВЕЅІЈКМНОРСТУХԚԜавеѕіјкмһорстухԁԛԝӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧαινορυχ",
    "ABESIJKMHOPCTYXQWaBesijkmhopctyxdqwlABEZHIKMNOPTYXaivopux",
)
_RAISED_DIGIT = "[⁰¹²³⁴-⁹₀-₉]"
# A note to the word or number before it, no number of its own.
_RAISED = re.compile(rf"(?<=[^\W_])(?<!{_RAISED_DIGIT}){_RAISED_DIGIT}+")


def plain_signs(text: str) -> str:
    """Return a line as it is read: Latin letters, digits 0 to 9, no sign that nobody sees. Notes set as raised digits
    behind a word or number are left out."""
    if text.isascii():
        return text
    noted = _RAISED.sub("", unicodedata.normalize("NFC", text).translate(_LOOK_LATIN))
    return "".join(map(_plain, noted))


@lru_cache(maxsize=4_096)
def _plain(sign: str) -> str:
    if sign.isascii():
        return sign
    kind = unicodedata.category(sign)
    if kind in ("Mn", "Me", "Cf"):
        return ""
    if kind == "Zs":
        return " "
    if kind in ("Nd", "No", "Nl") or kind.startswith("L"):
        read = unicodedata.normalize("NFKC", sign)
        digit = unicodedata.digit(sign, None)
        return str(digit) if digit is not None else read if read.isascii() else sign
    return sign
