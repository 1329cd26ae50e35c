"""The typed reader of environment variables: one place where text from outside becomes a setting."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

ROOT = Path(__file__).resolve().parents[3]


class SettingMissing(RuntimeError):
    """A variable that a real installation must set is not set."""


# Of connections of the web server. A database that was away is tried again by the next request, and none waits longer.
POOL = {"min_size": 1, "max_size": 5, "timeout": 5, "reconnect_timeout": 1}


def text(name: str, default: str | None = None) -> str:
    value = os.environ.get(name, default)
    if value is None:
        raise SettingMissing(name)
    return value


def flag(name: str, *, default: bool = False) -> bool:
    return os.environ.get(name, "1" if default else "0").strip().lower() in {"1", "true", "yes", "on"}


def number(name: str, default: int) -> int:
    return int(os.environ.get(name, default))


def listing(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def path(name: str, default: Path) -> Path:
    return Path(os.environ.get(name) or default).absolute()


def data_folder() -> Path:
    """Return the folder that holds everything this installation keeps: database, files, keys, built assets.

    TELUSUR_VAR; else `var` in the checkout, if it can be written; else `telusur` in the user's own data folder.
    """
    if os.environ.get("TELUSUR_VAR"):
        return Path(os.environ["TELUSUR_VAR"]).absolute()
    inside = ROOT / "var"
    if (ROOT / "pyproject.toml").exists() and os.access(inside if inside.exists() else ROOT, os.W_OK | os.X_OK):
        return inside
    home = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return (Path(home) / "telusur").absolute()


def database(url: str, *, socket_folder: Path) -> dict[str, object]:
    """Return Django's database settings; without a URL, those of the embedded server's socket.

    The URL's query gives further words of libpq, such as `sslmode=verify-full` or a socket folder as `host`.
    """
    common = {"ENGINE": "django.db.backends.postgresql", "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": True}
    if not url:
        return {**common, "NAME": "telusur", "USER": "postgres", "HOST": str(socket_folder), "OPTIONS": {}}
    parts = urlsplit(url)
    words = dict(parse_qsl(parts.query))
    return {
        **common,
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": words.pop("host", unquote(parts.hostname or "")),
        "PORT": parts.port or "",
        "OPTIONS": words,
    }


def socket_folder(var: Path) -> Path:
    """Return where the embedded server of `var` puts its socket: where it stands already (another command may know
    another temporary folder); else beside the data, or in the temporary folder when that path would exceed the 107
    bytes that a socket address can hold, or in /tmp when that one would too."""
    try:
        noted = Path((var / "socket.at").read_text())
    except OSError:
        noted = None
    name = f"telusur-{hashlib.sha256(os.fsencode(var)).hexdigest()[:16]}"
    if noted is not None and noted.name == name:
        return noted
    places = (var / "socket", Path(tempfile.gettempdir()) / name)
    return next((place for place in places if _can_hold_a_socket(place)), Path("/tmp") / name)  # noqa: S108 made private


def _can_hold_a_socket(folder: Path) -> bool:
    return len(os.fsencode(folder / ".s.PGSQL.5432")) <= 107  # noqa: PLR2004 the size of sockaddr_un, less one
