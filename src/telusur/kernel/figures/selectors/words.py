"""What the values of a dimension are called, in the language that is spoken now."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django.utils.translation import get_language

if TYPE_CHECKING:
    from ..rules.definitions import Dimension


def said(dimension: Dimension, value: str) -> str:
    """Return the words for a value, translated once and not for each of ten thousand rows. Raises: KeyError."""
    return _said(dimension, value, get_language())


@cache
def _said(dimension: Dimension, value: str, _language: str | None) -> str:
    return str(dimension.labels[value])
