from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

from django.conf import settings

from ..models import Act
from ..rules.entries import act_name, canonical_facts, plain_word

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from ..rules.entries import Fact

_APPEND = "select * from ledger_append(%s, %s, %s, %s, %s, %s, %s, %s)"


def record(
    act: str,
    *,
    log: str,
    subject_kind: str,
    subject_id: str,
    actor: str,
    happened_at: datetime,
    recorded_at: datetime,
    facts: Mapping[str, Fact] | None = None,
) -> Act:
    """Append an act to a log, in the caller's transaction, and return it with its place and digests.

    act: the room and its verb, such as `requests.register`. Call it last: it locks the end of the log until the
    transaction ends. `recorded_at` never goes back within a log: where the clock of this machine is behind the log's
    last act, that act's instant is taken. facts: codes, ids, dates and keyed digests (`personal_digest`), never
    personal data. Raises: BadEntry.
    """
    act_name(act)
    words = {"log": log, "act": act, "subject_kind": subject_kind, "subject_id": str(subject_id), "actor": actor}
    given = [plain_word(name, str(value)) for name, value in words.items()]
    parameters = [*given, canonical_facts(facts or {}), happened_at, recorded_at]
    return Act.objects.raw(_APPEND, parameters)[0]


def personal_digest(text: str) -> str:
    """Return the keyed digest (hex) by which personal data may be named in a log.

    Without the key it tells nothing, not even whether a guess is right; erasing the data itself leaves the log whole.
    """
    return hmac.new(
        settings.PERSONAL_DATA_KEY.encode(), b"telusur ledger\n" + text.encode(), hashlib.sha256
    ).hexdigest()
