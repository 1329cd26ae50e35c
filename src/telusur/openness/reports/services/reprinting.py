"""Papers that could not be made: the office is told, and asks for them again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.jobs import services as jobs
from telusur.kernel.law.acts import legal_act
from telusur.kernel.notices import services as notices
from telusur.kernel.offices.selectors import local_day
from telusur.kernel.offices.services import touch_public

from .. import selectors
from ..models import Edition
from ..rules.states import Act
from .faults import Refused
from .steps import begin, close
from .telling import year_link

if TYPE_CHECKING:
    from datetime import datetime

    from ..models import AnnualReport

WRITE = "reports.write"


@legal_act
def warn_of_stopped(*, at: datetime) -> int:
    """Owe a word to who may ask for papers again, once for each time that a job on them gave up; return how many were
    new. Of an edition that another replaced nothing is asked again, so nobody is told."""
    stopped = selectors.given_up()
    read = Edition.objects.select_related("report__office").filter(replaced_at=None)
    editions = read.in_bulk([job.arguments["edition_id"] for job in stopped])
    told, touched = 0, set()
    for job in stopped:
        edition = editions.get(job.arguments["edition_id"])
        if edition is None:
            continue
        new = notices.owe_all(_words(edition.report, once=f"{job.id}:{job.attempts}", at=at), at=at)
        if new:
            touched.add(edition.report.office.code)
        told += new
    for code in sorted(touched):
        touch_public(office_code=code)
    return told


def _words(report: AnnualReport, *, once: str, at: datetime) -> list[notices.Owed]:
    office, facts = report.office, {"year": report.year}
    on = local_day(office=office, at=at)
    people = accounts.holders(office_id=office.pk, on=on, permission=WRITE)
    people = people or accounts.holders(office_id=office.pk, on=on, role="administrator")
    said = _(
        "Laporan %(year)s tetap terbaca di halamannya, tetapi sebagian berkasnya belum ada. Buka laporan itu di meja, "
        "lalu pilih Cetak ulang berkas."
    )
    return [
        notices.Owed(
            key=f"{_prefix(report)}{once}:{person.pk}",
            kind="report_papers_stopped",
            office_id=office.pk,
            to_user_id=person.pk,
            subject=_("Berkas laporan %(year)s gagal dibuat") % facts,
            text=said % facts,
            link=year_link(office, report.year),
            number=str(report.year),
            due_at=at,
        )
        for person in people
    ]


@legal_act
def reprint_papers(*, report_id: int, actor: str, at: datetime, version: int | None = None) -> AnnualReport:
    """Ask again for the papers that could not be made, of the edition that the public reads.

    Raises: Refused `nothing_stopped`, StaleReport, WrongState, NotPermitted.
    """
    step = begin(report_id=report_id, act=Act.REPRINT, actor=actor, at=at, version=version)
    report = step.report
    edition = selectors.public_edition(office_id=report.office_id, year=report.year)
    if edition is None or not selectors.printing(edition=edition).stopped:
        raise Refused("nothing_stopped")
    stopped = selectors.given_up(edition_id=edition.pk)
    for job in stopped:
        jobs.retry(job_id=job.id, at=at)
    if not stopped:
        jobs.enqueue("reports.make_papers", edition_id=edition.pk)
    notices.dismiss_all(key_prefix=_prefix(report), at=at)
    close(step, facts={"printed": edition.number})
    touch_public(office_code=report.office.code)
    return report


def _prefix(report: AnnualReport) -> str:
    return f"reports:{report.pk}:papers:"
