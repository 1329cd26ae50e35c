"""The queue's own upkeep."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.jobs import Status

from . import services

if TYPE_CHECKING:
    from procrastinate import App
    from procrastinate.job_context import JobContext
    from procrastinate.middleware import SyncCallNext
    from procrastinate.worker import Worker

# Workers say every 10 seconds that they live; a killed one leaves its job "doing" for ever.
SILENT_SECONDS = 15
# A job that takes its worker down each time must not do so for ever.
MOST_REVIVALS = 5


@app.periodic(cron="* * * * * */5")  # type: ignore[arg-type]  # seconds stand last
@app.task(name="jobs.revive", queueing_lock="jobs.revive")
async def revive(timestamp: int) -> None:  # noqa: ARG001 what is due is read from the rows
    """Return the jobs of dead workers to the queue; one of which the queue holds another already is let go, as that one
    does the same."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_SECONDS):
        if job.queueing_lock and await app.job_manager.list_jobs_async(
            queueing_lock=job.queueing_lock, status=Status.TODO.value
        ):
            await app.job_manager.finish_job(job, Status.ABORTED, delete_job=True)
        elif job.attempts < MOST_REVIVALS:
            await app.job_manager.retry_job(job)
        else:
            await app.job_manager.finish_job(job, Status.FAILED, delete_job=False)


@app.periodic(cron="30 18 * * *")
@app.task(name="jobs.forget_failures", queueing_lock="jobs.forget_failures")
def forget_failures(timestamp: int) -> None:  # noqa: ARG001 what is left over is read from the rows
    services.forget_failures()


def keep_failures(call_next: SyncCallNext, context: JobContext, worker: Worker) -> Any:  # noqa: ARG001 the queue's shape
    """Run a job; where it fails, keep the reason for those who look after the queue."""
    try:
        return call_next()
    except Exception as error:
        services.keep_failure(job_id=context.job.id or 0, error=error, at=timezone.now())
        raise


def install(queue: App) -> None:
    """Make every worker keep failures. Called once by procrastinate when the rooms are loaded."""
    around = queue.worker_defaults.setdefault("task_middleware", [])
    if keep_failures not in around:
        around.append(keep_failures)
