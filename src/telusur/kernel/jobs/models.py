from __future__ import annotations

from django.db import models


class Failure(models.Model):
    """Why a job of the queue failed last. `expected`: the reason is a sentence for the person who can remove it."""

    job_id = models.BigIntegerField(primary_key=True)
    expected = models.BooleanField()
    reason = models.TextField()
    failed_at = models.DateTimeField()

    class Meta:
        ordering = ["-job_id"]
