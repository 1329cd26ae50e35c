from __future__ import annotations

from django.db import models
from django.db.models import Q


class IdentityPurge(models.Model):
    """Scans of identities that were let go because their time was over: how many, when, by which rule.

    `removed` were deleted; `released` were taken off this file while another file of the office still needs the same
    bytes. Nothing in it tells whose they were.
    """

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(
        "requests.InformationRequest", on_delete=models.PROTECT, null=True, blank=True, related_name="purges"
    )
    objection = models.ForeignKey(
        "requests.Objection", on_delete=models.PROTECT, null=True, blank=True, related_name="purges"
    )
    removed = models.PositiveSmallIntegerField()
    released = models.PositiveSmallIntegerField()
    ended_on = models.DateField()
    due_on = models.DateField()
    rule_id = models.CharField(max_length=120)
    purged_at = models.DateTimeField()

    objects = models.Manager()

    class Meta:
        ordering = ["office_id", "pk"]
        indexes = [models.Index("office", "purged_at", name="purge_by_office")]
        constraints = [
            models.CheckConstraint(
                name="a_purge_is_of_one_file",
                condition=Q(request__isnull=False, objection=None) | Q(request=None, objection__isnull=False),
            ),
            models.CheckConstraint(name="a_purge_let_something_go", condition=Q(removed__gt=0) | Q(released__gt=0)),
        ]

    @property
    def number(self) -> str:
        """Return the number of the file; the row was read with it."""
        file = self.request or self.objection
        return file.number if file else ""
