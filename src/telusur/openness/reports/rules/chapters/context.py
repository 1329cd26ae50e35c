"""What every chapter writes from, and the tables and charts that all of them use."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from telusur.kernel.figures.rules import charts
from telusur.kernel.figures.rules.measures import printed

from ..content import SELF, Chart, Column, Narrative, NothingToPrint, Number, Table
from ..phrasing import HUNDRED, cell_of, filled, number_of, share_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..content import Block, Part
    from ..given import Cell, Frozen, Kept, Office, Reading, Value

MONTH = "month"
TOTAL = "Jumlah"
NOT_RECORDED = "Tidak tercatat"
EVEN = "Persentase dibulatkan ke dua desimal; sisanya diberikan kepada pecahan terbesar sehingga jumlahnya tepat 100%."
ALT = "Diagram batang dalam {unit}: {cells}."


@dataclass(frozen=True)
class Context:
    """One report in the making: the year stands here once, and nowhere else."""

    office: Office
    year: int
    frozen: Frozen
    kept: Kept
    narrative: Mapping[str, str]

    def reading(self, key: str) -> Reading:
        """Raises: NotFrozen."""
        return self.frozen.reading(key)

    def count(self, key: str) -> Number:
        """Return a figure that is a count. Raises: NotFrozen; NothingToPrint where it has no value."""
        number = number_of(self.reading(key))
        if number.value is None:
            raise NothingToPrint(key)
        return number

    def say(self, pattern: str, **values: Part | int) -> tuple[Part, ...]:
        """Return a sentence; `{year}` and `{office}` are those of the report."""
        return filled(pattern, year=str(self.year), office=self.office.name, **values)

    def own_words(self, key: str) -> tuple[Block, ...]:
        """Return the officer's words at a place, if he wrote any."""
        text = self.narrative.get(key, "").strip()
        return (Narrative(key, text),) if text else ()


def split_table(reading: Reading, split: str, *, key: str, title: str, label: str, unit: str) -> Table:
    """Return a count split one way, with each part's share, proven to be the sum of its parts. Empty cells are left
    out, months never. Raises: SumOff."""
    total = number_of(reading)
    numbers = [(name_of(cell), cell_of(reading, split, cell)) for cell in reading.split(split).cells]
    shown = [(name, number) for name, number in numbers if number.value or split == MONTH]
    columns = (
        Column(label, width=3),
        Column(unit.capitalize(), numeric=True, summed=True),
        Column("Persentase", numeric=True),
    )
    shares = rounded_shares([number for _name, number in shown], total)
    rows = tuple((name, number, share) for (name, number), share in zip(shown, shares, strict=True))
    each_alone = [as_percentage(share).printed for share in shares]
    note = EVEN if each_alone != [share.printed for share in shares] else ""
    return Table(key, title, columns, rows, (TOTAL, total, whole_share(total)), note)


def rounded_shares(numbers: Sequence[Number], total: Number) -> list[Number]:
    """Return each number's share of the total as tables print it, `26,67%`. What is printed adds up to 100%: the
    hundredths left over go to the largest remainders, the first of equals."""
    shares = [as_percentage(share_of(number, total)) for number in numbers]
    exact = [Fraction(share.value or 0) * 100 for share in shares]
    if sum(exact) != HUNDRED * 100:
        return shares
    hundredths = [max(int(value), 1) if value else 0 for value in exact]
    left = HUNDRED * 100 - sum(hundredths)
    order = sorted(range(len(exact)), key=lambda place: hundredths[place] - exact[place])
    for place in order[:left] if left > 0 else sorted(order, key=lambda place: -exact[place])[:-left]:
        hundredths[place] += 1 if left > 0 else -1
    return [replace(share, printed=_percentage(times)) for share, times in zip(shares, hundredths, strict=True)]


def _percentage(hundredths: int) -> str:
    whole, rest = divmod(hundredths, HUNDRED)
    return f"{whole}%" if hundredths in (0, HUNDRED * HUNDRED) else f"{whole},{rest:02d}%"


def as_percentage(share: Number) -> Number:
    """Return a share with two decimals and its sign, as tables print it; the whole and none are 100% and 0%, and
    nothing else is."""
    if share.value is None:
        return Number(share.key, None, "–", share.unit, share.rows)
    if share.value in (0, HUNDRED):
        return Number(share.key, share.value, f"{share.value}%", share.unit, share.rows)
    hundredths = min(max(round(Fraction(share.value) * 100), 1), HUNDRED * 100 - 1)
    return Number(share.key, share.value, _percentage(hundredths), share.unit, share.rows)


def whole_share(total: Number) -> Number:
    value = 100 if total.value else None
    return Number(f"{total.key}/share", value, "100%" if total.value else "–", "persen", total.rows)


def name_of(cell: Cell) -> str:
    """Return a cell's label as a row begins with it; one that records nothing is called so."""
    label = cell.label.strip(" –")
    if label[1:2] == "-":  # e-PPID
        return label
    return label[:1].upper() + label[1:] if label else NOT_RECORDED


def split_chart(table: Table, *, upright: bool = False) -> Chart:
    """Return the chart of a table's first numbers, told in words for who cannot see it."""
    cells = {str(row[0]): row[1].value for row in table.rows if isinstance(row[1], Number)}
    unit = table.columns[1].label.lower()
    told = ", ".join(f"{label} {printed(value)}" for label, value in cells.items())
    alt = ALT.format(cells=told, unit=unit)
    return Chart(f"chart-{table.key}", table.title, _spec(cells, unit, upright=upright), alt, table.key)


def _spec(cells: Mapping[str, Value], unit: str, *, upright: bool) -> charts.Spec:
    """Return a chart for paper: columns carry their numbers, since nobody can point at them."""
    if not upright:
        return charts.bars(cells, unit=unit)
    spec = charts.columns(cells, unit=unit)
    encoding, layer = spec["encoding"], spec["layer"]
    assert isinstance(encoding, dict)  # noqa: S101 the shape that `columns` gives
    assert isinstance(layer, list)  # noqa: S101
    encoding["y"] = {**encoding["y"], "axis": None}
    mark = {"type": "text", "baseline": "bottom", "dy": -4, "color": charts.INK, "fontWeight": 600}
    layer.append({"mark": mark, "encoding": {"text": {"field": "printed", "type": "nominal"}}})
    return spec


def in_table(key: str) -> str:
    """Return the address of a table of the report itself."""
    return f"{SELF}{key}"
