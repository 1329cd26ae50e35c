"""Years of an office as tests make them: cases first, then the figures counted from them; and Kota Serang's 2024."""

from __future__ import annotations

import dataclasses
import statistics
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from telusur.kernel.figures.rules.measures import share
from telusur.kernel.figures.tests.oracles import median, slowest_tenth
from telusur.openness.reports.rules import given
from telusur.openness.reports.rules.counts import MONTHS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

HOME = "https://ppid.contoh.go.id/kpu-kota-contoh"
LABELS = {
    "month": {f"{number:02d}": name.capitalize() for number, name in enumerate(MONTHS, start=1)},
    "channel": {
        "walk_in": "Langsung",
        "e_ppid": "e-PPID",
        "phone": "Telepon",
        "letter": "Surat",
        "email": "Surel",
        "fax": "Faksimili",
        "whatsapp": "WhatsApp",
        "": "tidak tercatat",
    },
    "track": {"general": "Umum", "election": "Pemilu dan Pemilihan"},
    "outcome": {
        "granted_full": "Dikabulkan seluruhnya",
        "granted_part": "Dikabulkan sebagian",
        "refused_exempt": "Ditolak, dikecualikan",
        "not_held": "Tidak dikuasai",
        "not_documented": "Belum didokumentasikan",
        "withdrawn": "Dicabut pemohon",
        "incomplete": "Tidak lengkap",
        "": "Belum diputus",
    },
    "sex": {"male": "Laki-laki", "female": "Perempuan", "": "Tidak diisi"},
    "occupation": {
        "student": "Pelajar atau mahasiswa",
        "civil_servant": "Pegawai negeri",
        "self_employed": "Wiraswasta",
        "journalist": "Wartawan",
        "party_official": "Pengurus partai politik",
        "": "Tidak diisi",
    },
    "applicant_type": {
        "person": "Perorangan",
        "group": "Kelompok orang",
        "legal_entity": "Badan hukum",
        "proxy": "Kuasa",
    },
    "letter": {letter: letter for letter in "abcdefghij"},
    "ground": {
        "refused": "penolakan atas permintaan informasi berdasarkan alasan pengecualian",
        "periodic_missing": "tidak disediakannya informasi berkala",
        "unanswered": "tidak ditanggapinya permintaan informasi",
        "late": "penyampaian informasi yang melebihi waktu yang diatur",
    },
    "verdict": {
        "upheld": "Putusan PPID dikuatkan",
        "granted": "Keberatan dikabulkan",
        "granted_part": "Keberatan dikabulkan sebagian",
        "": "Belum diputus",
    },
    "commission": {"province": "Komisi Informasi Provinsi", "national": "Komisi Informasi Pusat"},
    "dispute_outcome": {
        "opened": "Informasi dibuka seluruhnya",
        "kept": "Informasi tetap tertutup atau permohonan ditolak",
        "agreed": "Kesepakatan mediasi",
        "": "Belum diputus",
    },
    "forum": {"commission": "Komisi Informasi", "court": "PTUN", "supreme_court": "Mahkamah Agung"},
    "class": {"periodic": "Berkala", "immediate": "Serta merta", "anytime": "Setiap saat"},
}
PERSONAL = {"sex", "occupation", "applicant_type"}


@dataclass(frozen=True)
class Case:
    """A request: `day` is its working days to the answer, None while unanswered; `in_time` None while not yet due."""

    person: int
    month: int
    channel: str = "walk_in"
    track: str = "general"
    outcome: str = "granted_full"
    sex: str = ""
    occupation: str = ""
    applicant_type: str = "person"
    days: int | None = 1
    answered: bool = True
    in_time: bool | None = True
    extended: bool = False
    letters: tuple[str, ...] = ()


@dataclass(frozen=True)
class Objection:
    grounds: tuple[str, ...] = ("unanswered",)
    verdict: str = ""
    days: int | None = None
    in_time: bool | None = None
    order_in_time: bool | None = None


@dataclass(frozen=True)
class Dispute:
    commission: str = "province"
    outcome: str = ""
    executed_in_time: bool | None = None


