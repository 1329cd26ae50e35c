"""Consequence tests as an office sees them: its own, and those sent to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Q

from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.ledger import selectors as ledger
from telusur.kernel.offices.selectors import local_day

from ..models import ConsequenceTest, StepRecord
from ..rules.consequence import FINISHED
from ..rules.exemptions import Holding
from ..rules.moves import DETERMINATIONS, TESTS, Actor, acts_open

if TYPE_CHECKING:
    from datetime import date, datetime

    from telusur.kernel.offices.models import Office

    from ..models.consequence import ConsequenceTestQuerySet
    from ..models.exemptions import Determination

RELATED = ("office", "unit", "handler", "proposed_by", "covered_by")


def consequence_tests(*, office_id: int, stage: str = "", whose: str = "", text: str = "") -> ConsequenceTestQuerySet:
    """Return the tests an office proposed and those sent to it, last moved first.

    whose: "own" those it proposed, "sent" those of other offices, "waiting" those it has to do something about now.
    """
    found: ConsequenceTestQuerySet = ConsequenceTest.objects.seen_by(office_id)
    if whose == "own":
        found = found.filter(office_id=office_id)
    elif whose == "sent":
        found = found.exclude(office_id=office_id)
    elif whose == "waiting":
        found = found.filter(handler_id=office_id).exclude(stage__in=[stage.value for stage in FINISHED])
    if stage:
        found = found.filter(stage=stage)
    if text.strip():
        found = found.filter(Q(title__icontains=text.strip()) | Q(reference=text.strip()))
    return found.select_related(*RELATED).order_by("-stage_since", "-pk")


def seen_test(*, office_id: int, test_id: int) -> ConsequenceTest:
    """Return a test that the office proposed or that was sent to it. Raises: ConsequenceTest.DoesNotExist."""
    found: ConsequenceTestQuerySet = ConsequenceTest.objects.seen_by(office_id)
    return found.select_related(*RELATED).get(pk=test_id)


def stage_counts(*, office_id: int) -> dict[str, int]:
    """Return how many tests an office sees in each stage."""
    found = ConsequenceTest.objects.seen_by(office_id).order_by()
    return {row["stage"]: row["n"] for row in found.values("stage").annotate(n=Count("pk", distinct=True))}


def answers_of(*, test_id: int) -> dict[str, dict[str, str]]:
    """Return what stands in the steps of a test: by letter, then by field."""
    return {record.letter: dict(record.answers) for record in StepRecord.objects.filter(test_id=test_id)}


def consequence_tests_for(*, reference: str, office_id: int) -> ConsequenceTestQuerySet:
    """Return the tests an office proposed on a request or a dispute, newest first. reference: its number, as text."""
    found: ConsequenceTestQuerySet = ConsequenceTest.objects.filter(office_id=office_id, reference=reference)
    return found.select_related(*RELATED).order_by("-proposed_at", "-pk")


def actor_at_office(*, office: Office, actor: str, on: date) -> Actor:
    """Return what somebody is to a case that is only being made at an office."""
    roles = roles_at(actor=actor, office_id=office.pk, on=on)
    return Actor(roles={"own": roles, "handler": roles}, level=office.kind)


def actor_in_test(*, test: ConsequenceTest, actor: str, at: datetime) -> Actor:
    """Return what somebody is to a test now: his roles at the office that has it and at the one that proposed it, and
    whether the proposal is his."""
    own = roles_at(actor=actor, office_id=test.office_id, on=local_day(office=test.office, at=at))
    same = test.handler_id == test.office_id
    on = local_day(office=test.handler, at=at)
    handler = own if same else roles_at(actor=actor, office_id=test.handler_id, on=on)
    return Actor(
        roles={"own": own, "handler": handler},
        level=test.handler.kind,
        proposed=actor == f"user:{test.proposed_by_id}" or _wrote(test, actor),
    )


def _wrote(test: ConsequenceTest, actor: str) -> bool:
    """Return whether somebody wrote the proposal anew: then it is his as well."""
    subject = ("information_test", str(test.pk))
    return ledger.acts_named(acts=["information.test_revise"], subjects=[subject]).filter(actor=actor).exists()


def actor_on_determination(
    *, determination: Determination, actor: str, at: datetime, office_id: int | None = None
) -> Actor:
    """Return what somebody is to a determination: his roles where it was decided, where the information is held, and,
    with `office_id`, at an office it binds; and whether he entered it."""
    on = local_day(office=determination.office, at=at)
    decided = roles_at(actor=actor, office_id=determination.office_id, on=on)
    on = local_day(office=determination.holder, at=at)
    held = roles_at(actor=actor, office_id=determination.holder_id, on=on)
    bound: frozenset[str] = roles_at(actor=actor, office_id=office_id, on=on) if office_id is not None else frozenset()
    return Actor(
        roles={"handler": decided, "holder": held, "bound": bound},
        level=determination.office.kind,
        proposed=actor == f"user:{determination.decided_by_id}",
    )


def acts_open_on_test(*, test: ConsequenceTest, actor: str, at: datetime) -> frozenset[str]:
    """Return the acts this person may do on the test now."""
    on = local_day(office=test.handler, at=at)
    found = actor_in_test(test=test, actor=actor, at=at)
    return acts_open(TESTS, state=test.stage, actor=found, on=on, outcome=test.conclusion or None)


def acts_open_on_determination(
    *, determination: Determination, actor: str, at: datetime, office_id: int
) -> frozenset[str]:
    """Return the acts this person may do on the determination now, at this office."""
    found = actor_on_determination(determination=determination, actor=actor, at=at, office_id=office_id)
    on = local_day(office=determination.office, at=at)
    acts = acts_open(DETERMINATIONS, state=determination.force, actor=found, on=on)
    settled = determination.valid_until is None or determination.declared_at is not None
    return acts - {Holding.DECLARE} if settled else acts


def roles_at(*, actor: str, office_id: int, on: date) -> frozenset[str]:
    """Return the roles by which somebody acts at an office on a day. actor: `user:12` or `system`; others have none."""
    if actor == "system":
        return frozenset({"system"})
    kind, _separator, key = actor.partition(":")
    if kind != "user" or not key.isdecimal():
        return frozenset()
    return frozenset(role.value for role in accounts.roles_of(user_id=int(key), office_id=office_id, on=on))
