from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from telusur.kernel.accounts.permits import PUBLIC, permits
from telusur.kernel.documents import selectors as documents
from telusur.kernel.documents.rules.access import can_see
from telusur.kernel.offices.selectors import local_day

from . import selectors, services
from .forms import LetterSettingsForm
from .rules.letters import RequestForm

if TYPE_CHECKING:
    from telusur.kernel.accounts.permits import OfficeRequest


@permits(PUBLIC)
def letter_verification(request: OfficeRequest, code: str) -> HttpResponse:
    """Confirm number, date and digest of a letter, and nothing else."""
    letter = selectors.letter_by_code(code=code)
    context = {"letter": letter, "code": code}
    return render(request, "letters/verification.html", context, status=200 if letter else 404)


@permits(PUBLIC)
def blank_request_form(request: OfficeRequest) -> HttpResponse:
    url = f"{settings.BASE_URL}/{request.office.slug}/permohonan/"
    form = RequestForm(online_url=url, online_qr=services.qr_svg(url))
    today = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    pdf = services.render(letter=form, office=request.office, at=today)
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": 'inline; filename="formulir-permohonan.pdf"'},
    )


@permits("letters.see")
def letters_list(request: OfficeRequest) -> HttpResponse:
    """Show what the office sent out; the file itself opens to those who may read it."""
    page = Paginator(selectors.letters_of_office(office_id=request.office.pk), 50).get_page(request.GET.get("page"))
    files = {letter.pk: letter.attachment for letter in page}
    viewer = documents.viewer(user=request.user, attachments=files.values(), at=timezone.now())
    context = {
        "page": page,
        "readable": {key for key, file in files.items() if can_see(viewer, file)},
        "may_set": request.standing.may("letters.settings"),
    }
    return render(request, "letters/list.html", context)


@permits("letters.settings")
def letter_settings(request: OfficeRequest) -> HttpResponse:
    head = selectors.letterhead(office=request.office)
    on = local_day(office=request.office, at=timezone.now())
    now = {
        "lines": "\n".join(head.lines),
        "city": head.city,
        "pattern": selectors.numbering_pattern(office=request.office, on=on),
    }
    form = LetterSettingsForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        services.change_settings(
            office=request.office, actor=f"user:{request.user.pk}", at=timezone.now(), **form.cleaned_data
        )
        messages.success(request, _("Kop surat dan pola nomor disimpan. Surat berikutnya memakainya."))
        return redirect(reverse("letter_settings", args=[request.office.slug]))
    return render(request, "letters/settings.html", {"form": form})
