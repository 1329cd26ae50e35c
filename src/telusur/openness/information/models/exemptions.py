from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..rules.exemptions import NEVER_IN_FORCE, Binding, Force, Ground, OpenedBy, Release
from .items import OPENED_BY_LABELS

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

GROUND_LABELS = {
    Ground.A: _("Pasal 17 huruf a: penegakan hukum"),
    Ground.B: _("Pasal 17 huruf b: kekayaan intelektual dan persaingan usaha"),
    Ground.C: _("Pasal 17 huruf c: pertahanan dan keamanan negara"),
    Ground.D: _("Pasal 17 huruf d: kekayaan alam"),
    Ground.E: _("Pasal 17 huruf e: ketahanan ekonomi nasional"),
    Ground.F: _("Pasal 17 huruf f: hubungan luar negeri"),
    Ground.G: _("Pasal 17 huruf g: akta autentik pribadi dan wasiat"),
    Ground.H: _("Pasal 17 huruf h: rahasia pribadi"),
    Ground.I: _("Pasal 17 huruf i: memorandum dan surat badan publik yang dirahasiakan"),
    Ground.J: _("Pasal 17 huruf j: dilarang undang-undang"),
}
FORCE_LABELS = {
    Force.PROPOSED: _("Menunggu orang kedua"),
    Force.DECLINED: _("Tidak diterima"),
    Force.IN_FORCE: _("Berlaku"),
    Force.ENDED: _("Berakhir"),
    Force.OPENED: _("Dibuka sebelum berakhir"),
    Force.REPLACED: _("Diganti penetapan baru"),
}
RELEASE_LABELS = {
    Release.WITHOUT_FILE: _("Belum ada berkas"),
    Release.AWAITING_RELEASE: _("Menunggu pemeriksaan rilis"),
    Release.RELEASED: _("Berkas dirilis"),
}
OPENS_A_PART = (OpenedBy.CONSENT, OpenedBy.PUBLIC_OFFICE, OpenedBy.OBJECTION, OpenedBy.RULING)
BINDING_LABELS = {
    Binding.ALL: _("Semua kantor KPU"),
    Binding.TERRITORY: _("Kantor yang menetapkan dan semua kantor di wilayahnya"),
    Binding.LISTED: _("Hanya kantor yang disebut keputusan"),
}


class DeterminationQuerySet(models.QuerySet["Determination"]):
    def stood(self) -> DeterminationQuerySet:
        """Those that are in force or once were; not what still waits for a second person, or what he declined."""
        return self.exclude(force__in=[force.value for force in NEVER_IN_FORCE])

    def in_force(self, *, on: date) -> DeterminationQuerySet:
        """Those that held on that day, also a day gone by."""
        begun = self.stood().filter(valid_from__lte=on).filter(Q(valid_until=None) | Q(valid_until__gt=on))
        return begun.filter(Q(ended_on=None) | Q(ended_on__gt=on))

    def excluded(self, *, on: date) -> DeterminationQuerySet:
        """Those that exclude something now: what has ended for its holder is no longer excluded anywhere."""
        return self.in_force(on=on).exclude(force__in=[Force.ENDED.value, Force.OPENED.value])

    def binding(self, *, office_id: int, scopes: Collection[str]) -> DeterminationQuerySet:
        """Those that bind an office. scopes: those that reach it (`rules.exemptions.scopes_over`)."""
        by_scope = Q(scope__in=list(scopes)) & ~Q(binds=Binding.LISTED.value)
        return self.filter(by_scope | Q(bound__pk=office_id)).distinct()


