from __future__ import annotations

import pytest
from django.core.files.storage import default_storage

from telusur.kernel.accounts.models import Role
from telusur.kernel.accounts.tests.people import secure

from .factories import an_office, an_officer


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    """Give each test a storage of its own."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "files"}},
    }
    return default_storage


@pytest.fixture
def office(db):
    return an_office()


@pytest.fixture
def desk_officer(office):
    return secure(an_officer(office, Role.DESK))


@pytest.fixture
def ppid(office):
    return secure(an_officer(office, Role.PPID))
