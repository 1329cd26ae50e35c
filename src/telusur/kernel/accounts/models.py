from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce, Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date


def only(number: F | Func) -> Func:
    """The range that holds this one number: equality for exclusion constraints, without the extension btree_gist."""
    return Func(number, number, Value("[]"), function="int8range", output_field=BigIntegerRangeField())


class Role(models.TextChoices):
    """The roles of the public-information service at an office (SK PPID), and those who run the installation."""

    PEMBINA = "pembina", _("Pembina PPID")
    CONSIDERATION = "consideration", _("Tim Pertimbangan")
    SUPERIOR = "superior", _("Atasan PPID")
    PPID = "ppid", _("PPID")
    LIAISON = "liaison", _("Tim Penghubung")
    DESK = "desk", _("Desk Pelayanan")
    EDITOR = "editor", _("Editor")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who signs in, by e-mail address. What he may do comes from appointments alone. signed_out_at: when every
    session of his was last ended from elsewhere."""

    email = models.EmailField(unique=True)
    full_name = models.CharField(max_length=120, default="")
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    signed_out_at = models.DateTimeField(null=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="email_is_kept_in_lower_case", condition=Q(email=Lower("email"))),
        ]

    def __str__(self) -> str:
        return self.full_name or self.email

    def get_session_auth_hash(self) -> str:
        return self._of_this_time(super().get_session_auth_hash())

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        yield from map(self._of_this_time, super().get_session_auth_fallback_hash())

    def _of_this_time(self, known: str) -> str:
        """Return what a session must carry to count: another value once all of them were ended."""
        if self.signed_out_at is None:
            return known
        since = self.signed_out_at.isoformat()
        return salted_hmac("accounts.signed_out", f"{known}:{since}", algorithm="sha256").hexdigest()


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def standing(self) -> AppointmentQuerySet:
        """Without those that were called off before they began."""
        return self.filter(called_off_at=None)

    def in_force(self, *, on: date) -> AppointmentQuerySet:
        return self.standing().filter(valid_from__lte=on).filter(Q(valid_until=None) | Q(valid_until__gt=on))


class Appointment(models.Model):
    """One person in one role at one office for one period, by a decree. The period is half-open."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=16, choices=Role.choices)
    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="appointments")
    unit = models.ForeignKey("offices.Unit", on_delete=models.PROTECT, null=True, blank=True)
    decree_number = models.CharField(max_length=120)
    decree_on = models.DateField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    acting = models.BooleanField(default=False)
    called_off_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=200, default="", blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["office_id", "role", "valid_from", "pk"]
        constraints = [
            models.CheckConstraint(
                name="appointment_ends_after_it_starts",
                condition=Q(valid_until=None) | Q(valid_until__gt=models.F("valid_from")),
            ),
            models.CheckConstraint(name="acting_has_an_end", condition=Q(acting=False) | Q(valid_until__isnull=False)),
            models.CheckConstraint(
                name="liaison_serves_a_unit", condition=~Q(role=Role.LIAISON) | Q(unit__isnull=False)
            ),
            models.CheckConstraint(name="appointment_names_its_decree", condition=~Q(decree_number="")),
            ExclusionConstraint(
                name="no_appointment_twice_on_a_day",
                condition=Q(called_off_at=None),
                expressions=[
                    (only(F("user_id")), "&&"),
                    (only(F("office_id")), "&&"),
                    (only(Coalesce("unit_id", Value(0))), "&&"),
                    (only(Func(F("role"), Value(0), function="hashtextextended")), "&&"),
                    (
                        Func(
                            F("valid_from"),
                            F("valid_until"),
                            Value("[)"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.decree_number}"
