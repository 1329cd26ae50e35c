"""The D forms of a contest in the tree: beside the numbers of their places, as files of their own, and C against D."""

from __future__ import annotations

import csv
import io
import json
from collections import ChainMap
from typing import TYPE_CHECKING, Any

from telusur.results.elections.rules.folding import Folds

from ..rules import compared, official
from ..rules.manifest import canonical
from ..rules.places import chain, folder
from ..rules.territories import head
from . import pages
from .places import put_pages

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from telusur.results.elections.rules.showing import Showing
    from telusur.results.plenaries.selectors import PublishedForm

    from ..rules.sources import Source
    from ..rules.stations import Contest
    from .pages import Frame
    from .store import Draft

Plain = dict[str, Any]
NOTHING = Folds((), frozenset())
_DISTRICT = 6  # digits


class Official:
    """What plenaries say of one contest. touched: the places whose forms may have changed; None: all of them."""

    def __init__(
        self,
        *,
        source: Source,
        draft: Draft,
        frame: Frame,
        contest: Contest,
        names: Mapping[int, str],
        places: Collection[int] | None,
        touched: Collection[int] | None,
    ) -> None:
        self.source, self.draft, self.frame, self.contest, self.names = source, draft, frame, contest, names
        self.touched = touched
        self.forms: dict[int, list[PublishedForm]] = {}
        for form in source.forms(contest.code, places):
            self.forms.setdefault(form.place, []).append(form)

    def beside(self, code: int, shown: Folds = NOTHING) -> Plain:
        """Return what a place's file says of its own D forms."""
        found = [
            official.brief(form, self.contest, closed=official.withheld(form, shown, least=self.source.least()))
            for form in self.forms.get(code, ())
        ]
        compared_there = self.draft.has(f"{folder(self.contest.code, code)}/c-d.json")
        return {"forms": found, "official": bool(official.standing(found)), "compared": compared_there}

    def standing(self, code: int) -> str:
        """Return how far the D forms of a place have come; empty where none is published."""
        found = self.forms.get(code, ())
        return official.standing([{"state": form.state, "in_force": form.in_force} for form in found])

    def settled_by(self, village: int) -> list[str]:
        """Return the D forms in force that settle the polling stations of a village, as ways in the tree."""
        return [
            f"{folder(self.contest.code, place)}/{official.stem(form)}"
            for place in chain(village)
            for form in self.forms.get(place, ())
            if form.in_force and form.reads_stations
        ]

    def within(self, regency: int) -> list[int]:
        """Return the districts of a regency that have a D form, and the regency where it has one itself."""
        inside = {code for code in self.forms if len(str(code)) == _DISTRICT and code // 100 == regency}
        return sorted(inside | ({regency} & self.forms.keys()))

    # --- the forms themselves

    def write(self, code: int, *, shown: Folds = NOTHING, groups: Iterable[Sequence[int]] = (), anew: bool) -> None:
        """Write every edition of the D form of a place. groups: the places that the tree shows only together. anew:
        also those about which the log says nothing, as the groups in which polling stations are shown changed."""
        if not anew and self.touched is not None and code not in self.touched:
            return
        for form in self.forms.get(code, ()):
            self._write(form, shown, groups)

    def _write(self, form: PublishedForm, shown: Folds, joined: Iterable[Sequence[int]]) -> None:
        held, least = self.source.proceedings(form), self.source.least()
        if form.reads_stations:
            groups = official.together(form, held.columns, shown, least=least)
        else:
            groups = official.connected(held.columns, joined)
        said = official.brief(form, self.contest, closed=official.withheld(form, shown, least=least))
        alone = {group[0] for group in groups if len(group) == 1} - shown.waiting if form.in_force else set()
        small = official.small_forms(form, held, least=least)
        where = {
            unit: f"{folder(self.contest.code, one.place)}/{official.stem_of(one.district, one.number)}"
            for unit, one in held.below.items()
        }
        made = official.whole(
            form,
            held,
            groups,
            said=said,
            head=head(self.source.code, self.contest, form.place, self.names),
            alone=alone - small,
            where=where,
        )
        path = f"{folder(self.contest.code, form.place)}/{said['file']}"
        others = [official.brief(one, self.contest, closed=True) for one in self.forms[form.place] if one is not form]
        names = ChainMap(dict(held.names), dict(self.names)) if held.names.keys() - self.names.keys() else self.names
        self.draft.put(f"{path}.json", canonical(made))
        put_pages(self.draft, path, pages.d_form(self.frame, self.contest, made, others, names))
        if made["paper"] and not self.draft.has(f"{path}.pdf"):
            self.draft.put(f"{path}.pdf", self.source.paper(self.contest.code, held.digests["public"]))
        elif not made["paper"]:
            self.draft.drop(f"{path}.pdf")

    # --- C against D

    def compare(self, regency: int, shown: Showing) -> None:
        """Write what forms and plenaries say in a regency, district by district, and together."""
        found = self.source.read_out(self.contest.code, regency) if self.within(regency) else ()
        made = compared.of_regency(found, self._comparable(regency, shown), least=self.source.least())
        districts = compared.by_district(made)
        for code in {one for one in self._compared_before(regency) if one not in districts}:
            self._drop_comparison(code)
        for code, rows in districts.items():
            self._put_comparison(code, {"columns": compared.COLUMNS, "rows": rows, "summary": compared.summary(rows)})
        parts = {code: (compared.summary(rows), compared.largest(rows)) for code, rows in districts.items()}
        self._put_above(regency, parts)

    def _comparable(self, regency: int, shown: Showing) -> Folds:
        """Return who is compared, and with whom; of a D form that is not shown nobody who votes anew, as nothing else
        that is public says any more what it said of him."""
        folds, least = shown.on_paper, self.source.least()
        closed = {
            place
            for place in self.within(regency)
            for form in self.forms[place]
            if form.in_force and official.withheld(form, folds, least=least)
        }
        away = {code for code in shown.closed if closed & {code // 10**7, code // 10**9}}
        return Folds(folds.groups, folds.waiting | away)

    def compare_above(self, code: int, parts: Iterable[int]) -> None:
        """Write the same of a place above, from the files of these parts of it that changed and of the others."""
        before = self._read(code)
        known = {one["code"] for one in before["parts"]} if before else set()
        found = {}
        for part in sorted(known.union(parts)):
            said = self._read(part)
            if said is not None:
                found[part] = (said["summary"], said["largest"])
        self._put_above(code, found)

    def _put_above(self, code: int, parts: Mapping[int, tuple[dict[str, int], list[list[Any]]]]) -> None:
        if not parts:
            self._drop_comparison(code)
            return
        listed = [
            {"code": part, "name": self.names.get(part, str(part)), "summary": parts[part][0]} for part in sorted(parts)
        ]
        largest = compared.largest(row for _summary, rows in parts.values() for row in rows)
        whole = compared.added(summary for summary, _rows in parts.values())
        made = {"columns": compared.COLUMNS, "parts": listed, "largest": largest, "summary": whole}
        self._put_comparison(code, made)

    def _put_comparison(self, code: int, made: Plain) -> None:
        path = f"{folder(self.contest.code, code)}/c-d"
        whole = head(self.source.code, self.contest, code, self.names) | {"format": compared.FORMAT} | made
        if not self.draft.put(f"{path}.json", canonical(whole)):
            return
        if "rows" in made:
            text = io.StringIO()
            writer = csv.writer(text, lineterminator="\n")
            writer.writerow(compared.COLUMNS)
            writer.writerows(compared.lines(made["rows"]))
            self.draft.put(f"{path}.csv", text.getvalue().encode())
        put_pages(self.draft, path, pages.compared(self.frame, self.contest, whole, self.names))

    def _drop_comparison(self, code: int) -> None:
        path = f"{folder(self.contest.code, code)}/c-d"
        if self.draft.has(f"{path}.json"):
            for ending in ("json", "csv", "html"):
                self.draft.drop(f"{path}.{ending}")
            put_pages(self.draft, path, [])

    def _compared_before(self, regency: int) -> list[int]:
        before = self._read(regency)
        return [one["code"] for one in before["parts"]] if before else []

    def _read(self, code: int) -> Plain | None:
        said = self.draft.read(f"{folder(self.contest.code, code)}/c-d.json")
        made: Plain | None = json.loads(said) if said else None
        return made
