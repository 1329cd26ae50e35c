"""The numbers of scans of identities that were let go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from telusur.kernel.figures.rules import tallies
from telusur.kernel.figures.rules.definitions import Column, Figure, Row
from telusur.kernel.figures.selectors import asked_once, define
from telusur.kernel.offices import selectors as offices

from .. import selectors

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from telusur.kernel.figures.rules.periods import Period


def scans_purged(office_id: int, period: Period, _on: date) -> Sequence[Row]:
    """Return the files whose scans of identities were let go in the period, valued by how many scans."""
    office = asked_once(offices.office_by_id)(office_id=office_id)
    return [
        Row(
            id=each.pk,
            columns={
                "number": each.number,
                "purged_on": (day := offices.local_day(office=office, at=each.purged_at)),
                "scans": each.removed + each.released,
            },
            value=each.removed + each.released,
            day=day,
        )
        for each in selectors.purges_between(office_id=office_id, start=period.start, end=period.end)
    ]


SCAN_COLUMNS = (
    Column("number", _("Nomor")),
    Column("purged_on", _("Dihapus")),
    Column("scans", _("Pindaian")),
)
define(
    Figure(
        key="requests.scans_purged",
        group=pgettext_lazy("figures", "Data pribadi"),
        name=_("Pindaian identitas dihapus"),
        unit=_("pindaian"),
        definition=_(
            "Pindaian identitas yang dihapus pada masa ini karena perkaranya selesai seluruhnya dan masa simpannya "
            "habis."
        ),
        source=_("UU 27/2022 Pasal 43"),
        rows=scans_purged,
        measure=tallies.total,
        public_columns=SCAN_COLUMNS,
        officer_columns=SCAN_COLUMNS,
        officer_permission="requests.see_retention",
    )
)
