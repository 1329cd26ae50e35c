"""What an office kept, as the check of a report fixed it: to plain data and back, without loss."""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from . import given

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def as_data(office: given.Office, kept: given.Kept, signature: given.Signature) -> dict[str, Any]:
    """Return plain values that JSON can hold: bytes in base64, days by ISO 8601."""
    facts = asdict(kept)
    for each in facts["follow_ups"]:
        each["due_on"] = each["due_on"].isoformat()
    facts["pictures"] = [
        {"title": each.title, "alt": each.alt, "content": b64encode(each.content).decode()} for each in kept.pictures
    ]
    signed = {"name": signature.name, "function": signature.function, "city": signature.city}
    return {
        "office": {**asdict(office), "logo": b64encode(office.logo).decode()},
        "kept": facts,
        "signature": {**signed, "acting": signature.acting},
    }


def from_data(data: Mapping[str, Any]) -> tuple[given.Office, given.Kept, given.Signature]:
    """Return what `as_data` was given; the signature without its day, number and code."""
    office, kept = data["office"], data["kept"]
    made = given.Kept(
        facilities=_all(given.Facility, kept["facilities"]),
        officers=tuple(
            given.Officer(**{**row, "trainings": _all(given.Training, row["trainings"])}) for row in kept["officers"]
        ),
        downloads=_all(given.Downloads, kept["downloads"]),
        budget=_all(given.BudgetLine, kept["budget"]),
        policies=_all(given.Policy, kept["policies"]),
        obstacles=_all(given.Obstacle, kept["obstacles"]),
        follow_ups=tuple(
            given.FollowUp(**{**row, "due_on": date.fromisoformat(row["due_on"])}) for row in kept["follow_ups"]
        ),
        nil=tuple(kept.get("nil", ())),
        pictures=tuple(given.Uploaded(**{**row, "content": b64decode(row["content"])}) for row in kept["pictures"]),
    )
    hours = _all(given.Hours, office["hours"])
    head = {**office, "lines": tuple(office["lines"]), "hours": hours, "logo": b64decode(office["logo"])}
    return given.Office(**head), made, given.Signature(**data["signature"])


def _all(kind: Callable[..., Any], rows: list[dict[str, Any]]) -> tuple[Any, ...]:
    return tuple(kind(**row) for row in rows)
