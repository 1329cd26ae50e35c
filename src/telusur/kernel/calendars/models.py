from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .rules import Kind

KIND_LABELS = {
    Kind.NATIONAL_HOLIDAY: _("Libur nasional"),
    Kind.JOINT_LEAVE: _("Cuti bersama"),
    Kind.REGIONAL_HOLIDAY: _("Libur daerah"),
    Kind.CANCELLED: _("Dibatalkan"),
}


class CalendarChange(models.Model):
    """One act that changed the calendar after installation; its number is the calendar's version."""

    number = models.PositiveIntegerField(unique=True)
    office_code = models.CharField(max_length=13)
    actor = models.CharField(max_length=80)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"v{self.number}"


class AddedDay(models.Model):
    """A day that a decree added or cancelled after installation."""

    change = models.ForeignKey(CalendarChange, on_delete=models.PROTECT, related_name="days")
    on = models.DateField()
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=[(kind.value, label) for kind, label in KIND_LABELS.items()])
    scope = models.CharField(max_length=13, default="", blank=True)
    source = models.CharField(max_length=300)
    confirmed = models.BooleanField(default=True)

    class Meta:
        ordering = ["change__number", "on", "pk"]
        constraints = [
            models.CheckConstraint(name="added_day_names_its_decree", condition=~models.Q(source="")),
            models.CheckConstraint(
                name="regional_holiday_has_a_scope",
                condition=~models.Q(kind=Kind.REGIONAL_HOLIDAY.value) | ~models.Q(scope=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.name}"


class AddedYear(models.Model):
    """A whole year of national days that was loaded after installation."""

    change = models.ForeignKey(CalendarChange, on_delete=models.PROTECT, related_name="years")
    year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=300)

    class Meta:
        ordering = ["change__number", "year"]
        constraints = [models.UniqueConstraint(fields=["year"], name="one_decree_gives_a_year")]

    def __str__(self) -> str:
        return str(self.year)
