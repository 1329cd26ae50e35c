"""What the words of disputes are called on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from ..rules import disputes as d

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

DISPUTE_STATES: Mapping[str, StrOrPromise] = {
    d.DisputeState.REGISTERED: _("Terdaftar di Komisi Informasi"),
    d.DisputeState.SUMMONED: _("Dipanggil Komisi Informasi"),
    d.DisputeState.EXAMINATION: _("Pemeriksaan awal"),
    d.DisputeState.MEDIATION: _("Mediasi"),
    d.DisputeState.AGREED: _("Kesepakatan"),
    d.DisputeState.ADJUDICATION: _("Ajudikasi"),
    d.DisputeState.RULED: _("Putusan Komisi Informasi"),
    d.DisputeState.COURT: _("Gugatan di PTUN"),
    d.DisputeState.COURT_RULED: _("Putusan PTUN"),
    d.DisputeState.CASSATION: _("Kasasi"),
    d.DisputeState.FINAL: _("Berkekuatan hukum tetap"),
    d.DisputeState.EXECUTED: _("Putusan dilaksanakan"),
    d.DisputeState.FINISHED: _("Selesai"),
    d.DisputeState.WITHDRAWN: _("Dicabut pemohon"),
}

# What a button says.
DISPUTE_ACTS: Mapping[str, StrOrPromise] = {
    d.DisputeAct.REGISTER: _("Catat sengketa"),
    d.DisputeAct.SUMMON: _("Catat panggilan"),
    d.DisputeAct.CALL_OFF: _("Catat sidang yang batal"),
    d.DisputeAct.RECORD_HEARING: _("Catat hasil sidang"),
    d.DisputeAct.GRANT_POWER: _("Beri kuasa mewakili kantor"),
    d.DisputeAct.KEEP_POWER: _("Catat kuasa yang diterima"),
    d.DisputeAct.KEEP_PAPER: _("Simpan berkas sengketa"),
    d.DisputeAct.ANSWER: _("Buat jawaban termohon"),
    d.DisputeAct.LIST_EVIDENCE: _("Susun daftar bukti"),
    d.DisputeAct.EXAMINE: _("Catat pemeriksaan awal"),
    d.DisputeAct.MEDIATE: _("Catat mulai mediasi"),
    d.DisputeAct.AGREE: _("Catat kesepakatan mediasi"),
    d.DisputeAct.FAIL_MEDIATION: _("Catat mediasi gagal"),
    d.DisputeAct.ADJUDICATE: _("Catat mulai ajudikasi"),
    d.DisputeAct.ORDER_TEST: _("Catat perintah uji konsekuensi"),
    d.DisputeAct.END_TEST: _("Catat uji konsekuensi selesai"),
    d.DisputeAct.DISMISS: _("Catat putusan sela"),
    d.DisputeAct.RULE: _("Catat putusan Komisi Informasi"),
    d.DisputeAct.SUE: _("Catat gugatan ke PTUN"),
    d.DisputeAct.RULE_COURT: _("Catat putusan PTUN"),
    d.DisputeAct.DROP_SUIT: _("Catat pencabutan gugatan atau kasasi"),
    d.DisputeAct.DROP_ONE_SUIT: _("Catat pencabutan oleh satu pihak"),
    d.DisputeAct.CASSATE: _("Catat permohonan kasasi"),
    d.DisputeAct.RULE_CASSATION: _("Catat putusan kasasi"),
    d.DisputeAct.BECOME_FINAL: _("Nyatakan berkekuatan hukum tetap"),
    d.DisputeAct.REOPEN_ANSWER: _("Buka kembali jawaban untuk dijawab lagi"),
    d.DisputeAct.EXECUTE: _("Catat pelaksanaan putusan"),
    d.DisputeAct.FINISH: _("Nyatakan sengketa selesai"),
    d.DisputeAct.WITHDRAW: _("Catat pencabutan sengketa"),
    d.DisputeAct.MOVE_DEADLINE: _("Batas waktu bergeser"),
}

# What the history says happened.
DISPUTE_DEEDS: Mapping[str, StrOrPromise] = {
    d.DisputeAct.REGISTER: _("Sengketa di Komisi Informasi dicatat"),
    d.DisputeAct.SUMMON: _("Panggilan sidang diterima"),
    d.DisputeAct.CALL_OFF: _("Sidang batal"),
    d.DisputeAct.RECORD_HEARING: _("Hasil sidang dicatat"),
    d.DisputeAct.GRANT_POWER: _("Surat kuasa mewakili kantor diberikan"),
    d.DisputeAct.KEEP_POWER: _("Surat kuasa diterima"),
    d.DisputeAct.KEEP_PAPER: _("Berkas sengketa disimpan"),
    d.DisputeAct.ANSWER: _("Jawaban termohon disampaikan"),
    d.DisputeAct.LIST_EVIDENCE: _("Daftar bukti disampaikan"),
    d.DisputeAct.EXAMINE: _("Pemeriksaan awal dimulai"),
    d.DisputeAct.MEDIATE: _("Mediasi dimulai"),
    d.DisputeAct.AGREE: _("Kedua pihak bersepakat; kesepakatan final dan mengikat"),
    d.DisputeAct.FAIL_MEDIATION: _("Mediasi gagal; perkara berlanjut ke ajudikasi"),
    d.DisputeAct.ADJUDICATE: _("Ajudikasi dimulai"),
    d.DisputeAct.ORDER_TEST: _("Majelis memerintahkan uji konsekuensi"),
    d.DisputeAct.END_TEST: _("Uji konsekuensi yang diperintahkan selesai"),
    d.DisputeAct.DISMISS: _("Putusan sela diterima"),
    d.DisputeAct.RULE: _("Putusan Komisi Informasi diterima"),
    d.DisputeAct.SUE: _("Gugatan diajukan ke PTUN"),
    d.DisputeAct.RULE_COURT: _("Putusan PTUN diterima"),
    d.DisputeAct.DROP_SUIT: _("Gugatan atau kasasi dicabut"),
    d.DisputeAct.DROP_ONE_SUIT: _("Gugatan atau kasasi satu pihak dicabut; pihak lainnya berlanjut"),
    d.DisputeAct.CASSATE: _("Kasasi diajukan ke Mahkamah Agung"),
    d.DisputeAct.RULE_CASSATION: _("Putusan kasasi diterima"),
    d.DisputeAct.BECOME_FINAL: _("Putusan berkekuatan hukum tetap"),
    d.DisputeAct.REOPEN_ANSWER: _("Jawaban permohonan dibuka kembali karena putusan atau kesepakatan"),
    d.DisputeAct.EXECUTE: _("Putusan dilaksanakan"),
    d.DisputeAct.FINISH: _("Sengketa selesai"),
    d.DisputeAct.WITHDRAW: _("Sengketa dicabut pemohon"),
    d.DisputeAct.MOVE_DEADLINE: _("Batas waktu bergeser karena kalender berubah"),
}

DISPUTE_OUTCOMES: Mapping[str, StrOrPromise] = {
    d.DisputeOutcome.OPENED: _("Informasi dibuka seluruhnya"),
    d.DisputeOutcome.OPENED_PART: _("Informasi dibuka sebagian"),
    d.DisputeOutcome.DUTY: _("Kantor diperintahkan menjalankan kewajibannya"),
    d.DisputeOutcome.KEPT: _("Informasi tetap tertutup atau permohonan ditolak"),
    d.DisputeOutcome.DISMISSED: _("Permohonan tidak diterima"),
    d.DisputeOutcome.AGREED: _("Kesepakatan mediasi"),
}

WHOSE: Mapping[str, StrOrPromise] = {
    d.Whose.APPLICANT: _("Pemohon"),
    d.Whose.OFFICE: _("Kantor"),
    d.Whose.EITHER: _("Salah satu pihak"),
    d.Whose.BOTH: _("Kedua pihak"),
    d.Whose.COMMISSION: _("Komisi Informasi"),
    d.Whose.COURT: _("Pengadilan"),
}

FORUMS: Mapping[str, StrOrPromise] = {
    d.Forum.COMMISSION: _("Komisi Informasi"),
    d.Forum.COURT: _("Pengadilan Tata Usaha Negara"),
    d.Forum.SUPREME_COURT: _("Mahkamah Agung"),
}

COMMISSIONS: Mapping[str, StrOrPromise] = {
    d.CommissionLevel.PROVINCE: _("Komisi Informasi Provinsi"),
    d.CommissionLevel.NATIONAL: _("Komisi Informasi Pusat"),
    d.CommissionLevel.REGENCY: _("Komisi Informasi Kabupaten/Kota"),
}

HEARINGS: Mapping[str, StrOrPromise] = {
    d.HearingKind.EXAMINATION: _("Sidang pemeriksaan awal"),
    d.HearingKind.MEDIATION: _("Pertemuan mediasi"),
    d.HearingKind.ADJUDICATION: _("Sidang ajudikasi"),
    d.HearingKind.COURT: _("Sidang pengadilan"),
}

PAPERS: Mapping[str, StrOrPromise] = {
    d.PaperKind.NOTICE: _("Pemberitahuan registrasi"),
    d.PaperKind.SUMMONS: _("Panggilan"),
    d.PaperKind.POWER: _("Surat kuasa"),
    d.PaperKind.PLEADING: _("Jawaban, tanggapan, atau kesimpulan"),
    d.PaperKind.EVIDENCE: _("Bukti"),
    d.PaperKind.MINUTES: _("Berita acara"),
    d.PaperKind.AGREEMENT: _("Kesepakatan"),
    d.PaperKind.RULING: _("Putusan"),
    d.PaperKind.SUIT: _("Gugatan, memori, atau kontra memori"),
    d.PaperKind.EXECUTION: _("Bukti pelaksanaan"),
    d.PaperKind.OTHER: _("Berkas lain"),
}
