"""Letters to the applicant on his request, beside the written notification of a full grant. See `letters.py`.

`opening`, `explanation` and `closing` are the officer's own words and may be empty; everything else is the law's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from .letters import Applicant, Cost, Passage, Signatory

ALL = (Passage.OPENING, Passage.EXPLANATION, Passage.CLOSING)
AROUND = (Passage.OPENING, Passage.CLOSING)


@dataclass(frozen=True, kw_only=True)
class Exemption:
    """Why something stays closed. Law: UU 14/2008 Pasal 17, 19; Pasal 22 ayat (7) huruf c and e.

    letter: of Pasal 17, a to j. words: what that letter protects. statute: the other law with its article, required of
    letter j. consequence: what opening would do, as the test found it. determination: number and date of the
    penetapan that covers it.
    """

    letter: str
    words: str
    statute: str
    consequence: str
    determination: str


@dataclass(frozen=True, kw_only=True)
class Blackening:
    """One blackened passage: where it stands, what kind of material it is (never the content), and why."""

    place: str
    material: str
    exemption: Exemption


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What every answer to a request carries. The applicant's particulars are the minimum of a refusal decision."""

    request_number: str
    requested: str
    applicant: Applicant
    occupation: str
    question: str
    purpose: str
    signatory: Signatory
    opening: str = ""
    explanation: str = ""
    closing: str = ""


@dataclass(frozen=True, kw_only=True)
class Refusal(Answer):
    """Decision that refuses a request on exemptions. Law: UU 14/2008 Pasal 17, 22 ayat (7) huruf c, 36 ayat (1).

    disclosure: what was found on consent or public office where letter g or h is used (Pasal 18 ayat (2)).
    objection_days: working days of the objection window. objection_until: its last day in words.
    """

    template: ClassVar[str] = "refusal"
    title: ClassVar[str] = "Surat Keputusan Penolakan Permohonan Informasi"
    passages: ClassVar[tuple[Passage, ...]] = ALL

    exemptions: tuple[Exemption, ...]
    disclosure: str
    objection_days: int
    objection_until: str


@dataclass(frozen=True, kw_only=True)
class PartialGrant(Answer):
    """Written notification of a grant in part. Law: UU 14/2008 Pasal 22 ayat (7) huruf a-g.

    material: what is given, one line each. blackenings: what is blackened in it, each with its ground. withheld: what
    is not given at all, each with its ground.
    """

    template: ClassVar[str] = "partial_grant"
    title: ClassVar[str] = "Pemberitahuan Tertulis: Dikabulkan Sebagian"
    passages: ClassVar[tuple[Passage, ...]] = ALL

    material: tuple[str, ...]
    blackenings: tuple[Blackening, ...]
    withheld: tuple[tuple[str, Exemption], ...] = ()
    means: str
    form: str
    cost: Cost
    handed_over: str
    objection_days: int
    objection_until: str


@dataclass(frozen=True, kw_only=True)
class NotHeld(Answer):
    """Written notification that the office does not hold the information. Law: Pasal 22 ayat (7) huruf a, b.

    holder: the body that holds it, if known; holder_contact: where it can be asked.
    """

    template: ClassVar[str] = "not_held"
    title: ClassVar[str] = "Pemberitahuan Tertulis: Informasi Tidak Dikuasai"
    passages: ClassVar[tuple[Passage, ...]] = ALL

    holder: str
    holder_contact: str = ""
    objection_days: int
    objection_until: str


@dataclass(frozen=True, kw_only=True)
class NotDocumented(Answer):
    """Written notification that the information is not documented yet. Law: Pasal 6 ayat (3) huruf e, 22 ayat (7)."""

    template: ClassVar[str] = "not_documented"
    title: ClassVar[str] = "Pemberitahuan Tertulis: Informasi Belum Didokumentasikan"
    passages: ClassVar[tuple[Passage, ...]] = ALL

    available_on: str
    objection_days: int
    objection_until: str


@dataclass(frozen=True, kw_only=True)
class Completion:
    """What is missing from a request, and by when to bring it (KPU's e-PPID page; `confirmed` says if that is law)."""

    template: ClassVar[str] = "completion"
    title: ClassVar[str] = "Permintaan Kelengkapan Permohonan"
    passages: ClassVar[tuple[Passage, ...]] = AROUND

    request_number: str
    requested: str
    applicant: Applicant
    question: str
    missing: tuple[str, ...]
    days: int
    due: str
    rule: str
    confirmed: bool
    signatory: Signatory
    opening: str = ""
    closing: str = ""


@dataclass(frozen=True, kw_only=True)
class Closing:
    """The file stayed incomplete and is closed; the applicant may ask anew. missing: what never came."""

    template: ClassVar[str] = "closing"
    title: ClassVar[str] = "Pemberitahuan Permohonan Tidak Dapat Diproses"
    passages: ClassVar[tuple[Passage, ...]] = AROUND

    request_number: str
    requested: str
    applicant: Applicant
    question: str
    asked: str
    due: str
    missing: tuple[str, ...]
    rule: str
    confirmed: bool
    signatory: Signatory
    opening: str = ""
    closing: str = ""


@dataclass(frozen=True, kw_only=True)
class ForwardingNote:
    """Note that hands a request on to another office of the commission (nota penerusan). `applicant` asked.

    clock: since when the answer is counted there, in words.
    """

    template: ClassVar[str] = "forwarding_note"
    title: ClassVar[str] = "Nota Penerusan Permohonan Informasi"
    passages: ClassVar[tuple[Passage, ...]] = AROUND

    request_number: str
    requested: str
    applicant: Applicant
    question: str
    purpose: str
    office: str
    reason: str
    clock: str
    signatory: Signatory
    opening: str = ""
    closing: str = ""


@dataclass(frozen=True, kw_only=True)
class ForwardingLetter:
    """Letter that passes a request on to another public body. `applicant` is the body; `asker` asked.

    Law: UU 14/2008 Pasal 22 ayat (7) huruf b. The asker's contact goes along only with his consent.
    """

    template: ClassVar[str] = "forwarding_letter"
    title: ClassVar[str] = "Surat Penerusan kepada Badan Publik Lain"
    passages: ClassVar[tuple[Passage, ...]] = AROUND

    request_number: str
    requested: str
    applicant: Applicant
    asker: Applicant
    consented: bool
    question: str
    reason: str
    signatory: Signatory
    opening: str = ""
    closing: str = ""


@dataclass(frozen=True, kw_only=True)
class Withdrawal:
    """Confirms that the applicant withdrew his request. reason: his own words, if he gave any."""

    template: ClassVar[str] = "withdrawal"
    title: ClassVar[str] = "Konfirmasi Pencabutan Permohonan"
    passages: ClassVar[tuple[Passage, ...]] = AROUND

    request_number: str
    requested: str
    applicant: Applicant
    question: str
    withdrawn: str
    reason: str
    signatory: Signatory
    opening: str = ""
    closing: str = ""


@dataclass(frozen=True, kw_only=True)
class DeliveryReceipt:
    """Receipt that the applicant signs when he is given the information (tanda terima penyerahan).

    material: (what, form) of each thing handed over. notification: number of the written notification.
    """

    template: ClassVar[str] = "delivery_receipt"
    title: ClassVar[str] = "Tanda Terima Penyerahan Informasi"

    request_number: str
    applicant: Applicant
    notification: str
    material: tuple[tuple[str, str], ...]
    means: str
    delivered: str
    proof: str
    cost: Cost
    officer: str
