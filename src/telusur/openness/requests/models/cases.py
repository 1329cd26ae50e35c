from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from ..rules import words
from ..rules.withholding import LETTERS
from . import labels

if TYPE_CHECKING:
    from datetime import date
    from typing import Self


class RegisterCounter(models.Model):
    """The last number given in one register of one office and year. A row is raised, never lowered."""

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    register = models.CharField(max_length=12, choices=list(labels.REGISTERS.items()))
    last = models.PositiveIntegerField()

    objects = models.Manager()

    class Meta:
        ordering = ["office_id", "year", "register"]
        constraints = [models.UniqueConstraint(fields=["office", "year", "register"], name="one_counter_a_register")]


class RequestQuerySet(models.QuerySet["InformationRequest"]):
    """The fragments of questions about requests. Every question at a desk starts with `of_office`."""

    def of_office(self, office_id: int) -> Self:
        return self.filter(office_id=office_id)

    def open(self) -> Self:
        return self.filter(state__in=words.OPEN)

    def unanswered(self) -> Self:
        return self.filter(state__in=words.UNANSWERED)

    def overdue(self, *, on: date) -> Self:
        return self.unanswered().filter(deadline__due_on__lt=on, deadline__stopped_at=None)

    def with_the_unit(self, unit_id: int) -> Self:
        return self.filter(dispositions__unit_id=unit_id, dispositions__closed_at=None)


