"""A print of the D form is drawn, and a public one looked through, before its plenary is locked: nobody waits for a
typesetter. It is kept only where all that it says is what the locked plenary says; else it is drawn anew."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from telusur.kernel.documents import services as documents
from telusur.kernel.law.acts import in_its_language

from .. import selectors
from ..models import Objection
from ..rules.states import Act, Answer, PaperKind
from .printing import facts_of, note_of, rendered
from .steps import Refused, Step, begin

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from telusur.kernel.documents.models import Document
    from telusur.results.elections.selectors import Service

    from ..models import Paper
    from ..rules.sums import Column

TRIES = 3
_SHOWN = 6  # units that a refusal names


class Outdated(Exception):
    """What a print says is not what the plenary says any more."""


@dataclass(frozen=True)
class Print:
    """A drawn print. facts: all that it says. total: its final sum. note: the signed words on it."""

    kind: PaperKind
    number: int
    note: str
    facts: dict[str, object]
    total: Column
    document: Document


def printed_before_the_lock(
    keep: Callable[[Print | None], Paper],
    *,
    act: Act,
    kind: PaperKind,
    plenary_id: int,
    by: Service,
    at: datetime,
) -> Paper:
    """Draw a print and keep it. keep: locks the plenary, raises Outdated for a print that says what is past, and draws
    one under its lock where it gets none, after so many tries that nobody waits for ever.

    Raises: what `begin` and `whole` raise.
    """
    for _try in range(TRIES):
        with in_its_language():
            step = begin(plenary_id=plenary_id, act=act, by=by, at=at, locked=False)
            whole(step)
            made = draw(step, kind)
        try:
            return keep(made)
        except Outdated:
            continue
    return keep(None)


def draw(step: Step, kind: PaperKind) -> Print:
    """Return a print of the form as its plenary stands, stored as a document that hangs nowhere yet."""
    number, note, facts, total = _said(step, kind)
    content = io.BytesIO(rendered(facts, at=step.at))
    document = documents.store(content=content, name="d-hasil.pdf", at=step.at, made_here=True)
    if kind == PaperKind.PUBLIC:
        documents.check_release(document_id=document.pk, at=step.at)
    return Print(kind, number, note, facts, total, document)


def still_true(made: Print | None, step: Step, kind: PaperKind) -> Print:
    """Return a print that says what the locked plenary says. Raises: Outdated."""
    if made is None:
        return draw(step, kind)
    if (made.number, made.note, made.facts, made.total) != _said(step, kind):
        raise Outdated
    return made


def _said(step: Step, kind: PaperKind) -> tuple[int, str, dict[str, object], Column]:
    number = step.plenary.papers.filter(kind=kind).count() + 1
    note = ""
    if kind != PaperKind.PROOF:
        form = selectors.form_name(contest=step.plenary.contest, level=step.level, place=step.plenary.place)
        note = note_of(plenary=step.plenary, form=form, total=selectors.total_of(plenary=step.plenary))
    facts, total = facts_of(step=step, kind=kind, number=number, note=note, at=step.at)
    return number, note, facts, total


def whole(step: Step) -> None:
    """Raise Refused unless every unit is read as it now stands, and every objection answered."""
    units = selectors.units_below(plenary=step.plenary)
    missing = [unit for unit in units if unit.line is None]
    if missing:
        raise Refused("unread_units", count=len(missing), names=", ".join(unit.name for unit in missing[:_SHOWN]))
    changed = [unit for unit in units if unit.changed_since]
    if changed:
        raise Refused("changed_units", count=len(changed), names=", ".join(unit.name for unit in changed[:_SHOWN]))
    waiting = Objection.objects.filter(plenary=step.plenary, answer=Answer.OPEN).count()
    if waiting:
        raise Refused("objections", count=waiting)
