"""A breach of personal data: reported, assessed, told to those concerned and to the authority in 3 × 24 hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from telusur.kernel.documents import selectors as documents
from telusur.kernel.law.acts import legal_act
from telusur.kernel.letters import services as letters
from telusur.kernel.letters.rules.letters import Applicant
from telusur.kernel.notices import services as notices
from telusur.kernel.offices.selectors import local_day
from telusur.kernel.offices.services import touch_public
from telusur.openness.requests import selectors as requests

from .. import selectors
from ..models import Breach, BreachTelling
from ..rules.hours import is_late
from ..rules.moves import next_state
from ..rules.words import BreachAct, Data, Told
from .faults import Refused
from .letters import breach_letter
from .steps import begin_breach, close_breach_step, next_number, record_breach
from .telling import moment, tell_officers

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from telusur.kernel.letters.models import Letter
    from telusur.kernel.offices.models import Office
    from telusur.openness.requests.models import InformationRequest

    from .steps import BreachStep

LENT_FOR = timedelta(days=30)


@legal_act
def report_breach(*, office: Office, title: str, how: str, discovered_at: datetime, actor: str, at: datetime) -> Breach:
    """Enter a breach; the clock of 3 × 24 hours runs from the instant it was discovered, also when entered later.

    Law: UU 27/2022 Pasal 46. Raises: Refused (`asked_in_future`, `how_missing`), NotPermitted.
    """
    if discovered_at > at:
        raise Refused("asked_in_future")
    if not (title.strip() and how.strip()):
        raise Refused("how_missing")
    day, today = local_day(office=office, at=discovered_at), local_day(office=office, at=at)
    parties = requests.parties_of(actor=actor, office_id=office.pk, on=today)
    state = next_state(selectors.breach_moves_on(on=today), None, BreachAct.REPORT, parties=parties)
    time = selectors.time_on(key="breach", on=day)
    serial = next_number(office_id=office.pk, year=day.year, register="breach")
    breach = Breach.everything.create(
        office=office,
        year=day.year,
        serial=serial,
        number=f"{serial:04d}/PDP/{office.code}/{day.year}",
        title=title.strip(),
        how=how.strip(),
        discovered_at=discovered_at,
        recorded_at=at,
        due_at=time.due_at(discovered_at),
        rule_id=time.rule,
        offices=[office.code],
        state=state,
        state_since=at,
    )
    _tell_of(breach, actor=actor, at=at)
    facts: dict[str, str | int | bool | None] = {"due_at": breach.due_at.isoformat()}
    record_breach(breach, BreachAct.REPORT, actor=actor, at=at, facts=facts, happened_at=discovered_at)
    return breach


def _tell_of(breach: Breach, *, actor: str, at: datetime) -> None:
    """Tell the officers of the office whose work it is."""
    facts = {"number": breach.number, "due": moment(breach.due_at, ZoneInfo(breach.office.time_zone))}
    tell_officers(
        breach,
        permission="privacy.told_of_breaches",
        key=f"breach:{breach.pk}:report",
        kind="breach_new",
        subject=_("Pelanggaran pelindungan data %(number)s") % facts,
        text=_(
            "Pemilik data dan lembaga diberi tahu secara tertulis paling lambat %(due)s: 3 × 24 jam sejak diketahui."
        )
        % facts,
        at=at,
        skip=actor,
    )


@dataclass(frozen=True)
class Assessment:
    """What is known of a breach. people: how many, an estimate too. offices: codes of those whose data it was."""

    how: str
    data: Collection[Data]
    people: int | None
    handling: str
    recovery: str = ""
    occurred_at: datetime | None = None
    offices: Collection[str] = ()
    public_needed: bool = False


@legal_act
def assess_breach(
    *, breach_id: int, assessment: Assessment, actor: str, at: datetime, version: int | None = None
) -> Breach:
    """Write down what data, how many people, when and how, handling and recovery; may be done again as more is known.

    Law: UU 27/2022 Pasal 46. Raises: Refused (`data_missing`, `people_missing`, `handling_missing`, `how_missing`,
    `occurred_after_discovery`), StaleThing, WrongState, NotPermitted.
    """
    found = assessment
    if not found.data:
        raise Refused("data_missing")
    if found.people is None:
        raise Refused("people_missing")
    if not found.handling.strip():
        raise Refused("handling_missing")
    if not found.how.strip():
        raise Refused("how_missing")
    step = begin_breach(breach_id=breach_id, act=BreachAct.ASSESS, actor=actor, at=at, version=version)
    breach = step.breach
    if found.occurred_at is not None and found.occurred_at > breach.discovered_at:
        raise Refused("occurred_after_discovery")
    breach.how, breach.handling, breach.recovery = found.how.strip(), found.handling.strip(), found.recovery.strip()
    breach.data, breach.people = [each.value for each in Data if each in found.data], found.people
    breach.occurred_at, breach.public_needed = found.occurred_at, found.public_needed
    breach.offices = sorted({breach.office.code, *found.offices})
    breach.assessed_at = breach.assessed_at or at
    columns = (
        "how",
        "handling",
        "recovery",
        "data",
        "people",
        "occurred_at",
        "public_needed",
        "offices",
        "assessed_at",
    )
    return close_breach_step(step, changed=columns, facts={"people": found.people, "data": ",".join(breach.data)})


@legal_act
def tell_subjects(
    *, breach_id: int, numbers: Sequence[str], actor: str, at: datetime, version: int | None = None
) -> Breach:
    """Write to each person concerned, named by a request of this office; by mail where he left an address.

    Who is reached otherwise gets the printed letter, with its proof recorded later. May be done again for more
    people. Law: UU 27/2022 Pasal 46. Raises: Refused (`subjects_missing`, `subject_unknown`), StaleThing,
    WrongState, NotPermitted.
    """
    wanted = list(dict.fromkeys(number.strip() for number in numbers if number.strip()))
    if not wanted:
        raise Refused("subjects_missing")
    step = begin_breach(breach_id=breach_id, act=BreachAct.TELL_SUBJECTS, actor=actor, at=at, version=version)
    breach, made = step.breach, 0
    told = set(breach.tellings.exclude(request=None).values_list("request_id", flat=True))
    for number in wanted:
        request = _request(breach, number)
        if request.pk in told:
            continue
        who = request.applicant
        contact = ", ".join(part for part in (who.phone, who.email) if part)
        letter = _issue(step, to=Applicant(name=who.name, address=who.address, contact=contact), authority=False)
        _mail(breach, letter, email=who.email, key=f"breach:{breach.pk}:subject:{request.pk}", at=at)
        BreachTelling.objects.create(
            breach=breach, told=Told.SUBJECT, request_id=request.pk, letter=letter, told_at=at, by_mail=bool(who.email)
        )
        told.add(request.pk)
        made += 1
    first = breach.subjects_told_at is None
    breach.subjects_told_at = breach.subjects_told_at or at
    facts: dict[str, str | int | bool | None] = {"subjects": made, **_late(breach, at=at, first=first)}
    return close_breach_step(step, changed=("subjects_told_at",), facts=facts)


def _request(breach: Breach, number: str) -> InformationRequest:
    """Return the case of the breach's own office: who asked another office is known to that one, and told by it."""
    found = requests.case_numbered(office_id=breach.office_id, number=number)
    if found is None:
        raise Refused("subject_unknown", number=number)
    return found


