from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models

from .rules.frozen import value_of
from .rules.periods import Period, parse_period

if TYPE_CHECKING:
    from .rules.measures import Value


class Chart(models.Model):
    """A chart's specification under its digest, and its drawing once a worker has made it."""

    digest = models.CharField(max_length=64, primary_key=True)
    office_code = models.CharField(max_length=13)
    spec = models.JSONField()
    svg = models.TextField(default="")


class FrozenSet(models.Model):
    """Figures of one office and period as they stood on one day. Append-only (a trigger); its digest is in the ledger.

    period: as written in addresses. on: the day of which a period still running is told.
    """

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=7)
    on = models.DateField()
    taken_at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["-taken_at", "-pk"]
        indexes = [models.Index(fields=["office", "period"], name="frozen_of_office_and_period")]

    def __str__(self) -> str:
        return f"{self.period}: {self.digest[:12]}"

    @property
    def span(self) -> Period:
        return parse_period(self.period)


class FrozenReading(models.Model):
    """One figure of a frozen set: its words, its exact value, its cells, and which rows it was counted from.

    value: an exact fraction as text, None where there is no number. cells: list of {dimension, cell, label, value,
    printed, rows}. row_ids, row_marks, row_labels: of the same rows in the same order; a mark changes when a row does,
    a label is its first public column.
    """

    set = models.ForeignKey(FrozenSet, on_delete=models.PROTECT, related_name="readings")
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=80)
    version = models.PositiveSmallIntegerField()
    name = models.TextField()
    unit = models.TextField()
    definition = models.TextField()
    source = models.TextField()
    exact = models.TextField(null=True)
    printed = models.TextField()
    cells = models.JSONField()
    rows = models.PositiveIntegerField()
    rows_digest = models.CharField(max_length=64)
    row_ids = ArrayField(models.BigIntegerField())
    row_marks = ArrayField(models.CharField(max_length=16))
    row_labels = ArrayField(models.TextField())

    class Meta:
        ordering = ["set", "position"]
        constraints = [models.UniqueConstraint(fields=["set", "key"], name="one_frozen_reading_per_figure")]

    def __str__(self) -> str:
        return f"{self.key}: {self.printed}"

    @property
    def value(self) -> Value:
        return value_of(self.exact)
