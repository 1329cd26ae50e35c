"""A survey ends by an act; whoever forgets it after its last day is told."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.law.acts import in_its_language
from telusur.kernel.notices import services as notices
from telusur.kernel.offices.selectors import local_day, national_day

from .. import selectors

if TYPE_CHECKING:
    from datetime import datetime

    from ..models import Survey

PERMISSION = "satisfaction.manage"


def closing_prefix(survey: Survey) -> str:
    return f"survey_to_close:{survey.pk}:"


def remind_to_close(*, at: datetime) -> int:
    """Owe those who may close it a word of each survey past its last day; return how many words are new."""
    owed = 0
    for survey in selectors.overdue_surveys(before=national_day(at=at) + timedelta(days=1)):
        today = local_day(office=survey.office, at=at)
        if survey.last_on < today:
            with in_its_language(), transaction.atomic():
                words = [
                    _owed(survey, user.pk, at=at)
                    for user in accounts.holders(office_id=survey.office_id, permission=PERMISSION, on=today)
                ]
                owed += notices.owe_all(words, at=at)
    return owed


def _owed(survey: Survey, user_id: int, *, at: datetime) -> notices.Owed:
    office = survey.office
    words = {"survey": str(survey), "day": date_format(survey.last_on, "j F Y")}
    return notices.Owed(
        key=f"{closing_prefix(survey)}{user_id}",
        kind="survey_to_close",
        office_id=office.pk,
        to_user_id=user_id,
        subject=_("Survei %(survey)s menunggu ditutup") % words,
        text=_(
            "Hari terakhirnya %(day)s sudah lewat; tidak ada lagi yang dapat menjawab. Tutup survei ini, supaya "
            "hasilnya tampil dan survei berikutnya dapat dibuka."
        )
        % words,
        link=f"/meja/{office.slug}/survei/{survey.pk}/",
        due_on=survey.last_on,
        due_at=at,
    )
