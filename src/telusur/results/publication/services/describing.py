"""What a contest is: who stands in it, and which fields its form has. The log commits to it before any number is shown,
so that nobody can give the votes of one to another later."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from telusur.kernel.law.acts import legal_act
from telusur.kernel.ledger.selectors import acts_on
from telusur.kernel.ledger.services import record

from ..rules.manifest import canonical
from . import pages

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from ..rules.sources import Source
    from ..rules.stations import Contest, Place


@legal_act
def describe_contests(*, source: Source, at: datetime) -> None:
    """Record in the election's log what each contest is, where that is not what was recorded last."""
    for contest in source.contests():
        digest = sha256(description(contest)).hexdigest()
        acts = [act for act in acts_on(subject_kind="contest", subject_id=contest.code) if act.log == source.log]
        if acts and acts[-1].facts["described"] == digest:
            continue
        record(
            "publication.describe_contest",
            log=source.log,
            subject_kind="contest",
            subject_id=contest.code,
            actor="system",
            happened_at=at,
            recorded_at=at,
            facts={"contest": contest.code, "described": digest},
        )


def same_fields(said: Mapping[str, Any], contest: Contest) -> bool:
    """Return whether the numbers beside an earlier description stand in the fields that a contest has today."""
    now = json.loads(description(contest))
    return all(said.get(name) == now.get(name) for name in ("fields", "summed", "districts"))


def named(places: Sequence[Place]) -> str:
    """Return the SHA-256 of what the territories are called, in their order, and of the stations in them: where it is
    another, every page that names one of them is written again."""
    return sha256(canonical([[place.code, place.name, place.stations] for place in places])).hexdigest()


def description(contest: Contest) -> bytes:
    """Return the file that says what a reader needs to know of a contest to read its stations."""
    return canonical(
        {
            "format": "telusur-contest/1",
            "code": contest.code,
            "name": contest.name,
            "choices": [{"number": one.number, "name": one.name, "field": one.field} for one in contest.choices],
            "fields": list(contest.fields),
            "labels": dict(contest.labels),
            "rules": dict(contest.rules),
            "home": contest.home,
            "summed": list(contest.summed),
            **({"districts": pages.described(contest)} if contest.districts else {}),
        }
    )
