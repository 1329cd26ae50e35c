"""What each letter says: one frozen record a letter, holding every element the law asks for.

The words stand in `typst/<template>.typ`; the records hold what differs from case to case. Texts are printed as they
are: a letter's template never reads markup in them.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping


class Passage(StrEnum):
    """The places of a letter that an officer may word, each a field of the same name. Nothing else is his to word."""

    OPENING = "opening"
    EXPLANATION = "explanation"
    CLOSING = "closing"


@dataclass(frozen=True)
class Letterhead:
    """Who writes: printed at the top of every letter and form."""

    office: str
    lines: tuple[str, ...]
    city: str
    logo: bytes = b""  # a PNG or JPEG


@dataclass(frozen=True)
class Signatory:
    """Who signs, in which function, and whether he acts for another (Plh.)."""

    name: str
    function: str
    acting: bool = False


@dataclass(frozen=True)
class Applicant:
    name: str
    address: str
    contact: str


@dataclass(frozen=True)
class Cost:
    """Cost recovery in whole rupiah; a digital copy costs nothing."""

    copying: int = 0
    sheets: int = 0
    sending: int = 0
    other: int = 0
    how_to_pay: str = ""

    @property
    def total(self) -> int:
        return self.copying * self.sheets + self.sending + self.other


@dataclass(frozen=True)
class Receipt:
    """The numbered proof of a request (tanda bukti permohonan), A5. Law: UU 14/2008 Pasal 22 ayat (4)-(6)."""

    template: ClassVar[str] = "receipt"
    title: ClassVar[str] = "Tanda Bukti Permohonan Informasi Publik"

    request_number: str
    received: str
    channel: str
    applicant: str
    question: str
    due: str
    rule: str
    tracking_url: str
    tracking_qr: str
    secret: str
    officer: str


@dataclass(frozen=True)
class Notification:
    """The written notification (pemberitahuan tertulis). Law: UU 14/2008 Pasal 22 ayat (7) huruf a-g.

    held: (a) whether the office holds the information. holder: (b) the body that holds it, if known.
    granted: (c) acceptance; ground: of a "no". material: (d) what is given, one line each; explanation: the office's
    own words to it.
    redactions: (e) what is blacked out, with its reason. means, form: (f). cost: (g).
    available_on: when information not yet documented will be there.
    """

    template: ClassVar[str] = "notification"
    title: ClassVar[str] = "Pemberitahuan Tertulis"
    passages: ClassVar[tuple[Passage, ...]] = (Passage.OPENING, Passage.EXPLANATION, Passage.CLOSING)

    request_number: str
    requested: str
    applicant: Applicant
    question: str
    purpose: str
    held: bool
    holder: str
    documented: bool
    available_on: str
    granted: bool
    ground: str
    material: tuple[str, ...]
    explanation: tuple[str, ...]
    redactions: tuple[tuple[str, str], ...]
    means: str
    form: str
    cost: Cost
    handed_over: str
    objection_until: str
    signatory: Signatory
    opening: str = ""
    closing: str = ""


@dataclass(frozen=True)
class Extension:
    """Notice that the answer takes longer, with written reasons. Law: UU 14/2008 Pasal 22 ayat (8)."""

    template: ClassVar[str] = "extension"
    title: ClassVar[str] = "Pemberitahuan Perpanjangan Waktu"
    passages: ClassVar[tuple[Passage, ...]] = (Passage.OPENING, Passage.CLOSING)

    request_number: str
    requested: str
    applicant: Applicant
    question: str
    reasons: str
    first_due: str
    new_due: str
    days: int
    rule: str
    signatory: Signatory
    opening: str = ""
    closing: str = ""


@dataclass(frozen=True)
class RequestForm:
    """The blank request form (formulir permohonan) to be filled by hand."""

    template: ClassVar[str] = "request_form"
    title: ClassVar[str] = "Formulir Permohonan Informasi Publik"

    online_url: str
    online_qr: str


class AnyLetter(Protocol):
    """A letter or form: a frozen record whose words stand in `typst/<template>.typ`."""

    template: ClassVar[str]
    title: ClassVar[str]
    __dataclass_fields__: ClassVar[dict[str, Any]]


def signed_as(letter: AnyLetter) -> str:
    """Return the name under the letter, as its function or "Plh." says; empty where nobody signs it."""
    who = getattr(letter, "signatory", None)
    return f"{'Plh. ' if who.acting else ''}{who.function}, {who.name}" if isinstance(who, Signatory) else ""


def as_data(letter: AnyLetter) -> Mapping[str, object]:
    """Return the letter's facts as plain values for its template."""
    facts = asdict(letter)
    cost = getattr(letter, "cost", None)
    if isinstance(cost, Cost):
        facts["cost"]["total"] = cost.total
    return facts


def worded(letter: AnyLetter, words: Mapping[str, str]) -> AnyLetter:
    """Return the letter with the officer's words in the passages it declares; other names change nothing.

    Where the decision already gave words to a passage, these come behind them.
    """
    changes: dict[str, object] = {}
    for passage in getattr(letter, "passages", ()):
        text, before = words.get(passage.value, ""), getattr(letter, passage.value)
        if text and isinstance(before, tuple):
            changes[passage.value] = (*before, text)
        elif text:
            changes[passage.value] = "\n".join(part for part in (before, text) if part)
    return replace(letter, **changes) if changes else letter  # type: ignore[type-var]
