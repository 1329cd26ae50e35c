import json
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.utils import timezone

from telusur.kernel.accounts.models import Role
from telusur.kernel.accounts.permits import PUBLIC, SIGNED_IN, permits

from .people import make_office, make_officer, secure

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def ask(rf, settings):
    def ask(permission, user=None, path="/meja/kota-serang/", slug="kota-serang"):
        request = rf.get(path)
        request.user, request.session, request.htmx = user or AnonymousUser(), {}, False
        request._messages = FallbackStorage(request)
        view = permits(permission)(lambda _request: HttpResponse("masuk"))
        return view(request, office=slug)

    return ask


def freeze(monkeypatch, at):
    monkeypatch.setattr(timezone, "now", lambda: at)


def test_a_public_page_asks_nobody(ask, office):
    assert ask(PUBLIC).status_code == 200


def test_an_address_of_no_office_is_not_found(ask):
    with pytest.raises(Http404):
        ask(PUBLIC)


def test_a_visitor_is_asked_to_sign_in_and_comes_back(ask, office):
    assert ask("requests.register").url == "/masuk/?next=/meja/kota-serang/"


def test_an_officer_with_the_right_and_a_second_factor_enters(ask, office):
    assert ask("requests.register", secure(make_officer(office, "desi", Role.DESK))).content == b"masuk"


def test_an_officer_without_second_factor_is_sent_to_set_it_up(ask, office):
    assert ask("requests.register", make_officer(office, "desi", Role.DESK)).url == "/akun/keamanan/"


@pytest.mark.parametrize(("demo", "enters"), [(True, True), (False, False)])
def test_a_demo_account_needs_none_in_the_demo_alone(ask, office, settings, demo, enters):
    settings.DEMO = demo
    user = make_officer(office, "desi", Role.DESK)
    user.is_demo = True
    assert (ask("requests.register", user).status_code == 200) is enters


def test_an_ordinary_account_needs_one_in_the_demo_too(ask, office, settings):
    settings.DEMO = True
    assert ask("requests.register", make_officer(office, "desi", Role.DESK)).status_code == 302


def test_another_role_is_refused(ask, office):
    with pytest.raises(PermissionDenied):
        ask("requests.register", secure(make_officer(office, "edo", Role.EDITOR)))


def test_the_same_role_at_another_office_is_refused(ask, office):
    parent = make_office("36", "banten")
    with pytest.raises(PermissionDenied):
        ask("requests.register", secure(make_officer(parent, "desi", Role.DESK)))


def test_a_signed_in_page_needs_no_appointment(ask, office):
    assert ask(SIGNED_IN, make_officer(make_office("36", "banten"), "edo", Role.EDITOR)).status_code == 200


def test_the_api_answers_in_json(ask, office):
    path = "/api/v1/kota-serang/"
    anonymous = ask("requests.register", path=path)
    stranger = ask("requests.register", secure(make_officer(office, "edo", Role.EDITOR)), path=path)
    bare = ask("requests.register", make_officer(office, "desi", Role.DESK), path=path)
    answers = [(answer.status_code, json.loads(answer.content)["code"]) for answer in (anonymous, stranger, bare)]
    assert answers == [(401, "sign_in"), (403, "forbidden"), (403, "second_factor")]


@pytest.mark.parametrize(
    ("zone", "instant", "enters"),
    [
        ("Asia/Jakarta", datetime(2026, 4, 5, 16, 59, tzinfo=UTC), False),  # 23.59 the day before the first
        ("Asia/Jakarta", datetime(2026, 4, 5, 17, 0, tzinfo=UTC), True),  # 00.00 of the first day
        ("Asia/Jakarta", datetime(2026, 4, 7, 16, 59, tzinfo=UTC), True),  # 23.59 of the last day
        ("Asia/Jakarta", datetime(2026, 4, 7, 17, 0, tzinfo=UTC), False),
        ("Asia/Jayapura", datetime(2026, 4, 5, 15, 0, tzinfo=UTC), True),  # midnight comes two hours sooner
        ("Asia/Jayapura", datetime(2026, 4, 7, 15, 0, tzinfo=UTC), False),
    ],
)
def test_a_right_lasts_exactly_as_long_as_its_appointment_by_the_clock_of_the_office(
    ask, monkeypatch, zone, instant, enters
):
    office = make_office(time_zone=zone)
    period = {"valid_from": date(2026, 4, 6), "valid_until": date(2026, 4, 8)}
    user = secure(make_officer(office, "desi", Role.DESK, **period))
    freeze(monkeypatch, instant)
    if enters:
        assert ask("requests.register", user).status_code == 200
    else:
        with pytest.raises(PermissionDenied):
            ask("requests.register", user)


def test_the_guard_costs_two_queries(ask, office, django_assert_num_queries):
    user = secure(make_officer(office, "desi", Role.DESK))
    with django_assert_num_queries(2):  # the office, and what the person is there
        ask("requests.register", user)
