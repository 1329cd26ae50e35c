"""The `telusur` command: every room's `commands.py` adds its group."""

from __future__ import annotations

import os
from importlib import import_module
from importlib.util import find_spec

import click


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="telusur", prog_name="telusur")
def telusur() -> None:
    """Telusur: kantor terbuka penyelenggara pemilu."""


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "telusur.config.settings")
    import django  # noqa: PLC0415 the settings must be named first
    from django.conf import settings  # noqa: PLC0415

    django.setup()
    for room in settings.ROOMS:
        if find_spec(f"{room}.commands"):
            for command in import_module(f"{room}.commands").COMMANDS:
                telusur.add_command(command)
    telusur()
