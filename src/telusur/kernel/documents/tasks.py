from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from . import services


@app.task(name="documents.read")
def read(document_id: int) -> None:
    services.read(document_id=document_id)


@app.periodic(cron="40 19 * * *")  # 02.40 WIB
@app.task(name="documents.sweep", queueing_lock="documents.sweep")
def sweep(timestamp: int) -> None:  # noqa: ARG001 what is due is told by the files, not by the tick
    services.sweep(at=timezone.now())
