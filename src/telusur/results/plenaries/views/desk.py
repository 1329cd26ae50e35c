"""The plenaries of one's territory, one of them with everything that is done there, and the files that hang at it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from telusur.kernel.documents.rules.access import Viewer, can_see
from telusur.kernel.documents.services import open_bytes
from telusur.results.elections.duties import DutyRequest, on_duty
from telusur.results.elections.rules.codes import is_station, places_naming
from telusur.results.elections.selectors import election_day, names_of
from telusur.results.recapitulation.rules.checks import names as rules_broken

from .. import selectors, services
from ..forms import OpenForm
from ..rules.levels import NATION
from ..rules.parties import parties
from ..rules.states import REPEATABLE, RESULTS, Act, Answer, PaperKind, Party, Seat, State
from .parts import SEE, acts_offered, level_at, plenary_asked
from .words import ANSWERS, PAPERS, RESULT_WAITS, STATES, STEPS, said, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.http import HttpResponse, HttpResponseBase

    from telusur.results.elections.models import Contest, ElectoralDistrict
    from telusur.results.elections.rules.layout import Layout

    from ..models import Objection, Plenary, Signature
    from ..rules.levels import Level
    from ..rules.sums import Column
    from ..selectors import Unit

ON_A_PAGE = 50
_READ_IN = (State.READING, State.PROOFED)
SIDE_BY_SIDE = 6  # more choices than these are not read beside each other on a phone


@on_duty(SEE)
@require_safe
def desk(request: DutyRequest) -> HttpResponse:
    """The plenaries of one's territory, the widest place first."""
    found = selectors.plenaries_of(election=request.election, areas=request.service.areas(SEE))
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    names = names_of(codes={row.place for row in rows})
    table = selectors.levels(on=request.election.voted_on)
    context = {
        "page": page,
        "openable": _openable(request),
        "rows": [
            {
                "each": row,
                "state": STATES[State(row.state)],
                "name": names.get(row.place, _("Nasional")),
                "level": table[row.level].name,
            }
            for row in rows
        ],
    }
    return render(request, "plenaries/desk.html", context)


def _places_held(request: DutyRequest) -> list[tuple[str, int]]:
    """Return (level, place) of every plenary that this person's duties let him hold."""
    areas = {post.area or NATION for post in request.service.posts}
    return [
        (key, area)
        for key, level in selectors.levels(on=request.election.voted_on).items()
        for area in sorted(areas)
        if level.held_at(area) and Party.COMMITTEE in parties(request.service.posts, level, area)
    ]


@dataclass(frozen=True)
class _Openable:
    """A plenary that somebody may open. again: it was held and published, and only a ruling orders it anew."""

    contest: Contest
    level: str
    place: int
    district: ElectoralDistrict | None
    again: bool


def _openable(request: DutyRequest) -> list[_Openable]:
    """Return the plenaries that this person may open now: those that were never held first, none that is going on."""
    table = selectors.levels(on=request.election.voted_on)
    held = selectors.states_in_force(election=request.election)
    found = []
    for key, place in _places_held(request):
        for contest in request.election.contests.order_by("pk"):
            if contest.kind not in table[key].kinds:
                continue
            for district in selectors.districts_in(contest=contest, place=place) or (None,):
                state = held.get((contest.pk, key, place, district.pk if district else None))
                if state is None or state in REPEATABLE:
                    found.append(_Openable(contest, key, place, district, again=state is not None))
    return sorted(found, key=lambda one: one.again)


def _choices(offered: Sequence[_Openable], *, on: date) -> list[tuple[str, str]]:
    """Return plenaries as a form offers them: what comes back, and what is read."""
    table, names = selectors.levels(on=on), names_of(codes={one.place for one in offered})
    found = []
    for one in offered:
        where = [table[one.level].name, names.get(one.place, _("Indonesia"))]
        where += [one.district.name] if one.district else []
        words = f"{one.contest.name}: {', '.join(where)}"
        said = _("%(plenary)s (ulang, atas putusan)") % {"plenary": words} if one.again else words
        found.append((f"{one.contest.code}/{one.level}/{one.place}/{one.district.pk if one.district else ''}", said))
    return found