@dataclass(frozen=True)
class Year:
    """What happened in a year. visitors: by month; None where nobody counted yet."""

    year: int
    cases: tuple[Case, ...] = ()
    objections: tuple[Objection, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    suits: int = 0
    rulings: tuple[str, ...] = ()
    published: tuple[tuple[str, int], ...] = ()
    visitors: tuple[int, ...] | None = None
    downloads: tuple[tuple[str, int], ...] = ()
    index: Fraction | None = None


def frozen(of: Year, *, on: date | None = None) -> given.Frozen:
    """Return the figures of a year, each counted from what happened in it."""
    found = [*_requests(of), *_remedies(of), *_e_ppid(of)]
    readings = {reading.key: reading for reading in found}
    return given.Frozen(of.year, on or date(of.year + 1, 1, 2), "0123456789abcdef" * 4, readings)


def kept(of: Year) -> given.Kept:
    """Return what an office keeps, with the downloads of the year."""
    return dataclasses.replace(KEPT, downloads=tuple(given.Downloads(*each) for each in of.downloads))


def _reading(
    key: str,
    unit: str,
    rows: Iterable[object],
    measure: Callable[[list], given.Value] = len,
    **splits: Callable[[object], str],
) -> given.Reading:
    rows = list(rows)
    address = f"{HOME}/statistik/{key}/?masa=2024"
    made = {}
    for name, group in splits.items():
        labels = LABELS["dispute_outcome" if key.startswith("requests.dispute") and name == "outcome" else name]
        groups: dict[str, list] = {cell: [] for cell in labels}
        for row in rows:
            groups[group(row)].append(row)
        personal = name in PERSONAL
        cells = tuple(
            given.Cell(cell, labels[cell], measure(each), "" if personal else f"{address}&{name}={cell}")
            for cell, each in groups.items()
        )
        made[name] = given.Split(name, name, cells, personal)
    definition = "Arti angka ini dalam satu kalimat."
    name = key.partition(".")[2].replace("_", " ").capitalize()
    return given.Reading(key, name, unit, measure(rows), len(rows), address, made, definition)


def _requests(of: Year) -> list[given.Reading]:
    cases = of.cases
    answered = [case for case in cases if case.answered]
    due = [case for case in cases if case.in_time is not None]
    letters = [letter for case in cases for letter in case.letters]
    where = {"channel": lambda case: case.channel, "track": lambda case: case.track}
    who = {name: (lambda case, name=name: getattr(case, name)) for name in sorted(PERSONAL)}

    def people(rows: list[Case]) -> int:
        return len({case.person for case in rows})

    def days(rows: list[Case]) -> list[int]:
        return [case.days for case in rows if case.days is not None]

    def mean(rows: list[Case]) -> given.Value:
        return Fraction(statistics.fmean(days(rows))).limit_denominator(1000) if days(rows) else None

    return [
        _reading(
            "requests.received",
            "permohonan",
            cases,
            month=lambda case: f"{case.month:02d}",
            outcome=lambda case: case.outcome,
            **where,
            **who,
        ),
        _reading("requests.applicants", "orang atau badan", cases, people, **who),
        _reading("requests.answered", "permohonan", answered, **where),
        _reading("requests.days_mean", "hari kerja", answered, mean, **where),
        _reading("requests.days_median", "hari kerja", answered, lambda rows: median(days(rows)), **where),
        _reading("requests.days_slowest_tenth", "hari kerja", answered, lambda rows: slowest_tenth(days(rows))),
        _reading("requests.days_longest", "hari kerja", answered, lambda rows: max(days(rows), default=None), **where),
        _reading("requests.in_time", "persen", due, lambda r: share(sum(bool(c.in_time) for c in r), len(r)), **where),
        _reading("requests.extended", "permohonan", [case for case in cases if case.extended]),
        _reading("requests.kept_closed", "alasan", letters, letter=str),
    ]


def _remedies(of: Year) -> list[given.Reading]:
    replied = [each for each in of.objections if each.days is not None]
    due = [each.in_time for each in of.objections if each.in_time is not None]
    orders = [each.order_in_time for each in of.objections if each.order_in_time is not None]
    settled = [each for each in of.disputes if each.outcome]
    carried = [each.executed_in_time for each in of.disputes if each.executed_in_time is not None]

    def ones(rows: list[bool]) -> given.Value:
        return share(sum(rows), len(rows))

    return [
        _reading("requests.objections", "keberatan", of.objections, verdict=lambda each: each.verdict),
        _reading(
            "requests.objection_grounds",
            "alasan",
            [ground for each in of.objections for ground in each.grounds],
            ground=str,
        ),
        _reading("requests.objections_replied", "keberatan", replied),
        _reading(
            "requests.objection_days_median", "hari kerja", replied, lambda rows: median([each.days for each in rows])
        ),
        _reading("requests.objections_in_time", "persen", due, ones),
        _reading("requests.orders_in_time", "persen", orders, ones),
        _reading("requests.disputes", "sengketa", of.disputes, commission=lambda each: each.commission),
        _reading("requests.disputes_open", "sengketa", [each for each in of.disputes if not each.outcome]),
        _reading("requests.disputes_by_outcome", "sengketa", settled, outcome=lambda each: each.outcome),
        _reading("requests.rulings_in_time", "persen", carried, ones),
        _reading("requests.suits", "gugatan", range(of.suits)),
        _reading("requests.court_rulings", "putusan", of.rulings, forum=str),
    ]


def _e_ppid(of: Year) -> list[given.Reading]:
    months = of.visitors
    counted = [(f"{number:02d}", times) for number, times in enumerate(months or (), start=1)]

    def total(rows: list[tuple[str, int]]) -> given.Value:
        return sum(times for _name, times in rows) if months is not None else None

    return [
        _reading(
            "information.published",
            "dokumen",
            of.published,
            month=lambda each: f"{each[1]:02d}",
            **{"class": lambda each: each[0]},
        ),
        _reading("visits.visitors", "pengunjung", counted, total, month=lambda each: each[0]),
        _reading("visits.pages", "halaman", counted, lambda rows: 3 * total(rows) if months is not None else None),
        _reading("visits.downloads", "kali", of.downloads, total),
        _reading("satisfaction.index", "dari 100", [] if of.index is None else range(5), lambda _rows: of.index),
        _reading("satisfaction.respondents", "orang", [] if of.index is None else range(5), len),
        _reading("satisfaction.target", "orang", [] if of.index is None else range(4), len),
    ]


OFFICE = given.Office(
    name="KPU Kota Serang",
    city="Serang",
    address="Jalan Contoh Nomor 4, Kota Serang, Banten",
    lines=("Jalan Contoh Nomor 4, Kota Serang, Banten", "ppid@serang.contoh.go.id"),
    hours=(given.Hours("Senin sampai Jumat", "09.00–15.00", "12.00–13.00"),),
    home=HOME,
    report=f"{HOME}/laporan/2024/",
)
KEPT = given.Kept(
    facilities=(
        given.Facility("Ruang layanan informasi", 1, "good", "Lantai 1"),
        given.Facility("Komputer", 2, "good", "Ruang layanan informasi"),
        given.Facility("Pemindai dokumen", 1, "light_damage", "Ruang layanan informasi"),
        given.Facility("Ruang laktasi", 0, "absent", ""),
    ),
    officers=(
        given.Officer(
            "Sari Rekaan", "PPID", "s1", (given.Training("Bimbingan teknis keterbukaan informasi publik", 2024),)
        ),
        given.Officer("Doni Rekaan", "Petugas meja layanan", "d3"),
    ),
    budget=(
        given.BudgetLine("Operasional layanan informasi publik", "DIPA", 15_000_000, 14_250_000),
        given.BudgetLine("Pencetakan formulir", "DIPA", 2_000_000, 1_900_000),
    ),
    policies=(
        given.Policy("law", "Undang-Undang Nomor 14 Tahun 2008", "Keterbukaan Informasi Publik"),
        given.Policy(
            "law", "Peraturan Komisi Informasi Nomor 1 Tahun 2021", "Standar Layanan Informasi Publik"
        ),
        given.Policy("law", "Peraturan KPU Nomor 22 Tahun 2023", "Pengelolaan dan Pelayanan Informasi Publik"),
        given.Policy("procedure", "", "Pelayanan permohonan informasi publik"),
        given.Policy("procedure", "", "Penanganan keberatan"),
        given.Policy("decree", "Keputusan KPU Kota Serang Nomor 12 Tahun 2024", "Pejabat Pengelola Informasi"),
    ),
    obstacles=(
        given.Obstacle("internal", "Petugas layanan merangkap tugas lain selama tahapan Pemilu"),
        given.Obstacle("external", "Pemohon kerap belum menyertakan salinan identitas."),
    ),
    follow_ups=(
        given.FollowUp(
            "Menambah petugas meja layanan",
            "Mengusulkan satu petugas kepada KPU Provinsi",
            "Sekretaris",
            date(2025, 6, 30),
            "planned",
            2024,
        ),
        given.FollowUp(
            "Melatih petugas layanan", "Bimbingan teknis", "Kasubbag Hukum", date(2024, 9, 30), "done", 2023,
            "dilaksanakan pada bulan Agustus",
        ),
    ),
)  # fmt: skip
SIGNED = given.Signature(
    "Rina Rekaan", "Sekretaris selaku Atasan PPID", "Serang", date(2025, 1, 20), code="ABCD-EFGH-JKMN"
)
UNSIGNED = dataclasses.replace(SIGNED, on=None, code="")
NARRATIVE = {
    "foreword": "Laporan ini disusun agar masyarakat dapat menilai layanan informasi publik kami.",
    "obstacles": "Beban kerja paling berat terjadi menjelang pemungutan suara.",
}
SERANG_MONTHS = (1, 1, 2, 2, 3, 3, 4, 5, 5, 6, 7, 8, 9, 10, 12)
SERANG_PEOPLE = (
    ("student", "female"), ("party_official", "male"), ("student", "female"), ("party_official", "male"),
    ("student", "male"), ("party_official", "male"), ("civil_servant", "female"), ("student", "male"),
    ("self_employed", "male"), ("student", "female"), ("civil_servant", "female"), ("party_official", "male"),
    ("student", "female"), ("civil_servant", "male"), ("self_employed", "male"),
)  # fmt: skip
SERANG = Year(
    2024,
    cases=tuple(
        Case(
            person=place,
            month=month,
            occupation=occupation,
            sex=sex,
            channel="e_ppid" if place in (4, 12) else "walk_in",
            days=2 if place in (4, 12) else 1,
        )
        for place, (month, (occupation, sex)) in enumerate(zip(SERANG_MONTHS, SERANG_PEOPLE, strict=True))
    ),
    published=tuple(
        (kind, 1 + place % 12)
        for kind, times in (("periodic", 40), ("immediate", 4), ("anytime", 35))
        for place in range(times)
    ),
    visitors=(112, 240, 131, 90, 84, 77, 92, 118, 140, 171, 260, 133),
    downloads=(("Daftar pemilih tetap per kelurahan", 210), ("Rencana kerja 2024", 64), ("Laporan keuangan", 41)),
)
