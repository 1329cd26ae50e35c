"""What the parts of a count are called on pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from ..forms import KIND_NAMES, METHOD_NAMES
from ..rules.windows import Court, PaperKind

if TYPE_CHECKING:
    from ..services import Refused

METHODS, KINDS = METHOD_NAMES, KIND_NAMES
SOURCES = {"file": _("berkas"), "plenaries": _("rekapitulasi dan hasil yang ditetapkan")}
COURTS = {
    Court.OPEN: (_("jangka waktu sengketa terbuka"), "soon"),
    Court.SILENT: (_("menunggu surat MK"), "wait"),
    Court.DISPUTED: (_("disengketakan di MK"), "late"),
    Court.CLEAR: (_("tidak ada perkara di MK"), "ok"),
    Court.RULED: (_("MK sudah memutus"), "ok"),
}
NO_LETTER = _("ditetapkan tanpa surat MK"), "ok"
PAPERS = {
    PaperKind.CLEAR: _("Surat: tidak ada perkara yang diregistrasi"),
    PaperKind.REGISTERED: _("Perkara diregistrasi"),
    PaperKind.RULING: _("Putusan"),
}
REFUSALS = {
    "not_this_council": _("Kursi lembaga itu tidak dibagi kantor ini."),
    "no_name": _("Tulis nama lembaganya."),
    "voted_later": _("Hari pemungutan suara belum tiba."),
    "slug_taken": _("Alamat itu sudah dipakai lembaga lain di kantor ini."),
    "nothing_taken": _("Ambil dahulu suara dan kursinya."),
    "determined": _("Kursi dari dasar ini sudah ditetapkan dan tidak dapat diubah. Dasar baru menunggu putusan MK."),
    "no_result": _("Tulis nomor keputusan yang mengumumkan hasilnya."),
    "announced_later": _("Waktu pengumuman itu belum tiba; perbaiki tanggal atau jamnya."),
    "no_ground": _("Tulis mengapa dasar yang lama diganti; alasan itu diumumkan."),
    "no_ruling": _("Kursi sudah ditetapkan. Catat dahulu putusan MK yang mengubah hasil."),
    "no_utf8": _("%(name)s tidak tersimpan sebagai UTF-8; simpan lagi sebagai CSV UTF-8."),
    "no_contest": _("Lembaga ini tidak terhubung dengan pemilihan; ambil suaranya dari berkas."),
    "no_districts": _("Pemilihan ini belum memiliki daerah pemilihan; muat dengan telusur election load."),
    "not_determined": _("Hasil pemilihan ini belum ditetapkan; tetapkan dahulu di rapat pleno."),
    "not_all_determined": _("Hasil belum ditetapkan untuk %(names)s."),
    "not_announced": _("KPU belum mengumumkan hasil secara nasional; kursi dibagi sesudah itu."),
    "overturned": _("Hasil pemilihan ini diubah MK; tunggu hasil pleno ulang ditetapkan."),
    "nothing_asked": _("Berkas koreksi tidak memuat satu baris pun."),
    "no_cell": _("Berkas tidak memuat %(district)s, kolom %(column)s."),
    "no_change": _("%(district)s, kolom %(column)s, sudah dibaca demikian."),
    "no_reason": _("Tulis alasannya; alasan itu diumumkan."),
    "no_source": _("Sebutkan sumbernya, misalnya nomor formulir D."),
    "no_tie": _("Hasil yang sama itu tidak ada lagi; mungkin sudah diputuskan."),
    "not_so_many": _("Pilih tepat %(seats)d di antara yang sama."),
    "no_ground_of_tie": _("Tulis bagaimana pleno memutuskannya, misalnya dengan undian."),
    "no_minutes": _("Tulis nomor berita acaranya."),
    "no_number": _("Tulis nomor surat atau putusannya."),
    "number_taken": _("Surat atau putusan dengan nomor itu sudah dicatat."),
    "dated_later": _("Tanggalnya sesudah hari ini atau sebelum pemungutan suara; perbaiki."),
    "no_case": _("Pilih perkara yang diputus; catat dahulu registrasinya."),
    "no_effect": _("Pilih akibat putusannya."),
    "case_open": _("Masih ada perkara di MK yang belum diputus."),
    "window_open": _("Jangka waktu sengketa belum berakhir dan MK belum menyatakan tidak ada perkara."),
    "obstacles": _("Masih ada yang menghalangi; selesaikan dahulu yang disebut di halaman lembaga ini."),
    "own_work": _("Anda mengambil atau mengoreksi dasarnya; orang lain yang menetapkan."),
    "no_decree": _("Tulis nomor keputusannya."),
    "decree_taken": _("Keputusan dengan nomor itu sudah dicatat untuk lembaga ini."),
    "decided_early": _("Tanggal keputusan mendahului pengumuman hasil."),
    "decided_later": _("Tanggal keputusan belum tiba."),
    "identity": _("Tulisan ini memuat nomor atau alamat surel yang menunjuk seseorang. Tulis tanpa itu."),
}


def sentence(refusal: Refused) -> str:
    """Return a refusal in words."""
    return str(REFUSALS[refusal.code]) % refusal.facts


def party(name: str) -> str:
    """Return a party's name as it is shown: files often write it small."""
    return name.upper() if name.islower() else name
