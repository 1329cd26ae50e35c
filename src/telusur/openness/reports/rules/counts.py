"""Sentences, and the numbers in them that count people or things: no dates, laws, shares, money or durations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from .numerals import from_words

if TYPE_CHECKING:
    from collections.abc import Iterator

MONTHS = (
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november",
    "desember",
)  # fmt: skip
MONTH = (
    r"(?:jan(?:uari)?|[fp]eb(?:ruari)?|mar(?:et)?|apr(?:il)?|mei|juni?|juli?|ag(?:ustus|us|u)?|"
    r"agt|sept?(?:ember)?|okt(?:ober)?|no[vp](?:ember)?|des(?:ember)?)\b\.?"
)
SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]?\s+(?=[A-Z“\"(]|\d+\s)")
LONGEST_SENTENCE = 500
LONGEST_ABBREVIATION = 8
ABBREVIATED = re.compile(
    r"(?:\b(?:No|Nomor|Rp|Jl|Jln|Dr|Drs|Ir|Hj?|St|Prof|Kab|Prov|Kec|Kel|Tbk|Thn?|Tgl|Ps|Pasal|hlm|hal|"
    r"vs|a\.n|d\.a|s\.d|u\.p|[A-Z])\.)$"
)
NOT_COUNTS = re.compile(
    rf"""(?:\b(?:tahun|thn|th\.?|tanggal|tgl\.?|nomor|no\.?|pasal|ayat|angka|huruf|bab|gambar|tabel|grafik|lampiran|halaman|
        hal\.|pukul|jam|jl\.?|jalan|rt|rw|sop|versi|ke|semester|triwulan|periode|telepon|telp\.?|kode\s+pos|minggu|pkpu|uu|pp|
        perki|perpres|lantai|dapil|golongan|tahap|gelombang|butir|kelas)\s*[:.\-]?\s*\d[\w./\-]*(?:\s*(?:tahun|/|,|dan|sampai|s\.?d\.?|[-–])\s*\d{{4}})?)
      |\b\d{{1,2}}\s+(?:\([a-z\s]{{3,20}}\)\s*)?(?:bulan\s+)?{MONTH}(?:\s+(?:tahun\s+)?\d{{4}})?
      |\b{MONTH}\s+\d{{4}}
      |(?<![\w.,])\d{{1,3}}\s*[-–]\s*\d{{1,3}}\s*(?:tahun|hari|bulan|jam|menit)\b
      |(?<![\w-])(?:19|20)\d\d-\d\d-\d\d(?![\d-])
      |\b\d{{1,2}}[-/]\d{{1,2}}[-/]\d{{2,4}}
      |\brp\.?\s*\d[\d.,]*(?:\s*(?:juta|miliar|ribu|rupiah))?
      |(?<![\w.,])\d[\d.,]*+\s*rupiah
      |(?<![\d.,])\d[\d.,]*+\s*(?:%|persen)
      |(?<![\d.,])\d[\d.,]*+\s*(?:\([^)]*\)\s*)?(?:x\s*\d+\s*)?(?:hari|jam|menit|detik|bulan|minggu|tahun|kali|meter|m2|inci|gb|mb|wib)\b
      |\b\d{{1,2}}[.:]\d{{2}}\s*(?:wib|wita|wit|[-–])
      |\b(?:19|20)\d\d\b
      |\bcovid-19
      |\b\d+/[\w./\-]+
      |\b[A-Za-z]+-?\d+\b
      |\b\d+,\d+
    """,
    re.IGNORECASE | re.VERBOSE,
)  # fmt: skip
FIGURES = r"(?:\d{1,3}(?:\.\d{3})+|\d+)"  # a whole number, with or without points
DIGIT = re.compile(r"\d")
COUNT = re.compile(r"(?<![\w.,])\d{1,3}(?:\.\d{3})+(?![\w])|(?<![\w.,])\d+(?!(?![LP]\b)\w|,\d|\.\d)")


_DIGIT = r"(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan)"
_NUMERAL = rf"(?:{_DIGIT}|se(?:puluh|belas|ratus|ribu)|belas|puluh|ratus|ribu|juta)"
SPELLED = re.compile(
    rf"(?P<again>\(\s*(?:{_NUMERAL}\s*){{1,12}}(?:[a-z]+\s*){{0,3}}\)|\bsalah\s+satu\b|\bsatu[\s-]+(?:pun|sama|per|pintu|atap|"
    rf"satu|kesatuan)\b|\b(?:{_NUMERAL}\s+){{1,12}}(?=\(\s*\d))"
    rf"|\b(?P<words>(?:{_DIGIT}|se(?:puluh|belas|ratus|ribu))(?:\s+{_NUMERAL}){{0,11}})\b(?!-)",
    re.IGNORECASE,
)


# Without one of these no words of a text are a number.
NUMERAL = re.compile(
    r"satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|se(?:puluh|belas|ratus|ribu)", re.IGNORECASE
)
MOST_REMEMBERED = 32_768  # every check asks for the same sentences


@dataclass(frozen=True)
class Count:
    """A number that counts, with where it stands in its text."""

    value: int
    start: int
    end: int


@lru_cache(maxsize=MOST_REMEMBERED)
def sentences(text: str) -> tuple[tuple[int, str], ...]:
    """Return the sentences of a block with their offsets."""
    found, start = [], 0
    for match in SENTENCE.finditer(text):
        if ABBREVIATED.search(text[max(start, match.start() - LONGEST_ABBREVIATION) : match.start()]):
            continue
        found.append((start, text[start : match.start()]))
        start = match.end()
    if text[start:].strip():
        found.append((start, text[start:]))
    return tuple(found)


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a block with their offsets, one that is longer than any in pieces: a number is held
    against the words around it, and so every number of an endless sentence against all of it."""
    for start, sentence in sentences(text):
        at = 0
        while len(sentence) - at > LONGEST_SENTENCE:
            cut = max(sentence.rfind(sign, at + 1, at + LONGEST_SENTENCE) for sign in "; ")
            cut = cut if cut > at else at + LONGEST_SENTENCE
            yield start + at, sentence[at:cut]
            at = cut
        yield start + at, sentence[at:]


@lru_cache(maxsize=MOST_REMEMBERED)
def masked(text: str) -> str:
    """Return a text of the same length in which numbers that count nothing are blanked."""
    if not DIGIT.search(text):
        return text
    return NOT_COUNTS.sub(lambda match: DIGIT.sub("_", match[0]), text)


@lru_cache(maxsize=MOST_REMEMBERED)
def in_figures(text: str) -> str:
    """Return a text of the same length in which numbers in words stand in figures, but for those that only say again
    in brackets, or are said again in them, what stands beside."""
    return SPELLED.sub(_figures, text) if NUMERAL.search(text) else text


def _figures(match: re.Match[str]) -> str:
    value = None if match["again"] else from_words(match["words"])
    return match[0] if value is None else str(value).ljust(len(match["words"]))


@lru_cache(maxsize=MOST_REMEMBERED)
def counts_in(text: str) -> tuple[Count, ...]:
    """Return the numbers of a text that count people or things, in their order."""
    return tuple(Count(number(match[0]), *match.span()) for match in COUNT.finditer(masked(text)))


def forget() -> None:
    """Let go of the sentences that were read: nothing of a report stays when its checks are done."""
    for remembering in (sentences, masked, in_figures, counts_in):
        remembering.cache_clear()


def number(text: str) -> int:
    """Return a whole number written with points between thousands."""
    return int(text.replace(".", ""))
