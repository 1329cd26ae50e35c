"""Makes the web font out of the wheel that carries it, so that no font file stands in the repository."""

from __future__ import annotations

import glob
import os
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

if TYPE_CHECKING:
    from collections.abc import Iterator

FONT = "look/plus-jakarta-sans.woff2"
SOURCE = "PlusJakartaSans[wght].ttf"
WEIGHTS = (400, 800)
# Basic Latin, Latin-1 and Latin Extended-A, the signs of punctuation, the rupiah's neighbours, arrows and a few signs.
LETTERS = [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2027), 0x202F, 0x2030, 0x2032, 0x2033, 0x2039]
LETTERS += [0x203A, 0x20AC, 0x2116, 0x2122, *range(0x2190, 0x2194), 0x2212, 0x2248, 0x2260, 0x2264, 0x2265]


def source_file() -> Path:
    """Return the variable font inside its wheel, found without importing the package."""
    spec = find_spec("fontpkg_plus_jakarta_sans")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("fontpkg-plus-jakarta-sans")
    return next(Path(spec.submodule_search_locations[0]).glob(f"files/{glob.escape(SOURCE)}"))


def make_font(target: Path) -> None:
    """Write the Latin part of the font at weights 400 to 800 as WOFF2; the same wheel gives the same bytes."""
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415 one second of imports that only this needs
    from fontTools.ttLib import TTFont  # noqa: PLC0415
    from fontTools.varLib.instancer import instantiateVariableFont  # noqa: PLC0415

    font = TTFont(source_file(), recalcTimestamp=False)
    options = Options()
    options.layout_features = ["kern", "liga", "tnum", "calt", "ccmp", "locl", "mark", "mkmk"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=LETTERS)
    subsetter.subset(font)  # first the letters, then the weights: the other order fails
    font = instantiateVariableFont(font, {"wght": WEIGHTS})
    font.flavor = "woff2"
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(f".{os.getpid()}.part")
    font.save(unfinished)
    unfinished.replace(target)


class FontFinder(BaseFinder):
    """Offers the font to `collectstatic` and to the development server, making it on the first call."""

    def check(self, **kwargs: Any) -> list[Any]:  # noqa: ARG002 Django's signature
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> str | list[str]:  # type: ignore[override]  # noqa: FBT001, FBT002, ARG002 Django's signature
        if path != FONT:
            return []
        made = str(self._made())
        return [made] if find_all else made

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:  # noqa: ARG002 Django's signature
        self._made()
        yield FONT, FileSystemStorage(location=self._folder())

    def _folder(self) -> Path:
        return Path(settings.VAR) / "made"

    def _made(self) -> Path:
        target = self._folder() / FONT
        if not target.exists() or target.stat().st_mtime < source_file().stat().st_mtime:
            make_font(target)
        return target
