"""What of this room waits in the signing tray: checked reports, each signed at its own address once it was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from telusur.kernel.letters.rules.trays import Tray, Waiting

from .. import selectors
from .faults import ANTICIPATED, sentence
from .steps import REPORT

if TYPE_CHECKING:
    from ..models import AnnualReport


def waiting(*, office_id: int, subject_id: str | None = None) -> list[Waiting]:
    """Return the checked reports of an office, nearest last day first."""
    return [
        _waiting(report)
        for report in selectors.awaiting_signature(office_id=office_id)
        if subject_id is None or subject_id == str(report.pk)
    ]


def _waiting(report: AnnualReport) -> Waiting:
    return Waiting(
        subject_id=str(report.pk),
        number=str(report.year),
        title=_("Laporan Tahunan Layanan Informasi Publik %(year)s") % {"year": report.year},
        decision=_("Diperiksa PPID, tanpa temuan"),
        due_on=report.due_on,
        version=report.version,
        address=reverse("reports_year", args=[report.office.slug, report.year]),
    )


TRAY = Tray(
    kind=REPORT,
    name=gettext_lazy("Laporan tahunan"),
    permission="reports.sign",
    role="superior",
    waiting=waiting,
    faults=ANTICIPATED,
    sentence=sentence,
)
