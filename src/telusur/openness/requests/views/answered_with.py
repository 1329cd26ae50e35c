"""Which requests were answered with a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from telusur.kernel.accounts.permits import permits
from telusur.kernel.documents import selectors as documents
from telusur.kernel.visits.things import tells_of_files

from .. import selectors
from ..rules.questions import title_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from telusur.kernel.accounts.permits import OfficeRequest

ON_A_PAGE = 50
PERMISSION = "requests.see"

tells_of_files(
    label=gettext_lazy("Permohonan yang dijawab dengan berkas ini"),
    address="requests_answered_with",
    permission=PERMISSION,
)


@permits(PERMISSION)
@require_safe
def answered_with(request: OfficeRequest, attachment_id: int) -> HttpResponse:
    attachment = documents.attachments_by_id(ids=[attachment_id]).get(attachment_id)
    if attachment is None or attachment.office_id != request.office.pk or attachment.access != "public":
        raise Http404
    page = Paginator(selectors.answered_with(attachment=attachment), ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [(case, title_of(case.question)) for case in page]
    context = {"attachment": attachment, "page": page, "rows": rows, "total": page.paginator.count}
    return render(request, "requests/answered_with.html", context)
