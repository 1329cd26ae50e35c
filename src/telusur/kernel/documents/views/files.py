"""Files as they leave the house: by attachment, never by digest, and never from where they were put."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO

from django.core.files.storage import default_storage
from django.http import (
    FileResponse,
    Http404,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from telusur.kernel.accounts.permits import PUBLIC, permits

from .. import selectors, services

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest

    from ..models import Attachment

RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})$")
CHUNK = 1 << 16


@require_safe
@permits(PUBLIC)
def download(request: HttpRequest, attachment_id: int, name: str) -> HttpResponseBase:
    attachment, public = _seen(request, attachment_id)
    if name != attachment.name:
        return HttpResponseRedirect(selectors.address(attachment=attachment) + _query(request))
    etag = f'"{attachment.document.digest[:32]}"'
    unchanged = get_conditional_response(request, etag=etag)
    response = unchanged if unchanged is not None else _file(request, attachment, etag)
    if public:  # said to whoever counts what is handed out
        response.handed_out = attachment  # type: ignore[attr-defined]
    return _dressed(response, etag, public=public)


@require_safe
@permits(PUBLIC)
def preview(request: HttpRequest, attachment_id: int) -> HttpResponseBase:
    attachment, public = _seen(request, attachment_id)
    return _picture(request, attachment.document.preview, public=public)


@require_safe
@permits(PUBLIC)
def page_picture(request: HttpRequest, attachment_id: int, number: int) -> HttpResponseBase:
    attachment, public = _seen(request, attachment_id)
    page = selectors.pages_of(attachment.document_id).filter(number=number).first()
    return _picture(request, page.picture if page else "", public=public)


def _seen(request: HttpRequest, attachment_id: int) -> tuple[Attachment, bool]:
    """Return the attachment and whether the public may see it; the session is only read when it may not."""
    at = timezone.now()
    try:
        return selectors.seen_attachment(attachment_id=attachment_id, user=None, at=at), True
    except selectors.NoSuchAttachment:
        pass
    try:
        loan = request.GET.get("pinjam", "")
        return selectors.seen_attachment(attachment_id=attachment_id, user=request.user, at=at, loan=loan), False
    except selectors.NoSuchAttachment as error:
        raise Http404 from error


def _query(request: HttpRequest) -> str:
    return f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""


def _file(request: HttpRequest, attachment: Attachment, etag: str) -> HttpResponseBase:
    document = attachment.document
    content = services.open_bytes(document=document)
    part = _range(request, document.size, etag)
    if part is None:
        response: HttpResponseBase = FileResponse(
            content, as_attachment=True, filename=attachment.name, content_type=document.media_type
        )
        response.headers["Content-Length"] = str(document.size)
        return response
    first, last = part
    if first > last:
        content.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{document.size}"})
    response = StreamingHttpResponse(
        _slice(content, first, last),
        status=206,
        content_type=document.media_type,
        headers={"Content-Disposition": content_disposition_header(True, attachment.name)},
    )
    response.headers["Content-Range"] = f"bytes {first}-{last}/{document.size}"
    response.headers["Content-Length"] = str(last - first + 1)
    return response


def _range(request: HttpRequest, size: int, etag: str) -> tuple[int, int] | None:
    """Return the first and last byte asked for, both inside the file; None for the whole; first > last for nothing.

    Several ranges at once are answered with the whole, as RFC 9110 §14.2 allows.
    """
    asked = RANGE.match(request.headers.get("Range", ""))
    if not asked or asked.groups() == ("", "") or request.headers.get("If-Range", etag) != etag:
        return None
    first, last = asked.groups()
    if not first:
        return max(0, size - int(last)), size - 1
    return int(first), min(int(last) if last else size - 1, size - 1)


def _slice(content: BinaryIO, first: int, last: int) -> Iterator[bytes]:
    with content:
        content.seek(first)
        left = last - first + 1
        while left > 0 and (piece := content.read(min(CHUNK, left))):
            left -= len(piece)
            yield piece


def _picture(request: HttpRequest, place: str, *, public: bool) -> HttpResponseBase:
    if not place or not default_storage.exists(place):
        raise Http404
    etag = f'"{place}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        return _dressed(unchanged, etag, public=public)
    return _dressed(FileResponse(default_storage.open(place), content_type="image/webp"), etag, public=public)


def _dressed(response: HttpResponseBase, etag: str, *, public: bool) -> HttpResponseBase:
    """What is public may be kept by anyone who asks again each time: a withdrawn file is gone at once."""
    response.headers["ETag"] = etag
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "public, no-cache" if public else "private, no-store"
    if not public:
        response.headers["X-Robots-Tag"] = "noindex"
    return response
