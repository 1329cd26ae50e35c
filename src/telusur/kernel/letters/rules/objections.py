"""The letters of an objection: its form that is the receipt, the musyawarah, the reply, the order to the PPID."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from .letters import Passage

if TYPE_CHECKING:
    from .letters import Applicant, Signatory


@dataclass(frozen=True)
class Ground:
    """A ground of an objection as the law letters it. Law: UU 14/2008 Pasal 35 ayat (1)."""

    letter: str
    words: str


@dataclass(frozen=True)
class ObjectionForm:
    """The objection as entered in the register; its copy is the receipt. Law: UU 14/2008 Pasal 36 ayat (1), (2)."""

    template: ClassVar[str] = "objection_form"
    title: ClassVar[str] = "Formulir dan Tanda Terima Keberatan"

    objection_number: str
    request_number: str
    received: str
    channel: str
    applicant: Applicant
    occupation: str
    proxy: str
    information: str
    purpose: str
    grounds: tuple[Ground, ...]
    position: str
    due: str
    rule: str
    late: str
    tracking_url: str
    tracking_qr: str
    officer: str


@dataclass(frozen=True)
class DeliberationInvitation:
    """Invitation to a musyawarah. Law: UU 14/2008 Pasal 35 ayat (2)."""

    template: ClassVar[str] = "deliberation_invitation"
    title: ClassVar[str] = "Undangan Musyawarah"
    passages: ClassVar[tuple[Passage, ...]] = (Passage.OPENING, Passage.CLOSING)

    objection_number: str
    received: str
    applicant: Applicant
    grounds: tuple[Ground, ...]
    meets: str
    clock: str
    place: str
    signatory: Signatory
    opening: str = ""
    closing: str = ""


@dataclass(frozen=True)
class DeliberationMinutes:
    """Minutes of a musyawarah, with what was agreed or that nothing was. Law: UU 14/2008 Pasal 35 ayat (2)."""

    template: ClassVar[str] = "deliberation_minutes"
    title: ClassVar[str] = "Berita Acara Musyawarah"
    passages: ClassVar[tuple[Passage, ...]] = (Passage.CLOSING,)

    objection_number: str
    applicant: Applicant
    met: str
    place: str
    attendance: str
    minutes: str
    agreed: bool
    agreement: str
    signatory: Signatory
    closing: str = ""


@dataclass(frozen=True)
class ObjectionReply:
    """The superior's written reply. Law: UU 14/2008 Pasal 36 ayat (2), (3), 37 ayat (2).

    reasons: why the PPID is upheld, wholly or in part. order, order_due: what he must do where it is granted.
    """

    template: ClassVar[str] = "objection_reply"
    title: ClassVar[str] = "Tanggapan Atasan PPID atas Keberatan"
    passages: ClassVar[tuple[Passage, ...]] = (Passage.OPENING, Passage.CLOSING)

    objection_number: str
    request_number: str
    received: str
    applicant: Applicant
    information: str
    grounds: tuple[Ground, ...]
    late: str
    deliberation: str
    verdict: str
    reasons: str
    order: str
    order_due: str
    dispute_until: str
    signatory: Signatory
    opening: str = ""
    closing: str = ""


@dataclass(frozen=True)
class ExecutionOrder:
    """The superior's order to the PPID to carry out what he decided, by a day. `applicant` is who the order goes to."""

    template: ClassVar[str] = "execution_order"
    title: ClassVar[str] = "Perintah Pelaksanaan Putusan Keberatan"

    objection_number: str
    request_number: str
    applicant: Applicant
    information: str
    verdict: str
    order: str
    order_due: str
    signatory: Signatory
