from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from .rules.entries import Fact


class Head(models.Model):
    """The end of one log. Changed by the database's append function alone, which locks this row last."""

    log = models.CharField(max_length=80, primary_key=True)
    size = models.BigIntegerField()
    frontier = models.BinaryField()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["log"]


class Origin(models.Model):
    """The name under which the world knows one log. Given with its first act, whatever address is served later."""

    log = models.CharField(max_length=80, primary_key=True)
    origin = models.CharField(max_length=200)

    class Meta:
        ordering = ["log"]


class Act(models.Model):
    """One act in one log. Plain values, no foreign keys. The database refuses to change, delete or truncate it."""

    log = models.CharField(max_length=80)
    index = models.BigIntegerField()
    act = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=80)
    actor = models.CharField(max_length=80)
    facts_text = models.TextField()
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    salt = models.UUIDField()
    leaf = models.BinaryField()
    root = models.BinaryField()

    class Meta:
        ordering = ["log", "index"]
        constraints = [
            models.UniqueConstraint(fields=["log", "index"], name="one_act_per_place"),
            models.CheckConstraint(name="an_act_has_a_place", condition=models.Q(index__gte=0)),
        ]
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="acts_by_subject")]

    @property
    def facts(self) -> dict[str, Fact]:
        """The facts as they were given; what was hashed is `facts_text`."""
        return json.loads(self.facts_text)


class Checkpoint(models.Model):
    """A signed statement of how long a log was and what its root was. Append-only, like the acts."""

    log = models.CharField(max_length=80)
    size = models.BigIntegerField()
    root = models.BinaryField()
    frontier = models.BinaryField()
    origin = models.CharField(max_length=200)
    public_key = models.BinaryField()
    note = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["log", "size"]
        constraints = [models.UniqueConstraint(fields=["log", "size"], name="one_checkpoint_per_size")]
