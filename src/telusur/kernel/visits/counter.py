"""Holds what this process has seen until it is written: the page pays for an append, a thread of its own for the rest.

Each half second the thread writes what came since, in one transaction. A clean end of the process writes what is left;
a crash loses what came since the last write, at most a second of it. While the database does not answer, visits wait
here; of more than MOST nothing is kept.
"""

from __future__ import annotations

import atexit
import logging
import os
import threading
from collections import deque
from multiprocessing.util import Finalize
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from .pages import is_public_page
from .rules.counting import Seen, client_address, host_of, is_asked_to_be_seen
from .rules.referrers import referrer
from .services import write

if TYPE_CHECKING:
    from .rules.counting import Environ, Thing

PAUSE = 0.5  # seconds between writes
MOST = 100_000  # visits that wait
AT_ONCE = 2_000  # visits in one transaction
ATTEMPTS = 3  # to write what is left at the end of the process

log = logging.getLogger(__name__)


class VisitCounter:
    def __init__(self) -> None:
        self._waiting: deque[Seen] = deque()
        self._lock = threading.Lock()
        self._called, self._ended = threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None

    def count(self, thing: Thing, environ: Environ) -> None:
        """Take a visit, unless nobody asked to see it. Returns at once."""
        if not is_asked_to_be_seen(environ) or len(self._waiting) >= MOST:
            return
        self._waiting.append(
            Seen(
                thing=thing,
                at=timezone.now(),
                address=client_address(environ, proxies=settings.ALLAUTH_TRUSTED_PROXY_COUNT),
                agent=environ.get("HTTP_USER_AGENT", ""),
                referrer=referrer(environ.get("HTTP_REFERER", ""), host=host_of(environ)),
            )
        )
        if settings.SERVING:
            self._wake()

    def flush(self) -> int:
        """Write what waits; return how many visits that were. Raises: OperationalError, after which they wait again."""
        with self._lock:
            done = 0
            while seen := [self._waiting.popleft() for _ in range(min(AT_ONCE, len(self._waiting)))]:
                try:
                    done += self._write_or_halve(seen)
                except (OperationalError, InterfaceError):
                    self._waiting.extendleft(reversed(seen))
                    raise
            return done

    def _write_or_halve(self, seen: list[Seen]) -> int:
        """Write visits; of those that the database refuses for good, drop no more than these. Return how many it took.

        `seen` loses what is done with, so that what is left can wait again.
        """
        left, done = [len(seen)], 0
        while left:
            part = seen[: (size := left.pop())]
            try:
                write(seen=part, at=timezone.now(), public=is_public_page)
                done += size
            except (OperationalError, InterfaceError):
                raise
            except Exception:
                if size > 1:
                    left += [size - size // 2, size // 2]
                    continue
                log.exception("Sebuah kunjungan tidak dapat ditulis dan tidak dihitung.")
            del seen[:size]
        return done

    def clear(self) -> None:
        """Forget what waits."""
        self._waiting.clear()

    def end(self) -> None:
        """Write what is left, at the clean end of a process; what comes after is written as it comes."""
        self._ended.set()
        self._called.set()
        for _attempt in range(ATTEMPTS):
            if self._write():
                return

    def _wake(self) -> None:
        if self._ended.is_set():
            self._write()
            return
        if self._thread is None:
            self._begin()
        self._called.set()

    def _begin(self) -> None:
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="visits", daemon=True)
                atexit.register(self.end)
                Finalize(self, self.end, exitpriority=10)  # processes of multiprocessing run no atexit
                self._thread.start()

    def _run(self) -> None:
        while not self._ended.is_set():
            self._called.wait()
            self._ended.wait(PAUSE)
            self._called.clear()
            self._write()

    def _write(self) -> bool:
        """Return whether all that waited is written; what the database refuses for good is dropped, and said."""
        try:
            self.flush()
        except (OperationalError, InterfaceError):
            log.warning("Kunjungan belum dapat ditulis; dicoba lagi sebentar lagi.", exc_info=True)
            self._called.set()
            return False
        except Exception:
            log.exception("Sebagian kunjungan tidak dapat ditulis dan tidak dihitung.")
        finally:
            connection.close()
        return True


COUNTER = VisitCounter()


def _begin_empty() -> None:
    COUNTER.__init__()  # type: ignore[misc]


os.register_at_fork(after_in_child=_begin_empty)  # what waits in the parent is the parent's
