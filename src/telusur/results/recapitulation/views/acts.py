"""Decisions about one form: each a page with its reason, its evidence and the pictures beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from telusur.kernel.documents.services import Refused as NoPicture
from telusur.results.elections.duties import DutyRequest, on_duty
from telusur.results.elections.rules.layout import UNREAD
from telusur.results.elections.selectors import election_day, layout_at, run_kinds

from .. import selectors, services
from ..forms.deciding import AnswerForm, ChallengeForm, CorrectForm, DecideForm, OrderRunForm
from ..rules.paper import parts_of
from ..rules.typing import read_cell, write_cell
from .entry import Cell, label_of
from .parts import CHALLENGE, DECIDE, ORDER_RUN, Form, form_asked, sentence
from .pictures import shown_pictures
from .words import FAULTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms


def _answered(
    request: DutyRequest, form: Form, asked: forms.Form, act: Callable[[], object], **page: Any
) -> HttpResponse:
    """Do what was asked for, and come back to the station; show what is missing, or why it cannot be done."""
    if request.method == "POST" and asked.is_valid():
        try:
            act()
        except services.Refused as refusal:
            asked.add_error(None, sentence(refusal))
        except NoPicture as refusal:
            asked.add_error("picture", str(refusal))
        else:
            messages.success(request, page["done"])
            return HttpResponseRedirect(form.address("recapitulation_station"))
    context = page | {"form": form, "asked": asked, "pictures": shown_pictures(form)}
    return render(request, "recapitulation/act.html", context, status=422 if asked.errors else 200)


@on_duty(DECIDE)
def decide(request: DutyRequest, contest: str, station: int) -> HttpResponse:
    form = form_asked(request, contest, station)
    asked = DecideForm(request.POST or None)

    def act() -> None:
        services.let_through(
            contest=form.contest, station=station, person_id=request.user.pk, at=timezone.now(), **asked.cleaned_data
        )

    return _answered(
        request,
        form,
        asked,
        act,
        heading=_("Putuskan yang ditahan"),
        text=_(
            "Angka yang dibaca dua orang berlaku seperti tertulis, walaupun melanggar aturan. Temuannya tetap tampak."
        ),
        button=_("Berlakukan angka ini"),
        done=_("Angka ini berlaku mulai sekarang."),
    )


@on_duty(DECIDE)
def correct(request: DutyRequest, contest: str, station: int) -> HttpResponse:
    form = form_asked(request, contest, station)
    run = selectors.form_of(contest=form.contest, station=station)
    if run is None:
        raise Http404
    layout = layout_at(contest=form.contest, station=station)
    before = selectors.vector_of(content=run.values)
    texts = {name: write_cell(value) for name, value in zip(layout.names, before, strict=True)}
    if request.method == "POST":
        texts |= {name: str(request.POST[name]) for name in layout.names if name in request.POST}
    read = {name: read_cell(text) for name, text in texts.items()}
    faults = {name: str(FAULTS[cell.fault]) for name, cell in read.items() if cell.fault}
    asked = CorrectForm(request.POST or None)
    labels = label_of(layout)
    if faults:
        for name, fault in faults.items():
            asked.add_error(None, f"{labels[name]}: {fault}")

    def act() -> None:
        changed = {name: UNREAD if cell.value is None else cell.value for name, cell in read.items()}
        services.correct_form(
            contest=form.contest,
            station=station,
            cells=changed,
            person_id=request.user.pk,
            at=timezone.now(),
            **asked.cleaned_data,
        )

    cells = {name: Cell(name, labels[name], texts[name], faults.get(name, "")) for name in layout.names}
    parts = [
        {"part": part, "lines": [(line.label, [cells[name] for name in line.fields]) for line in part.lines]}
        for part in parts_of(layout)
    ]
    return _answered(
        request,
        form,
        asked,
        act,
        parts=parts,
        heading=_("Koreksi"),
        text=_("Angka yang lama tetap tersimpan sebagai riwayat. Alasan dan buktinya diumumkan."),
        button=_("Berlakukan koreksi"),
        done=_("Koreksi berlaku mulai sekarang."),
    )


@on_duty(ORDER_RUN)
def order_run(request: DutyRequest, contest: str, station: int) -> HttpResponse:
    form = form_asked(request, contest, station)
    known = run_kinds(on=form.contest.election.voted_on)
    kinds = [(key, rule.text("label")) for key, rule in known.items() if key != "regular"]
    asked = OrderRunForm(request.POST or None, kinds=kinds)

    def act() -> None:
        actor = f"user:{request.user.pk}"
        services.order_run(contest=form.contest, station=station, actor=actor, at=timezone.now(), **asked.cleaned_data)

    return _answered(
        request,
        form,
        asked,
        act,
        heading=_("Pemungutan atau penghitungan ulang"),
        text=_(
            "Angka pelaksanaan sebelumnya keluar dari jumlah seketika. Ia tetap diumumkan dengan tanda tidak berlaku."
        ),
        button=_("Catat pelaksanaan ini"),
        done=_("Pelaksanaan baru berlaku; formulirnya menunggu dua pembaca."),
    )


@on_duty(CHALLENGE)
def challenge(request: DutyRequest, contest: str, station: int) -> HttpResponse:
    form, at = form_asked(request, contest, station), timezone.now()
    asked = ChallengeForm(request.POST or None, request.FILES or None, on=election_day(at=at))

    def act() -> None:
        photo = asked.cleaned_data["picture"]
        services.challenge_form(
            contest=form.contest,
            station=station,
            person_id=request.user.pk,
            as_role=request.service.role(CHALLENGE, at_place=station),
            reason=asked.cleaned_data["reason"],
            picture=photo.content,
            name=photo.name,
            at=at,
        )

    return _answered(
        request,
        form,
        asked,
        act,
        heading=_("Sanggah angka TPS ini"),
        text=_(
            "Angkanya tetap dihitung dan ditandai disanggah sampai dijawab. Foto Anda hanya dilihat petugas dan saksi."
        ),
        button=_("Ajukan sanggahan"),
        done=_("Sanggahan Anda tercatat dan tampak bagi umum sebagai tanda."),
    )


@on_duty(DECIDE)
def answer(request: DutyRequest, contest: str, station: int, challenge: int) -> HttpResponse:
    form = form_asked(request, contest, station)
    run = selectors.form_of(contest=form.contest, station=station)
    found = selectors.challenges_of(run=run).filter(pk=challenge).first() if run else None
    if found is None:
        raise Http404
    asked = AnswerForm(request.POST or None)

    def act() -> None:
        services.answer_challenge(
            challenge_id=found.pk, person_id=request.user.pk, at=timezone.now(), **asked.cleaned_data
        )

    return _answered(
        request,
        form,
        asked,
        act,
        heading=_("Jawab sanggahan"),
        text=found.reason,
        button=_("Jawab"),
        done=_("Sanggahan dijawab."),
    )
