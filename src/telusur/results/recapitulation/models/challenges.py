from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class Challenge(models.Model):
    """That a witness or a supervisor contests the numbers of a run, with a picture of his own.

    as_role: in which role, `elections.DutyRole`. picture: attachment of his own photograph. granted: whether the
    numbers were found wrong; None until somebody answers. answer: why, which is public.
    """

    run = models.ForeignKey("recapitulation.Run", on_delete=models.PROTECT, related_name="challenges")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    as_role = models.CharField(max_length=12)
    reason = models.CharField(max_length=500)
    picture = models.ForeignKey("documents.Attachment", on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    granted = models.BooleanField(null=True)
    answer = models.CharField(max_length=500, default="")
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["run_id", "pk"]
        constraints = [
            models.CheckConstraint(
                name="an_answered_challenge_says_how",
                condition=Q(granted=None, answer="", answered_by=None, answered_at=None)
                | (Q(granted__isnull=False, answered_by__isnull=False, answered_at__isnull=False) & ~Q(answer="")),
            ),
            models.UniqueConstraint(
                fields=["run", "person"], condition=Q(granted=None), name="one_open_challenge_per_person"
            ),
        ]
