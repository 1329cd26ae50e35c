"""Percentages that answer one question and do not make a hundred: `laki-laki 60 persen, perempuan 50 persen`."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING

from ..counts import sentences
from ..findings import FindingKind, ReportFinding, shortened
from ..messages import SHARES_TOGETHER, said
from .shares import MOST_SHARES, OF_A_CHANGE, WHOLE_SHARE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..layout import Report

# The answers to one question: nobody gives two of them. Behind them how many
# there are, 0 where more may be asked after.
QUESTIONS = (
    (r"(?:laki[\s-]*laki|pria)|(?:perempuan|wanita)", 2),
    (r"berkala|serta[\s-]*merta|setiap\s+saat", 3),
    (
        (
            r"mahasiswa|pelajar|wartawan|jurnalis|PNS|ASN|pegawai\s+negeri|LSM|peneliti|akademisi|dosen|swasta|wiraswasta|"
            r"wirausaha|umum|advokat|partai\s+politik|petani|guru|TNI|POLRI|lain(?:nya|-lain)|sisanya"
        ),
        0,
    ),
    (r"perorangan|perseorangan|badan\s+(?:hukum|publik)|kelompok\s+orang", 0),
    (r"dikabulkan(?!\s+(?:seluruhnya|sebagian))|ditolak|dicabut", 0),
    (r"dikabulkan\s+seluruhnya|dikabulkan\s+sebagian|ditolak|dicabut", 0),
)
SHARE = r"(?<![\d.,])\d{1,3}(?:[.,]\d+)?\s*(?:%|persen\b)"
THE_REST = re.compile(r"^(?:lain|sisanya)", re.IGNORECASE)
# Other things are counted of the same people: each has its own hundred.
OF_EACH = re.compile(
    r"\b(?:dari\s+(?:pemohon|responden)\s+(?:laki|perempuan|pria|wanita)|puas|kepuasan|di\s*antaranya)\b", re.IGNORECASE
)
MEMBERS = tuple(
    (
        re.compile(
            rf"\b(?P<who>{words})\b[^\d,;.]{{0,40}}(?:\d[\d.]*+\s*(?:(?:orang|permohonan|dokumen|pemohon)\s*)?[(|]?\s*)?"
            rf"(?P<share>{SHARE})",
            re.IGNORECASE,
        ),
        number,
    )
    for words, number in QUESTIONS
)


def shares_of_one_question(report: Report) -> Iterator[ReportFinding]:
    """Find percentages of a sentence that answer one question and make more than a hundred, or, where they are all
    the answers there are, less."""
    for block in report.body:
        if block.sort == "row":
            continue
        for start, sentence in sentences(block.text):
            if sentence.count("%") + sentence.casefold().count("persen") < 2 or OF_A_CHANGE.search(sentence):  # noqa: PLR2004
                continue
            if OF_EACH.search(sentence):
                continue
            for members, all_of_them in MEMBERS:
                found = list(islice(members.finditer(sentence), MOST_SHARES))
                wrong = _not_a_hundred([(match["who"], match["share"]) for match in found], all_of_them)
                if wrong is not None:
                    message = said(SHARES_TOGETHER, total=str(wrong).replace(".", ","))
                    yield ReportFinding(
                        FindingKind.PERCENTAGE,
                        block.place(start + found[0].start()),
                        shortened(sentence),
                        (float(wrong), WHOLE_SHARE),
                        message,
                    )


def _not_a_hundred(told: Sequence[tuple[str, str]], all_of_them: int) -> Decimal | None:
    """Return what the shares come to where that cannot be. all_of_them: how many answers there are, 0 for unknown."""
    who = ["".join(re.findall(r"[a-z]", name.casefold())) for name, _share in told]
    if len(told) < 2 or len({*who}) < len(who):  # noqa: PLR2004 one is always right; twice the same answers two questions
        return None
    values = [Decimal(re.sub(r"[^\d.]", "", share.replace(",", "."))) for _name, share in told]
    total = sum(values, Decimal(0))
    step = max(Decimal(1).scaleb(-max(0, -int(value.as_tuple().exponent))) for value in values)
    whole = len(told) == all_of_them or any(map(THE_REST.match, who))
    near = abs(total - WHOLE_SHARE) <= step * len(values)
    return total if not near and (total > WHOLE_SHARE or whole) else None