class InformationRequest(models.Model):
    """One request for public information, from receipt to delivery. It is never deleted."""

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    register = models.CharField(
        max_length=12, choices=[(each, labels.REGISTERS[each]) for each in words.REQUEST_REGISTERS]
    )
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    number = models.CharField(max_length=60)
    applicant = models.ForeignKey("requests.Applicant", on_delete=models.PROTECT, related_name="requests")
    proofs_shown = ArrayField(models.CharField(max_length=40), default=list, blank=True)

    # A past register may be silent on these; a request of our own says them all.
    channel = models.CharField(max_length=12, choices=list(labels.CHANNELS.items()), default="", blank=True)
    question = models.TextField()
    purpose = models.TextField(default="", blank=True)
    way = models.CharField(max_length=8, choices=list(labels.WAYS.items()), default="", blank=True)
    copy_form = models.CharField(max_length=12, choices=list(labels.COPY_FORMS.items()), default="", blank=True)
    delivery = models.CharField(max_length=12, choices=list(labels.DELIVERIES.items()), default="", blank=True)
    assistance = models.BooleanField(default=False)
    assistance_words = models.TextField(default="", blank=True)

    received_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True, blank=True)
    registered_at = models.DateTimeField(null=True, blank=True)
    extended_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    notified_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    track = models.CharField(max_length=12, choices=list(labels.TRACKS.items()))
    track_reason = models.TextField(default="", blank=True)
    state = models.CharField(max_length=24, choices=list(labels.STATES.items()))
    state_since = models.DateTimeField()
    outcome = models.CharField(max_length=16, choices=list(labels.OUTCOMES.items()), default="", blank=True)
    version = models.PositiveIntegerField(default=1)

    missing = models.TextField(default="", blank=True)
    extension_reason = models.TextField(default="", blank=True)
    held_by = models.CharField(max_length=200, default="", blank=True)
    available_from = models.CharField(max_length=120, default="", blank=True)
    decision_words = models.TextField(default="", blank=True)
    closing_words = models.TextField(default="", blank=True)
    # The first determination a refusal rests on; each thing kept closed names its own (`Withholding`).
    determination = models.ForeignKey(
        "information.Determination", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    disclosure_words = models.TextField(default="", blank=True)
    # A consequence test is waited for: the clock runs on. `awaited_test` is its number, as text.
    awaiting_test_since = models.DateTimeField(null=True, blank=True)
    awaited_test = models.CharField(max_length=120, default="", blank=True)
    delivery_proof = models.TextField(default="", blank=True)
    cost = models.PositiveIntegerField(default=0)
    cost_words = models.CharField(max_length=200, default="", blank=True)

    deadline = models.ForeignKey("clocks.Deadline", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # The date the applicant was last told, so that a calendar's change is told once.
    told_due_on = models.DateField(null=True, blank=True)
    # While his file is incomplete: the date by which the applicant was told to complete it.
    told_completion_due_on = models.DateField(null=True, blank=True)
    check_deadline = models.ForeignKey(
        "clocks.Deadline", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    officer = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    forwarded_to = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="forwarded_from"
    )
    secret_hash = models.CharField(max_length=64)
    submission = models.UUIDField(null=True, blank=True)
    # The entry of the public register that gave the answer to everybody. The entry knows nothing of the case.
    released_item = models.ForeignKey(
        "information.InformationItem", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    imported = models.BooleanField(default=False)
    # Past rows carry their own date of answer, which no clock of ours counted.
    imported_due_on = models.DateField(null=True, blank=True)
    # Whether paper says that the case was extended; it never says when. None: it says nothing.
    imported_extended = models.BooleanField(null=True, blank=True)

    everything = RequestQuerySet.as_manager()

    class Meta:
        ordering = ["office_id", "year", "register", "serial"]
        base_manager_name = "everything"
        default_manager_name = "everything"
        indexes = [
            models.Index("office", "state", name="request_by_state"),
            models.Index("office", "received_at", name="request_by_receipt"),
            models.Index("officer", "state", name="request_by_officer"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["office", "year", "register", "serial"], name="one_request_a_serial"),
            models.UniqueConstraint(fields=["office", "number"], name="one_request_a_number"),
            models.UniqueConstraint(fields=["office", "submission"], name="one_request_a_submission"),
            models.CheckConstraint(
                name="request_is_recorded_after_receipt", condition=Q(received_at__lte=F("recorded_at"))
            ),
            models.CheckConstraint(
                name="a_copy_has_a_form", condition=~Q(way="copy") | ~Q(copy_form="") | Q(imported=True)
            ),
            models.CheckConstraint(
                name="only_a_past_request_is_silent",
                condition=Q(imported=True) | ~(Q(channel="") | Q(way="") | Q(delivery="")),
            ),
            models.CheckConstraint(
                name="an_extension_has_reasons", condition=Q(extended_at=None) | ~Q(extension_reason="")
            ),
            models.CheckConstraint(
                name="not_held_names_the_body", condition=~Q(outcome="not_held") | ~Q(held_by="") | Q(imported=True)
            ),
            models.CheckConstraint(
                name="not_documented_names_the_time",
                condition=~Q(outcome="not_documented") | ~Q(available_from="") | Q(imported=True),
            ),
            models.CheckConstraint(
                name="a_refusal_rests_on_a_determination",
                condition=~Q(outcome="refused_exempt") | Q(determination__isnull=False) | Q(imported=True),
            ),
            models.CheckConstraint(
                name="a_running_request_has_a_deadline",
                condition=~Q(state__in=sorted(words.UNANSWERED)) | Q(deadline__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Disposition(models.Model):
    """A unit is asked for its part, by an inner date. The unit reads the question, never the asker."""

    request = models.ForeignKey(InformationRequest, on_delete=models.PROTECT, related_name="dispositions")
    unit = models.ForeignKey("offices.Unit", on_delete=models.PROTECT, related_name="+")
    instruction = models.TextField(default="", blank=True)
    due_on = models.DateField()
    disposed_at = models.DateTimeField()
    disposed_by = models.CharField(max_length=40)
    taken_up_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer_words = models.TextField(default="", blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    return_reason = models.TextField(default="", blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager()

    class Meta:
        ordering = ["request_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "unit"], condition=Q(closed_at=None), name="one_open_disposition_a_unit"
            ),
        ]


class Answer(models.Model):
    """A piece of the answer: an entry of the public register, an attached file, or words."""

    request = models.ForeignKey(InformationRequest, on_delete=models.PROTECT, related_name="answers")
    disposition = models.ForeignKey(
        Disposition, on_delete=models.PROTECT, null=True, blank=True, related_name="answers"
    )
    kind = models.CharField(max_length=8, choices=list(labels.ANSWER_KINDS.items()))
    item = models.ForeignKey(
        "information.InformationItem", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    attachment = models.ForeignKey(
        "documents.Attachment", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    title = models.CharField(max_length=300)
    # The answer whose file this is a blackened copy of; that one is then no part of what goes out.
    blackened_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=40)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    # Taken back by the decision that now stands; taking that decision back brings it back.
    left_out = models.BooleanField(default=False)

    objects = models.Manager()

    class Meta:
        ordering = ["request_id", "pk"]
        constraints = [
            models.CheckConstraint(
                name="what_is_left_out_is_not_given", condition=Q(left_out=False) | Q(taken_back_at__isnull=False)
            ),
            models.CheckConstraint(
                name="an_answer_from_the_dip_names_its_entry", condition=~Q(kind="dip") | Q(item__isnull=False)
            ),
            models.CheckConstraint(
                name="an_answered_file_is_attached", condition=~Q(kind="file") | Q(attachment__isnull=False)
            ),
        ]


class Withholding(models.Model):
    """One thing a decision keeps closed: information not given, or a blackened passage of what is given.

    ground: a letter of Pasal 17, then with the determination that covers it; or the code of a ground that needs none,
    because a statute protects personal data by itself. ground_label: what the letter says of such a ground.
    """

    request = models.ForeignKey(InformationRequest, on_delete=models.PROTECT, related_name="withholdings")
    kind = models.CharField(max_length=8, choices=list(labels.WITHHELD.items()))
    ground = models.CharField(max_length=60)
    ground_label = models.CharField(max_length=300, default="", blank=True)
    determination = models.ForeignKey(
        "information.Determination", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, null=True, blank=True, related_name="withholdings")
    what = models.TextField()
    place = models.CharField(max_length=360, default="", blank=True)
    decided_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager()

    class Meta:
        ordering = ["request_id", "pk"]
        constraints = [
            models.CheckConstraint(
                name="pasal_17_needs_a_determination",
                condition=~Q(ground__in=sorted(LETTERS)) | Q(determination__isnull=False),
            ),
            models.CheckConstraint(
                name="what_is_not_given_is_exempt", condition=~Q(kind="whole") | Q(ground__in=sorted(LETTERS))
            ),
            models.CheckConstraint(
                name="a_passage_belongs_to_a_file", condition=~Q(kind="passage") | Q(answer__isnull=False)
            ),
            models.CheckConstraint(name="a_withholding_names_what", condition=~Q(what="")),
        ]


class Note(models.Model):
    """A remark on the case: among officers, or from the applicant."""

    request = models.ForeignKey(InformationRequest, on_delete=models.PROTECT, related_name="notes")
    audience = models.CharField(max_length=12, choices=list(labels.AUDIENCES.items()))
    text = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=40)

    objects = models.Manager()

    class Meta:
        ordering = ["request_id", "written_at", "pk"]


class SuggestionAnswered(models.Model):
    """Somebody about to ask said of a published entry: this answers me. Nothing else is kept of him."""

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey("information.InformationItem", on_delete=models.PROTECT, related_name="+")
    answered_on = models.DateField()

    objects = models.Manager()

    class Meta:
        ordering = ["office_id", "answered_on", "pk"]


class RegisterImport(models.Model):
    """A paper register that was taken over, known by the digest of its file."""

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    imported_at = models.DateTimeField()
    imported_by = models.CharField(max_length=40)

    objects = models.Manager()

    class Meta:
        ordering = ["office_id", "pk"]
        constraints = [models.UniqueConstraint(fields=["office", "digest"], name="one_import_a_file")]
