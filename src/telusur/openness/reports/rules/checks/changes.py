"""Changes that go the other way than their numbers: `naik dari 20 menjadi 15`, `meningkat menjadi 15 dibandingkan tahun
2023 sebanyak 20`; and changes whose size or percentage is another."""

from __future__ import annotations

import itertools
import re
from decimal import Decimal
from typing import TYPE_CHECKING

from ..claims import of_a_part
from ..counts import DIGIT, FIGURES, counts_in, in_figures, masked, number, sentences
from ..findings import FindingKind, ReportFinding, shortened
from ..messages import CHANGED_BY, OTHER_WAY, said
from .shares import ANY_SHARE, agrees
from .sums import disagreeing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..layout import Block, Report

UP = (
    r"(?:naik|meningkat|bertambah|kenaikan|peningkatan|lebih\s+(?:banyak|tinggi|besar)|"
    r"mengalami\s+(?:kenaikan|peningkatan))"
)
DOWN = r"(?:turun|menurun|berkurang|penurunan|lebih\s+(?:sedikit|rendah|kecil))"
WAY = rf"\b(?:(?P<up>{UP})|(?P<down>{DOWN}))\b"
WORDS = r"[^\d.;]"
FIRST, LAST = rf"(?<![\w.,])(?P<first>{FIGURES})(?![\w,.]\d)", rf"(?<![\w.,])(?P<last>{FIGURES})(?!\w|[.,]\d)"
SAID = r"(?:(?:sebanyak|sejumlah|berjumlah|mencapai)\s+)?"
FROM_TO = re.compile(
    rf"{WAY}(?:\s+[^\W\d]+){{0,6}}?(?:,?\s+(?:yaitu|yakni)|(?<=sebelumnya),|(?<=lalu),|(?<=_),)?\s+dari\s+(?:[^\W\d]+\s+){{0,4}}?"
    rf"{FIRST}(?:\s+[\w()]+){{0,8}}?,?\s+(?:menjadi|ke)\s+{SAID}{LAST}",
    re.IGNORECASE,
)
# Behind `menjadi`: the number before, told as one of another year, or all of what cannot be a part of it.
TO_FROM = re.compile(
    rf"{WAY}(?:\s+[^\W\d]+){{0,4}}?\s+(?:menjadi|ke)\s+{SAID}{LAST}(?:\s+(?:\([^()\d]{{1,40}}\)|(?!dari\b)[^\W\d]+)){{0,3}}?\s+"
    rf"dari\s+(?P<before>{WORDS}{{0,60}}?){FIRST}(?P<after>{WORDS}{{0,60}})",
    re.IGNORECASE,
)
TO_COMPARED = re.compile(
    rf"{WAY}(?:\s+[^\W\d]+){{0,4}}?\s+(?:menjadi|mencapai|sebanyak|yaitu|yakni)\s+{LAST}{WORDS}{{0,40}}?"
    rf"\b(?:di)?banding\w*\b{WORDS}{{1,80}}?\b(?:sebanyak|berjumlah|sejumlah|sebesar|yaitu|yakni|mencapai)\s+{FIRST}",
    re.IGNORECASE,
)
COMPARED_TO = re.compile(
    rf"\b(?:(?:di)?banding\w*|pada)\s+(?:dengan\s+)?tahun\s+(?P<year>[\w]+){WORDS}{{0,60}}?{FIRST}{WORDS}{{0,100}}?{WAY}"
    rf"(?:\s+[^\W\d]+){{0,3}}?\s+(?:menjadi|mencapai)\s+{SAID}{LAST}",
    re.IGNORECASE,
)
MORE_THAN = re.compile(
    rf"{LAST}{WORDS}{{0,40}}?,?\s+(?:atau\s+)?{WAY}\s+(?:dari(?:pada)?|di\s?banding\w*)\s+(?:dengan\s+)?tahun\s+{WORDS}{{1,60}}?{FIRST}",
    re.IGNORECASE,
)
MONEY = re.compile(
    rf"{WAY}(?:\s+[^\W\d]+){{0,4}}?\s+dari\s+(?:[^\W\d]+\s+){{0,4}}?Rp\.?\s*(?P<first>\d{{1,3}}(?:\.\d{{3}})+)(?:,\d\d|,-)?"
    rf"{WORDS}{{0,60}}?\bmenjadi\s+(?:sebesar\s+)?Rp\.?\s*(?P<last>\d{{1,3}}(?:\.\d{{3}})+)(?!\s*(?:juta|miliar)|\.?\d)",
    re.IGNORECASE,
)
BY = re.compile(
    rf"{WAY}\s+{SAID}(?P<by>{FIGURES})(?:\s+(?:\([^()\d]{{1,40}}\)|(?!dari\b)[^\W\d]+)){{0,2}}?\s+dari\s+(?:[^\W\d]+\s+){{0,4}}?"
    rf"{FIRST}(?:\s+[\w()]+){{0,8}}?,?\s+(?:menjadi|ke)\s+{SAID}{LAST}",
    re.IGNORECASE,
)
# Told over two sentences: `Tahun 2022 ada 10 permohonan. Tahun 2023 naik menjadi 8 permohonan.`
TO = re.compile(
    rf"{WAY}(?:\s+[^\W\d]+){{0,4}}?\s+(?:menjadi|ke|hingga|mencapai)\s+{SAID}{LAST}(?!\s+(?:persen|dari)|%)",
    re.IGNORECASE,
)
QUALIFIED = re.compile(
    r"\b(?:yang\s+(?!masuk|diterima|diajukan|tercatat|berjumlah)\w+|ditolak|dikabulkan|sebagian|laki|perempuan|rata-rata|"
    r"dari|tentang|mengenai|terkait|untuk)\b",
    re.IGNORECASE,
)
# What may lead to the change besides the words of the sentence before.
LEADS_ON = frozenset(
    re.findall(r"\w+", "pada di tahun ini jumlah jumlahnya total angka angkanya hal tersebut itu tercatat terjadi "
                       "mengalami selama sepanjang sedangkan sementara kemudian permohonan pemohon informasi publik")
)  # fmt: skip
LAST_YEAR = re.compile(r"\btahun\s+(?:lalu|sebelumnya|\d{4})\b", re.IGNORECASE)
# `3.420 orang, bertambah 500 dari tahun sebelumnya yang tercatat 3.000 orang`
BY_OF_BEFORE = re.compile(
    rf"{LAST}(?:\s+(?:\([^()\d]{{1,40}}\)|[^\W\d]+)){{0,3}}?,?\s+(?:atau\s+)?{WAY}\s+{SAID}(?P<by>{FIGURES})"
    rf"(?:\s+(?:\([^()\d]{{1,40}}\)|(?!dari\b)[^\W\d]+)){{0,2}}?\s+(?:dari(?:pada)?|di\s?banding\w*)\s+(?:dengan\s+)?"
    rf"tahun\s+(?:{WORDS}{{1,60}}?\b(?:sebanyak|sejumlah|berjumlah|tercatat|sebesar|mencapai|yaitu|yakni)\s+){FIRST}",
    re.IGNORECASE,
)
RUPIAH = r"Rp\.?\s*(?P<{}>\d{{1,3}}(?:\.\d{{3}})+)(?:,\d\d|,-)?(?!\s*(?:juta|miliar)|\.?\d)"
MONEY_BY = re.compile(
    rf"{RUPIAH.format('last')}(?:\s+(?:\([^()\d]{{1,80}}\)|[^\W\d]+)){{0,3}}?,?\s+(?:atau\s+)?{WAY}\s+(?:sebesar\s+)?{RUPIAH.format('by')}"
    rf"\s+(?:dari(?:pada)?|di\s?banding\w*)\s+(?:dengan\s+)?(?:(?:pagu|anggaran)\s+)?tahun\s+[^.;]{{1,60}}?{RUPIAH.format('first')}",
    re.IGNORECASE,
)
RANK = re.compile(r"\b(?:peringkat|ranking|urutan|posisi|tingkat|nomor|usia|kelas)\b", re.IGNORECASE)
TIME_BEFORE = re.compile(r"\btahun\b|\bsebelumnya\b|\bsemula\b|\blalu\b", re.IGNORECASE)
ALL_OF_THEM = re.compile(
    r"\b(?:jumlah|total|banyaknya)\s+(?:permohonan|pemohon|pengunjung|kunjungan|unduhan|dokumen|keberatan|sengketa)\b"
    r"(?![^.;]*\byang\b)",
    re.IGNORECASE,
)
THING = re.compile(
    r"\b(?:permohonan|pemohon|pengunjung|kunjungan|unduhan|unggahan|dokumen|keberatan|sengketa|petugas|gugatan|kegiatan|"
    r"responden)\b",
    re.IGNORECASE,
)
POINTS = re.compile(r"\b(?:indeks|nilai|skor|peringkat)\b", re.IGNORECASE)
# A share that is said of the change: `meningkat 30 persen`, `… menjadi 15 permohonan atau 25%`, `(turun 30%)`.
OF_CHANGE = re.compile(
    r"(?:\b(?:naik|turun|meningkat|menurun|bertambah|berkurang|kenaikan|penurunan|peningkatan)\s+(?:sebesar|sebanyak)?|"
    r"\batau(?:\s+sebesar)?)\s*$",
    re.IGNORECASE,
)


