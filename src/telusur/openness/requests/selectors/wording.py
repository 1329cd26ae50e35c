"""What the table of moves is called on a page."""

from __future__ import annotations

from telusur.kernel.law.rules.moves import Words

from ..models import dispute_labels, labels, objection_labels


def words_of_moves() -> Words:
    """Return the labels of states, acts, parties and outcomes of requests."""
    return Words(states=labels.STATES, acts=labels.DEEDS, parties=labels.PARTIES, outcomes=labels.OUTCOMES)


def words_of_objection_moves() -> Words:
    """Return the labels of states, acts, parties and verdicts of objections."""
    return Words(
        states=objection_labels.OBJECTION_STATES,
        acts=objection_labels.OBJECTION_DEEDS,
        parties=labels.PARTIES,
        outcomes=objection_labels.VERDICTS,
    )


def words_of_dispute_moves() -> Words:
    """Return the labels of states, acts, parties and outcomes of disputes, and of whose act each is."""
    return Words(
        states=dispute_labels.DISPUTE_STATES,
        acts=dispute_labels.DISPUTE_DEEDS,
        parties=labels.PARTIES,
        outcomes=dispute_labels.DISPUTE_OUTCOMES,
        doers=dispute_labels.WHOSE,
    )
