"""Where a published tree lies."""

from .trees import place_of, tree_of

__all__ = ["place_of", "tree_of"]
