from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from ..rules import objections as rules
from . import labels
from .objection_labels import GROUNDS, OBJECTION_STATES, VERDICTS
from .remedies import Remedy

if TYPE_CHECKING:
    from datetime import date
    from typing import Self


# An order runs once it is given; a dispute pauses it, and one that ends without another order lets it run again.
UNDER_ORDER = Q(verdict__in=rules.ORDERING) & (
    Q(state=rules.ObjectionState.DECIDED)
    | Q(
        state=rules.ObjectionState.DISPUTED,
        executed_at=None,
        order_paused_on=None,
        order_resumed_on__isnull=False,
    )
)


class ObjectionQuerySet(models.QuerySet["Objection"]):
    """The fragments of questions about objections. Every question at a desk starts with `of_office`."""

    def of_office(self, office_id: int) -> Self:
        return self.filter(office_id=office_id)

    def open(self) -> Self:
        return self.filter(state__in=rules.OPEN)

    def unreplied(self) -> Self:
        return self.filter(state__in=rules.UNREPLIED)

    def overdue(self, *, on: date) -> Self:
        return self.unreplied().filter(deadline__due_on__lt=on)

    def under_order(self) -> Self:
        """Those whose order to the PPID is not carried out yet, and whose day runs."""
        return self.filter(UNDER_ORDER)


