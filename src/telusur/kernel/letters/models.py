from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models


class LetterSettings(models.Model):
    """An office's letterhead and numbering; without a row, its name and address and the default pattern."""

    office = models.OneToOneField("offices.Office", on_delete=models.PROTECT)
    lines = ArrayField(models.CharField(max_length=120), default=list)
    city = models.CharField(max_length=60, default="")
    pattern = models.CharField(max_length=120)


class LetterCounter(models.Model):
    """The last number given, per office and year. Numbers leave no gaps: the row is locked with the letter's insert."""

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "year"], name="one_letter_counter_a_year")]


class Letter(models.Model):
    """An issued letter: its number, its bytes' digest and the code that confirms both to a third party."""

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=160)
    template = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    document = models.ForeignKey("documents.Document", on_delete=models.PROTECT, related_name="+")
    attachment = models.ForeignKey("documents.Attachment", on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    code = models.CharField(max_length=24, unique=True)
    signer_ref = models.CharField(max_length=40)
    issued_at = models.DateTimeField()

    class Meta:
        ordering = ["-issued_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["office", "number"], name="one_letter_per_number")]
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="letters_of_a_subject")]

    def __str__(self) -> str:
        return self.number
