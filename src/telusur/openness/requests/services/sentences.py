"""What is said to a person when an act cannot be done: why, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from ..models import labels, objection_labels
from .decision_sentences import DECISION_FAULTS
from .dispute_sentences import DISPUTE_FAULTS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django_stubs_ext import StrOrPromise

FAULTS: Mapping[str, StrOrPromise] = {
    "agreement_missing": _("Tulis apa yang disepakati kedua pihak."),
    "already_extended": _("Permohonan ini sudah diperpanjang; perpanjangan hanya satu kali."),
    "already_filed": _("Formulir ini sudah terkirim. Keberatan Anda bernomor %(number)s."),
    "already_imported": _("Berkas ini sudah dimuat. Tidak ada yang ditambahkan."),
    "already_joined": _("Permohonan ini sudah tergabung ke sebuah akun."),
    "already_registered": _("Formulir ini sudah terkirim. Permohonan Anda bernomor %(number)s."),
    "answer_empty": _("Lampirkan berkas, pilih informasi yang sudah terbuka, atau tulis jawabannya."),
    "answer_not_signed": _(
        "Permohonan %(number)s belum dijawab lagi. Tanda tangani jawabannya dahulu, lalu catat pelaksanaannya."
    ),
    "applicant_still_has_time": _("Pemohon masih punya waktu melengkapi sampai %(until)s."),
    "body_missing": _("Sebutkan badan publik yang menguasai informasi ini."),
    "calendar_gap": _(
        "Kalender hari kerja tahun %(year)s belum dimuat, jadi batas waktunya belum dapat dihitung. Kantor perlu "
        "memuatnya dahulu; ulangi sesudah itu."
    ),
    "check_lapsed": _("Waktu periksa sudah habis, jadi berkas ini dianggap lengkap. Terima dan proses permohonannya."),
    "check_still_runs": _("Waktu periksa kelengkapan belum habis."),
    "clock_stopped": _("Jam jawaban permohonan ini sudah berhenti, jadi batas waktunya tidak berubah lagi."),
    "completion_empty": _("Lampirkan berkas yang diminta atau tulis keterangan."),
    "case_elsewhere": _("Salah satu permohonan yang dipilih bukan milik kantor ini."),
    "contact_missing": _("Isi surel, telepon, atau alamat agar jawaban dapat dikirim."),
    "copy_form_missing": _("Pilih salinan digital atau salinan cetak."),
    "cost_without_payment": _("Tulis cara pembayarannya, atau kosongkan biaya."),
    "delivered_before_notice": _("Waktu penyerahan mendahului pemberitahuan tertulis; perbaiki."),
    "disposition_closed": _("Disposisi ini sudah ditutup."),
    "disposition_not_answered": _("Pilih disposisi yang sudah dijawab unit."),
    "dispute_window_runs": _(
        "Pemohon masih dapat mengajukan sengketa sampai %(until)s. Catat penerimaannya, atau tunggu sampai "
        "hari itu lewat."
    ),
    "execution_missing": _("Tulis bagaimana perintah dilaksanakan."),
    "field_unknown": _("Isian ini tidak dapat diperbaiki di sini."),
    "file_not_released": _(
        "Berkas “%(title)s” belum boleh keluar: %(found)s. Perbaiki, hitamkan, atau lepaskan dengan alasan."
    ),
    "ground_disputed": _(
        "Alasan ini sedang disengketakan dengan nomor %(number)s: %(grounds)s. Sampaikan di sengketa itu, atau pilih "
        "alasan lain."
    ),
    "ground_does_not_stand": _(
        "Alasan ini belum dapat dipakai untuk permohonan tersebut: %(grounds)s. Pilih alasan lain yang tersedia."
    ),
    "ground_needs_request": _(
        "Tanpa permohonan, hanya alasan huruf b (informasi berkala tidak disediakan) dapat dipakai. Untuk "
        "alasan lain, sebutkan nomor permohonannya."
    ),
    "filed_by_applicant": _(
        "Keberatan ini diajukan sendiri oleh pemohon lewat e-PPID, jadi tidak dicoret. Pemohon dapat mencabutnya."
    ),
    "ground_not_deliberated": _(
        "Penolakan karena pengecualian (huruf a) tidak diselesaikan dengan musyawarah; putuskan keberatannya."
    ),
    "grounds_missing": _("Pilih paling sedikit satu alasan keberatan."),
    "imported_stays": _("Permohonan dari register kertas tidak dibuka kembali. Catat saja pelaksanaannya di sini."),
    "information_missing": _("Tulis informasi berkala mana yang tidak disediakan, paling sedikit 10 huruf."),
    "day_too_far": _("Tanggal %(on)s lebih dari satu tahun lagi; periksa tahunnya."),
    "inner_date_past": _("Tenggat unit sudah lewat; pilih hari ini atau sesudahnya."),
    "inner_date_too_late": _("Tenggat unit melewati batas waktu jawaban, %(until)s."),
    "item_not_public": _("Informasi yang dipilih tidak terbuka untuk umum."),
    "material_empty": _("Pilih informasi atau lampirkan berkas."),
    "meeting_past": _("Waktu musyawarah sudah lewat; pilih waktu yang akan datang."),
    "meeting_to_come": _("Musyawarah ini belum berlangsung; catat hasilnya sesudah diadakan."),
    "minutes_missing": _("Tulis jalannya musyawarah."),
    "missing_not_said": _("Tulis apa yang belum lengkap agar pemohon dapat melengkapinya."),
    "identity_number_too_long": _("Nomor identitas paling banyak 40 tanda; periksa lagi."),
    "email_too_long": _("Alamat surel paling banyak 254 tanda; periksa lagi."),
    "phone_too_long": _("Nomor telepon paling banyak 24 tanda; periksa lagi."),
    "address_too_long": _("Alamat paling banyak 400 huruf; persingkat."),
    "name_missing": _("Isi nama pemohon."),
    "nik_birth_date": _("Tanggal lahir di dalam NIK (angka ke-7 sampai ke-12) tidak mungkin; periksa lagi."),
    "nik_length": _("NIK terdiri dari 16 angka; periksa lagi."),
    "nik_serial": _("Empat angka terakhir NIK tidak boleh 0000; periksa lagi."),
    "nik_territory": _("Kode wilayah di awal NIK tidak mungkin; periksa lagi."),
    "no_address": _("Permohonan ini tidak mencantumkan surel. Datanglah ke meja layanan untuk kode lacak baru."),
    "no_request_to_reopen": _("Keberatan ini tidak menyangkut permohonan, jadi tidak ada jawaban yang dibuka kembali."),
    "not_extendable": _("Batas waktu ini tidak dapat diperpanjang."),
    "not_permitted": _("Peran Anda di kantor ini tidak mencakup tindakan tersebut."),
    "note_empty": _("Tulis isi catatan."),
    "note_too_long": _("Catatan ini lebih dari 8.000 huruf; persingkat, atau lampirkan sebagai berkas."),
    "nothing_changed": _("Tidak ada isian yang berubah."),
    "objection_is_open": _(
        "Keberatan %(number)s atas permohonan ini belum selesai. Tambahkan keterangan di sana, atau cabut dahulu."
    ),
    "officer_elsewhere": _("Petugas itu tidak bertugas di kantor ini."),
    "opened_nothing": _("Pilih informasi atau lampirkan berkas yang dibuka oleh perintah ini."),
    "opinion_empty": _("Tulis pendapat Anda."),
    "order_day_missing": _("Tetapkan tanggal paling lambat perintah dilaksanakan."),
    "order_day_past": _("Tanggal pelaksanaan sudah lewat; pilih hari ini atau sesudahnya."),
    "order_missing": _("Tulis apa yang harus dilakukan PPID."),
    "outcome_unknown": _("Putusan ini belum tersedia."),
    "own_decision": _(
        "Anda memutus permohonan ini atau menjabat PPID, jadi keberatannya diputus orang lain. Minta "
        "administrator mengangkat pelaksana harian Atasan PPID."
    ),
    "own_words": _(
        "Kata-kata ini ditulis pemohon sendiri lewat e-PPID dan tidak diubah petugas. Tulis keterangan sebagai catatan."
    ),
    "place_missing": _("Tulis tempat musyawarah."),
    "position_missing": _(
        "Ceritakan kasus posisinya paling sedikit 10 huruf: apa yang diminta, apa yang terjadi, apa yang Anda inginkan."
    ),
    "position_too_long": _("Uraian ini lebih dari 8.000 huruf; persingkat, atau lampirkan sisanya sebagai berkas."),
    "proof_elsewhere": _("Berkas bukti ini bukan milik permohonan tersebut."),
    "proof_missing": _("Tulis siapa yang menerima atau nomor resi pengiriman."),
    "proofs_missing": _("Belum lengkap: %(missing)s. Lengkapi, atau daftarkan sebagai belum lengkap."),
    "purpose_missing": _("Pilih untuk apa identitas dibuka."),
    "question_too_long": _("Permintaan ini lebih dari 8.000 huruf; persingkat, atau lampirkan sisanya sebagai berkas."),
    "question_too_short": _("Tulis informasi yang diminta paling sedikit 10 huruf."),
    "reason_missing": _("Tulis alasannya."),
    "reasons_missing": _("Tulis alasan menguatkan putusan PPID; UU 14/2008 Pasal 36 ayat (3) mewajibkannya."),
    "receipt_in_future": _("Waktu ini belum tiba; perbaiki tanggal atau jamnya."),
    "reply_still_runs": _(
        "Atasan PPID masih punya waktu menanggapi sampai %(until)s. Sengketa dapat diajukan sesudahnya."
    ),
    "request_still_runs": _(
        "Permohonan ini masih berjalan sampai %(until)s. Keberatan dapat diajukan bila sudah diputus atau "
        "sesudah hari itu."
    ),
    "response_empty": _("Tulis apa yang dikatakan pemohon."),
    "scans_not_due": _("Masa simpan pindaian ini belum habis atau perkaranya belum selesai."),
    "same_office": _("Pilih kantor lain sebagai tujuan."),
    "same_officer": _("Pilih petugas lain sebagai penerima."),
    "stale_case": _("Permohonan %(number)s sudah berubah sejak halaman ini dibuka. Lihat keadaannya, lalu ulangi."),
    "stale_objection": _("Keberatan %(number)s sudah berubah sejak halaman ini dibuka. Lihat keadaannya, lalu ulangi."),
    "time_missing": _("Tulis kapan informasi ini akan didokumentasikan."),
    "too_late_to_extend": _("Batas waktu sudah lewat; perpanjangan harus diberitahukan sebelum itu."),
    "track_without_reason": _("Tulis alasan memilih jalur Pemilu dan Pemilihan."),
    "unit_already_asked": _("Unit ini sudah diminta dan belum menjawab."),
    "unit_elsewhere": _("Unit ini bukan unit Anda atau bukan unit kantor ini."),
    "unknown_proof": _("Jenis bukti ini tidak berlaku bagi jenis pemohon tersebut."),
    "wrong_secret": _("Nomor atau kode lacak tidak cocok."),
    "wrong_state": _("Tindakan ini tidak dapat dilakukan pada tahap permohonan sekarang."),
    **DECISION_FAULTS,
    **DISPUTE_FAULTS,
}

MISSING_FIELDS: Mapping[str, StrOrPromise] = {
    "name": _("nama"),
    "identity_number": _("nomor identitas"),
    "representative": _("nama wakil atau kuasa"),
    "address": _("alamat"),
    "contact": _("surel atau telepon"),
}


def sentence(error: Exception) -> str:
    """Return what to say about an anticipated fault: its reason and the remedy. Raises: KeyError, no such code."""
    code: str = error.code  # type: ignore[attr-defined]
    data = {name: _said(name, value) for name, value in getattr(error, "data", {}).items()}
    return str(FAULTS[code]) % data if data else str(FAULTS[code])


def _said(name: str, value: object) -> str:
    if name == "missing" and isinstance(value, list):
        names = {**MISSING_FIELDS, **labels.PROOFS}
        return ", ".join(str(names.get(each, each)) for each in value)
    if name == "grounds" and isinstance(value, list):
        return "; ".join(str(objection_labels.GROUNDS[each]) for each in value)
    if name == "found" and isinstance(value, list):
        return ", ".join(str(labels.PERSONAL[each]) for each in value)
    if name in {"until", "on"}:
        day: date = value  # type: ignore[assignment]
        return date_format(day, "j F Y")
    return str(value)
