"""Dates that cannot be: a weekday that is another, a day no calendar has, a report signed before its year was over."""

from __future__ import annotations

import itertools
import re
from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

from ..counts import MONTH
from ..days import WEEKDAY as WEEKDAY_NAME
from ..days import WEEKDAYS, Day, days_in, month_number, weekday_number
from ..findings import FindingKind, ReportFinding, shortened
from ..messages import NO_SUCH_DATE, SIGNED_EARLY, WEEKDAY, said
from ..signatures import FORMULA, PLACE, SIGNER_ALONE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..findings import Place
    from ..layout import Report
    from ..lines import Line

SIGNER = re.compile(
    r"\b(?:ketua|sekretaris|kepala|atasan|ppid|pejabat|plt|plh|a\.n|komisi\s+pemilihan|mengetahui|"
    r"ditandatangani|ttd|nip)\b",
    re.IGNORECASE,
)
COLUMNS = re.compile(r"\s{3,}|\t")
SIGNED = re.compile(r"\b(?:ditandatangani|disahkan|ditetapkan|dibuat|disusun)\b.{0,60}$", re.IGNORECASE)
DECREE = re.compile(r"\b(?:MEMUTUSKAN|SURAT\s+KEPUTUSAN|KEPUTUSAN\s+(?:KETUA|SEKRETARIS|KOMISI|KPU))\b")
NUMBERED = re.compile(r"\b(?:versi|nomor|no\.?|kode|seri)\s*:?\s*$", re.IGNORECASE)  # figures that date nothing
OF_ANOTHER = re.compile(
    r"\b(?:keputusan|sk|nota|perjanjian|kesepahaman|kesepakatan|kerja\s?sama|berita\s+acara|surat|pakta|kontrak|"
    r"maklumat|putusan|pks|mou)\b",
    re.IGNORECASE,
)
# `Laporan ini telah disusun dan disahkan di Serang pada …`, `Penandatanganan laporan dilaksanakan pada hari …`
OF_ITSELF = re.compile(
    r"\b(?:laporan\b[^.]{0,80}?\b(?:(?P<signed>ditandatangani)|(?:ini|tahun\s+\d{4})\s+(?:(?:telah|sudah|resmi)\s+)*"
    r"(?:[a-z]+\s+(?:dan|serta|lalu|kemudian)\s+)?(?:ditetapkan|disahkan|dikeluarkan)(?!\s+(?:dengan|berdasarkan)))"
    r"|penandatanganan\s+laporan(?:\s+tahunan)?\s+ini)\b(?P<when>[^.]{0,60})$",
    re.IGNORECASE,
)
# `… ditandatangani oleh Atasan PPID yang diangkat pada …`: the day is not that of the signature.
OTHER_DEED = re.compile(r"\b(?:yang|berdasarkan|sejak|setelah|atas)\b", re.IGNORECASE)
THIS = re.compile(r"\bini\b", re.IGNORECASE)
NAMED_YEAR = re.compile(r"\btahun\s+(\d{4})\b", re.IGNORECASE)
OTHER_REPORT = re.compile(
    r"\blaporan\s+(?:(?:triwulan|semester|bulanan|keuangan|kinerja|dana|awal|barang|harta|pertanggungjawaban)\b)",
    re.IGNORECASE,
)
PICTURED = re.compile(r"(?:gambar|foto|dokumentasi)\b", re.IGNORECASE)
MONTH_ALONE = re.compile(rf"(?P<before>.*?,\s*)(?P<month>{MONTH})\s+(?P<year>20\d\d)", re.IGNORECASE)
HALF = re.compile(r"\bSEMESTER\s+(?:I\b|1\b|PERTAMA)", re.IGNORECASE)
QUARTER = re.compile(r"\bTRIWULAN\s+(I{1,3}|[1-3]|IV|4|KE\s*SATU|PERTAMA|KEDUA|KETIGA)\b", re.IGNORECASE)
LOOKED_AHEAD, LOOKED_BACK, LAST_LINES = 6, 80, 12


# The lines of a record: `Hari : Senin` over `Tanggal : 5 Februari 2024`.
DAY_LINE = re.compile(
    rf"\W*(?:[a-z0-9]{{1,2}}[.)]\s*)?(?:pada\s+)?hari\s*[:=|]+\s*(?P<weekday>{WEEKDAY_NAME})\W*", re.IGNORECASE
)
DATE_LINE = re.compile(r"\W*(?:[a-z0-9]{1,2}[.)]\s*)?(?:tanggal|tgl\.?)\s*[:=|]+\s*", re.IGNORECASE)


