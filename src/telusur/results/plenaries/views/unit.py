"""One unit at a plenary: its form beside what the plenary says; it agrees, or it is corrected. Then the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from telusur.results.elections.duties import DutyRequest, on_duty
from telusur.results.elections.rules.codes import is_station
from telusur.results.elections.rules.layout import UNREAD
from telusur.results.elections.selectors import names_of
from telusur.results.recapitulation.rules.checks import names
from telusur.results.recapitulation.rules.paper import CHOICES, parts_of
from telusur.results.recapitulation.rules.typing import read_cell, write_cell
from telusur.results.recapitulation.selectors import challenges_of, form_of, labels_of_checks
from telusur.results.recapitulation.views.parts import form_asked
from telusur.results.recapitulation.views.pictures import shown_pictures
from telusur.results.recapitulation.views.words import FAULTS, findings_in_words, numbers_apart, voice_in_words

from .. import selectors, services
from ..forms import CorrectForm, StandForm
from ..rules.moves import WrongState
from ..rules.sheet import rows_of
from ..rules.states import Answer, PaperKind
from ..rules.sums import slips
from .desk import next_of, objection_told
from .parts import HOLD, acts_offered, back_to, level_at, plenary_asked
from .words import said, sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django import forms

    from telusur.results.elections.rules.layout import Layout

    from ..models import Plenary
    from ..selectors import Unit


@on_duty(HOLD)
def unit(request: DutyRequest, plenary: int, unit: int) -> HttpResponse:
    """Read one unit: its form beside what the plenary says; it agrees, or it is corrected. Then the next one."""
    found = plenary_asked(request, plenary)
    below = selectors.units_below(plenary=found, only=unit)
    if not below:
        raise Http404
    one, layout, of_stations = below[0], selectors.layout_for(plenary=found), level_at(found).of_stations
    act = request.POST.get("act", "") if request.method == "POST" else ""
    stand = StandForm(request.POST if act == "stand" else None)
    asked = CorrectForm(request.POST if act == "correct" else None)
    if not one.begun or one.form is not None:
        del asked.fields["read_out"]
    parts, cells = _cells(request if act == "correct" else None, layout, one, asked)
    bound = next((form for form in (stand, asked) if form.is_bound), None)
    if act and (bound is None or bound.is_valid()):
        try:
            _said_of(request, found, one, bound, cells)
        except (services.Refused, WrongState) as refusal:
            if bound is None:
                messages.error(request, sentence(refusal))
            else:
                bound.add_error(None, sentence(refusal))
            if refusal.code == "stale":  # what stands now, instead of what was typed over something else
                one = selectors.units_below(plenary=found, only=unit)[0]
                parts, cells = _cells(None, layout, one, asked)
        else:
            return HttpResponseRedirect(_next(request, found, after=unit))
    labels = labels_of_checks(on=found.contest.election.voted_on)
    holds = _holds(layout, one, labels)
    context = {
        "plenary": found,
        "unit": one,
        "place": selectors.place_name(place=found.place),
        "tables": _by_list(layout, _compared(layout, one)),
        "holds": holds,
        "findings": [each for each in _findings(found, layout, one, labels) if each not in holds],
        "challenges": _waiting(found, one),
        "objections": [
            objection_told(each) | {"each": each}
            for each in selectors.objections_of(plenary=found).filter(unit=one.code, answer=Answer.OPEN)
        ],
        "pictures": shown_pictures(form_asked(request, found.contest.code, one.code)) if of_stations else [],
        "below": _below(request, one),
        "station": reverse("recapitulation_station", args=[request.election.code, found.contest.code, one.code])
        if of_stations
        else "",
        "seen": selectors.seen_of(unit=one),
        "stand": stand,
        "asked": asked,
        "parts": parts,
        "open": asked.is_bound,
        "offered": acts_offered(request, found),
        "back": back_to(request, found),
    }
    return render(request, "plenaries/unit.html", context, status=422 if stand.errors or asked.errors else 200)


def _said_of(request: DutyRequest, found: Plenary, one: Unit, bound: forms.Form | None, cells: dict[str, int]) -> None:
    """Say of a unit what was asked for: that it agrees, that it stands for a reason, or that its numbers are these."""
    common: dict[str, Any] = {"plenary_id": found.pk, "unit": one.code, "by": request.service, "at": timezone.now()}
    common["seen"] = request.POST.get("seen")
    if isinstance(bound, CorrectForm):
        services.correct_unit(cells=cells, **common, **bound.cleaned_data)
        done = _("%(unit)s dibetulkan.") if one.form else _("%(unit)s diisi.")
        messages.success(request, done % {"unit": one.name})
    else:
        services.read_unit(**common, **(bound.cleaned_data if bound else {}))
        messages.success(request, _("%(unit)s dibaca sesuai formulirnya.") % {"unit": one.name})


def _below(request: DutyRequest, one: Unit) -> dict[str, str]:
    """Return the ways to the D form that is read: its plenary, and the public's copy; nothing of a polling station."""
    if one.form is None or one.form.below is None:
        return {}
    plenary = reverse("plenaries_plenary", args=[request.election.code, one.form.below])
    papers = selectors.plenary_of(plenary_id=one.form.below).papers.filter(kind=PaperKind.PUBLIC)
    copy = papers.select_related("file").first()
    paper = reverse("document_download", args=[copy.file.pk, copy.file.name]) if copy else ""
    return {"plenary": plenary, "paper": paper}


