"""What `telusur check` looks at, and `telusur up` before it serves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.checks import WARNING, run_checks

from telusur.kernel.calendars.rules import CalendarGap
from telusur.kernel.calendars.selectors import calendar_for
from telusur.kernel.ledger.rules.logs import NATIONAL_OFFICE

from .environment import data_folder
from .installation import kept_keys

if TYPE_CHECKING:
    from datetime import date

NOVEMBER = 11


@dataclass(frozen=True)
class Finding:
    """level: `galat` (nothing is served), `peringatan` (not fit for the public yet), `catatan` (good to know)."""

    level: str
    text: str


def findings(*, on: date) -> list[Finding]:
    """Return what stands between this installation and real use on a day, the gravest first."""
    if settings.DEMO:  # no look at the code: the demo should start soon, and the tests have looked
        note = "Instalasi ini peragaan: akun dan datanya rekaan, kata sandinya diketahui umum."
        return [Finding("catatan", note)]
    found = [Finding("galat", each.msg) for each in run_checks() if each.level > WARNING]
    return [*found, *_keys(), *_defaults(), *_next_calendar(on)]


def _keys() -> list[Finding]:
    named = {"TELUSUR_SECRET_KEY": settings.SECRET_KEY, "TELUSUR_PERSONAL_DATA_KEY": settings.PERSONAL_DATA_KEY}
    found = [
        Finding("galat", f"{name} belum disetel. Buat satu nilai acak yang panjang dan simpan di luar basis data.")
        for name, value in named.items()
        if value == settings.INSECURE_KEY
    ]
    if settings.DEBUG:
        found.append(Finding("galat", "TELUSUR_DEBUG menyala; halaman galat akan membocorkan isi program."))
    kept = [name for name in named if name in kept_keys(data_folder())]
    if kept:
        where = data_folder() / "keys.json"
        found.append(Finding("catatan", f"Kunci {', '.join(kept)} tersimpan di {where}; cadangan memuatnya."))
    return found


def _next_calendar(on: date) -> list[Finding]:
    """Return that next year's holidays are missing, once dates of answer begin to fall into it."""
    year = on.year + 1
    if on.month < NOVEMBER or year in calendar_for(office_code=NATIONAL_OFFICE).years:
        return []
    return [Finding("peringatan", str(CalendarGap(year)))]


def _defaults() -> list[Finding]:
    found = []
    if not settings.BASE_URL.startswith("https://"):
        text = f"TELUSUR_BASE_URL = {settings.BASE_URL}: tautan di surat dan surel harus berawalan https://."
        found.append(Finding("peringatan", text))
    if settings.DEFAULT_FROM_EMAIL.endswith(".invalid"):
        text = "TELUSUR_FROM_EMAIL belum disetel; surel dari alamat bawaan tidak akan diterima."
        found.append(Finding("peringatan", text))
    return found