@on_duty("plenaries.hold")
def open_one(request: DutyRequest) -> HttpResponse:
    offered = _openable(request)
    if not offered:
        messages.info(request, _("Semua rapat pleno di tempat Anda sudah dibuka."))
        return redirect("plenaries_desk", request.election.code)
    contests = {one.contest.code: one.contest for one in offered}
    choices = _choices(offered, on=request.election.voted_on)
    asked = OpenForm(request.POST or None, choices=choices, again={one.again for one in offered})
    if request.method == "POST" and asked.is_valid():
        contest, level, place, district = asked.cleaned_data["what"].split("/")
        try:
            opened = services.open_plenary(
                contest=contests[contest],
                level=level,
                place=int(place),
                district=int(district) if district else None,
                minutes=asked.cleaned_data["minutes"],
                ground=asked.cleaned_data.get("ground", ""),
                by=request.service,
                at=timezone.now(),
            )
        except services.Refused as refusal:
            asked.add_error(None, sentence(refusal))
        else:
            unread = next_of(selectors.units_below(plenary=opened))
            done = _("Pleno dibuka. Bacalah %(unit)s.") % {"unit": unread.name} if unread else _("Pleno dibuka.")
            messages.success(request, done)
            _warn_of_missing(request, opened)
            return redirect("plenaries_plenary", request.election.code, opened.pk)
    context = {
        "asked": asked,
        "heading": _("Buka rapat pleno"),
        "text": _("Nomor berita acara tertulis pada setiap pembetulan pleno ini."),
        "button": _("Buka pleno"),
        "back": reverse("plenaries_desk", args=[request.election.code]),
    }
    return render(request, "plenaries/act.html", context, status=422 if asked.errors else 200)


def _warn_of_missing(request: DutyRequest, opened: Plenary) -> None:
    """Name the places below that have no D form yet, to whoever opened the plenary above them."""
    if level_at(opened).of_stations:
        return
    missing = [unit.name for unit in selectors.units_below(plenary=opened) if unit.form is None]
    if missing:
        text = _("Formulir D %(names)s belum diumumkan, jadi belum dapat dibaca di sini. Pleno ini menunggunya.")
        messages.warning(request, text % {"names": ", ".join(missing)})


@on_duty(SEE)
@require_safe
def plenary(request: DutyRequest, plenary: int) -> HttpResponse:
    """One plenary: how far it is, units beside their forms, objections, signatures, papers, what may be done now."""
    found = plenary_asked(request, plenary)
    level, layout = level_at(found), selectors.layout_for(plenary=found)
    units = selectors.units_below(plenary=found)
    only = request.GET.get("hanya", "")
    shown = [unit for unit in units if _wanted(unit, only)]
    page = Paginator(shown, ON_A_PAGE).get_page(request.GET.get("page"))
    offered = acts_offered(request, found)
    left = [unit for unit in units if unit.line is None or unit.changed_since]
    objections = _objections(found, units)
    waiting = [one["each"] for one in objections if one["open"]]
    seats = [(seat, label_of(seat)) for seat in _seats(found)] if found.totals is not None else []
    papers = _papers(request, found)
    determines = found.contest.kind in level.determines
    heads, shown_at = _columns(layout)
    total = selectors.total_of(plenary=found)
    context = {
        "plenary": found,
        "name": selectors.form_name(contest=found.contest, level=level, place=found.place),
        "place": selectors.place_name(place=found.place),
        "state": STATES[State(found.state)],
        "steps": steps_of(State(found.state), len(left), len(waiting), determines=determines),
        "in_force": _in_force(found),
        "decided": selectors.determinations_of(contest=found.contest).filter(plenary=found).first(),
        "court": selectors.challenged(plenary=found),
        "without": _without_form(left, level) if State(found.state) in _READ_IN else [],
        "contested": [unit for unit in units if unit.form and unit.form.contested],
        "counts": {"all": len(units), "left": len(left)},
        "next": next_of(units) if Act.READ in offered else None,
        "tabs": _tabs(only, units, left),
        "of_stations": level.of_stations,
        "heads": heads,
        "rows": [_row(unit, shown_at) for unit in page.object_list],
        "total": ["–" if len(left) == len(units) else said(total.values[place]) for place in shown_at],
        "lists": _by_choice(layout, total) if len(layout.choices) > SIDE_BY_SIDE else [],
        "page": page,
        "objections": objections,
        "seats": seats,
        "papers": papers,
        "acts": [
            *_answers(request, found, offered, waiting),
            *_again(request, found),
            *_acts(request, found, _ready(offered, left, waiting, seats), signed=_signed(seats)),
        ],
        "above_reads": State(found.state) is State.PUBLISHED and not determines,
        "may_object": Act.OBJECT in offered,
        "may_answer": Act.ANSWER in offered,
        "official": State(found.state) in RESULTS,
        "days": selectors.days_of(plenary=found),
        "today": election_day(at=timezone.now()),
    }
    return render(request, "plenaries/plenary.html", context)


