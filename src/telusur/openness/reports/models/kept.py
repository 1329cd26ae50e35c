"""What an office keeps for its report, year for year. A row taken out stays, so that it can be put back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..rules.kept import CLOSED, NIL_BOOKS
from . import labels

if TYPE_CHECKING:
    from typing import Self


STANDS_ALREADY = _("Baris yang sama sudah ada pada tahun ini; ubah baris itu.")


class KeptQuerySet(models.QuerySet["KeptRow"]):
    def of(self, *, office_id: int, year: int) -> Self:
        """Return the rows that stand in an office's book of a year."""
        return self.filter(office_id=office_id, year=year, removed_at=None)

    def taken_out(self, *, office_id: int, year: int) -> Self:
        return self.filter(office_id=office_id, year=year, removed_at__isnull=False)


class KeptRow(models.Model):
    """One row of a book. `carried_from`: the row of the year before that it goes on from."""

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    entered_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    carried_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="carried_to")

    everything = KeptQuerySet.as_manager()

    class Meta:
        abstract = True


class _Meta:
    abstract = False
    ordering = ("office_id", "year", "pk")
    base_manager_name = "everything"
    default_manager_name = "everything"


class Policy(KeptRow):
    """What the service of a year rested on: a rule, a procedure, a decree, a pledge."""

    sort = models.CharField(max_length=10, choices=list(labels.SORTS.items()))
    reference = models.CharField(max_length=160, default="", blank=True)
    title = models.CharField(max_length=300)

    class Meta(_Meta):
        indexes = (models.Index("office", "year", name="policies_of_a_year"),)
        constraints = (
            models.CheckConstraint(name="a_policy_names_its_text", condition=~Q(title="")),
            models.UniqueConstraint(
                fields=["office", "year", "reference", "title"],
                condition=Q(removed_at=None),
                name="a_policy_stands_once",
                violation_error_message=STANDS_ALREADY,
            ),
        )

    def __str__(self) -> str:
        return self.reference


class InventoryThing(KeptRow):
    """A room or a device of the service: how many of it, in one condition, at one place. One that lacks counts none."""

    thing = models.CharField(max_length=200)
    number = models.PositiveIntegerField()
    condition = models.CharField(max_length=12, choices=list(labels.CONDITIONS.items()))
    place = models.CharField(max_length=200, default="", blank=True)

    class Meta(_Meta):
        indexes = (models.Index("office", "year", name="things_of_a_year"),)
        constraints = (
            models.CheckConstraint(
                name="only_what_is_absent_counts_none",
                condition=(Q(condition="absent") & Q(number=0)) | (~Q(condition="absent") & Q(number__gte=1)),
            ),
            models.UniqueConstraint(
                fields=["office", "year", "thing", "condition", "place"],
                condition=Q(removed_at=None),
                name="a_thing_stands_once",
                violation_error_message=STANDS_ALREADY,
            ),
        )

    def __str__(self) -> str:
        return self.thing


class ServiceOfficer(KeptRow):
    """A person of the service in a year: his function, his last schooling. `appointment`: where one exists."""

    appointment = models.ForeignKey(
        "accounts.Appointment", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=120)
    function = models.CharField(max_length=160)
    education = models.CharField(max_length=4, choices=list(labels.EDUCATIONS.items()))
    field = models.CharField(max_length=120, default="", blank=True)

    class Meta(_Meta):
        indexes = (models.Index("office", "year", name="officers_of_a_year"),)
        constraints = (
            models.UniqueConstraint(
                fields=["office", "year", "name", "function"],
                condition=Q(removed_at=None),
                name="an_officer_stands_once",
                violation_error_message=STANDS_ALREADY,
            ),
        )

    def __str__(self) -> str:
        return self.name


