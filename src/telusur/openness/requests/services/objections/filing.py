"""An objection comes in: one transaction gives it its number, its clock, its holds, its notices and its first act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.db import connection
from django.utils.translation import gettext as _

from telusur.kernel.clocks import services as clocks
from telusur.kernel.law.acts import legal_act
from telusur.kernel.ledger import services as ledger
from telusur.kernel.letters import services as letters
from telusur.kernel.notices import services as notices
from telusur.kernel.offices.selectors import closing_time, local_day
from telusur.kernel.offices.services import touch_public
from telusur.openness.information.rules.texts import MOST_LETTERS

from ... import selectors
from ...models import InformationRequest, Objection
from ...rules import identity, numbers
from ...rules.disputes import OPEN as RUNNING
from ...rules.moves import next_state
from ...rules.objections import CLOSED, Ground, ObjectionAct, standing_grounds, still_runs
from ...rules.questions import FEWEST_LETTERS
from ...rules.words import Register, Track
from ..faults import AlreadyFiled, Refused
from ..registration import keep_applicant, next_serial
from ..telling import Holders, applicant_notices, in_words, number_subject, office_notice, officer_notices
from .holding import place_holds
from .letters import form_of
from .proofs import keep_objection_proofs
from .steps import KIND, REPLY, begin, close, record
from .windows import open_window

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from telusur.kernel.clocks.models import Deadline
    from telusur.kernel.offices.models import Office

    from ...models import Applicant
    from ...rules.identity import ApplicantFacts
    from ...rules.objections import AskedCase
    from ...rules.words import Channel
    from ..proofs import Proof

MOVED = "requests.tell_objection_moved"


@dataclass(frozen=True)
class Claim:
    """What is objected. position: how it came to it, in the applicant's words (kasus posisi).

    information: what should have been there, needed where there is no request. proxy: who speaks for the applicant, by
    a power of attorney.
    """

    grounds: tuple[Ground, ...]
    position: str
    information: str = ""
    purpose: str = ""
    proxy: str = ""


class Filing(NamedTuple):
    """The new objection and, this once, the secret that opens one without a request; empty where the request's does."""

    objection: Objection
    secret: str