def weekdays(report: Report) -> Iterator[ReportFinding]:
    """Find dates whose weekday is another, beside them or on the line above."""
    for block in report.body:
        for day in days_in(block.text):
            yield from _of_another_weekday(block.place(day.start), day, day.weekday)
    for line, following in itertools.pairwise(report.lines):
        named, led = DAY_LINE.fullmatch(line.text), DATE_LINE.match(following.text)
        for day in days_in(following.text) if named and led else ():
            if named and led and day.start == led.end():
                yield from _of_another_weekday(following.place, day, named["weekday"])


def _of_another_weekday(place: Place, day: Day, weekday: str) -> Iterator[ReportFinding]:
    if weekday and day.on is not None and weekday_number(weekday) != day.on.weekday():
        actual = WEEKDAYS[day.on.weekday()]
        message = said(WEEKDAY, day=f"{day.day:02d}-{day.month:02d}-{day.year}", actual=actual, written=weekday)
        yield ReportFinding(FindingKind.WEEKDAY, place, shortened(day.text), (weekday, actual), message)


def days_no_calendar_has(report: Report) -> Iterator[ReportFinding]:
    """Find days such as 31 April."""
    for block in report.body:
        for day in days_in(block.text):
            if day.on is None and not NUMBERED.search(block.text[max(0, day.start - LOOKED_BACK) : day.start]):
                message = said(NO_SUCH_DATE, day=day.text)
                yield ReportFinding(
                    FindingKind.NO_SUCH_DATE, block.place(day.start), shortened(block.text), (day.text, None), message
                )


def signing_dates(report: Report) -> Iterator[ReportFinding]:
    """Find a report signed before the period it reports on was over."""
    if report.year is None:
        return
    end = period_end(report)
    for line, day in (*signed_on(report), *signed_in_month(report)):
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
            told = _told_of_itself(lines, number, day, report.year)
            if signer and not told and not (signer.isupper() and SIGNER_ALONE.fullmatch(signer)):
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
                and not (formula or told)
                and not SIGNER_ALONE.fullmatch(lines[number + 1].text if number + 1 < len(lines) else "")
            ):
                continue  # of a meeting, or under a photograph
            if number and PICTURED.match(lines[number - 1].text):
                continue
            above = " ".join(each.text for each in lines[max(0, number - 2) : number])
            on_line = re.fullmatch(r"(?:pada\s+)?(?:tanggal|tgl\.?)\s*:?\s*", before, re.IGNORECASE) and SIGNED.search(
                above
            )
            worded = told or (
                (deed := re.search(r"\bditandatangani\b([^.]{0,60})$", before, re.IGNORECASE))
                and not OTHER_DEED.search(deed[1])
                and not OF_ANOTHER.search(f"{above} {before}")
                and not OTHER_REPORT.search(f"{above} {before}")
            )
            last = number >= len(lines) - LAST_LINES
            if worded or (
                (placed or on_line or formula)
                and (signer or SIGNER.search(after) or last)
                and not _decree(lines, number)
            ):
                yield line, day


def _told_of_itself(lines: Sequence[Line], number: int, day: Day, year: int | None) -> bool:
    """Return whether a sentence says of this very report that it was signed or settled on a day."""
    before = " ".join((*(each.text for each in lines[max(0, number - 1) : number]), lines[number].text[: day.start]))
    told = OF_ITSELF.search(before)
    if told is None or OTHER_REPORT.search(told[0]) or OF_ANOTHER.search(told[0]) or OTHER_DEED.search(told["when"]):
        return False
    years = {int(each) for each in NAMED_YEAR.findall(told[0])}
    return not years - {year} and (bool(told["signed"]) or bool(years) or bool(THIS.search(told[0])))


def signed_in_month(report: Report) -> Iterator[tuple[Line, Day]]:
    """Yield the lines that date a signature by its month alone, with the last day of it."""
    lines = report.lines
    for number, line in enumerate(lines):
        match = MONTH_ALONE.fullmatch(COLUMNS.split(line.text)[-1].rstrip(" ."))
        if match and PLACE.fullmatch(match["before"]) and number + 1 < len(lines) and not _decree(lines, number):
            month, year = month_number(match["month"]), int(match["year"])
            if SIGNER_ALONE.fullmatch(lines[number + 1].text):
                last = monthrange(year, month)[1]
                yield line, Day(0, len(line.text), line.text, "", last, month, year)


def _decree(lines: tuple[Line, ...], number: int) -> bool:
    return any(DECREE.search(line.text) for line in lines[max(0, number - LOOKED_BACK) : number])
