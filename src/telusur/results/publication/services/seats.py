"""The seats that offices determined, in the tree of the election whose votes gave them."""

from __future__ import annotations

import csv
import io
from functools import cached_property
from typing import TYPE_CHECKING, Any

from telusur.results.seats.rules.tables import key

from ..rules import seats
from ..rules.manifest import canonical
from . import pages
from .places import put_pages

if TYPE_CHECKING:
    from ..rules.sources import Source
    from ..rules.stations import Contest
    from .pages import Frame
    from .store import Draft

Plain = dict[str, Any]


class Seats:
    """What was determined of the seats of one contest; nothing where no decree gave any."""

    def __init__(self, *, source: Source, draft: Draft, frame: Frame, contest: Contest) -> None:
        self.draft, self.frame, self.contest = draft, frame, contest
        self.made = seats.told(source.seats(contest.code), election=source.code, contest=contest.code)

    @property
    def briefs(self) -> list[Plain]:
        """What is told of each determination elsewhere."""
        return [*map(seats.brief, self.made)]

    def beside(self, code: int) -> Plain:
        """Return what stands of seats beside the numbers of a place: something where its contest begins."""
        return {"seats": self.briefs} if self.made and code == self.contest.home else {}

    def of_district(self, name: str) -> list[Plain]:
        """Return who got the seats of an electoral district, by each determination that names it, with its page."""
        found = []
        for made, paper in zip(self.made, self._papers, strict=True):
            said = seats.of_district(made, name)
            if said:
                found.append(said | {"page": paper.page_of[said["place"]]})
        return found

    def write(self) -> None:
        """Write every determination: data, table and pages."""
        for made, paper in zip(self.made, self._papers, strict=True):
            path = f"{self.contest.code}/{made['file']}"
            self.draft.put(f"{path}.json", canonical(made))
            text = io.StringIO()
            writer = csv.writer(text, lineterminator="\n")
            writer.writerow(seats.COLUMNS)
            writer.writerows(seats.rows(made))
            self.draft.put(f"{path}.csv", text.getvalue().encode())
            put_pages(self.draft, path, paper.pages)

    @cached_property
    def _papers(self) -> list[pages.SeatsPaper]:
        codes = {key(one.name): one.code for one in self.contest.districts or ()}
        return [pages.seats(self.frame, self.contest, made, self.briefs, codes) for made in self.made]