class Determination(models.Model):
    """A classification by decree (penetapan klasifikasi): what is excluded, on which ground, for whom and how long.

    Everything in it but `reasons` is written for the public. `office` decided, `holder` keeps the information. Periods
    are half-open: `valid_until` is the first day on which it is open. One out of a test stands as it is made; one that
    was taken over was entered by `decided_by` with the paper of its decree and stands once `confirmed_by` said so.
    `continues`: what excluded the same substance before it, so that a longest time counts on; `differs`: why the
    substance is another than that of what it resembles.
    """

    test = models.OneToOneField(
        "information.ConsequenceTest",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="determination",
    )
    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    # The level by which the office is competent; a trigger holds that it is the office's own.
    level = models.CharField(max_length=12)
    holder = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    grounds = ArrayField(models.CharField(max_length=1))
    statute = models.TextField()
    if_opened = models.TextField()
    if_closed = models.TextField()
    period = models.CharField(max_length=300)
    remark = models.TextField(default="", blank=True)
    reasons = models.TextField(default="", blank=True)
    tags = ArrayField(models.CharField(max_length=60), default=list, blank=True)

    decree_number = models.CharField(max_length=120)
    decree_on = models.DateField()
    decided_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    binds = models.CharField(max_length=10, choices=[(each.value, label) for each, label in BINDING_LABELS.items()])
    scope = models.CharField(max_length=13, default="", blank=True)
    bound = models.ManyToManyField("offices.Office", related_name="+", blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    force = models.CharField(
        max_length=10,
        default=Force.IN_FORCE.value,
        choices=[(force.value, label) for force, label in FORCE_LABELS.items()],
    )
    ended_on = models.DateField(null=True, blank=True)
    opened_by = models.CharField(
        max_length=14,
        default="",
        blank=True,
        choices=[(cause.value, label) for cause, label in OPENED_BY_LABELS.items()],
    )
    opened_reference = models.CharField(max_length=160, default="", blank=True)
    replaced_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaces")
    continues = models.ManyToManyField("self", symmetrical=False, related_name="continued_by", blank=True)
    differs = models.TextField(default="", blank=True)
    deadline = models.ForeignKey("clocks.Deadline", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    declared_at = models.DateTimeField(null=True, blank=True)
    registered_at = models.DateTimeField()
    # What is only known of one that was taken over.
    replacing = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    decline_reason = models.TextField(default="", blank=True)

    objects = DeterminationQuerySet.as_manager()

    class Meta:
        ordering = ["-decree_on", "-pk"]
        indexes = [
            models.Index(fields=["scope", "valid_from"], name="determinations_in_force", condition=Q(force="in_force")),
            models.Index(fields=["valid_until"], name="determinations_ending", condition=Q(force="in_force")),
        ]
        constraints = [
            models.CheckConstraint(
                name="determined_by_a_competent_office", condition=Q(level__in=["national", "province"])
            ),
            models.CheckConstraint(name="determination_names_its_decree", condition=~Q(decree_number="")),
            models.CheckConstraint(name="determination_has_a_ground", condition=~Q(grounds=[])),
            models.CheckConstraint(
                name="exclusion_ends_after_it_starts",
                condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")),
            ),
            models.CheckConstraint(
                name="binds_all_only_from_the_national_office",
                condition=~Q(binds="all") | Q(level="national", scope=""),
            ),
            models.CheckConstraint(
                name="binds_a_territory_by_its_code", condition=~Q(binds="territory") | ~Q(scope="")
            ),
            models.CheckConstraint(
                name="what_ended_names_its_day",
                condition=Q(force__in=["proposed", "declined", "in_force"], ended_on=None)
                | (~Q(force__in=["proposed", "declined", "in_force"]) & Q(ended_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="what_was_opened_names_why",
                condition=~Q(force__in=["ended", "opened"]) | ~Q(opened_by=""),
            ),
            models.CheckConstraint(
                name="in_force_by_a_test_or_a_second_person",
                condition=~Q(force="in_force") | Q(test__isnull=False) | Q(confirmed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="confirmed_by_somebody_else", condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("decided_by"))
            ),
            models.CheckConstraint(
                name="what_was_declined_says_why", condition=~Q(force="declined") | ~Q(decline_reason="")
            ),
            models.UniqueConstraint(
                name="one_determination_a_decree_and_title",
                fields=["office", "decree_number", "decree_on", "title"],
                condition=Q(force__in=["proposed", "in_force"]),
            ),
            models.CheckConstraint(
                name="what_was_replaced_names_by_what",
                condition=Q(force="replaced", replaced_by__isnull=False) | (~Q(force="replaced") & Q(replaced_by=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decree_number}: {self.title}"


class Disclosure(models.Model):
    """What opens something of a determination that goes on for all else: a written consent, a link with public
    office, an objection or a ruling on one request.

    reference: the request it was given for, as text. The paper itself is kept sealed; no name stands here. recorded_by
    is empty where a ruling became final by itself.
    """

    determination = models.ForeignKey(Determination, on_delete=models.PROTECT, related_name="disclosures")
    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    opened_by = models.CharField(
        max_length=14,
        choices=[(cause.value, OPENED_BY_LABELS[cause]) for cause in OPENS_A_PART],
    )
    what = models.TextField()
    reference = models.CharField(max_length=120, default="", blank=True)
    given_on = models.DateField()
    file = models.ForeignKey("documents.Attachment", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField()

    objects = models.Manager()

    class Meta:
        ordering = ["determination_id", "recorded_at", "pk"]
        indexes = [models.Index(fields=["reference"], name="disclosures_by_reference", condition=~Q(reference=""))]
        constraints = [
            models.CheckConstraint(
                name="disclosure_opens_a_part",
                condition=Q(opened_by__in=["consent", "public_office", "objection", "ruling"]),
            ),
            models.CheckConstraint(
                name="disclosure_of_pasal_18_names_its_officer",
                condition=~Q(opened_by__in=["consent", "public_office"]) | Q(recorded_by__isnull=False),
            ),
            models.CheckConstraint(
                name="consent_shows_its_paper", condition=~Q(opened_by="consent") | Q(file__isnull=False)
            ),
        ]


class Opening(models.Model):
    """How an entry of the list came to be open by law, and how far its file has come.

    reference: the determination, objection or ruling, as text. An entry opened by law is public from its first day;
    its file waits for the release check until `due_on`.
    """

    item = models.OneToOneField("information.InformationItem", on_delete=models.PROTECT, related_name="opening")
    determination = models.OneToOneField(
        Determination, on_delete=models.PROTECT, null=True, blank=True, related_name="opening"
    )
    cause = models.CharField(max_length=14, choices=[(cause.value, label) for cause, label in OPENED_BY_LABELS.items()])
    reference = models.CharField(max_length=160)
    release = models.CharField(
        max_length=18, choices=[(release.value, label) for release, label in RELEASE_LABELS.items()]
    )
    deadline = models.ForeignKey("clocks.Deadline", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField()
    opened_by_ref = models.CharField(max_length=40)
    released_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)
    release_reason = models.TextField(default="", blank=True)

    objects = models.Manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        indexes = [models.Index(fields=["due_on"], name="openings_waiting", condition=Q(release="awaiting_release"))]
        constraints = [
            models.CheckConstraint(name="opening_names_its_reference", condition=~Q(reference="")),
            models.CheckConstraint(
                name="release_names_an_officer",
                condition=~Q(release="released") | Q(released_by__isnull=False, released_at__isnull=False),
            ),
            models.CheckConstraint(
                name="file_held_back_has_a_day", condition=~Q(release="awaiting_release") | Q(due_on__isnull=False)
            ),
        ]
