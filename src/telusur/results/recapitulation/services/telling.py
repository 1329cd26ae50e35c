"""One thing done to one run, as an event and as an act of the election's log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.kernel.ledger.rules.commitments import commitment
from telusur.kernel.ledger.rules.logs import election_log
from telusur.kernel.ledger.services import record, sealed
from telusur.results.elections.rules.codes import station_code, station_id
from telusur.results.elections.rules.layout import in_words
from telusur.results.elections.services import NamesSomebody, open_words

from ..models import Event, Run
from ..rules.checks import in_rules
from ..rules.queue import Wait
from ..rules.states import Standing
from ..selectors import vector_of
from .taking import lock_contest

if TYPE_CHECKING:
    from datetime import datetime

    from telusur.results.elections.models import Contest

    from .taking import Cause


class Refused(Exception):
    """Something that cannot be done to a run now. code: why, a word that pages turn into a sentence."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def words(text: str, code: str, *, at: datetime) -> str:
    """Return what somebody wrote for everybody to read.

    Raises: Refused: `code` where nothing was written; `identity` where it leads to a person.
    """
    try:
        said = open_words(text, at=at)
    except NamesSomebody as error:
        raise Refused("identity") from error
    if not said:
        raise Refused(code)
    return said


def locked_run(*, contest: Contest, station: int) -> Run:
    """Return the run in force of a polling station, locked with its contest. Raises: Refused("no_run")."""
    lock_contest(contest)
    station_pk = station_id(contest.election_id, station)
    run = Run.objects.select_for_update().filter(contest=contest, station_id=station_pk, in_force=True).first()
    if run is None:
        raise Refused("no_run")
    return run


def tell(*, contest: Contest, run: Run, cause: Cause, role: str = "") -> Event:
    """Write an event that leaves the numbers of a run as they are, with its act; `run` is saved with its place.

    role: in which role somebody did it, where the open log says so.
    """
    seal = sealed(content=in_words(vector_of(content=run.values)))
    act = record(
        cause.act,
        log=election_log(contest.election.code),
        subject_kind="station",
        subject_id=str(station_code(run.station_id)),
        actor=cause.actor,
        happened_at=cause.happened_at or cause.at,
        recorded_at=cause.at,
        facts={
            "contest": contest.code,
            "run": run.number,
            "in_force": run.in_force,
            "values": seal.digest,
            "findings": commitment(seal.salt, in_rules(run.findings)),
            "votes": Standing(run.votes).name.lower(),
            "administration": Standing(run.administration).name.lower(),
            "flags": run.flags,
            **cause.facts,
            **({"role": role} if role else {}),
        },
    )
    run.last_index = act.index
    run.save()
    return write_event(contest=contest, run=run, cause=cause, index=act.index, salt=seal.salt, in_force=run.in_force)


def write_event(
    *,
    contest: Contest,
    run: Run,
    cause: Cause,
    index: int,
    salt: str,
    in_force: bool,
    values: bytes | None = None,
) -> Event:
    """Write the event of an act that stands in the log already. values: what arrived, where it is not in force."""
    return Event.objects.create(
        election_id=contest.election_id,
        index=index,
        contest=contest,
        station_id=run.station_id,
        act=cause.act,
        run=run.number,
        in_force=in_force,
        values=run.values if values is None else values,
        votes=run.votes,
        administration=run.administration,
        findings=run.findings,
        flags=run.flags,
        salt=salt,
        reason=cause.reason,
        evidence=cause.evidence,
        minutes=cause.minutes,
        actor=cause.actor,
        happened_at=cause.happened_at or cause.at,
        recorded_at=cause.at,
    )


def read_by_people(run: Run) -> bool:
    """Return whether two people have read the form of a run and agree, or a third or a decision made one of it."""
    return run.votes in {Standing.VERIFIED, Standing.SETTLED} or run.waits_for == Wait.DECISION
