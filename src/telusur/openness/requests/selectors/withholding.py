"""What a decision keeps closed, in words: for the letter, the desk and the applicant."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from telusur.kernel.calendars.rules import CalendarGap
from telusur.kernel.calendars.selectors import calendar_for
from telusur.kernel.clocks import selectors as clocks
from telusur.kernel.clocks.rules import compute
from telusur.kernel.documents import selectors as documents
from telusur.kernel.documents.selectors import Ground
from telusur.kernel.law.selectors import rule_in_force
from telusur.openness.information import selectors as information

from ..models import labels
from ..rules.withholding import LETTERS, ground_code
from ..rules.words import ANSWERED, AnswerKind, State, Track, Withheld

if TYPE_CHECKING:
    from datetime import date, datetime

    from telusur.kernel.clocks.rules import Computation
    from telusur.openness.information.rules.exemptions import DeterminationFacts

    from ..models import Applicant, InformationRequest, Withholding


@dataclass(frozen=True)
class Closed:
    """Something that was not given. why: the ground in plain words; consequence: what the test found that opening
    would do; decree: number and day of the determination, "" and no id where a statute protects personal data by
    itself."""

    kind: str
    what: str
    place: str
    why: str
    consequence: str
    decree: str
    determination_id: int | None


@dataclass(frozen=True)
class Explained:
    """A decision as its applicant reads it."""

    outcome: str
    closed: list[Closed]


@dataclass(frozen=True)
class Blackenable:
    """A file of an answer and how far its blackened copy is: "" not begun, "open" being made, "done" confirmed."""

    answer_id: int
    attachment_id: int
    title: str
    is_pdf: bool
    state: str


def covering(*, case: InformationRequest, on: date) -> list[DeterminationFacts]:
    """Return the determinations in force that bind the case's office on that day, by title: the only ones that can
    keep something closed."""
    return information.determinations_covering(office_id=case.office_id, on=on)


def blackening_grounds(*, case: InformationRequest, on: date) -> list[Ground]:
    """Return the grounds of Pasal 17 that an officer may choose for a passage, each with its determination."""
    return [
        Ground(
            code=ground_code(letter, found.id),
            label=_("Pasal 17 huruf %(letter)s, Penetapan %(decree)s: %(title)s")
            % {"letter": letter, "decree": found.decree_number, "title": found.title[:180]},
        )
        for found in covering(case=case, on=on)
        for letter in found.grounds
    ]


def to_blacken(*, case: InformationRequest) -> list[Blackenable]:
    """Return the files of the answer as they were handed in, oldest first, and how far the copy of each is."""
    files = case.answers.filter(taken_back_at=None, kind=AnswerKind.FILE, blackened_from=None)
    found = []
    for answer in files.select_related("attachment__document").order_by("pk"):
        assert answer.attachment is not None  # noqa: S101 the database holds a file's answer to it
        running = documents.open_redaction(attachment_id=answer.attachment.pk) is not None
        done = documents.redacted_copy(attachment_id=answer.attachment.pk) is not None
        found.append(
            Blackenable(
                answer_id=answer.pk,
                attachment_id=answer.attachment.pk,
                title=answer.title,
                is_pdf=answer.attachment.document.extension == "pdf",
                state="open" if running else "done" if done else "",
            )
        )
    return found


def explained(*, case: InformationRequest) -> Explained | None:
    """Return what was decided and why something was not given, None while nothing is told yet."""
    if State(case.state) not in ANSWERED or not case.outcome:
        return None
    return Explained(outcome=case.outcome, closed=closed_of(case=case))


def objection_window(*, case: InformationRequest, at: datetime) -> Computation:
    """Return the time to object that a notification of that instant opens. Law: UU 14/2008 Pasal 36 ayat (1)."""
    return counted_from(case=case, step="objection_window", at=at)


def counted_from(*, case: InformationRequest, step: str, at: datetime) -> Computation:
    """Return the clock of a step as it would be counted if it started at that instant."""
    count = clocks.count_of(
        track=case.track,
        step=step,
        received=at,
        time_zone=case.office.time_zone,
        calendar=calendar_for(office_code=case.office.code),
    )
    return compute(count)


def due_by_track(*, case: InformationRequest) -> dict[str, date]:
    """Return the last day of the running answer on each track, counted from its own start; empty without a clock, and
    without the track that leads into a year nobody loaded."""
    clock = case.deadline
    if clock is None:
        return {}
    found: dict[str, date] = {}
    for track in Track:
        count = clocks.count_of(
            track=track,
            step=clock.step,
            received=clock.started_at,
            time_zone=case.office.time_zone,
            calendar=calendar_for(office_code=case.office.code),
        )
        with suppress(CalendarGap):
            counted = compute(count)
            found[track] = counted.due_if_extended if case.extended_at and counted.due_if_extended else counted.due
    return found


def _closed(row: Withholding) -> Closed:
    found = row.determination
    return Closed(
        kind=row.kind,
        what=passage_in_words(row) if row.kind == Withheld.PASSAGE else row.what,
        place=row.place,
        why=_("Pasal 17 huruf %(letter)s: bila dibuka, %(words)s.")
        % {"letter": row.ground, "words": ground_in_words(row.ground, on=found.valid_from)}
        if found
        else row.ground_label,
        consequence=found.if_opened if found else "",
        decree=_("%(number)s tanggal %(day)s")
        % {"number": found.decree_number, "day": date_format(found.decree_on, "j F Y")}
        if found
        else "",
        determination_id=row.determination_id,
    )


def passage_in_words(kept: Withholding) -> str:
    """Return what kind of thing was blackened, never its content."""
    return str(labels.PASSAGES.get(kept.what, kept.what))


def ground_in_words(letter: str, *, on: date) -> str:
    """Return what a letter of Pasal 17 protects, as the law says it. Raises: NoRuleInForce."""
    return rule_in_force("information", "exemption_ground", letter, on=on).text("words")


def reason_of(case: InformationRequest) -> str:
    """Return why a decided case was not given, or not in full, as the register says it: grounds and decrees."""
    rows = [row for row in case.withholdings.all() if row.taken_back_at is None]
    parts = dict.fromkeys(
        _("Pasal 17 huruf %(letter)s (Penetapan %(decree)s)")
        % {"letter": row.ground, "decree": row.determination.decree_number}
        if row.ground in LETTERS and row.determination
        else row.ground_label
        for row in rows
    )
    return "; ".join(parts)


def occupation_of(who: Applicant) -> str:
    """Return the applicant's occupation in words, his own where he wrote them."""
    if who.occupation_words:
        return who.occupation_words
    return str(labels.OCCUPATIONS[who.occupation]) if who.occupation else ""


def closed_of(*, case: InformationRequest) -> list[Closed]:
    """Return what the decision that now stands keeps closed, in the order it was decided."""
    rows = case.withholdings.filter(taken_back_at=None).select_related("determination").order_by("pk")
    return [_closed(row) for row in rows]
