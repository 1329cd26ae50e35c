"""Forms are taken: judged by the rules, put in force, written as events and as acts of the election's log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from django.db import connection
from django.utils.translation import gettext as _

from telusur.kernel.law.acts import legal_act
from telusur.kernel.ledger.rules.commitments import commitment
from telusur.kernel.ledger.rules.logs import election_log
from telusur.kernel.ledger.services import NewAct, record_all, sealed
from telusur.results.elections.rules.codes import STATIONS_OF_AN_ELECTION, station_id
from telusur.results.elections.rules.layout import UNREAD, in_words
from telusur.results.elections.selectors import layout_of
from telusur.results.elections.services.copying import copy_rows, line, run

from ..models import Challenge
from ..rules.checks import bit, findings, in_rules
from ..rules.judging import standings
from ..rules.queue import Wait, waits, weights
from ..rules.states import CORRECTED, DISPUTED, SURE, Standing
from ..selectors import doubts_of, effects_of, sheet_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from numpy.typing import NDArray

    from telusur.results.elections.models import Contest
    from telusur.results.elections.rules.layout import Layout

    Ints = NDArray[np.int64]

_LOCK = 0x54454C  # of all advisory locks, those of recapitulation
COPIED = bit("R19")
OF_A_REGENCY = bit("R23")  # what is usual in a regency moves with each form that comes: only `results check` says it
BY_HAND = (Standing.ENTERED, Standing.VERIFIED, Standing.SETTLED)


@dataclass(frozen=True)
class Forms:
    """Forms that arrive. codes: 13 digits, each once; values: forms × fields. source_at: when the source says that each
    form's numbers are from; None where it does not say."""

    codes: Ints
    values: NDArray[np.int32]
    source_at: Sequence[datetime | None] | None = None


@dataclass(frozen=True)
class Cause:
    """Why and by whom something is done to numbers. act: `recapitulation.import` and the like. at: now; happened_at:
    when it was done, if earlier. reason: why something changes, public. evidence: digest of the file it rests on.
    minutes: number of the minutes of the plenary that did it. marks: flags of `states` that the form gets by it.
    replaces: the reason of a form that puts other numbers in place of those that were in force, if none is given."""

    act: str
    actor: str
    at: datetime
    happened_at: datetime | None = None
    reason: str = ""
    evidence: str = ""
    minutes: str = ""
    marks: int = 0
    replaces: str = ""

    def why(self, *, corrects: bool) -> str:
        """Return the public reason of one form. corrects: whether other numbers were in force."""
        return self.reason or (self.replaces if corrects else "")

    @property
    def facts(self) -> dict[str, str]:
        """What of it stands in the open log."""
        return self.facts_with(self.reason)

    def facts_with(self, reason: str) -> dict[str, str]:
        """Return the same for a form with a reason of its own."""
        said = (("reason", reason), ("evidence", self.evidence), ("minutes", self.minutes))
        return {name: text for name, text in said if text}


@dataclass(frozen=True)
class Taken:
    """What became of forms: put in force where there was nothing, changed something, said what was known already, or
    only kept as an event because something better or newer is in force. places: of their acts in the log, in order.
    alarmed: codes of the stations that alarm the supervisors."""

    new: int
    changed: int
    unchanged: int
    kept: int
    held: int
    alarmed: tuple[int, ...]
    places: range


def taken_together(parts: Sequence[Taken]) -> Taken:
    """Return what became of forms that were taken one electoral district after the other, in one transaction."""
    written = [part.places for part in parts if part.places]
    return Taken(
        new=sum(part.new for part in parts),
        changed=sum(part.changed for part in parts),
        unchanged=sum(part.unchanged for part in parts),
        kept=sum(part.kept for part in parts),
        held=sum(part.held for part in parts),
        alarmed=tuple(code for part in parts for code in part.alarmed),
        places=range(written[0].start, written[-1].stop) if written else range(0),
    )


@dataclass(frozen=True)
class _Known:
    """The run in force of one polling station, as far as a new form is held against it."""

    number: int
    votes: int
    administration: int
    flags: int
    values: bytes
    source_at: datetime | None
    waits_for: int
    findings: int

    def says_enough(self, passed: Standing, *, decided: bool) -> bool:
        """Return whether the same numbers, come as far as `passed`, would add nothing."""
        held = Standing.HELD in {self.votes, self.administration}
        if held and decided:
            return False
        return max(self.votes, self.administration) >= passed or (held and passed <= Standing.ENTERED)


@dataclass(frozen=True)
class _Step:
    """One form that becomes an event."""

    row: int
    run: int
    in_force: bool
    flags: int
    reason: str = ""


