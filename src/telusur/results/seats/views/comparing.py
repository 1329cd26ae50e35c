"""What other rules would give, and how equal votes are. What-ifs are never a determination, and say so."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from telusur.kernel.accounts.permits import PUBLIC, permits
from telusur.kernel.accounts.throttles import throttled

from .. import selectors
from ..forms import WhatIfForm
from ..rules.changes import changes
from ..rules.disparity import by_province, compare, weigh
from ..rules.tables import VOTERS
from . import parts
from .words import METHODS, party

if TYPE_CHECKING:
    from django.http import HttpResponse

    from telusur.kernel.accounts.permits import OfficeRequest

    from ..selectors import Working

MARGINS = (10, 25)


@permits(PUBLIC)
@throttled("seats_what_if", methods=("GET",), asking="ambang")
@require_safe
def what_if(request: OfficeRequest, slug: str) -> HttpResponse:
    """The same votes by another method or threshold, beside the lawful count."""
    held, basis, working = parts.counted(request, slug)
    law = working.made.terms
    lawful = {"cara": law.method.name, "ambang": f"{100 * float(law.threshold):g}"}
    form = WhatIfForm(request.GET or None, initial=lawful, law=lawful)
    context: dict[str, Any] = {"council": held, "form": form, "clear": request.path if request.GET else ""}
    if form.is_bound and form.is_valid():
        method, threshold = form.cleaned_data["cara"], form.cleaned_data["ambang"]
        other = selectors.working_of(basis=basis, method=method, threshold=f"{threshold}%")
        now = {each["key"]: each for each in parts.parties_of(working)}
        then = parts.parties_of(other)
        found = changes(working.districts, other.districts)
        context |= {
            "method": METHODS[method],
            "threshold": Decimal(threshold),
            "same": other.made.terms.lawful,
            "parties": [
                {**each, "now": now[each["key"]]["seats"], "gain": each["seats"] - now[each["key"]]["seats"]}
                for each in then
                if each["seats"] or now[each["key"]]["seats"]
            ],
            "changes": [
                {
                    "name": each.district,
                    "slug": slugify(each.district),
                    "gains": ", ".join(f"{party(name)} {by:+d}" for name, by in each.gains),
                }
                for each in found
            ],
            "open": other.made.open_seats,
            "shares": _shares(other),
            "before": _shares(working),
        }
    return render(request, "seats/what_if.html", context)


@permits(PUBLIC)
@require_safe
def disparity(request: OfficeRequest, slug: str) -> HttpResponse:
    """What a seat costs from district to district, how seats follow votes, and what each province would get."""
    held, _basis, working = parts.counted(request, slug)
    places = selectors.places_of(working=working)
    context: dict[str, Any] = {"council": held, "base": VOTERS, "shares": _shares(working), "margins": []}
    if places:
        weights = weigh(places)
        now, fair = by_province(places, method=working.made.terms.method)
        dearest = max(weights.index.values())
        context |= {
            "weights": {
                "price": round(weights.price),
                "malapportionment": float(weights.malapportionment),
                "max_min": parts.decimal(weights.max_min),
                "variation": parts.decimal(weights.variation, 3),
                "gini": parts.decimal(weights.gini, 3),
            },
            "margins": [(margin, len(weights.beyond(Fraction(margin, 100)))) for margin in MARGINS],
            "many": len(places),
            "rows": [
                {
                    "name": each.name,
                    "slug": slugify(each.name),
                    "seats": each.seats,
                    "people": each.people,
                    "price": round(each.people / each.seats),
                    "index": parts.decimal(weights.index[each.name], 3),
                    "width": int(weights.index[each.name] / dearest * parts.WIDE),
                }
                for each in sorted(places, key=lambda place: weights.index[place.name])
            ],
            "par": int(parts.WIDE / dearest),
            "wide": parts.WIDE,
            "provinces": [
                {"name": name, "seats": number, "fair": fair.seats[name], "gain": fair.seats[name] - number}
                for name, number in sorted(now.items())
                if name
            ],
            "provinces_tied": list(fair.tie.parties) if fair.tie else [],
        }
    return render(request, "seats/disparity.html", context)


def _shares(working: Working) -> dict[str, float]:
    held = working.by_party
    if not any(held.values()) or not working.made.bar.passing:
        return {}
    found = compare(working.votes_by_party, held, passing=working.made.bar.passing)
    return {
        "gallagher": float(found.gallagher),
        "gallagher_passing": float(found.gallagher_passing),
        "loosemore_hanby": float(found.loosemore_hanby),
        "wasted": float(found.wasted),
        "enep": parts.decimal(found.enep),
        "enpp": parts.decimal(found.enpp),
    }
