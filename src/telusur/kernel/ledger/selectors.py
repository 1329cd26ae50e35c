from __future__ import annotations

from typing import TYPE_CHECKING

from .models import Act

if TYPE_CHECKING:
    from django.db.models import QuerySet


def acts_on(*, subject_kind: str, subject_id: str) -> list[Act]:
    """Return every act on one thing in the order it was recorded, oldest first, whatever the log."""
    found = Act.objects.filter(subject_kind=subject_kind, subject_id=str(subject_id))
    return list(found.order_by("recorded_at", "log", "index"))


def acts_of(*, log: str) -> QuerySet[Act]:
    """Return the acts of one log, newest first."""
    return Act.objects.filter(log=log).order_by("-index")
