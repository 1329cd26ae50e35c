from __future__ import annotations

import pytest
from django.core.files.storage import default_storage

from telusur.kernel.offices.models import Office


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
    return Office.objects.create(code="3673", name="KPU Kota Serang", kind="city", slug="kota-serang")


@pytest.fixture
def neighbour(db):
    return Office.objects.create(code="3604", name="KPU Kabupaten Serang", kind="regency", slug="kab-serang")
