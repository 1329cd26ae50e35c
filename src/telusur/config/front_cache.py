"""Keeps public pages in memory, in front of Django, until their office changes.

Every request reads the version of the pages it may be answered from: one small query, so that a change shows in the
very next answer, in every process and on every machine. A page is kept under the version read *before* it was
rendered: a change that commits meanwhile makes the kept page unfindable, never stale. Of many who ask for a page that
is not kept yet, one renders it and the others wait for his.

Only what is the same for everybody is kept: GET, no session, no message waiting, answered 200 without a cookie, a
nonce, or a wish not to be kept. Pages may speak of the time ("buka sekarang"), so a page serves one minute at most.

A page that is answered from here is seen as much as one that Django made: what it shows is kept beside it, and each
reader of it is counted.

What is the same for everybody holds no secret, so it goes out compressed to whoever takes it so: links are slow, and a
page of tables shrinks to a tenth. It is compressed once, when it is kept.
"""

from __future__ import annotations

import gzip
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import psycopg
from django.http import parse_cookie

from telusur.kernel.visits.rules.counting import SHOWN

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

Headers = list[tuple[str, str]]
Environ = dict[str, Any]

KEPT_BYTES = 64 * 1024 * 1024  # in each web process
LARGEST = 1024 * 1024  # of one page
SMALLEST = 1024  # that is worth compressing: less fits into one packet anyhow
EFFORT = 6
TEXTS = ("text/", "application/json", "application/geo+json", "application/xml", "image/svg+xml")
WAITS, PATIENCE = 2, 10.0  # how often, and how many seconds, a request waits for another's page before making its own
REFUSED = b"Alamat ini memuat tanda yang tidak sah.\n"
NEVER = ("static", "meja", "masuk", "akun", "demo", "sehat", "hasil")  # first part of addresses that are kept elsewhere
PERSONAL = ("lacak", "permohonan", "berkas")  # second part, under an office

# A page of an office may also show offices above and below it; a page under no office may show all of them.
VERSION = """
select coalesce(sum(change.version), 0) from offices_publicversion change
left join (select code from offices_office where slug = %s) office on true
where office.code is null or office.code = '0' or change.office_code in ('', '0')
  or starts_with(change.office_code, office.code) or starts_with(office.code, change.office_code)
"""


@dataclass(frozen=True)
class Page:
    version: int
    minute: int
    headers: Headers
    body: bytes
    packed: bytes = b""  # empty where it is not worth it
    shown: Any = None

    @property
    def size(self) -> int:
        """Return the bytes it takes."""
        return len(self.body) + len(self.packed)

    def answer(self, environ: Environ) -> tuple[Headers, bytes]:
        """Return headers and body for this request, compressed where it takes that and it is worth it."""
        if not self.packed:
            return self.headers, self.body
        headers = [(name, value) for name, value in self.headers if name.lower() not in ("vary", "content-length")]
        varies = [value for name, value in self.headers if name.lower() == "vary"]
        headers.append(("Vary", ", ".join([*varies, "Accept-Encoding"])))
        body = self.body
        if takes_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")):
            body = self.packed
            headers.append(("Content-Encoding", "gzip"))
        return [*headers, ("Content-Length", str(len(body)))], body

    def serves(self, *, version: int, minute: int) -> bool:
        """Return whether it is at least as new as what a request has read."""
        return self.version >= version and self.minute >= minute


class Versions:
    """Reads the version of an address's pages, over one connection per thread."""

    def __init__(self, parameters: dict[str, Any]) -> None:
        self._parameters = parameters
        self._of_thread = threading.local()

    def __call__(self, slug: str) -> int:
        """Return a number that grows with every change of a page under `slug`. Raises: psycopg.Error."""
        try:
            return self._read(slug)
        except psycopg.OperationalError:  # the server was restarted since the last request
            self._of_thread.connection = None
            return self._read(slug)

    def _read(self, slug: str) -> int:
        connection = getattr(self._of_thread, "connection", None)
        if connection is None:
            connection = psycopg.connect(**self._parameters, autocommit=True, prepare_threshold=0)
            self._of_thread.connection = connection
        ((version,),) = connection.execute(VERSION, (slug,)).fetchall()
        return int(version)


