"""What the table of moves is called on a page."""

from __future__ import annotations

from telusur.kernel.law.rules.moves import Words

from ..models import labels


def words_of_moves() -> Words:
    """Return the labels of states, acts, parties and outcomes of requests."""
    return Words(states=labels.STATES, acts=labels.DEEDS, parties=labels.PARTIES, outcomes=labels.OUTCOMES)
