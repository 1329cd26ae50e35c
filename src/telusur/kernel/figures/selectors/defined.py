"""The figures that the rooms define, and the one place that knows them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.module_loading import autodiscover_modules

if TYPE_CHECKING:
    from ..rules.definitions import Figure

_FIGURES: dict[str, Figure] = {}
_whole: dict[str, Figure] | None = None  # the one that holds what every room defines


class UnknownFigure(LookupError):
    """No room defines this key."""


def define(figure: Figure) -> Figure:
    """Register a figure; called once per figure by a room's `figures.py`. Raises: ValueError for a key used twice."""
    if figure.key in _FIGURES:
        raise ValueError(figure.key)
    _FIGURES[figure.key] = figure
    return figure


def _discover() -> None:
    """Import every room's figures, once. One that cannot be imported is told of each time, not only the first: what it
    had defined already is forgotten, else the next try would stumble over that."""
    global _whole  # noqa: PLW0603 set here alone
    if _whole is _FIGURES:
        return
    before = dict(_FIGURES)
    try:
        autodiscover_modules("figures")
    except Exception:
        _FIGURES.clear()
        _FIGURES.update(before)
        raise
    _whole = _FIGURES


def all_figures() -> list[Figure]:
    """Return every figure of every room, in the order in which they were defined."""
    _discover()
    return list(_FIGURES.values())


def figure_by_key(*, key: str) -> Figure:
    """Raises: UnknownFigure."""
    _discover()
    try:
        return _FIGURES[key]
    except KeyError as error:
        raise UnknownFigure(key) from error
