from __future__ import annotations

import pytest
from django.core.cache import cache

from .factories import Desk, a_registration

pytestmark = pytest.mark.django_db
TRACK = "/api/v1/requests/track"


@pytest.fixture(autouse=True)
def fresh_throttles(db):
    cache.clear()


def ask(client, **key):
    return client.post(TRACK, key, content_type="application/json")


def test_number_and_secret_give_state_and_dates(client):
    desk = Desk()
    case, secret = a_registration(desk.office)
    answer = ask(client, office="3673", number=case.number, secret=secret).json()
    assert answer == {
        "number": case.number,
        "state": "submitted",
        "outcome": "",
        "received_on": "2026-03-16",
        "track": "general",
        "due_on": "2026-04-07",
        "due_confirmed": True,
        "answered_on": None,
    }


def test_a_wrong_secret_and_an_unknown_office_are_named_and_guessing_is_throttled(client):
    desk = Desk()
    case, _secret = a_registration(desk.office)
    assert ask(client, office="9999", number=case.number, secret="BBBB-CCCC").json()["detail"].startswith("office")
    codes = [ask(client, office="3673", number=case.number, secret="BBBB-CCCC").status_code for _ in range(10)]
    assert codes == [404] * 9 + [429]
