"""Councils of an office, and what was taken, settled and determined of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.kernel.law.selectors import rule_in_force
from telusur.results.elections.selectors import dispute_window

from ..models import Basis, Correction, Council, CourtPaper, Determination, Seat, TieDecision
from ..rules.windows import PaperKind, Standing, Terms, Told, standing

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet


WITH_ORIGIN = ("basis__council__contest__election", "basis__votes")  # what says whence a basis has its votes


def councils_of(*, office_id: int) -> QuerySet[Council]:
    """Return the councils whose seats an office gives, the last vote first."""
    return Council.objects.filter(office_id=office_id).order_by("-voted_on", "slug")


def council_named(*, office_id: int, slug: str) -> Council:
    """Return one council of an office. Raises: LookupError."""
    found = Council.objects.select_related("office", "contest").filter(office_id=office_id, slug=slug).first()
    if found is None:
        raise LookupError(slug)
    return found


def bases_of(*, council: Council) -> QuerySet[Basis]:
    """Return what was taken for a council, the last first, with its files."""
    files = [f"{name}__document" for name in ("votes", "seats", "control", "lists")]
    return (
        Basis.objects.filter(council=council).select_related("council__contest__election", *files).order_by("-number")
    )


def basis_of(*, council: Council, number: int | None = None) -> Basis | None:
    """Return the basis that seats are counted on, or an earlier one by its number; None where there is none."""
    found = bases_of(council=council)
    return (found if number is None else found.filter(number=number)).first()


def corrections_of(*, basis: Basis) -> list[Correction]:
    """Return every correction of a basis, the oldest first."""
    return list(Correction.objects.filter(basis=basis).order_by("pk"))


def decisions_of(*, basis: Basis) -> list[TieDecision]:
    """Return every decision between equals, the oldest first."""
    return list(TieDecision.objects.filter(basis=basis).order_by("pk"))


def papers_of(*, council: Council) -> list[CourtPaper]:
    """Return what the Constitutional Court told of a council's result, the oldest first."""
    return list(CourtPaper.objects.filter(council=council).select_related("ruling").order_by("pk"))


def determinations_of(*, council: Council) -> list[Determination]:
    """Return every determination of a council's seats, the oldest first; the last is in force."""
    found = Determination.objects.filter(council=council).select_related(*WITH_ORIGIN).defer("statement")
    return list(found.order_by("number"))


def determination_of(*, council: Council, number: int) -> Determination:
    """Return one determination. Raises: LookupError."""
    rows = Determination.objects.select_related(*WITH_ORIGIN).defer("statement")
    found = rows.filter(council=council, number=number).first()
    if found is None:
        raise LookupError(number)
    return found


def seats_of(*, determination: Determination) -> list[Seat]:
    """Return the seats of a determination, by district in the order of the file, the first seat first."""
    return list(Seat.objects.filter(determination=determination).select_related("drawn", "chosen").order_by("pk"))


def window_terms(*, on: date) -> Terms:
    """Return how long a result may be disputed, and when seats are due; on: day of the vote. Raises: NoRuleInForce."""
    window = dispute_window(kind="general", on=on)
    due = rule_in_force("seats", "determination_due", "general", on=on)
    return Terms(
        hours=window.hours,
        days=due.number("days"),
        sources=(window.source, due.source),
        confirmed=window.confirmed and due.confirmed,
    )


def court_standing(*, basis: Basis, papers: list[CourtPaper], at: datetime) -> Standing:
    """Return where the result of a basis stands before the Court. Raises: NoRuleInForce."""
    told = [
        Told(PaperKind(paper.kind), paper.dated_on, answered=paper.kind == PaperKind.REGISTERED and _ended(paper))
        for paper in papers
    ]
    return standing(basis.announced_at, told, terms=window_terms(on=basis.council.voted_on), at=at)


def _ended(paper: CourtPaper) -> bool:
    return getattr(paper, "ruling", None) is not None
