"""The questions that can be asked of the list of public information."""

from .desk import (
    class_counts,
    desk_items,
    doubt_about_list,
    due_for_review,
    items_without_event,
    register_items,
    state_counts,
    titles_of,
)
from .matching import Match, matching_public
from .searching import Hit, Results, hits_of, search, suggestion
from .shown import (
    ORDERS,
    Filters,
    browse,
    facets,
    files_of,
    item_of_office,
    network_counts,
    pending_revision,
    published_between,
    shown_item,
    shown_items,
    staged_files,
    withdrawn_item,
)
from .wording import words_of_moves

__all__ = [
    "ORDERS",
    "Filters",
    "Hit",
    "Match",
    "Results",
    "browse",
    "class_counts",
    "desk_items",
    "doubt_about_list",
    "due_for_review",
    "facets",
    "files_of",
    "hits_of",
    "item_of_office",
    "items_without_event",
    "matching_public",
    "network_counts",
    "pending_revision",
    "published_between",
    "register_items",
    "search",
    "shown_item",
    "shown_items",
    "staged_files",
    "state_counts",
    "suggestion",
    "titles_of",
    "withdrawn_item",
    "words_of_moves",
]
