"""The report of a year: its way, its editions, the officers' words, to whom it went; and the half-yearly summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from . import labels

if TYPE_CHECKING:
    from typing import Self


class ReportQuerySet(models.QuerySet["AnnualReport"]):
    def of_office(self, office_id: int) -> Self:
        return self.filter(office_id=office_id)

    def unsent(self) -> Self:
        return self.exclude(state="sent")


class AnnualReport(models.Model):
    """The report of one office on one year. `edition`: the number of the edition that is worked on or stands."""

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=list(labels.STATES.items()))
    state_since = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    edition = models.PositiveSmallIntegerField(default=1)
    due_on = models.DateField()
    rule_id = models.CharField(max_length=120)
    begun_at = models.DateTimeField()
    first_published_at = models.DateTimeField(null=True, blank=True)
    item_id = models.BigIntegerField(null=True, blank=True)

    everything = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["office_id", "-year"]
        base_manager_name = "everything"
        default_manager_name = "everything"
        constraints = [models.UniqueConstraint(fields=["office", "year"], name="one_report_a_year")]

    def __str__(self) -> str:
        return f"{self.office_id}/{self.year}"


class Edition(models.Model):
    """What was written from one freezing of the register. A freezing again begins the next; none is overwritten.

    `downloads`: [title, times] of each file, counted at the freezing.
    `kept`: what the office kept and how it was called, as the check fixed it; empty while it may still change.
    `content_digest`: of everything that the report says, as it was signed.
    """

    report = models.ForeignKey(AnnualReport, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    frozen = models.ForeignKey("figures.FrozenSet", on_delete=models.PROTECT, related_name="+")
    frozen_on = models.DateField()
    frozen_at = models.DateTimeField()
    frozen_by = models.CharField(max_length=40)
    reason = models.TextField(default="", blank=True)
    downloads = models.JSONField(default=list, blank=True)

    kept = models.JSONField(null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.CharField(max_length=40, default="", blank=True)

    content_digest = models.CharField(max_length=64, default="", blank=True)
    signed_on = models.DateField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.CharField(max_length=40, default="", blank=True)
    signer_name = models.CharField(max_length=120, default="", blank=True)
    signer_post = models.CharField(max_length=160, default="", blank=True)
    letter = models.ForeignKey("letters.Letter", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    published_at = models.DateTimeField(null=True, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager()

    class Meta:
        ordering = ["report_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="one_edition_a_number"),
            models.CheckConstraint(
                name="a_checked_edition_holds_what_was_kept",
                condition=Q(checked_at=None, kept=None) | Q(checked_at__isnull=False, kept__isnull=False),
            ),
            models.CheckConstraint(
                name="a_signed_edition_was_checked_and_names_its_signer",
                condition=Q(signed_at=None)
                | (Q(checked_at__isnull=False, signed_on__isnull=False) & ~Q(signer_name="") & ~Q(content_digest="")),
            ),
            models.CheckConstraint(
                name="a_published_edition_was_signed", condition=Q(published_at=None) | Q(signed_at__isnull=False)
            ),
            models.CheckConstraint(
                name="signed_after_the_freezing", condition=Q(signed_on=None) | Q(signed_on__gte=F("frozen_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}.{self.number}"


class RegisterCopy(models.Model):
    """The rows of the register as an edition was frozen from them, in public columns: what its annex is printed from.

    columns: [label, width] each. lines: the cells of each row, as `rules.register_annex.as_lines` writes them.
    """

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="register", primary_key=True)
    columns = models.JSONField()
    lines = models.JSONField()
    count = models.PositiveIntegerField()

    objects = models.Manager()

    def __str__(self) -> str:
        return f"{self.edition_id}: {self.count}"


class ListCopy(models.Model):
    """The list of public information as it stood on the day of an edition's freezing, its columns' names first."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="list", primary_key=True)
    rows = models.JSONField()

    objects = models.Manager()

    def __str__(self) -> str:
        return str(self.edition_id)


class Composition(models.Model):
    """A checked report as it was composed, by `rules.written`: the page, the papers and the signature speak of this."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="composition", primary_key=True)
    content = models.JSONField()

    objects = models.Manager()

    def __str__(self) -> str:
        return str(self.edition_id)


class DrawnInfographic(models.Model):
    """The infographic of a published edition as a picture, drawn once by a worker and shown on the edition's page."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="infographic", primary_key=True)
    png = models.BinaryField()

    objects = models.Manager()

    def __str__(self) -> str:
        return str(self.edition_id)


class NarrativePart(models.Model):
    """The officers' own words at one declared place of an edition, as last saved."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="parts")
    place = models.CharField(max_length=40)
    text = models.TextField(default="", blank=True)
    version = models.PositiveIntegerField(default=1)
    written_by = models.CharField(max_length=40, default="", blank=True)
    written_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager()

    class Meta:
        ordering = ["edition_id", "place"]
        constraints = [models.UniqueConstraint(fields=["edition", "place"], name="one_text_a_place")]

    def __str__(self) -> str:
        return self.place


class FindingAnswer(models.Model):
    """What the office says to a doubt of the linter that its own numbers raise and that no wording can remove."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="answers")
    kind = models.CharField(max_length=24)
    facts = models.CharField(max_length=160)
    words = models.TextField()
    answered_by = models.CharField(max_length=40)
    answered_at = models.DateTimeField()

    objects = models.Manager()

    class Meta:
        ordering = ["edition_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "kind", "facts"], name="one_answer_a_doubt"),
            models.CheckConstraint(name="an_answer_says_something", condition=~Q(words="")),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.facts}"


class Dispatch(models.Model):
    """To whom an edition went, how, with what proof; and the receipt that came back."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="dispatches")
    receiver = models.CharField(max_length=10, choices=list(labels.RECEIVERS.items()))
    name = models.CharField(max_length=160)
    way = models.CharField(max_length=120)
    sent_on = models.DateField()
    proof = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=40)
    received_on = models.DateField(null=True, blank=True)
    receipt = models.TextField(default="", blank=True)

    objects = models.Manager()

    class Meta:
        ordering = ["edition_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "receiver"], name="an_edition_goes_to_each_once"),
            models.CheckConstraint(name="what_was_sent_has_a_proof", condition=~Q(proof="")),
            models.CheckConstraint(
                name="a_receipt_follows_the_sending",
                condition=Q(received_on=None, receipt="") | (Q(received_on__gte=F("sent_on")) & ~Q(receipt="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.sent_on}"


class AccessSummary(models.Model):
    """The summary of access to information of one half year, made known to everybody. Law: UU 14/2008 Pasal 9."""

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    half = models.PositiveSmallIntegerField(choices=[(1, "1"), (2, "2")])
    frozen = models.ForeignKey("figures.FrozenSet", on_delete=models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField()
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=40)
    item_id = models.BigIntegerField(null=True, blank=True)

    objects = models.Manager()

    class Meta:
        ordering = ["office_id", "-year", "-half"]
        constraints = [
            models.UniqueConstraint(fields=["office", "year", "half"], name="one_summary_a_half_year"),
            models.CheckConstraint(name="a_year_has_two_halves", condition=Q(half__in=[1, 2])),
        ]

    def __str__(self) -> str:
        return f"{self.year}/{self.half}"
