"""Somebody asks for his own data, by his account, by number and tracking code, or at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from telusur.kernel.accounts.rules.sealing import seal
from telusur.kernel.law.acts import legal_act
from telusur.kernel.offices.selectors import local_day
from telusur.openness.requests.rules import identity
from telusur.openness.requests.selectors import parties_of

from .. import selectors
from ..models import AskedField, OwnDataCase, labels
from ..rules.moves import next_state
from ..rules.words import UNANSWERED, Act, Field, Kind, Register
from ..selectors.own_data import WANTED
from .faults import AlreadyAsked, Refused
from .steps import begin, close, next_number, record_own_data
from .telling import moment, tell_officers, tell_person

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from telusur.openness.requests.models import Applicant, InformationRequest, Objection

    from ..rules.words import Way


@legal_act
def ask_own_data(
    *,
    kind: Kind,
    way: Way,
    asked_at: datetime,
    at: datetime,
    actor: str,
    request: InformationRequest | None = None,
    objection: Objection | None = None,
    wanted: Mapping[str, str] | None = None,
    user_id: int | None = None,
    submission: UUID | None = None,
) -> OwnDataCase:
    """Register that the person behind a request asks for a copy of his data, or for their correction.

    objection: of whoever objected without a request; he asks by it. asked_at: when he truly asked, which starts the
    clock of 3 × 24 hours. wanted: for a correction, what should stand there, by field; what stands there already is
    left out. Law: UU 27/2022 Pasal 6, 7, 30, 32.
    Raises: Refused (`asked_in_future`, `nothing_asked`), AlreadyAsked, BadIdentity, NotPermitted.
    """
    if asked_at > at:
        raise Refused("asked_in_future")
    file = request or (objection.request if objection else None) or objection
    if file is None:
        raise ValueError("somebody asks by a request or by an objection")
    alone = file is objection
    office, day = file.office, local_day(office=file.office, at=asked_at)
    today = local_day(office=office, at=at)
    parties = parties_of(actor=actor, office_id=office.pk, on=today)
    state = next_state(selectors.moves_on(on=today), None, Act.ASK, parties=parties, outcome=kind)
    wishes = _changes(file.applicant, wanted or {}) if kind == Kind.CORRECTION else {}
    if kind == Kind.CORRECTION and not wishes:
        raise Refused("nothing_asked")
    own = {"objection_id": file.pk} if alone else {"request_id": file.pk}
    _not_twice(own, office_id=office.pk, kind=kind, submission=submission)
    time = selectors.time_on(key=kind.value, on=day)
    serial, number = next_number(office=office, day=day, register=Register.OWN_DATA)
    case = OwnDataCase.everything.create(
        office=office,
        year=day.year,
        serial=serial,
        number=number,
        kind=kind,
        way=way,
        applicant_id=file.applicant_id,
        **own,
        user_id=user_id,
        asked_at=asked_at,
        recorded_at=at,
        due_at=time.due_at(asked_at),
        rule_id=time.rule,
        state=state,
        state_since=at,
        submission=submission,
    )
    key = settings.PERSONAL_DATA_KEY
    AskedField.objects.bulk_create(
        AskedField(case=case, field=field, wanted_sealed=seal(text, key=key, purpose=WANTED))
        for field, text in wishes.items()
    )
    _tell(case, actor=actor, at=at)
    facts = {
        "due_at": case.due_at.isoformat(),
        "way": str(way),
        "objection" if alone else "request": file.number,
        "fields": ",".join(wishes),
    }
    record_own_data(case, Act.ASK, actor=actor, at=at, facts=facts, happened_at=asked_at)
    return case


def _changes(who: Applicant, wanted: Mapping[str, str]) -> dict[str, str]:
    """Return what differs from what is kept, in the one spelling in which it would be kept. Raises: BadIdentity."""
    found = {}
    for field in Field:
        text = " ".join(wanted.get(field, "").split()) if field != Field.ADDRESS else wanted.get(field, "").strip()
        if not text:
            continue
        if field == Field.IDENTITY_NUMBER:
            text = identity.clean_nik(text) if who.identity_kind in {"", "nik"} else text
            identity.refuse_too_long(identity_number=text)
            if identity.fingerprint(text, key=settings.PERSONAL_DATA_KEY) == who.identity_hash:
                continue
        elif field == Field.PHONE:
            text = identity.clean_phone(text)
        elif field == Field.EMAIL:
            text = text.lower()
        if field != Field.IDENTITY_NUMBER and text == getattr(who, field):
            continue
        found[field.value] = text
    identity.refuse_too_long(**{name: found[name] for name in ("email", "phone", "address") if name in found})
    return found


def _not_twice(own: Mapping[str, int], *, office_id: int, kind: Kind, submission: UUID | None) -> None:
    same = OwnDataCase.everything.filter(**own, kind=kind, state__in=UNANSWERED)
    if submission is not None:
        same |= OwnDataCase.everything.filter(office_id=office_id, submission=submission)
    running = same.first()
    if running is not None:
        raise AlreadyAsked(number=running.number, case_id=running.pk)


def _tell(case: OwnDataCase, *, actor: str, at: datetime) -> None:
    due = moment(case.due_at, ZoneInfo(case.office.time_zone))
    facts = {"number": case.number, "what": str(labels.KINDS[case.kind]).lower(), "due": due}
    tell_person(
        case,
        key=f"own_data:{case.pk}:ask",
        kind="own_data_received",
        subject=_("Diterima: permintaan %(number)s") % facts,
        text=_(
            "Permintaan Anda atas data pribadi Anda sendiri (%(what)s) kami terima dengan nomor %(number)s. Kami jawab "
            "paling lambat %(due)s."
        )
        % facts,
        at=at,
    )
    tell_officers(
        case,
        permission="privacy.work",
        key=f"own_data:{case.pk}:ask",
        kind="own_data_new",
        subject=_("Baru: permintaan data pribadi %(number)s") % facts,
        text=_("%(what)s, dijawab paling lambat %(due)s: 3 × 24 jam sejak diminta.") % facts,
        at=at,
        skip=actor,
    )


@legal_act
def withdraw_own_data(*, case_id: int, actor: str, at: datetime, version: int | None = None) -> OwnDataCase:
    """The person takes his request back. Raises: StaleThing, WrongState, NotPermitted."""
    step = begin(case_id=case_id, act=Act.WITHDRAW, actor=actor, at=at, version=version)
    step.case.package_sealed = b""
    return close(step, changed=("package_sealed",))