@dataclass(frozen=True)
class _Judged:
    """By form: the rules it breaks, where its blocks stand, whom it waits for, what it weighs. alarm: the rules that
    alarm supervisors, as bits. copies: stations beside them that became copies by them, or are none any more."""

    broken: NDArray[np.int32]
    votes: NDArray[np.int16]
    administration: NDArray[np.int16]
    waits: NDArray[np.int16]
    weights: Ints
    alarm: int
    copies: tuple[int, ...]


_KNOWN = """
select station_id, number, votes, administration, flags, values, source_at, waits_for, findings from recapitulation_run
where contest_id = %s and in_force and station_id = any(%s)
"""
_PEERS = """
select r.station_id, r.values, r.findings from unnest(%s::bigint[]) as village
join recapitulation_run r on r.contest_id = %s and r.in_force
    and r.station_id between village * 1000 and village * 1000 + 999
where not r.station_id = any(%s) and length(r.values) = %s
"""
_KEPT = """
select station_id, values from recapitulation_event
where contest_id = %s and station_id = any(%s) and not in_force and evidence = %s
"""
_INCOMING = """
create temporary table if not exists incoming_run (
    station_id bigint, number smallint, votes smallint, administration smallint, findings int, flags smallint,
    values bytea, waits_for smallint, weight int, source_at timestamptz, last_index bigint
) on commit delete rows
"""
_UPSERT = """
insert into recapitulation_run
    (contest_id, station_id, number, kind, in_force, decision, votes, administration, findings, flags, values,
     waits_for, weight, source_at, last_index)
select %s, station_id, number, 'regular', true, '', votes, administration, findings, flags, values, waits_for, weight,
    source_at, last_index
from incoming_run
on conflict (contest_id, station_id, number) do update set
    votes = excluded.votes, administration = excluded.administration, findings = excluded.findings,
    flags = excluded.flags, values = excluded.values, last_index = excluded.last_index,
    waits_for = excluded.waits_for, weight = excluded.weight,
    source_at = coalesce(excluded.source_at, recapitulation_run.source_at)
"""
_RUN_COLUMNS = (
    "station_id, number, votes, administration, findings, flags, values, waits_for, weight, source_at, last_index"
)
_EVENT_COLUMNS = """election_id, index, contest_id, station_id, act, run, in_force, values, votes, administration,
    findings, flags, salt, reason, evidence, minutes, actor, happened_at, recorded_at"""


def lock_contest(contest: Contest) -> None:
    """Let nobody else touch the numbers of a contest until the transaction ends: the first lock of every service."""
    run("select pg_advisory_xact_lock(%s, %s)", [_LOCK, contest.pk])


@legal_act
def take_forms(
    *,
    contest: Contest,
    forms: Forms,
    cause: Cause,
    passed: Standing,
    decided: bool = False,
    again: bool = False,
    layout: Layout | None = None,
) -> Taken:
    """Take forms of polling stations that are known: check them, put them in force, write events and acts.

    layout: of the electoral district, where lists differ by district; else that of the contest.
    passed: where a form stands that no rule holds. decided: a person saw what would be held and let it through. again:
    the numbers are those in force, and only what the rules now say otherwise makes an event; else a form that says what
    is in force already makes none, unless two people agree that it cannot be read. An import neither takes the place of
    what people entered nor of a newer import; neither it nor a device takes the place of what two people have read or
    could not read. It is kept as an event.
    Law: PKPU 5/2024; docs/law/recapitulation.md.
    """
    if not len(forms.codes):
        return Taken(0, 0, 0, 0, 0, (), range(0))
    layout = layout or layout_of(contest=contest)
    lock_contest(contest)
    ids = [station_id(contest.election_id, code) for code in forms.codes.tolist()]
    known = _known(contest, ids)
    judged = _judged(contest, layout, forms, ids, passed=passed, decided=decided)
    if again:
        steps = [
            _Step(row, known[each].number, in_force=True, flags=known[each].flags)
            for row, each in enumerate(ids)
            if known[each].findings != judged.broken[row]
        ]
        unchanged = len(ids) - len(steps)
    else:
        steps, unchanged = _steps(contest, forms, ids, known, passed=passed, decided=decided, cause=cause)
    acts, salts = _acts(contest, forms, steps, judged, cause)
    places = record_all(log=election_log(contest.election.code), acts=acts, recorded_at=cause.at)
    _write(contest, forms, ids, steps, judged, cause, places=places, salts=salts)
    if judged.copies and not again and any(step.in_force for step in steps):
        _judge_copies(contest, judged.copies, cause)
    applied = [step.row for step in steps if step.in_force]
    new = sum(ids[row] not in known or known[ids[row]].votes == Standing.MISSING for row in applied)
    return Taken(
        new=new,
        changed=len(applied) - new,
        unchanged=unchanged,
        kept=len(steps) - len(applied),
        held=int((judged.votes[applied] == int(Standing.HELD)).sum()),
        alarmed=tuple(int(forms.codes[row]) for row in applied if judged.broken[row] & judged.alarm),
        places=places,
    )


