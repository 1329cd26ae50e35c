"""The lists of public information for programs. Annotations are not postponed: the API reads them through `permits`."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError

from telusur.kernel.accounts.permits import PUBLIC, permits
from telusur.kernel.accounts.throttles import throttled
from telusur.kernel.offices.selectors import office_by_code

from . import selectors
from .forms import filters_of
from .models import InformationItem
from .rules.entries import SLUG_OF_CLASS

API_PREFIX = "/information"
router = Router(tags=["Informasi publik"])
LARGEST_PAGE = 100
PLAIN_FIELDS: tuple[str, ...] = (
    "number",
    "year",
    "title",
    "summary",
    "holder",
    "responsible",
    "made",
    "made_place",
    "form",
)
PLAIN_FIELDS += ("retention", "tags", "link", "event", "event_at", "published_at")
LAST_PAGE = 1000


class ListQuestion(Schema):
    office: str = Field("", description="Kode kantor, misalnya 3673; kosong berarti semua kantor")
    q: str = Field("", max_length=200, description="Kata yang dicari dalam judul, ringkasan, dan isi berkas")
    kelas: str = Field("", description="berkala, serta-merta, atau setiap-saat")
    tahun: str = Field("", description="Tahun")
    unit: str = Field("", description="Nomor unit kantor")
    jenis: str = Field("", description="pdf, text, table, image, link, atau paper")
    page: int = Field(1, ge=1, le=LAST_PAGE)
    size: int = Field(20, ge=1, le=LARGEST_PAGE)


class Entry(Schema):
    id: int
    office: str = Field(description="Kode kantor")
    number: str
    year: int
    title: str
    summary: str
    kelas: str
    holder: str
    responsible: str
    made: str = Field(description="ISO 8601: tanggal, bulan, atau tahun")
    made_place: str
    form: str
    retention: str
    tags: list[str]
    link: str
    event: str
    event_at: datetime | None
    published_at: datetime
    review_by: str | None
    address: str = Field(description="Halaman dokumen")
    passage: str = Field("", description="Kutipan (HTML, dengan <mark>) yang memuat kata yang dicari")
    passage_page: int | None = Field(None, description="Halaman berkas tempat kutipan")


class EntryList(Schema):
    count: int
    more: bool = Field(description="Benar bila yang ditemukan lebih banyak daripada count")
    partial: bool = Field(description="Benar bila tidak ada yang memuat semua kata")
    page: int
    size: int
    results: list[Entry]


class Fault(Schema):
    detail: str


@router.get("", response={200: EntryList, 400: Fault}, summary="Cari dan jelajahi daftar informasi publik")
@permits(PUBLIC)
@throttled("information_search", methods=("GET",), asking="q")
def information(request: HttpRequest, asked: Query[ListQuestion]) -> Any:
    """Kembalikan informasi yang terbit, terbaru dahulu atau yang paling cocok dengan `q`."""
    office_id = _office_id(asked.office)
    filters = filters_of(asked.dict())
    first = (asked.page - 1) * asked.size
    text = " ".join(asked.q.split())
    if text:
        found = selectors.search(
            text=text, office_id=office_id, filters=filters, at=timezone.now(), first=first, size=asked.size
        )
        results = [_entry(request, hit.item, str(hit.passage), hit.page) for hit in found.hits]
        count, more, partial = len(found.ids), found.more, found.partial
    else:
        items = selectors.browse(office_id=office_id, filters=filters)
        results = [_entry(request, item) for item in items[first : first + asked.size]]
        count, more, partial = items.count(), False, False
    return {
        "count": count,
        "more": more,
        "partial": partial,
        "page": asked.page,
        "size": asked.size,
        "results": results,
    }


def _office_id(code: str) -> int | None:
    if not code:
        return None
    try:
        return office_by_code(code=code).pk
    except ObjectDoesNotExist as error:
        raise HttpError(400, f"office: kantor {code} tidak ada") from error


def _entry(request: HttpRequest, item: InformationItem, passage: str = "", page: int | None = None) -> dict[str, Any]:
    path = reverse("information_item", kwargs={"office": item.office.slug, "item_id": item.pk, "slug": item.slug})
    return {name: getattr(item, name) for name in PLAIN_FIELDS} | {
        "id": item.pk,
        "office": item.office.code,
        "kelas": SLUG_OF_CLASS[item.information_class],
        "review_by": item.review_by.isoformat() if item.review_by else None,
        "address": request.build_absolute_uri(path),
        "passage": passage,
        "passage_page": page,
    }
