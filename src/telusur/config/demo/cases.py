"""Requests played through their services: each act of a script is one legal act by the person whose part it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from telusur.kernel.offices.selectors import office_by_code
from telusur.openness.information.selectors import shown_items
from telusur.openness.requests import services
from telusur.openness.requests.rules.identity import ApplicantFacts
from telusur.openness.requests.rules.questions import Asked
from telusur.openness.requests.rules.words import (
    ApplicantType,
    Audience,
    Channel,
    CopyForm,
    Delivery,
    IdentityKind,
    Occupation,
    Outcome,
    Sex,
    Track,
)

from .objections import ObjectionLines
from .stage import LIAISONS, Stage
from .story import person
from .withholding import WithholdingLines

if TYPE_CHECKING:
    from datetime import datetime

    from telusur.openness.requests.models import InformationRequest

# What each kind of applicant shows, in the order of the law.
PROOFS = {
    "person": ("identity_card",),
    "group": ("members_identity", "power_of_attorney"),
    "legal_entity": ("entity_approval", "entity_deed", "officer_identity"),
    "proxy": ("special_power_of_attorney", "identity_card"),
}
WOMEN = 40  # added to the day of birth in a NIK


@dataclass
class Case(ObjectionLines, WithholdingLines):
    """One request of the demo as its script tells it. secret: known once it is registered."""

    script: dict[str, Any]
    place: int
    stage: Stage
    pk: int = 0
    objection: int = 0
    number: str = ""
    secret: str = ""
    dispositions: dict[str, int] = field(default_factory=dict)

    def register(self, at: datetime) -> None:
        script, channel = self.script, Channel(self.script["channel"])
        online = channel == Channel.E_PPID
        made = services.register_request(
            office=office_by_code(code=self.office),
            applicant=self._applicant(),
            asked=Asked(
                question=script["question"],
                purpose=script["purpose"],
                copy_form=CopyForm.HARDCOPY if script.get("delivery") else CopyForm.SOFTCOPY,
                delivery=Delivery(script.get("delivery", "download" if online else "email")),
                assistance="assistance" in script,
                assistance_words=script.get("assistance", ""),
            ),
            channel=channel,
            received_at=self.stage.instant(script["received"]),
            at=at,
            actor="applicant" if self.office not in {"3673", "36"} or online else self._by("desk"),
            track=Track(script.get("track", "general")),
            track_reason=script.get("track_reason", ""),
            proofs=self._proofs(at) if online else (),
            proofs_shown=() if online else PROOFS[self._type],
            complete=channel == Channel.WALK_IN,
            user_id=person(script["account"]).pk if "account" in script else None,
        )
        self.pk, self.number, self.secret = made.request.pk, made.request.number, made.secret

    @property
    def _type(self) -> str:
        return str(self.script["who"].get("type", "person"))

    def _applicant(self) -> ApplicantFacts:
        who, place = self.script["who"], self.place
        born = 1 + place % 27 + (WOMEN if who.get("sex") == "female" else 0)
        # District 99 does not exist: no number of the demo is anybody's.
        nik = f"367399{born:02d}{1 + place % 12:02d}{70 + place % 30:02d}{1 + place:04d}"
        legal = self._type == "legal_entity"
        return ApplicantFacts(
            type=ApplicantType(self._type),
            name=who["name"],
            identity_kind=IdentityKind.ENTITY_NUMBER if legal else IdentityKind.NIK,
            identity_number=who.get("identity", nik),
            representative=who.get("representative", ""),
            email=who.get("email", ""),
            phone=who.get("phone", ""),
            address=who.get("address", f"Jalan Rekaan {100 + place}, Kota Serang"),
            occupation=Occupation(who["occupation"]) if "occupation" in who else None,
            sex=Sex(who["sex"]) if "sex" in who else None,
        )

    def _proofs(self, at: datetime) -> list[services.Proof]:
        card = self.stage.identity_card(at=at)
        return [services.Proof(card.pk, kind) for kind in PROOFS[self._type]]

    # Acts, named as the scripts name them.

    def _check(self, at: datetime) -> None:
        services.begin_check(request_id=self.pk, actor=self._by("desk"), at=at)

    def _accept(self, at: datetime) -> None:
        services.accept_request(request_id=self.pk, actor=self._by("desk"), at=at)

    def _lapse(self, at: datetime) -> None:
        services.lapse_completeness(request_id=self.pk, actor="system", at=at)

    def _ask_completion(self, at: datetime, missing: str) -> None:
        services.ask_completion(request_id=self.pk, missing=missing, actor=self._by("desk"), at=at)

    def _complete(self, at: datetime, text: str) -> None:
        proofs = self._proofs(at)[:1]
        services.complete_request(request_id=self.pk, text=text, actor="applicant", at=at, proofs=proofs)

    def _close_incomplete(self, at: datetime, reason: str) -> None:
        services.close_incomplete(request_id=self.pk, reason=reason, actor=self._by("desk"), at=at)

    def _dispose(self, at: datetime, unit: str, due: str, instruction: str = "") -> None:
        case = services.dispose_to_unit(
            request_id=self.pk,
            unit_id=self.stage.unit(unit, office=self.office).pk,
            due_on=self.stage.day(int(due)),
            instruction=instruction,
            actor=self._by("ppid"),
            at=at,
        )
        self._remember(case, unit)

    def _remember(self, case: InformationRequest, unit: str) -> None:
        asked = case.dispositions.filter(unit__code=unit, closed_at=None).get()
        self.dispositions[unit] = asked.pk

    def _take_up(self, at: datetime, unit: str) -> None:
        disposition = self.dispositions[unit]
        services.take_up(request_id=self.pk, disposition_id=disposition, actor=self._by(LIAISONS[unit]), at=at)

    def _answer(self, at: datetime, unit: str, words: str, *materials: services.Material) -> None:
        services.answer_from_unit(
            request_id=self.pk,
            disposition_id=self.dispositions[unit],
            words=words,
            materials=materials,
            actor=self._by(LIAISONS[unit]),
            at=at,
        )

    def _answer_file(self, at: datetime, unit: str, words: str, title: str) -> None:
        document = self.stage.document(title, words, at=at)
        self._answer(at, unit, words, services.Material(document_id=document.pk, title=title))

    def _return(self, at: datetime, unit: str, due: str, reason: str) -> None:
        case = services.return_to_unit(
            request_id=self.pk,
            disposition_id=self.dispositions[unit],
            reason=reason,
            due_on=self.stage.day(int(due)),
            actor=self._by("ppid"),
            at=at,
        )
        self._remember(case, unit)

    def _answer_from_dip(self, at: datetime, title: str, words: str) -> None:
        item = shown_items(office_id=office_by_code(code=self.office).pk).get(title=title)
        services.answer_from_dip(
            request_id=self.pk,
            materials=[services.Material(item_id=item.pk)],
            words=words,
            actor=self._by("desk"),
            at=at,
        )

    def _decide(self, at: datetime, decision: services.Decision) -> None:
        services.decide(request_id=self.pk, decision=decision, actor=self._by("ppid"), at=at)

    def _grant(self, at: datetime, words: str) -> None:
        self._decide(at, services.Decision(Outcome.GRANTED_FULL, words=words))

    def _not_held(self, at: datetime, body: str, words: str) -> None:
        self._decide(at, services.Decision(Outcome.NOT_HELD, words=words, held_by=body))

    def _not_documented(self, at: datetime, available: str, words: str) -> None:
        self._decide(at, services.Decision(Outcome.NOT_DOCUMENTED, words=words, available_from=available))

    def _sign(self, at: datetime) -> None:
        services.sign_and_notify(request_id=self.pk, actor=self._by("ppid"), at=at)

    def _deliver(self, at: datetime, delivery: str, proof: str = "") -> None:
        services.deliver(
            request_id=self.pk,
            delivery=Delivery(delivery),
            delivered_at=at,
            proof=proof,
            actor="applicant" if delivery == Delivery.DOWNLOAD else self._by("desk"),
            at=at,
        )

    def _finish(self, at: datetime) -> None:
        services.finish(request_id=self.pk, actor=self._by("desk"), at=at)

    def _extend(self, at: datetime, reasons: str) -> None:
        services.extend_deadline(request_id=self.pk, reasons=reasons, actor=self._by("ppid"), at=at)

    def _withdraw(self, at: datetime, reason: str) -> None:
        services.withdraw(request_id=self.pk, reason=reason, actor="applicant", at=at)

    def _forward(self, at: datetime, office: str, reason: str) -> None:
        services.forward_to_office(
            request_id=self.pk, office=office_by_code(code=office), reason=reason, actor=self._by("ppid"), at=at
        )

    def _track(self, at: datetime, track: str, reason: str) -> None:
        services.choose_track(request_id=self.pk, track=Track(track), reason=reason, actor=self._by("desk"), at=at)

    def _correct(self, at: datetime, name: str, text: str, reason: str) -> None:
        services.correct_request(request_id=self.pk, changes={name: text}, reason=reason, actor=self._by("desk"), at=at)

    def _assign(self, at: datetime, name: str) -> None:
        services.assign(
            office_id=office_by_code(code=self.office).pk,
            request_ids=[self.pk],
            officer_id=person(name).pk,
            actor=self._by("ppid"),
            at=at,
        )

    def _note(self, at: datetime, text: str, *, part: str = "desk") -> None:
        actor = self._by(part)
        services.add_note(request_id=self.pk, text=text, audience=Audience.INTERNAL, actor=actor, at=at)

    def _ppid_note(self, at: datetime, text: str) -> None:
        self._note(at, text, part="ppid")

    def _applicant_note(self, at: datetime, text: str) -> None:
        services.add_note(request_id=self.pk, text=text, audience=Audience.APPLICANT, actor="applicant", at=at)

    def _open_identity(self, at: datetime, purpose: str) -> None:
        services.record_identity_opening(request_id=self.pk, purpose=purpose, actor=self._by("desk"), at=at)

    def _recover_secret(self, at: datetime) -> None:
        self.secret = services.recover_secret(request_id=self.pk, actor=self._by("desk"), at=at)
