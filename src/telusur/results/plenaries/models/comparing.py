from __future__ import annotations

from django.db import models


class Compared(models.Model):
    """What the form of a polling station and the plenary say of one participant, as the public reads it.

    unit: code of the polling station, the first of those shown together; together: all of them, where they are folded.
    form, said: votes; None where nobody had read the form, or it is too small to be shown alone. gain: said less form,
    None where there is no form to compare with. reasons: why the plenary said otherwise. candidate: empty for the
    participant as a whole; of a list a candidate's number, 0 for the party alone, only where the two differ.
    """

    contest = models.ForeignKey("elections.Contest", on_delete=models.PROTECT, related_name="+", db_index=False)
    regency = models.IntegerField()
    unit = models.BigIntegerField()
    together = models.CharField(max_length=400, default="")
    choice = models.PositiveSmallIntegerField()
    candidate = models.PositiveSmallIntegerField(null=True)
    form = models.IntegerField(null=True)
    said = models.IntegerField()
    gain = models.IntegerField(null=True)
    reasons = models.TextField(default="")

    class Meta:
        ordering = ["contest_id", models.F("gain").desc(nulls_last=True), "unit", "choice", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contest", "unit", "choice", "candidate"],
                name="one_comparison_per_choice",
                nulls_distinct=False,
            )
        ]
        indexes = [
            models.Index(
                "contest", models.F("gain").desc(nulls_last=True), "unit", "choice", name="comparisons_by_gain"
            ),
            models.Index(fields=["contest", "regency"], name="comparisons_of_a_regency"),
        ]
