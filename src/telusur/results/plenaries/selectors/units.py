"""What a plenary reads: the units below it, each with its form as it stands now, and what was said of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from django.utils.translation import gettext as _

from telusur.results.elections.rules.codes import DIGITS, OVERSEAS, STATION, is_station
from telusur.results.elections.rules.districts import span_of
from telusur.results.elections.rules.layout import UNREAD
from telusur.results.elections.selectors import layout_of, names_of, station_codes
from telusur.results.recapitulation.rules.states import DISPUTED, WITHOUT_C_FORM, Standing
from telusur.results.recapitulation.selectors import columns_now, least_copied, runs_in_force, stations_being_read

from ..models import Line, Plenary
from ..rules.levels import NATION
from ..rules.states import RESULTS
from ..rules.sums import Column, copies, doubts
from .plenaries import column_of
from .tables import level_of, levels

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from telusur.results.elections.models import Contest, ElectoralDistrict

    from ..rules.levels import Level


@dataclass(frozen=True)
class Form:
    """The form of a unit as it stands now. held: a rule or an unread vote holds it. event: the place in the log of what
    it rests on; below: id of the plenary whose D form it is. findings: the rules that it breaks, as bits. contested:
    somebody disputes it, and is not answered. filled: at a plenary, without a C form. twins: the places beside it whose
    D forms say the very same, which holds it."""

    column: Column
    held: bool
    event: int
    below: int | None = None
    findings: int = 0
    contested: bool = False
    filled: bool = False
    twins: tuple[int, ...] = ()


@dataclass(frozen=True)
class Unit:
    """One unit below a plenary. name: of its place or polling station. form: None where nothing is in, or its plenary
    has not published its D form. line: what was said of it; None where it was not read yet. begun: whether a form is
    there and being read, of which no number is in."""

    code: int
    name: str
    form: Form | None = field(repr=False)
    line: Line | None = field(repr=False)
    begun: bool = False

    @property
    def filled(self) -> bool:
        """Whether the plenary gave numbers where no C form had any that was read."""
        if self.line is None or not self.line.moved:
            return False
        read = column_of(values=self.line.form, gaps=self.line.form_gaps)
        return (self.form is not None and self.form.filled) or set(read.values) == {UNREAD}

    @property
    def changed_since(self) -> bool:
        """Whether another form stands now than the one that was read, or none: a run or a plenary below was ordered
        anew, and what was read counts no longer."""
        if self.line is None:
            return False
        if self.form is None:
            return True
        if self.form.below is not None:
            return self.form.below != self.line.below_id
        return self.form.column.values != column_of(values=self.line.said, gaps=self.line.said_gaps).values


def places_below(*, contest: Contest, level: Level, place: int, district: int | None) -> list[int]:
    """Return the codes of the units that a plenary reads, in order: polling stations, or places.

    Only those that have polling stations of the election, in the area of the contest and of the electoral district.
    """
    span = span_of(place) if place != NATION else None
    codes = station_codes(election=contest.election, within=span)
    wanted = np.ones(len(codes), dtype=bool)
    if contest.area_id:
        wanted &= _lies_in(codes, [contest.area_id])
    if district is not None:
        areas = contest.districts.get(pk=district).areas.values_list("pk", flat=True)
        wanted &= _lies_in(codes, list(areas))
    codes = codes[wanted]
    if level.of_stations:
        stations: list[int] = codes.tolist()
        return stations
    table = levels(on=contest.election.voted_on)
    abroad = _lies_in(codes, [OVERSEAS])
    found: set[int] = set()
    for below in (table[key] for key in level.reads):
        if contest.kind in below.kinds:
            own = codes[abroad == below.overseas]
            found.update(np.unique(own // int(10 ** (DIGITS[STATION] - DIGITS[below.place]))).tolist())
    return sorted(found)


def _lies_in(codes: NDArray[np.int64], areas: Sequence[int]) -> NDArray[np.bool_]:
    found = np.zeros(len(codes), dtype=bool)
    for area in areas:
        first, last = span_of(area)
        found |= (codes >= first) & (codes <= last)
    return found


def forms_below(
    *, contest: Contest, level: Level, district: int | None, codes: Sequence[int], place: int
) -> Mapping[int, Form]:
    """Return the form of each of these units as it stands now; a unit without one is left out."""
    if level.of_stations:
        return _forms_of_stations(contest, district, codes, place)
    rows = Plenary.objects.filter(
        contest=contest, level__in=level.reads, district_id=district, in_force=True, state__in=RESULTS, place__in=codes
    )
    found = {row.place: (column_of(values=row.totals or b"", gaps=row.gaps or b""), row) for row in rows}
    least = least_copied(on=contest.election.voted_on)
    twins = copies({code: column for code, (column, _row) in found.items()}, least=least)
    layout = layout_of(contest=contest, district=district)
    return {
        code: Form(
            column, code in twins, row.last_index, row.pk, findings=doubts(layout, column), twins=twins.get(code, ())
        )
        for code, (column, row) in found.items()
    }


def _forms_of_stations(contest: Contest, district: int | None, codes: Sequence[int], place: int) -> dict[int, Form]:
    if not codes:
        return {}
    layout = layout_of(contest=contest, district=district)
    within = (min(codes), max(codes)) if len(codes) == 1 else span_of(place)
    columns = columns_now(contest=contest, layout=layout, within=within)
    events = {run.code: run.last_index for run in runs_in_force(contest=contest, spans=[within])}
    wanted, found = set(codes), {}
    rows = zip(
        columns.codes.tolist(),
        columns.votes.tolist(),
        columns.administration.tolist(),
        columns.flags.tolist(),
        columns.findings.tolist(),
        columns.values.tolist(),
        strict=True,
    )
    for code, votes, administration, flags, findings, values in rows:
        if code in wanted and votes != Standing.MISSING:
            held = Standing.HELD in {votes, administration}
            found[code] = Form(
                Column.of_form(values),
                held,
                events.get(code, -1),
                findings=findings,
                contested=bool(flags & DISPUTED),
                filled=bool(flags & WITHOUT_C_FORM),
            )
    return found


def units_below(*, plenary: Plenary, only: int | None = None) -> list[Unit]:
    """Return what a plenary reads, in the order of the codes. only: one unit. Raises: NoRuleInForce."""
    contest, level = plenary.contest, level_of(key=plenary.level, on=plenary.contest.election.voted_on)
    place, district = plenary.place, plenary.district_id
    codes = places_below(contest=contest, level=level, place=place, district=district)
    every = codes
    if only is not None:
        codes = [code for code in codes if code == only]
    read_of = codes if level.of_stations else every  # D forms are held beside those of their neighbours
    forms = forms_below(contest=contest, level=level, district=district, codes=read_of, place=place)
    found = Line.objects.filter(plenary=plenary) if only is None else Line.objects.filter(plenary=plenary, unit=only)
    lines = {line.unit: line for line in found}
    names = names_of(codes={code // 1000 if level.of_stations else code for code in codes})
    without = [code for code in codes if code not in forms] if level.of_stations else []
    read = stations_being_read(contest=contest, spans=[(without[0], without[-1])]) if without else set()
    begun = read.intersection(without)
    return [Unit(code, _name(code, names, level), forms.get(code), lines.get(code), code in begun) for code in codes]


def copied_from(*, plenary: Plenary, unit: int, said: Column) -> list[Unit]:
    """Return who in a plenary says the very same numbers as a unit would (R19): polling stations of its village, else
    places. said: of the unit. Raises: NoRuleInForce."""
    units = units_below(plenary=plenary)
    beside: dict[int, Column] = {}
    for each in units:
        if each.code == unit or (is_station(unit) and each.code // 1000 != unit // 1000):
            continue
        if each.line is not None and not each.changed_since:
            beside[each.code] = column_of(values=each.line.said, gaps=each.line.said_gaps)
        elif each.form is not None:
            beside[each.code] = each.form.column
    least = least_copied(on=plenary.contest.election.voted_on)
    alike = copies(beside | {unit: said}, least=least).get(unit, ())
    return [each for each in units if each.code in alike]


def copied_in_words(*, copies: Sequence[Unit]) -> str:
    """Return how R19 is broken: whose very numbers they are; nobody's, where the picture was there before."""
    if not copies:
        return _("Gambarnya sudah pernah diunggah untuk formulir lain")
    others = ", ".join(each.name for each in copies)
    return _("Semua angkanya sama persis dengan %(others)s") % {"others": others}


