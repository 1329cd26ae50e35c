from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Sum

from .models import Office, PublicVersion, Unit

if TYPE_CHECKING:
    from django.db.models import QuerySet


def office_by_slug(*, slug: str) -> Office:
    """Return the office at `/{slug}/`. Raises: Office.DoesNotExist."""
    return Office.objects.select_related("parent").get(slug=slug)


def office_by_code(*, code: str) -> Office:
    """Return the office with this code. Raises: Office.DoesNotExist."""
    return Office.objects.select_related("parent").get(code=code)


def units_of(*, office_id: int) -> QuerySet[Unit]:
    """Return the working units of an office, by name."""
    return Unit.objects.filter(office_id=office_id, active=True).order_by("name", "pk")


def public_version(*, office_code: str | None = None) -> int:
    """Return a number that grows with every change of the public pages of this office, or of any office when None.

    A sum, not a maximum: a change of an office that changes seldom must show too.
    """
    rows = PublicVersion.objects.all()
    if office_code is not None:
        rows = rows.filter(office_code__in=["", office_code])
    return rows.aggregate(sum=Sum("version"))["sum"] or 0
