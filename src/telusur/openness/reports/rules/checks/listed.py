"""Lists that are not what was said of them: five officers and three names, more granted and refused than received,
shares that are said to be a hundred."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from ..counts import DIGIT, in_figures, sentences
from ..findings import FindingKind, ReportFinding, shortened
from ..messages import SHARES_TOGETHER, said
from .sums import disagreeing
from .table_sums import tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..layout import Report
    from .table_sums import Row

STAFF = r"(?:petugas|pegawai|staf|personel|operator|komisioner|anggota|pelaksana)"
# `Petugas layanan berjumlah 5 orang, yaitu Andi, Budi, dan Cici.`
CALLED = re.compile(
    rf"(?P<before>[^.]*?)(?<![\d.,])(?P<number>\d{{1,3}})\s*(?:\([^()]{{1,40}}\)\s*)?(?:orang|{STAFF})"
    rf"(?:\s+(?:{STAFF}|layanan|pelayanan|informasi|publik|ppid))*\s*[,:]?\s*(?:yaitu|yakni|ialah|adalah)\s*:?\s+(?P<names>.+?)\W*$",
    re.IGNORECASE,
)
OF_STAFF = re.compile(rf"\b{STAFF}\b", re.IGNORECASE)
ASKED = re.compile(r"\b(?:pemohon|responden|pengunjung|peserta|antara\s+lain|di\s?antaranya|dll|dkk)\b", re.IGNORECASE)
NAME = re.compile(r"(?:[A-Z][a-z’']+)(?:\s+[A-Z][a-z’']+){0,4}")
# `Drs. H. Ahmad Fauzi, M.Si.`: what stands before and behind a name.
BEFORE_A_NAME = re.compile(r"\b(?:Drs?|Dra|Ir|Hj?|Prof|drg?|apt|Ns|KH|Rr?)\.\s*(?=[A-Z])")
BEHIND_A_NAME = re.compile(r",\s*(?:[A-Z][A-Za-z]{0,4}\.\s?){1,3}(?:[A-Z][A-Za-z]{0,4}\b\.?)?(?=\W|$)")
# What officers are, and no name.
ROLE = re.compile(
    r"\b(?:ketua|wakil|sekretaris|anggota|kepala|kasubbag|divisi|bagian|subbagian|petugas|operator|koordinator|bidang|"
    r"atasan|pejabat|pelaksana|staf|tim|satu|dua|tiga|pns|pppk|asn|honorer|sarjana|laki|perempuan|seorang|masing)\b",
    re.IGNORECASE,
)
RECEIVED = re.compile(
    r"(?:(?:jumlah|total)\s+)?(?:permohonan\s+)?(?:informasi\s+)?(?:publik\s+)?(?:yang\s+)?(?:diterima|masuk)",
    re.IGNORECASE,
)
OUTCOMES = (
    (re.compile(r"(?:permohonan\s+)?(?:yang\s+)?dikabulkan", re.IGNORECASE),),
    (
        re.compile(r"(?:permohonan\s+)?(?:yang\s+)?dikabulkan\s+(?:seluruhnya|sepenuhnya|penuh)", re.IGNORECASE),
        re.compile(r"(?:permohonan\s+)?(?:yang\s+)?dikabulkan\s+sebagian", re.IGNORECASE),
    ),
)
REFUSED = re.compile(r"(?:permohonan\s+)?(?:yang\s+)?(?:ditolak|dicabut)", re.IGNORECASE)
ONE_SHARE = re.compile(r"(?<![\d.,])(\d{1,3}(?:,\d+)?)\s*(?:%|persen\b)", re.IGNORECASE)
ALL_OF_IT = re.compile(
    r"\b(?:total(?:nya)?|jumlah(?:nya)?|berjumlah|seluruhnya|keseluruhan)[^\d,;]{0,30}100(?:,0+)?\s*(?:%|persen\b)",
    re.IGNORECASE,
)
WHOLE_SHARE = 100


def people_by_name(report: Report) -> Iterator[ReportFinding]:
    """Find officers who are counted and then named, more or fewer."""
    for block in report.body:
        if block.sort == "row":
            continue
        for start, sentence in sentences(block.text):
            match = CALLED.match(in_figures(sentence)) if OF_STAFF.search(sentence) else None
            if match is None or ASKED.search(sentence) or ROLE.search(match["names"]):
                continue
            called = BEHIND_A_NAME.sub("", BEFORE_A_NAME.sub("", match["names"] + sentence[match.end("names") :]))
            names = [each.strip(" .") for each in re.split(r",\s*(?:dan|serta)\s+|,|\s+(?:dan|serta)\s+", called)]
            if len(names) > 1 and all(map(NAME.fullmatch, names)) and len(names) != int(match["number"]):
                yield disagreeing(block, start + match.start("number"), sentence, int(match["number"]), len(names))


def outcomes_in_lists(report: Report) -> Iterator[ReportFinding]:
    """Find a list that grants and refuses more requests than it received."""
    for _heading, rows in tables(report):
        whole = next((row for row in rows if RECEIVED.fullmatch(row.label.strip(" :")) and len(row.values) == 1), None)
        if whole is None:
            continue
        granted = next((found for patterns in OUTCOMES if len(found := _labelled(rows, patterns)) == len(patterns)), [])
        refused = _labelled(rows, (REFUSED,))
        parts = sum((row.values[0] for row in (*granted, *refused)), Decimal(0))
        if granted and refused and parts > whole.values[0]:
            yield disagreeing(whole.block, 0, whole.block.text, int(whole.values[0]), int(parts))


def _labelled(rows: Sequence[Row], patterns: Sequence[re.Pattern[str]]) -> list[Row]:
    return [
        row for pattern in patterns for row in rows if pattern.fullmatch(row.label.strip(" :")) and len(row.values) == 1
    ]


def shares_of_all(report: Report) -> Iterator[ReportFinding]:
    """Find shares that are said to come to a hundred and do not."""
    for block in report.body:
        for start, sentence in sentences(block.text):
            told = ALL_OF_IT.search(sentence) if DIGIT.search(sentence) else None
            if told is None or block.sort == "row":
                continue
            members = [
                each
                for each in re.split(r"[;:]|,(?!\d)|\bdan\b|\bserta\b(?!\s+merta)", sentence[: told.start()])
                if DIGIT.search(each)
            ]
            shares = [ONE_SHARE.findall(each) for each in members]
            if len(shares) < 2 or any(len(each) != 1 for each in shares):  # noqa: PLR2004 one is no list
                continue
            total = sum((Decimal(each[0].replace(",", ".")) for each in shares), Decimal(0))
            if abs(total - WHOLE_SHARE) > len(shares):
                message = said(SHARES_TOGETHER, total=str(total).replace(".", ","))
                yield ReportFinding(
                    FindingKind.PERCENTAGE, block.place(start + told.start()), shortened(sentence),
                    (float(total), WHOLE_SHARE), message,
                )  # fmt: skip
