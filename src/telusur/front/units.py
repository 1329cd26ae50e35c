"""How the unit of a number stands beside it: not twice, and per cent as its sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from telusur.kernel.figures.selectors import Told


def unit_beside(told: Told) -> str:
    """Return the unit for a tile that prints the figure's name too; "" where the name says it or no number is."""
    unit, name = str(told.figure.unit), str(told.figure.name)
    if told.value is None or unit.casefold() in name.casefold():
        return ""
    return "%" if unit == _("persen") else unit
