"""What the table of moves is called on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.law.rules.moves import Words

from ..models import STATE_LABELS
from ..models.consequence import CONCLUSION_LABELS, STAGE_LABELS
from ..models.exemptions import FORCE_LABELS, RELEASE_LABELS
from ..rules.consequence import Proceeding
from ..rules.exemptions import Holding
from ..rules.states import Act

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

DEEDS: Mapping[str, StrOrPromise] = {
    Act.ENTER: _("Informasi dicatat sebagai draf"),
    Act.EDIT: _("Keterangan dilengkapi"),
    Act.ADD_FILE: _("Berkas ditambahkan"),
    Act.REMOVE_FILE: _("Berkas yang keliru dilepas"),
    Act.DISCARD: _("Draf dibuang"),
    Act.PROPOSE: _("Diusulkan untuk terbit"),
    Act.RETURN: _("Usul dikembalikan dengan catatan"),
    Act.APPROVE: _("Disetujui dan terbit"),
    Act.ANNOUNCE: _("Diumumkan serta merta"),
    Act.CONFIRM: _("Pengumuman ditegaskan orang kedua"),
    Act.WITHDRAW: _("Ditarik; versi lama disimpan"),
    Act.REVISE: _("Perubahan diusulkan"),
    Act.ACCEPT_REVISION: _("Perubahan disetujui"),
    Act.RETURN_REVISION: _("Perubahan dikembalikan"),
    Act.REVIEW: _("Ditinjau berkala dan masih benar"),
    Act.IMPORT: _("Diambil dari daftar yang lama"),
    Act.OPEN_BY_LAW: _("Terbuka karena hukum"),
    Act.PUBLISH_ANSWER: _("Jawaban bagi satu orang diumumkan bagi semua"),
}


PROCEEDINGS: Mapping[str, StrOrPromise] = {
    Proceeding.PROPOSE: _("Pengujian diusulkan"),
    Proceeding.REVISE: _("Usul diperbaiki"),
    Proceeding.ATTACH: _("Dokumen yang diuji dilampirkan"),
    Proceeding.SEND: _("Usul dikirim ke KPU Provinsi"),
    Proceeding.FORWARD: _("Usul diteruskan ke KPU RI"),
    Proceeding.RETURN: _("Usul dikembalikan dengan alasan"),
    Proceeding.BEGIN: _("Pengujian dimulai"),
    Proceeding.SAVE_STEP: _("Satu dari enam langkah pengujian diisi"),
    Proceeding.INVITE: _("Unit, tim pertimbangan, atau ahli diundang"),
    Proceeding.ARGUE: _("Alasan membuka atau menutup dicatat"),
    Proceeding.CONCLUDE: _("Pengujian disimpulkan"),
    Proceeding.RESUME: _("Pengujian dibuka lagi sebelum penetapan"),
    Proceeding.DETERMINE: _("Hasilnya ditetapkan dengan keputusan"),
    Proceeding.REUSE: _("Penetapan yang sudah ada dipakai"),
    Proceeding.WITHDRAW: _("Usul ditarik"),
}
HOLDINGS: Mapping[str, StrOrPromise] = {
    Holding.REGISTER: _("Penetapan dicatat dan berlaku"),
    Holding.TAKE_OVER: _("Penetapan lama dicatat dengan naskah keputusannya"),
    Holding.CONFIRM: _("Disahkan orang kedua; berlaku"),
    Holding.DECLINE: _("Tidak diterima; tidak berlaku"),
    Holding.DISCLOSE: _("Persetujuan tertulis atau kaitan dengan jabatan publik dicatat"),
    Holding.DECLARE: _("Dinyatakan terbuka menjelang akhir masanya"),
    Holding.EXPIRE: _("Masa pengecualian berakhir; informasinya terbuka"),
    Holding.OPEN: _("Dibuka sebelum masanya berakhir"),
    Holding.OVERTURN: _("Dibuka oleh putusan atau keputusan keberatan"),
    Holding.OPEN_PART: _("Sebagian dibuka oleh putusan atau keputusan keberatan"),
    Holding.REPLACE: _("Diganti penetapan baru"),
}
OPENINGS: Mapping[str, StrOrPromise] = {
    "open": _("Terbuka karena hukum"),
    "hold": _("Berkasnya menunggu pemeriksaan rilis"),
    "release": _("Berkasnya dirilis sesudah diperiksa"),
}
PLACES: Mapping[str, StrOrPromise] = {
    "own": _("di kantor pengusul"),
    "holder": _("di kantor yang menguasai"),
    "bound": _("di kantor yang terikat"),
    "national": _("KPU RI"),
    "province": _("KPU Provinsi"),
    "regency": _("KPU Kabupaten"),
    "city": _("KPU Kota"),
}
WHO = ("ppid", "liaison", "superior", "consideration", "desk")


def _parties() -> dict[str, StrOrPromise]:
    return {**{role: accounts.role_names(roles=[role]) for role in WHO}, "system": _("Sistem")}


def words_of_tests() -> Words:
    """Return the labels of consequence tests (SOP 7)."""
    return Words(
        states={stage.value: label for stage, label in STAGE_LABELS.items()},
        acts=PROCEEDINGS,
        parties=_parties(),
        outcomes={each.value: label for each, label in CONCLUSION_LABELS.items()},
        places=PLACES,
    )


def words_of_determinations() -> Words:
    """Return the labels of determinations in force and ended (SOP 6)."""
    states = {force.value: label for force, label in FORCE_LABELS.items()}
    return Words(states=states, acts=HOLDINGS, parties=_parties(), places=PLACES)


def words_of_openings() -> Words:
    """Return the labels of what was opened by law, and of its file."""
    states = {release.value: label for release, label in RELEASE_LABELS.items()}
    return Words(states=states, acts=OPENINGS, parties=_parties(), places=PLACES)


def words_of_moves() -> Words:
    """Return the labels of states and acts of entries; who may act is a permission, named by its roles."""
    return Words(states={state.value: label for state, label in STATE_LABELS.items()}, acts=DEEDS)
