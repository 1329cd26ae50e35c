"""Numbers that officers typed into their own words and that are not those of the figures they speak of.

A number is judged only where the words say which figure it is: a plain total, or one of the parts that a figure is
split into. What is counted in any other way (`3 permohonan serupa`) is nobody's figure and is left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from ..counts import MONTHS, sentences
from ..findings import FindingKind, ReportFinding, shortened
from ..messages import TYPED, said
from ..numerals import from_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..layout import Block

Allowed = tuple[Fraction, ...]
WORD = (
    r"(?:nol|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|se(?:puluh|belas|ratus|ribu)|puluh|belas|ratus|ribu|"
    r"juta)"
)
FIGURES = r"\d{1,3}(?:\.\d{3})+|\d+"
NUMBER = rf"(?:(?P<figures>{FIGURES})|(?P<words>{WORD}(?:\s+{WORD}){{0,7}}))(?:\s*\([^)]{{1,60}}\))?"
UNITS = r"(?:buah|berkas|orang|unit|kali|kasus)"
AFTER_NUMBER = re.compile(rf"(?<![\w.,/]){NUMBER}\s+(?:{UNITS}\s+)?(?P<noun>[a-z]+)", re.IGNORECASE)
BEFORE_NUMBER = re.compile(
    r"\b(?P<noun>[a-z]+)(?P<between>(?:\s+(?:informasi|publik|yang|masuk|diterima|diajukan|layanan)){0,4})\s+"
    rf"(?:sebanyak|sejumlah|berjumlah|mencapai|adalah|ialah|ada)\s*:?\s*{NUMBER}\b",
    re.IGNORECASE,
)
# What may follow a plain total, up to the end of its clause.
PLAIN = re.compile(
    r"(?:\s+(?:informasi|publik|layanan|yang\s+(?:masuk|diterima|diajukan|tercatat)|masuk|diterima|"
    r"(?:pada|selama|sepanjang|dalam|untuk|di)\s+(?:tahun\s+(?:ini|\d{4})|kantor\s+(?:kami|ini))|tahun\s+(?:ini|\d{4})|"
    r"(?:orang|permohonan|berkas)|oleh\s+(?:PPID|kantor\s+(?:kami|ini))))*\s*"
    rf"(?:$|[.,;:)]|(?:dari|oleh)\s+(?:{FIGURES}|{WORD})|\b(?:dan|sehingga|serta|sedangkan|dengan)\b)",
    re.IGNORECASE,
)
OTHER_TIME = re.compile(
    r"\b(?:tahun\s+(?:lalu|sebelumnya|depan|mendatang|berikut\w*)|sebelumnya|semula|dibanding\w*|target|rencana\w*|akan|"
    r"diusulkan|mengusulkan|(?:me|di)?tambah\w*|menambah\w*|penambahan|mengadakan|pengadaan|merekrut|setiap|tiap|per\s+(?:hari|bulan|minggu)|sekitar|kira-kira|hampir|lebih\s+dari|kurang\s+dari|"
    r"minimal|maksimal|paling\s+(?:sedikit|banyak))\b",
    re.IGNORECASE,
)
YEAR = re.compile(r"\btahun\s+(\d{4})", re.IGNORECASE)
CLAUSE = re.compile(r"[,;:()]|\b(?:dan|serta|sedangkan|sementara|sehingga)\b", re.IGNORECASE)
SHARE = re.compile(r"(?<![\w.,])(?P<share>\d+(?:[.,]\d+)?)\s*(?:%|persen\b)", re.IGNORECASE)
MONEY = re.compile(
    rf"\bRp\.?\s*(?P<figures>{FIGURES})(?:,(?P<decimals>\d+)|,-)?(?:\s*(?P<scale>ribu|juta|miliar))?", re.IGNORECASE
)
SCALES = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9}
DAYS = re.compile(r"(?<![\w.,])(?P<days>\d+(?:,\d+)?)\s*(?:\([^)]{1,40}\)\s*)?hari\b", re.IGNORECASE)


@dataclass(frozen=True)
class Known:
    """What the figures say, in the words that speak of them.

    totals: by noun. parts: by noun, patterns that name a part, each with what it may be. shares, money, days: patterns
    that name a figure of the kind.
    """

    year: int
    totals: Mapping[str, Allowed]
    parts: Mapping[str, tuple[tuple[re.Pattern[str], Allowed], ...]]
    shares: tuple[tuple[re.Pattern[str], Allowed], ...] = ()
    money: tuple[tuple[re.Pattern[str], Allowed], ...] = ()
    days: tuple[tuple[re.Pattern[str], Allowed], ...] = ()


def typed_numbers(blocks: Iterable[Block], known: Known) -> Iterator[ReportFinding]:
    """Find numbers in the officers' own words that disagree with the figure they speak of. blocks: those words."""
    for block in blocks:
        for start, sentence in sentences(block.text):
            if OTHER_TIME.search(sentence) or {int(year) for year in YEAR.findall(sentence)} - {known.year}:
                continue
            told: set[int] = set()
            for at, typed, right in _judged(sentence, known):
                if at not in told:
                    told.add(at)
                    yield ReportFinding(
                        FindingKind.TYPED,
                        block.place(start + at),
                        shortened(sentence),
                        (typed, right),
                        said(TYPED, typed=typed, right=right),
                    )


