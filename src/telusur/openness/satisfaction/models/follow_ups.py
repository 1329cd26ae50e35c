from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class FollowUp(models.Model):
    """What an office will do about a weak element, by whom and by when."""

    survey = models.ForeignKey("satisfaction.Survey", on_delete=models.PROTECT, related_name="follow_ups")
    element = models.CharField(max_length=2)
    action = models.TextField()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    planned_at = models.DateTimeField()
    result = models.TextField(default="", blank=True)
    done_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = models.Manager()

    class Meta:
        ordering = ["survey_id", "due_on", "pk"]
        constraints = [
            models.CheckConstraint(name="a_done_follow_up_says_what_came", condition=Q(done_on=None) | ~Q(result=""))
        ]
