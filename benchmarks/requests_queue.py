"""How long the desk's queue takes with 10,000 open cases at one office: the whole page, and its parts.

The floor is the bare SQL of the first fifty rows in the page's order.
"""

from __future__ import annotations

import json
import time
from datetime import timedelta
from typing import TYPE_CHECKING

from _scratch import offices_with_desks, scratch_installation, slowest

if TYPE_CHECKING:
    from collections.abc import Callable

CASES, ROUNDS = 10_000, 30
PAGES = {
    "open": "",
    "overdue": "?tampil=overdue",
    "search": "?q=kecamatan+77",
    "number": "?q=9999",
    "filtered": "?tahap=registered&saluran=e_ppid&urut=newest",
    "last_page": "?page=200",
}
FLOOR = (
    "select r.id, r.number, d.due_on from requests_informationrequest r left join clocks_deadline d on d.id ="
    " r.deadline_id where r.office_id = %s and r.state = any(%s) order by d.stopped_at nulls first, d.due_on,"
    " r.received_at, r.id limit 50"
)


def timed(act: Callable[[], object]) -> dict[str, float]:
    act()
    spent = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        act()
        spent.append(time.perf_counter() - began)
    return {"p50_ms": slowest(spent, 0.5), "p95_ms": slowest(spent, 0.95)}


def fill(office: object) -> None:
    """Make the cases in bulk: what is measured is reading them."""
    from django.utils import timezone  # noqa: PLC0415

    from telusur.kernel.clocks.models import Deadline  # noqa: PLC0415
    from telusur.openness.requests.models import Applicant, InformationRequest  # noqa: PLC0415

    now = timezone.now()
    who = Applicant.everything.bulk_create(
        [
            Applicant(office=office, type="person", name=f"Pemohon {n}", address="Jalan", created_at=now)
            for n in range(CASES)
        ],
        batch_size=2000,
    )
    clocks = Deadline.objects.bulk_create(
        [
            Deadline(
                subject_kind="request",
                subject_id=str(n),
                office_code=office.code,
                time_zone=office.time_zone,
                track="general",
                step="answer",
                rule_id="x",
                readings={},
                started_at=now,
                started_on=now.date() - timedelta(days=n % 60),
                calendar_version=1,
                due_on=now.date() + timedelta(days=14 - n % 60 % 15),
            )
            for n in range(CASES)
        ],
        batch_size=2000,
    )
    InformationRequest.everything.bulk_create(
        [
            InformationRequest(
                office=office,
                register="general",
                year=now.year,
                serial=n + 1,
                number=f"{n + 1:04d}/PPID/{now.year}",
                applicant=who[n],
                channel="e_ppid" if n % 3 else "walk_in",
                question=f"Rekapitulasi hasil pemilu kecamatan {n} tahun 2024",
                way="see",
                delivery="pick_up",
                received_at=now - timedelta(days=n % 60),
                recorded_at=now,
                track="general",
                state="registered" if n % 2 else "submitted",
                state_since=now,
                deadline=clocks[n],
                secret_hash="x",  # noqa: S106 no secret
            )
            for n in range(CASES)
        ],
        batch_size=2000,
    )


def main() -> None:
    with scratch_installation():
        from allauth.mfa.models import Authenticator  # noqa: PLC0415
        from django.conf import settings  # noqa: PLC0415
        from django.db import connection  # noqa: PLC0415
        from django.test import Client  # noqa: PLC0415
        from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

        from telusur.kernel.accounts.models import User  # noqa: PLC0415
        from telusur.openness.requests.rules.words import OPEN  # noqa: PLC0415

        settings.ALLOWED_HOSTS.append("testserver")
        settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
        office = offices_with_desks(1)[0]
        fill(office)
        with connection.cursor() as cursor:
            cursor.execute("analyze")

        def floor() -> None:
            with connection.cursor() as cursor:
                cursor.execute(FLOOR, [office.pk, [state.value for state in OPEN]])
                cursor.fetchall()

        bare = timed(floor)
        user = User.objects.get(email="ppid0@contoh.invalid")
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
        browser = Client()
        browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        for name, query in PAGES.items():
            address = f"/meja/{office.slug}/permohonan/{query}"
            with CaptureQueriesContext(connection):
                answer = browser.get(address)
                asked = list(connection.queries)
            if answer.status_code != 200:  # noqa: PLR2004
                raise SystemExit(f"{address}: {answer.status_code}")
            at_database = round(sum(float(query["time"]) for query in asked) * 1000, 1)
            print(
                json.dumps(
                    {
                        "benchmark": "requests_queue",
                        "page": name,
                        "cases": CASES,
                        **timed(lambda address=address: browser.get(address)),
                        "queries": len(asked),
                        "database_ms": at_database,
                        "floor_p50_ms": bare["p50_ms"],
                    }
                ),
                flush=True,
            )


if __name__ == "__main__":
    main()
