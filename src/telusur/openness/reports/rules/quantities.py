"""How many a passage says there are, however it says so: 25, dua puluh lima, XXV, dua lusin, setengah ratus, 25-an."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from .numerals import from_words

if TYPE_CHECKING:
    from collections.abc import Mapping

FIGURES: Final = r"\d{1,3}(?:[.,]\d{3})+(?!\d)|\d+"
SETS: Final[dict[str, int]] = {"lusin": 12, "kodi": 20, "gros": 144}
SCALES: Final[dict[str, int]] = {"puluh": 10, "ratus": 100, "ribu": 1_000, "juta": 10**6, "miliar": 10**9}
PARTS: Final[Mapping[str, Fraction]] = {"setengah": Fraction(1, 2), "seperempat": Fraction(1, 4)}
ABOUT: Final[Mapping[str, tuple[int, int]]] = {
    "belasan": (11, 19), "puluhan": (20, 99), "ratusan": (100, 999), "ribuan": (1_000, 999_999),
    "lusinan": (24, 99),
}  # fmt: skip
WORD: Final = (
    r"(?:nol|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|setengah|seperempat|"
    r"se(?:puluh|belas|ratus|ribu|lusin|kodi|gros)|puluh|belas|ratus|ribu|juta|lusin|kodi|gros)"
)
WORDS: Final = rf"{WORD}(?:\s+{WORD}){{0,7}}(?:an\b)?|(?:{'|'.join(ABOUT)})\b"
_OF: Final = "|".join((*SETS, *SCALES))
ROMAN: Final = r"(?-i:(?=[CLXVI]{2})(?:C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?![A-Za-z]))"
NUMBER: Final = (
    rf"(?:(?P<figures>{FIGURES})(?:(?P<about>\s?-?\s?an\b)|,(?P<decimals>\d+)(?=\s+(?:{_OF})\b))?"
    rf"(?:\s+(?P<of>{_OF})(?:an)?\b)?|(?P<words>{WORDS})|(?P<roman>{ROMAN}))(?:\s*\([^)]{{1,60}}\))?"
)
# A number behind these words says which one, not how many.
NAMED: Final = re.compile(
    r"\b(?:tahun|semester|triwulan|caturwulan|kuartal|bulan|minggu|tanggal|bab|bagian|lampiran|tabel|gambar|grafik|pasal|"
    r"ayat|angka|huruf|nomor|no|eselon|golongan|tingkat|tahap|gelombang|periode|sesi|ke|jilid|edisi|butir|poin|lantai|"
    r"dapil|zona|kelas|komisi)\.?\s*$",
    re.IGNORECASE,
)
_VALUES: Final = {"C": 100, "L": 50, "X": 10, "V": 5, "I": 1}


@dataclass(frozen=True)
class Span:
    """What a number may mean: one value, or, said roughly, any from `low` to `high`."""

    low: Fraction
    high: Fraction

    def holds(self, value: Fraction) -> bool:
        return self.low <= value <= self.high


def span_of(match: re.Match[str]) -> Span | None:
    """Return what the number of a match of `NUMBER` says; None where its words say none."""
    if match["figures"]:
        return _of_figures(match)
    if match["roman"]:
        return _exactly(_roman(match["roman"]))
    return _of_words(match["words"].casefold())


def written_of(match: re.Match[str]) -> tuple[int, str]:
    """Return where a number begins and how it is written, without what stands in brackets behind it."""
    name = next(name for name in ("figures", "words", "roman") if match[name])
    end = max(match.end(each) for each in (name, "about", "decimals", "of"))
    return match.start(name), match.string[match.start(name) : end].rstrip()


def _exactly(value: Fraction | int) -> Span:
    return Span(Fraction(value), Fraction(value))


def _of_figures(match: re.Match[str]) -> Span:
    value = Fraction(re.sub(r"\D", "", match["figures"]))
    if match["decimals"]:
        value += Fraction(int(match["decimals"]), 10 ** len(match["decimals"]))
    if match["about"]:
        return Span(value, value + _step(value) - 1)
    return _exactly(value * (SETS | SCALES)[match["of"].casefold()] if match["of"] else value)


def _step(value: Fraction) -> int:
    """Return how far `30-an` reaches: to the next ten; `300-an` to the next hundred."""
    digits = str(value)
    zeros = len(digits) - len(digits.rstrip("0"))
    return int(10**zeros)


def _of_words(text: str) -> Span | None:
    if text in ABOUT:
        low, high = ABOUT[text]
        return Span(Fraction(low), Fraction(high))
    if text.endswith("an"):
        value = _exact(text.removesuffix("an"))
        return value if value is None else Span(value.low, value.low + _step(value.low) - 1)
    return _exact(text)


def _exact(text: str) -> Span | None:
    words = re.sub(r"\bse(lusin|kodi|gros)\b", r"satu \1", text).split()
    if not {*words} & ({*SETS} | {*PARTS}):
        value = from_words(text)
        return None if value is None else _exactly(value)
    size = 1
    if words[-1] in SETS | SCALES and len(words) > 1:
        size = (SETS | SCALES)[words.pop()]
    parts = [PARTS[word] for word in words if word in PARTS]
    whole = " ".join(word for word in words if word not in PARTS)
    value = from_words(whole) if whole else 0
    return None if value is None or len(parts) > 1 else _exactly((value + sum(parts, Fraction(0))) * size)


def _roman(text: str) -> int:
    values = [_VALUES[sign] for sign in text]
    return sum(
        -value if place + 1 < len(values) and value < values[place + 1] else value for place, value in enumerate(values)
    )
