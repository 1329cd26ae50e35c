"""Sheets of paper that the desk types in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from telusur.kernel.documents import services as documents
from telusur.kernel.law.acts import legal_act
from telusur.kernel.offices.selectors import local_day

from ..models import PaperBatch, PaperSheet, Survey
from ..rules.words import MOST_SHEETS, Channel
from .acts import record
from .answering import deposit
from .faults import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from telusur.kernel.documents.models import Document

    from ..rules.sheets import Sheet

BATCH = "survey_batch"


@dataclass(frozen=True)
class PaperEntry:
    """One sheet as it was typed in. number: as printed or written on it; empty where the scan proves the batch."""

    sheet: Sheet
    number: str = ""


@legal_act
def enter_paper(
    *,
    survey_id: int,
    entries: Sequence[PaperEntry],
    actor: str,
    at: datetime,
    scan: Document | None = None,
    on: date | None = None,
) -> PaperBatch:
    """Take in sheets of paper together, with a scan of them or with the number of each. The act names how many.

    on: the day they were filled in; the office's own day without it. Which answers stood on which sheet is not kept,
    so nothing that was entered twice could be taken out again: a scan proves sheets of one batch of a survey alone.
    Raises: BadSheet; Refused (`already_closed`, `sheets_missing`, `too_many_sheets`, `proof_missing`, `number_twice`,
    `sheet_known`, `scan_known`).
    """
    surveys = Survey.objects.select_for_update(of=("self",), no_key=True).select_related("office")
    survey = surveys.get(pk=survey_id)  # one batch after the other; answers that refer to it need not wait
    _judge(survey, entries, scan=scan)
    batch = PaperBatch.objects.create(survey=survey, entered_at=at, entered_by=actor, sheets=len(entries))
    if scan is not None:
        batch.scan = documents.attach(
            document_id=scan.pk,
            thing_kind=BATCH,
            thing_id=str(batch.pk),
            office_id=survey.office_id,
            access="officers",
            permission="satisfaction.enter",
            title=_("Pindaian lembar survei"),
            at=at,
            actor=actor,
        )
        batch.save(update_fields=["scan"])
    numbers = sorted(each.number for each in entries if each.number)
    PaperSheet.objects.bulk_create([PaperSheet(survey=survey, batch=batch, number=number) for number in numbers])
    day = min(on or local_day(office=survey.office, at=at), survey.last_on)
    deposit(survey=survey, sheets=[each.sheet for each in entries], channel=Channel.PAPER, on=day)
    facts = {"sheets": len(entries), "scan": scan.digest if scan else None}
    record("satisfaction.enter_paper", office=survey.office, subject=(BATCH, batch.pk), actor=actor, at=at, facts=facts)
    return batch


def _judge(survey: Survey, entries: Sequence[PaperEntry], *, scan: Document | None) -> None:
    if survey.closed_at is not None:
        raise Refused("already_closed")
    if not entries:
        raise Refused("sheets_missing")
    if len(entries) > MOST_SHEETS:
        raise Refused("too_many_sheets", most=MOST_SHEETS)
    numbers = [each.number for each in entries if each.number]
    if scan is None and len(numbers) < len(entries):
        raise Refused("proof_missing")
    twice = [number for number, count in Counter(numbers).items() if count > 1]
    if twice:
        raise Refused("number_twice", number=twice[0])
    known = PaperSheet.objects.filter(survey=survey, number__in=numbers).values_list("number", flat=True)
    if known:
        raise Refused("sheet_known", number=min(known))
    if scan is not None and survey.batches.filter(scan__document__digest=scan.digest).exists():
        raise Refused("scan_known")
