"""An officer calls a book of a year empty: a report may say that there was none, and not only that nobody wrote."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.formats import date_format

from telusur.kernel.law.acts import legal_act
from telusur.kernel.ledger import services as ledger
from telusur.kernel.ledger.rules.logs import office_log
from telusur.kernel.offices.selectors import local_day

from .. import selectors
from ..models import NothingKept
from ..rules.kept import NIL_BOOKS
from .faults import Refused
from .steps import BOOK, hold_books

if TYPE_CHECKING:
    from datetime import datetime

    from telusur.kernel.offices.models import Office

    from ..rules.kept import Kind

CONFIRM_NIL = "reports.confirm_nil"


@legal_act
def confirm_nil(*, kind: Kind, office: Office, year: int, actor: str, at: datetime) -> NothingKept:
    """State that a book of a year that is over is truly empty. The first row entered ends it.

    Law: Perki 1/2021 Pasal 56. Raises: Refused (`not_permitted`, `year_fixed`, `never_empty`, `nil_too_early`,
    `book_not_empty`, `called_empty_already`).
    """
    hold_books(office=office, year=year, permission=CONFIRM_NIL, actor=actor, at=at)
    if kind not in NIL_BOOKS:
        raise Refused("never_empty")
    over_on = date(year + 1, 1, 1)
    if local_day(office=office, at=at) < over_on:
        raise Refused("nil_too_early", year=year, day=date_format(over_on, "j F Y"))
    if selectors.book(kind=kind, office_id=office.pk, year=year).exists():
        raise Refused("book_not_empty")
    if kind in selectors.called_empty(office_id=office.pk, year=year):
        raise Refused("called_empty_already")
    said = NothingKept.objects.create(office=office, year=year, book=kind.value, confirmed_by=actor, confirmed_at=at)
    ledger.record(
        "reports.confirm_nil",
        log=office_log(office.code),
        subject_kind=BOOK,
        subject_id=f"{kind.value}/{office.code}/{year}",
        actor=actor,
        happened_at=at,
        recorded_at=at,
        facts={"book": kind.value, "year": year},
    )
    return said
