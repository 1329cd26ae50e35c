"""Pictures of forms for the demo: drawn, or the official blank form filled in where its file is there.

Each has a block of names and signatures, made up like all else, which the covered copy for the public hides.
"""

from __future__ import annotations

import hashlib
import io
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
from PIL import Image, ImageDraw

from telusur.results.elections.selectors import layout_at
from telusur.results.plenaries.rules.sheet import rows_of
from telusur.results.recapitulation import services

from .real import folder_with

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from telusur.results.elections.models import Contest

DRAWN, OFFICIAL = "CONTOH-PERAGAAN", "C.HASIL-PPWP-2024"  # keys of recapitulation.mask, without the page
BLANK, GEOMETRY = "form_C.HASIL-PPWP_2024.pdf", "geometri_C.HASIL-PPWP_2024.json"
_WIDTH, _HEIGHT = 600, 900
_SCANNED = 1100  # dots across a scanned page


def take_drawn(contest: Contest, forms: Mapping[int, Mapping[str, int]], at: datetime) -> None:
    """Hand in a drawn page for each of these polling stations. forms: by station its numbers."""
    pages = {(station, 1): drawn(station, numbers, labels(contest, station)) for station, numbers in forms.items()}
    _take(contest, pages, DRAWN, at)


def take_official(contest: Contest, forms: Mapping[int, Mapping[str, int | str]], at: datetime) -> None:
    """Hand in the three pages of the official form, filled in, for each of these; a drawn page without its file."""
    folder = folder_with(BLANK, GEOMETRY)
    if folder is None:
        plain = {code: {name: v for name, v in said.items() if isinstance(v, int)} for code, said in forms.items()}
        take_drawn(contest, plain, at)
        return
    pages = {
        (station, number): page
        for station, numbers in forms.items()
        for number, page in enumerate(_filled(folder, station, numbers), start=1)
    }
    _take(contest, pages, OFFICIAL, at)


def _take(contest: Contest, pages: Mapping[tuple[int, int], bytes], layout: str, at: datetime) -> None:
    with tempfile.TemporaryDirectory() as folder:
        taken = []
        for (station, number), content in pages.items():
            file = Path(folder) / f"{station}-{number}.png"
            file.write_bytes(content)
            digest = hashlib.sha256(content).hexdigest()
            taken.append(services.NewPicture(station, number, file, digest, layout=layout))
        services.take_pictures(contest=contest, pictures=taken, actor="import", at=at)


def labels(contest: Contest, station: int) -> dict[str, str]:
    """Return what a form calls its numbers."""
    return {row.field: row.label for row in rows_of(layout_at(contest=contest, station=station))}


def drawn(station: int, numbers: Mapping[str, int], called: Mapping[str, str]) -> bytes:
    """Return a plain page with the numbers of a form, marked as an example."""
    page = Image.new("RGB", (_WIDTH, _HEIGHT), "white")
    pen = ImageDraw.Draw(page)
    pen.rectangle((20, 20, _WIDTH - 20, _HEIGHT - 20), outline="black", width=3)
    pen.text((40, 36), f"FORMULIR TPS (CONTOH PERAGAAN)   TPS {station}", fill="black", font_size=17)
    for place, (name, value) in enumerate(numbers.items()):
        top = 76 + 27 * place
        pen.text((40, top), called.get(name, name), fill="black", font_size=12)
        pen.text((530, top - 3), str(value), fill="navy", font_size=19)
    _sign(pen, top=720, width=_WIDTH)
    return _written(page)


def _filled(folder: Path, station: int, numbers: Mapping[str, int | str]) -> Iterator[bytes]:
    """Yield the pages of the official form with these numbers in their boxes; what nobody read stays empty."""
    fields = json.loads((folder / GEOMETRY).read_text(encoding="utf-8"))["medan"]
    with pypdfium2.PdfDocument(folder / BLANK) as form:
        for number in (1, 2, 3):
            sheet = form[number - 1]
            page = sheet.render(scale=_WIDTH / sheet.get_width()).to_pil().convert("RGB")
            pen = ImageDraw.Draw(page)
            pen.text((70, 60), f"CONTOH PERAGAAN, TPS {station}", fill="firebrick", font_size=16)
            for field in (one for one in fields if one["hal"] == number):
                name = field["medan"].replace("paslon", "suara_")
                if name in numbers:
                    _digits(pen, field["kotak_mm"], numbers[name])
            _sign(pen, top=420 if number == 3 else 750, width=_WIDTH)  # noqa: PLR2004 the last page
            yield _written(page)


def _digits(pen: ImageDraw.ImageDraw, boxes: list[list[float]], value: int | str) -> None:
    """Write a number into its boxes, which are measured in mm: as many as the page has dots across."""
    text = "".join("X" for _box in boxes) if value == "x" else str(value).zfill(len(boxes))
    if value == "?" or len(text) != len(boxes):
        return
    for sign, (left, top, _width, _height) in zip(text, boxes, strict=True):
        pen.text((left + 4, top + 1), sign, fill="navy", font_size=16)


def _sign(pen: ImageDraw.ImageDraw, *, top: int, width: int) -> None:
    """Write made-up names and signatures where a form has its own."""
    for place, name in enumerate(("Nama Contoh Ketua", "Nama Contoh Anggota", "Nama Contoh Saksi")):
        left = 60 + place * (width - 100) // 3
        pen.text((left, top + 80), name, fill="black", font_size=12)
        pen.arc((left, top + 30, left + 60, top + 70), 20, 320, fill="navy", width=2)
        pen.line((left + 20, top + 60, left + 110, top + 40), fill="navy", width=2)


def scanned(printed: bytes, *, at: datetime) -> io.BytesIO:
    """Return a print as it looks signed by hand and scanned: pictures of its pages, marked as an example."""
    with pypdfium2.PdfDocument(printed) as paper:
        pages = [sheet.render(scale=_SCANNED / sheet.get_width()).to_pil().convert("L") for sheet in paper]
    for page in pages:
        pen = ImageDraw.Draw(page)
        pen.text((40, 12), "CONTOH PERAGAAN: PINDAIAN DENGAN TANDA TANGAN BUATAN", fill=0, font_size=18)
        for place in range(3):
            left, top = 60 + place * page.width // 3, page.height - 90
            pen.arc((left, top, left + 70, top + 46), 20, 320, fill=60, width=3)
            pen.line((left + 20, top + 36, left + 150, top + 8), fill=60, width=3)
    out, made = io.BytesIO(), at.utctimetuple()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], creationDate=made, modDate=made)
    out.seek(0)
    return out


def _written(page: Image.Image) -> bytes:
    out = io.BytesIO()
    page.save(out, "PNG")
    return out.getvalue()
