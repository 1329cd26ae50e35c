"""What the code on a D form is worth: whether this office signed the words, and whether its form still stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db.models import F, Value

from telusur.kernel.ledger.rules.logs import election_log
from telusur.kernel.ledger.rules.signed_notes import BadNote, opened_text
from telusur.kernel.ledger.selectors import known_keys
from telusur.kernel.ledger.services import origin

from ..models import Paper
from ..rules.notes import BadWords, Words, ends_signed, is_one, is_whole, read, says_again, squeezed
from ..rules.states import PaperKind
from ..selectors import column_of

if TYPE_CHECKING:
    from telusur.results.elections.models import Election

    from ..rules.sums import Column


class Verdict(StrEnum):
    """What is to be said of the words on a form."""

    STANDS = "stands"
    UNPUBLISHED = "unpublished"
    WITHDRAWN = "withdrawn"
    REPEATED = "repeated"
    UNKNOWN = "unknown"
    NOT_SIGNED = "not_signed"
    CUT = "cut"
    NO_CODE = "no_code"


@dataclass(frozen=True)
class Checked:
    """What became of a check. words: None unless the signature holds. paper: the newest print that bears the words.
    total: its sums, of a published form."""

    verdict: Verdict
    words: Words | None = None
    paper: Paper | None = None
    total: Column | None = None


def check_note(*, election: Election, note: str) -> Checked:
    """Return what the signed words on a D form are worth, as a telephone read them from its code.

    What a telephone did to its lines is mended, also where it said some of them twice. NO_CODE: no such words at all.
    CUT: some of them are missing, so that nothing can be said. NOT_SIGNED: whole, and never signed by the key of this
    election's log. UNKNOWN: signed, and of no form that is kept here. WITHDRAWN: its final was taken back and printed
    anew. REPEATED: a ruling ordered the plenary again.
    """
    text = note.strip().replace("\r\n", "\n") + "\n"
    words = _signed(election, text)
    if words is None:
        whole, text = _with_its_lines(election, text)
        words = _signed(election, text)
        if words is None and not is_one(text):
            return Checked(Verdict.NO_CODE)
        if words is None:
            return Checked(Verdict.NOT_SIGNED if whole else Verdict.CUT)
    signed = Paper.objects.filter(plenary__contest__election=election, plenary__code=words.code).exclude(note="")
    bearing = signed.filter(note__startswith=words.text())  # a signature that stands twice is still one
    paper = bearing.select_related("plenary__contest__election", "plenary__district", "file").last()
    if paper is None:
        return Checked(Verdict.UNKNOWN, words)
    newest, plenary = signed.latest("pk"), paper.plenary
    if newest.note != paper.note or plenary.totals is None or plenary.gaps is None:
        return Checked(Verdict.WITHDRAWN, words, paper)
    if newest.kind != PaperKind.PUBLIC:
        return Checked(Verdict.UNPUBLISHED, words, paper)
    total = column_of(values=plenary.totals, gaps=plenary.gaps)
    return Checked(Verdict.STANDS if plenary.in_force else Verdict.REPEATED, words, paper, total)


def _signed(election: Election, text: str) -> Words | None:
    """Return the words of a note that a key of this installation signed in the name of the election's log."""
    name = origin(log=election_log(election.code))
    for key in known_keys():
        try:
            return read(opened_text(text, name=name, public_key=key))
        except (BadNote, BadWords):
            continue
    return None


def _with_its_lines(election: Election, text: str) -> tuple[bool, str]:
    """Return whether a text holds all words of a code, and the text, with the lines of the form that is kept here where
    it differs from it in nothing but its spaces and line ends, or says it more than once."""
    bare = squeezed(text)
    kept = Paper.objects.filter(plenary__contest__election=election).exclude(note="").annotate(given=Value(bare))
    notes = list(kept.filter(given__contains=F("plenary__code")).order_by("pk").values_list("note", flat=True))
    same = next((note for note in notes if says_again(text, note)), None)
    if same is not None:
        return True, same
    return is_whole(text) or (bool(notes) and ends_signed(bare)), text
