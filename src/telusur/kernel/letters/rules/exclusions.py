"""The determination of excluded information and the sheet of its consequence test.

Law: UU 14/2008 Pasal 17-20; PP 61/2010; PKPU 22/2023 Pasal 24-26.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from .letters import Passage, Signatory


@dataclass(frozen=True, kw_only=True)
class Examined:
    """One item of a test. statute: laws and articles. opened, closed: what follows where it is opened, or closed."""

    information: str
    statute: str
    opened: str
    closed: str
    period: str


@dataclass(frozen=True, kw_only=True)
class TestStep:
    """One of the six steps of PKPU 22/2023 Pasal 25 ayat (3): its letter, its name and what was found."""

    letter: str
    name: str
    findings: str


@dataclass(frozen=True, kw_only=True)
class ConsequenceSheet:
    """The sheet of a consequence test (lembar pengujian). people: (name, function, taking part as).

    arguments: (side, text, who gave it). conclusion: dikecualikan or terbuka, in words.
    """

    template: ClassVar[str] = "consequence_sheet"
    title: ClassVar[str] = "Lembar Pengujian Konsekuensi"

    subject: str
    description: str
    occasion: str
    reference: str
    proposed_by: str
    tested_by: str
    tested: str
    items: tuple[Examined, ...]
    steps: tuple[TestStep, ...]
    people: tuple[tuple[str, str, str], ...]
    arguments: tuple[tuple[str, str, str], ...]
    conclusion: str
    signatory: Signatory


@dataclass(frozen=True, kw_only=True)
class Determination:
    """Letter that determines a classification (surat penetapan klasifikasi). Law: PP 61/2010; UU 14/2008 Pasal 19, 20.

    classification: the kind, in words. decided_by: identity of the deciding PPID. body, unit: whose information it is.
    grounds: (letter of Pasal 17, what it protects). consequence: analysis that gives the reasons. binds: offices it is
    in force for. decree: number of the decree where it differs from the letter's own.
    """

    template: ClassVar[str] = "determination"
    title: ClassVar[str] = "Surat Penetapan Klasifikasi Informasi"
    passages: ClassVar[tuple[Passage, ...]] = (Passage.OPENING, Passage.CLOSING)

    subject: str
    description: str
    classification: str
    decided_by: str
    body: str
    unit: str
    grounds: tuple[tuple[str, str], ...]
    statute: str
    consequence: str
    period: str
    ends: str
    binds: str
    sheet: str
    decree: str
    signatory: Signatory
    opening: str = ""
    closing: str = ""
