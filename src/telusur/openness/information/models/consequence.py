from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..rules.consequence import Conclusion, Occasion, Participation, Side, Stage

if TYPE_CHECKING:
    from collections.abc import Collection

STAGE_LABELS = {
    Stage.PROPOSED: _("Diusulkan"),
    Stage.SENT_TO_PROVINCE: _("Dikirim ke KPU Provinsi"),
    Stage.TESTED_BY_PROVINCE: _("Diuji KPU Provinsi"),
    Stage.FORWARDED_TO_NATIONAL: _("Diteruskan ke KPU RI"),
    Stage.TESTED_BY_NATIONAL: _("Diuji KPU RI"),
    Stage.CONCLUDED: _("Disimpulkan, menunggu penetapan"),
    Stage.DETERMINED: _("Ditetapkan dikecualikan"),
    Stage.FOUND_OPEN: _("Ditetapkan terbuka"),
    Stage.COVERED: _("Memakai penetapan yang ada"),
    Stage.WITHDRAWN: pgettext_lazy("consequence test", "Ditarik"),
}
OCCASION_LABELS = {
    Occasion.BEFORE_REQUEST: _("Sebelum ada permohonan"),
    Occasion.ON_REQUEST: _("Karena ada permohonan"),
    Occasion.DURING_DISPUTE: _("Dalam sengketa, atas perintah majelis"),
}
CONCLUSION_LABELS = {
    Conclusion.EXEMPT: _("Dikecualikan"),
    Conclusion.OPEN: pgettext_lazy("conclusion", "Terbuka"),
}
SIDE_LABELS = {Side.OPENING: _("Untuk membuka"), Side.CLOSING: _("Untuk menutup")}
PARTICIPATION_LABELS = {
    Participation.UNIT: _("Unit yang menguasai"),
    Participation.CONSIDERATION: _("Tim pertimbangan"),
    Participation.EXPERT: _("Ahli"),
}


STEP_LABELS = {
    "a": _("Materi, sifat, dan lingkup"),
    "b": _("Bahaya"),
    "c": pgettext_lazy("consequence test", "Dasar hukum"),
    "d": _("Kepentingan publik"),
    "e": _("Menimbang"),
    "f": _("Kesimpulan"),
}
FIELD_LABELS = {
    "matter": _("Materi"),
    "nature": _("Sifat"),
    "scope": _("Lingkup"),
    "if_opened": _("Konsekuensi bila dibuka"),
    "if_closed": _("Konsekuensi bila ditutup"),
    "grounds": _("Alasan menurut Pasal 17"),
    "statute": pgettext_lazy("consequence test", "Dasar hukum"),
    "interest": _("Kepentingan publik"),
    "balance": _("Pertimbangan"),
    "conclusion": _("Kesimpulan"),
    "reasons": _("Alasan kesimpulan"),
}


class ConsequenceTestQuerySet(models.QuerySet["ConsequenceTest"]):
    def seen_by(self, office_id: int) -> ConsequenceTestQuerySet:
        """Those the office proposed, and those sent to it; nothing else of another office."""
        return self.filter(Q(office_id=office_id) | Q(passages__office_id=office_id)).distinct()

    def in_stages(self, stages: Collection[str]) -> ConsequenceTestQuerySet:
        return self.filter(stage__in=list(stages))


