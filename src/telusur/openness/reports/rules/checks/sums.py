"""Parts that do not add up to the whole that stands beside them, in sentences and in lists under them."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ..claims import totals_in
from ..counts import COUNT, Count, counts_in, in_figures, masked, number, sentences
from ..findings import FindingKind, ReportFinding, shortened
from ..layout import scope, upwards
from ..messages import SUM, said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..layout import Block, Report

LETTER = r"(?-i:(?<=\d\s){0}\b|(?<=\d){0}\b|\b{0}(?=\s*[:=]?\s*\d))"  # beside its number: `9 L`, `P: 6`
MAN, WOMAN = rf"(?:laki[\s-]*laki|pria|{LETTER.format('L')})", rf"(?:perempuan|wanita|{LETTER.format('P')})"
PARTED = re.compile(
    r"\b(?:(?:yang\s+)?(?:terdiri|terbagi)\s+(?:dari|atas|menjadi|ke\s+dalam)|dengan\s+rincian|"
    r"rinciannya|dengan\s+perincian|"
    r"perinciannya|yaitu|yakni|masing-masing|meliputi|mencakup)\b",
    re.IGNORECASE,
)
COUNTED = (
    r"(?:orang|pemohon|permohonan|pengunjung|kunjungan|responden|peserta|petugas|dokumen|informasi|berkas|keberatan|sengketa|"
    r"pegawai|staf)"
)
# A colon behind what is counted leads to its parts.
COLON = re.compile(rf"\d\s*(?:\([^()]*\)\s*)?{COUNTED}\b[^\d:]{{0,40}}(?P<colon>:)(?=\s*\w)", re.IGNORECASE)
# What is made of other things than itself: `1 ruang terdiri dari 2 meja dan 5 kursi`.
MADE_OF_OTHERS = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:ruang(?:an)?|paket|set|tim|kelompok|gedung|sidang|majelis|rangkaian|loket)\b",
    re.IGNORECASE,
)
NOT_ALL = re.compile(
    r"\b(?:antara\s+lain|di\s*antaranya|misalnya|seperti|terbanyak|tertinggi|sebagian\s+besar|mayoritas|paling)\b",
    re.IGNORECASE,
)
WHOLE_AFTER = re.compile(
    r"\b(?:(?:sehingga|dengan|jadi|maka)?\s*,?\s*(?:secara\s+keseluruhan\s+)?(?:berjumlah|jumlah(?:nya)?|"
    r"total(?:nya)?|keseluruhan(?:nya)?|"
    r"(?<!dikabulkan )(?<!dipenuhi )seluruhnya)\b(?:(?!\bdan\b)[^\d,;]){0,60}?)$",
    re.IGNORECASE,
)
STOP = re.compile(
    r"(?:,\s*)?(?:\b(?:atau|dan)\s+)?\b(?:sedangkan|dibanding\w*|sementara|pada\s+tahun|dari\s+jumlah|rata-rata|"
    r"selain\s+itu|dari\s+total|di\s*antaranya|termasuk|naik|turun|meningkat|menurun|bertambah|berkurang|tahun\s+lalu|"
    r"dibantu|didampingi|ditambah|di\s+luar)\b",
    re.IGNORECASE,
)
BESIDES = re.compile(r"\bdengan\b(?!\s+(?:jumlah|rincian))", re.IGNORECASE)
OUTCOME = re.compile(
    r"\b(?:dikabulkan|ditolak|dicabut|tidak\s+dikuasai|diteruskan|gugur|(?:masih|sedang|dalam)\s+(?:di)?proses)\b",
    re.IGNORECASE,
)
REST = re.compile(r"\b(?:sisanya|lainnya|selebihnya)\b", re.IGNORECASE)
PROCESS = re.compile(r"\b(?:di)?proses\b", re.IGNORECASE)
# `Dari 12 laki-laki dan 9 perempuan, 5 orang …`: what follows is some of them.
OUT_OF = re.compile(r"\bdari\s+$", re.IGNORECASE)
WHO_SERVED = re.compile(r"\b(?:oleh|petugas|pegawai|staf)\b", re.IGNORECASE)
JOINT = re.compile(
    r"[,;]|\((?=[^()\d]{0,40}\d)|(?<=orang):|(?<=pemohon):|\b(?:dan|serta(?!\s+merta)|sedangkan|sementara|sehingga|dengan|ditambah|"
    r"dari|jadi|maka)\b|\bterdiri\b|(?<!laki )(?<!perempuan )(?<!pria )(?<!wanita )\b(?:yaitu|yakni)\b",
    re.IGNORECASE,
)
CALLED_WHOLE = re.compile(r"(?:jumlah\w*|total\w*|seluruh\w*)\W*(?:\w+\W+){0,6}$", re.IGNORECASE)
LONGEST_BEFORE = 160
COUNTING = re.compile(rf"\s*(?:\([^()]*\)\s*)?(?:{COUNTED}\b|yang\b)", re.IGNORECASE)
TWO_NUMBERS = re.compile(r"\d\D+\d")
MONEY = re.compile(r"\bRp\.?\s*(\d{1,3}(?:\.\d{3})++)(?:,(?:00|-))?(?!\s*(?:juta|miliar)|\d|,\d)", re.IGNORECASE)
ADDED = re.compile(r"(?<![\d.,+])(\d[\d.]*(?:\s*\+\s*\d[\d.]*)+)\s*=\s*(\d[\d.]*\d|\d)")


@dataclass(frozen=True)
class Sum:
    """A whole that is written and the parts beside it; `at` is where the whole stands."""

    written: int
    parts: tuple[int, ...]
    at: int

    @property
    def holds(self) -> bool:
        return sum(self.parts) == self.written


def sums_in_sentences(report: Report) -> Iterator[ReportFinding]:
    """Find wholes that are not the sum of the parts named in the same sentence."""
    for block in report.body:
        if block.sort == "row":
            continue
        for start, sentence in sentences(block.text):
            plain = in_figures(sentence)
            for found in sums_of(plain) if TWO_NUMBERS.search(plain) else ():
                if not found.holds:
                    yield disagreeing(block, start + found.at, sentence, found.written, sum(found.parts))


def sums_of(sentence: str) -> list[Sum]:
    """Return the sums a sentence claims: with signs, or by the first of the rules that reads one in it."""
    found = [
        Sum(
            int(match[2].replace(".", "")),
            tuple(int(part.replace(".", "")) for part in match[1].split("+")),
            match.start(),
        )
        for match in ADDED.finditer(sentence)
    ]
    for rule in (by_sex, by_parts, by_total_after, by_outcome, by_colon, by_money):
        claimed = None if found else rule(sentence)
        found += [claimed] if claimed else []
    return found


def by_sex(sentence: str) -> Sum | None:
    """Return the whole beside men and women, if the sentence counts each once."""
    counted = None if NOT_ALL.search(sentence) else _men_and_women(sentence)
    whole = _whole_of(sentence, counted[2]) if counted else None
    if counted is None or whole is None:
        return None
    parts, at, wholes = counted
    if any(min(at) < each.start < max(*at, whole.start) and each is not whole for each in wholes):
        return None  # what is counted between is neither a man nor a woman, but part of the whole
    if sum(parts) in {each.value for each in wholes}:
        return None  # `18 permohonan dari 15 pemohon`
    if whole.start > max(at) and (
        (OUT_OF.search(sentence, 0, min(at)) and not CALLED_WHOLE.search(sentence[max(at) : whole.start]))
        or (WHO_SERVED.search(sentence, max(at), whole.start) and not WHO_SERVED.search(sentence, 0, max(at)))
    ):
        return None
    rest = sum(each.value for each in wholes if each.value != whole.value)
    return None if sum(parts) + rest == whole.value else Sum(whole.value, parts, whole.start)


def _men_and_women(sentence: str) -> tuple[tuple[int, int], list[int], list[Count]] | None:
    """Return how many men and women, where they are counted, and what else is; None where not each is counted once."""
    if not all(re.search(each, sentence, re.IGNORECASE) for each in (MAN, WOMAN)):
        return None
    parts: dict[str, list[int]] = {"man": [], "woman": []}
    wholes: list[Count] = []
    at: list[int] = []  # where men and women are counted
    for start, clause in _clauses(sentence):
        counts = counts_in(clause)
        man, woman = re.search(MAN, clause, re.IGNORECASE), re.search(WOMAN, clause, re.IGNORECASE)
        at += [start + counts[0].start] if (man or woman) and counts else []
        if man and woman and len(counts) == 2:  # noqa: PLR2004 "laki-laki 9 perempuan 6" without a comma
            parts["man" if man.start() < woman.start() else "woman"].append(counts[0].value)
            parts["woman" if man.start() < woman.start() else "man"].append(counts[1].value)
        elif man and woman and counts:
            return None
        elif man or woman:
            parts["man" if man else "woman"] += [counts[0].value] if counts else []
            if len(counts) == 2 and re.search(r"(?:total|jumlah)\b", clause[counts[0].end :], re.IGNORECASE):  # noqa: PLR2004
                wholes.append(Count(counts[1].value, start + counts[1].start, start + counts[1].end))
        elif len(counts) == 1:
            wholes.append(Count(counts[0].value, start + counts[0].start, start + counts[0].end))
    if len(parts["man"]) != 1 or len(parts["woman"]) != 1 or not wholes:
        return None
    return (parts["man"][0], parts["woman"][0]), at, wholes


def men_and_women(sentence: str) -> tuple[int, int] | None:
    """Return how many men and how many women a sentence counts; None where it does not count each once."""
    found = _men_and_women(sentence)
    if found is not None:
        return found[0]
    counts, sexes = counts_in(sentence), [re.search(each, sentence, re.IGNORECASE) for each in (MAN, WOMAN)]
    if len(counts) != 2 or not all(sexes) or any(len(list(_found(each, sentence))) != 1 for each in (MAN, WOMAN)):  # noqa: PLR2004
        return None
    one, other = counts[0].value, counts[1].value
    return (one, other) if sexes[0].start() < sexes[1].start() else (other, one)  # type: ignore[union-attr]


def _found(pattern: str, text: str) -> Iterator[re.Match[str]]:
    return re.finditer(pattern, text, re.IGNORECASE)


def _whole_of(sentence: str, wholes: Sequence[Count]) -> Count | None:
    """Return the number that claims to be the whole: called so, or of people or requests, and the only one."""
    named = [each for each in wholes if CALLED_WHOLE.search(sentence[max(0, each.start - LONGEST_BEFORE) : each.start])]
    unit = [
        each
        for each in wholes
        if re.match(
            r"\s*(?:\([^)]*\)\s*)?(?:orang|pemohon|permohonan|pengunjung|pengguna)",
            sentence[each.end : each.end + LONGEST_BEFORE],
            re.IGNORECASE,
        )
    ]
    for found in (named, unit):
        if found:
            return (
                found[-1]
                if len({each.value for each in found}) > 1 and found is named
                else found[0]
                if len(found) == 1 or len({each.value for each in found}) == 1
                else None
            )
    return None


def _clauses(sentence: str) -> Iterator[tuple[int, str]]:
    start = 0
    for match in JOINT.finditer(masked(sentence)):
        yield start, sentence[start : match.start()]
        start = match.end()
    yield start, sentence[start:]


def by_parts(sentence: str) -> Sum | None:
    """Return the whole before `terdiri dari`, `yaitu`, `dengan rincian`, and the list of parts after it."""
    marks = list(PARTED.finditer(sentence))
    if len(marks) != 1 or NOT_ALL.search(sentence):
        return None
    before = counts_in(sentence[: marks[0].start()])
    if before and (before[-1].value == 1 or MADE_OF_OTHERS.match(sentence, before[-1].end)):
        return None
    if marks[0][0].startswith("m") and before and not COUNTING.match(sentence, before[-1].end):
        return None  # `3 kecamatan meliputi 20 desa`
    listed = sentence[marks[0].end() :]
    stop = STOP.search(listed)
    whole_after = re.search(r"\b(?:berjumlah|total|jumlah\s+keseluruhan|seluruhnya)\b", listed, re.IGNORECASE)
    ends = [match.start() for match in (stop, whole_after) if match]
    listed = listed[: min(ends)] if ends else listed
    besides = BESIDES.search(listed)  # a part's own words (`dengan surat 4`), or no part (`dengan 3 diperpanjang`)
    readings = [_listed(listed[: besides.start()]), _listed(listed)] if besides else [_listed(listed)]
    readings = [parts for parts in readings if len(parts) >= 2]  # noqa: PLR2004 one part is no list
    if not before or not readings:
        return None
    parts = next((parts for parts in readings if sum(parts) == before[-1].value), readings[0])
    if (
        re.search(r"\b(?:dari|sebagai|untuk|bagi|oleh)\s*$", sentence[: before[-1].start], re.IGNORECASE)
        and len(before) > 1
    ):
        return None
    return Sum(before[-1].value, parts, before[-1].start)


def by_total_after(sentence: str) -> Sum | None:
    """Return the whole that follows a list of parts after `berjumlah`, `total`, `seluruhnya`."""
    parted = PARTED.search(sentence)
    if parted and counts_in(sentence[: parted.start()]):
        return None
    at = parted.end() if parted else 0
    counts = tuple(each for each in counts_in(sentence) if each.start >= at)
    if len(counts) < 3 or NOT_ALL.search(sentence):  # noqa: PLR2004 two parts and their whole
        return None
    whole, before = counts[-1], sentence[: counts[-1].start]
    if not (called := WHOLE_AFTER.search(before)):
        return None
    parts = _listed(before[at : called.start()])
    return Sum(whole.value, parts, whole.start) if len(parts) == len(counts) - 1 else None


def by_outcome(sentence: str) -> Sum | None:
    """Return the whole of requests and what became of them, if granted and refused ones are both counted."""
    if not OUTCOME.search(sentence):
        return None
    members = [(start, clause, counts_in(clause)) for start, clause in _clauses(sentence)]
    counted = [(start, clause, counts[0]) for start, clause, counts in members if len(counts) == 1]
    if any(len(counts) > 1 for *_clause, counts in members) or NOT_ALL.search(sentence) or REST.search(sentence):
        return None
    waits = any(PROCESS.search(clause) for _start, clause, counts in members if not counts)  # and nobody says how many
    if waits or len(counted) < 3 or not re.search(r"\bpermohonan\b", counted[0][1], re.IGNORECASE):  # noqa: PLR2004 whole, parts
        return None
    whole, parts = counted[0], counted[1:]
    said = " ".join(clause for _start, clause, _count in parts).casefold()
    if OUTCOME.search(whole[1]) or not all(OUTCOME.search(clause) for _start, clause, _count in parts):
        return None
    if "dikabulkan" not in said or "ditolak" not in said:
        return None
    return Sum(whole[2].value, tuple(count.value for _start, _clause, count in parts), whole[0] + whole[2].start)


def by_colon(sentence: str) -> Sum | None:
    """Return the whole before a colon and the list behind it: `Total 15 permohonan: Januari 2, Februari 13`."""
    marks = list(COLON.finditer(sentence))
    if len(marks) != 1 or PARTED.search(sentence) or NOT_ALL.search(sentence):
        return None
    before, listed = counts_in(sentence[: marks[0].start("colon")]), sentence[marks[0].end("colon") :]
    stop = STOP.search(listed)
    parts = _listed(listed[: stop.start()] if stop else listed)
    if len(before) != 1 or len(parts) < 2 or WHOLE_AFTER.search(listed):  # noqa: PLR2004 one part is no list
        return None
    return Sum(before[0].value, parts, before[0].start)


def by_money(sentence: str) -> Sum | None:
    """Return an amount of money before `terdiri dari` and the amounts behind it."""
    marks = list(PARTED.finditer(sentence))
    if len(marks) != 1 or NOT_ALL.search(sentence):
        return None
    before, listed = list(MONEY.finditer(sentence, 0, marks[0].start())), sentence[marks[0].end() :]
    stop = STOP.search(listed)
    members = re.split(r"[,;](?!\d|-)|\b(?:dan|serta)\b", listed[: stop.start()] if stop else listed)
    amounts = [MONEY.findall(member) for member in members if re.search(r"\w", member)]
    if len(before) != 1 or len(amounts) < 2 or any(len(found) != 1 for found in amounts):  # noqa: PLR2004
        return None
    parts = tuple(int(found[0].replace(".", "")) for found in amounts)
    return Sum(int(before[0][1].replace(".", "")), parts, before[0].start())


def _listed(text: str) -> tuple[int, ...]:
    """Return the numbers of a list, if each of its members has exactly one."""
    members = [
        member for member in re.split(r"[,;]|\bdan\b|\bserta\b(?!\s+merta)", masked(text)) if re.search(r"\w", member)
    ]
    counts = [COUNT.findall(member) for member in members]  # masked twice, `25 tahun 10 orang` would lose its ten
    return tuple(number(found[0]) for found in counts) if all(len(found) == 1 for found in counts) else ()


def sums_under_sentences(report: Report) -> Iterator[ReportFinding]:
    """Find totals of requests or applicants that are the sum of no breakdown in the same section.

    A breakdown is by sex, in rows, items or a sentence: these two parts are always the whole.
    """
    blocks = report.body
    ends = upwards(blocks)
    read = cache(lambda at: tuple(_counted(blocks[at])))
    for place, block in enumerate(blocks):
        if block.sort not in ("paragraph", "item", "row"):
            continue
        for start, sentence in sentences(block.text):
            claims = [
                each
                for each in totals_in(sentence, report.year)
                if each.what in ("permohonan", "pemohon") and each.year == report.year
            ]
            around = (place, *scope(blocks, place, ends[place])) if claims else ()
            if block.sort == "row":  # a total over its two parts; under them it is one of its own table
                around = around[:3] if not place or not list(read(place - 1)) else ()
            splits = list(_splits(each for at in around for each in read(at)))
            values = {count.value for count in counts_in(sentence)} if claims else set[int]()
            for claim in claims[:1]:
                if splits and all(sum(parts) not in values for parts in splits):
                    yield disagreeing(block, start + claim.at, sentence, claim.value, sum(splits[0]))


def _counted(block: Block) -> Iterator[tuple[int | None, int | None]]:
    """Yield (men, women) of each sentence that counts them; None for the one that it does not count."""
    for _start, sentence in sentences(block.text):
        man, woman = re.search(MAN, sentence, re.IGNORECASE), re.search(WOMAN, sentence, re.IGNORECASE)
        if not (man or woman):
            continue
        counts = counts_in(re.sub(r"^(?:\d{1,2}|[a-z])[.)]?\s+(?=[A-Za-z])", lambda m: " " * len(m[0]), sentence))
        if man and woman and (both := _men_and_women(sentence)):
            yield both[0]
        elif man and woman and len(counts) in (2, 3) and by_sex(sentence + " ") is None:
            yield counts[0].value, counts[1].value
        elif man and woman and (found := by_sex(sentence)):
            yield found.parts[0], found.parts[1]
        elif len(counts) == 1:
            yield (counts[0].value, None) if man else (None, counts[0].value)


def _splits(counted: Iterable[tuple[int | None, int | None]]) -> Iterator[tuple[int, int]]:
    """Yield men and women as the parts of one sentence, then as neighbouring rows or items."""
    alone: list[tuple[int | None, int | None]] = []
    for man, woman in counted:
        if man is not None and woman is not None:
            yield man, woman
        else:
            alone.append((man, woman))
    for one, other in itertools.pairwise(alone):
        first, second = (next(each for each in pair if each is not None) for pair in (one, other))
        if (one[0] is None) != (other[0] is None):
            yield first, second


def disagreeing(block: Block, at: int, excerpt: str, written: float, parts: float) -> ReportFinding:
    """Return the finding that a whole, written at a place of a block, is not what its parts come to."""
    message = said(SUM, written=written, parts=parts)
    return ReportFinding(FindingKind.SUM, block.place(at), shortened(excerpt), (written, parts), message)
