"""Totals that a sentence claims without a condition: `jumlah permohonan pada tahun 2024 sebanyak 15`."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .counts import DIGIT, MONTH, counts_in, masked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PLAIN = (
    r"(?:(?>\s+(?:informasi|publik|yang|masuk|diterima|oleh|ppid|kpu|selama|pada|di|sepanjang|dalam|"
    r"untuk|periode|ini|adalah|ialah|yaitu|total|seluruhnya|ada|tercatat|kepada|"
    r"layanan|keseluruhan|seluruh|dan|dokumentasi|hingga|31|desember|kota|kabupaten|provinsi|tahun\s+\d{4}|"
    r"(?-i:[A-Z][a-z]+))\b))*"  # atomic: a word has one reading, or long titles would never end
)
CLAIM = re.compile(
    rf"\b(?:jumlah|total|menerima|banyaknya|jumlah\s+total|jumlah\s+seluruh|jumlah\s+keseluruhan|"
rf"seluruh|menerima)(?:nya)?\s+(?P<what>permohonan|pemohon|pengunjung|keberatan|sengketa|"
    rf"dokumen(?:\s+yang\s+(?:diunggah|diunduh|diumumkan))?){PLAIN}\s*"
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
CLAIMED = re.compile(r"permohonan|pemohon|pengunjung|keberatan|sengketa|dokumen", re.IGNORECASE)
SOME_OF_IT = (
    rf"bulan|triwulan|semester|caturwulan|kuartal|minggu|awal\s+tahun|akhir\s+tahun|pertengahan|melalui|lewat|daring|"
    rf"luring|surel|e-?mail|whatsapp|langsung|hari|{MONTH}"
)
PARTLY = re.compile(rf"\b(?:{SOME_OF_IT}|yang\s+di(?:tolak|kabulkan))\b", re.IGNORECASE)
OF_A_PART = re.compile(rf"\b(?:{SOME_OF_IT})\b", re.IGNORECASE)  # of the year, or of the ways to ask
WHOLE_YEAR = re.compile(
    r"\b(?:bulan\s+)?(?:1\s+)?januari(?:\s+\d{4})?\s*(?:sampai(?:\s+dengan)?|s\.?\s?/?d\.?|hingga|[-–])\s*"
    r"(?:bulan\s+)?(?:31\s+)?desember\b|\b31\s+desember\b",
    re.IGNORECASE,
)
LONGEST_CLAUSE = 200
NEAR = 60
CLAUSE_END = re.compile(r"[,;(]")
PEOPLE = re.compile(r"\s*(?:\([^)]*\)\s*)?orang", re.IGNORECASE)


@dataclass(frozen=True)
class Total:
    """A total as claimed: of `permohonan`, `pemohon` …; requests counted in `orang` are people."""

    what: str
    year: int | None
    value: int
    at: int


def of_a_part(text: str) -> bool:
    """Return whether words speak of a part of the year or of one way to ask, and so of no total."""
    return bool(OF_A_PART.search(WHOLE_YEAR.sub(" ", text)))


def _claimed_of_a_part(sentence: str, start: int, end: int, ends: Sequence[int]) -> bool:
    """Return whether what leads to a total, after the count before it, or ends its clause, is of a part. ends: of the
    counts of the sentence."""
    counted = bisect_right(ends, start)
    before = sentence[ends[counted - 1] if counted else 0 : start]
    stop = CLAUSE_END.search(sentence, end, end + LONGEST_CLAUSE)
    after = sentence[end : stop.start() if stop else end + LONGEST_CLAUSE]
    return of_a_part(before) or of_a_part(after)


def totals_in(sentence: str, year: int | None) -> Iterator[Total]:
    """Yield the totals of a sentence. year: the one meant where it names none."""
    if not (DIGIT.search(sentence) and CLAIMED.search(sentence)):
        return
    plain, ends = masked(sentence), [each.end for each in counts_in(sentence)]
    for match in CLAIM.finditer(sentence):
        if not plain[match.start("number")].isdigit() or re.match(
            r"\s*(?:\([^)]*\)\s*)?(?:kali|hari|%|persen)", sentence[match.end() :]
        ):
            continue
        if _claimed_of_a_part(sentence, match.start(), match.end(), ends):
            continue
        named = re.search(r"tahun\s+(\d{4})", match[0], re.IGNORECASE)
        what = match["what"].casefold()
        if what == "permohonan" and PEOPLE.match(sentence[match.end() :]):
            what = "pemohon"
        value = int(match["number"].rstrip(".").replace(".", ""))
        yield Total(what, int(named[1]) if named else year, value, match.start("number"))
    for match in RECEIVED.finditer(sentence):
        named = re.search(rf"tahun\s+{year}\b", sentence[: match.start()], re.IGNORECASE) or re.match(
            rf"\s*(?:permohonan|pemohon)?\s*(?:informasi\s+)?(?:publik\s+)?(?:pada|selama|sepanjang|di)\s+tahun\s+{year}\b",
            sentence[match.end() : match.end() + NEAR],
            re.IGNORECASE,
        )
        if not named or PARTLY.search(sentence):
            continue
        for name, what in (("people", "pemohon"), ("first", match["what"].casefold())):
            if match[name]:
                yield Total(what, year, int(match[name].rstrip(".").replace(".", "")), match.start(name))
