"""Who is told what in this room: what waits, by when, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.notices import services as notices
from telusur.kernel.offices.selectors import local_day

if TYPE_CHECKING:
    from datetime import datetime

    from telusur.kernel.offices.models import Office

    from ..models import AnnualReport


def year_link(office: Office, year: int) -> str:
    return f"/meja/{office.slug}/laporan/{year}/"


def tell_superior(report: AnnualReport, *, key: str, subject: str, text: str, at: datetime) -> None:
    """Owe a word to each superior of the office."""
    _tell(report, office=report.office, key=key, role="superior", subject=subject, text=text, at=at)


def tell_upper(report: AnnualReport, *, key: str, subject: str, text: str, link: str, at: datetime) -> None:
    """Owe a word to each PPID of the office above, where there is one."""
    if report.office.parent is not None:
        upper = report.office.parent
        _tell(report, office=upper, key=key, role="ppid", subject=subject, text=text, at=at, link=link)


def _tell(
    report: AnnualReport,
    *,
    office: Office,
    key: str,
    role: str,
    subject: str,
    text: str,
    at: datetime,
    link: str = "",
) -> None:
    people = accounts.holders(office_id=office.pk, on=local_day(office=office, at=at), role=role)
    owed = [
        notices.Owed(
            key=f"reports:{report.pk}:{key}:{report.edition}:{report.version}:{person.pk}",
            kind=f"report_{key}",
            office_id=office.pk,
            to_user_id=person.pk,
            subject=subject,
            text=text,
            link=link or year_link(report.office, report.year),
            number=str(report.year),
            due_on=report.due_on,
            due_at=at,
        )
        for person in people
    ]
    notices.owe_all(owed, at=at)
