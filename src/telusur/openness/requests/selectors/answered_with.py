"""Which requests were answered with a file that everybody may have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from ..models import Answer, InformationRequest

if TYPE_CHECKING:
    from telusur.kernel.documents.models import Attachment

    from ..models import RequestQuerySet

OF_THE_LIST = "information"  # the kind of thing that files of the list hang at


def answered_with(*, attachment: Attachment) -> RequestQuerySet:
    """Return the requests of the file's office that were answered with it, newest first.

    By the entry of the list that it hangs at, by the same bytes as a file of the answer, or by having given the
    answer from which the entry came.
    """
    given = Q(attachment__document_id=attachment.document_id)
    released = Q()
    if attachment.thing_kind == OF_THE_LIST and attachment.thing_id.isdecimal():
        given |= Q(item_id=int(attachment.thing_id))
        released = Q(released_item_id=int(attachment.thing_id))
    answers = Answer.objects.filter(given, taken_back_at=None, request__office_id=attachment.office_id)
    found = Q(pk__in=answers.values("request_id"))
    cases = InformationRequest.everything.of_office(attachment.office_id).filter(
        found | released if released else found
    )
    return cases.order_by("-received_at", "-pk")
