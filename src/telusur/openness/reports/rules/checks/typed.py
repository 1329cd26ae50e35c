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

from ..counts import MONTHS, pieces
from ..findings import FindingKind, ReportFinding, shortened
from ..messages import TYPED, said
from ..numerals import from_words
from ..quantities import FIGURES, NAMED, NUMBER, SCALES, WORD, WORDS, Span, span_of, written_of
from ..times import of_the_year

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..layout import Block

Allowed = tuple[Fraction, ...]
# What leads to the noun that is counted, and counts nothing itself.
LED = (
    r"(?:(?:buah|berkas|orang|unit|kali|kasus|lembar|pucuk|total|jumlah)\s+|"
    r"(?:surat|dokumen|formulir)\s+(?=permohonan|keberatan)){0,3}"
)
AFTER_NUMBER = re.compile(rf"(?<![\w.,/]){NUMBER}\s+{LED}(?P<noun>[a-z]+)", re.IGNORECASE)
BETWEEN = (
    r"(?:\s+(?:informasi|publik|layanan|yang|telah|masuk|diterima|terima|diajukan|tercatat|seluruhnya|kami|PPID|"
    r"(?:(?:pada|selama|sepanjang|untuk|dalam|di)\s+)?(?:tahun\s+(?:ini|\d{4})|kantor\s+(?:kami|ini)))){0,5}"
)
LINKED = r"(?:sebanyak|sejumlah|berjumlah|mencapai|adalah|ialah|yaitu|ada)"
BEFORE_NUMBER = re.compile(rf"\b(?P<noun>[a-z]+)(?P<between>{BETWEEN})\s+{LINKED}\s*:?\s*{NUMBER}(?!\w)", re.IGNORECASE)
# `Jumlah permohonan yang dikabulkan: 12`, `Total pemohon 15`; without such a word only where it is the whole line.
LABELLED = re.compile(
    rf"\b(?:jumlah(?:nya)?|total|banyaknya|rekapitulasi)\s+(?:surat\s+|berkas\s+|formulir\s+)?(?P<noun>[a-z]+)"
    rf"(?P<between>(?:\s+[a-z][\w-]*){{0,8}}?)\s*(?:[:=(|–-]|\s)\s*\(?{NUMBER}(?![\w])",
    re.IGNORECASE,
)
LINE = re.compile(
    rf"^\W*(?:\d{{1,2}}[.)]\s*|[a-z][.)]\s*)?(?:surat\s+|berkas\s+)?(?P<noun>[a-z]+)(?P<between>{BETWEEN})"
    rf"\s*(?:[:=(|–-]|\s)\s*\(?{NUMBER}(?:\s+(?:buah|berkas|orang|unit|kali|kasus|permohonan))?[\s).,;|]*$",
    re.IGNORECASE,
)
PLAIN_BETWEEN = re.compile(BETWEEN, re.IGNORECASE)
# What may follow a plain total, up to the end of its clause.
PLAIN = re.compile(
    r"(?:\s+(?:informasi|publik|layanan|yang\s+(?:masuk|diterima|diajukan|tercatat)|masuk|diterima|"
    r"(?:pada|selama|sepanjang|dalam|untuk|di)\s+(?:tahun\s+(?:ini|\d{4})|kantor\s+(?:kami|ini))|tahun\s+(?:ini|\d{4})|"
    r"(?:orang|permohonan|berkas)|(?:di|ke|kepada)\s+Komisi\s+Informasi|oleh\s+(?:PPID|kantor\s+(?:kami|ini))))*\s*"
    rf"(?:$|[.,;:)|]|(?:dari|oleh)\s+(?:{FIGURES}|{WORD})|\b(?:dan|sehingga|serta|sedangkan|dengan|naik|turun|meningkat|"
    r"menurun|bertambah|berkurang|ditambah|lebih|dibanding\w*|daripada)\b)",
    re.IGNORECASE,
)
# `Semua 25 permohonan dijawab`, `25 permohonan telah kami terima`: the total, whatever follows.
EVERY = re.compile(r"\b(?:semua|seluruh(?:nya)?)\s+$", re.IGNORECASE)
OF_EVERY = re.compile(
    r"(?:\s+(?:informasi|publik|itu|tersebut))*\s+(?:telah|sudah|dapat|dijawab|diterima|ditanggapi|dilayani|diproses|"
    r"selesai)\b",
    re.IGNORECASE,
)
TAKEN_IN = re.compile(
    r"(?:\s+(?:informasi|publik))*\s+(?:telah|sudah)\s+(?:kami\s+(?:terima|catat)|diterima|tercatat)\b", re.IGNORECASE
)
# What a number behind these words may mean, as parts of it.
VAGUE = tuple(
    (re.compile(rf"\b(?:{words})\s+$", re.IGNORECASE), (Fraction(low), Fraction(high)))
    for words, low, high in (
        (r"sekitar|kira-kira|kurang\s+lebih|lebih\s+kurang", "4/5", "6/5"),
        (r"hampir|mendekati", "4/5", "1"),
        # a bound says something only where it is near: the figure is at most twice, or at least half of it
        (r"lebih\s+dari|di\s*atas", "1", "2"),
        (r"kurang\s+dari|di\s*bawah", "1/2", "1"),
    )
)
LONGEST_CLAUSE = 160  # no clause goes on for longer on either side of a number
LONGEST_LEAD = 60
CLAUSE = re.compile(r"[,;:()]|\b(?:dan|serta|sedangkan|sementara|sehingga)\b", re.IGNORECASE)
WIDER_CLAUSE = re.compile(r"[;]|,(?!\d)|\b(?:dan|serta|sedangkan|sementara|sehingga)\b", re.IGNORECASE)
SHARE = re.compile(
    rf"(?<![\w.,])(?:(?P<share>\d+(?:[.,]\d+)?)\s*(?:\([^)%]{{1,40}}\)\s*)?|(?P<said>{WORDS})\s+)(?:%|persen\b)",
    re.IGNORECASE,
)
MONEY = re.compile(
    rf"\bRp\.?\s*(?P<figures>{FIGURES})(?:,(?P<decimals>\d+)|,-)?(?:\s*(?P<scale>ribu|juta|miliar))?"
    rf"|(?<![\w.,])(?P<bare>{FIGURES})(?:,(?P<bare_decimals>\d+))?\s*(?P<bare_scale>ribu|juta|miliar)?\s+rupiah"
    rf"|(?P<words>{WORDS})\s+rupiah",
    re.IGNORECASE,
)
DAYS = re.compile(
    rf"(?<![\w.,])(?:(?P<days>\d+(?:,\d+)?)\s*(?:\([^)]{{1,40}}\)\s*)?|(?P<said>{WORDS})\s+(?:\([^)]{{1,40}}\)\s*)?)hari\b",
    re.IGNORECASE,
)


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
        for start, sentence in pieces(block.text):
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
    """Yield (where, what is typed, what it should be) of what is told of the report's year."""
    for each in _counted(sentence):
        allowed = _allowed(each, known)
        right = not allowed or any(each.span.holds(value) for value in allowed)
        if not right and of_the_year(sentence, each.at, each.clause, known.year):
            yield each.at, each.text, printed(allowed[0])
    for pattern, named, sign in (
        (SHARE, known.shares, "{} persen"),
        (MONEY, known.money, "Rp{}"),
        (DAYS, known.days, "{} hari"),
    ):
        for match in pattern.finditer(sentence):
            clause = clause_of(sentence, match.start(), match.end(), WIDER_CLAUSE)
            allowed = (
                allowed_by(sentence[slice(*clause)], named)
                if pattern is not MONEY
                else _nearest(sentence, match, clause, named)
            )
            written, scale = amount_of(match)
            right = not (allowed and written) or any(near(written, value / scale) for value in allowed)
            if not right and of_the_year(sentence, match.start(), clause, known.year):
                yield match.start(), match[0], sign.format(printed(allowed[0]))


