"""Witnesses and supervisors contest numbers, with a picture of their own; somebody who decides answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from django.utils.translation import gettext as _

from telusur.kernel.documents import services as documents
from telusur.kernel.law.acts import legal_act
from telusur.results.elections.selectors import office_of

from ..models import Challenge, Run
from ..rules.states import DISPUTED, Standing
from ..selectors import found_true
from .answers_owed import tell_challenged, tell_found_true
from .pictures import keep_original
from .taking import Cause, lock_contest
from .telling import Refused, locked_run, tell, words

if TYPE_CHECKING:
    from datetime import datetime

    from telusur.results.elections.models import Contest

CHALLENGED = "recapitulation.challenge"
LONGEST_REASON = 500


@legal_act
def challenge_form(
    *,
    contest: Contest,
    station: int,
    person_id: int,
    as_role: str,
    reason: str,
    picture: BinaryIO,
    name: str,
    at: datetime,
) -> Challenge:
    """Contest the numbers of a polling station: they are disputed from now on, and stay as they are until answered.

    reason: for those who answer and watch; the open log says no word of it. picture: his own photograph, kept for those
    who see originals; its digest is the evidence in the log. Raises:
    Refused: `no_run`, `no_reason`, `identity`, `already` while his own waits; documents.Refused for what is no picture.
    Law: UU 7/2017 Pasal 393-394; Perbawaslu 1/2024.
    """
    reason = words(reason, "no_reason", at=at)
    document = documents.store(content=picture, name=name, at=at)  # judged before anything is locked
    run = locked_run(contest=contest, station=station)
    if Challenge.objects.filter(run=run, person_id=person_id, granted=None).exists():
        raise Refused("already")
    actor = f"user:{person_id}"
    title = _("Foto sanggahan TPS %(code)s") % {"code": station}
    kept = keep_original(
        document=document,
        thing_id=f"{station}/{contest.pk}/sanggahan",
        title=title,
        office=office_of(place=station),
        actor=actor,
        at=at,
    )
    made = Challenge.objects.create(
        run=run, person_id=person_id, as_role=as_role, reason=reason, picture=kept, raised_at=at
    )
    run.flags |= DISPUTED
    tell_challenged(challenge=made, at=at)
    cause = Cause(CHALLENGED, actor, at, evidence=kept.document.digest)
    tell(contest=contest, run=run, cause=cause, role=as_role)
    return made


@legal_act
def answer_challenge(*, challenge_id: int, granted: bool, answer: str, person_id: int, at: datetime) -> Challenge:
    """Answer a challenge for a public reason, which begins with whether it was found true.

    Granted, the numbers stay disputed until an act of its own corrects them, and those who may are told; what a plenary
    has settled stays as it is. What no challenge disputes any more is disputed no longer. Where another run is in force
    by now, it is the earlier one that was contested, and the answer leaves the other as it is.
    Raises: Refused: `no_reason`, `identity`, `answered`, `own_challenge`; LookupError.
    """
    answer = words(answer, "no_reason", at=at)
    known = Challenge.objects.select_related("run__contest__election").filter(pk=challenge_id).first()
    if known is None:
        raise LookupError(challenge_id)
    contest = known.run.contest
    lock_contest(contest)
    run = Run.objects.select_for_update().get(pk=known.run_id)
    made = Challenge.objects.select_for_update(of=("self",)).get(pk=challenge_id)
    if made.granted is not None:
        raise Refused("answered")
    if made.person_id == person_id:
        raise Refused("own_challenge")
    made.granted, made.answer, made.answered_by_id, made.answered_at = granted, answer, person_id, at
    made.save(update_fields=["granted", "answer", "answered_by_id", "answered_at"])
    if not _waits(run):
        run.flags &= ~DISPUTED
    found = _("Terbukti: %(answer)s") if granted else _("Tidak terbukti: %(answer)s")
    reason = (found % {"answer": made.answer})[:LONGEST_REASON]
    cause = Cause("recapitulation.answer_challenge", f"user:{person_id}", at, reason=reason)
    tell(contest=contest, run=run, cause=cause)
    if granted and run.flags & DISPUTED:
        tell_found_true(challenge=made, at=at)
    return made


def _waits(run: Run) -> bool:
    """Return whether a challenge of a run waits for its answer, or was found true and waits for the correction."""
    if Challenge.objects.filter(run=run, granted=None).exists():
        return True
    return run.in_force and run.votes != Standing.SETTLED and found_true(run=run)
