from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .rules import Step, Track

TRACK_LABELS = {Track.GENERAL: _("Jalur umum"), Track.ELECTION: _("Jalur pemilu")}
STEP_LABELS = {
    Step.COMPLETENESS: _("Pemeriksaan kelengkapan"),
    Step.APPLICANT_COMPLETES: _("Pemohon melengkapi berkas"),
    Step.ANSWER: _("Jawaban"),
    Step.EXTENDED_ANSWER: _("Jawaban setelah diperpanjang"),
    Step.OBJECTION_WINDOW: _("Waktu mengajukan keberatan"),
    Step.OBJECTION_REPLY: _("Tanggapan atas keberatan"),
    Step.DISPUTE_WINDOW: _("Waktu mengajukan sengketa"),
    Step.DISPUTE_START: _("Komisi Informasi mulai menangani sengketa"),
    Step.DISPUTE_SETTLEMENT: _("Komisi Informasi menyelesaikan sengketa"),
    Step.COURT_WINDOW: _("Waktu menggugat ke PTUN"),
    Step.CASSATION_WINDOW: _("Waktu mengajukan kasasi"),
    Step.CONFIRMATION: _("Penegasan informasi serta merta"),
    Step.DECLARE_OPEN: _("Pernyataan terbuka menjelang akhir pengecualian"),
    Step.RELEASE_CHECK: _("Pemeriksaan rilis berkas yang terbuka karena hukum"),
}


class StageDecree(models.Model):
    """A stage of an election as the national office decreed it. Rows are only added: of one key the last one counts."""

    key = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    scope = models.CharField(max_length=13, default="", blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField()
    called_off = models.BooleanField(default=False)
    decree_number = models.CharField(max_length=120)
    decree_on = models.DateField()
    actor = models.CharField(max_length=80)
    decreed_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="stage_ends_after_it_starts", condition=Q(valid_until__gt=F("valid_from"))),
            models.CheckConstraint(name="stage_names_its_decree", condition=~Q(decree_number="")),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.decree_number})"


class DeadlineQuerySet(models.QuerySet["Deadline"]):
    def open(self) -> DeadlineQuerySet:
        return self.filter(stopped_at=None)


class Deadline(models.Model):
    """A step that runs, or ran, until a date. It keeps what the date was computed from, so that it can be explained.

    `rule_id` is the rule of its last period, `rule_ids` every rule it was counted by, that of an extension included.
    `started_at` is when the event truly happened; `started_on` is day zero in the office's time zone. `label` is what
    officers call the case, never personal data. A stopped deadline stays, and is never changed again.
    """

    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=64)
    label = models.CharField(max_length=80, default="", blank=True)
    office_code = models.CharField(max_length=13)
    time_zone = models.CharField(max_length=32)
    track = models.CharField(max_length=12, choices=[(track.value, label) for track, label in TRACK_LABELS.items()])
    step = models.CharField(max_length=24, choices=[(step.value, label) for step, label in STEP_LABELS.items()])
    rule_id = models.CharField(max_length=120)
    rule_ids = models.JSONField(default=list, blank=True)
    readings = models.JSONField()
    started_at = models.DateTimeField()
    started_on = models.DateField()
    completed_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.TimeField(null=True, blank=True)
    calendar_version = models.PositiveIntegerField()
    due_on = models.DateField()
    due_if_extended = models.DateField(null=True, blank=True)
    extended_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    moved_at = models.DateTimeField(null=True, blank=True)
    moved_from = models.DateField(null=True, blank=True)
    moved_because = models.CharField(max_length=500, default="", blank=True)
    task = models.CharField(max_length=80, default="", blank=True)

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_running_clock_per_step",
                fields=["subject_kind", "subject_id", "step"],
                condition=Q(stopped_at=None),
            ),
            models.CheckConstraint(
                name="extension_is_later",
                condition=Q(due_if_extended=None) | Q(due_if_extended__gt=F("due_on")),
            ),
        ]
        indexes = [
            models.Index(name="open_deadlines", fields=["office_code", "due_on"], condition=Q(stopped_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.label or self.subject_id} · {self.step} · {self.due_on}"
