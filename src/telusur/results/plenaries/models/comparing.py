from __future__ import annotations

from django.db import models


class Compared(models.Model):
    """What the form of a polling station and the plenary say of one participant, as the public reads it.

    unit: code of the polling station, the first of those shown together; together: all of them, where they are folded.
    form, said: votes; None where nobody had read the form. gain: said less form, 0 where there was no form. reasons:
    why the plenary said otherwise.
    """

    contest = models.ForeignKey("elections.Contest", on_delete=models.PROTECT, related_name="+", db_index=False)
    regency = models.IntegerField()
    unit = models.BigIntegerField()
    together = models.CharField(max_length=400, default="")
    choice = models.PositiveSmallIntegerField()
    form = models.IntegerField(null=True)
    said = models.IntegerField()
    gain = models.IntegerField()
    reasons = models.TextField(default="")

    class Meta:
        ordering = ["contest_id", "-gain", "unit", "choice"]
        constraints = [models.UniqueConstraint(fields=["contest", "unit", "choice"], name="one_comparison_per_choice")]
        indexes = [
            models.Index(fields=["contest", "-gain", "unit", "choice"], name="comparisons_by_gain"),
            models.Index(fields=["contest", "regency"], name="comparisons_of_a_regency"),
        ]
