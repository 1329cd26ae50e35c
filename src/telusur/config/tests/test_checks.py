from __future__ import annotations

from datetime import date

import pytest

from telusur.config import checks
from telusur.kernel.calendars.selectors import calendar_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def real(settings):
    settings.DEMO = False


@pytest.mark.parametrize(("month", "warned"), [(10, False), (11, True), (12, True)])
def test_a_missing_calendar_of_next_year_is_warned_of_from_november_on(real, month, warned):
    last = max(calendar_for(office_code="0").years)
    said = [each for each in checks.findings(on=date(last, month, 1)) if f"Hari libur tahun {last + 1}" in each.text]
    assert [each.level for each in said] == ["peringatan"] * warned


def test_a_loaded_year_is_no_finding(real):
    last = max(calendar_for(office_code="0").years)
    assert not [each for each in checks.findings(on=date(last - 1, 12, 1)) if "Hari libur" in each.text]
