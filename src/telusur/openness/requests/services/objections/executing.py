"""The PPID carries out what his superior ordered; what it opens becomes information at any time by law."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from telusur.kernel.law.acts import legal_act

from ...models import Objection, ObjectionRemedy
from ...rules.objections import ObjectionAct
from ...rules.words import UNANSWERED, Act
from .. import steps as requests
from ..faults import Refused
from ..remedies import Carried, Place, keep_materials, open_by_law
from ..telling import Holders, number_subject, tell_applicant, tell_officers
from ..withholding import take_back
from .deliberating import SEE_LETTERS
from .steps import begin, close

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from ..answers import Material

FILE_KIND = "objection_file"


@legal_act
def reopen_answer(*, objection_id: int, actor: str, at: datetime, version: int | None = None) -> Objection:
    """Open the request's answer again because the superior ordered it: the PPID decides and notifies anew.

    The answer's own clock does not run again; the order's day stands. Raises: Refused (`no_request_to_reopen`,
    `imported_stays`), StaleCase, WrongState, NotPermitted.
    """
    request_id = Objection.everything.values_list("request_id", flat=True).get(pk=objection_id)
    if request_id is None:
        raise Refused("no_request_to_reopen")
    case = requests.begin(request_id=request_id, act=Act.REOPEN, actor=actor, at=at)
    if case.case.imported:
        raise Refused("imported_stays")
    step = begin(objection_id=objection_id, act=ObjectionAct.REOPEN_ANSWER, actor=actor, at=at, version=version)
    objection = step.objection
    case.case.closed_at = None
    take_back(case.case, at=at)
    requests.close(case, changed=("closed_at",), facts={"objection": objection.number})
    return close(step, facts={"request": case.case.number})


@legal_act
def execute_order(
    *,
    objection_id: int,
    words: str,
    actor: str,
    at: datetime,
    materials: Sequence[Material] = (),
    opened: bool = False,
    version: int | None = None,
) -> Objection:
    """Record how the order was carried out, with what was given to the applicant.

    opened: this opens information that was closed before: each piece becomes information at any time, by law.
    Law: UU 14/2008 Pasal 11 ayat (2). Raises: Refused (`execution_missing`, `answer_not_signed`, `opened_nothing`,
    `item_not_public`, `material_empty`, `file_not_released`), StaleCase, WrongState, NotPermitted.
    """
    if not words.strip():
        raise Refused("execution_missing")
    if opened and not materials:
        raise Refused("opened_nothing")
    step = begin(objection_id=objection_id, act=ObjectionAct.EXECUTE, actor=actor, at=at, version=version)
    objection = step.objection
    _answer_is_out(objection)
    carried = Carried(materials, opened, actor, at)
    for kept in keep_materials(carried, Place(FILE_KIND, objection.pk, objection.office_id, SEE_LETTERS)):
        ObjectionRemedy.objects.create(objection=objection, opened=opened, given_at=at, given_by=actor, **vars(kept))
    if opened:
        open_by_law(
            carried,
            office_id=objection.office_id,
            cause="objection",
            reference=objection.number,
            about=objection.information,
        )
    objection.execution_words, objection.executed_at = words.strip(), at
    tell_applicant(
        objection,
        key=step.key,
        kind="objection_executed",
        subject=number_subject(objection, _("Perintah dilaksanakan")),
        text=_("Perintah Atasan PPID atas keberatan %(number)s sudah dilaksanakan. Lihat hasilnya di halaman lacak.")
        % {"number": objection.number},
        at=at,
    )
    tell_officers(
        objection,
        key=step.key,
        kind="objection_executed",
        subject=number_subject(objection, _("Dilaksanakan")),
        text=_("PPID melaksanakan perintah atas keberatan %(number)s.") % {"number": objection.number},
        at=at,
        to=Holders("requests.told_of_objections", on=step.day, skip=actor),
    )
    late = objection.order_due_on is not None and step.day > objection.order_due_on
    return close(
        step,
        changed=("execution_words", "executed_at"),
        facts={"materials": len(materials), "opened": opened, "late": late},
    )


def _answer_is_out(objection: Objection) -> None:
    """Refuse to call an order done while the request still waits for its answer, reopened or never given."""
    case = objection.request
    if case is not None and case.state in UNANSWERED:
        raise Refused("answer_not_signed", number=case.number)
