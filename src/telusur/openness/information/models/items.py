from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..rules.entries import Form, InformationClass
from ..rules.exemptions import OpenedBy
from ..rules.states import PUBLIC_STATES, State

CLASS_LABELS = {
    InformationClass.PERIODIC: _("Berkala"),
    InformationClass.IMMEDIATE: _("Serta merta"),
    InformationClass.ANYTIME: _("Setiap saat"),
}
FORM_LABELS = {
    Form.SOFTCOPY: _("Softcopy"),
    Form.HARDCOPY: _("Hardcopy"),
    Form.BOTH: _("Softcopy dan hardcopy"),
}
STATE_LABELS = {
    State.DRAFT: _("Draf"),
    State.PROPOSED: _("Menunggu persetujuan"),
    State.ANNOUNCED: _("Terbit, menunggu penegasan"),
    State.PUBLISHED: _("Terbit"),
    State.WITHDRAWN: _("Ditarik"),
    State.DISCARDED: _("Dibuang"),
}
OPENED_BY_LABELS = {
    OpenedBy.EXPIRY: _("Masa pengecualian berakhir"),
    OpenedBy.CONSENT: _("Persetujuan tertulis (Pasal 18 ayat (2))"),
    OpenedBy.PUBLIC_OFFICE: _("Kaitan dengan jabatan publik (Pasal 18 ayat (2))"),
    OpenedBy.TEST: _("Uji konsekuensi menyimpulkan terbuka"),
    OpenedBy.OBJECTION: _("Keputusan keberatan"),
    OpenedBy.RULING: _("Putusan sengketa"),
}
MEDIA_LABELS = {
    "pdf": "PDF",
    "text": _("Dokumen teks"),
    "table": _("Lembar kerja"),
    "image": _("Gambar"),
    "link": _("Tautan"),
    "paper": _("Hanya di meja layanan"),
}


class InformationItemQuerySet(models.QuerySet["InformationItem"]):
    def shown(self) -> InformationItemQuerySet:
        return self.filter(state__in=[state.value for state in PUBLIC_STATES])

    def of_office(self, office_id: int | None) -> InformationItemQuerySet:
        return self if office_id is None else self.filter(office_id=office_id)

    def kept(self) -> InformationItemQuerySet:
        return self.exclude(state=State.DISCARDED.value)


class PublicItems(models.Manager.from_queryset(InformationItemQuerySet)):  # type: ignore[misc]
    def get_queryset(self) -> InformationItemQuerySet:
        return super().get_queryset().shown()


