"""What everybody reads: the list, the search, one entry, the register in the law's columns, the feed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import feedgenerator, timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from telusur.kernel.accounts.permits import PUBLIC, permits
from telusur.kernel.accounts.throttles import throttled
from telusur.kernel.documents import selectors as documents
from telusur.kernel.ledger.selectors import acts_on
from telusur.kernel.offices.selectors import local_day, units_of
from telusur.kernel.visits import selectors as visits
from telusur.kernel.visits.pages import counted_page
from telusur.kernel.visits.rules.counting import Kind

from .. import selectors
from ..forms import ORDER_LABELS, FilterForm, filters_of
from ..models import CLASS_LABELS, FORM_LABELS, InformationItem
from ..rules.entries import SLUG_OF_CLASS, Form, InformationClass
from ..rules.partial_dates import show_partial

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

    from telusur.kernel.accounts.permits import OfficeRequest
    from telusur.kernel.documents.models import Attachment

PER_PAGE = 20
LONGEST_QUERY = 200
FEED_LENGTH = 50
POPULAR = 5
ACT_TEXTS = {
    "information.approve": gettext_lazy("Terbit dengan persetujuan orang kedua"),
    "information.announce": gettext_lazy("Terbit sebagai informasi serta merta"),
    "information.confirm": gettext_lazy("Ditegaskan oleh orang kedua"),
    "information.accept_revision": gettext_lazy("Diperbarui; versi sebelumnya disimpan"),
    "information.review": gettext_lazy("Ditinjau ulang dan dinyatakan masih benar"),
    "information.withdraw": gettext_lazy("Ditarik"),
    "information.open_by_law": gettext_lazy("Terbuka karena hukum"),
    "information.release_file": gettext_lazy("Berkas terbit setelah pemeriksaan rilis"),
}


@permits(PUBLIC)
@counted_page(gettext_lazy("Daftar informasi publik"))
@require_safe
@throttled("information_search", methods=("GET", "HEAD"), asking="q")
def listing(request: OfficeRequest) -> HttpResponseBase:
    return _list_page(request, office=request.office, template="information/list.html")


@permits(PUBLIC)
@counted_page(gettext_lazy("Cari di semua kantor"))
@require_safe
@throttled("information_search", methods=("GET", "HEAD"), asking="q")
def network_search(request: HttpRequest) -> HttpResponseBase:
    return _list_page(request, office=None, template="information/search.html")


def _list_page(request: HttpRequest, *, office: Any, template: str) -> HttpResponseBase:
    text = " ".join(request.GET.get("q", "").split())[:LONGEST_QUERY]
    office_id = office.pk if office else None
    filters, now = filters_of(request.GET), timezone.now()
    number = _page_number(request.GET.get("page"))
    order = request.GET.get("urut", "")
    context: dict[str, Any] = {"q": text, "feed": _feed_address(request, office)}
    if text:
        found = selectors.search(text=text, office_id=office_id, filters=filters, at=now, size=0)
        items, ids = selectors.shown_items(office_id=office_id).filter(pk__in=found.ids), found.ids
        if order in ORDER_LABELS:
            ids = list(items.order_by(*selectors.ORDERS[order]).values_list("pk", flat=True))
        page: Page[Any] = Paginator(ids, PER_PAGE).get_page(number)
        hits = selectors.hits_of(ids=list(page), query=found.query, at=now)
        context |= {"found": found, "hits": hits, "floor": found.more}
        if not found.ids and office:
            context["suggestion"] = selectors.suggestion(text=text, office_id=office.pk)
    elif office:
        kept = order if order in ORDER_LABELS else "terbaru"
        items = selectors.browse(office_id=office_id, filters=filters, order=kept)
        page = Paginator(items, PER_PAGE).get_page(number)
    else:
        items = selectors.shown_items().none()
        page = Paginator(list(selectors.shown_items()[:PER_PAGE]), PER_PAGE).get_page(1)
    if office and not text and not filters.active() and number == 1:
        context["popular"] = selectors.popular(office=office, limit=POPULAR, on=local_day(office=office, at=now))
    facets = selectors.facets(items=items)
    units = {str(unit.pk): unit.name for unit in units_of(office_id=office.pk)} if office else {}
    if not office:
        facets["unit_id"] = []
    context |= {
        "page": page,
        "form": FilterForm(request.GET, facets=facets, units=units, ranked=bool(text)),
        "clear": (f"?{urlencode({'q': text})}" if text else "?") if filters.active() else "",
        "total": page.paginator.count,
    }
    return render(request, template, context)


def _page_number(text: str | None) -> int:
    return min(max(int(text), 1), 1000) if text and text.isascii() and text.isdecimal() and len(text) < 6 else 1  # noqa: PLR2004


def _feed_address(request: HttpRequest, office: Any) -> str:
    if not office:
        return ""
    chosen = request.GET.get("kelas", "")
    return reverse("information_feed", kwargs={"office": office.slug}) + (f"?kelas={chosen}" if chosen else "")


@permits(PUBLIC)
@counted_page(gettext_lazy("Butir informasi"), kind=Kind.INFORMATION, key="item_id")
@require_safe
def document(request: OfficeRequest, item_id: int, slug: str = "") -> HttpResponseBase:
    office = request.office
    try:
        item = selectors.shown_item(office_id=office.pk, item_id=item_id)
    except InformationItem.DoesNotExist:
        return _tombstone(request, item_id)
    if slug != item.slug:
        return HttpResponsePermanentRedirect(address_of(item))
    now = timezone.now()
    files = _files(item, now)
    context = {
        "item": item,
        "files": files,
        "columns": legal_columns(item),
        "class_label": CLASS_LABELS[InformationClass(item.information_class)],
        "class_slug": SLUG_OF_CLASS[item.information_class],
        "acts": _public_acts(item),
        "opening": selectors.opening_of(item_id=item.pk) if item.opened_by else None,
        "cover": next((row for row in files if row["preview"]), None),
        "seen": visits.times_seen(office_code=office.code, kind=Kind.INFORMATION, keys=[str(item.pk)]).get(
            str(item.pk), 0
        ),
    }
    return render(request, "information/document.html", context)


def _tombstone(request: OfficeRequest, item_id: int) -> HttpResponse:
    try:
        item = selectors.withdrawn_item(office_id=request.office.pk, item_id=item_id)
    except InformationItem.DoesNotExist as error:
        raise Http404 from error
    return render(request, "information/tombstone.html", {"item": item}, status=410)


def address_of(item: InformationItem) -> str:
    return reverse("information_item", kwargs={"office": item.office.slug, "item_id": item.pk, "slug": item.slug})


def legal_columns(item: InformationItem) -> list[dict[str, Any]]:
    """The seven columns of the list, in the law's order and words."""
    made = ", ".join(part for part in (item.made_place, show_partial(item.made) if item.made else "") if part)
    return [
        {"label": _("Nomor"), "value": f"{item.number}/{item.year}" if item.number else _("belum bernomor")},
        {"label": _("Ringkasan isi informasi"), "value": item.summary},
        {"label": _("Pejabat/unit yang menguasai"), "value": item.holder},
        {"label": _("Penanggung jawab pembuatan/penerbitan"), "value": item.responsible},
        {"label": _("Waktu dan tempat pembuatan"), "value": made},
        {"label": _("Bentuk informasi"), "value": FORM_LABELS[Form(item.form)]},
        {"label": _("Jangka waktu penyimpanan"), "value": item.retention},
    ]


