"""What can stop an act, and what is said about it: why, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from ..rules.invitations import BadCode
from ..rules.sheets import BadSheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise


class Refused(Exception):
    """The act cannot be done as asked. `code` names the reason, `data` what the sentence about it needs."""

    def __init__(self, code: str, **data: object) -> None:
        super().__init__(code)
        self.code, self.data = code, data


FAULTS: Mapping[str, StrOrPromise] = {
    "action_missing": _("Tulis apa yang akan dikerjakan."),
    "already_closed": _("Survei ini sudah ditutup."),
    "already_done": _("Tindak lanjut ini sudah dinyatakan selesai."),
    "already_open": _("Survei %(survey)s masih terbuka. Tutup dahulu, lalu buka yang baru."),
    "already_spent": _("Kode undangan ini sudah dipakai. Setiap undangan berlaku untuk satu jawaban."),
    "bad_code": _("Kode undangan tidak dikenali. Salin seluruh kodenya dari surel, atau isi survei tanpa undangan."),
    "before_start": _("Survei belum dimulai; hari pertamanya %(day)s."),
    "cadence_past": _("Kala survei hanya dapat diubah mulai hari ini atau sesudahnya."),
    "cadence_same": _("Kala itu sudah berlaku."),
    "comment_too_long": _("Saran terlalu panjang. Paling banyak 1.000 huruf."),
    "days_overlap": _("Hari-hari survei ini sudah dicakup oleh survei %(survey)s."),
    "done_later": _("Tanggal ini belum tiba. Tulis hari tindak lanjut itu selesai."),
    "due_past": _("Tanggal ini sudah lewat. Pilih hari ini atau sesudahnya."),
    "has_findings": _("Teks ini masih memuat data pribadi: %(samples)s. Hapus dari teks yang akan ditampilkan."),
    "kiosk_ended": _("Kode kios tidak dikenali atau sudah berakhir. Minta kode baru kepada petugas meja."),
    "no_answer": _("%(field)s: jawaban harus 1, 2, 3, atau 4; kosongkan bila tidak dijawab."),
    "no_element": _("%(field)s bukan unsur survei. Unsurnya U1 sampai U9."),
    "no_such_value": _("Pilihan pada %(field)s tidak dikenal. Pilih dari daftar, atau kosongkan."),
    "not_an_owner": _("Penanggung jawab harus petugas kantor ini yang masih bertugas."),
    "not_answerable": _("Saat ini tidak ada survei yang dapat diisi di kantor ini."),
    "not_closed": _("Tutup survei dahulu; hasilnya masih dapat berubah."),
    "nothing_answered": _("Belum ada pertanyaan yang dijawab. Pilih paling sedikit satu jawaban."),
    "number_twice": _("Nomor lembar %(number)s muncul dua kali. Perbaiki salah satunya."),
    "proof_missing": _("Lampirkan pindaian lembar, atau tulis nomor setiap lembar."),
    "reason_missing": _("Tulis dari mana jumlah itu."),
    "result_missing": _("Tulis apa hasilnya."),
    "scan_known": _(
        "Pindaian ini sudah pernah dimasukkan dalam survei ini; jawabannya tidak dihitung dua kali. Pindai hanya "
        "lembar yang belum masuk, atau tulis nomor setiap lembar tanpa pindaian ini."
    ),
    "sheet_known": _("Lembar %(number)s sudah pernah dimasukkan dalam survei ini."),
    "sheets_missing": _("Isi paling sedikit satu lembar."),
    "stale_thing": _("Isinya sudah berubah sejak halaman ini dibuka. Lihat keadaannya, lalu ulangi."),
    "too_many_sheets": _("Paling banyak %(most)s lembar sekaligus. Simpan sebagian dahulu."),
}
ANTICIPATED = (Refused, BadSheet, BadCode)


def sentence(error: Exception) -> str:
    """Return what to say about an anticipated fault. Raises: KeyError, no such code."""
    text = str(FAULTS[error.code])  # type: ignore[attr-defined]
    return text % getattr(error, "data", {})