def _judged(sentence: str, known: Known) -> Iterator[tuple[int, str, str]]:
    """Yield (where, what is typed, what it should be)."""
    for at, text, value, noun, clause, rest in _counted(sentence):
        allowed = _allowed(noun, clause, rest, known)
        if allowed and value not in allowed:
            yield at, text, _printed(allowed[0])
    for match in SHARE.finditer(sentence):
        allowed = _named(_clause(sentence, match.start(), match.end()), known.shares)
        if allowed and not any(near(match["share"], value) for value in allowed):
            yield match.start(), match[0], f"{_printed(allowed[0])} persen"
    for match in MONEY.finditer(sentence):
        scale = SCALES.get((match["scale"] or "").casefold(), 1)
        whole, decimals = match["figures"].replace(".", ""), match["decimals"]
        written = f"{whole},{decimals}" if decimals else whole
        allowed = _named(_clause(sentence, match.start(), match.end()), known.money)
        if allowed and not any(near(written, value / scale) for value in allowed):
            yield match.start(), match[0], f"Rp{_printed(allowed[0])}"
    for match in DAYS.finditer(sentence):
        allowed = _named(_clause(sentence, match.start(), match.end()), known.days)
        if allowed and not any(near(match["days"], value) for value in allowed):
            yield match.start(), match[0], f"{_printed(allowed[0])} hari"


def _counted(sentence: str) -> Iterator[tuple[int, str, Fraction, str, str, str]]:
    """Yield what a sentence counts: where, as written, its value, the noun, its clause and the words after it."""
    for pattern in (BEFORE_NUMBER, AFTER_NUMBER):
        for match in pattern.finditer(sentence):
            value = int(match["figures"].replace(".", "")) if match["figures"] else from_words(match["words"])
            if value is None:
                continue
            at = match.start("figures") if match["figures"] else match.start("words")
            clause = _clause(sentence, match.start(), match.end())
            yield (
                at,
                match["figures"] or match["words"],
                Fraction(value),
                match["noun"].casefold(),
                clause,
                sentence[match.end() :],
            )


def _allowed(noun: str, clause: str, rest: str, known: Known) -> Allowed:
    """Return what a count may be; nothing where the words do not say which figure it is."""
    part = _named(clause, known.parts.get(noun, ()))
    if part:
        return part
    return known.totals.get(noun, ()) if PLAIN.match(rest) else ()


def _named(clause: str, patterns: Iterable[tuple[re.Pattern[str], Allowed]]) -> Allowed:
    return next((allowed for pattern, allowed in patterns if pattern.search(clause)), ())


def _clause(sentence: str, start: int, end: int) -> str:
    """Return the words around a number, up to the next comma or `dan` on either side; its brackets are its own."""
    before = [match.end() for match in CLAUSE.finditer(sentence, 0, start)]
    after = CLAUSE.search(sentence, end)
    return sentence[before[-1] if before else 0 : after.start() if after else len(sentence)]


def near(typed: str, value: Fraction) -> bool:
    """Return whether a typed number is a value, rounded either way to the decimals that were typed."""
    plain = Decimal(typed.replace(",", "."))
    step = Fraction(1, 10 ** max(0, -int(plain.as_tuple().exponent)))
    return abs(Fraction(plain) - value) < step


def _printed(value: Fraction) -> str:
    if value.denominator == 1:
        return f"{value.numerator:,}".replace(",", ".")
    return str(round(Decimal(value.numerator) / value.denominator, 1)).replace(".", ",")


MONTH_NAMES = tuple(re.compile(rf"\bbulan\s+{name}\b|\b{name}\b", re.IGNORECASE) for name in MONTHS)
