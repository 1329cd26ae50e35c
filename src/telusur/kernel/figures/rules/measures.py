"""How rows become one number. Every measure says what it does with no rows at all: there is no number then."""

from __future__ import annotations

from fractions import Fraction

Value = int | Fraction | None


class Hundredths(Fraction):
    """A value that its law prints with two decimals, such as an index: it is rounded to them already."""


def share(part: int, whole: int) -> Value:
    """Return `part` of `whole` in per cent, exactly; None where there is no whole."""
    return Fraction(100 * part, whole) if whole else None


def printed(value: Value) -> str:
    """Return the value as Indonesian readers write it: 1.234, 1,5; at most one decimal; "–" where there is none.
    Hundredths are written with both decimals: 91,48; 94,00."""
    if value is None:
        return "–"
    if isinstance(value, Hundredths):
        return f"{round(value * 100) / 100:.2f}".replace(".", ",")
    exact = Fraction(value)
    tenths = round(abs(exact) * 10)  # half to even on the exact value
    whole, rest = divmod(tenths, 10)
    grouped = f"{whole:,}".replace(",", ".")
    sign = "-" if value < 0 and tenths else ""
    return f"{sign}{grouped},{rest}" if rest else f"{sign}{grouped}"


def plain(value: Value) -> int | float | None:
    """Return the value as JSON writes it."""
    return value if value is None or isinstance(value, int) else float(value)
