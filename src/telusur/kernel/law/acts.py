"""What every legal act of an office has in common."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from django.conf import settings
from django.db import transaction
from django.utils import translation

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

P = ParamSpec("P")
R = TypeVar("R")


def in_its_language() -> AbstractContextManager[None]:
    """Let what is written inside be in the language of the state, whatever the screen speaks. Law: UU 24/2009
    Pasal 27."""
    return translation.override(settings.LANGUAGE_CODE)


def legal_act(service: Callable[P, R]) -> Callable[P, R]:
    """Let a service be one transaction, written in the language of the state.

    Letters, mails and records are Indonesian, whatever language the screen of the person speaks who does the act.
    Law: UU 24/2009 Pasal 27.
    """

    @wraps(service)
    def done(*args: P.args, **kwargs: P.kwargs) -> R:
        with transaction.atomic(), in_its_language():
            return service(*args, **kwargs)

    return done
