"""Excluded information: on which ground of Pasal 17, for whom, and how long."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from telusur.kernel.law import selectors as law

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from telusur.kernel.law.rules import Rule

FIRST_ACT = "first_act"  # the first act of a person of the office in its log
NATIONAL = ""  # the scope of what binds every office; any other is the code of a territory


class Ground(StrEnum):
    """The letters of Pasal 17. Law: UU 14/2008 Pasal 17."""

    A = "a"
    B = "b"
    C = "c"
    D = "d"
    E = "e"
    F = "f"
    G = "g"
    H = "h"
    I = "i"  # noqa: E741
    J = "j"


class Force(StrEnum):
    """Where a determination stands on the way of SOP 6. One that is taken over waits for a second person first."""

    PROPOSED = "proposed"
    DECLINED = "declined"
    IN_FORCE = "in_force"
    ENDED = "ended"
    OPENED = "opened"
    REPLACED = "replaced"


# What excludes nothing, and never did: nobody but the one who entered it has said that it stands.
NEVER_IN_FORCE = frozenset({Force.PROPOSED, Force.DECLINED})


class Holding(StrEnum):
    """What may happen to a determination; each is one row of the ledger, as `information.determination_<act>`."""

    REGISTER = "register"
    TAKE_OVER = "take_over"
    CONFIRM = "confirm"
    DECLINE = "decline"
    DISCLOSE = "disclose"
    DECLARE = "declare"
    EXPIRE = "expire"
    OPEN = "open"
    OVERTURN = "overturn"
    OPEN_PART = "open_part"
    REPLACE = "replace"


class OpenedBy(StrEnum):
    """What made information open by law. Law: UU 14/2008 Pasal 11 ayat (2), 18 ayat (2), 20; PP 61/2010 Pasal 11."""

    EXPIRY = "expiry"
    CONSENT = "consent"
    PUBLIC_OFFICE = "public_office"
    TEST = "test"
    OBJECTION = "objection"
    RULING = "ruling"


class Release(StrEnum):
    """How far the file of what was opened by law has come."""

    WITHOUT_FILE = "without_file"
    AWAITING_RELEASE = "awaiting_release"
    RELEASED = "released"


class Binding(StrEnum):
    """Whom a determination binds: every office, a territory, or only the offices it lists."""

    ALL = "all"
    TERRITORY = "territory"
    LISTED = "listed"


class PeriodFault(StrEnum):
    """Why a period cannot stand."""

    NO_GROUND = "no_ground"
    UNKNOWN_GROUND = "unknown_ground"
    MIXED_ENDS = "mixed_ends"
    END_MISSING = "end_missing"
    END_NOT_ALLOWED = "end_not_allowed"
    ENDS_BEFORE_IT_STARTS = "ends_before_it_starts"
    STARTS_BEFORE_DECREE = "starts_before_decree"
    TOO_LONG = "too_long"


class BadPeriod(ValueError):
    """The period does not fit the grounds. latest: the last day it could end, where that is the fault."""

    code = "bad_period"

    def __init__(self, fault: PeriodFault, *, latest: date | None = None, source: str = "") -> None:
        super().__init__(fault.value)
        self.fault, self.latest, self.source = fault, latest, source


@dataclass(frozen=True, kw_only=True)
class Overturning:
    """What overturns a refusal. cause: an objection or a ruling; number, decided_on: its own. reference: the number of
    the request it was about, as text. whole: all that was refused is open, not a part of it."""

    cause: OpenedBy
    number: str
    decided_on: date
    reference: str
    whole: bool


@dataclass(frozen=True, kw_only=True)
class DeterminationFacts:
    """A determination as other rooms see it: what the public may read of it, and nothing else.

    grounds: letters of Pasal 17. valid_until: the first day it no longer holds, None where no date ends it; period:
    the same in words. decided_by: name of the office.
    """

    id: int
    title: str
    grounds: tuple[str, ...]
    statute: str
    if_opened: str
    if_closed: str
    period: str
    decree_number: str
    decree_on: date
    valid_from: date
    valid_until: date | None
    decided_by: str


def checked_period(
    grounds: Collection[str],
    *,
    valid_from: date,
    valid_until: date | None,
    statute_ends: str = "",
    since: Mapping[str, date] | None = None,
) -> None:
    """Let a period pass that the grounds allow on the day it begins.

    A ground of a–f needs a date (Pasal 20: not permanent); g and h have none, they end by consent or public office, so
    a date of another ground must not open them: such grounds need determinations of their own. statute_ends: how
    another statute ends it, in words, where i or j stand without a date. since: by ground, the day from which what
    this one replaces excluded the same: a longest time runs on from there. Raises: BadPeriod; NoRuleInForce.
    Law: UU 14/2008 Pasal 17, 18 ayat (2), 20; PP 61/2010.
    """
    rules = _rules_of(grounds, on=valid_from)
    ends = {rule.text("ends") for rule in rules}
    if {"consent", "date"} <= ends:
        raise BadPeriod(PeriodFault.MIXED_ENDS)
    if "consent" in ends and valid_until is not None:
        raise BadPeriod(PeriodFault.END_NOT_ALLOWED)
    if valid_until is None:
        if "date" in ends or (ends == {"statute"} and not statute_ends.strip()):
            raise BadPeriod(PeriodFault.END_MISSING)
        return
    if valid_until <= valid_from:
        raise BadPeriod(PeriodFault.ENDS_BEFORE_IT_STARTS)
    for rule in rules:
        begins = min(valid_from, (since or {}).get(rule.key, valid_from))
        if "length" in rule.values and valid_until > (latest := years_after(begins, rule.number("length"))):
            raise BadPeriod(PeriodFault.TOO_LONG, latest=latest, source=rule.source)


def taken_over_before(*, began_on: date, on: date) -> date:
    """Return the day before which a determination must have been decreed to be taken over on `on`.

    began_on: when the office began to work with this register. Law: UU 14/2008 Pasal 19; a choice of this software.
    Raises: NoRuleInForce.
    """
    limit = law.rule_in_force("information", "taking_over", "default", on=on).text("decreed_before")
    return began_on if limit == FIRST_ACT else min(began_on, date.fromisoformat(limit))


def may_end(cause: OpenedBy, *, determined_here: bool, held_here: bool, on: date) -> bool:
    """Return whether what overturned a refusal of one office ends a determination, beyond what that office refused.

    determined_here: the office made it; held_here: what was tested is the office's. Law: UU 14/2008 Pasal 11 ayat (2);
    how far a ruling reaches is a choice of this software. Raises: NoRuleInForce.
    """
    if determined_here or cause != OpenedBy.RULING:
        return determined_here
    return held_here or law.rule_in_force("information", "overturning", "ruling", on=on).text("ends_at") == "all"


def ends_by_consent(grounds: Collection[str], *, on: date) -> bool:
    """Return whether written consent or public office opens what these grounds close. Law: UU 14/2008 Pasal 18 (2)."""
    return any(rule.text("ends") == "consent" for rule in _rules_of(grounds, on=on))


def _rules_of(grounds: Collection[str], *, on: date) -> list[Rule]:
    if not grounds:
        raise BadPeriod(PeriodFault.NO_GROUND)
    if not set(grounds) <= set(Ground):
        raise BadPeriod(PeriodFault.UNKNOWN_GROUND)
    return [law.rule_in_force("information", "exemption_ground", ground, on=on) for ground in sorted(grounds)]


def years_after(day: date, years: int) -> date:
    """Return the same day some years later, 28 February for a leap day that has no like."""
    year = day.year + years
    return date(year, day.month, min(day.day, calendar.monthrange(year, day.month)[1]))


def widest_binding(level: str, *, on: date) -> Binding:
    """Return whom a determination of an office of this level binds unless its decree says less. Raises: NoRuleInForce,
    also for a level that cannot determine."""
    return Binding(law.rule_in_force("information", "determination_scope", level, on=on).text("binds"))


def scopes_over(codes: Sequence[str]) -> list[str]:
    """Return the scopes that reach an office. codes: its own code and those of the offices above it."""
    return [NATIONAL, *codes]


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What a determination says. title, statute, if_opened, if_closed, remark: words for the public; reasons: for the
    letter. period: how it ends, in words, where no date does. bound_ids: offices, where the decree lists them.
    continues_ids: determinations, also ended ones, on the same substance, whose time counts on; differs: why the
    substance is another than that of the rest that speak of the like."""

    title: str
    decree_number: str
    decree_on: date
    reasons: str
    grounds: tuple[str, ...] = ()
    statute: str = ""
    if_opened: str = ""
    if_closed: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    period: str = ""
    remark: str = ""
    tags: tuple[str, ...] = ()
    binds: Binding | None = None
    bound_ids: tuple[int, ...] = ()
    replaces_id: int | None = None
    continues_ids: tuple[int, ...] = ()
    differs: str = ""

    def missing(self, conclusion: str) -> list[str]:
        """Return the names of the fields that a determination with this conclusion lacks."""
        needed = ["title", "decree_number", "decree_on", "reasons"]
        if conclusion == "exempt":
            needed += ["grounds", "statute", "if_opened", "if_closed", "valid_from"]
        lacking = [
            name for name in needed if not (value.strip() if isinstance(value := getattr(self, name), str) else value)
        ]
        return lacking + (["bound_ids"] if self.binds == Binding.LISTED and not self.bound_ids else [])
