"""The register of requests in its legal columns: written for the desk, read back from paper offices.

Columns: Lampiran standar layanan (Perki 1/2021 and its predecessors), with what a report needs besides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from .identity import clean_phone
from .words import (
    ApplicantType,
    Channel,
    CopyForm,
    Occupation,
    Outcome,
    Sex,
    Track,
    WayOfObtaining,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from telusur.kernel.documents.rules.spreadsheet import Cell, Row, Sheet, Table

SHEET = "Register"
NUMBER, RECEIVED, NAME, ADDRESS, CONTACT = "No.", "Tanggal", "Nama", "Alamat", "Nomor kontak"
OCCUPATION, QUESTION, PURPOSE = "Pekerjaan", "Informasi yang diminta", "Tujuan penggunaan"
HELD, FORM, WAY = "Status informasi", "Bentuk", "Jenis permohonan"
DECISION, REASON, NOTIFIED, DELIVERED = "Keputusan", "Alasan", "Tanggal pemberitahuan", "Tanggal pemberian"
COST, PAYMENT, CHANNEL, TRACK = "Biaya", "Cara pembayaran", "Saluran", "Jalur"
EXTENDED, DUE, SEX, TYPE = "Diperpanjang", "Batas waktu", "Jenis kelamin", "Jenis pemohon"
COLUMNS = (
    NUMBER,
    RECEIVED,
    NAME,
    ADDRESS,
    CONTACT,
    OCCUPATION,
    QUESTION,
    PURPOSE,
    HELD,
    FORM,
    WAY,
    DECISION,
    REASON,
    NOTIFIED,
    DELIVERED,
    COST,
    PAYMENT,
    CHANNEL,
    TRACK,
    EXTENDED,
    DUE,
    SEX,
    TYPE,
)
EXAMPLE = (
    "1",
    date(2024, 3, 5),
    "Contoh Rekaan",
    "Jalan Contoh 1",
    "081200000001",
    "mahasiswa",
    "Rekapitulasi hasil pemilu per kecamatan",
    "penelitian",
    "dikuasai",
    "softcopy",
    "salinan",
    "dikabulkan seluruhnya",
    "",
    date(2024, 3, 6),
    date(2024, 3, 6),
    0,
    "",
    "langsung",
    "umum",
    "tidak",
    "",
    "perempuan",
    "perorangan",
)
REQUIRED = (NUMBER, RECEIVED, NAME, QUESTION, DECISION)
MONTHS = {
    "januari": 1,
    "februari": 2,
    "maret": 3,
    "april": 4,
    "mei": 5,
    "juni": 6,
    "juli": 7,
    "agustus": 8,
    "september": 9,
    "oktober": 10,
    "november": 11,
    "desember": 12,
}
YES, NO = ("ya", "yes", "1", "true"), ("tidak", "no", "0", "false", "")

OUTCOMES = {
    "dikabulkan seluruhnya": Outcome.GRANTED_FULL,
    "dikabulkan": Outcome.GRANTED_FULL,
    "dikabulkan sebagian": Outcome.GRANTED_PART,
    "ditolak": Outcome.REFUSED_EXEMPT,
    "ditolak, dikecualikan": Outcome.REFUSED_EXEMPT,
    "tidak dikuasai": Outcome.NOT_HELD,
    "belum didokumentasikan": Outcome.NOT_DOCUMENTED,
    "dicabut": Outcome.WITHDRAWN,
    "dicabut pemohon": Outcome.WITHDRAWN,
    "tidak lengkap": Outcome.INCOMPLETE,
}
CHANNELS = {
    "langsung": Channel.WALK_IN,
    "datang langsung": Channel.WALK_IN,
    "e-ppid": Channel.E_PPID,
    "telepon": Channel.PHONE,
    "surat": Channel.LETTER,
    "surel": Channel.EMAIL,
    "email": Channel.EMAIL,
    "e-mail": Channel.EMAIL,
    "faksimili": Channel.FAX,
    "whatsapp": Channel.WHATSAPP,
}
FORMS = {
    "softcopy": CopyForm.SOFTCOPY,
    "salinan digital (softcopy)": CopyForm.SOFTCOPY,
    "hardcopy": CopyForm.HARDCOPY,
    "salinan cetak (hardcopy)": CopyForm.HARDCOPY,
}
WAYS = {
    "melihat": WayOfObtaining.SEE,
    "melihat, membaca, mendengarkan, atau mencatat": WayOfObtaining.SEE,
    "salinan": WayOfObtaining.COPY,
    "mendapatkan salinan": WayOfObtaining.COPY,
}
TRACKS = {"umum": Track.GENERAL, "pemilu": Track.ELECTION, "pemilu dan pemilihan": Track.ELECTION}
SEXES = {
    "laki-laki": Sex.MALE,
    "l": Sex.MALE,
    "pria": Sex.MALE,
    "perempuan": Sex.FEMALE,
    "p": Sex.FEMALE,
    "wanita": Sex.FEMALE,
}
TYPES = {
    "perorangan": ApplicantType.PERSON,
    "kelompok orang": ApplicantType.GROUP,
    "kelompok": ApplicantType.GROUP,
    "badan hukum": ApplicantType.LEGAL_ENTITY,
    "kuasa": ApplicantType.PROXY,
}
OCCUPATIONS = {
    "pelajar": Occupation.STUDENT,
    "mahasiswa": Occupation.STUDENT,
    "pelajar atau mahasiswa": Occupation.STUDENT,
    "pns": Occupation.CIVIL_SERVANT,
    "asn": Occupation.CIVIL_SERVANT,
    "pegawai negeri": Occupation.CIVIL_SERVANT,
    "tni": Occupation.MILITARY_POLICE,
    "polri": Occupation.MILITARY_POLICE,
    "tni atau polri": Occupation.MILITARY_POLICE,
    "swasta": Occupation.PRIVATE_EMPLOYEE,
    "pegawai swasta": Occupation.PRIVATE_EMPLOYEE,
    "karyawan swasta": Occupation.PRIVATE_EMPLOYEE,
    "wiraswasta": Occupation.SELF_EMPLOYED,
    "wirausaha": Occupation.SELF_EMPLOYED,
    "wartawan": Occupation.JOURNALIST,
    "jurnalis": Occupation.JOURNALIST,
    "dosen": Occupation.LECTURER,
    "peneliti": Occupation.LECTURER,
    "dosen atau peneliti": Occupation.LECTURER,
    "partai politik": Occupation.PARTY_OFFICIAL,
    "pengurus partai politik": Occupation.PARTY_OFFICIAL,
    "lsm": Occupation.NGO,
    "lembaga masyarakat": Occupation.NGO,
    "lainnya": Occupation.OTHER,
}


@dataclass(frozen=True)
class Fault:
    """What is wrong in a file: where, what stands there, and how to mend it."""

    sheet: str
    row: int
    column: str
    value: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.sheet or SHEET}, baris {self.row}" if self.row else self.sheet or SHEET
        column = f", kolom {self.column}" if self.column else ""
        value = f", isi “{self.value}”" if self.value else ""
        return f"{place}{column}{value}: {self.remedy}"


@dataclass(frozen=True)
class PastRequest:
    """One row of a past register. Dates are days; what paper does not tell is empty."""

    row: int
    serial: int
    number: str
    received_on: date
    name: str
    question: str
    outcome: Outcome
    address: str = ""
    email: str = ""
    phone: str = ""
    occupation: Occupation | None = None
    occupation_words: str = ""
    purpose: str = ""
    held_by: str = ""
    copy_form: CopyForm = CopyForm.SOFTCOPY
    way: WayOfObtaining = WayOfObtaining.COPY
    reason: str = ""
    notified_on: date | None = None
    delivered_on: date | None = None
    cost: int = 0
    payment: str = ""
    channel: Channel = Channel.WALK_IN
    track: Track = Track.GENERAL
    extended: bool = False
    due_on: date | None = None
    sex: Sex | None = None
    type: ApplicantType = ApplicantType.PERSON


class _Wrong(Exception):
    """A cell that cannot be read; the message is the remedy."""


def read_date(value: object) -> date:
    """Return the day a cell means: a date, `2024-03-05`, `5/3/2024` or `5 Maret 2024`. Raises: ValueError."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value).strip().lower()
    if match := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text):
        day, month, year = map(int, match.groups())
        return date(year, month, day)
    if match := re.fullmatch(r"(?:\w+, *)?(\d{1,2}) +([a-z]+) +(\d{4})", text):
        return date(int(match[3]), MONTHS.get(match[2], 0), int(match[1]))
    return date.fromisoformat(text[:10] if re.match(r"\d{4}-\d\d-\d\d[ t]", text) else text)


