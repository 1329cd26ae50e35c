"""Everything that is wrong with a report that is made here: what its text shows, and what only its sources can show.

Nothing is signed while anything is found.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from .checks.bases import citations_in
from .checks.books import against_books
from .checks.typed import typed_numbers
from .checks.typed_parts import typed_parts
from .content import Narrative, Number, Paragraph, parts_of
from .findings import FindingKind, Place, ReportFinding, shortened
from .known import known_of
from .layout import END, report_of
from .linting import lint
from .messages import (
    BUDGET_FORGOTTEN,
    GONE,
    NO_HOURS,
    NOT_FROZEN_VALUE,
    NOTHING_KEPT,
    OBSTACLES_FORGOTTEN,
    OTHER_SET,
    RECOMMENDATIONS_FORGOTTEN,
    SIGNED_BEFORE_FREEZING,
    SIGNED_EARLY,
    TRAININGS_FORGOTTEN,
    UNKNOWN_VALUE,
    Message,
    said,
)
from .plain import NARRATIVE, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .content import Report
    from .given import Frozen, Kept
    from .layout import Block
    from .linting import Yardstick
    from .plain import TextLine

# Sections whose tables and lists hold words that an officer wrote.
WRITTEN = frozenset({"obstacles-internal", "obstacles-external", "recommendations", "carried", "foreword"})
KEPT = {"basis": "policies", "facilities": "facilities", "officers": "officers"}
# Books that a report calls empty: what it says stands in this section, and is a fault while nobody confirmed it.
FORGOTTEN = {
    "trainings": ("officers", TRAININGS_FORGOTTEN),
    "budget": ("budget", BUDGET_FORGOTTEN),
    "obstacles": ("obstacles-internal", OBSTACLES_FORGOTTEN),
    "recommendations": ("recommendations", RECOMMENDATIONS_FORGOTTEN),
}
SIGNATURE = "signature"
# What is judged while somebody waits: more is refused. A report of a busy office has a fifth of it.
MOST_SIGNS, MOST_LINES = 60_000, 2_500
MOST_WORDS = 40_000  # signs of the officers' own words, at all places together
FOREWORD, FOREWORD_TITLE = "foreword", "Kata pengantar"


class TooMuch(ValueError):
    """A report is longer than what is judged while somebody waits: so many signs, in so many lines."""

    def __init__(self, signs: int, lines: int) -> None:
        super().__init__(signs, lines)
        self.signs, self.lines = signs, lines


def lint_report(report: Report, frozen: Frozen, kept: Kept, *, by: Yardstick) -> tuple[ReportFinding, ...]:
    """Return everything wrong with a report, in its order; empty for one that may be signed.

    Each finding names its passage (`plain.TextLine.passage`) and the line of the text that `plain.lines_of` gives.
    by: what the law says on the day of signing. Raises: TooMuch.
    """
    lines = lines_of(report)
    text = "\n".join(line.text for line in lines)
    if len(text) > MOST_SIGNS or len(lines) > MOST_LINES:
        raise TooMuch(len(text), len(lines))
    found = list(lint(text, year=report.year, by=by))
    told = {each.place for each in found if each.kind == FindingKind.CONTRADICTION}
    own = [block for block in report_of((text,), year=report.year).body if _is_own(_passage(lines, block.place()))]
    found += typed_numbers([*own, *_over_gaps(own)], known_of(frozen, kept))
    at = {(each.place, each.kind) for each in found}
    found += [each for each in typed_parts(own, known_of(frozen, kept)) if (each.place, each.kind) not in at]
    found += [each for each in against_books(own, kept, year=report.year) if each.place not in told]
    found += _of_sources(report, frozen, kept, by, lines)
    placed = [each if each.passage else replace(each, passage=_passage(lines, each.place)) for each in found]
    placed = _by_section(report, lines, placed)
    unique = {(each.kind, each.passage, each.facts): each for each in reversed(placed)}
    return tuple(sorted(unique.values(), key=lambda each: (each.place, each.kind)))


def _by_section(report: Report, lines: Sequence[TextLine], found: Sequence[ReportFinding]) -> list[ReportFinding]:
    """Name another place by the title of its section: no line of a report made here is numbered on any page."""
    titles = {}
    for section in (each for chapter in report.chapters for each in chapter.sections):
        titles[section.key] = section.title
        titles |= {NARRATIVE + block.key: section.title for block in section.blocks if isinstance(block, Narrative)}
    titles |= dict.fromkeys((FOREWORD, NARRATIVE + FOREWORD), FOREWORD_TITLE)
    there = {str(Place(0, number)): titles.get(line.passage) for number, line in enumerate(lines, 1)}
    passages = {str(Place(0, number)): line.passage for number, line in enumerate(lines, 1)}

    def worded(message: Message) -> Message:
        values = ((name, (name == "place" and there.get(str(value))) or value) for name, value in message.values)
        return Message(message.pattern, tuple(values))

    def mended_at(each: ReportFinding) -> str:
        """Where the made text and an officer's words disagree, the words are what can be mended."""
        others = [passages.get(str(value), "") for name, value in each.message.values if name == "place"]
        own = [passage for passage in others if _is_own(passage)]
        return own[0] if own and not _is_own(each.passage) else each.passage

    return [replace(each, message=worded(each.message), passage=mended_at(each)) for each in found]


def _passage(lines: Sequence[TextLine], place: Place) -> str:
    return lines[place.line - 1].passage if 0 < place.line <= len(lines) else ""


def _is_own(passage: str) -> bool:
    return passage.startswith(NARRATIVE) or passage in WRITTEN


