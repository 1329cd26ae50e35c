"""Numbers that nobody counted before some day: until then they are unknown, which is not nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ..rules.definitions import Note
from ..rules.measures import printed
from ..rules.periods import span

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ..rules.definitions import Dimension, Figure
    from ..rules.measures import Value
    from ..rules.periods import Period

MONTH = "month"


@dataclass(frozen=True)
class Beginning:
    """The first day of which a number is known; None where nothing was counted yet."""

    day: date | None

    def knows(self, period: Period) -> bool:
        """Return whether anything of this period was counted."""
        return self.day is not None and self.day < period.end

    def knows_cell(self, period: Period, dimension: Dimension, cell: str) -> bool:
        """Return whether anything of this cell was counted: a month of the period may be before the first day."""
        if not self.knows(period) or dimension.key != MONTH or not cell.isdecimal():
            return self.knows(period)
        return self.knows(span(period.start.year, int(cell), 1))

    def note(self, period: Period) -> Note | None:
        """Return what a reader should know of this period; None where all of it was counted."""
        if self.day is None:
            return Note(_("Belum dihitung"), _("Belum ada yang dihitung di sini sampai sekarang."))
        day = date_format(self.day, "j F Y")
        if not self.knows(period):
            text = _("Angka ini dihitung sejak %(day)s; sebelum itu tidak diketahui, bukan nol.")
            return Note(_("Belum dihitung"), text % {"day": day})
        if self.day > period.start:
            title = _("Dihitung sejak %(day)s") % {"day": day}
            return Note(title, _("Sebelum hari itu belum ada yang dihitung: masa ini tidak terhitung seluruhnya."))
        return None


def beginnings(figures: Iterable[Figure]) -> dict[str, Beginning]:
    """Return when each of these figures began to be counted, by key; one that was always counted is missing."""
    found = {figure.key: figure.began for figure in figures if figure.began is not None}
    days = {began: began() for began in set(found.values())}
    return {key: Beginning(days[began]) for key, began in found.items()}


def in_words(*, figure: Figure, value: Value) -> str:
    """Return a figure's value as readers see it: what nobody counted yet is called so."""
    return _("belum dihitung") if value is None and figure.began is not None else printed(value)
