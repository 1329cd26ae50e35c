"""Acts of the national office on readings that the law leaves open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from telusur.kernel.ledger import services as ledger
from telusur.kernel.ledger.rules.logs import NATIONAL_OFFICE, office_log

from . import rules, selectors
from .models import ReadingChoice

if TYPE_CHECKING:
    from datetime import date, datetime


class NotChosen(ValueError):
    """The choice cannot be made as asked. Carries a code, the field at fault and a sentence."""

    def __init__(self, code: str, field: str, message: str) -> None:
        self.code, self.field = code, field
        super().__init__(message)


@transaction.atomic
def choose_reading(
    *,
    room: str,
    key: str,
    choice: str,
    valid_from: date,
    decree_number: str,
    decree_on: date,
    actor: str,
    at: datetime,
    on: date,
    reason: str = "",
) -> ReadingChoice:
    """Choose the reading that holds from `valid_from`, by a decree of the national office.

    on: today at the national office. A choice never reaches back: clocks that already run keep the reading of their
    day. Raises: NotChosen.
    """
    known = {rule.key: rules.Reading(rule) for rule in selectors.rows(room, "reading")}
    if key not in known:
        raise NotChosen("unknown_reading", "key", _("Bacaan ini tidak ada dalam daftar aturan."))
    if choice not in known[key].choices:
        raise NotChosen("unknown_choice", "choice", _("Pilih salah satu bacaan yang tersedia."))
    if not decree_number.strip():
        raise NotChosen("no_decree", "decree_number", _("Isi nomor keputusan yang menetapkan bacaan ini."))
    if decree_on > on:
        raise NotChosen("decree_in_future", "decree_on", _("Tanggal keputusan tidak boleh sesudah hari ini."))
    if valid_from < on:
        raise NotChosen(
            "reaches_back", "valid_from", _("Bacaan tidak berlaku surut: pilih hari ini atau tanggal sesudahnya.")
        )
    row = ReadingChoice.objects.create(
        room=room,
        key=key,
        choice=choice,
        valid_from=valid_from,
        decree_number=decree_number.strip(),
        decree_on=decree_on,
        reason=reason.strip(),
        actor=actor,
        chosen_at=at,
    )
    ledger.record(
        "law.choose_reading",
        log=office_log(NATIONAL_OFFICE),
        subject_kind="reading",
        subject_id=f"{room}.{key}",
        actor=actor,
        happened_at=at,
        recorded_at=at,
        facts={
            "choice": choice,
            "valid_from": valid_from.isoformat(),
            "decree_number": row.decree_number,
            "decree_on": decree_on.isoformat(),
        },
    )
    return row
