"""How every act about a council begins and ends: its row locked, what is written checked, the log written last."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from telusur.kernel.ledger.rules.logs import election_log, office_log
from telusur.kernel.ledger.services import record
from telusur.kernel.offices.services import touch_public
from telusur.results.plenaries.services.steps import Refused, words

from .. import selectors
from ..models import Council

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from telusur.results.elections.models import Contest

    from ..models import Basis, Determination

Facts = dict[str, str | int | bool | None]

__all__ = ["Facts", "Refused", "digest", "latest", "locked", "tell_election", "words", "write"]


def locked(*, council_id: int) -> Council:
    """Return a council that nobody else changes until the transaction ends. Raises: LookupError."""
    found = Council.objects.select_for_update(of=("self",)).select_related("office").filter(pk=council_id).first()
    if found is None:
        raise LookupError(council_id)
    return found


def latest(council: Council) -> Basis:
    """Return the basis that seats are counted on, still open. Raises: Refused: `nothing_taken`, `determined`."""
    basis = selectors.basis_of(council=council)
    if basis is None:
        raise Refused("nothing_taken")
    if any(each.basis_id == basis.pk for each in selectors.determinations_of(council=council)):
        raise Refused("determined")
    return basis


def digest(content: Mapping[str, object]) -> str:
    """Return the SHA-256 (hex) of what a row says, so that the log shows if it were changed: sorted JSON, UTF-8."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()


def write(act: str, *, council: Council, actor: str, at: datetime, facts: Facts) -> int:
    """Write an act into the office's log and let its pages be drawn anew; return its place. Nothing follows it but the
    row that keeps this place."""
    index = record(
        act,
        log=office_log(council.office.code),
        subject_kind="council",
        subject_id=f"{council.office.code}/{council.slug}",
        actor=actor,
        happened_at=at,
        recorded_at=at,
        facts=facts,
    ).index
    touch_public(office_code=council.office.code)
    return index


def tell_election(one: Determination, contest: Contest, *, actor: str, at: datetime) -> int:
    """Write a determination into the log of the election whose seats it gives, and return its place there: from then on
    nobody can show the public another one."""
    council, basis = one.council, one.basis
    votes: Facts = (
        {"votes": basis.votes.document.digest}
        if basis.log_size is None
        else {"log_size": basis.log_size, "log_root": basis.log_root}
    )
    return record(
        "seats.tell_election",
        log=election_log(contest.election.code),
        subject_kind="council",
        subject_id=f"{council.office.code}-{council.slug}",
        actor=actor,
        happened_at=at,
        recorded_at=at,
        facts={
            "contest": contest.code,
            "number": one.number,
            "decree": one.decree,
            "decided_on": one.decided_on.isoformat(),
            **({"ruling": one.ruling} if one.ruling else {}),
            **votes,
            "sha256": selectors.digest_of_statement(one.statement),
        },
    ).index
