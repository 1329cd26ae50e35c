from __future__ import annotations

from .models import Office


def office_by_slug(*, slug: str) -> Office:
    """Return the office at `/{slug}/`. Raises: Office.DoesNotExist."""
    return Office.objects.select_related("parent").get(slug=slug)


def office_by_code(*, code: str) -> Office:
    """Return the office with this code. Raises: Office.DoesNotExist."""
    return Office.objects.select_related("parent").get(code=code)
