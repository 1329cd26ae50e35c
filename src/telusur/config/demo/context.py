"""What pages of a demo show besides: cases that a newcomer may follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.functional import SimpleLazyObject

from .models import FollowedCase

if TYPE_CHECKING:
    from django.http import HttpRequest


def followed_cases(request: HttpRequest) -> dict[str, Any]:
    """Offer `demo_cases` of the page's office to templates; read only where a template asks."""
    office = getattr(request, "office", None)
    slug = office.slug if office else ""
    return {"demo_cases": SimpleLazyObject(lambda: list(FollowedCase.objects.filter(office_slug=slug)))}
