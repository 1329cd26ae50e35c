"""Pictures of forms come in: kept as they are for those on duty, masked for the public where the layout is known."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from telusur.kernel.documents import services as documents
from telusur.kernel.documents.rules.access import Access, Security
from telusur.kernel.law.acts import legal_act
from telusur.kernel.ledger.rules.logs import election_log
from telusur.kernel.ledger.services import NewAct, record_all
from telusur.results.elections.rules.codes import REGENCY, above, station_code, station_id
from telusur.results.elections.selectors import election_day, office_of

from ..models import Picture
from ..rules.masks import mask_for
from ..selectors import masks, pictures_known
from .judging_again import judge_again
from .runs import run_to_fill
from .taking import lock_contest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from telusur.kernel.documents.models import Attachment, Document
    from telusur.kernel.offices.models import Office
    from telusur.results.elections.models import Contest

SEE_ORIGINALS = "recapitulation.see_originals"
THING = "form_picture"


@dataclass(frozen=True)
class NewPicture:
    """A page that was photographed. of_pages: how many the form has, where the manifest says. layout: the printed form
    that it shows straight and whole, a key of `recapitulation.mask` without the page; empty where nobody knows."""

    station: int
    page: int
    file: Path
    digest: str
    of_pages: int | None = None
    layout: str = ""


@dataclass(frozen=True)
class PicturesTaken:
    """What became of pictures. known: they were here already. reused: the same bytes came for another page before.
    unmasked: pages whose layout nobody knows, of which nothing is published."""

    new: int
    known: int
    reused: int
    masked: int
    unmasked: int


class BadPicture(ValueError):
    """Bytes of a call that are no picture. place: in the call. why: what the reader of files said."""

    def __init__(self, place: int, why: str) -> None:
        self.place, self.why = place, why
        super().__init__(why)


@legal_act
def take_pictures(*, contest: Contest, pictures: Sequence[NewPicture], actor: str, at: datetime) -> PicturesTaken:
    """Take pictures of forms, all or none; one that is here already changes nothing, a later one stands beside it.

    Their polling stations are known, and the bytes have the digests that are given. Each is an act of the log, which
    names its digest; numbers that are here already are judged again beside them. Raises: BadPicture;
    ObjectDoesNotExist without offices.
    """
    kept = {each: _kept(contest, each, pictures.index(each), at) for each in _fresh(contest, pictures)}
    lock_contest(contest)
    fresh = _fresh(contest, pictures)  # somebody else may have brought some meanwhile
    pages = _pages_with(contest, fresh)
    rows: list[Picture] = []
    offices: dict[int, Office] = {}
    for each in fresh:
        office = offices.setdefault(above(each.station, REGENCY), office_of(place=each.station))
        row = _picture(contest, each, kept[each], office, actor=actor, at=at)
        row.reused = len(pages[each.digest]) > 1
        rows.append(row)
    for station in sorted({each.station for each in fresh}):
        run_to_fill(contest=contest, station=station)
    acts = [_act(contest, each, row, actor, at) for each, row in zip(fresh, rows, strict=True)]
    places = record_all(log=election_log(contest.election.code), acts=acts, recorded_at=at)
    for row, place in zip(rows, places, strict=True):
        row.index = place
    Picture.objects.bulk_create(rows)
    judge_again(contest=contest, stations=sorted({each.station for each in fresh}), actor=actor, at=at)
    hidden = sum(row.masked_id is not None for row in rows)
    return PicturesTaken(
        len(rows), len(pictures) - len(fresh), sum(row.reused for row in rows), hidden, len(rows) - hidden
    )


@dataclass(frozen=True)
class _Kept:
    """The bytes of a picture, and of its covered copy where the layout is known; they hang nowhere yet."""

    original: Document
    covered: Document | None


def _fresh(contest: Contest, pictures: Sequence[NewPicture]) -> list[NewPicture]:
    """Return those that are not here, each once."""
    known = pictures_known(contest=contest, digests=[each.digest for each in pictures])
    named = {(each.station, each.page, each.digest): each for each in pictures}
    return [each for key, each in named.items() if key not in known]


def keep_original(
    *, document: Document, thing_id: str, title: str, office: Office, actor: str, at: datetime
) -> Attachment:
    """Keep a picture for those who see originals; a restricted file is never let out. document: as `documents.store`
    gave it before anything was locked, as a parser may take seconds."""
    return documents.attach(
        document_id=document.pk,
        thing_kind=THING,
        thing_id=thing_id,
        office_id=office.pk,
        access=Access.OFFICERS,
        permission=SEE_ORIGINALS,
        title=title,
        personal_data=True,
        security=Security.RESTRICTED,
        at=at,
        actor=actor,
    )


def _pages_with(contest: Contest, pictures: Sequence[NewPicture]) -> dict[str, set[tuple[int, int, int]]]:
    """Return by digest every (contest, station, page) of the election, here or in this call, that has these bytes."""
    found: dict[str, set[tuple[int, int, int]]] = {}
    there = Picture.objects.filter(
        contest__election=contest.election_id, digest__in={each.digest for each in pictures}
    ).values_list("digest", "contest_id", "station_id", "page")
    for digest, of, station, page in there:
        found.setdefault(digest, set()).add((of, station_code(station), page))
    for each in pictures:
        found.setdefault(each.digest, set()).add((contest.pk, each.station, each.page))
    return found


def _kept(contest: Contest, each: NewPicture, place: int, at: datetime) -> _Kept:
    """Judge and cover a picture, before anything is locked. place: in the call. Raises: BadPicture."""
    try:
        with each.file.open("rb") as content:
            original = documents.store(content=content, name=each.file.name, at=at)
        covered = _covered(contest, each, at)
    except documents.Refused as refused:
        raise BadPicture(place, str(refused)) from refused
    if original.digest != each.digest:
        raise BadPicture(place, _("berkasnya berubah sementara dibaca; jalankan lagi"))
    return _Kept(original, covered)


def _covered(contest: Contest, each: NewPicture, at: datetime) -> Document | None:
    """Return the copy for the public, where the layout is known. Raises: documents.Refused."""
    mask = mask_for(masks(on=contest.election.voted_on), each.layout, each.page)
    if mask is None:
        return None
    with each.file.open("rb") as content:
        copy = documents.covered_picture(content=content, name=each.file.name, on=election_day(at=at), mask=mask)
    return None if copy is None else documents.store(content=io.BytesIO(copy), name="tertutup.jpg", at=at)


def _picture(contest: Contest, each: NewPicture, kept: _Kept, office: Office, *, actor: str, at: datetime) -> Picture:
    thing = f"{each.station}/{contest.pk}/{each.page}"
    title = _("Formulir TPS %(code)s, halaman %(page)d") % {"code": each.station, "page": each.page}
    original = keep_original(document=kept.original, thing_id=thing, title=title, office=office, actor=actor, at=at)
    masked = None
    if kept.covered is not None:
        name = _("%(title)s, tertutup") % {"title": title}
        masked = keep_original(document=kept.covered, thing_id=thing, title=name, office=office, actor=actor, at=at)
    return Picture(
        contest=contest,
        station_id=station_id(contest.election_id, each.station),
        page=each.page,
        of_pages=each.of_pages,
        digest=each.digest,
        original=original,
        masked=masked,
        layout=each.layout if masked else "",
        received_at=at,
    )


def _act(contest: Contest, each: NewPicture, row: Picture, actor: str, at: datetime) -> NewAct:
    facts: dict[str, str | int | bool | None] = {
        "contest": contest.code,
        "page": each.page,
        "picture": each.digest,
        "masked": row.masked_id is not None,
    }
    return NewAct("recapitulation.take_picture", "station", str(each.station), actor, at, facts)
