"""Officers' own words that deny what stands in the office's books: things in their condition, trainings, obstacles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..counts import sentences
from ..findings import FindingKind, ReportFinding, shortened
from ..messages import NO_OBSTACLES, SOME_OBSTACLES, THING_ABSENT, THING_PRESENT, TRAINED, said
from ..times import of_the_year
from .statements import statements_in, thing_of
from .typed import clause_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..given import Kept, Officer
    from ..layout import Block

PEOPLE = r"(?:petugas|pegawai|staf|personel|pelaksana)"
TAUGHT = (
    r"(?:dilatih|terlatih|bersertifikat|(?:mengikuti|mendapat\w*|memperoleh|menerima|menjalani)\s+(?:\w+\s+){0,2}?"
    r"(?:pelatihan|bimtek|bimbingan\s+teknis|diklat))"
)
NOT_YET = r"(?!\s+(?:belum|tidak|akan|perlu|harus|wajib|dapat)\b)"
ALL_TAUGHT = re.compile(
    rf"(?<!belum )(?<!tidak )\b(?:semua|seluruh|segenap)\s+{PEOPLE}(?:{NOT_YET}\s+\w+){{0,4}}?\s+{TAUGHT}\b"
    rf"|\b{PEOPLE}(?:{NOT_YET}\s+\w+){{0,4}}?\s+(?:semuanya|seluruhnya)(?:\s+(?:sudah|telah|pernah))*\s+{TAUGHT}\b",
    re.IGNORECASE,
)
NONE_TAUGHT = re.compile(
    rf"\b(?:tidak|belum)\s+(?:ada|terdapat|satu)(?:\s+(?:satu|seorang|pun)){{0,2}}\s+{PEOPLE}"
    rf"(?:{NOT_YET}\s+\w+){{0,4}}?\s+{TAUGHT}\b"
    rf"|\b(?:semua|seluruh|segenap)\s+{PEOPLE}(?:\s+\w+){{0,2}}?\s+belum\s+(?:pernah\s+)?{TAUGHT}\b",
    re.IGNORECASE,
)
IN_YEAR = re.compile(r"\btahun\s+(?:ini|laporan|\d{4})\b", re.IGNORECASE)
HINDRANCE = r"(?:kendala|hambatan|rintangan)"
SIDED = r"(?:\s+(?P<{}>internal|eksternal))?"
# Only a denial of every obstacle: `tidak ada kendala anggaran` speaks of one kind.
OF_ALL = (
    r"(?=\s*(?:$|[.,;:)]|apa\s?pun|yang\s+(?:berarti|dihadapi|dialami|ditemui|terjadi)|"
    r"dalam\s+(?:pelaksanaan|layanan|pelayanan|melayani|memberikan)|"
    r"(?:pada|selama|sepanjang)\s+tahun|dan|serta|sehingga)\b|\s*(?:$|[.,;:)]))"
)
NO_HINDRANCE = re.compile(
    r"\b(?:tidak|belum|tanpa)(?:\s+(?:pernah|ada|adanya|terdapat|mengalami|menemui|menghadapi|menemukan|ditemukan|"
    rf"dijumpai|satu|pun)){{0,3}}\s+{HINDRANCE}{SIDED.format('side')}{OF_ALL}"
    rf"|\b{HINDRANCE}{SIDED.format('other')}\s*[:=–-]?\s*(?:tidak\s+ada|nihil)\b{OF_ALL}",
    re.IGNORECASE,
)
HINDERED = re.compile(
    rf"(?<!tidak )(?<!belum )\b(?:terdapat|ada|menghadapi|mengalami|menemui)\s+(?:\w+\s+){{0,2}}?{HINDRANCE}\b"
    rf"|\b{HINDRANCE}(?:nya)?\s+(?:utama|terbesar|yang\s+(?:dihadapi|dialami|ditemui))\b",
    re.IGNORECASE,
)


def against_books(own: Sequence[Block], kept: Kept, *, year: int) -> Iterator[ReportFinding]:
    """Find words of the officers that what the office keeps for the year denies. own: the blocks of those words."""
    for block in own:
        yield from _things(block, kept)
        for start, sentence in sentences(block.text):
            for finding, at in (*_trainings(sentence, kept.officers, year), *_obstacles(sentence, kept)):
                if of_the_year(sentence, at, clause_of(sentence, at, at), year):
                    facts, message = finding
                    yield ReportFinding(
                        FindingKind.CONTRADICTION, block.place(start + at), shortened(sentence), facts, message
                    )


def _things(block: Block, kept: Kept) -> Iterator[ReportFinding]:
    """Find what denies a thing that the inventory holds in good condition, or praises one that it lacks."""
    there = {thing_of(each.thing): each for each in kept.facilities if each.number and each.condition == "good"}
    lacking = {thing_of(each.thing): each for each in kept.facilities if not each.number}
    for statement in statements_in(block):
        if statement.sometime or (statement.says == "absent" and statement.where):
            continue
        wrong = {"absent": there, "present": {key: each for key, each in lacking.items() if key not in there}}
        thing = wrong.get(statement.says, {}).get(statement.thing)
        if thing is None:
            continue
        pattern = THING_PRESENT if statement.says == "absent" else THING_ABSENT
        yield ReportFinding(
            FindingKind.CONTRADICTION,
            block.place(statement.at),
            shortened(block.text),
            (shortened(statement.words), thing.thing),
            said(pattern, words=shortened(statement.words), thing=thing.thing),
        )


def _trainings(sentence: str, officers: Sequence[Officer], year: int) -> Iterator[tuple[tuple, int]]:  # type: ignore[type-arg]
    """Yield what is said of every officer's training, or of nobody's, and is not so in the book. A sentence that names
    a year asks for trainings of that year."""
    of_year = bool(IN_YEAR.search(sentence))
    taught = sum(any(not of_year or one.year == year for one in each.trainings) for each in officers)
    for pattern, wrong in ((ALL_TAUGHT, taught < len(officers)), (NONE_TAUGHT, taught > 0)):
        for match in pattern.finditer(sentence) if officers and wrong else ():
            words = shortened(match[0])
            message = said(TRAINED, words=words, trained=taught, people=len(officers))
            yield ((words, f"{taught}/{len(officers)}"), message), match.start()


def _obstacles(sentence: str, kept: Kept) -> Iterator[tuple[tuple, int]]:  # type: ignore[type-arg]
    for match in NO_HINDRANCE.finditer(sentence):
        side = {"internal": "internal", "eksternal": "external"}.get((match["side"] or match["other"] or "").casefold())
        count = sum(side in (None, each.side) for each in kept.obstacles)
        if count:
            words = shortened(match[0])
            yield ((words, str(count)), said(NO_OBSTACLES, words=words, count=count)), match.start()
    for match in HINDERED.finditer(sentence) if not kept.obstacles else ():
        words = shortened(match[0])
        yield ((words, "0"), said(SOME_OBSTACLES, words=words)), match.start()
