"""What waits: one's duties, the queue of forms, the alarms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from telusur.kernel.accounts.permits import SIGNED_IN, permits
from telusur.kernel.accounts.throttles import throttled
from telusur.results.elections.duties import DutyRequest, on_duty
from telusur.results.elections.rules.codes import station_code
from telusur.results.elections.selectors import duties_held
from telusur.results.elections.services import CodeUnknown, activate_duty

from .. import selectors, services
from ..forms.work import CodeForm, QueueForm
from .parts import ENTER, RESOLVE, SEE, SEE_ALARMS, tabs
from .words import STANDINGS, WAITS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpResponse

    from telusur.kernel.accounts.permits import SignedInRequest
    from telusur.results.elections.models import Contest

    from ..models import Run

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
            messages.success(request, _("Tugas diaktifkan: %(duty)s.") % {"duty": duty})
            return redirect("recapitulation_queue", duty.election.code)
    context = {"form": form, "duties": duties_held(person=request.user, at=at)}
    return render(request, "recapitulation/home.html", context, status=422 if form.errors else 200)


@on_duty(SEE)
@require_safe
def queue(request: DutyRequest) -> HttpResponse:
    """What waits for somebody in one's territory, by how much it may still change totals."""
    contests = list(request.election.contests.order_by("pk"))
    form = QueueForm(request.GET or None, contests=contests)
    asked = form.cleaned_data if form.is_valid() else {}
    runs = selectors.waiting_runs(
        contests=[each for each in contests if asked.get("contest") in {None, "", each.code}],
        areas=request.service.areas(SEE),
        wait=asked.get("wait"),
        within=asked.get("within"),
    )
    context = {
        "form": form,
        "filtered": any(asked.values()),
        "tabs": tabs(request, "recapitulation_queue"),
        "may_type": request.service.may(ENTER),
        **_listed(request, runs, contests),
    }
    return render(request, "recapitulation/queue.html", context)


@on_duty(SEE_ALARMS)
@require_safe
def alarms(request: DutyRequest) -> HttpResponse:
    """Every form in one's territory whose votes are not as many as its users: a ground for counting again."""
    contests = list(request.election.contests.order_by("pk"))
    alarm = selectors.effects_of(on=request.election.voted_on).alarm
    runs = selectors.alarmed_runs(contests=contests, areas=request.service.areas(SEE_ALARMS), alarm=alarm)
    context = {"tabs": tabs(request, "recapitulation_alarms"), **_listed(request, runs, contests)}
    return render(request, "recapitulation/alarms.html", context)


def _listed(request: DutyRequest, runs: Any, contests: Iterable[Contest]) -> dict[str, Any]:
    page = Paginator(runs, ON_A_PAGE).get_page(request.GET.get("page"))
    rows = selectors.told(runs=list(page.object_list), contests=contests, at=timezone.now())
    return {
        "page": page,
        "rows": [
            {"each": row, "wait": WAITS[row.waits_for], "standing": STANDINGS[row.standing], "tps": row.code % 1000}
            for row in rows
        ],
    }


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
    try:
        services.open_entry(
            contest=contest, station=station_code(run.station_id), person_id=request.user.pk, at=timezone.now()
        )
    except services.Refused:  # somebody else was first
        return False
    return True
