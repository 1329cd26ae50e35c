"""A yearly report written from frozen figures, what the office keeps, and the officers' own words.

Every count is a figure of the frozen set; every total is proven; the year stands in one place; what there is none of is
said by a sentence made from its zero. Law: Perki 1/2021 Pasal 56.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .chapters.annexes import annexes
from .chapters.context import Context
from .chapters.e_ppid import e_ppid
from .chapters.means import means
from .chapters.policy import policy
from .chapters.prospects import follow_ups, obstacles
from .chapters.remedies import remedies
from .chapters.service import answered_of, index_of, service
from .content import Highlight, NothingToPrint, Report
from .given import NARRATIVES
from .phrasing import number_of, percent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .content import Number
    from .given import Frozen, Kept, Office, Signature

TITLE = "Laporan Tahunan Layanan Informasi Publik"
CHAPTERS = (policy, means, service, remedies, e_ppid, obstacles, follow_ups, annexes)
# Every figure that a report speaks of, with the splits it needs: what has to be frozen before one can be written.
NEEDED: Mapping[str, tuple[str, ...]] = {
    "requests.received": ("month", "channel", "outcome", "track", "sex", "occupation", "applicant_type"),
    "requests.applicants": ("sex", "occupation", "applicant_type"),
    "requests.answered": ("channel", "track"),
    "requests.days_mean": ("channel", "track"),
    "requests.days_median": ("channel", "track"),
    "requests.days_slowest_tenth": (),
    "requests.days_longest": ("channel", "track"),
    "requests.in_time": ("channel", "track"),
    "requests.extended": (),
    "requests.kept_closed": ("letter",),
    "requests.objections": ("verdict",),
    "requests.objection_grounds": ("ground",),
    "requests.objections_replied": (),
    "requests.objection_days_median": (),
    "requests.objections_in_time": (),
    "requests.orders_in_time": (),
    "requests.disputes": ("commission",),
    "requests.disputes_open": (),
    "requests.disputes_by_outcome": ("outcome",),
    "requests.rulings_in_time": (),
    "requests.suits": (),
    "requests.court_rulings": ("forum",),
    "information.published": ("class", "month"),
    "visits.visitors": (),
    "visits.pages": (),
    "visits.downloads": (),
    "satisfaction.index": (),
    "satisfaction.respondents": (),
    "satisfaction.target": (),
}
MOST_HIGHLIGHTS = 8
BEFORE_INDEX = 6  # requests, people, time, objections, disputes
INDEX_OF = "kepuasan dari 100, {answered}"
# What a set may lack: it was frozen before reports spoke of it.
LATER = frozenset({"satisfaction.index", "satisfaction.respondents", "satisfaction.target"})


class UnknownPlace(LookupError):
    """Words were written for a place that the report does not have."""


def write(
    office: Office, year: int, frozen: Frozen, kept: Kept, *, narrative: Mapping[str, str], signature: Signature
) -> Report:
    """Return the report of a year.

    narrative: the officers' words by place (`given.NARRATIVES`). Raises: NotFrozen, for a figure that the set lacks;
    SumOff, where parts are not their whole; NothingToPrint, for a count without a value; ValueError, for a set of
    another year; UnknownPlace.
    """
    if frozen.year != year:
        raise ValueError((frozen.year, year))
    for place in narrative:
        if place not in NARRATIVES:
            raise UnknownPlace(place)
    for key, splits in NEEDED.items():
        reading = frozen.reading(key)
        for split in splits:
            reading.split(split)
    context = Context(office, year, frozen, kept, narrative)
    return Report(
        office=office,
        year=year,
        title=TITLE,
        chapters=tuple(chapter(context) for chapter in CHAPTERS),
        signature=signature,
        frozen_on=frozen.frozen_on,
        digest=frozen.digest,
        foreword=context.own_words("foreword"),
        highlights=tuple(_highlights(context)),
    )


def _highlights(context: Context) -> list[Highlight]:
    """Return the numbers of the infographic, the greatest questions first; one without a value is left out."""
    figures = (
        ("requests.received", "permohonan informasi", ""),
        ("requests.applicants", "pemohon", "orang atau badan"),
        ("requests.in_time", "dijawab tepat waktu", "persen"),
        ("requests.days_median", "hari kerja, waktu jawab tengah", "median"),
        ("requests.objections", "keberatan", ""),
        ("requests.disputes", "sengketa informasi", ""),
        ("information.published", "dokumen diterbitkan", ""),
        ("visits.downloads", "unduhan", ""),
        ("requests.extended", "jawaban diperpanjang", ""),
        ("requests.answered", "permohonan dijawab", ""),
    )
    found = [Highlight(_shown(context, key), label, more) for key, label, more in figures]
    found.insert(BEFORE_INDEX, Highlight(index_of(context), INDEX_OF.format(answered=answered_of(context)), ""))
    return [each for each in found if each.number.value is not None][:MOST_HIGHLIGHTS]


def _shown(context: Context, key: str) -> Number:
    number = number_of(context.reading(key))
    if number.unit != "persen" or number.value is None:
        return number
    return type(number)(number.key, number.value, f"{percent(number.value)}%", number.unit, number.rows)


__all__ = ["LATER", "NEEDED", "NothingToPrint", "UnknownPlace", "write"]
