"""The yearly reports of the demo: that of 2024, taken over with its true days, and that of last year in the making.

The counts of 2024 are the office's published facts; things, money and words are invented.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from telusur.kernel.offices.selectors import national_day, office_by_code
from telusur.openness.reports import selectors, services
from telusur.openness.reports.rules.halves import last_half_before
from telusur.openness.reports.rules.kept import FollowUpState, Kind
from telusur.openness.reports.rules.states import Receiver

from .story import instant, person

if TYPE_CHECKING:
    from datetime import datetime

    from telusur.kernel.offices.models import Office
    from telusur.openness.reports.models import AnnualReport

OFFICE, PAST = "3673", 2024
POLICIES = (
    ("law", "Undang-Undang Nomor 14 Tahun 2008", "Keterbukaan Informasi Publik"),
    ("law", "Peraturan Pemerintah Nomor 61 Tahun 2010", "Pelaksanaan Undang-Undang Keterbukaan Informasi Publik"),
    ("law", "Peraturan Komisi Informasi Nomor 1 Tahun 2021", "Standar Layanan Informasi Publik"),
    ("law", "Peraturan KPU Nomor 22 Tahun 2023", "Pengelolaan dan Pelayanan Informasi Publik"),
    ("procedure", "", "Pengelolaan dan permohonan informasi"),
    ("procedure", "", "Penanganan keberatan"),
    ("procedure", "", "Penanganan sengketa informasi"),
    ("procedure", "", "Penetapan dan pemutakhiran Daftar Informasi Publik"),
    ("procedure", "", "Penyusunan laporan layanan informasi"),
    ("decree", "Keputusan Nomor 5/CONTOH/3673/2024", "Pengelola informasi dan dokumentasi di KPU Kota Serang"),
    ("decree", "Keputusan Nomor 6/CONTOH/3673/2024", "Standar operasional prosedur pelayanan informasi publik"),
    ("pledge", "", "Maklumat pelayanan informasi publik KPU Kota Serang"),
)
THINGS = (
    ("Ruang layanan PPID", 1, "good", "Lantai 1"),
    ("Meja layanan", 2, "good", "Ruang layanan PPID"),
    ("Komputer layanan", 2, "good", "Ruang layanan PPID"),
    ("Printer", 1, "light_damage", "Ruang layanan PPID"),
    ("Papan pengumuman", 1, "good", "Halaman depan"),
    ("Pemindai dokumen", 0, "absent", ""),
)
OFFICERS = (
    ("superior", "Atasan PPID", "s2", "Administrasi publik"),
    ("ppid", "PPID", "s1", "Ilmu komunikasi"),
    ("desk", "Desk pelayanan", "s1", "Ilmu pemerintahan"),
)
MONEY = (
    ("Pelayanan informasi publik", "DIPA", 12_500_000, 11_980_000),
    ("Pemeliharaan e-PPID", "DIPA", 6_000_000, 5_750_000),
)
HINDRANCES = (
    ("internal", "Petugas desk pelayanan merangkap tugas tahapan pemilihan."),
    ("internal", "Dokumen dari subbagian belum seluruhnya tersedia dalam bentuk digital."),
    ("external", "Sebagian pemohon belum mengenal e-PPID dan tetap datang ke kantor."),
)
ADVICE = (
    (
        "Dokumen setiap subbagian tersedia dalam bentuk digital.",
        "Mengadakan pemindai dokumen dan memindai arsip tahun 2024.",
        "PPID",
        date(2025, 9, 30),
    ),
    (
        "Pemohon lebih banyak memakai e-PPID.",
        "Menyelenggarakan sosialisasi e-PPID di kampus dan kelurahan.",
        "Desk pelayanan",
        date(2025, 6, 30),
    ),
)
WORDS = {
    "foreword": "Laporan ini disusun dari register layanan informasi yang dibekukan setelah tahun berakhir. Setiap "
    "angka dapat dibuka sampai ke baris yang dihitungnya.",
    "service": "Pemohon dilayani di loket pada jam layanan. Salinan lunak dikirim tanpa biaya, sedangkan salinan cetak "
    "diambil sendiri oleh pemohon.",
    "e_ppid": "Sebagian besar dokumen memuat pengumuman pada tahapan Pemilu dan Pemilihan serentak.",
}
WHY = (
    "Butir itu diumumkan selama tahapan Pemilu dan Pemilihan; penggolongannya ditinjau PPID pada pemutakhiran Daftar "
    "Informasi Publik berikutnya."
)


def load_reports(*, at: datetime) -> None:
    """Take over the report of 2024 with its true days, and bring that of last year to where officers write."""
    office = office_by_code(code=OFFICE)
    _books(office, at=at)
    for half, day in ((1, date(2024, 7, 15)), (2, date(2025, 1, 13))):
        services.publish_summary(
            office=office, year=PAST, half=half, actor=_ref("ppid"), at=at, happened_at=instant(day, 10)
        )
    _past(office, at=at)
    last = national_day(at=at).year - 1
    if last > PAST:
        _running(office, year=last, at=at)


def _ref(name: str) -> str:
    return f"user:{person(name).pk}"


def _enter(office: Office, kind: Kind, rows: list[dict[str, Any]], *, at: datetime) -> None:
    services.enter_rows(kind=kind, office=office, year=PAST, rows=rows, actor=_ref("desk"), at=at)


def _books(office: Office, *, at: datetime) -> None:
    _enter(office, Kind.POLICIES, [_named("sort reference title", row) for row in POLICIES], at=at)
    _enter(office, Kind.INVENTORY, [_named("thing number condition place", row) for row in THINGS], at=at)
    people = [
        {"name": str(person(_account(role))), "function": function, "education": schooling, "field": field}
        for role, function, schooling, field in OFFICERS
    ]
    _enter(office, Kind.OFFICERS, people, at=at)
    trained = selectors.officers_to_choose(office_id=office.pk, year=PAST).get(function="PPID")
    training = {
        "officer": trained,
        "title": "Standar layanan informasi publik",
        "organiser": "Komisi Informasi Provinsi Banten",
        "held_on": date(2024, 5, 21),
        "hours": 16,
    }
    _enter(office, Kind.TRAININGS, [training], at=at)
    _enter(office, Kind.BUDGET, [_named("name source allotted realised", row) for row in MONEY], at=at)
    _enter(office, Kind.OBSTACLES, [_named("side words", row) for row in HINDRANCES], at=at)
    _enter(office, Kind.RECOMMENDATIONS, [_named("words follow_up owner due_on", row) for row in ADVICE], at=at)


def _account(role: str) -> str:
    return {"superior": "atasan"}.get(role, role)


def _named(names: str, row: tuple[Any, ...]) -> dict[str, Any]:
    return dict(zip(names.split(), row, strict=True))


def _past(office: Office, *, at: datetime) -> None:
    """Walk the report of 2024 through its acts, each on its day in 2025."""
    desk, ppid, superior = _ref("desk"), _ref("ppid"), _ref("atasan")

    def on(day: int, hour: int = 9) -> dict[str, Any]:
        return {"at": at, "happened_at": instant(date(2025, 1, day), hour)}

    report = services.freeze_register(office=office, year=PAST, actor=ppid, **on(6))
    key = report.pk
    services.generate_report(report_id=key, actor=desk, **on(7))
    for place, text in WORDS.items():
        services.write_part(report_id=key, place=place, text=text, actor=desk, **on(8))
    _explain(report, day=date(2025, 1, 13), actor=ppid, **on(13))
    services.check_report(report_id=key, actor=ppid, **on(14))
    services.sign_report(report_id=key, actor=superior, **on(20))
    services.publish_report(report_id=key, actor=ppid, **on(21))
    sending: dict[str, Any] = {"report_id": key, "way": "Surat dan surel", "sent_on": date(2025, 1, 22), "actor": ppid}
    commission, upper = "Komisi Informasi Provinsi Banten", "KPU Provinsi Banten"
    services.record_dispatch(
        receiver=Receiver.COMMISSION, name=commission, proof="Surat 14/CONTOH/3673/2025", **sending, **on(22)
    )
    services.record_dispatch(
        receiver=Receiver.UPPER, name=upper, proof="Surat 15/CONTOH/3673/2025", **sending, **on(22, 10)
    )
    services.record_receipt(
        report_id=key,
        receiver=Receiver.COMMISSION,
        received_on=date(2025, 1, 24),
        receipt="Agenda 31/2025",
        actor=desk,
        at=at,
    )


def _explain(report: AnnualReport, *, day: date, actor: str, at: datetime, happened_at: datetime) -> None:
    """Answer the doubts that the register's own numbers raise: 65 of 79 documents called immediate."""
    edition = selectors.edition_of(report=report)
    made = selectors.composed(edition=edition, on=day)
    for each in selectors.judged(edition=edition, report=made, on=day):
        if each.explainable:
            services.explain_finding(
                report_id=report.pk,
                kind=each.finding.kind.value,
                facts=each.facts,
                words=WHY,
                actor=actor,
                at=at,
                happened_at=happened_at,
            )


