from __future__ import annotations

import click
from django.utils import timezone
from procrastinate.contrib.django import app


@app.task(name="demo.load_province")
def load_province() -> None:
    """Load the province while the demo is served already; the terminal says how far it is."""
    from . import province  # noqa: PLC0415 the whole demo, for which no other command need wait

    province.load_province(at=timezone.now(), say=lambda text: click.echo(f"Di latar: {text}"))
    click.echo("Di latar: hasil provinsi siap.")