def next_of(units: Sequence[Unit], *, after: int = 0) -> Unit | None:
    """Return what is read next: the first unit with a form that was not read yet, behind one that was just read if
    there is any."""
    waiting = [unit for unit in units if unit.form is not None and (unit.line is None or unit.changed_since)]
    behind = [unit for unit in waiting if unit.code > after]
    return next(iter(behind or waiting), None)


def _wanted(unit: Unit, only: str) -> bool:
    if only == "belum":
        return unit.line is None or unit.changed_since
    if only == "beda":
        return _moved(unit, filled=False)
    if only == "diisi":
        return _moved(unit, filled=True)
    return True


def _moved(unit: Unit, *, filled: bool) -> bool:
    """Return whether this plenary put other numbers for a unit's form; filled: numbers where there is no C form."""
    return unit.line is not None and unit.line.moved > 0 and filled == unit.filled


def _tabs(only: str, units: Sequence[Unit], left: Sequence[Unit]) -> list[dict[str, Any]]:
    other, filled = (sum(_moved(unit, filled=one) for unit in units) for one in (False, True))
    offered = [("", _("Semua"), len(units)), ("belum", _("Belum dibaca"), len(left)), ("beda", _("Dibetulkan"), other)]
    offered += [("diisi", _("Diisi di pleno"), filled)] if filled or only == "diisi" else []
    return [
        {"label": label, "href": f"?hanya={key}" if key else "?", "current": key == only, "count": count}
        for key, label, count in offered
    ]


def _in_force(found: Plenary) -> Plenary | None:
    """Return the plenary that took the place of this one; None where it is in force itself."""
    if found.in_force:
        return None
    return selectors.in_force_at(
        contest=found.contest, place=found.place, level=found.level, district=found.district_id
    )


def _without_form(left: Sequence[Unit], level: Level) -> list[dict[str, Any]]:
    """Return the units that cannot be read out yet, as no number is in, each with why."""
    of_station = {True: _("formulirnya ada dan sedang dibaca"), False: _("formulirnya belum ada")}
    of_place = _("formulir D-nya belum diumumkan")
    return [
        {"unit": unit, "why": of_station[unit.begun] if level.of_stations else of_place}
        for unit in left
        if unit.form is None
    ]


def steps_of(state: State, left: int, waiting: int, *, determines: bool) -> list[dict[str, Any]]:
    """Return how far a plenary is; of a step that is not open yet also what it waits for: units left to read, and
    objections waiting for an answer, before the first print. determines: its D form is followed by the decision that
    determines the result, and by the plenaries that a ruling orders anew."""
    now = next(place for place, (_label, states, _needs) in enumerate(STEPS) if state in states)
    after = RESULT_WAITS.get(state, "") if determines else ""
    whole = state in RESULTS and not after

    def note(place: int, needs: object) -> object:
        if place == now:
            return after
        if whole or place < now:
            return ""
        return _before_proof(left, waiting) if place == 1 else needs

    return [
        {
            "label": label,
            "note": note(place, needs),
            "state": "done" if place < now or whole else "now" if place == now else "",
        }
        for place, (label, _states, needs) in enumerate(STEPS)
    ]


