from __future__ import annotations

from django.db import models


class PaperBatch(models.Model):
    """Sheets that an officer typed in together; a scan of them hangs at the batch, never at an answer."""

    survey = models.ForeignKey("satisfaction.Survey", on_delete=models.PROTECT, related_name="batches")
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=40)
    sheets = models.PositiveIntegerField()
    scan = models.ForeignKey("documents.Attachment", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = models.Manager()

    class Meta:
        ordering = ["survey_id", "-pk"]


class PaperSheet(models.Model):
    """A sheet's number, so that no sheet is typed in twice. Which answers stood on it is not kept."""

    survey = models.ForeignKey("satisfaction.Survey", on_delete=models.PROTECT, related_name="+")
    batch = models.ForeignKey(PaperBatch, on_delete=models.PROTECT, related_name="numbers")
    number = models.CharField(max_length=20)

    objects = models.Manager()

    class Meta:
        ordering = ["survey_id", "number"]
        constraints = [models.UniqueConstraint(fields=["survey", "number"], name="a_sheet_is_entered_once")]
