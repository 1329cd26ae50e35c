"""What every legal act of an office has in common."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from django.conf import settings
from django.db import transaction
from django.utils import translation

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
R = TypeVar("R")


def legal_act(service: Callable[P, R]) -> Callable[P, R]:
    """Let a service be one transaction, written in the language of the state.

    Letters, mails and records are Indonesian, whatever language the screen of the person speaks who does the act.
    Law: UU 24/2009 Pasal 27.
    """

    @wraps(service)
    def done(*args: P.args, **kwargs: P.kwargs) -> R:
        with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
            return service(*args, **kwargs)

    return done
