from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .rules.definition import REHEARSAL

if TYPE_CHECKING:
    from datetime import date


class Territory(models.Model):
    """A province, regency or city, district, or village. Its id is the code by which KPU knew it when it was entered.

    provisional: known only from the codes of results that were imported; a file of territory names it.
    stations, special_from, special_until: how many polling stations the last file gave a village.
    """

    id = models.BigIntegerField(primary_key=True)
    level = models.PositiveSmallIntegerField()
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="parts")
    name = models.CharField(max_length=120)
    provisional = models.BooleanField(default=False)
    stations = models.PositiveIntegerField(null=True)
    special_from = models.PositiveSmallIntegerField(null=True)
    special_until = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="a_territory_has_one_of_four_levels", condition=Q(level__gte=1, level__lte=4)),
            models.CheckConstraint(
                name="only_a_province_has_nothing_above",
                condition=Q(level=1, parent=None) | Q(level__gt=1, parent__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.name}"


class TerritoryCode(models.Model):
    """A code of a territory in one scheme (kpu, kemendagri, bps), for a period. Codes change; places stay."""

    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="codes")
    scheme = models.CharField(max_length=12)
    code = models.CharField(max_length=13)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["scheme", "code", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "code", "valid_from"], name="one_place_per_code_and_day"),
            models.CheckConstraint(
                name="a_code_ends_after_it_starts",
                condition=Q(valid_until=None) | Q(valid_until__gt=models.F("valid_from")),
            ),
            models.CheckConstraint(
                name="a_code_is_of_a_known_scheme", condition=Q(scheme__in=["kpu", "kemendagri", "bps"])
            ),
        ]


