from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from telusur.kernel.ledger import services as ledger
from telusur.kernel.ledger.rules.merkle import inclusion_proofs
from telusur.kernel.ledger.rules.signed_notes import verifier_key
from telusur.kernel.ledger.selectors import acts_on, entry_of, leaves_of

from ..rules.bundles.manifest import ProvenAct, ProvenLog

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import datetime

    from telusur.kernel.ledger.models import Act


def proven_logs(
    *, subjects: Iterable[tuple[str, str]], at: datetime, named: Collection[str] = ()
) -> tuple[ProvenLog, ...]:
    """Return the acts on these subjects (kind, id) with their proofs, by log, under checkpoints that are signed now.

    named: the acts that are proven; all if empty.

    Raises: ledger.LogDamaged, for a log that is no longer what was written.
    """
    every = (act for kind, key in subjects for act in acts_on(subject_kind=kind, subject_id=key))
    acts = {(act.log, act.index): act for act in every if not named or act.act in named}
    rows = [acts[key] for key in sorted(acts)]
    return tuple(_proven(log, list(found), at) for log, found in groupby(rows, key=attrgetter("log")))


def _proven(log: str, acts: Sequence[Act], at: datetime) -> ProvenLog:
    signed = ledger.checkpoint(log=log, at=at)
    leaves = leaves_of(log=log, start=0, stop=signed.size)
    return ProvenLog(
        log=log,
        origin=signed.origin,
        key=verifier_key(signed.origin, bytes(signed.public_key)),
        checkpoint=signed.note,
        acts=tuple(_each(acts, leaves)),
    )


def _each(acts: Sequence[Act], leaves: Sequence[bytes]) -> Iterator[ProvenAct]:
    proofs = inclusion_proofs(leaves, [act.index for act in acts])
    for act, proof in zip(acts, proofs, strict=True):
        yield ProvenAct(act.index, entry_of(act).content().decode(), tuple(one.hex() for one in proof))
