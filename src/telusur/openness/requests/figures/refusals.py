"""The numbers of what was kept closed, by letter of Pasal 17, and of answers that were opened to everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from telusur.kernel.figures.rules.definitions import Column, Dimension, Figure, Row
from telusur.kernel.figures.selectors import define, said

from .. import selectors
from ..models import labels
from ..rules.questions import title_of
from ..rules.withholding import LETTERS
from .cases import GROUP, OUTCOME, SOURCE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from telusur.kernel.figures.rules.periods import Period

    from ..selectors import KeptByLetter

LETTER = Dimension("letter", _("Huruf Pasal 17"), {letter: letter for letter in LETTERS})
KIND = Dimension("kind", _("Yang ditutup"), labels.WITHHELD)
PUBLIC = (
    Column("number", _("Nomor")),
    Column("received_on", _("Diterima")),
    Column("outcome", _("Hasil")),
    Column("letter", _("Huruf Pasal 17")),
    Column("decree", _("Penetapan")),
    Column("answered_on", _("Diberitahukan")),
)
OFFICERS = (PUBLIC[0], Column("question", _("Yang diminta")), *PUBLIC[1:])


def kept_closed(office_id: int, period: Period, _on: date) -> Sequence[Row]:
    """Return a row for each letter of Pasal 17 of each answered request: one request may rest on several."""
    found = selectors.kept_by_letter(office_id=office_id, start=period.start, end=period.end)
    return [_row(each) for each in found]


def _row(each: KeptByLetter) -> Row:
    case = each.case
    return Row(
        id=case.id,
        columns={
            "number": case.number,
            "question": title_of(case.question),
            "received_on": case.received_on,
            "outcome": said(OUTCOME, case.outcome),
            "letter": said(LETTER, each.letter),
            "decree": each.decree,
            "answered_on": case.answered_on,
        },
        groups={"letter": each.letter, "kind": each.kind, "outcome": case.outcome},
        day=case.received_on,
    )


define(
    Figure(
        key="requests.kept_closed",
        group=GROUP,
        name=_("Alasan pengecualian"),
        unit=_("alasan"),
        definition=_(
            "Huruf Pasal 17 yang menjadi dasar menolak atau menghitamkan dalam permohonan masa ini yang sudah dijawab; "
            "satu permohonan dapat memakai beberapa. Register kertas yang lalu tidak mencatat hurufnya."
        ),
        source=SOURCE,
        rows=kept_closed,
        dimensions=(LETTER, OUTCOME, KIND),
        public_columns=PUBLIC,
        officer_columns=OFFICERS,
        officer_permission="requests.see",
        officer_page="requests_case",
    )
)


def released(office_id: int, period: Period, _on: date) -> Sequence[Row]:
    """Return the requests of the period whose answer stands in the list for everybody."""
    cases = selectors.cases_released(office_id=office_id, start=period.start, end=period.end)
    return [
        Row(
            id=case.id,
            columns={
                "number": case.number,
                "question": title_of(case.question),
                "received_on": case.received_on,
                "outcome": said(OUTCOME, case.outcome),
                "answered_on": case.answered_on,
            },
            groups={"outcome": case.outcome},
            day=case.received_on,
        )
        for case in cases
    ]


RELEASED = tuple(column for column in PUBLIC if column.key not in {"letter", "decree"})
define(
    Figure(
        key="requests.released_to_all",
        group=GROUP,
        name=_("Jawaban dibuka untuk semua"),
        unit=_("permohonan"),
        definition=_(
            "Permohonan masa ini yang jawabannya sudah dibuka bagi semua orang dalam Daftar Informasi Publik, tanpa "
            "menyebut pemohonnya."
        ),
        source=_("UU 14/2008 Pasal 11 dan 13"),
        rows=released,
        dimensions=(OUTCOME,),
        public_columns=RELEASED,
        officer_columns=(RELEASED[0], OFFICERS[1], *RELEASED[1:]),
        officer_permission="requests.see",
        officer_page="requests_case",
    )
)
