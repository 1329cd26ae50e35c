"""What officers do around a case: correct it, assign it, note, choose its track, look at who asks."""

from __future__ import annotations

from hmac import compare_digest
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from telusur.kernel.accounts.rules.sealing import seal
from telusur.kernel.clocks import services as clocks
from telusur.kernel.law.acts import legal_act
from telusur.kernel.ledger import services as ledger
from telusur.openness.information import selectors as information
from telusur.openness.information.rules.texts import MOST_LETTERS

from .. import selectors
from ..models import InformationRequest, Note, SuggestionAnswered, labels
from ..rules import identity, numbers
from ..rules.questions import FEWEST_LETTERS, BadQuestion
from ..rules.words import Act, Audience, IdentityKind, Track
from .faults import Refused
from .steps import Step, begin, close, keep_reason
from .telling import end_warnings, in_words, number_subject, tell_applicant

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import date, datetime

    from ..models import Applicant

CORRECTED_ON_CASE: Final = frozenset(
    {"question", "purpose", "way", "copy_form", "delivery", "channel", "assistance_words"}
)
CORRECTED_ON_APPLICANT: Final = frozenset(
    {"name", "representative", "email", "phone", "address", "occupation", "occupation_words", "sex"}
)

# Corrected texts are kept in the one form in which new ones are kept, or nobody is found again by them.
CLEANED: Final[Mapping[str, Callable[[str], str]]] = {
    "email": lambda text: text.strip().lower(),
    "name": lambda text: " ".join(text.split()),
    "phone": identity.clean_phone,
    "representative": lambda text: " ".join(text.split()),
}


@legal_act
def correct_request(
    *,
    request_id: int,
    changes: Mapping[str, str],
    reason: str,
    actor: str,
    at: datetime,
    version: int | None = None,
) -> InformationRequest:
    """Correct typing errors. The ledger keeps which fields, and keyed digests of what stood and what stands there.

    changes: new text by field name; fields that do not differ are left out of the act. Law: UU 27/2022 Pasal 30.
    Raises: Refused (`reason_missing`, `field_unknown`, `nothing_changed`), BadIdentity, StaleCase, WrongState.
    """
    if not reason.strip():
        raise Refused("reason_missing")
    if unknown := set(changes) - CORRECTED_ON_CASE - CORRECTED_ON_APPLICANT - {"identity_number"}:
        raise Refused("field_unknown", fields=sorted(unknown))
    step = begin(request_id=request_id, act=Act.CORRECT, actor=actor, at=at, version=version)
    case, who = step.case, step.case.applicant
    facts: dict[str, str | int | bool | None] = {"reason": ledger.personal_digest(reason.strip())}
    touched: dict[bool, list[str]] = {True: [], False: []}
    for name, text in sorted(changes.items()):
        if name == "identity_number":
            continue
        row = case if name in CORRECTED_ON_CASE else who
        new = CLEANED.get(name, str.strip)(text)
        old = getattr(row, name)
        if new == old:
            continue
        setattr(row, name, new)
        touched[row is case].append(name)
        facts |= {f"{name}_before": ledger.personal_digest(old), f"{name}_after": ledger.personal_digest(new)}
    if "identity_number" in changes:
        touched[False] += _correct_identity(step, changes["identity_number"], facts)
    if not any(touched.values()):
        raise Refused("nothing_changed")
    _still_reachable(who)
    if len(case.question) > MOST_LETTERS or len(case.question) < FEWEST_LETTERS:
        raise BadQuestion("question_too_long" if len(case.question) > MOST_LETTERS else "question_too_short")
    if touched[False]:
        who.save(update_fields=touched[False])
    facts["fields"] = ",".join(sorted(touched[True] + touched[False]))
    keep_reason(case, _("Alasan koreksi: %(reason)s") % {"reason": reason.strip()}, actor=actor, at=at)
    return close(step, changed=tuple(touched[True]), facts=facts)


def _still_reachable(who: Applicant) -> None:
    if not who.name:
        raise identity.BadIdentity("name_missing")
    if not (who.email or who.phone or who.address):
        raise identity.BadIdentity("contact_missing")
    identity.refuse_too_long(email=who.email, phone=who.phone, address=who.address)


def _correct_identity(step: Step, text: str, facts: dict[str, str | int | bool | None]) -> list[str]:
    who, key = step.case.applicant, settings.PERSONAL_DATA_KEY
    kind = IdentityKind(who.identity_kind or IdentityKind.NIK)
    number = identity.clean_nik(text) if kind == IdentityKind.NIK else text.strip()
    identity.refuse_too_long(identity_number=number)
    mark = identity.fingerprint(number, key=key)
    if mark == who.identity_hash:
        return []
    facts |= {"identity_before": who.identity_hash, "identity_after": mark}
    who.identity_kind, who.identity_hash = kind, mark
    who.identity_masked = identity.masked(number)
    who.identity_sealed = seal(number, key=key, purpose=identity.SEALED_AS)
    return ["identity_kind", "identity_hash", "identity_sealed", "identity_masked"]