def _over_gaps(own: Sequence[Block]) -> Iterator[Block]:
    """Yield two passages as one where a sentence goes on over an empty line."""
    for one, other in pairwise(own):
        goes_on = one.sort in ("paragraph", "item") or (one.sort == "row" and other.text[:1].islower())
        if END.search(one.text) or other.sort != "paragraph" or not goes_on:
            continue
        starts = (*one.starts, *(start + len(one.text) + 1 for start in other.starts))
        yield replace(one, text=f"{one.text} {other.text}", starts=starts, lines=(*one.lines, *other.lines))


def _of_sources(
    report: Report, frozen: Frozen, kept: Kept, by: Yardstick, lines: Sequence[TextLine]
) -> Iterator[ReportFinding]:
    """Find what only the sources show: another frozen set, numbers without value or with another one, a signature
    before its time, a legal basis that is gone on the day of signing, chapters for which nothing was kept."""
    if (report.digest, report.year) != (frozen.digest, frozen.year):
        message = said(OTHER_SET, written=report.digest[:12], frozen=frozen.digest[:12])
        yield _at(lines, "traced", FindingKind.CONTRADICTION, (report.digest, frozen.digest), message)
    yield from _numbers(report, frozen, lines)
    yield from _signing(report, lines)
    yield from _bases(report, kept, by, lines)
    for section, name in KEPT.items():
        rows = getattr(kept, name) if name != "policies" else [each for each in kept.policies if each.sort == "law"]
        if not rows:
            yield _at(lines, section, FindingKind.MISSING, (section, None), said(NOTHING_KEPT))
    yield from _forgotten(report, kept, lines)


def _forgotten(report: Report, kept: Kept, lines: Sequence[TextLine]) -> Iterator[ReportFinding]:
    """Find what the report calls none although nobody ever wrote in the book, or called it empty."""
    held = {
        "trainings": any(each.trainings for each in kept.officers),
        "budget": bool(kept.budget),
        "obstacles": bool(kept.obstacles),
        "recommendations": bool(kept.follow_ups),
    }
    for book, (section, words) in FORGOTTEN.items():
        if not held[book] and book not in kept.nil:
            yield _at(lines, section, FindingKind.MISSING, (book, None), said(words))
    if not report.office.hours:
        yield _at(lines, "address", FindingKind.MISSING, ("address", None), said(NO_HOURS))


def _numbers(report: Report, frozen: Frozen, lines: Sequence[TextLine]) -> Iterator[ReportFinding]:
    for _chapter, section, block in report.blocks():
        for part in parts_of(block):
            if not isinstance(part, Number):
                continue
            if part.value is None and isinstance(block, Paragraph):
                message = said(UNKNOWN_VALUE, key=part.key)
                yield _at(lines, section.key, FindingKind.EMPTY_FIGURE, (part.key, None), message)
            right = _frozen_value(part.key, frozen)
            if right is not None and part.value != right[0]:
                message = said(NOT_FROZEN_VALUE, key=part.key, written=part.printed)
                yield _at(lines, section.key, FindingKind.TYPED, (part.printed, str(right[0])), message)


def _frozen_value(key: str, frozen: Frozen) -> tuple[object] | None:
    """Return the frozen value of a figure or of one of its cells; None for what is no frozen number."""
    figure, _, cell = key.partition("/")
    reading = frozen.readings.get(figure)
    if reading is None or cell.endswith("/share"):
        return None
    if not cell:
        return (reading.value,)
    split, _, name = cell.partition("=")
    found = [each for each in reading.splits[split].cells if each.key == name] if split in reading.splits else []
    return (found[0].value,) if found else None


def _signing(report: Report, lines: Sequence[TextLine]) -> Iterator[ReportFinding]:
    on, end = report.signature.on, date(report.year, 12, 31)
    if on is None:
        return
    facts = (on.isoformat(), end.isoformat())
    if on <= end:
        yield _at(lines, SIGNATURE, FindingKind.SIGNED_EARLY, facts, said(SIGNED_EARLY, signed=on, end=end))
    elif on < report.frozen_on:
        frozen_on = report.frozen_on.isoformat()
        message = said(SIGNED_BEFORE_FREEZING, signed=on, frozen=report.frozen_on)
        yield _at(lines, SIGNATURE, FindingKind.SIGNED_EARLY, (facts[0], frozen_on), message)


def _bases(report: Report, kept: Kept, by: Yardstick, lines: Sequence[TextLine]) -> Iterator[ReportFinding]:
    """Find legal bases that are gone on the day of signing and whose successor is not named beside them."""
    on = report.signature.on or report.frozen_on
    laws = [f"{each.reference} {each.title}" for each in kept.policies if each.sort == "law"]
    cited = {(each.sort, each.number, each.year): each.text for law in laws for each in citations_in(law)}
    for row in by.superseded:
        text = cited.get((row.sort, row.number, row.year))
        follows = {(each.sort, each.number, each.year) for each in citations_in(row.by)}
        if text is not None and row.from_on <= on and not follows & set(cited):
            message = said(GONE, cited=text, day=row.from_on, successor=row.by)
            yield _at(lines, "basis", FindingKind.LEGAL_BASIS, (text, row.by), message)


def _at(
    lines: Sequence[TextLine], passage: str, kind: FindingKind, facts: tuple[str, str | None], message: Message
) -> ReportFinding:
    """Return a finding at the first line of a passage."""
    number = next((place for place, line in enumerate(lines, start=1) if line.passage == passage), 1)
    return ReportFinding(kind, Place(0, number), shortened(lines[number - 1].text), facts, message, passage)
