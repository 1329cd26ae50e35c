"""Parts of applicants and requests in the officers' own words that are not the figures': men and women exchanged, and
`15 permohonan, 10 di antaranya ditolak`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..counts import counts_in, in_figures, number, pieces
from ..findings import FindingKind, ReportFinding, shortened
from ..messages import TYPED, said
from ..times import of_the_year
from .denials import OF_ALL
from .subsets import AMONG
from .sums import MAN, WOMAN, men_and_women
from .typed import allowed_by, clause_of, printed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..layout import Block
    from .typed import Known

REQUESTS = re.compile(r"\bpermohonan\b(?!.*\b(?:pemohon|keberatan|sengketa|dokumen)\b)", re.IGNORECASE | re.DOTALL)


def typed_parts(own: Sequence[Block], known: Known) -> Iterator[ReportFinding]:
    """Find parts that the officers typed of all applicants or all requests and that are not the figures'."""
    for block in own:
        for start, sentence in pieces(block.text):
            plain = in_figures(sentence)
            for at, end, typed, right in (*_sexes(plain, known), *_among(plain, known)):
                if of_the_year(plain, at, clause_of(plain, at, end), known.year):
                    yield ReportFinding(
                        FindingKind.TYPED,
                        block.place(start + at),
                        shortened(sentence),
                        (typed, right),
                        said(TYPED, typed=typed, right=right),
                    )


def _sexes(plain: str, known: Known) -> Iterator[tuple[int, int, str, str]]:
    """Yield the men or women of a sentence that counts those of all applicants and nobody else."""
    words = {*re.findall(r"[a-z]+", re.sub(r"\([^()]*\)", "", plain).casefold())}
    counts = counts_in(plain)
    if words - OF_ALL or not words & {"pemohon", "permohonan"} or not counts:
        return
    both, told = men_and_women(plain), [each for each in (MAN, WOMAN) if re.search(each, plain, re.IGNORECASE)]
    if both is not None:
        pairs = [("laki-laki", both[0]), ("perempuan", both[1])]
    elif len(told) == 1 and len(counts) == 1:
        pairs = [("laki-laki" if told[0] == MAN else "perempuan", counts[0].value)]
    else:
        return
    for sex, value in pairs:
        allowed = allowed_by(sex, known.parts.get("pemohon", ()))
        at = next((each for each in counts if each.value == value), None)
        if allowed and at is not None and value not in allowed:
            yield at.start, at.end, str(value), printed(allowed[0])
            return


def _among(plain: str, known: Known) -> Iterator[tuple[int, int, str, str]]:
    """Yield what became of so many `di antaranya`, where that is among all requests."""
    for match in AMONG.finditer(plain):
        before = plain[: match.start()]
        counts = counts_in(before)
        if not counts or not REQUESTS.search(before) or counts[-1].value not in known.totals.get("permohonan", ()):
            continue
        start, end = clause_of(plain, match.start(), match.end())
        allowed = allowed_by(plain[start:end], known.parts.get("permohonan", ()))
        if allowed and number(match["part"]) not in allowed:
            yield match.start(), match.end(), match["part"], printed(allowed[0])
