"""Every figure above the desk's queue opens exactly the cases it counts."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import timezone

from telusur.openness.requests import services
from telusur.openness.requests.forms.acts import DeliverForm
from telusur.openness.requests.rules.words import Delivery, Outcome

from .factories import Desk, ref

if TYPE_CHECKING:
    from django.test import Client


@pytest.mark.django_db
def test_every_figure_above_the_queue_opens_exactly_the_cases_it_counts(client: Client) -> None:
    desk = Desk()
    desk.clock = timezone.now() - timedelta(hours=3)
    given = desk.notified()
    desk.notified()
    services.deliver(
        request_id=given.pk,
        delivery=Delivery.DOWNLOAD,
        delivered_at=desk.at(),
        actor="applicant",
        at=desk.clock,
    )
    not_held = desk.registered()
    services.decide(
        request_id=not_held.pk,
        decision=services.Decision(Outcome.NOT_HELD, held_by="Bawaslu"),
        actor=ref(desk.ppid),
        at=desk.at(),
    )
    services.sign_and_notify(request_id=not_held.pk, actor=ref(desk.ppid), at=desk.at())
    Authenticator.objects.create(user=desk.desk, type=Authenticator.Type.TOTP, data={"secret": "x"})
    client.force_login(desk.desk)
    queue = reverse("requests_queue", args=[desk.office.slug])
    page = client.get(queue)
    counted = asdict(page.context["counts"])
    rows = {view: len(client.get(f"{queue}?tampil={view}").context["rows"]) for view in counted}
    assert rows == counted
    assert (counted["to_deliver"], counted["to_finish"]) == (1, 2)
    assert all(f"?tampil={view}" in page.content.decode() for view in counted)


@pytest.mark.django_db
def test_handing_over_begins_with_the_way_the_applicant_chose() -> None:
    desk = Desk()
    case = desk.notified()
    case.delivery = Delivery.DOWNLOAD
    form = DeliverForm(None, None, case=case, on=desk.clock.date())
    assert '<option value="download" selected>' in str(form)
