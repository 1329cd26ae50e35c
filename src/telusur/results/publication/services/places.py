"""One place in the tree: its file, its pages, the pictures of its forms."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from ..rules.manifest import canonical
from ..rules.places import chain, folder
from ..rules.stations import picture_file
from . import bulk, pages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..rules.stations import Contest
    from .seats import Seats
    from .store import Draft
    from .turn import Plain, Turn

_PAGE = re.compile(r"index(-\d+)?\.html")


def put_place(turn: Turn, contest: Contest, code: int, made: Plain, before: Plain | None = None) -> None:
    """Put the file and the page of a place. before: of a village, what its file held: a station that is the same
    value keeps its part of the page."""
    above = [(place, turn.names.get(place, str(place))) for place in chain(code)[:-1]]
    path = folder(contest.code, code)
    if turn.draft.put(f"{path}/data.json", canonical(made)) or not turn.before:
        kept: dict[int, str] = {}
        there = [name for name in turn.draft.names(path) if _PAGE.fullmatch(name)]
        if before:
            was: dict[int, Plain] = {one["code"]: one for one in before["stations"]}
            same = [code for code, now in ((one["code"], one) for one in made["stations"]) if was.get(code) is now]
            for name in there:
                kept |= pages.parts_of(turn.draft.read(f"{path}/{name}") or b"", same)
        for number, page in enumerate(pages.place(turn.frame, contest, made, above, kept), start=1):
            turn.draft.put(f"{path}/{pages.page_name(number)}", page.encode())
        for name in there:
            if name not in {pages.page_name(step) for step in range(1, number + 1)}:
                turn.draft.drop(f"{path}/{name}")


def put_pages(draft: Draft, path: str, found: Sequence[str]) -> None:
    """Put the pages of one paper: path.html, path-2.html and so on, and take away those that are no more."""
    for number, page in enumerate(found, start=1):
        draft.put(f"{path}.html" if number == 1 else f"{path}-{number}.html", page.encode())
    number = max(len(found), 1) + 1
    while draft.has(f"{path}-{number}.html"):
        draft.drop(f"{path}-{number}.html")
        number += 1


def put_pictures(turn: Turn, contest: Contest, code: int, made: Plain) -> None:
    """Write the covered pictures of a village's forms, and take away what no form shows any more."""
    place = folder(contest.code, code)
    there = {name for name in turn.draft.names(place) if name.endswith(".jpg")}
    wanted = {
        picture_file(one["code"], each["page"], each["masked"]): each["masked"]
        for one in made["stations"]
        for each in one["pictures"]
        if each["masked"]
    }
    for name in sorted(wanted.keys() - there):
        turn.draft.put(f"{place}/{name}", turn.source.picture(contest.code, wanted[name]))
    for name in sorted(there - wanted.keys()):
        turn.draft.drop(f"{place}/{name}")


def put_districts(turn: Turn, contest: Contest, nation: Plain, seats: Seats) -> None:
    """Write what each electoral district sums up to, list by list and candidate by candidate, and who got its seats;
    note whose numbers changed."""
    for district, summed, numbers in pages.files(contest, nation["numbers"]):
        path = f"{contest.code}/dapil/{district.code}"
        said, determined = turn.draft.read(f"{path}.json"), seats.of_district(district.name)
        made = summed | {"election": turn.source.code} | ({"determined": determined} if determined else {})
        if turn.draft.put(f"{path}.json", canonical(made)) or not turn.before:
            page = pages.district(turn.frame, contest, district, made, turn.names)
            turn.draft.put(f"{path}.html", page.encode())
            if not turn.before or not said or json.loads(said)["numbers"] != numbers:
                turn.districts.setdefault(contest.code, {})[district.code] = dict(numbers)
    bulk.write_districts(draft=turn.draft, contest=contest, nation=nation["numbers"], names=turn.names)
