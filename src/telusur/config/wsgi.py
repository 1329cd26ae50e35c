from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "telusur.config.settings")
django_application = get_wsgi_application()

from django.conf import settings  # noqa: E402 the settings are read by the line above

from telusur.kernel.visits.counter import COUNTER  # noqa: E402 the settings are read by the line above

from .front_cache import FrontCache, Versions  # noqa: E402
from .installation import connection_parameters  # noqa: E402

application = FrontCache(
    django_application,
    version_of=Versions(connection_parameters()),
    session_cookie=settings.SESSION_COOKIE_NAME,
    languages=[code for code, _name in settings.LANGUAGES],
    count=COUNTER.count,
)
