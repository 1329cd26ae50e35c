"""The report of an edition as content, and everything that is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from telusur.kernel.law import selectors as law
from telusur.kernel.law.acts import in_its_language

from ..models import Composition
from ..rules import given
from ..rules.findings import FindingKind
from ..rules.judging import lint_report
from ..rules.kept import SLUG_OF, Kind
from ..rules.plain import NARRATIVE
from ..rules.writing import write
from ..rules.written import report_from
from .given import frozen, of_edition
from .linting import in_reader_language, yardstick
from .reports import narratives

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ..models import Edition
    from ..rules.content import Report, Section
    from ..rules.findings import ReportFinding

# The book in which what a section says is kept.
_BOOKS: Mapping[str, Kind] = {
    "basis": Kind.POLICIES,
    "procedures": Kind.POLICIES,
    "decrees": Kind.POLICIES,
    "facilities": Kind.INVENTORY,
    "officers": Kind.OFFICERS,
    "budget": Kind.BUDGET,
    "obstacles-internal": Kind.OBSTACLES,
    "obstacles-external": Kind.OBSTACLES,
    "carried": Kind.RECOMMENDATIONS,
    "recommendations": Kind.RECOMMENDATIONS,
}

# The section in which the officers' words of a place stand.
_SECTIONS: Mapping[str, str] = {
    "policy": "basis",
    "facilities": "facilities",
    "service": "received",
    "disputes": "objections",
    "e_ppid": "published",
    "obstacles": "obstacles-internal",
    "recommendations": "recommendations",
}


@dataclass(frozen=True)
class Judged:
    """A finding on the report of an edition.

    part: the place of the officers' words it is in; book: the slug of the book it comes from; "" where it is neither.
    facts: what it says, in one line, by which an answer to it is known. explainable: the register's own numbers raise
    it. words: the answer, where one was given.
    """

    finding: ReportFinding
    part: str
    book: str
    facts: str
    explainable: bool
    words: str = ""

    @property
    def sentence(self) -> str:
        """What is wrong and what to do, in the reader's language."""
        return in_reader_language(message=self.finding.message)

    @property
    def open(self) -> bool:
        return not (self.explainable and self.words)


@dataclass(frozen=True)
class Sources:
    """What an edition is written from and held against, read once."""

    office: given.Office
    kept: given.Kept
    signature: given.Signature
    frozen: given.Frozen


def sources(*, edition: Edition, on: date) -> Sources:
    """Return what an edition is written from: as its check fixed it, else as it stands on `on`."""
    with in_its_language():
        taken = frozen(taken=edition.frozen, year=edition.report.year)
        return Sources(*of_edition(edition=edition, on=on), frozen=taken)


def composed(*, edition: Edition, on: date, signed_on: date | None = None, of: Sources | None = None) -> Report:
    """Return the report of an edition: as its check kept it, a draft written from what stands on `on`. One that was
    checked before compositions were kept (`has_content`) is written again from what its check fixed.

    signed_on: of a signature that is being given. of: the sources, where they are read already. Raises: as
    `rules.writing.write`.
    """
    copy = Composition.objects.filter(edition=edition).first() if edition.kept is not None else None
    if copy is not None and edition.kept is not None:
        made = report_from(copy.content)
        signature = given.Signature(**edition.kept["signature"])
    else:
        of, year = of or sources(edition=edition, on=on), edition.report.year
        signature = of.signature
        with in_its_language():
            made = write(of.office, year, of.frozen, of.kept, narrative=_words(edition), signature=signature)
    letter = edition.letter
    signed = replace(
        signature,
        name=edition.signer_name or signature.name,
        on=signed_on or edition.signed_on,
        number=letter.number if letter else "",
        code=letter.code if letter else "",
    )
    return replace(made, signature=signed)


def has_content(*, edition: Edition) -> bool:
    """Return whether the check of an edition kept the report as it was then."""
    return Composition.objects.filter(edition=edition).exists()


def _words(edition: Edition) -> dict[str, str]:
    return {place: text for place, text in narratives(edition=edition).items() if text.strip()}


def around(*, report: Report, place: str) -> Section | None:
    """Return the section that surrounds the officers' words at a place; None for the foreword."""
    key = _SECTIONS.get(place)
    return next((section for chapter in report.chapters for section in chapter.sections if section.key == key), None)


def judged(*, edition: Edition, report: Report, on: date, of: Sources | None = None) -> list[Judged]:
    """Return everything that is wrong with the report of an edition, in its order, answered doubts among them.

    of: the sources, where they are read already. Raises: TooMuch.
    """
    of = of or sources(edition=edition, on=on)
    with in_its_language():
        found = lint_report(report, of.frozen, of.kept, by=yardstick(on=on))
    doubts = {rule.key for rule in law.rules_in_force("reports", "explainable", on=on)}
    answers = {(each.kind, each.facts): each.words for each in edition.answers.all()}
    return [_judged(each, doubts, answers) for each in found]


def _judged(finding: ReportFinding, doubts: set[str], answers: Mapping[tuple[str, str], str]) -> Judged:
    passage, kind = finding.passage, finding.kind.value
    facts = " / ".join("" if fact is None else str(fact) for fact in finding.facts)[:160]
    book = _BOOKS.get(passage)
    if kind == FindingKind.MISSING and finding.facts[0] in set(Kind):
        book = Kind(finding.facts[0])  # the section of another book speaks of it
    own = passage.removeprefix(NARRATIVE) if passage.startswith(NARRATIVE) else ""
    return Judged(
        finding=finding,
        part=own or (passage if passage == "foreword" else ""),
        book=SLUG_OF[book] if book else "",
        facts=facts,
        explainable=kind in doubts,
        words=answers.get((kind, facts), ""),
    )
