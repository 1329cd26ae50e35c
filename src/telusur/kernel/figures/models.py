from __future__ import annotations

from django.db import models


class Chart(models.Model):
    """A chart's specification under its digest, and its drawing once a worker has made it."""

    digest = models.CharField(max_length=64, primary_key=True)
    office_code = models.CharField(max_length=13)
    spec = models.JSONField()
    svg = models.TextField(default="")
