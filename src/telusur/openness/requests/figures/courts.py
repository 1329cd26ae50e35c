"""The numbers of disputes before the courts: what was filed, and what was ruled. Rows carry no names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from telusur.kernel.figures.rules.definitions import Column, Dimension, Figure, Row
from telusur.kernel.figures.selectors import define, said

from .. import selectors
from ..models import dispute_labels
from .disputes import GROUP, OUTCOME, SOURCE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from telusur.kernel.figures.rules.periods import Period

    from ..selectors import CountedProceeding

FORUM = Dimension("forum", _("Pengadilan"), dispute_labels.FORUMS)
SIDE = Dimension("side", _("Yang mengajukan"), {each: dispute_labels.WHOSE[each] for each in ("applicant", "office")})
SUIT_COLUMNS = (
    Column("number", _("Nomor sengketa")),
    Column("filed_on", _("Diajukan")),
    Column("forum", _("Pengadilan")),
    Column("court", _("Nama pengadilan")),
    Column("side", _("Yang mengajukan")),
)
RULING_COLUMNS = (
    Column("number", _("Nomor sengketa")),
    Column("decided_on", _("Diputus")),
    Column("forum", _("Pengadilan")),
    Column("outcome", _("Hasil")),
)


def sued(office_id: int, period: Period, _on: date) -> Sequence[Row]:
    found = selectors.suits_filed(office_id=office_id, start=period.start, end=period.end)
    return [
        _row(
            each,
            filed_on=each.on,
            court=each.court,
            side=str(dispute_labels.WHOSE[each.side]),
            groups={"forum": each.forum, "side": each.side},
        )
        for each in found
    ]


def ruled(office_id: int, period: Period, _on: date) -> Sequence[Row]:
    found = selectors.court_rulings(office_id=office_id, start=period.start, end=period.end)
    return [
        _row(
            each,
            decided_on=each.on,
            outcome=said(OUTCOME, each.outcome),
            groups={"forum": each.forum, "outcome": each.outcome},
        )
        for each in found
    ]


def _row(each: CountedProceeding, *, groups: dict[str, str], **columns: str | date) -> Row:
    said = {"number": each.number, "forum": str(dispute_labels.FORUMS[each.forum]), **columns}
    return Row(id=each.id, columns=said, groups=groups, day=each.on)


define(
    Figure(
        key="requests.suits",
        group=GROUP,
        name=_("Gugatan dan kasasi diajukan"),
        unit=_("gugatan"),
        definition=_("Gugatan ke pengadilan dan kasasi atas sengketa kantor ini yang diajukan pada masa ini."),
        source=SOURCE,
        rows=sued,
        public_columns=SUIT_COLUMNS,
        officer_columns=SUIT_COLUMNS,
        officer_permission="requests.see_disputes",
        dimensions=(FORUM, SIDE),
    )
)
define(
    Figure(
        key="requests.court_rulings",
        group=GROUP,
        name=_("Putusan pengadilan"),
        unit=_("putusan"),
        definition=_("Putusan pengadilan atas sengketa kantor ini yang dijatuhkan pada masa ini."),
        source=SOURCE,
        rows=ruled,
        public_columns=RULING_COLUMNS,
        officer_columns=RULING_COLUMNS,
        officer_permission="requests.see_disputes",
        dimensions=(FORUM, OUTCOME),
    )
)
