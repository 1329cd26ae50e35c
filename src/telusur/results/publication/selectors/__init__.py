"""Where the numbers of a publication come from, and where its tree lies."""

from .sources import ElectionSource
from .trees import place_of, published_elections, tree_of

__all__ = ["ElectionSource", "place_of", "published_elections", "tree_of"]
