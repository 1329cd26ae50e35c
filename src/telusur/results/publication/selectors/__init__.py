"""Where the numbers of a publication come from, where its tree lies, and why it stands still."""

from .contests import has_results, lines, results_of
from .sources import ElectionSource
from .stopped import (
    DAMAGED,
    FAILED,
    FULL,
    HELD_BACK,
    ORDER_RUN,
    SHORTER,
    UNEXPLAINED,
    StoppedAt,
    stop_of,
    stopped_at,
    stopped_concern,
    why,
)
from .trees import Shown, pages_of, place_of, published_elections, shown_elections, tree_of

__all__ = [
    "DAMAGED",
    "FAILED",
    "FULL",
    "HELD_BACK",
    "ORDER_RUN",
    "SHORTER",
    "UNEXPLAINED",
    "ElectionSource",
    "Shown",
    "StoppedAt",
    "has_results",
    "lines",
    "pages_of",
    "place_of",
    "published_elections",
    "results_of",
    "shown_elections",
    "stop_of",
    "stopped_at",
    "stopped_concern",
    "tree_of",
    "why",
]
