from __future__ import annotations

from django.db import models
from django.db.models import Q


class Paper(models.Model):
    """A print of the D form, or the scan of the signed one. number: counts the prints of its kind. note: the signed
    words that stand on it as a code."""

    plenary = models.ForeignKey("plenaries.Plenary", on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=8)
    number = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64)
    file = models.ForeignKey("documents.Attachment", on_delete=models.PROTECT, related_name="+")
    note = models.TextField(default="")
    made_at = models.DateTimeField()
    index = models.BigIntegerField()

    class Meta:
        ordering = ["plenary_id", "pk"]
        constraints = [models.UniqueConstraint(fields=["plenary", "kind", "number"], name="one_paper_per_number")]


class Signature(models.Model):
    """A signature that the D form asks for, or why it is missing. seat: member or witness, place: of the member on the
    form; participant: whose witness. given: None until it is known. A missing one voids nothing."""

    plenary = models.ForeignKey("plenaries.Plenary", on_delete=models.PROTECT, related_name="signatures")
    seat = models.CharField(max_length=8)
    place = models.PositiveSmallIntegerField()
    participant = models.ForeignKey("elections.Participant", on_delete=models.PROTECT, null=True)
    given = models.BooleanField(null=True)
    reason = models.CharField(max_length=300, default="")
    recorded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["plenary_id", "seat", "place"]
        constraints = [
            models.UniqueConstraint(fields=["plenary", "seat", "place"], name="one_signature_per_place"),
            models.CheckConstraint(
                name="a_missing_signature_says_why",
                condition=Q(given=None, reason="", recorded_at=None)
                | Q(given=True, reason="", recorded_at__isnull=False)
                | (Q(given=False, recorded_at__isnull=False) & ~Q(reason="")),
            ),
        ]
