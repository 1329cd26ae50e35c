from __future__ import annotations

from django.db import models
from django.db.models import Q


class Determination(models.Model):
    """The seats of a council as a decree determined them. A later one takes its place after a ruling; both stay.

    rules: the ids of the rows of law by which it was counted. digest: SHA-256 of the votes and seats as they were
    counted, after corrections. base, needed: valid votes of the nation, and what a party needs of them, as a fraction.
    statement, entry: all of it as canonical JSON, and where the log of the council's election commits to that; empty
    and None where the council belongs to no election.
    """

    council = models.ForeignKey("seats.Council", on_delete=models.PROTECT, related_name="determinations")
    basis = models.OneToOneField("seats.Basis", on_delete=models.PROTECT, related_name="determination")
    number = models.PositiveSmallIntegerField()
    decree = models.CharField(max_length=160)
    decided_on = models.DateField()
    ruling = models.CharField(max_length=160, default="")
    method = models.CharField(max_length=20)
    threshold = models.CharField(max_length=20)
    rules = models.JSONField()
    base = models.BigIntegerField()
    needed = models.CharField(max_length=40)
    total_seats = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    determined_at = models.DateTimeField()
    determined_by = models.CharField(max_length=40)
    index = models.BigIntegerField()
    statement = models.TextField(default="")
    entry = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["council_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["council", "number"], name="one_determination_of_seats_per_number"),
            models.CheckConstraint(name="changed_seats_name_their_ruling", condition=Q(number=1) | ~Q(ruling="")),
            models.CheckConstraint(name="seats_have_a_decree", condition=~Q(decree="")),
            models.CheckConstraint(
                name="stated_seats_stand_in_the_election",
                condition=Q(statement="", entry=None) | (~Q(statement="") & Q(entry__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.decree


class Seat(models.Model):
    """One seat as it was determined, with the claim that won it.

    order: from the first seat of the district to the last. votes, divisor, claim: claim is votes over divisor, each a
    fraction as text; with a quota the divisor is empty. drawn: by which decision, where equals claimed it. candidate:
    number on the party's list, and own votes; None where no lists were taken. chosen: the decision between candidates.
    """

    determination = models.ForeignKey(Determination, on_delete=models.PROTECT, related_name="given")
    district = models.CharField(max_length=120)
    order = models.PositiveSmallIntegerField()
    party = models.CharField(max_length=120)
    votes = models.BigIntegerField()
    divisor = models.CharField(max_length=20)
    claim = models.CharField(max_length=60)
    drawn = models.ForeignKey("seats.TieDecision", on_delete=models.PROTECT, null=True, related_name="+")
    candidate = models.PositiveSmallIntegerField(null=True)
    candidate_name = models.CharField(max_length=200, default="")
    candidate_votes = models.BigIntegerField(null=True)
    chosen = models.ForeignKey("seats.TieDecision", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["determination_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["determination", "district", "order"], name="a_seat_is_given_once")
        ]
