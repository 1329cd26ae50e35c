"""How every act on a consequence test or a determination begins and ends: locked, the table asked, the ledger last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from telusur.kernel.accounts.selectors import holders
from telusur.kernel.ledger import services as ledger
from telusur.kernel.ledger.rules.logs import office_log
from telusur.kernel.notices import services as notices
from telusur.kernel.offices.selectors import local_day, working_offices
from telusur.kernel.offices.services import touch_public

from ..models import ConsequenceTest, Determination
from ..rules.exemptions import NATIONAL, Binding, Holding
from ..rules.moves import DETERMINATIONS, TESTS, Move, move
from ..selectors import actor_in_test, actor_on_determination
from .writing import Facts, actor_of, as_code

if TYPE_CHECKING:
    from datetime import date, datetime

    from telusur.kernel.accounts.models import User
    from telusur.kernel.offices.models import Office

    from ..rules.consequence import Proceeding

TEST, DETERMINATION = "information_test", "information_determination"
WORKS_ON = "information.work_on_tests"


class StaleTest(Exception):
    """Somebody else changed the test since the page was opened."""

    code = "stale_test"


class Lacking(Exception):
    """Something the act needs was not given. fields: their names."""

    code = "lacking"

    def __init__(self, fields: list[str]) -> None:
        super().__init__(", ".join(fields))
        self.fields = fields


@dataclass(frozen=True)
class Taken:
    """One act on one locked test: allowed by the table, not yet written. office: where the officer acts."""

    test: ConsequenceTest
    act: Proceeding
    row: Move
    office: Office
    officer: User
    at: datetime

    @property
    def day(self) -> date:
        return local_day(office=self.office, at=self.at)


def take(
    *,
    test_id: int,
    act: Proceeding,
    officer: User,
    at: datetime,
    version: int | None = None,
    outcome: str | None = None,
) -> Taken:
    """Lock a test and ask the table whether this officer may do this now.

    version: that of the page on which the act was chosen. Raises: StaleTest, NotNow, NotYours.
    """
    related = ("office", "handler", "unit")
    test = ConsequenceTest.objects.select_for_update(of=("self",)).select_related(*related).get(pk=test_id)
    if version is not None and version != test.version:
        raise StaleTest
    actor = actor_in_test(test=test, actor=actor_of(officer), at=at)
    on = local_day(office=test.handler, at=at)
    row = move(TESTS, state=test.stage, act=act, actor=actor, on=on, outcome=outcome or test.conclusion or None)
    return Taken(test, act, row, test.office if row.place == "own" else test.handler, officer, at)


def finish(taken: Taken, *, changed: tuple[str, ...] = (), facts: Facts | None = None) -> ConsequenceTest:
    """Write the test and the ledger row of the office that acted; nothing may follow in the transaction."""
    test = taken.test
    test.version += 1
    columns = [*changed, "version"]
    if taken.row.after != test.stage:
        test.stage, test.stage_since = taken.row.after, taken.at
        columns += ["stage", "stage_since"]
    test.save(update_fields=columns)
    record_on_test(taken.act, test=test, office=taken.office, officer=taken.officer, at=taken.at, facts=facts)
    return test


def record_on_test(
    act: Proceeding, *, test: ConsequenceTest, office: Office, officer: User, at: datetime, facts: Facts | None = None
) -> None:
    """Write an act on a test into the log of the office that acted."""
    known: Facts = {"stage": test.stage, "office": test.office.code, "handler": test.handler.code}
    ledger.record(
        f"information.test_{act}",
        log=office_log(office.code),
        subject_kind=TEST,
        subject_id=str(test.pk),
        actor=actor_of(officer),
        happened_at=at,
        recorded_at=at,
        facts=known | (facts or {}),
    )


def locked_determination(*, determination_id: int) -> Determination:
    """Return the determination, locked until the transaction ends. Raises: Determination.DoesNotExist."""
    related = ("office", "holder", "deadline", "test__unit", "replacing")
    rows = Determination.objects.select_for_update(of=("self",)).select_related(*related)
    found: Determination = rows.get(pk=determination_id)
    return found


def hold_move(
    determination: Determination, act: Holding, *, actor: str, at: datetime, office_id: int | None = None
) -> Move:
    """Return the row that lets this actor do the act on the determination. Raises: NotNow, NotYours."""
    found = actor_on_determination(determination=determination, actor=actor, at=at, office_id=office_id)
    on = local_day(office=determination.office, at=at)
    return move(DETERMINATIONS, state=determination.force, act=act, actor=found, on=on)


def record_on_determination(
    act: Holding, *, determination: Determination, office: Office, actor: str, at: datetime, facts: Facts | None = None
) -> None:
    """Write an act on a determination into an office's log; lists of the public changed with it, maybe everywhere."""
    ledger.record(
        f"information.determination_{act}",
        log=office_log(office.code),
        subject_kind=DETERMINATION,
        subject_id=str(determination.pk),
        actor=actor,
        happened_at=at,
        recorded_at=at,
        facts={"force": determination.force, "decree": as_code(determination.decree_number), **(facts or {})},
    )
    for code in _codes_bound(determination):
        touch_public(office_code=code)


def _codes_bound(determination: Determination) -> list[str]:
    """Return the offices whose public pages show a determination, in the order in which every writer locks them; ""
    for all at once."""
    if determination.binds == Binding.ALL:
        return [NATIONAL]
    if determination.binds == Binding.LISTED:
        return sorted(determination.bound.values_list("code", flat=True))
    return sorted(working_offices().filter(code__startswith=determination.scope).values_list("code", flat=True))


def link_to_test(test: ConsequenceTest, office: Office) -> str:
    return reverse("information_test", kwargs={"office": office.slug, "test_id": test.pk})


def link_to_determination(determination: Determination, office: Office) -> str:
    return reverse("information_determination", kwargs={"office": office.slug, "determination_id": determination.pk})


def tell_office(
    *,
    office: Office,
    key: str,
    subject: str,
    text: str,
    link: str,
    at: datetime,
    but: User | None = None,
    due_on: date | None = None,
    permission: str = "information.told_of_tests",
) -> int:
    """Owe a word to everybody who is told of tests at an office, but the one who acted; return how many are new.

    permission: that of those who are told, where it is another.
    """
    people = holders(permission=permission, office_id=office.pk, on=local_day(office=office, at=at))
    return notices.owe_all(
        [
            notices.Owed(
                key=f"{key}/{person.pk}",
                kind="information",
                office_id=office.pk,
                to_user_id=person.pk,
                subject=subject,
                text=text,
                link=link,
                due_at=at,
                due_on=due_on,
            )
            for person in people
            if but is None or person.pk != but.pk
        ],
        at=at,
    )
