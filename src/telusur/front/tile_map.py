"""A board drawn as tiles: a link a territory, with its number, its band as fill and pattern, and a legend in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from telusur.kernel.figures.rules.measures import printed

from .board import FILED, tiles
from .rules.bands import NO_NUMBER, Measure, band_of
from .rules.tiles import PROVINCE, laid_out, lines_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.utils.functional import _StrPromise

    from .board import Board, Row, Topic
    from .rules.tiles import Tile

GAP = 4
TELEPHONE = 328  # pixels between the margins of a telephone 360 wide; nothing is drawn smaller than a unit a pixel
LEGENDS: dict[Measure, dict[int, str | _StrPromise]] = {
    Measure.SHARE: {
        4: gettext_lazy("100 %"),
        3: gettext_lazy("90 % ke atas"),
        2: gettext_lazy("75 % ke atas"),
        1: gettext_lazy("di bawah 75 %"),
    },
    Measure.COUNT: {4: gettext_lazy("tidak ada"), 3: "1–2", 2: "3–5", 1: gettext_lazy("6 atau lebih")},
    Measure.DONE: {
        4: gettext_lazy("semua kantor"),
        3: gettext_lazy("separuh kantor ke atas"),
        2: gettext_lazy("di bawah separuh"),
        1: gettext_lazy("belum satu pun"),
    },
}


@dataclass(frozen=True)
class Shape:
    """How big a tile is drawn, in the units of its picture; how many letters stand in a line, how many lines of a
    name."""

    width: int
    height: int
    letters: int
    lines: int = 2


NATION, PROVINCIAL = Shape(64, 54, 9), Shape(118, 78, 16)
NARROW = Shape(79, 96, 10, lines=3)  # of a province of few columns: a telephone shows all of it, a unit a pixel


def shape_of(*, columns: int, nation: bool) -> Shape:
    """Return how big the tiles of a map are drawn: narrow where all columns of a province then stand side by side on a
    telephone in letters one can read."""
    if nation:
        return NATION
    return NARROW if columns * (NARROW.width + GAP) - GAP <= TELEPHONE else PROVINCIAL


@dataclass(frozen=True)
class Cell:
    """A drawn tile. Numbers are texts: they stand in attributes, where no language may set signs between digits.

    lines: (y, text). href: "" where no office is behind it. said: the whole of it in words.
    """

    x: str
    y: str
    middle: str
    foot: str
    strip: str
    band: int
    lines: list[tuple[str, str]]
    printed: str
    href: str
    said: str


@dataclass(frozen=True)
class TileMap:
    """A map ready to be drawn. legend: (band, words), best first, with only those bands that occur at all. scrolls: it
    is wider than a telephone."""

    topic: Topic
    width: str
    height: str
    tile_width: str
    tile_height: str
    cells: list[Cell]
    legend: list[tuple[int, str]]
    without_office: int
    scrolls: bool


def short_name(name: str) -> str:
    """Return what a tile calls an office: "Pandeglang", "Kota Serang", "Banten"."""
    for lead in ("KPU Provinsi ", "KPU Kabupaten ", "Komisi Pemilihan Umum ", "KPU "):
        if name.startswith(lead):
            return name.removeprefix(lead)
    return name


def number_of(row: Row, topic: Topic) -> str:
    """Return a line's number for a topic as it is printed: 92,3 %, 3, 4 dari 9, sudah."""
    if topic.key == FILED:
        if row.offices == 1:
            return _("sudah") if row.filed else _("belum")
        return _("%(filed)d dari %(offices)d") % {"filed": row.filed, "offices": row.offices}
    if row.waits(topic.key):
        return _("sedang dihitung")
    if topic.key in row.unknown:
        return _("belum dihitung")
    value = row.value(topic.key)
    return f"{printed(value)} %" if topic.unit == "%" and value is not None else printed(value)


def drawn(board: Board, topic: Topic) -> TileMap:
    """Return the map of a board's lines: provinces of the nation, or the regencies and cities of a province."""
    level = {row.code: row for row in board.rows if board.by_province or len(row.code) > PROVINCE}
    laid = laid_out(tiles(), level, whole=True)
    columns = 1 + max((tile.column for tile in laid), default=0)
    shape = shape_of(columns=columns, nation=board.by_province)
    cells = [_cell(tile, level.get(tile.code), topic, shape) for tile in laid]
    bands = {cell.band for cell in cells}
    legend = [(band, str(words)) for band, words in LEGENDS[topic.measure].items() if band in bands]
    if NO_NUMBER in bands:
        legend.append((NO_NUMBER, _("belum ada angka, belum atau sedang dihitung")))
    width = columns * (shape.width + GAP) - GAP
    return TileMap(
        topic=topic,
        width=str(width + 2),
        height=str((1 + max((tile.row for tile in laid), default=0)) * (shape.height + GAP) - GAP + 2),
        tile_width=str(shape.width),
        tile_height=str(shape.height),
        cells=cells,
        legend=legend,
        without_office=sum(tile.code not in level for tile in laid),
        scrolls=width > TELEPHONE,
    )