def _judge_copies(contest: Contest, stations: Sequence[int], cause: Cause) -> None:
    """Hold the other copy too, whichever came first, and let it go when it is none any more."""
    from .judging_again import judge_again  # noqa: PLC0415 it takes forms itself

    reason = _("Angka TPS lain di desa ini berubah; kesamaannya diperiksa lagi.")
    judge_again(contest=contest, stations=stations, actor=cause.actor, at=cause.at, reason=reason)


def _write(  # noqa: PLR0917 one call, one act
    contest: Contest,
    forms: Forms,
    ids: Sequence[int],
    steps: Sequence[_Step],
    judged: _Judged,
    cause: Cause,
    *,
    places: range,
    salts: Sequence[str],
) -> None:
    """Write the events, which stay, and the runs in force, which follow them."""
    rows = np.array([step.row for step in steps], dtype=np.int64)
    packed = _packed(forms.values[rows])
    own = (judged.votes, judged.administration, judged.broken, judged.waits, judged.weights)
    columns = [column[rows].tolist() for column in own]
    written = list(zip(places, steps, packed, salts, *columns, strict=True))
    happened_at = cause.happened_at or cause.at
    copy_rows(
        "recapitulation_event",
        _EVENT_COLUMNS,
        (
            line(contest.election_id, place, contest.pk, ids[step.row], cause.act, step.run, step.in_force)
            + f"\t{content}\t"
            + line(
                votes,
                administration,
                broken,
                step.flags,
                salt,
                step.reason or cause.reason,
                cause.evidence,
                cause.minutes,
                cause.actor,
            )
            + f"\t{happened_at}\t{cause.at}"
            for place, step, content, salt, votes, administration, broken, _waits, _weight in written
        ),
    )
    run(_INCOMING)
    copy_rows(
        "incoming_run",
        _RUN_COLUMNS,
        (
            line(ids[step.row], step.run, votes, administration, broken, step.flags)
            + f"\t{content}\t"
            + line(waits_for, weight, forms.source_at[step.row] if forms.source_at else None, place)
            for place, step, content, _salt, votes, administration, broken, waits_for, weight in written
            if step.in_force
        ),
    )
    run(_UPSERT, [contest.pk])
    run("delete from incoming_run")


def _known(contest: Contest, ids: Sequence[int]) -> dict[int, _Known]:
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, [contest.pk, list(ids)])
        return {row[0]: _Known(row[1], row[2], row[3], row[4], bytes(row[5]), *row[6:]) for row in cursor.fetchall()}


