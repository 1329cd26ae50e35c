"""The signed words on a D form, few enough for a code that a telephone reads: which form it is, what it sums to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from telusur.results.elections.rules.layout import in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

KIND = "telusur/d-hasil/v1"
_SIGNED = r"[A-Za-z0-9+/]{91}="  # the name of the key and an Ed25519 signature, 68 bytes
_WHOLE = re.compile(rf"{re.escape(KIND)}\n(.+\n){{5}}\n— \S+ {_SIGNED}\n")
_SIGNATURE = re.compile(rf"—\S+{_SIGNED}$")
MOST = 900  # bytes of numbers that still fit; more are named by their digest


class BadWords(ValueError):
    """A text that is not the words of a D form."""


@dataclass(frozen=True)
class Words:
    """What the code on a D form says. numbers: the final sums in the order of the form, or their SHA-256."""

    form: str
    subject: str
    minutes: str
    code: str
    numbers: str

    def text(self) -> str:
        """Return the text that is signed."""
        lines = (KIND, self.form, self.subject, self.minutes, self.code, self.numbers)
        return "".join(f"{line}\n" for line in lines)


def numbers_of(values: Sequence[int]) -> str:
    """Return the final sums as the code carries them."""
    whole = in_words(values)
    return whole if len(whole) <= MOST else f"sha256:{sha256(whole.encode()).hexdigest()}"


def read(text: str) -> Words:
    """Return the words of a signed text. Raises: BadWords."""
    lines = text.split("\n")
    if len(lines) != 7 or lines[0] != KIND or lines[-1]:  # noqa: PLR2004 six lines and an end
        raise BadWords
    return Words(*lines[1:6])


def squeezed(text: str) -> str:
    """Return a text without spaces and line ends, which telephones change at will."""
    return "".join(text.split())


def says_again(text: str, note: str) -> bool:
    """Return whether a text is a note, whatever became of its spaces and line ends, and however often its lines, its
    signature or the whole of it stand there: who scans or pastes twice says nothing else."""
    whole = squeezed(note)
    signature = whole[whole.rindex("—") :]
    again = re.compile(f"(?:{re.escape(whole)}(?:{re.escape(signature)})*)+")
    once = "".join(dict.fromkeys(squeezed(line) for line in text.splitlines()))
    return once == whole or again.fullmatch(squeezed(text)) is not None


def is_one(text: str) -> bool:
    """Return whether a text begins as the words of a D form do, whatever became of its lines."""
    return squeezed(text).startswith(KIND)


def is_whole(text: str) -> bool:
    """Return whether a text is a whole note of a D form, true or false."""
    return _WHOLE.fullmatch(text) is not None


def ends_signed(bare: str) -> bool:
    """Return whether a squeezed text ends with a whole signature."""
    return _SIGNATURE.search(bare) is not None
