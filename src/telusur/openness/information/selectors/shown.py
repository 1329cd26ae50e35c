from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Q

from telusur.kernel.calendars.rules import day_at
from telusur.kernel.documents.rules.access import Viewer, can_see
from telusur.kernel.documents.selectors import attachments_of
from telusur.kernel.figures.selectors import asked_once
from telusur.kernel.offices.selectors import office_by_id

from ..models import InformationItem, Revision, RevisionState

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from telusur.kernel.documents.models import Attachment

    from ..models import InformationItemQuerySet

FIRST_DAY = date(1945, 8, 17)  # nothing was published before
ORDERS = {
    "terbaru": ("-published_at", "-pk"),
    "terlama": ("published_at", "pk"),
    "judul": ("title", "pk"),
    "tahun": ("-year", "-published_at", "-pk"),
}


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; empty values narrow nothing."""

    information_class: str = ""
    year: int | None = None
    unit_id: int | None = None
    media: str = ""

    def active(self) -> dict[str, str | int]:
        """Return the fields that narrow, with their values."""
        every = {
            "information_class": self.information_class,
            "year": self.year,
            "unit_id": self.unit_id,
            "media": self.media,
        }
        return {name: value for name, value in every.items() if value}


def shown_items(*, office_id: int | None = None) -> InformationItemQuerySet:
    """Return what everybody may see, newest first; of one office, or of all."""
    shown: InformationItemQuerySet = InformationItem.public.of_office(office_id)
    return shown.select_related("office", "unit").order_by("-published_at", "-pk")


def browse(*, office_id: int | None, filters: Filters, order: str = "terbaru") -> InformationItemQuerySet:
    """Return what everybody may see, narrowed and in one of ORDERS."""
    return shown_items(office_id=office_id).filter(**filters.active()).order_by(*ORDERS[order])


def facets(*, items: InformationItemQuerySet) -> dict[str, list[tuple[str, int]]]:
    """Return how many of `items` have each class, year, unit and kind of file; years newest first, units by name."""
    plain = items.order_by().select_related(None)
    found: dict[str, list[tuple[str, int]]] = {}
    for name in ("information_class", "media"):
        counted = plain.values(name).annotate(n=Count("pk")).order_by(name)
        found[name] = [(str(row[name]), row["n"]) for row in counted]
    years = plain.values("year").annotate(n=Count("pk")).order_by("-year")
    found["year"] = [(str(row["year"]), row["n"]) for row in years]
    units = plain.exclude(unit=None).values("unit_id", name=F("unit__name")).annotate(n=Count("pk")).order_by("name")
    found["unit_id"] = [(str(row["unit_id"]), row["n"]) for row in units]
    return found


@asked_once
def published_between(*, office_id: int, start: date, end: date) -> list[tuple[InformationItem, date]]:
    """Return what an office published in [start, end) and still shows, oldest first, with the day in its time zone."""
    shown = InformationItem.public.of_office(office_id).select_related("office")
    zone = ZoneInfo(asked_once(office_by_id)(office_id=office_id).time_zone)
    since, until = (datetime.combine(day, time(), tzinfo=zone) for day in (start, end))
    within = shown.filter(published_at__gte=since, published_at__lt=until).order_by("published_at", "pk")
    return [(item, day_at(item.published_at, zone.key)) for item in within if item.published_at]


def listed_by(*, office_id: int, until: date) -> list[tuple[InformationItem, date]]:
    """Return what an office's list shows of what was published before `until`, oldest first, with the day of each."""
    return published_between(office_id=office_id, start=FIRST_DAY, end=until)


def item_of_office(*, office_id: int, item_id: int) -> InformationItem:
    """Return an entry in any state but discarded, for officers of its office. Raises: InformationItem.DoesNotExist."""
    kept: InformationItemQuerySet = InformationItem.everything.kept()
    related = ("office", "unit", "entered_by", "proposed_by", "approved_by", "deadline")
    return kept.select_related(*related).get(office_id=office_id, pk=item_id)


def shown_item(*, office_id: int, item_id: int) -> InformationItem:
    """Return one entry that everybody may see. Raises: InformationItem.DoesNotExist."""
    return shown_items(office_id=office_id).get(pk=item_id)


def withdrawn_item(*, office_id: int, item_id: int) -> InformationItem:
    """Return one entry that was taken back, for its tombstone. Raises: InformationItem.DoesNotExist."""
    kept: InformationItemQuerySet = InformationItem.everything.filter(office_id=office_id, state="withdrawn")
    return kept.select_related("office").get(pk=item_id)


def files_of(*, item_id: int, every_version: bool = False) -> QuerySet[Attachment]:
    """Return the files of an entry, oldest first, with their documents: the current versions, or every one."""
    found = attachments_of(thing_kind="information", thing_id=str(item_id), every_version=every_version)
    return found.filter(withdrawn_at=None)


def open_files_naming(*, office_id: int, reference: str, at: datetime) -> list[Attachment]:
    """Return the PDFs that everybody may see at `at` of the entries whose title or summary names a reference, such as
    the number of a decree; oldest entry first."""
    if not reference.strip():
        return []
    naming = Q(title__icontains=reference.strip()) | Q(summary__icontains=reference.strip())
    found = InformationItem.public.filter(naming, office_id=office_id).order_by("published_at", "pk")
    files = [file for item in found for file in files_of(item_id=item.pk)]
    return [file for file in files if file.document.extension == "pdf" and can_see(Viewer(at), file)]


def pending_revision(*, item_id: int) -> Revision | None:
    """Return the revision of an entry that waits for its decision, or None."""
    found = Revision.objects.filter(item_id=item_id, state=RevisionState.PENDING)
    return found.select_related("proposed_by", "file__document", "replaces").first()
