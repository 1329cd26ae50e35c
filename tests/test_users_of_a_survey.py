"""Who is served, by the figure of requests, is whom a survey asks."""

from __future__ import annotations

import pytest

from telusur.kernel.ledger.selectors import acts_on
from telusur.kernel.offices.selectors import local_day
from telusur.openness.requests.tests.factories import AT, Desk, an_applicant, ref
from telusur.openness.satisfaction import selectors, services

pytestmark = pytest.mark.django_db


def test_the_users_of_a_survey_are_the_applicants_of_its_days_until_it_is_closed():
    desk = Desk()
    actor, on = ref(desk.ppid), local_day(office=desk.office, at=AT)

    def served(number: int) -> None:
        desk.registered(applicant=an_applicant(name=f"Pemohon {number}", identity_number=f"36730101019{number:05}"))

    served(1)
    survey = services.open_survey(office=desk.office, actor=actor, at=desk.at())
    assert selectors.population_of(survey=survey, on=on) == 1
    served(2)
    served(3)
    assert selectors.outcome_of(survey=survey, on=on).target == 3
    closed = services.close_survey(survey_id=survey.pk, actor=actor, at=desk.at())
    served(4)
    assert selectors.population_of(survey=closed, on=on) == 3
    assert acts_on(subject_kind="survey", subject_id=str(survey.pk))[1].facts["population"] == 3
    stated = {"survey_id": survey.pk, "actor": actor}
    services.state_population(**stated, population=10, reason="Buku tamu", at=desk.at())
    again = services.state_population(**stated, population=None, reason="", at=desk.at())
    assert selectors.population_of(survey=again, on=on) == 3
