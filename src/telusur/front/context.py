"""What the frame of every page shows: whose house this is, where one can go, who is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.functional import SimpleLazyObject

from .frame import House

if TYPE_CHECKING:
    from django.http import HttpRequest


def house(request: HttpRequest) -> dict[str, Any]:
    """Offer `house` to templates; nothing of it is worked out before a template asks."""
    return {"house": SimpleLazyObject(lambda: House(request))}
