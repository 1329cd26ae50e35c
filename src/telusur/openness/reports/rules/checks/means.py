"""Monthly means that are not those of their year, and means of time outside the fastest and the slowest."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from ..counts import DIGIT, FIGURES, in_figures, number, sentences
from ..findings import FindingKind, ReportFinding, shortened
from ..messages import FASTEST_SLOWEST, MEAN_TOO_LONG, MEAN_TOO_SHORT, MONTHLY_MEAN, Message, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..layout import Report

MEAN = re.compile(
    rf"\b(?:rata-rata|rerata)\b[^\d.]{{0,60}}?(?P<mean>\d{{1,3}}(?:\.\d{{3}})+|\d+(?:,\d+)?)(?P<words>[^\d.;]{{0,60}}?)\bdari\s+(?:(?:total|jumlah|seluruh)\s+)*"
    rf"(?P<whole>{FIGURES})\s+(?:permohonan|pemohon|orang|pengunjung|kunjungan|dokumen)[^\d.;]{{0,40}}?(?P<months>\d{{1,2}})\s+"
    r"(?:\([^()]{1,30}\)\s*)?bulan\b",
    re.IGNORECASE,
)
A_MONTH = re.compile(r"\b(?:per|setiap|tiap|dalam\s+se)\s?bulan\b|\bsebulan\b|\bbulanan\b", re.IGNORECASE)


LASTS = r"(?P<number>\d+(?:,\d+)?)\s*(?:\([^()]{1,40}\)\s*)?(?P<unit>hari|jam|menit|bulan)\b"
OF_MANY = r"(?:[^\d.;,]{1,50}?\d+\s+(?:permohonan|berkas|keberatan))?"  # what the mean is of
LEADS = rf"\b{OF_MANY}[^\d.;,]{{0,50}}?(?<![\d.,])"
TOLD_TIMES = {
    "mean": re.compile(rf"\b(?:rata-rata|rerata){LEADS}{LASTS}", re.IGNORECASE),
    "fastest": re.compile(
        rf"\b(?:tercepat|terpendek|tersingkat|paling\s+(?:cepat|pendek|singkat)){LEADS}{LASTS}", re.IGNORECASE
    ),
    "slowest": re.compile(
        rf"\b(?:terlama|terlambat|terpanjang|paling\s+(?:lama|lambat|panjang)){LEADS}{LASTS}", re.IGNORECASE
    ),
}
# `Paling lambat 10 hari kerja sesuai ketentuan` is what the law allows, and no time that anybody took.
ALLOWED = re.compile(
    r"\b(?:ketentuan|batas|sesuai|pasal|ayat|wajib|harus|jangka|maksimal|target|standar|undang|sop|maklumat|diatur|"
    r"ditetapkan|ditentukan|perpanjangan|diperpanjang|tahun\s+(?:lalu|sebelumnya))\b",
    re.IGNORECASE,
)
ASKED_FOR = re.compile(r"\b(?:permohonan|keberatan|sengketa|gugatan|pengaduan|mediasi)\b", re.IGNORECASE)
BY_WAY = re.compile(r"\b(?:umum|pemilu|pemilihan|daring|langsung|surel|semester|triwulan)\b", re.IGNORECASE)


CLAUSE_ENDS = re.compile(r"[.;,](?!\d)|\b(?:dan|serta|sedangkan|sementara|dengan|namun|tetapi)\b", re.IGNORECASE)
WORDS_OF_TIME = frozenset(
    re.findall(
        r"\w+",
        "rata rerata tercepat terpendek tersingkat terlama terlambat terpanjang paling cepat lambat lama pendek "
        "singkat panjang hari jam menit bulan kerja waktu adalah ialah yaitu yakni selama dalam sekitar kurang lebih "
        "mencapai sebesar yang satu di pada tahun ini nya",
    )
)
# However an office names the time from a question to its answer.
ANSWERED = frozenset(
    re.findall(
        r"\w+",
        "layanan pelayanan permohonan jawaban dijawab menjawab penyelesaian diselesaikan pemenuhan dipenuhi tanggapan "
        "ditanggapi respons respon informasi publik atas untuk ppid diberikan diproses proses dari",
    )
)


def times_outside(report: Report) -> Iterator[ReportFinding]:
    """Find `rata-rata 3 hari, tercepat 4 hari, terlama 9 hari`, told in one sentence or in two neighbours."""
    for block in report.body:
        told = [(start, in_figures(sentence)) for start, sentence in sentences(block.text)]
        alone = [_times(sentence) for _start, sentence in told]
        for place, (start, sentence) in enumerate(told):
            if fault := _outside(alone[place]):
                yield ReportFinding(FindingKind.CONTRADICTION, block.place(start), shortened(sentence), *fault)
            elif place and not (_outside(alone[place - 1]) or {*alone[place]} & {*alone[place - 1]}):
                both = f"{told[place - 1][1]} {sentence}"
                if fault := _outside(_times(both)):
                    yield ReportFinding(FindingKind.CONTRADICTION, block.place(start), shortened(both), *fault)


def _times(sentence: str) -> dict[str, tuple[Decimal, str]]:
    """Return the mean, the fastest and the slowest that a sentence tells of one thing, each once and in one unit."""
    if not DIGIT.search(sentence) or ALLOWED.search(sentence) or BY_WAY.search(sentence):
        return {}
    if len({each.casefold() for each in ASKED_FOR.findall(sentence)}) > 1:
        return {}
    found = {name: [*pattern.finditer(sentence)] for name, pattern in TOLD_TIMES.items()}
    if any(len(each) > 1 for each in found.values()):
        return {}
    matches = {name: each[0] for name, each in found.items() if each}
    if len({match["unit"].casefold() for match in matches.values()}) != 1 or not _of_one_thing(sentence, matches):
        return {}
    return {name: (Decimal(match["number"].replace(",", ".")), match["number"]) for name, match in matches.items()}


def _of_one_thing(sentence: str, matches: dict[str, re.Match[str]]) -> bool:
    """Return whether the clauses of the mean, the fastest and the slowest speak of the same, or name it only once."""
    named = []
    for match in matches.values():
        begin = max((each.end() for each in CLAUSE_ENDS.finditer(sentence, 0, match.start())), default=0)
        words = {*re.findall(r"[a-z]+", sentence[begin : match.end()].casefold())} - WORDS_OF_TIME
        named.append(words)
    told = [each for each in named if each]
    return all(one <= ANSWERED for one in told) or all(one <= told[0] or told[0] <= one for one in told)


def _outside(told: dict[str, tuple[Decimal, str]]) -> tuple[tuple[str, str], Message] | None:
    """Return two times that cannot both be, as written, and what to say of them."""
    mean, fastest, slowest = (told.get(name) for name in ("mean", "fastest", "slowest"))
    if fastest and slowest and fastest[0] > slowest[0]:
        return (fastest[1], slowest[1]), said(FASTEST_SLOWEST, fastest=fastest[1], slowest=slowest[1])
    if mean and fastest and mean[0] < fastest[0]:
        return (mean[1], fastest[1]), said(MEAN_TOO_SHORT, mean=mean[1], bound=fastest[1])
    if mean and slowest and mean[0] > slowest[0]:
        return (mean[1], slowest[1]), said(MEAN_TOO_LONG, mean=mean[1], bound=slowest[1])
    return None


def monthly_means(report: Report) -> Iterator[ReportFinding]:
    """Find a mean of a month that is not its number divided by the months that stand beside it."""
    for block in report.body:
        for start, sentence in sentences(block.text):
            plain = in_figures(sentence)
            match = MEAN.search(plain) if DIGIT.search(plain) else None
            if match is None or not A_MONTH.search(match[0]) or not int(match["months"]):
                continue
            mean, whole = Decimal(match["mean"].replace(".", "").replace(",", ".")), number(match["whole"])
            right = Decimal(whole) / int(match["months"])
            if abs(right - mean) >= Decimal(1).scaleb(-max(0, -int(mean.as_tuple().exponent))):
                exact = round(right, 2)
                message = said(
                    MONTHLY_MEAN,
                    whole=whole,
                    months=int(match["months"]),
                    right=str(exact).replace(".", ","),
                    written=match["mean"],
                )
                yield ReportFinding(
                    FindingKind.SUM,
                    block.place(start + match.start()),
                    shortened(sentence),
                    (float(mean), float(exact)),
                    message,
                )
