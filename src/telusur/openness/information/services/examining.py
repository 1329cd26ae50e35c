"""The test itself: begun, its six steps written one by one, people and arguments heard, concluded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from telusur.kernel.law.acts import legal_act
from telusur.kernel.ledger.services import personal_digest

from ..models import Argument, Participant, StepRecord
from ..rules.consequence import Conclusion, Participation, Proceeding, Side, steps, unanswered
from ..rules.exemptions import Ground
from ..selectors import answers_of
from .proceedings import Lacking, finish, take
from .proposing import offer_before_testing, tell_own_office

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from telusur.kernel.accounts.models import User

    from ..models import ConsequenceTest


class StaleStep(Exception):
    """Somebody else saved this step since the page was opened. now: what stands there; version: of it."""

    code = "stale_step"

    def __init__(self, now: Mapping[str, str], version: int) -> None:
        super().__init__("stale step")
        self.now, self.version = dict(now), version


class StepsMissing(Exception):
    """A test cannot be concluded while a step lacks its answer. letters: of those steps."""

    code = "steps_missing"

    def __init__(self, letters: list[str]) -> None:
        super().__init__(", ".join(letters))
        self.letters = letters


@legal_act
def begin_test(
    *, test_id: int, officer: User, at: datetime, despite: str = "", version: int | None = None
) -> ConsequenceTest:
    """Begin to test what was proposed, at the province by delegation or at the national office.

    despite: why, where determinations on the same substance came into force since it was proposed.
    Raises: StaleTest, NotNow (also at a regency or city, and at a province before the delegation), NotYours,
    AlreadyDetermined. Law: UU 14/2008 Pasal 19; PKPU 22/2023 Pasal 24; PKPU 4/2025.
    """
    taken = take(test_id=test_id, act=Proceeding.BEGIN, officer=officer, at=at, version=version)
    test = taken.test
    offer_before_testing(taken, despite=despite)
    test.begun_on = taken.day
    if test.handler_id != test.office_id:
        tell_own_office(taken, subject=_("Uji konsekuensi dimulai: %(title)s") % {"title": test.title}, text=test.title)
    facts = {"on": taken.day.isoformat()}
    return finish(taken, changed=("begun_on", "despite", "offered"), facts={**facts})


@legal_act
def save_step(
    *, test_id: int, letter: str, answers: Mapping[str, str], version: int, officer: User, at: datetime
) -> StepRecord:
    """Write one of the six steps; the others stay as they are.

    answers: by field, with the choice of step c (letters of Pasal 17, joined) or f. version: of the step as the page
    showed it, 0 where it was empty. Raises: NotNow, NotYours, StaleStep, Lacking for a choice that does not exist;
    KeyError for a step that does not. Law: PKPU 22/2023 Pasal 25 ayat (3).
    """
    taken = take(test_id=test_id, act=Proceeding.SAVE_STEP, officer=officer, at=at)
    step = {each.letter: each for each in steps(on=taken.test.begun_on or taken.day)}[letter]
    kept = {name: answers.get(name, "").strip() for name in step.asks}
    _known_choices(kept)
    record = StepRecord.objects.filter(test=taken.test, letter=letter).first()
    if version != (record.version if record else 0):
        raise StaleStep(record.answers if record else {}, record.version if record else 0)
    if record is None:
        record = StepRecord(test=taken.test, letter=letter, version=0)
    record.answers, record.version = kept, record.version + 1
    record.saved_by, record.saved_at = officer, at
    record.save()
    said = "\n".join(f"{name}: {value}" for name, value in sorted(kept.items()))
    finish(taken, facts={"step": letter, "digest": personal_digest(said)})
    return record


@legal_act
def invite(*, test_id: int, participation: str, name: str, function: str, officer: User, at: datetime) -> Participant:
    """Note who takes part: the unit, the tim pertimbangan, an expert. Raises: NotNow, NotYours, Lacking.

    Law: PKPU 22/2023 Pasal 24.
    """
    if missing := [field for field, value in (("name", name), ("function", function)) if not value.strip()]:
        raise Lacking(missing)
    taken = take(test_id=test_id, act=Proceeding.INVITE, officer=officer, at=at)
    found = Participant.objects.create(
        test=taken.test,
        participation=Participation(participation).value,
        name=name.strip(),
        function=function.strip(),
        added_by=officer,
        added_at=at,
    )
    finish(taken, facts={"participation": found.participation, "person": personal_digest(found.name)})
    return found


@legal_act
def argue(*, test_id: int, side: str, text: str, given_by: str, officer: User, at: datetime) -> Argument:
    """Note an argument for opening or for closing, and whose it is. Raises: NotNow, NotYours, Lacking."""
    if missing := [field for field, value in (("text", text), ("given_by", given_by)) if not value.strip()]:
        raise Lacking(missing)
    taken = take(test_id=test_id, act=Proceeding.ARGUE, officer=officer, at=at)
    found = Argument.objects.create(
        test=taken.test,
        side=Side(side).value,
        text=text.strip(),
        given_by=given_by.strip(),
        added_by=officer,
        added_at=at,
    )
    finish(taken, facts={"side": found.side, "digest": personal_digest(found.text)})
    return found


@legal_act
def conclude_test(*, test_id: int, officer: User, at: datetime, version: int | None = None) -> ConsequenceTest:
    """Close the six steps with the conclusion of the last: excluded or open.

    Raises: StaleTest, NotNow, NotYours, StepsMissing. Law: PKPU 22/2023 Pasal 25 ayat (3) huruf f, Pasal 26.
    """
    taken = take(test_id=test_id, act=Proceeding.CONCLUDE, officer=officer, at=at, version=version)
    answers = answers_of(test_id=test_id)
    on = taken.test.begun_on or taken.day
    if letters := unanswered(answers, on=on):
        raise StepsMissing(letters)
    chosen = {name: value for each in answers.values() for name, value in each.items()}
    taken.test.conclusion = Conclusion(chosen["conclusion"]).value
    taken.test.grounds = sorted(set(chosen["grounds"]) & set(Ground))
    facts = {"conclusion": taken.test.conclusion, "grounds": "".join(taken.test.grounds)}
    return finish(taken, changed=("conclusion", "grounds"), facts={**facts})


@legal_act
def resume_test(
    *, test_id: int, reason: str, officer: User, at: datetime, version: int | None = None
) -> ConsequenceTest:
    """Go back from a conclusion that nobody determined to the steps. Raises: StaleTest, NotNow, NotYours, Lacking."""
    if not reason.strip():
        raise Lacking(["reason"])
    taken = take(test_id=test_id, act=Proceeding.RESUME, officer=officer, at=at, version=version)
    taken.test.conclusion, taken.test.remark = "", reason.strip()
    return finish(taken, changed=("conclusion", "remark"), facts={"reason": personal_digest(reason)})


def _known_choices(answers: Mapping[str, str]) -> None:
    """Raises: Lacking for a letter or a conclusion that does not exist."""
    if not set(answers.get("grounds", "")) <= set(Ground):
        raise Lacking(["grounds"])
    if (chosen := answers.get("conclusion", "")) and chosen not in set(Conclusion):
        raise Lacking(["conclusion"])
