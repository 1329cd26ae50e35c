"""What waits: one's duties, the queue of forms, the alarms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from telusur.kernel.accounts.permits import SIGNED_IN, permits
from telusur.kernel.accounts.throttles import throttled
from telusur.results.elections.duties import DutyRequest, on_duty
from telusur.results.elections.rules.codes import station_code
from telusur.results.elections.selectors import concerns_of, duties_ended, duties_held, layouts_at, service_of, told
from telusur.results.elections.services import CodeUnknown, activate_duty

from .. import selectors, services
from ..forms.work import ANSWER, OWN, CodeForm, QueueForm, StationsForm
from ..rules.queue import Wait
from ..rules.states import Standing
from .parts import DECIDE, ENTER, RESOLVE, SEE, SEE_ALARMS, tabs, ways
from .words import STANDINGS, findings_in_words, numbers_apart, standing_in_words, wait_in_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from django.db.models import QuerySet
    from django.http import HttpResponse
    from django.utils.functional import _StrPromise

    from telusur.kernel.accounts.permits import SignedInRequest
    from telusur.results.elections.models import Contest, Election

    from ..models import Run
    from ..selectors import Unit, Waiting

ON_A_PAGE = 50
TRIED = 20  # forms that are tried in turn, where others take them at the same time


@permits(SIGNED_IN)
@throttled("duty")
def home(request: SignedInRequest) -> HttpResponse:
    """One's duties, and the code that begins another."""
    at = timezone.now()
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            duty = activate_duty(person_id=request.user.pk, code=form.cleaned_data["code"], at=at)
        except CodeUnknown:
            text = _("Kode ini tidak dikenal, sudah dipakai, atau lewat waktunya; mintalah kode baru kepada KPU.")
            form.add_error("code", text)
        else:
            (words,) = told(duties=[duty])
            messages.success(request, _("Tugas diaktifkan: %(duty)s.") % {"duty": words})
            return redirect("recapitulation_queue", duty.election.code)
    ended = list(duties_ended(person=request.user))
    context = {
        "form": form,
        "elections": _served(request, at),
        "ended": [{"duty": duty, "words": words} for duty, words in zip(ended, told(duties=ended), strict=True)],
    }
    return render(request, "recapitulation/home.html", context, status=422 if form.errors else 200)


def _served(request: SignedInRequest, at: datetime) -> list[dict[str, Any]]:
    """Return the elections at which somebody serves, each with his duties in words and the pages they open."""
    duties = list(duties_held(person=request.user, at=at))
    found: dict[Election, list[dict[str, Any]]] = {}
    for duty, words in zip(duties, told(duties=duties), strict=True):
        found.setdefault(duty.election, []).append({"words": words, "until": duty.valid_until})
    services_at = {each: service_of(person=request.user, election=each, at=at) for each in found}
    return [
        {
            "election": each,
            "duties": own,
            "ways": ways(each, services_at[each]),
            "concerns": concerns_of(election=each, service=services_at[each]),
        }
        for each, own in found.items()
    ]


@on_duty(SEE)
@require_safe
def queue(request: DutyRequest) -> HttpResponse:
    """What waits for somebody in one's territory, by how much it may still change totals."""
    contests = list(request.election.contests.order_by("pk"))
    types = request.service.may(ENTER)
    form = QueueForm(request.GET or None, contests=contests, types=types)
    asked = form.cleaned_data if form.is_valid() else {}
    context = {
        "form": form,
        "filtered": any(asked.values()),
        "tabs": tabs(request, "recapitulation_queue"),
        "may_type": types,
        "concerns": concerns_of(election=request.election, service=request.service),
        **_listed(request, _asked_for(request, contests, asked), contests),
    }
    if not context["rows"]:
        context["nothing"] = _nothing(request, contests, filtered=context["filtered"])
        context["all_stations"] = _stations_beside(request, asked)
    return render(request, "recapitulation/queue.html", context)


