"""Every act locks the end of its log before the version of its office's pages: two orders would wait for each other."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from telusur.front import services as front
from telusur.kernel.accounts.models import Role
from telusur.kernel.offices import services as offices
from telusur.openness.information import services as information
from telusur.openness.information.tests.factories import an_entry
from telusur.openness.requests import services as requests
from telusur.openness.requests.tests.factories import Desk, a_registration, an_officer, ref

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db
LOG, PAGES, PEOPLE = "ledger_append", "offices_publicversion", "accounts_user"


@pytest.fixture
def desk() -> Desk:
    return Desk()


def locked_in(act: Callable[[], object]) -> list[str]:
    """Return which of the contested rows an act locks, in its order, each as often as it is asked for."""
    with CaptureQueriesContext(
        connection,
    ) as asked:
        act()
    found = []
    for query in asked.captured_queries:
        sql = query["sql"]
        found += [LOG] if LOG in sql else []
        found += [PAGES] if PAGES in sql and "insert" in sql else []
        found += [PEOPLE] if PEOPLE in sql and "FOR UPDATE" in sql else []
    return found


def published(desk: Desk) -> Callable[[], object]:
    item = information.enter_item(office_id=desk.office.pk, entry=an_entry(), officer=desk.desk, at=desk.at())
    information.propose_item(item_id=item.pk, officer=desk.desk, at=desk.at())
    later = desk.at() + timedelta(minutes=1)
    return lambda: information.approve_item(item_id=item.pk, officer=desk.ppid, at=later)


def reviewed(desk: Desk) -> Callable[[], object]:
    item = published(desk)()
    return lambda: information.review_item(item_id=item.pk, officer=desk.ppid, at=desk.at())  # type: ignore[attr-defined]


def unit_added(desk: Desk) -> Callable[[], object]:
    return lambda: offices.add_unit(
        office_id=desk.office.pk, code="sdm", name="Subbagian SDM", actor=ref(desk.ppid), at=desk.at()
    )


@pytest.mark.parametrize(
    "prepared", [published, reviewed, unit_added, lambda desk: lambda: a_registration(desk.office)]
)
def test_an_act_writes_its_log_and_then_renews_the_pages(desk, prepared):
    assert locked_in(prepared(desk)) == [LOG, PAGES]


def test_a_leaver_is_held_before_the_log(desk):
    leaver, successor = an_officer(desk.office, Role.DESK), an_officer(desk.office, Role.DESK)
    administrator = an_officer(desk.office, Role.ADMINISTRATOR)
    requests.assign(
        office_id=desk.office.pk,
        request_ids=[desk.registered().pk],
        officer_id=leaver.pk,
        actor=ref(desk.ppid),
        at=desk.at(),
    )
    found = locked_in(
        lambda: front.release_officer(
            user_id=leaver.pk,
            office_id=desk.office.pk,
            successor_id=successor.pk,
            until=desk.at().date(),
            reason="Mutasi",
            actor=ref(administrator),
            at=desk.at(),
        )
    )
    assert found[0] == PEOPLE
    assert found[-1] == LOG
