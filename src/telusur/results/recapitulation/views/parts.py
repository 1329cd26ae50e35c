"""What several pages of an election share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from telusur.results.elections.rules.codes import chain
from telusur.results.elections.selectors import ContestUnknown, contest_named, names_of

from .. import selectors
from .words import REFUSALS

if TYPE_CHECKING:
    from telusur.results.elections.duties import DutyRequest
    from telusur.results.elections.models import Contest, Election
    from telusur.results.elections.selectors import Service

    from ..services import Refused

SEE, ENTER, RESOLVE = "recapitulation.see", "recapitulation.enter", "recapitulation.resolve"
DECIDE, ORDER_RUN = "recapitulation.decide", "recapitulation.order_run"
CHALLENGE, SEE_ALARMS = "recapitulation.challenge", "recapitulation.see_alarms"
MANY = 1000  # beyond it nobody counts what waits before a page is shown
SEE_PLENARIES, END_DUTY = "plenaries.see", "elections.end_duty"


@dataclass(frozen=True)
class Form:
    """One form of the address: a polling station in a contest."""

    contest: Contest
    station: int
    place: str

    @property
    def keys(self) -> dict[str, Any]:
        return {"election": self.contest.election.code, "contest": self.contest.code, "station": self.station}

    def address(self, name: str) -> str:
        """Return where a page about this form is."""
        return reverse(name, kwargs=self.keys)


def form_asked(request: DutyRequest, contest: str, station: int) -> Form:
    """Return the form of the address; 404 for a contest or polling station that the election does not have."""
    try:
        found = contest_named(election=request.election.code, contest=contest)
    except ContestUnknown as error:
        raise Http404 from error
    if not selectors.is_station(election=request.election, station=station):
        raise Http404
    names = names_of(codes=chain(station))
    words = [names[code] for code in reversed(chain(station)) if code in names]
    place = _("TPS %(number)03d, %(places)s") % {"number": station % 1000, "places": ", ".join(words)}
    return Form(found, station, place)


def tabs(request: DutyRequest, current: str) -> list[dict[str, Any]]:
    """Return the pages of the election that this person may open, with the one that is open."""
    return ways(request.election, request.service, current)


def ways(election: Election, service: Service, current: str = "") -> list[dict[str, Any]]:
    """Return the pages of an election that somebody with these duties may open, with how much waits on those that list
    what waits."""
    pages = (
        ("recapitulation_queue", _("Antrean"), SEE),
        ("recapitulation_challenged", _("Sanggahan"), SEE),
        ("recapitulation_stations", _("Semua TPS"), SEE),
        ("recapitulation_alarms", _("Peringatan R08"), SEE_ALARMS),
        ("plenaries_desk", _("Rapat pleno"), SEE_PLENARIES),
        ("recapitulation_people", _("Petugas"), END_DUTY),
    )
    found: list[dict[str, Any]] = [
        {"name": name, "label": label, "href": reverse(name, args=[election.code]), "current": name == current}
        for name, label, right in pages
        if service.may(right)
    ]
    counts = _waiting(election, service, alarms=not current)
    for way in found:
        if way["name"] in counts:
            way["count"], way["counted"] = counts[way["name"]]
    return found


def _waiting(election: Election, service: Service, *, alarms: bool) -> dict[str, tuple[int, str]]:
    """Return by page how many forms wait there in somebody's territory, and for what. alarms: also those of alarms,
    for which every form of the territory is looked at."""
    contests, found = list(election.contests.all()), {}
    if service.may(SEE):
        areas = service.areas(SEE)
        waiting = selectors.waiting_runs(contests=contests, areas=areas)[:MANY].count()
        challenged = selectors.challenged_runs(contests=contests, areas=areas).count()
        words = (
            _("atau lebih menunggu dibaca atau diputuskan") if waiting == MANY else _("menunggu dibaca atau diputuskan")
        )
        found["recapitulation_queue"] = (waiting, words)
        found["recapitulation_challenged"] = (challenged, _("menunggu jawaban"))
    if alarms and service.may(SEE_ALARMS):
        alarm = selectors.effects_of(on=election.voted_on).alarm
        runs = selectors.alarmed_runs(contests=contests, areas=service.areas(SEE_ALARMS), alarm=alarm)
        found["recapitulation_alarms"] = (runs.count(), _("formulir beralarm"))
    return found


def sentence(refusal: Refused) -> str:
    """Return a refusal in words."""
    return str(REFUSALS[refusal.code])
