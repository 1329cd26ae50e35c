"""The desk's pages of downloads: every file by how often it was taken, and one file by month, way and format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from telusur.kernel.accounts.permits import permits
from telusur.kernel.documents import selectors as documents
from telusur.kernel.figures.files import EXPORTS, export
from telusur.kernel.figures.rules.periods import year_of
from telusur.kernel.figures.selectors import figure_by_key
from telusur.kernel.figures.sheets import definition_sheet
from telusur.kernel.figures.views.asking import for_a_period
from telusur.kernel.offices.selectors import local_day

from . import selectors
from .labels import way_name
from .rules.counting import Kind
from .things import beside_files, things_shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telusur.kernel.accounts.permits import OfficeRequest
    from telusur.kernel.documents.models import Attachment
    from telusur.kernel.figures.rules.periods import Period
    from telusur.kernel.offices.models import Office

ON_A_PAGE = 50
YEARS = 6


@permits("visits.see")
@require_safe
@for_a_period
def files(request: OfficeRequest, *, period: Period) -> HttpResponse:
    office, on = request.office, local_day(office=request.office, at=timezone.now())
    taken = selectors.files_taken(office_code=office.code, period=period)
    kind = request.GET.get("format")
    page = Paginator(taken, len(taken) or 1 if kind in EXPORTS else ON_A_PAGE).get_page(request.GET.get("page"))
    names = things_shown(office=office, things={(Kind.DOCUMENT, key) for key, _n in page}, on=on)
    rows = [(key, names[Kind.DOCUMENT, key], number) for key, number in page]
    if kind in EXPORTS:
        table: list[Sequence[Any]] = [
            [_("Berkas"), _("Keterangan"), _("Nomor berkas"), _("Unduhan")],
            *([named.title, named.note, key, n] for key, named, n in rows),
        ]
        return _export(request, kind, table, name=f"unduhan-{office.slug}-{period.key}", period=period)
    context = {
        "period": period,
        "years": [
            {"label": str(year), "href": f"?masa={year}", "current": year_of(year) == period}
            for year in range(on.year, on.year - YEARS, -1)
        ],
        "page": page,
        "rows": rows,
        "total": sum(number for _key, number in taken),
        "definition": figure_by_key(key="visits.downloads").definition,
    }
    return render(request, "visits/files.html", context)


@permits("visits.see")
@require_safe
def one_file(request: OfficeRequest, attachment_id: int) -> HttpResponse:
    """One file, all of its versions together, whichever of them the address names."""
    office = request.office
    asked = documents.attachments_by_id(ids=[attachment_id]).get(attachment_id)
    if asked is None or asked.office_id != office.pk or asked.access != "public":
        raise Http404
    versions = documents.versions_of(attachment_id=attachment_id)
    attachment = [each for each in versions if each.access == "public" and each.withdrawn_at is None][-1]
    taken = selectors.downloads_of(office_code=office.code, attachment_ids=[each.pk for each in versions])
    kind = request.GET.get("format")
    if kind in EXPORTS:
        head = [_("Bulan"), _("Datang dari"), _("Format"), _("Unduhan")]
        table: list[Sequence[Any]] = [
            head,
            *([f"{day:%Y-%m}", way_name(way), form, n] for day, way, form, n in taken.rows),
        ]
        return _export(request, kind, table, name=f"unduhan-berkas-{attachment.pk}")
    context = {
        "attachment": attachment,
        "versions": len(versions),
        "href": documents.address(attachment=attachment),
        "taken": taken,
        "tables": [
            (_("Bulan"), [(date_format(day, "F Y"), number) for day, number in reversed(taken.by_month)]),
            (_("Datang dari"), [(way_name(way), number) for way, number in taken.by_referrer]),
            (_("Format"), [(written.upper(), number) for written, number in taken.by_format]),
            *([(_("Versi"), _by_version(office, versions, taken))] if len(versions) > 1 else []),
        ],
        "beside": [
            {"label": each.label, "href": reverse(each.address, args=[office.slug, attachment.pk])}
            for each in beside_files()
            if request.standing.may(each.permission)
        ],
        "definition": figure_by_key(key="visits.downloads").definition,
    }
    return render(request, "visits/file.html", context)


def _by_version(office: Office, versions: Sequence[Attachment], taken: selectors.Downloads) -> list[tuple[str, int]]:
    """Return each version with its day and how often it was taken, the last one first."""
    said = _("%(n)d, sejak %(day)s")
    return [
        (
            said % {"n": each.version, "day": date_format(local_day(office=office, at=each.attached_at), "j F Y")},
            taken.by_file.get(each.pk, 0),
        )
        for each in reversed(versions)
    ]


def _export(
    request: OfficeRequest, kind: str, table: Sequence[Sequence[Any]], *, name: str, period: Period | None = None
) -> HttpResponse:
    """Return a table of downloads as a file, with the sheet that says what a download is."""
    figure, office = figure_by_key(key="visits.downloads"), request.office
    sheets = {
        _("Unduhan"): [list(line) for line in table],
        _("Definisi"): definition_sheet([figure], office=office.name, period=period),
    }
    return export(kind, name=name, title=f"{figure.name}, {office.name}", sheets=sheets)