@legal_act
def file_objection(
    *,
    office: Office,
    claim: Claim,
    channel: Channel,
    received_at: datetime,
    at: datetime,
    actor: str,
    request_id: int | None = None,
    applicant: ApplicantFacts | None = None,
    track: Track = Track.GENERAL,
    late_reason: str = "",
    proofs: Sequence[Proof] = (),
    user_id: int | None = None,
    submission: UUID | None = None,
    register: bool = False,
) -> Filing:
    """Take in an objection: number, the superior's clock from its true receipt, holds, notices.

    request_id: the request it speaks of; without one only ground b stands, and `applicant` says who objects. register:
    who takes it in enters it in the register in the same act. late: an objection after its time is taken in all the
    same and says so. Law: UU 14/2008 Pasal 35, 36. Raises: Refused (`grounds_missing`, `position_missing`,
    `position_too_long`, `information_missing`, `receipt_in_future`, `request_still_runs`, `ground_does_not_stand`,
    `ground_disputed`, `objection_is_open`), BadIdentity, AlreadyFiled, NotPermitted.
    """
    must_say(claim)
    if received_at > at:
        raise Refused("receipt_in_future")
    today, day = local_day(office=office, at=at), local_day(office=office, at=received_at)
    parties = selectors.parties_of(actor=actor, office_id=office.pk, on=today)
    state = next_state(selectors.objection_moves_on(on=today), None, ObjectionAct.FILE, parties=parties)
    if submission and (sent := Objection.everything.filter(office=office, submission=submission).first()):
        raise AlreadyFiled(number=sent.number, objection_id=sent.pk)
    case = _case(request_id, office)
    window = window_for(case, claim, received_at=received_at, at=at)
    who = case.applicant if case else _who(office, applicant, user_id=user_id, at=at)
    secret = "" if case else numbers.new_secret()
    serial = next_serial(office_id=office.pk, year=day.year, register=Register.OBJECTION)
    number = numbers.written_number(
        selectors.patterns_on(on=day),
        office_code=office.code,
        register=Register.OBJECTION,
        serial=serial,
        year=day.year,
    )
    key = _next_key()
    chosen = Track(case.track) if case else track
    deadline = clocks.start(
        subject_kind=KIND,
        subject_id=str(key),
        office_code=office.code,
        time_zone=office.time_zone,
        track=chosen.value,
        step=REPLY,
        task=MOVED,
        label=number,
        started_at=received_at,
        at=at,
        closes_at=closing_time(office=office, at=received_at),
    )
    objection = Objection.everything.create(
        pk=key,
        office=office,
        year=day.year,
        serial=serial,
        number=number,
        request=case,
        applicant=who,
        proxy=" ".join(claim.proxy.split()),
        channel=channel,
        track=chosen,
        grounds=in_order(claim.grounds),
        information=claim.information.strip() or (case.question if case else ""),
        purpose=claim.purpose.strip() or (case.purpose if case else ""),
        position=claim.position.strip(),
        received_at=received_at,
        recorded_at=at,
        late=window is not None and day > window.due_on,
        late_reason=late_reason.strip(),
        state=state,
        state_since=at,
        window=window,
        deadline=deadline,
        told_due_on=deadline.due_on,
        secret_hash=selectors.secret_hash(secret=secret) if secret else "",
        submission=submission,
    )
    keep_objection_proofs(objection, proofs=proofs, actor=actor, at=at)
    _tell(objection, actor=actor, at=at)
    objection.holds = place_holds(objection, actor=actor, at=at)
    objection.save(update_fields=["holds"])
    record(
        objection,
        ObjectionAct.FILE,
        actor=actor,
        at=at,
        happened_at=received_at,
        facts={
            "grounds": ",".join(objection.grounds),
            "channel": channel.value,
            "track": chosen.value,
            "request": case.number if case else None,
            "late": objection.late,
            "window_until": window.due_on.isoformat() if window else None,
            "due_on": deadline.due_on.isoformat(),
            "position": ledger.personal_digest(objection.position),
        },
    )
    touch_public(office_code=office.code)
    if register:
        objection = register_objection(objection_id=objection.pk, actor=actor, at=at)
    return Filing(objection, secret)


def must_say(claim: Claim) -> None:
    """Raises: Refused, where a ground or the story is missing or too long."""
    if not claim.grounds:
        raise Refused("grounds_missing")
    if len(claim.position.strip()) < FEWEST_LETTERS:
        raise Refused("position_missing")
    if max(len(claim.position), len(claim.information)) > MOST_LETTERS:
        raise Refused("position_too_long")


def _case(request_id: int | None, office: Office) -> InformationRequest | None:
    """Lock the request, so that two objections to it wait for each other. Raises: Refused `objection_is_open`."""
    if request_id is None:
        return None
    rows = InformationRequest.everything.of_office(office.pk).select_for_update(of=("self",))
    case = rows.select_related("office", "applicant", "deadline").get(pk=request_id)
    if running := Objection.everything.open().filter(request=case).first():
        raise Refused("objection_is_open", number=running.number)
    return case


def window_for(
    case: InformationRequest | None, claim: Claim, *, received_at: datetime, at: datetime
) -> Deadline | None:
    """Return the clock of the time to object, None for ground b alone; in the caller's transaction. Raises: Refused."""
    if case is None:
        if set(claim.grounds) != {Ground.PERIODIC_MISSING}:
            raise Refused("ground_needs_request")
        if len(claim.information.strip()) < FEWEST_LETTERS:
            raise Refused("information_missing")
        return None
    _not_in_dispute(case, claim)
    asked = selectors.asked_case(case=case)
    _must_stand(asked, claim, received_at=received_at)
    known = selectors.grounds_on(on=local_day(office=case.office, at=received_at))
    found = [
        each.arose_at
        for each in standing_grounds(known, asked, at=received_at)
        if each.rule.ground in claim.grounds and each.arose_at is not None
    ]
    return open_window(case, arose_at=max(found), at=at) if found else None


