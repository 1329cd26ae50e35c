"""Blank forms to print and fill by hand, beside the request form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, kw_only=True)
class PowerOfAttorney:
    """Blank special power of attorney for an applicant's proxy (surat kuasa khusus)."""

    template: ClassVar[str] = "power_of_attorney"
    title: ClassVar[str] = "Surat Kuasa Khusus"


@dataclass(frozen=True, kw_only=True)
class ObjectionBlank:
    """Blank objection form (formulir keberatan). grounds: letter and words of Pasal 35 ayat (1), a to g."""

    template: ClassVar[str] = "objection_blank"
    title: ClassVar[str] = "Formulir Keberatan atas Permohonan Informasi"

    grounds: tuple[tuple[str, str], ...]
    reply_days: int
    online_url: str
    online_qr: str
