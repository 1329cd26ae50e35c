"""An officer leaves: his appointments end and his open cases go to a successor, in one act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from telusur.front import services
from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.accounts import services as appointing
from telusur.kernel.accounts.forms.officers import ReleaseForm
from telusur.kernel.accounts.permits import permits
from telusur.openness.requests import selectors as requests
from telusur.openness.requests import services as cases

from .office import today_at

if TYPE_CHECKING:
    from django.http import HttpResponse

    from telusur.kernel.accounts.permits import OfficeRequest


@permits("accounts.appoint")
def release(request: OfficeRequest, user_id: int) -> HttpResponse:
    on, office = today_at(request), request.office
    leaving = accounts.open_appointments(user_id=user_id, office_id=office.pk, on=on).select_related("user")
    if not leaving:
        raise Http404
    wanted = requests.Wanted(mine=user_id)
    open_cases = requests.queue(office_id=office.pk, office_code=office.code, wanted=wanted, on=on).count()
    colleagues = accounts.colleagues(office_id=office.pk, on=on).exclude(pk=user_id)
    form = ReleaseForm(request.POST or None, colleagues=colleagues, initial={"last_day": on})
    if request.method == "POST" and form.is_valid():
        if open_cases and form.successor_id is None:
            form.add_error("successor", _("Pilih pengganti: masih ada permohonan yang terbuka."))
        elif _released(request, user_id, form):
            return redirect("officers_desk", office=office.slug)
    note = ngettext(
        "%(n)d permohonan terbuka ikut berpindah.", "%(n)d permohonan terbuka ikut berpindah.", open_cases
    ) % {"n": open_cases}
    context = {
        "form": form,
        "title": _("Lepas tugas: %(person)s") % {"person": leaving[0].user},
        "note": note,
        "action": _("Lepas semua tugas"),
        "back": reverse("officers_desk", kwargs={"office": office.slug}),
    }
    return render(request, "accounts/desk_form.html", context, status=422 if form.errors else 200)


def _released(request: OfficeRequest, user_id: int, form: ReleaseForm) -> bool:
    try:
        done = services.release_officer(
            user_id=user_id,
            office_id=request.office.pk,
            successor_id=form.successor_id,
            until=form.until,
            reason=form.cleaned_data["reason"],
            actor=f"user:{request.user.pk}",
            at=timezone.now(),
        )
    except appointing.OwnAppointment:
        form.add_error(None, _("Anda tidak dapat melepas tugas sendiri; minta administrator lain."))
    except appointing.AlreadyEnded:
        form.add_error("last_day", _("Semua tugasnya sudah berakhir pada atau sebelum hari itu."))
    except appointing.LastAdministrator:
        form.add_error(None, _("Ini administrator terakhir kantor; angkat penggantinya dahulu."))
    except (cases.Refused, cases.NotPermitted) as error:
        form.add_error("successor", str(cases.sentence(error)))
    else:
        facts = {"person": done.succession.leaver, "n": len(done.cases)}
        messages.success(request, _("%(person)s lepas tugas; %(n)d permohonan berpindah.") % facts)
        return True
    return False