def _choice(choices: Mapping[str, object], text: str) -> object:
    try:
        return choices[text.strip().lower()]
    except KeyError as error:
        raise _Wrong(f"tulis salah satu dari: {', '.join(choices)}") from error


def _day(cell: Cell) -> date:
    try:
        return read_date(cell.value)
    except ValueError as error:
        raise _Wrong("tulis sebagai tanggal, misalnya 2024-03-05 atau 5 Maret 2024") from error


def _yes(text: str) -> bool:
    word = text.strip().lower()
    if word in YES:
        return True
    if word in NO:
        return False
    raise _Wrong("tulis ya atau tidak")


def _rupiah(text: str) -> int:
    digits = re.sub(r"(?i)^rp|[.\s]|,00$|,-$", "", text.strip())
    if not digits.isdecimal():
        raise _Wrong("tulis jumlah rupiah bulat, misalnya 15000")
    return int(digits)


def _serial(text: str) -> int:
    match = re.match(r"\s*0*(\d+)", text)
    if not match or int(match[1]) < 1:
        raise _Wrong("tulis nomor urut mulai dari 1, misalnya 12 atau 0012/PPID/2024")
    return int(match[1])


@dataclass
class _Reader:
    """Reads the cells of one row and remembers what is wrong with them."""

    sheet: str
    row: Row
    letters: Mapping[str, str]
    faults: list[Fault] = field(default_factory=list)

    def cell(self, column: str) -> Cell | None:
        letter = self.letters.get(column)
        found = self.row.cell(letter) if letter else None
        return found if found is not None and found.text else None

    def text(self, column: str) -> str:
        found = self.cell(column)
        return found.text if found else ""

    def fault(self, column: str, value: str, remedy: str) -> None:
        self.faults.append(Fault(self.sheet, self.row.number, column, value, remedy))

    def read(self, column: str, how: Callable[[Cell], object]) -> object | None:
        found = self.cell(column)
        if found is None:
            if column in REQUIRED:
                self.fault(column, "", "isi kolom ini; tanpa isinya baris tidak dapat dicatat")
            return None
        try:
            return how(found)
        except _Wrong as wrong:
            self.fault(column, found.text, str(wrong))
            return None

    def choice(self, column: str, choices: Mapping[str, object]) -> object | None:
        return self.read(column, lambda cell: _choice(choices, cell.text))


