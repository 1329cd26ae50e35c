"""Dates that cannot be: a weekday that is another, a day no calendar has, a report signed before its year was over."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from ..days import FORMULA, WEEKDAYS, Day, days_in, weekday_number
from ..findings import FindingKind, ReportFinding, shortened
from ..messages import NO_SUCH_DATE, SIGNED_EARLY, WEEKDAY, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..layout import Report
    from ..lines import Line

SIGNER = re.compile(
    r"\b(?:ketua|sekretaris|kepala|atasan|ppid|pejabat|plt|plh|a\.n|komisi\s+pemilihan|mengetahui|"
    r"ditandatangani|ttd|nip)\b",
    re.IGNORECASE,
)
SIGNER_ALONE = re.compile(
    r"\W*(?:ketua|sekretaris|kepala|atasan|ppid|pejabat|plt|plh|a\.n|komisi\s+pemilihan)\b[^.]{0,80}[,.]?",
    re.IGNORECASE,
)
COLUMNS = re.compile(r"\s{3,}|\t")
SIGNED = re.compile(r"\b(?:ditandatangani|disahkan|ditetapkan|dibuat|disusun)\b.{0,60}$", re.IGNORECASE)
PLACE = re.compile(
    r"(?:(?:ditetapkan|dibuat|disahkan|ditandatangani|dikeluarkan)\s+di\s+)?(?:di\s+)?([A-Z][A-Za-z.]+(?:\s+[A-"
    r"Z][A-Za-z.]+){0,3})\s*,\s*(?:pada\s+)?(?:tanggal\s+)?",
    re.IGNORECASE,
)
DECREE = re.compile(r"\b(?:MEMUTUSKAN|SURAT\s+KEPUTUSAN|KEPUTUSAN\s+(?:KETUA|SEKRETARIS|KOMISI|KPU))\b")
HALF = re.compile(r"\bSEMESTER\s+(?:I\b|1\b|PERTAMA)", re.IGNORECASE)
QUARTER = re.compile(r"\bTRIWULAN\s+(I{1,3}|[1-3]|IV|4|KE\s*SATU|PERTAMA|KEDUA|KETIGA)\b", re.IGNORECASE)
LOOKED_AHEAD, LOOKED_BACK, LAST_LINES = 6, 80, 12


def weekdays(report: Report) -> Iterator[ReportFinding]:
    """Find dates whose weekday is another."""
    for block in report.body:
        for day in days_in(block.text):
            if not day.weekday or day.on is None or weekday_number(day.weekday) == day.on.weekday():
                continue
            actual = WEEKDAYS[day.on.weekday()]
            written = f"{day.day:02d}-{day.month:02d}-{day.year}"
            message = said(WEEKDAY, day=written, actual=actual, written=day.weekday)
            yield ReportFinding(
                FindingKind.WEEKDAY, block.place(day.start), shortened(day.text), (day.weekday, actual), message
            )


def days_no_calendar_has(report: Report) -> Iterator[ReportFinding]:
    """Find days such as 31 April."""
    for block in report.body:
        for day in days_in(block.text):
            if day.on is None:
                message = said(NO_SUCH_DATE, day=day.text)
                yield ReportFinding(
                    FindingKind.NO_SUCH_DATE, block.place(day.start), shortened(block.text), (day.text, None), message
                )


def signing_dates(report: Report) -> Iterator[ReportFinding]:
    """Find a report signed before the period it reports on was over."""
    if report.year is None:
        return
    end = period_end(report)
    for line, day in signed_on(report):
        if day.on is not None and day.on <= end:
            message = said(SIGNED_EARLY, signed=day.on, end=end)
            yield ReportFinding(
                FindingKind.SIGNED_EARLY,
                line.place,
                shortened(line.text),
                (day.on.isoformat(), end.isoformat()),
                message,
            )


def period_end(report: Report) -> date:
    """Return the last day of the period a report says it is about: half a year, a quarter, else the year."""
    year = report.year or 0
    title = " ".join(line.text for line in report.lines[:12])
    if HALF.search(title):
        return date(year, 6, 30)
    if quarter := QUARTER.search(title):
        ends = {
            "I": (3, 31),
            "1": (3, 31),
            "PERTAMA": (3, 31),
            "II": (6, 30),
            "2": (6, 30),
            "KEDUA": (6, 30),
            "III": (9, 30),
            "3": (9, 30),
            "KETIGA": (9, 30),
        }
        month, day = ends.get(quarter[1].upper(), (12, 31))
        return date(year, month, day)
    return date(year, 12, 31)


def signed_on(report: Report) -> Iterator[tuple[Line, Day]]:
    """Yield the lines that date a signature: a place and a date alone above a signer, or words that say so."""
    lines = report.lines
    for number, line in enumerate(lines):
        for day in days_in(line.text):
            signer = line.text[day.end :].strip(" .,)")
            if signer and not (signer.isupper() and SIGNER_ALONE.fullmatch(signer)):
                continue
            before = COLUMNS.split(line.text[: day.start])[-1]
            placed = PLACE.fullmatch(before) and not re.search(
                r"\b(?:senin|selasa|rabu|kamis|jum.?at|sabtu|minggu|hari|gambar|foto|kegiatan|rapat)\b",
                before,
                re.IGNORECASE,
            )
            after = " ".join(each.text for each in lines[number + 1 : number + 1 + LOOKED_AHEAD])
            formula = FORMULA.fullmatch(before)
            if (
                day.weekday
                and not formula
                and not SIGNER_ALONE.fullmatch(lines[number + 1].text if number + 1 < len(lines) else "")
            ):
                continue  # of a meeting, or under a photograph
            above = " ".join(each.text for each in lines[max(0, number - 2) : number])
            on_line = re.fullmatch(r"(?:pada\s+)?(?:tanggal|tgl\.?)\s*:?\s*", before, re.IGNORECASE) and SIGNED.search(
                above
            )
            worded = re.search(r"\bditandatangani\b[^.]{0,60}$", before, re.IGNORECASE)
            last = number >= len(lines) - LAST_LINES
            if worded or (
                (placed or on_line or formula)
                and (signer or SIGNER.search(after) or last)
                and not _decree(lines, number)
            ):
                yield line, day


def _decree(lines: tuple[Line, ...], number: int) -> bool:
    return any(DECREE.search(line.text) for line in lines[max(0, number - LOOKED_BACK) : number])
