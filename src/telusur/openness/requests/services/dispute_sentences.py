"""What is said when an act on a dispute cannot be done: why, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

DISPUTE_FAULTS: Mapping[str, StrOrPromise] = {
    "answer_day_past": _("Tanggal jawaban sudah lewat; pilih hari ini atau sesudahnya."),
    "answer_words_missing": _("Tulis jawaban kantor atas permohonan sengketa."),
    "attends_missing": _("Tulis siapa yang hadir mewakili kantor."),
    "bundle_in_the_making": _("Bundel perkara ini sedang disusun; tunggu sampai selesai."),
    "bundle_not_made": _("Bundel ini belum siap; susun lagi bila gagal."),
    "bundle_reason_missing": _("Tulis alasan menyertakan berkas utuh; indeks bundel mencantumkannya."),
    "bundle_send_reason_long": _("Alasan penyerahan ini lebih dari 2.000 huruf; ringkas."),
    "bundle_sent": _("Bundel ini sudah diserahkan; susun bundel baru untuk penyerahan berikutnya."),
    "claim_missing": _("Tulis apa yang kantor minta diputuskan, satu hal per baris."),
    "commission_missing": _("Tulis nama Komisi Informasi dan nomor registrasinya."),
    "court_missing": _("Tulis nama pengadilannya."),
    "dispute_decided": _(
        "Keberatan ini sudah diputus atau disepakati dalam sengketa %(number)s; putusan dan kesepakatan mengikat (UU "
        "14/2008 Pasal 39 dan 46). Yang tidak puas menggugat ke pengadilan; catat gugatannya di sengketa itu."
    ),
    "dispute_runs": _("Keberatan ini sedang disengketakan dengan nomor %(number)s; catat kelanjutannya di sana."),
    "evidence_elsewhere": _("Bukti ini bukan berkas perkara tersebut; pilih lagi."),
    "evidence_missing": _("Pilih paling sedikit satu berkas sebagai bukti."),
    "executed_already": _("Pelaksanaannya sudah dicatat; tidak dicatat dua kali."),
    "filed_after_notice": _("Sengketa diajukan sebelum pemberitahuannya tiba; perbaiki salah satu tanggal."),
    "filed_before_objection": _("Sengketa ini mendahului keberatannya; perbaiki tanggal pengajuannya."),
    "filed_before_ruling": _("Gugatan atau kasasi ini mendahului putusannya; perbaiki tanggalnya."),
    "ground_not_mediated": _(
        "Sengketa atas penolakan karena pengecualian (huruf a) tidak dimediasi; catat ajudikasinya."
    ),
    "hearing_elsewhere": _(
        "Jenis sidang ini tidak sesuai tahap sengketa: sidang pengadilan hanya bila perkaranya di sana."
    ),
    "hearing_over": _("Sidang ini sudah dicatat atau batal; pilih sidang lain."),
    "hearing_not_past": _("Sidang ini belum berlangsung, jadi panggilannya tidak tiba terlambat; perbaiki."),
    "hearing_past": _(
        "Waktu sidang sudah lewat; periksa tanggal dan jamnya. Bila panggilan memang tiba sesudah sidang, tandai itu."
    ),
    "hearing_to_come": _("Sidang ini belum berlangsung; catat hasilnya sesudah diadakan."),
    "hearing_words_missing": _("Tulis apa yang terjadi dalam sidang."),
    "not_executed_yet": _("Putusan ini belum dilaksanakan, jadi sengketanya belum selesai."),
    "no_ruling_to_sue": _(
        "Putusan ini tidak dapat dilawan di sini: kesepakatan mengikat, putusan PTUN dilawan dengan kasasi."
    ),
    "no_test_ordered": _("Tidak ada uji konsekuensi yang masih ditunggu dalam sengketa ini."),
    "hearing_before_its_dispute": _("Sidang tidak mendahului pengajuan sengketa, %(on)s; periksa tanggalnya."),
    "ruling_before_its_dispute": _(
        "Putusan atau penerimaannya mendahului perkara yang diputus, %(on)s; periksa tanggal dan tahunnya."
    ),
    "order_day_before_ruling": _("Tanggal pelaksanaan mendahului putusannya; perbaiki."),
    "order_day_missing_here": _("Isi tanggal paling lambat pelaksanaannya menurut putusan atau kesepakatan."),
    "order_missing_here": _("Tulis apa yang harus dilakukan kantor menurut putusan atau kesepakatan."),
    "order_replaced": _(
        "Perintah ini sudah dilaksanakan, atau putusan sengketa menggantinya; catat pelaksanaannya pada sengketanya."
    ),
    "paper_in_future": _("Tanggal berkas belum tiba; perbaiki."),
    "paper_unknown": _("Berkas itu bukan bagian perkara ini, atau pindaian identitas; muat ulang lalu pilih lagi."),
    "paper_missing": _("Lampirkan paling sedikit satu berkas."),
    "petition_too_long": _("Permohonan sengketa ini lebih dari 8.000 huruf; ringkas, dan lampirkan naskahnya."),
    "place_of_hearing_missing": _("Tulis tempat sidangnya; boleh juga sidang daring."),
    "powers_missing": _("Tulis apa yang boleh dilakukan penerima kuasa, satu hal per baris."),
    "proxy_elsewhere": _("%(name)s tidak bertugas di kantor ini; tulis namanya tanpa memilihnya sebagai petugas."),
    "proxy_missing": _("Tulis nama penerima kuasa."),
    "ruling_day": _("Tanggal putusan sesudah hari diterimanya; perbaiki salah satunya."),
    "ruling_incomplete": _("Isi nomor dan amar putusan atau kesepakatan."),
    "side_goes_on": _("Pihak itu sudah mengajukan gugatan atau kasasi dalam perkara ini; pilih pihak lainnya."),
    "side_unknown": _("Pilih pemohon atau kantor."),
    "stale_dispute": _("Sengketa %(number)s sudah berubah sejak halaman ini dibuka. Lihat keadaannya, lalu ulangi."),
    "suit_unknown": _("Pilih gugatan atau kasasi siapa yang dicabut."),
    "test_not_finished": _(
        "Belum ada uji konsekuensi yang selesai dan menyebut sengketa %(number)s. Selesaikan ujinya, atau tulis "
        "bagaimana perintah Majelis diselesaikan di luar sistem ini."
    ),
    "window_runs": _("Putusan ini masih dapat dilawan sampai %(until)s. Ulangi sesudah hari itu."),
}
