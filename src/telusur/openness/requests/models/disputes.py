from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from ..rules import disputes as rules
from . import labels
from .dispute_labels import (
    COMMISSIONS,
    DISPUTE_OUTCOMES,
    DISPUTE_STATES,
    FORUMS,
    HEARINGS,
    PAPERS,
    WHOSE,
)
from .objection_labels import GROUNDS
from .remedies import Remedy

if TYPE_CHECKING:
    from typing import Self


class DisputeQuerySet(models.QuerySet["Dispute"]):
    """The fragments of questions about disputes. Every question at a desk starts with `of_office`."""

    def of_office(self, office_id: int) -> Self:
        return self.filter(office_id=office_id)

    def open(self) -> Self:
        return self.filter(state__in=rules.OPEN)

    def to_execute(self) -> Self:
        """Those whose ruling or agreement binds the office and is not carried out yet."""
        return self.filter(state__in=["agreed", "final"], outcome__in=rules.ORDERING, executed_at=None)


class Dispute(models.Model):
    """A dispute that an applicant brought to the Komisi Informasi after his objection. Never deleted.

    `number` is the office's own, `commission_number` the commission's. `filed_at` is when the commission received it,
    from which its clocks count; `noticed_at` when this office learned of it. `late`: filed after the applicant's time;
    `premature`: while the superior still had time to reply. An objection has one open dispute at a time.
    `deadline` is the commission's clock to settle, `start_deadline` its clock to begin; `court_window` and
    `cassation_window` are those of either side after a ruling. `outcome`, `opens`, `order` and its day are those of the
    newest ruling or agreement. `test_order` is what a panel ordered tested last, `test_ended_at` when that was over and
    `test_words` how.
    """

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    number = models.CharField(max_length=60)
    objection = models.ForeignKey("requests.Objection", on_delete=models.PROTECT, related_name="disputes")
    applicant = models.ForeignKey("requests.Applicant", on_delete=models.PROTECT, related_name="disputes")
    track = models.CharField(max_length=12, choices=list(labels.TRACKS.items()))

    commission = models.CharField(max_length=10, choices=list(COMMISSIONS.items()))
    commission_name = models.CharField(max_length=160)
    commission_number = models.CharField(max_length=80)
    registered_on = models.DateField(null=True, blank=True)
    grounds = ArrayField(models.CharField(max_length=20, choices=list(GROUNDS.items())))
    information = models.TextField()
    petition = models.TextField(default="", blank=True)

    filed_at = models.DateTimeField()
    noticed_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    late = models.BooleanField(default=False)
    premature = models.BooleanField(default=False)
    late_reason = models.TextField(default="", blank=True)
    mediated_at = models.DateTimeField(null=True, blank=True)
    mediation_failed_at = models.DateTimeField(null=True, blank=True)
    executed_at = models.DateTimeField(null=True, blank=True)
    final_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    state = models.CharField(max_length=16, choices=list(DISPUTE_STATES.items()))
    state_since = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    outcome = models.CharField(max_length=16, choices=list(DISPUTE_OUTCOMES.items()), default="", blank=True)
    opens = models.BooleanField(default=False)
    order = models.TextField(default="", blank=True)
    order_due_on = models.DateField(null=True, blank=True)
    answer_due_on = models.DateField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    test_order = models.TextField(default="", blank=True)
    test_due_on = models.DateField(null=True, blank=True)
    test_ordered_at = models.DateTimeField(null=True, blank=True)
    test_ended_at = models.DateTimeField(null=True, blank=True)
    test_words = models.TextField(default="", blank=True)
    execution_words = models.TextField(default="", blank=True)
    closing_words = models.TextField(default="", blank=True)

    window = models.ForeignKey("clocks.Deadline", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    start_deadline = models.ForeignKey("clocks.Deadline", on_delete=models.PROTECT, related_name="+")
    deadline = models.ForeignKey("clocks.Deadline", on_delete=models.PROTECT, related_name="+")
    court_window = models.ForeignKey(
        "clocks.Deadline", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    cassation_window = models.ForeignKey(
        "clocks.Deadline", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Dates that the calendar moved and that were told, as `step:day`, so that each is told once.
    told = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    # Legal holds placed for this dispute, by id: lifted when it is closed for good.
    holds = ArrayField(models.BigIntegerField(), default=list, blank=True)

    everything = DisputeQuerySet.as_manager()

    class Meta:
        ordering = ["office_id", "year", "serial"]
        base_manager_name = "everything"
        default_manager_name = "everything"
        indexes = [
            models.Index("office", "state", name="dispute_by_state"),
            models.Index("office", "filed_at", name="dispute_by_filing"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["office", "year", "serial"], name="one_dispute_a_serial"),
            models.UniqueConstraint(fields=["office", "number"], name="one_dispute_a_number"),
            models.UniqueConstraint(
                fields=["objection"], condition=Q(state__in=sorted(rules.OPEN)), name="one_open_dispute_an_objection"
            ),
            models.CheckConstraint(
                name="dispute_is_filed_then_noticed_then_recorded",
                condition=Q(filed_at__lte=F("noticed_at"), noticed_at__lte=F("recorded_at")),
            ),
            models.CheckConstraint(name="a_dispute_has_grounds", condition=Q(grounds__len__gte=1)),
            models.CheckConstraint(
                name="an_ordering_outcome_has_order_and_day",
                condition=~Q(outcome__in=sorted(rules.ORDERING)) | (~Q(order="") & Q(order_due_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="a_ruled_dispute_has_an_outcome",
                condition=~Q(state__in=["agreed", "ruled", "court_ruled", "final", "executed"]) | ~Q(outcome=""),
            ),
            models.CheckConstraint(
                name="what_is_opened_is_ordered", condition=Q(opens=False) | Q(outcome__in=sorted(rules.ORDERING))
            ),
            models.CheckConstraint(
                name="an_ordered_test_has_order_and_day",
                condition=Q(test_ordered_at=None) | (~Q(test_order="") & Q(test_due_on__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Hearing(models.Model):
    """A hearing or mediation the office is summoned to, and afterwards what happened there."""

    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, related_name="hearings")
    kind = models.CharField(max_length=12, choices=list(HEARINGS.items()))
    summons = models.CharField(max_length=80, default="", blank=True)
    meets_at = models.DateTimeField()
    place = models.CharField(max_length=300)
    attends = models.CharField(max_length=300)
    summoned_at = models.DateTimeField()
    called_off_at = models.DateTimeField(null=True, blank=True)
    called_off_words = models.CharField(max_length=300, default="", blank=True)
    attendance = models.TextField(default="", blank=True)
    minutes = models.TextField(default="", blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager()

    class Meta:
        ordering = ["dispute_id", "meets_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="a_recorded_hearing_has_minutes", condition=Q(recorded_at=None) | ~Q(minutes="")
            ),
            models.CheckConstraint(
                name="a_hearing_is_held_or_called_off", condition=Q(recorded_at=None) | Q(called_off_at=None)
            ),
        ]


class DisputePaper(models.Model):
    """A paper of the dispute, kept for this office's officers alone. `side` is who wrote it."""

    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=12, choices=list(PAPERS.items()))
    side = models.CharField(max_length=12, choices=list(WHOSE.items()))
    title = models.CharField(max_length=300)
    dated_on = models.DateField()
    attachment = models.ForeignKey("documents.Attachment", on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()
    kept_by = models.CharField(max_length=40)

    objects = models.Manager()

    class Meta:
        ordering = ["dispute_id", "dated_on", "pk"]


class DisputeProxy(models.Model):
    """Who speaks for one side by a power of attorney: an officer with an account, or anybody by name."""

    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, related_name="proxies")
    side = models.CharField(max_length=12, choices=[(each, WHOSE[each]) for each in ("applicant", "office")])
    name = models.CharField(max_length=160)
    function = models.CharField(max_length=160, default="", blank=True)
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    attachment = models.ForeignKey("documents.Attachment", on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()

    objects = models.Manager()

    class Meta:
        ordering = ["dispute_id", "pk"]


class DisputeEvidence(models.Model):
    """A piece of the office's evidence: its mark, such as T-1, and the document of the case it names."""

    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, related_name="evidence")
    mark = models.CharField(max_length=12)
    title = models.CharField(max_length=300)
    attachment = models.ForeignKey("documents.Attachment", on_delete=models.PROTECT, related_name="+")
    listed_at = models.DateTimeField()

    objects = models.Manager()

    class Meta:
        ordering = ["dispute_id", "pk"]
        constraints = [models.UniqueConstraint(fields=["dispute", "mark"], name="one_piece_of_evidence_a_mark")]


class DisputeRuling(models.Model):
    """A ruling or agreement as it was received: what stands in `Dispute` is the newest of them."""

    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, related_name="rulings")
    forum = models.CharField(max_length=14, choices=list(FORUMS.items()))
    number = models.CharField(max_length=80)
    decided_on = models.DateField()
    received_at = models.DateTimeField()
    outcome = models.CharField(max_length=16, choices=list(DISPUTE_OUTCOMES.items()))
    opens = models.BooleanField(default=False)
    words = models.TextField()
    order = models.TextField(default="", blank=True)
    order_due_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()

    objects = models.Manager()

    class Meta:
        ordering = ["dispute_id", "pk"]


class Suit(models.Model):
    """A lawsuit at the administrative court, or a cassation: by whom, when, whether in time, whether taken back."""

    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, related_name="suits")
    forum = models.CharField(max_length=14, choices=list(FORUMS.items()))
    side = models.CharField(max_length=12, choices=[(each, WHOSE[each]) for each in ("applicant", "office")])
    court = models.CharField(max_length=160)
    number = models.CharField(max_length=80, default="", blank=True)
    filed_at = models.DateTimeField()
    late = models.BooleanField(default=False)
    dropped_at = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField()

    objects = models.Manager()

    class Meta:
        ordering = ["dispute_id", "pk"]


class DisputeRemedy(Remedy):
    """A piece of what a ruling or agreement opened or gave, as proof that it was carried out."""

    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, related_name="remedies")

    objects = models.Manager()

    class Meta:
        ordering = ["dispute_id", "pk"]
        constraints = [
            models.CheckConstraint(
                name="a_dispute_remedy_is_an_entry_or_a_file",
                condition=Q(item__isnull=False) | Q(attachment__isnull=False),
            ),
        ]