def read_register(table: Table, *, until: date) -> tuple[list[PastRequest], list[Fault]]:
    """Return the rows of a past register and everything wrong with the file; with faults, no row counts.

    until: the last day on which a request can have come in: today.
    """
    sheets = [sheet for sheet in table.sheets if sheet.rows]
    faults = [
        Fault(hidden.sheet, int(hidden.name) if hidden.kind == "row" else 0, "", "", _HIDDEN[hidden.kind])
        for hidden in table.hidden()
    ]
    if not sheets:
        return [], [Fault("", 0, "", "", "berkas kosong; isi menurut templat register")]
    found: list[PastRequest] = []
    for sheet in sheets:
        rows, wrong = _read_sheet(sheet, until=until)
        found, faults = [*found, *rows], [*faults, *wrong]
    return found, [*faults, *_doubles(found)]


_HIDDEN = {
    "sheet": "lembar ini tersembunyi; tampilkan atau hapus",
    "row": "baris ini tersembunyi; tampilkan atau hapus",
    "column": "sebuah kolom tersembunyi; tampilkan atau hapus",
}


def _read_sheet(sheet: Sheet, *, until: date) -> tuple[list[PastRequest], list[Fault]]:
    head = sheet.rows[0]
    known = {name.lower(): name for name in COLUMNS}
    letters = {known[cell.text.lower()]: cell.column for cell in head if cell.text.lower() in known}
    faults = [
        Fault(sheet.name, head.number, cell.text, "", "kolom ini tidak dikenal; hapus atau pakai nama pada templat")
        for cell in head
        if cell.text and cell.text.lower() not in known
    ]
    faults += [
        Fault(sheet.name, head.number, column, "", "kolom ini harus ada; ambil dari templat")
        for column in REQUIRED
        if column not in letters
    ]
    if faults:
        return [], faults
    found = []
    for row in sheet.rows[1:]:
        reader = _Reader(sheet.name, row, letters)
        past = _read_row(reader, until=until)
        faults += reader.faults
        if past is not None and not reader.faults:
            found.append(past)
    return found, faults


