"""Men, women and all of them side by side, as a page of a PDF gives the cells of a table: `Laki-laki 9 Perempuan 6
Berjumlah 15`, their names over their numbers, or each number under its name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..counts import FIGURES, number
from ..findings import FindingKind, ReportFinding, shortened
from ..messages import SUM, said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..layout import Report
    from ..lines import Line

MAN, WOMAN, ALL = r"(?:laki[\s-]*laki|pria|L)", r"(?:perempuan|wanita|P)", r"(?:(?:ber)?jumlah|jml|total)"
GAP = r"[\s:=|,;–-]*+"
PEOPLE = r"(?:orang|org|pemohon)?"
BESIDE = re.compile(
    rf"(?:[a-z]\.|\d{{1,2}}[.)])?\W*(?:(?:pemohon|jenis\s+kelamin){GAP}){{0,2}}(?P<first>{MAN}|{WOMAN}){GAP}(?P<one>{FIGURES}){GAP}{PEOPLE}{GAP}"
    rf"(?P<second>{MAN}|{WOMAN}){GAP}(?P<other>{FIGURES}){GAP}{PEOPLE}{GAP}{ALL}{GAP}(?P<all>{FIGURES}){GAP}{PEOPLE}\W*",
    re.IGNORECASE,
)
NAMES = re.compile(rf"\W*(?:jenis\s+kelamin{GAP})?(?:{MAN}{GAP}{WOMAN}|{WOMAN}{GAP}{MAN}){GAP}{ALL}\W*", re.IGNORECASE)
NUMBERS = re.compile(rf"\W*({FIGURES})[\s|]+({FIGURES})[\s|]+({FIGURES})\W*")
ONE_NUMBER = re.compile(rf"({FIGURES})\s*{PEOPLE}", re.IGNORECASE)
ONE_SEX, OF_ALL = re.compile(rf"(?:{MAN}|{WOMAN})\W*", re.IGNORECASE), re.compile(rf"{ALL}\W*", re.IGNORECASE)
ONE_MAN = re.compile(MAN, re.IGNORECASE)
LONGEST = 120
CELLS = 6


def rows_of_both_sexes(report: Report) -> Iterator[ReportFinding]:
    """Find a row whose men and women are not all of them."""
    for at, line in enumerate(report.lines):
        if len(line.text) > LONGEST:
            continue
        near = report.lines[at : at + CELLS]
        for place, counts in (_beside(line), _under(near[:2]), _one_by_one(near)):
            if counts and counts[0] + counts[1] != counts[2]:
                written, parts = counts[2], counts[0] + counts[1]
                message = said(SUM, written=written, parts=parts)
                yield ReportFinding(FindingKind.SUM, place.place, shortened(place.text), (written, parts), message)


def _beside(line: Line) -> tuple[Line, Sequence[int]]:
    match = BESIDE.fullmatch(line.text)
    if match is None or _same_sex(match["first"], match["second"]):
        return line, ()
    return line, [number(match[name]) for name in ("one", "other", "all")]


def _under(lines: Sequence[Line]) -> tuple[Line, Sequence[int]]:
    match = NUMBERS.fullmatch(lines[-1].text) if len(lines) > 1 and NAMES.fullmatch(lines[0].text) else None
    return lines[-1], [number(each) for each in match.groups()] if match else ()


def _one_by_one(lines: Sequence[Line]) -> tuple[Line, Sequence[int]]:
    """Return what three names say, each on a line over its number."""
    texts = [line.text for line in lines]
    if len(lines) < CELLS or not (ONE_SEX.fullmatch(texts[0]) and ONE_SEX.fullmatch(texts[2])):
        return lines[0], ()
    found = [ONE_NUMBER.fullmatch(text) for text in texts[1::2]]
    whole = OF_ALL.fullmatch(texts[4]) and not _same_sex(texts[0], texts[2])
    return lines[5], [number(each[1]) for each in found if each] if whole and all(found) else ()


def _same_sex(one: str, other: str) -> bool:
    return bool(ONE_MAN.match(one)) == bool(ONE_MAN.match(other))
