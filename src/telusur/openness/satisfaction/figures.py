"""The numbers of the satisfaction survey. A closed survey counts in each period that holds all of its days: its half
year, its year. A running one has no rows to open."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from telusur.kernel.figures.rules.definitions import Column, Dimension, Figure, Row
from telusur.kernel.figures.rules.measures import Hundredths
from telusur.kernel.figures.selectors import define

from . import selectors
from .rules import index as skm

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from telusur.kernel.figures.rules.measures import Value
    from telusur.kernel.figures.rules.periods import Period
    from telusur.kernel.figures.rules.tallies import Tally

SOURCE = _("PermenPANRB 14/2017")
GROUP = _("Survei kepuasan masyarakat")
ELEMENT = Dimension(
    "element",
    _("Unsur"),
    {
        "U1": _("Persyaratan"),
        "U2": _("Sistem, mekanisme, dan prosedur"),
        "U3": _("Waktu penyelesaian"),
        "U4": _("Biaya/tarif"),
        "U5": _("Produk spesifikasi jenis pelayanan"),
        "U6": _("Kompetensi pelaksana"),
        "U7": _("Perilaku pelaksana"),
        "U8": _("Penanganan pengaduan, saran, dan masukan"),
        "U9": _("Sarana dan prasarana"),
    },
)
COLUMNS = (Column("answer", _("Jawaban")), Column("element", _("Unsur")), Column("score", _("Nilai")))
TEN = 10  # a score's value is its element times ten and the score, so that a tally tells both


def respondents(office_id: int, period: Period, _on: date) -> Sequence[Row]:
    """Return one row an answer, in an order drawn by lot."""
    found = selectors.scores_within(office_id=office_id, start=period.start, end=period.end)
    return [Row(id=place, columns={"answer": place}) for place, _scores in enumerate(found, start=1)]


def scores(office_id: int, period: Period, _on: date) -> Sequence[Row]:
    """Return one row a score; none where too few answered, or an element was answered by nobody."""
    found = selectors.scores_within(office_id=office_id, start=period.start, end=period.end)
    if not selectors.elements_of(found) or len(found) < selectors.least(key="cell", on=period.start):
        return []
    return [
        Row(
            id=answer * TEN + place,
            columns={"answer": answer, "element": code, "score": score},
            groups={"element": code},
            value=place * TEN + score,
        )
        for answer, given in enumerate(found, start=1)
        for place, (code, score) in enumerate(zip(skm.CODES, given, strict=True), start=1)
        if score is not None
    ]


def index(rows: Tally) -> Value:
    """Return 25 times the mean of the elements' means: of all nine the index, of one its value. None for no rows."""
    sums: dict[int, tuple[int, int]] = {}
    for value, times in rows.values.items():
        total, answered = sums.get(value // TEN, (0, 0))
        sums[value // TEN] = total + value % TEN * times, answered + times
    if not sums:
        return None
    means = [Fraction(total, answered) for total, answered in sums.values()]
    return Hundredths(skm.rounded(skm.CONVERSION * sum(means, Fraction(0)) / len(means)))


define(
    Figure(
        key="satisfaction.index",
        group=GROUP,
        name=_("Indeks Kepuasan Masyarakat"),
        unit=_("dari 100"),
        definition=_(
            "Rata-rata kesembilan unsur, masing-masing berbobot tepat sepersembilan, kali 25, dari jawaban survei yang "
            "sudah ditutup dan seluruh harinya ada dalam masa ini. Jawaban dua survei semester digabungkan dalam angka "
            "tahunnya; angka setiap semester berdiri sendiri. Tidak dihitung bila kurang dari lima orang menjawab."
        ),
        source=SOURCE,
        rows=scores,
        measure=index,
        dimensions=(ELEMENT,),
        public_columns=COLUMNS,
        officer_columns=COLUMNS,
        officer_permission="satisfaction.see",
        version=2,
        dated=False,
    )
)
define(
    Figure(
        key="satisfaction.respondents",
        group=GROUP,
        name=_("Responden survei"),
        unit=_("orang"),
        definition=_(
            "Jawaban yang dihitung dalam survei yang sudah ditutup dan seluruh harinya ada dalam masa ini. Dua survei "
            "semester dijumlahkan dalam angka tahunnya."
        ),
        source=SOURCE,
        rows=respondents,
        public_columns=COLUMNS[:1],
        officer_columns=COLUMNS[:1],
        officer_permission="satisfaction.see",
        version=2,
        dated=False,
    )
)
