from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .rules.access import Access, Audience, Clearance, Openness, Security
from .rules.redaction.geometry import WHOLE
from .rules.release.findings import FindingKind

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
CLEARANCE_LABELS = {
    Clearance.CLEAN: _("Diperiksa, bersih"),
    Clearance.DECIDED: _("Dilepas dengan alasan"),
    Clearance.ADDRESSED: _("Untuk penerimanya"),
    Clearance.EARLIER: _("Terbit sebelum ada pemeriksaan"),
}
AUDIENCE_LABELS = {Audience.PUBLIC: _("untuk umum"), Audience.RECIPIENT: _("untuk pemohonnya")}
FINDING_LABELS = {
    FindingKind.HIDDEN_SHEET: _("Lembar tersembunyi"),
    FindingKind.HIDDEN_ROW: _("Baris tersembunyi"),
    FindingKind.HIDDEN_COLUMN: _("Kolom tersembunyi"),
    FindingKind.PIVOT_CACHE: _("Data tabel pivot ikut tersimpan"),
    FindingKind.OUTSIDE_DATA: _("Sambungan ke data di luar berkas"),
    FindingKind.COMMENT: _("Komentar"),
    FindingKind.TRACKED_CHANGE: _("Perubahan yang dilacak"),
    FindingKind.EMBEDDED_FILE: _("Berkas lain di dalamnya"),
    FindingKind.METADATA: _("Keterangan tentang pembuatnya"),
    FindingKind.LOCATION: _("Tempat pengambilan gambar"),
    FindingKind.THUMBNAIL: _("Gambar kecil bawaan"),
    FindingKind.CROPPED_PICTURE: _("Bagian gambar yang dipotong masih ada"),
    FindingKind.COVERED_TEXT: _("Teks di balik bidang atau sewarna latarnya"),
    FindingKind.COVERED_PICTURE: _("Bagian gambar di balik bidang masih ada"),
    FindingKind.HIDDEN_TEXT: _("Teks tersembunyi"),
    FindingKind.HIDDEN_LAYER: _("Lapisan tersembunyi"),
    FindingKind.ANNOTATION: _("Catatan di halaman"),
    FindingKind.FORM_FIELD: _("Isian formulir"),
    FindingKind.EARLIER_VERSION: _("Versi sebelumnya masih tersimpan"),
    FindingKind.SCRIPT: _("Skrip atau perintah"),
    FindingKind.PICTURE_OF_TEXT: _("Gambar: isinya hanya dapat diperiksa dengan mata"),
    FindingKind.NIK: _("NIK"),
    FindingKind.KK: _("Nomor kartu keluarga"),
    FindingKind.NPWP: _("NPWP"),
    FindingKind.PHONE: _("Nomor telepon seluler"),
    FindingKind.EMAIL: _("Alamat surel"),
    FindingKind.UNREADABLE: _("Tidak dapat diperiksa"),
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
    # Why the release check let it out; empty: it did not, so nobody outside the office sees it.
    clearance = models.CharField(
        max_length=10, choices=[(key.value, label) for key, label in CLEARANCE_LABELS.items()], default="", blank=True
    )
    cleared_at = models.DateTimeField(null=True, blank=True)

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
                name="clearance_has_its_instant",
                condition=Q(clearance="", cleared_at=None) | (~Q(clearance="") & Q(cleared_at__isnull=False)),
            ),
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


# The release check


class CheckState(models.TextChoices):
    """What the release check of a document came to."""

    CLEAN = "clean", _("Bersih")
    FOUND = "found", _("Ada temuan")
    UNREADABLE = "unreadable", _("Tidak dapat diperiksa")


class ReleaseCheck(models.Model):
    """What a document holds beside what it shows. Looked for once, and again when more can be found (`version`)."""

    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="release_check")
    state = models.CharField(max_length=10, choices=CheckState.choices)
    version = models.PositiveIntegerField()
    checked_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.get_state_display()


class ReleaseFinding(models.Model):
    """One thing the check found, masked where it leads to a person. page 0: the file as a whole."""

    check_of = models.ForeignKey(ReleaseCheck, on_delete=models.CASCADE, related_name="findings")
    kind = models.CharField(max_length=20, choices=[(key.value, label) for key, label in FINDING_LABELS.items()])
    page = models.PositiveIntegerField(default=0)
    place = models.CharField(max_length=80, default="", blank=True)
    sample = models.CharField(max_length=80, default="", blank=True)
    count = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["check_of_id", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.page} {self.place}".strip()


