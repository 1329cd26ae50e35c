"""A report is begun, its numbers are made, its words are written."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.formats import date_format

from telusur.kernel.figures import services as figures
from telusur.kernel.figures.rules.periods import year_of
from telusur.kernel.law.acts import legal_act
from telusur.kernel.offices.selectors import local_day
from telusur.openness.requests.selectors import parties_of

from .. import selectors
from ..models import AnnualReport, Edition, NarrativePart
from ..rules.content import NothingToPrint, SumOff
from ..rules.given import NARRATIVES, NotFrozen
from ..rules.judging import MOST_WORDS
from ..rules.moves import next_state
from ..rules.states import Act
from .faults import Refused, StaleReport
from .registers import keep_list, keep_register
from .steps import begin, close, record_report

if TYPE_CHECKING:
    from datetime import datetime

    from telusur.kernel.offices.models import Office

    from ..rules.content import Report
    from .steps import Step


@legal_act
def freeze_register(
    *, office: Office, year: int, actor: str, at: datetime, happened_at: datetime | None = None
) -> AnnualReport:
    """Begin the report on a year: freeze every figure that it speaks of, with the rows behind it.

    happened_at: when it was truly done, for a report that is taken over from before. Law: Perki 1/2021 Pasal 56.
    Raises: Refused (`year_not_over`, `already_begun`, `happened_in_future`, `register_moved`), NotPermitted.
    """
    then = happened_at or at
    if then > at:
        raise Refused("happened_in_future")
    on = local_day(office=office, at=then)
    if on.year <= year:
        raise Refused("year_not_over", year=year, day=date_format(date(year + 1, 1, 1), "j F Y"))
    parties = parties_of(actor=actor, office_id=office.pk, on=on)
    state = next_state(selectors.table_on(on=on), None, Act.FREEZE, parties=parties)
    due_on, rule = selectors.due_of(year=year)
    report, new = AnnualReport.everything.get_or_create(
        office=office,
        year=year,
        defaults={"state": state, "state_since": then, "due_on": due_on, "rule_id": rule.id, "begun_at": then},
    )
    if not new:
        raise Refused("already_begun", year=year)
    edition = _freeze(report, number=1, actor=actor, at=at, then=then)
    facts = {"frozen": edition.frozen.digest, "due_on": due_on.isoformat()}
    record_report(report, Act.FREEZE, actor=actor, at=at, then=then, facts=facts)
    return report


@legal_act
def refreeze_register(
    *,
    report_id: int,
    reason: str,
    actor: str,
    at: datetime,
    version: int | None = None,
    happened_at: datetime | None = None,
) -> AnnualReport:
    """Freeze the register again, after it was mended: the next edition begins with the words of this one, which stays.

    Raises: Refused (`reason_missing`), StaleReport, WrongState, NotPermitted.
    """
    step = begin(report_id=report_id, act=Act.REFREEZE, actor=actor, at=at, version=version, happened_at=happened_at)
    return _next_edition(step, reason)


@legal_act
def revise_report(*, report_id: int, reason: str, actor: str, at: datetime, version: int | None = None) -> AnnualReport:
    """Begin a corrected edition of a signed report; what was published stays readable until this one is.

    Raises: Refused (`reason_missing`), StaleReport, WrongState, NotPermitted.
    """
    step = begin(report_id=report_id, act=Act.REVISE, actor=actor, at=at, version=version)
    return _next_edition(step, reason)


def _next_edition(step: Step, reason: str) -> AnnualReport:
    if not reason.strip():
        raise Refused("reason_missing")
    report, before = step.report, step.edition
    report.edition += 1
    made = _freeze(report, number=report.edition, actor=step.actor, at=step.at, then=step.then, reason=reason.strip())
    NarrativePart.objects.bulk_create(
        NarrativePart(
            edition=made, place=part.place, text=part.text, written_by=part.written_by, written_at=part.written_at
        )
        for part in before.parts.order_by("pk")
    )
    same = made.frozen_id == before.frozen_id
    return close(step, changed=("edition",), facts={"frozen": made.frozen.digest, "same": same})


def _freeze(
    report: AnnualReport, *, number: int, actor: str, at: datetime, then: datetime, reason: str = ""
) -> Edition:
    on = local_day(office=report.office, at=then)
    taken = figures.freeze(
        office_id=report.office_id,
        period=year_of(report.year),
        on=on,
        at=at,
        actor=actor,
        keys=selectors.needed_figures(),
    )
    edition = Edition.objects.create(
        report=report,
        number=number,
        frozen=taken,
        frozen_on=on,
        frozen_at=then,
        frozen_by=actor,
        reason=reason,
        downloads=[
            [each.title, each.times] for each in selectors.downloads(office=report.office, year=report.year, on=on)
        ],
    )
    keep_register(edition=edition)
    keep_list(edition=edition)
    return edition


@legal_act
def generate_report(
    *,
    report_id: int,
    actor: str,
    at: datetime,
    version: int | None = None,
    happened_at: datetime | None = None,
) -> AnnualReport:
    """Make the report's numbers, tables and charts out of the frozen register; from now on its words are written.

    Raises: Refused (`cannot_be_written`: parts that are not their whole, a count that is missing), StaleReport,
    WrongState, NotPermitted.
    """
    step = begin(report_id=report_id, act=Act.GENERATE, actor=actor, at=at, version=version, happened_at=happened_at)
    try:
        made = selectors.composed(edition=step.edition, on=step.day)
    except (NotFrozen, SumOff, NothingToPrint) as error:
        raise Refused("cannot_be_written", what=str(error)) from error
    ask_for_drawings(made, office_code=step.report.office.code)
    return close(step, facts={"tables": len(made.tables())})


def ask_for_drawings(made: Report, *, office_code: str) -> None:
    """Let a worker draw the charts that the pages of a report show."""
    for chart in made.charts():
        figures.ask_for_chart(spec=dict(chart.spec), office_code=office_code)


@legal_act
def write_part(
    *,
    report_id: int,
    place: str,
    text: str,
    actor: str,
    at: datetime,
    part_version: int | None = None,
    happened_at: datetime | None = None,
) -> NarrativePart:
    """Save the officers' words at one place. Nothing happens where they stand so already.

    part_version: of the words as the writer saw them, 0 for none. Raises: StaleReport where somebody else wrote in
    between; Refused `words_too_long`; WrongState, NotPermitted; LookupError for a place that no report has.
    """
    if place not in NARRATIVES:
        raise LookupError(place)
    step = begin(report_id=report_id, act=Act.NARRATE, actor=actor, at=at, happened_at=happened_at)
    part, _new = NarrativePart.objects.select_for_update().get_or_create(
        edition=step.edition, place=place, defaults={"version": 0}
    )
    text = text.replace("\r\n", "\n").strip()
    if part_version is not None and part_version != part.version and part.text != text:
        raise StaleReport
    if part.text == text:
        return part
    others = sum(len(each) for other, each in selectors.narratives(edition=step.edition).items() if other != place)
    if len(text) + others > MOST_WORDS and len(text) > len(part.text):
        raise Refused("words_too_long", signs=len(text) + others, most=MOST_WORDS)
    part.text, part.version, part.written_by, part.written_at = text, part.version + 1, actor, step.then
    part.save()
    close(step, facts={"place": place, "words": len(text.split())})
    return part