def _nothing(request: DutyRequest, contests: Sequence[Contest], *, filtered: bool) -> dict[str, str]:
    """Return why nothing is listed: all is done, or what waits is left out by a filter, or was read by who asks."""
    number = selectors.waiting_runs(contests=contests, areas=request.service.areas(SEE)).count()
    if not number:
        text = _("Semua formulir di wilayah tugas Anda sudah selesai, atau belum ada yang datang.")
        return {"title": _("Tidak ada yang menunggu"), "text": text}
    if filtered:
        text = ngettext(
            "%(number)d formulir menunggu di wilayah tugas Anda, tetapi tidak di saringan ini.",
            "%(number)d formulir menunggu di wilayah tugas Anda, tetapi tidak di saringan ini.",
            number,
        )
        return {"title": _("Tidak ada yang cocok dengan saringan ini"), "text": text % {"number": number}}
    text = ngettext(
        "%(number)d formulir yang sudah Anda baca menunggu orang lain.",
        "%(number)d formulir yang sudah Anda baca menunggu orang lain.",
        number,
    )
    return {"title": _("Tidak ada yang menunggu Anda"), "text": text % {"number": number}}


def _stations_beside(request: DutyRequest, asked: Mapping[str, Any]) -> str:
    """Return where the polling stations of the same place stand, whether their forms wait or not."""
    where = {name: str(asked[name]) for name in ("contest", "within") if asked.get(name)}
    address = reverse("recapitulation_stations", args=[request.election.code])
    return f"{address}?{urlencode(where)}" if where else address


@on_duty(SEE)
@require_safe
def stations(request: DutyRequest) -> HttpResponse:
    """Every polling station in one's territory with the state of its form, finished or not."""
    contests = list(request.election.contests.order_by("pk"))
    form = StationsForm(request.GET or None, contests=contests)
    asked = form.cleaned_data if form.is_valid() else {}
    contest = next((each for each in contests if each.code == asked.get("contest")), contests[0])
    found = selectors.stations_of(contest=contest, areas=request.service.areas(SEE), within=asked.get("within"))
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    units = selectors.units_told(contest=contest, stations=shown, person_id=request.user.pk, at=timezone.now())
    context = {
        "form": form,
        "filtered": any(asked.values()),
        "tabs": tabs(request, "recapitulation_stations"),
        "page": page,
        "rows": [_unit(unit) for unit in units],
    }
    return render(request, "recapitulation/stations.html", context)


def _unit(unit: Unit) -> dict[str, Any]:
    one = unit.form
    return {
        "each": unit,
        "tps": f"{unit.code % 1000:03d}",
        "standing": standing_in_words(one.standing, being_read=one.being_read) if one else STANDINGS[Standing.MISSING],
        "disputed": one is not None and one.disputed,
        "wait": _wait(one)[0] if one else "",
    }


def _wait(one: Waiting) -> tuple[_StrPromise, str]:
    return wait_in_words(one.waits_for, one.standing, disputed=one.disputed, found_wrong=one.found_wrong, own=one.own)


def _asked_for(request: DutyRequest, contests: Sequence[Contest], asked: Mapping[str, Any]) -> QuerySet[Run]:
    """Return the runs that a filter asks for; without one, what waits for somebody and was not read by who asks."""
    wait, me = asked.get("wait", ""), request.user.pk
    where: dict[str, Any] = {
        "contests": [each for each in contests if asked.get("contest") in {None, "", each.code}],
        "areas": request.service.areas(SEE),
        "within": asked.get("within"),
    }
    if wait == ANSWER:
        return selectors.challenged_runs(**where)
    if wait == OWN:
        return selectors.waiting_runs(read_by=me, **where)
    return selectors.waiting_runs(wait=Wait(int(wait)) if wait else None, unread_by=me, **where)


