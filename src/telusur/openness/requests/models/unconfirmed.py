from __future__ import annotations

from django.db import models


class Unconfirmed(models.Model):
    """A public form sent without proof of work: it waits, sealed, until its sender opens the link in his mail.

    Nothing of it counts before that; what is not confirmed in time is removed by the sweep.
    """

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    submission = models.UUIDField(null=True, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    sealed = models.BinaryField()
    submitted_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager()

    class Meta:
        abstract = True
        ordering = ["submitted_at", "pk"]


class UnconfirmedRequest(Unconfirmed):
    """A request for information that waits so."""

    class Meta(Unconfirmed.Meta):
        constraints = [models.UniqueConstraint(fields=["office", "submission"], name="one_held_request_a_submission")]


class UnconfirmedObjection(Unconfirmed):
    """An objection without a request (ground b) that waits so."""

    class Meta(Unconfirmed.Meta):
        constraints = [models.UniqueConstraint(fields=["office", "submission"], name="one_held_objection_a_submission")]
