"""Small ways to bring an objection where a test wants it. All people and questions are invented."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from telusur.kernel.accounts.models import Role
from telusur.openness.requests import services
from telusur.openness.requests.rules.objections import Ground, Verdict
from telusur.openness.requests.rules.words import Channel

from .factories import Desk, an_applicant, an_officer, ref

if TYPE_CHECKING:
    from datetime import datetime

    from telusur.openness.requests.models import InformationRequest, Objection

POSITION = "Saya meminta tabel per kecamatan; yang diberikan hanya jumlah satu kota."


def a_claim(*grounds: Ground, **changes: Any) -> services.Claim:
    values: dict[str, Any] = {"grounds": grounds or (Ground.UNFULFILLED,), "position": POSITION}
    return services.Claim(**(values | changes))


def a_claim_alone(**changes: Any) -> services.Claim:
    """Ground b, without a request."""
    values: dict[str, Any] = {"information": "Laporan keuangan tahun 2025 tidak diumumkan"}
    return a_claim(Ground.PERIODIC_MISSING, **(values | changes))


class ObjectionDesk(Desk):
    """An office with its consideration team too, and one call for each step of an objection."""

    def __init__(self, code: str = "3673", **names: str) -> None:
        super().__init__(code, **names)
        self.consideration = an_officer(self.office, Role.CONSIDERATION)

    def filed(
        self, case: InformationRequest | None = None, *grounds: Ground, received_at: datetime | None = None, **more: Any
    ) -> Objection:
        case = case or self.notified()
        at = self.at()
        values: dict[str, Any] = {
            "office": self.office,
            "request_id": case.pk,
            "claim": a_claim(*grounds),
            "channel": Channel.E_PPID,
            "received_at": received_at or at,
            "at": at,
            "actor": "applicant",
        }
        return services.file_objection(**(values | more)).objection

    def filed_alone(self, **more: Any) -> services.Filing:
        at = self.at()
        values: dict[str, Any] = {
            "office": self.office,
            "claim": a_claim_alone(),
            "applicant": an_applicant(),
            "channel": Channel.E_PPID,
            "received_at": at,
            "at": at,
            "actor": "applicant",
        }
        return services.file_objection(**(values | more))

    def objection_registered(self, objection: Objection | None = None) -> Objection:
        objection = objection or self.filed()
        return services.register_objection(objection_id=objection.pk, actor=ref(self.desk), at=self.at())

    def reviewed(self, objection: Objection | None = None) -> Objection:
        objection = self.objection_registered(objection)
        return services.begin_review(objection_id=objection.pk, actor=ref(self.superior), at=self.at())

    def invited(self, objection: Objection | None = None) -> Objection:
        objection = objection or self.reviewed()
        meeting = services.Meeting(meets_at=self.clock + timedelta(minutes=5), place="Ruang rapat")
        return services.invite_to_deliberation(
            objection_id=objection.pk, meeting=meeting, actor=ref(self.superior), at=self.at()
        )

    def deliberated(self, *, agreed: bool = False) -> Objection:
        objection = self.invited()
        self.clock += timedelta(minutes=10)
        minutes = services.Minutes(
            attendance="Pemohon, Atasan PPID",
            minutes="Kedua pihak menyampaikan pendapatnya.",
            agreed=agreed,
            agreement="Tabel per kecamatan diberikan dalam lima hari." if agreed else "",
        )
        return services.record_deliberation(
            objection_id=objection.pk, minutes=minutes, actor=ref(self.consideration), at=self.at()
        )

    def upheld(self, objection: Objection | None = None) -> Objection:
        return self.judged(
            services.ObjectionDecision(Verdict.UPHELD, reasons="Jawaban sudah sesuai permintaan."), objection
        )

    def granted(self, objection: Objection | None = None, *, due_on: date | None = None) -> Objection:
        decision = services.ObjectionDecision(
            Verdict.GRANTED,
            order="Berikan tabel per kecamatan.",
            order_due_on=due_on or self.clock.date() + timedelta(days=7),
        )
        return self.judged(decision, objection)

    def judged(self, decision: services.ObjectionDecision, objection: Objection | None = None) -> Objection:
        objection = objection or self.reviewed()
        return services.decide_objection(
            objection_id=objection.pk, decision=decision, actor=ref(self.superior), at=self.at()
        )

    def executed(self, **more: Any) -> Objection:
        objection = self.granted()
        return services.execute_order(
            objection_id=objection.pk, words="Tabel dikirim.", actor=ref(self.ppid), at=self.at(), **more
        )
