"""The ledger of an office, as anybody may read and check it. Who acted and what exactly was noted stays inside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from telusur.front.acts import label_of, subject_of
from telusur.front.forms import ActsForm
from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.accounts.permits import PUBLIC, permits
from telusur.kernel.ledger import selectors
from telusur.kernel.ledger.rules.logs import office_log
from telusur.kernel.ledger.rules.signed_notes import verifier_key
from telusur.kernel.offices.selectors import local_day
from telusur.kernel.visits.pages import counted_page
from telusur.openness.information import selectors as information
from telusur.openness.reports import selectors as reports
from telusur.openness.requests import selectors as requests

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from django_stubs_ext import StrOrPromise

    from telusur.kernel.accounts.permits import OfficeRequest
    from telusur.kernel.ledger.models import Act, Checkpoint

    Names = Callable[..., Mapping[int, str]]

ACTS = 50
NEWEST = 5
LEAVES = 10_000
# Every log is signed once a night; what stands unsigned for longer was not signed when it should have been.
# What the things of a kind are called, by their ids: to everybody, and to officers alone.
FOR_ALL: dict[str, Names] = {"annual_report": reports.years_of, "access_summary": reports.halves_of}
FOR_OFFICERS: dict[str, Names] = {"request": requests.numbers_of, "information": information.titles_of}
LATE_TO_SIGN = timedelta(hours=26)


@dataclass(frozen=True)
class Line:
    """One act as a page lists it. number: its place counted from 1, as its line in the list of digests. name: of the
    thing it was done to, as officers know it; its id for strangers."""

    number: int
    act: Act
    label: StrOrPromise
    subject: StrOrPromise
    name: str


def lines_of(acts: Iterable[Act], *, named: bool = False) -> list[Line]:
    """Return acts as lines: reports by their year; named: a request by its number, an entry by its title too. A query
    for each kind that is there."""
    rows = list(acts)
    names = _names(rows, FOR_ALL | FOR_OFFICERS if named else FOR_ALL)
    return [
        Line(
            act.index + 1,
            act,
            label_of(act.act),
            subject_of(act.subject_kind),
            names.get((act.subject_kind, act.subject_id)) or act.subject_id.rpartition("/")[2],
        )
        for act in rows
    ]


def _names(acts: list[Act], asking: Mapping[str, Names]) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for kind, ask in asking.items():
        ids = {int(act.subject_id) for act in acts if act.subject_kind == kind and act.subject_id.isdecimal()}
        found |= {(kind, str(key)): name for key, name in (ask(ids=ids) if ids else {}).items()}
    return found


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
@counted_page(_("Buku besar"))
@require_GET
@never_cache
def ledger_page(request: OfficeRequest) -> HttpResponse:
    """Show what was signed, the key to check it with, and every act by its digest."""
    log = log_of(request)
    checkpoints = list(selectors.checkpoints_of(log=log)[:NEWEST])
    page = Acts(log=log).get_page(request.GET.get("page"))
    context = {
        "office": request.office,
        "page": page,
        "lines": lines_of(page.object_list),
        "checkpoints": checkpoints,
        "key": key_of(checkpoints[0]) if checkpoints else "",
    }
    return render(request, "front/ledger.html", context)


@permits(PUBLIC)
@counted_page(_("Titik periksa buku besar"))
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


@permits("ledger.see")
@require_GET
def ledger_acts(request: OfficeRequest) -> HttpResponse:
    """Every act of the office with who did it, to read, and how much of it the nightly signing has read again."""
    log, at = log_of(request), timezone.now()
    people = accounts.colleagues(office_id=request.office.pk, on=local_day(office=request.office, at=at))
    form = ActsForm(request.GET, people=people, time_zone=request.office.time_zone)
    wanted = form.wanted()
    pages = Paginator(selectors.acts_found(log=log, **wanted), ACTS) if any(wanted.values()) else Acts(log=log)
    page = pages.get_page(request.GET.get("page"))
    lines = lines_of(page.object_list, named=True)
    names = accounts.actor_names(refs=[line.act.actor for line in lines])
    checkpoint = selectors.checkpoints_of(log=log).first()
    context = {
        "form": form,
        "filtered": any(wanted.values()),
        "page": page,
        "rows": [{"line": line, "who": names[line.act.actor]} for line in lines],
        "checkpoint": checkpoint,
        "size": selectors.size_of(log=log),
        "unsigned": selectors.unsigned_since(log=log, before=at - LATE_TO_SIGN),
    }
    return render(request, "front/ledger_acts.html", context)
