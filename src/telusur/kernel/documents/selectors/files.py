from __future__ import annotations

from typing import TYPE_CHECKING

from django.core import signing
from django.db.models import Q
from django.urls import reverse

from telusur.kernel.accounts.selectors import second_factor_missing, standing
from telusur.kernel.law.selectors import rows, rule_in_force
from telusur.kernel.offices.selectors import local_day

from ..models import Attachment, AttachmentQuerySet, Document, DocumentPage, LegalHold
from ..rules.access import Access, Clearance, Openness, Security, Viewer, can_see
from ..rules.content import AcceptedType, Limits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from telusur.kernel.accounts.models import User

LENDING = signing.Signer(salt="telusur.documents.lending")


class NoSuchAttachment(LookupError):
    """Nothing hangs there, or the viewer may not know that it does."""


# What is taken


def accepted_types(*, on: date) -> Mapping[str, AcceptedType]:
    """Return the types of files taken on `on`, by key."""
    found: dict[str, AcceptedType] = {}
    for key in dict.fromkeys(rule.key for rule in rows("documents", "accepted_type")):
        rule = rule_in_force("documents", "accepted_type", key, on=on)
        endings = rule["extensions"]
        assert isinstance(endings, list)  # noqa: S101 said to the type checker
        found[key] = AcceptedType(key, rule.text("media_type"), tuple(endings), rule.number("largest"))
    return found


def limits(*, on: date) -> Limits:
    """Return what a file may unfold to on `on`."""
    rule = rule_in_force("documents", "unfolding_limit", "", on=on)
    return Limits(**{name: rule.number(name) for name in Limits.__dataclass_fields__})


# Who may see


def viewer(
    *, user: User | AnonymousUser | None, attachments: Iterable[Attachment], at: datetime, lent: Iterable[int] = ()
) -> Viewer:
    """Return what `user` may bring to `can_see` for these attachments; None is the public.

    As at the desk, an officer without a second factor brings nothing.
    """
    rights: set[tuple[int, str]] = set()
    if user is not None and user.is_authenticated:
        wanted = [row for row in attachments if row.permission]
        for office in {row.office for row in wanted}:
            there = standing(user=user, office_id=office.pk, on=local_day(office=office, at=at))
            if there.roles and not second_factor_missing(user=user, standing=there):
                asked = {row.permission for row in wanted if row.office_id == office.pk}
                rights |= {(office.pk, permission) for permission in asked if there.may(permission)}
    return Viewer(at=at, rights=frozenset(rights), lent=frozenset(lent))


def visible_to_public(*, at: datetime) -> AttachmentQuerySet:
    """Return the attachments for which `can_see` says yes to the public: the same decision, as a question to the
    database. A property test holds the two together."""
    return Attachment.objects.filter(
        Q(embargo_until=None) | Q(embargo_until__lte=at),
        access=Access.PUBLIC,
        openness=Openness.OPEN,
        security=Security.ORDINARY,
        personal_data=False,
        withheld_at=None,
        withdrawn_at=None,
        clearance__in=[Clearance.CLEAN, Clearance.DECIDED, Clearance.EARLIER],
    ).order_by("pk")


def seen_attachment(
    *, attachment_id: int, user: User | AnonymousUser | None, at: datetime, loan: str = ""
) -> Attachment:
    """Return the attachment, if `user` (None: the public) or the bearer of `loan` may see it.

    Raises: NoSuchAttachment, for what is not there and for what may not be seen alike.
    """
    found = Attachment.objects.select_related("document", "office").filter(pk=attachment_id).first()
    if found is None:
        raise NoSuchAttachment(attachment_id)
    lent = (found.pk,) if loan and _loan_holds(loan, attachment_id=found.pk, at=at) else ()
    if not can_see(viewer(user=user, attachments=[found], at=at, lent=lent), found):
        raise NoSuchAttachment(attachment_id)
    return found


def address(*, attachment: Attachment) -> str:
    """Return the address of the download, without host."""
    return reverse("document_download", kwargs={"attachment_id": attachment.pk, "name": attachment.name})


def lent_address(*, attachment: Attachment, until: datetime) -> str:
    """Return an address that opens this one attachment to whoever holds it, until `until`.

    For the room that owns the thing: an answer is lent to its applicant, who has no appointment. What is sealed,
    excluded, withheld or of a security class is never lent, nor what the release check did not let out (`can_see`).
    """
    token = LENDING.sign(f"{attachment.pk}-{int(until.timestamp())}")
    return f"{address(attachment=attachment)}?pinjam={token}"


def _loan_holds(loan: str, *, attachment_id: int, at: datetime) -> bool:
    try:
        lent, _, until = LENDING.unsign(loan).partition("-")
    except signing.BadSignature:
        return False
    return lent == str(attachment_id) and at.timestamp() < int(until)


# What is there