class Election(models.Model):
    """One election. kind: general or regional, which decides caps, forms and reserves. rehearsal: its numbers are made
    up to practise; its name says so wherever it stands."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=12)
    voted_on = models.DateField()
    rehearsal = models.BooleanField(default=False)

    class Meta:
        ordering = ["-voted_on", "code"]
        constraints = [
            models.CheckConstraint(
                name="a_rehearsal_says_so_in_its_name", condition=Q(rehearsal=False) | Q(name__startswith=REHEARSAL)
            )
        ]

    def __str__(self) -> str:
        return self.name


class Contest(models.Model):
    """One vote on one ballot. kind: a key of `elections.contest_kind`. area: where it is held; None is everywhere."""

    election = models.ForeignKey(Election, on_delete=models.PROTECT, related_name="contests")
    code = models.SlugField(max_length=40)
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=160)
    area = models.ForeignKey(Territory, on_delete=models.PROTECT, null=True)

    class Meta:
        ordering = ["election_id", "id"]
        constraints = [models.UniqueConstraint(fields=["election", "code"], name="one_contest_per_code")]

    def __str__(self) -> str:
        return self.name


class ElectoralDistrict(models.Model):
    """A dapil: the territories whose votes are counted together for a number of seats."""

    contest = models.ForeignKey(Contest, on_delete=models.PROTECT, related_name="districts")
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    seats = models.PositiveSmallIntegerField()
    areas = models.ManyToManyField(Territory)

    class Meta:
        ordering = ["contest_id", "code"]
        constraints = [models.UniqueConstraint(fields=["contest", "code"], name="one_electoral_district_per_code")]


class Participant(models.Model):
    """Whom one can vote for: a pair, a candidate, or a party's list; a name on a list has that list above it.

    sex: `l` or `p`, of a candidate; empty where it is not known.
    """

    contest = models.ForeignKey(Contest, on_delete=models.PROTECT, related_name="participants")
    district = models.ForeignKey(ElectoralDistrict, on_delete=models.PROTECT, null=True, related_name="participants")
    on_list = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="candidates")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    sex = models.CharField(max_length=1, default="", db_default="")

    class Meta:
        ordering = ["contest_id", "district_id", "on_list__number", "number"]
        constraints = [
            models.CheckConstraint(name="a_sex_is_l_or_p_or_not_known", condition=Q(sex__in=["", "l", "p"])),
            models.UniqueConstraint(
                fields=["contest", "district", "on_list", "number"],
                name="one_participant_per_number",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class Station(models.Model):
    """A polling station of one election. Its id is made of the election's id and its code of 13 digits.

    kind: a key of `elections.station_kind`. unit: how the source names an overseas unit, such as `002-pos-001`.
    voters_*: the determined list of voters (DPT); None where the list is not known.
    """

    id = models.BigIntegerField(primary_key=True)
    election = models.ForeignKey(Election, on_delete=models.PROTECT, related_name="stations")
    village = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="polling_stations")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12)
    unit = models.CharField(max_length=20, default="")
    provisional = models.BooleanField(default=False)
    voters_l = models.PositiveIntegerField(null=True)
    voters_p = models.PositiveIntegerField(null=True)
    voters_j = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.pk % 10**13:013d}"


class ShownUnit(models.Model):
    """That the public has seen what a polling station says in a contest, alone or with others. Never taken back.

    code: of the station. together: names the group it was shown in by one of its members, itself where it was shown
    alone. log_size: how many entries of the election's log the publication had read that first showed it so.
    """

    contest = models.ForeignKey(Contest, on_delete=models.PROTECT, related_name="shown")
    code = models.BigIntegerField()
    together = models.BigIntegerField()
    log_size = models.BigIntegerField()

    class Meta:
        ordering = ["contest_id", "code"]
        constraints = [models.UniqueConstraint(fields=["contest", "code"], name="a_unit_is_shown_in_one_group")]

    def __str__(self) -> str:
        return f"{self.code:013d} {self.together:013d}"


class DutyRole(models.TextChoices):
    """Who serves at an election. What each may do: `elections.duty_right`."""

    KPPS = "kpps", _("KPPS")
    PPS = "pps", _("PPS")
    PPK = "ppk", _("PPK")
    KPU = "kpu", _("KPU")
    WITNESS = "witness", _("Saksi")
    SUPERVISOR = "supervisor", _("Pengawas Pemilu (Bawaslu)")


class DutyQuerySet(models.QuerySet["Duty"]):
    def in_force(self, *, on: date) -> DutyQuerySet:
        """Activated, of this day, and not ended at once before it."""
        return self.filter(activated_at__isnull=False, ended_at=None, valid_from__lte=on).filter(
            Q(valid_until=None) | Q(valid_until__gt=on)
        )


class Duty(models.Model):
    """The appointment of one person to one role at an election, in one territory, by a decree or a mandate.

    area: code of the place or polling station; None for the nation. participant: whose witness. code_digest: SHA-256
    of the code that activates it once, until code_expires_at. The period is half-open. ended_at: when it was ended at
    once, whatever its period says; end_reason: why. end_body, end_letter_number, end_letter_on: the letter of the body
    that appointed, where KPU recorded the end on it; end_letter: its scan, for those who may read of the end.
    """

    election = models.ForeignKey(Election, on_delete=models.PROTECT, related_name="duties")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="duties")
    role = models.CharField(max_length=12, choices=DutyRole.choices)
    area = models.BigIntegerField(null=True)
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, null=True)
    decree_number = models.CharField(max_length=120)
    decree_on = models.DateField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    code_digest = models.CharField(max_length=64)
    code_expires_at = models.DateTimeField()
    activated_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=300, default="")
    end_body = models.CharField(max_length=160, default="")
    end_letter_number = models.CharField(max_length=120, default="")
    end_letter_on = models.DateField(null=True)
    end_letter = models.ForeignKey("documents.Attachment", on_delete=models.PROTECT, null=True, related_name="+")

    objects = DutyQuerySet.as_manager()

    class Meta:
        ordering = ["election_id", "role", "area", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["election", "person", "role", "area", "valid_from"],
                name="one_duty_per_role_and_place",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="a_duty_ends_after_it_starts",
                condition=Q(valid_until=None) | Q(valid_until__gt=models.F("valid_from")),
            ),
            models.CheckConstraint(name="a_duty_names_its_decree", condition=~Q(decree_number="")),
            models.CheckConstraint(
                name="a_duty_ended_at_once_says_why",
                condition=Q(ended_at=None, end_reason="") | (Q(ended_at__isnull=False) & ~Q(end_reason="")),
            ),
            models.CheckConstraint(
                name="a_letter_that_ends_a_duty_is_named_and_kept",
                condition=Q(end_body="", end_letter_number="", end_letter_on=None, end_letter=None)
                | (
                    Q(ended_at__isnull=False, end_letter_on__isnull=False, end_letter__isnull=False)
                    & ~Q(end_body="")
                    & ~Q(end_letter_number="")
                ),
            ),
            models.CheckConstraint(
                name="only_a_witness_serves_a_participant", condition=Q(participant=None) | Q(role="witness")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.area or ''}".strip()
