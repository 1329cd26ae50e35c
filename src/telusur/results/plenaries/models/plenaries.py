from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Plenary(models.Model):
    """The plenary of one contest at one level in one place, or its repetition after a ruling.

    level: a key of `plenaries.level`. place: code of its territory, 0 for the nation. district: whose lists its form
    has, where lists differ by district. number: 1, and one more for each repetition, which `ground` orders; in_force:
    the last of them. minutes: number of its minutes. totals, gaps: the sum of its columns and what it lacks, from its
    final on. code: names its form to whoever checks the signed words on it. last_index: place of its last act in the
    log.
    """

    contest = models.ForeignKey("elections.Contest", on_delete=models.PROTECT, related_name="plenaries")
    level = models.CharField(max_length=12)
    place = models.BigIntegerField()
    district = models.ForeignKey("elections.ElectoralDistrict", on_delete=models.PROTECT, null=True)
    number = models.PositiveSmallIntegerField(default=1)
    in_force = models.BooleanField(default=True)
    ground = models.CharField(max_length=300, default="")
    state = models.CharField(max_length=12)
    minutes = models.CharField(max_length=120)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    totals = models.BinaryField(null=True)
    gaps = models.BinaryField(null=True)
    code = models.CharField(max_length=24, unique=True)
    last_index = models.BigIntegerField(default=-1)

    class Meta:
        ordering = ["contest_id", "place", "number"]
        indexes = [models.Index(fields=["contest", "level", "place"], name="plenaries_of_a_level")]
        constraints = [
            models.UniqueConstraint(
                fields=["contest", "level", "place", "district", "number"],
                name="one_plenary_per_number",
                nulls_distinct=False,
            ),
            models.UniqueConstraint(
                fields=["contest", "level", "place", "district"],
                condition=Q(in_force=True),
                name="one_plenary_is_in_force",
                nulls_distinct=False,
            ),
            models.CheckConstraint(name="a_repeated_plenary_says_why", condition=Q(number=1) | ~Q(ground="")),
            models.CheckConstraint(name="a_plenary_has_minutes", condition=~Q(minutes="")),
            models.CheckConstraint(
                name="a_final_has_its_sum",
                condition=Q(state__in=["reading", "proofed"]) | Q(totals__isnull=False, gaps__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level} {self.place}"


class Line(models.Model):
    """What a plenary says of one unit below: a polling station, or a place with its own D form.

    unit: its code. form, form_gaps: what its form said when it was read. said, said_gaps: what the plenary says. event:
    the place in the log of what the form rested on. below: the plenary whose form was read. reason: why numbers that
    break a rule of votes stand.
    """

    plenary = models.ForeignKey(Plenary, on_delete=models.PROTECT, related_name="lines", db_index=False)
    unit = models.BigIntegerField()
    form = models.BinaryField()
    form_gaps = models.BinaryField()
    said = models.BinaryField()
    said_gaps = models.BinaryField()
    moved = models.BigIntegerField(default=0)
    event = models.BigIntegerField()
    below = models.ForeignKey(Plenary, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=500, default="")
    read_at = models.DateTimeField()
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["plenary_id", "unit"]
        constraints = [models.UniqueConstraint(fields=["plenary", "unit"], name="a_unit_is_read_once")]


class Correction(models.Model):
    """That a plenary said other numbers of a unit: cells as {field: [before, after]} in words, why, and on what."""

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="corrections")
    cells = models.JSONField()
    reason = models.CharField(max_length=500)
    evidence = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    index = models.BigIntegerField()

    class Meta:
        ordering = ["line_id", "pk"]
        constraints = [models.CheckConstraint(name="a_correction_says_why", condition=~Q(reason="") & ~Q(evidence=""))]


class Objection(models.Model):
    """An objection in the room. unit: which it is about; None for the plenary as a whole.

    as_role: `elections.DutyRole`. answer: `states.Answer`, words: what was answered, public. carried_from: the same
    objection at the plenary below, which did not settle it.
    """

    plenary = models.ForeignKey(Plenary, on_delete=models.PROTECT, related_name="objections")
    unit = models.BigIntegerField(null=True)
    as_role = models.CharField(max_length=12)
    participant = models.ForeignKey("elections.Participant", on_delete=models.PROTECT, null=True)
    text = models.CharField(max_length=1000)
    answer = models.CharField(max_length=10, default="open")
    words = models.CharField(max_length=1000, default="")
    carried_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="carried_to")
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["plenary_id", "pk"]
        constraints = [
            models.CheckConstraint(
                name="an_answer_has_words",
                condition=Q(answer="open", words="", answered_at=None)
                | (~Q(answer="open") & ~Q(words="") & Q(answered_at__gte=F("raised_at"))),
            ),
            models.UniqueConstraint(fields=["plenary", "carried_from"], name="an_objection_is_carried_once"),
        ]
