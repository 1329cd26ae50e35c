"""The frame around pages. Rooms below know no address of each other; here their names are put side by side.

An entry stands only where its address exists and the view behind it lets this person in.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.accounts.permits import PUBLIC, SIGNED_IN
from telusur.kernel.notices import selectors as notices
from telusur.kernel.offices.selectors import local_day, national_day
from telusur.results.publication.selectors import has_results

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.http import HttpRequest
    from django.utils.functional import _StrPromise

    from telusur.kernel.accounts.selectors import Standing

LANGUAGE_PARAMETER = "bahasa"
PARENTS = ("national", "province")  # offices that have others below them


@dataclass(frozen=True)
class Place:
    """An entry of a menu: the name of an address, its label, the key that leads there, and the group it stands in.

    kinds: the kinds of office that have such a page; empty for every kind. wanted: of the other kinds those of whose
    territory, by its code, this is true.
    """

    name: str
    label: str | _StrPromise
    key: str = ""
    group: str | _StrPromise = ""
    kinds: tuple[str, ...] = ()
    wanted: Callable[..., bool] | None = None


@dataclass(frozen=True)
class Entry:
    href: str
    label: str | _StrPromise
    current: str = ""
    key: str = ""
    count: int = 0


@dataclass(frozen=True)
class Group:
    """Entries under one label; without a label they stand for themselves."""

    label: str | _StrPromise
    entries: list[Entry]

    @property
    def current(self) -> bool:
        return any(entry.current for entry in self.entries)


OFFICE_NAV = (
    Place("information_list", _("Informasi")),
    Place("requests_ask", _("Permohonan")),
    Place("requests_track", _("Lacak")),
    Place("statistics", _("Statistik")),
    Place("publication_office", _("Hasil pemilu"), kinds=PARENTS, wanted=has_results),
    Place("seats_councils", _("Kursi"), kinds=("national",)),
    Place("ledger_page", _("Buku besar")),
    Place("account_login", _("Masuk")),
)
NETWORK_NAV = (
    Place("front_network", pgettext_lazy("network", "Kantor")),
    Place("information_search", _("Cari di semua kantor")),
    Place("publication_elections", _("Hasil pemilu")),
    Place("account_login", _("Masuk")),
)
# What stands instead of "Masuk" for somebody who came with a session.
SIGNED_IN_NAV = (Place("desk_chooser", _("Meja")), Place("account_profile", _("Akun")))
OFFICE_FOOT = (
    (
        _("Layanan"),
        (
            Place("office_how_to_ask", _("Tata cara permohonan")),
            Place("office_costs", _("Biaya dan waktu")),
            Place("office_pledge", _("Maklumat pelayanan")),
            Place("office_procedures", _("SOP layanan")),
            Place("privacy_hub", _("Data pribadi Anda")),
            Place("satisfaction", _("Survei kepuasan")),
            Place("blank_request_form", _("Formulir kosong")),
        ),
    ),
    (
        _("Kantor"),
        (
            Place("office_contact", _("Jam layanan dan kontak")),
            Place("calendars_year", _("Kalender hari kerja")),
            Place("statistics", _("Statistik")),
            Place("publication_office", _("Hasil pemilu")),
            Place("seats_councils", _("Kursi")),
            Place("reports_list", pgettext_lazy("reports", "Laporan")),
            Place("ledger_page", _("Buku besar")),
            Place("office_corner", _("Pojok Informasi")),
            Place("office_board", _("Papan kantor"), kinds=PARENTS),
            Place("front_network", _("Semua kantor")),
        ),
    ),
    (
        _("Tentang"),
        (
            Place("front_accessibility", _("Aksesibilitas")),
            Place("front_privacy", _("Privasi")),
            Place("account_login", _("Masuk")),
        ),
    ),
)
NETWORK_FOOT = (
    (
        _("Telusur"),
        (
            Place("front_network", _("Semua kantor")),
            Place("information_search", _("Cari di semua kantor")),
            Place("publication_elections", _("Hasil pemilu")),
        ),
    ),
    (
        _("Tentang"),
        (
            Place("front_accessibility", _("Aksesibilitas")),
            Place("front_privacy", _("Privasi")),
            Place("account_login", _("Masuk")),
        ),
    ),
)
SERVICE, INFORMATION, FILES = _("Layanan"), _("Informasi"), pgettext_lazy("menu", "Berkas")
OFFICE = pgettext_lazy("menu", "Kantor")
DESK_NAV = (
    Place("desk_home", _("Hari ini"), "H"),
    Place("requests_queue", _("Permohonan"), "P", SERVICE),
    Place("objections_queue", _("Keberatan"), "K", SERVICE),
    Place("disputes_queue", _("Sengketa"), "G", SERVICE),
    Place("requests_unit", _("Tugas unit"), "T", SERVICE),
    Place("privacy_queue", _("Data pribadi"), "", SERVICE),
    Place("satisfaction_surveys", _("Survei"), "", SERVICE),
    Place("information_desk", _("Daftar informasi"), "I", INFORMATION),
    Place("information_tests", _("Uji konsekuensi"), "", INFORMATION),
    Place("visits_files", _("Unduhan berkas"), "", INFORMATION),
    Place("reports_desk", _("Laporan layanan"), "", INFORMATION),
    Place("signing_tray", _("Tanda tangan"), "S", FILES),
    Place("letters_list", _("Surat keluar"), "", FILES),
    Place("document_releases", _("Pemeriksaan rilis"), "", FILES),
    Place("requests_retention", _("Pindaian identitas"), "", FILES),
    Place("seats_desk", _("Kursi"), "", OFFICE),
    Place("desk_board", _("Papan kantor"), "", OFFICE, PARENTS),
    Place("offices_desk", _("Kantor dan unit"), "", OFFICE),
    Place("officers_desk", pgettext_lazy("office", "Petugas"), "", OFFICE),
    Place("notices_channels", pgettext_lazy("office", "Saluran"), "", OFFICE),
    Place("calendars_desk", _("Kalender"), "", OFFICE),
    Place("law_desk", _("Aturan"), "", OFFICE),
    Place("ledger_acts", _("Catatan"), "", OFFICE),
    Place("privacy_breaches", _("Pelanggaran data"), "", OFFICE),
    Place("notices_list", _("Pemberitahuan"), "B"),
)
SIDE_BY_SIDE = 8  # so many entries fit beside each other; more are put into their groups
PERSON_NAV = (
    Place("desk_chooser", _("Pindah kantor")),
    Place("recapitulation_home", _("Tugas pemilu")),
    Place("account_profile", _("Akun saya")),
)
DESK_FOOT = (Place("desk_guide", _("Panduan petugas meja")),)


class House:
    """The frame of one request's page."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.office = getattr(request, "office", None)
        self.demo = settings.DEMO

    @property
    def name(self) -> str:
        return self.office.name if self.office else "Telusur"

    @property
    def time_zone(self) -> str:
        return self.office.time_zone if self.office else settings.TIME_ZONE

    @cached_property
    def home(self) -> str:
        return (self._address("office_home") or "/") if self.office else "/"

    @cached_property
    def desk_home(self) -> str:
        return (self._address("desk_home") if self.office else None) or self._address("desk_chooser") or "/meja/"

    @cached_property
    def nav(self) -> list[Entry]:
        places = self._of_session(OFFICE_NAV if self.office else NETWORK_NAV)
        return self._entries((*places, *SIGNED_IN_NAV) if self._came_signed_in else places)

    @cached_property
    def _came_signed_in(self) -> bool:
        """Asking who is signed in makes a page personal: only where a session came along, never for a visitor."""
        return settings.SESSION_COOKIE_NAME in self.request.COOKIES and bool(self.person)

    def _of_session(self, places: Iterable[Place]) -> list[Place]:
        return [place for place in places if not (self._came_signed_in and place.name == "account_login")]

    @cached_property
    def foot_nav(self) -> list[Group]:
        groups = OFFICE_FOOT if self.office else NETWORK_FOOT
        made = [Group(label, self._entries(self._of_session(places))) for label, places in groups]
        return [group for group in made if group.entries]

    @cached_property
    def desk_nav(self) -> list[Group]:
        """Return the menu of the desk: what this person may open, in its groups where it is much."""
        if not self.office:
            return []
        groups = {place.name: place.group for place in DESK_NAV}
        made: list[Group] = []
        entries = self._named_entries(DESK_NAV)
        for name, entry in entries:
            label = groups[name] if len(entries) > SIDE_BY_SIDE else ""
            found = replace(entry, count=self.bell) if name == "notices_list" else entry
            if label and made and made[-1].label == label:
                made[-1].entries.append(found)
            else:
                made.append(Group(label, [found]))
        return [Group("", group.entries) if len(group.entries) == 1 else group for group in made]

    @cached_property
    def desk_foot(self) -> list[Entry]:
        return self._entries(DESK_FOOT) if self.office else []

    @cached_property
    def bell(self) -> int:
        """Return how many notices wait for who is signed in."""
        if not (self.office and self.request.user.is_authenticated):
            return 0
        return notices.unread_for(user_id=self.request.user.pk, at=timezone.now(), office_id=self.office.pk).count()

    @cached_property
    def demo_mail(self) -> str | None:
        return self._address("notices_demo_mail")

    @cached_property
    def sign_out(self) -> str | None:
        return self._address("account_logout")

    @cached_property
    def person(self) -> str:
        return str(self.request.user) if self.request.user.is_authenticated else ""

    @cached_property
    def roles(self) -> str:
        """Return what who is signed in is here: at this office, or without one in the work that asks for none."""
        if self._standing:
            return accounts.role_names(roles=self._standing.roles)
        if self.office or not self.request.user.is_authenticated:
            return ""
        found = accounts.callings_of(user_id=self.request.user.pk, on=national_day(at=timezone.now()))
        return "; ".join(dict.fromkeys(words for _calling, each in found for words in each))

    @cached_property
    def person_nav(self) -> list[Entry]:
        return self._entries(PERSON_NAV)

    @cached_property
    def languages(self) -> list[dict[str, Any]]:
        current = translation.get_language()
        query = self.request.GET.copy()
        made = []
        for code, name in settings.LANGUAGES:
            query[LANGUAGE_PARAMETER] = code
            made.append({"code": code, "name": name, "current": code == current, "href": f"?{query.urlencode()}"})
        return made

    def _address(self, name: str) -> str | None:
        """Return where a name leads, in this office where the address wants one; None where no room offers it."""
        for arguments in ({"office": self.office.slug}, {}) if self.office else ({},):
            try:
                return reverse(name, kwargs=arguments)
            except NoReverseMatch:
                continue
        return None

    def _entries(self, places: Iterable[Place]) -> list[Entry]:
        return [entry for _name, entry in self._named_entries(places)]

    def _named_entries(self, places: Iterable[Place]) -> list[tuple[str, Entry]]:
        made = []
        for place in places:
            href = self._address(place.name)
            if href and self._lets_in(href) and self._stands_here(place):
                made.append((place.name, Entry(href, place.label, self._current(href), place.key)))
        # a place inside another one is where the reader is, not both
        nearest = max((len(entry.href) for _name, entry in made if entry.current), default=0)
        return [(name, replace(entry, current="") if len(entry.href) < nearest else entry) for name, entry in made]

    def _stands_here(self, place: Place) -> bool:
        """Return whether the office of this page has what an entry leads to."""
        if not place.kinds:
            return True
        if self.office is None:
            return False
        if self.office.kind in place.kinds:
            return True
        return place.wanted is not None and place.wanted(place=int(self.office.code))

    def _current(self, href: str) -> str:
        if self.request.path == href:
            return "page"
        return "true" if href not in {"/", self.home, self.desk_home} and self.request.path.startswith(href) else ""

    def _lets_in(self, href: str) -> bool:
        """Return whether the view at an address of this house would answer this person."""
        try:
            permission = getattr(resolve(href).func, "permission", PUBLIC)
        except Resolver404:
            return False
        if permission in {PUBLIC, SIGNED_IN}:
            return True
        return self._standing is not None and self._standing.may(permission)

    @cached_property
    def _standing(self) -> Standing | None:
        """Return what who is signed in is at the office of this page today, one query for the whole menu."""
        if not (self.office and self.request.user.is_authenticated):
            return None
        known: Standing | None = getattr(self.request, "standing", None)
        on = local_day(office=self.office, at=timezone.now())
        return known or accounts.standing(user=self.request.user, office_id=self.office.pk, on=on)
