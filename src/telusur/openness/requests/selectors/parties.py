"""Whom the transition table sees in an actor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.kernel.accounts import selectors as accounts

from ..rules.words import Party

if TYPE_CHECKING:
    from datetime import date

OUTSIDE = {"applicant": Party.APPLICANT, "system": Party.SYSTEM, "import": Party.IMPORT}
ROLES = frozenset({Party.DESK, Party.PPID, Party.LIAISON, Party.SUPERIOR, Party.CONSIDERATION, Party.ADMINISTRATOR})


def parties_of(*, actor: str, office_id: int, on: date) -> frozenset[Party]:
    """Return what the actor is at this very office on that day: his roles in force, or one of the three without any.

    actor: `user:12`, `applicant`, `system` or `import`. Somebody without an appointment here is nobody: an empty set.
    """
    if actor in OUTSIDE:
        return frozenset({OUTSIDE[actor]})
    kind, _separator, key = actor.partition(":")
    if kind != "user" or not key.isdecimal():
        return frozenset()
    roles = accounts.roles_of(user_id=int(key), office_id=office_id, on=on)
    return frozenset(party for party in ROLES if party.value in {role.value for role in roles})


def units_served(*, actor: str, office_id: int, on: date) -> frozenset[int]:
    """Return the units for which the actor is liaison officer at this office on that day."""
    kind, _separator, key = actor.partition(":")
    if kind != "user" or not key.isdecimal():
        return frozenset()
    return accounts.units_served(user_id=int(key), office_id=office_id, on=on)
