"""The desk of the list: what waits for whom, one entry with all that may be done with it, and what is due again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from telusur.kernel.accounts.permits import permits
from telusur.kernel.accounts.selectors import actor_names
from telusur.kernel.documents import selectors as documents
from telusur.kernel.ledger.selectors import acts_on
from telusur.kernel.offices.selectors import local_day, units_of

from .. import selectors, services
from ..forms import DeskFilterForm, FileForm, OpenedFileForm
from ..models import CLASS_LABELS, STATE_LABELS, InformationItem
from ..rules.entries import InformationClass
from ..rules.states import Act, State, acts_open
from .public import legal_columns
from .wording import ACT_TEXTS, FIELD_LABELS, STATE_KINDS

if TYPE_CHECKING:
    from django.http import HttpResponseBase

    from telusur.kernel.accounts.permits import OfficeRequest

    from ..rules.states import Table

PER_PAGE = 50
SOON = 30


@permits("information.see")
@require_safe
def listing(request: OfficeRequest) -> HttpResponseBase:
    office = request.office
    units = units_by_key(request)
    form = DeskFilterForm(request.GET, units=units)
    chosen = form.cleaned_data if form.is_valid() else {}
    items = selectors.desk_items(
        office_id=office.pk,
        state=chosen.get("keadaan", ""),
        information_class=chosen.get("kelas", ""),
        unit_id=chosen.get("unit"),
        text=chosen.get("q", ""),
    )
    page = Paginator(items, PER_PAGE).get_page(request.GET.get("page"))
    counts = selectors.state_counts(office_id=office.pk)
    today = local_day(office=request.office, at=timezone.now())
    context = {
        "form": form,
        "clear": "?" if any(chosen.values()) else "",
        "page": page,
        "rows": [(item, STATE_KINDS[State(item.state)]) for item in page],
        "figures": [
            {"state": state.value, "label": STATE_LABELS[state], "n": counts.get(state.value, 0)}
            for state in (State.DRAFT, State.PROPOSED, State.ANNOUNCED, State.PUBLISHED)
        ],
        "reviews": selectors.due_for_review(office_id=office.pk, until=today).count(),
        "doubt": selectors.doubt_about_list(office_id=office.pk, on=today),
        "lacking": selectors.items_without_event(office_id=office.pk).count(),
        "may_propose": request.standing.may("information.propose"),
        "may_approve": request.standing.may("information.approve"),
        "may_import": request.standing.may("information.import"),
    }
    return render(request, "information/desk/list.html", context)


def units_by_key(request: OfficeRequest) -> dict[str, str]:
    """Return the office's units as a form offers them."""
    return {str(unit.pk): unit.name for unit in units_of(office_id=request.office.pk)}


def table_of_today(request: OfficeRequest) -> Table:
    """Return the moves that hold at the office today."""
    return selectors.moves_on(on=local_day(office=request.office, at=timezone.now()))


def item_of(request: OfficeRequest, item_id: int) -> InformationItem:
    """Return the entry of this very office. Raises: Http404."""
    try:
        return selectors.item_of_office(office_id=request.office.pk, item_id=item_id)
    except InformationItem.DoesNotExist as error:
        raise Http404 from error


@permits("information.see")
@require_safe
def item(request: OfficeRequest, item_id: int) -> HttpResponseBase:
    found = item_of(request, item_id)
    revision = selectors.pending_revision(item_id=found.pk)
    open_here = acts_open(table_of_today(request), State(found.state))
    open_acts = {row.act: row for row in open_here if request.standing.may(row.permission)}
    files = list(selectors.files_of(item_id=found.pk))
    pending = [revision.file] if revision and revision.file else []
    released = documents.release_status(attachments=[*files, *pending], office_slug=request.office.slug)
    own = found.proposed_by_id == request.user.pk
    second = own and bool({Act.APPROVE, Act.CONFIRM} & open_acts.keys())
    if own:
        open_acts = {act: row for act, row in open_acts.items() if row.second_person != "proposer"}
    if found.information_class != InformationClass.IMMEDIATE:
        open_acts.pop(Act.ANNOUNCE, None)
    if revision:
        open_acts.pop(Act.REVISE, None)
    context = {
        "item": found,
        "kind": STATE_KINDS[State(found.state)],
        "columns": legal_columns(found),
        "class_label": CLASS_LABELS[InformationClass(found.information_class)],
        "acts_open": {act.value for act in open_acts},
        "second_person": second,
        "files": [{"row": row, "href": documents.address(attachment=row), "status": released[row.pk]} for row in files],
        "revision_status": released[pending[0].pk] if pending else None,
        "sees_findings": request.standing.may("documents.see_findings"),
        "revision": revision,
        "revision_lines": _revision_lines(revision),
        "revision_file": documents.address(attachment=revision.file) if revision and revision.file else "",
        "own_revision": revision is not None and revision.proposed_by_id == request.user.pk,
        "acts": _acts(found),
        "file_form": FileForm(),
        "missing": _missing(found),
        "opening": selectors.opening_of(item_id=found.pk) if found.opened_by else None,
        "opened_file_form": OpenedFileForm(on=local_day(office=request.office, at=timezone.now())),
        "may_release": request.standing.may("information.release"),
        "may_add": request.standing.may("information.propose"),
    }
    return render(request, "information/desk/item.html", context)


def _missing(found: InformationItem) -> str:
    if found.state != State.DRAFT:
        return ""
    names = services.missing_of(item=found)
    return ", ".join(str(FIELD_LABELS.get(name, name)) for name in names)


def _revision_lines(revision: Any) -> list[dict[str, Any]]:
    if not revision:
        return []
    return [
        {"label": FIELD_LABELS.get(name, name), "before": _shown(change["before"]), "after": _shown(change["after"])}
        for name, change in revision.changes.items()
    ]


def _shown(value: Any) -> str:
    return "; ".join(value) if isinstance(value, list) else str(value if value not in (None, "") else "–")


def _acts(found: InformationItem) -> list[dict[str, Any]]:
    acts = acts_on(subject_kind="information", subject_id=str(found.pk))
    rows = [act for act in acts if act.act in ACT_TEXTS]
    names = actor_names(refs={row.actor for row in rows})
    return [
        {"at": row.happened_at, "text": ACT_TEXTS[row.act], "actor": names.get(row.actor, row.actor)}
        for row in reversed(rows)
    ]


@permits("information.see")
@require_safe
def reviews(request: OfficeRequest) -> HttpResponseBase:
    """What is due to be looked at again, the longest overdue first, and what comes up soon."""
    today = local_day(office=request.office, at=timezone.now())
    overdue = "lewat" in request.GET
    until = today if overdue else today + timedelta(days=SOON)
    items = selectors.due_for_review(office_id=request.office.pk, until=until)
    page = Paginator(items, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "today": today,
        "overdue": overdue,
        "may_review": request.standing.may("information.approve"),
    }
    return render(request, "information/desk/reviews.html", context)
