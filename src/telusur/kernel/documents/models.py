from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .rules.access import Access, Openness, Security

ACCESS_LABELS = {
    Access.PUBLIC: _("Terbuka untuk umum"),
    Access.OFFICERS: _("Untuk petugas yang berhak"),
    Access.SEALED: _("Disegel"),
}
OPENNESS_LABELS = {
    Openness.OPEN: _("Terbuka"),
    Openness.EXCLUDED: _("Dikecualikan"),
    Openness.UNKNOWN: _("Belum diklasifikasi"),
}
SECURITY_LABELS = {
    Security.ORDINARY: _("Biasa"),
    Security.RESTRICTED: _("Terbatas"),
    Security.SECRET: _("Rahasia"),
    Security.TOP_SECRET: _("Sangat rahasia"),
    Security.UNKNOWN: _("Belum diklasifikasi"),
}


class Reading(models.TextChoices):
    """How far the machine has read a document."""

    WAITING = "waiting", _("Sedang dibaca")
    READ = "read", _("Terbaca mesin")
    WITHOUT_TEXT = "without_text", _("Belum terbaca mesin")
    FAILED = "failed", _("Tidak dapat dibaca")


class Document(models.Model):
    """Bytes under their SHA-256, of one type. Bytes under an id never change; a trigger holds it."""

    digest = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    extension = models.CharField(max_length=8)
    stored_at = models.DateTimeField()
    # What stands inside and may surprise a reader: javascript, launch, embedded_files.
    flags = ArrayField(models.CharField(max_length=24), default=list, blank=True)
    state = models.CharField(max_length=12, choices=Reading.choices, default=Reading.WAITING)
    page_count = models.PositiveIntegerField(null=True, blank=True)
    preview = models.CharField(max_length=120, default="", blank=True)
    # The first rows of each sheet: [{"name": …, "rows": [[…], …]}, …].
    table = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["digest", "media_type"], name="same_bytes_are_kept_once"),
            models.CheckConstraint(name="digest_is_sha256", condition=Q(digest__regex=r"^[0-9a-f]{64}$")),
            models.CheckConstraint(name="document_is_not_empty", condition=Q(size__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.digest[:12]}.{self.extension}"


class DocumentPage(models.Model):
    """A page of a PDF, or a sheet of a spreadsheet; anything else is one page."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120, default="", blank=True)
    text = models.TextField(default="", blank=True)
    picture = models.CharField(max_length=120, default="", blank=True)

    class Meta:
        ordering = ["document_id", "number"]
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="one_page_per_number")]


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def current(self) -> AttachmentQuerySet:
        """Those neither withdrawn nor replaced by a later version."""
        return self.filter(withdrawn_at=None, replaced_by=None)


class Attachment(models.Model):
    """A document at a thing of some room, with the rules of who may see it there, as one version of it.

    The same bytes may hang at many things. Addresses name attachments, never digests.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="attachments")
    thing_kind = models.CharField(max_length=40)
    thing_id = models.CharField(max_length=40)
    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    name = models.CharField(max_length=120)

    access = models.CharField(max_length=8, choices=[(key.value, label) for key, label in ACCESS_LABELS.items()])
    permission = models.CharField(max_length=60, default="", blank=True)
    openness = models.CharField(max_length=8, choices=[(key.value, label) for key, label in OPENNESS_LABELS.items()])
    security = models.CharField(max_length=10, choices=[(key.value, label) for key, label in SECURITY_LABELS.items()])
    personal_data = models.BooleanField(null=True)
    embargo_until = models.DateTimeField(null=True, blank=True)
    withheld_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    version = models.PositiveIntegerField(default=1)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    represents_on = models.DateField(null=True, blank=True)
    received_at = models.DateTimeField()
    valid_until = models.DateField(null=True, blank=True)

    attached_at = models.DateTimeField()
    attached_by = models.CharField(max_length=40)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["thing_kind", "thing_id", "pk"]
        indexes = [models.Index(fields=["thing_kind", "thing_id"], name="attachment_thing")]
        constraints = [
            models.CheckConstraint(name="access_is_known", condition=Q(access__in=[key.value for key in Access])),
            models.CheckConstraint(
                name="officers_are_named_by_a_permission", condition=~Q(access="officers") | ~Q(permission="")
            ),
            models.CheckConstraint(
                name="first_version_replaces_nothing",
                condition=Q(version=1, replaces=None) | Q(version__gt=1, replaces__isnull=False),
            ),
            models.CheckConstraint(
                name="validity_ends_after_it_represents",
                condition=Q(valid_until=None) | Q(represents_on=None) | Q(valid_until__gt=models.F("represents_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class LegalHold(models.Model):
    """An order that a thing's documents be kept, whatever their retention says. `document` names one document."""

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    thing_kind = models.CharField(max_length=40)
    thing_id = models.CharField(max_length=40)
    decree = models.CharField(max_length=120)
    placed_at = models.DateTimeField()
    placed_by = models.CharField(max_length=40)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.CharField(max_length=40, default="", blank=True)

    class Meta:
        ordering = ["office_id", "pk"]
        indexes = [
            models.Index(fields=["thing_kind", "thing_id"], name="hold_in_force", condition=Q(lifted_at=None)),
        ]
        constraints = [
            models.CheckConstraint(
                name="hold_is_lifted_by_someone",
                condition=Q(lifted_at=None, lifted_by="") | (Q(lifted_at__isnull=False) & ~Q(lifted_by="")),
            ),
        ]
