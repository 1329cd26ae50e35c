"""Where a notice may be sent beside mail: not into the networks behind this server, and to a person, not a group."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_LONGEST = 500
# A private chat of Telegram has a positive number (groups have negative ones); Pushover knows only people.
_TO_A_PERSON = (
    re.compile(r"tgram://[0-9]{6,12}:[A-Za-z0-9_-]{30,60}/[1-9][0-9]{3,15}/?"),
    re.compile(r"pover://[A-Za-z0-9]{30}@[A-Za-z0-9]{30}/?"),
)


class AddressFault(StrEnum):
    NOT_AN_ADDRESS = "not_an_address"
    NOT_ENCRYPTED = "not_encrypted"
    CARRIES_A_PASSWORD = "carries_a_password"  # noqa: S105 a code, no password
    PRIVATE = "private"
    NOT_A_PERSON = "not_a_person"


class BadAddress(ValueError):
    def __init__(self, code: AddressFault) -> None:
        self.code = code
        super().__init__(code.value)


@dataclass(frozen=True)
class Target:
    """A webhook's address in its parts. `path` includes the query."""

    encrypted: bool
    host: str
    port: int
    path: str


def webhook_target(url: str, *, plain_allowed: bool, private_allowed: bool) -> Target:
    """Return where a webhook's address leads.

    plain_allowed: http beside https. private_allowed: numbers of private networks; names are judged when resolved.
    Raises: BadAddress.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise BadAddress(AddressFault.NOT_AN_ADDRESS) from error
    printable = all(33 <= ord(sign) <= 126 for sign in url)  # noqa: PLR2004 ASCII without spaces
    if parts.scheme not in {"http", "https"} or not host or not printable or len(url) > _LONGEST:
        raise BadAddress(AddressFault.NOT_AN_ADDRESS)
    if parts.scheme == "http" and not plain_allowed:
        raise BadAddress(AddressFault.NOT_ENCRYPTED)
    if parts.username is not None or parts.password is not None:
        raise BadAddress(AddressFault.CARRIES_A_PASSWORD)
    if not private_allowed and (_is_a_private_number(host) or host == "localhost" or host.endswith(".localhost")):
        raise BadAddress(AddressFault.PRIVATE)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    encrypted = parts.scheme == "https"
    return Target(encrypted, host, port or (443 if encrypted else 80), path)


def is_public(address: str) -> bool:
    """Return whether a numeric address belongs to the open internet, also inside its IPv6 disguises."""
    number: ipaddress.IPv4Address | ipaddress.IPv6Address = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(number, ipaddress.IPv6Address):
        if number in _NAT64:
            number = ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)
        else:
            number = number.ipv4_mapped or number.sixtofour or (number.teredo or (None, None))[1] or number
    return number.is_global and not number.is_multicast


def messenger_address(url: str) -> str:
    """Return the address of a messenger that reaches one named person. Raises: BadAddress for any other."""
    if not any(shape.fullmatch(url) for shape in _TO_A_PERSON):
        raise BadAddress(AddressFault.NOT_A_PERSON)
    return url


def _is_a_private_number(host: str) -> bool:
    try:
        return not is_public(host)
    except ValueError:
        return False  # a name: judged when it is resolved, right before the connection
