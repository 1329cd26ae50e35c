from __future__ import annotations

import os
from types import SimpleNamespace

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "telusur.config.settings")
django_application = get_wsgi_application()

from django.conf import settings  # noqa: E402 the settings are read by the line above
from django.utils.translation import get_language_from_request  # noqa: E402

from .front_cache import FrontCache, Versions  # noqa: E402
from .installation import connection_parameters  # noqa: E402


def language_of(cookie: str, accepted: str) -> str:
    """Return the language in which the middleware would answer such a request."""
    cookies = {settings.LANGUAGE_COOKIE_NAME: cookie} if cookie else {}
    request = SimpleNamespace(COOKIES=cookies, META={"HTTP_ACCEPT_LANGUAGE": accepted})
    return get_language_from_request(request)  # type: ignore[arg-type]


application = FrontCache(
    django_application,
    version_of=Versions(connection_parameters()),
    session_cookie=settings.SESSION_COOKIE_NAME,
    language_of=language_of,
)