def _cell(tile: Tile, row: Row | None, topic: Topic, shape: Shape) -> Cell:
    x, y = tile.column * (shape.width + GAP), tile.row * (shape.height + GAP)
    name = tile.label or (short_name(row.name) if row else "")
    told = number_of(row, topic) if row else ""
    lines = lines_of(name, width=shape.letters)[: shape.lines]
    facts = {"name": row.name if row else name, "topic": topic.name, "number": told}
    said = _("%(name)s: %(topic)s %(number)s") if row else _("%(name)s: belum ada kantor di pemasangan ini")
    return Cell(
        x=str(x),
        y=str(y),
        middle=str(x + shape.width // 2),
        foot=str(y + shape.height - 15),
        strip=str(y + shape.height - 9),
        band=band_of(topic.measure, row.value(topic.key)) if row else NO_NUMBER,
        lines=[(str(y + 17 + place * 14), line) for place, line in enumerate(lines)],
        printed=(_sign(row, topic) or told) if row else told,
        href=row.href if row else "",
        said=said % facts,
    )


def _sign(row: Row, topic: Topic) -> str:
    """Return what stands on a tile, which is too narrow for words, instead of a number that nobody has."""
    if row.waits(topic.key):
        return "…"
    return "–" if topic.key in row.unknown else ""


def in_sentences(board: Board, topic: Topic) -> list[str]:
    """Return what the map shows, for who cannot see it: how many, the best and the worst, what is late or not sent."""
    told = [row for row in board.rows if row.value(topic.key) is not None]
    numbers = {"n": len(board.rows), "told": len(told)}
    sentences = [
        _("%(n)d provinsi; %(told)d punya angka.") % numbers
        if board.by_province
        else _("%(n)d kantor; %(told)d punya angka.") % numbers
    ]
    if topic.measure == Measure.COUNT:
        late = [row for row in told if row.value(topic.key)]
        total = sum(row.value(topic.key) or 0 for row in late)
        sentences.append(_late(late, printed(total), by_province=board.by_province))
    elif topic.key == FILED:
        facts = {"year": board.report_year, "filed": sum(row.filed for row in board.rows)}
        facts["offices"] = sum(row.offices for row in board.rows)
        sentences.append(_("Laporan %(year)d sudah disampaikan oleh %(filed)d dari %(offices)d kantor.") % facts)
    elif told:
        ranked = sorted(told, key=lambda row: row.value(topic.key) or 0, reverse=True)
        sentences.append(_("Tertinggi: %(name)s.") % {"name": _with_equals(ranked, topic)})
        if ranked[0].value(topic.key) != ranked[-1].value(topic.key):
            sentences.append(_("Terendah: %(name)s.") % {"name": _with_equals(ranked[::-1], topic)})
    if waiting := sum(row.waits(topic.key) for row in board.rows):
        sentences.append(_("%(n)d sedang dihitung dan belum termasuk.") % {"n": waiting})
    return sentences


def _late(late: Sequence[Row], total: str, *, by_province: bool) -> str:
    if not late:
        return _("Tidak ada yang lewat batas waktu.")
    facts = {"n": len(late), "total": total}
    if by_province:
        return _("%(n)d provinsi lewat batas waktu, seluruhnya %(total)s permohonan.") % facts
    return _("%(n)d kantor lewat batas waktu, seluruhnya %(total)s permohonan.") % facts


def _with_equals(ranked: Sequence[Row], topic: Topic) -> str:
    """Return the first of the lines with its number, and how many share it."""
    first = ranked[0]
    equals = sum(row.value(topic.key) == first.value(topic.key) for row in ranked) - 1
    facts = {"name": short_name(first.name), "number": number_of(first, topic), "others": equals}
    if equals:
        return _("%(name)s dan %(others)d lainnya (%(number)s)") % facts
    return _("%(name)s (%(number)s)") % facts
