from __future__ import annotations

from django.db import models


class PrivacyCounter(models.Model):
    """The last number given in one of this room's registers of one office and year. A row is raised, never lowered."""

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    register = models.CharField(max_length=12)
    last = models.PositiveIntegerField()

    objects = models.Manager()

    class Meta:
        ordering = ["office_id", "year", "register"]
        constraints = [models.UniqueConstraint(fields=["office", "year", "register"], name="one_privacy_counter")]
