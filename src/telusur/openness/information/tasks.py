from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from telusur.kernel.jobs.services import enqueue

from . import services

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
    services.move_confirmation(deadline_id=deadline_id)
