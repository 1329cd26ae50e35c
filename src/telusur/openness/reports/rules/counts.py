"""Sentences, and the numbers in them that count people or things: no dates, laws, shares, money or durations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

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
LONGEST_ABBREVIATION = 8
ABBREVIATED = re.compile(
    r"(?:\b(?:No|Nomor|Rp|Jl|Jln|Dr|Drs|Ir|Hj?|St|Prof|Kab|Prov|Kec|Kel|Tbk|Thn?|Tgl|Ps|Pasal|hlm|hal|"
    r"vs|a\.n|d\.a|s\.d|u\.p|[A-Z])\.)$"
)
NOT_COUNTS = re.compile(
    rf"""(?:\b(?:tahun|thn|th\.?|tanggal|tgl\.?|nomor|no\.?|pasal|ayat|angka|huruf|bab|gambar|tabel|grafik|lampiran|halaman|
        hal\.|pukul|jam|jl\.?|jalan|rt|rw|sop|versi|ke|semester|triwulan|periode|telepon|telp\.?|kode\s+pos|minggu|pkpu|uu|pp|
        perki|perpres)\s*[:.\-]?\s*\d[\w./\-]*(?:\s*(?:tahun|/|,|dan|sampai|s\.?d\.?|[-–])\s*\d{{4}})?)
      |\b\d{{1,2}}\s+(?:\([a-z\s]{{3,20}}\)\s*)?(?:bulan\s+)?{MONTH}(?:\s+(?:tahun\s+)?\d{{4}})?
      |\b{MONTH}\s+\d{{4}}
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
COUNT = re.compile(r"(?<![\w.,])\d{1,3}(?:\.\d{3})+(?![\w])|(?<![\w.,])\d+(?!(?![LP]\b)\w|,\d|\.\d)")


@dataclass(frozen=True)
class Count:
    """A number that counts, with where it stands in its text."""

    value: int
    start: int
    end: int


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a block with their offsets."""
    start = 0
    for match in SENTENCE.finditer(text):
        if ABBREVIATED.search(text[max(start, match.start() - LONGEST_ABBREVIATION) : match.start()]):
            continue
        yield start, text[start : match.start()]
        start = match.end()
    if text[start:].strip():
        yield start, text[start:]


def masked(text: str) -> str:
    """Return a text of the same length in which numbers that count nothing are blanked."""
    return NOT_COUNTS.sub(lambda match: re.sub(r"\d", "_", match[0]), text)


def counts_in(text: str) -> tuple[Count, ...]:
    """Return the numbers of a text that count people or things, in their order."""
    return tuple(Count(number(match[0]), *match.span()) for match in COUNT.finditer(masked(text)))


def number(text: str) -> int:
    """Return a whole number written with points between thousands."""
    return int(text.replace(".", ""))
