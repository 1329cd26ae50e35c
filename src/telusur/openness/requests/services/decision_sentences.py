"""What is said when a decision, or what follows from it, cannot be made as asked: why, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

DECISION_FAULTS: Mapping[str, StrOrPromise] = {
    "already_released": _("Jawaban ini sudah terbuka dalam Daftar Informasi Publik."),
    "blackened_in_full_grant": _(
        "Berkas “%(title)s” dihitamkan, atau sedang dihitamkan, jadi tidak diberikan utuh. Tinjau ulang putusannya dan "
        "pilih “Kabulkan sebagian”, atau hentikan penghitamannya."
    ),
    "blackening_open": _(
        "Penghitaman berkas “%(title)s” belum ditetapkan. Selesaikan atau hentikan dahulu, lalu ulangi."
    ),
    "consent_needs_paper": _("Lampirkan surat persetujuannya; tanpa surat, persetujuan tidak dapat dicatat."),
    "determination_ended": _(
        "Penetapan %(decree)s tidak berlaku lagi pada %(on)s, jadi putusan ini tidak dapat ditandatangani. "
        "Tinjau ulang putusannya."
    ),
    "disclosed_later": _("Tanggal ini belum tiba; perbaiki."),
    "disclosed_not_said": _("Tulis apa yang dibuka oleh persetujuan atau jabatan publik itu."),
    "disclosure_missing": _(
        "Huruf g dan h memerlukan hasil pemeriksaan: tulis apakah ada persetujuan tertulis atau kaitan dengan "
        "jabatan publik (Pasal 18 ayat (2))."
    ),
    "ground_not_covered": _(
        "Penetapan itu tidak mengecualikan menurut Pasal 17 huruf %(ground)s. Pilih alasan yang disebut penetapan."
    ),
    "kept_in_full_grant": _("Permohonan yang dikabulkan seluruhnya tidak menahan apa pun. Pilih “Kabulkan sebagian”."),
    "names_a_person": _("Judul atau ringkasan ini memuat data pribadi: %(found)s. Tulis ulang tanpa itu."),
    "no_determination": _(
        "Pada %(on)s tidak ada penetapan berlaku yang mengecualikan informasi ini bagi kantor Anda. Usulkan "
        "uji konsekuensi dahulu, atau berikan informasinya: kantor tidak mengecualikan sendiri."
    ),
    "not_opened_thus": _(
        "Penetapan itu tidak memakai huruf g atau h, jadi tidak dibuka oleh persetujuan atau jabatan publik."
    ),
    "file_without_ground": _(
        "Berkas “%(title)s” belum dihitamkan dan tidak dipilih untuk diberikan utuh. Hitamkan, nyatakan diberikan "
        "utuh, atau pilih penetapan yang mengecualikannya."
    ),
    "nothing_kept_closed": _(
        "Tidak ada yang dihitamkan atau ditahan. Hitamkan bagiannya, sebut yang tidak diberikan, atau kabulkan "
        "seluruhnya."
    ),
    "consent_for_one": _(
        "Jawaban ini diberikan atas persetujuan seseorang bagi pemohon ini saja, sehingga tidak dibuka untuk semua."
    ),
    "nothing_to_release": _("Jawaban ini tidak berisi berkas baru; yang sudah terbuka tidak perlu dibuka lagi."),
    "opened_by_consent": _(
        "Untuk permohonan ini sudah dicatat persetujuan atau kaitan jabatan publik yang membuka sebagian "
        "informasinya. Berikan yang dibuka itu: kabulkan sebagian atau seluruhnya."
    ),
    "own_decision_released": _(
        "Anda ikut memutus permohonan ini. Orang kedua yang membukanya untuk semua orang: Atasan PPID atau PPID lain."
    ),
    "release_incomplete": _("Isi judul, ringkasan, jangka simpan, dan waktu pembuatan."),
    "withheld_missing": _(
        "Pilih penetapan yang menjadi dasar. Bila tidak ada, usulkan uji konsekuensi dahulu: kantor tidak "
        "mengecualikan sendiri."
    ),
    "withheld_not_said": _("Tulis informasi mana yang tidak diberikan."),
}
