"""What was never finished: headings over nothing, sentences without an end, numbers and figures that are not there."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ..findings import FindingKind, ReportFinding, shortened
from ..layout import CAPTION, END, MARKER, style, upwards
from ..messages import BLANK as UNFILLED
from ..messages import DANGLING, EMPTY, NO_SUCH_FIGURE, UNFINISHED, said
from ..signatures import is_signed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..layout import Block, Report

GOES_ON = (
    "yang|dan|atau|untuk|dengan|di|ke|dari|pada|sebagai|oleh|karena|adalah|ialah|yaitu|yakni|"
    "sebanyak|berjumlah|sejumlah|sebesar|dalam|agar|supaya|serta|bahwa|tentang|antara|terhadap|"
    "secara|melalui|berupa|meliputi|terdiri|bagi|guna|sehingga|maupun|mencapai|kepada|merupakan|para|"
    "serta|bila|jika|apabila|ketika|sedangkan|seperti|sejak|hingga|menuju|namun|tetapi|akan|telah|mengucapkan"
)
OPEN_END = re.compile(rf"(?:^|\s)({GOES_ON}|rp)\s*[.,]?$", re.IGNORECASE)
FINITE = re.compile(
    r"\b(?:yang|adalah|telah|dapat|akan|merupakan|sehingga|karena|untuk|dengan|belum|tidak|agar|dalam|pada|oleh)\b",
    re.IGNORECASE,
)
# What the cell of a table says of a thing; alone it makes no sentence.
STATE_OF_A_THING = re.compile(r"\b(?:belum|tidak)\s+(?:tersedia|ada|tercatat|diisi)\b", re.IGNORECASE)
LISTED_ON = re.compile(r"[;,]\s*(?:dan|atau|dan/atau|serta)\s*$", re.IGNORECASE)
QUANTITY = r"(?:sebanyak|berjumlah|sejumlah|sebesar|mencapai)"
UNITS = (
    r"(?:orang|pemohon|permohonan|pengunjung|kunjungan|dokumen|informasi|kali|hari|persen|buah|"
    r"unit|berkas|keberatan|sengketa|rupiah)"
)
BLANK = re.compile(
    rf"\b(?:{QUANTITY}|jumlah(?:nya)?|total(?:nya)?|adalah|rata-rata)\s*:?\s*(?:\.{{3,}}|…+|_{{2,}}|"
rf"\?{{2,}}|[Xx]{{2,}}\b|-{{2,}}|\[\s*[^\]\d]{{0,20}}\])(?!\s*\d)"
    rf"|\bRp\.?\s*(?:\.{{3,}}|…+|_{{2,}}|\?{{2,}}|[Xx]{{2,}}\b|,)"
    rf"|(?:(?<!\.)\.{{3,}}+|(?<!…)…++|(?<!_)_{{2,}}+|(?<!\?)\?{{2,}}+|\b[Xx]{{2,}})\s*{UNITS}\b"
    rf"|\b(?:tercatat|adalah|rata-rata|selama|menerima)[ ]{{3,}}{UNITS}\b"
    rf"|\b{QUANTITY}\s+(?:[-–]\s*)?{UNITS}\b(?!\s+(?:\d|yang|mungkin|dan))"
    r"|#(?:REF|DIV/0|VALUE|N/A|NAME)[!?]?|\{\{.*?\}\}|\blorem\s+ipsum\b|\[(?:isi|diisi|angka|jumlah|"
r"nama|tanggal|tahun)[^\]]*\]|\bNaN\b",
    re.IGNORECASE,
)  # fmt: skip
STRAY = frozenset({"ada", "dan", "atau", "yang", "adalah", "untuk", "dengan", "dari", "yaitu"})
# What ends a report and is no part of a list: thanks, wishes, the report itself, place and day of its signature.
CLOSING = re.compile(
    r"\W*(?:demikian(?:lah)?|sekian|akhir\s+kata|(?:besar\s+)?harapan\s+kami|semoga|atas\s+(?:perhatian|kerja\s?sama|dukungan)|"
    r"(?:kami\s+)?(?:meng)?ucapkan\s+terima\s?kasih|terima\s?kasih|laporan\s+ini\s+(?:di|kami\s+)(?:buat|susun|sampaikan)|"
    r"(?:ditetapkan|disahkan|dibuat|ditandatangani)\s+di\b)",
    re.IGNORECASE,
)
LEADS_TO_CLOSING = re.compile(
    r"\b(?:laporan|penutup|harapan|terima\s?kasih|ucapan|doa|maklumat|mengetahui)\b", re.IGNORECASE
)
LONG = 10
MANY = 3


def dangling_headings(report: Report) -> Iterator[ReportFinding]:
    """Find headings and markers with nothing under them."""
    blocks = report.body
    bare = _bare(blocks)
    for place, block in enumerate(blocks):
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        if (
            (
                block.marker
                and not block.rest.strip()
                and block.sort in ("item", "heading", "paragraph")
                and not re.match(r"[\-–o•]", block.marker)
            )
            or (block.sort != "caption" and re.search(r"^\S+\s+([a-z]|\d{1,2})[.)]$", block.text))
            or (place in bare)
        ):
            yield _dangling(block, following)


def _dangling(block: Block, following: Block | None) -> ReportFinding:
    message = said(DANGLING, heading=shortened(block.text))
    return ReportFinding(
        FindingKind.DANGLING_HEADING,
        block.place(),
        shortened(block.text),
        (block.text, shortened(following.text) if following else None),
        message,
    )


def _bare(blocks: Sequence[Block]) -> frozenset[int]:
    """Return where a titled marker or chapter has nothing under it while headings of its sort have."""
    leading = upwards(blocks)
    styles = [style(block.marker) if block.sort == "heading" else "" for block in blocks]
    empty: list[tuple[int, bool]] = []
    titled, filled = Counter(styles), Counter[str]()
    for place, sort in enumerate(styles):
        if not sort:
            continue
        after = blocks[place + 1] if place + 1 < len(blocks) else None
        following = style(after.marker) if after is not None and after.sort == "heading" else None
        holds = after is not None and (following is None or following not in leading[place])
        filled[sort] += holds
        if after is not None and (following is None or following not in leading[place]):
            continue
        if sort != "BAB" or following in ("BAB", None):
            empty.append((place, holds))
    return frozenset(
        place
        for place, holds in empty
        if styles[place] == "BAB"
        or (
            (others := filled[styles[place]] - holds) >= 1  # its own sort, itself left aside
            and 2 * others >= titled[styles[place]] - 1
        )
    )


def unfinished_sentences(report: Report) -> Iterator[ReportFinding]:
    """Find passages that break off, a colon with nothing after it, and a word left over."""
    blocks = list(report.body)
    alike = _ended(blocks)
    for place, block in enumerate(blocks):
        before, after = blocks[place - 1] if place else None, blocks[place + 1] if place + 1 < len(blocks) else None
        text = block.text.rstrip()
        if block.sort in ("row", "caption", "heading"):
            if (
                block.sort == "heading"
                and len(block.rest.split()) > MANY
                and OPEN_END.search(text)
                and not text.isupper()
            ):
                yield _unfinished(block, text)
            continue
        if LISTED_ON.search(text) and after is not None and after.sort == block.sort:
            continue
        if is_signed(text) or _is_head(text, after):
            continue
        joined = _broken_inside(block)
        if joined is not None or (OPEN_END.search(text) and len(text.split()) >= MANY):
            yield _unfinished(block, text if joined is None else text[:joined], joined or len(text))
        elif (
            (text.endswith((",", "(")) and len(text.split()) >= MANY and (after is None or after.sort == "heading"))
            or (text.endswith(":") and len(text.split()) >= MANY and _leads_nowhere(report, block, after))
            or (_breaks_off(block, alike) and not _ends_it(after))
            or (
                text.strip(".").casefold() in STRAY
                and before is not None
                and (before.sort == "caption" or (before.sort == "paragraph" and len(before.text.split()) > LONG // 2))
                and (after is None or after.sort in ("heading", "caption") or len(after.text.split()) > LONG // 2)
            )
        ):
            yield _unfinished(block, text)


def _is_head(text: str, after: Block | None) -> bool:
    """Return whether a line names the columns of the rows under it: `No Bulan L P Berjumlah`."""
    words = re.findall(r"[^\W\d_]+", text)
    return after is not None and after.sort == "row" and len(words) > 1 and all(word[:1].isupper() for word in words)


def _leads_nowhere(report: Report, block: Block, after: Block | None) -> bool:
    """Return whether a colon leads to the end, a closing sentence, a chapter or the heading next to its own."""
    if after is None or (after.sort == "heading" and after.marker in ("", "BAB")):
        return True
    own = MARKER.match(report.titles.get(block.section, ""))
    if (CLOSING.match(after.text) or is_signed(after.text)) and not LEADS_TO_CLOSING.search(block.text):
        return True
    return bool(own and after.sort == "heading" and _next_to(own[1], after.marker))


def _next_to(one: str, other: str) -> bool:
    """Return whether a marker follows another: `3.` and `4.`, `A.` and `B.`."""
    first, second = one.strip("()."), other.strip("().")
    if first.isdigit() and second.isdigit():
        return int(second) == int(first) + 1
    return len(first) == len(second) == 1 and ord(second) == ord(first) + 1


def _broken_inside(block: Block) -> int | None:
    """Return where a line of a block ends with a word that asks for a number, and the next begins anew."""
    for start in block.starts[1:]:
        if re.search(rf"\b(?:{QUANTITY}|adalah|yaitu)$", block.text[: start - 1], re.IGNORECASE) and re.match(
            r"[A-Z][a-z]+\s+[a-z]", block.text[start:]
        ):
            return start - 1
    for match in re.finditer(rf"\b{QUANTITY}\s*\.(?=\s+[A-Z]|$)", block.text, re.IGNORECASE):
        return match.end()
    return None


def _ended(blocks: Sequence[Block]) -> dict[str, tuple[int, int]]:
    """Return how many long passages there are of each sort, and how many of them have a full stop."""
    long = [(block.sort, bool(END.search(block.text))) for block in blocks if len(block.text.split()) >= LONG]
    every, ended = Counter(sort for sort, _end in long), Counter(sort for sort, end in long if end)
    return {sort: (count, ended[sort]) for sort, count in every.items()}


def _breaks_off(block: Block, alike: Mapping[str, tuple[int, int]]) -> bool:
    """Return whether a long passage has no full stop although others of its sort have. alike: what `_ended` says."""
    words = block.text.split()
    told = STATE_OF_A_THING.sub("", block.text)
    if len(words) < LONG or END.search(block.text) or not FINITE.search(told) or block.text.isupper():
        return False
    if 2 * sum(word[:1].isupper() for word in words) > len(words):
        return False
    every, ended = alike[block.sort]
    others = every - 1  # this one has no full stop
    return block.sort == "paragraph" and 2 * ended >= others or bool(others) and 3 * ended >= 2 * others  # noqa: RUF021


def _ends_it(after: Block | None) -> bool:
    """Return whether a block is the last words of the passage before it, on a line of their own."""
    return after is not None and len(after.text.split()) < MANY and bool(END.search(after.text))


def _unfinished(block: Block, text: str, at: int | None = None) -> ReportFinding:
    last = " ".join(text.split()[-12:])
    message = said(UNFINISHED, end=shortened(last))
    return ReportFinding(
        FindingKind.UNFINISHED, block.place(max(0, (at or len(text)) - 1)), shortened(text), (last, None), message
    )


def empty_figures(report: Report) -> Iterator[ReportFinding]:
    """Find numbers left blank, captions without a title, tables without a row and references to a figure that is not
    there."""
    blocks = report.body
    captions = [
        (place, block, match)
        for place, block in enumerate(blocks)
        if block.sort == "caption" and (match := CAPTION.fullmatch(block.text))
    ]
    for block in blocks:
        for match in BLANK.finditer(block.text):
            message = said(UNFILLED, passage=shortened(match[0]))
            yield ReportFinding(
                FindingKind.EMPTY_FIGURE, block.place(match.start()), shortened(block.text), (match[0], None), message
            )
    for place, block, match in captions:
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        empty = not re.search(r"[^\W_]", match[3]) or re.fullmatch(
            r"\W*(?:kosong|belum\s+ada)\W*", match[3], re.IGNORECASE
        )
        bare = match[1].casefold() == "tabel" and (following is None or following.sort in ("heading", "caption"))
        if empty or bare:
            what = f"{match[1]} {match[2]}"
            message = said(EMPTY, what=what)
            yield ReportFinding(FindingKind.EMPTY_FIGURE, block.place(), shortened(block.text), (what, None), message)
    known = {(match[1].casefold(), match[2]) for _place, _block, match in captions}
    sorts = {sort for sort, _number in known}
    for block in blocks:
        for match in re.finditer(
            r"\b(?:pada|dalam|lihat|di)\s+((gambar|tabel|grafik)\s+(\d+))\b", block.text, re.IGNORECASE
        ):
            sort = match[2].casefold()
            if block.sort != "caption" and sort in sorts and (sort, match[3]) not in known:
                message = said(NO_SUCH_FIGURE, what=match[1])
                yield ReportFinding(
                    FindingKind.EMPTY_FIGURE,
                    block.place(match.start()),
                    shortened(block.text),
                    (match[1], None),
                    message,
                )
