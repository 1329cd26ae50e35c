from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from ..rules.content import Fault

if TYPE_CHECKING:
    from ..rules.content import Unacceptable

_TRY_AGAIN = _("Buka berkas di komputer Anda; bila terbuka, simpan ulang lalu unggah hasilnya.")
_SAVE_AS_TABLE = _("Salin isinya ke lembar kerja baru, simpan sebagai XLSX atau CSV, lalu unggah lagi.")
_SAVE_AS_PDF = _("Simpan isinya sebagai PDF, lalu unggah PDF itu.")

# Why, and what to do about it. The named values come from the fault's facts.
TEXTS = {
    Fault.EMPTY: (_("Berkas kosong (0 bita)."), _("Periksa berkas di komputer Anda dan unggah yang berisi.")),
    Fault.TOO_LARGE: (
        _("Berkas lebih dari %(largest)s, batas untuk jenis %(found)s."),
        _("Perkecil gambar di dalamnya atau bagi menjadi beberapa berkas."),
    ),
    Fault.UNKNOWN_TYPE: (
        _("Isi berkas bukan jenis yang diterima."),
        _("Unggah salah satu dari: %(accepted)s."),
    ),
    Fault.NAME_DISAGREES: (
        _("Nama berkas berakhiran “%(ending)s”, tetapi isinya %(found)s."),
        _("Ubah akhiran nama menjadi “.%(found)s”, atau unggah berkas yang benar."),
    ),
    Fault.PROGRAM: (_("Isi berkas adalah program, bukan dokumen."), _("Unggah dokumennya saja.")),
    Fault.MARKUP: (_("Isi berkas adalah halaman web atau skrip, bukan dokumen."), _SAVE_AS_PDF),
    Fault.TWO_IN_ONE: (_("Berkas ini dua jenis sekaligus: ada berkas lain yang menempel padanya."), _SAVE_AS_PDF),
    Fault.ENCRYPTED: (
        _("Berkas dilindungi kata sandi atau dienkripsi."),
        _("Buka dengan kata sandinya, simpan tanpa perlindungan, lalu unggah lagi."),
    ),
    Fault.MACRO: (_("Berkas memuat makro."), _("Simpan tanpa makro (DOCX atau XLSX), lalu unggah lagi.")),
    Fault.OLD_OFFICE: (
        _("Berkas berformat Office lama (DOC, XLS, PPT)."),
        _("Simpan sebagai DOCX, XLSX atau PDF, lalu unggah lagi."),
    ),
    Fault.ARCHIVE: (_("Berkas adalah arsip zip, bukan dokumen."), _("Unggah isi arsip satu per satu.")),
    Fault.DAMAGED: (_("Berkas rusak atau terpotong."), _TRY_AGAIN),
    Fault.BOMB: (_("Isi berkas mengembang jauh melebihi ukurannya, seperti bom zip."), _SAVE_AS_PDF),
    Fault.NESTED: (_("Di dalam berkas ada arsip atau program."), _("Keluarkan lampiran itu, lalu unggah lagi.")),
    Fault.UNSAFE_XML: (_("Berkas memuat rujukan XML yang tidak aman."), _TRY_AGAIN),
    Fault.TOO_MANY_PIXELS: (
        _("Gambar berukuran %(width)s × %(height)s piksel, melebihi batas."),
        _("Perkecil gambarnya, lalu unggah lagi."),
    ),
    Fault.TOO_MANY_PAGES: (
        _("Dokumen berisi %(pages)s halaman, melebihi batas %(largest)s."),
        _("Bagi menjadi beberapa dokumen."),
    ),
    Fault.TOO_LONG: (_("Isi berkas terlalu banyak untuk dibaca."), _("Bagi menjadi beberapa berkas.")),
}


def size_in_words(size: int) -> str:
    """Return a limit as it was set: 100 MB, not 100,0 MB."""
    return re.sub(r"[.,]0(?=\s)", "", filesizeformat(size))


class Refused(Exception):
    """A file is not taken. `code` is one of `Fault`; `message` says why and `remedy` what to do, in Indonesian."""

    def __init__(self, code: str, message: str, remedy: str) -> None:
        super().__init__(f"{message} {remedy}")
        self.code = code
        self.message = message
        self.remedy = remedy


def refused(error: Unacceptable, *, as_table: bool = False) -> Refused:
    """Return why a file is not taken and what to do; as_table: of one whose rows are to be read, for which no PDF will
    do."""
    facts = {
        name: size_in_words(int(value)) if name in _SIZES[error.fault] else value for name, value in error.facts.items()
    }
    message, remedy = TEXTS[error.fault]
    if as_table and error.fault in _NO_PDF_HELPS:
        remedy = _SAVE_AS_TABLE
    return Refused(error.fault.value, str(message) % facts, str(remedy) % facts)


_NO_PDF_HELPS = {Fault.MARKUP, Fault.TWO_IN_ONE, Fault.OLD_OFFICE, Fault.BOMB}
_SIZES = {fault: ("size", "largest") if fault == Fault.TOO_LARGE else () for fault in Fault}
