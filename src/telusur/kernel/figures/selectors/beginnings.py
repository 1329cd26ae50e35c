"""Numbers that nobody counted before some day: until then they are unknown, which is not nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Min
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from telusur.kernel.ledger import selectors as ledger
from telusur.kernel.ledger.rules.logs import office_log

from ..models import PeriodFact
from ..rules.definitions import Note
from ..rules.measures import printed
from ..rules.periods import span
from .defined import all_figures
from .once import asked_once

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from ..rules.definitions import Dimension, Figure
    from ..rules.measures import Value
    from ..rules.periods import Period

MONTH = "month"
MONTHS_OF_A_YEAR = 12


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


def lies_ahead(period: Period, dimension: Dimension, cell: str, *, on: date) -> bool:
    """Return whether a cell is a month of this period that has not begun on `on`: what did not happen yet is no 0."""
    if dimension.key != MONTH or not cell.isdecimal():
        return False
    return on in period and span(period.start.year, int(cell), 1).start > on


@asked_once
def first_year(*, office_code: str) -> int | None:
    """Return the first year of which an office keeps anything: that of its first act here, or of an older record that
    was taken over; None where it kept nothing yet."""
    return first_years(office_codes=[office_code]).get(office_code)


def first_years(*, office_codes: Collection[str]) -> dict[str, int]:
    """Return the first year of each of these offices (`first_year`), in two queries; one that kept nothing is
    missing."""
    codes = list(office_codes)
    begun = ledger.begun_at(logs=map(office_log, codes))
    found = {code: begun[office_log(code)].year for code in codes if office_log(code) in begun}
    flows = [figure.key for figure in all_figures() if not figure.is_state and figure.began is None]
    rows = PeriodFact.objects.filter(scope__in=codes, months=MONTHS_OF_A_YEAR, figure__in=flows, n__gt=0)
    for code, start in rows.values("scope").annotate(first=Min("start")).values_list("scope", "first"):
        found[code] = min(start.year, found.get(code, start.year))
    return found


def note_of_first_year(year: int) -> Note:
    """Return what a reader should know of a period before the first year of which an office keeps anything."""
    text = _("Kantor ini mencatat di sini sejak tahun %(year)s; sebelum itu tidak diketahui, bukan nol.")
    return Note(_("Belum dihitung"), text % {"year": year})


def in_words(*, figure: Figure, value: Value, unknown: bool = False) -> str:
    """Return a figure's value as readers see it: what nobody counted yet, or kept (`unknown`), is called so."""
    return _("belum dihitung") if unknown or (value is None and figure.began is not None) else printed(value)
