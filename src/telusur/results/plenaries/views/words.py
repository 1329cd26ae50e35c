"""What states, acts and refusals of a plenary are called on pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from telusur.results.elections.rules.layout import UNREAD

from ..rules.sheet import written
from ..rules.states import Answer, PaperKind, State
from ..services import Verdict

if TYPE_CHECKING:
    from telusur.results.plenaries.rules.moves import WrongState
    from telusur.results.plenaries.services import Refused

STATES = {
    State.READING: (_("membaca formulir"), "info"),
    State.PROOFED: (_("salinan uji diperiksa"), "soon"),
    State.FINAL: (_("ditandatangani sekarang"), "soon"),
    State.SIGNED: (_("menunggu pindaian"), "wait"),
    State.SCANNED: (_("siap diumumkan"), "wait"),
    State.PUBLISHED: (_("diumumkan"), "ok"),
    State.DETERMINED: (_("hasil ditetapkan"), "ok"),
    State.DISPUTED: (_("disengketakan"), "late"),
    State.UPHELD: (_("dikuatkan MK"), "ok"),
    State.OVERTURNED: (_("diubah MK"), "late"),
}
STEPS = (  # label, the states in it, what it waits for
    (_("Baca"), (State.READING,), ""),
    (_("Salinan uji"), (State.PROOFED,), ""),
    (_("Tanda tangan"), (State.FINAL,), _("sesudah final dicetak")),
    (_("Pindaian"), (State.SIGNED,), _("sesudah penandatanganan ditutup")),
    (_("Umumkan"), (State.SCANNED,), _("sesudah pindaian diunggah")),
    (
        _("Hasil"),
        (State.PUBLISHED, State.DETERMINED, State.DISPUTED, State.UPHELD, State.OVERTURNED),
        _("sesudah formulir D diumumkan"),
    ),
)
RESULT_WAITS = {  # what a published D form of the last level waits for
    State.PUBLISHED: _("menunggu penetapan"),
    State.OVERTURNED: _("diubah MK; menunggu pleno ulang"),
}
ANSWERS = {
    Answer.OPEN: (_("belum dijawab"), "late"),
    Answer.ACCEPTED: (_("diterima"), "ok"),
    Answer.REJECTED: (_("tidak diterima"), "wait"),
    Answer.CARRIED: (_("dibawa ke jenjang berikutnya"), "soon"),
}
PAPERS = {
    PaperKind.PROOF: _("Salinan uji %(number)d"),
    PaperKind.FINAL: _("Final %(number)d"),
    PaperKind.SCAN: _("Pindaian %(number)d"),
    PaperKind.PUBLIC: _("Salinan untuk umum"),
}
VERDICTS = {
    Verdict.STANDS: (
        _("Asli dan berlaku"),
        _("Kata-kata ini ditandatangani kunci log pemilu, dan formulirnya diumumkan dengan angka yang sama."),
        "ok",
    ),
    Verdict.UNPUBLISHED: (
        _("Asli, belum diumumkan"),
        _("Formulir ini dicetak final dan masih ditandatangani atau dipindai. Angkanya belum hasil."),
        "soon",
    ),
    Verdict.WITHDRAWN: (
        _("Asli, sudah ditarik"),
        _("Final ini ditarik karena ada kekeliruan. Pakai formulir yang diumumkan."),
        "late",
    ),
    Verdict.REPEATED: (
        _("Asli, sudah diganti pleno ulang"),
        _("Pleno ini diulang karena putusan. Formulirnya tetap dapat dirujuk, hasilnya tidak berlaku lagi."),
        "late",
    ),
    Verdict.UNKNOWN: (
        _("Ditandatangani, formulirnya tidak dikenal"),
        _("Kuncinya benar, tetapi formulir dengan kata-kata ini tidak tersimpan di sini. Tunjukkan kepada KPU."),
        "late",
    ),
    Verdict.NOT_SIGNED: (
        _("Tidak ditandatangani pemilu ini"),
        _(
            "Kata-katanya lengkap, tetapi bukan yang ditandatangani kunci log pemilu ini. Jangan percaya kertasnya dan "
            "tunjukkan kepada Bawaslu."
        ),
        "late",
    ),
    Verdict.CUT: (
        _("Isi kode belum lengkap"),
        _("Sebagian katanya hilang, jadi belum dapat diperiksa. Pindai lagi, lalu tempel seluruh isinya."),
        "soon",
    ),
    Verdict.NO_CODE: (
        _("Ini bukan isi kode formulir D"),
        _(
            "Isinya dimulai dengan “telusur/d-hasil/v1”. Pindai kode QR di halaman pertama formulir, lalu tempel di "
            "sini."
        ),
        "soon",
    ),
}
REFUSALS = {
    "another_voice": _("Catat keberatan atas nama sendiri: saksi untuk pesertanya, pengawas untuk Bawaslu."),
    "announced_later": _("Waktu pengumuman itu belum tiba; perbaiki tanggal atau jamnya."),
    "announced_early": _("Pengumuman itu lebih awal daripada keputusannya; perbaiki salah satu tanggalnya."),
    "not_permitted": _("Hanya panitia yang memegang pleno ini yang dapat melakukannya."),
    "not_here": _("Pemilihan ini tidak direkapitulasi pada jenjang dan tempat itu."),
    "no_minutes": _("Tulis nomor berita acaranya."),
    "open_already": _("Pleno tempat ini sudah dibuka dan belum selesai."),
    "no_ground": _("Pleno tempat ini sudah diumumkan. Tulis putusan yang memerintahkan pleno ulang."),
    "which_district": _("Tempat ini mencakup beberapa dapil; pilih satu, masing-masing dengan formulir D-nya."),
    "nothing_below": _("Tempat ini tidak memiliki TPS pada pemilu ini."),
    "no_unit": _("Unit itu tidak dibaca pleno ini."),
    "no_form": _("Formulir unit ini belum ada: tunggu angkanya, atau formulir D pleno di bawahnya diumumkan."),
    "unread": _("Ada suara yang tidak terbaca, jadi tidak dapat dijumlahkan. Betulkan dengan bukti lain."),
    "held": _("Suara unit ini melanggar aturan. Betulkan, atau tulis alasan angkanya tetap berlaku."),
    "no_reason": _("Tulis alasannya; alasan itu diumumkan."),
    "no_evidence": _("Sebutkan buktinya."),
    "being_read": _(
        "Formulir TPS ini ada dan sedang dibaca. Selesaikan pembacaannya lewat antrean, atau nyatakan bahwa formulir "
        "kertasnya dibacakan di rapat pleno."
    ),
    "breaks_rules": _(
        "Angka pleno melanggar aturan: %(rules)s. Periksa lagi, atau tulis mengapa angkanya tetap berlaku."
    ),
    "no_change": _("Angka yang Anda isi sama dengan yang dibaca."),
    "no_text": _("Tulis keberatan atau penjelasannya."),
    "no_participant": _("Pilih saksi dari peserta mana."),
    "identity": _("Tulisan ini memuat nomor atau alamat surel yang menunjuk seseorang. Tulis tanpa itu."),
    "answered": _("Keberatan ini sudah dijawab."),
    "not_corrected": _("Betulkan dahulu angka unit itu di pleno ini, lalu terima keberatannya."),
    "unread_units": _("Belum dibaca %(count)d unit: %(names)s."),
    "changed_units": _("Formulir %(count)d unit berubah sesudah dibaca: %(names)s. Bacalah lagi."),
    "objections": _("%(count)d keberatan belum dijawab."),
    "signatures": _("%(count)d tanda tangan belum dicatat."),
    "nobody": _("Belum ada anggota panitia yang menandatangani."),
    "not_determined_here": _("Hasil pemilihan ini tidak ditetapkan pada jenjang ini."),
    "no_decision": _("Tulis nomornya."),
    "replaced": _("Pleno ini sudah diganti pleno ulang. Lanjutkan di pleno yang berlaku."),
    "stale": _(
        "Angka unit ini berubah sejak halaman ini dibuka. Di bawah ini angka yang sekarang; isi lagi bila masih perlu."
    ),
    "a_print": _(
        "Berkas ini cetakan dari sistem, belum bertanda tangan. Unggah pindaian kertas yang sudah ditandatangani."
    ),
    "wrong_state": _("Langkah ini tidak mungkin lagi; mungkin orang lain baru saja melakukannya."),
}


def sentence(refusal: Refused | WrongState) -> str:
    """Return a refusal in words."""
    return str(REFUSALS[refusal.code]) % getattr(refusal, "facts", {})


def said(value: int, gap: int = 0) -> str:
    """Return a number as pages and the D form show it."""
    return written(value, gap if value != UNREAD else 0)
