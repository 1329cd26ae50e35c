"""What a decision keeps closed: only what a determination in force covers, when it is decided and when it is signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from telusur.kernel.documents import selectors as documents
from telusur.openness.information import selectors as information

from ..models import Answer, Withholding
from ..rules.withholding import PERSONAL, NotCovered, covered, read_ground_code
from ..rules.words import AnswerKind, Withheld
from .faults import Refused

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date, datetime

    from django.db.models import QuerySet

    from telusur.openness.information.rules.exemptions import DeterminationFacts

    from ..models import InformationRequest
    from ..rules.withholding import Kept


def require_covered(case: InformationRequest, *, ground: str, determination_id: int, on: date) -> DeterminationFacts:
    """Return the determination that keeps something closed by this ground, at this office, on this day.

    A regency or city office exempts nothing by itself. Law: UU 14/2008 Pasal 17, 19; PKPU 22/2023 Pasal 24–25.
    Raises: Refused (`no_determination`, `ground_not_covered`).
    """
    found = information.determination_in_force(determination_id=determination_id, office_id=case.office_id, on=on)
    try:
        covered(ground=ground, grounds=found.grounds if found else None)
    except NotCovered as error:
        raise Refused(error.code, ground=error.ground, on=on) from error
    assert found is not None  # noqa: S101 `covered` lets nothing pass without one
    return found


def keep_closed(
    case: InformationRequest, *, kept: Sequence[Kept], files: Iterable[Answer] = (), at: datetime, on: date
) -> list[Withholding]:
    """Write what is not given at all: what the officer named, and each of these files by its title.

    Raises: Refused `withheld_not_said`, and as `require_covered`.
    """
    titles = [(file.title, file) for file in files]
    made = []
    for one in kept:
        require_covered(case, ground=one.ground, determination_id=one.determination_id, on=on)
        named = [(one.what.strip(), None)] if one.what.strip() else []
        if not (named or titles):
            raise Refused("withheld_not_said")
        for what, file in [*named, *titles]:
            made.append(
                Withholding.objects.create(
                    request=case,
                    kind=Withheld.WHOLE,
                    ground=one.ground,
                    determination_id=one.determination_id,
                    what=what,
                    answer=file,
                    decided_at=at,
                )
            )
    return made


def files_of_answer(case: InformationRequest) -> list[Answer]:
    """Return the files that the units and the desk handed in and that now stand as the answer, oldest first."""
    rows = case.answers.filter(taken_back_at=None, kind=AnswerKind.FILE, blackened_from=None)
    return list(rows.select_related("disposition").order_by("pk"))


def leave_out(files: Iterable[Answer], *, at: datetime) -> None:
    """Take files out of the answer for as long as the decision stands."""
    for answer in files:
        answer.taken_back_at, answer.left_out = at, True
        answer.save(update_fields=["taken_back_at", "left_out"])


def give_blackened(case: InformationRequest, *, actor: str, at: datetime, on: date) -> list[Withholding]:
    """Let the blackened copy take the place of each file that has one, and write what is blackened, with its ground.

    The original stays with the case; it is no part of the answer any more. Raises: Refused (`blackening_open`,
    `no_determination`, `ground_not_covered`). Law: UU 14/2008 Pasal 22 ayat (7) huruf e.
    """
    made = []
    for answer in files_of_answer(case):
        assert answer.attachment_id is not None  # noqa: S101 the database holds a file's answer to it
        if documents.open_redaction(attachment_id=answer.attachment_id) is not None:
            raise Refused("blackening_open", title=answer.title)
        copy = documents.redacted_copy(attachment_id=answer.attachment_id)
        if copy is None:
            continue
        redaction = documents.redactions_of(attachment_id=answer.attachment_id).filter(result=copy).get()
        leave_out([answer], at=at)
        given = Answer.objects.create(
            request=case,
            disposition=answer.disposition,
            kind=AnswerKind.FILE,
            attachment_id=copy.pk,
            title=copy.title[:300],
            given_at=at,
            given_by=actor,
            blackened_from=answer,
        )
        for passage in documents.passages_of(redaction_id=redaction.pk):
            letter, determination_id = _ground_of(passage.ground, on=on)
            if determination_id is not None:
                require_covered(case, ground=letter, determination_id=determination_id, on=on)
            made.append(
                Withholding.objects.create(
                    request=case,
                    kind=Withheld.PASSAGE,
                    ground=letter or passage.ground,
                    ground_label=passage.ground_label,
                    determination_id=determination_id,
                    answer=given,
                    what=passage.kind,
                    place=_("%(title)s, halaman %(page)s") % {"title": answer.title[:300], "page": passage.page},
                    decided_at=at,
                )
            )
    return made


def _ground_of(code: str, *, on: date) -> tuple[str, int | None]:
    try:
        return read_ground_code(code) or ("", None)
    except NotCovered as error:
        raise Refused(error.code, ground=error.ground, on=on) from error


def settle_rest(
    case: InformationRequest, *, whole: Collection[int], kept: Sequence[Kept], at: datetime
) -> list[Answer]:
    """Leave out every file that is neither blackened nor said to be given whole, and return them: silence gives
    nothing. whole: answers of which the officer said so. Raises: Refused `file_without_ground`.
    """
    rest = [answer for answer in files_of_answer(case) if answer.pk not in whole]
    if rest and not kept:
        raise Refused("file_without_ground", title=rest[0].title)
    leave_out(rest, at=at)
    return rest


def require_whole(case: InformationRequest) -> None:
    """Hold that nothing which is given whole has been, or is being, blackened.

    Raises: Refused `blackened_in_full_grant`.
    """
    for answer in files_of_answer(case):
        assert answer.attachment_id is not None  # noqa: S101 the database holds a file's answer to it
        begun = documents.open_redaction(attachment_id=answer.attachment_id)
        if begun is not None or documents.redacted_copy(attachment_id=answer.attachment_id) is not None:
            raise Refused("blackened_in_full_grant", title=answer.title)


def require_still_covered(case: InformationRequest, *, on: date) -> None:
    """Hold that what was decided to stay closed is still covered on the day it is signed.

    Raises: Refused (`determination_ended`). Law: UU 14/2008 Pasal 19, 20.
    """
    for kept in standing(case).exclude(determination=None).select_related("determination"):
        assert kept.determination is not None and kept.determination_id is not None  # noqa: S101, PT018 just asked for
        try:
            require_covered(case, ground=kept.ground, determination_id=kept.determination_id, on=on)
        except Refused as error:
            raise Refused("determination_ended", decree=kept.determination.decree_number, on=on) from error


def disclosure_said(case: InformationRequest, *, withheld: Iterable[Withholding], words: str, refused: bool) -> str:
    """Return what a decision on g or h says of written consent and public office, "" for any other.

    refused: nothing at all is given; then what a consent given for this very request opened cannot stay closed.
    Law: UU 14/2008 Pasal 18 ayat (2). Raises: Refused (`disclosure_missing`, `opened_by_consent`).
    """
    rests_on = {one.determination_id for one in withheld if one.ground in PERSONAL}
    if rests_on and not words.strip():
        raise Refused("disclosure_missing")
    for key in rests_on if refused else ():
        if key is not None and information.disclosures(determination_id=key, reference=case.number).exists():
            raise Refused("opened_by_consent")
    return words.strip() if rests_on else ""


def take_back(case: InformationRequest, *, at: datetime) -> None:
    """Undo what a decision kept closed: what it left out stands as the answer again, to be decided anew."""
    standing(case).update(taken_back_at=at)
    case.answers.filter(taken_back_at=None).exclude(blackened_from=None).update(taken_back_at=at)
    case.answers.filter(left_out=True).update(taken_back_at=None, left_out=False)


def standing(case: InformationRequest) -> QuerySet[Withholding]:
    """Return what the decision that now stands keeps closed."""
    return case.withholdings.filter(taken_back_at=None).order_by("pk")
