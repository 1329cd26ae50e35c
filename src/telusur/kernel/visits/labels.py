"""What the values of a counter are called."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from .rules.counting import Kind
from .rules.referrers import DIRECT, ELSEWHERE_HERE, OTHER_HOUSES

KINDS = {
    Kind.PAGE: _("Halaman"),
    Kind.INFORMATION: _("Butir informasi"),
    Kind.DOCUMENT: _("Berkas"),
    Kind.DATA: _("Tabel data"),
}
WAYS = {
    "direct": _("Langsung atau tidak disebut"),
    "own": _("Halaman lain di sini"),
    "other": _("Situs lain"),
}
FORMATS = {"html": "HTML", "pdf": "PDF", "xlsx": "XLSX", "csv": "CSV", "json": "JSON"}
_NAMES = {
    DIRECT: WAYS["direct"],
    ELSEWHERE_HERE: _("Halaman di sini yang alamatnya tidak dicatat"),
    OTHER_HOUSES: WAYS["other"],
}


def way_name(referrer: str) -> str:
    """Return from where readers came, in words or as the path or name that it is."""
    return str(_NAMES.get(referrer, referrer))
