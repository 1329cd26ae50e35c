"""What becomes of scans of identities: due, kept and why, gone. Numbers only; nobody is named here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from telusur.kernel.accounts.permits import SIGNED_IN, permits

from .. import selectors
from ..models import labels

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.core.paginator import Page
    from django.http import HttpResponse

    from telusur.kernel.accounts.permits import OfficeRequest, SignedInRequest

    from ..models import IdentityPurge
    from ..selectors import KeptScans

PAGE = 50
OPENINGS_ON_A_PAGE = 30
ADDRESSES = {"request": "requests_case", "objection": "objections_case"}


@permits("requests.see_retention")
def retention(request: OfficeRequest) -> HttpResponse:
    """Scans that are due to go, scans that are kept with the reason, or those that went."""
    view = request.GET.get("tampil", "kept")
    kept = selectors.kept_scans(at=timezone.now(), office_id=request.office.pk)
    due = [each for each in kept if each.standing.due]
    gone = selectors.purges_at(office_id=request.office.pk)
    opens = {kind for kind, right in RIGHTS.items() if request.standing.may(right)}
    shown: Any = gone if view == "gone" else due if view == "due" else _waiting(kept)
    page: Page[Any] = Paginator(shown, PAGE).get_page(request.GET.get("page"))
    made: Callable[..., dict[str, Any]] = _gone if view == "gone" else _kept
    context = {
        "view": view if view in {"due", "gone"} else "kept",
        "tabs": _tabs(view, kept=len(kept) - len(due), due=len(due), gone=gone.count()),
        "page": page,
        "rows": [made(each, request.office.slug, opens) for each in page.object_list],
        "rules": selectors.retention_rules(),
    }
    return render(request, "requests/retention.html", context)


RIGHTS = {"request": "requests.see", "objection": "requests.see_objections"}


def _waiting(kept: list[KeptScans]) -> list[KeptScans]:
    """Return what is not due, what can go first on top; what nobody can foresee last."""
    waiting = [each for each in kept if not each.standing.due]
    return sorted(waiting, key=lambda each: (each.standing.due_on is None, each.standing.due_on or 0, each.number))  # type: ignore[return-value]


def _tabs(view: str, **counts: int) -> list[dict[str, Any]]:
    names = {"kept": _("Masih disimpan"), "due": _("Jatuh tempo"), "gone": _("Sudah dihapus")}
    current = view if view in names else "kept"
    return [
        {"label": label, "href": f"?tampil={name}", "current": name == current, "count": counts[name]}
        for name, label in names.items()
    ]


def _kept(each: KeptScans, slug: str, opens: set[str]) -> dict[str, Any]:
    stands = each.standing
    return {
        "number": each.number,
        "href": _address(each.kind, each.pk, slug, opens),
        "scans": len(each.scans),
        "why": labels.WAITS[stands.wait] if stands.wait else _("Masa simpan habis; dihapus malam ini"),
        "ended_on": stands.ended_on,
        "due_on": stands.due_on,
    }


def _gone(each: IdentityPurge, slug: str, opens: set[str]) -> dict[str, Any]:
    kind, pk = ("request", each.request_id) if each.request_id else ("objection", each.objection_id)
    return {
        "number": each.number,
        "href": _address(kind, pk or 0, slug, opens),
        "scans": each.removed + each.released,
        "released": each.released,
        "ended_on": each.ended_on,
        "due_on": each.due_on,
        "purged_at": each.purged_at,
        "rule": selectors.source_of(rule_id=each.rule_id),
    }


def _address(kind: str, pk: int, slug: str, opens: set[str]) -> str:
    return reverse(ADDRESSES[kind], args=[slug, pk]) if kind in opens else ""


@permits(SIGNED_IN)
def own_openings(request: SignedInRequest) -> HttpResponse:
    """Who opened the identity of whoever is signed in, at every office."""
    found = selectors.openings_for_account(user_id=request.user.pk)
    page = Paginator(found, OPENINGS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "openings": selectors.told_openings(acts=page.object_list)}
    return render(request, "requests/own_openings.html", context)
