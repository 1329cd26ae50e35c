"""The words of what an office keeps for its report, year for year: things, people, money, rules, hindrances, advice."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """The books that are kept, in the order of the chapters."""

    POLICIES = "policies"
    INVENTORY = "inventory"
    OFFICERS = "officers"
    TRAININGS = "trainings"
    BUDGET = "budget"
    OBSTACLES = "obstacles"
    RECOMMENDATIONS = "recommendations"
    PICTURES = "pictures"


class PolicySort(StrEnum):
    """What kind of text the policy of the year rests on."""

    LAW = "law"
    PROCEDURE = "procedure"
    DECREE = "decree"
    PLEDGE = "pledge"


class Condition(StrEnum):
    """The condition of a thing of the inventory. `absent`: it is lacking, and counts none."""

    GOOD = "good"
    LIGHT_DAMAGE = "light_damage"
    HEAVY_DAMAGE = "heavy_damage"
    ABSENT = "absent"


class Education(StrEnum):
    """The last schooling an officer ended."""

    SMA = "sma"
    D3 = "d3"
    D4 = "d4"
    S1 = "s1"
    S2 = "s2"
    S3 = "s3"


class Side(StrEnum):
    """Where a hindrance comes from (Perki 1/2021 Pasal 56)."""

    INTERNAL = "internal"
    EXTERNAL = "external"


class FollowUpState(StrEnum):
    """How far a recommendation was followed."""

    PLANNED = "planned"
    RUNNING = "running"
    DONE = "done"
    DROPPED = "dropped"


CLOSED: Final = frozenset({FollowUpState.DONE, FollowUpState.DROPPED})
UNFINISHED: Final = frozenset(FollowUpState) - CLOSED
# Books whose rows stand again next year until somebody takes them out; money is new each year, and so are hindrances.
CARRIED: Final = (Kind.POLICIES, Kind.INVENTORY, Kind.OFFICERS, Kind.TRAININGS, Kind.OBSTACLES, Kind.RECOMMENDATIONS)
# Books that a year may truly leave empty; that one is, an officer says by name. The service always rests on rules,
# things and people.
NIL_BOOKS: Final = (Kind.TRAININGS, Kind.BUDGET, Kind.OBSTACLES, Kind.RECOMMENDATIONS)
# How the books are called in addresses.
SLUGS: Final = {
    "dasar": Kind.POLICIES,
    "sarana": Kind.INVENTORY,
    "petugas": Kind.OFFICERS,
    "pelatihan": Kind.TRAININGS,
    "anggaran": Kind.BUDGET,
    "kendala": Kind.OBSTACLES,
    "rekomendasi": Kind.RECOMMENDATIONS,
    "gambar": Kind.PICTURES,
}
SLUG_OF: Final = {kind: slug for slug, kind in SLUGS.items()}
# The pictures that an annex prints.
PICTURE_TYPES: Final = ("jpg", "png")
