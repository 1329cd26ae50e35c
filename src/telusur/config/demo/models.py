from __future__ import annotations

from django.db import models


class LoadedStep(models.Model):
    """A step of the demo that this database holds. It stands in the transaction that loaded the step."""

    name = models.CharField(max_length=40, unique=True)
    loaded_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
