"""Where the numbers of a publication come from, where its tree lies, and why it stands still."""

from .contests import lines
from .sources import ElectionSource
from .stopped import (
    DAMAGED,
    FAILED,
    HELD_BACK,
    ORDER_RUN,
    SHORTER,
    UNEXPLAINED,
    stop_of,
    stopped_concern,
    why,
)
from .trees import Shown, pages_of, place_of, published_elections, shown_elections, tree_of

__all__ = [
    "DAMAGED",
    "FAILED",
    "HELD_BACK",
    "ORDER_RUN",
    "SHORTER",
    "UNEXPLAINED",
    "ElectionSource",
    "Shown",
    "lines",
    "pages_of",
    "place_of",
    "published_elections",
    "shown_elections",
    "stop_of",
    "stopped_concern",
    "tree_of",
    "why",
]
