"""Tells an office's own server and nobody behind it: one POST, no redirects, only to addresses of the open internet."""

from __future__ import annotations

import hashlib
import hmac
import http.client
import json
import socket
import ssl
from typing import TYPE_CHECKING

from telusur import __version__

from ..rules.addresses import AddressFault, BadAddress, is_public, webhook_target

if TYPE_CHECKING:
    from datetime import date

    from ..rules.addresses import Target

_SECONDS = 10
_GONE = 410


class NotAccepted(Exception):
    """The other server answered with something else than yes."""


class GoneForEver(NotAccepted):
    """The other server asks never to be told again."""


def body_of(*, number: str, due_on: date | None, link: str) -> bytes:
    """Return what is posted: the number, the due date, the link, nothing more."""
    told = {"due_on": due_on.isoformat() if due_on else None, "link": link, "number": number}
    return json.dumps(told, separators=(",", ":"), sort_keys=True).encode()


def signature_of(body: bytes, *, secret: str) -> str:
    """Return the value of the signature header."""
    return f"sha256={hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()}"


def post(url: str, *, body: bytes, secret: str, name: str, plain_allowed: bool, private_allowed: bool) -> None:
    """Post a signed body. name: the same at each attempt, for the receiver to know a repetition.

    Raises: BadAddress, NotAccepted, GoneForEver, OSError.
    """
    target = webhook_target(url, plain_allowed=plain_allowed, private_allowed=private_allowed)
    connection = _connection(target, private_allowed=private_allowed)
    headers = {
        "Content-Type": "application/json",
        "User-Agent": f"Telusur/{__version__}",
        "Telusur-Signature": signature_of(body, secret=secret),
        "Idempotency-Key": name,
    }
    try:
        connection.request("POST", target.path, body=body, headers=headers)
        status = connection.getresponse().status
    except http.client.HTTPException as error:
        raise NotAccepted(type(error).__name__) from error
    finally:
        connection.close()
    if status == _GONE:
        raise GoneForEver(f"HTTP {status}")
    if not 200 <= status < 300:  # noqa: PLR2004 every yes of HTTP
        raise NotAccepted(f"HTTP {status}")


def _connection(target: Target, *, private_allowed: bool) -> http.client.HTTPConnection:
    """Return a connection to the very address that was judged: a name that resolves anew could lead elsewhere."""
    found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    addresses = [str(where[0]) for *_kind, where in found]
    if not addresses or not (private_allowed or all(is_public(address) for address in addresses)):
        raise BadAddress(AddressFault.PRIVATE)
    line: socket.socket = socket.create_connection((addresses[0], target.port), timeout=_SECONDS)
    if target.encrypted:
        line = ssl.create_default_context().wrap_socket(line, server_hostname=target.host)
    connection = http.client.HTTPConnection(target.host, target.port, timeout=_SECONDS)
    connection.sock = line
    return connection
