from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class AlarmsTold(models.Model):
    """How far a person has been told of alarms at an election: up to which place of its log, and on which day last."""

    election = models.ForeignKey("elections.Election", on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    index = models.BigIntegerField()
    on = models.DateField()

    class Meta:
        ordering = ["election_id", "person_id"]
        constraints = [
            models.UniqueConstraint(fields=["election", "person"], name="alarms_are_told_to_a_person_in_turn"),
            models.CheckConstraint(condition=Q(index__gte=0), name="an_alarm_stands_in_the_log"),
        ]