def other_ways(report: Report) -> Iterator[ReportFinding]:
    """Find `naik dari 20 menjadi 15`, in whatever order it is told."""
    for block in report.body:
        for start, sentence in sentences(block.text):
            plain = masked(in_figures(sentence))
            if not DIGIT.search(plain) and not DIGIT.search(sentence):
                continue
            found = [
                *_told(plain, sentence, report.year),
                *MONEY.finditer(sentence),
                *MONEY_BY.finditer(sentence),
                *(each for each in BY_OF_BEFORE.finditer(plain) if _one_thing(each[0])),
            ]
            for match in {each.start("last"): each for each in found}.values():
                first, last = number(match["first"]), number(match["last"])
                if RANK.search(match[0]) or not (first > last if match["up"] else first < last):
                    continue
                message = said(OTHER_WAY, word=match["up"] or match["down"], first=first, last=last)
                yield ReportFinding(
                    FindingKind.CONTRADICTION,
                    block.place(start + match.start()),
                    shortened(sentence),
                    (first, last),
                    message,
                )


def ways_over_two_sentences(report: Report) -> Iterator[ReportFinding]:
    """Find `Tahun 2022 ada 10 permohonan. Tahun 2023 naik menjadi 8 permohonan.`"""
    for block in report.body:
        for (_before, earlier), (start, later) in itertools.pairwise(sentences(block.text)):
            plain = masked(in_figures(later))
            match = TO.search(plain) if DIGIT.search(plain) else None
            if match is None or FROM_TO.search(plain) or not _of_one_thing(earlier, later, report.year):
                continue
            if _words(later[: match.start()]) - LEADS_ON - _words(earlier):
                continue
            counted = counts_in(in_figures(earlier))
            if len(counted) != 1 or len(counts_in(in_figures(later))) != 1 or RANK.search(f"{earlier} {later}"):
                continue
            first, last = counted[0].value, number(match["last"])
            if first > last if match["up"] else first < last:
                message = said(OTHER_WAY, word=match["up"] or match["down"], first=first, last=last)
                yield ReportFinding(
                    FindingKind.CONTRADICTION,
                    block.place(start + match.start()),
                    shortened(f"{earlier} {later}"),
                    (first, last),
                    message,
                )


