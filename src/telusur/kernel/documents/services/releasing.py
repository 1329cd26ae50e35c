"""The release check: asked by every way out of the house, and it fails closed."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from telusur.kernel.law.acts import legal_act
from telusur.kernel.ledger.rules.logs import office_log
from telusur.kernel.ledger.services import record
from telusur.kernel.offices.selectors import national_day

from ..models import FINDING_LABELS, Attachment, CheckState, Document, ReleaseCheck, ReleaseDecision, ReleaseFinding
from ..rules.access import Access, Audience, Clearance
from ..rules.content import Unacceptable
from ..rules.redaction.words import plain
from ..rules.release.findings import LONGEST_SAMPLE, OF_THE_PARTIES, VERSION, Finding, FindingKind
from ..selectors import limits, provinces
from ..selectors.releases import decision_on, earlier_unchecked
from .parsing import parse
from .storing import CHUNK, open_bytes

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any

AT_ONCE = 50
OF_A_COPY = (FindingKind.PICTURE_OF_TEXT, FindingKind.COVERED_TEXT)
# A bundle goes to the commission with what leads to its parties; for everybody else this is a finding like any other.
OF_THE_PARTIES_ALONE = Q(place=OF_THE_PARTIES, kind__in=[FindingKind.EMAIL, FindingKind.PHONE])


class NotReleased(Exception):
    """The release check found something, or could not look. `attachment_id` and `title` name the file, `kinds` are
    values of `FindingKind`; an officer mends the file, blackens it, or lets it pass with a reason."""

    code = "not_released"

    def __init__(self, attachment_id: int, title: str, kinds: list[str]) -> None:
        super().__init__(f"{title}: {', '.join(kinds)}")
        self.attachment_id, self.title, self.kinds = attachment_id, title, kinds

    @property
    def found(self) -> str:
        """Return what was found, in words."""
        return ", ".join(str(FINDING_LABELS[FindingKind(kind)]) for kind in self.kinds)


class NothingToDecide(Exception):
    """Nothing was found, so there is nothing to let pass; or the reason is missing (`code`)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Bundled:
    """What is known of a bundle that was made here. blackened: pages that were blackened and proven, so that they are
    pictures with an unseen text. keep: numbers and addresses of the parties, which were left to be read."""

    blackened: frozenset[int]
    keep: tuple[str, ...] = ()


def check_release(*, document_id: int, at: datetime, bundled: Bundled | None = None) -> ReleaseCheck:
    """Look for what a document holds beside what it shows, unless that is done, and return what was found.

    bundled: of a bundle, what its maker knows. The parser works before the transaction and in a process of its own; a
    file that ends it counts as not checked.
    Raises: Document.DoesNotExist; FileNotFoundError when the bytes are gone.
    """
    done = ReleaseCheck.objects.filter(document_id=document_id, version__gte=VERSION).first()
    if done is not None:
        return done
    document = Document.objects.get(pk=document_id)
    try:
        findings = _looked_for(document, bundled)
        state = CheckState.FOUND if findings else CheckState.CLEAN
    except Unacceptable as fault:
        findings = [Finding(FindingKind.UNREADABLE, place=fault.fault.value)]
        state = CheckState.UNREADABLE
    return _keep(document, state, findings, at)


def found_for_others(*, check: ReleaseCheck) -> list[str]:
    """Return the kinds of what was found in a bundle, worst first, without what leads to its parties."""
    found = check.findings.exclude(OF_THE_PARTIES_ALONE).order_by("pk")
    return list(dict.fromkeys(found.values_list("kind", flat=True)))


def _looked_for(document: Document, bundled: Bundled | None) -> list[Finding]:
    on = national_day(at=document.stored_at)
    with tempfile.TemporaryFile() as copy:
        with open_bytes(document=document) as content:
            while piece := content.read(CHUNK):
                copy.write(piece)
        keep = sorted({plain(one) for one in bundled.keep}) if bundled else []
        more = {"release": {"provinces": list(provinces(on=on)), "keep": keep}}
        answer = parse("release", document.extension, copy, limits(on=on), more=more)
    found = [_finding(row) for row in answer["findings"]]
    if bundled:
        return [one for one in found if not (one.kind in OF_A_COPY and one.page in bundled.blackened)]
    found = [replace(one, place="") if one.place == OF_THE_PARTIES else one for one in found]
    # A copy that we blackened is a picture with an unseen text by design; both are proven, and two officers saw it.
    ours = Attachment.objects.filter(document=document, made_by__isnull=False).exists()
    return [one for one in found if not (ours and one.kind in OF_A_COPY)]


def _finding(row: list[Any]) -> Finding:
    """Return a finding as the parser told it; the parser may have been taken over, so it is cut to size."""
    kind, page, place, sample, count = row
    text, example = (str(value).replace("\x00", "")[:LONGEST_SAMPLE] for value in (place, sample))
    return Finding(FindingKind(kind), max(0, int(page)), text, example, max(1, int(count)))