class Training(KeptRow):
    """A training that an officer took part in."""

    officer = models.ForeignKey(ServiceOfficer, on_delete=models.PROTECT, related_name="trainings")
    title = models.CharField(max_length=200)
    organiser = models.CharField(max_length=160)
    held_on = models.DateField()
    hours = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta(_Meta):
        indexes = (models.Index("office", "year", name="trainings_of_a_year"),)
        constraints = (
            models.UniqueConstraint(
                fields=["officer", "title", "held_on"],
                condition=Q(removed_at=None),
                name="a_training_stands_once",
                violation_error_message=STANDS_ALREADY,
            ),
            models.CheckConstraint(name="a_training_was_held_by_then", condition=Q(held_on__year__lte=F("year"))),
        )

    def __str__(self) -> str:
        return self.title


class BudgetLine(KeptRow):
    """A line of the budget for the service: what was allotted and what was spent, in whole rupiah."""

    name = models.CharField(max_length=200)
    source = models.CharField(max_length=120)
    allotted = models.BigIntegerField()
    realised = models.BigIntegerField()

    class Meta(_Meta):
        indexes = (models.Index("office", "year", name="budget_of_a_year"),)
        constraints = (
            models.UniqueConstraint(
                fields=["office", "year", "name", "source"],
                condition=Q(removed_at=None),
                name="a_budget_line_stands_once",
                violation_error_message=STANDS_ALREADY,
            ),
            models.CheckConstraint(
                name="nothing_is_spent_beyond_what_was_allotted",
                condition=Q(allotted__gte=0, realised__gte=0, realised__lte=F("allotted")),
            ),
        )

    def __str__(self) -> str:
        return self.name


class Obstacle(KeptRow):
    """What hindered the service in a year, from within or from without."""

    side = models.CharField(max_length=8, choices=list(labels.SIDES.items()))
    words = models.TextField()

    class Meta(_Meta):
        indexes = (models.Index("office", "year", name="obstacles_of_a_year"),)

    def __str__(self) -> str:
        return self.words


class Recommendation(KeptRow):
    """What is to become better: by doing what, by whom, until when, and how far it came.

    An unfinished one stands again in the next year; its row of this year stays as it was.
    """

    words = models.TextField()
    follow_up = models.TextField()
    since = models.PositiveSmallIntegerField()
    owner = models.CharField(max_length=160)
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=list(labels.PROGRESS.items()), default="planned")
    closing_words = models.TextField(default="", blank=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta(_Meta):
        indexes = (models.Index("office", "year", name="recommendations_of_a_year"),)
        constraints = (
            models.CheckConstraint(
                name="what_is_closed_says_why",
                condition=Q(state__in=[each.value for each in sorted(CLOSED)])
                & ~Q(closing_words="")
                & Q(closed_on__isnull=False)
                | ~Q(state__in=[each.value for each in sorted(CLOSED)]) & Q(closing_words="", closed_on=None),
            ),
        )

    def __str__(self) -> str:
        return self.words


class Picture(KeptRow):
    """A picture for the annex: what it shows, also in words for who cannot see it."""

    title = models.CharField(max_length=200)
    alt = models.CharField(max_length=300)
    attachment = models.ForeignKey("documents.Attachment", on_delete=models.PROTECT, related_name="+")

    class Meta(_Meta):
        indexes = (models.Index("office", "year", name="pictures_of_a_year"),)

    def __str__(self) -> str:
        return self.title


class NothingKept(models.Model):
    """An officer's word that a book of a year is truly empty. It holds until a row is entered; both stay known."""

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    book = models.CharField(max_length=16, choices=[(kind.value, labels.BOOKS[kind]) for kind in NIL_BOOKS])
    confirmed_by = models.CharField(max_length=40)
    confirmed_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager()

    class Meta:
        ordering = ("office_id", "year", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["office", "year", "book"],
                condition=Q(lifted_at=None),
                name="a_book_is_called_empty_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_book_display()} {self.year}"


class RecommendationStep(models.Model):
    """How a recommendation was followed, step by step; nothing here is changed afterwards."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=8, choices=list(labels.PROGRESS.items()))
    words = models.TextField(default="", blank=True)
    actor = models.CharField(max_length=40)
    told_at = models.DateTimeField()

    objects = models.Manager()

    class Meta:
        ordering = ["recommendation_id", "pk"]

    def __str__(self) -> str:
        return f"{self.get_state_display()}: {self.words}"