@legal_act
def tell_authority(
    *, breach_id: int, name: str, address: str, actor: str, at: datetime, version: int | None = None
) -> Breach:
    """Write to the authority for personal data; sending is proved later. Law: UU 27/2022 Pasal 46.

    Raises: Refused `already_told`, StaleThing, WrongState, NotPermitted.
    """
    step = begin_breach(breach_id=breach_id, act=BreachAct.TELL_AUTHORITY, actor=actor, at=at, version=version)
    breach = step.breach
    if breach.authority_told_at is not None:
        raise Refused("already_told")
    to = Applicant(name=name.strip() or _("Lembaga Pelindungan Data Pribadi"), address=address.strip(), contact="")
    letter = _issue(step, to=to, authority=True)
    BreachTelling.objects.create(breach=breach, told=Told.AUTHORITY, letter=letter, told_at=at)
    breach.authority_told_at = at
    facts: dict[str, str | int | bool | None] = {"letter": letter.number, **_late(breach, at=at, first=True)}
    return close_breach_step(step, changed=("authority_told_at",), facts=facts)


@legal_act
def publish_breach(*, breach_id: int, words: str, actor: str, at: datetime, version: int | None = None) -> Breach:
    """Put a public notice of the breach on the office's page of personal data, where its assessment asks for one.

    Law: UU 27/2022 Pasal 46. Raises: Refused (`public_not_needed`, `words_missing`), StaleThing, WrongState.
    """
    if not words.strip():
        raise Refused("words_missing")
    step = begin_breach(breach_id=breach_id, act=BreachAct.PUBLISH, actor=actor, at=at, version=version)
    breach = step.breach
    if not breach.public_needed:
        raise Refused("public_not_needed")
    breach.public_words, breach.public_told_at = words.strip(), breach.public_told_at or at
    done = close_breach_step(step, changed=("public_words", "public_told_at"))
    touch_public(office_code=breach.office.code)
    return done


