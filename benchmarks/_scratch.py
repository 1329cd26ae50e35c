"""A scratch installation for a benchmark: its own data folder and database server, gone afterwards."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from telusur.kernel.offices.models import Office


@contextmanager
def scratch_installation() -> Iterator[Path]:
    """Run the embedded server of an empty data folder, migrated, with Django set up on it."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TELUSUR_VAR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "telusur.config.settings"
        from telusur.config import installation  # noqa: PLC0415 the data folder must be named first

        installation.adopt(Path(folder))
        import django  # noqa: PLC0415

        django.setup()
        with installation.ready(migrating=True):
            yield Path(folder)


def offices_with_desks(number: int) -> list[Office]:
    """Make offices, each with a desk officer and a PPID; return them."""
    from telusur.kernel.accounts.models import Appointment, Role, User  # noqa: PLC0415
    from telusur.kernel.offices.models import Office  # noqa: PLC0415

    made = []
    for place in range(number):
        office = Office.objects.create(
            code=f"99{place:02d}", name=f"Kantor uji {place}", kind="city", slug=f"kantor-uji-{place}", city="Uji"
        )
        for role in (Role.DESK, Role.PPID):
            user = User.objects.create(email=f"{role}{place}@contoh.invalid", full_name=f"{role} {place}")
            Appointment.objects.create(
                user=user,
                role=role,
                office=office,
                decree_number="SK/1",
                decree_on=date(2020, 1, 1),
                valid_from=date(2020, 1, 1),
            )
        made.append(office)
    return made


def slowest(times: Sequence[float], share: float) -> float:
    """Return the time in milliseconds that `share` of all stay under."""
    return round(1000 * sorted(times)[min(len(times) - 1, int(len(times) * share))], 1)
