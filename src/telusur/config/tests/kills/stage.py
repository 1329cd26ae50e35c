"""Makes the election that is killed at, in the installation of the environment; prints what callers need as JSON.

Run as a program: `python -m telusur.config.tests.kills.stage STATIONS`.
"""

from __future__ import annotations

import json
import os
import sys

CONTEST = {"election": "pilpres2024", "contest": "ppwp"}
DISTRICT = 360101
TYPED = 60  # the first polling stations are typed by two people, the others sent by tablets


def codes(number: int) -> list[int]:
    """Return the codes of so many polling stations of one district, in villages of fifty."""
    return [(DISTRICT * 10_000 + 2001 + place // 50) * 1000 + place % 50 + 1 for place in range(number)]


def make(number: int) -> dict[str, object]:
    from django.contrib.auth import get_user_model  # noqa: PLC0415 Django is set up first
    from django.test import Client  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from telusur.results.elections.selectors import contest_named, layout_of  # noqa: PLC0415
    from telusur.results.elections.services import StationRow, ensure_election, enter_stations  # noqa: PLC0415
    from telusur.results.recapitulation.services import issue_device  # noqa: PLC0415

    at = timezone.now()
    election = ensure_election(code=CONTEST["election"], actor="import", at=at)
    rows = [StationRow(code, "", (150, 150, 300)) for code in codes(number)]
    enter_stations(election=election, rows=rows, names={}, provisional=False)
    _device, key = issue_device(election=election, area=None, name="Uji", actor="system", at=at)
    people = {}
    for name in ("satu", "dua"):
        person = get_user_model().objects.create_user(f"{name}@contoh.test")
        _on_duty(person, election, at)
        client = Client()
        client.force_login(person)
        people[person.pk] = client.cookies["sessionid"].value
    fields = layout_of(contest=contest_named(**CONTEST)).names
    return {"key": key, "people": people, "fields": fields}


def _on_duty(person, election, at):
    from allauth.mfa.models import Authenticator  # noqa: PLC0415

    from telusur.results.elections.models import Duty  # noqa: PLC0415

    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={})
    Duty.objects.create(
        election=election, person=person, role="ppk", area=DISTRICT, decree_number="12/CONTOH", decree_on=at.date(),
        valid_from=at.date(), code_digest="0", code_expires_at=at, activated_at=at,
    )  # fmt: skip


def main() -> None:
    from telusur.config import environment, installation  # noqa: PLC0415

    os.environ["DJANGO_SETTINGS_MODULE"] = "telusur.config.settings"
    installation.adopt(environment.data_folder())
    import django  # noqa: PLC0415 the settings are named by now

    django.setup()
    from django.db import transaction  # noqa: PLC0415

    with installation.ready(), transaction.atomic():
        made = make(int(sys.argv[1]))
    sys.stdout.write(json.dumps(made))


if __name__ == "__main__":
    main()
