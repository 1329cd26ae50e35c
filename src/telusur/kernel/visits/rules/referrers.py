"""From where a reader came: a page of ours by its path, or another house by its name; never its address or query."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

DIRECT = ""
ELSEWHERE_HERE = "/*"  # a page of ours whose path might tell who reads: the desk, a case, a link sent to one person
OTHER_HOUSES = "*"  # names that came after the first MOST_WAYS of an office and hour, and what is no name of a house
MOST_WAYS = 100  # different pages and names that an hour of an office keeps: a forged header costs nothing
LONGEST_PATH = 200
_PART = r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?"
_NAME = re.compile(rf"(?=.{{1,60}}$)(?:{_PART}\.){{1,4}}[a-z][a-z0-9-]{{1,38}}")  # the last part is no number
_SCHEMES = {"http", "https", "android-app", "ios-app"}


def referrer(said: str, *, host: str) -> str:
    """Return the path of our own page ("/…"), the name of another host, OTHER_HOUSES for what is none, or DIRECT.

    said: the Referer header, whatever it holds: nothing of it is kept that is an address in numbers, or longer than
    names are. host: our own, as this request named it.
    """
    try:
        parts = urlsplit(said.strip())
        name = (parts.hostname or "").rstrip(".")
    except ValueError:
        return DIRECT
    if parts.scheme not in _SCHEMES or not name:
        return DIRECT
    if parts.scheme.startswith("http") and name == own_name(host):
        path = parts.path or "/"
        return path if len(path) <= LONGEST_PATH else ELSEWHERE_HERE
    return name if _NAME.fullmatch(name) else OTHER_HOUSES


def own_name(host: str) -> str:
    """Return a host without its port, in small letters."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def is_own(referrer: str) -> bool:
    return referrer.startswith("/")


def kind_of_way(referrer: str) -> str:
    """Return direct, own or other."""
    return "direct" if referrer == DIRECT else "own" if is_own(referrer) else "other"


def within(ways: Iterable[str], *, kept: Iterable[str]) -> dict[str, str]:
    """Return under what each way is counted: itself while an hour keeps no more than MOST_WAYS, else only its kind.

    kept: what the hour keeps already.
    """
    known = {way for way in kept if way not in {DIRECT, ELSEWHERE_HERE, OTHER_HOUSES}}
    found: dict[str, str] = {}
    for way in ways:
        if way in known or kind_of_way(way) == "direct" or way in {ELSEWHERE_HERE, OTHER_HOUSES}:
            found[way] = way
        elif len(known) < MOST_WAYS:
            known.add(way)
            found[way] = way
        else:
            found[way] = ELSEWHERE_HERE if is_own(way) else OTHER_HOUSES
    return found