def document(*, document_id: int) -> Document:
    """Return one document. Raises: Document.DoesNotExist."""
    return Document.objects.get(pk=document_id)


def attachments_of(*, thing_kind: str, thing_id: str, every_version: bool = False) -> QuerySet[Attachment]:
    """Return what hangs at a thing, oldest first, with its documents: the current versions, or every one.

    Ask `can_see` before showing any of it.
    """
    found = Attachment.objects.filter(thing_kind=thing_kind, thing_id=str(thing_id)).select_related("document")
    return (found if every_version else found.current()).order_by("pk")


def attachments_by_id(*, ids: Iterable[int]) -> dict[int, Attachment]:
    """Return attachments with their documents by id; none that was withdrawn. Ask `can_see` before showing any."""
    return Attachment.objects.filter(withdrawn_at=None).select_related("document").in_bulk(list(ids))


def newest_versions(*, ids: Iterable[int]) -> dict[int, int]:
    """Return for each of these attachments the id of the last version of the same file, itself where none followed."""
    newest = {each: each for each in ids}
    last = set(newest.values())
    while last:
        later = dict(Attachment.objects.filter(replaces__in=last).values_list("replaces_id", "pk"))
        newest = {asked: later.get(found, found) for asked, found in newest.items()}
        last = set(later.values())
    return newest


def versions_of(*, attachment_id: int) -> list[Attachment]:
    """Return every version of the file that an attachment is one of, with its document, oldest first."""
    rows = Attachment.objects.select_related("document")
    found = [rows.get(pk=newest_versions(ids=[attachment_id])[attachment_id])]
    while found[0].replaces_id is not None:
        found.insert(0, rows.get(pk=found[0].replaces_id))
    return found


def public_by_id(*, ids: Iterable[int], at: datetime) -> dict[int, Attachment]:
    """Return those of these attachments that everybody may see, with their documents, by id."""
    return visible_to_public(at=at).select_related("document").in_bulk(list(ids))


def attachments_at(
    *, thing_kinds: Iterable[str], office_id: int | None = None, things: Iterable[tuple[str, str]] | None = None
) -> QuerySet[Attachment]:
    """Return the current attachments at things of these kinds, of one office or of all, by thing, oldest first.

    things: only at these, as (kind, id). Ask `can_see` before showing any of it.
    """
    found = Attachment.objects.current().filter(thing_kind__in=list(thing_kinds)).select_related("document")
    if office_id is not None:
        found = found.filter(office_id=office_id)
    if things is not None:
        named = Q(pk__in=())
        for kind, key in things:
            named |= Q(thing_kind=kind, thing_id=key)
        found = found.filter(named)
    return found.order_by("office_id", "thing_kind", "thing_id", "pk")


def hangs_elsewhere(*, attachment: Attachment) -> bool:
    """Return whether the office keeps the same bytes at another thing too."""
    others = Attachment.objects.current().filter(document_id=attachment.document_id, office_id=attachment.office_id)
    return others.exclude(thing_kind=attachment.thing_kind, thing_id=attachment.thing_id).exists()


def pages_of(document_id: int) -> QuerySet[DocumentPage]:
    """Return the pages of a document in order: number, title, text, picture."""
    return DocumentPage.objects.filter(document_id=document_id).order_by("number")


def drawn_pages(*, document_ids: Iterable[int]) -> dict[int, list[int]]:
    """Return, by document, the numbers of its pages of which there is a picture, in order; in one query."""
    drawn = DocumentPage.objects.filter(document_id__in=list(document_ids)).exclude(picture="").order_by("number")
    found: dict[int, list[int]] = {}
    for document_id, number in drawn.values_list("document_id", "number"):
        found.setdefault(document_id, []).append(number)
    return found


# What may not be deleted


def holds_on(*, document_id: int) -> QuerySet[LegalHold]:
    """Return the legal holds in force on a document: on itself, or on a thing that it hangs at."""
    things = Attachment.objects.filter(document_id=document_id).values_list("thing_kind", "thing_id").distinct()
    named = Q(thing_kind="document", thing_id=str(document_id))
    for kind, thing in things:
        named |= Q(thing_kind=kind, thing_id=thing)
    return LegalHold.objects.filter(named, lifted_at=None).order_by("pk")


def holds_at(*, things: Iterable[tuple[str, str]]) -> list[LegalHold]:
    """Return every legal hold that fell on these things, each (kind, id), in force or lifted, oldest first."""
    keys: dict[str, set[str]] = {}
    for kind, key in things:
        keys.setdefault(kind, set()).add(key)
    named = Q(pk__in=())
    for kind, found in keys.items():
        named |= Q(thing_kind=kind, thing_id__in=found)
    return list(LegalHold.objects.filter(named).order_by("pk")) if keys else []


def place_of(digest: str) -> str:
    """Return where bytes of this digest (hex) are kept, as a name in the storage."""
    return f"sha256/{digest[:2]}/{digest[2:4]}/{digest}"
