"""The last published tree of an election, as it lies on the disk. It needs nothing of this server but the reading."""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING

from django.http import FileResponse, Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from telusur.kernel.accounts.permits import PUBLIC, permits

from .selectors import lines, results_of, tree_of

if TYPE_CHECKING:
    from pathlib import Path

    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from telusur.kernel.accounts.permits import OfficeRequest

_TEXTS = {
    ".tlog-proof": "text/plain",
    ".note": "text/plain",
    ".js": "text/javascript",
    ".parquet": "application/octet-stream",
}


@permits(PUBLIC)
@require_safe
def elections(request: HttpRequest) -> HttpResponse:
    """The elections of which there is something, the way into each, and where its contests stand."""
    return render(request, "publication/elections.html", {"lines": lines()})


@permits(PUBLIC)
def published(request: HttpRequest, election: str, path: str = "") -> HttpResponseBase:
    """Serve one file of the tree; of a folder, its page."""
    tree = tree_of(election=election)
    if tree is None:
        raise Http404
    try:
        file = (tree / path).resolve()
        folder = file.is_dir()
    except (OSError, ValueError) as error:  # a name longer than any on the disk; a null byte
        raise Http404 from error
    if not file.is_relative_to(tree):
        raise Http404
    if folder:
        if not request.path.endswith("/"):
            return HttpResponsePermanentRedirect(f"{request.path}/")
        file /= "index.html"
    if not file.is_file():
        raise Http404
    response = FileResponse(file.open("rb"), content_type=_type_of(file.name, file.suffix, path))
    response["ETag"] = _tag_of(file)
    response["Cache-Control"] = "max-age=10"
    return get_conditional_response(request, etag=response["ETag"], response=response) or response  # type: ignore[arg-type]


def _tag_of(file: Path) -> str:
    """Return what names the content of a file. The tree links files kept under their digest, so that the kept file
    stands for it. Its time alone does not: content that comes back is shown with the time of its first writing."""
    kept = file.stat()
    return f'"{kept.st_ino:x}-{kept.st_mtime_ns:x}-{kept.st_size:x}"'


@permits(PUBLIC)
@require_safe
def of_office(request: OfficeRequest) -> HttpResponse:
    """Where the results of this office's territory are: of each election, one page for each contest, or that it is not
    published yet."""
    found = [
        {
            "election": election,
            "pages": [
                (contest.name, reverse("publication_file", args=[election.code, f"{path}/"]) if path else "")
                for contest, path in pages
            ],
        }
        for election, pages in results_of(place=int(request.office.code))
    ]
    return render(request, "publication/office.html", {"found": found})


def _type_of(name: str, suffix: str, path: str) -> str:
    """Return the type of a file; what has no ending is a paper of the log, or a tile of it."""
    kind = _TEXTS.get(suffix) or mimetypes.guess_type(name)[0]
    if kind is None:
        kind = "application/octet-stream" if path.startswith("log/tile/") else "text/plain"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind == "application/json" else kind
