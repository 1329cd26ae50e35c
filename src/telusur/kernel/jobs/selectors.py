from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from procrastinate.contrib.django.models import ProcrastinateJob

from .models import Failure

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True)
class FailedJob:
    """A job that gave up. arguments: the ids it was queued with; reason is empty where the worker itself was killed."""

    id: int
    task: str
    arguments: dict[str, str | int]
    attempts: int
    expected: bool
    reason: str
    failed_at: datetime | None


def failed_jobs(*, limit: int = 200) -> list[FailedJob]:
    """Return the newest jobs that gave up and wait for a person, newest first."""
    jobs = list(ProcrastinateJob.objects.filter(status="failed").order_by("-id")[:limit])
    failures = Failure.objects.in_bulk([job.id for job in jobs])
    return [_failed(job, failures.get(job.id)) for job in jobs]


def is_failed(*, job_id: int) -> bool:
    """Return whether this job gave up and could be tried again."""
    return ProcrastinateJob.objects.filter(id=job_id, status="failed").exists()


def _failed(job: ProcrastinateJob, failure: Failure | None) -> FailedJob:
    return FailedJob(
        id=job.id,
        task=job.task_name,
        arguments=job.args,
        attempts=job.attempts,
        expected=bool(failure and failure.expected),
        reason=failure.reason if failure else "",
        failed_at=failure.failed_at if failure else None,
    )
