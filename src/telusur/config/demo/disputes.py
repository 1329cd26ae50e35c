"""Disputes played through their services, as lines of the scripts of cases."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from telusur.kernel.calendars.rules import day_at
from telusur.openness.requests import services
from telusur.openness.requests.rules.disputes import CommissionLevel, DisputeOutcome, HearingKind, PaperKind, Whose
from telusur.openness.requests.selectors import coming_hearings, papers_of_dispute

from .story import WIB, person

if TYPE_CHECKING:
    from .stage import Stage

COMMISSION = "Komisi Informasi Provinsi Banten"
COURT = "Pengadilan Tata Usaha Negara Serang"
HOUR = time(9, 30)


class DisputeLines:
    """The lines of a script that play a dispute. Whoever mixes it in has the stage, the objection, and `_by`."""

    stage: Stage
    objection: int = 0
    dispute: int = 0

    def _by(self, part: str) -> str:
        raise NotImplementedError

    def _dispute(self, at: datetime, number: str, petition: str, filed: str = "") -> None:
        """Register the commission's notice; filed: when the commission got the dispute, this morning where unsaid."""
        notice = services.CommissionNotice(
            commission=CommissionLevel.PROVINCE,
            commission_name=COMMISSION,
            commission_number=number,
            filed_at=self.stage.instant(filed) if filed else at - timedelta(minutes=30),
            noticed_at=at,
            petition=petition,
        )
        made = services.register_dispute(objection_id=self.objection, notice=notice, actor=self._by("desk"), at=at)
        self.dispute = made.pk

    def _do(self, act: Any, at: datetime, by: str, **given: Any) -> None:
        act(dispute_id=self.dispute, actor=self._by(by), at=at, **given)

    def _summon(self, at: datetime, kind: str, day: str, answer: str = "") -> None:
        summons = services.Summons(
            kind=HearingKind(kind),
            meets_at=datetime.combine(self.stage.day(int(day)), HOUR, WIB),
            place="Ruang sidang, Serang",
            attends="Kepala Subbagian Hukum dan PPID",
            answer_due_on=self.stage.day(int(answer)) if answer else None,
        )
        self._do(services.record_summons, at, "desk", summons=summons)

    def _heard(self, at: datetime, minutes: str) -> None:
        hearing, _at, _kind = coming_hearings(dispute_id=self.dispute)[0]
        given = {"hearing_id": hearing, "attendance": "Kedua pihak dan Majelis", "minutes": minutes}
        self._do(services.record_hearing, at, "desk", **given)

    def _power(self, at: datetime, powers: str) -> None:
        liaison = person("hukum")
        proxies = [services.ProxyFacts(liaison.full_name, "Kepala Subbagian Hukum", user_id=liaison.pk)]
        self._do(services.grant_power, at, "atasan", proxies=proxies, powers=powers.split(";"))

    def _answer_panel(self, at: datetime, answer: str) -> None:
        claim = ["menguatkan tanggapan Atasan PPID"]
        self._do(services.answer_panel, at, "atasan", answer=answer, claim=claim)

    def _evidence(self, at: datetime) -> None:
        chosen = [each.attachment_id for each in papers_of_dispute(dispute_id=self.dispute) if not each.sealed]
        self._do(services.list_evidence, at, "ppid", attachment_ids=chosen[:3])

    def _examine(self, at: datetime) -> None:
        self._do(services.examine_dispute, at, "desk")

    def _mediate(self, at: datetime) -> None:
        self._do(services.begin_mediation, at, "desk")

    def _mediation_failed(self, at: datetime, reason: str) -> None:
        self._do(services.fail_mediation, at, "desk", reason=reason)

    def _adjudicate(self, at: datetime) -> None:
        self._do(services.begin_adjudication, at, "desk")

    def _order_test(self, at: datetime, day: str, order: str) -> None:
        self._do(services.record_test_order, at, "ppid", order=order, due_on=self.stage.day(int(day)))

    def _agree(self, at: datetime, number: str, order: str, day: str) -> None:
        self._do(services.record_agreement, at, "ppid", ruling=self._ruling(at, "agreed", number, order, day))

    def _rule(self, at: datetime, outcome: str, number: str, order: str = "", day: str = "") -> None:
        self._do(services.record_ruling, at, "ppid", ruling=self._ruling(at, outcome, number, order, day))

    def _rule_court(self, at: datetime, outcome: str, number: str, order: str = "", day: str = "") -> None:
        self._do(services.record_court_ruling, at, "ppid", ruling=self._ruling(at, outcome, number, order, day))

    def _rule_cassation(self, at: datetime, outcome: str, number: str, order: str = "", day: str = "") -> None:
        self._do(services.record_cassation_ruling, at, "ppid", ruling=self._ruling(at, outcome, number, order, day))

    def _ruling(self, at: datetime, outcome: str, number: str, order: str, day: str) -> services.Ruling:
        words = {"kept": "Menolak permohonan Pemohon.", "dismissed": "Permohonan tidak dapat diterima."}
        return services.Ruling(
            number=number,
            decided_on=day_at(at, WIB.key),
            received_at=at,
            outcome=DisputeOutcome(outcome),
            words=words.get(outcome, order),
            order=order,
            order_due_on=self.stage.day(int(day)) if day else None,
        )

    def _sue(self, at: datetime, side: str, number: str) -> None:
        suit = services.SuitFacts(side=Whose(side), court=COURT, filed_at=at, number=number)
        self._do(services.record_suit, at, "desk", suit=suit)

    def _cassate(self, at: datetime, side: str, number: str) -> None:
        suit = services.SuitFacts(side=Whose(side), court="Mahkamah Agung", filed_at=at, number=number)
        self._do(services.record_cassation, at, "desk", suit=suit)

    def _final(self, at: datetime) -> None:
        services.declare_final(dispute_id=self.dispute, actor="system", at=at)

    def _carry_out(self, at: datetime, words: str, title: str = "") -> None:
        """Carry the ruling out; title: of a file that is given with it."""
        document = self.stage.document(title, words, at=at) if title else None
        materials = [services.Material(document_id=document.pk, title=title)] if document else []
        self._do(services.execute_ruling, at, "ppid", words=words, materials=materials)

    def _finish_dispute(self, at: datetime) -> None:
        services.finish_dispute(dispute_id=self.dispute, actor="system", at=at)

    def _withdraw_dispute(self, at: datetime, reason: str) -> None:
        self._do(services.withdraw_dispute, at, "desk", reason=reason)

    def _call_off(self, at: datetime, reason: str) -> None:
        hearing, _at, _kind = coming_hearings(dispute_id=self.dispute)[0]
        self._do(services.call_off_hearing, at, "desk", hearing_id=hearing, reason=reason)

    def _drop(self, at: datetime, reason: str) -> None:
        self._do(services.drop_suit, at, "desk", reason=reason)

    def _keep_power(self, at: datetime, name: str) -> None:
        document = self.stage.document("Surat kuasa pemohon", "Surat kuasa rekaan.", at=at)
        given = {"side": Whose.APPLICANT, "name": name, "dated_on": day_at(at, WIB.key)}
        self._do(services.keep_power, at, "desk", document=(document.pk, "Surat kuasa pemohon"), **given)

    def _keep_paper(self, at: datetime, title: str) -> None:
        document = self.stage.document(title, "Naskah rekaan.", at=at)
        given = {"kind": PaperKind.PLEADING, "side": Whose.APPLICANT, "dated_on": day_at(at, WIB.key)}
        self._do(services.keep_papers, at, "desk", documents=[(document.pk, title)], **given)
