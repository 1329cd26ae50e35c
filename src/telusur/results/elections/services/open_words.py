"""What people write for everybody to read, in a log that nothing ever leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.kernel.documents.rules.identities import found_in
from telusur.kernel.documents.selectors import provinces

from ..selectors import election_day

if TYPE_CHECKING:
    from datetime import datetime


class NamesSomebody(ValueError):
    """Words with a number or an address that leads to a person, such as his NIK."""


def open_words(text: str, *, at: datetime) -> str:
    """Return words that are published for ever, without blanks around them; "" for none. Raises: NamesSomebody.

    Every service of this wing lets what goes into an election's log pass here, whoever calls it.
    Law: UU 27/2022 Pasal 4; UU 24/2013 Pasal 84.
    """
    said = text.strip()
    if said and found_in(said, provinces=provinces(on=election_day(at=at))):
        raise NamesSomebody
    return said
