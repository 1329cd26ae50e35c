"""Faults are settled by corrections, ties by the decision of a plenary. Both stand in public with their reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from telusur.kernel.law.acts import legal_act

from .. import selectors
from ..models import Correction, TieDecision
from ..rules.tables import read_corrections, whole
from .steps import Facts, Refused, digest, latest, locked, words, write
from .taking import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from .taking import TakenFile


@dataclass(frozen=True)
class CorrectionAsked:
    """How one cell is read from now on. column: a party, or a column of the table of seats. source: its evidence."""

    district: str
    column: str
    becomes: int
    reason: str
    source: str


@legal_act
def correct(*, council_id: int, asked: Sequence[CorrectionAsked], actor: str, at: datetime) -> list[Correction]:
    """Read cells of the basis otherwise than the files have them, all or none. The files stay, and so does each
    correction, also one that a later correction of the same cell takes the place of.

    Raises: Refused: `nothing_taken`, `determined`, `no_cell`, `no_change`, `no_reason`, `no_source`, `identity`,
    `nothing_asked`. Law: UU 7/2017 Pasal 420; docs/law/seats.md.
    """
    council = locked(council_id=council_id)
    basis = latest(council)
    if not asked:
        raise Refused("nothing_asked")
    files = selectors.files_of(basis=basis)
    known = {(row.district, row.column): row.becomes for row in selectors.corrections_of(basis=basis)}
    made = []
    for each in asked:
        written = selectors.written_in(files=files, district=each.district, column=each.column)
        if written is None:
            raise Refused("no_cell", district=each.district, column=each.column)
        place = (each.district, each.column)
        if known.get(place, whole(written)) == each.becomes:
            raise Refused("no_change", district=each.district, column=each.column)
        known[place] = each.becomes
        made.append(
            Correction(
                basis=basis,
                district=each.district,
                column=each.column,
                was=written,
                becomes=each.becomes,
                reason=words(each.reason, "no_reason", at=at),
                source=words(each.source, "no_source", at=at),
                made_at=at,
                made_by=actor,
            )
        )
    said = [[row.district, row.column, row.was, row.becomes, row.reason, row.source] for row in made]
    facts: Facts = {"basis": basis.number, "cells": len(made), "sha256": digest({"corrections": said})}
    index = write("seats.correct", council=council, actor=actor, at=at, facts=facts)
    for row in made:
        row.index = index
    return Correction.objects.bulk_create(made)


@legal_act
def correct_from(*, council_id: int, file: TakenFile, source: str, actor: str, at: datetime) -> list[Correction]:
    """Correct what a file asks for, all of it or nothing, as `telusur seats allocate --corrections` takes one.

    source: of all of them. Raises: Refused, as `correct`, and `no_utf8`; tables.Refused.
    """
    files = selectors.files_of(basis=latest(locked(council_id=council_id)))
    name, text = text_of(file)
    read = read_corrections(text, file=name, votes=files.votes, seats=files.seats)
    asked = [CorrectionAsked(each.district, each.column, each.new, each.reason, source) for each in read]
    return correct(council_id=council_id, asked=asked, actor=actor, at=at)


@legal_act
def decide_tie(
    *,
    council_id: int,
    district: str,
    party: str,
    chosen: Iterable[str],
    ground: str,
    minutes: str,
    actor: str,
    at: datetime,
) -> TieDecision:
    """Record whom of equals the plenary gave the seats, by lot or as it decided, with its minutes.

    party: empty between parties; else the party whose candidates are equal, chosen by their numbers.
    Raises: Refused: `nothing_taken`, `determined`, `no_tie`, `not_so_many`, `no_ground_of_tie`, `no_minutes`,
    `identity`. Law: none says how; UU 7/2017 Pasal 420, 422 are silent.
    """
    council = locked(council_id=council_id)
    basis = latest(council)
    working = selectors.working_of(basis=basis)
    ties = [tie for tie in working.open_ties if (tie.district, tie.party) == (district, party)]
    if not ties:
        raise Refused("no_tie")
    (tie,) = ties
    named = sorted(set(chosen))
    if not set(named) <= set(tie.claimants) or len(named) != tie.seats:
        raise Refused("not_so_many", seats=tie.seats)
    row = TieDecision(
        basis=basis,
        district=district,
        party=party,
        claimants=list(tie.claimants),
        seats=tie.seats,
        claim=tie.claim,
        chosen=named,
        ground=words(ground, "no_ground_of_tie", at=at),
        minutes=words(minutes, "no_minutes", at=at),
        made_at=at,
        made_by=actor,
    )
    said = {"district": district, "party": party, "chosen": named, "ground": row.ground, "minutes": row.minutes}
    facts: Facts = {"basis": basis.number, "seats": tie.seats, "sha256": digest(said)}
    row.index = write("seats.decide_tie", council=council, actor=actor, at=at, facts=facts)
    row.save()
    return row
