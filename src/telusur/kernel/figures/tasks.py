from django.utils import timezone
from procrastinate.contrib.django import app

from . import services


@app.task(name="figures.draw_chart")
def draw_chart(digest: str) -> None:
    services.draw_chart(digest=digest)


@app.periodic(cron="* * * * *")
@app.task(name="figures.rebuild_moved", queueing_lock="figures.rebuild_moved", lock="figures.facts", pass_context=False)
def rebuild_moved(timestamp: int) -> None:  # noqa: ARG001 what moved is read from the rows
    services.rebuild_moved(at=timezone.now(), every_year=False)


@app.periodic(cron="20 17 * * *")  # twenty past midnight in Jakarta: whose day turned is counted up to the new one
@app.task(name="figures.rebuild_years", queueing_lock="figures.rebuild_years", lock="figures.facts", pass_context=False)
def rebuild_years(timestamp: int) -> None:  # noqa: ARG001 what moved is read from the rows
    services.rebuild_moved(at=timezone.now(), every_year=True)
