"""What can stop an act, and what is said about it: why, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from ..rules.judging import MOST_LINES, MOST_SIGNS, TooMuch
from ..rules.moves import NotPermitted, WrongState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

MOST_PLAIN = 9_999


class Refused(Exception):
    """The act cannot be done as asked. `code` names the reason, `data` what the sentence about it needs."""

    def __init__(self, code: str, **data: object) -> None:
        super().__init__(code)
        self.code, self.data = code, data


class StaleReport(Refused):
    """The page on which the act was chosen is older than the thing."""

    def __init__(self) -> None:
        super().__init__("stale_report")


def too_long(error: TooMuch) -> Refused:
    return Refused("too_long", signs=error.signs, lines=error.lines, most=MOST_SIGNS, most_lines=MOST_LINES)


ANTICIPATED = (Refused, NotPermitted, WrongState)
FAULTS: Mapping[str, StrOrPromise] = {
    "already_begun": _("Laporan tahun %(year)s sudah dimulai; bekukan ulang registernya bila perlu."),
    "already_published": _("Ringkasan %(half)s tahun %(year)s sudah diumumkan."),
    "already_sent": _("Edisi ini sudah dicatat terkirim ke penerima itu."),
    "before_earlier_act": _("Tanggal ini sebelum langkah sebelumnya pada %(day)s; perbaiki tanggalnya."),
    "book_not_empty": _("Buku ini berisi catatan, jadi tidak dapat dinyatakan nihil."),
    "called_empty_already": _("Buku ini sudah dinyatakan nihil."),
    "cannot_be_written": _(
        "Laporan tidak dapat disusun dari pembekuan ini (%(what)s). Periksa register, lalu bekukan ulang."
    ),
    "closing_needs_words": _(
        "Tulis buktinya bila selesai, atau alasannya bila tidak dilanjutkan: nomor surat, tautan, atau apa yang dibuat."
    ),
    "decree_gone": _(
        "%(decree)s menyertai laporan ini, tetapi berkasnya tidak terbuka dalam Daftar Informasi Publik. Umumkan "
        "dahulu, atau mulai edisi perbaikan."
    ),
    "file_not_released": _(
        "Berkas “%(file)s” belum boleh keluar: %(found)s. Lihat temuannya di Pemeriksaan berkas: hitamkan, atau biarkan"
        " keluar dengan alasan; lalu ulangi."
    ),
    "findings_left": _("Masih ada %(count)s temuan. Perbaiki dahulu; daftarnya ada di halaman pemeriksaan."),
    "half_not_over": _("Tengah tahun itu belum berakhir; ringkasannya baru dapat dibuat sesudah %(day)s."),
    "happened_in_future": _("Tanggal ini belum tiba; perbaiki tanggalnya."),
    "nil_too_early": _("Tahun %(year)s belum berakhir; bukunya baru dapat dinyatakan nihil mulai %(day)s."),
    "no_receiver_above": _("Kantor nasional tidak mempunyai KPU di atasnya."),
    "never_empty": _("Buku ini tidak pernah nihil: layanan selalu punya dasar, sarana, dan petugas. Isi bukunya."),
    "no_such_doubt": _("Temuan itu tidak ada lagi, atau hanya dapat diperbaiki dalam laporannya."),
    "nobody_signs": _("Tidak ada Atasan PPID yang menjabat; angkat dahulu, lalu periksa laporannya."),
    "not_changed": _("Tidak ada yang berubah."),
    "not_permitted": _("Peran Anda di kantor ini tidak mencakup tindakan tersebut."),
    "nothing_stopped": _("Tidak ada berkas yang gagal dibuat; yang belum ada masih dalam antrean."),
    "nothing_there": _("Baris ini tidak ada pada kantor dan tahun itu."),
    "nothing_to_carry": _("Tidak ada baris tahun %(year)s yang belum dibawa."),
    "proof_missing": _("Tulis bukti pengirimannya: nomor surat, nomor resi, atau waktu surel terkirim."),
    "reason_missing": _("Tulis alasannya."),
    "receipt_before_sending": _("Tanggal terima sebelum tanggal kirim; perbaiki salah satunya."),
    "receipt_missing": _("Tulis tanda terimanya: nomor, nama penerima, atau jawabannya."),
    "register_moved": _("Register berubah sementara dibekukan. Bekukan sekali lagi."),
    "same_state": _("Keadaannya sudah demikian; pilih keadaan lain atau tulis kemajuannya."),
    "sent_before_signing": _("Tanggal kirim sebelum laporan diumumkan; perbaiki tanggalnya."),
    "signs_own_words": _(
        "Yang menulis atau memeriksa laporan ini tidak menandatanganinya. Minta Atasan PPID lain atau Plh."
    ),
    "stale_report": _("Isi halaman ini sudah berubah sejak dibuka. Lihat keadaannya, lalu ulangi."),
    "too_long": _(
        "Teks laporan ini %(signs)s huruf dalam %(lines)s baris; yang dapat diperiksa paling banyak %(most)s huruf dan "
        "%(most_lines)s baris. Ringkas uraian atau catatan yang terpanjang, lalu periksa lagi."
    ),
    "training_of_other_year": _("Petugas itu tidak tercatat pada tahun ini; catat petugasnya dahulu."),
    "words_too_long": _(
        "Semua uraian bersama-sama %(signs)s huruf; paling banyak %(most)s huruf. Ringkas yang ini, atau yang lain."
    ),
    "wrong_state": _("Tindakan ini tidak dapat dilakukan pada tahap sekarang."),
    "year_fixed": _(
        "Laporan tahun %(year)s sudah diperiksa. Kembalikan konsepnya, atau mulai edisi perbaikan, lalu ubah "
        "catatannya."
    ),
    "year_not_over": _("Tahun %(year)s belum berakhir; registernya baru dapat dibekukan mulai %(day)s."),
}


def sentence(error: Exception) -> str:
    """Return what to say about an anticipated fault. Raises: KeyError, no such code."""
    code: str = error.code  # type: ignore[attr-defined]
    data = {name: _grouped(each) for name, each in getattr(error, "data", {}).items()}
    return str(FAULTS[code]) % data if data else str(FAULTS[code])


def _grouped(value: object) -> object:
    """Return a number that is longer than a year with points between its thousands."""
    return number_format(value, force_grouping=True) if isinstance(value, int) and value > MOST_PLAIN else value