class Objection(models.Model):
    """An objection to the superior of the PPID, against an answer, its absence, or a duty not done. Never deleted.

    `request` is the request it speaks of; ground b may stand without one. `window` is the clock of the time to object,
    where a ground has such a time; `late` tells that it was over on the day of receipt. `deadline` is the superior's
    clock, `dispute_window` the applicant's after it. `superior_name` and `superior_function` are those who replied, as
    the register prints them.
    """

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    number = models.CharField(max_length=60)
    request = models.ForeignKey(
        "requests.InformationRequest", on_delete=models.PROTECT, null=True, blank=True, related_name="objections"
    )
    applicant = models.ForeignKey("requests.Applicant", on_delete=models.PROTECT, related_name="objections")
    proxy = models.CharField(max_length=160, default="", blank=True)
    channel = models.CharField(max_length=12, choices=list(labels.CHANNELS.items()))
    track = models.CharField(max_length=12, choices=list(labels.TRACKS.items()))

    grounds = ArrayField(models.CharField(max_length=20, choices=list(GROUNDS.items())))
    information = models.TextField()
    purpose = models.TextField(default="", blank=True)
    position = models.TextField()

    received_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    registered_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    executed_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    late = models.BooleanField(default=False)
    late_reason = models.TextField(default="", blank=True)

    state = models.CharField(max_length=16, choices=list(OBJECTION_STATES.items()))
    state_since = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    verdict = models.CharField(max_length=16, choices=list(VERDICTS.items()), default="", blank=True)
    reasons = models.TextField(default="", blank=True)
    order = models.TextField(default="", blank=True)
    order_due_on = models.DateField(null=True, blank=True)
    # The day the order itself named, where a dispute paused it; since when it waits; since when it runs again.
    order_first_due_on = models.DateField(null=True, blank=True)
    order_paused_on = models.DateField(null=True, blank=True)
    order_resumed_on = models.DateField(null=True, blank=True)
    superior_name = models.CharField(max_length=160, default="", blank=True)
    superior_function = models.CharField(max_length=160, default="", blank=True)
    execution_words = models.TextField(default="", blank=True)
    response = models.TextField(default="", blank=True)
    accepted = models.BooleanField(null=True, blank=True)
    responded_at = models.DateTimeField(null=True, blank=True)
    closing_words = models.TextField(default="", blank=True)

    window = models.ForeignKey("clocks.Deadline", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    deadline = models.ForeignKey("clocks.Deadline", on_delete=models.PROTECT, related_name="+")
    # The date the applicant was last told, so that a calendar's change is told once.
    told_due_on = models.DateField()
    dispute_window = models.ForeignKey(
        "clocks.Deadline", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Legal holds placed for this objection, by id: lifted when it is closed for good.
    holds = ArrayField(models.BigIntegerField(), default=list, blank=True)
    # Empty where the request's own secret opens it.
    secret_hash = models.CharField(max_length=64, default="", blank=True)
    submission = models.UUIDField(null=True, blank=True)

    everything = ObjectionQuerySet.as_manager()

    class Meta:
        ordering = ["office_id", "year", "serial"]
        base_manager_name = "everything"
        default_manager_name = "everything"
        indexes = [
            models.Index("office", "state", name="objection_by_state"),
            models.Index("office", "received_at", name="objection_by_receipt"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["office", "year", "serial"], name="one_objection_a_serial"),
            models.UniqueConstraint(fields=["office", "number"], name="one_objection_a_number"),
            models.UniqueConstraint(fields=["office", "submission"], name="one_objection_a_submission"),
            models.UniqueConstraint(
                fields=["request"], condition=Q(state__in=sorted(rules.OPEN)), name="one_open_objection_a_request"
            ),
            models.CheckConstraint(
                name="objection_is_recorded_after_receipt", condition=Q(received_at__lte=F("recorded_at"))
            ),
            models.CheckConstraint(name="an_objection_has_grounds", condition=Q(grounds__len__gte=1)),
            models.CheckConstraint(
                name="only_the_missing_periodic_stands_alone",
                condition=Q(request__isnull=False) | Q(grounds=[rules.Ground.PERIODIC_MISSING.value]),
            ),
            models.CheckConstraint(
                name="upholding_has_reasons",
                condition=~Q(verdict__in=sorted(rules.REASONING)) | ~Q(reasons=""),
            ),
            models.CheckConstraint(
                name="granting_orders_by_a_day",
                condition=~Q(verdict__in=sorted(rules.ORDERING)) | (~Q(order="") & Q(order_due_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="a_decided_objection_has_a_verdict",
                condition=~Q(state__in=["decided", "executed"]) | ~Q(verdict=""),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class ObjectionOpinion(models.Model):
    """What the superior or one of the consideration team wrote about an objection."""

    objection = models.ForeignKey(Objection, on_delete=models.PROTECT, related_name="opinions")
    text = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=40)

    objects = models.Manager()

    class Meta:
        ordering = ["objection_id", "written_at", "pk"]


class ObjectionNote(models.Model):
    """A remark among officers on an objection."""

    objection = models.ForeignKey(Objection, on_delete=models.PROTECT, related_name="notes")
    text = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=40)

    objects = models.Manager()

    class Meta:
        ordering = ["objection_id", "written_at", "pk"]


class ReplyDraft(models.Model):
    """The reply as somebody of the superior's team prepared it; it waits in his signing tray and decides nothing."""

    objection = models.OneToOneField(Objection, on_delete=models.PROTECT, related_name="draft")
    verdict = models.CharField(max_length=16, choices=list(VERDICTS.items()))
    reasons = models.TextField(default="", blank=True)
    order = models.TextField(default="", blank=True)
    order_due_on = models.DateField(null=True, blank=True)
    drafted_at = models.DateTimeField()
    drafted_by = models.CharField(max_length=40)

    objects = models.Manager()

    class Meta:
        ordering = ["objection_id"]


class Deliberation(models.Model):
    """A musyawarah: the invitation with its day and place, and afterwards its minutes and whether both agreed.

    A meeting that was called again on another day keeps the row of the first, `called_off_at` telling since when.
    """

    objection = models.ForeignKey(Objection, on_delete=models.PROTECT, related_name="deliberations")
    meets_at = models.DateTimeField()
    place = models.CharField(max_length=300)
    invited_at = models.DateTimeField()
    called_off_at = models.DateTimeField(null=True, blank=True)
    attendance = models.TextField(default="", blank=True)
    minutes = models.TextField(default="", blank=True)
    agreed = models.BooleanField(null=True, blank=True)
    agreement = models.TextField(default="", blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager()

    class Meta:
        ordering = ["objection_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["objection"],
                condition=Q(recorded_at=None, called_off_at=None),
                name="one_coming_deliberation_an_objection",
            ),
            models.CheckConstraint(
                name="a_recorded_deliberation_has_minutes",
                condition=Q(recorded_at=None) | (~Q(minutes="") & Q(agreed__isnull=False)),
            ),
            models.CheckConstraint(name="an_agreement_is_written_down", condition=~Q(agreed=True) | ~Q(agreement="")),
        ]


class ObjectionRemedy(Remedy):
    """A piece of what an order opened or gave."""

    objection = models.ForeignKey(Objection, on_delete=models.PROTECT, related_name="remedies")

    objects = models.Manager()

    class Meta:
        ordering = ["objection_id", "pk"]
        constraints = [
            models.CheckConstraint(
                name="a_remedy_is_an_entry_or_a_file", condition=Q(item__isnull=False) | Q(attachment__isnull=False)
            ),
        ]
