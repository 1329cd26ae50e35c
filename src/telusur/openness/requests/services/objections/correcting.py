"""What officers mend on an objection: typing errors, a row entered by mistake; and what they note."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from telusur.kernel.law.acts import legal_act
from telusur.kernel.ledger import services as ledger
from telusur.kernel.offices.selectors import local_day
from telusur.openness.information.rules.texts import MOST_LETTERS

from ...models import InformationRequest, ObjectionNote
from ...rules import identity
from ...rules.objections import Ground, ObjectionAct
from ...rules.questions import FEWEST_LETTERS
from ...rules.words import Channel
from ..faults import Refused
from ..handling import CLEANED
from ..stopping import stop
from ..telling import Holders, number_subject, tell_applicant, tell_officers
from .filing import Claim, in_order, must_say, window_for
from .holding import release_holds
from .steps import Step, begin, close, not_on_own_decision

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from ...models import Applicant, Objection

# Whoever objects on line wrote these himself; nobody else changes them.
OWN_WORDS: Final = frozenset({"grounds", "information", "position", "purpose"})
CORRECTED_ON_OBJECTION: Final = OWN_WORDS | {"proxy", "channel"}
# Of an objection without a request; who asked is corrected at his request.
CORRECTED_ON_APPLICANT: Final = frozenset({"name", "email", "phone", "address"})


@legal_act
def correct_objection(
    *,
    objection_id: int,
    changes: Mapping[str, str],
    reason: str,
    actor: str,
    at: datetime,
    version: int | None = None,
) -> Objection:
    """Correct what was typed wrongly at the desk. The ledger keeps which fields, and keyed digests of both texts.

    changes: new text by field name, the grounds as their words with commas; what does not differ is left out. Other
    grounds are asked anew whether they stood at the receipt, and count their time anew. Law: UU 27/2022 Pasal 30.
    Raises: Refused (`reason_missing`, `field_unknown`, `own_words`, `nothing_changed`, what `file_objection` refuses),
    BadIdentity, StaleCase, WrongState, NotPermitted.
    """
    if not reason.strip():
        raise Refused("reason_missing")
    case = _locked_request(objection_id) if "grounds" in changes else None
    step = begin(objection_id=objection_id, act=ObjectionAct.CORRECT, actor=actor, at=at, version=version)
    objection = step.objection
    alone = objection.request_id is None
    if unknown := set(changes) - CORRECTED_ON_OBJECTION - (CORRECTED_ON_APPLICANT if alone else frozenset()):
        raise Refused("field_unknown", fields=sorted(unknown))
    facts: dict[str, str | int | bool | None] = {"reason": ledger.personal_digest(reason.strip())}
    texts = {name: text for name, text in changes.items() if name != "grounds"}
    touched = [name for name in sorted(set(texts) & CORRECTED_ON_OBJECTION) if _set(objection, name, texts, facts)]
    of_who = [
        name for name in sorted(set(texts) - CORRECTED_ON_OBJECTION) if _set(objection.applicant, name, texts, facts)
    ]
    regrounded = "grounds" in changes and _regrounded(step, case, changes["grounds"], facts)
    if regrounded:
        touched += ["grounds", "window", "late"]
    if not touched and not of_who:
        raise Refused("nothing_changed")
    if objection.channel == Channel.E_PPID and OWN_WORDS & set(touched):
        raise Refused("own_words")
    if "channel" in touched and Channel.E_PPID in {texts["channel"], facts["channel_before"]}:
        raise Refused("field_unknown", fields=["channel"])
    _still_whole(objection, alone=alone)
    if of_who:
        _still_reachable(objection.applicant)
        objection.applicant.save(update_fields=of_who)
    facts["fields"] = ",".join(sorted([*touched, *of_who]))
    _keep(objection, _("Alasan koreksi: %(reason)s") % {"reason": reason.strip()}, actor=actor, at=at)
    return close(step, changed=tuple(touched), facts=facts)


def _set(
    row: Objection | Applicant, name: str, changes: Mapping[str, str], facts: dict[str, str | int | bool | None]
) -> bool:
    """Set one text and note its digests; False where it does not differ."""
    old, new = getattr(row, name), CLEANED.get(name, str.strip)(changes[name])
    if old == new:
        return False
    setattr(row, name, new)
    plain = name == "channel"
    facts[f"{name}_before"] = old if plain else ledger.personal_digest(old)
    facts[f"{name}_after"] = new if plain else ledger.personal_digest(new)
    return True


def _locked_request(objection_id: int) -> InformationRequest | None:
    """Lock the request whose clocks other grounds read and begin, before its objection as every act that locks both."""
    rows = InformationRequest.everything.select_for_update(of=("self",)).select_related("office", "deadline")
    return rows.filter(objections=objection_id).first()


def _regrounded(
    step: Step, case: InformationRequest | None, text: str, facts: dict[str, str | int | bool | None]
) -> bool:
    """Put other grounds, with the time to object that they have. Raises: Refused."""
    objection = step.objection
    try:
        named = tuple(Ground(each) for each in text.split(",") if each)
    except ValueError as error:
        raise Refused("field_unknown", fields=["grounds"]) from error
    if not named:
        raise Refused("grounds_missing")
    grounds = in_order(named)
    if grounds == objection.grounds:
        return False
    claim = Claim(grounds=named, position=objection.position, information=objection.information)
    window = window_for(case, claim, received_at=objection.received_at, at=step.at)
    facts |= {"grounds_before": ",".join(objection.grounds), "grounds_after": ",".join(grounds)}
    objection.grounds, objection.window = grounds, window
    received = local_day(office=objection.office, at=objection.received_at)
    objection.late = window is not None and received > window.due_on
    return True


def _still_whole(objection: Objection, *, alone: bool) -> None:
    """Raises: Refused, where a correction took away what a filing must say."""
    must_say(
        Claim(
            grounds=tuple(Ground(each) for each in objection.grounds),
            position=objection.position,
            information=objection.information,
        )
    )
    if alone and len(objection.information) < FEWEST_LETTERS:
        raise Refused("information_missing")


def _still_reachable(who: Applicant) -> None:
    if not who.name:
        raise identity.BadIdentity("name_missing")
    if not (who.email or who.phone or who.address):
        raise identity.BadIdentity("contact_missing")
    identity.refuse_too_long(email=who.email, phone=who.phone, address=who.address)


@legal_act
def strike_objection(
    *, objection_id: int, reason: str, actor: str, at: datetime, version: int | None = None
) -> Objection:
    """Strike an objection that the desk entered by mistake; its number stays in the register, no figure counts it.

    The superior does it, never who is objected to; what an applicant filed on line is nobody's mistake. The applicant
    is told why. Raises: Refused (`reason_missing`, `filed_by_applicant`, `own_decision`), StaleCase, WrongState,
    NotPermitted.
    """
    if not reason.strip():
        raise Refused("reason_missing")
    step = begin(objection_id=objection_id, act=ObjectionAct.STRIKE, actor=actor, at=at, version=version)
    not_on_own_decision(step)
    objection = step.objection
    if objection.channel == Channel.E_PPID:
        raise Refused("filed_by_applicant")
    stop(objection.deadline_id, at=at)
    stop(objection.dispute_window_id, at=at)
    objection.closing_words = reason.strip()
    tell_applicant(
        objection,
        key=step.key,
        kind="objection_struck",
        subject=number_subject(objection, _("Salah catat")),
        text=_(
            "Pencatatan keberatan %(number)s keliru dan dicoret: %(reason)s. Bila Anda memang mengajukan keberatan, "
            "ajukan lagi atau hubungi meja layanan; waktunya tetap dihitung dari aturan."
        )
        % {"number": objection.number, "reason": reason.strip().rstrip(".")},
        at=at,
    )
    tell_officers(
        objection,
        key=step.key,
        kind="objection_struck",
        subject=number_subject(objection, _("Salah catat")),
        text=_("Pencatatan keberatan %(number)s dicoret karena keliru.") % {"number": objection.number},
        at=at,
        to=Holders("requests.told_of_objections", on=step.day, skip=actor),
    )
    release_holds(objection, decree=objection.number, actor=actor, at=at)
    return close(step, changed=("closing_words", "holds"), facts={"reason": ledger.personal_digest(reason.strip())})


@legal_act
def note_on_objection(
    *, objection_id: int, text: str, actor: str, at: datetime, version: int | None = None
) -> Objection:
    """Write a remark among officers. Raises: Refused (`note_empty`, `note_too_long`), StaleCase, NotPermitted."""
    if not text.strip():
        raise Refused("note_empty")
    if len(text) > MOST_LETTERS:
        raise Refused("note_too_long")
    step = begin(objection_id=objection_id, act=ObjectionAct.NOTE, actor=actor, at=at, version=version)
    _keep(step.objection, text.strip(), actor=actor, at=at)
    return close(step)


def _keep(objection: Objection, text: str, *, actor: str, at: datetime) -> None:
    ObjectionNote.objects.create(objection=objection, text=text, written_at=at, written_by=actor)
