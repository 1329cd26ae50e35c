"""Objections played through their services, as lines of the scripts of cases, or without a request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from telusur.kernel.offices.selectors import office_by_code
from telusur.openness.requests import services
from telusur.openness.requests.rules.identity import ApplicantFacts
from telusur.openness.requests.rules.objections import Ground, Verdict
from telusur.openness.requests.rules.words import ApplicantType, Channel, Occupation, Sex

from .disputes import DisputeLines
from .story import WIB

if TYPE_CHECKING:
    from .stage import Act, Stage


class ObjectionLines(DisputeLines):
    """The lines of a script that play an objection. Whoever mixes it in has the stage, the script, and `pk`: the
    request's id, None without one."""

    stage: Stage
    script: dict[str, Any]
    place: int
    pk: int | None
    objection: int = 0
    number: str = ""
    secret: str = ""

    @property
    def office(self) -> str:
        return str(self.script.get("office", "3673"))

    def register(self, at: datetime) -> None:
        """Take in what the script is about."""
        raise NotImplementedError

    def play(self, act: Act, at: datetime) -> None:
        """Do one act of the script."""
        getattr(self, f"_{act.name}")(at, *act.needs)

    def _by(self, part: str) -> str:
        return self.stage.actor(part, office=self.office)

    def _object(self, at: datetime, grounds: str, position: str, received: str = "") -> None:
        """Object; received: the true receipt where a letter was entered later."""
        online = not received
        self.objection = services.file_objection(
            office=office_by_code(code=self.office),
            request_id=self.pk,
            claim=services.Claim(grounds=tuple(Ground(each) for each in grounds.split(" ")), position=position),
            channel=Channel.E_PPID if online else Channel.LETTER,
            received_at=at if online else self.stage.instant(received),
            at=at,
            actor="applicant" if online else self._by("desk"),
        ).objection.pk

    def _enter_objection(self, at: datetime) -> None:
        services.register_objection(objection_id=self.objection, actor=self._by("desk"), at=at)

    def _review(self, at: datetime) -> None:
        services.begin_review(objection_id=self.objection, actor=self._by("atasan"), at=at)

    def _opinion(self, at: datetime, text: str) -> None:
        services.give_opinion(objection_id=self.objection, text=text, actor=self._by("pertimbangan"), at=at)

    def _invite(self, at: datetime, day: str, place: str) -> None:
        meets_at = datetime.combine(self.stage.day(int(day)), time(9), WIB)
        services.invite_to_deliberation(
            objection_id=self.objection,
            meeting=services.Meeting(meets_at=meets_at, place=place),
            actor=self._by("atasan"),
            at=at,
        )

    def _minutes(self, at: datetime, attendance: str, minutes: str, agreement: str = "") -> None:
        services.record_deliberation(
            objection_id=self.objection,
            minutes=services.Minutes(
                attendance=attendance, minutes=minutes, agreed=bool(agreement), agreement=agreement
            ),
            actor=self._by("pertimbangan"),
            at=at,
        )

    def _draft(self, at: datetime, reasons: str) -> None:
        """Prepare the reply that upholds the PPID; it waits in the superior's tray."""
        services.draft_reply(
            objection_id=self.objection,
            decision=services.ObjectionDecision(Verdict.UPHELD, reasons=reasons),
            actor=self._by("pertimbangan"),
            at=at,
        )

    def _note_objection(self, at: datetime, text: str) -> None:
        services.note_on_objection(objection_id=self.objection, text=text, actor=self._by("desk"), at=at)

    def _correct_objection(self, at: datetime, name: str, text: str, reason: str) -> None:
        services.correct_objection(
            objection_id=self.objection, changes={name: text}, reason=reason, actor=self._by("desk"), at=at
        )

    def _strike(self, at: datetime, reason: str) -> None:
        services.strike_objection(objection_id=self.objection, reason=reason, actor=self._by("atasan"), at=at)

    def _uphold(self, at: datetime, reasons: str) -> None:
        self._judge(at, services.ObjectionDecision(Verdict.UPHELD, reasons=reasons))

    def _order(self, at: datetime, due: str, order: str, reasons: str = "") -> None:
        verdict = Verdict.GRANTED_PART if reasons else Verdict.GRANTED
        day = self.stage.day(int(due))
        self._judge(at, services.ObjectionDecision(verdict, reasons=reasons, order=order, order_due_on=day))

    def _judge(self, at: datetime, decision: services.ObjectionDecision) -> None:
        services.decide_objection(objection_id=self.objection, decision=decision, actor=self._by("atasan"), at=at)

    def _reopen(self, at: datetime) -> None:
        services.reopen_answer(objection_id=self.objection, actor=self._by("ppid"), at=at)

    def _execute(self, at: datetime, words: str, title: str = "") -> None:
        """Carry the order out; title: of a file that is given with it."""
        document = self.stage.document(title, words, at=at) if title else None
        services.execute_order(
            objection_id=self.objection,
            words=words,
            materials=[services.Material(document_id=document.pk, title=title)] if document else [],
            actor=self._by("ppid"),
            at=at,
        )

    def _accept_reply(self, at: datetime, text: str = "") -> None:
        services.respond_to_reply(objection_id=self.objection, accepted=True, text=text, actor="applicant", at=at)

    def _reject_reply(self, at: datetime, text: str) -> None:
        services.respond_to_reply(objection_id=self.objection, accepted=False, text=text, actor="applicant", at=at)

    def _end_objection(self, at: datetime) -> None:
        services.finish_objection(objection_id=self.objection, actor=self._by("desk"), at=at)

    def _take_back_objection(self, at: datetime, reason: str) -> None:
        services.withdraw_objection(objection_id=self.objection, reason=reason, actor="applicant", at=at)


@dataclass
class LoneObjection(ObjectionLines):
    """An objection without a request: periodic information that is missing."""

    script: dict[str, Any]
    place: int
    stage: Stage
    pk: int | None = None
    objection: int = 0
    number: str = ""
    secret: str = ""

    def register(self, at: datetime) -> None:
        script, who = self.script, self.script["who"]
        made = services.file_objection(
            office=office_by_code(code=self.office),
            claim=services.Claim(
                grounds=(Ground.PERIODIC_MISSING,),
                position=script["position"],
                information=script["information"],
                purpose=script.get("purpose", ""),
            ),
            applicant=ApplicantFacts(
                type=ApplicantType.PERSON,
                name=who["name"],
                email=who.get("email", ""),
                phone=who.get("phone", ""),
                address=who.get("address", f"Jalan Rekaan {200 + self.place}, Kota Serang"),
                occupation=Occupation(who["occupation"]) if "occupation" in who else None,
                sex=Sex(who["sex"]) if "sex" in who else None,
            ),
            channel=Channel(script["channel"]),
            received_at=at,
            at=at,
            actor="applicant",
        )
        self.objection, self.number, self.secret = made.objection.pk, made.objection.number, made.secret
