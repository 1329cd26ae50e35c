"""Public pages are kept in front of Django: a visitor still never sees yesterday's page."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.conf import settings
from django.core.signals import request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test.signals import template_rendered

from telusur.config.front_cache import FrontCache, Versions
from telusur.config.installation import connection_parameters
from telusur.kernel.offices.services import change_details, ensure_national_office

AT = dt.datetime(2026, 3, 16, 3, tzinfo=dt.UTC)


@pytest.fixture
def office(transactional_db):
    return ensure_national_office(at=AT)


@pytest.fixture
def visit():
    """Return what an anonymous visitor gets, and how many templates were rendered for it."""
    request_started.disconnect(close_old_connections)
    cache = FrontCache(
        get_wsgi_application(),
        version_of=Versions(connection_parameters()),
        session_cookie=settings.SESSION_COOKIE_NAME,
        languages=["id", "en"],
        clock=lambda: 0.0,
    )

    def get(path):
        rendered, heard = [], []
        hear = lambda **words: rendered.append(words["template"])  # noqa: E731
        template_rendered.connect(hear)
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": "",
            "HTTP_HOST": "localhost",
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "wsgi.input": io.BytesIO(),
            "wsgi.url_scheme": "http",
        }
        body = b"".join(cache(environ, lambda status, _headers: heard.append(status)))
        template_rendered.disconnect(hear)
        assert heard == ["200 OK"]
        return body.decode(), len(rendered)

    yield get
    request_started.connect(close_old_connections)


@pytest.mark.parametrize("path", ["/", "/kpu/"])
def test_a_page_is_rendered_once_until_its_office_changes_and_then_shows_the_change_at_once(office, visit, path):
    first, rendered = visit(path)
    assert rendered > 0
    assert visit(path) == (first, 0)
    change_details(
        office_id=office.pk,
        name="KPU yang Baru",
        city=office.city,
        address=office.address,
        host=None,
        actor="system",
        at=AT,
    )
    after, rendered = visit(path)
    assert rendered > 0
    assert "KPU yang Baru" in after
    assert "KPU yang Baru" not in first
