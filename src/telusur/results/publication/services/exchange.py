"""The results in the common data format of NIST SP 1500-100 version 2, one report for each province of a contest."""

from __future__ import annotations

import json
from datetime import UTC
from typing import TYPE_CHECKING, Any

from ..rules.manifest import canonical
from ..rules.nist import report
from ..rules.places import folder

if TYPE_CHECKING:
    from datetime import datetime

    from ..rules.sources import Source
    from ..rules.stations import Contest
    from .store import Draft


def write_province(*, draft: Draft, source: Source, contest: Contest, code: int, at: datetime) -> None:
    """Write the report of a province from the files of its places, as they stand in the draft."""
    province = _file(draft, contest, code)
    parts: list[tuple[str, dict[str, Any]]] = []
    for row in province["rows"]:
        regency = _file(draft, contest, row["codes"][0])
        parts.append(("county", row))
        parts += [("other", district) for district in regency["rows"]]
    made = report(
        election=source.code,
        election_name=source.name,
        voted_on=source.voted_on.isoformat(),
        contest=contest,
        province=province,
        parts=parts,
        made_at=at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
    )
    draft.put(f"nist/{contest.code}/{code}.json", canonical(made))


def _file(draft: Draft, contest: Contest, code: int) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(draft.read(f"{folder(contest.code, code)}/data.json") or b"{}")
    return made
