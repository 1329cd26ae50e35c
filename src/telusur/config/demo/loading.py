"""Loads the demo, step by step, through the services and importers that users have. Nothing here writes a row itself.

A step is loaded once: its mark stands in the same transaction as its data. An interrupted loading goes on where it
stopped, and a new step added by an upgrade is loaded beside what was entered since.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from .models import LoadedStep
from .steps import STEPS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from .steps import Step


def load_demo(*, at: datetime, say: Callable[[str], object] = str, steps: Sequence[Step] = STEPS) -> list[str]:
    """Load every step not yet loaded, in order. Returns their names.

    at: the instant of this loading, which the steps treat as the present.
    """
    loaded = set(LoadedStep.objects.values_list("name", flat=True))
    fresh = [step for step in steps if step.name not in loaded]
    for step in fresh:
        say(step.title)
        with transaction.atomic():
            step.load(at=at)
            LoadedStep.objects.create(name=step.name, loaded_at=at, address=settings.BASE_URL)
    return [step.name for step in fresh]