def _judged(
    contest: Contest, layout: Layout, forms: Forms, ids: Sequence[int], *, passed: Standing, decided: bool
) -> _Judged:
    """Hold the forms against the rules, beside those of the same villages that are here already."""
    villages = sorted({each // 1000 for each in ids})
    with connection.cursor() as cursor:
        cursor.execute(_PEERS, [villages, contest.pk, list(ids), layout.bytes])
        peers = cursor.fetchall()
    codes, values = forms.codes, forms.values
    if peers:
        codes = np.concatenate([codes, np.array([row[0] % STATIONS_OF_AN_ELECTION for row in peers], dtype=np.int64)])
        beside = np.frombuffer(b"".join(bytes(row[1]) for row in peers), dtype="<i4").reshape(len(peers), layout.width)
        values = np.concatenate([values, beside])
    sheet = sheet_of(contest=contest, layout=layout, codes=codes, values=values)
    effects = effects_of(on=contest.election.voted_on)
    broken = findings(sheet) & ~OF_A_REGENCY
    votes, administration = standings(sheet, broken, effects, passed=passed, decided=decided)
    waiting = waits(votes, administration, read_by_people=decided or passed in SURE)
    weighed = weights(sheet, votes, broken, doubts_of(on=contest.election.voted_on), effects.votes)
    own = slice(0, len(ids))
    stored = np.array([row[2] for row in peers], dtype=np.int32)
    copies = codes[len(ids) :][((broken[len(ids) :] ^ stored) & COPIED) != 0]
    found = broken[own], votes[own], administration[own], waiting[own], weighed[own]
    return _Judged(*found, effects.alarm, tuple(copies.tolist()))


def _steps(
    contest: Contest,
    forms: Forms,
    ids: Sequence[int],
    known: dict[int, _Known],
    *,
    passed: Standing,
    decided: bool,
    cause: Cause,
) -> tuple[list[_Step], int]:
    """Return which forms become events and whether they are put in force, and how many said nothing new."""
    content = forms.values.astype("<i4")
    width = 4 * forms.values.shape[1]
    raw = content.tobytes()
    empty = (forms.values == UNREAD).all(axis=1).tolist()
    corrects = _found_wrong(contest, known) if passed in SURE else frozenset()
    steps, unchanged = [], 0
    late: list[int] = []
    for row, each in enumerate(ids):
        own = raw[row * width : (row + 1) * width]
        before = known.get(each)
        if empty[row] and (before is None or (before.values == own and passed not in SURE)):
            unchanged += 1
        elif before is None:
            steps.append(_Step(row, 1, in_force=True, flags=cause.marks))
        elif before.values == own and before.says_enough(passed, decided=decided):
            unchanged += 1
        elif _stays(before, forms, row, passed):
            late.append(row)
        else:
            corrected = CORRECTED if before.votes != Standing.MISSING and before.values != own else 0
            flags = (before.flags & ~DISPUTED if each in corrects else before.flags) | corrected | cause.marks
            why = cause.why(corrects=bool(corrected))
            steps.append(_Step(row, before.number, in_force=True, flags=flags, reason=why))
    told = _kept_already(contest, [ids[row] for row in late], cause.evidence)
    for row in late:
        if (ids[row], raw[row * width : (row + 1) * width]) in told:
            unchanged += 1
        else:
            before = known[ids[row]]
            steps.append(_Step(row, before.number, in_force=False, flags=before.flags))
    return steps, unchanged


def _found_wrong(contest: Contest, known: Mapping[int, _Known]) -> frozenset[int]:
    """Return the polling stations that are disputed still because a challenge was found true: none waits for an answer,
    and what people say of their numbers now is the correction."""
    marked = {each for each, before in known.items() if before.flags & DISPUTED}
    if not marked:
        return frozenset()
    waiting = Challenge.objects.filter(run__contest=contest, run__station__in=marked, run__in_force=True, granted=None)
    return frozenset(marked.difference(waiting.values_list("run__station_id", flat=True)))


def _stays(before: _Known, forms: Forms, row: int, passed: Standing) -> bool:
    """Return whether what is in force stays against an import or a device: two people have read it; against an import
    also, if somebody entered it or it is from a later moment."""
    if passed in SURE:
        return False
    if before.votes in SURE or before.waits_for in {Wait.RESOLVER, Wait.DECISION}:
        return True
    if passed != Standing.IMPORTED:
        return False
    own = forms.source_at[row] if forms.source_at else None
    return before.votes in BY_HAND or bool(before.source_at and own and own < before.source_at)


def _kept_already(contest: Contest, ids: list[int], evidence: str) -> set[tuple[int, bytes]]:
    if not ids:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(_KEPT, [contest.pk, ids, evidence])
        return {(row[0], bytes(row[1])) for row in cursor.fetchall()}


def _acts(
    contest: Contest, forms: Forms, steps: Sequence[_Step], judged: _Judged, cause: Cause
) -> tuple[list[NewAct], list[str]]:
    """Return the acts of the log, which commit to the numbers and the rules they break without telling them, and what
    opens them."""
    acts, salts = [], []
    stands = [standing.name.lower() for standing in Standing]
    for step in steps:
        seal = sealed(content=in_words(forms.values[step.row].tolist()))
        salts.append(seal.salt)
        facts: dict[str, str | int | bool | None] = {
            "contest": contest.code,
            "run": step.run,
            "in_force": step.in_force,
            "values": seal.digest,
            "findings": commitment(seal.salt, in_rules(int(judged.broken[step.row]))),
            "votes": stands[judged.votes[step.row]],
            "administration": stands[judged.administration[step.row]],
            "flags": step.flags,
            **cause.facts_with(step.reason or cause.reason),
        }
        station = str(forms.codes[step.row])
        acts.append(NewAct(cause.act, "station", station, cause.actor, cause.happened_at or cause.at, facts))
    return acts, salts


def _packed(values: NDArray[np.int32]) -> list[str]:
    """Return each vector as COPY's text format writes bytes."""
    text, width = values.astype("<i4").tobytes().hex(), 8 * values.shape[1]
    return ["\\\\x" + text[start : start + width] for start in range(0, len(text), width)]
