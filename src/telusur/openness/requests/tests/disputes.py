"""Small ways to bring a dispute where a test wants it. All people, numbers and rulings are invented."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from telusur.kernel.documents import services as documents
from telusur.kernel.offices.selectors import local_day
from telusur.openness.requests import services
from telusur.openness.requests.rules.disputes import CommissionLevel, DisputeOutcome, HearingKind, Whose

from .factories import ref
from .objections import ObjectionDesk

if TYPE_CHECKING:
    from telusur.openness.requests.models import Dispute, Objection

COMMISSION = "Komisi Informasi Provinsi Banten"
COURT = "Pengadilan Tata Usaha Negara Serang"
O = DisputeOutcome  # noqa: E741 read in rows of outcomes


def a_notice(at: datetime, **changes: Any) -> services.CommissionNotice:
    values: dict[str, Any] = {
        "commission": CommissionLevel.PROVINCE,
        "commission_name": COMMISSION,
        "commission_number": "012/REG-PSI/2026",
        "filed_at": at - timedelta(minutes=1),
        "noticed_at": at,
        "petition": "Memerintahkan Termohon memberikan tabel per kecamatan.",
    }
    return services.CommissionNotice(**(values | changes))


def a_document(at: datetime, text: str = "Naskah rekaan") -> tuple[int, str]:
    stored = documents.store(content=io.BytesIO(text.encode()), name="naskah.txt", at=at)
    return stored.pk, "Naskah rekaan"


class DisputeDesk(ObjectionDesk):
    """An office with one call for each step of a dispute."""

    def disputed(self, objection: Objection | None = None, **changes: Any) -> Dispute:
        objection = objection or self.upheld()
        at = self.at()
        return services.register_dispute(
            objection_id=objection.pk, notice=a_notice(at, **changes), actor=ref(self.desk), at=at
        )

    def summoned(
        self, dispute: Dispute | None = None, kind: HearingKind = HearingKind.EXAMINATION, **changes: Any
    ) -> Dispute:
        dispute = dispute or self.disputed()
        values: dict[str, Any] = {
            "kind": kind,
            "meets_at": self.clock + timedelta(days=4),
            "place": "Ruang sidang Komisi Informasi",
            "attends": "PPID dan Kasubbag Hukum",
        }
        return services.record_summons(
            dispute_id=dispute.pk, summons=services.Summons(**(values | changes)), actor=ref(self.desk), at=self.at()
        )

    def examined(self, dispute: Dispute | None = None) -> Dispute:
        dispute = self.summoned(dispute)
        return services.examine_dispute(dispute_id=dispute.pk, actor=ref(self.desk), at=self.at())

    def mediated(self, dispute: Dispute | None = None) -> Dispute:
        dispute = self.examined(dispute)
        return services.begin_mediation(dispute_id=dispute.pk, actor=ref(self.desk), at=self.at())

    def dispute_agreed(self, dispute: Dispute | None = None, **changes: Any) -> Dispute:
        dispute = self.mediated(dispute)
        return services.record_agreement(
            dispute_id=dispute.pk, ruling=self.a_ruling(O.AGREED, **changes), actor=ref(self.ppid), at=self.at()
        )

    def adjudicated(self, dispute: Dispute | None = None) -> Dispute:
        dispute = self.examined(dispute)
        return services.begin_adjudication(dispute_id=dispute.pk, actor=ref(self.desk), at=self.at())

    def a_ruling(self, outcome: DisputeOutcome = O.OPENED, **changes: Any) -> services.Ruling:
        day = local_day(office=self.office, at=self.clock)
        values: dict[str, Any] = {
            "number": "012/PTS-A/2026",
            "decided_on": day,
            "received_at": self.clock,
            "outcome": outcome,
            "words": "Mengabulkan permohonan Pemohon.",
            "order": "Memberikan tabel per kecamatan.",
            "order_due_on": day + timedelta(days=60),
        }
        return services.Ruling(**(values | changes))

    def dispute_ruled(self, outcome: DisputeOutcome = O.OPENED, dispute: Dispute | None = None, **more: Any) -> Dispute:
        dispute = dispute or self.adjudicated()
        ruling = self.a_ruling(outcome, **more)
        return services.record_ruling(dispute_id=dispute.pk, ruling=ruling, actor=ref(self.ppid), at=self.at())

    def sued(self, dispute: Dispute | None = None, side: Whose = Whose.OFFICE, **changes: Any) -> Dispute:
        dispute = dispute or self.dispute_ruled()
        suit = services.SuitFacts(**({"side": side, "court": COURT, "filed_at": self.clock} | changes))
        return services.record_suit(dispute_id=dispute.pk, suit=suit, actor=ref(self.desk), at=self.at())

    def court_ruled(self, outcome: DisputeOutcome = O.OPENED, dispute: Dispute | None = None, **more: Any) -> Dispute:
        dispute = dispute or self.sued()
        ruling = self.a_ruling(outcome, number="7/G/KI/2026/PTUN.SRG", **more)
        return services.record_court_ruling(dispute_id=dispute.pk, ruling=ruling, actor=ref(self.ppid), at=self.at())

    def cassated(self, dispute: Dispute | None = None, side: Whose = Whose.APPLICANT, **changes: Any) -> Dispute:
        dispute = dispute or self.court_ruled()
        suit = services.SuitFacts(**({"side": side, "court": "Mahkamah Agung", "filed_at": self.clock} | changes))
        return services.record_cassation(dispute_id=dispute.pk, suit=suit, actor=ref(self.desk), at=self.at())

    def cassation_ruled(self, outcome: DisputeOutcome = O.OPENED, dispute: Dispute | None = None) -> Dispute:
        dispute = dispute or self.cassated()
        ruling = self.a_ruling(outcome, number="88 K/TUN/KI/2026")
        return services.record_cassation_ruling(
            dispute_id=dispute.pk, ruling=ruling, actor=ref(self.ppid), at=self.at()
        )

    def made_final(self, outcome: DisputeOutcome = O.OPENED, dispute: Dispute | None = None) -> Dispute:
        dispute = dispute or self.dispute_ruled(outcome)
        self.clock += timedelta(days=60)
        return services.declare_final(dispute_id=dispute.pk, actor="system", at=self.at())

    def carried_out(self, dispute: Dispute | None = None, **more: Any) -> Dispute:
        dispute = dispute or self.made_final()
        at = self.at()
        if dispute.opens and "materials" not in more:
            more["materials"] = [services.Material(document_id=a_document(at)[0], title="Tabel per kecamatan")]
        return services.execute_ruling(
            dispute_id=dispute.pk, words="Tabel diserahkan.", actor=ref(self.ppid), at=at, **more
        )

    def dispute_finished(self, dispute: Dispute | None = None) -> Dispute:
        dispute = dispute or self.carried_out()
        self.clock += timedelta(days=60)
        return services.finish_dispute(dispute_id=dispute.pk, actor="system", at=self.at())
