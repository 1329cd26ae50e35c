from __future__ import annotations

from django.db import models
from django.db.models import Q


class Picture(models.Model):
    """A page of a form as it was photographed. A later picture of a page stands beside the earlier one.

    of_pages: how many the form has, where the intake says. digest: SHA-256 of the original. original: its attachment,
    for those on duty. layout: which printed form the page shows straight and whole, a key of `recapitulation.mask`
    without the page; empty where nobody knows. masked: the copy for the public, where the layout is known. reused: the
    same bytes came for another page or station before. index: its place in the log of the election.
    """

    contest = models.ForeignKey("elections.Contest", on_delete=models.PROTECT, db_index=False, related_name="pictures")
    station = models.ForeignKey("elections.Station", on_delete=models.PROTECT, db_index=False, related_name="pictures")
    page = models.PositiveSmallIntegerField()
    of_pages = models.PositiveSmallIntegerField(null=True)
    digest = models.CharField(max_length=64, db_index=True)
    original = models.ForeignKey("documents.Attachment", on_delete=models.PROTECT, related_name="+")
    masked = models.ForeignKey("documents.Attachment", on_delete=models.PROTECT, null=True, related_name="+")
    layout = models.CharField(max_length=40, default="")
    reused = models.BooleanField(default=False)
    received_at = models.DateTimeField()
    index = models.BigIntegerField()

    class Meta:
        ordering = ["contest_id", "station_id", "page", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["contest", "station", "page", "digest"], name="a_picture_is_kept_once"),
            models.CheckConstraint(name="pages_count_from_one", condition=Q(page__gte=1)),
        ]
