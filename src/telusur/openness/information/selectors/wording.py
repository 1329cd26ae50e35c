"""What the table of moves is called on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from telusur.kernel.law.rules.moves import Words

from ..models import STATE_LABELS
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
}


def words_of_moves() -> Words:
    """Return the labels of states and acts of entries; who may act is a permission, named by its roles."""
    return Words(states={state.value: label for state, label in STATE_LABELS.items()}, acts=DEEDS)
