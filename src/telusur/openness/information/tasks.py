from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from telusur.kernel.jobs.services import enqueue

from . import selectors, services

LOOK_AGAIN = timedelta(seconds=20)


@app.task(name="information.index_files")
def index_files(item_id: int) -> None:
    """A file that is still being read is looked for again; reading ends, with text or without."""
    if not services.index_files(item_id=item_id, at=timezone.now()):
        enqueue(
            "information.index_files",
            run_at=timezone.now() + LOOK_AGAIN,
            lock=f"information/{item_id}",
            item_id=item_id,
        )


@app.task(name="information.move_confirmation")
def move_confirmation(deadline_id: int) -> None:
    services.move_confirmation(deadline_id=deadline_id, at=timezone.now())


@app.task(name="information.move_release_check")
def move_release_check(deadline_id: int) -> None:
    services.move_release_check(deadline_id=deadline_id)


@app.periodic(cron="5,25,45 * * * *")
@app.task(name="information.end_exclusions", queueing_lock="information.end_exclusions", pass_context=False)
def end_exclusions(timestamp: int) -> None:  # noqa: ARG001 what is due is read from the rows
    """Tell of ends that come near, and open what ends today or ended while no worker ran."""
    at = timezone.now()
    faults: list[Exception] = []
    for determination_id in selectors.ending_soon(at=at):
        try:
            if services.expire_determination(determination_id=determination_id, at=at) is None:
                services.watch_end(determination_id=determination_id, at=at)
        except services.NotNow:  # somebody was quicker
            continue
        except Exception as error:  # noqa: BLE001 raised below, with the others
            faults.append(error)
    if faults:
        raise ExceptionGroup("information", faults)