@legal_act
def prove_telling(
    *, breach_id: int, telling_id: int, proof: str, actor: str, at: datetime, version: int | None = None
) -> Breach:
    """Record how it is known that a letter went out: a receipt, who took it, when the mail was accepted.

    Raises: Refused `proof_missing`, BreachTelling.DoesNotExist, StaleThing, WrongState, NotPermitted.
    """
    if not proof.strip():
        raise Refused("proof_missing")
    step = begin_breach(breach_id=breach_id, act=BreachAct.PROVE, actor=actor, at=at, version=version)
    row = step.breach.tellings.select_related("letter").get(pk=telling_id)
    row.proof, row.proved_at = proof.strip(), at
    row.save(update_fields=["proof", "proved_at"])
    return close_breach_step(step, facts={"letter": row.letter.number})


@legal_act
def close_breach(*, breach_id: int, words: str, actor: str, at: datetime, version: int | None = None) -> Breach:
    """Close a breach of which everybody was told. Raises: Refused (`reason_missing`, `not_told_yet`), StaleThing,
    WrongState, NotPermitted."""
    if not words.strip():
        raise Refused("reason_missing")
    step = begin_breach(breach_id=breach_id, act=BreachAct.CLOSE, actor=actor, at=at, version=version)
    breach = step.breach
    public = breach.public_told_at is not None or not breach.public_needed
    if breach.subjects_told_at is None or breach.authority_told_at is None or not public:
        raise Refused("not_told_yet")
    breach.closing_words = words.strip()
    return close_breach_step(step, changed=("closing_words",))


@legal_act
def dismiss_breach(*, breach_id: int, words: str, actor: str, at: datetime, version: int | None = None) -> Breach:
    """State with reasons that no personal data were laid open; a breach somebody was told of is not dismissed.

    Raises: Refused (`reason_missing`, `already_told`), StaleThing, WrongState, NotPermitted.
    """
    if not words.strip():
        raise Refused("reason_missing")
    step = begin_breach(breach_id=breach_id, act=BreachAct.DISMISS, actor=actor, at=at, version=version)
    if step.breach.tellings.exists():
        raise Refused("already_told")
    step.breach.closing_words = words.strip()
    return close_breach_step(step, changed=("closing_words",))


def _issue(step: BreachStep, *, to: Applicant, authority: bool) -> Letter:
    breach = step.breach
    return letters.issue(
        letter=breach_letter(breach, to=to, authority=authority, actor=step.actor, at=step.at),
        office=breach.office,
        subject_kind="breach",
        subject_id=str(breach.pk),
        signer_ref=step.actor,
        at=step.at,
        permission="privacy.see_breaches",
    )


def _mail(breach: Breach, letter: Letter, *, email: str, key: str, at: datetime) -> None:
    """Owe the mail to one concerned; the letter is lent to him by its address for as long as the mail is of use."""
    if not email:
        return
    until = at + LENT_FOR
    mail = notices.Owed(
        key=key,
        kind="breach_told",
        office_id=breach.office_id,
        to_email=email,
        subject=_("Pemberitahuan tentang data pribadi Anda: surat %(number)s") % {"number": letter.number},
        text=_(
            "Data pribadi yang Anda berikan kepada kami terbuka kepada yang tidak berhak. Surat yang dapat dibuka "
            "lewat tautan ini menyebut data apa, kapan dan bagaimana, serta apa yang kami lakukan."
        ),
        link=documents.lent_address(attachment=letter.attachment, until=until),
        due_at=at,
    )
    notices.owe_all([mail], at=at)


def _late(breach: Breach, *, at: datetime, first: bool) -> dict[str, bool]:
    return {"late": True} if first and is_late(breach.due_at, at) else {}
