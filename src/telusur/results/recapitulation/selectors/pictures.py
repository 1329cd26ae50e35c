"""Pictures of forms: what is covered on them, whose they are, and what they say about a form as a whole."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

import numpy as np
from django.db.models import Q

from telusur.kernel.documents.rules.masks import Mask
from telusur.kernel.law.selectors import rules_in_force
from telusur.results.elections.rules.codes import (
    DIGITS,
    DISTRICT,
    PROVINCE,
    REGENCY,
    STATION,
    STATIONS_OF_AN_ELECTION,
    VILLAGE,
    station_code,
    station_id,
)

from ..models import Challenge, Picture
from .columns import FEW

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from django.db.models import QuerySet
    from numpy.typing import NDArray

    from telusur.kernel.documents.models import Attachment, Document
    from telusur.results.elections.models import Contest


def masks(*, on: date) -> dict[str, Mask]:
    """Return what is covered on each page of each printed form that is known."""
    found = {}
    for rule in rules_in_force("recapitulation", "mask", on=on):
        areas = rule["areas"]
        assert isinstance(areas, list)  # noqa: S101 the file's own shape, said to the type checker
        boxes = tuple(_box(str(area)) for area in areas)
        found[rule.key] = Mask(rule.number("width") / rule.number("height"), boxes)
    return found


def _box(text: str) -> tuple[int, int, int, int]:
    left, top, right, bottom = map(int, text.split())
    return left, top, right, bottom


def pictures_of(*, contest: Contest, station: int) -> QuerySet[Picture]:
    """Return the pictures of a form, page by page, the newest of each first, with their files."""
    whole = station_id(contest.election_id, station)
    found = Picture.objects.filter(contest=contest, station_id=whole)
    return found.select_related("original__document", "masked__document").order_by("page", "-pk")


def pictures_known(*, contest: Contest, digests: Sequence[str]) -> set[tuple[int, int, str]]:
    """Return (station, page, digest) of the pictures of a contest with one of these digests."""
    found = Picture.objects.filter(contest=contest, digest__in=digests).values_list("station_id", "page", "digest")
    return {(station_code(station), page, digest) for station, page, digest in found}


def picture_file(*, contest: Contest, station: int, attachment_id: int) -> Attachment | None:
    """Return a file if it is the original of a picture of this form, or hangs at a challenge of it; else None."""
    whole = station_id(contest.election_id, station)
    own = Picture.objects.filter(contest=contest, station_id=whole, original_id=attachment_id)
    picture = own.select_related("original__document").first()
    if picture is not None:
        return picture.original
    of_run = Challenge.objects.filter(run__contest=contest, run__station_id=whole, picture_id=attachment_id)
    challenge = of_run.select_related("picture__document").first()
    return None if challenge is None else challenge.picture


def said_by_pictures(
    *, contest: Contest, codes: NDArray[np.int64]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]] | tuple[None, None]:
    """Return by form whether all its pages are there, and whether a picture of it was handed in before elsewhere.

    A form of which no picture came, or of which nobody says how many pages it has, is whole. None, where no picture of
    the contest says anything.
    """
    if not Picture.objects.filter(contest=contest).exists():
        return None, None
    where = {station_id(contest.election_id, code): row for row, code in enumerate(codes.tolist())}
    whole, reused = np.ones(len(codes), dtype=bool), np.zeros(len(codes), dtype=bool)
    there: dict[int, set[int]] = {}
    wanted: dict[int, int] = {}
    found = Picture.objects.filter(_taken_at(where), contest=contest).order_by()
    for station, page, of_pages, again in found.values_list("station_id", "page", "of_pages", "reused"):
        if station in where:
            there.setdefault(station, set()).add(page)
            wanted[station] = max(wanted.get(station, 0), of_pages or 0)
            reused[where[station]] |= again
    for station, pages in there.items():
        whole[where[station]] = set(range(1, wanted[station] + 1)) <= pages
    return whole, reused


def _taken_at(stations: Collection[int]) -> Q:
    """Return the condition that a picture was taken at one of these polling stations, by their ids: few of them one by
    one, more of them by their villages, districts and so on, so that what lies far between two of them is not read."""
    if len(stations) <= FEW:
        return Q(station_id__in=list(stations))
    sizes = [int(10 ** (DIGITS[STATION] - DIGITS[level])) for level in (VILLAGE, DISTRICT, REGENCY, PROVINCE)]
    parts = ((size, {each // size for each in stations}) for size in (*sizes, STATIONS_OF_AN_ELECTION))
    size, places = next(found for found in parts if len(found[1]) <= FEW)
    inside = [Q(station_id__gte=place * size, station_id__lt=(place + 1) * size) for place in sorted(places)]
    return reduce(or_, inside)


def masked_copy(*, contest: Contest, digest: str) -> Document | None:
    """Return the document of a covered copy of a form of this contest; None for the bytes of anything else."""
    found = Picture.objects.filter(contest=contest, masked__document__digest=digest)
    picture = found.select_related("masked__document").first()
    return picture.masked.document if picture and picture.masked else None
