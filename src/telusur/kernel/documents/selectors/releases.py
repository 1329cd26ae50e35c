"""What the release check knows of a file, and whether it may leave the house."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from telusur.kernel.law.selectors import rule_in_force

from ..models import CLEARANCE_LABELS, Attachment, CheckState, ReleaseCheck, ReleaseDecision, ReleaseFinding
from ..rules.access import Access, Audience, Clearance

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from django.db.models import QuerySet
    from django.utils.functional import _StrPromise

    from ..models import AttachmentQuerySet, Document

WAITING, FOUND = "waiting", "found"
LABELS = {
    WAITING: _("Belum diperiksa"),
    FOUND: _("Ada temuan"),
    CheckState.UNREADABLE.value: _("Tidak dapat diperiksa"),
    CheckState.CLEAN.value: _("Diperiksa, bersih"),
}
CHIPS = {
    WAITING: "info",
    FOUND: "late",
    CheckState.UNREADABLE.value: "late",
    CheckState.CLEAN.value: "ok",
    Clearance.DECIDED.value: "ok",
    Clearance.ADDRESSED.value: "ok",
    Clearance.EARLIER.value: "soon",
}


@dataclass(frozen=True)
class ReleaseStatus:
    """How one attachment stands with the release check; what documents/release_status.html shows.

    state: waiting, found, unreadable, clean, decided, addressed or earlier. chip: the kind of its chip. href: the page
    at the desk that shows findings and what to do. stops: whether it may not go out as things stand. decision: the one
    that lets it go to those it is for; what is for everybody is not let go by a decision for one applicant.
    """

    attachment: Attachment
    state: str
    label: str | _StrPromise
    chip: str
    findings: tuple[ReleaseFinding, ...]
    decision: ReleaseDecision | None
    href: str

    @property
    def stops(self) -> bool:
        return self.state in (FOUND, CheckState.UNREADABLE, Clearance.EARLIER) and bool(self.findings)

    @property
    def may_go_further(self) -> bool:
        """Return whether an officer can still let the file go to more people than now."""
        return bool(self.findings) and (self.decision is None or self.decision.audience != Audience.PUBLIC)

    @property
    def kinds(self) -> list[str]:
        """Return the names of what was found, each once."""
        return list(dict.fromkeys(str(one.get_kind_display()) for one in self.findings))


def provinces(*, on: date) -> tuple[str, ...]:
    """Return the codes of the provinces with which an NIK may begin."""
    codes = rule_in_force("documents", "identity_number", "", on=on)["provinces"]
    assert isinstance(codes, list)  # noqa: S101 said to the type checker
    return tuple(str(code) for code in codes)


def release_findings(*, document: Document) -> list[ReleaseFinding]:
    """Return what the release check found in a document, worst first. Raises: ReleaseCheck.DoesNotExist, unchecked."""
    return list(ReleaseCheck.objects.get(document=document).findings.all())


def findings_of(*, attachment: Attachment) -> list[ReleaseFinding]:
    """Return what was found in an attachment's document; nothing where nobody has looked yet."""
    return list(ReleaseFinding.objects.filter(check_of__document_id=attachment.document_id))


def decision_on(*, document_id: int, office_id: int, audience: Audience, version: int) -> ReleaseDecision | None:
    """Return an office's newest decision to let a document pass for this audience; one for everybody covers any."""
    wide = [Audience.PUBLIC] if audience == Audience.PUBLIC else [Audience.PUBLIC, Audience.RECIPIENT]
    found = ReleaseDecision.objects.filter(
        document_id=document_id, office_id=office_id, audience__in=wide, version__gte=version
    )
    return found.order_by("-pk").first()


def release_status(*, attachments: Sequence[Attachment], office_slug: str) -> dict[int, ReleaseStatus]:
    """Return how each attachment stands with the release check, by its id. Three queries, however many there are."""
    documents = {row.document_id for row in attachments}
    checks = {row.document_id: row for row in ReleaseCheck.objects.filter(document_id__in=documents)}
    findings: dict[int, list[ReleaseFinding]] = {}
    for one in ReleaseFinding.objects.filter(check_of__document_id__in=documents).select_related("check_of"):
        findings.setdefault(one.check_of.document_id, []).append(one)
    decisions = {
        (row.document_id, row.office_id, row.audience): row
        for row in ReleaseDecision.objects.filter(document_id__in=documents).order_by("pk")
    }

    def decided(row: Attachment) -> ReleaseDecision | None:
        found = [decisions.get((row.document_id, row.office_id, audience)) for audience in _enough_for(row)]
        return next(filter(None, found), None)

    return {
        row.pk: _status(
            row,
            checks.get(row.document_id),
            findings.get(row.document_id, []),
            decided(row),
            office_slug,
        )
        for row in attachments
    }


def _enough_for(attachment: Attachment) -> tuple[Audience, ...]:
    """Return for whom a decision must be to let this file go: one for an applicant opens nothing to everybody."""
    wide = (Audience.PUBLIC,)
    return wide if attachment.access == Access.PUBLIC else (*wide, Audience.RECIPIENT)


def _status(
    row: Attachment,
    check: ReleaseCheck | None,
    findings: Iterable[ReleaseFinding],
    decision: ReleaseDecision | None,
    office_slug: str,
) -> ReleaseStatus:
    if row.clearance and row.clearance != Clearance.CLEAN:
        state: str = row.clearance
        label: str | _StrPromise = CLEARANCE_LABELS[Clearance(row.clearance)]
    elif decision is not None and check is not None and decision.version >= check.version:
        clearance = Clearance.DECIDED if decision.audience == Audience.PUBLIC else Clearance.ADDRESSED
        state, label = clearance.value, CLEARANCE_LABELS[clearance]
    else:
        state = check.state if check is not None else WAITING
        label = LABELS[state]
    href = reverse("document_release", kwargs={"office": office_slug, "attachment_id": row.pk})
    return ReleaseStatus(row, state, label, CHIPS[state], tuple(findings), decision, href)


def unreleased(*, office_id: int) -> AttachmentQuerySet:
    """Return the attachments of an office in which something was found and nobody decided, newest first: those that
    wait to go out, and those that were out before there was a check. What is sealed never goes out."""
    decided = ReleaseDecision.objects.filter(office_id=office_id, version__gte=F("document__release_check__version"))
    for_all = decided.filter(audience=Audience.PUBLIC).values("document_id")
    return (
        Attachment.objects.current()
        .filter(Q(clearance="") | Q(clearance=Clearance.EARLIER), office_id=office_id)
        .filter(document__release_check__state__in=[CheckState.FOUND, CheckState.UNREADABLE])
        .exclude(access=Access.SEALED)
        .exclude(document_id__in=for_all)
        .exclude(~Q(access=Access.PUBLIC), document_id__in=decided.values("document_id"))
        .select_related("document__release_check")
        .order_by("-pk")
    )


def earlier_unchecked() -> QuerySet[Attachment]:
    """Return what was out before there was a check and has not been looked at since, oldest first."""
    return Attachment.objects.filter(clearance=Clearance.EARLIER, document__release_check=None).order_by("pk")
