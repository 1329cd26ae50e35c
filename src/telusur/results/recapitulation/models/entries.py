from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Entry(models.Model):
    """What one person typed from the form of a run. Nobody else sees it before it is held against another's.

    resolves: it settles a difference between two others, which its person saw. typed: cells as they were typed, by
    field. claimed_until: until when the run is this person's to type. turn: 1 or 2 as it was handed in, 3 where it
    resolves. values, salt, index: the numbers that were handed in, what opens their commitment, and its place in the
    log of the election. The database lets a person have one entry of a run, and a turn only once.
    """

    run = models.ForeignKey("recapitulation.Run", on_delete=models.PROTECT, related_name="entries", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    resolves = models.BooleanField(default=False)
    typed = models.JSONField(default=dict)
    opened_at = models.DateTimeField()
    saved_at = models.DateTimeField(null=True)
    claimed_until = models.DateTimeField()
    turn = models.PositiveSmallIntegerField(null=True)
    values = models.BinaryField(null=True)
    salt = models.CharField(max_length=32, default="")
    index = models.BigIntegerField(null=True)
    handed_in_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["run_id", "turn", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["run", "person"], name="one_entry_of_a_run_per_person"),
            models.UniqueConstraint(fields=["run", "turn"], name="one_entry_per_turn"),
            models.CheckConstraint(
                name="what_was_handed_in_is_whole",
                condition=Q(turn=None, values=None, index=None, handed_in_at=None)
                | Q(turn__isnull=False, values__isnull=False, index__isnull=False, handed_in_at__isnull=False),
            ),
            models.CheckConstraint(
                name="the_third_turn_resolves",
                condition=Q(turn=None) | Q(turn__lte=2, resolves=False) | Q(turn=3, resolves=True),
            ),
            models.CheckConstraint(name="a_claim_ends_after_it_began", condition=Q(claimed_until__gt=F("opened_at"))),
        ]
