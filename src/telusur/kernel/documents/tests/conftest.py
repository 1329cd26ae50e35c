from __future__ import annotations

import pytest
from django.core.files.storage import default_storage

from telusur.kernel.documents.services import parsing
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


@pytest.fixture
def hostile_parser(monkeypatch):
    """From here on, what a file ends with takes its parser over; see `hostile_parser.work`."""
    parsing._SERVER.end()
    monkeypatch.setattr(parsing, "PARSER", "telusur.kernel.documents.tests.hostile_parser")
    yield
    parsing._SERVER.end()
