"""What a survey is told by: its report, its poster, its sheet of paper, its answers as a file."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.cache import cache
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from telusur import __version__
from telusur.kernel.documents import services as documents
from telusur.kernel.law import selectors as law
from telusur.kernel.law.acts import in_its_language
from telusur.kernel.letters import services as letters
from telusur.kernel.letters.rules.surveys import SurveyPoster, SurveyReport, SurveySheet
from telusur.kernel.letters.selectors import letterhead

from .. import selectors
from ..models import labels
from ..rules.index import CODES

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal

    from telusur.kernel.offices.models import Office

    from ..models import FollowUp, Survey

HIDDEN = "–"
KEPT = 30 * 86400  # seconds that a report which nobody changes is kept without being typeset again


def in_figures(value: Decimal) -> str:
    """Return a value as Indonesian readers write it, with its own decimals."""
    return str(value).replace(".", ",")


def report_of(*, survey: Survey, on: date) -> bytes:
    """Return the report of a closed survey as PDF/A-2a and PDF/UA-1; the same facts give the same bytes.

    It is typeset once for all who ask while its facts and the office's letterhead are the same.

    Law: PermenPANRB 14/2017, appendix. Raises: ValueError for a survey that is not closed.
    """
    if survey.closed_at is None:
        raise ValueError(survey.pk)
    with in_its_language():
        report = _report(survey, on)
        facts = repr((__version__, report, letterhead(office=survey.office), survey.closed_at))
        key = f"satisfaction.report.{hashlib.sha256(facts.encode()).hexdigest()}"
        kept: bytes | None = cache.get(key)
        if kept is None:
            kept = letters.render(letter=report, office=survey.office, at=survey.closed_at)
            cache.set(key, kept, timeout=KEPT)
        return kept


def _report(survey: Survey, on: date) -> SurveyReport:
    outcome = selectors.outcome_of(survey=survey, on=on)
    names = selectors.elements(on=survey.first_on)
    enough = _("sasaran tercapai") if outcome.enough else _("sasaran belum tercapai")
    days = selectors.days_of(survey=survey)
    return SurveyReport(
        survey=str(survey),
        days=f"{date_format(days.first_on, 'j F Y')} – {date_format(days.last_on, 'j F Y')}",
        planned_until=date_format(survey.last_on, "j F Y") if days.last_on < survey.last_on else "",
        ways=", ".join(str(name)[:1].lower() + str(name)[1:] for name in labels.CHANNELS.values()),
        respondents=str(outcome.respondents),
        population=str(outcome.population) if outcome.population else "",
        target="" if outcome.target is None else str(outcome.target),
        enough="" if outcome.enough is None else enough,
        index="" if outcome.index is None else in_figures(outcome.index),
        band=outcome.band.letter if outcome.band else "",
        performance=outcome.band.performance if outcome.band else "",
        compared="" if outcome.compared is None else in_figures(outcome.compared),
        elements=tuple(
            (each.code, each.name, in_figures(each.mean), in_figures(each.value), each.band.letter, str(each.answered))
            for each in outcome.elements
        ),
        tables=tuple(
            (str(table.name), tuple((str(label), HIDDEN if n is None else str(n)) for label, n in table.rows))
            for table in outcome.tables
        ),
        hidden=outcome.hides,
        least=str(selectors.least(key="cell", on=survey.first_on)),
        weakest=tuple((each.code, each.name, in_figures(each.value)) for each in outcome.weakest),
        plans=tuple(_plan(each, names[each.element].name) for each in selectors.follow_ups_of(survey_id=survey.pk)),
        comments=tuple(selectors.shown_comments(survey_id=survey.pk)),
        questions=_questions(survey.first_on),
        source=law.rule_in_force("satisfaction", "cadence", "default", on=survey.first_on).source.partition(":")[0],
    )


def _plan(found: FollowUp, element: str) -> tuple[str, str, str, str, str]:
    done = "" if found.done_on is None else f"{date_format(found.done_on, 'j F Y')}: {found.result}"
    return (element, found.action, str(found.owner), date_format(found.due_on, "j F Y"), done or _("belum selesai"))


def _questions(on: date) -> tuple[tuple[str, str, str, tuple[str, ...]], ...]:
    return tuple(
        (str(number), code, asked.question, asked.answers)
        for number, (code, asked) in enumerate(selectors.questions(on=on), start=1)
    )


def poster_of(*, office: Office, at: datetime) -> bytes:
    """Return the poster that leads to the office's survey by its QR code."""
    url = f"{settings.BASE_URL.rstrip('/')}/{office.slug}/survei/isi/"
    return letters.render(letter=SurveyPoster(online_url=url, online_qr=letters.qr_svg(url)), office=office, at=at)


def blank_sheet(*, office: Office, on: date, at: datetime) -> bytes:
    """Return the questionnaire to fill in by hand. Law: PermenPANRB 14/2017, appendix."""
    about = tuple((each.name, tuple(each.labels.values())) for each in selectors.attributes(on=on).values())
    return letters.render(letter=SurveySheet(questions=_questions(on), attributes=about), office=office, at=at)


def answers_file(*, survey: Survey, kind: str, on: date) -> bytes:
    """Return the answers of a closed survey for everybody, as `csv` or `xlsx`, with what they mean on sheets of their
    own: no respondent says who he is, and months with few answers stand together."""
    rows: list[list[str | int | None]] = [[_("Bulan"), *CODES]]
    for each in selectors.public_answers(survey=survey):
        first, last = each.months
        rows.append([f"{first:%Y-%m}" if first == last else f"{first:%Y-%m}/{last:%Y-%m}", *each.scores])
    sheets: dict[str, list[list[str | int | None]]] = {"Jawaban": rows}
    if kind == "xlsx":
        sheets["Unsur"] = [[_("Kode"), _("Unsur"), _("Pertanyaan"), "1", "2", "3", "4"]]
        named = selectors.elements(on=survey.first_on).items()
        sheets["Unsur"] += [[code, each.name, each.question, *each.answers] for code, each in named]
        sheets["Responden"] = [[_("Ciri"), _("Kelompok"), _("Responden")]]
        outcome = selectors.outcome_of(survey=survey, on=on)
        for table in outcome.tables:
            sheets["Responden"] += [
                [str(table.name), str(label), HIDDEN if count is None else count] for label, count in table.rows
            ]
    return documents.write_table(sheets=sheets, kind=kind)
