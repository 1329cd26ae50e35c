from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import Exact

from ..rules.checks import bit
from ..rules.states import Standing

IMPOSSIBLE = bit("R12") | bit("R13")  # more votes than the station has, or than it can hold
ONLY_BY_PEOPLE = Exact(F("findings").bitand(IMPOSSIBLE), 0) | ~Q(
    votes__in=[int(Standing.IMPORTED), int(Standing.ENTERED)]
)


class Run(models.Model):
    """One run of a contest at a polling station: the vote, or its repetition. Exactly one is in force.

    values: the form as it stands, a vector of 32-bit integers, little end first, laid out by
    `elections.rules.layout`. votes, administration: `states.Standing` of the two blocks. findings: rules it breaks, as
    bits. flags: corrected, disputed, without a C form, added up. kind: a key of `elections.run_kind`. source_at: when
    the source says that its numbers are from. last_index: the place in the election's log of the last event that
    changed it. waits_for: `queue.Wait`, whom it waits for. weight: by how many thousandths of a vote totals may still
    move through it.
    """

    contest = models.ForeignKey("elections.Contest", on_delete=models.PROTECT, related_name="runs", db_index=False)
    station = models.ForeignKey("elections.Station", on_delete=models.PROTECT, related_name="runs")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    in_force = models.BooleanField()
    decision = models.CharField(max_length=200, default="")
    votes = models.PositiveSmallIntegerField()
    administration = models.PositiveSmallIntegerField()
    findings = models.PositiveIntegerField(default=0)
    flags = models.PositiveSmallIntegerField(default=0)
    values = models.BinaryField()
    source_at = models.DateTimeField(null=True)
    last_index = models.BigIntegerField()
    waits_for = models.PositiveSmallIntegerField(default=0)
    weight = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["contest_id", "station_id", "number"]
        indexes = [
            models.Index(
                fields=["contest", "-weight", "station"],
                condition=Q(in_force=True, waits_for__gt=0),
                name="runs_that_wait",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["contest", "station", "number"], name="one_run_per_number"),
            models.UniqueConstraint(
                fields=["contest", "station"], condition=Q(in_force=True), name="one_run_is_in_force"
            ),
            models.CheckConstraint(name="a_run_stands_somewhere", condition=Q(votes__lte=5, administration__lte=5)),
            models.CheckConstraint(name="impossible_votes_count_only_by_people", condition=ONLY_BY_PEOPLE),
        ]


class Event(models.Model):
    """What was done to the numbers of a polling station. The database refuses to change, delete or truncate it.

    index: its place in the log of the election, where the act of the same place says it to the world. in_force: whether
    it is what counts from then on, or only what arrived. values, votes, administration, findings, flags, run: how the
    form stands after it. salt opens the commitment of its act to the values. evidence: digest of the file it rests on.
    minutes: number of the minutes of the plenary that did it.
    """

    election = models.ForeignKey("elections.Election", on_delete=models.PROTECT, db_index=False)
    index = models.BigIntegerField()
    contest = models.ForeignKey("elections.Contest", on_delete=models.PROTECT, db_index=False)
    station = models.ForeignKey("elections.Station", on_delete=models.PROTECT, related_name="events", db_index=False)
    act = models.CharField(max_length=60)
    run = models.PositiveSmallIntegerField()
    in_force = models.BooleanField()
    values = models.BinaryField()
    votes = models.PositiveSmallIntegerField()
    administration = models.PositiveSmallIntegerField()
    findings = models.PositiveIntegerField()
    flags = models.PositiveSmallIntegerField()
    salt = models.CharField(max_length=32)
    reason = models.CharField(max_length=500, default="")
    evidence = models.CharField(max_length=200, default="")
    minutes = models.CharField(max_length=120, default="", db_default="")
    actor = models.CharField(max_length=80)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["election_id", "index"]
        constraints = [
            models.UniqueConstraint(fields=["election", "index"], name="one_event_per_place_in_the_log"),
            models.CheckConstraint(name="no_event_counts_impossible_votes_by_itself", condition=ONLY_BY_PEOPLE),
        ]
        indexes = [models.Index(fields=["station", "contest", "index"], name="events_of_a_station")]


class Device(models.Model):
    """What may send forms of an election from one territory: a tablet or program, known by a key that is shown once.

    key_digest: SHA-256 of its key. area: the place from which it may send; None for everywhere. revoked_at: from when
    it may not.
    """

    election = models.ForeignKey("elections.Election", on_delete=models.PROTECT, related_name="devices")
    area = models.ForeignKey("elections.Territory", on_delete=models.PROTECT, null=True)
    name = models.CharField(max_length=120)
    key_digest = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["election_id", "pk"]

    def __str__(self) -> str:
        return self.name


class Receipt(models.Model):
    """That a call was accepted, and what was answered: the same call again gets the same answer.

    key: what the caller named it by. digest: SHA-256 of its content, so that a key is not used for something else.
    """

    device = models.ForeignKey(Device, on_delete=models.PROTECT)
    key = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    answer = models.JSONField()
    received_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["device", "key"], name="one_receipt_per_call")]
