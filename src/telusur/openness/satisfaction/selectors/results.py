"""What came of a survey: the index, the elements, who answered, and what is still missing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING

from telusur.kernel.figures.rules.small_cells import hidden_in_line
from telusur.kernel.figures.selectors import asked_once

from ..models import Answer, RespondentCount, labels
from ..rules import index as skm
from ..rules.joining import joined_months
from ..rules.parts import CHANNEL
from ..rules.spans import month_of
from ..rules.words import ATTRIBUTES
from . import rules_of_day
from .surveys import days_of, population_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from django_stubs_ext import StrOrPromise

    from ..models import Survey
    from ..rules.index import Band, Element

NOT_SAID = ""


@dataclass(frozen=True)
class ElementResult:
    """One element: its mean (1 to 4), its value (25 to 100), both rounded as printed, its band and its answers."""

    code: str
    name: str
    mean: Decimal
    value: Decimal
    band: Band
    answered: int
    weak: bool


@dataclass(frozen=True)
class Table:
    """Respondents by one attribute: (label, count), None for what is hidden."""

    key: str
    name: StrOrPromise
    rows: tuple[tuple[StrOrPromise, int | None], ...]

    @property
    def hides(self) -> bool:
        return any(count is None for _label, count in self.rows)


@dataclass(frozen=True)
class Outcome:
    """index: None until enough people answered every element. target: None where nobody is known
    to be served. enough: as many as it asks."""

    respondents: int
    index: Decimal | None
    band: Band | None
    compared: Decimal | None
    elements: tuple[ElementResult, ...]
    tables: tuple[Table, ...]
    population: int | None
    target: int | None

    @property
    def enough(self) -> bool | None:
        return None if self.target is None else self.respondents >= self.target

    @property
    def hides(self) -> bool:
        """Whether a group of respondents is hidden."""
        return any(table.hides for table in self.tables)

    @property
    def weakest(self) -> tuple[ElementResult, ...]:
        """The weakest elements, lowest first."""
        return tuple(sorted((each for each in self.elements if each.weak), key=lambda each: (each.value, each.code)))


def outcome_of(*, survey: Survey, on: date) -> Outcome:
    """Return what came of a survey so far; what lies in its pot does not count yet.

    Who answered, and what each element got, is told once, after closing: two tables of a running survey would differ by
    the few of one batch.
    """
    answers = list(Answer.objects.filter(survey=survey).order_by("id"))
    least = rules_of_day.least(key="cell", on=survey.first_on)
    found = elements_of([answer.scores for answer in answers], least=least)
    value = skm.index(found) if found else None
    bands = rules_of_day.bands(on=survey.first_on)
    population = population_of(survey=survey, on=on)
    return Outcome(
        respondents=len(answers),
        index=None if value is None else skm.rounded(value),
        band=None if value is None else skm.band_of(value, bands),
        compared=skm.rounded(skm.compared(found)) if found else None,
        elements=_elements(found, survey.first_on) if survey.closed_at else (),
        tables=tables_of(survey=survey, respondents=len(answers), least=least) if survey.closed_at else (),
        population=population,
        target=skm.target(population) if population else None,
    )


def elements_of(rows: Iterable[Sequence[int | None]], *, least: int) -> tuple[Element, ...]:
    """Return the nine elements of these answers, each row in the order of the codes; nothing where fewer than `least`
    people answered one of the nine: the index and the other eight would tell it."""
    columns = list(zip(*rows, strict=True))
    given = [[score for score in column if score is not None] for column in columns]
    if not given or min(map(len, given)) < least:
        return ()
    totals = {code: Fraction(sum(scores)) for code, scores in zip(skm.CODES, given, strict=True)}
    return skm.of_totals(totals, {code: len(scores) for code, scores in zip(skm.CODES, given, strict=True)})


def _elements(found: tuple[Element, ...], on: date) -> tuple[ElementResult, ...]:
    names, bands = rules_of_day.elements(on=on), rules_of_day.bands(on=on)
    weak = {each.code for each in skm.weakest(found)} if found else set()
    return tuple(
        ElementResult(
            code=each.code,
            name=names[each.code].name,
            mean=skm.rounded(each.mean),
            value=skm.rounded(each.converted),
            band=skm.band_of(each.converted, bands),
            answered=each.answered or 0,
            weak=each.code in weak,
        )
        for each in found
    )


@dataclass(frozen=True)
class Sheets:
    """The scores of a closed survey, each row in the order of the codes, rows in the order of their random keys, which
    change no more. told: whether they may be told; of any other survey only how many there are."""

    survey: Survey
    scores: tuple[tuple[int | None, ...], ...]

    @property
    def told(self) -> bool:
        return bool(elements_of(self.scores, least=rules_of_day.least(key="cell", on=self.survey.first_on)))


@asked_once
def sheets_within(*, office_id: int, start: date, end: date) -> list[Sheets]:
    """Return the answers of each closed survey whose days all lie in [start, end), oldest survey first.

    Each survey may be told or not by itself: if a year told what its half may not, the other half would be enough to
    work it out. A running survey has no rows: whoever read them each day would see which sheets came in one night.
    """
    surveys = {"survey__office_id": office_id, "survey__first_on__gte": start, "survey__last_on__lt": end}
    found = Answer.objects.filter(**surveys, survey__closed_at__isnull=False).select_related("survey")
    by_survey = groupby(found.order_by("survey__first_on", "id"), key=lambda answer: answer.survey)
    return [Sheets(survey, tuple(tuple(each.scores) for each in answers)) for survey, answers in by_survey]


def tables_of(*, survey: Survey, respondents: int, least: int) -> tuple[Table, ...]:
    """Return a survey's respondents by attribute and by channel, each for itself, small groups hidden."""
    said: dict[str, Counter[str]] = {key: Counter() for key in (*ATTRIBUTES, CHANNEL)}
    for key, value, people in RespondentCount.objects.filter(survey=survey).values_list("attribute", "value", "people"):
        said[key][value] = people
    attributes = rules_of_day.attributes(on=survey.first_on)
    named: list[tuple[str, StrOrPromise, Mapping[str, StrOrPromise]]] = [
        (key, attributes[key].name, attributes[key].labels) for key in ATTRIBUTES
    ]
    few = respondents < least  # of so few nothing was kept
    return tuple(
        _table(key, name, labels_of, said[key], least, few=few)
        for key, name, labels_of in (*named, (CHANNEL, labels.BY_CHANNEL, labels.CHANNELS))
    )


