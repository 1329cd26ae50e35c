from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from ..rules import words
from . import labels

if TYPE_CHECKING:
    from typing import Self


class BreachQuerySet(models.QuerySet["Breach"]):
    def running(self) -> Self:
        return self.filter(state__in=words.RUNNING)


class Breach(models.Model):
    """A breach of personal data: what, when, how, how many, at which offices; who was told by when. Never deleted.

    `due_at` ends the time to tell the subjects and the authority. `offices` are codes, the owner's own among them.
    `subjects_told_at` is when the last of the people concerned was told, as the PPID stated with how many and how;
    until he does, the time runs.
    """

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    number = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    how = models.TextField()
    discovered_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    due_at = models.DateTimeField()
    rule_id = models.CharField(max_length=120)

    occurred_at = models.DateTimeField(null=True, blank=True)
    data = ArrayField(models.CharField(max_length=20, choices=list(labels.DATA.items())), default=list, blank=True)
    people = models.PositiveIntegerField(null=True, blank=True)
    offices = ArrayField(models.CharField(max_length=13), default=list, blank=True)
    handling = models.TextField(default="", blank=True)
    recovery = models.TextField(default="", blank=True)
    public_needed = models.BooleanField(default=False)

    state = models.CharField(max_length=12, choices=list(labels.BREACH_STATES.items()))
    state_since = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    assessed_at = models.DateTimeField(null=True, blank=True)
    subjects_told_at = models.DateTimeField(null=True, blank=True)
    subjects_told = models.PositiveIntegerField(null=True, blank=True)
    subjects_told_words = models.TextField(default="", blank=True)
    authority_told_at = models.DateTimeField(null=True, blank=True)
    public_told_at = models.DateTimeField(null=True, blank=True)
    public_words = models.TextField(default="", blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closing_words = models.TextField(default="", blank=True)

    everything = BreachQuerySet.as_manager()

    class Meta:
        ordering = ["office_id", "year", "serial"]
        base_manager_name = "everything"
        default_manager_name = "everything"
        indexes = [models.Index("office", "state", name="breach_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["office", "year", "serial"], name="one_breach_a_serial"),
            models.CheckConstraint(
                name="a_breach_is_recorded_after_its_discovery", condition=Q(discovered_at__lte=F("recorded_at"))
            ),
            models.CheckConstraint(
                name="a_breach_happened_before_it_was_found",
                condition=Q(occurred_at=None) | Q(occurred_at__lte=F("discovered_at")),
            ),
            models.CheckConstraint(
                name="an_assessed_breach_says_what_and_how_many",
                condition=~Q(state__in=["assessed", "closed"])
                | (Q(data__len__gte=1) & Q(people__isnull=False) & ~Q(handling="")),
            ),
            models.CheckConstraint(
                name="a_breach_told_to_all_says_to_how_many_and_how",
                condition=Q(subjects_told_at=None) | (Q(subjects_told__isnull=False) & ~Q(subjects_told_words="")),
            ),
            models.CheckConstraint(
                name="a_closed_breach_was_told",
                condition=~Q(state="closed")
                | (
                    Q(subjects_told_at__isnull=False)
                    & Q(authority_told_at__isnull=False)
                    & (Q(public_needed=False) | Q(public_told_at__isnull=False))
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class BreachTelling(models.Model):
    """One who was told of a breach, by which letter, and the proof that it went out."""

    breach = models.ForeignKey(Breach, on_delete=models.PROTECT, related_name="tellings")
    told = models.CharField(max_length=12, choices=list(labels.TOLD.items()))
    request = models.ForeignKey(
        "requests.InformationRequest", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    letter = models.ForeignKey("letters.Letter", on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()
    by_mail = models.BooleanField(default=False)
    proof = models.TextField(default="", blank=True)
    proved_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager()

    class Meta:
        ordering = ["breach_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["breach", "request"], name="a_subject_is_told_once"),
            models.CheckConstraint(
                name="a_told_subject_is_a_request", condition=~Q(told="subject") | Q(request__isnull=False)
            ),
        ]
