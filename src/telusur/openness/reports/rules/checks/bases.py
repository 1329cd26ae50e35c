"""Legal bases that were no longer, or not yet, in force in the period a report is about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ..counts import sentences
from ..findings import FindingKind, ReportFinding, shortened
from ..messages import GONE, NOT_YET, said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..layout import Report

RI = r"(?:\s+(?:RI|Republik\s+Indonesia|Pusat|Umum))*"
SORTS = (
    ("PKPU", rf"(?:Peraturan\s+(?:Komisi\s+Pemilihan\s+Umum|KPU)|P-?KPU|Per\s?KPU){RI}"),
    ("Keputusan KPU", (rf"(?:(?:Surat\s+)?Keputusan\s+(?:Ketua\s+)?(?:Komisi\s+Pemilihan\s+Umum|KPU)|SK\s+KPU|"
     rf"Kpts\.?(?:\s+KPU)?){RI}")),
    ("Perki", rf"(?:Peraturan\s+(?:Komisi\s+Informasi|KI)|Perki|Per\s?KI){RI}"),
    ("PermenPANRB", (rf"(?:Peraturan\s+Menteri\s+(?:Pendayagunaan\s+Aparatur\s+Negara\s+dan\s+Reformasi\s+Birokrasi|"
rf"PAN\s*(?:dan|&|-)?\s*RB|PANRB)|Permen\s?PAN(?:\s?-?\s?(?:dan\s+)?RB)?){RI}")),
    ("UU", rf"(?:Undang[\s-]*Undang|UU|U\.\s?U\.){RI}"),
    ("PP", rf"(?:Peraturan\s+Pemerintah|PP){RI}"),
    ("Perpres", rf"(?:Peraturan\s+Presiden|Perpres){RI}"),
)  # fmt: skip
NUMBERED = (
    r"\s*(?:\(?[A-Z]{2,8}\)?\s+)?(?:Nomor|No\.?|Nomer)?\s*:?\s*(?P<number>\d{1,4})(?:/[A-Za-z][A-Za-z.\-]*|"
    r"/\d{1,2}(?=/))*[\s/]*(?:(?:Tahun|Thn\.?|Th\.?)\s*)?(?<=[\s/])(?P<year>(?:19|20)\d\d)\b"
)
# `PKPU Nomor 22 Tahun 2023 dan Nomor 1 Tahun 2015`: the sort is told once.
AND_NUMBER = re.compile(
    r"\s*(?:,|;|,?\s*(?:dan|serta|jo\.?|juncto))\s+(?:Nomor|No\.?)\s*:?\s*(?P<number>\d{1,4})[\s/]*(?:(?:Tahun|Thn\.?|Th\.?)\s*)?"
    r"(?<=[\s/])(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
CITATIONS = tuple((sort, re.compile(rf"\b{words}{NUMBERED}", re.IGNORECASE)) for sort, words in SORTS)
INSTRUMENT = r"(?:peraturan|undang|keputusan|p-?kpu|per\s?kpu|perki|permen|perpres|uu\b|pp\b)"
# Words of time tell of an instrument that is gone only where an instrument, or its coming, stands behind them: what is
# sent `sebelum 31 Maret`, or is more than in `tahun sebelumnya`, may rest on a basis that is gone.
TOLD_AS_GONE = re.compile(
    r"\b(?:mencabut|dicabut|pencabutan|menggantikan|digantikan|diganti|pengganti(?!\s+undang)|tidak\s+berlaku|"
    r"tidak\s+lagi|tidak\s+di(?:pakai|gunakan)|semula|menggugurkan)\b"
    rf"|\bsebelum(?=\s+(?:(?:ber|di|ter)(?:laku|undang|ganti|cabut|ubah|bit|tetap)\w*|ada(?:nya)?|lahir\w*|perubahan|{INSTRUMENT}))"
    r"|(?<!\btahun )(?<!\bperiode )(?<!\bbulan )(?<!\bsemester )\bsebelumnya\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Superseded:
    """An instrument that lost its force: `from_on` is the first day without it. `by`: what took its place."""

    sort: str
    number: int
    year: int
    from_on: date
    by: str


@dataclass(frozen=True)
class Citation:
    sort: str
    number: int
    year: int
    start: int
    text: str


def citations_in(text: str) -> Iterator[Citation]:
    """Yield the instruments a text names by number and year."""
    for sort, pattern in CITATIONS:
        for first in pattern.finditer(text):
            match: re.Match[str] | None = first
            while match is not None:
                yield Citation(sort, int(match["number"]), int(match["year"]), match.start(), match[0])
                match = AND_NUMBER.match(text, match.end())


def legal_bases(report: Report, superseded: Sequence[Superseded]) -> Iterator[ReportFinding]:
    """Find instruments that had lost their force before the report's year began, or that a later year brought.

    One that is named together with what replaced it (`dicabut`, `menggantikan`) is history, not a basis.
    """
    if report.year is None:
        return
    begins = date(report.year, 1, 1)
    gone = {(row.sort, row.number, row.year): row for row in superseded if row.from_on <= begins}
    for block in report.body:
        for start, sentence in sentences(block.text):
            if TOLD_AS_GONE.search(sentence):
                continue
            for cited in citations_in(sentence):
                row = gone.get((cited.sort, cited.number, cited.year))
                if row is not None:
                    facts = (cited.text, row.by)
                    message = said(GONE, cited=cited.text, day=row.from_on, successor=row.by)
                elif cited.year > report.year + 1:
                    facts = (cited.text, str(report.year))
                    message = said(NOT_YET, cited=cited.text, year=report.year)
                else:
                    continue
                yield ReportFinding(
                    FindingKind.LEGAL_BASIS, block.place(start + cited.start), shortened(sentence), facts, message
                )
