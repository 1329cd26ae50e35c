"""What the release check found in an office's files, and letting one pass despite it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from telusur.kernel.accounts.permits import permits

from .. import selectors, services
from ..forms import ReleaseForm
from ..models import Attachment
from ..rules.access import Access, Audience

if TYPE_CHECKING:
    from django.http import HttpResponseBase

    from telusur.kernel.accounts.permits import OfficeRequest

ON_A_PAGE = 50
ERRORS = {
    "reason_missing": _("Tulis alasannya."),
    "nothing_found": _("Tidak ada temuan lagi; berkas dapat keluar tanpa keputusan ini."),
}


@permits("documents.see_findings")
@require_safe
def waiting(request: OfficeRequest) -> HttpResponseBase:
    page = Paginator(selectors.unreleased(office_id=request.office.pk), ON_A_PAGE).get_page(request.GET.get("page"))
    shown = selectors.release_status(attachments=list(page), office_slug=request.office.slug)
    context = {
        "page": page,
        "statuses": [shown[row.pk] for row in page],
        "redactions": selectors.waiting_redactions(office_id=request.office.pk)[:ON_A_PAGE]
        if request.standing.may("documents.redact")
        else [],
    }
    return render(request, "documents/releases.html", context)


@permits("documents.see_findings")
@require_safe
def release(request: OfficeRequest, attachment_id: int) -> HttpResponseBase:
    return _page(request, _attachment(request, attachment_id), ReleaseForm())


@permits("documents.release")
@require_POST
def despite(request: OfficeRequest, attachment_id: int) -> HttpResponseBase:
    attachment = _attachment(request, attachment_id)
    form = ReleaseForm(request.POST)
    if not form.is_valid():
        return _page(request, attachment, form)
    try:
        services.release_despite_findings(
            attachment_id=attachment.pk,
            reason=form.cleaned_data["reason"],
            audience=Audience(form.cleaned_data["audience"]),
            actor=f"user:{request.user.pk}",
            at=timezone.now(),
        )
    except services.NothingToDecide as error:
        form.add_error(None, ERRORS[error.code])
        return _page(request, attachment, form)
    messages.success(request, _("Dicatat: berkas boleh keluar meski ada temuan."))
    return redirect("document_release", office=request.office.slug, attachment_id=attachment.pk)


def _attachment(request: OfficeRequest, attachment_id: int) -> Attachment:
    """Return a file of this office that may go out some day and that this officer may see."""
    found = Attachment.objects.select_related("document", "office").filter(
        pk=attachment_id, office_id=request.office.pk, withdrawn_at=None
    )
    attachment = found.exclude(access=Access.SEALED).first()
    if attachment is None:
        raise Http404
    return attachment


def _page(request: OfficeRequest, attachment: Attachment, form: ReleaseForm) -> HttpResponseBase:
    services.check_release(document_id=attachment.document_id, at=timezone.now())
    status = selectors.release_status(attachments=[attachment], office_slug=request.office.slug)[attachment.pk]
    context = {
        "attachment": attachment,
        "status": status,
        "form": form,
        "href": selectors.address(attachment=attachment),
        "may_release": request.standing.may("documents.release") and status.may_go_further,
        "may_redact": request.standing.may("documents.redact") and attachment.document.extension == "pdf",
        "copy": selectors.redacted_copy(attachment_id=attachment.pk),
    }
    return render(request, "documents/release.html", context, status=400 if form.errors else 200)
