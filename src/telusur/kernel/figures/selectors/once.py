"""Questions that several figures ask alike, put once while figures are read together."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

P = ParamSpec("P")
T = TypeVar("T")
_ANSWERS: ContextVar[dict[Any, Any] | None] = ContextVar("answers", default=None)


@contextmanager
def one_reading() -> Iterator[None]:
    """Let what is `asked_once` be asked once inside, whichever figures ask; a reading within another is part of it."""
    if _ANSWERS.get() is not None:
        yield
        return
    begun = _ANSWERS.set({})
    try:
        yield
    finally:
        _ANSWERS.reset(begun)


def asked_once(ask: Callable[P, T]) -> Callable[P, T]:
    """Return a question whose answer is kept as long as `one_reading` lasts; nobody may change that answer.

    Outside of a reading it is asked anew each time.
    """

    @wraps(ask)
    def answer(*args: P.args, **words: P.kwargs) -> T:
        known = _ANSWERS.get()
        if known is None:
            return ask(*args, **words)
        key = (ask, args, tuple(sorted(words.items())))
        if key not in known:
            known[key] = ask(*args, **words)
        found: T = known[key]
        return found

    return answer
