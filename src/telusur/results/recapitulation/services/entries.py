"""Blind double entry: two people type a form, neither sees what the other typed; where they differ a third resolves."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np
from django.utils.translation import gettext as _

from telusur.kernel.law.acts import legal_act
from telusur.kernel.law.selectors import rule_in_force
from telusur.kernel.ledger.rules.logs import election_log
from telusur.kernel.ledger.services import record, sealed
from telusur.results.elections.rules.codes import station_code
from telusur.results.elections.rules.layout import in_words
from telusur.results.elections.selectors import layout_at

from ..models import Entry, Run
from ..rules.queue import CERTAIN, Wait
from ..rules.states import Standing
from ..rules.typing import LONGEST, differing, vector_of
from ..selectors import vector_of as stored_vector
from .runs import run_to_fill
from .taking import Cause, Forms, Taken, take_forms
from .telling import Refused, write_event

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from telusur.results.elections.models import Contest
    from telusur.results.elections.rules.layout import Layout

READ, RESOLVE = "recapitulation.read", "recapitulation.resolve"
READERS = 2


@legal_act
def open_entry(*, contest: Contest, station: int, person_id: int, at: datetime, may_resolve: bool = False) -> Entry:
    """Return this person's entry of the run in force, opened or taken up again, his for half an hour more.

    Where two people have typed the form and differ, it resolves their difference, which takes a right of its own.
    may_resolve: he has it at this polling station. Raises: Refused: `taken` while others type it, `read` once nobody
    needs to, `own` where he is one of the two who differ, `no_right`.
    Law: PKPU 5/2024; docs/law/recapitulation.md.
    """
    run = run_to_fill(contest=contest, station=station)
    own = Entry.objects.select_for_update().filter(run=run, person_id=person_id).first()
    resolves = run.waits_for == Wait.RESOLVER
    _may_type(run, own, resolves=resolves, at=at)
    if resolves and not may_resolve:
        raise Refused("no_right")
    until = _until(contest, at)
    if own is None:
        return Entry.objects.create(run=run, person_id=person_id, resolves=resolves, opened_at=at, claimed_until=until)
    own.resolves, own.claimed_until = resolves, until
    own.save(update_fields=["resolves", "claimed_until"])
    return own


def _may_type(run: Run, own: Entry | None, *, resolves: bool, at: datetime) -> None:
    if own is not None and own.turn is not None:
        raise Refused("own")
    if run.waits_for not in {Wait.READERS, Wait.RESOLVER}:
        raise Refused("read")
    others = Entry.objects.filter(run=run).exclude(pk=own.pk if own else 0)
    done = others.filter(turn__isnull=False, resolves=False).count()
    typing = others.filter(turn=None, resolves=resolves, claimed_until__gt=at).count()
    if (typing if resolves else done + typing) >= (1 if resolves else READERS):
        raise Refused("taken")


@legal_act
def save_draft(*, entry_id: int, person_id: int, cells: Mapping[str, str], at: datetime) -> Entry:
    """Keep cells as they were typed, over those kept before; what is not named stays. Only its person has the draft.
    Who types keeps the form for half an hour more.

    Raises: Refused: `not_yours`, `handed_in`; KeyError for a field that the form does not have.
    """
    entry = _own(entry_id, person_id)
    known = _layout(entry.run).places
    for name, text in cells.items():
        if name not in known:
            raise KeyError(name)
        entry.typed[name] = text.strip()[:LONGEST]
    entry.saved_at, entry.claimed_until = at, max(entry.claimed_until, _until(entry.run.contest, at))
    entry.save(update_fields=["typed", "saved_at", "claimed_until"])
    return entry


@legal_act
def hand_in(
    *,
    entry_id: int,
    person_id: int,
    cells: Mapping[str, str],
    at: datetime,
    blanks_unread: bool = False,
    may_resolve: bool = False,
) -> Entry:
    """Hand in a form that was typed whole.

    The first waits, known to nobody: it is in no sum. With the second the two are compared: equal, they are put in
    force as verified, held where a rule holds them; different, a third waits to resolve them. The log commits to each
    reading before the next one is made. Two who hand in at once: one is first, the other hears it.
    may_resolve: as in `open_entry`, asked again: a right may end while one types.
    Raises: BadCells; Refused: `not_yours`, `handed_in`, `replaced` by a further run, `read` by two others meanwhile,
    `no_right`.
    """
    entry = _own(entry_id, person_id, lock_run=True)
    run = entry.run
    if not run.in_force:
        raise Refused("replaced")
    if run.waits_for != (Wait.RESOLVER if entry.resolves else Wait.READERS):
        raise Refused("read")
    if entry.resolves and not may_resolve:
        raise Refused("no_right")
    layout = _layout(run)
    entry.typed |= {name: text.strip()[:LONGEST] for name, text in cells.items() if name in layout.places}
    vector = vector_of(layout, entry.typed, blanks_unread=blanks_unread)
    done = Entry.objects.filter(run=run, turn__isnull=False, resolves=False).count()
    entry.turn = done + 1
    _commit(entry, vector, at)
    if entry.turn > 1:
        _compare(run, entry, layout, vector, at)
    return entry


def _until(contest: Contest, at: datetime) -> datetime:
    """Return until when a form is his who types at this moment."""
    rule = rule_in_force("recapitulation", "claim", "entry", on=contest.election.voted_on)
    return at + timedelta(minutes=rule.number("minutes"))


def _own(entry_id: int, person_id: int, *, lock_run: bool = False) -> Entry:
    """Return an entry that its person may still change, locked after its contest. Raises: Refused."""
    known = Entry.objects.select_related("run__contest__election").filter(pk=entry_id, person_id=person_id).first()
    if known is None:
        raise Refused("not_yours")
    if lock_run:
        run_to_fill(contest=known.run.contest, station=station_code(known.run.station_id))
    entry = Entry.objects.select_for_update(of=("self",)).select_related("run__contest__election").get(pk=known.pk)
    if entry.turn is not None:
        raise Refused("handed_in")
    return entry


def _layout(run: Run) -> Layout:
    return layout_at(contest=run.contest, station=station_code(run.station_id))


def _commit(entry: Entry, vector: list[int], at: datetime) -> None:
    """Let the log commit to a reading, which stays unknown."""
    run, seal = entry.run, sealed(content=in_words(vector))
    entry.values = np.array(vector, dtype="<i4").tobytes()
    entry.salt, entry.handed_in_at, entry.saved_at = seal.salt, at, at
    act = record(
        RESOLVE if entry.resolves else READ,
        log=election_log(run.contest.election.code),
        subject_kind="station",
        subject_id=str(station_code(run.station_id)),
        actor=f"user:{entry.person_id}",
        happened_at=at,
        recorded_at=at,
        facts={"contest": run.contest.code, "run": run.number, "turn": entry.turn, "values": seal.digest},
    )
    entry.index = act.index
    entry.save()


def _compare(run: Run, entry: Entry, layout: Layout, vector: list[int], at: datetime) -> None:
    if entry.resolves:
        _tell_readings([entry])
        _put_in_force(run, layout, vector, Cause("recapitulation.verify", _ref(entry), at, reason=_reason(run, vector)))
        return
    first = Entry.objects.get(run=run, turn=1)
    _tell_readings([first, entry])
    before = stored_vector(content=first.values or b"")
    if not differing(layout, before, vector):
        _put_in_force(run, layout, vector, Cause("recapitulation.verify", _ref(entry), at, reason=_reason(run, vector)))
        return
    run.waits_for = Wait.RESOLVER
    run.weight = max(run.weight, CERTAIN * _most_apart(layout, before, vector))
    run.save(update_fields=["waits_for", "weight"])


def _tell_readings(entries: list[Entry]) -> None:
    """Write the events of readings, which open their commitments: nobody is blind any more."""
    for entry in entries:
        assert entry.index is not None and entry.handed_in_at is not None and entry.values is not None  # noqa: S101, PT018
        cause = Cause(RESOLVE if entry.resolves else READ, _ref(entry), entry.handed_in_at)
        write_event(
            contest=entry.run.contest,
            run=entry.run,
            cause=cause,
            index=entry.index,
            salt=entry.salt,
            in_force=False,
            values=bytes(entry.values),
        )


def _put_in_force(run: Run, layout: Layout, vector: list[int], cause: Cause) -> Taken:
    code = np.array([station_code(run.station_id)], dtype=np.int64)
    return take_forms(
        contest=run.contest,
        forms=Forms(code, np.array([vector], dtype=np.int32)),
        cause=cause,
        passed=Standing.VERIFIED,
        layout=layout,
    )


def _ref(entry: Entry) -> str:
    return f"user:{entry.person_id}"


def _reason(run: Run, vector: list[int]) -> str:
    """Return why numbers that were public change now; nothing where there were none, or the same."""
    changes = run.votes != Standing.MISSING and stored_vector(content=run.values) != vector
    return _("Dua pembacaan formulir menggantikan angka yang belum diverifikasi.") if changes else ""


def _most_apart(layout: Layout, first: list[int], second: list[int]) -> int:
    """Return by how many votes two readings of one choice differ at most."""
    return max((abs(max(first[place], 0) - max(second[place], 0)) for place in layout.votes), default=0)
