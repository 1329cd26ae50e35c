"""Sheets taken apart: what people answered, what they wrote, and each thing they said of themselves, apart from each
other. Nine answers and four attributes beside each other would be a fingerprint; one of them alone is none."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from .mixing import parted
from .words import ATTRIBUTES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

    from .sheets import Pending

ANSWERS, COMMENT, CHANNEL = "answers", "comment", "channel"
SAID = (CHANNEL, *ATTRIBUTES)  # what respondents are counted by, one thing at a time
KINDS = (ANSWERS, COMMENT, *SAID)

Parts = dict[str, list[str]]  # a list for each kind, all as long as there are sheets, each in the order of its own text


def taken_apart(sheets: Iterable[Pending]) -> Parts:
    """Return the parts of these sheets; nothing in them says which belong together."""
    found: Parts = {kind: [] for kind in KINDS}
    for each in sheets:
        found[ANSWERS].append(json.dumps([each.month.isoformat(), *each.row]))
        found[COMMENT].append(each.sheet.comment)
        found[CHANNEL].append(each.channel.value)
        for name in ATTRIBUTES:
            found[name].append(getattr(each.sheet, name))
    return gathered(found)


def gathered(*many: Parts) -> Parts:
    """Return the parts of several heaps as one."""
    return {kind: sorted(text for parts in many for text in parts.get(kind, ())) for kind in KINDS}


def size(parts: Parts) -> int:
    """Return how many sheets were taken apart."""
    return len(parts[ANSWERS])


def drawn(parts: Parts, *, least: int, closing: bool, chance: Random) -> tuple[Parts, Parts]:
    """Return (released, kept) as `mixing.parted` says, as many of each kind, each kind drawn by a lot of its own."""
    lots = {kind: parted(parts[kind], least=least, closing=closing, chance=chance) for kind in KINDS}
    released, kept = ({kind: lot[place] for kind, lot in lots.items()} for place in (0, 1))
    return gathered(released), gathered(kept)


def answers_in(text: str) -> tuple[date, list[int | None]]:
    """Return the month and the nine answers, in the order of the codes."""
    month, *scores = json.loads(text)
    return date.fromisoformat(month), scores
