"""The surveys of the demo: last year's with what was done about it, this half year's running."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal

import pytest

from telusur.config.demo.current_cases import FILE
from telusur.kernel.notices.models import Notice
from telusur.kernel.offices.selectors import local_day, office_by_code
from telusur.openness.reports import selectors as reports
from telusur.openness.satisfaction import selectors
from telusur.openness.satisfaction.rules.words import INVITATION

from .conftest import AT

pytestmark = pytest.mark.django_db


def test_kota_serang_has_a_closed_survey_with_its_follow_up_and_a_running_one():
    office = office_by_code(code="3673")
    running, closed = selectors.surveys_of(office_id=office.pk)
    on = local_day(office=office, at=AT)
    outcome = selectors.outcome_of(survey=closed, on=on)
    assert (outcome.respondents, outcome.index, outcome.enough) == (29, Decimal("91.48"), True)
    assert [bool(each.done_on) for each in selectors.follow_ups_of(survey_id=closed.pk)] == [True, False]
    assert len(selectors.shown_comments(survey_id=closed.pk)) == 1
    assert running.closed_at is None
    assert selectors.outcome_of(survey=running, on=on).respondents == 12  # of 17: five wait in the pot
    assert Notice.objects.filter(kind=INVITATION).count() == 2


def test_the_survey_and_the_half_year_that_the_list_of_information_speaks_of_are_there():
    office, on = office_by_code(code="3673"), date(2026, 11, 20)
    texts = {each["title"]: each["text"] for each in tomllib.loads(FILE.read_text(encoding="utf-8"))["entry"]}
    _running, closed = selectors.surveys_of(office_id=office.pk)
    outcome = selectors.outcome_of(survey=closed, on=on)
    said = f"{outcome.index} dari {outcome.respondents} responden, mutu pelayanan A; sasarannya {outcome.target}"
    assert said.replace(".", ",", 1) in texts["Hasil survei kepuasan masyarakat tahun lalu"]
    assert "Ringkasan akses informasi publik semester yang baru berakhir" in texts
    assert reports.summary_of(office_id=office.pk, year=2026, half=1) is not None
