"""The queue's face. Rows of the queue stand in the caller's transaction: no commit, no job."""

from __future__ import annotations

from typing import TYPE_CHECKING

from procrastinate.contrib.django import app

if TYPE_CHECKING:
    from datetime import datetime


def enqueue(task: str, *, run_at: datetime | None = None, lock: str | None = None, **arguments: str | int) -> None:
    """Queue `task` by its registered name, in the transaction that is open now.

    lock: jobs with the same lock run one after another. arguments: keyword ids, plain values only.
    Raises: procrastinate.exceptions.TaskNotFound for an unknown name.
    """
    app.configure_task(task, allow_unknown=False, schedule_at=run_at, lock=lock).defer(**arguments)
