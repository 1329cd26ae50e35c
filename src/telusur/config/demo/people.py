from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.hashers import make_password

from telusur.kernel.accounts import services as accounts
from telusur.kernel.offices import selectors as offices
from telusur.kernel.offices import services

from .story import DOMAIN, opening

if TYPE_CHECKING:
    from datetime import datetime

FILE = Path(__file__).with_name("data") / "people.toml"
SINCE = date(2024, 1, 2)  # the demo year is theirs


def load_people(*, at: datetime) -> None:
    """Load units and people: every role at Kota Serang, a few people above it, one citizen. One password for all."""
    then = opening(at)
    content = tomllib.loads(FILE.read_text(encoding="utf-8"))
    units = {}
    for row in content["unit"]:
        office = offices.office_by_code(code=row["office"])
        unit = services.add_unit(office_id=office.pk, code=row["code"], name=row["name"], actor="system", at=then)
        units[row["office"], row["code"]] = unit.pk
    hashed = make_password(settings.DEMO_PASSWORD)
    administrators: dict[str, str] = {}
    for number, row in enumerate(content["person"], start=1):
        user = accounts.create_account(
            email=f"{row['email']}@{DOMAIN}",
            full_name=row["name"],
            password=None,
            hashed_password=hashed,
            is_demo=True,
        )
        if "role" not in row:
            continue
        accounts.appoint(
            user_id=user.pk,
            office_id=offices.office_by_code(code=row["office"]).pk,
            role=row["role"],
            unit_id=units.get((row["office"], row.get("unit", ""))),
            decree_number=f"{number}/CONTOH/{row['office']}/2024",
            decree_on=SINCE,
            valid_from=SINCE,
            actor=administrators.get(row["office"], "system"),
            at=then,
        )
        if row["role"] == "administrator":
            administrators[row["office"]] = f"user:{user.pk}"
