"""The register of requests in its legal columns, for the office's own eyes: it carries names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from telusur.kernel.offices.selectors import local_day

from ..models import InformationRequest, labels
from ..rules.paper_register import columns as paper
from ..rules.words import Outcome
from .withholding import occupation_of, reason_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from ..models import RequestQuerySet


@dataclass(frozen=True)
class RegisterRow:
    """One row; `values` stand in the order of `paper_register.COLUMNS`."""

    request_id: int
    imported: bool
    values: tuple[str | int | date | None, ...]


def register_rows(*, office_id: int, year: int, register: str) -> RequestQuerySet:
    """Return the requests of one register and year by number, with what its columns need."""
    return (
        InformationRequest.everything.of_office(office_id)
        .filter(year=year, register=register)
        .select_related("applicant", "deadline", "office")
        .prefetch_related("withholdings__determination")
        .order_by("serial")
    )


def years_of(*, office_id: int) -> list[int]:
    """Return the years in which this office has requests, newest first."""
    return list(
        InformationRequest.everything.of_office(office_id).order_by("-year").values_list("year", flat=True).distinct()
    )


def as_register(cases: Iterable[InformationRequest]) -> list[RegisterRow]:
    """Return the rows in the legal columns, days as the office's own days."""
    return [_row(case) for case in cases]


def _row(case: InformationRequest) -> RegisterRow:
    who = case.applicant

    def day(at: datetime | None) -> date | None:
        return local_day(office=case.office, at=at) if at else None

    values: dict[str, str | int | date | None] = {
        paper.NUMBER: case.number,
        paper.RECEIVED: day(case.received_at),
        paper.NAME: who.name,
        paper.ADDRESS: who.address,
        paper.CONTACT: who.phone or who.email,
        paper.OCCUPATION: occupation_of(who),
        paper.QUESTION: case.question,
        paper.PURPOSE: case.purpose,
        paper.HELD: _held(case),
        paper.FORM: case.copy_form,
        paper.WAY: {"see": "melihat", "copy": "salinan"}.get(case.way, ""),
        paper.DECISION: str(labels.OUTCOMES[case.outcome]) if case.outcome else "",
        paper.REASON: "; ".join(filter(None, [reason_of(case), case.decision_words or case.closing_words])),
        paper.NOTIFIED: day(case.notified_at),
        paper.DELIVERED: day(case.delivered_at),
        paper.COST: case.cost,
        paper.PAYMENT: case.cost_words,
        paper.CHANNEL: str(labels.CHANNELS[case.channel]) if case.channel else "",
        paper.TRACK: str(labels.TRACKS[case.track]),
        paper.EXTENDED: _extended(case),
        paper.DUE: case.deadline.due_on if case.deadline else case.imported_due_on,
        paper.SEX: str(labels.SEXES[who.sex]) if who.sex else "",
        paper.TYPE: str(labels.APPLICANT_TYPES[who.type]),
    }
    return RegisterRow(case.pk, case.imported, tuple(values[column] for column in paper.COLUMNS))


def _extended(case: InformationRequest) -> str:
    """Return yes or no; of a past request only what its own register says."""
    said = case.imported_extended if case.imported else case.extended_at is not None
    return "" if said is None else "ya" if said else "tidak"


def _held(case: InformationRequest) -> str:
    if case.outcome == Outcome.NOT_HELD:
        return f"tidak dikuasai: {case.held_by}" if case.held_by else "tidak dikuasai"
    if case.outcome == Outcome.NOT_DOCUMENTED:
        return "belum didokumentasikan"
    return "dikuasai" if case.outcome in (Outcome.GRANTED_FULL, Outcome.GRANTED_PART, Outcome.REFUSED_EXEMPT) else ""
