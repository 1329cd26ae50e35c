"""The whole demo, loaded once for all tests of this folder, in one transaction that is taken back at the end."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import transaction

from telusur.config.basics import ensure_basics
from telusur.config.demo.loading import load_demo

AT = dt.datetime(2026, 11, 20, 7, tzinfo=dt.UTC)  # Friday, 14.00 WIB


@pytest.fixture(scope="package")
def _loaded_demo(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        ensure_basics(at=AT)
        load_demo(at=AT)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def _django_db_helper(_loaded_demo):
    """In place of the plugin's own: each test stands inside the loaded demo, and what it changes is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