def _running(office: Office, *, year: int, at: datetime) -> None:
    """Carry the books on, close one recommendation, and leave the report where officers write and findings are left."""
    desk, ppid = _ref("desk"), _ref("ppid")
    for each in range(PAST + 1, year + 1):
        services.carry_over(office=office, year=each, actor=desk, at=at)
    for row in selectors.book(kind=Kind.RECOMMENDATIONS, office_id=office.pk, year=year):
        state, words = FollowUpState.RUNNING, "Pemindai dipesan melalui katalog elektronik."
        if "e-PPID" in str(row):
            state, words = FollowUpState.DONE, "Sosialisasi di dua kampus; daftar hadir tersimpan di arsip."
        services.tell_progress(
            office=office, row_id=row.pk, state=state, words=words, version=row.version, actor=desk, at=at
        )
    report = services.freeze_register(office=office, year=year, actor=ppid, at=at)
    services.generate_report(report_id=report.pk, actor=desk, at=at)
    for place, text in {
        "foreword": WORDS["foreword"],
        "service": "Pada tahun ini PPID menerima 7 permohonan informasi publik, dan",
    }.items():
        services.write_part(report_id=report.pk, place=place, text=text, actor=desk, at=at)
    # The last half year that is over is summarised, as the list of information says; the one before it is owed.
    today = national_day(at=at)
    for one, half in sorted({(year, 1), last_half_before(today)}):
        services.publish_summary(office=office, year=one, half=half, actor=ppid, at=at)
