"""What a reader of the ledger is told of each act: its name in words, and what it was done to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from telusur.openness.privacy.selectors import words_of_breaches, words_of_own_data
from telusur.openness.requests.selectors import words_of_dispute_moves, words_of_moves, words_of_objection_moves

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

LABELS: Mapping[str, StrOrPromise] = {
    **{f"requests.{act}": label for act, label in words_of_moves().acts.items()},
    **{f"requests.objection_{act}": label for act, label in words_of_objection_moves().acts.items()},
    **{f"requests.dispute_{act}": label for act, label in words_of_dispute_moves().acts.items()},
    **{f"privacy.own_data_{act}": label for act, label in words_of_own_data().acts.items()},
    **{f"privacy.breach_{act}": label for act, label in words_of_breaches().acts.items()},
    "requests.bundle_ask": _("Bundel sengketa diminta"),
    "requests.bundle_make": _("Bundel sengketa disusun"),
    "requests.bundle_open": _("Bundel sengketa dibuka"),
    "requests.bundle_send": _("Bundel sengketa diserahkan"),
    "figures.freeze": _("Angka dibekukan"),
    "information.enter": _("Draf informasi dicatat"),
    "information.import": _("Informasi dimuat dari daftar"),
    "information.edit": _("Draf informasi diubah"),
    "information.add_file": _("Berkas informasi ditambahkan"),
    "information.remove_file": _("Berkas informasi dilepas"),
    "information.discard": _("Draf informasi dibuang"),
    "information.propose": _("Informasi diusulkan terbit"),
    "information.return": _("Usul terbit dikembalikan"),
    "information.approve": _("Informasi disetujui dan terbit"),
    "information.announce": _("Informasi diumumkan serta merta"),
    "information.confirm": _("Informasi serta merta ditegaskan"),
    "information.withdraw": _("Informasi ditarik"),
    "information.revise": _("Pembaruan informasi diusulkan"),
    "information.accept_revision": _("Pembaruan informasi disetujui"),
    "information.return_revision": _("Pembaruan informasi dikembalikan"),
    "information.review": _("Informasi ditinjau ulang, masih benar"),
    "information.publish_answer": _("Jawaban permohonan dibuka untuk semua orang"),
    "information.open_by_law": _("Informasi terbuka karena hukum"),
    "information.hold_file": _("Berkas menunggu pemeriksaan rilis"),
    "information.release_file": _("Berkas dirilis setelah diperiksa"),
    "information.test_propose": _("Uji konsekuensi diusulkan"),
    "information.test_revise": _("Usul uji konsekuensi diubah"),
    "information.test_attach": _("Berkas yang diuji ditambahkan"),
    "information.test_send": _("Uji konsekuensi dikirim ke KPU Provinsi"),
    "information.test_forward": _("Uji konsekuensi diteruskan ke KPU RI"),
    "information.test_return": _("Uji konsekuensi dikembalikan ke kantor pengusul"),
    "information.test_begin": _("Uji konsekuensi dimulai"),
    "information.test_save_step": _("Langkah uji konsekuensi disimpan"),
    "information.test_invite": _("Peserta uji konsekuensi dicatat"),
    "information.test_argue": _("Argumen uji konsekuensi dicatat"),
    "information.test_conclude": _("Uji konsekuensi disimpulkan"),
    "information.test_resume": _("Uji konsekuensi dibuka kembali"),
    "information.test_determine": _("Hasil uji konsekuensi ditetapkan"),
    "information.test_reuse": _("Uji konsekuensi memakai penetapan yang sudah ada"),
    "information.test_withdraw": _("Usul uji konsekuensi ditarik"),
    "information.determination_register": _("Penetapan dicatat"),
    "information.determination_take_over": _("Penetapan lama dicatat, menunggu orang kedua"),
    "information.determination_confirm": _("Penetapan lama disahkan orang kedua"),
    "information.determination_decline": _("Penetapan lama tidak diterima"),
    "information.determination_disclose": _("Persetujuan atau kaitan jabatan publik dicatat"),
    "information.determination_declare": _("Pengecualian dinyatakan terbuka pada akhir masanya"),
    "information.determination_expire": _("Masa pengecualian berakhir; informasi pindah ke DIP"),
    "information.determination_open": _("Pengecualian dibuka sebelum masanya berakhir"),
    "information.determination_overturn": _("Pengecualian dibuka oleh putusan atau keputusan keberatan"),
    "information.determination_open_part": _("Sebagian pengecualian dibuka oleh putusan atau keputusan keberatan"),
    "information.determination_replace": _("Penetapan diganti penetapan baru"),
    "accounts.appoint": _("Petugas diangkat"),
    "accounts.end_appointment": _("Pengangkatan diakhiri"),
    "accounts.release_officer": _("Petugas dilepas, perkaranya diserahkan"),
    "clocks.change_calendar": _("Kalender hari kerja diubah"),
    "clocks.decree_stage": _("Tahapan Pemilu atau Pemilihan ditetapkan"),
    "clocks.move_deadline": _("Batas waktu digeser kalender"),
    "documents.abandon_redaction": _("Penghitaman dihentikan"),
    "documents.begin_redaction": _("Penghitaman dimulai"),
    "documents.confirm_redaction": _("Salinan yang dihitamkan ditetapkan"),
    "documents.delete": _("Berkas dihapus"),
    "documents.place_hold": _("Berkas ditahan dari penghapusan"),
    "documents.lift_hold": _("Penahanan berkas diakhiri"),
    "documents.release_despite_findings": _("Berkas dilepas meski ada temuan"),
    "documents.open_sealed": _("Berkas tersegel dibuka petugas"),
    "law.choose_reading": _("Bacaan aturan ditetapkan"),
    "letters.change_settings": _("Penomoran dan kepala surat diubah"),
    "letters.keep_signature": _("Tanda tangan elektronik disimpan pada surat"),
    "letters.retire_template": _("Templat jawaban dihentikan"),
    "letters.save_template": _("Templat jawaban disimpan"),
    "letters.write_passages": _("Kata petugas pada naskah surat ditulis"),
    "notices.remove_webhook": _("Pemberitahuan ke sistem lain dihentikan"),
    "notices.set_messenger": _("Saluran kabar petugas diatur"),
    "notices.remove_messenger": _("Saluran kabar petugas dihentikan"),
    "notices.set_webhook": _("Pemberitahuan ke sistem lain diatur"),
    "offices.create": _("Kantor dicatat"),
    "offices.change": _("Rincian kantor diubah"),
    "offices.withdraw": _("Kantor berhenti"),
    "offices.set_hours": _("Jam layanan diubah"),
    "offices.close": _("Penutupan kantor diumumkan"),
    "offices.lift_closure": _("Penutupan kantor dibatalkan"),
    "offices.add_channel": _("Kontak kantor ditambahkan"),
    "offices.remove_channel": _("Kontak kantor dihapus"),
    "offices.add_unit": _("Unit ditambahkan"),
    "offices.change_unit": _("Unit diubah"),
}
SUBJECTS: Mapping[str, StrOrPromise] = {
    "request": _("Permohonan"),
    "objection": _("Keberatan"),
    "dispute": _("Sengketa"),
    "own_data": _("Data pribadi"),
    "breach": _("Pelanggaran data"),
    "frozen_figures": _("Angka beku"),
    "information": _("Informasi"),
    "information_register": _("Daftar informasi publik"),
    "appointment": _("Pengangkatan"),
    "user": _("Akun"),
    "document": _("Berkas"),
    "attachment": _("Lampiran"),
    "letter": _("Surat"),
    "calendar": _("Kalender versi"),
    "reading": _("Bacaan"),
    "office": _("Kantor"),
    "unit": _("Unit"),
    "closure": _("Penutupan"),
    "channel": _("Saluran"),
    "webhook": _("Webhook"),
}


def label_of(act: str) -> StrOrPromise:
    """Return an act in words; one that nobody named here stands as it was written."""
    return LABELS.get(act, act)


def subject_of(kind: str) -> StrOrPromise:
    return SUBJECTS.get(kind, kind)
