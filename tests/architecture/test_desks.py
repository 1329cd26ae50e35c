"""Every address of every desk: closed to visitors, to strangers, and to officers of another office.

The addresses come from the URL patterns themselves, so a room that lands is covered by landing.
"""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from telusur.kernel.accounts.models import Appointment, Role, User
from telusur.kernel.accounts.permits import PUBLIC, SIGNED_IN
from telusur.kernel.accounts.selectors import permissions
from telusur.kernel.accounts.tests.people import secure
from telusur.kernel.offices.models import Office, Unit
from telusur.kernel.offices.rules.office_file import RESERVED_SLUGS

SAMPLES = {"int": "1", "str": "x", "slug": "x", "uuid": "00000000-0000-4000-8000-000000000000", "path": "x"}


def addresses(patterns: list[URLPattern | URLResolver], before: str = "") -> list[tuple[str, object]]:
    """Every (path, view) below, with a sample in place of each argument but the office."""
    found: list[tuple[str, object]] = []
    for each in patterns:
        path = before + _filled(each)
        if isinstance(each, URLResolver):
            found += addresses(each.url_patterns, path)
        else:
            found.append((path, each.callback))
    return found


def _filled(each: URLPattern | URLResolver) -> str:
    text = str(each.pattern)
    for name, converter in each.pattern.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
        sample = "{office}" if name == "office" else SAMPLES[kind]
        text = text.replace(f"<{kind}:{name}>", sample).replace(f"<{name}>", sample)
    return text


def desks() -> list[tuple[str, object]]:
    found = [(f"/{path}", view) for path, view in addresses(get_resolver().url_patterns)]
    return [(path, view) for path, view in found if path.startswith("/meja/{office}/")]


@pytest.fixture
def offices(db):
    return [
        Office.objects.create(code=code, name=f"KPU {code}", kind="city", slug=f"kantor-{code}")
        for code in ("3673", "3674")
    ]


def an_officer_of_everything(office: Office) -> User:
    """Somebody with every role there is, at one office, and a second factor."""
    user = User.objects.create_user("semua@contoh.example", "kata-sandi-uji")
    unit = Unit.objects.create(office=office, code="hukum", name="Hukum")
    day = date(2024, 1, 2)
    for role in Role:
        Appointment.objects.create(
            user=user,
            office=office,
            role=role,
            unit=unit if role == Role.LIAISON else None,
            decree_number="1/2024",
            decree_on=day,
            valid_from=day,
        )
    return secure(user)


def test_there_are_desks_to_walk():
    assert len(desks()) > 10


def test_no_desk_address_is_public():
    assert [path for path, view in desks() if getattr(view, "permission", PUBLIC) == PUBLIC] == []


def test_a_desk_asks_for_a_right_at_the_office_not_merely_for_an_account():
    assert [path for path, view in desks() if view.permission not in permissions()] == []


def test_every_permission_a_view_names_is_declared():
    named = {getattr(view, "permission", PUBLIC) for _path, view in addresses(get_resolver().url_patterns)}
    assert named - {PUBLIC, SIGNED_IN} <= set(permissions())


def test_a_visitor_is_sent_to_sign_in_from_every_desk_address(client, offices):
    for path, _view in desks():
        address = path.format(office=offices[0].slug)
        for answer in (client.get(address), client.post(address)):
            assert (answer.status_code, answer.headers.get("Location", "").split("?")[0]) == (302, "/masuk/"), address


def test_an_officer_of_another_office_is_refused_at_every_desk_address(client, offices):
    mine, theirs = offices
    client.force_login(an_officer_of_everything(mine), "django.contrib.auth.backends.ModelBackend")
    for path, _view in desks():
        address = path.format(office=theirs.slug)
        assert [client.get(address).status_code, client.post(address).status_code] == [403, 403], address


def test_an_officer_without_a_second_factor_is_sent_to_set_one_up(client, offices):
    user = an_officer_of_everything(offices[0])
    user.authenticator_set.all().delete()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    for path, _view in desks():
        assert client.get(path.format(office=offices[0].slug)).headers.get("Location") == "/akun/keamanan/", path


def test_no_office_can_take_the_first_word_of_a_fixed_address():
    words = {path.split("/")[0] for path, _view in addresses(get_resolver().url_patterns)}
    fixed = {word for word in words if word and "{" not in word and "." not in word and "\\" not in word}
    assert {word.removeprefix("^") for word in fixed} <= RESERVED_SLUGS
