"""The legal acts on the list of public information (DIP): one function each, its ledger row last."""

from .entering import discard_item, edit_item, enter_item
from .publishing import (
    Incomplete,
    ReasonMissing,
    SecondPersonNeeded,
    approve_item,
    propose_item,
    return_item,
    review_item,
    withdraw_item,
)

__all__ = [
    "Incomplete",
    "ReasonMissing",
    "SecondPersonNeeded",
    "approve_item",
    "discard_item",
    "edit_item",
    "enter_item",
    "propose_item",
    "return_item",
    "review_item",
    "withdraw_item",
]
