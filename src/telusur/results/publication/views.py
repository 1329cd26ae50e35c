"""The last published tree of an election, as it lies on the disk. It needs nothing of this server but the reading."""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING

from django.http import FileResponse, Http404, HttpResponseNotModified, HttpResponsePermanentRedirect
from django.utils.http import http_date, parse_http_date_safe

from telusur.kernel.accounts.permits import PUBLIC, permits

from .selectors import tree_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

_TEXTS = {
    ".tlog-proof": "text/plain",
    ".note": "text/plain",
    ".js": "text/javascript",
    ".parquet": "application/octet-stream",
}


@permits(PUBLIC)
def published(request: HttpRequest, election: str, path: str = "") -> HttpResponseBase:
    """Serve one file of the tree; of a folder, its page."""
    tree = tree_of(election=election)
    if tree is None:
        raise Http404
    file = (tree / path).resolve()
    if not file.is_relative_to(tree):
        raise Http404
    if file.is_dir():
        if not request.path.endswith("/"):
            return HttpResponsePermanentRedirect(f"{request.path}/")
        file /= "index.html"
    if not file.is_file():
        raise Http404
    changed = int(file.stat().st_mtime)
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    response: HttpResponseBase
    if since is not None and since >= changed:
        response = HttpResponseNotModified()
    else:
        response = FileResponse(file.open("rb"), content_type=_type_of(file.name, file.suffix, path))
    response["Last-Modified"] = http_date(changed)
    response["Cache-Control"] = "max-age=10"
    return response


def _type_of(name: str, suffix: str, path: str) -> str:
    """Return the type of a file; what has no ending is a paper of the log, or a tile of it."""
    kind = _TEXTS.get(suffix) or mimetypes.guess_type(name)[0]
    if kind is None:
        kind = "application/octet-stream" if path.startswith("log/tile/") else "text/plain"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind == "application/json" else kind
