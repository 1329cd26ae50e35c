from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .rules.signatures import Port, Trust

PORT_LABELS = {
    Port.NONE: _("Nama dan kode QR saja"),
    Port.UPLOAD: _("Unggah PDF yang sudah ditandatangani secara elektronik"),
    Port.SERVICE: _("Layanan tanda tangan elektronik yang dihubungkan"),
}
TRUST_LABELS = {
    Trust.TRUSTED: _("Sertifikat dipercaya"),
    Trust.UNKNOWN: _("Penerbit sertifikat tidak dikenal"),
    Trust.DOUBTFUL: _("Sertifikat tidak berlaku"),
}


class LetterSettings(models.Model):
    """An office's letterhead, numbering and way of signing; without a row, its name, address and the defaults."""

    office = models.OneToOneField("offices.Office", on_delete=models.PROTECT)
    lines = ArrayField(models.CharField(max_length=120), default=list)
    city = models.CharField(max_length=60, default="")
    pattern = models.CharField(max_length=120)
    unit_code = models.CharField(max_length=30, default="", blank=True)
    logo = models.ForeignKey("documents.Document", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    port = models.CharField(
        max_length=8, choices=[(port.value, label) for port, label in PORT_LABELS.items()], default=Port.NONE
    )


class LetterCounter(models.Model):
    """The last number given, per office and year. Numbers leave no gaps: the row is locked with the letter's insert."""

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "year"], name="one_letter_counter_a_year")]


class Letter(models.Model):
    """An issued letter: its number, its bytes' digest and the code that confirms both to a third party.

    `document` and `digest` are the letter as we wrote it; `attachment` is what goes out: that, or its signed copy.
    """

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=160)
    template = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    document = models.ForeignKey("documents.Document", on_delete=models.PROTECT, related_name="+")
    attachment = models.ForeignKey("documents.Attachment", on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    code = models.CharField(max_length=24, unique=True)
    signer_ref = models.CharField(max_length=40)
    signed_as = models.CharField(max_length=400, default="", blank=True)
    issued_at = models.DateTimeField()

    class Meta:
        ordering = ["-issued_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["office", "number"], name="one_letter_per_number")]
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="letters_of_a_subject")]

    def __str__(self) -> str:
        return self.number


class Signature(models.Model):
    """An electronic signature on a letter, as it was found when the file came: who, when, trusted or not.

    The newest of a letter counts; earlier ones stay. `digest`: of the signed file, which begins with our bytes.
    """

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="signatures")
    attachment = models.ForeignKey("documents.Attachment", on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    signer = models.CharField(max_length=300)
    issuer = models.CharField(max_length=300)
    fingerprint = models.CharField(max_length=64)
    signed_at = models.DateTimeField(null=True, blank=True)
    trust = models.CharField(max_length=8, choices=[(trust.value, label) for trust, label in TRUST_LABELS.items()])
    port = models.CharField(max_length=8, choices=[(port.value, label) for port, label in PORT_LABELS.items()])
    kept_at = models.DateTimeField()
    kept_by = models.CharField(max_length=40)

    objects = models.Manager()

    class Meta:
        ordering = ["letter_id", "pk"]
        constraints = [
            models.CheckConstraint(name="signature_digest_is_sha256", condition=Q(digest__regex=r"^[0-9a-f]{64}$")),
        ]

    def __str__(self) -> str:
        return self.signer


class AnswerTemplate(models.Model):
    """Words an office keeps for one passage of one kind of letter (templat jawaban). Its versions hold them."""

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    template = models.CharField(max_length=40)
    passage = models.CharField(max_length=12)
    title = models.CharField(max_length=120)
    body = models.TextField()
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=40)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager()

    class Meta:
        ordering = ["office_id", "template", "passage", "title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "template", "passage", "title"],
                name="one_template_per_title",
                condition=Q(retired_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class AnswerTemplateVersion(models.Model):
    """How a template read at one of its versions. Rows are added, never changed."""

    template = models.ForeignKey(AnswerTemplate, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    body = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=40)

    objects = models.Manager()

    class Meta:
        ordering = ["template_id", "-number"]
        constraints = [models.UniqueConstraint(fields=["template", "number"], name="one_version_per_number")]


class DraftPassage(models.Model):
    """What an officer wrote for one passage of a letter that is not signed yet."""

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    template = models.CharField(max_length=40)
    passage = models.CharField(max_length=12)
    text = models.TextField(blank=True)
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=40)

    objects = models.Manager()

    class Meta:
        ordering = ["subject_kind", "subject_id", "template", "passage"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "subject_kind", "subject_id", "template", "passage"], name="one_text_per_passage"
            ),
        ]
