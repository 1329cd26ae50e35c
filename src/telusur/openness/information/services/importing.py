"""The list as a file: in whole or not at all, out so that it can come in again."""

from __future__ import annotations

import secrets
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, BinaryIO

from django.db import transaction
from django.utils.translation import gettext as _

from telusur.kernel.documents import services as documents
from telusur.kernel.documents.rules.access import Viewer, can_see
from telusur.kernel.ledger import services as ledger
from telusur.kernel.ledger.rules.logs import office_log
from telusur.kernel.offices.selectors import local_day, units_of

from ..models import STATE_LABELS, InformationItem
from ..rules.entries import Form, InformationClass
from ..rules.register import (
    CLASS_CELLS,
    FORM_CELLS,
    GUIDE_SHEET,
    REQUIRED,
    Field,
    Known,
    Reading,
    read_register,
    row_of,
)
from ..rules.states import Act, State
from ..selectors import files_of, listed_by, register_items
from .entering import NewFile, enter_stored, entry_of, store_files
from .writing import actor_of, require_right

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date, datetime

    from telusur.kernel.accounts.models import User
    from telusur.kernel.documents.models import Attachment, Document
    from telusur.kernel.offices.models import Office

SHEET = "DIP"
STAGED = "information_import"
IMPORTERS = "information.import"


class RegisterRefused(Exception):
    """Not one row goes in. reading: every fault with its place."""

    code = "register_refused"

    def __init__(self, reading: Reading) -> None:
        super().__init__(len(reading.faults))
        self.reading = reading


@dataclass(frozen=True)
class Imported:
    """What came in: ids in the order of the rows, and the reading with its remarks."""

    item_ids: list[int]
    reading: Reading


def read_file(*, office: Office, content: BinaryIO, name: str, files: Collection[str] = (), at: datetime) -> Reading:
    """Return what a register file would bring into the office's list, with everything wrong. Nothing is written.

    files: names of the files given along. Raises: documents.Refused for a file that is no table.
    """
    table = documents.read_table(content=content, name=name, on=local_day(office=office, at=at))
    return read_register(table, _known(office, files))


def import_register(
    *,
    office: Office,
    content: BinaryIO,
    name: str,
    officer: User | None,
    at: datetime,
    files: Mapping[str, BinaryIO] | None = None,
) -> Imported:
    """Bring a register file into the office's list as drafts: every row, or none.

    files: by name, those that the column Berkas names. officer: None for an import by command.
    Raises: NotPermitted, RegisterRefused, documents.Refused.
    """
    require_right(office=office, permission=IMPORTERS, officer=officer, at=at)
    given = files or {}
    reading = read_file(office=office, content=content, name=name, files=given.keys(), at=at)
    if reading.faults:
        raise RegisterRefused(reading)
    stored = {
        file: store_files([NewFile(given[file], file)], at=at)[0]
        for file in dict.fromkeys(file for row in reading.rows for file in row.files)
    }
    with transaction.atomic():
        items = [
            enter_stored(
                office_id=office.pk,
                entry=row.entry,
                officer=officer,
                at=at,
                files=[stored[file] for file in row.files],
            )
            for row in reading.rows
        ]
        ledger.record(
            f"information.{Act.IMPORT}",
            log=office_log(office.code),
            subject_kind="information_register",
            subject_id=office.code,
            actor=actor_of(officer),
            happened_at=at,
            recorded_at=at,
            facts={"rows": len(items), "first": items[0].pk, "last": items[-1].pk},
        )
    return Imported([item.pk for item in items], reading)


def export_register(*, office: Office, kind: str, year: int | None = None, shown_only: bool = False) -> bytes:
    """Return the office's list as a file that `import_register` reads. kind: xlsx or csv.

    shown_only: without drafts; what was withdrawn never goes out. The column Berkas is empty, so that the file can
    come in by itself (`export_with_files` fills it).
    """
    return _written(_exported(office, year, shown_only=shown_only, with_files=False), kind)


def listed_rows(*, office: Office, on: date) -> list[list[str | int]]:
    """Return the office's list as it shows what was published by the end of `on`, its columns' names first."""
    shown = {item.pk for item, _day in listed_by(office_id=office.pk, until=on + timedelta(days=1))}
    return _exported(office, None, shown_only=True, with_files=False, only=shown)


def export_with_files(
    *, office: Office, kind: str, at: datetime, year: int | None = None, shown_only: bool = False
) -> tuple[bytes, dict[str, Document]]:
    """Return the list with its column Berkas filled, and for each name in it the document to write out.

    shown_only: without drafts, and of each entry only the files that everybody may see at `at`.
    """
    names: dict[str, Document] = {}
    seen_by = Viewer(at) if shown_only else None
    rows = _exported(office, year, shown_only=shown_only, with_files=True, names=names, seen_by=seen_by)
    return _written(rows, kind), names


