"""The units below are read: as their forms say, or otherwise, for a reason and on evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from django.utils.translation import gettext as _

from telusur.kernel.law.acts import legal_act
from telusur.results.elections.rules.layout import UNREAD, in_words
from telusur.results.recapitulation import services as recapitulation
from telusur.results.recapitulation.selectors import holding_rules, labels_of_checks

from .. import selectors
from ..models import Correction, Line, Objection
from ..rules.states import Act, Answer
from ..rules.sums import Column, differing, missing_votes, moved, slips
from .steps import Refused, Step, begin, finish, words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from telusur.results.elections.selectors import Service

    from ..selectors import Form, Unit


@legal_act
def read_unit(
    *, plenary_id: int, unit: int, by: Service, at: datetime, reason: str = "", seen: str | None = None
) -> Line:
    """Say that a unit's numbers are those of its form. reason: why they stand where a rule of votes holds them.

    seen: `selectors.seen_of` the unit when somebody looked at it; None where nobody did.
    Raises: Refused: `not_permitted`, `no_unit`, `no_form`, `stale` where it says something else by now, `unread` votes,
    `held` without a reason; WrongState.
    Law: PKPU 5/2024 (baca C.Hasil, cocokkan); docs/law/recapitulation.md.
    """
    step = begin(plenary_id=plenary_id, act=Act.READ, by=by, at=at)
    found = _unit(step, unit, seen)
    form = _form(found)
    if missing_votes(step.layout, form.column):
        raise Refused("unread")
    holds = form.held or bool(slips(step.layout, form.column))
    why = words(reason, "held", at=at) if holds or reason.strip() else ""
    line = _line(step, found, form.column, form.column, form)
    line.reason = why
    line.save()
    _hear_from_below(step, found)
    facts = {"unit": unit, "form": form.event, "reason": line.reason or None}
    finish("plenaries.read_unit", step, facts)
    return line


@legal_act
def correct_unit(
    *,
    plenary_id: int,
    unit: int,
    cells: Mapping[str, int],
    reason: str,
    evidence: str,
    by: Service,
    at: datetime,
    stands: str = "",
    read_out: bool = False,
    seen: str | None = None,
) -> Line:
    """Say that a unit's numbers are others than its form's, before or after it was read.

    cells: the fields that change, in numbers, X_MARK or UNREAD. Of a polling station the correction is also one of
    recapitulation, whose event carries the minutes; one without any C form is filled in whole and marked so. stands:
    why what is said now stands, where a rule would hold it; it stays beside the line. read_out: the paper form was read
    out in the room although its reading had only begun, which is then said beside the reason. seen: `selectors.seen_of`
    the unit when somebody looked at it, so that nobody moves back unseen what another corrected meanwhile.
    Raises: Refused: `not_permitted`, `no_unit`, `no_form`, `no_reason`, `no_evidence`, `stale` where the unit says
    something else by now, `no_change`, `unread` votes, `being_read` while a form is there, `breaks_rules` without a
    reason why what breaks them stands;
    KeyError for a field the form does not have; WrongState. Law: PKPU 5/2024 (pembetulan).
    """
    step = begin(plenary_id=plenary_id, act=Act.CORRECT, by=by, at=at)
    reason, evidence = words(reason, "no_reason", at=at), words(evidence, "no_evidence", at=at)
    found = _unit(step, unit, seen)
    before = _stands(step, found)
    said = _with(step, before, cells)
    if said.values == before.values:
        raise Refused("no_change")
    if missing_votes(step.layout, said):
        raise Refused("unread")
    if found.begun and found.form is None:
        if not read_out:
            raise Refused("being_read")
        reason = _("Formulirnya belum selesai dibaca; kertasnya dibacakan di rapat pleno. %(why)s") % {"why": reason}
    why = _why_it_stands(step, unit, said, stands)
    read = selectors.form_column(line=found.line) if found.line else before
    line = _line(step, found, read, said, found.form)
    line.reason = why
    line.save()
    _hear_from_below(step, found)
    if step.level.of_stations:
        line.event = _correct_station(step, found, said, reason, evidence)
        line.save(update_fields=["event"])
    changed = {
        name: [in_words([before.values[place]]), in_words([said.values[place]])]
        for name, place in step.layout.places.items()
        if before.values[place] != said.values[place]
    }
    index = finish(
        "plenaries.correct_unit",
        step,
        {
            "unit": unit,
            "event": line.event,
            "reason": reason,
            "evidence": evidence,
            "minutes": step.plenary.minutes,
            **({"stands": why} if why else {}),
        },
    )
    Correction.objects.create(
        line=line, cells=changed, reason=reason, evidence=evidence, made_at=at, made_by_id=by.person, index=index
    )
    return line


def _why_it_stands(step: Step, unit: int, said: Column, stands: str) -> str:
    """Return why numbers stand that a rule would hold; nothing where none does. Raises: Refused("breaks_rules")."""
    contest = step.plenary.contest
    if step.level.of_stations:
        broken = holding_rules(contest=contest, layout=step.layout, station=unit, values=said.values)
    else:
        broken = (*slips(step.layout, said), *(["R19"] if _beside(step, unit, said) else ()))
    if not broken:
        return ""
    if not stands.strip():
        labels = dict(labels_of_checks(on=contest.election.voted_on))
        if "R19" in broken:
            labels["R19"] = selectors.copied_in_words(copies=_beside(step, unit, said))
        raise Refused("breaks_rules", rules="; ".join(f"{labels.get(rule, rule)} ({rule})" for rule in broken))
    return words(stands, "breaks_rules", at=step.at)


def _beside(step: Step, unit: int, said: Column) -> list[Unit]:
    """Return who beside a unit says the very same of itself (R19)."""
    return selectors.copied_from(plenary=step.plenary, unit=unit, said=said)


def _unit(step: Step, unit: int, seen: str | None) -> Unit:
    found = selectors.units_below(plenary=step.plenary, only=unit)
    if not found:
        raise Refused("no_unit")
    if seen is not None and seen != selectors.seen_of(unit=found[0]):
        raise Refused("stale")
    return found[0]


def _form(unit: Unit) -> Form:
    if unit.form is None:
        raise Refused("no_form")
    return unit.form


def _stands(step: Step, unit: Unit) -> Column:
    """Return what is said of a unit until now: by the plenary, else by its form, else nothing at all."""
    if unit.line is not None and not unit.changed_since:
        return selectors.said_column(line=unit.line)
    if unit.form is not None:
        return unit.form.column
    if not step.level.of_stations:
        raise Refused("no_form")
    return Column.of_form([UNREAD] * step.layout.width)


def _with(step: Step, before: Column, cells: Mapping[str, int]) -> Column:
    values, gaps = list(before.values), list(before.gaps)
    for name, value in cells.items():
        place = step.layout.places[name]
        if values[place] != value:
            values[place], gaps[place] = value, int(value == UNREAD)
    return Column(tuple(values), tuple(gaps))


def _line(step: Step, unit: Unit, form: Column, said: Column, now: Form | None) -> Line:
    line = unit.line or Line(plenary=step.plenary, unit=unit.code)
    if unit.changed_since and now is not None:
        form = now.column
    line.form, line.form_gaps = _packed(form.values), _packed(form.gaps)
    line.said, line.said_gaps = _packed(said.values), _packed(said.gaps)
    line.moved = moved(step.layout, form, said) if differing(step.layout, form, said) else 0
    line.event = now.event if now else -1
    line.below_id = now.below if now else None
    line.reason, line.read_at, line.read_by_id = "", step.at, step.by.person
    return line


def _packed(values: tuple[int, ...]) -> bytes:
    return np.array(values, dtype="<i4").tobytes()


def _correct_station(step: Step, unit: Unit, said: Column, reason: str, evidence: str) -> int:
    """Put the numbers of a polling station in force, and return the place of the event in the log."""
    contest, layout, minutes = step.plenary.contest, step.layout, step.plenary.minutes
    if unit.form is None:
        taken = recapitulation.fill_without_form(
            contest=contest,
            station=unit.code,
            values=said.values,
            layout=layout,
            reason=reason,
            evidence=evidence,
            minutes=minutes,
            actor=step.actor,
            at=step.at,
            begun=unit.begun,
        )
        return taken.places.start
    now = unit.form.column.values
    cells = {name: said.values[place] for name, place in layout.places.items() if now[place] != said.values[place]}
    if not cells:
        return unit.form.event
    taken = recapitulation.correct_form(
        contest=contest,
        station=unit.code,
        cells=cells,
        reason=reason,
        evidence=evidence,
        minutes=minutes,
        person_id=step.by.person,
        at=step.at,
    )
    return taken.places.start


def _hear_from_below(step: Step, unit: Unit) -> None:
    """Let the objections that the plenary below carried be heard here, each once, also where that was repeated and
    carries it again."""
    if unit.form is None or unit.form.below is None:
        return
    carried = Objection.objects.filter(plenary_id=unit.form.below, answer=Answer.CARRIED).order_by("pk")
    heard = Objection.objects.filter(plenary=step.plenary, unit=unit.code, carried_from__isnull=False)
    known = set(heard.values_list("carried_from__unit", "as_role", "participant_id", "text"))
    Objection.objects.bulk_create(
        Objection(
            plenary=step.plenary,
            unit=unit.code,
            as_role=each.as_role,
            participant_id=each.participant_id,
            text=each.text,
            carried_from=each,
            raised_at=step.at,
            raised_by_id=each.raised_by_id,
        )
        for each in carried
        if (each.unit, each.as_role, each.participant_id, each.text) not in known
    )
