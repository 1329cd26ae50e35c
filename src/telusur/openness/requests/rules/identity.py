"""Who asks: what each applicant type must prove, what an identity number must look like, and how it is hidden."""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from .words import ApplicantType, IdentityKind

if TYPE_CHECKING:
    from collections.abc import Collection

    from telusur.kernel.law.rules import Rule

    from .words import Occupation, Sex

NIK_LENGTH = 16
DAY_SHIFT_FOR_WOMEN = 40
CENTURIES = (1900, 2000)
MASK_ENDS = 4
# What the columns of an applicant hold; every form and every import keeps to it.
MOST_SIGNS = {"identity_number": 40, "email": 254, "phone": 24, "address": 400}
SEALED_AS = "identity numbers"  # for what kernel.accounts seals them


class BadIdentity(Exception):
    """An identity number that cannot be one. `code` says which part is wrong."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def _born(digits: str) -> bool:
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    day -= DAY_SHIFT_FOR_WOMEN if day > DAY_SHIFT_FOR_WOMEN else 0
    for century in CENTURIES:
        try:
            date(century + year, month, day)
        except ValueError:
            continue
        return True
    return False


def clean_nik(text: str) -> str:
    """Return the sixteen digits of a NIK; spaces, dots and dashes are dropped.

    Raises: BadIdentity, code `nik_length`, `nik_territory`, `nik_birth_date` or `nik_serial`.
    """
    digits = re.sub(r"[\s.\-]", "", text)
    if len(digits) != NIK_LENGTH or not (digits.isascii() and digits.isdigit()):
        raise BadIdentity("nik_length")
    if digits[:2] < "11" or digits[2:4] == "00":
        raise BadIdentity("nik_territory")
    if not _born(digits[6:12]):
        raise BadIdentity("nik_birth_date")
    if digits[12:] == "0000":
        raise BadIdentity("nik_serial")
    return digits


def masked(number: str) -> str:
    """Return the number with all but its last four signs hidden, never longer than a number may be.

    One of four signs or fewer is hidden whole.
    """
    if len(number) <= MASK_ENDS:
        return "•" * len(number)
    hidden = min(len(number), MOST_SIGNS["identity_number"]) - MASK_ENDS
    return "•" * hidden + number[-MASK_ENDS:]


def fingerprint(text: str, *, key: str) -> str:
    """Return the keyed hash under which a duplicate is found; without `key` nobody can try numbers out."""
    return hmac.new(key.encode(), b"duplicate:" + text.encode(), hashlib.sha256).hexdigest()


def clean_phone(text: str) -> str:
    """Return the digits of a telephone number with the country code, `+62` in place of a leading zero."""
    digits = re.sub(r"\D", "", text)
    if digits.startswith("0"):
        return f"+62{digits[1:]}"
    return f"+{digits}" if digits else ""


@dataclass(frozen=True)
class Proofs:
    """What one applicant type shows. `required` and `optional` are keys of the proof labels."""

    type: ApplicantType
    required: tuple[str, ...]
    optional: tuple[str, ...]
    fields: tuple[str, ...]
    source: str

    @property
    def kinds(self) -> tuple[str, ...]:
        """Every proof this applicant may show, required ones first."""
        return (*self.required, *self.optional)


def _texts(rule: Rule, name: str) -> tuple[str, ...]:
    value = rule.get(name, [])
    return tuple(value) if isinstance(value, list) else ()


def proofs_from(rule: Rule) -> Proofs:
    """Return what a row of the table `applicant` asks. Law: Perki 1/2021; UU 14/2008 Pasal 4 and 22."""
    return Proofs(
        type=ApplicantType(rule.key),
        required=_texts(rule, "required"),
        optional=_texts(rule, "optional"),
        fields=_texts(rule, "fields"),
        source=rule.source,
    )


def missing_proofs(proofs: Proofs, *, given: Collection[str]) -> list[str]:
    """Return the required proofs that were neither uploaded nor shown, in the order of the law."""
    return [proof for proof in proofs.required if proof not in given]


@dataclass(frozen=True)
class ApplicantFacts:
    """What an applicant says of himself. Texts may be empty; `identity_number` is in the clear only here."""

    type: ApplicantType
    name: str
    identity_kind: IdentityKind | None = None
    identity_number: str = ""
    representative: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    occupation: Occupation | None = None
    occupation_words: str = ""
    sex: Sex | None = None


def refuse_too_long(**texts: str) -> None:
    """Raise BadIdentity, code `<field>_too_long`, for the first text that its column does not hold."""
    for field, text in texts.items():
        if len(text) > MOST_SIGNS[field]:
            raise BadIdentity(f"{field}_too_long")


def cleaned(facts: ApplicantFacts) -> ApplicantFacts:
    """Return the facts in the form they are kept: trimmed, one spelling of telephone, e-mail and number.

    Raises: BadIdentity, code `name_missing`, `contact_missing`, or one of `clean_nik` or `refuse_too_long`.
    """
    if not facts.name.strip():
        raise BadIdentity("name_missing")
    number = facts.identity_number.strip()
    kind = facts.identity_kind or IdentityKind.NIK
    if number and kind == IdentityKind.NIK:
        number = clean_nik(number)
    email, phone = facts.email.strip().lower(), clean_phone(facts.phone)
    if not (email or phone or facts.address.strip()):
        raise BadIdentity("contact_missing")
    refuse_too_long(identity_number=number, email=email, phone=phone, address=facts.address.strip())
    return replace(
        facts,
        name=" ".join(facts.name.split()),
        identity_kind=kind if number else None,
        identity_number=number,
        representative=" ".join(facts.representative.split()),
        email=email,
        phone=phone,
        address=facts.address.strip(),
        occupation_words=facts.occupation_words.strip(),
    )


def missing_fields(proofs: Proofs, facts: ApplicantFacts) -> list[str]:
    """Return the identity fields that must be carried and are empty, in the order of the law."""
    given = {
        "name": facts.name,
        "identity_number": facts.identity_number,
        "representative": facts.representative,
        "address": facts.address,
        "contact": facts.email or facts.phone,
    }
    return [field for field in proofs.fields if not given[field]]
