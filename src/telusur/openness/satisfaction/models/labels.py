"""What the words of this room are called on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from ..rules import words as w

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

CHANNELS: Mapping[str, StrOrPromise] = {
    w.Channel.INVITATION: _("Undangan sesudah dilayani"),
    w.Channel.KIOSK: _("Kios di kantor"),
    w.Channel.QR: _("Tautan dan kode QR"),
    w.Channel.PAPER: _("Lembar kertas"),
}
EVERY: Mapping[str, StrOrPromise] = {
    w.Every.SEMESTER: _("Setiap semester"),
    w.Every.YEAR: _("Setiap tahun"),
}
BY_CHANNEL = _("Saluran")
NOT_SAID = _("Tidak diisi")
