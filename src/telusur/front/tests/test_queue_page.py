"""Jobs that gave up, as the administrator of the national office sees them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from telusur.kernel.jobs.services import ExpectedFailure, enqueue, keep_failure

from .factories import make_office, make_officer

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 16, 3, tzinfo=UTC)


@pytest.fixture
def national(client):
    office = make_office(code="0", name="KPU RI", kind="national", slug="nasional")
    client.force_login(make_officer(office, "administrator"))
    return office


def a_failed_job() -> int:
    enqueue("notices.deliver", notice_id=7)
    with connection.cursor() as cursor:
        cursor.execute("update procrastinate_jobs set status = 'failed'")
    job = ProcrastinateJob.objects.get().id
    keep_failure(job_id=job, error=ExpectedFailure("Berkas 3 terkunci sandi."), at=NOW)
    return job


def test_the_page_says_why_a_job_failed(client, national):
    a_failed_job()
    page = client.get("/meja/nasional/pekerjaan/").content.decode()
    assert "notices.deliver" in page
    assert "Berkas 3 terkunci sandi." in page


def test_an_empty_queue_says_so(client, national):
    assert "Tidak ada pekerjaan yang gagal" in client.get("/meja/nasional/pekerjaan/").content.decode()


def test_a_job_is_tried_again_once(client, national):
    job = a_failed_job()
    page = client.post(f"/meja/nasional/pekerjaan/{job}/ulang/", follow=True).content.decode()
    assert "dimasukkan kembali" in page
    assert ProcrastinateJob.objects.get().status == "todo"
    page = client.post(f"/meja/nasional/pekerjaan/{job}/ulang/", follow=True).content.decode()
    assert "sudah tidak menunggu" in page


def test_another_office_has_no_such_page(client):
    office = make_office()
    client.force_login(make_officer(office, "administrator"))
    assert client.get("/meja/kota-contoh/pekerjaan/").status_code == 404
    assert client.post("/meja/kota-contoh/pekerjaan/1/ulang/").status_code == 404


def test_only_an_administrator_sees_it(client):
    office = make_office(code="0", name="KPU RI", kind="national", slug="nasional")
    client.force_login(make_officer(office, "ppid"))
    assert client.get("/meja/nasional/pekerjaan/").status_code == 403
