"""What a letter can print. People write what no font holds; their letter goes out in time all the same."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

# Latin, Greek, Cyrillic and the common signs: held by the fonts that come with the renderer.
CERTAIN = re.compile(r"[\n\t\x20-\x7e\xa0-\u024f\u0370-\u03ff\u0400-\u045f\u2010-\u2027\u2030-\u203a\u20ac\u2212]")


def cleaned(text: str) -> str:
    """Return the text without signs that mean nothing on paper: controls, halves of pairs, signs never assigned."""
    return "".join(
        sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cs", "Cn", "Co"}
    )


def spelled(text: str, signs: Collection[str]) -> str:
    """Return the text with each of `signs` as its Unicode name would be looked up, such as `[U+1F64F]`."""
    return "".join(f"[U+{ord(sign):04X}]" if sign in signs else sign for sign in text)


def certain(text: str) -> str:
    """Return the text with everything spelled that the fonts are not certain to hold."""
    return spelled(text, {sign for sign in text if not CERTAIN.fullmatch(sign)})


def unprintable_in(message: str) -> frozenset[str] | None:
    """Return the signs that the renderer's fault says it cannot show; None if it speaks of something else."""
    found = re.search(r'the text `?"(.*?)"`? could not be displayed', message, flags=re.DOTALL)
    if not found:
        return None
    text = re.sub(r"\\u\{([0-9a-fA-F]+)\}", lambda code: chr(int(code[1], 16)), found[1])
    return frozenset(sign for sign in text if not sign.isascii() or not sign.isprintable())


def every_text(facts: Any, change: Callable[[str], str]) -> Any:
    """Return the same facts with `change` done to every text in them."""
    if isinstance(facts, str):
        return change(facts)
    if isinstance(facts, dict):
        return {name: every_text(value, change) for name, value in facts.items()}
    if isinstance(facts, list | tuple):
        return [every_text(value, change) for value in facts]
    return facts