def _files(item: InformationItem, now: Any) -> list[dict[str, Any]]:
    """The current files with the versions before them; only what everybody may see."""
    rows = list(selectors.files_of(item_id=item.pk, every_version=True))
    seen = set(documents.visible_to_public(at=now).filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
    by_id = {row.pk: row for row in rows}
    replaced = {row.replaces_id for row in rows}
    current = [row for row in rows if row.pk in seen and row.pk not in replaced]
    drawn = documents.drawn_pages(document_ids=[row.document_id for row in current])
    before = {row.pk: _earlier(row, by_id) for row in current}
    keys = [str(each.pk) for row in current for each in (row, *before[row.pk])]
    taken = visits.times_seen(office_code=item.office.code, kind=Kind.DOCUMENT, keys=keys) if keys else {}
    return [
        _file_card(row)
        | {
            "taken": sum(taken.get(str(each.pk), 0) for each in (row, *before[row.pk])),
            "earlier": [_file_card(old) for old in before[row.pk] if old.pk in seen],
            "drawn": [(number, _picture_address(row, number)) for number in drawn.get(row.document_id, [])],
        }
        for row in current
    ]


def _picture_address(row: Attachment, number: int) -> str:
    return reverse("document_page_picture", kwargs={"attachment_id": row.pk, "number": number})


def _earlier(row: Attachment, by_id: dict[int, Attachment]) -> list[Attachment]:
    found = []
    while row.replaces_id in by_id:
        row = by_id[row.replaces_id]
        found.append(row)
    return found


def _file_card(row: Attachment) -> dict[str, Any]:
    stored = row.document
    return {
        "attachment": row,
        "title": row.title,
        "href": documents.address(attachment=row),
        "kind": stored.extension.upper(),
        "size": stored.size,
        "pages": stored.page_count,
        "digest": stored.digest,
        "version": row.version,
        "attached_at": row.attached_at,
        "preview": reverse("document_preview", kwargs={"attachment_id": row.pk}) if stored.preview else "",
        "unread": stored.state == "without_text",
        "table": stored.table,
    }


def _public_acts(item: InformationItem) -> list[dict[str, Any]]:
    """What happened to a published entry, without the names of officers."""
    rows = acts_on(subject_kind="information", subject_id=str(item.pk))
    return [{"at": row.happened_at, "text": ACT_TEXTS[row.act]} for row in rows if row.act in ACT_TEXTS][::-1]


@permits(PUBLIC)
@counted_page(gettext_lazy("Daftar informasi publik dalam tujuh kolom"))
@require_safe
def register(request: OfficeRequest) -> HttpResponseBase:
    """The list in the law's seven columns, printable, of one year."""
    office = request.office
    years = [int(year) for year, _n in selectors.facets(items=selectors.shown_items(office_id=office.pk))["year"]]
    asked = filters_of(request.GET).year
    year = asked if asked in years else (years[0] if years else None)
    items = selectors.register_items(office_id=office.pk, year=year)
    page = Paginator(items, 200).get_page(_page_number(request.GET.get("page")))
    doubt = selectors.doubt_about_list(office_id=office.pk, year=year, on=local_day(office=office, at=timezone.now()))
    context = {
        "years": [{"label": str(one), "href": f"?tahun={one}", "current": one == year} for one in years],
        "year": year,
        "page": page,
        "rows": [(item, legal_columns(item), address_of(item)) for item in page],
        "doubt": doubt,
        "headings": [column["label"] for column in legal_columns(InformationItem(form="softcopy"))],
        "class_labels": CLASS_LABELS,
    }
    return render(request, "information/register.html", context)


@permits(PUBLIC)
@require_safe
def feed(request: OfficeRequest) -> HttpResponse:
    """Atom: the newest entries of an office, of one class where `kelas` names it."""
    office = request.office
    filters = filters_of(request.GET)
    label = CLASS_LABELS[InformationClass(filters.information_class)] if filters.information_class else ""
    title = _("Informasi publik %(office)s") % {"office": office.name}
    made = feedgenerator.Atom1Feed(
        title=f"{title}: {label}" if label else title,
        link=request.build_absolute_uri(reverse("information_list", kwargs={"office": office.slug})),
        description="",
        language="id",
        feed_url=request.build_absolute_uri(),
    )
    for item in selectors.browse(office_id=office.pk, filters=filters)[:FEED_LENGTH]:
        address = request.build_absolute_uri(address_of(item))
        made.add_item(
            title=item.title,
            link=address,
            unique_id=address.rpartition(f"{item.slug}/")[0],
            description=item.summary,
            pubdate=item.published_at,
            updateddate=item.changed_at,
            categories=[str(CLASS_LABELS[InformationClass(item.information_class)]), *item.tags],
            author_name=item.holder or office.name,
        )
    response = HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    patch_vary_headers(response, ["Accept-Language"])
    return response
