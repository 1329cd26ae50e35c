"""Every letter and form there is, by the name of its template."""

from __future__ import annotations

from dataclasses import is_dataclass
from typing import TYPE_CHECKING, cast

from . import answers, blanks, disputes, exclusions, letters, objections, privacy, registers, surveys

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .letters import AnyLetter, Passage

KINDS: Mapping[str, type[AnyLetter]] = {
    kind.template: cast("type[AnyLetter]", kind)
    for module in (letters, answers, blanks, exclusions, objections, disputes, privacy, registers, surveys)
    for kind in vars(module).values()
    if isinstance(kind, type) and is_dataclass(kind) and hasattr(kind, "template")  # a base has none
}


def passages_of(template: str) -> tuple[Passage, ...]:
    """Return the passages of a letter that an officer may word; none where the law words it all."""
    found: tuple[Passage, ...] = getattr(KINDS[template], "passages", ())
    return found


# Those whose words an office may keep templates for.
WORDED: tuple[str, ...] = tuple(template for template in KINDS if passages_of(template))
