"""Whoever was served is invited to the office's survey, by the service that ends the case."""

from __future__ import annotations

import pytest

from telusur.kernel.notices.models import Notice
from telusur.openness.requests import services as requests
from telusur.openness.requests.rules.words import Delivery
from telusur.openness.requests.tests.factories import Desk, an_applicant, ref
from telusur.openness.satisfaction import services as satisfaction
from telusur.openness.satisfaction.rules.words import INVITATION

pytestmark = pytest.mark.django_db


def finished(desk: Desk, email: str) -> int:
    case = desk.notified(applicant=an_applicant(email=email))
    at = desk.at()
    requests.deliver(request_id=case.pk, delivery=Delivery.DOWNLOAD, delivered_at=at, actor=ref(desk.desk), at=at)
    requests.finish(request_id=case.pk, actor=ref(desk.desk), at=desk.at())
    return case.pk


def test_the_end_of_a_case_invites_whoever_left_an_address_while_a_survey_runs():
    desk = Desk()
    finished(desk, "sebelum@contoh.invalid")
    satisfaction.open_survey(office=desk.office, actor=ref(desk.ppid), at=desk.at())
    case_id = finished(desk, "sesudah@contoh.invalid")
    finished(desk, "")
    invited = Notice.objects.get(kind=INVITATION)
    assert (invited.key, invited.to_email) == (f"request:{case_id}:{INVITATION}", "sesudah@contoh.invalid")
    assert invited.number == ""
