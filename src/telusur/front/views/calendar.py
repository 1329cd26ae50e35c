"""The working-day calendar: for everybody to read, for those who may to change by decree."""

from __future__ import annotations

from collections import Counter
from datetime import MAXYEAR
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from telusur.front.forms import AddDayForm
from telusur.kernel.accounts.permits import PUBLIC, permits
from telusur.kernel.accounts.selectors import actor_names
from telusur.kernel.calendars import selectors as calendars
from telusur.kernel.calendars.rules import CalendarGap
from telusur.kernel.calendars.services import NotAdded, refuse_wrong_days
from telusur.kernel.clocks.selectors import moved_by, step_label
from telusur.kernel.ledger.rules.logs import NATIONAL_OFFICE
from telusur.kernel.look.numbers import whole_number
from telusur.kernel.offices import services
from telusur.kernel.offices.selectors import all_offices
from telusur.kernel.visits.pages import counted_page

from .office import today_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse

    from telusur.kernel.accounts.permits import OfficeRequest
    from telusur.kernel.calendars.selectors import Month
    from telusur.kernel.clocks.selectors import Move

MOST_SHOWN = 200
LATEST_CHANGES = 20


@permits(PUBLIC)
@counted_page(_("Kalender hari kerja"))
def year(request: OfficeRequest) -> HttpResponse:
    return render(request, "front/calendar.html", _year(request))


@permits("desk.open")
def desk(request: OfficeRequest) -> HttpResponse:
    changes = [
        change
        for change in calendars.changes()
        if change.office_code == NATIONAL_OFFICE
        or any(request.office.code.startswith(day.scope) for day in change.days.all())
    ][:LATEST_CHANGES]
    names = actor_names(refs=[change.actor for change in changes])
    acts = [
        {
            "at": change.changed_at,
            "actor": names.get(change.actor, change.actor),
            "text": "; ".join([f"{day.on:%d/%m/%Y} {day.name}" for day in change.days.all()])
            or ", ".join(str(added) for added in change.years.all()),
            "detail": "; ".join(
                sorted({day.source for day in change.days.all()} | {added.source for added in change.years.all()})
            ),
        }
        for change in changes
    ]
    return render(request, "front/calendar_desk.html", {**_year(request), "acts": acts})


@permits("calendars.add_day")
def add_day(request: OfficeRequest) -> HttpResponse:
    """Ask for a day, show what it would move, and move it once that was seen."""
    form = AddDayForm(request.POST or None, office_code=request.office.code)
    if request.method != "POST" or not form.is_valid():
        return render(request, "front/calendar_add.html", {"form": form})
    day = form.day()
    try:
        refuse_wrong_days(office_code=request.office.code, days=[day], years={})
        if "sure" not in request.POST:
            shown = _shown_moves(moved_by(days=[day]), request.office.code)
            return render(request, "front/calendar_preview.html", {"form": form, "day": day, **shown})
        result = services.add_days(
            office_code=request.office.code,
            days=[day],
            years={},
            actor=f"user:{request.user.pk}",
            at=timezone.now(),
        )
    except (NotAdded, CalendarGap) as error:
        form.add_error("on", str(error))
        return render(request, "front/calendar_add.html", {"form": form})
    moved = ngettext(
        "Kalender diperbarui; %(number)d batas waktu bergeser.",
        "Kalender diperbarui; %(number)d batas waktu bergeser.",
        len(result.moved),
    )
    messages.success(request, moved % {"number": len(result.moved)})
    return redirect("calendars_desk", request.office.slug)


def _year(request: OfficeRequest) -> dict[str, object]:
    """Return the year asked for, this year when none was. Raises: Http404 for a year nobody loaded."""
    calendar = calendars.calendar_for(office_code=request.office.code)
    asked = request.GET.get("tahun", "")
    chosen = number if (number := whole_number(asked)) is not None and number <= MAXYEAR else today_at(request).year
    if asked and chosen not in calendar.years:
        raise Http404(str(CalendarGap(chosen)))
    months = calendars.months_of(office_code=request.office.code, year=chosen) if chosen in calendar.years else []
    return {
        "office": request.office,
        "year": chosen,
        "version": calendar.version,
        "gap": None if months else str(CalendarGap(chosen)),
        **_shown_months(months),
        "working_days": sum(month.working_days for month in months),
        "tabs": [
            {"label": str(each), "href": f"?tahun={each}", "current": each == chosen} for each in sorted(calendar.years)
        ],
    }


def _shown_months(months: Sequence[Month]) -> dict[str, object]:
    """Return the months with each day's decree as a number, and the decrees in that order."""
    decrees: dict[tuple[str, bool], int] = {}
    for month in months:
        for day in month.days:
            decrees.setdefault((day.source, day.confirmed), len(decrees) + 1)
    return {
        "months": [
            {
                "month": month,
                "days": [
                    {"day": day, "kind": calendars.kind_label(day.kind), "decree": decrees[day.source, day.confirmed]}
                    for day in month.days
                ],
            }
            for month in months
        ],
        "decrees": [{"source": source, "confirmed": confirmed} for source, confirmed in decrees],
    }


def _shown_moves(moves: Sequence[Move], office_code: str) -> dict[str, object]:
    """Return the office's own cases by name, and those of others as counts: nobody reads another office's cases."""
    shown = [move for move in moves if move.shown]
    own = [move for move in shown if move.deadline.office_code == office_code]
    others = Counter(move.deadline.office_code for move in shown if move.deadline.office_code != office_code)
    names = {office.code: office.name for office in all_offices()} if others else {}
    return {
        "moves": [
            {
                "label": move.deadline.label or move.deadline.subject_id,
                "step": step_label(move.deadline.step),
                "old": move.old,
                "new": move.new,
            }
            for move in own[:MOST_SHOWN]
        ],
        "own": len(own),
        "others": [{"name": names.get(code, code), "count": count} for code, count in sorted(others.items())],
        "total": len(shown),
        "later": len(moves) - len(shown),
    }
