"""Statements on one thing that exclude each other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..claims import of_a_part, totals_in
from ..counts import MONTH, sentences
from ..findings import FindingKind, ReportFinding, shortened
from ..messages import CONTRADICTION, TOLD_TWICE, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..layout import Block, Report

NOUN = (
    r"(?:ruang(?:an)?|meja|komputer|laptop|printer|pemindai|scanner|petugas|website|situs|papan\s+pengumuman|"
r"jaringan\s+internet|internet|kotak\s+saran|"
    r"kursi\s+roda|mesin\s+fotokopi|televisi|telepon|formulir|ruang\s+laktasi|aplikasi|server|"
r"lemari|rak|komputer\s+jinjing|anggaran)"
)  # fmt: skip
PHRASE = (
    rf"(?P<thing>{NOUN}(?:\s+(?!(?:belum|tidak|telah|sudah|tersedia|ada|dalam|kondisi|yang|untuk|"
    rf"dengan|dan|di|pada|sehingga|agar|baik|masih|rusak|karena|berada|memadai|sebanyak|adalah|"
    rf"secara|oleh|guna|bagi|menjadi|merupakan|sebagai|sangat|perlu|akan|dapat|harus|"
    rf"menyebabkan|mengakibatkan|serta|juga|hingga|berfungsi|mati|layak|terawat|saat)\b)[a-z\-]+){{0,4}})"
)
LINK = r"(?:\s+(?:yang|adanya|sebuah|suatu|satu|untuk)){0,2}\s+"
COUNTED = (
    r"(?:\s+(?:yang|adanya|sebuah|suatu|untuk)|\s+(?:\d{1,4}|se|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|"
    r"sepuluh)(?:\s*\([^()]{1,30}\))?(?:\s+(?:unit|buah|set|ruang|orang))?){0,2}\s+"
)
GAP = (
    r"(?:\s*[:\-–(,]\s*|\s+(?:yang\s+)?|\s+(?:masih|saat\s+ini|hingga\s+kini|sampai\s+saat\s+ini|"
    r"untuk\s+[a-z ]{1,40}?|di\s+[A-Za-z ]{1,30}?|\d{1,3}\s+(?:unit|buah|set|ruang)\s*,?)\s+)"
)
ABSENT = re.compile(
    rf"\b(?:belum|tidak)\s+(?:ter)?(?:sedia(?:nya)?|ada(?:nya)?|memiliki|mempunyai|terdapat(?:nya)?|"
    rf"dilengkapi(?:\s+dengan)?|punya){LINK}{PHRASE}"
    rf"|\b{PHRASE.replace('thing', 'other')}{GAP}(?:belum|tidak)\s+(?:tersedia|ada|dimiliki)\b",
    re.IGNORECASE,
)
PRESENT = re.compile(
    rf"\b(?:telah|sudah|juga)?\s*(?:tersedia(?:nya)?|memiliki|mempunyai|terdapat|menyediakan|dilengkapi(?:\s+den"
    rf"gan)?){COUNTED}{PHRASE}"
    rf"|\b{PHRASE.replace('thing', 'other')}{GAP}(?:(?:telah|sudah)\s+(?:tersedia|ada|dimiliki)|"
    rf"tersedia|ada(?=\s*[,.;(]|$)|(?:(?:dalam|dengan)\s+)?(?:ke(?:adaan|adaannya)|kondisi(?:nya)?)\s+(?:sangat\s+)?(?:baik|layak|"
    rf"terawat)|baik\b)",
    re.IGNORECASE,
)
STANDS = re.compile(
    rf"\b{PHRASE.replace(f'{NOUN}', 'ruang(?:an)?', 1)}\s+(?:berada|terletak|berlokasi|bertempat)\s+di\b", re.IGNORECASE
)
ROW_PRESENT = re.compile(
    rf"^\W*(?:\d+[.)]?\s+)?{PHRASE}[\s|:\d]*(?:unit|buah|ruang|set)?[\s|:]*\(?(?:kondisi\s+)?baik\b", re.IGNORECASE
)
PROCURED = re.compile(rf"\bpengadaan{LINK}{PHRASE}", re.IGNORECASE)
RENEWED = re.compile(
    rf"\b(?:peremajaan|meremajakan|merenovasi|renovasi|rehabilitasi|memperbaiki|perbaikan){LINK}{PHRASE}", re.IGNORECASE
)
GENERIC = {
    "khusus",
    "informasi",
    "publik",
    "layanan",
    "pelayanan",
    "kpu",
    "kota",
    "kabupaten",
    "provinsi",
    "tersendiri",
    "yang",
    "nya",
}
EARLIER = re.compile(
    r"\b(?:sebelumnya|semula|dahulu|tahun\s+lalu|awalnya|dulu|pada\s+tahun\s+\d{4}|jika|apabila|"
    r"bila|agar|kecuali|selain)\b",
    re.IGNORECASE,
)


# One thing in a condition, said of all of it: no number of them, no place, no more of the clause behind it.
CONDITION = (
    r"\s+(?:(?:saat\s+ini|masih|sudah|telah|kini|juga)\s+)*(?:(?:dalam|dengan)\s+)?(?:(?:keadaan|kondisi)(?:nya)?\s+)?"
)
CLAUSE_ENDS = r"(?=\s*(?:[.,;:)]|$|(?:dan|serta|sehingga|karena|tetapi|tapi|namun|sedangkan|sementara)\b))"
IN_ORDER = re.compile(
    rf"\b{PHRASE}{CONDITION}(?:(?:sangat\s+)?(?:baik|layak|terawat)|berfungsi(?:\s+(?:dengan\s+)?(?:baik|normal|lancar))?"
    rf"|dapat\s+(?:digunakan|dipakai)){CLAUSE_ENDS}",
    re.IGNORECASE,
)
BROKEN = re.compile(
    rf"\b{PHRASE}{CONDITION}(?:rusak(?:\s+(?:berat|ringan|parah|total))?|mati\s+total|(?:tidak|belum)\s+(?:(?:dapat|bisa)\s+)?"
    rf"(?:berfungsi|digunakan|dipakai)){CLAUSE_ENDS}",
    re.IGNORECASE,
)
SOME_OF_THEM = re.compile(
    r"\b(?:sebagian|beberapa|salah\s+satu|satu|dua|tiga|empat|lima|enam|sebuah|seluruh|semua|tidak\s+semua|unit|buah|lain(?:nya)?|"
    r"\d+|setiap|bila|untuk|tanpa|ada|terdapat|menemukan|ditemukan)\s*(?:\([^()]{1,30}\)\s*)?(?:unit|buah|set)?\s*$",
    re.IGNORECASE,
)
MENDED = re.compile(
    r"\b(?:diperbaiki|perbaikan|diganti|penggantian|setelah|sesudah|kini|sekarang|kemudian|lama|baru|lain(?:nya)?|"
    r"masing-masing|sering|kadang\w*|sempat|pernah|sesekali|dihapus\w*|berikutnya|pertama|kedua|ketiga)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Statement:
    """What a passage says of a thing. `says`: present, absent, procured or renewed, in order or broken."""

    says: str
    thing: str
    words: str
    block: Block
    at: int
    where: frozenset[str] = frozenset()
    sometime: bool = False

    @property
    def limited(self) -> bool:
        return bool(self.where) or self.sometime


EXCLUDES = {("present", "absent"), ("renewed", "absent"), ("renewed", "procured")}
ONE_OF_A_KIND = ("ruang",)
# Whom a thing is for: one for some people may lack while there is one for all.
FOR_WHOM = re.compile(
    r"\s+(?:untuk|bagi)\s+((?:(?!(?:layanan|pelayanan|melayani|melaksanakan|menunjang|mendukung|kegiatan|keperluan|"
    r"informasi|publik|ppid|masyarakat|pengunjung|memberikan|umum|dan|yang|dalam)\b)[a-z]+\s*){1,3})",
    re.IGNORECASE,
)
FOR_SOME = re.compile(r"\b(?:difabel|disabilitas|berkebutuhan|laktasi|menyusui|lansia|anak|merokok)\b", re.IGNORECASE)
OTHER_CLAUSE = re.compile(
    r"[,;(]|\b(?:tetapi|tapi|namun|melainkan|sedangkan|sementara|meskipun|walaupun|adapun|ruang(?:an)?)\b",
    re.IGNORECASE,
)
OUT_OF_ORDER = re.compile(r"\s+(?:yang\s+)?(?:rusak|mati|hilang|bermasalah|tidak)\b", re.IGNORECASE)
NEAR, LONGEST_BEFORE = 50, 120
WHERE = re.compile(
    r"\bdi\s+((?:lantai|gedung|gudang|lobi|lobby|aula|ruang(?:an)?|kantor(?!\s+(?:kpu|kami|ini|komisi|sekretariat))|kecamatan|kelurahan|desa|rumah\s+pintar|ppk|pps)"
    r"(?:\s+[a-z\d]+)?)",
    re.IGNORECASE,
)
# Where the service is: what lacks there lacks the service.
AT_THE_DESK = frozenset({"ruang layanan", "ruangan layanan", "ruang pelayanan", "ruangan pelayanan", "ruang ppid"})
PERIOD = (
    rf"(?:(?:awal|pertengahan|akhir|bulan|semester|triwulan|kuartal|minggu|tanggal|paruh)\b|(?:\d{{1,2}}\s+)?{MONTH})"
)
SOMETIME = re.compile(rf"\b(?:sejak|mulai|pada|di|sampai|hingga|sampai\s+dengan|s\.d\.?)\s+{PERIOD}", re.IGNORECASE)


def states_of_things(report: Report) -> Iterator[ReportFinding]:
    """Find a thing that is there in one place and lacking in another, or procured and renewed at once."""
    first: dict[str, dict[str, Statement]] = {}
    told: set[tuple[str, str, str]] = set()
    for later in (each for block in report.body for each in statements_in(block, year=report.year)):
        before = first.setdefault(later.thing, {})
        for earlier in before.values():
            pair = (earlier.says, later.says)
            if not (pair in EXCLUDES or pair[::-1] in EXCLUDES):
                continue
            if _elsewhere_or_later(earlier, later):
                continue
            if "procured" in pair and not later.thing.startswith(ONE_OF_A_KIND):
                continue
            if (later.thing, *sorted(pair)) not in told:
                told.add((later.thing, *sorted(pair)))  # type: ignore[arg-type]
                yield excluding(earlier, later)
        if later.says not in before or (before[later.says].limited and not later.limited):
            before[later.says] = later


def conditions_of_things(report: Report) -> Iterator[ReportFinding]:
    """Find one thing that is in order and out of order in neighbouring sentences: `Komputer baik. Komputer rusak.`"""
    before: list[Statement] = []
    for block in report.body:
        if block.sort not in ("paragraph", "item"):
            before = []
            continue
        here: list[Statement] = []
        for start, sentence in sentences(block.text):
            told = [] if _changed(sentence, report.year) else [*_conditions(block, start, sentence)]
            for each in told:
                other = next(
                    (one for one in (*here, *before) if one.thing == each.thing and one.says != each.says), None
                )
                if other is not None:
                    yield excluding(other, each)
            here = [*here, *told]
        before = here if block.sort == "paragraph" else []


def _conditions(block: Block, start: int, sentence: str) -> Iterator[Statement]:
    for says, pattern in (("broken", BROKEN), ("in order", IN_ORDER)):
        for match in pattern.finditer(sentence):
            if not SOME_OF_THEM.search(sentence, max(0, match.start() - NEAR), match.start()):
                yield Statement(says, thing_of(match["thing"]), match[0].strip(), block, start + match.start())


def _changed(sentence: str, year: int | None) -> bool:
    """Return whether a sentence tells of another time, of a repair, or of one of several."""
    return bool(
        EARLIER.search(sentence.replace(f"tahun {year}", "tahun ini"))
        or SOMETIME.search(sentence)
        or MENDED.search(sentence)
    )


def _elsewhere_or_later(one: Statement, other: Statement) -> bool:
    """Return whether a thing may lack here or now and be there elsewhere or at another time of the year."""
    lacking = [each for each in (one, other) if each.says == "absent"]
    if not lacking:
        return False
    there = other if lacking[0] is one else one
    elsewhere = bool(lacking[0].where) and not lacking[0].where & there.where
    return elsewhere or lacking[0].sometime or there.sometime


def statements_in(block: Block, *, year: int | None = None) -> Iterator[Statement]:
    """Yield what a block says of things: that they are there, lack, are to be procured or renewed.

    year: the one reported on; what is said of an earlier one is left out.
    """
    if block.sort == "heading" and not re.search(
        r"\b(?:belum|tidak)\b|\bpengadaan\b|\bmeremajakan\b|\bperemajaan\b|\bbaik\b", block.text, re.IGNORECASE
    ):
        return
    for start, sentence in sentences(block.text):
        if EARLIER.search(sentence.replace(f"tahun {year}", "tahun ini")):
            continue
        where = frozenset(" ".join(match[1].lower().split()) for match in WHERE.finditer(sentence)) - AT_THE_DESK
        sometime = bool(SOMETIME.search(sentence))
        taken: list[tuple[int, int]] = []
        for says, pattern in (
            ("absent", ABSENT),
            ("procured", PROCURED),
            ("renewed", RENEWED),
            ("present", PRESENT),
            ("present", STANDS),
            ("present", ROW_PRESENT),
        ):
            for match in pattern.finditer(sentence):
                if any(match.start() < end and begin < match.end() for begin, end in taken) or (
                    says == "absent" and OUT_OF_ORDER.match(sentence, match.end())
                ):
                    continue
                if says == "present" and re.search(
                    r"\b(?:belum|tidak|pengadaan|perlu\w*|penyediaan|mengusulkan|usulan|agar|akan|rencana)\s*(?:\w+\s+){0,2}$",
                    sentence[max(0, match.start() - LONGEST_BEFORE) : match.start()],
                    re.IGNORECASE,
                ):
                    continue
                taken.append(match.span())
                groups = match.groupdict()
                people = FOR_SOME.search(sentence, match.start(), _end_of_clause(sentence, match.end()))
                thing = thing_of(groups.get("thing") or groups.get("other") or "")
                others = people[0].lower() if people and people[0].lower() not in thing.split() else ""
                whom = FOR_WHOM.match(sentence, match.end())
                if whom and not others and whom[1].casefold().split() != ["pemohon"]:
                    others = f"untuk {' '.join(whom[1].casefold().split())}"
                yield Statement(
                    says,
                    f"{thing} {others}".strip(),
                    match[0].strip(),
                    block,
                    start + match.start(),
                    where,
                    sometime,
                )
        for match in re.finditer(
            rf"\bpengadaan\s+(?:dan|serta|sekaligus)\s+(?:peremajaan|meremajakan){LINK}{PHRASE}",
            sentence,
            re.IGNORECASE,
        ):
            yield Statement("procured", thing_of(match["thing"]), match[0], block, start + match.start())


def _end_of_clause(sentence: str, at: int) -> int:
    """Return where what is said at a place of a sentence ends: at a sign or a word that leads to another thing."""
    stop = OTHER_CLAUSE.search(sentence, at, at + NEAR)
    return stop.start() if stop else at + NEAR


def thing_of(phrase: str) -> str:
    """Return a thing without the words that say nothing of which one it is."""
    first, *rest = phrase.lower().split()
    first = {"ruangan": "ruang", "scanner": "pemindai", "website": "situs"}.get(first, first)
    generic = GENERIC if first == "ruang" else GENERIC - {"khusus"}
    kept = [word for word in rest if word not in generic and word != "ppid"]
    return " ".join([first, *kept])


def totals_told_twice(report: Report) -> Iterator[ReportFinding]:
    """Find one total, of requests, applicants, objections or documents, told with two values."""
    first: dict[tuple[str, int | None], Statement] = {}
    for block in report.body:
        if of_a_part(report.titles.get(block.section, "")):
            continue
        for start, sentence in sentences(block.text):
            for claim in totals_in(sentence, report.year):
                told = first.setdefault(
                    (claim.what, claim.year), Statement(str(claim.value), claim.what, sentence, block, start + claim.at)
                )
                if told.says != str(claim.value):
                    message = said(
                        TOLD_TWICE,
                        what=claim.what,
                        here=claim.value,
                        there=told.says,
                        place=str(told.block.place(told.at)),
                    )
                    place = block.place(start + claim.at)
                    yield ReportFinding(
                        FindingKind.CONTRADICTION, place, shortened(sentence), (claim.value, int(told.says)), message
                    )


def excluding(one: Statement, other: Statement) -> ReportFinding:
    message = said(
        CONTRADICTION, here=shortened(other.words), there=shortened(one.words), place=str(one.block.place(one.at))
    )
    return ReportFinding(
        FindingKind.CONTRADICTION,
        other.block.place(other.at),
        shortened(other.block.text),
        (shortened(one.words), shortened(other.words)),
        message,
    )