def stage_import(
    *, office: Office, register: NewFile, files: Sequence[NewFile], officer: User, at: datetime
) -> tuple[str, Reading]:
    """Keep a register and its files at the desk until an officer says yes to what would come in; return the key to
    them ("" where there are faults) and what was read. Raises: NotPermitted, documents.Refused."""
    require_right(office=office, permission=IMPORTERS, officer=officer, at=at)
    names = {file.name for file in files}
    reading = read_file(office=office, content=register.content, name=register.name, files=names, at=at)
    if reading.faults:
        return "", reading
    key = secrets.token_hex(16)
    stored = store_files([register, *files], at=at)
    with transaction.atomic():
        for document, file in stored:
            documents.attach(
                document_id=document.pk,
                thing_kind=STAGED,
                thing_id=key,
                office_id=office.pk,
                access="officers",
                permission=IMPORTERS,
                title=file.name,
                name=file.name,
                at=at,
                actor=actor_of(officer),
            )
    return key, reading


@transaction.atomic
def import_staged(*, office: Office, key: str, officer: User, at: datetime) -> Imported:
    """Bring in what was staged under `key`, read anew, once: what is taken off in the same transaction is locked first,
    so that of two who say yes at once the second finds nothing. Raises: NotPermitted, LookupError, RegisterRefused."""
    require_right(office=office, permission=IMPORTERS, officer=officer, at=at)
    staged = documents.withdraw_all(thing_kind=STAGED, thing_id=key, office_id=office.pk, at=at)
    if not staged:
        raise LookupError(key)
    with ExitStack() as opened:
        contents = [opened.enter_context(documents.open_bytes(document=row.document)) for row in staged]
        return import_register(
            office=office,
            content=contents[0],
            name=staged[0].title,
            officer=officer,
            at=at,
            files={row.title: content for row, content in zip(staged[1:], contents[1:], strict=True)},
        )


def template() -> bytes:
    """Return an empty register (XLSX) with a sheet that explains its columns."""
    guide: list[list[str | int]] = [[_("Kolom"), _("Wajib"), _("Isi")]]
    guide += [[field.value, _("ya") if field in REQUIRED else "", str(_guide(field))] for field in Field]
    rows: list[list[str | int]] = [[field.value for field in Field]]
    return documents.write_table(sheets={SHEET: rows, GUIDE_SHEET: guide}, kind="xlsx")


def _known(office: Office, files: Collection[str]) -> Known:
    taken = InformationItem.everything.kept().filter(office_id=office.pk).exclude(number="")
    return Known(
        units={unit.code: unit.pk for unit in units_of(office_id=office.pk)},
        time_zone=office.time_zone,
        taken=set(taken.values_list("year", "number")),
        files=set(files),
    )


def _exported(
    office: Office,
    year: int | None,
    *,
    shown_only: bool,
    with_files: bool,
    names: dict[str, Document] | None = None,
    seen_by: Viewer | None = None,
    only: Collection[int] | None = None,
) -> list[list[str | int]]:
    rows: list[list[str | int]] = [[field.value for field in Field]]
    for item in register_items(office_id=office.pk, year=year, shown_only=shown_only):
        if item.state == State.WITHDRAWN or (only is not None and item.pk not in only):
            continue
        held = files_of(item_id=item.pk) if with_files else []
        files = [_name_out(item, row, names) for row in held if seen_by is None or can_see(seen_by, row)]
        rows.append(
            row_of(
                entry_of(item),
                unit=item.unit.code if item.unit else "",
                time_zone=office.time_zone,
                files=files,
                state=str(STATE_LABELS[State(item.state)]),
            )
        )
    return rows


def _name_out(item: InformationItem, attachment: Attachment, names: dict[str, Document] | None) -> str:
    name = f"{item.pk}-{attachment.pk}-{attachment.name}".replace(";", "-")
    if names is not None:
        names[name] = attachment.document
    return name


def _written(rows: list[list[str | int]], kind: str) -> bytes:
    return documents.write_table(sheets={SHEET: rows}, kind=kind)


def _guide(field: Field) -> str:
    texts = {
        Field.NUMBER: _("Nomor urut dalam daftar tahun itu; boleh kosong, diberikan saat terbit."),
        Field.TITLE: _("Judul seperti pada dokumennya."),
        Field.SUMMARY: _("Dua atau tiga kalimat dengan bahasa sehari-hari."),
        Field.HOLDER: _("Jabatan atau unit yang menguasai informasi."),
        Field.RESPONSIBLE: _("Jabatan yang bertanggung jawab membuat atau menerbitkan."),
        Field.MADE: _("5 Maret 2024, Maret 2024, atau 2024."),
        Field.MADE_PLACE: _("Kota tempat dibuat."),
        Field.FORM: " / ".join(FORM_CELLS[form] for form in Form),
        Field.RETENTION: _("Menurut jadwal retensi arsip, misalnya 5 tahun."),
        Field.CLASS: " / ".join(CLASS_CELLS[one] for one in InformationClass),
        Field.YEAR: _("Empat angka."),
        Field.UNIT: _("Kode unit kantor; boleh kosong."),
        Field.TAGS: _("Dipisah titik koma."),
        Field.LINK: _("Alamat web lengkap, bila informasinya ada di tempat lain."),
        Field.EVENT: _("Hanya serta merta: apa yang terjadi."),
        Field.EVENT_AT: _("Hanya serta merta: 2024-03-05 14:30, waktu setempat."),
        Field.REVIEW_BY: _("Tanggal; kosong berarti menurut klasifikasinya."),
        Field.FILES: _("Nama berkas yang diunggah bersama daftar ini, dipisah titik koma."),
        Field.STATE: _("Hanya keterangan pada ekspor; impor selalu menjadi draf."),
    }
    return texts[field]
