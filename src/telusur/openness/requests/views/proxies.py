"""The dispute for whoever speaks for the office in it by a power of attorney: to read, with its papers, no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist
from django.http import FileResponse, Http404
from django.shortcuts import render
from django.utils import timezone

from telusur.kernel.accounts.permits import permits
from telusur.kernel.documents import services as documents
from telusur.kernel.documents.rules.access import Viewer, can_see
from telusur.kernel.letters.selectors import letters_about

from .. import selectors
from ..rules.questions import title_of
from .dispute_parts import clocks_of
from .objections import grounds_of
from .parts import today

if TYPE_CHECKING:
    from django.http import HttpResponse

    from telusur.kernel.accounts.permits import OfficeRequest
    from telusur.kernel.documents.models import Attachment

    from ..models import Dispute


def _found(request: OfficeRequest, dispute_id: int) -> Dispute:
    """Return the dispute in which this person holds the office's power. Raises: Http404, for everybody else."""
    try:
        found = selectors.dispute_of_office(office_id=request.office.pk, dispute_id=dispute_id)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    if request.user.pk not in selectors.proxy_users(dispute_id=found.pk, on=today(request.office)):
        raise Http404
    return found


def _papers(found: Dispute, *, office_id: int) -> list[tuple[str, Attachment]]:
    """Return (title, file) of what the dispute itself holds, such as an officer who sees disputes may read."""
    rows = [
        *(
            (each.title, each.attachment)
            for each in found.papers.select_related("attachment__document").order_by("dated_on", "pk")
        ),
        *(
            (f"{each.mark} {each.title}", each.attachment)
            for each in found.evidence.select_related("attachment__document").order_by("pk")
        ),
        *(
            (f"{letter.title} {letter.number}", letter.attachment)
            for letter in letters_about(subject_kind="dispute", subject_id=str(found.pk)).select_related(
                "attachment__document"
            )
        ),
    ]
    at = timezone.now()
    return [
        (title, file)
        for title, file in rows
        if can_see(Viewer(at=at, rights=frozenset({(office_id, file.permission)})), file)
    ]


@permits("requests.speak_in_disputes")
def dispute(request: OfficeRequest, dispute_id: int) -> HttpResponse:
    """What is disputed, when the office is heard, what was ruled, and every paper of the dispute."""
    found, on = _found(request, dispute_id), today(request.office)
    context = {
        "dispute": found,
        "title": title_of(found.information),
        "grounds": grounds_of(found, on=on),
        "clocks": clocks_of(found, on=on),
        "hearings": found.hearings.order_by("meets_at", "pk"),
        "rulings": found.rulings.order_by("pk"),
        "papers": [{"title": title, "file": file} for title, file in _papers(found, office_id=request.office.pk)],
        "acts": selectors.dispute_history(dispute=found),
    }
    return render(request, "requests/dispute_spoken_for.html", context)


@permits("requests.speak_in_disputes")
def paper(request: OfficeRequest, dispute_id: int, attachment_id: int) -> FileResponse:
    """One paper of the dispute, for the one who speaks for the office in it."""
    found = _found(request, dispute_id)
    file = next((each for _, each in _papers(found, office_id=request.office.pk) if each.pk == attachment_id), None)
    if file is None:
        raise Http404
    content, kind = documents.open_bytes(document=file.document), file.document.media_type
    response = FileResponse(content, as_attachment=True, filename=file.name, content_type=kind)
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