@transaction.atomic
def _keep(document: Document, state: CheckState, findings: list[Finding], at: datetime) -> ReleaseCheck:
    Document.objects.select_for_update().get(pk=document.pk)
    check, _made = ReleaseCheck.objects.update_or_create(
        document=document, defaults={"state": state, "version": VERSION, "checked_at": at}
    )
    check.findings.all().delete()
    ReleaseFinding.objects.bulk_create(
        ReleaseFinding(
            check_of=check,
            kind=one.kind.value,
            page=one.page,
            place=one.place,
            sample=one.sample,
            count=one.count,
        )
        for one in findings
    )
    return check


@transaction.atomic
def require_release(*, attachment_id: int, at: datetime, audience: Audience = Audience.PUBLIC) -> Attachment:
    """Let an attachment out of the house, and return it: its document is checked, and clean, or an officer of its
    office let it pass for this audience. The caller's own act is the one for the ledger.

    Raises: NotReleased, for findings and for what could not be checked alike; ValueError for what is sealed.
    """
    attachment = Attachment.objects.select_for_update(of=("self",)).select_related("document").get(pk=attachment_id)
    if attachment.access == Access.SEALED:
        raise ValueError("what is sealed does not leave the house")
    attachment.clearance = clearance_of(attachment=attachment, audience=audience, at=at)
    attachment.cleared_at = at
    attachment.save(update_fields=["clearance", "cleared_at"])
    return attachment


def clearance_of(*, attachment: Attachment, at: datetime, audience: Audience = Audience.PUBLIC) -> Clearance:
    """Return by what an attachment may leave the house for an audience, and let nothing out. Raises: NotReleased."""
    check = check_release(document_id=attachment.document_id, at=at)
    if check.state == CheckState.CLEAN:
        return Clearance.CLEAN
    decided = decision_on(
        document_id=attachment.document_id,
        office_id=attachment.office_id,
        audience=audience,
        version=check.version,
    )
    if decided is None:
        kinds = list(dict.fromkeys(check.findings.values_list("kind", flat=True)))
        raise NotReleased(attachment.pk, attachment.title, kinds)
    return Clearance.DECIDED


@legal_act
def release_despite_findings(
    *, attachment_id: int, reason: str, actor: str, at: datetime, audience: Audience = Audience.PUBLIC
) -> ReleaseDecision:
    """Let a document pass at one office despite what was found in it. Names the officer and his reason.

    reason: why the findings may go out; kept with the decision, not in the ledger.
    Law: UU 14/2008 Pasal 17 huruf h; UU 27/2022 Pasal 20, 35. Raises: NothingToDecide (`nothing_found`,
    `reason_missing`); ValueError for what is sealed.
    """
    words = reason.strip()
    if not words:
        raise NothingToDecide("reason_missing")
    attachment = (
        Attachment.objects.select_for_update(of=("self",))
        .select_related("document", "office")
        .get(pk=attachment_id, withdrawn_at=None)
    )
    if attachment.access == Access.SEALED:
        raise ValueError("what is sealed does not leave the house")
    check = check_release(document_id=attachment.document_id, at=at)
    if check.state == CheckState.CLEAN:
        raise NothingToDecide("nothing_found")
    decision = ReleaseDecision.objects.create(
        document_id=attachment.document_id,
        office_id=attachment.office_id,
        audience=audience,
        reason=words,
        version=check.version,
        decided_by=actor,
        decided_at=at,
    )
    if attachment.clearance == Clearance.EARLIER and audience == Audience.PUBLIC:
        attachment.clearance, attachment.cleared_at = Clearance.DECIDED, at
        attachment.save(update_fields=["clearance", "cleared_at"])
    kinds = check.findings.values_list("kind", flat=True)
    record(
        "documents.release_despite_findings",
        log=office_log(attachment.office.code),
        subject_kind=attachment.thing_kind,
        subject_id=attachment.thing_id,
        actor=actor,
        happened_at=at,
        recorded_at=at,
        facts={
            "attachment": attachment.pk,
            "digest": attachment.document.digest,
            "decision": decision.pk,
            "audience": audience.value,
            "findings": ", ".join(dict.fromkeys(kinds)),
        },
    )
    return decision


def check_earlier(*, at: datetime) -> int:
    """Look at a few of the files that were out before there was a release check; return how many were looked at.

    They stay out: who published them is named by an act of that day. Those in which something is found stand on the
    desk's page of files until an officer decides or replaces them; those that are clean are said to be.
    """
    seen = 0
    for attachment in earlier_unchecked()[:AT_ONCE]:
        check = check_release(document_id=attachment.document_id, at=at)
        if check.state == CheckState.CLEAN:
            Attachment.objects.filter(document_id=attachment.document_id, clearance=Clearance.EARLIER).update(
                clearance=Clearance.CLEAN, cleared_at=at
            )
        seen += 1
    return seen