def _words(text: str) -> set[str]:
    return {*re.findall(r"[a-z]+", text.casefold())}


def _of_one_thing(earlier: str, later: str, year: int | None) -> bool:
    """Return whether two sentences count the same, first in an earlier year and then in the one reported on."""
    before, after = ({each[-4:] for each in LAST_YEAR.findall(text) if each[-1].isdigit()} for text in (earlier, later))
    in_order = max(before, default="") < min(after, default="9") and after <= {str(year)}
    is_earlier = bool(before) or bool(LAST_YEAR.search(earlier))
    same = [{each.casefold() for each in QUALIFIED.findall(text)} for text in (earlier, later)]
    things = {each.casefold() for each in THING.findall(earlier)}
    return (
        is_earlier
        and in_order
        and not LAST_YEAR.sub("", later).count("sebelumnya")
        and same[0] == same[1]
        and len(things) == 1
        and {each.casefold() for each in THING.findall(later)} <= things
        and not (of_a_part(earlier) or of_a_part(later))
    )


def _told(plain: str, sentence: str, year: int | None) -> Iterator[re.Match[str]]:
    """Yield the changes a sentence tells, each with its way, its first and its last number. plain: it without years."""
    yield from FROM_TO.finditer(plain)
    for match in TO_FROM.finditer(plain):
        down = bool(match["down"])  # a part is never more than its whole
        earlier = TIME_BEFORE.search(match["before"]) or TIME_BEFORE.search(match["after"])
        if not _one_thing(match[0]):
            continue
        if down or earlier or (ALL_OF_THEM.search(plain[: match.start()]) and not of_a_part(plain[: match.start()])):
            yield match
    yield from (match for match in TO_COMPARED.finditer(plain) if _one_thing(match[0]))
    for match in COMPARED_TO.finditer(plain):
        named = sentence[slice(*match.span("year"))]
        if named != str(year) and (named.isdigit() or named in ("lalu", "sebelumnya")) and _one_thing(match[0]):
            yield match
    yield from (match for match in MORE_THAN.finditer(plain) if _one_thing(match[0]))


