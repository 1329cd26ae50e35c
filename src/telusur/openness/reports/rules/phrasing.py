"""How a report says things: sentences with named places for numbers, apart for none, one and many.

A report is written in Indonesian, the state's language, whatever language its writer's screen has: its words are those
of the paper, as in a letter's template, and no catalogue translates them.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from string import Formatter
from typing import TYPE_CHECKING

from telusur.kernel.figures.rules.measures import printed

from .content import Number, Paragraph
from .messages import written_day
from .numerals import LARGEST, in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from .content import Part
    from .given import Cell, Reading, Value

IN_WORDS = "words"
HUNDRED = 100
_FORMATTER = Formatter()


@dataclass(frozen=True)
class Counted:
    """A sentence about a count, for none, one and many; `one` is left out where it reads as `many` does."""

    none: str
    many: str
    one: str = ""

    def about(self, count: Value, **values: Part | int) -> tuple[Part, ...]:
        """Return the sentence that the count asks for, its places filled."""
        pattern = self.many if count != 1 else self.one or self.many
        return filled(pattern if count else self.none, **values)


def filled(pattern: str, **values: Part | int) -> tuple[Part, ...]:
    """Return a pattern with its named places filled. `{x:words}` says a whole number in figures and in words."""
    parts: list[Part] = []
    for text, name, form, _conversion in _FORMATTER.parse(pattern):
        parts.append(text)
        if name is None:
            continue
        value = values[name]
        parts.append(str(value) if isinstance(value, int) else value)
        if form == IN_WORDS:
            parts.append(_worded(value))
    return joined(parts)


def _worded(value: Part | int) -> str:
    exact = value.value if isinstance(value, Number) else value
    return f" ({in_words(exact)})" if isinstance(exact, int) and 0 <= exact <= LARGEST else ""


def joined(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Return the parts with neighbouring texts made one and empty ones left out."""
    made: list[Part] = []
    for part in parts:
        if isinstance(part, str) and made and isinstance(made[-1], str):
            made[-1] += part
        elif part != "":
            made.append(part)
    return tuple(made)


def paragraph(*sentences: tuple[Part, ...]) -> Paragraph:
    """Return sentences as one paragraph, a space between them; empty ones are left out."""
    parts: list[Part] = []
    for sentence in sentences:
        if sentence:
            parts += [" "] if parts else []
            parts += sentence
    return Paragraph(joined(parts))


def plain(text: str) -> Paragraph:
    return Paragraph((text,))


def listed(members: Sequence[tuple[Part, ...]]) -> tuple[Part, ...]:
    """Return members as a list in a sentence: `a`, `a dan b`, `a, b, dan c`."""
    parts: list[Part] = []
    for place, member in enumerate(members):
        last = place == len(members) - 1
        if place:
            parts.append(" dan " if last and len(members) == 2 else ", dan " if last else ", ")  # noqa: PLR2004 two need no comma
        parts += member
    return joined(parts)


def number_of(reading: Reading) -> Number:
    """Return a frozen figure as the report prints it."""
    return Number(reading.key, reading.value, printed(reading.value), reading.unit, reading.rows)


def cell_of(reading: Reading, split: str, cell: Cell) -> Number:
    """Return a cell of a frozen figure. One that opens no rows of its own leads to those of the whole figure."""
    key = f"{reading.key}/{split}={cell.key}"
    return Number(key, cell.value, printed(cell.value), reading.unit, cell.rows or reading.rows)


def sum_of(key: str, values: Iterable[Number], *, unit: str = "", rows: str = "") -> Number:
    """Return the sum of numbers, which is a number of its own with the rows of its parts."""
    total = whole(sum((Fraction(each.value) for each in values if each.value is not None), Fraction(0)))
    return Number(key, total, printed(total), unit, rows)


def share_of(part: Number, of: Number) -> Number:
    """Return what part of the whole a number is, in per cent; it opens the rows of the part."""
    exact = Fraction(part.value) * HUNDRED / Fraction(of.value) if of.value and part.value is not None else None
    value = whole(exact) if exact is not None else None
    return Number(f"{part.key}/share", value, percent(value), "persen", part.rows)


def whole(value: Fraction) -> Value:
    """Return a fraction as the whole number it is, or itself."""
    return value.numerator if value.denominator == 1 else value


def percent(value: Value) -> str:
    """Return a share as it is printed in sentences: `82,3`, never rounded to the whole when it is not."""
    if value is not None and value != HUNDRED and printed(value) == "100":
        return "99,9"
    if value and printed(value) == "0":
        return "0,1"
    return printed(value)


def rupiah(key: str, value: int, *, rows: str) -> Number:
    """Return an amount of whole rupiah."""
    return Number(key, value, f"Rp{value:,}".replace(",", "."), "rupiah", rows)


def long_day(day: date) -> str:
    """Return a day as reports write it: 8 Januari 2025."""
    return written_day(day)
