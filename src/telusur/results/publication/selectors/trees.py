from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings

from telusur.kernel.ledger.rules.logs import election_log
from telusur.kernel.ledger.selectors import size_of
from telusur.results.elections.selectors import elections

from ..rules.places import folder

if TYPE_CHECKING:
    from pathlib import Path

    from telusur.results.elections.models import Contest, Election


def place_of(*, election: str) -> Path:
    """Return the folder in which this installation publishes an election when it is told no other."""
    place: Path = settings.VAR / "hasil" / election
    return place


def tree_of(*, election: str) -> Path | None:
    """Return the folder of the tree that is shown now, for one request to read from one tree; None before the first."""
    tree = (place_of(election=election) / "current").resolve()
    return tree if (tree / "manifest.json").is_file() else None


@dataclass(frozen=True)
class Shown:
    """An election whose tree this server shows. number, made_at: of its last publication."""

    code: str
    name: str
    number: int
    made_at: datetime


def shown_elections() -> list[Shown]:
    """Return the elections of which this server shows a tree, the one published last first."""
    trees = settings.VAR / "hasil"
    found = []
    for code in sorted(one.name for one in trees.iterdir() if one.is_dir()) if trees.is_dir() else []:
        tree = tree_of(election=code)
        if tree is not None:
            said = json.loads((tree / "state.json").read_bytes())
            found.append(Shown(code, said["name"], said["number"], datetime.fromisoformat(said["made_at"])))
    return sorted(found, key=lambda one: one.made_at, reverse=True)


def published_elections() -> list[str]:
    """Return the codes of the elections of which this server shows a tree, and whose log has grown since."""
    trees = settings.VAR / "hasil"
    shown = sorted(one.name for one in trees.iterdir() if one.is_dir()) if trees.is_dir() else []
    return [code for code in shown if _grown(code)]


def pages_of(*, place: int) -> list[tuple[Election, list[tuple[Contest, str]]]]:
    """Return the elections of which this server shows pages about a place, the newest first, each with its contests
    and where in the tree their page is. place: code of a territory, 0 for the nation."""
    found = []
    for election in elections().filter(code__in=[one.code for one in shown_elections()]):
        tree = tree_of(election=election.code)
        pages = [(contest, folder(contest.code, place)) for contest in election.contests.all()]
        there = [(contest, path) for contest, path in pages if tree and (tree / path / "index.html").is_file()]
        if there:
            found.append((election, there))
    return found


def _grown(code: str) -> bool:
    tree = tree_of(election=code)
    if tree is None:
        return False
    read: int = json.loads((tree / "state.json").read_bytes())["log_size"]
    return size_of(log=election_log(code)) > read