@on_duty(SEE_ALARMS)
@require_safe
def alarms(request: DutyRequest) -> HttpResponse:
    """Every form in one's territory whose votes are not as many as its users: a ground for counting again."""
    contests = list(request.election.contests.order_by("pk"))
    alarm = selectors.effects_of(on=request.election.voted_on).alarm
    runs = selectors.alarmed_runs(contests=contests, areas=request.service.areas(SEE_ALARMS), alarm=alarm)
    context = {"tabs": tabs(request, "recapitulation_alarms"), **_listed(request, runs, contests, numbers="R08")}
    return render(request, "recapitulation/alarms.html", context)


@on_duty(SEE)
@require_safe
def challenged(request: DutyRequest) -> HttpResponse:
    """Every form in one's territory that somebody contests and nobody has answered, or that waits to be corrected."""
    contests = list(request.election.contests.order_by("pk"))
    runs = selectors.challenged_runs(contests=contests, areas=request.service.areas(SEE))
    context = {
        "tabs": tabs(request, "recapitulation_challenged"),
        "may_answer": request.service.may(DECIDE),
        **_listed(request, runs, contests),
    }
    return render(request, "recapitulation/challenged.html", context)


def _listed(
    request: DutyRequest, found: QuerySet[Run], contests: Sequence[Contest], *, numbers: str = ""
) -> dict[str, Any]:
    """Return a page of runs as they are listed. numbers: a rule whose two numbers stand beside its name."""
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    runs = list(page.object_list)
    rows = selectors.told(runs=runs, contests=contests, person_id=request.user.pk, at=timezone.now())
    labels = selectors.labels_of_checks(on=request.election.voted_on)
    beside = _numbers(runs, contests, numbers) if numbers else {}
    return {
        "page": page,
        "rows": [
            {
                "each": row,
                "wait": _wait(row),
                "standing": standing_in_words(row.standing, being_read=row.being_read),
                "tps": f"{row.code % 1000:03d}",
                "findings": findings_in_words(row.findings, labels, beside.get((row.contest, row.code), {})),
            }
            for row in rows
        ],
    }


def _numbers(runs: Sequence[Run], contests: Sequence[Contest], rule: str) -> dict[tuple[str, int], dict[str, str]]:
    """Return by contest and polling station the two numbers that a rule finds apart."""
    found = {}
    for contest in contests:
        own = {station_code(run.station_id): run for run in runs if run.contest_id == contest.pk}
        layouts = layouts_at(contest=contest, stations=list(own)) if own else {}
        for code, run in own.items():
            layout = layouts[code]
            if layout is not None:
                vector = selectors.vector_of(content=run.values)
                found[contest.code, code] = numbers_apart(layout, vector, [rule])
    return found


@on_duty(ENTER)
@require_POST
def take(request: DutyRequest) -> HttpResponse:
    """Begin with the form that matters most and that nobody else types."""
    at, service = timezone.now(), request.service
    contests = {each.pk: each for each in request.election.contests.all()}
    waiting = selectors.to_type(
        contests=contests.values(),
        areas=service.areas(ENTER),
        person_id=request.user.pk,
        at=at,
        resolves=service.may(RESOLVE),
    )
    for run in waiting[:TRIED]:
        if _opened(run, contests[run.contest_id], request):
            keys = request.election.code, contests[run.contest_id].code, station_code(run.station_id)
            return redirect("recapitulation_entry", *keys)
    messages.info(request, _("Tidak ada formulir yang menunggu Anda sekarang."))
    return redirect("recapitulation_queue", request.election.code)


def _opened(run: Run, contest: Contest, request: DutyRequest) -> bool:
    station = station_code(run.station_id)
    try:
        services.open_entry(
            contest=contest,
            station=station,
            person_id=request.user.pk,
            at=timezone.now(),
            may_resolve=request.service.may(RESOLVE, at_place=station),
        )
    except services.Refused:  # somebody else was first, or he may not resolve here
        return False
    return True
