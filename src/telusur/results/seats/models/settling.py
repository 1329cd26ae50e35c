from __future__ import annotations

from django.db import models
from django.db.models import Q


class Correction(models.Model):
    """A cell that is read otherwise than the file has it. Of several for one cell the last is read; all of them stay.

    column: a party, or a column of the table of seats. was: as the file has it. source: on what it rests, public.
    """

    basis = models.ForeignKey("seats.Basis", on_delete=models.PROTECT, related_name="corrections")
    district = models.CharField(max_length=120)
    column = models.CharField(max_length=120)
    was = models.CharField(max_length=60)
    becomes = models.BigIntegerField()
    reason = models.CharField(max_length=500)
    source = models.CharField(max_length=300)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)
    index = models.BigIntegerField()

    class Meta:
        ordering = ["basis_id", "pk"]
        constraints = [
            models.CheckConstraint(
                name="a_correction_of_votes_says_why",
                condition=~Q(reason="") & ~Q(source="") & Q(becomes__gte=0),
            )
        ]


class TieDecision(models.Model):
    """Who of equals takes the seats, as a plenary decided it. It holds for this very tie; after a correction that
    changes the tie it stays to be read and decides nothing.

    party: empty for a tie of parties, whose names the claimants are; else the party whose candidates are equal, by
    their numbers. seats: how many were open. claim: the equal quotients or votes. minutes: of the plenary.
    """

    basis = models.ForeignKey("seats.Basis", on_delete=models.PROTECT, related_name="tie_decisions")
    district = models.CharField(max_length=120)
    party = models.CharField(max_length=120, default="")
    claimants = models.JSONField()
    seats = models.PositiveSmallIntegerField()
    claim = models.CharField(max_length=60)
    chosen = models.JSONField()
    ground = models.CharField(max_length=500)
    minutes = models.CharField(max_length=120)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)
    index = models.BigIntegerField()

    class Meta:
        ordering = ["basis_id", "pk"]
        constraints = [
            models.CheckConstraint(name="a_tie_is_decided_in_words", condition=~Q(ground="") & ~Q(minutes=""))
        ]


class CourtPaper(models.Model):
    """What the Constitutional Court told: that no case was registered, that one was, or what it ruled.

    kind: `rules.windows.PaperKind`. answers: the registered case that a ruling ends. changes: whether a ruling changes
    the votes or the seats.
    """

    council = models.ForeignKey("seats.Council", on_delete=models.PROTECT, related_name="court_papers")
    kind = models.CharField(max_length=12)
    number = models.CharField(max_length=160)
    dated_on = models.DateField()
    answers = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="ruling")
    changes = models.BooleanField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=40)
    index = models.BigIntegerField()

    class Meta:
        ordering = ["council_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["council", "kind", "number"], name="one_court_paper_per_number"),
            models.CheckConstraint(
                name="a_ruling_answers_a_case",
                condition=Q(kind="ruling", answers__isnull=False, changes__isnull=False)
                | (Q(kind__in=["clear", "registered"]) & Q(answers=None, changes=None)),
            ),
        ]
