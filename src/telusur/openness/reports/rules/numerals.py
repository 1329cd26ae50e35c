"""Whole numbers in Indonesian words, read and written: nol, sebelas, seratus dua puluh tiga, seribu, tiga miliar."""

from __future__ import annotations

import re

DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
GROUPS = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (10**3, "ribu"))
TEENS, HUNDRED, THOUSAND = 20, 100, 1000
LARGEST = 10**15 - 1
_VALUES = {word: value for value, word in enumerate(DIGITS)} | {"kosong": 0}
_SCALES = {word: value for value, word in GROUPS} | {"milyar": 10**9, "trilyun": 10**12, "trilliun": 10**12}
_UNITS = {"belas": 10, "puluh": 10, "ratus": 100}
_ONE_OF = re.compile(r"se(belas|puluh|ratus|ribu|juta)")


def in_words(number: int) -> str:
    """Return a number in words. number: 0 to 999 triliun. Raises: ValueError."""
    if not 0 <= number <= LARGEST:
        raise ValueError(number)
    if number == 0:
        return DIGITS[0]
    words = []
    for scale, name in GROUPS:
        count, number = divmod(number, scale)
        if count == 1 and scale == THOUSAND:
            words.append("seribu")
        elif count:
            words += [_below_thousand(count), name]
    return " ".join([*words, _below_thousand(number)]).strip()


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, HUNDRED)
    words = ["seratus"] if hundreds == 1 else [DIGITS[hundreds], "ratus"] if hundreds else []
    if rest >= TEENS:
        tens, rest = divmod(rest, 10)
        words += [DIGITS[tens], "puluh"]
    elif rest >= 10:  # noqa: PLR2004 ten
        words.append({10: "sepuluh", 11: "sebelas"}.get(rest) or f"{DIGITS[rest - 10]} belas")
        rest = 0
    return " ".join([*words, DIGITS[rest]] if rest else words)


def from_words(text: str) -> int | None:
    """Return the number that words say, None where they say none or break the order of hundreds, tens and ones.

    Capitals, hyphens and run-together forms (`duapuluh`, `limabelas`) are read as they are meant.
    """
    words = _parted(text)
    if not words:
        return None
    if all(word in _VALUES for word in words) and len(words) > 1:
        return None
    if words in (["nol"], ["kosong"]):
        return 0
    total, group, scale_before = 0, [], LARGEST
    for word in words:
        scale = _SCALES.get(word)
        if scale is None:
            group.append(word)
            continue
        count = _group_value(group)
        if not count or scale >= scale_before:
            return None
        total, group, scale_before = total + count * scale, [], scale
    rest = _group_value(group) if group else 0
    return None if rest is None or (group and rest == 0) else total + rest


def is_of_numerals(text: str) -> bool:
    """Return whether each word belongs to a number, in whatever order: `empat belas lima` does and says none."""
    return bool(_parted(text))


def one_by_one(text: str) -> str:
    """Return the digits that words say one by one, `012` for `nol satu dua`; empty where one of them is no digit."""
    words = _parted(text)
    return "".join(str(_VALUES[word]) for word in words) if all(word in _VALUES for word in words) else ""


def is_misspelt(text: str, number: int) -> bool:
    """Return whether words are those of a number but for a letter that is missing, too many or another in some."""
    right, written = in_words(number).split(), text.lower().split()
    pairs = list(zip(right, written, strict=False))
    return (
        len(right) == len(written)
        and right != written
        and any(one == other for one, other in pairs)
        and all(one == other or _one_letter_apart(one, other) for one, other in pairs)
    )


def _one_letter_apart(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 1:
        return False
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[same + (len(one) >= len(other)) :] == other[same + (len(other) >= len(one)) :]


def _parted(text: str) -> list[str]:
    """Return the words of a numeral, `se-` forms as two; empty where a word belongs to none."""
    words: list[str] = []
    for raw in re.findall(r"[a-z]+", text.lower().replace("-", " ")):
        rest = raw
        while rest:
            if match := _ONE_OF.match(rest):
                words += ["satu", match[1]]
                rest = rest[match.end() :]
                continue
            known = next((w for w in (*_VALUES, *_SCALES, *_UNITS) if rest.startswith(w)), None)
            if known is None:
                return []
            words.append(known)
            rest = rest[len(known) :]
    return words if re.fullmatch(r"[A-Za-z\s\-]+", text) else []


def _group_value(words: list[str]) -> int | None:
    """Return what words below a thousand say: hundreds, then tens or a teen, then ones, each at most once."""
    value, left, place = 0, list(words), THOUSAND
    while left:
        digit = _VALUES.get(left.pop(0))
        if not digit:
            return None
        unit = left.pop(0) if left and left[0] in _UNITS else ""
        size = _UNITS.get(unit, 1)
        if size >= place or (unit == "belas" and place == 10):  # noqa: PLR2004 tens are said already
            return None
        value += 10 + digit if unit == "belas" else digit * size
        place = 1 if unit == "belas" else size
    return value or None
