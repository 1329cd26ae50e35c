"""Small ways to bring a case of this room where a test wants it. All people are invented."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from telusur.openness.privacy import services
from telusur.openness.privacy.rules.words import Data, Field, Kind, Proof, Way
from telusur.openness.requests.tests.factories import Desk, ref

if TYPE_CHECKING:
    from telusur.openness.privacy.models import Breach, OwnDataCase
    from telusur.openness.requests.models import InformationRequest


class PrivacyDesk(Desk):
    """An office with its people, and one call for each step."""

    def asked(
        self, kind: Kind = Kind.CORRECTION, *, request: InformationRequest | None = None, **more: Any
    ) -> OwnDataCase:
        at = self.at()
        values: dict[str, Any] = {
            "kind": kind,
            "way": Way.TRACKING,
            "asked_at": at,
            "at": at,
            "actor": "applicant",
            "wanted": {Field.NAME: "Wulan Rekaan Sari", Field.ADDRESS: "Jalan Baru 9, Serang"},
        }
        if "objection" not in more:
            values["request"] = request or self.submitted()
        return services.ask_own_data(**(values | more))

    def verified(self, kind: Kind = Kind.CORRECTION, **more: Any) -> OwnDataCase:
        case = self.asked(kind, **more)
        return services.verify_identity(case_id=case.pk, proof=Proof.CARD, actor=ref(self.desk), at=self.at())

    def prepared(self, **more: Any) -> OwnDataCase:
        case = self.verified(Kind.COPY, **more)
        return services.prepare_copy(case_id=case.pk, actor=ref(self.ppid), at=self.at())

    def reported(self, **more: Any) -> Breach:
        at = self.at()
        values: dict[str, Any] = {
            "office": self.office,
            "title": "Daftar hadir tertinggal",
            "how": "Satu lembar daftar hadir tertinggal di ruang umum.",
            "discovered_at": at,
            "actor": ref(self.desk),
            "at": at,
        }
        return services.report_breach(**(values | more))

    def assessed(self, breach: Breach | None = None, **changes: Any) -> Breach:
        breach = breach or self.reported()
        return services.assess_breach(
            breach_id=breach.pk, assessment=an_assessment(**changes), actor=ref(self.ppid), at=self.at()
        )

    def told(self, breach: Breach | None = None, *, requests: list[InformationRequest] | None = None) -> Breach:
        breach = breach or self.assessed()
        numbers = [each.number for each in requests or [self.submitted()]]
        services.tell_subjects(breach_id=breach.pk, numbers=numbers, actor=ref(self.ppid), at=self.at())
        self.all_told(breach)
        return services.tell_authority(
            breach_id=breach.pk, name="Lembaga Contoh", address="", actor=ref(self.ppid), at=self.at()
        )

    def all_told(self, breach: Breach, *, people: int = 12, **more: Any) -> Breach:
        at = self.at()
        values: dict[str, Any] = {"words": "Surat dengan tanda terima.", "told_at": at, "at": at}
        return services.state_all_told(breach_id=breach.pk, people=people, actor=ref(self.ppid), **(values | more))


def an_assessment(**changes: Any) -> services.Assessment:
    values: dict[str, Any] = {
        "how": "Satu lembar daftar hadir tertinggal di ruang umum.",
        "data": [Data.NAME, Data.CONTACT],
        "people": 12,
        "handling": "Lembar diambil kembali dan dikunci.",
    }
    return services.Assessment(**(values | changes))


HOURS = timedelta(hours=1)
