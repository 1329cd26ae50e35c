from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q
from django.db.models.functions import ExtractHour, ExtractMonth

from .rules.referrers import DIRECT

if TYPE_CHECKING:
    from typing import Self


class CounterQuerySet(models.QuerySet["HourlyCounter"]):
    def in_month(self, month: int, *, zone: str) -> Self:
        """Return the counters of a month of any year, by the clocks of `zone`."""
        return self.alias(local_month=ExtractMonth("hour", tzinfo=ZoneInfo(zone))).filter(local_month=month)

    def in_hour(self, hour: int, *, zone: str) -> Self:
        """Return the counters of an hour of any day, by the clocks of `zone`."""
        return self.alias(local_hour=ExtractHour("hour", tzinfo=ZoneInfo(zone))).filter(local_hour=hour)

    def by_way(self, way: str) -> Self:
        """Return the counters of one kind of way (see `kind_of_way`)."""
        own = Q(referrer__startswith="/")
        ways = {"direct": Q(referrer=DIRECT), "own": own, "other": ~own & ~Q(referrer=DIRECT)}
        return self.filter(ways[way]) if way in ways else self.none()


class HourlyCounter(models.Model):
    """How often one thing of one office was shown in one hour, from where, in which format: the row behind a figure.

    hour: the instant at which the hour began. referrer: our own path, another house's name, or "" for neither.
    """

    office_code = models.CharField(max_length=13)
    hour = models.DateTimeField()
    kind = models.CharField(max_length=12)
    key = models.CharField(max_length=60)
    referrer = models.CharField(max_length=200, default="", blank=True)
    format = models.CharField(max_length=8)
    count = models.PositiveIntegerField()

    objects = CounterQuerySet.as_manager()

    class Meta:
        ordering = ["office_code", "hour", "kind", "key", "referrer", "format"]
        indexes = [
            models.Index(fields=["office_code", "kind", "key", "hour"], include=["count"], name="visits_of_one_thing"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["office_code", "hour", "kind", "key", "referrer", "format"],
                include=["count"],
                name="one_counter_per_hour_and_way",
            ),
            models.CheckConstraint(name="counter_counts_something", condition=Q(count__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.office_code} {self.kind}:{self.key} {self.hour:%Y-%m-%d %H}: {self.count}"


class DailyVisitors(models.Model):
    """How many different visitors an office had on one of its days: all that is left of them."""

    office_code = models.CharField(max_length=13)
    day = models.DateField()
    count = models.PositiveIntegerField()

    class Meta:
        ordering = ["office_code", "day"]
        constraints = [
            models.UniqueConstraint(
                fields=["office_code", "day"], include=["count"], name="one_number_of_visitors_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office_code} {self.day:%Y-%m-%d}: {self.count}"


class CountingSince(models.Model):
    """The first day of which anything is counted here: what came before it is not nothing, it is not known."""

    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(models.Value(1), name="counting_begins_once")]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"


class TodaysSalt(models.Model):
    """The secret of one day in one time zone; deleted when that day is over. Not logged, not in any backup."""

    time_zone = models.CharField(max_length=32)
    day = models.DateField()
    salt = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["time_zone", "day"], name="one_salt_per_zone_and_day")]


class TodaysVisitor(models.Model):
    """One visitor of today, as a digest that means nothing tomorrow; deleted with the salt. Not logged, in no backup.

    counted: whether he stands in the day's number. robot: whether he behaved as no reader does. minute, hour: the
    newest ones in which he was seen, each with how often. The row of office "" is a program that asked for robots.txt.
    """

    office_code = models.CharField(max_length=13)
    time_zone = models.CharField(max_length=32)
    day = models.DateField()
    digest = models.BinaryField()
    counted = models.BooleanField(default=False)
    robot = models.BooleanField(default=False)
    minute = models.DateTimeField()
    in_minute = models.PositiveIntegerField()
    hour = models.DateTimeField()
    in_hour = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office_code", "day", "digest"], name="one_row_per_visitor_and_day"),
        ]


class TodaysConnection(models.Model):
    """One connection of today, as a digest that means nothing tomorrow, with how many visitors and visits of it are
    counted at one office; deleted with the salt. Not logged, in no backup. No visitor's row says which is his."""

    office_code = models.CharField(max_length=13)
    time_zone = models.CharField(max_length=32)
    day = models.DateField()
    digest = models.BinaryField()
    visitors = models.PositiveIntegerField()
    visits = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office_code", "day", "digest"], name="one_row_per_connection_and_day"),
        ]
