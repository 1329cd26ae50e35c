"""Who is told of a breach in 3 × 24 hours: each person concerned, the authority, everybody; and how it is known."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from telusur.kernel.documents import selectors as documents
from telusur.kernel.law.acts import legal_act
from telusur.kernel.letters import services as letters
from telusur.kernel.letters.rules.letters import Applicant
from telusur.kernel.notices import services as notices
from telusur.kernel.offices.services import touch_public
from telusur.openness.requests import selectors as requests

from ..models import BreachTelling
from ..rules.hours import is_late
from ..rules.words import BreachAct, Told
from ..selectors.own_data import key_of_mail
from .breaching import TOLD_TO_ALL, not_all_told
from .faults import Refused
from .letters import breach_letter
from .steps import begin_breach, close_breach_step

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from telusur.kernel.letters.models import Letter
    from telusur.openness.requests.models import InformationRequest

    from ..models import Breach
    from .steps import BreachStep

LENT_FOR = timedelta(days=30)


@legal_act
def tell_subjects(
    *, breach_id: int, numbers: Sequence[str], actor: str, at: datetime, version: int | None = None
) -> Breach:
    """Write to each person concerned, named by a request of this office; by mail where he left an address.

    Who is reached otherwise gets the printed letter, with its proof recorded later. May be done again for more
    people; the time runs until `state_all_told`, and runs on where somebody is written to after it, unless a public
    notice reached him. Law: UU 27/2022 Pasal 46. Raises: Refused (`subjects_missing`, `subject_unknown`), StaleThing,
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
        _mail(breach, letter, email=who.email, key=key_of_mail(breach.pk, request.pk), at=at)
        BreachTelling.objects.create(
            breach=breach, told=Told.SUBJECT, request_id=request.pk, letter=letter, told_at=at, by_mail=bool(who.email)
        )
        told.add(request.pk)
        made += 1
    changed: tuple[str, ...] = ()
    if made and breach.subjects_told_at is not None and breach.public_told_at is None:
        not_all_told(breach)
        changed = TOLD_TO_ALL
    return close_breach_step(step, changed=changed, facts={"subjects": made})


def _request(breach: Breach, number: str) -> InformationRequest:
    """Return the case of the breach's own office: who asked another office is known to that one, and told by it."""
    found = requests.case_numbered(office_id=breach.office_id, number=number)
    if found is None:
        raise Refused("subject_unknown", number=number)
    return found


@legal_act
def state_all_told(
    *, breach_id: int, people: int, words: str, told_at: datetime, actor: str, at: datetime, version: int | None = None
) -> Breach:
    """State that all persons concerned are told: how many, how, and when the last of them was; the time to tell them
    ends with that instant, which is not before the newest letter to one of them.

    people: as many as the assessment counts, or more; fewer only where a public notice reaches those whom no letter
    does. Law: UU 27/2022 Pasal 46. Raises: Refused (`how_told_missing`, `told_in_future`, `told_before_letters`,
    `people_left`, `already_told`), StaleThing, WrongState, NotPermitted.
    """
    if not words.strip():
        raise Refused("how_told_missing")
    step = begin_breach(breach_id=breach_id, act=BreachAct.ALL_TOLD, actor=actor, at=at, version=version)
    breach = step.breach
    if not breach.discovered_at <= told_at <= at:
        raise Refused("told_in_future")
    if breach.subjects_told_at is not None:
        raise Refused("already_told")
    letters_out = list(breach.tellings.filter(told=Told.SUBJECT).values_list("told_at", flat=True))
    newest = max(letters_out, default=breach.discovered_at)
    if told_at < newest.replace(second=0, microsecond=0):  # a form knows no seconds
        raise Refused("told_before_letters")
    told_at, concerned = max(told_at, newest), max(breach.people or 0, len(letters_out))
    if people < concerned and breach.public_told_at is None:
        raise Refused("people_left", told=people, people=concerned)
    breach.subjects_told_at, breach.subjects_told, breach.subjects_told_words = told_at, people, words.strip()
    facts: dict[str, str | int | bool | None] = {"subjects": people, **_late(breach, at=told_at)}
    return close_breach_step(step, changed=TOLD_TO_ALL, facts=facts, happened_at=told_at)


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
    facts: dict[str, str | int | bool | None] = {"letter": letter.number, **_late(breach, at=at)}
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


def _late(breach: Breach, *, at: datetime) -> dict[str, bool]:
    return {"late": True} if is_late(breach.due_at, at) else {}
