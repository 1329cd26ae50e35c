"""Readers of the last weeks: what they opened and took, written by the service that writes what a web process saw."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from telusur.kernel.calendars.rules import NATIONAL_TIME_ZONE
from telusur.kernel.documents import selectors as documents
from telusur.kernel.offices import selectors as offices
from telusur.kernel.offices.services import touch_public
from telusur.kernel.visits import services
from telusur.kernel.visits.pages import is_public_page
from telusur.kernel.visits.rules.counting import Kind, Seen, Thing
from telusur.openness.information import selectors as information

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from telusur.kernel.offices.models import Office

    File = tuple[str, str, str, datetime, datetime | None]  # key, path of the entry, format, open since, replaced at
    Things = tuple[Sequence[tuple[str, str]], Sequence[File], Mapping[str, datetime]]

DAYS = 45
# How many readers an office has on a working day; a third of them on the others.
READERS = {"3673": 14, "36": 9, "3604": 4}
PAGES = ("office_home", "information_list", "statistics", "office_how_to_ask", "office_contact", "requests_ask")
WAYS = ("", "", "www.google.com", "www.google.com", "com.whatsapp", "www.instagram.com", "kpu.go.id")
BROWSERS = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0",
)
ROBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"  # comes as often, and is not counted


def load_visits(*, at: datetime) -> None:
    chance = Random(3673)  # noqa: S311 the same readers in every demo
    shown = {office: _things(office, at) for office in (offices.office_by_code(code=code) for code in READERS)}
    for ago in range(DAYS, -1, -1):
        seen: list[Seen] = []
        day = offices.national_day(at=at) - timedelta(days=ago)  # Banten keeps Jakarta's time
        evening = datetime.combine(day, time(22), tzinfo=ZoneInfo(NATIONAL_TIME_ZONE)) if ago else at
        for office, things in shown.items():
            readers = READERS[office.code] if day.isoweekday() < 6 else READERS[office.code] // 3  # noqa: PLR2004
            for reader in range(chance.randint(readers // 2, readers)):
                seen += _reads(office, things, day, reader, chance)
        services.write(seen=[each for each in seen if each.at <= evening], at=evening, public=is_public_page)
    for code in READERS:  # readers of past days come late here alone: their facts are to be counted anew
        touch_public(office_code=code)


def _things(office: Office, at: datetime) -> Things:
    """Return the entries of an office as (key, path), newest first, every version of its open files, and since when
    each path is there."""
    items = list(information.shown_items(office_id=office.pk)[:30])
    paths = {str(item.pk): f"/{office.slug}/informasi/{item.pk}/{item.slug}/" for item in items}
    since = {paths[str(item.pk)]: item.published_at for item in items if item.published_at}
    found = documents.visible_to_public(at=at).filter(thing_kind="information", thing_id__in=list(paths))
    rows = [each for each in found.select_related("document") if paths[each.thing_id] in since]
    replaced = {each.replaces_id: each.attached_at for each in rows if each.replaces_id}
    files = [
        (
            str(each.pk),
            paths[each.thing_id],
            each.document.extension,
            max(each.attached_at, since[paths[each.thing_id]]),
            replaced.get(each.pk),
        )
        for each in rows
    ]
    return list(paths.items()), files, since


def _reads(
    office: Office,
    things: Things,
    day: date,
    reader: int,
    chance: Random,
) -> list[Seen]:
    """Return what one reader opens in a sitting: a page he finds, an entry from it, sometimes its file."""
    every, files, since = things
    clock = datetime.combine(day, time(chance.randint(7, 20), chance.randint(0, 50)), tzinfo=ZoneInfo(office.time_zone))
    address, agent = f"36.80.{reader}.{chance.randint(1, 3)}", chance.choice((*BROWSERS, ROBOT))
    home = f"/{office.slug}/"
    entries = [(key, path) for key, path in every if path in since and since[path] < clock]
    steps = [(Kind.PAGE, chance.choice(PAGES), chance.choice(WAYS), "html")]
    if entries:
        # the first entries are read most, as everywhere
        key, path = entries[min(int(chance.expovariate(0.25)), len(entries) - 1)]
        steps.append((Kind.INFORMATION, key, home, "html"))
        steps += [
            (Kind.DOCUMENT, pk, path, form)
            for pk, entry, form, opened, replaced in files
            if entry == path and chance.randint(0, 1) and opened < clock and (replaced is None or clock < replaced)
        ]
    return [
        Seen(Thing(office.code, office.time_zone, kind, key, form), clock + timedelta(minutes=n), address, agent, way)
        for n, (kind, key, way, form) in enumerate(steps)
    ]
