"""What the tables of moves are called on a page."""

from __future__ import annotations

from telusur.kernel.law.rules.moves import Words
from telusur.openness.requests.selectors import words_of_moves

from ..models import labels


def words_of_own_data() -> Words:
    """Return the labels of states, acts, parties and kinds of cases about one's own data."""
    parties = words_of_moves().parties
    return Words(states=labels.STATES, acts=labels.DEEDS, parties=parties, outcomes=labels.KINDS)


def words_of_breaches() -> Words:
    """Return the labels of states, acts and parties of breaches."""
    return Words(states=labels.BREACH_STATES, acts=labels.BREACH_DEEDS, parties=words_of_moves().parties)
