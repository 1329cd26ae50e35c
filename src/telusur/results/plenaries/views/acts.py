"""What is done at one plenary: units are read, objections answered, papers printed, results determined."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from telusur.kernel.documents.services import NotReleased
from telusur.kernel.documents.services import Refused as NoFile
from telusur.results.elections.duties import DutyRequest, on_duty
from telusur.results.elections.rules.layout import UNREAD
from telusur.results.elections.selectors import election_day
from telusur.results.recapitulation.rules.paper import parts_of
from telusur.results.recapitulation.rules.typing import read_cell, write_cell
from telusur.results.recapitulation.views.words import FAULTS

from .. import selectors, services
from ..forms import (
    AnswerForm,
    CorrectForm,
    DetermineForm,
    DisputeForm,
    ObjectForm,
    ReturnForm,
    RulingForm,
    ScanForm,
    SignaturesForm,
    StandForm,
)
from ..rules.moves import WrongState
from ..rules.sheet import rows_of
from ..rules.states import Act, Party
from ..rules.sums import slips
from .desk import label_of, next_of
from .parts import acts_offered, plenary_asked
from .words import said, sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms

    from telusur.results.elections.rules.layout import Layout

    from ..models import Plenary
    from ..selectors import Unit

HOLD = "plenaries.hold"
AT_ONCE = {
    Act.PRINT_PROOF: (services.print_proof, gettext_lazy("Salinan uji dicetak; serahkan kepada saksi dan pengawas.")),
    Act.PRINT_FINAL: (services.print_final, gettext_lazy("Final dicetak; mintalah tanda tangan.")),
    Act.CLOSE_SIGNING: (services.close_signing, gettext_lazy("Penandatanganan ditutup; unggah pindaiannya.")),
    Act.PUBLISH: (services.publish, gettext_lazy("Formulir D diumumkan.")),
}


def _back(request: DutyRequest, plenary: Plenary) -> str:
    return reverse("plenaries_plenary", args=[request.election.code, plenary.pk])


@on_duty(HOLD)
@require_POST
def step(request: DutyRequest, plenary: int) -> HttpResponse:
    """Do one of the acts that need no words."""
    found = plenary_asked(request, plenary)
    try:
        service, done = AT_ONCE[Act(request.POST.get("act", ""))]
    except (KeyError, ValueError) as error:
        raise Http404 from error
    try:
        service(plenary_id=found.pk, by=request.service, at=timezone.now())
    except (services.Refused, WrongState) as refusal:
        messages.error(request, sentence(refusal))
    except NotReleased as refusal:
        messages.error(request, _("Salinan umum tertahan pemeriksaan rilis: %(found)s.") % {"found": refusal.found})
    else:
        messages.success(request, str(done))
    return HttpResponseRedirect(_back(request, found))


@on_duty(HOLD)
def unit(request: DutyRequest, plenary: int, unit: int) -> HttpResponse:
    """Read one unit: its form beside what the plenary says; it agrees, or it is corrected. Then the next one."""
    found = plenary_asked(request, plenary)
    below = selectors.units_below(plenary=found, only=unit)
    if not below:
        raise Http404
    one, layout = below[0], selectors.layout_for(plenary=found)
    act = request.POST.get("act", "") if request.method == "POST" else ""
    stand = StandForm(request.POST if act == "stand" else None)
    asked = CorrectForm(request.POST if act == "correct" else None)
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
        else:
            return HttpResponseRedirect(_next(request, found, after=unit))
    context = {
        "plenary": found,
        "unit": one,
        "place": selectors.place_name(place=found.place),
        "rows": _compared(layout, one),
        "holds": _holds(layout, one),
        "stand": stand,
        "asked": asked,
        "parts": parts,
        "open": asked.is_bound,
        "offered": acts_offered(request, found),
        "back": _back(request, found),
    }
    return render(request, "plenaries/unit.html", context, status=422 if stand.errors or asked.errors else 200)


def _said_of(request: DutyRequest, found: Plenary, one: Unit, bound: forms.Form | None, cells: dict[str, int]) -> None:
    """Say of a unit what was asked for: that it agrees, that it stands for a reason, or that its numbers are these."""
    common: dict[str, Any] = {"plenary_id": found.pk, "unit": one.code, "by": request.service, "at": timezone.now()}
    if isinstance(bound, CorrectForm):
        services.correct_unit(cells=cells, **common, **bound.cleaned_data)
        messages.success(request, _("%(unit)s dibetulkan.") % {"unit": one.name})
    else:
        services.read_unit(**common, **(bound.cleaned_data if bound else {}))
        messages.success(request, _("%(unit)s dibaca sesuai formulirnya.") % {"unit": one.name})


def _next(request: DutyRequest, found: Plenary, *, after: int) -> str:
    """Return where the next unit is read; the plenary itself where none is left that could be."""
    each = next_of(selectors.units_below(plenary=found), after=after)
    if each is None:
        return _back(request, found)
    return reverse("plenaries_unit", args=[request.election.code, found.pk, each.code])


def _holds(layout: Layout, one: Unit) -> list[str]:
    """Return why a unit needs a reason before its numbers stand: the rules of votes that it breaks."""
    if one.form is None:
        return []
    broken = list(slips(layout, one.form.column))
    return broken or ([_("ditahan pada rekapitulasi TPS")] if one.form.held else [])


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
                "head": row.head,
                "label": row.label,
                "form": first,
                "said": second,
                "differs": bool(stated) and first != second,
            }
        )
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
        read = read_cell(texts[name])
        fault = str(FAULTS[read.fault]) if read.fault and request is not None else ""
        if fault:
            asked.add_error(None, f"{labels.get(name, name)}: {fault}")
        cells[name] = UNREAD if read.value is None else read.value
        drawn[name] = {"name": name, "label": labels.get(name, name), "text": texts[name], "fault": fault}
    parts = [
        {"part": part, "lines": [(line.label, [drawn[name] for name in line.fields]) for line in part.lines]}
        for part in parts_of(layout)
    ]
    return parts, cells


def _answered(
    request: DutyRequest, found: Plenary, asked: forms.Form, act: Callable[[dict[str, Any]], object], **page: Any
) -> HttpResponse:
    """Do what was asked for, and come back to the plenary; show what is missing, or why it cannot be done."""
    if request.method == "POST" and asked.is_valid():
        try:
            act(asked.cleaned_data)
        except (services.Refused, WrongState) as refusal:
            asked.add_error(None, sentence(refusal))
        except NoFile as refusal:
            asked.add_error(None, str(refusal))
        else:
            messages.success(request, page["done"])
            return HttpResponseRedirect(_back(request, found))
    context = page | {"asked": asked, "back": _back(request, found), "place": selectors.place_name(place=found.place)}
    return render(request, "plenaries/act.html", context, status=422 if asked.errors else 200)


@on_duty("plenaries.object")
def object_to(request: DutyRequest, plenary: int) -> HttpResponse:
    found = plenary_asked(request, plenary)
    if Act.OBJECT not in acts_offered(request, found):
        return redirect("plenaries_plenary", request.election.code, found.pk)
    seats = found.signatures.filter(participant__isnull=False).select_related("participant").order_by("place")
    who = [(f"witness:{seat.place}", label_of(seat)) for seat in seats]
    who.append((f"{Party.SUPERVISOR}:", _("Pengawas Pemilu (Bawaslu)")))
    units = [(0, _("Seluruh pleno"))] + [(one.code, one.name) for one in selectors.units_below(plenary=found)]
    initial = {"unit": request.GET.get("unit", 0)}
    asked = ObjectForm(request.POST or None, who=who, units=units, initial=initial)

    def act(words: dict[str, Any]) -> object:
        role, _sign, number = words["who"].partition(":")
        return services.object_to(
            plenary_id=found.pk,
            as_role=role,
            participant=int(number) if number else None,
            unit=words["unit"],
            text=words["text"],
            by=request.service,
            at=timezone.now(),
        )

    return _answered(
        request,
        found,
        asked,
        act,
        heading=_("Keberatan dalam pleno"),
        text=_("Keberatan tertulis pada formulir kejadian khusus, dengan penyelesaiannya."),
        button=_("Catat keberatan"),
        done=_("Keberatan dicatat; pleno menjawabnya sebelum salinan uji dicetak."),
    )


@on_duty(HOLD)
def answer(request: DutyRequest, plenary: int, objection: int) -> HttpResponse:
    found = plenary_asked(request, plenary)
    one = selectors.objections_of(plenary=found).filter(pk=objection).first()
    if one is None:
        raise Http404
    asked = AnswerForm(request.POST or None)

    def act(words: dict[str, Any]) -> object:
        return services.answer_objection(
            plenary_id=found.pk, objection_id=one.pk, by=request.service, at=timezone.now(), **words
        )

    return _answered(
        request, found, asked, act, heading=_("Jawab keberatan"), text=one.text, button=_("Jawab"), done=_("Dijawab.")
    )


@on_duty(HOLD)
def take_back(request: DutyRequest, plenary: int) -> HttpResponse:
    found = plenary_asked(request, plenary)
    asked = ReturnForm(request.POST or None)

    def act(words: dict[str, Any]) -> object:
        return services.return_to_reading(plenary_id=found.pk, by=request.service, at=timezone.now(), **words)

    return _answered(
        request,
        found,
        asked,
        act,
        heading=_("Tarik final"),
        text=_("Cetakan yang ditarik tetap tersimpan. Tanda tangan yang sudah dicatat dimulai lagi."),
        button=_("Tarik final"),
        done=_("Final ditarik; betulkan, lalu cetak salinan uji lagi."),
    )


@on_duty(HOLD)
def signatures(request: DutyRequest, plenary: int) -> HttpResponse:
    found = plenary_asked(request, plenary)
    seats = [
        (seat, label_of(seat)) for seat in found.signatures.select_related("participant").order_by("seat", "place")
    ]
    asked = SignaturesForm(request.POST or None, seats=seats)

    def act(_words: dict[str, Any]) -> None:
        at = timezone.now()
        for seat, given, reason in asked.told():
            services.record_signature(
                plenary_id=found.pk, signature_id=seat.pk, given=given, reason=reason, by=request.service, at=at
            )

    return _answered(
        request,
        found,
        asked,
        act,
        heading=_("Tanda tangan"),
        text=_("Tanda tangan saksi yang tidak ada dicatat dengan alasannya dan tidak membatalkan apa pun."),
        button=_("Simpan tanda tangan"),
        done=_("Tanda tangan dicatat."),
    )


@on_duty(HOLD)
def scan(request: DutyRequest, plenary: int) -> HttpResponse:
    found, at = plenary_asked(request, plenary), timezone.now()
    asked = ScanForm(request.POST or None, request.FILES or None, on=election_day(at=at))

    def act(words: dict[str, Any]) -> object:
        file = words["scan"]
        return services.upload_scan(
            plenary_id=found.pk, content=file.content, name=file.name, by=request.service, at=at
        )

    return _answered(
        request,
        found,
        asked,
        act,
        heading=_("Pindaian formulir D"),
        text=_(
            "Pindaian memuat nama dan tanda tangan: hanya petugas, saksi dan pengawas melihatnya. Sidiknya diumumkan."
        ),
        button=_("Unggah"),
        done=_("Pindaian tersimpan; formulir D siap diumumkan."),
    )


@on_duty(HOLD)
def determine(request: DutyRequest, plenary: int) -> HttpResponse:
    found = plenary_asked(request, plenary)
    asked = DetermineForm(request.POST or None)

    def act(words: dict[str, Any]) -> object:
        return services.determine(plenary_id=found.pk, by=request.service, at=timezone.now(), **words)

    return _answered(
        request,
        found,
        asked,
        act,
        heading=_("Tetapkan hasil"),
        text=_("Hasil yang ditetapkan tidak dapat diubah lagi; hasil sesudah putusan MK berdiri di sampingnya."),
        button=_("Tetapkan"),
        done=_("Hasil ditetapkan."),
    )


@on_duty(HOLD)
def dispute(request: DutyRequest, plenary: int) -> HttpResponse:
    found = plenary_asked(request, plenary)
    asked = DisputeForm(request.POST or None)

    def act(words: dict[str, Any]) -> object:
        return services.record_dispute(plenary_id=found.pk, by=request.service, at=timezone.now(), **words)

    return _answered(
        request,
        found,
        asked,
        act,
        heading=_("Sengketa hasil"),
        text=_("Hasil tetap tampak, ditandai disengketakan, sampai putusan dicatat."),
        button=_("Catat sengketa"),
        done=_("Sengketa dicatat."),
    )


@on_duty(HOLD)
def ruling(request: DutyRequest, plenary: int) -> HttpResponse:
    found = plenary_asked(request, plenary)
    asked = RulingForm(request.POST or None)

    def act(words: dict[str, Any]) -> object:
        return services.record_ruling(plenary_id=found.pk, by=request.service, at=timezone.now(), **words)

    return _answered(
        request,
        found,
        asked,
        act,
        heading=_("Putusan Mahkamah Konstitusi"),
        text=_("Bila hasil berubah, pleno yang diperintahkan dibuka ulang dengan putusan ini sebagai dasarnya."),
        button=_("Catat putusan"),
        done=_("Putusan dicatat."),
    )
