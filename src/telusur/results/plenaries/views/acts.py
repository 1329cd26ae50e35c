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
from telusur.results.elections.selectors import election_day

from .. import selectors, services
from ..forms import (
    AnswerForm,
    DetermineForm,
    DisputeForm,
    ObjectForm,
    ReturnForm,
    RulingForm,
    ScanForm,
    SignaturesForm,
)
from ..rules.moves import WrongState
from ..rules.states import Act
from .desk import label_of, objection_told
from .parts import HOLD, acts_offered, back_to, level_at, plenary_asked
from .words import sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms

    from ..models import Plenary

AT_ONCE = {
    Act.PRINT_PROOF: (services.print_proof, gettext_lazy("Salinan uji dicetak; serahkan kepada saksi dan pengawas.")),
    Act.PRINT_FINAL: (services.print_final, gettext_lazy("Final dicetak; mintalah tanda tangan.")),
    Act.CLOSE_SIGNING: (services.close_signing, gettext_lazy("Penandatanganan ditutup; unggah pindaiannya.")),
    Act.PUBLISH: (services.publish, gettext_lazy("Formulir D diumumkan.")),
}


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
    return HttpResponseRedirect(back_to(request, found))


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
            return HttpResponseRedirect(back_to(request, found))
    context = page | {"asked": asked, "back": back_to(request, found), "place": selectors.place_name(place=found.place)}
    return render(request, "plenaries/act.html", context, status=422 if asked.errors else 200)


@on_duty("plenaries.object")
def object_to(request: DutyRequest, plenary: int) -> HttpResponse:
    found = plenary_asked(request, plenary)
    if Act.OBJECT not in acts_offered(request, found):
        return redirect("plenaries_plenary", request.election.code, found.pk)
    seats = found.signatures.filter(participant__isnull=False).select_related("participant")
    names = {seat.place: label_of(seat) for seat in seats} | {None: _("Pengawas Pemilu (Bawaslu)")}
    level = selectors.level_of(key=found.level, on=found.contest.election.voted_on)
    voices = selectors.voices_of(plenary=found, level=level, by=request.service)
    who = [(f"{role}:{number or ''}", names[number]) for role, number in voices]
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
    level = level_at(found)
    asked = AnswerForm(request.POST or None, last=found.contest.kind in level.determines)
    told = objection_told(one)
    unit = reverse("plenaries_unit", args=[request.election.code, found.pk, one.unit]) if one.unit else ""

    def act(words: dict[str, Any]) -> object:
        return services.answer_objection(
            plenary_id=found.pk, objection_id=one.pk, by=request.service, at=timezone.now(), **words
        )

    return _answered(
        request,
        found,
        asked,
        act,
        heading=_("Jawab keberatan"),
        text=_("%(who)s, %(about)s: %(text)s") % {"who": told["who"], "about": told["about"], "text": one.text},
        link=(unit, _("Buka %(unit)s") % {"unit": told["about"]}) if unit else (),
        button=_("Jawab"),
        done=_("Keberatan dijawab."),
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

    def act(_words: dict[str, Any]) -> object:
        told = {seat.pk: (given, reason) for seat, given, reason in asked.told()}
        return services.record_signatures(plenary_id=found.pk, told=told, by=request.service, at=timezone.now())

    return _answered(
        request,
        found,
        asked,
        act,
        heading=_("Tanda tangan"),
        seats=asked.rows(),
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
