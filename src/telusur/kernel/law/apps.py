from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.core import checks


class LawConfig(AppConfig):
    name = "telusur.kernel.law"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        checks.register(rules_are_whole)


def rules_are_whole(**_: Any) -> list[checks.CheckMessage]:
    """Name every faulty row of every room's data; nothing starts on law that cannot be read."""
    from .selectors import faults  # noqa: PLC0415 models must be loaded first

    return [checks.Error(str(fault), id="law.E001") for fault in faults()]
