"""The form as one person types it. Nothing on these pages was read by anybody else, except where he resolves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from telusur.results.elections.duties import DutyRequest, on_duty
from telusur.results.elections.selectors import layout_at

from .. import selectors, services
from ..rules.paper import parts_of
from ..rules.queue import Wait
from ..rules.repair import repairs
from ..rules.typing import BadCells, differing, write_cell
from .parts import ENTER, RESOLVE, Form, form_asked, sentence
from .pictures import shown_pictures
from .words import FAULTS, said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from telusur.results.elections.rules.layout import Layout

    from ..models import Entry
    from ..rules.paper import Line, Part

SEXES = {"_l": "L", "_p": "P", "_j": gettext_lazy("Jumlah")}


@dataclass(frozen=True)
class Cell:
    """One cell as it is drawn. both: what two people read there, for whom it resolves; empty where they agree."""

    name: str
    label: str
    text: str
    fault: str = ""
    both: tuple[str, ...] = ()


@on_duty(ENTER)
def entry(request: DutyRequest, contest: str, station: int) -> HttpResponse:
    """Type a form: begin, go on where one stopped, hand in."""
    form = form_asked(request, contest, station)
    own = selectors.entry_of(contest=form.contest, station=station, person_id=request.user.pk)
    may_resolve = request.service.may(RESOLVE, at_place=station)
    if request.method == "POST" and request.POST.get("act") == "begin":
        return _begun(request, form, may_resolve=may_resolve)
    if own is not None and own.turn is None and own.resolves and not may_resolve:
        messages.error(request, sentence(services.Refused("no_right")))
        return redirect("recapitulation_queue", request.election.code)
    if own is None or own.turn is not None:
        run = selectors.form_of(contest=form.contest, station=station)
        resolves = run is not None and run.waits_for == Wait.RESOLVER
        return render(request, "recapitulation/begin.html", {"form": form, "own": own, "resolves": resolves})
    faults: dict[str, str] = {}
    if request.method == "POST":
        cells = _cells(request, form)
        try:
            return _handed_in(request, own, cells, may_resolve=may_resolve)
        except BadCells as error:
            own = services.save_draft(entry_id=own.pk, person_id=request.user.pk, cells=cells, at=timezone.now())
            faults = {name: str(FAULTS[code]) for name, code in error.faults.items()}
        except services.Refused as refusal:
            messages.error(request, sentence(refusal))
            return HttpResponseRedirect(form.address("recapitulation_station"))
    beside = {"pictures": shown_pictures(form), "draft": form.address("recapitulation_draft")}
    context = _page(form, own, faults) | beside
    return render(request, "recapitulation/entry.html", context, status=422 if faults else 200)


def _begun(request: DutyRequest, form: Form, *, may_resolve: bool) -> HttpResponse:
    try:
        services.open_entry(
            contest=form.contest,
            station=form.station,
            person_id=request.user.pk,
            at=timezone.now(),
            may_resolve=may_resolve,
        )
    except services.Refused as refusal:
        messages.error(request, sentence(refusal))
        return redirect("recapitulation_queue", request.election.code)
    return HttpResponseRedirect(form.address("recapitulation_entry"))


@on_duty(ENTER)
@require_POST
def draft(request: DutyRequest, contest: str, station: int) -> HttpResponse:
    """Keep what is typed so far, of one part or of all; a page without scripts comes back to where it was."""
    form, at = form_asked(request, contest, station), timezone.now()
    own = selectors.entry_of(contest=form.contest, station=station, person_id=request.user.pk)
    wants_json = request.headers.get("Accept", "") == "application/json"
    try:
        services.save_draft(
            entry_id=own.pk if own else 0, person_id=request.user.pk, cells=_cells(request, form), at=at
        )
    except services.Refused as refusal:
        if wants_json:
            return JsonResponse({"refused": sentence(refusal)}, status=409)
        messages.error(request, sentence(refusal))
        return HttpResponseRedirect(form.address("recapitulation_station"))
    saved = _("Draf tersimpan pukul %(time)s.") % {"time": date_format(timezone.localtime(at), "H.i.s")}
    if wants_json:
        return JsonResponse({"saved": saved})
    messages.success(request, saved)
    return HttpResponseRedirect(f"{form.address('recapitulation_entry')}#{request.POST.get('part', '')}")


def _cells(request: DutyRequest, form: Form) -> dict[str, str]:
    """Return the cells of a call, by the fields that the form has."""
    known = layout_at(contest=form.contest, station=form.station).places
    return {name: str(request.POST[name]) for name in known if name in request.POST}


def _handed_in(request: DutyRequest, own: Entry, cells: Mapping[str, str], *, may_resolve: bool) -> HttpResponse:
    done = services.hand_in(
        entry_id=own.pk,
        person_id=request.user.pk,
        cells=cells,
        at=timezone.now(),
        blanks_unread="blanks" in request.POST,
        may_resolve=may_resolve,
    )
    said_now = {
        1: _(
            "Pembacaan Anda diserahkan. Ia belum masuk jumlah; orang lain membaca formulir yang sama tanpa melihatnya."
        ),
        2: _("Pembacaan Anda diserahkan dan dibandingkan dengan pembacaan pertama."),
        3: _("Beda dua pembacaan diselesaikan."),
    }
    messages.success(request, said_now[done.turn or 1])
    return redirect("recapitulation_queue", request.election.code)


def _page(form: Form, own: Entry, faults: Mapping[str, str]) -> dict[str, Any]:
    layout = layout_at(contest=form.contest, station=form.station)
    typed, both, advice = dict(own.typed), {}, []
    if own.resolves:
        readings = [selectors.vector_of(content=each.values or b"") for each in selectors.readings_of(run=own.run)]
        first, second = readings[:2]
        apart = differing(layout, first, second)
        agreed = {name: write_cell(first[layout.places[name]]) for name in layout.names if name not in apart}
        typed = agreed | typed
        both = {name: (said(first[layout.places[name]]), said(second[layout.places[name]])) for name in apart}
        advice = [advice_on(layout, vector) for vector in (first, second)]
    labels = label_of(layout)
    cells = {
        name: Cell(name, labels[name], typed.get(name, ""), faults.get(name, ""), both.get(name, ()))
        for name in layout.names
    }
    parts = [
        {"part": part, "lines": [(line.label, [cells[name] for name in line.fields]) for line in part.lines]}
        for part in parts_of(layout)
    ]
    return {
        "form": form,
        "own": own,
        "parts": parts,
        "faults": [cells[name] for name in layout.names if name in faults],
        "apart": len(both),
        "advice": [line for lines in advice for line in lines],
    }


def advice_on(layout: Layout, vector: list[int]) -> list[str]:
    """Return what arithmetic suggests about votes that do not add up, for those who see what was read."""
    labels = label_of(layout)
    text = _("%(label)s %(would_be)d, bukan %(was)s: hanya itu yang perlu berubah agar semua jumlah cocok.")
    return [
        text % {"label": labels[each.field], "would_be": each.would_be, "was": "?" if each.was is None else each.was}
        for each in repairs(layout, vector)[:3]
    ]


def label_of(layout: Layout) -> dict[str, str]:
    """Return what each field of a form is called, in full."""
    return {name: _label(part, line, name) for part in parts_of(layout) for line in part.lines for name in line.fields}


def _label(part: Part, line: Line, name: str) -> str:
    return f"{line.label}, {SEXES[name[-2:]]}" if part.by_sex else f"{part.title}: {line.label}"
