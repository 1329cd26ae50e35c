"""A year that is not the report's, where the report speaks of its own period."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .. import messages
from ..claims import totals_in
from ..counts import MONTH, counts_in, sentences
from ..findings import FindingKind, ReportFinding, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..layout import Report

LONGEST_BESIDE = 400
MOST_YEARS = 5
FOUR_DIGITS = re.compile(r"(?:19|20)\d\d")
TAHUN = r"(?:tahun(?:\s+anggaran)?|thn\.?|th\.?|t\.?a\.?)"
YEAR = re.compile(rf"\b{TAHUN}\s*((?:19|20)\d\d)\b", re.IGNORECASE)
OF_MONTH = re.compile(rf"(?<![\w)])(?<!\d\s)(?<!\)\s){MONTH}\s+((?:19|20)\d\d)\b", re.IGNORECASE)  # no day before it
PERIOD = re.compile(
    r"\b1\s+januari(?:\s+\d{4})?\s*(?:sampai(?:\s+dengan)?|s\.?\s?/?d\.?|hingga|[-–])\s*31\s+(?=desember\b)",
    re.IGNORECASE,
)
WHOLE_YEAR = re.compile(
    rf"\bjanuari(?:\s+\d{{4}})?\s*(?:sampai(?:\s+dengan)?|s\.?\s?/?d\.?|hingga|[-–])\s*(?:bulan\s+)?(?={MONTH}\s+\d{{4}})",
    re.IGNORECASE,
)
LAW = re.compile(
    rf"(?:nomor|no\.?|nomer)\s*:?\s*[\w/.\-]+?[\s/]+{TAHUN}\s*\d{{4}}|"
    r"\b(?:UU|undang[\s-]*undang|PP|peraturan|perpres|permen\w*|perki|pkpu|keputusan|kpts|sk|surat\s+edaran|se|instruksi|"
    rf"inpres|keppres|perda|perbawaslu)\b[^.;,]{{0,60}}?\b\d[\w/.\-]*\s+{TAHUN}\s*\d{{4}}|"
    r"\b(?:lembaran|berita)\s+negara\b[^.;)]{0,80}?tahun\s+\d{4}|"
    r"\b(?:pemilu|pemilihan|pilkada|pilpres|pileg|pilgub|pilwalkot|daftar\s+pemilih|tahapan|renstra|rencana\s+strategis|"
rf"rpjmn?|roadmap|peta\s+jalan)\b[^.,;]{{0,80}}?(?:tahun|{MONTH})\s+\d{{4}}"
    r"|tahun\s+\d{4}\s*(?:[-–/]|sampai|s\.?d\.?|hingga)\s*(?:dengan\s+)?(?:tahun\s+)?\d{4}",
    re.IGNORECASE,
)  # fmt: skip
SERVICE = re.compile(
    r"\b(?:permohonan|pemohon|keberatan|sengketa|mediasi|ajudikasi|gugatan|putusan|pengunjung|"
    r"kunjungan|dokumen|unggah\w*|unduh\w*|anggaran|layanan|pelayanan|"
    r"laporan|register|informasi|kendala|ditolak|dikabulkan|e-?ppid|ppid|statistik|rekapitulasi)\b",
    re.IGNORECASE,
)
COMPARED = re.compile(
    r"banding|sebelum|\blalu\b|mening?kat|menurun|naik|turun|\bber(?:tambah|kurang)\b|tren\b", re.IGNORECASE
)
# `pada tahun 2023 …, naik dari tahun sebelumnya`: the year named is the one told of.
WITH_THE_LAST = re.compile(
    r"\btahun\s+(?:yang\s+)?(?:lalu|sebelum(?:nya)?)\b(?!\W*(?:\w+\W+){0,2}(?:19|20)\d\d)", re.IGNORECASE
)
LACKED = re.compile(
    r"\W*(?:(?:pada|selama|sepanjang)\s+tahun\s+\d{4}\s*,?\s*(?:\w+\s+){0,3}?)?(?:belum|tidak)\s+(?:ada|tersedia|terdapat|memiliki)\b",
    re.IGNORECASE,
)
HAS = re.compile(
    r"\b(?:tersedia|ada|terdapat|memiliki|mempunyai|mendapat\w*|dialokasikan|dianggarkan)\b", re.IGNORECASE
)
CLOSING = re.compile(r"\W*demikian(?:lah)?\b", re.IGNORECASE)  # the last sentence, of this very report
THIS_YEAR = re.compile(r"\btahun\s+(?:ini|laporan|berjalan)\b|\bmenjadi\s+\d|\bkini\b|\bsekarang\b", re.IGNORECASE)
# What the clause of a year says of it when it is not the year of the service.
OTHER_YEAR = re.compile(
    r"\bsejak\b|\bmulai\b|berlaku|"
    r"cabut|diubah|dibentuk|ditetapkan|didirikan|diresmikan|dibangun|"
    r"lanjut|lanjutan|\bsisa\b|\bdari\s+tahun|\bhingga|\bsampai|s\.d|mendatang|depan|tahun\s+berikut|selanjutnya|"
    r"\blaporan\b(?!.{0,60}\bini\b).{0,80}\bditandatangani|\blaporan\b.{0,80}\bdi(?:sampaikan|serahkan|kirim)|\bpen(?:yerahan|yampaian|giriman)\s+laporan\b|telah\s+diumumkan|pengalaman|warisan|"
    r"diluncurkan|dikembangkan|dilantik|diangkat|pelantikan|diperbarui|direnovasi|dibeli|diundangkan|disahkan|menjabat|diminta\b|dimohon\w*|topik|penelitian|skripsi|"
    r"bertugas|sertifikat|penghargaan|bertanggal|pengadaan\s+tahun|perolehan|\bmasuk\s+pada\b|terakhir|arsip",
    re.IGNORECASE,
)
LATER = re.compile(
    r"\bakan\b|rencana|target|usul\w*|rekomendasi|program|diharapkan|perlu|agar|mengadakan|pada\s+awal", re.IGNORECASE
)


def other_years(report: Report) -> Iterator[ReportFinding]:
    """Find `tahun 2023` said of the service in a report on 2024, headings and table of contents included.

    A comparison, a law, an election, a plan for later and what began earlier may name other years.
    """
    if report.year is None:
        return
    blocks = report.blocks
    totals = _own_totals(report)
    for place, block in enumerate(blocks):
        title = report.titles.get(block.section, "") if block.sort != "heading" else ""
        told = [*sentences(block.text)]
        beside = [each.text for each in (*blocks[max(0, place - 1) : place], *blocks[place + 1 : place + 2])]
        for number, (start, sentence) in enumerate(told):
            near = [each for _at, each in (*told[max(0, number - 1) : number], *told[number + 1 : number + 2])]
            following = told[number + 1 : number + 1 + MOST_YEARS]
            if (
                not FOUR_DIGITS.search(sentence)
                or any(_compared(sentence, each, report.year) for each in (*near, *beside))
                or _leads_to_the_year(sentence, following, report.year)
            ):
                continue
            plain, years = _years_in(sentence, report.year)
            if any(year == report.year for _match, year in years) or _told_beside(sentence, totals, report.year):
                continue
            if not SERVICE.search(f"{sentence} {title}"):
                continue
            for match, year in years:
                if _of_another_time(plain, match.start()) or (year > report.year and LATER.search(f"{plain} {title}")):
                    continue
                if block.sort == "row" and re.match(rf"\W*(?:tahun\s+|{MONTH}\s+)?\d{{4}}", block.text, re.IGNORECASE):
                    continue
                yield ReportFinding(
                    FindingKind.YEAR, block.place(start + match.start()), shortened(sentence), (year, report.year),
                    messages.said(messages.YEAR, written=year, year=report.year),
                )  # fmt: skip
                break


def _years_in(sentence: str, year: int) -> tuple[str, list[tuple[re.Match[str], int]]]:
    """Return a sentence without laws and periods, and the years it names. year: the one reported on."""
    plain = LAW.sub(lambda match: re.sub(r"\d", "_", match[0]), sentence)
    plain = PERIOD.sub(lambda match: re.sub(r"\S", ",", match[0]), plain)
    plain = WHOLE_YEAR.sub(lambda match: " " * len(match[0]), plain)
    years = [(match, int(match[1])) for match in YEAR.finditer(plain)]
    years += [(match, named) for match in OF_MONTH.finditer(plain) if (named := int(match[1])) <= year]
    return plain, years


def _own_totals(report: Report) -> dict[str, set[int]]:
    """Return what the report tells of its own year: requests, people and documents with each value told."""
    told: dict[str, set[int]] = {}
    for block in report.body:
        for _start, sentence in sentences(block.text):
            for claim in totals_in(sentence, report.year):
                if claim.year == report.year:
                    told.setdefault(claim.what, set()).add(claim.value)
    return told


def _told_beside(sentence: str, totals: dict[str, set[int]], year: int) -> bool:
    """Return whether a sentence tells totals of the year before, each another than the report's own: a comparison."""
    claims = [each for each in totals_in(sentence, year - 1) if each.year == year - 1]
    return bool(claims) and all(each.what in totals and each.value not in totals[each.what] for each in claims)