def _table(
    key: str, name: StrOrPromise, names: Mapping[str, StrOrPromise], counts: Counter[str], least: int, *, few: bool
) -> Table:
    order = [*names, *([NOT_SAID] if counts[NOT_SAID] else [])]
    hidden = set(order) if few else hidden_in_line({value: counts[value] for value in order}, least=least)
    rows = ((names.get(value, labels.NOT_SAID), None if value in hidden else counts[value]) for value in order)
    return Table(key, name, tuple(rows))


@dataclass(frozen=True)
class PublicAnswer:
    """An answer as it may leave: from which months, the nine answers in the order of the codes; nothing else."""

    months: tuple[date, date]
    scores: tuple[int | None, ...]


def public_answers(*, survey: Survey) -> list[PublicAnswer]:
    """Return the answers of a closed survey for everybody: months with few answers stand with their neighbours, and
    whoever answered says nothing of himself. Nothing where too few answered an element."""
    answers = list(Answer.objects.filter(survey=survey).order_by("id"))
    least = rules_of_day.least(key="cell", on=survey.first_on)
    if survey.closed_at is None or not elements_of([each.scores for each in answers], least=least):
        return []
    months = [
        survey.first_on.replace(month=survey.first_on.month + place) for place in range(days_of(survey=survey).months)
    ]
    counts = Counter(answer.month for answer in answers)
    together = {}
    for group in joined_months([counts[month] for month in months], least=least):
        for place in group:
            together[months[place]] = (months[group.start], months[group.stop - 1])
    return [PublicAnswer(together[month_of(answer.month)], tuple(answer.scores)) for answer in answers]
