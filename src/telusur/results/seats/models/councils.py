from __future__ import annotations

from django.db import models
from django.db.models import Q


class Council(models.Model):
    """A council whose seats an office gives after one vote: the DPR by the national office, a DPRD by its own.

    kind: a key of `seats.allocation`. contest: whose plenaries give the votes; None where only files do. index: place
    of the act in the office's log, here and below.
    """

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    slug = models.SlugField(max_length=60)
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=160)
    voted_on = models.DateField()
    contest = models.ForeignKey("elections.Contest", on_delete=models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=40)
    index = models.BigIntegerField()

    class Meta:
        ordering = ["office_id", "-voted_on", "slug"]
        constraints = [models.UniqueConstraint(fields=["office", "slug"], name="one_council_per_slug")]

    def __str__(self) -> str:
        return self.name


class Basis(models.Model):
    """What seats are counted on: votes and seats of districts, as they were taken. It stays; a later one takes its
    place, by its number, and says why.

    source: `file` or `plenaries`. result: the decision that announced the votes, and when. ground: the ruling or the
    mistake for which it was taken; empty for the first. control: totals from another source. lists: candidates with
    their own votes. log_size, log_root: of the election's log at which its forms were added up; empty for files.
    results: places in that log at which plenaries determined the totals that are the control.
    """

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="bases")
    number = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=12)
    result = models.CharField(max_length=200)
    announced_at = models.DateTimeField()
    ground = models.CharField(max_length=300, default="")
    votes = models.ForeignKey("documents.Attachment", on_delete=models.PROTECT, related_name="+")
    seats = models.ForeignKey("documents.Attachment", on_delete=models.PROTECT, related_name="+")
    control = models.ForeignKey("documents.Attachment", on_delete=models.PROTECT, null=True, related_name="+")
    lists = models.ForeignKey("documents.Attachment", on_delete=models.PROTECT, null=True, related_name="+")
    log_size = models.BigIntegerField(null=True)
    log_root = models.CharField(max_length=64, default="")
    results = models.JSONField(default=list)
    taken_at = models.DateTimeField()
    taken_by = models.CharField(max_length=40)
    index = models.BigIntegerField()

    class Meta:
        ordering = ["council_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["council", "number"], name="one_basis_per_number"),
            models.CheckConstraint(name="a_later_basis_says_why", condition=Q(number=1) | ~Q(ground="")),
            models.CheckConstraint(name="a_basis_names_its_result", condition=~Q(result="")),
            models.CheckConstraint(
                name="votes_of_a_file_have_a_control", condition=~Q(source="file") | Q(control__isnull=False)
            ),
            models.CheckConstraint(
                name="votes_of_forms_name_their_checkpoint",
                condition=Q(source="file", log_size=None, log_root="")
                | (~Q(source="file") & Q(log_size__gt=0) & ~Q(log_root="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.council_id}/{self.number}"

    @property
    def own_files(self) -> list[models.Model]:
        """The files that were taken, as they stand on pages."""
        return [file for file in (self.votes, self.seats, self.control, self.lists) if file]
