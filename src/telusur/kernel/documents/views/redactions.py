"""The desk where a copy is blackened: pages to mark, the list of what is marked, the copy, and its confirmation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from telusur.kernel.accounts.permits import permits
from telusur.kernel.accounts.selectors import actor_names
from telusur.kernel.offices.selectors import local_day

from .. import selectors, services
from ..forms import MarkForm
from ..models import Redaction, RedactionState
from ..rules.redaction.geometry import WHOLE, Box
from ..selectors.files import NoSuchAttachment
from ..services.blobs import redaction_place

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponseBase

    from telusur.kernel.accounts.permits import OfficeRequest

    from ..models import RedactionPage

COPY, ORIGINAL = "hasil", "asli"
KIND_LABELS = {
    "nik": gettext_lazy("NIK"),
    "kk": gettext_lazy("Nomor kartu keluarga"),
    "npwp": gettext_lazy("NPWP"),
    "phone": gettext_lazy("Nomor telepon"),
    "email": gettext_lazy("Alamat surel"),
    "address": gettext_lazy("Alamat"),
    "name": gettext_lazy("Nama"),
    "words": gettext_lazy("Kata pilihan"),
    "box": gettext_lazy("Kotak"),
}
ERRORS = {
    "not_pdf": gettext_lazy(
        "Hanya PDF yang dapat dihitamkan di sini. Simpan berkasnya sebagai PDF, lalu unggah PDF itu."
    ),
    "wrong_state": gettext_lazy("Penghitaman ini sudah berpindah tahap; halaman dimuat ulang."),
    "unknown_ground": gettext_lazy("Dasar hukum itu tidak tersedia untuk berkas ini."),
    "no_such_page": gettext_lazy("Halaman itu tidak ada."),
    "no_such_words": gettext_lazy("Kata itu tidak ada di halaman ini; muat ulang halamannya."),
    "no_passage": gettext_lazy("Tandai dulu sekurangnya satu bagian."),
    "too_many_boxes": gettext_lazy("Terlalu banyak kotak; gambar kotak yang lebih besar sebagai gantinya."),
    "second_person": gettext_lazy("Anda yang meminta salinan ini; orang lain yang menetapkannya."),
    "still_readable": gettext_lazy(
        "Yang dihitamkan masih terbaca di halaman lain. Tandai juga di sana, atau nyatakan boleh."
    ),
}
FAILURES = {
    "encrypted": gettext_lazy("PDF ini dilindungi kata sandi. Simpan tanpa perlindungan, lalu unggah lagi."),
    "too_many_pages": gettext_lazy("Halamannya terlalu banyak untuk sekali penghitaman. Bagi menjadi beberapa berkas."),
    "too_many_pixels": gettext_lazy(
        "Ada halaman yang terlalu besar untuk digambar dengan tajam. Bagi atau perkecil halaman itu."
    ),
    "too_large": gettext_lazy("Salinannya terlalu besar. Bagi menjadi beberapa berkas."),
    "too_long": gettext_lazy("Pengerjaannya melampaui batas waktu atau memori. Bagi menjadi beberapa berkas."),
    "leak": gettext_lazy(
        "Salinan dibuang: pembuktian menemukan sisa yang tidak boleh ada. Perbesar kotaknya, lalu buat lagi."
    ),
}
OTHER_FAILURE = gettext_lazy(
    "PDF ini rusak atau tidak dapat dibaca. Simpan ulang dari program asalnya, lalu unggah lagi."
)


@permits("documents.redact")
@require_safe
def redaction(request: OfficeRequest, attachment_id: int) -> HttpResponseBase:
    found = _redaction(request, attachment_id)
    if found is None:
        return render(request, "documents/redaction_begin.html", {"attachment": _original(request, attachment_id)})
    return _page(request, found)


@permits("documents.redact")
@require_POST
def begin(request: OfficeRequest, attachment_id: int) -> HttpResponseBase:
    original = _original(request, attachment_id)
    return _done(
        request,
        attachment_id,
        lambda: services.begin_redaction(attachment_id=original.pk, actor=_actor(request), at=timezone.now()),
    )


@permits("documents.redact")
@require_POST
def mark(request: OfficeRequest, attachment_id: int) -> HttpResponseBase:
    found = _must(request, attachment_id)
    page = _page_of(found, request.POST.get("page", ""))
    form = _form(found, page, request.POST)
    if not form.is_valid():
        return _page(request, found, form=form, page=page)
    given = form.cleaned_data
    marks = [
        services.Mark(page.number, given["ground"], kind, None, first, last) for kind, first, last in given["picked"]
    ]
    if given["box"] is not None:
        marks.append(services.Mark(page.number, given["ground"], box=given["box"]))
    text = ngettext("%(n)d bagian ditandai.", "%(n)d bagian ditandai.", len(marks)) % {"n": len(marks)}
    return _done(
        request,
        attachment_id,
        lambda: services.mark(redaction_id=found.pk, marks=marks, actor=_actor(request), at=timezone.now()),
        text,
        page.number,
    )


@permits("documents.redact")
@require_POST
def undo(request: OfficeRequest, attachment_id: int) -> HttpResponseBase:
    found = _must(request, attachment_id)
    text = _("Tanda yang terakhir diurungkan.")
    return _done(request, attachment_id, lambda: services.undo_mark(redaction_id=found.pk), text, _number(request))


@permits("documents.redact")
@require_POST
def remove(request: OfficeRequest, attachment_id: int) -> HttpResponseBase:
    found = _must(request, attachment_id)
    passage = request.POST.get("passage", "")
    if not passage.isdecimal():
        raise Http404
    return _done(
        request,
        attachment_id,
        lambda: services.remove_mark(redaction_id=found.pk, passage_id=int(passage)),
        _("Tanda dihapus."),
        _number(request),
    )


@permits("documents.redact")
@require_POST
def make(request: OfficeRequest, attachment_id: int) -> HttpResponseBase:
    found = _must(request, attachment_id)
    return _done(
        request,
        attachment_id,
        lambda: services.ask_for_copy(redaction_id=found.pk, actor=_actor(request), at=timezone.now()),
        _("Salinan sedang dibuat; orang kedua akan menetapkannya."),
    )


@permits("documents.redact")
@require_POST
def give_back(request: OfficeRequest, attachment_id: int) -> HttpResponseBase:
    found = _must(request, attachment_id)
    return _done(request, attachment_id, lambda: services.return_redaction(redaction_id=found.pk))


@permits("documents.redact")
@require_POST
def abandon(request: OfficeRequest, attachment_id: int) -> HttpResponseBase:
    found = _must(request, attachment_id)
    return _done(
        request,
        attachment_id,
        lambda: services.abandon_redaction(redaction_id=found.pk, actor=_actor(request), at=timezone.now()),
        _("Penghitaman dihentikan; tandanya tetap tercatat."),
    )


@permits("documents.redact")
@require_POST
def confirm(request: OfficeRequest, attachment_id: int) -> HttpResponseBase:
    found = _must(request, attachment_id)
    if _actor(request) not in _confirmers(request, found):
        raise PermissionDenied
    return _done(
        request,
        attachment_id,
        lambda: services.confirm_redaction(
            redaction_id=found.pk,
            actor=_actor(request),
            at=timezone.now(),
            although_readable=request.POST.get("although_readable") == "on",
            copy_digest=request.POST.get("copy", ""),
        ),
        _("Salinan ditetapkan dan menjadi berkas tersendiri. Aslinya tetap tersimpan."),
    )


@permits("documents.redact")
@require_safe
def picture(request: OfficeRequest, attachment_id: int, which: str, number: int) -> HttpResponseBase:
    found = _must(request, attachment_id)
    if which not in (ORIGINAL, COPY) or (which == COPY and found.state != RedactionState.MADE):
        raise Http404
    return _file(found, f"hasil-{number}.webp" if which == COPY else f"{number}.webp", "image/webp")


@permits("documents.redact")
@require_safe
def copy(request: OfficeRequest, attachment_id: int) -> HttpResponseBase:
    found = _must(request, attachment_id)
    if found.state != RedactionState.MADE:
        raise Http404
    return _file(found, "hasil.pdf", "application/pdf", as_attachment=True)


def _file(found: Redaction, name: str, kind: str, *, as_attachment: bool = False) -> HttpResponseBase:
    place = redaction_place(found.pk, name)
    if not default_storage.exists(place):
        raise Http404
    shown = f"penghitaman-{found.pk}.pdf" if as_attachment else ""
    response = FileResponse(default_storage.open(place), as_attachment=as_attachment, filename=shown, content_type=kind)
    response.headers["Cache-Control"] = "private, no-store"  # another copy comes under the same address
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _original(request: OfficeRequest, attachment_id: int) -> Any:
    """Return a PDF of this office that this officer may see; what is sealed is begun by the room it belongs to."""
    try:
        found = selectors.seen_attachment(attachment_id=attachment_id, user=request.user, at=timezone.now())
    except NoSuchAttachment as error:
        raise Http404 from error
    if found.office_id != request.office.pk or found.document.extension != "pdf":
        raise Http404
    return found


def _redaction(request: OfficeRequest, attachment_id: int) -> Redaction | None:
    return selectors.redaction_of_office(office_id=request.office.pk, attachment_id=attachment_id)


def _must(request: OfficeRequest, attachment_id: int) -> Redaction:
    found = _redaction(request, attachment_id)
    if found is None:
        raise Http404
    return found


def _actor(request: OfficeRequest) -> str:
    return f"user:{request.user.pk}"


def _number(request: OfficeRequest) -> int:
    given = request.POST.get("page", "") or request.GET.get("halaman", "")
    return int(given) if given.isdecimal() and len(given) < 6 else 1  # noqa: PLR2004


def _done(
    request: OfficeRequest, attachment_id: int, act: Callable[[], object], text: str = "", number: int = 0
) -> HttpResponseBase:
    """Do one act, say how it went, and lead back to the page."""
    try:
        act()
    except services.NotRedactable as error:
        messages.error(request, str(ERRORS.get(error.code, error.code)))
    else:
        if text:
            messages.success(request, text)
    href = reverse("document_redaction", kwargs={"office": request.office.slug, "attachment_id": attachment_id})
    return redirect(f"{href}?halaman={number}" if number > 1 else href)


def _confirmers(request: OfficeRequest, found: Redaction) -> frozenset[str]:
    return selectors.confirmers(redaction=found, on=local_day(office=request.office, at=timezone.now()))


def _page_of(found: Redaction, number: str) -> RedactionPage:
    page = selectors.page_to_mark(redaction_id=found.pk, number=int(number)) if number.isdecimal() else None
    if page is None:
        raise Http404
    return page


def _boxes(found: Redaction, number: int) -> list[Box]:
    rows = found.passages.filter(page=number).values_list("left", "top", "right", "bottom")
    return [Box(*sides) for sides in rows]


def _form(found: Redaction, page: RedactionPage, data: Any) -> MarkForm:
    offered = _offered(found, page)
    return MarkForm(
        data,
        grounds=found.grounds,
        proposals=[(one["value"], one["text"]) for one in offered],
        words=[str(word[0]) for word in page.words],
        initial={"ground": last.ground} if (last := found.passages.order_by("pk").last()) else None,
    )


def _offered(found: Redaction, page: RedactionPage) -> list[dict[str, Any]]:
    on = local_day(office=found.office, at=timezone.now())
    picked = selectors.proposals_on(page=page, names=found.names, boxes=_boxes(found, page.number), on=on)
    return [
        {
            "value": f"{one.proposal.kind}:{one.proposal.first}:{one.proposal.last}",
            "text": one.proposal.text,
            "kind": KIND_LABELS[one.proposal.kind],
            "covered": one.covered,
        }
        for one in picked
    ]


def _page(
    request: OfficeRequest, found: Redaction, *, form: MarkForm | None = None, page: RedactionPage | None = None
) -> HttpResponseBase:
    number = page.number if page else _number(request)
    page = page or selectors.page_to_mark(redaction_id=found.pk, number=number)
    marked = list(found.passages.all())
    confirmers = _confirmers(request, found) if found.state == RedactionState.MADE else frozenset()
    names = actor_names(refs={found.begun_by, found.asked_by, found.confirmed_by} - {""})
    context: dict[str, Any] = {
        "redaction": found,
        "attachment": found.attachment,
        "page": page,
        "number": number,
        "numbers": _numbers(found, marked),
        "whole": WHOLE,
        "passages": [{"row": one, "kind": KIND_LABELS[one.kind], "here": one.page == number} for one in marked],
        "boxes": [one for one in marked if one.page == number],
        "failure": FAILURES.get(found.failure, OTHER_FAILURE) if found.failure else "",
        "asked_by": names.get(found.asked_by, found.asked_by),
        "own": found.asked_by == _actor(request),
        "may_confirm": _actor(request) in confirmers,
        "confirmers": sorted(actor_names(refs=confirmers).values()),
        "ended": found.state in (RedactionState.CONFIRMED, RedactionState.ABANDONED, RedactionState.FAILED),
        "result_href": selectors.address(attachment=found.result) if found.result else "",
        "form": None,
    }
    if page is not None and found.state == RedactionState.DRAWING:
        context["form"] = form or _form(found, page, None)
        context["offered"] = _offered(found, page)
        context["words"] = [str(word[0]) for word in page.words]
    return render(request, "documents/redaction.html", context, status=400 if form is not None and form.errors else 200)


def _numbers(found: Redaction, marked: list[Any]) -> list[dict[str, Any]]:
    """Return every page with how many boxes stand on it, for the way from page to page."""
    counts: dict[int, int] = {}
    for one in marked:
        counts[one.page] = counts.get(one.page, 0) + 1
    return [{"number": number, "boxes": counts.get(number, 0)} for number in range(1, found.page_count + 1)]