class FrontCache:
    """A WSGI application that answers from memory where it may, and asks `application` where it may not."""

    def __init__(
        self,
        application: Callable[..., Any],
        *,
        version_of: Callable[[str], int],
        session_cookie: str,
        languages: Collection[str],
        clock: Callable[[], float] = time.time,
        count: Callable[[Any, Environ], None] = lambda _shown, _environ: None,
    ) -> None:
        self._application = application
        self._version_of = version_of
        self._session_cookie = session_cookie
        self._languages = frozenset(languages)
        self._clock = clock
        self._count = count
        self._pages: OrderedDict[tuple[str, ...], Page] = OrderedDict()
        self._size = 0
        self._being_made: dict[tuple[str, ...], threading.Event] = {}
        self._lock = threading.Lock()

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        if "\x00" in environ.get("PATH_INFO", "") or "%00" in environ.get("QUERY_STRING", ""):
            start_response("400 Bad Request", [("Content-Type", "text/plain; charset=utf-8")])
            return [REFUSED]
        key = self._key(environ)
        if key is None:
            return self._application(environ, start_response)
        minute, version = int(self._clock() // 60), self._version_of(_parts(environ)[0])
        for wait in range(WAITS + 1):
            with self._lock:
                page = self._pages.get(key)
                if page is not None and page.serves(version=version, minute=minute):
                    self._pages.move_to_end(key)
                    break
                made = self._being_made.get(key)
                if made is None or wait == WAITS:
                    page, mine = None, threading.Event()
                    self._being_made[key] = mine
                    break
            made.wait(PATIENCE)
        if page is not None:
            if page.shown is not None:
                self._count(page.shown, environ)
            headers, body = page.answer(environ)
            start_response("200 OK", headers)
            return [body]
        try:
            return self._render(environ, start_response, key=key, version=version, minute=minute)
        finally:
            with self._lock:
                if self._being_made.get(key) is mine:
                    del self._being_made[key]
            mine.set()

    def _key(self, environ: Environ) -> tuple[str, ...] | None:
        """Return what tells pages apart, or None where this request must reach Django."""
        first, second = _parts(environ)
        if environ["REQUEST_METHOD"] != "GET" or first in NEVER or second in PERSONAL:
            return None
        cookies = environ.get("HTTP_COOKIE", "")
        # The names are looked for in the raw text: no two readers of a broken header agree on what it holds.
        if self._session_cookie in cookies or "messages" in cookies:
            return None
        language = parse_cookie(cookies).get("django_language", "") if cookies else ""
        language = language if language in self._languages else ""
        return (
            environ.get("wsgi.url_scheme", ""),
            environ.get("HTTP_X_FORWARDED_PROTO", ""),
            environ.get("HTTP_HOST", ""),
            environ.get("PATH_INFO", ""),
            environ.get("QUERY_STRING", ""),
            environ.get("HTTP_HX_REQUEST", ""),
            environ.get("HTTP_HX_TARGET", ""),
            language,
        )

    def _render(
        self, environ: Environ, start_response: Callable[..., Any], *, key: tuple[str, ...], version: int, minute: int
    ) -> Iterable[bytes]:
        said: list[tuple[str, Headers, Any]] = []
        response = self._application(environ, lambda *words: said.append((*words, None)[:3]))
        status, headers, error = said[-1]
        if getattr(response, "streaming", True) or not may_be_kept(status, headers):
            start_response(status, headers, error) if error else start_response(status, headers)
            return response
        try:
            body = b"".join(response)
        finally:
            response.close()
        page = Page(version, minute, list(headers), body, packed(headers, body), environ.get(SHOWN))
        if len(body) <= LARGEST:
            self._keep(key, page)
        headers, body = page.answer(environ)
        start_response(status, headers)
        return [body]

    def _keep(self, key: tuple[str, ...], page: Page) -> None:
        with self._lock:
            old = self._pages.pop(key, None)
            self._size += page.size - (old.size if old else 0)
            self._pages[key] = page
            while self._size > KEPT_BYTES:
                _, dropped = self._pages.popitem(last=False)
                self._size -= dropped.size


def _parts(environ: Environ) -> tuple[str, str]:
    first, _, rest = environ.get("PATH_INFO", "").lstrip("/").partition("/")
    return first, rest.partition("/")[0]


def packed(headers: Headers, body: bytes) -> bytes:
    """Return a text compressed, always to the same bytes; nothing where that is not worth it."""
    said = {name.lower(): value for name, value in headers}
    worth = len(body) >= SMALLEST and said.get("content-type", "").startswith(TEXTS) and "content-encoding" not in said
    return gzip.compress(body, EFFORT, mtime=0) if worth else b""


def takes_gzip(accepted: str) -> bool:
    """Return whether a browser that says `Accept-Encoding: accepted` takes gzip (RFC 9110, 12.5.3)."""
    for each in accepted.lower().split(","):
        name, _, weight = each.partition(";")
        if name.strip() in ("gzip", "x-gzip"):
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def may_be_kept(status: str, headers: Headers) -> bool:
    """Return whether an answer is the same for everybody who asks without a session."""
    if not status.startswith("200"):
        return False
    for name, value in headers:
        lower = name.lower()
        if lower == "set-cookie" or (lower == "content-security-policy" and "'nonce-" in value):
            return False
        if lower == "cache-control" and any(word in value for word in ("private", "no-store", "no-cache", "max-age")):
            return False
        if lower == "vary" and "*" in value:
            return False
    return True
