"""Numbers and addresses that lead to a person, found in text.

Found are NIK, KK and NPWP numbers, mobile telephones, e-mail addresses and postal addresses of people. Telephones with
an area code and addresses under go.id belong to offices and are left alone, and so are the digits of a digest. Base64
is read like any word: one signature in ten million has a telephone in it, and no shape tells it from what people type.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator


class Identity(StrEnum):
    """What leads to a person. Law: UU 27/2022 Pasal 4; UU 24/2013 Pasal 84."""

    NIK = "nik"
    KK = "kk"
    NPWP = "npwp"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"


@dataclass(frozen=True)
class Found:
    """What was found: its kind and its place in the text, half-open."""

    kind: Identity
    start: int
    end: int


WOMAN = 40  # is added to the day of birth of a woman
# What may stand between two digits of one number: spaces and dashes of any width, what breaks a line, signs without
# a shape. A comma or a point after a digit begins a fraction; after anything else it ends a field or a sentence.
BETWEEN = r" \t.\-\u00a0\u00ad\u2000-\u2015\u202a-\u202f\u2060-\u2064\u2066-\u2069\ufeff"
GAP = f"[{BETWEEN}]{{0,3}}"
WIDE_GAP = f"[{BETWEEN}\n\u2028\u2029/]{{0,3}}"
ALONE = r"(?<!\d)(?<!\d[.,])"
SIXTEEN = re.compile(rf"{ALONE}\d(?:{WIDE_GAP}\d){{15}}(?!\d)")
FAMILY_CARD = re.compile(r"(?i)(\bK\.?K\.?\b|kartu keluarga)[^\d\n]{0,24}$")
TAXPAYER = re.compile(r"(?i)\bN\.?P\.?W\.?P\b\.?[^\d\n]{0,24}$")
TAX_NUMBER = re.compile(r"(?<!\d)\d{2}\.?\d{3}\.?\d{3}\.?\d[-.]?\d{3}\.?\d{3}(?!\d)")
TAX_SIGNS = re.compile(r"\d{2}\.\d{3}\.\d{3}\.\d[-.]\d{3}\.\d{3}")
PHONE = re.compile(rf"{ALONE}(?<!/)(?:\(?\+?62\)?{GAP}|0)8[1-9](?:{GAP}\d){{6,10}}(?!\d)")
EMAIL = re.compile(
    r"[A-Za-z0-9](?:[A-Za-z0-9._%+\-]{0,62}[A-Za-z0-9])?@(?:[A-Za-z0-9\-]{1,63}\.){1,6}[A-Za-z]{2,12}(?![\w@])"
)
OF_AN_OFFICE = re.compile(r"(?i)[@.]go\.id$")
ADDRESS = re.compile(
    r"(?i)\b(?:jl|jln|jalan|gg|gang|kp|kampung|dusun|perum|perumahan|komplek|kompleks)\b\.?\s[^\n]{2,60}?"
    r"\b(?:no\.?\s?\d+[a-z]?|rt\.?\s?[\d/ ]{1,5}(?:\s?[/,]?\s?rw\.?\s?\d{1,3})?|blok\s\w+)"
)
NEIGHBOURHOOD = re.compile(r"(?i)\brt\.?\s?/?\s?(?:rw\.?\s?)?\d{1,3}\s?[/,]?\s?(?:rw\.?\s?)?\d{1,3}\b")
# What `sha256sum` and the like print, whole and in small letters: a number that is only led or followed by letters, or
# stands in a word of another length, is a number.
DIGEST = re.compile(r"(?<![0-9A-Za-z])(?:[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32})(?![0-9A-Za-z])")
FEWEST_LETTERS = 3  # of a to f that a digest has; a padded number has one, repeated
TOKEN = re.compile(r"\w+")
LONG_NUMBER = 8
# How much of the text before a number may say what the number is.
BEFORE = 40


def found_in(text: str, *, provinces: Collection[str], addresses: bool = False) -> list[Found]:
    """Return what leads to a person in `text`, in order, none inside another.

    provinces: the two-digit codes of the provinces. addresses: whether postal addresses are looked for as well.
    """
    text = text if text.isascii() else "".join(map(_as_typed, text))
    text = DIGEST.sub(_without_digits, text)
    finders: list[Callable[[str], Iterator[Found]]] = [lambda words: _sixteen(words, provinces), _tax, _phones, _emails]
    if addresses:
        finders.append(_addresses)
    every = sorted((one for finder in finders for one in finder(text)), key=lambda one: (one.start, -one.end))
    kept: list[Found] = []
    for one in every:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _as_typed(char: str) -> str:
    """Return a digit of any script, width or style, or a wide sign of an address, as a keyboard gives it."""
    if char.isascii():
        return char
    plain = str(unicodedata.decimal(char)) if char.isdecimal() else unicodedata.normalize("NFKC", char)
    return plain if plain.isascii() and len(plain) == 1 and not plain.isspace() else char


def _without_digits(digest: re.Match[str]) -> str:
    """Return a digest as so many letters, a word that only looks like one as it is."""
    letters = {each for each in digest[0] if each.isalpha()}
    return "x" * len(digest[0]) if len(letters) >= FEWEST_LETTERS else digest[0]


def is_plausible(number: str, *, provinces: Collection[str]) -> bool:
    """Return whether sixteen digits can be an NIK or KK number: a province, a regency and a district, a date (the day
    of a woman's birth is raised by 40), a serial number. Law: UU 23/2006 Pasal 13; Perpres 96/2018."""
    if len(number) != 16 or not number.isascii() or not number.isdigit():  # noqa: PLR2004
        return False
    day, month = int(number[6:8]), int(number[8:10])
    day -= WOMAN if day > WOMAN else 0
    return (
        number[:2] in provinces
        and number[2:4] != "00"
        and number[4:6] != "00"
        and 1 <= day <= 31  # noqa: PLR2004
        and 1 <= month <= 12  # noqa: PLR2004
        and number[12:] != "0000"
    )


def masked(text: str) -> str:
    """Return a text by which its owner knows it and nobody else: the ends of a number, the first letter of a word."""
    return TOKEN.sub(lambda token: _veiled(token[0]), text)


def _veiled(token: str) -> str:
    kept = 2 if token.isdigit() and len(token) >= LONG_NUMBER else 0
    return token[:kept] + "•" * (len(token) - 2 * kept) + token[-kept:] if kept else token[0] + "•" * (len(token) - 1)


def _sixteen(text: str, provinces: Collection[str]) -> Iterator[Found]:
    for match in SIXTEEN.finditer(text):
        number = re.sub(r"\D", "", match[0])
        before = text[max(0, match.start() - BEFORE) : match.start()]
        if TAXPAYER.search(before):
            yield Found(Identity.NPWP, match.start(), match.end())
        elif is_plausible(number, provinces=provinces):
            kind = Identity.KK if FAMILY_CARD.search(before) else Identity.NIK
            yield Found(kind, match.start(), match.end())


def _tax(text: str) -> Iterator[Found]:
    for match in TAX_NUMBER.finditer(text):
        named = TAXPAYER.search(text[max(0, match.start() - BEFORE) : match.start()])
        if named or TAX_SIGNS.fullmatch(match[0]):
            yield Found(Identity.NPWP, match.start(), match.end())


def _phones(text: str) -> Iterator[Found]:
    for match in PHONE.finditer(text):
        yield Found(Identity.PHONE, match.start(), match.end())


def _emails(text: str) -> Iterator[Found]:
    for match in EMAIL.finditer(text):
        if not OF_AN_OFFICE.search(match[0]):
            yield Found(Identity.EMAIL, match.start(), match.end())


def _addresses(text: str) -> Iterator[Found]:
    for pattern in (ADDRESS, NEIGHBOURHOOD):
        for match in pattern.finditer(text):
            yield Found(Identity.ADDRESS, match.start(), match.end())
