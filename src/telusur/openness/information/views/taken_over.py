"""Determinations from before this register: entered by one, in force by another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from telusur.kernel.accounts.permits import permits
from telusur.kernel.documents.services import Refused

from .. import services
from ..forms import DeclareForm, ReasonForm
from .decrees import decision_form
from .exemptions import COMPETENT, ask, found_determination
from .refusals import ANTICIPATED, error_text

if TYPE_CHECKING:
    from django.http import HttpResponseBase

    from telusur.kernel.accounts.permits import OfficeRequest


@permits("information.determine")
@require_http_methods(["GET", "POST"])
def take_over(request: OfficeRequest) -> HttpResponseBase:
    """Enter a determination that was made before this register was kept, with the paper of its decree."""
    at = timezone.now()
    if request.office.kind not in COMPETENT:
        messages.error(request, _("Kantor kabupaten/kota tidak menetapkan pengecualian; usulkan uji konsekuensi."))
        return redirect("information_determinations", office=request.office.slug)
    form = decision_form(request, at=at, test=None, data=request.POST or None, files=request.FILES or None)
    if request.method == "POST" and form.is_valid():
        paper = form.cleaned_data["decree"]
        try:
            made = services.take_over_determination(
                office_id=request.office.pk,
                decision=form.decision(),
                decree=services.NewFile(paper.content, paper.name),
                officer=request.user,
                at=at,
            )
        except Refused as refusal:
            form.add_error("decree", f"{refusal.message} {refusal.remedy}")
        except ANTICIPATED as error:
            form.add_error(form.field_at_fault(error), error_text(error))
        else:
            messages.success(request, _("Penetapan dicatat. Ia berlaku setelah orang kedua mengesahkannya."))
            return redirect("information_determination", office=request.office.slug, determination_id=made.pk)
    return render(request, "information/desk/determine.html", {"form": form, "test": None})


@permits("information.confirm_determination")
@require_http_methods(["GET", "POST"])
def confirm(request: OfficeRequest, determination_id: int) -> HttpResponseBase:
    found = found_determination(request, determination_id)
    form = DeclareForm(request.POST if request.method == "POST" else None)
    text = _(
        "Buka naskah keputusannya dan cocokkan nomor, tanggal, alasan, dan jangka waktunya. Sejak disahkan, penetapan "
        "ini tampil di daftar informasi yang dikecualikan dan dapat menjadi dasar penolakan."
    )
    return ask(
        request,
        found,
        form,
        heading=_("Sahkan penetapan"),
        text=text,
        done=_("Disahkan. Penetapan berlaku dan tampil di daftar informasi yang dikecualikan."),
        service=lambda: services.confirm_determination(
            determination_id=found.pk, officer=request.user, at=timezone.now()
        ),
    )


@permits("information.confirm_determination")
@require_http_methods(["GET", "POST"])
def decline(request: OfficeRequest, determination_id: int) -> HttpResponseBase:
    found = found_determination(request, determination_id)
    form = ReasonForm(request.POST or None)
    return ask(
        request,
        found,
        form,
        heading=_("Tolak penetapan"),
        text=_("Penetapan ini tidak berlaku dan tidak pernah berlaku di sini. Yang mencatatnya diberi tahu alasannya."),
        done=_("Ditolak. Penetapan itu tidak berlaku."),
        service=lambda: services.decline_determination(
            determination_id=found.pk, officer=request.user, at=timezone.now(), **form.cleaned_data
        ),
    )
