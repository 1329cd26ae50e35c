"""The figures that the rooms define, and the one place that knows them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.module_loading import autodiscover_modules

if TYPE_CHECKING:
    from ..rules.definitions import Figure

_FIGURES: dict[str, Figure] = {}


class UnknownFigure(LookupError):
    """No room defines this key."""


def define(figure: Figure) -> Figure:
    """Register a figure; called once per figure by a room's `figures.py`. Raises: ValueError for a key used twice."""
    if figure.key in _FIGURES:
        raise ValueError(figure.key)
    _FIGURES[figure.key] = figure
    return figure


def all_figures() -> list[Figure]:
    """Return every figure of every room, in the order in which they were defined."""
    autodiscover_modules("figures")
    return list(_FIGURES.values())


def figure_by_key(*, key: str) -> Figure:
    """Raises: UnknownFigure."""
    autodiscover_modules("figures")
    try:
        return _FIGURES[key]
    except KeyError as error:
        raise UnknownFigure(key) from error