class ConsequenceTest(models.Model):
    """One consequence test (uji konsekuensi). `office` proposed it, `handler` has it now.

    A request or a dispute is named by its number as text: nothing of it moves when a test does.
    """

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("offices.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    handler = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=24, choices=[(stage.value, label) for stage, label in STAGE_LABELS.items()])
    version = models.PositiveIntegerField(default=1)

    title = models.CharField(max_length=300)
    description = models.TextField()
    grounds = ArrayField(models.CharField(max_length=1), default=list)
    statute = models.TextField(default="", blank=True)
    reason = models.TextField()
    tags = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    occasion = models.CharField(
        max_length=16, choices=[(occasion.value, label) for occasion, label in OCCASION_LABELS.items()]
    )
    reference = models.CharField(max_length=120, default="", blank=True)
    request_due_on = models.DateField(null=True, blank=True)
    # Why a new test was begun although determinations on the same substance were offered, and which.
    despite = models.TextField(default="", blank=True)
    offered = ArrayField(models.BigIntegerField(), default=list, blank=True)

    conclusion = models.CharField(
        max_length=8,
        default="",
        blank=True,
        choices=[(conclusion.value, label) for conclusion, label in CONCLUSION_LABELS.items()],
    )
    decree_number = models.CharField(max_length=120, default="", blank=True)
    decree_on = models.DateField(null=True, blank=True)
    covered_by = models.ForeignKey(
        "information.Determination", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    proposed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    stage_since = models.DateTimeField()
    begun_on = models.DateField(null=True, blank=True)
    remark = models.TextField(default="", blank=True)

    objects = ConsequenceTestQuerySet.as_manager()

    class Meta:
        ordering = ["-stage_since", "-pk"]
        indexes = [
            models.Index(fields=["office", "stage", "-stage_since"], name="tests_of_an_office"),
            models.Index(fields=["handler", "stage", "-stage_since"], name="tests_at_an_office"),
            models.Index(fields=["reference"], name="tests_by_reference", condition=~Q(reference="")),
        ]
        constraints = [
            models.CheckConstraint(
                name="test_on_an_occasion_names_it", condition=Q(occasion="before_request") | ~Q(reference="")
            ),
            models.CheckConstraint(
                name="test_is_covered_by_a_determination",
                condition=Q(stage="covered", covered_by__isnull=False) | (~Q(stage="covered") & Q(covered_by=None)),
            ),
            models.CheckConstraint(
                name="concluded_test_has_its_conclusion",
                condition=~Q(stage__in=["concluded", "determined", "found_open"]) | ~Q(conclusion=""),
            ),
            models.CheckConstraint(
                name="determined_test_was_concluded_exempt", condition=~Q(stage="determined") | Q(conclusion="exempt")
            ),
            models.CheckConstraint(
                name="test_found_open_was_concluded_open", condition=~Q(stage="found_open") | Q(conclusion="open")
            ),
            models.CheckConstraint(
                name="determined_test_names_its_decree",
                condition=~Q(stage__in=["determined", "found_open"])
                | (~Q(decree_number="") & Q(decree_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="test_under_way_has_begun",
                condition=~Q(
                    stage__in=["tested_by_province", "tested_by_national", "concluded", "determined", "found_open"]
                )
                | Q(begun_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Passage(models.Model):
    """A stay of a test at an office: it sees the test from then on."""

    test = models.ForeignKey(ConsequenceTest, on_delete=models.PROTECT, related_name="passages")
    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    arrived_at = models.DateTimeField()

    objects = models.Manager()

    class Meta:
        ordering = ["test_id", "arrived_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["test", "office"], name="one_passage_an_office")]


class StepRecord(models.Model):
    """What stands in one of the six steps of a test: texts by the names of its fields, and who saved them last."""

    test = models.ForeignKey(ConsequenceTest, on_delete=models.PROTECT, related_name="steps")
    letter = models.CharField(max_length=1)
    answers = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    objects = models.Manager()

    class Meta:
        ordering = ["test_id", "letter"]
        constraints = [models.UniqueConstraint(fields=["test", "letter"], name="one_record_a_step")]


class Participant(models.Model):
    """Somebody who takes part in a test: of the unit, of the tim pertimbangan, or an expert."""

    test = models.ForeignKey(ConsequenceTest, on_delete=models.PROTECT, related_name="participants")
    participation = models.CharField(
        max_length=14, choices=[(each.value, label) for each, label in PARTICIPATION_LABELS.items()]
    )
    name = models.CharField(max_length=120)
    function = models.CharField(max_length=160)
    added_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    objects = models.Manager()

    class Meta:
        ordering = ["test_id", "participation", "pk"]


class Argument(models.Model):
    """One argument in a test, for opening or for closing."""

    test = models.ForeignKey(ConsequenceTest, on_delete=models.PROTECT, related_name="arguments")
    side = models.CharField(max_length=8, choices=[(side.value, label) for side, label in SIDE_LABELS.items()])
    text = models.TextField()
    given_by = models.CharField(max_length=160)
    added_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    objects = models.Manager()

    class Meta:
        ordering = ["test_id", "side", "pk"]
        constraints = [models.CheckConstraint(name="argument_says_something", condition=~Q(text=""))]
