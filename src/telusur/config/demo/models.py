from __future__ import annotations

from django.db import models


class LoadedStep(models.Model):
    """A step of the demo that this database holds. It stands in the transaction that loaded the step.

    address: of the house as it was then; the letters and papers of the step lead there for good.
    """

    name = models.CharField(max_length=40, unique=True)
    loaded_at = models.DateTimeField()
    address = models.CharField(max_length=200, default="", blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class FollowedCase(models.Model):
    """A case that a newcomer may follow as its applicant: number and secret are shown with the sign-ins.

    Secrets of cases are kept as hashes alone; these few are nobody's, and exist only in a demo.
    """

    office_slug = models.CharField(max_length=80)
    number = models.CharField(max_length=60)
    secret = models.CharField(max_length=40)
    about = models.CharField(max_length=120)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.number
