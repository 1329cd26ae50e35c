"""What several pages of plenaries share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from .. import selectors
from ..rules.moves import acts_open_to
from ..rules.parties import parties
from ..rules.states import State

if TYPE_CHECKING:
    from telusur.results.elections.duties import DutyRequest

    from ..models import Plenary
    from ..rules.levels import Level
    from ..rules.states import Act

SEE, HOLD = "plenaries.see", "plenaries.hold"


def plenary_asked(request: DutyRequest, plenary: int) -> Plenary:
    """Return the plenary of the address; 404 for one of another election, a refusal outside one's territory."""
    try:
        found = selectors.plenary_of(plenary_id=plenary)
    except LookupError as error:
        raise Http404 from error
    if found.contest.election_id != request.election.pk:
        raise Http404
    if not request.service.may(SEE, at_place=found.place):
        raise PermissionDenied(SEE)
    return found


def back_to(request: DutyRequest, plenary: Plenary) -> str:
    """Return where a plenary's own page is."""
    return reverse("plenaries_plenary", args=[request.election.code, plenary.pk])


def level_at(plenary: Plenary) -> Level:
    """Return the level of a plenary."""
    return selectors.level_of(key=plenary.level, on=plenary.contest.election.voted_on)


def acts_offered(request: DutyRequest, plenary: Plenary) -> frozenset[Act]:
    """Return what this person may do at a plenary now, by the table of moves; nothing at one that was replaced."""
    if not plenary.in_force:
        return frozenset()
    mine = parties(request.service.posts, level_at(plenary), plenary.place)
    return acts_open_to(selectors.moves_at(at=timezone.now()), State(plenary.state), mine)
