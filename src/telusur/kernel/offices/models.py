from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


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
    """A node of the office tree (satker). Codes are those of the territory (Kemendagri); "0" is the national office."""

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


class PublicVersion(models.Model):
    """How often the public pages of an office changed. Row "" stands for what concerns every office."""

    office_code = models.CharField(max_length=13, unique=True)
    version = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.office_code or '*'}: {self.version}"
