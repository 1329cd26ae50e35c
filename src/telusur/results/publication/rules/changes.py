"""What changed between two publications, station by station, and whether every fall has a public reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .stations import COUNTED, SURE, Standing, Station

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from .stations import Contest
    from .territories import Plain

HELD_BACK = "Angka baru ditahan: turun tanpa alasan yang diumumkan. Yang tampil adalah angka sebelumnya."
LATE = "Kini hanya ditunjukkan bersama unit kecil, yang menurut formulir D-nya sudah pasti."
WAITS = "Kini terlalu kecil untuk ditunjukkan sendiri; menunggu pasangannya."
UNVERIFIED = "Angka barunya belum diverifikasi."


class Unexplained(Exception):
    """Votes that fell without a reason that could be published. Such a tree is not shown."""

    def __init__(self, contest: str, code: int) -> None:
        self.contest, self.code = contest, code
        super().__init__(f"{contest}: {code}")


def held_back(
    contest: Contest, stations: Iterable[Station], before: Callable[[int], Mapping[str, Any] | None]
) -> dict[int, Station]:
    """Return by code, as they were published, the stations whose votes fell without a reason that could be published.

    stations: those that may have changed. before: of a village, what its file held.
    """
    found: dict[int, Station] = {}
    for one in stations:
        village = None if one.reason else before(one.village)
        said = next((each for each in village["stations"] if each["code"] == one.code), None) if village else None
        if said is None or shown(contest, said)["folded"]:
            continue
        now = {"standing": one.standing.value, "cells": one.cells, "district": one.district}
        if fell(shown(contest, said)["sums"], shown(contest, now | {"folded": (), "waiting": False})["sums"]):
            found[one.code] = _as_published(said)
    return found


def _as_published(said: Mapping[str, Any]) -> Station:
    names = ("code", "kind", "unit", "disputed", "corrected", "run", "run_kind")
    return Station(
        standing=Standing(said["standing"]),
        administration=Standing(said["administration"]),
        cells=tuple(said["cells"]),
        findings=tuple(said["findings"]),
        reason=HELD_BACK,
        last=_last(said),
        district=said.get("district", ""),
        **{name: said[name] for name in names},
    )


def changes(
    contest: Contest, before: Mapping[str, Any] | None, after: Mapping[str, Any], late: Collection[int] = ()
) -> Iterator[Plain]:
    """Yield what changed in a village, one record a station. before: the village as it was published, if it was.

    late: who was shown alone and now covers a small unit: it does not say again what it was, as the group less that
    would be what the small one is. What falls has a reason, that of its act or that of its place in the tree.
    Raises: Unexplained.
    """
    old = {one["code"]: one for one in before["stations"]} if before else {}
    for one in after["stations"]:
        code = one["code"]
        if one is old.get(code):
            continue
        was, now, last = shown(contest, old.get(code)), shown(contest, one), _last(one)
        if was == now and not (now["folded"] and last != _last(old.get(code))):
            continue
        reason = one["reason"] or _reason(was, now, late=code in late)
        if reason is None:
            raise Unexplained(contest.code, code)
        yield {
            "station": code,
            "before": blank(was) if code in late else was,
            "after": now,
            "reason": reason,
            "entry": last,
        }


def _reason(was: Mapping[str, Any], now: Mapping[str, Any], *, late: bool) -> str | None:
    """Return why a number fell where no act says it; empty where none did, None where nothing explains it."""
    if not fallen({"before": was, "after": now}):
        return ""
    if now["folded"]:
        return LATE if late else WAITS
    return None if fell(was["sums"], now["sums"]) else UNVERIFIED


def changes_of_groups(
    contest: Contest, before: Mapping[str, Any] | None, after: Mapping[str, Any], found: Iterable[Mapping[str, Any]]
) -> Iterator[Plain]:
    """Yield what changed in the groups of a village that are shown only together; one in several villages stands with
    its first station. found: what changed in its stations. A group's reason is that of those of its stations that
    changed, else of all of them, else that of its place in the tree. Raises: Unexplained."""
    old, new = (_groups(one) if one else {} for one in (before, after))
    reasons = {one["code"]: one["reason"] for one in after["stations"]}
    fresh = {one["station"]: one["reason"] for one in found}
    for stations in sorted(old.keys() | new.keys()):
        was, now = old.get(stations, _NO_GROUP), new.get(stations, _NO_GROUP)
        if was == now:
            continue
        made = {"station": stations[0], "stations": list(stations), "before": was, "after": now}
        why = _together(fresh, stations) or _together(reasons, stations) or _of_group(made)
        if why is None:
            raise Unexplained(contest.code, stations[0])
        yield made | {"reason": why}


def _together(reasons: Mapping[int, str], stations: Iterable[int]) -> str:
    return "; ".join(dict.fromkeys(filter(None, (reasons.get(code, "") for code in stations))))


def _groups(village: Mapping[str, Any]) -> dict[tuple[int, ...], Plain]:
    return {
        tuple(group["stations"]): {
            "standing": "",
            "sums": group["numbers"]["sums"],
            "sure": group["numbers"]["sure"],
            "folded": True,
        }
        for group in village["groups"]
        if group["stations"][0] // 1000 == village["code"]
    }


def _of_group(made: Mapping[str, Any]) -> str | None:
    """Return why the numbers of a group fell where no act says it; empty where none did, None where nothing does."""
    if not fallen(made):
        return ""
    was, now = made["before"]["sums"], made["after"]["sums"]
    if now is None:
        return WAITS
    return None if fell(was, now) else UNVERIFIED


_NO_GROUP: Plain = {"standing": "", "sums": None, "sure": None, "folded": True}


def fallen(one: Mapping[str, Any]) -> bool:
    """Return whether a record says that a number fell, of all that counts or of what is verified."""
    was, now = one["before"], one["after"]
    return fell(was["sums"], now["sums"]) or fell(_sure(was), _sure(now))


def _sure(side: Mapping[str, Any]) -> list[int] | None:
    if "sure" in side:
        return side["sure"]  # type: ignore[no-any-return]
    return side["sums"] if side["standing"] in SURE else None


def _last(one: Mapping[str, Any] | None) -> int | None:
    """Return the place in the log of the last entry about a station."""
    return one["events"][-1]["index"] if one and one["events"] else None


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
    """Return how a station stood: its standing, and what it added to sums by itself, None for nothing; of lists also
    what the party and each candidate got."""
    if one is None:
        return {"standing": "missing", "sums": None, "folded": False}
    sums = None
    if one["cells"] and one["standing"] in COUNTED:
        district = one.get("district", "")
        cells = dict(zip(contest.fields_of(district), one["cells"], strict=True))
        sums = [cell if isinstance(cell, int) else 0 for cell in map(cells.get, contest.told[district])]
    return {"standing": one["standing"], "sums": sums, "folded": bool(one["folded"]) or one["waiting"]}


def fell(before: list[int] | None, after: list[int] | None) -> bool:
    """Return whether any number is smaller than it was; what no longer counts fell wholly."""
    if before is None:
        return False
    return after is None or any(one > two for one, two in zip(before, after, strict=True))
