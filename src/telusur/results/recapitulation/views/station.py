"""One polling station in one contest: how it stands, what was read, its pictures, everything that was done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from telusur.results.elections.duties import DutyRequest, on_duty
from telusur.results.elections.rules.layout import UNREAD
from telusur.results.elections.selectors import layout_at, run_kinds

from .. import selectors
from ..rules.checks import names
from ..rules.queue import Wait
from ..rules.states import DISPUTED, Standing
from ..rules.typing import differing
from .entry import advice_on, label_of
from .history import history
from .parts import CHALLENGE, DECIDE, ENTER, ORDER_RUN, RESOLVE, SEE, Form, form_asked
from .pictures import shown_pictures
from .words import (
    FLAGS,
    STANDINGS,
    findings_in_words,
    numbers_apart,
    said,
    standing_in_words,
    voice_in_words,
    wait_in_words,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse

    from telusur.results.elections.rules.layout import Layout

    from ..models import Challenge, Entry, Run


@on_duty(SEE)
@require_safe
def station_page(request: DutyRequest, contest: str, station: int) -> HttpResponse:
    """Show a form as it stands. What one person read alone is on no page."""
    form = form_asked(request, contest, station)
    layout = layout_at(contest=form.contest, station=station)
    runs = list(selectors.runs_of(contest=form.contest, station=station))
    run = next((each for each in runs if each.in_force), None)
    readings = selectors.readings_of(run=run) if run else []
    entry = selectors.entry_of(contest=form.contest, station=station, person_id=request.user.pk)
    own = entry is not None and entry.turn is not None
    challenges = list(selectors.challenges_of(run=run)) if run else []
    wrong = run is not None and bool(run.flags & DISPUTED) and all(each.granted is not None for each in challenges)
    context = {
        "form": form,
        "run": run,
        "state": _state(form, run, own=own, wrong=wrong) if run else None,
        "wrong": wrong,
        "runs": _runs(runs, form) if len(runs) > 1 else [],
        "rows": _rows(layout, run, readings) if run and (readings or _read(run)) else [],
        "readers": [_("Pembaca %(number)d") % {"number": each.turn} for each in readings],
        "findings": _findings(layout, run, form) if run else [],
        "advice": _advice(layout, run) if run else [],
        "pictures": shown_pictures(form),
        "challenges": [_challenge(each, form) for each in challenges],
        "history": history(form, layout),
        "acts": _acts(request, form, run, challenges, own=own),
        "may_answer": request.service.may(DECIDE, at_place=station),
    }
    return render(request, "recapitulation/station.html", context)


def _state(form: Form, run: Run, *, own: bool, wrong: bool) -> dict[str, Any]:
    votes, place = Standing(run.votes), (form.station, form.station)
    being_read = bool(selectors.stations_being_read(contest=form.contest, spans=[place]))
    return {
        "votes": standing_in_words(votes, being_read=being_read),
        "administration": STANDINGS[Standing(run.administration)],
        "wait": wait_in_words(
            Wait(run.waits_for), votes, disputed=bool(run.flags & DISPUTED), found_wrong=wrong, own=own
        ),
        "flags": [label for flag, label in FLAGS if run.flags & flag],
    }


def _runs(runs: Sequence[Run], form: Form) -> list[dict[str, Any]]:
    kinds = run_kinds(on=form.contest.election.voted_on)
    return [{"run": each, "kind": kinds[each.kind].text("label") if each.kind in kinds else each.kind} for each in runs]


def _read(run: Run) -> bool:
    """Return whether any cell of the form in force has been read."""
    return any(value != UNREAD for value in selectors.vector_of(content=run.values))


def _rows(layout: Layout, run: Run, readings: Sequence[Entry]) -> list[dict[str, Any]]:
    """Return a line for each field: what is in force, and beside it what each person read."""
    labels = label_of(layout)
    in_force = selectors.vector_of(content=run.values)
    read = [selectors.vector_of(content=each.values or b"") for each in readings]
    apart = set(differing(layout, *read[:2])) if read else set()
    return [
        {
            "label": labels[name],
            "value": said(in_force[layout.places[name]]),
            "read": [said(vector[layout.places[name]]) for vector in read],
            "apart": name in apart,
        }
        for name in labels
    ]


def _findings(layout: Layout, run: Run, form: Form) -> list[str]:
    labels, rules = selectors.labels_of_checks(on=form.contest.election.voted_on), names(run.findings)
    numbers = numbers_apart(layout, selectors.vector_of(content=run.values), rules)
    return findings_in_words(rules, labels, numbers)


def _advice(layout: Layout, run: Run) -> list[str]:
    """Return what arithmetic suggests, to those who decide about what two people have read."""
    waits = run.waits_for == Wait.DECISION
    return advice_on(layout, selectors.vector_of(content=run.values)) if waits else []


def _challenge(each: Challenge, form: Form) -> dict[str, Any]:
    return {
        "each": each,
        "who": voice_in_words(each.as_role),
        "picture": reverse("recapitulation_picture", kwargs=form.keys | {"attachment": each.picture_id}),
        "answer": _answer_to(each, form),
    }


def _answer_to(each: Challenge, form: Form) -> str:
    return reverse("recapitulation_answer", kwargs=form.keys | {"challenge": each.pk})


def _acts(
    request: DutyRequest, form: Form, run: Run | None, challenges: Sequence[Challenge], *, own: bool
) -> list[dict[str, str]]:
    """Return what this person may do here now. own: whether he has handed in a reading, after which the next one and
    every decision are another's."""
    service, at = request.service, form.station
    waits = Wait(run.waits_for) if run else Wait.READERS
    by_readers = (Wait.READERS, Wait.RESOLVER)
    held = run is not None and Standing.HELD in {run.votes, run.administration}
    offered = (
        ("recapitulation_entry", _("Ketik formulir"), ENTER, waits is Wait.READERS and not own),
        ("recapitulation_entry", _("Ketik formulir"), RESOLVE, waits is Wait.RESOLVER and not own),
        ("recapitulation_decide", _("Putuskan yang ditahan"), DECIDE, held and waits is Wait.DECISION and not own),
        (
            "recapitulation_correct",
            _("Koreksi"),
            DECIDE,
            run is not None and not own and waits not in by_readers and run.votes != Standing.SETTLED,
        ),
        ("recapitulation_challenge", _("Sanggah dengan foto"), CHALLENGE, run is not None),
        ("recapitulation_order_run", _("Catat pemungutan atau penghitungan ulang"), ORDER_RUN, True),
    )
    answers = [
        {"href": _answer_to(each, form), "label": _("Jawab sanggahan")}
        for each in challenges
        if each.granted is None and service.may(DECIDE, at_place=at)
    ]
    return answers + [
        {"href": form.address(name), "label": label}
        for name, label, right, possible in offered
        if possible and service.may(right, at_place=at)
    ]
