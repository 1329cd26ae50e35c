from __future__ import annotations

from django.db import models


class ReadingChoice(models.Model):
    """The national office's answer to a question the law leaves open, made by a decree. Rows are only added."""

    room = models.CharField(max_length=40)
    key = models.CharField(max_length=60)
    choice = models.CharField(max_length=60)
    valid_from = models.DateField()
    decree_number = models.CharField(max_length=120)
    decree_on = models.DateField()
    reason = models.TextField(default="", blank=True)
    actor = models.CharField(max_length=80)
    chosen_at = models.DateTimeField()

    class Meta:
        ordering = ["room", "key", "valid_from", "pk"]
        constraints = [
            models.CheckConstraint(name="reading_choice_names_its_decree", condition=~models.Q(decree_number="")),
        ]

    def __str__(self) -> str:
        return f"{self.room}.{self.key} = {self.choice} ({self.decree_number})"
