"""What is kept of an answer: nothing by which it can be joined to whoever gave it.

No column tells an instant, a device, an address or a person. Keys are random. Rows are written anew, in an order drawn
by lot, whenever answers leave the pot, so that neither their place in the table nor the transaction that wrote them
tells one from another. Nothing refers to them. What respondents said of themselves is not beside their answers: it is
only counted, one thing at a time.
"""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from ..rules.index import CODES


class Pot(models.Model):
    """The sheets of one survey that were not released yet: one row, one sealed text, no order inside."""

    survey = models.OneToOneField("satisfaction.Survey", on_delete=models.PROTECT, primary_key=True, related_name="pot")
    sealed = models.BinaryField(default=b"")

    objects = models.Manager()


class SpentInvitation(models.Model):
    """The digest of a code that was used; of the person it was sent to and of the answer it knows nothing."""

    digest = models.BinaryField(max_length=32, primary_key=True)
    survey = models.ForeignKey("satisfaction.Survey", on_delete=models.PROTECT, related_name="+")

    objects = models.Manager()


class Answer(models.Model):
    """One respondent's answers, in the order of the elements' codes, dated by month alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey("satisfaction.Survey", on_delete=models.PROTECT, related_name="answers")
    month = models.DateField()
    scores = ArrayField(models.PositiveSmallIntegerField(null=True), size=len(CODES))

    objects = models.Manager()

    class Meta:
        ordering = ["survey_id", "id"]
        constraints = [
            models.CheckConstraint(name="an_answer_is_dated_by_month", condition=Q(month__day=1)),
            models.CheckConstraint(name="an_answer_has_nine_places", condition=Q(scores__len=len(CODES))),
        ]


class RespondentCount(models.Model):
    """How many of a survey's respondents said one thing of themselves, or came by one way.

    One thing at a time: no row tells two things of one person, and none belongs to an answer.
    """

    survey = models.ForeignKey("satisfaction.Survey", on_delete=models.PROTECT, related_name="+")
    attribute = models.CharField(max_length=12)
    value = models.CharField(max_length=12, default="", blank=True)
    people = models.PositiveIntegerField()

    objects = models.Manager()

    class Meta:
        ordering = ["survey_id", "attribute", "value"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "attribute", "value"], name="respondents_are_counted_once"),
            models.CheckConstraint(name="a_count_of_respondents_counts_somebody", condition=Q(people__gt=0)),
        ]


class Comment(models.Model):
    """What somebody wrote beside the answers, kept apart from them and from who he is.

    shown_text: what is published of it, after the release check and perhaps shortened; nothing until then.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey("satisfaction.Survey", on_delete=models.PROTECT, related_name="comments")
    text = models.TextField()
    shown_text = models.TextField(default="", blank=True)

    objects = models.Manager()

    class Meta:
        ordering = ["survey_id", "id"]