@legal_act
def choose_track(
    *,
    request_id: int,
    track: Track,
    reason: str,
    actor: str,
    at: datetime,
    version: int | None = None,
) -> InformationRequest:
    """Put the case on the other track, with a reason. Every clock that runs is counted anew from its own start and the
    applicant is told; the number and its register stay.

    Law: Perki 1/2019 Pasal 11–12. Raises: Refused (`reason_missing`, `nothing_changed`), StaleCase, WrongState.
    """
    if not reason.strip():
        raise Refused("reason_missing")
    step = begin(request_id=request_id, act=Act.CHOOSE_TRACK, actor=actor, at=at, version=version)
    case = step.case
    if case.track == track or case.deadline is None:
        raise Refused("nothing_changed")
    if case.deadline.stopped_at is not None:
        raise Refused("clock_stopped")
    before, was = case.deadline.due_on, case.track
    case.deadline = clock = clocks.change_track(deadline_id=case.deadline.pk, track=track.value, at=at)
    checked = _check_on_track(case, track, at=at)
    end_warnings(case, at=at)
    case.track, case.track_reason = track, reason.strip()
    case.told_due_on = clock.due_on
    tell_applicant(
        case,
        key=step.key,
        kind="request_track",
        subject=number_subject(case, _("Batas waktu berubah")),
        text=_("Permohonan %(number)s kini ditangani di jalur %(track)s: %(reason)s. Kami jawab paling lambat %(due)s.")
        % {
            "number": case.number,
            "track": labels.TRACKS[track],
            "reason": case.track_reason.rstrip("."),
            "due": in_words(clock.due_on),
        },
        at=at,
    )
    return close(
        step,
        changed=("track", "track_reason", "told_due_on"),
        facts={
            "track_before": was,
            "track": track.value,
            "due_before": before.isoformat(),
            "due_on": clock.due_on.isoformat(),
            **checked,
        },
    )


def _check_on_track(case: InformationRequest, track: Track, *, at: datetime) -> dict[str, str]:
    """Count the clock of the check anew as well, where one runs; return both its dates as facts."""
    if case.check_deadline is None or case.check_deadline.stopped_at is not None:
        return {}
    before = case.check_deadline.due_on
    case.check_deadline = clocks.change_track(deadline_id=case.check_deadline.pk, track=track.value, at=at)
    return {"check_due_before": before.isoformat(), "check_due_on": case.check_deadline.due_on.isoformat()}


@legal_act
def tell_moved_deadline(*, deadline_id: int, actor: str, at: datetime) -> InformationRequest | None:
    """Tell the applicant that a change of the calendar moved his date; None where there is nobody left to tell.

    The date may be that of the answer or the one by which he completes his file. A replay tells nothing twice: what
    has been told of a date is not told again.
    """
    clock = Q(deadline_id=deadline_id) | Q(check_deadline_id=deadline_id)
    found = InformationRequest.everything.unanswered().filter(clock).first()
    if found is None:
        return None
    step = begin(request_id=found.pk, act=Act.MOVE_DEADLINE, actor=actor, at=at)
    return _tell_moved_answer(step) if step.case.deadline_id == deadline_id else _tell_moved_completion(step)


def _tell_moved_answer(step: Step) -> InformationRequest | None:
    case, at = step.case, step.at
    if case.deadline is None or case.deadline.stopped_at is not None or case.told_due_on == case.deadline.due_on:
        return None
    before, case.told_due_on = case.told_due_on, case.deadline.due_on
    end_warnings(case, at=at)
    tell_applicant(
        case,
        key=step.key,
        kind="request_deadline_moved",
        subject=number_subject(case, _("Batas waktu bergeser")),
        text=_("Kalender kerja berubah. Permohonan %(number)s kami jawab paling lambat %(due)s.")
        % {"number": case.number, "due": in_words(case.deadline.due_on)},
        at=at,
    )
    return close(
        step,
        changed=("told_due_on",),
        facts={"due_before": before.isoformat() if before else None, "due_on": case.deadline.due_on.isoformat()},
    )


def _tell_moved_completion(step: Step) -> InformationRequest | None:
    case, clock = step.case, step.case.check_deadline
    if clock is None or case.told_completion_due_on in {None, clock.due_on}:
        return None
    before, case.told_completion_due_on = case.told_completion_due_on, clock.due_on
    tell_applicant(
        case,
        key=step.key,
        kind="request_deadline_moved",
        subject=number_subject(case, _("Batas waktu bergeser")),
        text=_(
            "Kalender kerja berubah. Lengkapi berkas permohonan %(number)s paling lambat %(until)s di halaman lacak."
        )
        % {"number": case.number, "until": in_words(clock.due_on)},
        at=step.at,
    )
    return close(
        step,
        changed=("told_completion_due_on",),
        facts={
            "completion_due_before": before.isoformat() if before else None,
            "completion_due_on": clock.due_on.isoformat(),
        },
    )


