"""A request comes in: one transaction gives it its number, its clock, its notices and its first act."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from telusur.kernel.accounts.rules.sealing import seal, unseal
from telusur.kernel.clocks import services as clocks
from telusur.kernel.law.acts import legal_act
from telusur.kernel.ledger import services as ledger
from telusur.kernel.notices import services as notices
from telusur.kernel.offices.selectors import closing_time, local_day
from telusur.kernel.offices.services import touch_public

from .. import selectors
from ..models import Applicant, InformationRequest
from ..rules import identity, numbers, questions
from ..rules.transitions import next_state
from ..rules.words import Act, Channel, IdentityKind, Register, State, Track
from .faults import AlreadyRegistered, Refused
from .proofs import keep_proofs
from .steps import log_of
from .telling import (
    DEADLINE_MOVED,
    Holders,
    applicant_notices,
    in_words,
    number_subject,
    office_notice,
    officer_notices,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date, datetime
    from uuid import UUID

    from telusur.kernel.clocks.models import Deadline
    from telusur.kernel.offices.models import Office

    from ..rules.identity import ApplicantFacts
    from ..rules.questions import Asked
    from .proofs import Proof


class Registration(NamedTuple):
    """The new case and, this once, the secret with which its applicant follows it."""

    request: InformationRequest
    secret: str


@legal_act
def register_request(
    *,
    office: Office,
    applicant: ApplicantFacts,
    asked: Asked,
    channel: Channel,
    received_at: datetime,
    at: datetime,
    actor: str,
    track: Track = Track.GENERAL,
    track_reason: str = "",
    proofs: Sequence[Proof] = (),
    proofs_shown: Collection[str] = (),
    complete: bool = False,
    same_as: int | None = None,
    user_id: int | None = None,
    submission: UUID | None = None,
) -> Registration:
    """Register a request: number, clock from its true receipt, notices to the desk, mail to the applicant.

    received_at: when it truly arrived, at night and on holidays too. proofs: documents already stored, each sealed
    here. complete: the desk has seen every proof, so the case is registered at once. same_as: a row of this office's
    applicants whose identity number is taken over unseen where none was typed. submission: the form's own key.
    Law: UU 14/2008 Pasal 22 ayat (1)–(6). Raises: BadIdentity, BadQuestion, Refused (`receipt_in_future`,
    `track_without_reason`, `proofs_missing`), AlreadyRegistered, NotPermitted.
    """
    today = local_day(office=office, at=at)
    parties = selectors.parties_of(actor=actor, office_id=office.pk, on=today)
    table = selectors.moves_on(on=today)
    state = next_state(table, None, Act.REGISTER, parties=parties)
    if complete:
        state = next_state(table, state, Act.ACCEPT, parties=parties)
    secret = numbers.new_secret()
    arrival = take_in(
        office=office,
        applicant=_with_known_number(applicant, office_id=office.pk, same_as=same_as),
        asked=asked,
        channel=channel,
        received_at=received_at,
        at=at,
        track=track,
        track_reason=track_reason,
        proofs_given={*proofs_shown, *(proof.kind for proof in proofs)},
        proofs_shown=proofs_shown,
        state=state,
        user_id=user_id,
        submission=submission,
        secret_hash=selectors.secret_hash(secret=secret),
    )
    keep_proofs(arrival.case, proofs=proofs, actor=actor, at=at)
    tell_of_new_case(arrival.case, actor=actor, at=at)
    record_arrival(arrival, actor=actor)
    return Registration(arrival.case, secret)


class Arrival(NamedTuple):
    """A case just made, before its first act is written."""

    case: InformationRequest
    facts: dict[str, str | int | bool | None]


def take_in(
    *,
    office: Office,
    applicant: ApplicantFacts,
    asked: Asked,
    channel: Channel,
    received_at: datetime,
    at: datetime,
    track: Track,
    track_reason: str,
    secret_hash: str,
    state: State = State.SUBMITTED,
    proofs_given: Collection[str] = (),
    proofs_shown: Collection[str] = (),
    user_id: int | None = None,
    submission: UUID | None = None,
) -> Arrival:
    """Make the case with its number and its clocks, in the caller's transaction. Raises: as `register_request`."""
    day, complete = local_day(office=office, at=received_at), state == State.REGISTERED
    facts, question = identity.cleaned(applicant), questions.checked(asked)
    if received_at > at:
        raise Refused("receipt_in_future")
    if track != Track.GENERAL and not track_reason.strip():
        raise Refused("track_without_reason")
    if complete and (lacking := _lacking(facts, proofs_given, on=day)):
        raise Refused("proofs_missing", missing=lacking)
    who = keep_applicant(office_id=office.pk, facts=facts, user_id=user_id, at=at)
    register = Register(track.value)
    serial = next_serial(office_id=office.pk, year=day.year, register=register)
    if submission and (sent := InformationRequest.everything.filter(office=office, submission=submission).first()):
        raise AlreadyRegistered(number=sent.number, request_id=sent.pk)
    number = numbers.written_number(
        selectors.patterns_on(on=day), office_code=office.code, register=register, serial=serial, year=day.year
    )
    key = _next_key()
    answer, check = _start_clocks(
        key, number, office=office, track=track, received_at=received_at, at=at, complete=complete
    )
    case = InformationRequest.everything.create(
        pk=key,
        office=office,
        register=register,
        year=day.year,
        serial=serial,
        number=number,
        applicant=who,
        proofs_shown=sorted(proofs_shown),
        channel=channel,
        question=question.question,
        purpose=question.purpose,
        way=question.way,
        copy_form=question.copy_form or "",
        delivery=question.delivery,
        assistance=question.assistance,
        assistance_words=question.assistance_words,
        received_at=received_at,
        recorded_at=at,
        completed_at=received_at if complete else None,
        registered_at=at if complete else None,
        track=track,
        track_reason=track_reason.strip(),
        state=state,
        state_since=at,
        deadline=answer,
        told_due_on=answer.due_on,
        check_deadline=check,
        secret_hash=secret_hash,
        submission=submission,
    )
    return Arrival(case, _arrival_facts(case, answer, proofs_given))


