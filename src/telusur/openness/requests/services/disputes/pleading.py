"""What the office brings before the panel: its power of attorney, its answer, its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.law.acts import legal_act
from telusur.kernel.letters import services as letters
from telusur.openness.information.rules.texts import MOST_LETTERS

from ... import selectors
from ...models import DisputeEvidence, DisputeProxy
from ...rules.disputes import DisputeAct, Whose
from ..faults import Refused
from .clocks import ANSWER
from .letters import answer_to, evidence_of, power_for
from .steps import KIND, SEE, Step, begin, close, end_warnings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from telusur.kernel.letters.models import Letter
    from telusur.kernel.letters.rules.letters import AnyLetter

    from ...models import Dispute

MARK = "T-{number}"


@dataclass(frozen=True)
class ProxyFacts:
    """Who may speak for the office. user_id: his account here, so that he is told of hearings; None for an outsider."""

    name: str
    function: str = ""
    identity: str = ""
    user_id: int | None = None


@legal_act
def grant_power(
    *,
    dispute_id: int,
    proxies: Sequence[ProxyFacts],
    powers: Sequence[str],
    actor: str,
    at: datetime,
    version: int | None = None,
) -> Dispute:
    """Give a special power of attorney to speak for the office in this dispute, as a numbered letter.

    powers: what they may do, one a line. Law: Perki 1/2013. Raises: Refused (`proxy_missing`, `proxy_elsewhere`,
    `powers_missing`), StaleCase, WrongState, NotPermitted.
    """
    named = [each for each in proxies if each.name.strip()]
    if not named:
        raise Refused("proxy_missing")
    lines = tuple(line.strip() for line in powers if line.strip())
    if not lines:
        raise Refused("powers_missing")
    step = begin(dispute_id=dispute_id, act=DisputeAct.GRANT_POWER, actor=actor, at=at, version=version)
    dispute = step.dispute
    _serve_here(step, named)
    letter = _issued(step, power_for(dispute, proxies=named, powers=lines, actor=actor, at=at))
    for each in named:
        DisputeProxy.objects.create(
            dispute=dispute,
            side=Whose.OFFICE,
            name=" ".join(each.name.split()),
            function=" ".join(each.function.split()),
            user_id=each.user_id,
            attachment=letter.attachment,
            since=at,
        )
    return close(step, facts={"letter": letter.number, "digest": letter.digest, "proxies": len(named)})


def _serve_here(step: Step, proxies: Sequence[ProxyFacts]) -> None:
    """Refuse an account that holds no appointment in force at this office: nobody is told of its cases by a number."""
    for each in proxies:
        if each.user_id is not None and not accounts.roles_of(
            user_id=each.user_id, office_id=step.dispute.office_id, on=step.day
        ):
            raise Refused("proxy_elsewhere", name=each.name)


@legal_act
def answer_panel(
    *, dispute_id: int, answer: str, claim: Sequence[str], actor: str, at: datetime, version: int | None = None
) -> Dispute:
    """Answer the panel in writing, as respondent: what happened, why, and what the office asks to be decided.

    Law: Perki 1/2013. Raises: Refused (`answer_words_missing`, `claim_missing`, `note_too_long`), StaleCase,
    WrongState, NotPermitted.
    """
    if not answer.strip():
        raise Refused("answer_words_missing")
    points = tuple(line.strip() for line in claim if line.strip())
    if not points:
        raise Refused("claim_missing")
    if len(answer) > MOST_LETTERS:
        raise Refused("note_too_long")
    step = begin(dispute_id=dispute_id, act=DisputeAct.ANSWER, actor=actor, at=at, version=version)
    dispute = step.dispute
    letter = _issued(step, answer_to(dispute, answer=answer.strip(), claim=points, actor=actor, at=at))
    late = dispute.answer_due_on is not None and dispute.answered_at is None and step.day > dispute.answer_due_on
    dispute.answered_at = at
    end_warnings(dispute, ANSWER, at=at)
    return close(step, changed=("answered_at",), facts={"letter": letter.number, "digest": letter.digest, "late": late})


@legal_act
def list_evidence(
    *, dispute_id: int, attachment_ids: Sequence[int], actor: str, at: datetime, version: int | None = None
) -> Dispute:
    """List documents of the case as the office's evidence; those listed before keep their marks. Scans of identities
    and powers are none.

    Law: UU 14/2008 Pasal 45 ayat (1). Raises: Refused (`evidence_missing`, `evidence_elsewhere`), StaleCase,
    WrongState, NotPermitted.
    """
    if not attachment_ids:
        raise Refused("evidence_missing")
    step = begin(dispute_id=dispute_id, act=DisputeAct.LIST_EVIDENCE, actor=actor, at=at, version=version)
    dispute = step.dispute
    found = selectors.papers_of_dispute(dispute_id=dispute.pk)
    papers = {each.attachment_id: each for each in found if not each.sealed}
    if set(attachment_ids) - papers.keys():
        raise Refused("evidence_elsewhere")
    known = set(dispute.evidence.values_list("attachment_id", flat=True))
    for number, key in enumerate((key for key in attachment_ids if key not in known), start=len(known) + 1):
        DisputeEvidence.objects.create(
            dispute=dispute,
            mark=MARK.format(number=number),
            title=papers[key].title[:300],
            attachment_id=key,
            listed_at=at,
        )
    letter = _issued(step, evidence_of(dispute, actor=actor, at=at))
    return close(step, facts={"letter": letter.number, "pieces": dispute.evidence.count()})


def _issued(step: Step, letter: AnyLetter) -> Letter:
    return letters.issue(
        letter=letter,
        office=step.dispute.office,
        subject_kind=KIND,
        subject_id=str(step.dispute.pk),
        signer_ref=step.actor,
        at=step.at,
        permission=SEE,
    )
