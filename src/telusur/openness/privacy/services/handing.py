"""A copy of everything an office keeps of a person: prepared sealed, opened only to him."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.utils.translation import gettext as _

from telusur.kernel.accounts.rules.sealing import seal
from telusur.kernel.documents import services as documents
from telusur.kernel.law.acts import legal_act
from telusur.kernel.ledger import services as ledger
from telusur.kernel.letters import services as letters
from telusur.openness.requests import services as requests

from .. import selectors
from ..models import OwnDataCase, labels
from ..rules.words import TIES, Act, Proof, State
from ..selectors.own_data import PACKAGE
from .faults import Refused
from .letters import copy_of
from .steps import begin, close
from .telling import tell_person

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

KEPT_FOR: Final = timedelta(days=30)  # how long a prepared copy can be fetched; then it is asked for anew


@legal_act
def prepare_copy(*, case_id: int, actor: str, at: datetime, version: int | None = None) -> OwnDataCase:
    """Gather everything kept of the person, seal it, and tell him that it is there. Opening his identity number for
    it is an act on his request, which he is shown like every other.

    Law: UU 27/2022 Pasal 7, 32. Raises: StaleThing, WrongState, NotPermitted.
    """
    step = begin(case_id=case_id, act=Act.PREPARE, actor=actor, at=at, version=version)
    case = step.case
    held = requests.own_copy(
        applicant_id=case.applicant_id,
        request_id=case.request_id,
        objection_id=case.objection_id,
        tie=TIES[Proof(case.proof)],
        actor=actor,
        at=at,
        told=selectors.keys_of_notices(case=case),
    )
    asked, written = selectors.held_here(case=case)
    held[_("Surat")] = [*held[_("Surat")], *written]
    held[_("Permintaan data pribadi")] = asked
    held = {
        _("Cakupan"): [{_("bukti"): str(labels.PROOFS[case.proof]), _("isi"): str(labels.COVERED[case.proof])}]
    } | held
    text = json.dumps(held, ensure_ascii=False, sort_keys=True, indent=2)
    case.package_sealed = seal(text, key=settings.PERSONAL_DATA_KEY, purpose=PACKAGE)
    digest = hashlib.sha256(text.encode()).hexdigest()
    letter = letters.issue(
        letter=copy_of(
            case, parts=[(name, len(rows)) for name, rows in held.items()], digest=digest, actor=actor, at=at
        ),
        office=case.office,
        subject_kind="own_data",
        subject_id=str(case.pk),
        signer_ref=actor,
        at=at,
        permission="privacy.work",
    )
    tell_person(
        case,
        key=step.key,
        kind="own_data_prepared",
        subject=_("Siap: salinan data pribadi %(number)s") % {"number": case.number},
        text=_(
            "Salinan semua data yang kami simpan tentang Anda sudah siap. Ambil di halaman data pribadi Anda atau di "
            "meja layanan dalam 30 hari; sesudah itu salinannya kami hapus."
        ),
        at=at,
    )
    facts = {"letter": letter.number, "copy": ledger.personal_digest(text)}
    return close(step, changed=("package_sealed",), facts=facts)


@legal_act
def fetch_copy(*, case_id: int, at: datetime) -> OwnDataCase:
    """Record that the person took his copy himself; he may take it again while it is kept. Raises: Refused
    `package_gone`, WrongState."""
    case = OwnDataCase.everything.select_for_update().get(pk=case_id)
    if not case.package_sealed:
        raise Refused("package_gone")
    if case.state == State.HANDED:
        return case
    return close(begin(case_id=case_id, act=Act.FETCH, actor="applicant", at=at))


@legal_act
def hand_over_copy(*, case_id: int, words: str, actor: str, at: datetime, version: int | None = None) -> OwnDataCase:
    """Record that the desk handed the copy over, to whom and against what. Raises: Refused (`proof_missing`,
    `package_gone`), StaleThing, WrongState, NotPermitted."""
    if not words.strip():
        raise Refused("proof_missing")
    step = begin(case_id=case_id, act=Act.HAND_OVER, actor=actor, at=at, version=version)
    if not step.case.package_sealed:
        raise Refused("package_gone")
    step.case.handed_words = words.strip()
    return close(step, changed=("handed_words",))


def package_file(*, package: dict[str, list[dict[str, Any]]], kind: str) -> bytes:
    """Return a copy as `json` or as `xlsx`, one sheet a heading. Raises: ValueError for another kind."""
    if kind == "json":
        return json.dumps(package, ensure_ascii=False, sort_keys=True, indent=2).encode()
    if kind != "xlsx":
        raise ValueError(kind)
    return documents.write_table(sheets={name[:31]: _sheet(rows) for name, rows in package.items()}, kind="xlsx")


def _sheet(rows: Sequence[dict[str, Any]]) -> list[list[str]]:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    return [columns or [_("Tidak ada")], *[[str(row.get(name) or "") for name in columns] for row in rows]]


@legal_act
def clear_packages(*, at: datetime) -> int:
    """Forget prepared copies whose time is over; return how many. What was told of them stays.

    Law: UU 27/2022 Pasal 43.
    """
    old = OwnDataCase.everything.exclude(package_sealed=b"").filter(answered_at__lt=at - KEPT_FOR)
    return old.update(package_sealed=b"")
