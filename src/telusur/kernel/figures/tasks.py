from django.utils import timezone
from procrastinate.contrib.django import app

from telusur.kernel.calendars.rules import NATIONAL_TIME_ZONE, day_at

from . import services


@app.task(name="figures.draw_chart")
def draw_chart(digest: str) -> None:
    services.draw_chart(digest=digest)


@app.periodic(cron="40 18 * * *")
@app.task(name="figures.forget_charts", queueing_lock="figures.forget_charts", pass_context=False)
def forget_charts(timestamp: int) -> None:  # noqa: ARG001 which are old is read from the rows
    services.forget_charts(on=day_at(timezone.now(), NATIONAL_TIME_ZONE))


@app.periodic(cron="* * * * *")
@app.task(name="figures.rebuild_moved", queueing_lock="figures.rebuild_moved", lock="figures.facts", pass_context=False)
def rebuild_moved(timestamp: int) -> None:  # noqa: ARG001 what moved is read from the rows
    services.rebuild_moved(at=timezone.now(), every_year=False)
    services.rebuild_older(at=timezone.now())


@app.periodic(cron="20 17 * * *")  # twenty past midnight in Jakarta: whose day turned is counted up to the new one
@app.task(name="figures.rebuild_years", queueing_lock="figures.rebuild_years", lock="figures.facts", pass_context=False)
def rebuild_years(timestamp: int) -> None:  # noqa: ARG001 what moved is read from the rows
    services.rebuild_moved(at=timezone.now(), every_year=True)
