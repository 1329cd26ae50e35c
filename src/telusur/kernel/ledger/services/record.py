from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings
from django.db import connection, transaction

from ..models import Act, Origin
from ..rules.commitments import Commitment, commitment
from ..rules.entries import BadEntry, act_name, canonical_facts, plain_word
from ..rules.logs import is_open, named_at

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from ..rules.entries import Fact

_APPEND = "select * from ledger_append(%s, %s, %s, %s, %s, %s, %s, %s)"
_APPEND_ALL = """
    select first_index, last_index from ledger_append_all(
        %s, %s, %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::timestamptz[])
"""
_AT_ONCE = 20_000
_LONGEST_FACTS = 60_000  # bytes; the entry around them must stay below what a bundle of entries can count


@dataclass(frozen=True)
class NewAct:
    """One act of many to be recorded together. `facts` as for `record`."""

    act: str
    subject_kind: str
    subject_id: str
    actor: str
    happened_at: datetime
    facts: Mapping[str, Fact] = field(default_factory=dict)


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
    personal data; in an open log, also nothing that may not be public (`sealed`). Raises: BadEntry.
    """
    row = _plain(NewAct(act, subject_kind, str(subject_id), actor, happened_at, facts or {}), log=log)
    written: Act = Act.objects.raw(_APPEND, [log, *row, recorded_at])[0]
    _begun(log, written.index)
    return written


def record_all(*, log: str, acts: Sequence[NewAct], recorded_at: datetime) -> range:
    """Append many acts to one log under one lock, in the caller's transaction, and return their places in order.

    Nothing is appended where one of them cannot be written. What holds for `record` holds here: call it last.
    Raises: BadEntry.
    """
    rows = [_plain(one, log=log) for one in acts]
    if not rows:
        return range(0)
    places: list[tuple[int, int]] = []
    with transaction.atomic(), connection.cursor() as cursor:
        for start in range(0, len(rows), _AT_ONCE):
            columns = [_array(column) for column in zip(*rows[start : start + _AT_ONCE], strict=True)]
            cursor.execute(_APPEND_ALL, [log, recorded_at, *columns])
            places += cursor.fetchall()
        _begun(log, places[0][0])
    return range(places[0][0], places[-1][1] + 1)


def _begun(log: str, place: int) -> None:
    """Name a log with its first act: what is signed in its name stays valid wherever it is served later."""
    if place == 0:
        Origin.objects.bulk_create([Origin(log=log, origin=named_at(settings.BASE_URL, log))], ignore_conflicts=True)


def _array(values: Sequence[str | datetime]) -> str:
    """Return PostgreSQL's text of an array; for thousands of acts a quarter of what the driver takes to write it."""
    quoted = (str(value).replace("\\", "\\\\").replace('"', '\\"') for value in values)
    return '{"' + '","'.join(quoted) + '"}'


def sealed(*, content: str) -> Commitment:
    """Return a commitment to a content that an open log must not show: its digest becomes a fact of the act, its salt
    is kept with the content. It is opened by publishing both."""
    salt = uuid4().hex
    return Commitment(salt, content, commitment(salt, content))


def personal_digest(text: str) -> str:
    """Return the keyed digest (hex) by which personal data may be named in a log.

    Without the key it tells nothing, not even whether a guess is right; erasing the data itself leaves the log whole.
    """
    return hmac.new(
        settings.PERSONAL_DATA_KEY.encode(), b"telusur ledger\n" + text.encode(), hashlib.sha256
    ).hexdigest()


def _plain(one: NewAct, *, log: str) -> tuple[str, str, str, str, str, datetime]:
    """Return the act as the append functions take it. Raises: BadEntry."""
    plain_word("log", log)
    act_name(one.act)
    facts = canonical_facts(one.facts)
    if is_open(log) and len(facts) > _LONGEST_FACTS // 4:  # four bytes a sign at most
        raise BadEntry("facts too long for a bundle of entries")
    kind, subject = plain_word("subject_kind", one.subject_kind), plain_word("subject_id", one.subject_id)
    return one.act, kind, subject, plain_word("actor", one.actor), facts, one.happened_at
