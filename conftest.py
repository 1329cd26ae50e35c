"""What every test of the repository stands on."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.db import connection

from telusur.kernel.accounts import throttles

_TRUNCATE = """
select format('alter table %s disable trigger %I', tgrelid::regclass, tgname)
from pg_trigger where not tgisinternal and tgtype & 32 = 32
"""


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Let tests that commit (transaction=True, live_server) empty the tables afterwards: Django does it by TRUNCATE,
    which append-only tables refuse. The test that proves the refusal puts its trigger back."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(_TRUNCATE)
        for (statement,) in cursor.fetchall():
            cursor.execute(statement)


@pytest.fixture(autouse=True)
def _an_empty_queue(request, django_db_blocker):
    """Empty queue and cache after a test that commits: Django's flush knows only the tables it manages."""
    yield
    marker = request.node.get_closest_marker("django_db")
    commits = bool(marker and marker.kwargs.get("transaction"))
    if commits or {"transactional_db", "live_server"} & set(request.fixturenames):
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("truncate procrastinate_jobs, procrastinate_workers, procrastinate_periodic_defers cascade")
            cursor.execute("truncate telusur_cache")


@pytest.fixture(autouse=True)
def _nothing_read_yet():
    """Let no test be stopped for what the tests before it have read."""
    throttles.NEAR.clear()


@pytest.fixture(scope="session")
def recapitulation_data() -> Path:
    """Return the folder of real results, which is no part of the repository: RECAPITULATION_DATA, else beside it."""
    beside = Path(__file__).parent.parent / "shared" / "data" / "recapitulation"
    folder = Path(os.environ.get("RECAPITULATION_DATA") or beside)
    if not (folder / "dpr2024_dapil_suara.csv").exists():
        pytest.skip("the real results are not here: set RECAPITULATION_DATA to their folder")
    return folder
