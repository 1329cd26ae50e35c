"""What changed between two publications, station by station, and whether every fall has a public reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from .stations import Contest
    from .territories import Plain

_COUNTED = frozenset({"imported", "entered", "verified", "settled"})


class Unexplained(Exception):
    """Votes that fell without a reason that could be published. Such a tree is not shown."""

    def __init__(self, contest: str, code: int) -> None:
        self.contest, self.code = contest, code
        super().__init__(f"{contest}: {code}")


def changes(contest: Contest, before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> Iterator[Plain]:
    """Yield what changed in a village, one record a station. before: the village as it was published, if it was.

    What is now shown only together with others does not say what it was alone: the group less that would be what the
    smallest of them is. Raises: Unexplained.
    """
    old = {one["code"]: one for one in before["stations"]} if before else {}
    for one in after["stations"]:
        was = shown(contest, old.get(one["code"]))
        now = shown(contest, one)
        if was == now:
            continue
        if not now["folded"] and fell(was["sums"], now["sums"]) and not one["reason"]:
            raise Unexplained(contest.code, one["code"])
        last = one["events"][-1]["index"] if one["events"] else None
        before_it = blank(was) if now["folded"] else was
        yield {"station": one["code"], "before": before_it, "after": now, "reason": one["reason"], "entry": last}


def newly_folded(found: Iterable[Mapping[str, Any]]) -> frozenset[int]:
    """Return the stations of these records that were shown alone, and are no longer."""
    return frozenset(one["station"] for one in found if one["after"]["folded"] and not one["before"]["folded"])


def blanked(found: Iterable[Mapping[str, Any]], closed: Collection[int]) -> list[Plain]:
    """Return records of earlier publications without the sums of the stations in `closed`, on either side."""
    return [
        {**one, "before": blank(one["before"]), "after": blank(one["after"])} if one["station"] in closed else dict(one)
        for one in found
    ]


def blank(side: Mapping[str, Any]) -> Plain:
    """Return how a station stood, without what it added to sums."""
    return {**side, "sums": None}


def shown(contest: Contest, one: Mapping[str, Any] | None) -> Plain:
    """Return how a station stood: its standing, and what it added to sums by itself, None for nothing."""
    if one is None:
        return {"standing": "missing", "sums": None, "folded": False}
    sums = None
    if one["cells"] and one["standing"] in _COUNTED:
        cells = dict(zip(contest.fields, one["cells"], strict=True))
        sums = [cell if isinstance(cell, int) else 0 for cell in map(cells.get, contest.summed)]
    return {"standing": one["standing"], "sums": sums, "folded": bool(one["folded"]) or one["waiting"]}


def fell(before: list[int] | None, after: list[int] | None) -> bool:
    """Return whether any number is smaller than it was; what no longer counts fell wholly."""
    if before is None:
        return False
    return after is None or any(one > two for one, two in zip(before, after, strict=True))
