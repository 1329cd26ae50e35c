"""One request has one date: on pages, in mail, on the receipt, in the export and over the API."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import dateformat
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from telusur.kernel.calendars.rules import Day, Kind
from telusur.kernel.clocks.selectors import explain
from telusur.kernel.ledger.selectors import acts_on
from telusur.kernel.notices.models import Notice
from telusur.kernel.offices import services as offices
from telusur.openness.requests import services as requests
from telusur.openness.requests.tests.factories import Desk, a_registration, ref

if TYPE_CHECKING:
    from django.test import Client

    from telusur.openness.requests.models import InformationRequest

pytestmark = pytest.mark.django_db
FIRST, MOVED = date(2026, 4, 7), date(2026, 4, 8)
WORDS = {FIRST: "7 April 2026", MOVED: "8 April 2026"}


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def case(desk: Desk, client: Client) -> InformationRequest:
    """Register the first vector of the field, and open it in this browser as its applicant and as an officer."""
    registration = a_registration(desk.office)
    found = registration.request
    client.post(
        reverse("requests_track", args=[desk.office.slug]), {"number": found.number, "secret": registration.secret}
    )
    Authenticator.objects.create(user=desk.ppid, type=Authenticator.Type.TOTP, data={})
    client.force_login(desk.ppid)
    return requests.accept_request(request_id=found.pk, actor=ref(desk.desk), at=desk.at())


def places(client: Client, desk: Desk, case: InformationRequest) -> dict[str, str]:
    """Return the text of every place that tells when this request is answered at the latest."""
    slug = desk.office.slug

    def page(name: str, *more: object, **query: object) -> str:
        answer = client.get(reverse(name, args=[slug, *more]), query)
        assert answer.status_code == 200, name
        return answer.content.decode()

    receipt = client.get(reverse("requests_receipt_pdf", args=[slug, case.pk])).content
    document = pypdfium2.PdfDocument(receipt)
    export = client.get(
        reverse("requests_register_export", args=[slug]), {"bentuk": "csv", "tahun": 2026}
    ).content.decode("utf-8-sig")
    return {
        "queue": page("requests_queue"),
        "case": page("requests_case", case.pk),
        "receipt": "".join(sheet.get_textpage().get_text_range() for sheet in document),
        "export": "\n".join(" | ".join(row) for row in csv.reader(io.StringIO(export))),
        "mail": Notice.objects.filter(to_email=case.applicant.email, text__contains="paling lambat").latest("pk").text,
    }


def missing(found: dict[str, str], day: date) -> list[str]:
    written = (WORDS[day], day.isoformat(), f"{day:%d/%m/%Y}", dateformat.format(day, "D, j M Y"))
    return [place for place, text in found.items() if not any(form in text for form in written)]


def asked_over_the_api(client: Client, desk: Desk, case: InformationRequest) -> str:
    asked = {"received": case.received_at.isoformat(), "office": desk.office.code, "track": case.track}
    return client.get("/api/v1/clock", asked).json()["due"]


def test_a_request_has_one_date_everywhere(client, desk, case):
    assert case.deadline.due_on == explain(case.deadline).due == FIRST
    assert missing(places(client, desk, case), FIRST) == []
    assert asked_over_the_api(client, desk, case) == FIRST.isoformat()


def test_after_a_decree_it_has_one_other_date_everywhere_and_its_applicant_is_told(client, desk, case):
    day = Day(date(2026, 4, 1), "Hari pemungutan suara ulang", Kind.NATIONAL_HOLIDAY, "Keppres 9/2026", confirmed=True)
    offices.add_days(office_code="0", days=[day], years={}, actor="user:1", at=datetime(2026, 3, 20, tzinfo=UTC))
    for job in ProcrastinateJob.objects.filter(task_name="requests.tell_deadline_moved"):
        app.tasks[job.task_name].func(**job.args)
    case.refresh_from_db()
    assert case.deadline.due_on == explain(case.deadline).due == MOVED
    assert missing(places(client, desk, case), MOVED) == []
    assert asked_over_the_api(client, desk, case) == MOVED.isoformat()
    moved = [
        act for act in acts_on(subject_kind="request", subject_id=str(case.pk)) if act.act == "clocks.move_deadline"
    ]
    assert [(act.facts["old"], act.facts["new"]) for act in moved] == [(FIRST.isoformat(), MOVED.isoformat())]
