from __future__ import annotations

from contextlib import suppress

from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone
from procrastinate.contrib.django import app

from . import services


@app.task(name="documents.read")
def read(document_id: int) -> None:
    with suppress(ObjectDoesNotExist):  # deleted before its turn came
        services.read(document_id=document_id)


@app.task(name="documents.check_release")
def check_release(document_id: int) -> None:
    services.check_release(document_id=document_id, at=timezone.now())


@app.periodic(cron="*/10 * * * *")
@app.task(name="documents.check_earlier", queueing_lock="documents.check_earlier")
def check_earlier(timestamp: int) -> None:  # noqa: ARG001 what is due is told by the rows, not by the tick
    services.check_earlier(at=timezone.now())


@app.task(name="documents.prepare_redaction")
def prepare_redaction(redaction_id: int) -> None:
    services.prepare_redaction(redaction_id=redaction_id)


@app.task(name="documents.make_redaction")
def make_redaction(redaction_id: int) -> None:
    services.make_copy(redaction_id=redaction_id)


@app.periodic(cron="40 19 * * *")  # 02.40 WIB
@app.task(name="documents.sweep", queueing_lock="documents.sweep")
def sweep(timestamp: int) -> None:  # noqa: ARG001 what is due is told by the files, not by the tick
    services.sweep(at=timezone.now())
