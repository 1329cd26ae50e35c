"""How the papers of a published edition stand: made, being made, or stopped by a fault."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from telusur.kernel.jobs import selectors as jobs

from .annexes import register_progress
from .reports import public_edition

if TYPE_CHECKING:
    from datetime import datetime

    from telusur.kernel.jobs.selectors import FailedJob

    from ..models import AnnualReport, Edition

TASKS = ("reports.make_papers", "reports.print_register")


@dataclass(frozen=True)
class Printing:
    """there, of: the printed parts of the register. stopped: papers are missing and no worker will make them unless
    somebody asks. failed_at, reason: of the newest fault; None and "" where the worker itself was killed."""

    there: int
    of: int
    stopped: bool
    failed_at: datetime | None = None
    reason: str = ""


def printing(*, edition: Edition) -> Printing:
    """Return how the papers of a published edition stand."""
    there, of = register_progress(edition=edition)
    failed = given_up(edition_id=edition.pk)
    lost = there < of and not jobs.is_queued(tasks=TASKS, edition_id=edition.pk)
    last = failed[0] if failed else None
    return Printing(
        there=there,
        of=of,
        stopped=bool(failed) or lost,
        failed_at=last.failed_at if last else None,
        reason=last.reason if last and last.expected else "",
    )


def printing_of(*, report: AnnualReport) -> Printing | None:
    """Return how the papers stand that the public reads now; None where nothing is published yet."""
    if report.first_published_at is None:
        return None
    edition = public_edition(office_id=report.office_id, year=report.year)
    return printing(edition=edition) if edition is not None else None


def given_up(*, edition_id: int | None = None) -> list[FailedJob]:
    """Return the jobs on papers that gave up, newest first: of one edition, else of all."""
    if edition_id is None:
        return jobs.failed_jobs(tasks=TASKS)
    return jobs.failed_jobs(tasks=TASKS, edition_id=edition_id)
