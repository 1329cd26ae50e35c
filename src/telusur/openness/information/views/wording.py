"""What an officer reads at the desk of the list: names of fields and acts, and why an act was refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from telusur.kernel.documents.services import NotReleased

from .. import services
from ..forms import EntryForm
from ..rules.states import State, WrongState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

FIELD_LABELS = {name: field.label for name, field in EntryForm.base_fields.items()} | {"files": gettext_lazy("Berkas")}
STATE_KINDS = {
    State.DRAFT: "",
    State.PROPOSED: "wait",
    State.ANNOUNCED: "soon",
    State.PUBLISHED: "ok",
    State.WITHDRAWN: "late",
}
ACT_TEXTS = {
    "information.enter": gettext_lazy("Draf dicatat"),
    "information.import": gettext_lazy("Masuk lewat impor daftar"),
    "information.edit": gettext_lazy("Draf diubah"),
    "information.add_file": gettext_lazy("Berkas ditambahkan"),
    "information.remove_file": gettext_lazy("Berkas dilepas"),
    "information.discard": gettext_lazy("Draf dibuang"),
    "information.propose": gettext_lazy("Diusulkan terbit"),
    "information.return": gettext_lazy("Usul dikembalikan"),
    "information.approve": gettext_lazy("Disetujui dan terbit"),
    "information.announce": gettext_lazy("Terbit serta merta"),
    "information.confirm": gettext_lazy("Ditegaskan"),
    "information.withdraw": gettext_lazy("Ditarik"),
    "information.revise": gettext_lazy("Pembaruan diusulkan"),
    "information.accept_revision": gettext_lazy("Pembaruan disetujui"),
    "information.return_revision": gettext_lazy("Pembaruan dikembalikan"),
    "information.review": gettext_lazy("Ditinjau ulang, masih benar"),
    "information.open_by_law": gettext_lazy("Terbuka karena hukum, setiap saat"),
    "information.hold_file": gettext_lazy("Berkas ditambahkan, menunggu pemeriksaan rilis"),
    "information.release_file": gettext_lazy("Berkas dirilis"),
}
SECOND_PERSON = gettext_lazy("Tidak dapat Anda lakukan: orang yang mengusulkan tidak menyetujui usulnya sendiri.")
NOT_PERMITTED = gettext_lazy("Peran Anda di kantor ini tidak mencakup tindakan tersebut.")
WRONG_STATE = gettext_lazy("Keadaan informasi ini sudah berubah; muat ulang halaman untuk melihatnya.")


REFUSALS: Mapping[type[Exception], StrOrPromise] = {
    services.SecondPersonNeeded: SECOND_PERSON,
    services.NotPermitted: NOT_PERMITTED,
    services.RevisionPending: gettext_lazy("Masih ada pembaruan yang menunggu persetujuan; putuskan dahulu yang itu."),
    services.NothingRevised: gettext_lazy("Belum ada yang berubah: ubah isian atau pilih berkas baru."),
    services.ReasonMissing: gettext_lazy("Tulis alasannya."),
    WrongState: WRONG_STATE,
}
ANTICIPATED: tuple[type[Exception], ...] = (services.Incomplete, NotReleased, *REFUSALS)


def error_text(error: Exception) -> str:
    """Return what an officer reads when one of the anticipated acts is refused."""
    if isinstance(error, services.Incomplete):
        names = ", ".join(str(FIELD_LABELS.get(name, name)) for name in error.missing)
        return _("Belum lengkap untuk terbit. Isi dahulu: %(names)s.") % {"names": names}
    if isinstance(error, NotReleased):
        facts = {"title": error.title, "found": error.found}
        return _("Berkas “%(title)s” belum boleh keluar: %(found)s. Lihat temuannya di bawah nama berkas.") % facts
    return str(REFUSALS[type(error)])
