"""The PPID carries out what his superior ordered; what it opens becomes information at any time by law."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from telusur.kernel.law.acts import legal_act
from telusur.kernel.notices.services import dismiss_deadline_notices

from ... import selectors
from ...models import Objection, ObjectionRemedy
from ...rules.objections import ObjectionAct, ObjectionState, Verdict
from ...rules.words import UNANSWERED
from ..faults import Refused
from ..overturning import overturn_by_objection
from ..remedies import Carried, Place, given_anew, keep_materials, open_by_law, was_given_anew, with_answer
from ..reopening import lock_answer, open_again
from ..telling import Holders, number_subject, tell_applicant, tell_officers
from .deliberating import SEE_LETTERS
from .holding import release_holds
from .steps import EXECUTION, KIND, begin, close

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from ..answers import Material

FILE_KIND = "objection_file"


@legal_act
def reopen_answer(*, objection_id: int, actor: str, at: datetime, version: int | None = None) -> Objection:
    """Open the request's answer again because the superior ordered it: the PPID decides and notifies anew.

    The answer's own clock does not run again; the order's day stands. Raises: Refused (`no_request_to_reopen`,
    `order_replaced`, `imported_stays`), StaleCase, WrongState, NotPermitted.
    """
    asked = Objection.everything.values_list("request_id", flat=True).get(pk=objection_id)
    request_id = lock_answer(request_id=asked)
    step = begin(objection_id=objection_id, act=ObjectionAct.REOPEN_ANSWER, actor=actor, at=at, version=version)
    _still_ordered(step.objection)
    case = open_again(request_id=request_id, because={"objection": step.objection.number}, actor=actor, at=at)
    return close(step, facts={"request": case.number})


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

    opened: this opens information that was closed before: each piece becomes information at any time, by law. Where a
    refusal on a ground of Pasal 17 that protects no person fell, it does, whatever is said here, and so do the files of
    an answer given anew. A refusal that the superior overruled is not carried out by refusing again. Law: UU 14/2008
    Pasal 11 ayat (2), 36 ayat (2). Raises: Refused (`execution_missing`, `order_replaced`,
    `answer_not_signed`, `opened_nothing`, `item_not_public`, `material_empty`, `file_not_released`,
    `names_a_person`), StaleCase, WrongState, NotPermitted.
    """
    if not words.strip():
        raise Refused("execution_missing")
    if opened and not materials:
        raise Refused("opened_nothing")
    step = begin(objection_id=objection_id, act=ObjectionAct.EXECUTE, actor=actor, at=at, version=version)
    objection = step.objection
    _still_ordered(objection)
    _answer_is_out(objection)
    _gives(objection, materials)
    by_law = selectors.opens_by_law(objection=objection)
    opened = opened or (by_law and bool(materials))
    carried = Carried(materials, opened, actor, at)
    for kept in keep_materials(carried, Place(FILE_KIND, objection.pk, objection.office_id, SEE_LETTERS)):
        ObjectionRemedy.objects.create(objection=objection, opened=opened, given_at=at, given_by=actor, **vars(kept))
    overturn_by_objection(objection, gave=bool(materials), actor=actor, on=step.day, at=at, key=step.key)
    if opened or by_law:
        open_by_law(
            with_answer(carried, _given_anew(objection) if by_law else ()),
            office_id=objection.office_id,
            cause="objection",
            reference=objection.number,
            summary=_("Dibuka oleh tanggapan Atasan PPID atas keberatan %(number)s.") % {"number": objection.number},
            names=(objection.applicant.name, objection.applicant.representative, objection.proxy),
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
    late = selectors.order_late(objection=objection, on=step.day)
    if objection.state == ObjectionState.DISPUTED:
        dismiss_deadline_notices(subject_kind=KIND, subject_id=str(objection.pk), step=EXECUTION, at=at)
        release_holds(objection, decree=objection.number, actor=actor, at=at)
    return close(
        step,
        changed=("execution_words", "executed_at", "holds"),
        facts={"materials": len(materials), "opened": opened, "late": late},
    )


def _still_ordered(objection: Objection) -> None:
    """Refuse to carry out what was carried out before the dispute, or what a ruling put something else in place of."""
    if objection.state == ObjectionState.DISPUTED and not selectors.order_stands(objection=objection):
        raise Refused("order_replaced")


def _gives(objection: Objection, materials: Sequence[Material]) -> None:
    """Refuse to call it done where a refusal was overruled wholly and still nothing is given. Raises: Refused."""
    if objection.verdict != Verdict.GRANTED or not selectors.may_open(objection=objection) or materials:
        return
    assert objection.decided_at is not None  # noqa: S101 the database holds a verdict to its day
    if not was_given_anew(objection.request, since=objection.decided_at):
        raise Refused("opened_nothing")


def _given_anew(objection: Objection) -> list[Material]:
    case = objection.request
    assert case is not None and objection.decided_at is not None  # noqa: S101, PT018 a decided refusal of a request
    return given_anew(case, since=objection.decided_at)


def _answer_is_out(objection: Objection) -> None:
    """Refuse to call an order done while the request still waits for its answer, reopened or never given."""
    case = objection.request
    if case is not None and case.state in UNANSWERED:
        raise Refused("answer_not_signed", number=case.number)
