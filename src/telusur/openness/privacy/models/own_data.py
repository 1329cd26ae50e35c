from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from ..rules import words
from . import labels

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Self

    from telusur.openness.requests.models import InformationRequest, Objection


class OwnDataQuerySet(models.QuerySet["OwnDataCase"]):
    def of_office(self, office_id: int) -> Self:
        return self.filter(office_id=office_id)

    def open(self) -> Self:
        return self.filter(state__in=words.OPEN)

    def unanswered(self) -> Self:
        return self.filter(state__in=words.UNANSWERED)

    def overdue(self, *, at: datetime) -> Self:
        return self.unanswered().filter(due_at__lt=at)


class OwnDataCase(models.Model):
    """Somebody asks for a copy of what an office keeps of him, or for its correction. Never deleted.

    `applicant` is the row of the person by which he proved who he is; all rows of the same person are meant. It comes
    from a request, or from an objection that stands without one.
    `package_sealed` holds the copy, encrypted, from when it is prepared until its time is over.
    """

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    number = models.CharField(max_length=60)
    kind = models.CharField(max_length=12, choices=list(labels.KINDS.items()))
    way = models.CharField(max_length=12, choices=list(labels.WAYS.items()))
    applicant = models.ForeignKey("requests.Applicant", on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(
        "requests.InformationRequest", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    objection = models.ForeignKey(
        "requests.Objection", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    asked_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    due_at = models.DateTimeField()
    rule_id = models.CharField(max_length=120)
    state = models.CharField(max_length=12, choices=list(labels.STATES.items()))
    state_since = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    proof = models.CharField(max_length=12, choices=list(labels.PROOFS.items()), default="", blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    words = models.TextField(default="", blank=True)
    handed_words = models.TextField(default="", blank=True)
    package_sealed = models.BinaryField(default=b"")
    submission = models.UUIDField(null=True, blank=True)

    everything = OwnDataQuerySet.as_manager()

    class Meta:
        ordering = ["office_id", "year", "serial"]
        base_manager_name = "everything"
        default_manager_name = "everything"
        indexes = [models.Index("office", "state", name="own_data_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["office", "year", "serial"], name="one_own_data_case_a_serial"),
            models.UniqueConstraint(fields=["office", "submission"], name="one_own_data_case_a_submission"),
            models.UniqueConstraint(
                fields=["request", "kind"],
                condition=Q(state__in=sorted(words.UNANSWERED)),
                name="one_running_own_data_case_a_kind",
            ),
            models.UniqueConstraint(
                fields=["objection", "kind"],
                condition=Q(state__in=sorted(words.UNANSWERED)),
                name="one_running_own_data_case_a_kind_alone",
            ),
            models.CheckConstraint(
                name="own_data_is_asked_by_one_file",
                condition=Q(request__isnull=False, objection=None) | Q(request=None, objection__isnull=False),
            ),
            models.CheckConstraint(
                name="own_data_is_recorded_after_it_was_asked", condition=Q(asked_at__lte=F("recorded_at"))
            ),
            models.CheckConstraint(name="own_data_has_its_time", condition=Q(due_at__gt=F("asked_at"))),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def file(self) -> InformationRequest | Objection:
        """Return the request or the objection by which it was asked; the row was read with it."""
        found = self.request or self.objection
        assert found is not None  # noqa: S101 the database holds it
        return found


class AskedField(models.Model):
    """One thing to be corrected: what should stand there, sealed, and what became of it."""

    case = models.ForeignKey(OwnDataCase, on_delete=models.PROTECT, related_name="fields")
    field = models.CharField(max_length=20, choices=list(labels.FIELDS.items()))
    wanted_sealed = models.BinaryField()
    accepted = models.BooleanField(null=True, blank=True)
    refusal = models.CharField(max_length=40, default="", blank=True)
    reason = models.TextField(default="", blank=True)

    objects = models.Manager()

    class Meta:
        ordering = ["case_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "field"], name="a_field_is_asked_once"),
            models.CheckConstraint(
                name="a_refused_field_has_its_ground", condition=~Q(accepted=False) | ~(Q(refusal="") | Q(reason=""))
            ),
        ]