def amount_of(match: re.Match[str]) -> tuple[str, int]:
    """Return a share, an amount of money or of days as figures, and what to multiply it by; "" for no amount."""
    found = match.groupdict()
    words = found.get("said") or found.get("words")
    if words:
        value = from_words(words)
        return ("" if value is None else str(value)), 1
    if "figures" not in found:
        return found.get("share") or found.get("days") or "", 1
    whole, decimals = found["figures"] or found["bare"], found["decimals"] or found["bare_decimals"]
    scale = SCALES.get((found["scale"] or found["bare_scale"] or "").casefold(), 1)
    plain = re.sub(r"\D", "", whole)
    return (f"{plain},{decimals}" if decimals else plain), scale


@dataclass(frozen=True)
class _Counted:
    """What a sentence counts: where, as written, what it may mean, the noun, its clause and the words around it."""

    at: int
    text: str
    span: Span
    noun: str
    clause: tuple[int, int]
    words: str
    plain: bool


def _counted(sentence: str) -> Iterator[_Counted]:
    for pattern in (BEFORE_NUMBER, LABELLED, LINE, AFTER_NUMBER):
        for match in pattern.finditer(sentence):
            span = span_of(match)
            at, text = written_of(match)
            if (
                span is None
                or NAMED.search(sentence[max(0, at - LONGEST_LEAD) : at])
                or _a_marker(sentence, match, text)
            ):
                continue
            clause = clause_of(sentence, match.start(), match.end())
            between = match.groupdict().get("between") or ""
            behind = sentence[match.end() : match.end() + LONGEST_CLAUSE]
            plain = bool(PLAIN_BETWEEN.fullmatch(between) and PLAIN.match(behind)) or (
                match.re is AFTER_NUMBER
                and bool(
                    TAKEN_IN.match(behind)
                    or (EVERY.search(sentence[max(0, at - LONGEST_LEAD) : at]) and OF_EVERY.match(behind))
                )
            )
            noun = match["noun"].casefold().removesuffix("nya")
            yield _Counted(
                at,
                text,
                _vaguely(span, sentence[max(0, at - LONGEST_LEAD) : at]),
                noun,
                clause,
                sentence[slice(*clause)],
                plain,
            )


