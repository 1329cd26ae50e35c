"""A plenary is opened: the first of its place, or its repetition after a ruling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from telusur.kernel.law.acts import legal_act
from telusur.kernel.law.rules import NoRuleInForce
from telusur.kernel.letters.services import new_code

from .. import selectors
from ..models import Correction, Line, Objection, Plenary, Signature
from ..rules.moves import next_state
from ..rules.states import REPEATABLE, Act, Answer, Seat, State
from .steps import Refused, Step, finish, permitted, words

if TYPE_CHECKING:
    from datetime import datetime

    from telusur.results.elections.models import Contest
    from telusur.results.elections.selectors import Service


@legal_act
def open_plenary(
    *,
    contest: Contest,
    level: str,
    place: int,
    minutes: str,
    by: Service,
    at: datetime,
    district: int | None = None,
    ground: str = "",
) -> Plenary:
    """Open the plenary of a contest in a place. minutes: number of its minutes.

    district: where lists differ by electoral district and the place holds several; else its own is taken. ground: the
    ruling or decision that orders a repetition; what did not change below is read as before.
    Raises: Refused: `not_here`, `not_permitted`, `no_minutes`, `which_district`, `open_already`, `no_ground`,
    `nothing_below`.
    Law: PKPU 5/2024 Pasal 5, 14.
    """
    try:
        where = selectors.level_of(key=level, on=contest.election.voted_on)
    except NoRuleInForce as error:
        raise Refused("not_here") from error
    if not where.held_at(place) or contest.kind not in where.kinds:
        raise Refused("not_here")
    permitted(act=Act.OPEN, level=where, place=place, by=by, at=at)
    minutes = words(minutes, "no_minutes", at=at)
    if district is None:
        here = selectors.districts_in(contest=contest, place=place)
        if len(here) > 1:
            raise Refused("which_district")
        district = here[0].pk if here else None
    if not selectors.places_below(contest=contest, level=where, place=place, district=district):
        raise Refused("nothing_below")
    before = _before(contest, level, place, district, ground)
    plenary = Plenary(
        contest=contest,
        level=level,
        place=place,
        district_id=district,
        number=before.number + 1 if before else 1,
        ground=words(ground, "no_ground", at=at) if before else "",
        state=next_state(selectors.moves_at(at=at), None, Act.OPEN),
        minutes=minutes,
        opened_at=at,
        opened_by_id=by.person,
        code=new_code(),
    )
    try:
        with transaction.atomic():
            plenary.save()
    except IntegrityError as error:  # somebody else opened it at the same moment: there was no row to wait for
        if not _open_here(plenary):
            raise
        raise Refused("open_already") from error
    _seats(plenary, where.members)
    if before:
        _read_as_before(plenary, before)
    step = Step(plenary, where, selectors.layout_for(plenary=plenary), Act.OPEN, State(plenary.state), by, at)
    finish("plenaries.open", step, {"minutes": plenary.minutes, "ground": plenary.ground or None})
    return plenary


def _open_here(like: Plenary) -> bool:
    found = selectors.in_force_at(contest=like.contest, place=like.place, level=like.level, district=like.district_id)
    return found is not None


def _before(contest: Contest, level: str, place: int, district: int | None, ground: str) -> Plenary | None:
    """Return the plenary that this one repeats, no longer in force. Raises: Refused."""
    found = Plenary.objects.select_for_update(of=("self",)).filter(
        contest=contest, level=level, place=place, district_id=district, in_force=True
    )
    before = found.first()
    if before is None:
        return None
    if State(before.state) not in REPEATABLE:
        raise Refused("open_already")
    if not ground.strip():
        raise Refused("no_ground")
    before.in_force = False
    before.save(update_fields=["in_force"])
    return before


def _seats(plenary: Plenary, members: int) -> None:
    """Say whose signatures the form will ask for: the members', and a witness of every participant."""
    rows = [Signature(plenary=plenary, seat=Seat.MEMBER, place=number + 1) for number in range(members)]
    here = plenary.contest.participants.filter(on_list=None).order_by("number")
    own = here.filter(district_id=plenary.district_id)
    rows += [
        Signature(plenary=plenary, seat=Seat.WITNESS, place=each.number, participant=each)
        for each in (own if own.exists() else here.filter(district=None))
    ]
    Signature.objects.bulk_create(rows)


def _read_as_before(plenary: Plenary, before: Plenary) -> None:
    """Take over what was said of every unit whose form is still the one that was read then, with its corrections, with
    what was heard from below of it, and with what was carried further: the plenary above hears it of this one."""
    kept, corrected = [], []
    for unit in selectors.units_below(plenary=before):
        if unit.line is not None and unit.form is not None and not unit.changed_since:
            line = unit.line
            kept.append(
                Line(
                    plenary=plenary,
                    unit=line.unit,
                    form=bytes(line.form),
                    form_gaps=bytes(line.form_gaps),
                    said=bytes(line.said),
                    said_gaps=bytes(line.said_gaps),
                    moved=line.moved,
                    event=line.event,
                    below_id=line.below_id,
                    reason=line.reason,
                    read_at=line.read_at,
                    read_by_id=line.read_by_id,
                )
            )
            corrected += [(len(kept) - 1, each) for each in line.corrections.all()]
    lines = Line.objects.bulk_create(kept)
    _objected_as_before(plenary, before, {line.unit for line in kept})
    Correction.objects.bulk_create(
        Correction(
            line=lines[place],
            cells=each.cells,
            reason=each.reason,
            evidence=each.evidence,
            made_at=each.made_at,
            made_by_id=each.made_by_id,
            index=each.index,
        )
        for place, each in corrected
    )


def _objected_as_before(plenary: Plenary, before: Plenary, units: set[int]) -> None:
    """Take over, with their answers, the objections about these units or the whole that came from below or went on."""
    Objection.objects.bulk_create(
        Objection(
            plenary=plenary,
            unit=each.unit,
            as_role=each.as_role,
            participant_id=each.participant_id,
            text=each.text,
            answer=each.answer,
            words=each.words,
            carried_from_id=each.carried_from_id,
            raised_at=each.raised_at,
            raised_by_id=each.raised_by_id,
            answered_at=each.answered_at,
        )
        for each in Objection.objects.filter(plenary=before).order_by("pk")
        if (each.unit is None or each.unit in units)
        and (each.carried_from_id is not None or each.answer == Answer.CARRIED)
    )
