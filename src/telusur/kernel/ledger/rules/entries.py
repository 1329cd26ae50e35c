"""The exact bytes of an act that are hashed into its log: lines of UTF-8 text, the last without a line end.

Eleven lines where only the digest of the entry is published. Nine in an open log, whose entries are published word
for word: who acted, and the exact moments, stand there under a seal, a digest with the act's salt, which stays here.
The append function of the database writes the same lines; a test holds the two together.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC
from hashlib import sha256
from typing import TYPE_CHECKING

from .logs import is_open

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

HEADING = "telusur-act/1"
OPEN_HEADING = "telusur-act/2"
SEAL_HEADING = "telusur-seal/1"
LONGEST = 65_535  # bytes: a bundle of entries counts each entry in two bytes
Fact = str | int | bool | None
_KEY = re.compile(r"[a-z][a-z0-9_]*")
_ACT = re.compile(r"[a-z_]+\.[a-z_]+")
_LARGEST = 2**53 - 1  # what every JSON reader keeps exactly


class BadEntry(ValueError):
    """An act that cannot be written down in one way only."""


@dataclass(frozen=True)
class Entry:
    """One act as it is hashed. Instants carry a time zone; `facts` is canonical JSON text; `salt` is a UUID's text."""

    log: str
    index: int
    act: str
    subject_kind: str
    subject_id: str
    actor: str
    happened_at: datetime
    recorded_at: datetime
    salt: str
    facts: str

    def content(self) -> bytes:
        """Return the bytes that are hashed."""
        if is_open(self.log):
            lines = [OPEN_HEADING, self.log, str(self.index), self.act, self.subject_kind, self.subject_id]
            lines += [minute(self.recorded_at), self.seal(), self.facts]
            return "\n".join(lines).encode()
        lines = [HEADING, self.log, str(self.index), self.act, self.subject_kind, self.subject_id, self.actor]
        lines += [instant(self.happened_at), instant(self.recorded_at), self.salt, self.facts]
        return "\n".join(lines).encode()

    def seal(self) -> str:
        """Return the digest that stands in an open log for who acted and for the exact moments."""
        lines = [SEAL_HEADING, self.salt, self.actor, instant(self.happened_at), instant(self.recorded_at)]
        return sha256("\n".join(lines).encode()).hexdigest()


def instant(at: datetime) -> str:
    """Return an instant in UTC with six digits of a second, such as 2026-03-16T03:00:00.000000Z."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


def minute(at: datetime) -> str:
    """Return the minute of an instant in UTC, such as 2026-03-16T03:00Z."""
    return at.astimezone(UTC).isoformat(timespec="minutes").removesuffix("+00:00") + "Z"


def canonical_facts(facts: Mapping[str, Fact]) -> str:
    """Return facts as the JSON text of RFC 8785: sorted keys, no spaces, one way to write each value.

    Raises: BadEntry for a key that is not a lower-case word, a value that is not plain, or a number that not every
    reader keeps exactly.
    """
    for key, value in facts.items():
        if not _KEY.fullmatch(key):
            raise BadEntry(f"key {key!r}")
        if value is not None and not isinstance(value, str | int):
            raise BadEntry(f"value of {key!r}: {type(value).__name__}")
        if isinstance(value, int) and abs(value) > _LARGEST:
            raise BadEntry(f"number of {key!r}")
    plain = {key: str(value) if isinstance(value, str) else value for key, value in facts.items()}
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise BadEntry("text that is not Unicode") from error
    return text


def plain_word(name: str, value: str) -> str:
    """Return `value` if it can stand on a line of its own. Raises: BadEntry."""
    if not value or any(ord(sign) < 32 or ord(sign) == 127 for sign in value):  # noqa: PLR2004 control characters
        raise BadEntry(f"{name}: {value!r}")
    return value


def act_name(value: str) -> str:
    """Return `value` if it is an act as every log names them: the room, a full stop, the verb. Raises: BadEntry."""
    if not _ACT.fullmatch(value):
        raise BadEntry(f"act: {value!r}")
    return value
