"""`Tidak ada keberatan` beside `2 keberatan`: requests, objections and disputes that are none and some."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..claims import of_a_part
from ..counts import DIGIT, in_figures, masked, sentences
from .statements import EARLIER, LONGEST_BEFORE, Statement, excluding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..findings import ReportFinding
    from ..layout import Report

SUBJECTS = {
    "keberatan": r"keberatan",
    "sengketa": r"sengketa(?:\s+informasi(?:\s+publik)?)?",
    "gugatan": r"gugatan(?:\s+ke\s+pengadilan)?",
    "ditolak": r"permohonan(?:\s+informasi)?(?:\s+publik)?\s+yang\s+(?:di)?tolak",
    "dikabulkan sebagian": r"permohonan(?:\s+informasi)?(?:\s+publik)?\s+yang\s+dikabulkan\s+sebagian",
    "permohonan": r"permohonan(?:\s+informasi)?(?:\s+publik)?",
}
NONE = (
    r"\b(?:tidak\s+(?:ada|terdapat|pernah\s+(?:ada|menerima)|menerima)|belum\s+(?:ada|pernah|terdapat)|"
    r"nihil)(?:\s+\w+){0,2}?\s+"
)
# `Jumlah keberatan yang diajukan pada tahun 2024: nihil`, where the subject leads the clause.
LED_BY = (
    r"(?:^|[.,;:]|\b(?:sedangkan|sementara|dan|serta|adapun|untuk)\s)\W{0,5}(?:\d{1,2}[.)]\s+)?"
    r"(?:(?:jumlah|banyaknya|total)\s+)?"
)
NOTHING_AFTER = (
    r"(?:\s+(?:informasi|publik|yang\s+(?:masuk|diterima|diajukan)|(?:pada|selama|sepanjang|di)\s+tahun(?:\s+ini)?|tahun|"
    r"20\d\d|sebanyak|berjumlah|adalah|ialah)){0,6}\s*[:=–-]?\s*(?:tidak\s+ada|belum\s+ada|nihil|nol|0)"
    r"(?=\s*(?:$|[.,;)(]|(?:permohonan|berkas|buah|kasus|keberatan|sengketa|pada|selama)\b))"
)
OTHER_MATTER = re.compile(
    r"\s*(?:hasil|proses|pemilu|pemilihan|pilkada|"
    r"tata\s+usaha|administrasi|lain(?:nya)?\b|tentang|di\s+bidang|dari\s+(?-i:[A-Z])|"
    r"(?:ke|di)\s+(?:peng|PTUN|M[AK]\b|Mahkamah|Bawaslu|DKPP))",
    re.IGNORECASE,
)
OTHER_DECISION = re.compile(
    r"\b(?:keberatan|sengketa|gugatan|ajudikasi|mediasi|kasasi|banding|usul\w*)\b", re.IGNORECASE
)
SOME = (
    r"(?:\b(?:terdapat|ada|menerima|menanggapi|menangani|menyelesaikan|memproses|menghadapi|tercatat|sebanyak|sejumlah|"
    r"berjumlah)\s+)"
)
ALL_GRANTED = re.compile(
    r"(?<!tidak )(?<!belum )\b(?:seluruh|semua)\s+"
    r"permohonan(?:\s+(?:informasi|publik|tersebut|yang\s+(?:masuk|diterima)))*\s+"
    r"(?:telah\s+|dapat\s+)?dikabulkan(?!\s+sebagian)",
    re.IGNORECASE,
)
AFTERWARDS = re.compile(
    r"\s*(?:informasi\s*)?(?:publik\s*)?(?:(?:pada\s+)?tahun\s+\d{4}\s+)?"
    r"(?:yang\s+(?:ber|naik|di(?!terima|ajukan\b)|ter|belum|"
    r"me|tidak|sampai|lanjut)|berulang|serupa|baru\b|lisan|tertulis|melalui|dari\s+[A-Z]|di\s+bidang|tentang|terkait|"
    r"atas\s+(?!layanan|pelayanan|permohonan|jawaban|informasi|tanggapan)\w+|"
    r"(?:ke|di)\s+(?:peng|PTUN|MA|Komisi)|ke\b|lain|daring|(?:di)?tolak|(?:seluruhnya|sepenuhnya|sebagian)\b)",
    re.IGNORECASE,
)


NONE_OF = {
    subject: (
        re.compile(NONE + words, re.IGNORECASE),
        re.compile(f"{LED_BY}(?P<none>{words}{NOTHING_AFTER})", re.IGNORECASE),
    )
    for subject, words in SUBJECTS.items()
}
CALLED = r"(?:sebanyak|sejumlah|berjumlah|mencapai|(?<!tidak )(?<!belum )ada)"
SOME_OF = {
    subject: tuple(
        re.compile(form, re.IGNORECASE)
        for form in (
            rf"{SOME}[1-9][\d.]*\s*(?:\([^)]*\)\s*)?(?:buah\s+|kasus\s+|kali\s+)?{words}",
            rf"{words}[^.,;\d]{{0,40}}?\b{CALLED}\s+(?!0+\b)[\d.]*\d",
            rf"\b(?:jumlah|banyaknya|total)\s+{words}[^.,;\d]{{0,40}}?(?:\b(?:adalah|ialah)|:)\s*(?!0+\b)[\d.]*\d",
            rf"\b(?:jumlah|banyaknya|total)\s+{words}\s+[1-9]",
            (
                rf"^\W*(?:sebanyak\s+)?[1-9][\d.]*\s*(?:\([^)]*\)\s*)?(?:buah\s+|kasus\s+)?{words}"
                r"(?=\s+(?:(?:telah|sudah|tersebut)\s+)*di(?:ajukan|tanggapi|terima|selesaikan|putus|tangani)\b)"
            ),
        )
    )
    for subject, words in SUBJECTS.items()
}
SOME_REFUSED = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"\bditolak\s*:?\s*(?:sebanyak\s+|sejumlah\s+)?[1-9]\d*\b",
        r"\b[1-9]\d*\s*(?:\([^)]*\)\s*)?(?:(?:permohonan|berkas|buah|informasi|publik|yang|telah|di\s?antaranya)\s+){0,5}ditolak",
    )
)
TOLD_OF = re.compile(r"keberatan|sengketa|gugatan|permohonan|ditolak", re.IGNORECASE)


def none_and_some(report: Report) -> Iterator[ReportFinding]:
    """Find `tidak ada keberatan` beside `keberatan sebanyak 2`, and the like."""
    told = [
        (block, start, sentence)
        for block in report.body
        for start, sentence in sentences(block.text)
        if TOLD_OF.search(sentence)
    ]
    now = [each for each in told if not _of_another_time(each[2], report.year)]
    whole = [each for each in now if not of_a_part(f"{each[2]} {report.titles.get(each[0].section, '')}")]
    for subject in SUBJECTS:
        none = [(block, start + at, text) for block, start, each in whole for at, text in _none(each, subject)]
        some = [(block, start + at, text) for block, start, each in now for at, text in _some(each, subject)]
        if subject == "ditolak":
            none += [
                (block, start + match.start(), match[0])
                for block, start, sentence in told
                for match in ALL_GRANTED.finditer(sentence)
            ]
        if none and some:
            one = Statement("absent", subject, none[0][2], none[0][0], none[0][1])
            other = Statement("present", subject, some[0][2], some[0][0], some[0][1])
            first, second = sorted((one, other), key=lambda each: each.block.place(each.at))
            yield excluding(first, second)


def _of_another_time(sentence: str, year: int | None) -> bool:
    years = {int(each) for each in re.findall(r"\btahun\s+(\d{4})", sentence, re.IGNORECASE)}
    return bool(years - {year}) or bool(EARLIER.search(re.sub(r"tahun\s+\d{4}", "", sentence)))


def _none(sentence: str, subject: str) -> Iterator[tuple[int, str]]:
    before, led = NONE_OF[subject]
    for match in before.finditer(sentence):
        if not AFTERWARDS.match(sentence[match.end() :]):
            yield match.start(), match[0]
    for match in led.finditer(sentence):
        yield match.start("none"), match["none"]


def _some(sentence: str, subject: str) -> Iterator[tuple[int, str]]:
    plain = masked(in_figures(sentence))
    if not DIGIT.search(plain):
        return
    forms = SOME_OF[subject]
    if subject == "ditolak" and not OTHER_DECISION.search(sentence):
        forms += SOME_REFUSED
    for form in forms:
        for match in form.finditer(plain):
            before = sentence[max(0, match.start() - LONGEST_BEFORE) : match.start()]
            if not re.search(r"(?:\b(?:tidak|belum)|\d)\s*$", before) and not OTHER_MATTER.match(
                sentence[match.end() :]
            ):
                yield match.start(), sentence[match.start() : match.end()]
