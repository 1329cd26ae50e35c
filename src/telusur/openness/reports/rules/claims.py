"""Totals that a sentence claims without a condition: `jumlah permohonan pada tahun 2024 sebanyak 15`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .counts import MONTH, masked

if TYPE_CHECKING:
    from collections.abc import Iterator

PLAIN = (
    r"(?:(?>\s+(?:informasi|publik|yang|masuk|diterima|oleh|ppid|kpu|selama|pada|di|sepanjang|dalam|"
    r"untuk|periode|ini|adalah|ialah|yaitu|total|seluruhnya|ada|tercatat|kepada|"
    r"layanan|keseluruhan|seluruh|dan|dokumentasi|hingga|31|desember|kota|kabupaten|provinsi|tahun\s+\d{4}|"
    r"(?-i:[A-Z][a-z]+))\b))*"  # atomic: a word has one reading, or long titles would never end
)
CLAIM = re.compile(
    rf"\b(?:jumlah|total|menerima|banyaknya|jumlah\s+total|jumlah\s+seluruh|jumlah\s+keseluruhan|"
rf"seluruh|menerima)(?:nya)?\s+(?P<what>permohonan|pemohon|pengunjung|keberatan|sengketa|dokumen){PLAIN}\s*"
    rf"(?:(?:adalah|sebanyak|berjumlah|sejumlah|mencapai)\s+)?:?\s*(?P<number>\d[\d.]*)\b(?!\s*(?:orang\s+)?(?:l"
rf"aki|perempuan))", re.IGNORECASE)  # fmt: skip
RECEIVED = re.compile(
    r"\b(?:menerima|melayani|mencatat|terdapat|tercatat)\s+(?:sebanyak\s+|sejumlah\s+)?(?P<first>\d[\d.]*)\s*(?"
    r":\([^)]*\)\s*)?(?:orang\s+)?"
    r"(?P<what>permohonan|pemohon)(?:\s+(?:informasi|publik))*(?:\s+(?:yang\s+diajukan\s+)?(?:dari|"
    r"oleh)\s+(?P<people>\d[\d.]*)\s*"
    r"(?:\([^)]*\)\s*)?(?:orang\s+)?pemohon)?",
    re.IGNORECASE,
)
PARTLY = re.compile(
    rf"\b(?:bulan|triwulan|semester|melalui|daring|luring|surel|email|langsung|hari|yang\s+di(?:tolak|"
    rf"kabulkan)|{MONTH})\b",
    re.IGNORECASE,
)
PEOPLE = re.compile(r"\s*(?:\([^)]*\)\s*)?orang", re.IGNORECASE)


@dataclass(frozen=True)
class Total:
    """A total as claimed: of `permohonan`, `pemohon` …; requests counted in `orang` are people."""

    what: str
    year: int | None
    value: int
    at: int


def totals_in(sentence: str, year: int | None) -> Iterator[Total]:
    """Yield the totals of a sentence. year: the one meant where it names none."""
    for match in CLAIM.finditer(sentence):
        if not masked(sentence)[match.start("number")].isdigit() or re.match(
            r"\s*(?:\([^)]*\)\s*)?(?:kali|hari|%|persen)", sentence[match.end() :]
        ):
            continue
        named = re.search(r"tahun\s+(\d{4})", match[0], re.IGNORECASE)
        what = match["what"].casefold()
        if what == "permohonan" and PEOPLE.match(sentence[match.end() :]):
            what = "pemohon"
        value = int(match["number"].rstrip(".").replace(".", ""))
        yield Total(what, int(named[1]) if named else year, value, match.start("number"))
    for match in RECEIVED.finditer(sentence):
        if not re.search(rf"tahun\s+{year}\b", sentence[: match.start()], re.IGNORECASE) or PARTLY.search(sentence):
            continue
        for name, what in (("people", "pemohon"), ("first", match["what"].casefold())):
            if match[name]:
                yield Total(what, year, int(match[name].rstrip(".").replace(".", "")), match.start(name))
