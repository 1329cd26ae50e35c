"""Decisions about one form: each a page with its reason, its evidence and the pictures beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from telusur.kernel.documents.services import Refused as NoPicture
from telusur.results.elections.duties import DutyRequest, on_duty
from telusur.results.elections.rules.layout import UNREAD, VOTE_TOTALS
from telusur.results.elections.selectors import election_day, layout_at, run_kinds

from .. import selectors, services
from ..forms.deciding import AnswerForm, ChallengeForm, CorrectForm, DecideForm, OrderRunForm
from ..rules.paper import parts_of
from ..rules.states import Standing
from ..rules.typing import read_cell, write_cell
from .entry import Cell, label_of
from .parts import CHALLENGE, DECIDE, ORDER_RUN, Form, form_asked, sentence
from .pictures import shown_pictures
from .words import FAULTS, said, voice_in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django import forms

    from telusur.results.elections.rules.layout import Layout

    from ..models import Challenge, Run


def _answered(
    request: DutyRequest, form: Form, asked: forms.Form, act: Callable[[], object], **page: Any
) -> HttpResponse:
    """Do what was asked for, and come back to the station; show what is missing, or why it cannot be done."""
    if request.method == "POST" and asked.is_valid():
        try:
            act()
        except services.Refused as refusal:
            if refusal.code == "stale" and "parts" not in page:  # the numbers stand on the station's own page
                messages.error(request, sentence(refusal))
                return HttpResponseRedirect(form.address("recapitulation_station"))
            asked.add_error(None, sentence(refusal))
            if refusal.code == "stale":
                page |= _shown_again(request, form, asked)
        except NoPicture as refusal:
            asked.add_error("picture", str(refusal))
        else:
            messages.success(request, page["done"])
            return HttpResponseRedirect(form.address("recapitulation_station"))
    context = page | {"form": form, "asked": asked, "pictures": shown_pictures(form)}
    return render(request, "recapitulation/act.html", context, status=422 if asked.errors else 200)


def _shown_again(request: DutyRequest, form: Form, asked: forms.Form) -> dict[str, Any]:
    """Return the numbers in force now, for a page that was opened on others; who asked goes on from them."""
    run = selectors.form_of(contest=form.contest, station=form.station)
    assert run is not None  # noqa: S101 it was locked a moment ago
    asked.data = request.POST.copy()
    asked.data["seen"] = str(run.last_index)
    layout = layout_at(contest=form.contest, station=form.station)
    return {"parts": _parts(layout, _texts(layout, run), {})}


def _texts(layout: Layout, run: Run) -> dict[str, str]:
    values = selectors.vector_of(content=run.values)
    return {name: write_cell(value) for name, value in zip(layout.names, values, strict=True)}


def _parts(layout: Layout, texts: Mapping[str, str], faults: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the cells of a form part by part, as they are drawn."""
    labels = label_of(layout)
    cells = {name: Cell(name, labels[name], texts[name], faults.get(name, "")) for name in layout.names}
    return [
        {"part": part, "lines": [(line.label, [cells[name] for name in line.fields]) for line in part.lines]}
        for part in parts_of(layout)
    ]


@on_duty(DECIDE)
def decide(request: DutyRequest, contest: str, station: int) -> HttpResponse:
    form = form_asked(request, contest, station)
    run = selectors.form_of(contest=form.contest, station=station)
    if run is None:
        raise Http404
    asked = DecideForm(request.POST or None, initial={"seen": run.last_index})

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
    texts = _texts(layout, run)
    if request.method == "POST":
        texts |= {name: str(request.POST[name]) for name in layout.names if name in request.POST}
    read = {name: read_cell(text) for name, text in texts.items()}
    faults = {name: str(FAULTS[cell.fault]) for name, cell in read.items() if cell.fault}
    asked = CorrectForm(request.POST or None, initial={"seen": run.last_index})
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

    return _answered(
        request,
        form,
        asked,
        act,
        parts=_parts(layout, texts, faults),
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
        text=_what_becomes_of_it(form),
        button=_("Ajukan sanggahan"),
        done=_("Sanggahan Anda tercatat dan tampak bagi umum sebagai tanda."),
    )


def _what_becomes_of_it(form: Form) -> str:
    """Return what happens to the numbers of a form while it is contested: they stay as they are."""
    run = selectors.form_of(contest=form.contest, station=form.station)
    standing = Standing(run.votes) if run else Standing.MISSING
    if standing is Standing.MISSING:
        stays = _("Belum ada suara TPS ini yang dihitung; formulirnya ditandai disanggah sampai dijawab.")
    elif standing is Standing.HELD:
        stays = _("Angkanya sedang ditahan dan tidak dihitung; ia ditandai disanggah sampai dijawab.")
    else:
        stays = _("Angkanya tetap dihitung dan ditandai disanggah sampai dijawab.")
    return " ".join([stays, _("Foto Anda dilihat petugas, saksi, dan pengawas di wilayah ini.")])


def _contested(form: Form, found: Challenge) -> dict[str, Any]:
    """Return what a challenge is answered by: his photograph, and the votes and sums in force."""
    layout = layout_at(contest=form.contest, station=form.station)
    labels, values = label_of(layout), selectors.vector_of(content=found.run.values)
    names = [*layout.vote_fields, *VOTE_TOTALS]
    return {
        "picture": reverse("recapitulation_picture", kwargs=form.keys | {"attachment": found.picture_id}),
        "who": voice_in_words(found.as_role),
        "at": found.raised_at,
        "rows": [{"label": labels[name], "value": said(values[layout.places[name]])} for name in names],
    }


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
        done=_("Sanggahan dijawab. Yang terbukti menunggu koreksi oleh orang yang tidak membaca formulirnya."),
        contested=_contested(form, found),
    )
