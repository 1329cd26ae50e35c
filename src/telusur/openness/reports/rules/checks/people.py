"""Requests and the people who make them, told apart; and lists whose members answer different questions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..counts import masked, sentences
from ..findings import FindingKind, ReportFinding, shortened
from ..messages import CATEGORY, REQUESTS_AND_PEOPLE, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..layout import Block, Report

REQUESTS_AS_PEOPLE = re.compile(
    r"\bpermohonan\b(?:\s+(?!pemohon|dari|oleh)[A-Za-z-]+(?:\s+\d{4})?){0,10}?\s+(?:sebanyak|berjumlah|"
    r"sejumlah|adalah|ada)\s*:?\s*(?P<number>\d[\d.]*)\s*(?:\([^)]*\)\s*)?orang\b(?!\s+pemohon)",
    re.IGNORECASE,
)
PEOPLE_AS_REQUESTS = re.compile(
    r"\bpemohon\b(?:\s+(?!permohonan|mengajukan|dengan|menyampaikan)[A-Za-z-]+(?:\s+\d{4})?){0,10}?\s+(?:sebanya"
    r"k|berjumlah|sejumlah|adalah|ada)\s*:?\s*(?P<number>\d[\d.]*)\s*(?:\([^)]*\)\s*)?permohonan\b",
    re.IGNORECASE,
)
CALLED_REQUESTS = re.compile(
    r"^\W*(?:[a-z]\.|\d{1,2}[.)])?\s*(?:(?:jumlah|total)\s+)?permohonan(?:\s+(?:informasi|publik|yang|masuk|diterima))*\s*[:|=]\s*"
    r"(?P<number>\d[\d.]*)\s*(?:\([^)]*\)\s*)?orang\b(?!\s+pemohon)|"
    r"(?<![\w.,])(?P<people>\d[\d.]*)\s*(?:\([^)]*\)\s*)?orang\s+permohonan\b",
    re.IGNORECASE,
)
CALLED_PEOPLE = re.compile(
    r"^\W*(?:[a-z]\.|\d{1,2}[.)])?\s*(?:jumlah|total)\s+pemohon(?:\s+(?:informasi|publik))*\s*[:|=]\s*"
    r"(?P<number>\d[\d.]*)\s*(?:\([^)]*\)\s*)?permohonan\b",
    re.IGNORECASE,
)
OCCUPATION = re.compile(r"\b(?:pekerjaan|profesi|mata\s+pencaharian)\b", re.IGNORECASE)
NO_OCCUPATION = re.compile(
    r"\b(?:partai(?:\s+politik)?|parpol|perorangan|perseorangan|badan\s+hukum|kelompok\s+orang|"
    r"laki[\s-]*laki|perempuan)\b",
    re.IGNORECASE,
)
# What the head of a list of occupations says besides.
HEAD_GOES_ON = re.compile(
    r"\b(?:pemohon|informasi|publik|jumlah|persentase|banyaknya|orang)\b|[\s:.|%()]+", re.IGNORECASE
)
NEXT_CRITERION = re.compile(
    r"\b(?:jenis\s+kelamin|kategori|jenis\s+pemohon|usia|pendidikan|topik|cara|saluran|berdasarkan)\b", re.IGNORECASE
)
MEMBER = re.compile(r"\b(?:anggota|pengurus|karyawan|staf|pegawai|petugas|kader)\b", re.IGNORECASE)
LOOKED_AHEAD, LONGEST_BEFORE = 8, 200


def requests_and_people(report: Report) -> Iterator[ReportFinding]:
    """Find requests counted in people, and people counted in requests: one person may ask twice."""
    for block in report.body:
        for start, sentence in sentences(block.text):
            plain = masked(sentence)
            for pattern, is_, should in (
                (REQUESTS_AS_PEOPLE, "orang", "permohonan"),
                (CALLED_REQUESTS, "orang", "permohonan"),
                (PEOPLE_AS_REQUESTS, "permohonan", "orang"),
                (CALLED_PEOPLE, "permohonan", "orang"),
            ):
                for match in pattern.finditer(sentence):
                    counted = re.search(
                        r"(?:\borang|\d)\s*$", sentence[max(0, match.start() - LONGEST_BEFORE) : match.start()]
                    )
                    if counted or not plain[match.start("number" if match["number"] else "people")].isdigit():
                        continue
                    message = said(REQUESTS_AND_PEOPLE, should=should, written=is_)
                    yield ReportFinding(
                        FindingKind.REQUESTS_AND_PEOPLE,
                        block.place(start + match.start()),
                        shortened(sentence),
                        (is_, should),
                        message,
                    )


def mixed_criteria(report: Report) -> Iterator[ReportFinding]:
    """Find what is no occupation in a list of occupations: a party, a legal person, a sex."""
    blocks = report.body
    for place, block in enumerate(blocks):
        found = OCCUPATION.search(block.text)
        if not found:
            continue
        rest = block.text[found.end() :]
        yield from _judged(block, found.end(), rest.split(".")[0])
        for each in blocks[place + 1 : place + 1 + LOOKED_AHEAD]:
            if (
                each.sort not in ("row", "item", "heading")
                or NEXT_CRITERION.search(each.text)
                or len(each.text.split()) > LOOKED_AHEAD
                or each.marker == "BAB"
                or HEAD_GOES_ON.sub("", rest)
            ):
                break
            yield from _judged(each, 0, each.text)


def _judged(block: Block, at: int, text: str) -> Iterator[ReportFinding]:
    cut = NEXT_CRITERION.search(text)
    for match in NO_OCCUPATION.finditer(text[: cut.start()] if cut else text):
        before = text[max(0, match.start() - LONGEST_BEFORE) : match.start()]
        if MEMBER.search(before) or re.search(r"\b(?:dari|oleh|sebagai|untuk|di)\s*$", before):
            continue
        if not re.search(r"\d", text):
            continue
        message = said(CATEGORY, word=match[0])
        yield ReportFinding(
            FindingKind.CATEGORY,
            block.place(at + match.start()),
            shortened(block.text),
            (match[0], "pekerjaan"),
            message,
        )
