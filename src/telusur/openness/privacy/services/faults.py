"""What can stop an act, and what is said about it: why, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from telusur.openness.requests import services as requests

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise


class Refused(Exception):
    """The act cannot be done as asked. `code` names the reason, `data` what the sentence about it needs."""

    def __init__(self, code: str, **data: object) -> None:
        super().__init__(code)
        self.code, self.data = code, data


class StaleThing(Refused):
    """The page on which the act was chosen is older than the thing."""

    def __init__(self, *, number: str) -> None:
        super().__init__("stale_thing", number=number)


class AlreadyAsked(Refused):
    """The same thing is being asked already; the running case has this number."""

    def __init__(self, *, number: str, case_id: int) -> None:
        super().__init__("already_asked", number=number)
        self.case_id = case_id


FAULTS: Mapping[str, StrOrPromise] = {
    "already_asked": _("Permintaan yang sama sedang berjalan dengan nomor %(number)s."),
    "asked_in_future": _("Waktu ini belum tiba; perbaiki tanggal atau jamnya."),
    "already_told": _("Mereka sudah diberi tahu."),
    "data_missing": _("Pilih paling sedikit satu jenis data yang bocor."),
    "field_undecided": _("Putuskan setiap isian yang diminta."),
    "handling_missing": _("Tulis penanganan yang sudah dan akan dilakukan."),
    "how_told_missing": _("Tulis bagaimana mereka diberi tahu: surat, surel, telepon, atau cara lain."),
    "how_missing": _("Tulis apa yang terjadi dan bagaimana diketahui."),
    "not_permitted": _("Peran Anda di kantor ini tidak mencakup tindakan tersebut."),
    "not_told_yet": _("Belum dapat ditutup: pemilik data, lembaga, atau masyarakat belum diberi tahu."),
    "nothing_asked": _("Isi paling sedikit satu hal yang perlu diperbaiki, berbeda dari yang tercatat."),
    "occurred_after_discovery": _("Waktu kejadian sesudah waktu diketahui; perbaiki salah satunya."),
    "package_gone": _("Salinan ini sudah tidak disimpan. Ajukan permintaan baru; jawabannya paling lambat 3 × 24 jam."),
    "people_left": _(
        "Yang diberi tahu %(told)s orang, yang datanya bocor %(people)s. Beri tahu yang lain, umumkan kepada "
        "masyarakat, atau perbaiki jumlahnya dalam penilaian."
    ),
    "people_missing": _("Tulis jumlah orang yang datanya bocor; boleh perkiraan."),
    "proof_missing": _("Tulis bukti pengirimannya: nomor resi, penerima, atau waktu terkirim."),
    "proof_not_of_way": _(
        "Bukti itu tidak cocok dengan cara permintaan ini datang. Kode lacak dan akun hanya membuktikan siapa yang "
        "masuk dengannya; mintalah kartu identitas atau hubungi telepon yang tercatat."
    ),
    "public_not_needed": _("Penilaiannya tidak meminta pengumuman. Ubah penilaian dahulu bila ternyata perlu."),
    "reason_missing": _("Tulis alasannya."),
    "refusal_without_ground": _("Pilih dasar penolakan dan tulis alasannya untuk isian yang ditolak."),
    "stale_thing": _("%(number)s sudah berubah sejak halaman ini dibuka. Lihat keadaannya, lalu ulangi."),
    "subjects_missing": _("Tulis nomor permohonan orang yang datanya bocor, satu per baris."),
    "subject_unknown": _(
        "Tidak ada permohonan bernomor %(number)s di kantor ini. Pemohon kantor lain diberi tahu oleh kantornya."
    ),
    "told_before_letters": _(
        "Waktu ini sebelum surat terakhir kepada mereka dibuat di sini; tulis kapan orang terakhir diberi tahu."
    ),
    "told_in_future": _("Waktu ini belum tiba, atau sebelum pelanggaran diketahui; perbaiki tanggal atau jamnya."),
    "words_missing": _("Tulis isi pengumumannya."),
    "wrong_state": _("Tindakan ini tidak dapat dilakukan pada tahap sekarang."),
}


def sentence(error: Exception) -> str:
    """Return what to say about an anticipated fault. Raises: KeyError, no such code."""
    code: str = error.code  # type: ignore[attr-defined]
    if code not in FAULTS:
        return requests.sentence(error)
    data = getattr(error, "data", {})
    return str(FAULTS[code]) % data if data else str(FAULTS[code])
