from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from ..rules.spans import Span
from . import labels

if TYPE_CHECKING:
    from datetime import date
    from typing import Self


class CadenceChoice(models.Model):
    """How long an office's surveys run, from a day on. Without one, the rule's own cadence holds."""

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    every = models.CharField(max_length=10, choices=list(labels.EVERY.items()))
    chosen_at = models.DateTimeField()

    objects = models.Manager()

    class Meta:
        ordering = ["office_id", "valid_from"]
        constraints = [models.UniqueConstraint(fields=["office", "valid_from"], name="one_cadence_a_day")]


class SurveyQuerySet(models.QuerySet["Survey"]):
    def of(self, office_id: int) -> Self:
        return self.filter(office_id=office_id)

    def answerable(self, *, on: date) -> Self:
        """Those that may be answered on a day."""
        return self.filter(closed_at=None, first_on__lte=on, last_on__gte=on)


class Survey(models.Model):
    """One survey of one office. Both days are in it; elements, bands and attributes are those of its first day.

    population: the users of the service in these days, as the office states them with its reason; None: the figure
    that the rule names. counted: what that figure counted when the survey was closed; None before, and where no room
    defines it.
    """

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    first_on = models.DateField()
    last_on = models.DateField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    population = models.PositiveIntegerField(null=True, blank=True)
    population_reason = models.CharField(max_length=300, default="", blank=True)
    counted = models.PositiveIntegerField(null=True, blank=True)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        ordering = ["office_id", "first_on"]
        constraints = [
            models.UniqueConstraint(fields=["office", "first_on"], name="one_survey_begins_a_day"),
            models.UniqueConstraint(fields=["office"], condition=Q(closed_at=None), name="one_open_survey_an_office"),
            models.CheckConstraint(name="a_survey_ends_after_it_begins", condition=Q(last_on__gt=F("first_on"))),
            models.CheckConstraint(
                name="a_stated_population_says_why", condition=Q(population=None) | ~Q(population_reason="")
            ),
        ]

    def __str__(self) -> str:
        half = self.span.half
        if half is None:
            return _("Tahun %(year)s") % {"year": self.first_on.year}
        return _("Semester %(half)s tahun %(year)s") % {"half": half, "year": self.first_on.year}

    @property
    def span(self) -> Span:
        return Span(self.first_on, self.last_on)
