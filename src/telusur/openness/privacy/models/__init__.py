from .breaches import Breach, BreachQuerySet, BreachTelling
from .counters import PrivacyCounter
from .own_data import AskedField, OwnDataCase, OwnDataQuerySet

__all__ = [
    "AskedField",
    "Breach",
    "BreachQuerySet",
    "BreachTelling",
    "OwnDataCase",
    "OwnDataQuerySet",
    "PrivacyCounter",
]