def _a_marker(sentence: str, match: re.Match[str], text: str) -> bool:
    """Return whether a `1.` behind a colon begins a list rather than counts."""
    return text == "1" and match.re is LINE and sentence[match.end("figures") :].strip() in (".", ")")


def _vaguely(span: Span, before: str) -> Span:
    """Return what a number may mean behind `sekitar`, `hampir`, `lebih dari` …"""
    for pattern, (low, high) in VAGUE:
        if pattern.search(before):
            return Span(span.low * low, span.high * high)
    return span


def _allowed(each: _Counted, known: Known) -> Allowed:
    """Return what a count may be; nothing where the words do not say which figure it is."""
    part = allowed_by(each.words, known.parts.get(each.noun, ()))
    if part:
        return part
    return known.totals.get(each.noun, ()) if each.plain else ()


def allowed_by(clause: str, patterns: Iterable[tuple[re.Pattern[str], Allowed]]) -> Allowed:
    """Return what the first part that a clause names may be; nothing where it names none."""
    return next((allowed for pattern, allowed in patterns if pattern.search(clause)), ())


def _nearest(
    sentence: str, match: re.Match[str], clause: tuple[int, int], patterns: Iterable[tuple[re.Pattern[str], Allowed]]
) -> Allowed:
    """Return what is named last before an amount in its clause, else first behind it."""
    found = [
        ((each.end() > match.start(), abs(match.start() - each.end())), allowed)
        for pattern, allowed in patterns
        for each in pattern.finditer(sentence, *clause)
    ]
    return min(found, key=lambda each: each[0], default=((), ()))[1]


def clause_of(sentence: str, start: int, end: int, by: re.Pattern[str] = CLAUSE) -> tuple[int, int]:
    """Return where the words around a number begin and end: the next comma or `dan` on either side, or what `by` says;
    its brackets are its own."""
    before = [match.end() for match in by.finditer(sentence, max(0, start - LONGEST_CLAUSE), start)]
    last = min(len(sentence), end + LONGEST_CLAUSE)
    after = by.search(sentence, end, last)
    return before[-1] if before else max(0, start - LONGEST_CLAUSE), after.start() if after else last


def near(typed: str, value: Fraction) -> bool:
    """Return whether a typed number is a value, rounded either way to the decimals that were typed."""
    plain = Decimal(typed.replace(",", "."))
    step = Fraction(1, 10 ** max(0, -int(plain.as_tuple().exponent)))
    return abs(Fraction(plain) - value) < step


def printed(value: Fraction) -> str:
    if value.denominator == 1:
        return f"{value.numerator:,}".replace(",", ".")
    return str(round(Decimal(value.numerator) / value.denominator, 1)).replace(".", ",")


MONTH_NAMES = tuple(re.compile(rf"\bbulan\s+{name}\b|\b{name}\b", re.IGNORECASE) for name in MONTHS)
