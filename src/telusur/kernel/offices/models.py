from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, BigIntegerRangeField, DateRangeField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from datetime import date


Row = TypeVar("Row", bound=models.Model)


def only(field: str) -> Func:
    """The range that holds this one number: equality for exclusion constraints, without the extension btree_gist."""
    return Func(F(field), F(field), Value("[]"), function="int8range", output_field=BigIntegerRangeField())


PERIOD = Func(F("valid_from"), F("valid_until"), Value("[)"), function="daterange", output_field=DateRangeField())
ENDS_AFTER_IT_STARTS = Q(valid_until=None) | Q(valid_until__gt=F("valid_from"))


class DatedQuerySet(models.QuerySet[Row]):
    def in_force(self, *, on: date) -> DatedQuerySet[Row]:
        return self.filter(valid_from__lte=on).filter(Q(valid_until=None) | Q(valid_until__gt=on))


class OfficeKind(models.TextChoices):
    NATIONAL = "national", _("KPU RI")
    PROVINCE = "province", _("KPU Provinsi")
    REGENCY = "regency", _("KPU Kabupaten")
    CITY = "city", _("KPU Kota")


class TimeZone(models.TextChoices):
    WIB = "Asia/Jakarta", "WIB"
    WITA = "Asia/Makassar", "WITA"
    WIT = "Asia/Jayapura", "WIT"


class Office(models.Model):
    """A node of the office tree (satker). Codes are those of the territory (Kemendagri); "0" is the national office.

    A code is never given to another office: rows are not deleted and codes do not change (a trigger), an office
    that ceases is marked with the day it ceased.
    """

    code = models.CharField(max_length=13, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=OfficeKind.choices)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    slug = models.SlugField(max_length=60, unique=True)
    time_zone = models.CharField(max_length=32, choices=TimeZone.choices, default=TimeZone.WIB)
    territory_codes = ArrayField(models.CharField(max_length=13), default=list)
    city = models.CharField(max_length=60, default="")
    address = models.TextField(default="")
    host = models.CharField(max_length=120, null=True, blank=True, unique=True)
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A part of an office that holds information, such as a subbagian."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="units")
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["office_id", "name"]
        constraints = [models.UniqueConstraint(fields=["office", "code"], name="one_unit_per_code")]

    def __str__(self) -> str:
        return self.name


class OpeningHours(models.Model):
    """The hours of one weekday (0 is Monday) in one period. A weekday without a row in force is closed.

    reason: why hours of the past were recorded afterwards; empty for hours that were announced before they held.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="opening_hours")
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()
    break_from = models.TimeField(null=True, blank=True)
    break_until = models.TimeField(null=True, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300, default="", blank=True)

    objects = DatedQuerySet["OpeningHours"].as_manager()

    class Meta:
        ordering = ["office_id", "weekday", "valid_from"]
        constraints = [
            models.CheckConstraint(name="weekday_is_one_of_seven", condition=Q(weekday__lte=6)),
            models.CheckConstraint(name="office_closes_after_it_opens", condition=Q(closes__gt=F("opens"))),
            models.CheckConstraint(
                name="break_lies_within_the_hours",
                condition=Q(break_from=None, break_until=None)
                | Q(break_from__gt=F("opens"), break_until__gt=F("break_from"), break_until__lt=F("closes")),
            ),
            models.CheckConstraint(name="hours_end_after_they_start", condition=ENDS_AFTER_IT_STARTS),
            ExclusionConstraint(
                name="one_row_of_hours_per_weekday_and_day",
                expressions=[(only("office_id"), "&&"), (only("weekday"), "&&"), (PERIOD, "&&")],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday}: {self.opens:%H.%M}-{self.closes:%H.%M}"


class Closure(models.Model):
    """Days on which an office is closed although its hours say otherwise. The legal clock does not look here."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="closures")
    valid_from = models.DateField()
    valid_until = models.DateField()
    reason = models.CharField(max_length=200)
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["office_id", "valid_from", "pk"]
        constraints = [
            models.CheckConstraint(name="closure_ends_after_it_starts", condition=Q(valid_until__gt=F("valid_from"))),
        ]

    def __str__(self) -> str:
        return self.reason


class ChannelKind(models.TextChoices):
    COUNTER = "counter", _("Loket")
    PHONE = "phone", _("Telepon")
    WHATSAPP = "whatsapp", _("WhatsApp")
    EMAIL = "email", _("Surel")
    FAX = "fax", _("Faksimile")
    WEBSITE = "website", _("Situs")
    SOCIAL = "social", _("Media sosial")


class ContactChannel(models.Model):
    """A way to reach an office, as its public page shows it."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="channels")
    kind = models.CharField(max_length=12, choices=ChannelKind.choices)
    value = models.CharField(max_length=200)
    note = models.CharField(max_length=120, default="", blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["office_id", "position", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["office", "kind", "value"], name="one_row_per_contact_channel"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.value}"


class PublicVersion(models.Model):
    """How often the public pages of an office changed. Row "" stands for what concerns every office."""

    office_code = models.CharField(max_length=13, unique=True)
    version = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.office_code or '*'}: {self.version}"
