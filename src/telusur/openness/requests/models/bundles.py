from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class BundleState(models.TextChoices):
    """How far a bundle of a dispute's papers has come."""

    MAKING = "making", _("Sedang disusun")
    MADE = "made", _("Siap")
    FAILED = "failed", _("Gagal disusun")


class DisputeBundle(models.Model):
    """The papers of a dispute's case as one PDF, made by a job. Bundles are kept: each is what somebody was sent.

    `as_they_are`: attachments in which nothing is blackened, as `reason` says. `steps_done` of `steps`: how far the job
    came. `manifest`: the text others check the bundle with, byte for byte. Its files are
    sealed: whoever opens one is written down.
    """

    dispute = models.ForeignKey("requests.Dispute", on_delete=models.PROTECT, related_name="bundles")
    state = models.CharField(max_length=8, choices=BundleState.choices, default=BundleState.MAKING)
    steps = models.PositiveIntegerField(default=0)
    steps_done = models.PositiveIntegerField(default=0)
    as_they_are = ArrayField(models.BigIntegerField(), default=list, blank=True)
    reason = models.TextField(default="", blank=True)
    # Why nothing came of it: a `Fault`, or "log_damaged".
    failure = models.CharField(max_length=24, default="", blank=True)
    asked_by = models.CharField(max_length=40)
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    # Why it was handed over although the release check found something.
    sent_despite = models.TextField(default="", blank=True)
    pages = models.PositiveIntegerField(default=0)
    manifest = models.TextField(default="", blank=True)
    attachment = models.ForeignKey(
        "documents.Attachment", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    index = models.ForeignKey("documents.Attachment", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sheet = models.ForeignKey("documents.Attachment", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = models.Manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(name="one_bundle_in_the_making", fields=["dispute"], condition=Q(state="making")),
            models.CheckConstraint(
                name="a_made_bundle_has_its_files",
                condition=~Q(state="made") | (Q(attachment__isnull=False, made_at__isnull=False) & ~Q(manifest="")),
            ),
            models.CheckConstraint(
                name="papers_as_they_are_have_a_reason", condition=Q(as_they_are=[]) | ~Q(reason="")
            ),
            models.CheckConstraint(name="only_a_made_bundle_is_sent", condition=Q(sent_at=None) | Q(state="made")),
        ]

    def __str__(self) -> str:
        return f"{self.dispute_id}/{self.pk}"
