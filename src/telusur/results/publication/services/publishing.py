"""Publish an election: read what the log says has changed, write only that, show it at once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from telusur import __version__
from telusur.kernel.figures.selectors import one_moment
from telusur.kernel.ledger import services as ledger
from telusur.kernel.ledger.rules.signed_notes import verifier_key
from telusur.kernel.ledger.selectors import checkpoints_of, size_of
from telusur.results.elections.services import ShownElsewhere

from ..rules.manifest import Statement
from . import pages
from .contests import Asked, ContestTurn
from .describing import describe_contests, description, named
from .feeds import falls, write_feed
from .front import STATE, write_front
from .store import Busy, Store, write_for_all
from .turn import Turn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from ..rules.sources import Source
    from ..rules.stations import Place
    from .store import Draft


@dataclass(frozen=True)
class Outcome:
    """What a publication did. written: how many files are new or changed. stations: how many were looked at anew.
    fell: how many stations, and groups shown only together, say less than before, of all or of what is verified.
    held_back: how many show their former numbers, as the new ones fell without a reason."""

    number: int
    log_size: int
    root: str
    written: int
    stations: int
    fell: int
    held_back: int = 0


class GoesBack(Exception):
    """A log that ends before what is published already, such as that of a database that was put back."""

    def __init__(self, log: str, shown: int, size: int) -> None:
        self.log, self.shown, self.size = log, shown, size
        super().__init__(f"{log}: {size} < {shown}")


class OtherSigner(Exception):
    """A log whose checkpoints another key signed than today's: what is signed now would disagree with them."""

    def __init__(self, log: str) -> None:
        self.log = log
        super().__init__(log)


def publish(*, source: Source, out: Path, at: datetime, whole: bool = False, portal: str = "") -> Outcome:
    """Bring the published tree in `out` to where the log of the election stands, and show it in one step.

    The log and all numbers are read at one moment; what comes in meanwhile belongs to the next publication.
    whole: look at every station again, not only at those the log names. portal: address of the server that shows the
    tree, which its pages lead back to; empty where it is read elsewhere. Where nothing was added, and no table is still
    to be drawn, nothing is written.
    Raises: Busy, NotAStore, DiskFull, NothingToSign, LogDamaged, LogDiffers, OtherSigner, GoesBack, Unexplained.
    """
    with Store(out).writing() as draft:
        before = json.loads(draft.read(STATE) or b"{}")
        _same_signer(source.log)
        shown = before["log_size"] if before.get("election") == source.code else 0
        size = size_of(log=source.log)
        if size > shown or (whole and size == shown > 0):
            describe_contests(source=source, at=at)
        with one_moment():
            signed = ledger.signed_now(log=source.log, at=at)
            if before.get("election") == source.code and before["log_size"] > signed.size:
                raise GoesBack(source.log, before["log_size"], signed.size)
            own = before.get("election") == source.code
            known = own and before.get("software") == __version__
            if known and before["log_size"] == signed.size and not whole and not before.get("parquet"):
                back = sum(map(len, before.get("held_back", {}).values()))
                return Outcome(before["number"], signed.size, "", 0, 0, 0, back)
            places = list(source.places())
            since = before if known and not whole and not _named_otherwise(source, places, draft, before) else {}
            turn = Turn(source, places, draft, at, signed, since, own, before.get("number", 0) + 1, portal)
            try:
                _write(turn, old_size=before.get("log_size", 0))
            finally:
                turn.tables.end()
        ledger.keep(checkpoint=signed)
        _remember(turn)
        return _shown(turn, out)


def _named_otherwise(source: Source, places: Sequence[Place], draft: Draft, before: Mapping[str, object]) -> bool:
    """Return whether the tree shows numbers under names, in places or in fields that are others now."""
    return before.get("places") != named(places) or any(
        draft.read(f"{one.code}/contest.json") != description(one) for one in source.contests()
    )


def _remember(turn: Turn) -> None:
    """Remember what the public is about to see, before it does: who stops here has shown nothing. Raises: Busy."""
    for contest, groups, known in turn.seen:
        try:
            turn.source.remember(contest, groups, known, turn.signed.size)
        except ShownElsewhere as error:
            raise Busy(contest) from error


def _same_signer(log: str) -> None:
    """Refuse to sign a tree in another name or with another key than the checkpoints in it. Raises: OtherSigner."""
    key = ledger.signer(log=log).key
    kept = checkpoints_of(log=log).order_by("origin").values_list("origin", "public_key").distinct()
    if any(verifier_key(origin, bytes(public)) != key for origin, public in kept):
        raise OtherSigner(log)


def _write(turn: Turn, *, old_size: int) -> None:
    turn.log.write(old_size=old_size)
    contests = turn.source.contests()
    span = (turn.before["log_size"], turn.signed.size) if turn.before else None
    touched = turn.source.touched(*span) if span else {}
    held = turn.source.plenaries_touched(*span) if span else {}
    seated = turn.source.seats_touched(*span) if span else ()
    for contest in contests:
        turn.changed[contest.code], turn.groups[contest.code], turn.counted[contest.code] = [], [], 0
        again = turn.before.get("held_back", {}).get(contest.code, ())
        stations = touched.get(contest.code, frozenset()).union(again)
        asked = Asked(stations, held.get(contest.code, frozenset()), contest.code in seated)
        ContestTurn(turn, contest, asked if span else None).write()
    turn.tables.catch_up()
    write_feed(turn, contests)
    write_front(turn, contests)
    turn.tables.done()


def _shown(turn: Turn, out: Path) -> Outcome:
    """Sign the tree and show it."""
    root = turn.draft.root()
    signer = ledger.signer(log=turn.source.log)
    statement = Statement(signer.origin, turn.number, turn.moment, turn.signed.size, root)
    turn.draft.show(root=root, note=signer.note(statement.text()))
    write_for_all(out / "index.html", pages.doorway(turn.source.name))
    held = sum(map(len, turn.held.values()))
    return Outcome(turn.number, turn.signed.size, root, turn.draft.written, turn.stations, len(falls(turn)), held)
