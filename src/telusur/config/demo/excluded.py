"""What may not be given, and how that was decided: consequence tests in every state, and determinations in force."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from telusur.kernel.notices.services.delivery import deliver_next
from telusur.kernel.offices.selectors import national_day, office_by_code, units_of
from telusur.openness.information import services as information
from telusur.openness.information.rules.consequence import Occasion, Proposal
from telusur.openness.information.rules.exemptions import Decision

from .models import LoadedStep
from .papers import Paper
from .story import opening, person

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from telusur.openness.information.models import ConsequenceTest

SERANG, BANTEN, NATIONAL = "3673", "36", "0"
BEGIN = timedelta(days=3, hours=1)
BETWEEN = timedelta(minutes=9)
NEAR = timedelta(days=50)  # the end of one exclusion is so near that its PPID has been told

# Two determinations that KPU's offices name, and one of a province that ends soon. Wording and reasons are invented.
STANDING = (
    (
        NATIONAL,
        "kpu",
        Decision(
            title="Nama pendukung pada formulir Model B.1-KWK",
            decree_number="169/Kpts/KPU/2015",
            decree_on=date(2015, 6, 1),
            reasons="Nama dan alamat pendukung adalah rahasia pribadi.",
            grounds=("h",),
            statute="UU 27/2022 tentang Pelindungan Data Pribadi",
            if_opened="Pendukung dapat ditekan karena pilihannya.",
            if_closed="Pendukung terlindungi; jumlah dukungan tetap terbuka.",
            valid_from=date(2015, 6, 1),
            remark="Rekapitulasi jumlah dukungan tersedia setiap saat.",
            tags=("pencalonan",),
        ),
    ),
    (
        NATIONAL,
        "kpu",
        Decision(
            title="Data perseorangan pada daftar pemilih Model A.3-KWK",
            decree_number="32/Kpts/KPU/2016",
            decree_on=date(2016, 3, 1),
            reasons="NIK, nomor KK, dan tanggal lahir adalah rahasia pribadi.",
            grounds=("h",),
            statute="UU 24/2013 tentang Administrasi Kependudukan Pasal 84",
            if_opened="Data dapat disalahgunakan untuk memalsukan identitas.",
            if_closed="Pemilih terlindungi; daftar tanpa data itu tetap diumumkan.",
            valid_from=date(2016, 3, 1),
            remark="Rekapitulasi pemilih tersedia setiap saat.",
            tags=("pemilih",),
        ),
    ),
)
# One that was entered and that nobody confirmed yet.
WAITING = (
    NATIONAL,
    "kpu",
    Decision(
        title="Kata sandi dan skema jaringan pusat data",
        decree_number="21/Kpts/KPU/2019",
        decree_on=date(2019, 2, 4),
        reasons="Pusat data dapat diserang bila skemanya diketahui.",
        grounds=("c",),
        statute="UU 11/2008 tentang Informasi dan Transaksi Elektronik",
        if_opened="Pusat data dapat diserang.",
        if_closed="Layanan pemilih tetap aman.",
        valid_from=date(2019, 2, 4),
        valid_until=date(2039, 2, 4),
        tags=("jaringan",),
    ),
)


@dataclass(frozen=True)
class Matter:
    """One thing to test. stage: how far it came; by: the office that tests it."""

    stage: str
    title: str
    description: str
    by: str = NATIONAL
    occasion: Occasion = Occasion.BEFORE_REQUEST
    reference: str = ""
    tags: tuple[str, ...] = ()


MATTERS = (
    Matter("proposed", "Denah ruang peladen kantor", "Letak peladen dan jalur kabel.", tags=("keamanan",)),
    Matter("sent_to_province", "Rute pengiriman logistik hari pemungutan", "Jam dan jalur truk logistik.", by=BANTEN),
    Matter(
        "tested_by_province",
        "Hasil tes kesehatan badan adhoc",
        "Surat keterangan kesehatan anggota PPK.",
        by=BANTEN,
        occasion=Occasion.ON_REQUEST,
        reference="0007/PPID/2026",
    ),
    Matter("forwarded_to_national", "Kunci sandi aplikasi rekapitulasi", "Catatan pengelolaan kunci.", tags=("sandi",)),
    Matter("tested_by_national", "Nilai wawancara calon anggota PPS", "Lembar nilai setiap calon."),
    Matter("concluded", "Memo persiapan mediasi sengketa", "Memorandum antarbagian sebelum mediasi."),
    Matter("determined", "Rencana pengamanan gudang logistik", "Jadwal jaga dan titik kamera gudang.", by=BANTEN),
    Matter("found_open", "Notula rapat persiapan sosialisasi", "Catatan rapat internal sosialisasi."),
    Matter("covered", "Formulir pernyataan dukungan Model B.1-KWK", "Nama pendukung calon perseorangan."),
    Matter("withdrawn", "Foto kegiatan bimbingan teknis", "Album foto kegiatan."),
)
ANSWERS = {
    "a": {"matter": "Dokumen yang diusulkan", "nature": "Belum pernah terbit", "scope": "Terbatas pada pengelolanya"},
    "b": {"if_opened": "Dapat disalahgunakan.", "if_closed": "Pelaksanaan tugas terlindungi."},
    "c": {"grounds": "a", "statute": "UU 7/2017 tentang Pemilihan Umum"},
    "d": {"interest": "Publik berkepentingan mengetahui bahwa pengamanan ada, bukan caranya."},
    "e": {"balance": "Kerugian bila dibuka sekarang lebih besar daripada manfaatnya."},
}


def load_excluded(*, at: datetime) -> None:
    """Enter what stands, then play each test as far as it came."""
    clock = partial(next, _instants(at))
    for office, name, decision in STANDING:
        _take_over(office, name, decision, clock=clock)
    _take_over(*WAITING, clock=clock, waits=True)
    for matter in MATTERS:
        Play(matter, clock, at).run()
    clock()


def _take_over(
    office: str, name: str, decision: Decision, *, clock: Callable[[], datetime], waits: bool = False
) -> None:
    """Enter an old decree with its paper; the superior of the office confirms it, but for the one that waits."""
    key, where = office_by_code(code=office).pk, "Republik Indonesia" if office == NATIONAL else "Provinsi Banten"
    paper = Paper(
        information_class="anytime",
        title=f"Keputusan {decision.decree_number}",
        summary=decision.title,
        unit="",
        on=decision.decree_on,
        paragraphs=(f"Menetapkan bahwa {decision.title} dikecualikan.", decision.reasons),
        office=where,
    )
    found = information.take_over_determination(
        office_id=key,
        decision=decision,
        decree=information.NewFile(io.BytesIO(paper.content()), paper.file_name, made_here=True),
        officer=person(f"ppid.{name}"),
        at=clock(),
    )
    if not waits:
        second = person(f"atasan.{name}")
        information.confirm_determination(determination_id=found.pk, officer=second, at=clock())


def _instants(at: datetime) -> Iterator[datetime]:
    """Yield the instants of the story; all at once where later weeks stand in the ledger already."""
    later = LoadedStep.objects.filter(name="current_cases").exists()
    then = at if later else opening(at) + BEGIN
    while True:
        yield then
        while deliver_next(at=then):  # told in those weeks, as by the worker
            pass
        then += timedelta(0) if later else BETWEEN


@dataclass
class Play:
    """A matter on its way, with the people who bring it there."""

    matter: Matter
    clock: Callable[[], datetime]
    present: datetime

    def run(self) -> None:
        test = self._proposed()
        stage = self.matter.stage
        if stage == "covered":
            self._covered(test)
        elif stage == "withdrawn":
            self._do(information.withdraw_test, test, "ppid", reason="Ternyata sudah terbit.")
        elif stage != "proposed":
            self._sent(test)

    @property
    def tester(self) -> str:
        return "ppid.banten" if self.matter.by == BANTEN else "ppid.kpu"

    def _do(self, service: Callable[..., object], test: ConsequenceTest, who: str, **given: object) -> None:
        service(test_id=test.pk, officer=person(who), at=self.clock(), **given)

    def _proposed(self) -> ConsequenceTest:
        matter, office = self.matter, office_by_code(code=SERANG)
        covered = matter.stage == "covered"
        paper = Paper(
            information_class="anytime",
            title=matter.title,
            summary="",
            unit="",
            on=national_day(at=self.present),
            paragraphs=(matter.description,),
            table=(),
            office="Kota Serang",
            signed=False,
        )
        return information.propose_test(
            office_id=office.pk,
            proposal=Proposal(
                title=matter.title,
                description=matter.description,
                reason="Diminta ditinjau sebelum dimasukkan ke daftar.",
                occasion=matter.occasion,
                reference=matter.reference,
                grounds=("h",) if covered else ("a",),
                tags=matter.tags,
                unit_id=units_of(office_id=office.pk).get(code="hukum").pk,
            ),
            officer=person("hukum"),
            at=self.clock(),
            despite="Diperiksa apakah materinya sama." if covered else "",
            files=[information.NewFile(io.BytesIO(paper.content()), paper.file_name, made_here=True)],
        )

    def _covered(self, test: ConsequenceTest) -> None:
        self._do(information.reuse_determination, test, "ppid", determination_id=test.offered[0])

    def _sent(self, test: ConsequenceTest) -> None:
        stage = self.matter.stage
        self._do(information.send_test, test, "ppid")
        if self.matter.by == NATIONAL:
            self._do(information.forward_test, test, "ppid.banten")
        if stage in {"sent_to_province", "forwarded_to_national"}:
            return
        self._do(information.begin_test, test, self.tester)
        self._examined(test)
        if stage in {"concluded", "determined", "found_open"}:
            self._do(information.conclude_test, test, self.tester)
        if stage in {"determined", "found_open"}:
            then = self.clock()
            decision = self._decision(on=national_day(at=then))
            information.determine(test_id=test.pk, decision=decision, officer=person(self.tester), at=then)

    def _examined(self, test: ConsequenceTest) -> None:
        whole = self.matter.stage in {"concluded", "determined", "found_open"}
        conclusion = "open" if self.matter.stage == "found_open" else "exempt"
        last = {"conclusion": conclusion, "reasons": "Menurut langkah a sampai e."}
        given = ANSWERS | {"f": last}
        people = {"participation": "expert", "name": "Dr. Contoh Ahli", "function": "Dosen hukum tata negara"}
        self._do(information.invite, test, self.tester, **people)
        argument = {"side": "opening", "text": "Publik perlu tahu garis besarnya.", "given_by": "Unit yang menguasai"}
        self._do(information.argue, test, "ppid", **argument)
        for letter in given if whole else "abc":
            self._do(information.save_step, test, self.tester, letter=letter, answers=given[letter], version=0)

    def _decision(self, *, on: date) -> Decision:
        number = "7/HM.02-Kpt/36/2026" if self.matter.by == BANTEN else "8/HM.02-Kpt/06/KPU/2026"
        reasons = "Pengamanan gudang gagal bila jadwal dan titiknya diketahui."
        if self.matter.stage == "found_open":
            return Decision(title=self.matter.title, decree_number=number, decree_on=on, reasons="Tidak ada bahaya.")
        return Decision(
            title=self.matter.title,
            decree_number=number,
            decree_on=on,
            reasons=reasons,
            grounds=("a",),
            statute="UU 7/2017 tentang Pemilihan Umum",
            if_opened="Gudang dapat dibobol.",
            if_closed="Logistik aman; laporan pengamanan terbit setelah tahapan selesai.",
            valid_from=on,
            valid_until=national_day(at=self.present) + NEAR,
            tags=("logistik",),
        )
