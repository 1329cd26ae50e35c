"""The rules in force with their sources, and the readings that the national office chooses."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from telusur.front.forms import ChooseReadingForm, StageForm
from telusur.kernel.accounts.permits import permits
from telusur.kernel.accounts.selectors import may
from telusur.kernel.clocks import selectors as clocks
from telusur.kernel.clocks.services import StageRefused
from telusur.kernel.clocks.services import decree_stage as decree
from telusur.kernel.law import selectors as law
from telusur.kernel.law.services import NotChosen
from telusur.kernel.ledger.rules.logs import NATIONAL_OFFICE
from telusur.kernel.offices import services

from .office import today_at

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpResponse

    from telusur.kernel.accounts.permits import OfficeRequest
    from telusur.kernel.law.rules import Rule

UNITS = {
    "working_day": gettext_lazy("hari kerja"),
    "day": gettext_lazy("hari"),
    "hour": gettext_lazy("jam"),
    "month": gettext_lazy("bulan"),
    "year": gettext_lazy("tahun"),
}
ROOMS = {
    "accounts": gettext_lazy("Orang dan hak"),
    "calendars": gettext_lazy("Kalender"),
    "clocks": gettext_lazy("Batas waktu"),
    "documents": gettext_lazy("Berkas"),
    "front": gettext_lazy("Layanan kantor"),
    "information": gettext_lazy("Daftar informasi publik"),
    "letters": gettext_lazy("Surat"),
    "notices": gettext_lazy("Pemberitahuan"),
    "reports": gettext_lazy("Laporan layanan"),
    "requests": gettext_lazy("Permohonan"),
}
LONGEST = 120


@permits("desk.open")
def desk(request: OfficeRequest) -> HttpResponse:
    on = today_at(request)
    rules = [rule for rule in law.all_rules(on=on) if rule.table != "reading"]
    context = {
        "on": on,
        "readings": _readings(on),
        "rooms": [
            {"name": ROOMS.get(room, room), "rules": [_shown(rule) for rule in found]}
            for room, found in groupby(rules, key=lambda rule: rule.room)
        ],
        "stages": clocks.stages(),
        "decrees": request.office.code == NATIONAL_OFFICE
        and may(user=request.user, permission="clocks.decree_stage", office_id=request.office.pk, on=on),
        "chooses": request.office.code == NATIONAL_OFFICE
        and may(user=request.user, permission="law.choose_reading", office_id=request.office.pk, on=on),
    }
    return render(request, "front/law.html", context)


@permits("law.choose_reading")
def choose(request: OfficeRequest, *, room: str, key: str) -> HttpResponse:
    on = today_at(request)
    found = law.readings(room=room, on=on).get(key) if room in law.rooms_with_readings() else None
    if request.office.code != NATIONAL_OFFICE or found is None:
        raise Http404
    form = ChooseReadingForm(request.POST or None, reading=found.reading, on=on)
    if request.method == "POST" and form.is_valid():
        try:
            services.choose_reading(
                room=room, key=key, actor=f"user:{request.user.pk}", at=timezone.now(), on=on, **form.cleaned_data
            )
        except NotChosen as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            messages.success(request, _("Bacaan ditetapkan; jam yang sudah berjalan tidak berubah."))
            return redirect("law_desk", request.office.slug)
    return render(request, "front/law_choose.html", {"form": form, "found": found})


@permits("clocks.decree_stage")
def decree_stage(request: OfficeRequest) -> HttpResponse:
    on = today_at(request)
    if request.office.code != NATIONAL_OFFICE:
        raise Http404
    form = StageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            decree(actor=f"user:{request.user.pk}", at=timezone.now(), on=on, **form.cleaned_data)
        except StageRefused as error:
            form.add_error(error.field, str(error))
        else:
            messages.success(request, _("Tahapan ditetapkan; permohonan yang sudah berjalan tidak berubah."))
            return redirect("law_desk", request.office.slug)
    return render(request, "front/law_stage.html", {"form": form})


def _readings(on: date) -> list[dict[str, object]]:
    shown = []
    for room in law.rooms_with_readings():
        made = law.choices(room=room)
        for found in law.readings(room=room, on=on).values():
            later = [choice for choice in made if choice.key == found.reading.key and choice.valid_from > on]
            shown.append(
                {
                    "room": room,
                    "found": found,
                    "others": [
                        found.reading.label(choice) for choice in found.reading.choices if choice != found.choice
                    ],
                    "later": [
                        {"label": found.reading.label(each.choice), "from": each.valid_from, "by": each.decree_number}
                        for each in later
                    ],
                }
            )
    return shown


def _shown(rule: Rule) -> dict[str, object]:
    values = dict(rule.values)
    length, unit = values.pop("length", None), values.pop("unit", None)
    said = [f"{length} {UNITS[str(unit)]}"] if unit else []
    values.pop("direction", None)
    said += [f"{name}: {value}" for name, value in values.items()]
    text = "; ".join(said)
    return {
        "rule": rule,
        "name": " · ".join(part for part in (rule.table, rule.key) if part),
        "text": text if len(text) <= LONGEST else f"{text[:LONGEST]}…",
    }
