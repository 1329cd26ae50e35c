"""The queue on a real PostgreSQL, with a real worker."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from asgiref.sync import async_to_sync
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import TaskNotFound

from telusur.kernel.jobs import tasks
from telusur.kernel.jobs.models import Failure
from telusur.kernel.jobs.selectors import failed_jobs
from telusur.kernel.jobs.services import ExpectedFailure, NotFailed, enqueue, forget_failures, retry

NOW = datetime(2026, 3, 16, 3, tzinfo=UTC)
ran: list[int] = []


@pytest.fixture(autouse=True)
def a_few_tasks(monkeypatch):
    """Give the queue three tasks of these tests, and no periodic ones."""
    ran.clear()
    monkeypatch.setattr(app.periodic_registry, "periodic_tasks", {})

    @app.task(name="test.note")
    def note(number: int) -> None:
        ran.append(number)

    @app.task(name="test.refuse")
    def refuse(number: int) -> None:
        raise ExpectedFailure("Berkas 3 terkunci sandi; unggah berkas tanpa sandi.")

    @app.task(name="test.break")
    def break_down(number: int) -> None:
        raise ZeroDivisionError("a secret")

    yield
    for name in [name for name in app.tasks if name.startswith("test.")]:
        del app.tasks[name]


def work() -> None:
    with app.replace_connector(app.connector.get_worker_connector()) as worker:
        worker.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)


@pytest.mark.django_db
def test_a_rolled_back_transaction_takes_its_job_along():
    with pytest.raises(RuntimeError), transaction.atomic():
        enqueue("test.note", number=1)
        raise RuntimeError
    assert not ProcrastinateJob.objects.exists()


@pytest.mark.django_db
def test_a_task_nobody_wrote_is_refused_at_once():
    with pytest.raises(TaskNotFound):
        enqueue("test.nothing")


@pytest.mark.django_db(transaction=True)
def test_a_committed_job_runs_once_and_leaves_no_row():
    enqueue("test.note", number=7)
    work()
    work()
    assert (ran, ProcrastinateJob.objects.count()) == ([7], 0)


@pytest.mark.django_db(transaction=True)
def test_an_expected_failure_keeps_its_sentence_for_the_user():
    enqueue("test.refuse", number=1)
    work()
    (failed,) = failed_jobs()
    assert (failed.expected, failed.arguments) == (True, {"number": 1})
    assert failed.reason == "Berkas 3 terkunci sandi; unggah berkas tanpa sandi."


@pytest.mark.django_db(transaction=True)
def test_a_crash_shows_its_kind_and_not_what_it_said():
    enqueue("test.break", number=1)
    work()
    (failed,) = failed_jobs()
    assert (failed.expected, failed.reason) == (False, "ZeroDivisionError")


@pytest.mark.django_db(transaction=True)
def test_a_failed_job_can_be_tried_again_and_only_a_failed_one():
    enqueue("test.break", number=5)
    work()
    (failed,) = failed_jobs()
    app.tasks["test.break"] = app.tasks["test.note"]
    retry(job_id=failed.id, at=NOW)
    assert not Failure.objects.exists()
    with pytest.raises(NotFailed):
        retry(job_id=failed.id, at=NOW)
    work()
    assert (ran, failed_jobs()) == ([5], [])


@pytest.mark.django_db(transaction=True)
def test_the_reason_of_a_job_that_is_gone_is_forgotten_and_no_other():
    enqueue("test.refuse", number=1)
    work()
    Failure.objects.create(job_id=0, expected=True, reason="selesai", failed_at=NOW)
    assert forget_failures() == 1
    assert [failed.expected for failed in failed_jobs()] == [True]


def leave_to_a_dead_worker(attempts: int) -> None:
    enqueue("test.note", number=attempts)
    with connection.cursor() as cursor:
        cursor.execute(
            "with dead as (insert into procrastinate_workers (last_heartbeat)"
            " values (now() - interval '1 minute') returning id)"
            " update procrastinate_jobs set status = 'doing', attempts = %s, worker_id = (select id from dead)"
            " where status = 'todo'",
            [attempts],
        )


def revive() -> None:
    app.configure_task("jobs.revive", priority=1).defer(timestamp=0)
    work()


@pytest.mark.django_db(transaction=True)
def test_the_job_of_a_killed_worker_is_done_by_the_next():
    leave_to_a_dead_worker(attempts=0)
    work()
    assert ran == []
    revive()
    work()
    assert ran == [0]


@pytest.mark.django_db(transaction=True)
def test_a_job_that_kills_its_worker_each_time_is_given_up():
    leave_to_a_dead_worker(attempts=tasks.MOST_REVIVALS)
    revive()
    work()
    assert ran == []
    assert [(failed.task, failed.reason) for failed in failed_jobs()] == [("test.note", "")]


@pytest.mark.django_db(transaction=True)
def test_a_periodic_job_waits_once_without_an_error_and_a_dead_one_gives_way_to_it():
    @app.task(name="test.often", queueing_lock="test.often")
    def often(timestamp: int) -> None:
        ran.append(timestamp)

    async def due(timestamp: int) -> int | None:
        job = often.configure(task_kwargs={"timestamp": timestamp}).job
        return await often.configure().job_manager.defer_periodic_job(job, "", timestamp)

    first, again = (async_to_sync(due)(timestamp) for timestamp in (5, 10))
    assert (bool(first), again) == (True, None)
    leave_to_a_dead_worker(attempts=0)
    ProcrastinateJob.objects.filter(task_name="test.note").delete()
    assert async_to_sync(due)(15)
    revive()
    work()
    assert ran == [15]