def _next(request: DutyRequest, found: Plenary, *, after: int) -> str:
    """Return where the next unit is read; the plenary itself where none is left that could be."""
    each = next_of(selectors.units_below(plenary=found), after=after)
    if each is None:
        return back_to(request, found)
    return reverse("plenaries_unit", args=[request.election.code, found.pk, each.code])


def _holds(layout: Layout, one: Unit, labels: Mapping[str, str]) -> list[str]:
    """Return why a unit needs a reason before its numbers stand: the rules of votes that it breaks, with both
    numbers."""
    if one.form is None:
        return []
    broken = slips(layout, one.form.column)
    numbers = numbers_apart(layout, one.form.column.values, broken)
    found = findings_in_words(broken, labels, numbers)
    if one.form.twins:
        known = names_of(codes=set(one.form.twins))
        others = ", ".join(known.get(code, str(code)) for code in one.form.twins)
        found.append(_("Semua angkanya sama persis dengan formulir D %(others)s (R19)") % {"others": others})
    return found or ([_("Angka ini ditahan pada rekapitulasi TPS")] if one.form.held else [])


def _findings(found: Plenary, layout: Layout, one: Unit, labels: Mapping[str, str]) -> list[str]:
    """Return in words the rules that a form breaks, with both numbers; of one that says what another says, which."""
    if one.form is None:
        return []
    rules = names(one.form.findings)
    if "R19" in rules:
        alike = selectors.copied_from(plenary=found, unit=one.code, said=one.form.column)
        labels = {**labels, "R19": selectors.copied_in_words(copies=alike)}
    return findings_in_words(rules, labels, numbers_apart(layout, one.form.column.values, rules))


def _waiting(found: Plenary, one: Unit) -> list[dict[str, Any]]:
    """Return the challenges of a polling station's numbers that nobody has answered, or that wait for a correction."""
    run = form_of(contest=found.contest, station=one.code) if one.form and one.form.contested else None
    waiting = challenges_of(run=run).exclude(granted=False) if run else ()
    return [{"each": each, "who": voice_in_words(each.as_role)} for each in waiting]


def _compared(layout: Layout, one: Unit) -> list[dict[str, Any]]:
    form = selectors.form_column(line=one.line) if one.line else one.form.column if one.form else None
    stated = selectors.said_column(line=one.line) if one.line else None
    found = []
    for row in rows_of(layout):
        place = layout.places[row.field]
        first = said(form.values[place], form.gaps[place]) if form else "–"
        second = said(stated.values[place], stated.gaps[place]) if stated else ""
        found.append(
            {
                "field": row.field,
                "label": row.label,
                "form": first,
                "said": second,
                "differs": bool(stated) and first != second,
            }
        )
    return found


def _by_list(layout: Layout, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows in one table, and where there are lists those of each apart, under its name and its sum."""
    lists = {field: choice for choice in layout.choices if choice.candidates for field in choice.fields}
    found: list[dict[str, Any]] = []
    for row in rows:
        choice = lists.get(row["field"])
        title = f"{choice.number}. {choice.name}" if choice else ""
        if not found or found[-1]["title"] != title:
            found.append({"title": title, "rows": [], "total": None, "differs": False})
        found[-1]["rows"].append(row)
        found[-1]["differs"] |= row["differs"]
        if choice and row["field"] == choice.total:
            found[-1]["total"] = row
    return found


def _cells(
    request: DutyRequest | None, layout: Layout, one: Unit, asked: CorrectForm
) -> tuple[list[dict[str, Any]], dict[str, int]]:
    """Return the cells as they are drawn, and what they say; a cell that says nothing is a fault of the form."""
    column = selectors.said_column(line=one.line) if one.line and not one.changed_since else None
    column = column or (one.form.column if one.form else None)
    values = column.values if column else (UNREAD,) * layout.width
    texts = {name: write_cell(value) for name, value in zip(layout.names, values, strict=True)}
    if request is not None:
        texts |= {name: str(request.POST[name]) for name in layout.names if name in request.POST}
    labels = {row.field: row.label for row in rows_of(layout)}
    cells, drawn = {}, {}
    for name in layout.names:
        if (
            not is_station(one.code) and name not in labels
        ):  # a D form has no date of its own, and no sum of those below
            continue
        read = read_cell(texts[name])
        fault = str(FAULTS[read.fault]) if read.fault and request is not None else ""
        if fault:
            asked.add_error(None, f"{labels.get(name, name)}: {fault}")
        cells[name] = UNREAD if read.value is None else read.value
        drawn[name] = {"name": name, "label": labels.get(name, name), "text": texts[name], "fault": fault}
    lists = any(choice.candidates for choice in layout.choices)
    parts = [
        {
            "part": part,
            "lines": [(line.label, [drawn[name] for name in line.fields]) for line in part.lines],
            "fold": lists and part.key.startswith(CHOICES),
            "faulty": any(drawn[name]["fault"] for name in part.fields),
        }
        for part in parts_of(layout)
        if drawn.keys() >= set(part.fields)
    ]
    return parts, cells
