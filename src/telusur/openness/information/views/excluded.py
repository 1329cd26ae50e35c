"""What everybody reads of determinations: the list of excluded information (DIK), as a page, a file and a feed."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import feedgenerator, timezone
from django.utils.cache import patch_vary_headers
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from telusur.kernel.accounts.permits import PUBLIC, permits
from telusur.kernel.documents.services import write_table
from telusur.kernel.offices.selectors import local_day
from telusur.kernel.visits.pages import counted_page

from .. import selectors
from .public import FEED_LENGTH

if TYPE_CHECKING:
    from django.http import HttpResponseBase

    from telusur.kernel.accounts.permits import OfficeRequest

    from ..models import Determination

PER_PAGE = 50
CONTENT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


@permits(PUBLIC)
@counted_page(gettext_lazy("Daftar informasi yang dikecualikan"))
@require_safe
def listing(request: OfficeRequest) -> HttpResponseBase:
    """The list of excluded information of an office: its own and what binds it from above."""
    office = request.office
    on = local_day(office=office, at=timezone.now())
    page = Paginator(selectors.excluded_list(office_id=office.pk, on=on), PER_PAGE).get_page(request.GET.get("page"))
    first = (page.number - 1) * PER_PAGE + 1
    context = {
        "page": page,
        "headings": headings(),
        "rows": [(each, columns(number, each)) for number, each in enumerate(page, first)],
        "on": on,
    }
    return render(request, "information/excluded.html", context)


@permits(PUBLIC)
@counted_page(gettext_lazy("Daftar informasi yang dikecualikan"))
@require_safe
def export(request: OfficeRequest, kind: str) -> HttpResponseBase:
    """The same list as a file, every row of it."""
    if kind not in CONTENT_TYPES:
        raise Http404
    office = request.office
    on = local_day(office=office, at=timezone.now())
    found = selectors.excluded_list(office_id=office.pk, on=on)
    rows = [headings(), *(columns(number, each) for number, each in enumerate(found, 1))]
    name = f"dik-{office.slug}-{on:%Y%m%d}.{kind}"
    content = write_table(sheets={"DIK": rows}, kind=kind)
    return FileResponse(io.BytesIO(content), content_type=CONTENT_TYPES[kind], as_attachment=True, filename=name)


@permits(PUBLIC)
@require_safe
def feed(request: OfficeRequest) -> HttpResponse:
    """Atom: what was excluded last at an office, or binds it from above."""
    office = request.office
    on = local_day(office=office, at=timezone.now())
    page = request.build_absolute_uri(reverse("information_excluded", kwargs={"office": office.slug}))
    made = feedgenerator.Atom1Feed(
        title=_("Informasi yang dikecualikan %(office)s") % {"office": office.name},
        link=page,
        description="",
        language="id",
        feed_url=request.build_absolute_uri(),
    )
    found = selectors.excluded_list(office_id=office.pk, on=on).order_by("-registered_at", "-pk")
    for each in found[:FEED_LENGTH]:
        made.add_item(
            title=each.title,
            link=f"{page}#penetapan-{each.pk}",
            unique_id=f"{page}#penetapan-{each.pk}",
            description="\n".join(
                f"{heading}: {text}" for heading, text in zip(headings()[2:], columns(0, each)[2:], strict=True) if text
            ),
            pubdate=each.registered_at,
            updateddate=each.registered_at,
            author_name=each.office.name,
        )
    response = HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    patch_vary_headers(response, ["Accept-Language"])
    return response


def headings() -> list[str]:
    """The columns of the list, in the order of the standard form."""
    return [
        _("No."),
        _("Informasi"),
        _("Dasar hukum"),
        _("Konsekuensi dibuka"),
        _("Konsekuensi ditutup"),
        _("Jangka waktu"),
        _("SK penetapan"),
        _("Keterangan"),
    ]


def columns(number: int, found: Determination) -> list[str]:
    """What the public reads of a determination, in the order of `headings`."""
    letters = ", ".join(found.grounds)
    statute = _("UU 14/2008 Pasal 17 huruf %(letters)s. %(statute)s") % {"letters": letters, "statute": found.statute}
    decree = _("%(number)s, %(day)s, %(office)s") % {
        "number": found.decree_number,
        "day": date_format(found.decree_on, "j F Y"),
        "office": found.office.name,
    }
    return [str(number), found.title, statute, found.if_opened, found.if_closed, found.period, decree, found.remark]