def _start_clocks(
    key: int, number: str, *, office: Office, track: Track, received_at: datetime, at: datetime, complete: bool
) -> tuple[Deadline, Deadline | None]:
    """Return the clock of the answer, and that of the check where the file still has to be looked through."""
    answer, *rest = clocks.start_all(
        steps=[("answer", DEADLINE_MOVED), *([] if complete else [("completeness", None)])],
        subject_kind="request",
        subject_id=str(key),
        office_code=office.code,
        time_zone=office.time_zone,
        track=track.value,
        label=number,
        started_at=received_at,
        at=at,
        closes_at=closing_time(office=office, at=received_at),
    )
    if complete:
        answer = clocks.complete(deadline_id=answer.pk, completed_at=received_at, at=at)
    return answer, rest[0] if rest else None


def _arrival_facts(
    case: InformationRequest, answer: Deadline, proofs_given: Collection[str]
) -> dict[str, str | int | bool | None]:
    """Return what the ledger keeps of a new case: of words and people no more than keyed digests."""
    who = case.applicant
    return {
        "number": case.number,
        "state": str(case.state),
        "channel": str(case.channel),
        "track": str(case.track),
        "due_on": answer.due_on.isoformat(),
        "question": ledger.personal_digest(case.question),
        "applicant": ledger.personal_digest(f"{who.name}|{who.identity_hash}|{who.email}|{who.phone}"),
        "proofs": ",".join(sorted(proofs_given)),
    }


def record_arrival(arrival: Arrival, *, actor: str, forwarded_from: str = "") -> None:
    """Write the first act of a new case; nothing may follow in the transaction."""
    case = arrival.case
    ledger.record(
        "requests.register",
        log=log_of(case.office),
        subject_kind="request",
        subject_id=str(case.pk),
        actor=actor,
        happened_at=case.received_at,
        recorded_at=case.recorded_at,
        facts={**arrival.facts, **({"forwarded_from": forwarded_from} if forwarded_from else {})},
    )
    touch_public(office_code=case.office.code)


