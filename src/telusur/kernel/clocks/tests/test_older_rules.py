"""A case is computed and explained by the rule of its day, whatever becomes law later."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from telusur.kernel.clocks import selectors, services
from telusur.kernel.law import selectors as law

pytestmark = pytest.mark.django_db
BEFORE, AFTER = datetime(2026, 6, 30, 3, tzinfo=UTC), datetime(2026, 7, 1, 3, tzinfo=UTC)
LATER = date(2026, 7, 1)


def starts(subject: str, at: datetime):
    return services.start(
        subject_kind="request",
        subject_id=subject,
        office_code="3673",
        time_zone="Asia/Jakarta",
        track="general",
        step="answer",
        started_at=at,
        at=at,
    )


@pytest.fixture
def new_law(monkeypatch):
    """Add a row that halves the answer from 1 July 2026, and call it in force."""

    def pass_it() -> None:
        tables = dict(law._tables())
        old = next(rule for rule in tables["clocks", "response_time"] if rule.key == "general.answer")
        new = replace(old, valid_from=LATER, values={**old.values, "length": 5}, source="UU baru")
        tables["clocks", "response_time"] = (*tables["clocks", "response_time"], new)
        ids = {rule.id: rule for table in tables.values() for rule in table if rule.key}
        monkeypatch.setattr(law, "_tables", lambda: tables)
        monkeypatch.setattr(law, "_ids", lambda: ids)

    return pass_it


def test_a_request_that_came_before_keeps_ten_days_and_one_that_comes_after_gets_five(new_law):
    new_law()
    old, new = starts("1", BEFORE), starts("2", AFTER)
    assert (old.rule_id, old.due_on) == ("clocks.response_time.general.answer@2010-04-30", date(2026, 7, 14))
    assert (new.rule_id, new.due_on) == ("clocks.response_time.general.answer@2026-07-01", date(2026, 7, 8))
    assert selectors.explain(old).sources == ("UU 14/2008 Pasal 22 ayat (7)",)
    assert selectors.explain(new).sources == ("UU baru",)


def test_a_request_under_way_is_extended_and_moved_by_the_rules_it_began_with(new_law):
    deadline = starts("1", BEFORE)
    new_law()
    extended = services.extend(deadline_id=deadline.pk, at=AFTER)
    assert extended.due_on == date(2026, 7, 23)
    found = selectors.explain(extended)
    assert (len(found.counted), found.sources[0]) == (17, "UU 14/2008 Pasal 22 ayat (7)")


def test_the_rule_of_a_day_ends_where_the_next_one_begins(new_law):
    new_law()
    rules = [rule for rule in law.rows("clocks", "response_time") if rule.key == "general.answer"]
    assert [law.ends_on(rule) for rule in rules] == [LATER, None]
