"""How answers lose the order in which they came."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

T = TypeVar("T")


def parted(pending: Sequence[T], *, least: int, closing: bool, chance: Random) -> tuple[list[T], list[T]]:
    """Return (released, kept): never fewer than `least` are released at once, and `least` chosen by lot stay behind.

    So no batch is ever one person's, nor is the last one, unless fewer than that answered at all. closing: everything
    is released. chance: must be unforeseeable outside tests.
    """
    mixed = list(pending)
    chance.shuffle(mixed)
    if closing:
        return mixed, []
    if len(mixed) < 2 * least:
        return [], mixed
    return mixed[least:], mixed[:least]