def _read_row(reader: _Reader, *, until: date) -> PastRequest | None:
    serial = reader.read(NUMBER, lambda cell: _serial(cell.text))
    received = reader.read(RECEIVED, _day)
    name, question = reader.read(NAME, lambda cell: cell.text), reader.read(QUESTION, lambda cell: cell.text)
    outcome = reader.choice(DECISION, OUTCOMES)
    notified, delivered = reader.read(NOTIFIED, _day), reader.read(DELIVERED, _day)
    if isinstance(received, date):
        if received > until:
            reader.fault(RECEIVED, received.isoformat(), "tanggal ini belum tiba; perbaiki")
            return None
        for column, day in ((NOTIFIED, notified), (DELIVERED, delivered)):
            if isinstance(day, date) and not received <= day <= until:
                reader.fault(column, day.isoformat(), "tanggal ini mendahului penerimaan atau belum tiba; perbaiki")
    optional = {
        "copy_form": reader.choice(FORM, FORMS),
        "way": reader.choice(WAY, WAYS),
        "channel": reader.choice(CHANNEL, CHANNELS),
        "track": reader.choice(TRACK, TRACKS),
        "sex": reader.choice(SEX, SEXES),
        "type": reader.choice(TYPE, TYPES),
        "cost": reader.read(COST, lambda cell: _rupiah(cell.text)),
        "extended": reader.read(EXTENDED, lambda cell: _yes(cell.text)),
        "due_on": reader.read(DUE, _day),
    }
    if reader.faults or not (isinstance(serial, int) and isinstance(received, date) and isinstance(outcome, Outcome)):
        return None
    contact, work, number = reader.text(CONTACT), reader.text(OCCUPATION), reader.text(NUMBER)
    occupation = OCCUPATIONS.get(work.lower(), Occupation.OTHER if work else None)
    held = reader.text(HELD)
    return PastRequest(
        row=reader.row.number,
        serial=serial,
        number="" if number.isdecimal() else number,
        received_on=received,
        name=str(name),
        question=str(question),
        outcome=outcome,
        address=reader.text(ADDRESS),
        email=contact.lower() if "@" in contact else "",
        phone="" if "@" in contact else clean_phone(contact),
        occupation=occupation,
        occupation_words=work if occupation == Occupation.OTHER else "",
        purpose=reader.text(PURPOSE),
        held_by=held.partition(":")[2].strip(),
        reason=reader.text(REASON),
        notified_on=notified if isinstance(notified, date) else None,
        delivered_on=delivered if isinstance(delivered, date) else None,
        payment=reader.text(PAYMENT),
        **{key: value for key, value in optional.items() if value is not None},  # type: ignore[arg-type]
    )


def _doubles(rows: Iterable[PastRequest]) -> list[Fault]:
    seen: dict[tuple[int, Track, int], int] = {}
    faults = []
    for past in rows:
        place = (past.received_on.year, past.track, past.serial)
        if place in seen:
            faults.append(
                Fault(
                    SHEET,
                    past.row,
                    NUMBER,
                    str(past.serial),
                    f"nomor ini sudah dipakai di baris {seen[place]} untuk tahun yang sama; perbaiki salah satu",
                )
            )
        else:
            seen[place] = past.row
    return faults
