"""What a report is written from, read from the rows: frozen figures, what is kept, whose report it is, who signs."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.dates import WEEKDAYS

from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.documents.services import open_bytes
from telusur.kernel.figures import selectors as figures
from telusur.kernel.figures.rules.frozen import value_of
from telusur.kernel.law.acts import in_its_language
from telusur.kernel.letters.selectors import letterhead
from telusur.kernel.offices import selectors as offices
from telusur.kernel.offices.rules.opening import weekdays_together
from telusur.kernel.visits import selectors as visits
from telusur.kernel.visits.rules.counting import DOWNLOADS
from telusur.kernel.visits.rules.counting import Kind as Taken
from telusur.kernel.visits.things import things_shown
from telusur.openness.information import selectors as information

from ..rules import given
from ..rules.keeping import from_data
from ..rules.kept import Kind
from ..rules.writing import LATER, NEEDED
from .books import book, called_empty

if TYPE_CHECKING:
    from telusur.kernel.documents.models import Attachment
    from telusur.kernel.figures.models import FrozenReading, FrozenSet
    from telusur.kernel.offices.models import Office
    from telusur.kernel.offices.rules.opening import Hours

    from ..models import Edition

SUPERIOR = "superior"
DECREE = "decree"
FUNCTION = "Atasan PPID"
VISITS = "visits."


def needed_figures() -> list[str]:
    """Return the keys of the figures that a report speaks of and that are defined here.

    Visits may not be counted by an installation; a report then says so. Raises: UnknownFigure for any other.
    """
    defined = {figure.key for figure in figures.all_figures()}
    return [key for key in NEEDED if key in defined or not (key.startswith(VISITS) or key in LATER)]


def frozen(*, taken: FrozenSet, year: int) -> given.Frozen:
    """Return a frozen set as a report is written from it, each number with the public page of its rows. Visits of which
    no hour was counted have no value: nobody counted them then; nor has a figure that reports learned of later."""
    home = _home()
    readings = {each.key: _reading(each, taken, home) for each in figures.frozen_readings(set_id=taken.pk)}
    for key, wanted in NEEDED.items():
        found = readings.get(key)
        if (key.startswith(VISITS) and (found is None or not found.count)) or (key in LATER and found is None):
            splits = {split: given.Split(key=split, label=split, cells=()) for split in wanted}
            readings[key] = given.Reading(key=key, name="", unit="", value=None, count=0, splits=splits)
    return given.Frozen(year=year, frozen_on=taken.on, digest=taken.digest, readings=readings)


def _reading(each: FrozenReading, taken: FrozenSet, home: str) -> given.Reading:
    page = home + reverse("frozen_figure", args=[taken.office.slug, taken.digest, each.key])
    try:
        dimensions = {each.key: each for each in figures.figure_by_key(key=each.key).dimensions}
    except figures.UnknownFigure:
        dimensions = {}
    cells: dict[str, list[given.Cell]] = {}
    for cell in each.cells:
        dimension = dimensions.get(cell["dimension"])
        opens = dimension is not None and not dimension.personal
        rows = f"{page}?{urlencode({cell['dimension']: cell['cell']})}" if opens else ""
        cells.setdefault(cell["dimension"], []).append(
            given.Cell(key=cell["cell"], label=cell["label"], value=value_of(cell["value"]), rows=rows)
        )
    splits = {}
    for key, found in cells.items():
        known = dimensions.get(key)
        label, personal = (str(known.label), known.personal) if known else (key, False)
        splits[key] = given.Split(key=key, label=label, cells=tuple(found), personal=personal)
    return given.Reading(
        key=each.key,
        name=each.name,
        unit=each.unit,
        value=each.value,
        count=each.rows,
        rows=page,
        splits=splits,
        definition=each.definition,
    )


def kept(*, office: Office, year: int, on: date, taken: tuple[given.Downloads, ...] = ()) -> given.Kept:
    """Return what an office keeps for a year, as it stands. taken: the downloads, as they were frozen. on: the day of
    the office at whose end the files of its decrees are looked for."""
    office_id = office.pk
    end = datetime.combine(on, time.max, tzinfo=ZoneInfo(office.time_zone))

    def rows(kind: Kind) -> list:  # type: ignore[type-arg]
        return list(book(kind=kind, office_id=office_id, year=year))

    trainings: dict[int, list[given.Training]] = {}
    for row in rows(Kind.TRAININGS):
        trainings.setdefault(row.officer_id, []).append(given.Training(row.title, row.held_on.year))
    return given.Kept(
        facilities=tuple(
            given.Facility(row.thing, row.number, row.condition, row.place) for row in rows(Kind.INVENTORY)
        ),
        officers=tuple(
            given.Officer(row.name, row.function, _schooling(row), tuple(trainings.get(row.pk, ())))
            for row in rows(Kind.OFFICERS)
        ),
        budget=tuple(given.BudgetLine(row.name, row.source, row.allotted, row.realised) for row in rows(Kind.BUDGET)),
        policies=tuple(
            given.Policy(row.sort, row.reference, row.title, _decree(row, office_id, end))
            for row in rows(Kind.POLICIES)
        ),
        obstacles=tuple(given.Obstacle(row.side, row.words) for row in rows(Kind.OBSTACLES)),
        follow_ups=tuple(
            given.FollowUp(row.words, row.follow_up, row.owner, row.due_on, row.state, row.since, row.closing_words)
            for row in rows(Kind.RECOMMENDATIONS)
        ),
        downloads=taken,
        nil=tuple(sorted(called_empty(office_id=office_id, year=year))),
        pictures=tuple(given.Uploaded(row.title, row.alt, _bytes(row)) for row in rows(Kind.PICTURES)),
    )


def downloads(*, office: Office, year: int, on: date) -> tuple[given.Downloads, ...]:
    """Return how often each file was downloaded in a year, all of its versions together, most first, under the names of
    `on`: a file once, whatever others are called."""
    start, end = date(year, 1, 1), date(year + 1, 1, 1)
    each_version: dict[str, Counter[str]] = {}
    for row in visits.counters(office_code=office.code, start=start, end=end, kinds=DOWNLOADS):
        each_version.setdefault(row.kind, Counter())[row.key] += row.count
    if Taken.DOCUMENT in each_version:
        each_version[Taken.DOCUMENT] = Counter(visits.of_all_versions(each_version[Taken.DOCUMENT]))
    times = {(kind, key): number for kind, found in each_version.items() for key, number in found.items()}
    with in_its_language():
        shown = things_shown(office=office, things=set(times), on=on)
    found = [given.Downloads(str(shown[thing].told_apart), number) for thing, number in times.items()]
    return tuple(sorted(found, key=lambda each: (-each.times, each.title)))


def _decree(row, office_id: int, at: datetime) -> int:  # type: ignore[no-untyped-def]
    """Return the document of a decree that everybody may read, 0 where there is none."""
    if row.sort != DECREE:
        return 0
    return min(decree_files(office_id=office_id, reference=row.reference, at=at), default=0)


def decree_files(*, office_id: int, reference: str, at: datetime) -> dict[int, Attachment]:
    """Return the PDFs in the list of public information that name a decree by its number and that everybody may read
    at `at`, by their document."""
    found = information.open_files_naming(office_id=office_id, reference=reference, at=at)
    return {file.document_id: file for file in found}


def _schooling(row) -> str:  # type: ignore[no-untyped-def]
    return f"{row.get_education_display()} {row.field}" if row.field else row.education


def _bytes(row) -> bytes:  # type: ignore[no-untyped-def]
    with open_bytes(document=row.attachment.document) as opened:
        content: bytes = opened.read()
    return content


def reporting_office(*, office: Office, year: int, on: date) -> given.Office:
    """Return whose report it is: with the hours in force at the end of its year, else those of `on`."""
    head = letterhead(office=office)
    home = _home()
    week = offices.week_of(office_id=office.pk, on=date(year, 12, 31)) or offices.week_of(office_id=office.pk, on=on)
    with in_its_language():
        hours = tuple(_hours(*each) for each in weekdays_together(week))
    return given.Office(
        name=office.name,
        city=head.city or office.city,
        address=office.address,
        lines=head.lines,
        hours=hours,
        home=f"{home}/{office.slug}/",
        report=home + reverse("reports_report", args=[office.slug, year]),
        logo=head.logo,
    )


def _hours(first: int, last: int, hours: Hours) -> given.Hours:
    days = str(WEEKDAYS[first]) if first == last else f"{WEEKDAYS[first]} sampai {WEEKDAYS[last]}"
    rest = f"{hours.break_from:%H.%M}–{hours.break_until:%H.%M}" if hours.break_from and hours.break_until else ""
    return given.Hours(days, f"{hours.opens:%H.%M}–{hours.closes:%H.%M}", rest)


def signature(*, office: Office, on: date, signer: str = "") -> given.Signature:
    """Return who signs, without a day: the superior of `on`, or the one who acts as `signer`; nobody where none is."""
    people = accounts.holders(office_id=office.pk, on=on, role=SUPERIOR)
    refs = [signer] if signer else [f"user:{people[0].pk}"] if people else []
    name = str(accounts.user_of(ref=refs[0]) or "") if refs else ""
    acting = bool(refs) and accounts.serves_acting(ref=refs[0], office_id=office.pk, role=SUPERIOR, on=on)
    city = letterhead(office=office).city or office.city
    return given.Signature(name=name, function=FUNCTION, city=city, acting=acting)


def of_edition(*, edition: Edition, on: date) -> tuple[given.Office, given.Kept, given.Signature]:
    """Return what an edition is written from beside its figures: as its check fixed it, else as it stands on `on`."""
    if edition.kept is not None:
        return from_data(edition.kept)
    report = edition.report
    return (
        reporting_office(office=report.office, year=report.year, on=on),
        kept(office=report.office, year=report.year, on=on, taken=_taken(edition)),
        signature(office=report.office, on=on),
    )


def _taken(edition: Edition) -> tuple[given.Downloads, ...]:
    """Return the downloads as they were frozen."""
    return tuple(given.Downloads(title, times) for title, times in edition.downloads)


def _home() -> str:
    """Return the address of the house, under which the pages of every office stand."""
    return settings.BASE_URL.rstrip("/")
