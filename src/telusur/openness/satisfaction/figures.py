"""The numbers of the satisfaction survey. A closed survey counts in each period that holds all of its days: its half
year, its year. A running one has no rows to open."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from telusur.kernel.figures.rules.definitions import Column, Dimension, Figure, Note, Row
from telusur.kernel.figures.rules.measures import Hundredths
from telusur.kernel.figures.rules.tallies import total
from telusur.kernel.figures.selectors import define

from . import selectors
from .rules import index as skm

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from telusur.kernel.figures.rules.measures import Value
    from telusur.kernel.figures.rules.periods import Period
    from telusur.kernel.figures.rules.tallies import Tally

    from .selectors import Sheets

SOURCE = _("PermenPANRB 14/2017")
GROUP = _("Survei kepuasan masyarakat")
ELEMENT = Dimension("element", _("Unsur"), selectors.element_labels())
ANSWERS = (Column("answer", _("Jawaban")), Column("survey", _("Survei")))
COLUMNS = (*ANSWERS, Column("element", _("Unsur")), Column("score", _("Nilai")))
TARGETS = (Column("survey", _("Survei")), Column("users", _("Pengguna layanan")), Column("target", _("Sasaran")))
TEN = 10  # a score's value is its element times ten and the score, so that a tally tells both
MOST_ANSWERS = 1_000_000  # of one survey: a row's id is its survey, its place in it by random key, and its element


def respondents(office_id: int, period: Period, _on: date) -> Sequence[Row]:
    """Return one row an answer, in an order drawn by lot."""
    return [
        Row(id=_answer_id(each, answer), columns={"answer": answer, "survey": name})
        for each, name in _sheets(office_id, period)
        for answer, _given in enumerate(each.scores, start=1)
    ]


def scores(office_id: int, period: Period, _on: date) -> Sequence[Row]:
    """Return one row a score of the surveys that may be told by themselves."""
    return [
        Row(
            id=_answer_id(each, answer) * TEN + place,
            columns={"answer": answer, "survey": name, "element": code, "score": score},
            groups={"element": code},
            value=place * TEN + score,
        )
        for each, name in _sheets(office_id, period)
        if each.told
        for answer, given in enumerate(each.scores, start=1)
        for place, (code, score) in enumerate(zip(skm.CODES, given, strict=True), start=1)
        if score is not None
    ]


def _sheets(office_id: int, period: Period) -> list[tuple[Sheets, str]]:
    """Return the answers of each closed survey of the period, with what the survey is called."""
    found = selectors.sheets_within(office_id=office_id, start=period.start, end=period.end)
    return [(each, str(each.survey)) for each in found]


def _answer_id(of: Sheets, answer: int) -> int:
    """Return an id that stays when other surveys close and is the same in each period."""
    return of.survey.pk * MOST_ANSWERS + answer


def targets(office_id: int, period: Period, on: date) -> Sequence[Row]:
    """Return one row a closed survey with what it should reach; none where of one of them nobody knows its users."""
    surveys = selectors.closed_within(office_id=office_id, start=period.start, end=period.end)
    users = [selectors.population_of(survey=each, on=on) for each in surveys]
    return [
        Row(
            id=survey.pk,
            columns={"survey": str(survey), "users": number, "target": skm.target(number)},
            value=skm.target(number),
        )
        for survey, number in zip(surveys, users, strict=True)
        if number and all(users)
    ]


def reached_for(rows: Tally) -> Value:
    """Return the sum of the targets, None for none."""
    return total(rows) if rows.n else None


def still_open(office_id: int, period: Period, _on: date) -> Sequence[Note]:
    """Return that a survey of these days still runs: what it says so far is shown elsewhere and not counted here."""
    survey = selectors.open_survey_of(office_id=office_id)
    if survey is None or survey.first_on >= period.end or survey.last_on < period.start:
        return []
    so_far = selectors.answers_of(survey_id=survey.pk).count()
    title = _("%(survey)s masih terbuka") % {"survey": survey}
    text = ngettext(
        "Halaman survei menampilkan hasil sementaranya dari %(n)d responden. Di sini dan dalam laporan survei baru "
        "dihitung setelah ditutup.",
        "Halaman survei menampilkan hasil sementaranya dari %(n)d responden. Di sini dan dalam laporan survei baru "
        "dihitung setelah ditutup.",
        so_far,
    )
    return [Note(str(title), text % {"n": so_far})]


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
            "tahunnya; angka setiap semester berdiri sendiri. Survei yang salah satu unsurnya dijawab kurang dari "
            "lima orang tidak dihitung, juga tidak dalam angka tahunnya."
        ),
        source=SOURCE,
        rows=scores,
        measure=index,
        aside=still_open,
        dimensions=(ELEMENT,),
        public_columns=COLUMNS,
        officer_columns=COLUMNS,
        officer_permission="satisfaction.see",
        version=3,
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
            "semester dijumlahkan dalam angka tahunnya, juga survei yang terlalu sedikit dijawab untuk dinilai."
        ),
        source=SOURCE,
        rows=respondents,
        aside=still_open,
        public_columns=ANSWERS,
        officer_columns=ANSWERS,
        officer_permission="satisfaction.see",
        version=3,
        dated=False,
    )
)
define(
    Figure(
        key="satisfaction.target",
        group=GROUP,
        name=_("Sasaran responden survei"),
        unit=_("orang"),
        definition=_(
            "Banyaknya responden yang disyaratkan tabel Krejcie dan Morgan untuk pengguna layanan pada hari survei "
            "yang sudah ditutup. Sasaran dua survei semester dijumlahkan dalam angka tahunnya. Tidak dihitung bila "
            "jumlah pengguna layanan salah satunya tidak diketahui."
        ),
        source=SOURCE,
        rows=targets,
        measure=reached_for,
        public_columns=TARGETS,
        officer_columns=TARGETS,
        officer_permission="satisfaction.see",
        dated=False,
    )
)
