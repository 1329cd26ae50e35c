from procrastinate.contrib.django import app

from . import services


@app.task(name="figures.draw_chart")
def draw_chart(digest: str) -> None:
    services.draw_chart(digest=digest)