def _not_in_dispute(case: InformationRequest, claim: Claim) -> None:
    """Refuse a ground that the commission or a court hears about this request now: it is pleaded there.

    Law: UU 14/2008 Pasal 37. Raises: Refused `ground_disputed`.
    """
    for dispute in selectors.disputes_to(request_id=case.pk):
        known = [ground for ground in claim.grounds if ground in dispute.grounds]
        if known and dispute.state in RUNNING and dispute.objection.state in CLOSED:
            raise Refused("ground_disputed", grounds=known, number=dispute.number)


def _must_stand(asked: AskedCase, claim: Claim, *, received_at: datetime) -> None:
    known = selectors.grounds_on(on=asked.day(received_at))
    stands = {each.rule.ground: each for each in standing_grounds(known, asked, at=received_at)}
    wrong = [ground for ground in claim.grounds if ground not in stands or not stands[ground].stands]
    if not wrong:
        return
    if still_runs(asked, at=received_at):
        raise Refused("request_still_runs", until=asked.due_on)
    raise Refused("ground_does_not_stand", grounds=wrong)


def _who(office: Office, facts: ApplicantFacts | None, *, user_id: int | None, at: datetime) -> Applicant:
    if facts is None:
        raise identity.BadIdentity("name_missing")
    return keep_applicant(office_id=office.pk, facts=identity.cleaned(facts), user_id=user_id, at=at)


def in_order(grounds: Sequence[Ground]) -> list[str]:
    """Return the grounds once each, in the order of the law."""
    return [ground.value for ground in Ground if ground in set(grounds)]


def _next_key() -> int:
    """Return the next id of an objection, known before its row so that its clock can name it."""
    with connection.cursor() as cursor:
        cursor.execute("select nextval(pg_get_serial_sequence('requests_objection', 'id'))")
        return int(cursor.fetchone()[0])


def _tell(objection: Objection, *, actor: str, at: datetime) -> None:
    """Owe the news to the superior, the PPID and the desk, to the office's webhook, and to the applicant by mail."""
    key = f"objection:{objection.pk}:file"
    due = in_words(objection.deadline.due_on)
    subject = number_subject(objection, _("Baru"))
    text = _("Keberatan %(number)s diterima. Atasan PPID menanggapinya paling lambat %(due)s.") % {
        "number": objection.number,
        "due": due,
    }
    owed = [office_notice(objection, key=key, kind="objection_new", subject=subject, text=text, at=at)]
    owed += officer_notices(
        objection,
        key=key,
        kind="objection_new",
        subject=subject,
        text=text,
        at=at,
        to=Holders("requests.told_of_objections", on=local_day(office=objection.office, at=at), skip=actor),
    )
    owed += applicant_notices(
        objection,
        key=key,
        kind="objection_received",
        subject=number_subject(objection, _("Diterima")),
        text=_(
            "Keberatan Anda kami terima dengan nomor %(number)s. Atasan PPID menanggapinya secara tertulis paling "
            "lambat %(due)s. Ikuti di halaman lacak."
        )
        % {"number": objection.number, "due": due},
        at=at,
    )
    notices.owe_all(owed, at=at)


@legal_act
def register_objection(*, objection_id: int, actor: str, at: datetime, version: int | None = None) -> Objection:
    """Enter the objection in the register; the form with its number and date of reply is the applicant's receipt.

    Law: UU 14/2008 Pasal 36 ayat (2). Raises: StaleCase, WrongState, NotPermitted.
    """
    step = begin(objection_id=objection_id, act=ObjectionAct.REGISTER, actor=actor, at=at, version=version)
    objection = step.objection
    objection.registered_at = at
    letter = letters.issue(
        letter=form_of(objection, actor=actor),
        office=objection.office,
        subject_kind=KIND,
        subject_id=str(objection.pk),
        signer_ref=actor,
        at=at,
        permission="requests.see_objections",
    )
    owed = applicant_notices(
        objection,
        key=step.key,
        kind="objection_registered",
        subject=number_subject(objection, _("Teregister")),
        text=_("Keberatan %(number)s dicatat dalam register. Tanda terimanya ada di halaman lacak.")
        % {"number": objection.number},
        at=at,
    )
    notices.owe_all(owed, at=at)
    return close(step, changed=("registered_at",), facts={"letter": letter.number})