def _ready(
    offered: frozenset[Act], left: Sequence[Unit], waiting: Sequence[Objection], seats: Sequence[tuple[Signature, str]]
) -> frozenset[Act]:
    """Return the acts that are not certain to be refused: nothing is printed before every unit is read and every
    objection answered, and signing is closed once every seat is recorded."""
    early = {Act.PRINT_PROOF} if left else set()
    early |= {Act.PRINT_PROOF, Act.PRINT_FINAL} if waiting else set()
    early |= set() if _signed(seats) else {Act.CLOSE_SIGNING}
    return offered - early


def _signed(seats: Sequence[tuple[Signature, str]]) -> bool:
    """Return whether every seat is recorded."""
    return all(seat.given is not None for seat, _label in seats)


def _before_proof(left: int, waiting: int) -> str:
    if left:
        return _("sesudah %(left)d unit lagi dibaca") % {"left": left}
    return _("sesudah %(waiting)d keberatan dijawab") % {"waiting": waiting} if waiting else ""


def _columns(layout: Layout) -> tuple[list[str], list[int]]:
    """Return what stands over the numbers of units, and where these are: the votes of each choice; of more choices than
    stand beside each other, which a unit's own page shows, their sums alone."""
    if len(layout.choices) <= SIDE_BY_SIDE:
        return [_("No. %(number)d") % {"number": choice.number} for choice in layout.choices], list(layout.votes)
    sums = {"suara_sah": _("Suara sah"), "suara_tidak_sah": _("Suara tidak sah"), "suara_total": _("Seluruh suara")}
    return list(sums.values()), [layout.places[name] for name in sums]


def _by_choice(layout: Layout, total: Column) -> list[dict[str, str]]:
    """Return what every choice has in the units that were read."""
    return [
        {"label": f"{choice.number}. {choice.name}", "votes": said(total.values[place], total.gaps[place])}
        for choice, place in zip(layout.choices, layout.votes, strict=True)
    ]


def _row(unit: Unit, shown_at: Sequence[int]) -> dict[str, Any]:
    """Return a unit with what its form says at these places, and what the plenary says where it differs."""
    form = selectors.form_column(line=unit.line) if unit.line else unit.form.column if unit.form else None
    stated = selectors.said_column(line=unit.line) if unit.line else None
    cells = []
    for place in shown_at:
        one = said(form.values[place], form.gaps[place]) if form else "–"
        two = said(stated.values[place], stated.gaps[place]) if stated else ""
        cells.append({"form": one, "said": two, "differs": bool(stated) and one != two})
    return {
        "unit": unit,
        "cells": cells,
        "held": unit.form is not None and unit.form.held and unit.line is None,
        "filled": unit.filled,
        "findings": rules_broken(unit.form.findings) if unit.form else [],
    }


def _objections(found: Plenary, units: Sequence[Unit]) -> list[dict[str, Any]]:
    """Return the objections as they are shown. contested: one that was accepted, of a polling station whose numbers are
    challenged as well and not answered there."""
    contested = {unit.code for unit in units if unit.form and unit.form.contested}
    rows = list(selectors.objections_of(plenary=found))
    names = names_of(codes=places_naming(row.unit for row in rows))
    return [
        {
            "each": row,
            "answer": ANSWERS[Answer(row.answer)],
            "open": row.answer == Answer.OPEN,
            "contested": row.answer == Answer.ACCEPTED and row.unit in contested,
            **_told(row, names),
        }
        for row in rows
    ]


def objection_told(row: Objection) -> dict[str, str]:
    """Return who objects, and about what."""
    return _told(row, names_of(codes=places_naming([row.unit])))


def _told(row: Objection, names: dict[int, str]) -> dict[str, str]:
    witness = row.participant and _("Saksi nomor urut %(number)d") % {"number": row.participant.number}
    return {"about": _about(row.unit, names), "who": witness or _("Pengawas")}


