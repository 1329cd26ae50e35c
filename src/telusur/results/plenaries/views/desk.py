"""The plenaries of one's territory, one of them with everything that is done there, and the files that hang at it."""

from __future__ import annotations

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
from telusur.results.elections.selectors import names_of

from .. import selectors, services
from ..forms import OpenForm
from ..rules.levels import NATION
from ..rules.parties import parties
from ..rules.states import RESULTS, Act, Answer, PaperKind, Party, Seat, State
from .parts import SEE, acts_offered, level_at, plenary_asked
from .words import ANSWERS, PAPERS, STATES, STEPS, said, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse, HttpResponseBase

    from ..models import Plenary, Signature
    from ..selectors import Unit

ON_A_PAGE = 50


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
        "may_open": bool(_places_held(request)),
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


@on_duty("plenaries.hold")
def open_one(request: DutyRequest) -> HttpResponse:
    table = selectors.levels(on=request.election.voted_on)
    names = names_of(codes={place for _level, place in _places_held(request)})
    contests = {one.code: one for one in request.election.contests.order_by("pk")}
    choices = [
        (f"{one.code}/{key}/{place}", f"{one.name}: {table[key].name}, {names.get(place, _('Indonesia'))}")
        for key, place in _places_held(request)
        for one in contests.values()
        if one.kind in table[key].kinds
    ]
    asked = OpenForm(request.POST or None, choices=choices)
    if request.method == "POST" and asked.is_valid():
        contest, level, place = asked.cleaned_data["what"].split("/")
        try:
            opened = services.open_plenary(
                contest=contests[contest],
                level=level,
                place=int(place),
                minutes=asked.cleaned_data["minutes"],
                ground=asked.cleaned_data["ground"],
                by=request.service,
                at=timezone.now(),
            )
        except services.Refused as refusal:
            asked.add_error(None, sentence(refusal))
        else:
            messages.success(request, _("Pleno dibuka. Bacalah unit pertama."))
            return redirect("plenaries_plenary", request.election.code, opened.pk)
    context = {
        "asked": asked,
        "heading": _("Buka rapat pleno"),
        "text": _("Nomor berita acara tertulis pada setiap pembetulan pleno ini."),
        "button": _("Buka pleno"),
        "back": reverse("plenaries_desk", args=[request.election.code]),
    }
    return render(request, "plenaries/act.html", context, status=422 if asked.errors else 200)


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
    context = {
        "plenary": found,
        "name": selectors.form_name(contest=found.contest, level=level, place=found.place),
        "place": selectors.place_name(place=found.place),
        "state": STATES[State(found.state)],
        "steps": _steps(State(found.state)),
        "counts": {"all": len(units), "left": len(left)},
        "next": next_of(units) if Act.READ in offered else None,
        "tabs": _tabs(only, units, left),
        "choices": [choice.number for choice in layout.choices],
        "rows": [_row(unit, layout) for unit in page.object_list],
        "total": [said(selectors.total_of(plenary=found).values[place]) for place in layout.votes],
        "page": page,
        "objections": _objections(found),
        "seats": [(seat, label_of(seat)) for seat in _seats(found)] if found.totals is not None else [],
        "papers": _papers(request, found),
        "acts": _acts(request, found, offered - {Act.PRINT_PROOF} if left else offered),
        "may_object": Act.OBJECT in offered,
        "may_answer": Act.ANSWER in offered,
        "official": State(found.state) in RESULTS,
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
        return unit.line is not None and unit.line.moved > 0
    return True


def _tabs(only: str, units: Sequence[Unit], left: Sequence[Unit]) -> list[dict[str, Any]]:
    other = sum(unit.line is not None and unit.line.moved > 0 for unit in units)
    offered = (("", _("Semua"), len(units)), ("belum", _("Belum dibaca"), len(left)), ("beda", _("Dibetulkan"), other))
    return [
        {"label": label, "href": f"?hanya={key}" if key else "?", "current": key == only, "count": count}
        for key, label, count in offered
    ]


def _steps(state: State) -> list[dict[str, Any]]:
    now = next(place for place, (_label, states) in enumerate(STEPS) if state in states)
    whole = state in RESULTS
    return [
        {"label": label, "note": "", "state": "done" if place < now or whole else "now" if place == now else ""}
        for place, (label, _states) in enumerate(STEPS)
    ]


def _row(unit: Unit, layout: Any) -> dict[str, Any]:
    """Return a unit with what its form says of each choice, and what the plenary says where it differs."""
    form = selectors.form_column(line=unit.line) if unit.line else unit.form.column if unit.form else None
    stated = selectors.said_column(line=unit.line) if unit.line else None
    cells = []
    for place in layout.votes:
        one = said(form.values[place], form.gaps[place]) if form else "–"
        two = said(stated.values[place], stated.gaps[place]) if stated else ""
        cells.append({"form": one, "said": two, "differs": bool(stated) and one != two})
    return {"unit": unit, "cells": cells, "held": unit.form is not None and unit.form.held and unit.line is None}


def _objections(found: Plenary) -> list[dict[str, Any]]:
    rows = list(selectors.objections_of(plenary=found))
    names = names_of(codes={(row.unit // 1000 if row.unit > 10**12 else row.unit) for row in rows if row.unit})
    return [
        {
            "each": row,
            "answer": ANSWERS[Answer(row.answer)],
            "open": row.answer == Answer.OPEN,
            "about": _about(row.unit, names),
            "who": _("Saksi nomor urut %(number)d") % {"number": row.participant.number}
            if row.participant
            else _("Pengawas"),
        }
        for row in rows
    ]


def _about(unit: int | None, names: dict[int, str]) -> str:
    if unit is None:
        return _("Seluruh pleno")
    if unit > 10**12:
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


def _acts(request: DutyRequest, found: Plenary, offered: frozenset[Act]) -> list[dict[str, Any]]:
    """Return the buttons: acts that are done at once, and pages that ask for more first. The next step comes first."""
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
    rows = [
        {"label": label, "href": reverse(name, args=keys), "post": ""}
        for act, label, name in asking
        if act in offered and (act != Act.DETERMINE or determines)
    ]
    step = reverse("plenaries_step", args=keys)
    return rows + [{"label": label, "href": step, "post": act.value} for act, label in at_once if act in offered]


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
