"""What a reader of the ledger is told of each act: its name in words, and what it was done to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from telusur.openness.requests.models import labels

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

LABELS: Mapping[str, StrOrPromise] = {
    **{f"requests.{act}": label for act, label in labels.DEEDS.items()},
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
    "accounts.appoint": _("Petugas diangkat"),
    "accounts.end_appointment": _("Pengangkatan diakhiri"),
    "accounts.release_officer": _("Petugas dilepas, perkaranya diserahkan"),
    "clocks.change_calendar": _("Kalender hari kerja diubah"),
    "clocks.decree_stage": _("Tahapan Pemilu atau Pemilihan ditetapkan"),
    "clocks.move_deadline": _("Batas waktu digeser kalender"),
    "documents.delete": _("Berkas dihapus"),
    "documents.place_hold": _("Berkas ditahan dari penghapusan"),
    "documents.lift_hold": _("Penahanan berkas diakhiri"),
    "documents.open_sealed": _("Berkas tersegel dibuka petugas"),
    "law.choose_reading": _("Bacaan aturan ditetapkan"),
    "letters.change_settings": _("Penomoran dan kepala surat diubah"),
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
