"""What the things that are counted are called and where they are: asked of the room that each belongs to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext as _

from telusur.kernel.documents import selectors as documents
from telusur.kernel.offices.selectors import local_day

from .labels import KINDS
from .pages import page_name
from .rules.counting import Kind

Label = Any  # text, or text that is translated when it is printed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import date

    from telusur.kernel.documents.models import Attachment
    from telusur.kernel.offices.models import Office

    Namer = Callable[[Office, Collection[str], date], dict[str, "Named"]]


@dataclass(frozen=True)
class Named:
    """A thing as a page shows it. href: where it is; "" where it is no more. note: what tells it from others of its
    title. alike: whether one of those asked for beside it has the same title."""

    title: str
    href: str = ""
    note: str = ""
    alike: bool = False

    @property
    def told_apart(self) -> str:
        """The title, with the note where it stands beside another of the same title."""
        return f"{self.title} ({self.note})" if self.alike else self.title


_NAMERS: dict[str, Namer] = {}


@dataclass(frozen=True)
class Beside:
    """A page of a room above that tells more of a file. address: its name, which takes office and attachment_id."""

    label: Label
    address: str
    permission: str


_BESIDE: list[Beside] = []


def tells_of_files(*, label: Label, address: str, permission: str) -> None:
    """Let a room above put its page beside the downloads of each file; called where the page is defined."""
    _BESIDE.append(Beside(label, address, permission))


def beside_files() -> tuple[Beside, ...]:
    """Return the pages of rooms above that tell more of a file."""
    return tuple(_BESIDE)


def named_by(kind: str, namer: Namer) -> None:
    """Let a room above name the things of one kind; called in its figures.py."""
    _NAMERS[kind] = namer


def things_shown(*, office: Office, things: Collection[tuple[str, str]], on: date) -> dict[tuple[str, str], Named]:
    """Return what each (kind, key) is called on `on`, in one question a kind; what is gone keeps its kind and key."""
    autodiscover_modules("figures")
    namers: dict[str, Namer] = {Kind.PAGE: _pages, Kind.DATA: _pages, Kind.DOCUMENT: _documents, **_NAMERS}
    found: dict[tuple[str, str], Named] = {}
    for kind in sorted({kind for kind, _key in things}):
        keys = sorted(key for each, key in things if each == kind)
        names = namers[kind](office, keys, on) if kind in namers else {}
        for key in keys:
            found[kind, key] = names.get(key) or Named(f"{KINDS.get(kind, kind)} {key}")  # type: ignore[call-overload]
    return found


def _pages(office: Office, keys: Collection[str], _on: date) -> dict[str, Named]:
    return {key: Named(page_name(key=key), _address(key, office)) for key in keys}


def _address(name: str, office: Office) -> str:
    for arguments in ({"office": office.slug}, {}):
        try:
            return reverse(name, kwargs=arguments)
        except NoReverseMatch:
            continue
    return ""


def _documents(office: Office, keys: Collection[str], on: date) -> dict[str, Named]:
    """Only what everybody may see now is called by its title: a title may be what was withdrawn."""
    ids = [int(key) for key in keys if key.isdecimal()]
    tonight = datetime.combine(on, time.max, tzinfo=ZoneInfo(office.time_zone))
    seen = documents.public_by_id(ids=ids, at=tonight)
    titles = Counter(each.title for each in seen.values())
    return {
        str(pk): Named(each.title, documents.address(attachment=each), _note(office, each), titles[each.title] > 1)
        for pk, each in seen.items()
    }


def _note(office: Office, file: Attachment) -> str:
    facts = {
        "format": file.document.extension.upper(),
        "day": date_format(local_day(office=office, at=file.attached_at), "j F Y"),
        "number": file.pk,
    }
    return _("%(format)s, %(day)s, berkas nomor %(number)d") % facts
