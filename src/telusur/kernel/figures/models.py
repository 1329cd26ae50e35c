from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from .rules.frozen import value_of
from .rules.periods import Period, parse_period

if TYPE_CHECKING:
    from .rules.measures import Value


class Chart(models.Model):
    """A chart's specification under its digest, and its drawing once a worker has made it.

    asked_on: the last day on which a page asked for it; None for one of a document, which is never forgotten. place:
    where on a page of what still grows it stands, "" for one that is drawn anew with every change of its numbers.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    office_code = models.CharField(max_length=13)
    spec = models.JSONField()
    svg = models.TextField(default="")
    asked_on = models.DateField(null=True)
    place = models.CharField(max_length=160, default="", blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["office_code", "place", "asked_on"], name="charts_of_places", condition=~Q(place=""))
        ]

    def __str__(self) -> str:
        return self.digest


class FrozenSet(models.Model):
    """Figures of one office and period as they stood on one day. Append-only (a trigger); its digest is in the ledger.

    period: as written in addresses. on: the day of which a period still running is told. taken_in: the transaction in
    which it was taken, written by a trigger: only in that one may readings come to it.
    """

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=7)
    on = models.DateField()
    taken_at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    taken_in = models.BigIntegerField(default=0, editable=False)

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


class FactYear(models.Model):
    """When the facts of one office and year were built, and from what.

    mark: of the office, read before the rows were: it grows with each act and change. on: the day of which they tell.
    definitions: a digest of the figures then defined. digest: of the daily facts as they were built, by which one that
    was changed afterwards is found although the rows moved on; "" where it was not kept yet. left_out: keys of figures
    whose rows name no day and that have no facts.
    """

    office_code = models.CharField(max_length=13)
    year = models.PositiveSmallIntegerField()
    mark = models.BigIntegerField()
    on = models.DateField()
    definitions = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, default="", blank=True)
    left_out = ArrayField(models.CharField(max_length=80), default=list)
    built_at = models.DateTimeField()

    class Meta:
        ordering = ["office_code", "year"]
        constraints = [models.UniqueConstraint(fields=["office_code", "year"], name="facts_of_a_year_once")]

    def __str__(self) -> str:
        return f"{self.office_code}, {self.year}"


class DailyFact(models.Model):
    """The tally of one figure, of one cell or the whole (dimension and cell ""), on one day at one office.

    Rebuilt from the rows, never changed in place. values, times: each value that rows bring and how often, only where
    the figure's measure looks at values. A state stands from its day to the next fact of the same year.
    """

    pk = models.CompositePrimaryKey("office_code", "figure", "day", "dimension", "cell")
    office_code = models.CharField(max_length=13)
    figure = models.CharField(max_length=80)
    version = models.PositiveSmallIntegerField()
    day = models.DateField()
    dimension = models.CharField(max_length=40)
    cell = models.CharField(max_length=80)
    n = models.PositiveIntegerField()
    values = ArrayField(models.BigIntegerField(), default=list)
    times = ArrayField(models.PositiveIntegerField(), default=list)

    def __str__(self) -> str:
        return f"{self.office_code} {self.figure} {self.day} {self.dimension}={self.cell}: {self.n}"


class PeriodFact(models.Model):
    """What the daily facts of a month, quarter, half year or year come to.

    scope: an office's code; with "*" behind it, that office and every one below. Of many offices only the whole is
    kept, and its value. exact: the value as a fraction, None where there is no number.
    """

    pk = models.CompositePrimaryKey("scope", "months", "start", "figure", "dimension", "cell")
    scope = models.CharField(max_length=14)
    months = models.PositiveSmallIntegerField()
    start = models.DateField()
    figure = models.CharField(max_length=80)
    version = models.PositiveSmallIntegerField()
    dimension = models.CharField(max_length=40)
    cell = models.CharField(max_length=80)
    n = models.PositiveIntegerField()
    exact = models.TextField(null=True)
    values = ArrayField(models.BigIntegerField(), default=list)
    times = ArrayField(models.PositiveIntegerField(), default=list)

    class Meta:
        indexes = [
            models.Index(fields=["figure", "months", "start", "scope"], name="whole_figures", condition=Q(dimension=""))
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.figure} {self.start:%Y-%m}+{self.months}: {self.exact}"
