from __future__ import annotations

from django.db import models


class Kiosk(models.Model):
    """A device of the office on which visitors answer, let in by a code until a day; the code is kept as a digest."""

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    digest = models.BinaryField(max_length=32, unique=True)
    made_at = models.DateTimeField()
    last_on = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager()

    class Meta:
        ordering = ["office_id", "-made_at", "pk"]
