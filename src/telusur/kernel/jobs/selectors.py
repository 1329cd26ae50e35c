from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from procrastinate.contrib.django.models import ProcrastinateJob

from .models import Failure

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from django.db.models import QuerySet


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


def failed_jobs(*, limit: int = 200, tasks: Collection[str] = (), **arguments: str | int) -> list[FailedJob]:
    """Return the newest jobs that gave up and wait for a person, newest first: of these tasks, with these arguments;
    of all where neither is named."""
    found = _jobs(tasks, arguments).filter(status="failed").order_by("-id")
    jobs = list(found[:limit])
    failures = Failure.objects.in_bulk([job.id for job in jobs]) if jobs else {}
    return [_failed(job, failures.get(job.id)) for job in jobs]


def is_queued(*, tasks: Collection[str], **arguments: str | int) -> bool:
    """Return whether a job of these tasks with these arguments waits for a worker or is in its hands."""
    return _jobs(tasks, arguments).filter(status__in=["todo", "doing"]).exists()


def _jobs(tasks: Collection[str], arguments: dict[str, str | int]) -> QuerySet[ProcrastinateJob]:
    found = ProcrastinateJob.objects.filter(**{f"args__{name}": value for name, value in arguments.items()})
    return found.filter(task_name__in=tasks) if tasks else found


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