def _lacking(facts: ApplicantFacts, given: Collection[str], *, on: date) -> list[str]:
    proofs = selectors.proofs_on(applicant_type=facts.type, on=on)
    return [*identity.missing_fields(proofs, facts), *identity.missing_proofs(proofs, given=given)]


def _with_known_number(facts: ApplicantFacts, *, office_id: int, same_as: int | None) -> ApplicantFacts:
    """Return the facts with the number this office already keeps sealed of the same person."""
    if same_as is None or facts.identity_number.strip():
        return facts
    known = Applicant.everything.filter(office_id=office_id, pk=same_as).exclude(identity_hash="").first()
    if known is None:
        return facts
    return replace(
        facts,
        identity_kind=IdentityKind(known.identity_kind),
        identity_number=unseal(known.identity_sealed, key=settings.PERSONAL_DATA_KEY, purpose=identity.SEALED_AS),
    )


def next_serial(*, office_id: int, year: int, register: Register) -> int:
    """Return the next number of a register; its counter stays locked until the caller's transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into requests_registercounter (office_id, year, register, last) values (%s, %s, %s, 1)"
            " on conflict (office_id, year, register) do update set last = requests_registercounter.last + 1"
            " returning last",
            [office_id, year, register.value],
        )
        return int(cursor.fetchone()[0])


def _next_key() -> int:
    """Return the next id of a case, known before its row so that its clocks can name it."""
    with connection.cursor() as cursor:
        cursor.execute("select nextval(pg_get_serial_sequence('requests_informationrequest', 'id'))")
        return int(cursor.fetchone()[0])


def keep_applicant(*, office_id: int, facts: ApplicantFacts, user_id: int | None, at: datetime) -> Applicant:
    """Keep who asks as a new row, linked to the first this office has of the same person."""
    key = settings.PERSONAL_DATA_KEY
    mark = identity.fingerprint(facts.identity_number, key=key) if facts.identity_number else ""
    first = selectors.first_row_of_person(
        office_id=office_id, name=facts.name, identity_hash=mark, email=facts.email, phone=facts.phone
    )
    return Applicant.everything.create(
        office_id=office_id,
        first=first,
        user_id=user_id,
        type=facts.type,
        name=facts.name,
        representative=facts.representative,
        identity_kind=facts.identity_kind or "",
        identity_sealed=seal(facts.identity_number, key=key, purpose=identity.SEALED_AS) if mark else b"",
        identity_hash=mark,
        identity_masked=identity.masked(facts.identity_number),
        email=facts.email,
        phone=facts.phone,
        address=facts.address,
        occupation=facts.occupation or "",
        occupation_words=facts.occupation_words,
        sex=facts.sex or "",
        created_at=at,
    )


def tell_of_new_case(case: InformationRequest, *, actor: str, at: datetime, to_applicant: bool = True) -> None:
    """Owe the news to the desk's bell and mailbox, to the office's webhook, and to the applicant by mail."""
    assert case.deadline is not None  # noqa: S101 a new case always has its clock
    due = in_words(case.deadline.due_on)
    key = f"request:{case.pk}:register"
    subject = number_subject(case, _("Baru"))
    text = _("Permohonan %(number)s diterima. Dijawab paling lambat %(due)s.") % {"number": case.number, "due": due}
    owed = [office_notice(case, key=key, kind="request_new", subject=subject, text=text, at=at)]
    owed += officer_notices(
        case,
        key=key,
        kind="request_new",
        subject=subject,
        text=text,
        at=at,
        to=Holders("requests.told_of_new", on=local_day(office=case.office, at=at), skip=actor),
    )
    if to_applicant:
        owed += applicant_notices(
            case,
            key=key,
            kind="request_received",
            subject=number_subject(case, _("Diterima")),
            text=_(
                "Permohonan informasi Anda kami terima dengan nomor %(number)s. Kami jawab paling lambat %(due)s. "
                "Ikuti dengan nomor ini dan kode lacak pada tanda terima Anda."
            )
            % {"number": case.number, "due": due},
            at=at,
        )
    notices.owe_all(owed, at=at)
