"""A register printed in its columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class RegisterBook:
    """One register of one year, on A3 lying, in the legal order of its columns. Law: Perki 1/2021.

    rows: texts in the order of `columns`. widths: how wide the columns are beside each other; all alike where empty.
    """

    template: ClassVar[str] = "register_book"
    title: ClassVar[str] = "Register"

    book: str
    period: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()
