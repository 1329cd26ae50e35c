"""Letters that went out: their list, the page of each, the page that confirms them, and blank forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from telusur.kernel.accounts.permits import PUBLIC, permits
from telusur.kernel.documents import selectors as documents
from telusur.kernel.documents.rules.access import can_see

from .. import selectors, services
from ..forms import CredentialsForm, SignedCopyForm
from ..rules.blanks import PowerOfAttorney
from ..rules.letters import RequestForm
from ..rules.signatures import Fault, NotTaken, Port, ServiceRefused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import _StrPromise

    from telusur.kernel.accounts.permits import OfficeRequest

    from ..models import Letter
    from ..rules.letters import AnyLetter

FAULTS: Mapping[Fault, str | _StrPromise] = {
    Fault.NOT_PDF: gettext_lazy("Berkas ini bukan PDF. Unggah PDF surat yang sudah ditandatangani."),
    Fault.ANOTHER_LETTER: gettext_lazy("Ini berkas surat lain. Unggah yang ditandatangani dari surat ini."),
    Fault.NOT_OUR_BYTES: gettext_lazy(
        "Isi berkas ini bukan surat ini, atau program lain menyimpannya ulang. Unduh surat ini sekali lagi,"
        " tandatangani tanpa mengubah atau mencetaknya ulang, lalu unggah hasilnya."
    ),
    Fault.NOT_SIGNED: gettext_lazy(
        "Berkas ini belum ditandatangani secara elektronik. Tandatangani, lalu unggah lagi."
    ),
    Fault.CHANGED_AFTER: gettext_lazy(
        "Berkas ini berubah sesudah ditandatangani. Unggah berkas seperti keluar dari alat tanda tangan."
    ),
    Fault.NOT_WHOLE: gettext_lazy("Tanda tangannya tidak mencakup seluruh berkas. Tandatangani seluruh surat."),
    Fault.CONTENT_CHANGED: gettext_lazy(
        "Surat ini diubah sebelum ditandatangani. Unduh surat ini sekali lagi dan tandatangani tanpa menambah apa pun."
    ),
    Fault.BROKEN: gettext_lazy("Tanda tangannya rusak. Tandatangani sekali lagi dari surat yang diunduh."),
    Fault.UNREADABLE: gettext_lazy("Tanda tangan pada berkas ini tidak terbaca. Tandatangani dengan alat lain."),
}


@permits(PUBLIC)
def letter_verification(request: OfficeRequest, code: str) -> HttpResponse:
    """Confirm number, date and digest of a letter, and nothing else."""
    letter = selectors.letter_by_code(code=code)
    signature = selectors.signature_of(letter_id=letter.pk) if letter else None
    context = {"letter": letter, "code": code, "signature": signature}
    return render(request, "letters/verification.html", context, status=200 if letter else 404)


@permits(PUBLIC)
def blank_request_form(request: OfficeRequest) -> HttpResponse:
    url = f"{settings.BASE_URL}/{request.office.slug}/permohonan/"
    return _blank(request, RequestForm(online_url=url, online_qr=services.qr_svg(url)), "formulir-permohonan.pdf")


@permits(PUBLIC)
def blank_power_of_attorney(request: OfficeRequest) -> HttpResponse:
    return _blank(request, PowerOfAttorney(), "surat-kuasa-khusus.pdf")


def _blank(request: OfficeRequest, form: AnyLetter, name: str) -> HttpResponse:
    today = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    pdf = services.render(letter=form, office=request.office, at=today)
    return HttpResponse(
        pdf, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'}
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
        "may_word": request.standing.may("letters.write_templates"),
    }
    return render(request, "letters/list.html", context)


@permits("letters.see")
def letter_page(request: OfficeRequest, letter_id: int) -> HttpResponse:
    """One letter: its digest, its signature, and the way to sign it electronically where the office does."""
    letter = _found(request, letter_id)
    port, may_sign = selectors.port_of(office=request.office), request.standing.may("letters.sign")
    by_service = "passphrase" in request.POST
    posted = request.method == "POST" and may_sign
    upload = SignedCopyForm(*((request.POST, request.FILES) if posted and not by_service else ()))
    service = CredentialsForm(*((request.POST,) if posted and by_service else ()))
    used: SignedCopyForm | CredentialsForm = service if by_service else upload
    taken = port == Port.SERVICE if by_service else port != Port.NONE
    if posted and taken and used.is_valid() and _signed(request, letter, used):
        return redirect("letter_page", office=request.office.slug, letter_id=letter.pk)
    viewer = documents.viewer(user=request.user, attachments=[letter.attachment], at=timezone.now())
    context = {
        "letter": letter,
        "signature": selectors.signature_of(letter_id=letter.pk),
        "readable": can_see(viewer, letter.attachment),
        "upload": upload if may_sign and port != Port.NONE else None,
        "service": service if may_sign and port == Port.SERVICE else None,
    }
    return render(request, "letters/letter.html", context)


def _signed(request: OfficeRequest, letter: Letter, form: SignedCopyForm | CredentialsForm) -> bool:
    """Sign by what the form brought; a fault is put at its field."""
    actor, at = f"user:{request.user.pk}", timezone.now()
    field = "signed" if isinstance(form, SignedCopyForm) else None
    try:
        if isinstance(form, SignedCopyForm):
            pdf = form.cleaned_data["signed"].read(services.LARGEST + 1)
            services.keep_signature(letter_id=letter.pk, pdf=pdf, actor=actor, at=at)
        else:
            services.sign_with_service(letter_id=letter.pk, credentials=form.credentials(), actor=actor, at=at)
    except NotTaken as refusal:
        form.add_error(field, str(FAULTS[refusal.fault]))
    except ServiceRefused as refusal:
        form.add_error(None, _("Layanan tanda tangan menolak: %(message)s") % {"message": refusal.message})
    else:
        messages.success(request, _("Tanda tangan diperiksa dan disimpan. Salinan bertanda tangan kini yang keluar."))
        return True
    return False


def _found(request: OfficeRequest, letter_id: int) -> Letter:
    try:
        return selectors.letter_of_office(office_id=request.office.pk, letter_id=letter_id)
    except ObjectDoesNotExist as error:
        raise Http404 from error
