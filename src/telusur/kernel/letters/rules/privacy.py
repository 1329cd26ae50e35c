"""Letters about personal data. Law: UU 27/2022 Pasal 30, 32, 46."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from .letters import Applicant, Passage, Signatory


@dataclass(frozen=True, kw_only=True)
class OwnDataResult:
    """What became of a correction of one's own data. fields: (what, asked, result, reason of a refusal)."""

    template: ClassVar[str] = "own_data_result"
    title: ClassVar[str] = "Pemberitahuan Hasil Perbaikan Data Pribadi"
    passages: ClassVar[tuple[Passage, ...]] = (Passage.OPENING, Passage.CLOSING)

    case_number: str
    asked: str
    due: str
    applicant: Applicant
    fields: tuple[tuple[str, str, str, str], ...]
    rule: str
    signatory: Signatory
    opening: str = ""
    closing: str = ""


@dataclass(frozen=True, kw_only=True)
class OwnDataCopy:
    """The letter that comes with a copy of one's own data. parts: (heading, number of rows); digest: of the copy."""

    template: ClassVar[str] = "own_data_copy"
    title: ClassVar[str] = "Pengantar Salinan Data Pribadi"
    passages: ClassVar[tuple[Passage, ...]] = (Passage.OPENING, Passage.CLOSING)

    case_number: str
    asked: str
    due: str
    applicant: Applicant
    parts: tuple[tuple[str, str], ...]
    digest: str
    rule: str
    signatory: Signatory
    opening: str = ""
    closing: str = ""


@dataclass(frozen=True, kw_only=True)
class _Breach:
    breach_number: str
    applicant: Applicant
    discovered: str
    occurred: str
    how: str
    data: tuple[str, ...]
    people: str
    offices: str
    handling: str
    recovery: str
    due: str
    rule: str
    signatory: Signatory
    opening: str = ""
    closing: str = ""


@dataclass(frozen=True, kw_only=True)
class BreachNotice(_Breach):
    """Written notice of a breach to one whose data it was. Law: UU 27/2022 Pasal 46."""

    template: ClassVar[str] = "breach_notice"
    title: ClassVar[str] = "Pemberitahuan Kegagalan Pelindungan Data Pribadi"
    passages: ClassVar[tuple[Passage, ...]] = (Passage.OPENING, Passage.CLOSING)


@dataclass(frozen=True, kw_only=True)
class BreachReport(_Breach):
    """Written notice of a breach to the authority; `applicant` is the authority. Law: UU 27/2022 Pasal 46."""

    template: ClassVar[str] = "breach_report"
    title: ClassVar[str] = "Laporan Kegagalan Pelindungan Data Pribadi"
    passages: ClassVar[tuple[Passage, ...]] = (Passage.OPENING, Passage.CLOSING)
