"""The desk pages on which an administrator keeps what the office says of itself."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, TypedDict, TypeVar

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from telusur.kernel.offices import selectors as offices
from telusur.kernel.offices import services
from telusur.kernel.offices.rules.office_file import write_week

from ..forms.office import ChannelForm, ClosureForm, DetailsForm, HoursForm, UnitChangeForm, UnitForm
from ..permits import permits

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from django import forms
    from django.http import HttpResponse

    from ..permits import OfficeRequest

MANAGE = "offices.manage"
Found = TypeVar("Found")


class By(TypedDict):
    """Who acts, and when."""

    actor: str
    at: datetime


@permits(MANAGE)
def overview(request: OfficeRequest) -> HttpResponse:
    office, on = request.office, today(request)
    context = {
        "office": office,
        "hours": offices.opening_text(office=office, on=on),
        "coming_hours": offices.coming_hours(office_id=office.pk, on=on),
        "closures": offices.closures_of(office_id=office.pk, on=on),
        "channels": offices.channels_of(office_id=office.pk),
        "units": offices.every_unit_of(office_id=office.pk),
    }
    return render(request, "accounts/office.html", context)


@permits(MANAGE)
def details(request: OfficeRequest) -> HttpResponse:
    office = request.office
    now = {"name": office.name, "city": office.city, "address": office.address, "host": office.host}
    form = DetailsForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        if offices.host_is_free(host=form.cleaned_data["host"], office_id=office.pk):
            services.change_details(office_id=office.pk, **form.cleaned_data, **by(request))
            return done(request, _("Rincian kantor tersimpan."))
        form.add_error("host", _("Nama situs ini dipakai kantor lain."))
    return ask(request, form, title=_("Rincian kantor"))


@permits(MANAGE)
def hours(request: OfficeRequest) -> HttpResponse:
    on = today(request)
    week = write_week(offices.week_of(office_id=request.office.pk, on=on))
    form = HoursForm(request.POST or None, initial={"hours": week.replace("; ", "\n"), "valid_from": on}, on=on)
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        kept = {"office_id": request.office.pk, "week": found["hours"], "valid_from": found["valid_from"]}
        if form.of_the_past:
            until = found["last_day"] + timedelta(days=1)
            services.record_past_week(valid_until=until, reason=found["reason"], **kept, **by(request))
            return done(request, _("Jam layanan masa lalu tercatat."))
        services.set_week(**kept, **by(request))
        return done(request, _("Jam layanan tersimpan."))
    return ask(request, form, title=_("Jam layanan"))


@permits(MANAGE)
def close(request: OfficeRequest) -> HttpResponse:
    form = ClosureForm(request.POST or None, initial={"first_day": today(request), "last_day": today(request)})
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        services.close_office(
            office_id=request.office.pk,
            valid_from=found["first_day"],
            valid_until=found["last_day"] + timedelta(days=1),
            reason=found["reason"],
            **by(request),
        )
        return done(request, _("Penutupan tercatat."))
    note = _("Penutupan mengubah jam layanan, bukan batas waktu hukum permohonan.")
    return ask(request, form, title=_("Tutup kantor"), note=note)


@permits(MANAGE)
def lift_closure(request: OfficeRequest, pk: int) -> HttpResponse:
    closure = or_404(offices.closures_of(office_id=request.office.pk, on=today(request)).get, pk=pk)
    if request.method == "POST":
        services.lift_closure(closure_id=pk, office_id=request.office.pk, **by(request))
        return done(request, _("Penutupan dibatalkan."))
    question = _("Batalkan penutupan “%(reason)s”?") % {"reason": closure.reason}
    return confirm(request, question=question, action=_("Batalkan penutupan"))


@permits(MANAGE)
def add_channel(request: OfficeRequest) -> HttpResponse:
    form = ChannelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_channel(office_id=request.office.pk, **form.cleaned_data, **by(request))
        except services.ContactKnown:
            form.add_error("value", _("Kontak ini sudah tercantum."))
        else:
            return done(request, _("Kontak tercantum."))
    return ask(request, form, title=_("Tambah kontak"))


@permits(MANAGE)
def remove_channel(request: OfficeRequest, pk: int) -> HttpResponse:
    channel = or_404(offices.channels_of(office_id=request.office.pk).get, pk=pk)
    if request.method == "POST":
        services.remove_channel(channel_id=pk, office_id=request.office.pk, **by(request))
        return done(request, _("Kontak dihapus."))
    question = _("Hapus kontak %(channel)s?") % {"channel": channel}
    return confirm(request, question=question, action=_("Hapus kontak"))


@permits(MANAGE)
def add_unit(request: OfficeRequest) -> HttpResponse:
    form = UnitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_unit(office_id=request.office.pk, **form.cleaned_data, **by(request))
        except services.UnitCodeTaken:
            form.add_error("code", _("Kode ini sudah dipakai, mungkin oleh unit yang tidak aktif; pilih kode lain."))
        else:
            return done(request, _("Unit tersimpan."))
    return ask(request, form, title=_("Tambah unit"))


@permits(MANAGE)
def change_unit(request: OfficeRequest, pk: int) -> HttpResponse:
    unit = or_404(offices.every_unit_of(office_id=request.office.pk).get, pk=pk)
    form = UnitChangeForm(request.POST or None, initial={"name": unit.name, "active": unit.active})
    if request.method == "POST" and form.is_valid():
        services.change_unit(unit_id=pk, office_id=request.office.pk, **form.cleaned_data, **by(request))
        return done(request, _("Unit tersimpan."))
    return ask(request, form, title=unit.name)


def today(request: OfficeRequest) -> date:
    return offices.local_day(office=request.office, at=timezone.now())


def by(request: OfficeRequest) -> By:
    return {"actor": f"user:{request.user.pk}", "at": timezone.now()}


def or_404(find: Callable[..., Found], **wanted: int) -> Found:
    try:
        return find(**wanted)
    except ObjectDoesNotExist as error:
        raise Http404 from error


def done(request: OfficeRequest, text: str, to: str = "offices_desk") -> HttpResponse:
    messages.success(request, text)
    return redirect(to, office=request.office.slug)


def ask(
    request: OfficeRequest,
    form: forms.Form,
    *,
    title: str,
    note: str = "",
    back: str = "offices_desk",
    action: str = "",
) -> HttpResponse:
    """Show a form of the office's desk; what was typed stays, faults stand on top."""
    context = {"form": form, "title": title, "note": note, "action": action or _("Simpan")}
    context["back"] = reverse(back, kwargs={"office": request.office.slug})
    return render(request, "accounts/desk_form.html", context, status=422 if form.errors else 200)


def confirm(request: OfficeRequest, *, question: str, action: str) -> HttpResponse:
    back = reverse("offices_desk", kwargs={"office": request.office.slug})
    return render(request, "look/confirm.html", {"question": question, "action": action, "back": back, "danger": True})
