"""The ledger, the bell, the channels, the jobs and the demo's mail: accessible, no wider than the screen."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from django.utils import timezone

from telusur.front.tests.factories import make_office, make_officer
from telusur.kernel.jobs.services import ExpectedFailure, enqueue, keep_failure
from telusur.kernel.ledger.services import checkpoint, record
from telusur.kernel.notices.models import Delivery, DemoMail
from telusur.kernel.notices.services import owe, set_webhook

from .conftest import looks_right

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from telusur.kernel.offices.models import Office

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = ["/nasional/buku-besar/", "/nasional/buku-besar/titik-periksa/", "/meja/nasional/pemberitahuan/"]
PAGES += ["/meja/nasional/pemberitahuan/pesan/", "/meja/nasional/saluran/", "/meja/nasional/pekerjaan/"]
PAGES += ["/demo/surat/", "/demo/surat/{mail}/"]


@pytest.fixture
def office(settings: Any, tmp_path: Path) -> Office:
    settings.LEDGER_KEY = tmp_path / "ledger.key"
    office = make_office(code="0", name="KPU RI", kind="national", slug="nasional")
    now = timezone.now()
    for number in range(60):
        words = {"log": "office/0", "subject_kind": "request", "subject_id": str(number), "actor": "applicant"}
        record("requests.register", **words, happened_at=now, recorded_at=now)
    checkpoint(log="office/0", at=now)
    return office


def signed_in(page: Page, office: Office) -> None:
    now = timezone.now() - timedelta(minutes=1)
    user = make_officer(office, "administrator")
    set_webhook(office=office, url="https://kantor.contoh.id/kait", secret="", actor="user:1", at=now)
    to = {"office_id": office.pk, "due_at": now, "at": now, "link": "/meja/nasional/permohonan/1/"}
    text = "Permohonan 0042/PPID/2026 menunggu pemeriksaan kelengkapan; batas waktunya Selasa, 7 April 2026."
    for number in range(40):
        owe(key=f"test:{number}", kind="new", to_user_id=user.pk, subject=f"Permohonan baru {number}", text=text, **to)
    Delivery.objects.filter(pk__in=list(Delivery.objects.values_list("pk", flat=True)[:3])).update(
        attempts=3, last_error="ConnectionRefusedError: [Errno 111] Connection refused"
    )
    enqueue("notices.deliver", notice_id=1)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    page.goto("/robots.txt")
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": page.url}])


def a_failed_job() -> None:
    with connection.cursor() as cursor:
        cursor.execute("update procrastinate_jobs set status = 'failed' returning id")
        for (job,) in cursor.fetchall()[:3]:
            keep_failure(job_id=job, error=ExpectedFailure("Berkas 3 terkunci sandi."), at=timezone.now())


def test_each_page_is_accessible_and_fits_the_screen(
    browser_page: Page, axe: Callable[[Page], list[str]], office: Office, settings: Any
) -> None:
    settings.DEMO = True
    settings.EMAIL_BACKEND = "telusur.kernel.notices.mail.DemoBackend"
    EmailMessage("Konfirmasi alamat", "Buka http://localhost:8000/akun/" + "x" * 60, None, ["a@b.invalid"]).send()
    signed_in(browser_page, office)
    a_failed_job()
    for address in PAGES:
        browser_page.goto(address.format(mail=DemoMail.objects.get().pk))
        looks_right(browser_page, axe, address.strip("/").replace("/", "-").format(mail=1))