class ReleaseDecision(models.Model):
    """An officer let a document pass despite what was found in it, and said why. It holds for one office."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="release_decisions")
    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=10, choices=[(key.value, label) for key, label in AUDIENCE_LABELS.items()])
    reason = models.CharField(max_length=500)
    version = models.PositiveIntegerField()
    decided_by = models.CharField(max_length=40)
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["document_id", "pk"]
        constraints = [models.CheckConstraint(name="release_has_a_reason", condition=~Q(reason=""))]

    def __str__(self) -> str:
        return self.reason


# Blackening


class RedactionState(models.TextChoices):
    """How far a blackened copy has come."""

    PREPARING = "preparing", _("Halaman sedang disiapkan")
    DRAWING = "drawing", _("Sedang ditandai")
    MAKING = "making", _("Salinan sedang dibuat")
    MADE = "made", _("Menunggu penetapan")
    CONFIRMED = "confirmed", _("Ditetapkan")
    ABANDONED = "abandoned", _("Dihentikan")
    FAILED = "failed", _("Tidak dapat dihitamkan")


OPEN_REDACTIONS = (RedactionState.PREPARING, RedactionState.DRAWING, RedactionState.MAKING, RedactionState.MADE)


class Redaction(models.Model):
    """The making of a blackened copy of one attachment. The original stays as it is, sealed if it was.

    names: of people whom the caller knows to be in the file; they and the words of its pages are forgotten with the
    end of the work. Pictures of pages and the copy, until it is confirmed, stand in the storage under `redaction/<id>`.
    """

    attachment = models.ForeignKey(Attachment, on_delete=models.CASCADE, related_name="redactions")
    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=RedactionState.choices, default=RedactionState.PREPARING)
    # [[code, label], …]
    grounds = models.JSONField(default=list)
    names = models.JSONField(default=list, blank=True)
    page_count = models.PositiveIntegerField(default=0)
    begun_by = models.CharField(max_length=40)
    begun_at = models.DateTimeField()
    # Why the last attempt came to nothing: a `Fault`, or "leak".
    failure = models.CharField(max_length=24, default="", blank=True)
    asked_by = models.CharField(max_length=40, default="", blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    copy_digest = models.CharField(max_length=64, default="", blank=True)
    # Pages on which a number or address that is blackened elsewhere can still be read.
    still_read_on = ArrayField(models.PositiveIntegerField(), default=list, blank=True)
    confirmed_by = models.CharField(max_length=40, default="", blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    result = models.ForeignKey(Attachment, on_delete=models.SET_NULL, null=True, blank=True, related_name="made_by")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_open_redaction",
                fields=["attachment"],
                condition=Q(state__in=["preparing", "drawing", "making", "made"]),
            ),
            models.CheckConstraint(
                name="redaction_is_confirmed_by_a_second",
                condition=Q(confirmed_by="") | ~Q(confirmed_by=models.F("asked_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attachment_id} ({self.state})"


class RedactionPage(models.Model):
    """A page of the original, ready to be drawn on: its size in points and the words an eye sees on it.

    words: [[text, left, top, right, bottom], …], in ten-thousandths of the shown page.
    """

    redaction = models.ForeignKey(Redaction, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField()
    width = models.FloatField()
    height = models.FloatField()
    words = models.JSONField(default=list)

    class Meta:
        ordering = ["redaction_id", "number"]
        constraints = [models.UniqueConstraint(fields=["redaction", "number"], name="one_redaction_page_per_number")]

    def __str__(self) -> str:
        return f"{self.redaction_id}/{self.number}"


class RedactedPassage(models.Model):
    """A box that is blackened, with its ground. batch: boxes drawn in one go, which are undone in one go."""

    redaction = models.ForeignKey(Redaction, on_delete=models.CASCADE, related_name="passages")
    page = models.PositiveIntegerField()
    left = models.PositiveIntegerField()
    top = models.PositiveIntegerField()
    right = models.PositiveIntegerField()
    bottom = models.PositiveIntegerField()
    # A value of `Identity`, "name", "words" or "box".
    kind = models.CharField(max_length=10)
    ground = models.CharField(max_length=60)
    ground_label = models.CharField(max_length=300)
    batch = models.PositiveIntegerField()
    drawn_by = models.CharField(max_length=40)
    drawn_at = models.DateTimeField()

    class Meta:
        ordering = ["redaction_id", "page", "top", "left", "pk"]
        constraints = [
            models.CheckConstraint(
                name="box_lies_on_its_page",
                condition=Q(
                    left__lt=models.F("right"), top__lt=models.F("bottom"), right__lte=WHOLE, bottom__lte=WHOLE
                ),
            ),
            models.CheckConstraint(name="passage_has_a_ground", condition=~Q(ground="") & ~Q(ground_label="")),
        ]

    def __str__(self) -> str:
        return f"{self.page}: {self.kind}"
