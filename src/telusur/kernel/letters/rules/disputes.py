"""Letters of a dispute before the Komisi Informasi. Law: UU 14/2008 Pasal 37-50; Perki 1/2013."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from .letters import Applicant, Passage, Signatory


@dataclass(frozen=True, kw_only=True)
class Proxy:
    """Who may act for the office before the commission or a court."""

    name: str
    function: str
    identity: str = ""


@dataclass(frozen=True, kw_only=True)
class DisputePower:
    """Special power of attorney of the office for one dispute (surat kuasa khusus). acts: what the proxies may do."""

    template: ClassVar[str] = "dispute_power"
    title: ClassVar[str] = "Surat Kuasa Khusus dalam Sengketa Informasi"

    dispute_number: str
    forum: str
    petitioner: str
    information: str
    proxies: tuple[Proxy, ...]
    acts: tuple[str, ...]
    signatory: Signatory


@dataclass(frozen=True, kw_only=True)
class DisputeAnswer:
    """The respondent's answer to the commission, before its evidence (jawaban termohon). `applicant` is the forum.

    chronology: (date, what happened). evidence: (mark, what it is). claim: what the office asks the panel to decide.
    """

    template: ClassVar[str] = "dispute_answer"
    title: ClassVar[str] = "Jawaban Termohon"
    passages: ClassVar[tuple[Passage, ...]] = (Passage.OPENING, Passage.EXPLANATION, Passage.CLOSING)

    dispute_number: str
    applicant: Applicant
    petitioner: str
    information: str
    request_number: str
    objection_number: str
    chronology: tuple[tuple[str, str], ...]
    answer: str
    claim: tuple[str, ...]
    evidence: tuple[tuple[str, str], ...]
    signatory: Signatory
    opening: str = ""
    explanation: str = ""
    closing: str = ""


@dataclass(frozen=True, kw_only=True)
class EvidenceList:
    """The respondent's list of evidence (daftar bukti). `applicant` is the forum; evidence: (mark, what it is)."""

    template: ClassVar[str] = "evidence_list"
    title: ClassVar[str] = "Daftar Bukti Termohon"

    dispute_number: str
    applicant: Applicant
    petitioner: str
    information: str
    evidence: tuple[tuple[str, str], ...]
    signatory: Signatory


@dataclass(frozen=True, kw_only=True)
class ExecutionReport:
    """Report that a ruling or agreement was carried out. `applicant` is who is told; orders: (order, done, when)."""

    template: ClassVar[str] = "execution_report"
    title: ClassVar[str] = "Laporan Pelaksanaan Putusan"
    passages: ClassVar[tuple[Passage, ...]] = (Passage.OPENING, Passage.CLOSING)

    dispute_number: str
    applicant: Applicant
    ruling: str
    ruled: str
    petitioner: str
    orders: tuple[tuple[str, str, str], ...]
    due: str
    signatory: Signatory
    opening: str = ""
    closing: str = ""