def _about(unit: int | None, names: dict[int, str]) -> str:
    if unit is None:
        return _("Seluruh pleno")
    if is_station(unit):
        facts = {"number": unit % 1000, "village": names.get(unit // 1000, "")}
        return _("TPS %(number)03d %(village)s") % facts
    return names.get(unit, str(unit))


def _seats(found: Plenary) -> list[Signature]:
    return list(found.signatures.select_related("participant").order_by("seat", "place"))


def label_of(seat: Signature) -> str:
    """Return whose signature it is."""
    if seat.seat == Seat.MEMBER:
        return _("Ketua") if seat.place == 1 else _("Anggota %(number)d") % {"number": seat.place}
    name = seat.participant.name if seat.participant else ""
    return _("Saksi %(number)d %(name)s") % {"number": seat.place, "name": name}


def _papers(request: DutyRequest, found: Plenary) -> list[dict[str, Any]]:
    papers = found.papers.select_related("file__document").order_by("-pk")
    return [
        {
            "each": paper,
            "label": PAPERS[PaperKind(paper.kind)] % {"number": paper.number},
            "href": reverse("plenaries_paper", args=[request.election.code, found.pk, paper.pk]),
        }
        for paper in papers
    ]


def _answers(
    request: DutyRequest, found: Plenary, offered: frozenset[Act], waiting: Sequence[Objection]
) -> list[dict[str, Any]]:
    """Return the way to the first objection that waits for its answer, which comes before every print."""
    if Act.ANSWER not in offered or not waiting:
        return []
    href = reverse("plenaries_answer", args=[request.election.code, found.pk, waiting[0].pk])
    return [{"label": _("Jawab keberatan"), "href": href, "post": ""}]


def _again(request: DutyRequest, found: Plenary) -> list[dict[str, Any]]:
    """Return the way to the plenary that takes the place of this one, whose result a ruling changed."""
    if State(found.state) is not State.OVERTURNED or not found.in_force:
        return []
    here = (found.contest_id, found.level, found.place, found.district_id)
    mine = [
        (one.contest.pk, one.level, one.place, one.district.pk if one.district else None) for one in _openable(request)
    ]
    href = reverse("plenaries_open", args=[request.election.code])
    return [{"label": _("Ulangi rapat pleno atas putusan"), "href": href, "post": ""}] if here in mine else []


def _acts(request: DutyRequest, found: Plenary, offered: frozenset[Act], *, signed: bool) -> list[dict[str, Any]]:
    """Return the buttons: acts that are done at once, and pages that ask for more first. The next step comes first, and
    taking the final back last. signed: every seat is recorded."""
    determines = found.contest.kind in level_at(found).determines
    at_once = (
        (Act.PRINT_FINAL, _("Cetak final")),
        (Act.PRINT_PROOF, _("Cetak salinan uji")),
        (Act.CLOSE_SIGNING, _("Tutup penandatanganan")),
        (Act.PUBLISH, _("Umumkan formulir D")),
    )
    asking = (
        (Act.SIGN, _("Catat tanda tangan"), "plenaries_signatures"),
        (Act.UPLOAD_SCAN, _("Unggah pindaian"), "plenaries_scan"),
        (Act.RETURN, _("Tarik final"), "plenaries_return"),
        (Act.DETERMINE, _("Tetapkan hasil"), "plenaries_determine"),
        (Act.DISPUTE, _("Catat sengketa"), "plenaries_dispute"),
        (Act.UPHOLD, _("Catat putusan MK"), "plenaries_ruling"),
    )
    keys = [request.election.code, found.pk]
    step = reverse("plenaries_step", args=keys)
    rows = {act: {"label": label, "href": step, "post": act.value} for act, label in at_once}
    rows |= {act: {"label": label, "href": reverse(name, args=keys), "post": ""} for act, label, name in asking}
    last = [Act.SIGN, Act.RETURN] if signed else [Act.RETURN]
    order = sorted(rows, key=lambda act: last.index(act) if act in last else -1)
    return [rows[act] for act in order if act in offered and (act != Act.DETERMINE or determines)]


@on_duty(SEE)
@require_safe
def paper(request: DutyRequest, plenary: int, paper: int) -> HttpResponseBase:
    """Serve a print or the scan to who is on duty where the plenary is held."""
    found = plenary_asked(request, plenary)
    one = found.papers.select_related("file__document").filter(pk=paper).first()
    if one is None:
        raise Http404
    rights = frozenset({(one.file.office_id, services.SEE_PAPERS)})
    if not can_see(Viewer(at=timezone.now(), rights=rights), one.file):
        raise Http404
    document = one.file.document
    return FileResponse(
        open_bytes(document=document), content_type=document.media_type, as_attachment=True, filename=one.file.name
    )
