"""What one cell means, as offices write it."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from telusur.kernel.documents.rules.spreadsheet import Cell

Choice = TypeVar("Choice")

MONTHS = {
    "januari": 1,
    "februari": 2,
    "maret": 3,
    "april": 4,
    "mei": 5,
    "juni": 6,
    "juli": 7,
    "agustus": 8,
    "september": 9,
    "oktober": 10,
    "november": 11,
    "desember": 12,
}
YES, NO = ("ya", "yes", "1", "true"), ("tidak", "no", "0", "false")


MOST_DIGITS = 9  # of a serial number and of a cost; the database holds hardly more


class Unreadable(Exception):
    """A cell that cannot be read; the message is the remedy."""


def read_date(value: object) -> date:
    """Return the day a cell means: a date, `2024-03-05`, `5/3/2024` or `5 Maret 2024`. Raises: ValueError."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value).strip().lower()
    if match := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text):
        day, month, year = map(int, match.groups())
        return date(year, month, day)
    if match := re.fullmatch(r"(?:\w+, *)?(\d{1,2}) +([a-z]+) +(\d{4})", text):
        return date(int(match[3]), MONTHS.get(match[2], 0), int(match[1]))
    return date.fromisoformat(text[:10] if re.match(r"\d{4}-\d\d-\d\d[ t]", text) else text)


def choice_of(choices: Mapping[str, Choice], text: str) -> Choice:
    """Return what a word of the column means. Raises: Unreadable."""
    try:
        return choices[text.strip().lower()]
    except KeyError as error:
        raise Unreadable(f"tulis salah satu dari: {', '.join(choices)}") from error


def day_of(cell: Cell) -> date:
    """Return the day of a cell. Raises: Unreadable."""
    try:
        return read_date(cell.value)
    except ValueError as error:
        raise Unreadable("tulis sebagai tanggal, misalnya 2024-03-05 atau 5 Maret 2024") from error


def yes_or_no(text: str) -> bool:
    """Return whether a cell says yes. Raises: Unreadable."""
    word = text.strip().lower()
    if word in YES:
        return True
    if word in NO:
        return False
    raise Unreadable("tulis ya atau tidak")


def rupiah_of(text: str) -> int:
    """Return an amount in whole rupiah. Raises: Unreadable."""
    digits = re.sub(r"(?i)^rp|[.\s]|,00$|,-$", "", text.strip())
    if not digits.isdecimal():
        raise Unreadable("tulis jumlah rupiah bulat, misalnya 15000")
    return _bounded(digits, "jumlah ini terlalu besar; periksa angka nolnya")


def serial_of(text: str) -> int:
    """Return the running number at the head of a register number. Raises: Unreadable."""
    match = re.match(r"\s*(\d+)", text)
    number = _bounded(match[1], "nomor urut ini terlalu besar; tulis misalnya 12 atau 0012/PPID/2024") if match else 0
    if number < 1:
        raise Unreadable("tulis nomor urut mulai dari 1, misalnya 12 atau 0012/PPID/2024")
    return number


def _bounded(digits: str, remedy: str) -> int:
    """Return the number that digits write. Raises: Unreadable where no register has one as long."""
    plain = re.sub(r"^0+(?=\d)", "", digits)
    if len(plain) > MOST_DIGITS:
        raise Unreadable(remedy)
    return int(plain)
