"""The board of an office with offices below it: how each of them stands, as table, map and sentence.

Every number is a public figure, told from the facts of each office in a constant number of queries.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from telusur.kernel.figures import selectors as figures
from telusur.kernel.figures.rules import measures
from telusur.kernel.ledger.rules.logs import NATIONAL_OFFICE
from telusur.kernel.offices import selectors as offices
from telusur.openness.reports import selectors as reports

from .rules.bands import Measure
from .rules.tiles import read_tiles

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from django.utils.functional import _StrPromise

    from telusur.kernel.figures.rules.measures import Value
    from telusur.kernel.figures.rules.periods import Period
    from telusur.kernel.offices.models import Office

    from .rules.tiles import Tile

RECEIVED, IN_TIME, OVERDUE, COMPLETE = (
    "requests.received",
    "requests.in_time",
    "requests.overdue",
    "information.complete",
)
FIGURES = (RECEIVED, IN_TIME, OVERDUE, COMPLETE)
FILED = "reports.filed"


@dataclass(frozen=True)
class Topic:
    """What a board tells of each office. key: of its figure. short: what addresses call it."""

    key: str
    name: str | _StrPromise
    unit: str | _StrPromise
    measure: Measure
    short: str


TOPICS = (
    Topic(IN_TIME, _("Dijawab tepat waktu"), "%", Measure.SHARE, "tepat-waktu"),
    Topic(OVERDUE, _("Lewat batas waktu"), _("permohonan"), Measure.COUNT, "lewat-batas"),
    Topic(COMPLETE, _("Kelengkapan daftar informasi"), "%", Measure.SHARE, "kelengkapan"),
    Topic(FILED, _("Laporan tahunan disampaikan"), "%", Measure.DONE, "laporan"),
)
TOPIC_OF = {topic.short: topic for topic in TOPICS}


@dataclass(frozen=True)
class Row:
    """One line of a board: an office, or a province with all its offices.

    values: the figures by key, None where there is no number. offices: how many stand behind the line, filed: how many
    of them sent the report. of_province: a line of a province's offices. told_at: when its facts were counted, None
    while some are still to be counted: a sum of those that are is no number of the whole, and is not told. unknown: the
    figures of which nobody kept anything yet in the period.
    """

    code: str
    name: str
    slug: str
    href: str
    values: dict[str, Value]
    offices: int
    filed: int
    told_at: datetime | None
    of_province: bool = False
    unknown: frozenset[str] = frozenset()

    def value(self, key: str) -> Value:
        return measures.share(self.filed, self.offices) if key == FILED else self.values.get(key)

    def waits(self, key: str) -> bool:
        """Whether this number is still being counted."""
        return key != FILED and self.told_at is None


@dataclass(frozen=True)
class Board:
    """All lines of a board. report_year: the year whose report was due in the period."""

    office: Office
    period: Period
    rows: Sequence[Row]
    by_province: bool
    report_year: int

    @property
    def told_at(self) -> datetime | None:
        """When the oldest of the facts were counted."""
        return min((row.told_at for row in self.rows if row.told_at), default=None)


def has_board(office: Office) -> bool:
    return office.kind in {"national", "province"}


def board(*, office: Office, period: Period, by_province: bool) -> Board:
    """Return the board of the nation or of a province. by_province: a line a province instead of a line an office."""
    below = [each for each in offices.working_offices() if _below(office, each)]
    report_year = period.start.year - 1
    filed = reports.filed(year=report_year)
    by_province = by_province and office.code == NATIONAL_OFFICE
    rows = _provinces(below, period, filed) if by_province else _single(below, period, filed)
    return Board(office, period, rows, by_province, report_year)


def _below(office: Office, each: Office) -> bool:
    return each.code != NATIONAL_OFFICE and (office.code == NATIONAL_OFFICE or each.code.startswith(office.code))


def _single(below: Sequence[Office], period: Period, filed: frozenset[int]) -> list[Row]:
    standing = figures.standing(keys=FIGURES, period=period, scopes=[each.code for each in below])
    return [
        Row(
            code=each.code,
            name=each.name,
            slug=each.slug,
            href=f"{reverse('statistics', args=[each.slug])}?masa={period.key}",
            values=dict(standing[each.code].values),
            offices=1,
            filed=int(each.pk in filed),
            told_at=standing[each.code].built_at,
            unknown=standing[each.code].unknown,
        )
        for each in below
    ]


def _provinces(below: Sequence[Office], period: Period, filed: frozenset[int]) -> list[Row]:
    heads = [each for each in below if each.kind == "province"]
    standing = figures.standing(keys=FIGURES, period=period, scopes=[figures.below(head.code) for head in heads])
    rows = []
    for head in heads:
        own = [each for each in below if each.code.startswith(head.code)]
        stands = standing[figures.below(head.code)]
        if stands.offices < len(own):
            stands = figures.Standing()
        rows.append(
            Row(
                code=head.code,
                name=head.name,
                slug=head.slug,
                href=f"{reverse('office_board', args=[head.slug])}?masa={period.key}",
                values=dict(stands.values),
                offices=len(own),
                filed=sum(each.pk in filed for each in own),
                told_at=stands.built_at,
                unknown=stands.unknown,
                of_province=True,
            )
        )
    return rows


@cache
def tiles() -> tuple[Tile, ...]:
    """Return the table of tiles that is shipped."""
    text = files("telusur.front.rules").joinpath("data/tiles.csv").read_text(encoding="utf-8")
    return read_tiles(text)


def kept(rows: Iterable[Row], *, words: str, only: str) -> list[Row]:
    """Return the lines whose name or code holds each of the words, narrowed to one of the filters."""
    wanted = words.casefold().split()
    found = [row for row in rows if all(word in f"{row.name} {row.code}".casefold() for word in wanted)]
    filters = {
        "lewat": lambda row: bool(row.value(OVERDUE)),
        "belum-lapor": lambda row: row.filed < row.offices,
        "belum-lengkap": lambda row: row.value(COMPLETE) is not None and row.value(COMPLETE) < 100,  # noqa: PLR2004
        "tanpa-angka": lambda row: row.told_at is None,
    }
    return [row for row in found if filters[only](row)] if only in filters else found


def ordered(rows: Sequence[Row], *, by: str, falling: bool) -> list[Row]:
    """Return the lines by name, code or a topic; what has no number stands last either way, equals by code."""
    rows = sorted(rows, key=lambda row: row.code)
    if by == "nama":
        return sorted(rows, key=lambda row: row.name.casefold(), reverse=falling)
    if by not in {*TOPIC_OF, "permohonan"}:
        return list(reversed(rows)) if falling else rows
    key = RECEIVED if by == "permohonan" else TOPIC_OF[by].key
    told = [row for row in rows if row.value(key) is not None]
    told.sort(key=lambda row: row.value(key) or 0, reverse=falling)
    return [*told, *(row for row in rows if row.value(key) is None)]
