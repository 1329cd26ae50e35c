from __future__ import annotations

from django.db import models


class Stop(models.Model):
    """That the results of an election are not published anew, or not those of some polling stations, while it is so.

    cause: a key of `selectors.stopped.CAUSES`; detail: what its words name. since: when it began, whatever the cause
    was then.
    """

    election = models.OneToOneField("elections.Election", on_delete=models.PROTECT, related_name="+")
    cause = models.CharField(max_length=12)
    detail = models.CharField(max_length=200, default="")
    since = models.DateTimeField()

    class Meta:
        ordering = ["election_id"]

    def __str__(self) -> str:
        return self.cause
