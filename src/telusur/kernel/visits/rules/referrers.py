"""From where a reader came: a page of ours by its path, or another house by its name; never its address or query."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

DIRECT = ""
ELSEWHERE_HERE = "/*"  # a page of ours whose path might tell who reads: the desk, a case, a link sent to one person
LONGEST_PATH, LONGEST_NAME = 200, 100
_NAME = re.compile(r"(?=.{1,100}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+")
_SCHEMES = {"http", "https", "android-app", "ios-app"}


def referrer(said: str, *, host: str) -> str:
    """Return the path of our own page ("/…"), the name of another host, or DIRECT.

    said: the Referer header, whatever it holds. host: our own, as this request named it.
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
    return name if _NAME.fullmatch(name) else DIRECT


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
