"""What the words of this room are called on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..rules import words as w

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

KINDS: Mapping[str, StrOrPromise] = {
    w.Kind.CORRECTION: _("Perbaikan data pribadi"),
    w.Kind.COPY: _("Salinan data pribadi"),
}

STATES: Mapping[str, StrOrPromise] = {
    w.State.ASKED: _("Diminta"),
    w.State.VERIFIED: _("Identitas dipastikan"),
    w.State.SETTLED: _("Diputus dan diberitahukan"),
    w.State.PREPARED: _("Salinan siap diambil"),
    w.State.HANDED: _("Salinan diserahkan"),
    w.State.UNVERIFIED: _("Ditutup, identitas tidak terbukti"),
    w.State.WITHDRAWN: pgettext_lazy("own data", "Dicabut"),
}

# What a button says.
ACTS: Mapping[str, StrOrPromise] = {
    w.Act.ASK: _("Ajukan permintaan"),
    w.Act.VERIFY: _("Pastikan identitas"),
    w.Act.CLOSE_UNVERIFIED: _("Tutup karena identitas tidak terbukti"),
    w.Act.SETTLE: _("Putuskan setiap isian"),
    w.Act.PREPARE: _("Siapkan salinan"),
    w.Act.FETCH: _("Unduh salinan"),
    w.Act.HAND_OVER: _("Catat penyerahan salinan"),
    w.Act.WITHDRAW: _("Cabut permintaan"),
}

# What the history says happened.
DEEDS: Mapping[str, StrOrPromise] = {
    w.Act.ASK: _("Permintaan atas data pribadi diterima"),
    w.Act.VERIFY: _("Identitas peminta dipastikan"),
    w.Act.CLOSE_UNVERIFIED: _("Ditutup karena identitas peminta tidak terbukti"),
    w.Act.SETTLE: _("Perbaikan diputus, diterapkan, dan diberitahukan"),
    w.Act.PREPARE: _("Salinan data pribadi disiapkan"),
    w.Act.FETCH: _("Salinan diunduh pemiliknya"),
    w.Act.HAND_OVER: _("Salinan diserahkan di meja layanan"),
    w.Act.WITHDRAW: _("Permintaan dicabut"),
}

FIELDS: Mapping[str, StrOrPromise] = {
    w.Field.NAME: _("Nama"),
    w.Field.REPRESENTATIVE: _("Nama wakil atau kuasa"),
    w.Field.IDENTITY_NUMBER: _("Nomor identitas"),
    w.Field.EMAIL: _("Surel"),
    w.Field.PHONE: _("Telepon"),
    w.Field.ADDRESS: _("Alamat"),
}

WAYS: Mapping[str, StrOrPromise] = {
    w.Way.ACCOUNT: _("Lewat akun"),
    w.Way.TRACKING: _("Lewat nomor dan kode lacak"),
    w.Way.DESK: _("Di meja layanan"),
}

PROOFS: Mapping[str, StrOrPromise] = {
    w.Proof.CARD: _("Kartu identitas ditunjukkan"),
    w.Proof.ACCOUNT: _("Masuk lewat akun pemohon"),
    w.Proof.SECRET: _("Nomor dan kode lacak cocok, dan datanya sesuai formulir"),
    w.Proof.CALL: _("Dihubungi pada telepon yang tercatat"),
}
# Which files a proof binds to the person: what he is given a copy of, and what he may correct.
COVERED: Mapping[str, StrOrPromise] = {
    w.Proof.CARD: _("berkas ini dan semua yang bernomor identitas sama"),
    w.Proof.ACCOUNT: _("berkas ini dan semua dari akun yang sama"),
    w.Proof.SECRET: _("berkas ini saja"),
    w.Proof.CALL: _("berkas ini dan semua yang bertelepon sama"),
}

BREACH_STATES: Mapping[str, StrOrPromise] = {
    w.BreachState.REPORTED: _("Dilaporkan"),
    w.BreachState.ASSESSED: _("Dinilai, ditangani"),
    w.BreachState.CLOSED: pgettext_lazy("breach", "Selesai"),
    w.BreachState.DISMISSED: _("Bukan pelanggaran"),
}

BREACH_ACTS: Mapping[str, StrOrPromise] = {
    w.BreachAct.REPORT: _("Laporkan pelanggaran"),
    w.BreachAct.ASSESS: _("Nilai dan tangani"),
    w.BreachAct.TELL_SUBJECTS: _("Beri tahu pemilik data"),
    w.BreachAct.ALL_TOLD: _("Nyatakan semua pemilik data diberi tahu"),
    w.BreachAct.TELL_AUTHORITY: _("Beri tahu lembaga pelindungan data"),
    w.BreachAct.PUBLISH: _("Umumkan kepada masyarakat"),
    w.BreachAct.PROVE: _("Catat bukti pengiriman"),
    w.BreachAct.CLOSE: _("Nyatakan selesai"),
    w.BreachAct.DISMISS: _("Nyatakan bukan pelanggaran"),
}

BREACH_DEEDS: Mapping[str, StrOrPromise] = {
    w.BreachAct.REPORT: _("Pelanggaran dilaporkan"),
    w.BreachAct.ASSESS: _("Pelanggaran dinilai; penanganannya dicatat"),
    w.BreachAct.TELL_SUBJECTS: _("Surat kepada pemilik data dibuat"),
    w.BreachAct.ALL_TOLD: _("Semua pemilik data dinyatakan sudah diberi tahu"),
    w.BreachAct.TELL_AUTHORITY: _("Lembaga pelindungan data diberi tahu secara tertulis"),
    w.BreachAct.PUBLISH: _("Diumumkan kepada masyarakat"),
    w.BreachAct.PROVE: _("Bukti pengiriman dicatat"),
    w.BreachAct.CLOSE: _("Pelanggaran dinyatakan selesai"),
    w.BreachAct.DISMISS: _("Dinyatakan bukan pelanggaran"),
}

DATA: Mapping[str, StrOrPromise] = {
    w.Data.NAME: _("Nama"),
    w.Data.CONTACT: _("Surel atau telepon"),
    w.Data.ADDRESS: _("Alamat"),
    w.Data.IDENTITY_NUMBER: _("Nomor identitas"),
    w.Data.SCAN: _("Pindaian identitas"),
    w.Data.CASE: _("Isi permohonan atau keberatan"),
    w.Data.OTHER: _("Data lain"),
}

TOLD: Mapping[str, StrOrPromise] = {
    w.Told.SUBJECT: _("Pemilik data"),
    w.Told.AUTHORITY: _("Lembaga pelindungan data pribadi"),
    w.Told.PUBLIC: _("Masyarakat"),
}
