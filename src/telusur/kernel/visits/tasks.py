from django.utils import timezone
from procrastinate.contrib.django import app

from . import services


@app.periodic(cron="0,1,5 15,16,17 * * *")  # midnight in Jayapura, Makassar and Jakarta; the queue counts in UTC
@app.task(name="visits.forget", queueing_lock="visits.forget")
def forget(timestamp: int) -> None:  # noqa: ARG001 what is over is read from the rows
    services.forget(at=timezone.now())
    services.wipe_salts()  # also those that the first visit of the day threw away
