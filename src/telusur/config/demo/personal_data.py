"""Cases about one's own data and breaches of the demo: one in every state, each act by the person whose part it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from telusur.kernel.offices.selectors import office_by_code
from telusur.openness.privacy import services
from telusur.openness.privacy.rules.words import Data, Field, Kind, Proof, Way
from telusur.openness.privacy.selectors import breach_of, tellings_of
from telusur.openness.requests.selectors import case_of_office

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telusur.openness.requests.models import InformationRequest

    from .cases import Case
    from .stage import Stage

SERANG = "3673"
Happen = Callable[[datetime], object]
# Who asks of his own data: people who asked for information before that.
PEOPLE = (
    "Tiara Rekaan",
    "Gilang Rekaan",
    "Putu Rekaan",
    "Budi Setiawan Contoh",
    "Laras Rekaan",
    "Bimo Rekaan",
    "Nadia Rekaan",
    "Wisnu Rekaan",
)


class PersonalData:
    """Plays what people ask of their own data at one office, and what went wrong there."""

    def __init__(self, cases: Sequence[Case], stage: Stage) -> None:
        self.stage = stage
        self.cases = [next(case for case in cases if case.script["who"]["name"] == name) for name in PEOPLE]
        self.made: dict[str, int] = {}

    def moments(self) -> list[tuple[datetime, Happen]]:
        """Return what happens when, in the order of each case."""
        lines: list[tuple[str, Happen]] = [
            (
                "-16 09.10",
                self._ask("settled", 0, Kind.CORRECTION, name="Tiara Rekaan Putri", address="Jalan Baru 4, Serang"),
            ),
            ("-15 10.20", self._verify("settled", Proof.SECRET)),
            ("-15 14.10", self._settle("settled")),
            ("-14 09.40", self._ask("handed", 1, Kind.COPY)),
            ("-14 11.10", self._verify("handed", Proof.SECRET)),
            ("-13 09.30", self._prepare("handed")),
            ("-13 13.20", lambda at: services.fetch_copy(case_id=self.made["handed"], at=at)),
            ("-12 10.10", self._ask("unverified", 2, Kind.CORRECTION, email="baru@contoh.invalid")),
            ("-11 09.20", self._close_unverified("unverified")),
            ("-8 13.10", self._ask("withdrawn", 3, Kind.COPY)),
            ("-8 14.30", self._withdraw("withdrawn")),
            ("-6 09.10", self._ask("overdue", 4, Kind.CORRECTION, phone="081200009001")),
            ("-4 09.30", self._ask("prepared", 5, Kind.COPY)),
            ("-3 10.40", self._verify("prepared", Proof.CALL)),
            ("-3 11.10", self._prepare("prepared")),
            ("-2 13.20", self._ask("verified", 6, Kind.CORRECTION, address="Perumahan Rekaan Blok C, Serang")),
            ("-1 09.20", self._verify("verified", Proof.SECRET)),
            ("-1 13.40", self._ask("asked", 7, Kind.COPY)),
            ("-20 10.30", self._report("closed", "Surel jawaban terkirim ke alamat lain")),
            ("-20 13.40", self._assess("closed", people=1, data=[Data.NAME, Data.CASE], public=False)),
            ("-19 09.40", self._tell_subjects("closed", 0)),
            ("-19 10.05", self._all_told("closed", people=1)),
            ("-19 10.10", self._tell_authority("closed")),
            ("-17 11.20", self._prove("closed")),
            ("-16 14.20", self._close("closed")),
            ("-9 09.50", self._report("dismissed", "Komputer meja layanan dibawa servis")),
            ("-9 13.30", self._dismiss("dismissed")),
            ("-3 09.10", self._report("assessed", "Lembar daftar hadir tertinggal di ruang umum")),
            ("-3 13.50", self._assess("assessed", people=14, data=[Data.NAME, Data.CONTACT], public=True)),
            ("-2 09.20", self._tell_subjects("assessed", 4)),
            ("-2 10.20", self._publish("assessed")),
            ("-1 10.50", self._report("reported", "Gawai petugas hilang di perjalanan")),
        ]
        return [(self.stage.instant(words), happen) for words, happen in lines]

    def _request(self, number: int) -> InformationRequest:
        return case_of_office(office_id=office_by_code(code=SERANG).pk, request_id=self.cases[number].pk)

    def _by(self, part: str) -> str:
        return self.stage.actor(part, office=SERANG)

    def _ask(self, case: str, number: int, kind: Kind, **wanted: str) -> Happen:
        def happen(at: datetime) -> None:
            self.made[case] = services.ask_own_data(
                request=self._request(number),
                kind=kind,
                way=Way.TRACKING,
                asked_at=at,
                at=at,
                actor="applicant",
                wanted={Field(key): text for key, text in wanted.items()},
            ).pk

        return happen

    def _verify(self, name: str, proof: Proof) -> Happen:
        return lambda at: services.verify_identity(case_id=self.made[name], proof=proof, actor=self._by("desk"), at=at)

    def _settle(self, name: str) -> Happen:
        decisions = {
            "name": services.FieldDecision(accepted=True),
            "address": services.FieldDecision(
                accepted=False, refusal="not_shown", reason="Kartu identitas masih menyebut alamat lama."
            ),
        }
        return lambda at: services.settle_correction(
            case_id=self.made[name], decisions=decisions, actor=self._by("ppid"), at=at
        )

    def _prepare(self, name: str) -> Happen:
        return lambda at: services.prepare_copy(case_id=self.made[name], actor=self._by("desk"), at=at)

    def _close_unverified(self, name: str) -> Happen:
        reason = "Surel yang diminta dicatat tidak dapat dihubungkan dengan orangnya."
        return lambda at: services.close_unverified(
            case_id=self.made[name], reason=reason, actor=self._by("desk"), at=at
        )

    def _withdraw(self, name: str) -> Happen:
        return lambda at: services.withdraw_own_data(case_id=self.made[name], actor="applicant", at=at)

    def _report(self, name: str, title: str) -> Happen:
        def happen(at: datetime) -> None:
            self.made[f"breach {name}"] = services.report_breach(
                office=office_by_code(code=SERANG),
                title=title,
                how="Diketahui petugas saat memeriksa ulang; rinciannya dinilai PPID.",
                discovered_at=at - timedelta(hours=1),
                actor=self._by("desk"),
                at=at,
            ).pk

        return happen

    def _assess(self, name: str, *, people: int, data: list[Data], public: bool) -> Happen:
        found = services.Assessment(
            how="Kekeliruan petugas, diketahui pada hari yang sama.",
            data=data,
            people=people,
            handling="Penerima yang salah diminta menghapusnya; aksesnya ditutup.",
            recovery="Daftar penerima diperiksa dua orang sebelum dikirim.",
            public_needed=public,
        )
        return lambda at: services.assess_breach(
            breach_id=self.made[f"breach {name}"], assessment=found, actor=self._by("ppid"), at=at
        )

    def _tell_subjects(self, name: str, number: int) -> Happen:
        return lambda at: services.tell_subjects(
            breach_id=self.made[f"breach {name}"], numbers=[self.cases[number].number], actor=self._by("ppid"), at=at
        )

    def _all_told(self, name: str, *, people: int) -> Happen:
        return lambda at: services.state_all_told(
            breach_id=self.made[f"breach {name}"],
            people=people,
            words="Satu surat, dikirim lewat surel dan diterima pada hari yang sama.",
            told_at=at,
            actor=self._by("ppid"),
            at=at,
        )

    def _tell_authority(self, name: str) -> Happen:
        return lambda at: services.tell_authority(
            breach_id=self.made[f"breach {name}"],
            name="Lembaga Pelindungan Data Pribadi (contoh)",
            address="Jakarta",
            actor=self._by("ppid"),
            at=at,
        )

    def _prove(self, name: str) -> Happen:
        def happen(at: datetime) -> None:
            breach_id = self.made[f"breach {name}"]
            breach = breach_of(office=office_by_code(code=SERANG), breach_id=breach_id)
            for telling in tellings_of(breach=breach):
                services.prove_telling(
                    breach_id=breach_id, telling_id=telling.pk, proof="Resi CONTOH-01", actor=self._by("desk"), at=at
                )

        return happen

    def _close(self, name: str) -> Happen:
        return lambda at: services.close_breach(
            breach_id=self.made[f"breach {name}"], words="Semua sudah diberi tahu.", actor=self._by("ppid"), at=at
        )

    def _dismiss(self, name: str) -> Happen:
        return lambda at: services.dismiss_breach(
            breach_id=self.made[f"breach {name}"],
            words="Penyimpanannya terenkripsi dan sudah dihapus sebelum dibawa.",
            actor=self._by("ppid"),
            at=at,
        )

    def _publish(self, name: str) -> Happen:
        words = (
            "Satu lembar daftar hadir berisi nama dan nomor telepon tertinggal di ruang umum kantor ini (contoh). "
            "Lembarnya sudah diamankan. Bila Anda hadir pada hari itu, hubungi meja layanan."
        )
        return lambda at: services.publish_breach(
            breach_id=self.made[f"breach {name}"], words=words, actor=self._by("ppid"), at=at
        )
