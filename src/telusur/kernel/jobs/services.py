"""The queue's face. Rows of the queue stand in the caller's transaction: no commit, no job."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from .models import Failure
from .selectors import is_failed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


class ExpectedFailure(Exception):
    """A job that cannot be done for a reason a person can remove; its text is that reason and the remedy."""


class NotFailed(Exception):
    """A job that runs, waits or is done cannot be tried again."""


def enqueue(task: str, *, run_at: datetime | None = None, lock: str | None = None, **arguments: str | int) -> None:
    """Queue `task` by its registered name, in the transaction that is open now.

    lock: jobs with the same lock run one after another. arguments: keyword ids, plain values only.
    Raises: procrastinate.exceptions.TaskNotFound for an unknown name.
    """
    app.configure_task(task, allow_unknown=False, schedule_at=run_at, lock=lock).defer(**arguments)


def enqueue_each(task: str, arguments: Iterable[dict[str, str | int]], *, run_at: datetime | None = None) -> None:
    """Queue `task` once for each set of keyword ids, in one statement. Raises: as `enqueue`."""
    each = list(arguments)
    if each:
        app.configure_task(task, allow_unknown=False, schedule_at=run_at).batch_defer(*each)  # type: ignore[arg-type]


def keep_failure(*, job_id: int, error: Exception, at: datetime) -> Failure:
    """Keep why a job failed, in place of an earlier reason of the same job, and return it."""
    expected = isinstance(error, ExpectedFailure)
    reason = str(error) if expected else type(error).__name__
    return Failure.objects.update_or_create(
        job_id=job_id, defaults={"expected": expected, "reason": reason, "failed_at": at}
    )[0]


def retry(*, job_id: int, at: datetime) -> None:
    """Put a failed job back into the queue. Raises: NotFailed."""
    if not is_failed(job_id=job_id):
        raise NotFailed(job_id)
    app.job_manager.retry_job_by_id(job_id=job_id, retry_at=at)
    Failure.objects.filter(job_id=job_id).delete()


def forget_failures() -> int:
    """Delete the reasons of jobs that are done or gone by now; return how many."""
    waiting = ProcrastinateJob.objects.filter(id=OuterRef("job_id"))
    return Failure.objects.filter(~Exists(waiting)).delete()[0]
