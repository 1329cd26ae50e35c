from __future__ import annotations

from django.db import models


class Remedy(models.Model):
    """A piece of what an order or a ruling gave: an entry of the public register, or a file attached to the case.

    `opened` tells that it becomes information at any time by law. Law: UU 14/2008 Pasal 11 ayat (2).
    """

    item = models.ForeignKey(
        "information.InformationItem", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    attachment = models.ForeignKey(
        "documents.Attachment", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    title = models.CharField(max_length=300)
    opened = models.BooleanField(default=False)
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=40)

    class Meta:
        abstract = True
