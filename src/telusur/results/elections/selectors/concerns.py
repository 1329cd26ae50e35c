from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..models import Election
    from ..rules.concerns import Concern
    from .duties import Service

    Asked = Callable[..., Sequence[Concern]]

_asked: dict[str, Asked] = {}


def define_concern(key: str, found: Asked) -> None:
    """Let a room above say what somebody on duty must know: found(election=, service=). Once a key, at the start."""
    _asked[key] = found


def concerns_of(*, election: Election, service: Service) -> list[Concern]:
    """Return what somebody with these duties must know of an election now."""
    return [concern for found in _asked.values() for concern in found(election=election, service=service)]
