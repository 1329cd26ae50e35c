"""The PPID carries out what his superior ordered; what it opens becomes information at any time by law."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from telusur.kernel.documents import services as documents
from telusur.kernel.documents.rules.access import Audience
from telusur.kernel.law.acts import legal_act
from telusur.openness.information import selectors as information
from telusur.openness.information import services as publishing

from ...models import Objection, ObjectionRemedy
from ...rules.objections import ObjectionAct
from ...rules.questions import title_of
from ...rules.words import UNANSWERED, Act
from .. import steps as requests
from ..faults import Refused
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
    _keep_remedies(objection, materials=materials, opened=opened, actor=actor, at=at)
    if opened:
        _open_by_law(objection, materials=materials, actor=actor, at=at)
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


def _open_by_law(objection: Objection, *, materials: Sequence[Material], actor: str, at: datetime) -> None:
    """Put every file that the order opens into the list of public information, as information at any time.

    An entry that stands there already needs no opening. Law: UU 14/2008 Pasal 11 ayat (2).
    """
    for material in materials:
        if material.document_id is not None:
            publishing.publish_as_anytime(
                office_id=objection.office_id,
                title=material.title.strip(),
                summary=title_of(objection.information),
                cause="objection",
                reference=objection.number,
                document_ids=[material.document_id],
                actor=actor,
                at=at,
            )


def _keep_remedies(
    objection: Objection, *, materials: Sequence[Material], opened: bool, actor: str, at: datetime
) -> None:
    for material in materials:
        if material.item_id is None and material.document_id is None:
            raise Refused("material_empty")
        title, attachment_id = material.title.strip(), None
        if material.item_id is not None:
            item = information.shown_items().filter(pk=material.item_id).first()
            if item is None:
                raise Refused("item_not_public")
            title = str(item.title)
        else:
            attachment_id = documents.attach(
                document_id=material.document_id,  # type: ignore[arg-type]  # one of the two is there
                thing_kind=FILE_KIND,
                thing_id=str(objection.pk),
                office_id=objection.office_id,
                access="officers",
                permission=SEE_LETTERS,
                title=title,
                at=at,
                actor=actor,
            ).pk
            _let_out(attachment_id, title=title, at=at)
        ObjectionRemedy.objects.create(
            objection=objection,
            item_id=material.item_id,
            attachment_id=attachment_id,
            title=title[:300],
            opened=opened,
            given_at=at,
            given_by=actor,
        )


def _let_out(attachment_id: int, *, title: str, at: datetime) -> None:
    """Let a file out to the applicant. Raises: Refused `file_not_released`."""
    try:
        documents.require_release(attachment_id=attachment_id, audience=Audience.RECIPIENT, at=at)
    except documents.NotReleased as error:
        raise Refused("file_not_released", title=title, found=error.found) from error