class InformationItem(models.Model):
    """One entry of an office's list of public information (DIP). `public` is what everybody may see."""

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("offices.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    number = models.CharField(max_length=40, default="", blank=True)
    year = models.PositiveSmallIntegerField(validators=[MinValueValidator(1945), MaxValueValidator(2200)])
    title = models.CharField(max_length=300)
    summary = models.TextField(default="", blank=True)
    information_class = models.CharField(
        max_length=12, choices=[(value.value, label) for value, label in CLASS_LABELS.items()]
    )
    holder = models.CharField(max_length=200, default="", blank=True)
    responsible = models.CharField(max_length=200, default="", blank=True)
    made = models.CharField(max_length=10, default="", blank=True)
    made_place = models.CharField(max_length=120, default="", blank=True)
    form = models.CharField(
        max_length=10,
        default=Form.SOFTCOPY.value,
        choices=[(value.value, label) for value, label in FORM_LABELS.items()],
    )
    retention = models.CharField(max_length=120, default="", blank=True)
    tags = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    link = models.URLField(max_length=500, default="", blank=True)
    event = models.TextField(default="", blank=True)
    event_at = models.DateTimeField(null=True, blank=True)
    review_by = models.DateField(null=True, blank=True)
    media = models.CharField(max_length=8, default="paper", choices=list(MEDIA_LABELS.items()))

    state = models.CharField(
        max_length=12,
        default=State.DRAFT.value,
        choices=[(value.value, label) for value, label in STATE_LABELS.items()],
    )
    entered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    entered_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    proposed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    proposed_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    confirm_by = models.DateField(null=True, blank=True)
    deadline = models.ForeignKey("clocks.Deadline", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    return_reason = models.TextField(default="", blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawal_reason = models.TextField(default="", blank=True)
    # What made the entry open by law; it stands without a second person's approval then.
    opened_by = models.CharField(
        max_length=14,
        default="",
        blank=True,
        choices=[(cause.value, label) for cause, label in OPENED_BY_LABELS.items()],
    )

    public = PublicItems()
    everything = models.Manager.from_queryset(InformationItemQuerySet)()

    class Meta:
        default_manager_name = "everything"
        base_manager_name = "everything"
        ordering = ["-published_at", "-pk"]
        indexes = [
            models.Index(fields=["office", "state", "-changed_at"], name="information_desk"),
            models.Index(
                fields=["office", "-published_at", "-id"],
                name="information_shown_office",
                condition=Q(state__in=["announced", "published"]),
            ),
            models.Index(
                fields=["-published_at", "-id"],
                name="information_shown",
                condition=Q(state__in=["announced", "published"]),
            ),
            models.Index(
                fields=["review_by"], name="information_review", condition=Q(state__in=["announced", "published"])
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "year", "number"], name="one_entry_per_number", condition=~Q(number="")
            ),
            models.CheckConstraint(
                name="approver_is_a_second_person",
                condition=Q(approved_by=None) | ~Q(approved_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="published_names_two_people",
                condition=~Q(state=State.PUBLISHED.value)
                | Q(published_at__isnull=False) & ~Q(opened_by="")
                | Q(proposed_by__isnull=False, approved_by__isnull=False, published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="opened_by_law_is_anytime",
                condition=Q(opened_by="") | Q(information_class=InformationClass.ANYTIME.value),
            ),
            models.CheckConstraint(
                name="announced_names_who_and_until_when",
                condition=~Q(state=State.ANNOUNCED.value)
                | Q(proposed_by__isnull=False, published_at__isnull=False, confirm_by__isnull=False),
            ),
            models.CheckConstraint(
                name="immediate_has_event_and_time",
                condition=~Q(information_class=InformationClass.IMMEDIATE.value, state__in=["announced", "published"])
                | (~Q(event="") & Q(event_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="withdrawn_says_why",
                condition=~Q(state=State.WITHDRAWN.value) | (~Q(withdrawal_reason="") & Q(withdrawn_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="made_is_iso_text", condition=Q(made="") | Q(made__regex=r"^\d{4}(-\d{2}(-\d{2})?)?$")
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def slug(self) -> str:
        return slugify(self.title)[:80].strip("-") or "informasi"


class RevisionState(models.TextChoices):
    PENDING = "pending", _("Menunggu persetujuan")
    ACCEPTED = "accepted", pgettext_lazy("review", "Diterima")
    RETURNED = "returned", _("Dikembalikan")


class Revision(models.Model):
    """A change of what is published: other words, a new version of a file, or both. It counts when somebody else
    accepts it; what stood before stays readable."""

    item = models.ForeignKey(InformationItem, on_delete=models.PROTECT, related_name="revisions")
    reason = models.TextField()
    # Fields of the entry with their values before and after, as text the ledger's digests can be checked against.
    changes = models.JSONField(default=dict)
    file = models.ForeignKey("documents.Attachment", on_delete=models.PROTECT, null=True, related_name="+")
    replaces = models.ForeignKey("documents.Attachment", on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=RevisionState.choices, default=RevisionState.PENDING)
    proposed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    return_reason = models.TextField(default="", blank=True)

    objects = models.Manager()

    class Meta:
        ordering = ["item_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["item"], condition=Q(state="pending"), name="one_revision_at_a_time"),
            models.CheckConstraint(
                name="revision_is_accepted_by_a_second_person",
                condition=~Q(state="accepted") | (Q(decided_by__isnull=False) & ~Q(decided_by=F("proposed_by"))),
            ),
        ]


class RegisterCounter(models.Model):
    """The last number given in an office's list of one year. Rows are only changed by one upsert, without gaps."""

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "year"], name="one_register_counter")]


class SearchEntry(models.Model):
    """What the search reads: only entries that are shown, narrow on purpose. It can be rebuilt from the register."""

    item = models.OneToOneField(InformationItem, on_delete=models.CASCADE, primary_key=True, related_name="+")
    office = models.ForeignKey("offices.Office", on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey("offices.Unit", on_delete=models.CASCADE, null=True, related_name="+", db_index=False)
    information_class = models.CharField(max_length=12)
    year = models.PositiveSmallIntegerField()
    media = models.CharField(max_length=8)
    published_at = models.DateTimeField()
    title_vector = SearchVectorField()
    body_vector = SearchVectorField()

    objects = models.Manager()

    class Meta:
        indexes = [
            GinIndex(fields=["title_vector"], name="search_title"),
            GinIndex(fields=["body_vector"], name="search_body"),
            models.Index(fields=["-published_at", "-item"], name="search_newest"),
        ]


class SearchPage(models.Model):
    """One page (or sheet) of a file that is shown, for passages and for proving phrases."""

    entry = models.ForeignKey(SearchEntry, on_delete=models.CASCADE, related_name="pages")
    attachment_id = models.BigIntegerField()
    number = models.PositiveIntegerField()
    label = models.CharField(max_length=120, default="")
    text = models.TextField()
    vector = SearchVectorField()

    objects = models.Manager()

    class Meta:
        ordering = ["entry_id", "attachment_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "attachment_id", "number"], name="one_search_page"),
        ]