def seen_of(*, unit: Unit) -> str:
    """Return a digest of what stands for a unit now, by its form and by its plenary: another one where either says
    other numbers, the same where somebody only read it out meanwhile."""
    read = unit.line if unit.line is not None and not unit.changed_since else None
    form = (unit.form.below, unit.form.column) if unit.form else None
    stands = column_of(values=read.said, gaps=read.said_gaps) if read else unit.form.column if unit.form else None
    return hashlib.sha256(repr((form, stands)).encode()).hexdigest()[:16]


def _name(code: int, names: Mapping[int, str], level: Level) -> str:
    if level.of_stations:
        return f"TPS {code % 1000:03d} {names.get(code // 1000, '')}".strip()
    return names.get(code, str(code))


def districts_in(*, contest: Contest, place: int) -> list[ElectoralDistrict]:
    """Return the electoral districts of which a place holds a part, by code; none where one form serves all of them.

    Each has a plenary and a D form of its own: no column of one district's candidates stands in another's.
    """
    if not contest.participants.filter(district__isnull=False).exists():
        return []
    found = contest.districts.prefetch_related("areas").order_by("code")
    return [each for each in found if place == NATION or any(_touches(area.pk, place) for area in each.areas.all())]


def _touches(area: int, place: int) -> bool:
    return str(area).startswith(str(place)) or str(place).startswith(str(area))
