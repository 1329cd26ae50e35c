"""What the words of this room are called on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..rules import kept as k
from ..rules.states import Act, Receiver, State

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

STATES: Mapping[str, StrOrPromise] = {
    State.FROZEN: _("Register dibekukan"),
    State.GENERATED: _("Konsep laporan"),
    State.CHECKED: _("Diperiksa PPID"),
    State.SIGNED: _("Ditandatangani"),
    State.PUBLISHED: _("Diumumkan"),
    State.SENT: _("Dikirim"),
}
# What the history says happened.
DEEDS: Mapping[str, StrOrPromise] = {
    Act.FREEZE: _("Register tahun itu dibekukan per 31 Desember"),
    Act.GENERATE: _("Angka dan tabel dibuat dari register"),
    Act.NARRATE: _("Uraian, kendala, dan tindak lanjut ditulis"),
    Act.REFREEZE: _("Register dibekukan ulang; pembekuan lama tersimpan"),
    Act.EXPLAIN: _("Keraguan pemeriksa dijawab dengan alasan"),
    Act.CHECK: _("Laporan diperiksa"),
    Act.RETURN: _("Dikembalikan untuk diperbaiki"),
    Act.SIGN: _("Laporan ditandatangani"),
    Act.PUBLISH: _("Laporan diumumkan sebagai informasi setiap saat"),
    Act.SEND: _("Pengiriman laporan dicatat"),
    Act.RECEIVE: _("Tanda terima pengiriman dicatat"),
    Act.REVISE: _("Edisi perbaikan dimulai; edisi lama tetap terbaca"),
    Act.REPRINT: _("Berkas yang gagal dibuat diminta dicetak ulang"),
}
# What a button says.
ACTS: Mapping[str, StrOrPromise] = {
    Act.FREEZE: _("Bekukan register"),
    Act.GENERATE: _("Buat konsep laporan"),
    Act.NARRATE: _("Tulis uraian"),
    Act.REFREEZE: _("Bekukan ulang register"),
    Act.EXPLAIN: _("Jawab keraguan"),
    Act.CHECK: _("Nyatakan sudah diperiksa"),
    Act.RETURN: _("Kembalikan untuk diperbaiki"),
    Act.SIGN: _("Tandatangani laporan"),
    Act.PUBLISH: _("Umumkan laporan"),
    Act.SEND: _("Catat pengiriman"),
    Act.RECEIVE: _("Catat tanda terima"),
    Act.REVISE: _("Mulai edisi perbaikan"),
    Act.REPRINT: _("Cetak ulang berkas"),
}
RECEIVERS: Mapping[str, StrOrPromise] = {
    Receiver.COMMISSION: _("Komisi Informasi"),
    Receiver.UPPER: _("KPU di atasnya"),
}

BOOKS: Mapping[str, StrOrPromise] = {
    k.Kind.POLICIES: _("Dasar dan kebijakan"),
    k.Kind.INVENTORY: _("Sarana dan prasarana"),
    k.Kind.OFFICERS: _("Petugas layanan"),
    k.Kind.TRAININGS: _("Pelatihan petugas"),
    k.Kind.BUDGET: _("Anggaran"),
    k.Kind.OBSTACLES: _("Kendala"),
    k.Kind.RECOMMENDATIONS: _("Rekomendasi dan tindak lanjut"),
    k.Kind.PICTURES: _("Gambar lampiran"),
}
# What an empty book says to do.
EMPTY: Mapping[str, StrOrPromise] = {
    k.Kind.POLICIES: _("Catat peraturan, SOP, dan keputusan yang menjadi dasar layanan tahun ini; bab 1 memuatnya."),
    k.Kind.INVENTORY: _(
        "Catat setiap ruang, perangkat, dan papan pengumuman beserta kondisinya; yang belum ada dicatat sebagai belum "
        "tersedia."
    ),
    k.Kind.OFFICERS: _("Catat petugas layanan dan pendidikannya; bab 2 menyebut kualifikasi mereka."),
    k.Kind.TRAININGS: _("Catat pelatihan yang diikuti petugas; bab 2 memuatnya di samping pendidikan."),
    k.Kind.BUDGET: _("Catat mata anggaran layanan informasi dan realisasinya dalam rupiah."),
    k.Kind.OBSTACLES: _("Catat kendala dari dalam dan dari luar; bila tidak ada, laporan menyatakannya tidak ada."),
    k.Kind.RECOMMENDATIONS: _("Catat rekomendasi, siapa yang menindaklanjuti, dan kapan harus selesai."),
    k.Kind.PICTURES: _("Unggah foto ruang layanan atau tangkapan layar; lampiran laporan memuatnya."),
}
ADD: Mapping[str, StrOrPromise] = {
    k.Kind.POLICIES: _("Tambah dasar"),
    k.Kind.INVENTORY: _("Tambah sarana"),
    k.Kind.OFFICERS: _("Tambah petugas"),
    k.Kind.TRAININGS: _("Tambah pelatihan"),
    k.Kind.BUDGET: _("Tambah mata anggaran"),
    k.Kind.OBSTACLES: _("Tambah kendala"),
    k.Kind.RECOMMENDATIONS: _("Tambah rekomendasi"),
    k.Kind.PICTURES: _("Tambah gambar"),
}

SORTS: Mapping[str, StrOrPromise] = {
    k.PolicySort.LAW: _("Peraturan"),
    k.PolicySort.PROCEDURE: pgettext_lazy("report", "SOP"),
    k.PolicySort.DECREE: pgettext_lazy("report", "Keputusan"),
    k.PolicySort.PLEDGE: _("Maklumat pelayanan"),
}
CONDITIONS: Mapping[str, StrOrPromise] = {
    k.Condition.GOOD: pgettext_lazy("inventory", "Baik"),
    k.Condition.LIGHT_DAMAGE: _("Rusak ringan"),
    k.Condition.HEAVY_DAMAGE: _("Rusak berat"),
    k.Condition.ABSENT: _("Belum tersedia"),
}
EDUCATIONS: Mapping[str, StrOrPromise] = {
    k.Education.SMA: _("SMA/sederajat"),
    k.Education.D3: pgettext_lazy("education", "D3"),
    k.Education.D4: pgettext_lazy("education", "D4"),
    k.Education.S1: pgettext_lazy("education", "S1"),
    k.Education.S2: pgettext_lazy("education", "S2"),
    k.Education.S3: pgettext_lazy("education", "S3"),
}
SIDES: Mapping[str, StrOrPromise] = {
    k.Side.INTERNAL: pgettext_lazy("obstacle", "Dari dalam"),
    k.Side.EXTERNAL: pgettext_lazy("obstacle", "Dari luar"),
}
PROGRESS: Mapping[str, StrOrPromise] = {
    k.FollowUpState.PLANNED: _("Direncanakan"),
    k.FollowUpState.RUNNING: _("Sedang dikerjakan"),
    k.FollowUpState.DONE: pgettext_lazy("follow-up", "Selesai"),
    k.FollowUpState.DROPPED: _("Tidak dilanjutkan"),
}

# What the places of the officers' own words are called.
PLACES: Mapping[str, StrOrPromise] = {
    "foreword": _("Kata pengantar"),
    "policy": _("Kebijakan umum (bab 1)"),
    "facilities": _("Sarana dan prasarana (bab 2)"),
    "service": _("Rincian pelayanan (bab 3)"),
    "disputes": _("Keberatan dan sengketa (bab 4)"),
    "e_ppid": _("Layanan elektronik (bab 5)"),
    "obstacles": _("Kendala (bab 6)"),
    "recommendations": _("Rekomendasi dan tindak lanjut (bab 7)"),
}
