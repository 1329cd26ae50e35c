"""Where a notice may be sent beside mail: not into the networks behind this server, and to a person, not a group."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

# Networks of IPv6 whose last four bytes are an address of IPv4: translated (NAT64, SIIT) and, once, "compatible".
_CARRIERS = tuple(map(ipaddress.IPv6Network, ("64:ff9b::/96", "::ffff:0:0:0/96", "::/96")))
_LONGEST = 500
_NUMBER = re.compile(r"0[xX][0-9a-fA-F]*|[0-9]+", re.ASCII)
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
    if not private_allowed and (_is_a_private_number(host) or _is_this_machine(host)):
        raise BadAddress(AddressFault.PRIVATE)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    encrypted = parts.scheme == "https"
    return Target(encrypted, host, port or (443 if encrypted else 80), path)


def _is_this_machine(host: str) -> bool:
    name = host.removesuffix(".")
    return name == "localhost" or name.endswith(".localhost")


def is_public(address: str) -> bool:
    """Return whether a numeric address belongs to the open internet, also inside its IPv6 disguises and in the short,
    decimal, octal and hexadecimal forms that systems read as well. Raises: ValueError for a name."""
    plain = address.partition("%")[0].removesuffix(".")
    number: ipaddress.IPv4Address | ipaddress.IPv6Address
    number = ipaddress.ip_address(plain) if ":" in plain else _as_systems_read(plain)
    if isinstance(number, ipaddress.IPv6Address):
        if any(number in network for network in _CARRIERS):
            number = ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)
        else:
            number = number.ipv4_mapped or number.sixtofour or (number.teredo or (None, None))[1] or number
    return number.is_global and not number.is_multicast


def messenger_address(url: str) -> str:
    """Return the address of a messenger that reaches one named person. Raises: BadAddress for any other."""
    if not any(shape.fullmatch(url) for shape in _TO_A_PERSON):
        raise BadAddress(AddressFault.NOT_A_PERSON)
    return url


def _as_systems_read(text: str) -> ipaddress.IPv4Address:
    """Return the address that `inet_aton` finds in up to four numbers, the last of which fills what is left: 127.1,
    2130706433, 0x7f.1, 0177.0.0.1. Raises: ValueError for anything else."""
    parts = [_number(part) for part in text.split(".")]
    *first, last = parts
    if len(parts) > 4 or any(part > 0xFF for part in first) or last >= 1 << 8 * (5 - len(parts)):  # noqa: PLR2004
        raise ValueError(text)
    return ipaddress.IPv4Address(sum(part << 8 * (3 - place) for place, part in enumerate(first)) + last)


def _number(part: str) -> int:
    """Return what a part says: hexadecimal after 0x, octal after 0, else decimal. Raises: ValueError."""
    if not _NUMBER.fullmatch(part):
        raise ValueError(f"no number: {part!r}")
    if part[:2] in {"0x", "0X"}:
        return int(part[2:] or "0", 16)
    return int(part, 8 if part.startswith("0") else 10)


def _is_a_private_number(host: str) -> bool:
    try:
        return not is_public(host)
    except ValueError:
        return False  # a name: judged when it is resolved, right before the connection
