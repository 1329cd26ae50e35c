"""What the release check finds, and who may let it pass."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from ..identities import Identity, found_in, masked

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

# A new number makes every file be looked at again: raise it when more can be found.
VERSION = 3
MOST = 200
LONGEST_SAMPLE = 80
# The place of what stands on a page and leads to somebody who may be told: the parties of a dispute, in its bundle.
OF_THE_PARTIES = "para pihak"


# Programs write their own name where a person's belongs, and an office may stand there as itself.
PROGRAMS = frozenset(
    {"", "openpyxl", "python-docx", "unknown author", "author", "libreoffice", "pandoc", "typst", "user"}
)
OFFICE = re.compile(r"(?i)(kpu|komisi pemilihan umum|sekretariat (jenderal )?kpu)\b")


class FindingKind(StrEnum):
    """What stands in a file that a reader of its pages does not see, or that leads to a person.

    Law: UU 14/2008 Pasal 17 huruf h; UU 27/2022 Pasal 4, 16 ayat (2), 35.
    """

    HIDDEN_SHEET = "hidden_sheet"
    HIDDEN_ROW = "hidden_row"
    HIDDEN_COLUMN = "hidden_column"
    PIVOT_CACHE = "pivot_cache"
    OUTSIDE_DATA = "outside_data"
    COMMENT = "comment"
    TRACKED_CHANGE = "tracked_change"
    EMBEDDED_FILE = "embedded_file"
    METADATA = "metadata"
    LOCATION = "location"
    THUMBNAIL = "thumbnail"
    CROPPED_PICTURE = "cropped_picture"
    COVERED_TEXT = "covered_text"
    COVERED_PICTURE = "covered_picture"
    HIDDEN_TEXT = "hidden_text"
    HIDDEN_LAYER = "hidden_layer"
    ANNOTATION = "annotation"
    FORM_FIELD = "form_field"
    EARLIER_VERSION = "earlier_version"
    SCRIPT = "script"
    PICTURE_OF_TEXT = "picture_of_text"
    NIK = "nik"
    KK = "kk"
    NPWP = "npwp"
    PHONE = "phone"
    EMAIL = "email"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, order=True)
class Finding:
    """One thing found. page: its page or sheet, from 1; 0 is the file as a whole. place: a cell, a part, an entry.

    sample: what it is, masked where it leads to a person; count: how many of this kind stand there.
    """

    kind: FindingKind
    page: int = 0
    place: str = ""
    sample: str = ""
    count: int = 1


def is_nobody(text: str) -> bool:
    """Return whether what stands as an author is a program or an election office, and so leads to no person."""
    return text.strip().casefold() in PROGRAMS or OFFICE.match(text.strip()) is not None


def identities(text: str, *, provinces: Collection[str], page: int = 0, place: str = "") -> Iterator[Finding]:
    """Yield the numbers and addresses in a text that lead to a person, masked."""
    for found in found_in(text, provinces=provinces):
        if found.kind != Identity.ADDRESS:
            yield Finding(FindingKind(found.kind.value), page, place, masked(text[found.start : found.end]))


def gathered(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings with equal ones counted, the first sample of each place kept, at most `MOST`."""
    counts: Counter[tuple[FindingKind, int, str]] = Counter()
    samples: dict[tuple[FindingKind, int, str], str] = {}
    for one in findings:
        key = (one.kind, one.page, one.place)
        counts[key] += one.count
        samples.setdefault(key, one.sample)
    kept = sorted(counts)[:MOST]
    order = list(FindingKind)
    return sorted(
        (
            Finding(
                kind,
                page,
                place[:LONGEST_SAMPLE],
                samples[kind, page, place][:LONGEST_SAMPLE],
                counts[kind, page, place],
            )
            for kind, page, place in kept
        ),
        key=lambda one: (order.index(one.kind), one.page, one.place),
    )
