"""How a determination is written, whether out of a test or taken over: whom it binds, since when it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from telusur.kernel.ledger.services import personal_digest
from telusur.kernel.offices.selectors import local_day, working_offices

from ..models import Determination
from ..rules.exemptions import (
    NATIONAL,
    BadPeriod,
    Binding,
    Holding,
    OpenedBy,
    PeriodFault,
    checked_period,
    widest_binding,
)
from ..rules.moves import DETERMINATIONS, move
from ..selectors import actor_at_office, excluded_alike
from .papers import period_in_words
from .proceedings import hold_move, locked_determination, record_on_determination
from .watching import start_watch, stop_watch
from .writing import Facts, actor_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from telusur.kernel.accounts.models import User
    from telusur.kernel.offices.models import Office

    from ..models import ConsequenceTest
    from ..rules.exemptions import Decision, DeterminationFacts


class TooWide(Exception):
    """The decree would bind offices that this office cannot bind."""

    code = "too_wide"


class DecreeToCome(Exception):
    """The decree bears a day that has not come: nothing is excluded by a decision nobody has made yet."""

    code = "decree_to_come"


class ExcludedAlike(Exception):
    """Something like it is or was excluded already: either that goes on, or a word says why this is another matter.

    found: the determinations that nobody spoke of.
    """

    code = "excluded_alike"

    def __init__(self, found: list[DeterminationFacts]) -> None:
        super().__init__(", ".join(each.decree_number for each in found))
        self.found = found


class OpenedForGood(Exception):
    """An objection or a ruling opened this very substance; it is not closed again. reference: its number."""

    code = "opened_for_good"

    def __init__(self, reference: str) -> None:
        super().__init__(reference)
        self.reference = reference


def register_determination(decision: Decision, *, test: ConsequenceTest, officer: User, at: datetime) -> Determination:
    """Write the determination of a concluded test, which is in force with it, in the caller's transaction.

    Raises: NotNow, NotYours, BadPeriod, TooWide, ExcludedAlike, OpenedForGood.
    """
    found = written(decision, act=Holding.REGISTER, office=test.handler, test=test, officer=officer, at=at)
    if decision.replaces_id is not None:
        replace_determination(decision.replaces_id, by=found, officer=officer, at=at)
    start_watch(found, at=at)
    facts = what_it_says(found) | {"test": test.pk}
    record_on_determination(
        Holding.REGISTER, determination=found, office=found.office, actor=actor_of(officer), at=at, facts=facts
    )
    return found


def written(
    decision: Decision, *, act: Holding, office: Office, test: ConsequenceTest | None, officer: User, at: datetime
) -> Determination:
    """Write what a decree says: the determination of a test, or one of the office itself that is taken over."""
    on = local_day(office=office, at=at)
    actor = actor_at_office(office=office, actor=actor_of(officer), on=on)
    row = move(DETERMINATIONS, state="", act=act, actor=actor, on=on)
    assert decision.valid_from is not None  # noqa: S101 `Decision.missing` asked for it
    if decision.replaces_id and not Determination.objects.filter(pk=decision.replaces_id, office=office).exists():
        raise TooWide
    continues = _continued(decision, office=office, description=test.description if test else "")
    checked_period(
        decision.grounds,
        valid_from=decision.valid_from,
        valid_until=decision.valid_until,
        statute_ends=decision.period,
        since=excluded_since(continues),
    )
    if decision.valid_from < decision.decree_on:
        raise BadPeriod(PeriodFault.STARTS_BEFORE_DECREE)
    binds, scope = _bound(decision, office=office, on=decision.decree_on)
    found = Determination.objects.create(
        test=test,
        office=office,
        level=office.kind,
        holder=test.office if test else office,
        title=decision.title.strip(),
        grounds=sorted(set(decision.grounds)),
        statute=decision.statute.strip(),
        if_opened=decision.if_opened.strip(),
        if_closed=decision.if_closed.strip(),
        period=period_in_words(decision),
        remark=decision.remark.strip(),
        reasons=decision.reasons.strip(),
        tags=list(decision.tags),
        decree_number=decision.decree_number.strip(),
        decree_on=decision.decree_on,
        decided_by=officer,
        binds=binds.value,
        scope=scope,
        valid_from=decision.valid_from,
        valid_until=decision.valid_until,
        force=row.after,
        differs=decision.differs.strip(),
        registered_at=at,
    )
    if binds == Binding.LISTED:
        found.bound.set(decision.bound_ids)
    found.continues.set(continues)
    return found


def what_it_says(found: Determination) -> Facts:
    """Return what the ledger keeps of a determination: codes, days, and a digest of why its substance is another."""
    ends = found.valid_until.isoformat() if found.valid_until else None
    facts: Facts = {"grounds": "".join(found.grounds), "valid_from": found.valid_from.isoformat(), "valid_until": ends}
    continues = sorted(found.continues.values_list("pk", flat=True))
    facts |= {"binds": found.binds, "scope": found.scope, "continues": ",".join(map(str, continues)) or None}
    return facts | {"differs": personal_digest(found.differs) if found.differs else None}


def _continued(decision: Decision, *, office: Office, description: str) -> list[int]:
    """Return the determinations whose substance this one goes on excluding: those it names, and the one it replaces.

    Every other one that speaks of the like needs a word on why the substance is another. Raises: ExcludedAlike;
    OpenedForGood, where an objection or a ruling opened what this one would close again.
    """
    alike = excluded_alike(office=office, title=decision.title, description=description, tags=decision.tags)
    known = {each.id for each in alike}
    named = sorted({*decision.continues_ids} & known | ({decision.replaces_id} if decision.replaces_id else set()))
    chain = closing_again(named)
    rest = [each for each in alike if each.id not in chain]
    if rest and not decision.differs.strip():
        raise ExcludedAlike(rest)
    return named


def closing_again(ids: Iterable[int]) -> set[int]:
    """Return the determinations that one which carries these on would close again, with all that they carried on.

    Raises: OpenedForGood, where an objection or a ruling opened one of them.
    """
    chain = chained(ids)
    opened = Determination.objects.filter(pk__in=chain, opened_by__in=[OpenedBy.OBJECTION.value, OpenedBy.RULING.value])
    if first := opened.order_by("pk").first():
        raise OpenedForGood(first.opened_reference)
    return chain


def chained(ids: Iterable[int]) -> set[int]:
    """Return these determinations with all that they replaced or continued in turn."""
    found: set[int] = set()
    fresh = set(ids)
    while fresh:
        found |= fresh
        rows = Determination.objects.filter(Q(replaced_by__in=fresh) | Q(continued_by__in=fresh))
        fresh = set(rows.values_list("pk", flat=True)) - found
    return found


def excluded_since(ids: Iterable[int]) -> dict[str, date]:
    """Return, by ground, since when these determinations and what they carried on have excluded the same."""
    since: dict[str, date] = {}
    for each in Determination.objects.filter(pk__in=chained(ids)):
        since |= {ground: min(each.valid_from, since.get(ground, each.valid_from)) for ground in each.grounds}
    return since


def replace_determination(determination_id: int, *, by: Determination, officer: User, at: datetime) -> None:
    """End a determination because a new one of the same office takes its place. Raises: NotNow, NotYours, TooWide."""
    old = locked_determination(determination_id=determination_id)
    if old.office_id != by.office_id:
        raise TooWide
    row = hold_move(old, Holding.REPLACE, actor=actor_of(officer), at=at)
    old.force, old.replaced_by, old.ended_on = row.after, by, by.valid_from
    old.save(update_fields=["force", "replaced_by", "ended_on"])
    stop_watch(old, at=at)
    record_on_determination(
        Holding.REPLACE,
        determination=old,
        office=old.office,
        actor=actor_of(officer),
        at=at,
        facts={"replaced_by": by.pk, "ended_on": by.valid_from.isoformat()},
    )


def _bound(decision: Decision, *, office: Office, on: date) -> tuple[Binding, str]:
    """Return whom the decree binds, and the code of its scope: as wide as the office's level allows, or less.

    Raises: TooWide; NoRuleInForce for an office that cannot determine.
    """
    widest = widest_binding(office.kind, on=on)
    binds = decision.binds or widest
    scope = NATIONAL if widest == Binding.ALL else office.code
    if binds == Binding.ALL and widest != Binding.ALL:
        raise TooWide
    if binds == Binding.TERRITORY and widest == Binding.ALL:
        raise TooWide
    if binds == Binding.LISTED:
        within = working_offices().filter(pk__in=decision.bound_ids, code__startswith=scope)
        if within.count() != len(set(decision.bound_ids)):
            raise TooWide
    return binds, scope
