"""The bundle of a dispute at the desk: what goes in, how far it came, its files, and handing it to the commission."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from telusur.kernel.accounts.permits import permits
from telusur.kernel.documents.selectors import address
from telusur.kernel.documents.services import NotReleased

from .. import selectors, services
from ..forms.bundles import BundleForm
from ..models import BundleState, dispute_labels
from .parts import actor_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponseBase

    from telusur.kernel.accounts.permits import OfficeRequest

    from ..models import Dispute, DisputeBundle

SHOWN = 20
KINDS = {BundleState.MAKING: "wait", BundleState.MADE: "ok", BundleState.FAILED: "late"}
FAILURES = {
    "log_damaged": gettext_lazy("Buku besar kantor tidak utuh, jadi tidak ditandatangani. Beri tahu administrator."),
    "too_long": gettext_lazy("Penyusunan terputus. Susun lagi."),
    "too_large": gettext_lazy("Bundel menjadi terlalu besar. Lepaskan berkas terbesar, lalu susun lagi."),
}
FAILED = gettext_lazy("Salah satu berkas menghentikan penggabungan. Susun lagi, atau beri tahu administrator.")


@permits("requests.bundle_disputes")
@require_http_methods(["GET", "POST"])
def bundles(request: OfficeRequest, dispute_id: int) -> HttpResponseBase:
    """Show the papers of the case and its bundles; ask for a new one."""
    dispute = _dispute(request, dispute_id)
    papers = selectors.bundle_papers(dispute_id=dispute.pk)
    form = BundleForm(
        request.POST if request.method == "POST" else None,
        papers=[(paper.attachment.pk, paper.title) for paper in papers if not paper.sealed],
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.ask_for_bundle(
                dispute_id=dispute.pk, actor=actor_of(request), at=timezone.now(), **form.cleaned_data
            )
        except services.Refused as error:
            form.add_error("reason" if error.code == "bundle_reason_missing" else None, services.sentence(error))
        else:
            messages.success(request, _("Bundel sedang disusun. Halaman ini menunjukkan kemajuannya."))
            return redirect("disputes_bundles", office=request.office.slug, dispute_id=dispute.pk)
    made = list(selectors.bundles_of(dispute_id=dispute.pk)[:SHOWN])
    context = {
        "dispute": dispute,
        "form": form,
        "papers": [_paper(number, paper) for number, paper in enumerate(papers, start=1)],
        "bundles": [_bundle(each, at=timezone.now()) for each in made],
        "making": any(each.state == BundleState.MAKING for each in made),
    }
    return render(request, "requests/dispute_bundles.html", context, status=422 if form.errors else 200)


@permits("requests.bundle_disputes")
@require_safe
def manifest(request: OfficeRequest, bundle_id: int) -> HttpResponse:
    """The manifest as programs read it, byte for byte as it was written."""
    bundle = _found(request, bundle_id)
    if not bundle.manifest:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="manifes-{bundle.pk}.json"'}
    return HttpResponse(bundle.manifest.encode(), content_type="application/json", headers=headers)


@permits("requests.bundle_disputes")
@require_POST
def hand_over(request: OfficeRequest, bundle_id: int) -> HttpResponseBase:
    """Note that the bundle goes to the commission, if the release check lets it."""
    bundle = _found(request, bundle_id)
    reason = request.POST.get("reason", "")
    try:
        services.hand_over_bundle(bundle_id=bundle.pk, reason=reason, actor=actor_of(request), at=timezone.now())
    except NotReleased:
        text = _(
            "Bundel belum boleh keluar; pemeriksaan rilis menemukan: %(found)s. Buka dan periksa, lalu tulis alasan."
        )
        messages.error(request, text % {"found": _found_words(bundle, at=timezone.now())})
    except services.Refused as error:
        messages.error(request, services.sentence(error))
    else:
        messages.success(request, _("Dicatat: bundel diserahkan kepada Komisi Informasi."))
    return redirect("disputes_bundles", office=request.office.slug, dispute_id=bundle.dispute_id)


@permits("requests.bundle_disputes")
@require_POST
def open_file(request: OfficeRequest, bundle_id: int, attachment_id: int) -> HttpResponseBase:
    """A sealed file of a bundle, opened in an act of the office's log."""
    bundle = _found(request, bundle_id)
    try:
        content = services.open_bundle(
            bundle_id=bundle.pk, attachment_id=attachment_id, actor=actor_of(request), at=timezone.now()
        )
    except services.Refused as error:
        messages.error(request, services.sentence(error))
        return redirect("disputes_bundles", office=request.office.slug, dispute_id=bundle.dispute_id)
    name = next(row.name for row in (bundle.attachment, bundle.index, bundle.sheet) if row and row.pk == attachment_id)
    response = FileResponse(content, as_attachment=True, filename=name, content_type="application/pdf")
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _dispute(request: OfficeRequest, dispute_id: int) -> Dispute:
    try:
        return selectors.dispute_of_office(office_id=request.office.pk, dispute_id=dispute_id)
    except ObjectDoesNotExist as error:
        raise Http404 from error


def _found(request: OfficeRequest, bundle_id: int) -> DisputeBundle:
    try:
        return selectors.bundle_of_office(office_id=request.office.pk, bundle_id=bundle_id)
    except ObjectDoesNotExist as error:
        raise Http404 from error


def _paper(number: int, paper: selectors.BundlePaper) -> dict[str, Any]:
    return {
        "number": number,
        "title": paper.title,
        "on": date_format(paper.on, "j F Y"),
        "author": dispute_labels.WHOSE.get(paper.author, paper.author),
        "kind": paper.attachment.document.extension.upper(),
        "size": paper.attachment.document.size,
        "sealed": paper.sealed,
        "href": "" if paper.sealed else address(attachment=paper.attachment),
    }


def _bundle(bundle: DisputeBundle, *, at: datetime) -> dict[str, Any]:
    files = [(_("Bundel"), bundle.attachment), (_("Sampul dan daftar isi"), bundle.index), (_("Manifes"), bundle.sheet)]
    return {
        "row": bundle,
        "label": bundle.get_state_display(),
        "kind": KINDS[BundleState(bundle.state)],
        "failure": FAILURES.get(bundle.failure, FAILED) if bundle.failure else "",
        "beside": selectors.papers_beside(bundle=bundle),
        "digest": bundle.attachment.document.digest if bundle.attachment else "",
        "files": [{"title": title, "pk": row.pk, "size": row.document.size} for title, row in files if row],
        "found": _found_words(bundle, at=at) if bundle.attachment and bundle.sent_at is None else "",
    }


def _found_words(bundle: DisputeBundle, *, at: datetime) -> str:
    """Return in words what the release check found in a bundle and in each file beside it; "" where all are clean."""
    found = services.findings_of(bundle=bundle, at=at)
    return "; ".join(f"{each.title}: {NotReleased(0, each.title, list(each.kinds)).found}" for each in found)