@legal_act
def assign(
    *, office_id: int, request_ids: Collection[int], officer_id: int, actor: str, at: datetime
) -> list[InformationRequest]:
    """Make one officer of this office the one who minds these cases; all of them or none.

    Raises: Refused (`case_elsewhere`, `officer_elsewhere`), WrongState, NotPermitted.
    """
    wanted = sorted(set(request_ids))
    if InformationRequest.everything.of_office(office_id).filter(pk__in=wanted).count() != len(wanted):
        raise Refused("case_elsewhere")
    done = []
    for request_id in wanted:
        step = begin(request_id=request_id, act=Act.ASSIGN, actor=actor, at=at)
        _must_serve(officer_id, step)
        step.case.officer_id = officer_id
        done.append((step, {"officer": officer_id}))
    return [close(step, changed=("officer",), facts=facts) for step, facts in done]


def _must_serve(officer_id: int, step: Step) -> None:
    if not selectors.parties_of(actor=f"user:{officer_id}", office_id=step.case.office_id, on=step.day):
        raise Refused("officer_elsewhere")


@legal_act
def hand_over_cases(
    *, office_id: int, from_user_id: int, to_user_id: int, actor: str, at: datetime
) -> list[InformationRequest]:
    """Hand every open case of one officer to another, in one act a case, all or none.

    Raises: Refused (`same_officer`, `officer_elsewhere`), NotPermitted.
    """
    if from_user_id == to_user_id:
        raise Refused("same_officer")
    open_cases = InformationRequest.everything.of_office(office_id).open().filter(officer_id=from_user_id)
    # Locked before they are counted: what another act gave to somebody else or ended meanwhile is no longer his.
    his = list(open_cases.select_for_update().order_by("pk").values_list("pk", flat=True))
    steps = []
    for request_id in his:
        step = begin(request_id=request_id, act=Act.HAND_OVER, actor=actor, at=at)
        _must_serve(to_user_id, step)
        step.case.officer_id = to_user_id
        steps.append(step)
    facts = {"officer_before": from_user_id, "officer": to_user_id}
    return [close(step, changed=("officer",), facts=facts) for step in steps]


@legal_act
def add_note(
    *, request_id: int, text: str, audience: Audience, actor: str, at: datetime, written_at: datetime | None = None
) -> InformationRequest:
    """Write a remark among officers, or what the applicant adds. Raises: Refused `note_empty`, WrongState."""
    if not text.strip():
        raise Refused("note_empty")
    if len(text) > MOST_LETTERS:
        raise Refused("note_too_long")
    act = Act.NOTE if audience == Audience.INTERNAL else Act.NOTE_FROM_APPLICANT
    step = begin(request_id=request_id, act=act, actor=actor, at=at)
    Note.objects.create(
        request=step.case, audience=audience, text=text.strip(), written_at=written_at or at, written_by=actor
    )
    return close(step, happened_at=written_at)


@legal_act
def recover_secret(*, request_id: int, actor: str, at: datetime) -> str:
    """Give the case a new tracking secret and return it, this once; the old one opens nothing any more.

    From the applicant's side the new secret goes to the address he left, never onto the page; at the desk the officer
    hands it over. Raises: Refused `no_address`, WrongState, NotPermitted.
    """
    step = begin(request_id=request_id, act=Act.RECOVER_SECRET, actor=actor, at=at)
    case, secret = step.case, numbers.new_secret()
    if actor == "applicant" and not case.applicant.email:
        raise Refused("no_address")
    case.secret_hash = selectors.secret_hash(secret=secret)
    if actor == "applicant":
        tell_applicant(
            case,
            key=step.key,
            kind="request_secret",
            subject=number_subject(case, _("Kode lacak baru")),
            text=_("Di bawah ini kode lacak baru permohonan %(number)s. Kode lama tidak berlaku lagi.")
            % {"number": case.number},
            at=at,
            confidential=secret,
        )
    close(step, changed=("secret_hash",))
    return secret


@legal_act
def join_to_account(*, request_id: int, mark: str, user_id: int, at: datetime) -> InformationRequest:
    """Let the owner of an account follow a case he holds the secret of.

    mark: that of the secret he showed (`selectors.mark_of_secret`). Raises: Refused (`wrong_secret`,
    `already_joined`), WrongState.
    """
    step = begin(request_id=request_id, act=Act.JOIN_ACCOUNT, actor="applicant", at=at)
    case = step.case
    if not compare_digest(mark, selectors.mark_of_secret(secret_hash=case.secret_hash)):
        raise Refused("wrong_secret")
    if case.applicant.user_id is not None:
        raise Refused("already_joined")
    case.applicant.user_id = user_id
    case.applicant.save(update_fields=["user"])
    return close(step)


@legal_act
def suggestion_answered(*, office_id: int, item_id: int, on: date) -> SuggestionAnswered:
    """Count that a published entry answered somebody who was about to ask. Raises: Refused `item_not_public`."""
    if not information.shown_items().filter(pk=item_id).exists():
        raise Refused("item_not_public")
    return SuggestionAnswered.objects.create(office_id=office_id, item_id=item_id, answered_on=on)
