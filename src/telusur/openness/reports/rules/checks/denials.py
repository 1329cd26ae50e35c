"""What a report says of none or of all and denies elsewhere: all in time and some late, no budget and money, no
obstacles and some; and the men and women of one whole told in two ways."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..claims import of_a_part
from ..counts import in_figures, sentences
from ..findings import FindingKind, ReportFinding, shortened
from ..messages import CONTRADICTION, said
from .books import HINDRANCE, NO_HINDRANCE, PEOPLE, TAUGHT
from .sums import men_and_women

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..layout import Block, Report

SUBJECTS = ("permohonan", "keberatan", "pengaduan")
OF_SUBJECT = r"(?:\s+(?:informasi|publik|tersebut|yang\s+(?:masuk|diterima|diajukan)))*"
LATE = (
    r"(?:terlambat|lewat\s+waktu|tidak\s+tepat\s+waktu|(?:melewati|melebihi|melampaui)\s+(?:(?:jangka|batas|tenggat)(?:\s+waktu)?|"
    r"waktu|\d+\s+(?:\([^)]*\)\s*)?hari))"
)
DEALT = (
    r"(?:(?:telah|sudah|dapat|yang)\s+)*(?:(?:di\w+|selesai)\s+)?(?:dalam\s+(?:waktu\s+)?\d+\s+(?:\([^()]*\)\s*)?hari(?:\s+kerja)?\s+)?"
    r"(?:secara\s+|dengan\s+)?"
)
IN_DAYS = re.compile(r"\b\d+\s*(?:\([^()]*\)\s*)?hari\b", re.IGNORECASE)  # how long it took, and no part of the year
NONE_LATE = {
    subject: re.compile(
        rf"(?<!tidak )\b(?:seluruh|semua)\s+{subject}{OF_SUBJECT}\s+{DEALT}tepat\s+waktu\b"
        rf"|\btidak\s+(?:ada|terdapat)(?:\s+satu\s+pun)?\s+{subject}{OF_SUBJECT}\s+(?:yang\s+)?{DEALT}{LATE}",
        re.IGNORECASE,
    )
    for subject in SUBJECTS
}
SOME_LATE = {
    subject: re.compile(
        rf"(?<![\w.,/])(?<!tidak ada )[1-9]\d*\s*(?:\([^()]*\)\s*)?(?:{subject}{OF_SUBJECT}\s+|di\s?antaranya\s+)"
        rf"{DEALT}{LATE}",
        re.IGNORECASE,
    )
    for subject in SUBJECTS
}
SERVICE = r"(?:\s+(?:khusus|untuk|bagi|layanan|pelayanan|informasi|publik|ppid))+"
NO_BUDGET = re.compile(
    rf"\b(?:tidak|belum)\s+(?:ada|adanya|tersedia|terdapat|memiliki|mempunyai|mendapat\w*|dialokasikan)\s+anggaran{SERVICE}\b",
    re.IGNORECASE,
)
SOME_BUDGET = re.compile(
    rf"\b(?:anggaran|pagu){SERVICE}(?:\s+(?:tahun\s+\d{{4}}|tahun\s+ini|adalah|sebesar|sejumlah|mencapai))*\s*:?\s*Rp\.?\s*[1-9]",
    re.IGNORECASE,
)
SOME_HINDRANCE = re.compile(
    rf"\b{HINDRANCE}(?:nya)?(?:\s+(?P<side>internal|eksternal))?\s+(?:utama|terbesar|yang\s+(?:dihadapi|dialami|ditemui))"
    r"(?:\s+(?!(?:tidak|belum)\b)\w+){0,6}?\s*(?:adalah|ialah|yaitu|yakni|berupa|:)\s*(?!(?:tidak|belum|nihil)\b)[a-z]",
    re.IGNORECASE,
)
# What is said of all of a year, and not of another year, a condition or a rule.
ELSEWHEN = re.compile(
    r"\b(?:tahun\s+(?:lalu|sebelumnya)|sebelumnya|semula|jika|apabila|bila|agar|akan|kecuali|selain|hingga\s+saat)\b",
    re.IGNORECASE,
)
DAYS = r"(?P<days>\d{1,3})\s*(?:\([^()]{1,40}\)\s*)?(?P<unit>hari\s+kerja|hari|jam)\b"
DONE = r"(?:(?:telah|sudah|dapat|baru)\s+)*(?P<done>di\w+|selesai)\s+"
ALL_WITHIN = {
    subject: re.compile(
        rf"(?<!tidak )\b(?:seluruh|semua)\s+{subject}{OF_SUBJECT}\s+{DONE}"
        rf"(?:dalam(?:\s+waktu)?|kurang\s+dari|paling\s+lama|tidak\s+lebih\s+dari|maksimal|di\s+bawah)\s+{DAYS}",
        re.IGNORECASE,
    )
    for subject in SUBJECTS
}
SOME_TOOK = {
    subject: re.compile(
        rf"(?<![\w.,/])[1-9]\d*\s*(?:\([^()]*\)\s*)?{subject}{OF_SUBJECT}\s+(?:yang\s+)?{DONE}"
        rf"(?:dalam(?:\s+waktu)?|selama|setelah|sesudah)\s+{DAYS}",
        re.IGNORECASE,
    )
    for subject in SUBJECTS
}
LENGTHENED = re.compile(r"\b(?:di)?perpanjang\w*", re.IGNORECASE)
# All were trained and one was not, in the same training or in any: `… pelatihan arsip` speaks of one of them.
NONE_UNTAUGHT = re.compile(
    rf"(?<!tidak )(?<!belum )\b(?:semua|seluruh|segenap)\s+{PEOPLE}(?:\s+(?:layanan|ppid|informasi))*"
    rf"(?:\s+(?:telah|sudah|pernah))*\s+{TAUGHT}(?=\s*(?:[.,;]|$))",
    re.IGNORECASE,
)
SOME_UNTAUGHT = re.compile(
    rf"(?:(?<![\w.,/])[1-9]\d*\s*(?:\([^()]*\)\s*)?(?:orang\s+)?|\b(?:seorang|beberapa(?:\s+orang)?|sebagian)\s+)"
    rf"{PEOPLE}(?:\s+(?:layanan|ppid|informasi))*\s+(?:yang\s+)?(?:belum|tidak)(?:\s+pernah)?\s+{TAUGHT}(?=\s*(?:[.,;]|$))",
    re.IGNORECASE,
)
# What excludes each other, none before some.
PAIRS = (
    *((f"none late {subject}", f"some late {subject}") for subject in SUBJECTS),
    ("none untaught", "some untaught"),
    ("no budget", "some budget"),
    ("no hindrance", "some hindrance"),
)
TOLD = (
    *((f"none late {subject}", pattern) for subject, pattern in NONE_LATE.items()),
    *((f"some late {subject}", pattern) for subject, pattern in SOME_LATE.items()),
    ("none untaught", NONE_UNTAUGHT),
    ("some untaught", SOME_UNTAUGHT),
    ("no budget", NO_BUDGET),
    ("some budget", SOME_BUDGET),
    ("no hindrance", NO_HINDRANCE),
    ("some hindrance", SOME_HINDRANCE),
)
# The words of a sentence that counts the men and women among all who asked, and nobody else.
OF_ALL = frozenset(
    re.findall(
        r"\w+",
        "pemohon informasi publik yang terdiri dari atas laki perempuan pria wanita orang sebanyak sejumlah berjumlah "
        "jumlah dan serta adalah yaitu yakni pada selama sepanjang tahun total seluruhnya keseluruhan sehingga "
        "sedangkan dengan rincian menurut berdasarkan jenis kelamin mengajukan permohonan tercatat kpu ppid l p masing",
    )
)


@dataclass(frozen=True)
class _Said:
    block: Block
    at: int
    words: str
    side: str | None = None


def none_and_some_told(report: Report) -> Iterator[ReportFinding]:
    """Find requests or objections all answered in time beside late ones, officers all trained beside one who is not, no
    budget beside money, no obstacles beside some."""
    told: dict[str, list[_Said]] = {}
    for block in report.body:
        if block.sort == "heading":
            continue
        for start, sentence in sentences(block.text):
            plain = in_figures(sentence)
            if ELSEWHEN.search(plain) or _of_another_year(plain, report.year):
                continue
            for name, pattern in TOLD:
                if name.startswith("no") and of_a_part(
                    f"{IN_DAYS.sub('', plain)} {report.titles.get(block.section, '')}"
                ):
                    continue
                told.setdefault(name, []).extend(
                    _Said(block, start + match.start(), sentence[slice(*match.span())], _side(match))
                    for match in pattern.finditer(plain)
                )
    for none, some in PAIRS:
        pair = next(
            (
                (one, other)
                for one in told.get(none, ())[:1]
                for other in told.get(some, ())
                if one.side in (None, other.side)
            ),
            None,
        )
        if pair:
            yield _excluding(*sorted(pair, key=lambda each: each.block.place(each.at)))


def within_and_longer(report: Report) -> Iterator[ReportFinding]:
    """Find `semua permohonan dijawab dalam 10 hari kerja` beside `satu permohonan dijawab dalam 19 hari kerja`."""
    within: dict[tuple[str, ...], tuple[int, _Said]] = {}
    longest: dict[tuple[str, ...], tuple[int, _Said]] = {}
    for block in report.body:
        for start, sentence in sentences(block.text):
            plain = in_figures(sentence)
            if not _tells_days_of_this_year(plain, report.year):
                continue
            if not of_a_part(f"{IN_DAYS.sub('', plain)} {report.titles.get(block.section, '')}"):
                for key, days, at in _days_told(plain, ALL_WITHIN):
                    within.setdefault(key, (days, _Said(block, start + at.start, sentence[at])))
            for key, days, at in _days_told(plain, SOME_TOOK):
                if key not in longest or longest[key][0] < days:
                    longest[key] = days, _Said(block, start + at.start, sentence[at])
    for key, (days, one) in within.items():
        if key in longest and longest[key][0] > days:
            yield _excluding(*sorted((one, longest[key][1]), key=lambda each: each.block.place(each.at)))


def _tells_days_of_this_year(plain: str, year: int | None) -> bool:
    told = IN_DAYS.search(plain) and not ELSEWHEN.search(plain) and not LENGTHENED.search(plain)
    return bool(told) and not _of_another_year(plain, year)


def _days_told(
    plain: str, patterns: Mapping[str, re.Pattern[str]]
) -> Iterator[tuple[tuple[str, ...], int, slice[int, int, None]]]:
    """Yield what was done to a subject in which unit, in how many of them, and where a sentence says so."""
    for subject, pattern in patterns.items():
        for match in pattern.finditer(plain):
            key = (subject, match["done"].casefold(), " ".join(match["unit"].casefold().split()))
            yield key, int(match["days"]), slice(*match.span())


def men_and_women_told_twice(report: Report) -> Iterator[ReportFinding]:
    """Find one number of applicants told as men and women in two ways."""
    first: dict[int, tuple[tuple[int, int], _Said]] = {}
    for block in report.body:
        if block.sort == "heading" or of_a_part(report.titles.get(block.section, "")):
            continue
        for start, sentence in sentences(block.text):
            plain = in_figures(sentence)
            words = {*re.findall(r"[a-z]+", re.sub(r"\([^()]*\)", "", plain).casefold())}
            if words - OF_ALL or "pemohon" not in words:
                continue
            found = None if _of_another_year(plain, report.year) else men_and_women(plain)
            if found is None:
                continue
            here = _Said(block, start, sentence)
            parts, before = first.setdefault(sum(found), (found, here))
            if parts != found:
                yield _excluding(before, here)


def _of_another_year(sentence: str, year: int | None) -> bool:
    return bool({int(each) for each in re.findall(r"\btahun\s+(\d{4})", sentence, re.IGNORECASE)} - {year})


def _side(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    side = groups.get("side") or groups.get("other")
    return side.casefold() if side else None


def _excluding(one: _Said, other: _Said) -> ReportFinding:
    here, there = shortened(other.words), shortened(one.words)
    message = said(CONTRADICTION, here=here, there=there, place=str(one.block.place(one.at)))
    return ReportFinding(
        FindingKind.CONTRADICTION, other.block.place(other.at), shortened(other.block.text), (there, here), message
    )
