"""What the words of objections are called on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from ..rules import objections as o

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

OBJECTION_STATES: Mapping[str, StrOrPromise] = {
    o.ObjectionState.SUBMITTED: _("Diajukan"),
    o.ObjectionState.REGISTERED: _("Teregister"),
    o.ObjectionState.REVIEWED: _("Ditelaah"),
    o.ObjectionState.DELIBERATED: _("Musyawarah"),
    o.ObjectionState.DECIDED: _("Diputus"),
    o.ObjectionState.EXECUTED: _("Dilaksanakan"),
    o.ObjectionState.FINISHED: _("Selesai"),
    o.ObjectionState.DISPUTED: _("Disengketakan"),
    o.ObjectionState.WITHDRAWN: _("Dicabut"),
    o.ObjectionState.STRUCK: _("Dicoret: salah catat"),
}

# What a button says.
OBJECTION_ACTS: Mapping[str, StrOrPromise] = {
    o.ObjectionAct.FILE: _("Ajukan keberatan"),
    o.ObjectionAct.REGISTER: _("Catat dalam register keberatan"),
    o.ObjectionAct.REVIEW: _("Mulai telaah"),
    o.ObjectionAct.GIVE_OPINION: _("Tulis pendapat"),
    o.ObjectionAct.INVITE: _("Undang musyawarah"),
    o.ObjectionAct.RECORD_DELIBERATION: _("Catat hasil musyawarah"),
    o.ObjectionAct.UPHOLD: _("Kuatkan putusan PPID"),
    o.ObjectionAct.GRANT: _("Kabulkan keberatan"),
    o.ObjectionAct.GRANT_PART: _("Kabulkan sebagian"),
    o.ObjectionAct.REOPEN_ANSWER: _("Buka kembali jawaban permohonan"),
    o.ObjectionAct.EXECUTE: _("Catat pelaksanaan perintah"),
    o.ObjectionAct.RESPOND: _("Catat tanggapan pemohon"),
    o.ObjectionAct.FINISH: _("Nyatakan keberatan selesai"),
    o.ObjectionAct.RESUME_ORDER: _("Lanjutkan waktu perintah"),
    o.ObjectionAct.DISPUTE: _("Catat sengketa di Komisi Informasi"),
    o.ObjectionAct.DISPUTE_EARLY: _("Catat sengketa sebelum waktunya"),
    o.ObjectionAct.WITHDRAW: _("Cabut keberatan"),
    o.ObjectionAct.STRIKE: _("Coret pencatatan yang keliru"),
    o.ObjectionAct.CORRECT: _("Perbaiki salah ketik"),
    o.ObjectionAct.NOTE: _("Tulis catatan petugas"),
    o.ObjectionAct.DRAFT_REPLY: _("Siapkan konsep tanggapan"),
    o.ObjectionAct.MOVE_DEADLINE: _("Batas waktu tanggapan bergeser"),
    o.ObjectionAct.OPEN_IDENTITY: _("Buka identitas pemohon"),
    o.ObjectionAct.PURGE_IDENTITY: _("Hapus pindaian identitas"),
    o.ObjectionAct.RECTIFY: _("Perbaiki data pribadi atas permintaan pemiliknya"),
}

# What the history says happened.
OBJECTION_DEEDS: Mapping[str, StrOrPromise] = {
    o.ObjectionAct.FILE: _("Keberatan diterima dan diberi nomor"),
    o.ObjectionAct.REGISTER: _("Dicatat dalam register keberatan; tanda terima dibuat"),
    o.ObjectionAct.REVIEW: _("Atasan PPID mulai menelaah"),
    o.ObjectionAct.GIVE_OPINION: _("Pendapat tertulis diberikan"),
    o.ObjectionAct.INVITE: _("Undangan musyawarah dikirim"),
    o.ObjectionAct.RECORD_DELIBERATION: _("Hasil musyawarah dicatat"),
    o.ObjectionAct.UPHOLD: _("Diputus: putusan PPID dikuatkan"),
    o.ObjectionAct.GRANT: _("Diputus: keberatan dikabulkan"),
    o.ObjectionAct.GRANT_PART: _("Diputus: keberatan dikabulkan sebagian"),
    o.ObjectionAct.REOPEN_ANSWER: _("Jawaban permohonan dibuka kembali atas perintah Atasan PPID"),
    o.ObjectionAct.EXECUTE: _("Perintah Atasan PPID dilaksanakan"),
    o.ObjectionAct.RESPOND: _("Tanggapan pemohon diterima"),
    o.ObjectionAct.FINISH: _("Keberatan selesai"),
    o.ObjectionAct.RESUME_ORDER: _("Sengketa berakhir; waktu melaksanakan perintah berjalan lagi"),
    o.ObjectionAct.DISPUTE: _("Dibawa ke Komisi Informasi"),
    o.ObjectionAct.DISPUTE_EARLY: _("Dibawa ke Komisi Informasi selagi Atasan PPID masih punya waktu"),
    o.ObjectionAct.WITHDRAW: _("Keberatan dicabut"),
    o.ObjectionAct.STRIKE: _("Dicoret karena salah catat; nomornya tetap"),
    o.ObjectionAct.CORRECT: _("Salah ketik diperbaiki"),
    o.ObjectionAct.NOTE: _("Catatan petugas ditulis"),
    o.ObjectionAct.DRAFT_REPLY: _("Konsep tanggapan disiapkan"),
    o.ObjectionAct.MOVE_DEADLINE: _("Batas waktu tanggapan bergeser karena kalender berubah"),
    o.ObjectionAct.OPEN_IDENTITY: _("Berkas identitas dibuka petugas"),
    o.ObjectionAct.PURGE_IDENTITY: _("Pindaian identitas dihapus karena masa simpannya habis"),
    o.ObjectionAct.RECTIFY: _("Data pribadi diperbaiki atas permintaan pemiliknya"),
}

VERDICTS: Mapping[str, StrOrPromise] = {
    o.Verdict.UPHELD: _("Putusan PPID dikuatkan"),
    o.Verdict.GRANTED: _("Keberatan dikabulkan"),
    o.Verdict.GRANTED_PART: _("Keberatan dikabulkan sebagian"),
}

# The law's own words, as forms, letters and registers print them.
GROUNDS: Mapping[str, StrOrPromise] = {
    o.Ground.REFUSED: _("penolakan atas permintaan informasi berdasarkan alasan pengecualian"),
    o.Ground.PERIODIC_MISSING: _("tidak disediakannya informasi berkala"),
    o.Ground.UNANSWERED: _("tidak ditanggapinya permintaan informasi"),
    o.Ground.ANSWERED_OTHERWISE: _("permintaan informasi ditanggapi tidak sebagaimana yang diminta"),
    o.Ground.UNFULFILLED: _("tidak dipenuhinya permintaan informasi"),
    o.Ground.UNREASONABLE_COST: _("pengenaan biaya yang tidak wajar"),
    o.Ground.LATE: _("penyampaian informasi yang melebihi waktu yang diatur"),
}

# The same for whoever does not read statutes.
PLAIN_GROUNDS: Mapping[str, StrOrPromise] = {
    o.Ground.REFUSED: _("Permohonan saya ditolak karena informasinya disebut rahasia atau dikecualikan."),
    o.Ground.PERIODIC_MISSING: _("Kantor tidak mengumumkan informasi yang wajib diumumkannya secara berkala."),
    o.Ground.UNANSWERED: _("Sampai batas waktunya, permohonan saya tidak dijawab."),
    o.Ground.ANSWERED_OTHERWISE: _("Jawabannya lain daripada yang saya minta."),
    o.Ground.UNFULFILLED: _("Yang saya minta tidak diberikan, atau tidak seluruhnya."),
    o.Ground.UNREASONABLE_COST: _("Biaya yang diminta tidak wajar."),
    o.Ground.LATE: _("Jawaban atau informasinya datang sesudah batas waktu."),
}
