"""What a person reads about a register that was read: each fault with its place, value and remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from ..rules.register import Problem, Remark

if TYPE_CHECKING:
    from ..rules.register import Fault, Note

PROBLEMS = {
    Problem.NO_HEADING: (
        _("Baris judul kolom tidak ditemukan."),
        _("Pakai templat, atau beri judul kolom seperti “Judul informasi”, “Klasifikasi”, dan “Tahun”."),
    ),
    Problem.COLUMN_MISSING: (_("Kolom ini wajib ada."), _("Tambahkan kolom “%(heading)s” pada baris judul.")),
    Problem.COLUMN_TWICE: (_("Kolom ini ada dua kali."), _("Hapus salah satunya.")),
    Problem.NO_ROWS: (_("Tidak ada baris isi."), _("Isi paling sedikit satu baris di bawah judul kolom.")),
    Problem.TOO_MANY_ROWS: (
        _("Terlalu banyak baris."),
        _("Bagi menjadi beberapa berkas, paling banyak %(most)s baris."),
    ),
    Problem.EMPTY: (_("Wajib diisi."), _("Isi kolom “%(heading)s”.")),
    Problem.TOO_LONG: (_("Terlalu panjang."), _("Ringkas menjadi paling banyak %(most)s huruf.")),
    Problem.UNKNOWN_CLASS: (
        _("Klasifikasi tidak dikenal."),
        _("Tulis Berkala, Serta merta, atau Setiap saat."),
    ),
    Problem.UNKNOWN_FORM: (_("Bentuk tidak dikenal."), _("Tulis Softcopy, Hardcopy, atau Softcopy dan hardcopy.")),
    Problem.UNKNOWN_UNIT: (_("Kode unit tidak ada di kantor ini."), _("Kosongkan, atau pakai salah satu: %(codes)s.")),
    Problem.BAD_YEAR: (_("Bukan tahun."), _("Tulis tahun empat angka, misalnya 2024.")),
    Problem.BAD_DATE: (_("Bukan tanggal."), _("Tulis misalnya 5 Maret 2024 atau 2024-03-05.")),
    Problem.BAD_INSTANT: (_("Bukan tanggal dan jam."), _("Tulis misalnya 2024-03-05 14:30.")),
    Problem.BAD_LINK: (_("Bukan alamat web."), _("Tulis lengkap dengan https:// di depannya.")),
    Problem.TAG_TOO_LONG: (
        _("Ada tag yang terlalu panjang."),
        _("Pisahkan tag dengan titik koma; satu tag paling banyak %(most)s huruf."),
    ),
    Problem.NUMBER_TWICE: (
        _("Nomor ini sudah dipakai baris lain pada tahun yang sama."),
        _("Ubah atau kosongkan; pemakai pertamanya lembar “%(sheet)s” baris %(row)s."),
    ),
    Problem.NUMBER_TAKEN: (
        _("Nomor ini sudah ada dalam daftar kantor pada tahun yang sama."),
        _("Hapus baris ini bila informasinya sama; kosongkan nomornya bila berbeda."),
    ),
    Problem.EVENT_WITHOUT_CLASS: (
        _("Peristiwa hanya untuk informasi serta merta."),
        _("Kosongkan kolom peristiwa, atau ubah klasifikasinya menjadi Serta merta."),
    ),
    Problem.FILE_MISSING: (
        _("Berkas “%(name)s” tidak disertakan."),
        _("Sertakan berkas dengan nama persis itu, atau kosongkan sel ini."),
    ),
    Problem.FORMULA_WITHOUT_RESULT: (
        _("Rumus tanpa hasil."),
        _("Buka berkas di aplikasi lembar kerja, simpan ulang, atau ganti rumus dengan nilainya."),
    ),
}
REMARKS = {
    Remark.HIDDEN_SHEET: _("Lembar “%(sheet)s” tersembunyi: tidak diambil."),
    Remark.HIDDEN_ROW: _("Lembar “%(sheet)s” baris %(name)s tersembunyi: tidak diambil."),
    Remark.HIDDEN_COLUMN: _("Lembar “%(sheet)s” kolom %(name)s tersembunyi: tidak diambil."),
    Remark.SHEET_PASSED_OVER: _("Lembar “%(sheet)s” dilewati: tidak ada judul kolom daftar."),
    Remark.UNKNOWN_COLUMN: _("Lembar “%(sheet)s”: kolom “%(name)s” tidak dikenal dan tidak diambil."),
    Remark.STATE_NOT_TAKEN: _(
        "Lembar “%(sheet)s”: kolom Keadaan tidak diambil. Semua baris masuk sebagai draf dan terbit setelah disetujui "
        "orang kedua."
    ),
    Remark.WITHOUT_EVENT: _("%(name)s baris serta merta tanpa peristiwa atau waktunya; belum dapat terbit."),
    Remark.WITHOUT_SUMMARY: _("%(name)s baris tanpa ringkasan; belum dapat terbit."),
    Remark.FILE_UNUSED: _("Berkas “%(name)s” tidak disebut dalam kolom Berkas dan tidak diambil."),
}


def problem_of(fault: Fault) -> str:
    """Return what is wrong, in a sentence."""
    return str(PROBLEMS[fault.problem][0]) % _facts(fault)


def remedy_of(fault: Fault) -> str:
    """Return what to do about it."""
    return str(PROBLEMS[fault.problem][1]) % _facts(fault)


def remark_of(note: Note) -> str:
    """Return what is said of the file."""
    return str(REMARKS[note.remark]) % {"sheet": note.sheet, "name": note.name}


def _facts(fault: Fault) -> dict[str, str]:
    return {"heading": fault.heading, **dict(fault.facts)}
