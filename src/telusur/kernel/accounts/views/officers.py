"""Who serves at the office: the list, appointing, ending, and every act on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext as _

from telusur.kernel.offices import selectors as offices

from .. import selectors, services
from ..forms.officers import AppointForm, EndForm
from ..models import Role
from ..permits import permits
from .office import ask, by, done, or_404, today

if TYPE_CHECKING:
    from django.http import HttpResponse

    from ..permits import OfficeRequest

SEE = "accounts.see_officers"
APPOINT = "accounts.appoint"
ON_A_PAGE = 50


@permits(SEE)
def officers(request: OfficeRequest) -> HttpResponse:
    page = Paginator(selectors.appointments_at(office_id=request.office.pk), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {"page": page, "on": today(request), "may_appoint": request.standing.may(APPOINT)}
    return render(request, "accounts/officers.html", context)


@permits(SEE)
def history(request: OfficeRequest) -> HttpResponse:
    acts = selectors.acts_on_officers(office_code=request.office.code)
    page = Paginator(acts, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "acts": selectors.told_acts(acts=page.object_list)}
    return render(request, "accounts/officers_history.html", context)


@permits(APPOINT)
def appoint(request: OfficeRequest) -> HttpResponse:
    on = today(request)
    units = offices.units_of(office_id=request.office.pk)
    form = AppointForm(request.POST or None, units=units, initial={"valid_from": on})
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        try:
            services.appoint_by_email(
                email=found["email"],
                full_name=found["full_name"],
                office_id=request.office.pk,
                role=found["role"],
                unit_id=form.unit_id,
                decree_number=found["decree_number"],
                decree_on=found["decree_on"],
                valid_from=found["valid_from"],
                valid_until=form.valid_until,
                acting=found["acting"],
                **by(request),
            )
        except services.OwnAppointment:
            form.add_error("email", _("Anda tidak dapat mengangkat diri sendiri; minta administrator lain."))
        except services.AlreadyAppointed:
            form.add_error("role", _("Orang ini sudah memegang peran itu pada waktu yang sama."))
        except services.RolesConflict as error:
            taken = {"role": Role(error.role).label, "source": error.source}
            form.add_error("role", _("Tidak boleh merangkap dengan peran %(role)s (%(source)s).") % taken)
        else:
            return done(request, _("Pengangkatan tercatat dan diberitahukan lewat surel."), to="officers_desk")
    return ask(request, form, title=_("Angkat petugas"), back="officers_desk", action=_("Angkat"))


@permits(APPOINT)
def end(request: OfficeRequest, pk: int) -> HttpResponse:
    appointment = or_404(selectors.appointments_at(office_id=request.office.pk).get, pk=pk)
    form = EndForm(request.POST or None, initial={"last_day": today(request)})
    if request.method == "POST" and form.is_valid():
        try:
            services.end_appointment(
                appointment_id=pk,
                office_id=request.office.pk,
                until=form.until,
                reason=form.cleaned_data["reason"],
                **by(request),
            )
        except services.OwnAppointment:
            form.add_error(None, _("Anda tidak dapat mengakhiri pengangkatan sendiri; minta administrator lain."))
        except services.AlreadyEnded:
            form.add_error("last_day", _("Pengangkatan ini sudah berakhir pada atau sebelum hari itu."))
        except services.LastAdministrator:
            form.add_error(None, _("Ini administrator terakhir kantor; angkat penggantinya dahulu."))
        else:
            return done(request, _("Pengangkatan berakhir."), to="officers_desk")
    person = {"person": appointment.user, "role": appointment.get_role_display()}
    title = _("Akhiri: %(person)s, %(role)s") % person
    return ask(request, form, title=title, back="officers_desk", action=_("Akhiri"))
