"""Pictures of forms as they came, for those on duty where they were taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import FileResponse, Http404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from telusur.kernel.documents.rules.access import Viewer, can_see
from telusur.kernel.documents.services import open_bytes
from telusur.results.elections.duties import DutyRequest, on_duty

from .. import selectors
from ..services.pictures import SEE_ORIGINALS
from .parts import SEE, Form, form_asked

if TYPE_CHECKING:
    from django.http import HttpResponseBase

    from telusur.kernel.documents.models import Attachment, Document


@dataclass(frozen=True)
class ShownPicture:
    """One page of a form beside its numbers. later: how many earlier pictures of the page there are."""

    page: int
    address: str
    digest: str
    received_at: object
    reused: bool


def shown_pictures(form: Form) -> list[ShownPicture]:
    """Return the pictures of a form, the newest of each page."""
    found: dict[int, ShownPicture] = {}
    for one in selectors.pictures_of(contest=form.contest, station=form.station):
        if one.page not in found:
            address = reverse("recapitulation_picture", kwargs=form.keys | {"attachment": one.original_id})
            found[one.page] = ShownPicture(one.page, address, one.digest, one.received_at, one.reused)
    return list(found.values())


@on_duty(SEE)
@require_safe
def picture(request: DutyRequest, contest: str, station: int, attachment: int) -> HttpResponseBase:
    """Serve an original, of the intake or of a challenge, to who is on duty over its polling station."""
    form = form_asked(request, contest, station)
    found = selectors.picture_file(contest=form.contest, station=station, attachment_id=attachment)
    if found is None or not _may_see(found):
        raise Http404
    return shown_original(found.document)


def shown_original(document: Document) -> HttpResponseBase:
    """Return a stranger's file as it came, to be looked at and to do nothing."""
    response = FileResponse(open_bytes(document=document), content_type=document.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Disposition"] = "inline"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _may_see(attachment: Attachment) -> bool:
    """Ask the one decision about files, for somebody who sees originals where this one was taken."""
    rights = frozenset({(attachment.office_id, SEE_ORIGINALS)})
    return can_see(Viewer(at=timezone.now(), rights=rights), attachment)
