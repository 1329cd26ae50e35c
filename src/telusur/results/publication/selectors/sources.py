"""The numbers of an election out of the rooms below, as a publication asks for them."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist

from telusur.kernel.calendars.rules import NATIONAL_TIME_ZONE
from telusur.kernel.documents.services import open_bytes
from telusur.kernel.ledger.rules.entries import minute
from telusur.kernel.ledger.rules.logs import election_log
from telusur.kernel.ledger.selectors import published_acts
from telusur.kernel.offices.selectors import office_by_code
from telusur.results.elections.rules.districts import span_of
from telusur.results.elections.rules.layout import UNREAD, X_MARK, in_words
from telusur.results.elections.selectors import (
    HELD_EVERYWHERE,
    districts_of,
    districts_of_few,
    election_named,
    home_of,
    names_of,
    run_kinds,
    shown_across,
    shown_units,
    station_codes,
    terms_of,
    units_of,
)
from telusur.results.elections.services import remember_shown
from telusur.results.plenaries.rules.sheet import rows_of
from telusur.results.plenaries.selectors import proceedings_of, public_paper, published_forms, read_out
from telusur.results.recapitulation.rules import states
from telusur.results.recapitulation.rules.checks import RULES, bit, names
from telusur.results.recapitulation.selectors import (
    challengers_of,
    columns_by_district,
    effects_of,
    events_of,
    labels_of_checks,
    masked_copy,
    pages_of_forms,
    runs_in_force,
    stations_being_read,
    vector_of,
)
from telusur.results.seats.selectors import stated_seats

from ..rules.apart import Entangled
from ..rules.places import NATION, chain, numbers_in_villages
from ..rules.stations import Choice, Contest, Details, Event, Picture, Place, Standing, Station, ballots, voted_by
from .earlier import NEW_RUN, STANDINGS, earlier_runs

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

    from telusur.kernel.documents.models import Document
    from telusur.kernel.ledger.selectors import PublishedAct
    from telusur.results.elections.models import Contest as HeldContest
    from telusur.results.elections.rules.districts import Districts
    from telusur.results.elections.rules.layout import Block
    from telusur.results.elections.selectors import Terms, Unit
    from telusur.results.plenaries.selectors import Proceedings, PublishedForm, ReadOut
    from telusur.results.recapitulation.selectors import RunInForce
    from telusur.results.seats.selectors import StatedSeats

    from ..rules.stations import Cell
    from .earlier import Shown

_MARKS: dict[int, Cell] = {UNREAD: None, X_MARK: "x"}
_REGENCY_OF_STATION = 10**9
IMPORT = "recapitulation.import"
CHALLENGE = "recapitulation.challenge"
SEATS_TOLD = "seats.tell_election"
PUBLIC_ACTS = frozenset(
    f"plenaries.{act}"
    for act in ("open", "publish", "determine", "record_dispute", "record_upholding", "record_overturning")
) | {SEATS_TOLD}


class ElectionSource:
    """One election, as `rules.sources.Source` asks for it, for one publication: what it was told once it knows.

    Raises: ElectionUnknown.
    """

    def __init__(self, *, code: str) -> None:
        self._election = election_named(code=code)
        self.code, self.name = code, self._election.name
        self.voted_on: date = self._election.voted_on
        self.log = election_log(code)
        self._contests: dict[str, Contest] = {}
        self._span: tuple[int, int] | None = None
        self._found: dict[str, dict[str, set[int]]] = {}

    @cached_property
    def _held(self) -> dict[str, HeldContest]:
        return {one.code: one for one in self._election.contests.order_by("pk")}

    @cached_property
    def _districts(self) -> dict[str, Districts]:
        return {code: districts_of(contest=one) for code, one in self._held.items()}

    @cached_property
    def zone(self) -> str:
        """The time zone of the office in whose territory alone the election is held; else that of the nation."""
        homes = {self._home(one) for one in self._held.values()}
        if len(homes) != 1:
            return NATIONAL_TIME_ZONE
        try:
            return office_by_code(code=str(homes.pop())).time_zone
        except ObjectDoesNotExist:
            return NATIONAL_TIME_ZONE

    def contests(self) -> Sequence[Contest]:
        """Return the contests in the order in which they were entered."""
        return [self._contest(one) for one in self._held.values()]

    def places(self) -> Iterable[Place]:
        """Return every place that has polling stations of the election, from provinces down to villages."""
        numbers = numbers_in_villages(station_codes(election=self._election))
        codes = {place for village in numbers for place in chain(village)}
        return [Place(code, name, numbers.get(code, "")) for code, name in sorted(names_of(codes=codes).items())]

    def regencies(self, contest: str) -> Sequence[int]:
        """Return the codes of the regencies in which a contest is held."""
        found: set[int] = set()
        for district in self._districts[contest]:
            for span in district.spans:
                codes = station_codes(election=self._election, within=span)
                found.update((codes // _REGENCY_OF_STATION).tolist())
        return sorted(found)

    def stations(self, contest: str, areas: Sequence[int]) -> Sequence[Station]:
        """Return every polling station of these regencies or districts in one contest, by code."""
        held, districts, spans = self._held[contest], self._districts[contest], [*map(span_of, areas)]
        forms: dict[int, tuple[int, int, int, int, tuple[Cell, ...]]] = {}
        for _district, columns in columns_by_district(contest=held, districts=districts, parts=spans):
            small = (columns.votes, columns.administration, columns.flags, columns.findings)
            lists = [column.tolist() for column in (columns.codes, *small)]
            cells = (tuple(map(_MARKS.get, row, row)) for row in columns.values.tolist())
            forms |= {code: (*told, row) for code, *told, row in zip(*lists, cells, strict=True)}  # type: ignore[misc]
        runs = {one.code: one for one in runs_in_force(contest=held, spans=spans)}
        being_read = stations_being_read(contest=held, spans=spans)
        found = []
        for unit in units_of(election=self._election, spans=spans):
            if districts.place_of(unit.code) is not None:
                district = self._district_of(contest, unit.code)
                run = runs.get(unit.code)
                if run is None:
                    standing = Standing.READING if unit.code in being_read else Standing.MISSING
                    found.append(
                        Station(unit.code, unit.kind, standing, unit=unit.unit, district=district, voters=unit.voters)
                    )
                else:
                    told = self._station(unit, district, forms.get(unit.code), run)
                    reads = told.standing is Standing.MISSING and unit.code in being_read
                    found.append(replace(told, standing=Standing.READING) if reads else told)
        return found

    def _station(
        self,
        unit: Unit,
        district: str,
        form: tuple[int, int, int, int, tuple[Cell, ...]] | None,
        run: RunInForce,
    ) -> Station:
        """Return a station as it stands. form: where its blocks stand, flags, findings, cells; None where no number is
        in and none was taken away: it is still being read, or a repetition took the place of those that were."""
        votes, administration, flags, findings, cells = form or (0, 0, 0, 0, ())
        standing = STANDINGS[votes]
        cells = cells if votes or administration else ()
        if standing is Standing.MISSING and run.act not in {IMPORT, NEW_RUN}:
            standing = Standing.READING
        return Station(
            unit.code,
            unit.kind,
            standing,
            STANDINGS[administration],
            cells,
            unit.unit,
            self._reason(run, standing, findings),
            tuple(names(findings)) if findings else (),
            bool(flags & states.DISPUTED),
            bool(flags & states.CORRECTED),
            run.number,
            self._called(run.kind),
            run.last_index,
            district,
            unit.voters,
            by_rules=standing is Standing.HELD and not run.reason,
        )

    def _called(self, kind: str) -> str:
        """Return what a kind of run is called; nothing for the regular vote."""
        return "" if kind in {"", "regular"} else self._run_kinds.get(kind, kind)

    def details(self, contest: str, stations: Sequence[int]) -> Mapping[int, Details]:
        """Return the entries of the log about these stations; what opens them only where enough ballots are behind, of
        parts I to III alone enough people who voted."""
        held, shown = self._held[contest], self._contest(self._held[contest])
        found: dict[int, list[Event]] = {}
        opened: dict[int, list[Shown]] = {}
        roles = challengers_of(contest=held, stations=stations)
        for event in events_of(contest=held, stations=stations):
            vector = vector_of(content=event.values)
            district = self._district_of(contest, event.code)
            one = Station(
                event.code, "", Standing.ENTERED, cells=tuple(map(_MARKS.get, vector, vector)), district=district
            )
            whole = len(vector) == len(shown.fields_of(district))
            open_ = whole and (ballots(shown, one) or 0) >= self.least()
            partial = whole and not open_ and (voted_by(shown, one) or 0) >= self.least()
            by, waits = (
                roles.get((event.code, event.recorded_at), ("", False)) if event.act == CHALLENGE else ("", False)
            )
            open_ = open_ or partial
            opened.setdefault(event.code, []).append((event, one.cells if open_ else ()))
            found.setdefault(event.code, []).append(
                Event(
                    event.index,
                    event.act,
                    minute(event.recorded_at),
                    event.reason,
                    event.salt if open_ else "",
                    in_words(vector) if open_ else "",
                    by,
                    waits,
                    event.run,
                    not event.in_force,
                    partial,
                )
            )
        earlier = earlier_runs(contest=held, found=opened, called=self._called)
        pages = pages_of_forms(contest=held, stations=stations)
        return {
            code: Details(
                tuple(found.get(code, ())),
                tuple(Picture(each.page, each.original, each.masked) for each in pages.get(code, ())),
                earlier.get(code, ()),
            )
            for code in found.keys() | pages.keys()
        }

    def _district_of(self, contest: str, station: int) -> str:
        """Return the code of the electoral district of a station, where the contest has districts."""
        districts = self._districts[contest]
        place = districts.place_of(station) if districts.parted else None
        return "" if place is None else districts.all[place].code

    def picture(self, contest: str, digest: str) -> bytes:
        """Return the covered copy of a page of a form in one contest. Raises: LookupError for anything else."""
        return _content(masked_copy(contest=self._held[contest], digest=digest), digest)

    def touched(self, start: int, stop: int) -> Mapping[str, frozenset[int]]:
        """Return by contest the stations that entries of the log are about."""
        return self._named(start, stop, "station")

    def plenaries_touched(self, start: int, stop: int) -> Mapping[str, frozenset[int]]:
        """Return by contest the places of plenaries of which entries of the log say what changes a published form."""
        return self._named(start, stop, "plenary")

    def seats_touched(self, start: int, stop: int) -> Collection[str]:
        """Return the contests of which entries of the log say that seats were determined."""
        return self._named(start, stop, "council").keys()

    def _named(self, start: int, stop: int, kind: str) -> Mapping[str, frozenset[int]]:
        if (start, stop) != self._span:
            self._span, self._found = (start, stop), {"station": {}, "plenary": {}, "council": {}}
            for act in published_acts(log=self.log, start=start, stop=stop):
                self._note(act)
        return {contest: frozenset(codes) for contest, codes in self._found[kind].items()}

    def _note(self, act: PublishedAct) -> None:
        kind = act.subject_kind
        if kind != "station" and act.act not in PUBLIC_ACTS:
            return
        facts = json.loads(act.content.rsplit(b"\n", 1)[1])
        if facts.get("contest") in self._held:
            code = act.subject_id if kind == "station" else facts["number" if kind == "council" else "place"]
            self._found[kind].setdefault(facts["contest"], set()).add(int(code))

    def forms(self, contest: str, places: Collection[int] | None) -> Sequence[PublishedForm]:
        """Return every edition of the D forms of these places, of regencies with their districts; None: of all."""
        return published_forms(contest=self._held[contest], places=places)

    def proceedings(self, form: PublishedForm) -> Proceedings:
        """Return what a D form holds, and how it came about."""
        return proceedings_of(plenary_id=form.plenary)

    def read_out(self, contest: str, regency: int) -> Sequence[ReadOut]:
        """Return what the plenaries in force say of the polling stations of a regency beside their forms."""
        return read_out(contest=self._held[contest], regency=regency)

    def paper(self, contest: str, digest: str) -> bytes:
        """Return the public copy of a D form of one contest. Raises: LookupError for anything else."""
        return _content(public_paper(contest=self._held[contest], digest=digest), digest)

    def seats(self, contest: str) -> Sequence[StatedSeats]:
        """Return what was determined of the seats of a contest, council by council, the oldest first."""
        return stated_seats(contest=self._held[contest])

    def least(self) -> int:
        """Return with how many ballots a unit may be shown alone. Law: `elections.small_unit`."""
        return self._terms.small

    def few(self) -> int:
        """Return with how many voters on its list a unit is shown alone. Law: `elections.small_unit`."""
        return self._terms.few

    def known(self, contest: str, areas: Sequence[int]) -> Mapping[int, int]:
        """Return what the public has seen of these regencies or districts: by code of a station the group that it was
        shown in."""
        return shown_units(contest=self._held[contest], spans=[*map(span_of, areas)])

    def entangled(self, contest: str) -> Entangled:
        """Return the districts whose small units may have company, or have had it, beyond their own district."""
        return Entangled(frozenset(shown_across(contest=self._held[contest])), self._of_few)

    @cached_property
    def _of_few(self) -> frozenset[int]:
        return frozenset(districts_of_few(election=self._election, few=self.few()))

    def remember(self, contest: str, groups: Mapping[int, int], known: Mapping[int, int], log_size: int) -> None:
        """Remember what the public is about to see. Raises: ShownElsewhere."""
        remember_shown(contest=self._held[contest], groups=groups, known=known, log_size=log_size)

    @cached_property
    def _terms(self) -> Terms:
        return terms_of(kind=self._election.kind, on=self.voted_on)

    @cached_property
    def _run_kinds(self) -> dict[str, str]:
        return {key: rule.text("label") for key, rule in run_kinds(on=self.voted_on).items()}

    @cached_property
    def _holding(self) -> dict[str, str]:
        """The rules that hold votes, each with what it is called."""
        labels, holds = labels_of_checks(on=self.voted_on), effects_of(on=self.voted_on).votes
        return {rule: labels.get(rule, rule) for rule in RULES if holds & bit(rule)}

    def _reason(self, run: RunInForce, standing: Standing, findings: int) -> str:
        """Return the public reason of a station's last change: what was given, else what the change itself says."""
        if run.reason:
            return run.reason
        if standing is Standing.HELD:
            broken = [f"{rule} ({label})" for rule, label in self._holding.items() if findings & bit(rule)]
            return "Ditahan: " + ("; ".join(broken) or "ada angka suara yang tidak terbaca")
        if run.act == IMPORT and run.evidence and standing is Standing.MISSING:
            return f"Berkas impor tidak memuat suaranya, sidik {run.evidence[:12]}"
        if run.act == IMPORT and run.evidence:
            return f"Angkanya diambil dari berkas impor, sidik {run.evidence[:12]}"
        return ""

    def _contest(self, held: HeldContest) -> Contest:
        if held.code not in self._contests:
            self._contests[held.code] = self._described(held)
        return self._contests[held.code]

    def _described(self, held: HeldContest) -> Contest:
        districts = self._districts[held.code]
        layout = districts.common
        called = {row.field: row.label for row in rows_of(layout)}
        labels = [
            (field, f"{_row(block, place)} {called.get(field) or _label_of_date(block.label, field)}")
            for block in layout.blocks
            for place, field in enumerate(block.fields)
        ]
        labels += [(choice.total, f"{choice.number} {choice.name}") for choice in layout.choices]
        return Contest(
            held.code,
            held.name,
            tuple(Choice(choice.number, choice.name, choice.total) for choice in layout.choices),
            layout.names,
            labels=tuple(labels),
            districts=districts if districts.parted else None,
            rules=tuple(labels_of_checks(on=self.voted_on).items()),
            home=self._home(held),
        )

    def _home(self, held: HeldContest) -> int:
        """Return the place in which alone a contest is held: of a mayor his city, of a governor his province."""
        return NATION if held.kind in HELD_EVERYWHERE else home_of(contest=held)


def _row(block: Block, place: int) -> str:
    """Return under which number or letter a row stands on the form: II.1 and so on, V.A and so on."""
    signs = {"II": "1234", "V": "ABC"}.get(block.section, "")
    return f"{block.section}.{signs[place]}" if not _dated(block) and place < len(signs) else block.section


def _dated(block: Block) -> bool:
    return block.fields[0].startswith("tanggal_")


def _label_of_date(label: str, field: str) -> str:
    """Return what one field of the form's date is called: no row of D forms names it."""
    return f"{label.partition(':')[0]}: {field.rpartition('_')[2]}"


def _content(document: Document | None, digest: str) -> bytes:
    if document is None:
        raise LookupError(digest)
    with open_bytes(document=document) as content:
        return content.read()
