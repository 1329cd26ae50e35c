"""The ledger of an office, as anybody may read and check it. Who acted and what exactly was noted stays inside."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from telusur.kernel.accounts.permits import PUBLIC, permits
from telusur.kernel.ledger import selectors
from telusur.kernel.ledger.rules.logs import office_log
from telusur.kernel.ledger.rules.signed_notes import verifier_key

if TYPE_CHECKING:
    from telusur.kernel.accounts.permits import OfficeRequest
    from telusur.kernel.ledger.models import Checkpoint

ACTS = 50
NEWEST = 5
LEAVES = 10_000


class Acts(Paginator):
    """The acts of one log in pages; how many there are is known without counting."""

    def __init__(self, *, log: str) -> None:
        self.log = log
        super().__init__(selectors.acts_of(log=log), ACTS)

    @cached_property
    def count(self) -> int:
        return selectors.size_of(log=self.log)


def log_of(request: OfficeRequest) -> str:
    return office_log(request.office.code)


def key_of(checkpoint: Checkpoint) -> str:
    return verifier_key(checkpoint.origin, bytes(checkpoint.public_key))


@permits(PUBLIC)
@require_GET
@never_cache
def ledger_page(request: OfficeRequest) -> HttpResponse:
    """Show what was signed, the key to check it with, and every act by its digest."""
    log = log_of(request)
    checkpoints = list(selectors.checkpoints_of(log=log)[:NEWEST])
    context = {
        "office": request.office,
        "page": Acts(log=log).get_page(request.GET.get("page")),
        "checkpoints": checkpoints,
        "key": key_of(checkpoints[0]) if checkpoints else "",
    }
    return render(request, "front/ledger.html", context)


@permits(PUBLIC)
@require_GET
@never_cache
def ledger_checkpoints(request: OfficeRequest) -> HttpResponse:
    page = Paginator(selectors.checkpoints_of(log=log_of(request)), ACTS).get_page(request.GET.get("page"))
    different = dict.fromkeys(key_of(checkpoint) for checkpoint in page)
    keys = [{"id": f"kunci-{number}", "key": key} for number, key in enumerate(different, start=1)]
    return render(request, "front/ledger_checkpoints.html", {"office": request.office, "page": page, "keys": keys})


@permits(PUBLIC)
@require_GET
@never_cache
def ledger_note(request: OfficeRequest, size: int | None = None) -> HttpResponse:
    """Answer with one signed note, as the format has it; the newest where no size is named."""
    found = selectors.checkpoints_of(log=log_of(request))
    checkpoint = (found if size is None else found.filter(size=size)).first()
    if checkpoint is None:
        raise Http404
    return HttpResponse(checkpoint.note, content_type="text/plain; charset=utf-8")


@permits(PUBLIC)
@require_GET
@never_cache
def ledger_leaves(request: OfficeRequest) -> HttpResponse:
    """Answer with the leaf digests from one place on, a line each: enough to compute every signed root again."""
    asked = request.GET.get("mulai", "0")
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 16):  # noqa: PLR2004 what the database can count to
        raise Http404
    start = int(asked)
    leaves = selectors.leaves_of(log=log_of(request), start=start, stop=start + LEAVES)
    text = "".join(f"{leaf.hex()}\n" for leaf in leaves)
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