def _one_thing(words: str) -> bool:
    return len({each.casefold() for each in THING.findall(words)}) <= 1


def sizes_of_changes(report: Report) -> Iterator[ReportFinding]:
    """Find `bertambah 5 dari 20 menjadi 23`, and `dari 12 menjadi 15, meningkat 30 persen`."""
    for block in report.body:
        for start, sentence in sentences(block.text):
            plain = masked(in_figures(sentence))
            yield from _wrong_sizes(block, start, sentence, MONEY_BY.finditer(sentence))
            if not DIGIT.search(plain):
                continue
            of_one = (each for each in BY_OF_BEFORE.finditer(plain) if _one_thing(each[0]))
            yield from _wrong_sizes(block, start, sentence, (*BY.finditer(plain), *of_one))
            yield from _wrong_share(block, start, sentence, plain)


def _wrong_sizes(block: Block, start: int, sentence: str, found: Iterable[re.Match[str]]) -> Iterator[ReportFinding]:
    for match in found:
        by, first, last = (number(match[name]) for name in ("by", "first", "last"))
        right = first + by if match["up"] else first - by
        if last != right and (last > first) == bool(match["up"]):
            yield disagreeing(block, start + match.start("last"), sentence, last, right)


def _wrong_share(block: Block, start: int, sentence: str, plain: str) -> Iterator[ReportFinding]:
    told, shares = list(_between(plain)), list(ANY_SHARE.finditer(sentence))
    if len(told) != 1 or len(shares) != 1 or POINTS.search(sentence):
        return
    (first, last), share = told[0], shares[0]["share"]
    beside = OF_CHANGE.search(sentence[max(0, shares[0].start() - 40) : shares[0].start()])
    if beside and first and not agrees(abs(last - first), first, share):
        right = round(Decimal(100 * abs(last - first)) / first, 2)
        message = said(CHANGED_BY, first=first, last=last, right=str(right).replace(".", ","), written=share)
        yield ReportFinding(
            FindingKind.PERCENTAGE,
            block.place(start + shares[0].start()),
            shortened(sentence),
            (float(share.replace(",", ".")), float(right)),
            message,
        )


BETWEEN = re.compile(
    rf"\bdari\s+(?:[^\W\d]+\s+){{0,4}}?{FIRST}(?:\s+[\w()]+){{0,8}}?,?\s+menjadi\s+{SAID}{LAST}", re.IGNORECASE
)


def _between(plain: str) -> Iterator[tuple[int, int]]:
    for match in BETWEEN.finditer(plain):
        yield number(match["first"]), number(match["last"])
