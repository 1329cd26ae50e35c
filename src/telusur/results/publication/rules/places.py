"""Where a place stands in the tree of files, told by its code alone: 36/3601/360101/3601012001."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

NATION = 0
_DIGITS = (2, 4, 6, 10)
LEVELS = {0: "nasional", 2: "provinsi", 4: "kabupaten", 6: "kecamatan", 10: "kelurahan"}


def level(code: int) -> str:
    """Return the name of a place's level, as paths and files name it."""
    return LEVELS[0 if code == NATION else len(str(code))]


def chain(code: int) -> tuple[int, ...]:
    """Return the codes of a place and of all above it but the nation, the widest first."""
    text = "" if code == NATION else str(code)
    return tuple(int(text[:digits]) for digits in _DIGITS if digits <= len(text))


def numbers_in_villages(codes: NDArray[np.int64]) -> dict[int, str]:
    """Return by village the numbers of its polling stations, such as 1-22,901. codes: of 13 digits."""
    ordered = np.unique(codes)
    if not len(ordered):
        return {}
    breaks = np.flatnonzero((np.diff(ordered) != 1) | (np.diff(ordered // 1000) != 0)) + 1
    firsts = ordered[np.concatenate([[0], breaks])].tolist()
    lasts = ordered[np.concatenate([breaks - 1, [len(ordered) - 1]])].tolist()
    found: dict[int, list[str]] = {}
    for first, last in zip(firsts, lasts, strict=True):
        said = str(first % 1000) if first == last else f"{first % 1000}-{last % 1000}"
        found.setdefault(first // 1000, []).append(said)
    return {village: ",".join(spans) for village, spans in found.items()}


def folder(contest: str, code: int) -> str:
    """Return the folder of a place's files, without a slash at the end."""
    return "/".join([contest, *map(str, chain(code))])


def up(code: int) -> str:
    """Return the relative way from a place's folder to the root of the tree, with a slash at the end."""
    return "../" * (1 + len(chain(code)))
