from __future__ import annotations

from django.db import models
from django.db.models import Q

from . import labels


class Applicant(models.Model):
    """Who asked, as he told this office for one request. A returning applicant is a new row that names his first.

    The identity number is encrypted; what is kept in the open is its last four signs and a keyed hash.
    """

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    first = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="later")
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    type = models.CharField(max_length=16, choices=list(labels.APPLICANT_TYPES.items()))
    name = models.CharField(max_length=160)
    representative = models.CharField(max_length=160, default="", blank=True)
    identity_kind = models.CharField(max_length=20, choices=list(labels.IDENTITY_KINDS.items()), default="", blank=True)
    identity_sealed = models.BinaryField(default=b"")
    identity_hash = models.CharField(max_length=64, default="", blank=True)
    identity_masked = models.CharField(max_length=40, default="", blank=True)
    email = models.EmailField(default="", blank=True)
    phone = models.CharField(max_length=24, default="", blank=True)
    address = models.TextField(default="", blank=True)
    occupation = models.CharField(max_length=24, choices=list(labels.OCCUPATIONS.items()), default="", blank=True)
    occupation_words = models.CharField(max_length=80, default="", blank=True)
    sex = models.CharField(max_length=8, choices=list(labels.SEXES.items()), default="", blank=True)
    created_at = models.DateTimeField()

    everything = models.Manager()

    class Meta:
        ordering = ["pk"]
        base_manager_name = "everything"
        default_manager_name = "everything"
        indexes = [
            models.Index("office", "email", name="applicant_by_email", condition=~Q(email="")),
            models.Index("office", "phone", name="applicant_by_phone", condition=~Q(phone="")),
            models.Index("office", "identity_hash", name="applicant_by_identity", condition=~Q(identity_hash="")),
        ]
        constraints = [
            models.CheckConstraint(
                name="applicant_identity_is_sealed_and_hashed_together",
                condition=Q(identity_sealed=b"", identity_hash="") | (~Q(identity_sealed=b"") & ~Q(identity_hash="")),
            ),
        ]

    def __str__(self) -> str:
        return self.name