def _of_another_time(sentence: str, at: int) -> bool:
    """Return whether a sentence says that the year at a place is not the one of the service: by its own clause, or by
    comparing it with another."""
    if CLOSING.match(sentence):
        return False
    if OTHER_YEAR.search(sentence, *clause_of(sentence, at)) or THIS_YEAR.search(sentence):
        return True
    return bool(COMPARED.search(sentence)) and not WITH_THE_LAST.search(sentence, at)


def clause_of(sentence: str, at: int) -> tuple[int, int]:
    """Return where the clause around a place begins and ends."""
    ends = [match.end() for match in re.finditer(r"[,;]", sentence)]
    return max((end for end in ends if end <= at), default=0), min((e for e in ends if e > at), default=len(sentence))


def _leads_to_the_year(sentence: str, later: Sequence[tuple[int, str]], year: int) -> bool:
    """Return whether the next sentences tell rises and falls, a year each, up to the report's own."""
    named = {int(each) for each in YEAR.findall(sentence)}
    compared = False
    for _start, each in later:
        following = {int(one) for one in YEAR.findall(each)}
        if not named or following != {max(named) + 1}:
            return False
        compared = compared or COMPARED.search(each) is not None
        if following == {year}:
            return compared
        named = following
    return False


def _lacked_before(sentence: str, other: str) -> bool:
    """Return whether one sentence says that the service lacked what the sentence beside says it has."""
    lacking, having = LACKED.match(sentence), HAS.search(other)
    return bool(lacking and having and not LACKED.match(other)) and bool(
        {each.casefold() for each in SERVICE.findall(sentence)} & {each.casefold() for each in SERVICE.findall(other)}
    )


def _compared(sentence: str, other: str, year: int) -> bool:
    """Return whether the sentence beside says the same of the report's own year, and so makes this one a comparison."""
    if len(other) > LONGEST_BESIDE or not re.search(rf"\b{year}\b", other):
        return False
    if COMPARED.search(other) or _lacked_before(sentence, other) or _lacked_before(other, sentence):
        return True
    one, two = (set(re.findall(r"[a-z]{3,}", text.casefold())) for text in (sentence, other))
    counted = all(counts_in(text) for text in (sentence, other))
    return counted and 10 * len(one & two) >= 7 * len(one | two)
