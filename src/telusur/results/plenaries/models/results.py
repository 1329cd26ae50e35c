from __future__ import annotations

from django.db import models
from django.db.models import Q


class Determination(models.Model):
    """A result as it was determined by a decision. The database refuses to change or delete it: it stays citable.

    number: 1, and one more for each result that takes the place of an earlier one, which ruling ordered. totals, gaps:
    the sum of the plenary it rests on. determined_at: when that was recorded; announced_at: when it was told to all.
    """

    plenary = models.OneToOneField("plenaries.Plenary", on_delete=models.PROTECT, related_name="determination")
    contest = models.ForeignKey("elections.Contest", on_delete=models.PROTECT, related_name="determinations")
    number = models.PositiveSmallIntegerField()
    decision = models.CharField(max_length=120)
    decided_on = models.DateField()
    ruling = models.CharField(max_length=300, default="")
    totals = models.BinaryField()
    gaps = models.BinaryField()
    determined_at = models.DateTimeField()
    announced_at = models.DateTimeField()
    index = models.BigIntegerField()

    class Meta:
        ordering = ["contest_id", "plenary__place", "number"]
        constraints = [
            models.CheckConstraint(name="a_changed_result_names_its_ruling", condition=Q(number=1) | ~Q(ruling=""))
        ]

    def __str__(self) -> str:
        return self.decision
