"""Makes the blackened copy of a PDF: every page drawn anew as a picture, boxes burnt in, and under it an invisible
text of the words that remain. Nothing of the original file is copied: no object, no font, no picture, no entry.

What the job asks for stands in `plan.json` in its folder, since it may hold personal text; so does what was found.
"""

from __future__ import annotations

import io
import json
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import pikepdf
from PIL import Image, ImageChops, ImageDraw

from ..content import Fault, Limits, Unacceptable
from ..redaction.geometry import Box, Leaf, pixels, placed
from ..redaction.words import plain, remaining, taken
from .invisible import InvisibleFont, invisible_text
from .pictures import ONCE, PAGE_WIDTH, save
from .seen import POINTS, drawn, leaf_of, opened, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pypdfium2

    from ..redaction.words import Word
    from .seen import SeenWord

PLAN, RESULT, REPORT = "plan.json", "result.pdf", "report.json"
# Around a box, against the soft edge of letters that are drawn smoothed.
MARGIN = 2
BLACK = (0, 0, 0)
# A difference between the colours of a point that an eye takes for grey.
GRAY = 12
SHADES = 16
# A page in sixteen greys larger than this is a scan: JPEG is smaller then.
LARGEST_LOSSLESS = 350_000
QUALITY = 82
# What page sizes the PDF format allows without a unit of its own.
LONGEST_SIDE = 14_400.0
WHOLE_TITLE = "Salinan dengan bagian yang dihitamkan"


def prepare(content: BinaryIO, limits: Limits, job: dict[str, Any]) -> dict[str, Any]:
    """Draw every page for the desk and write its words to `report.json`. Raises: Unacceptable."""
    folder = Path(job["folder"])
    pages = []
    for document, number, page, leaf in pages_of(content.read(), job["redaction"]):
        width, height = leaf.size
        scale = min(PAGE_WIDTH / width, PAGE_WIDTH * 3 / height) * leaf.unit
        picture = drawn(page, scale)
        found = words_of(document, number - 1, leaf, picture, limits.characters, scale=scale)
        words = [seen.word() for seen in found if seen.visible]
        save(picture, folder / f"{number}.webp", PAGE_WIDTH, effort=ONCE)
        kept = [[word.text, *word.box.sides] for word in words]
        pages.append({"number": number, "width": width, "height": height, "words": kept})
    (folder / REPORT).write_text(json.dumps(pages))
    return {"pages": len(pages)}


def blacken(content: BinaryIO, limits: Limits, job: dict[str, Any]) -> dict[str, Any]:
    """Write `result.pdf` and `report.json`. Raises: Unacceptable."""
    folder = Path(job["folder"])
    plan = json.loads((folder / PLAN).read_text())
    boxes = {int(number): [Box(*sides) for sides in found] for number, found in plan["boxes"].items()}
    bounds = job["redaction"]
    report: list[dict[str, Any]] = []
    written = 0
    with pikepdf.new() as result:
        font = InvisibleFont(result)
        for document, number, page, leaf in pages_of(content.read(), bounds):
            scale = _dots(leaf, bounds) / POINTS * leaf.unit
            picture = drawn(page, scale)
            # Before boxes are drawn: what cannot be seen now lies under a shape of the original and never comes along.
            seen = words_of(document, number - 1, leaf, picture, limits.characters, scale=scale)
            drawn_page, kept, gone = _redrawn(picture, seen, boxes.get(number, []))
            written += _add_page(result, font, leaf.size, drawn_page, kept)
            if written > bounds["largest"]:
                raise Unacceptable(Fault.TOO_LARGE, size=written, largest=bounds["largest"], found="pdf")
            report.append({"kept": [word.text for word in kept], "gone": [word.text for word in gone]})
        if any(number > len(report) for number in boxes):
            raise Unacceptable(Fault.DAMAGED)
        result.Root.Lang = pikepdf.String("id-ID")
        result.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        result.docinfo["/Title"] = WHOLE_TITLE
        result.save(folder / RESULT, linearize=False, deterministic_id=True)
    (folder / REPORT).write_text(json.dumps(report))
    return {"pages": len(report)}


def pages_of(
    data: bytes, bounds: dict[str, Any]
) -> Iterator[tuple[pypdfium2.PdfDocument, int, pypdfium2.PdfPage, Leaf]]:
    """Yield document, number, page and leaf of every page that can be drawn sharply enough. Raises: Unacceptable."""
    units = _units(data)
    with opened(data) as document:
        count = len(document)
        if count == 0 or count != len(units):
            raise Unacceptable(Fault.DAMAGED)
        if count > bounds["pages"]:
            raise Unacceptable(Fault.TOO_MANY_PAGES, pages=count, largest=bounds["pages"])
        for index, unit in enumerate(units):
            page = document.get_page(index)
            leaf = leaf_of(page, unit)
            width, height = leaf.size
            if width <= 0 or height <= 0:
                raise Unacceptable(Fault.DAMAGED)
            if _dots(leaf, bounds) < bounds["least_dpi"]:
                raise Unacceptable(Fault.TOO_MANY_PIXELS, width=round(width), height=round(height))
            yield document, index + 1, page, leaf
            page.close()


def _units(data: bytes) -> list[float]:
    try:
        with pikepdf.open(io.BytesIO(data)) as original:
            return [max(0.01, float(page.obj.get("/UserUnit", 1))) for page in original.pages]
    except pikepdf.PasswordError as error:
        raise Unacceptable(Fault.ENCRYPTED) from error
    except (pikepdf.PdfError, ValueError, TypeError) as error:
        raise Unacceptable(Fault.DAMAGED) from error


def _dots(leaf: Leaf, bounds: dict[str, Any]) -> float:
    """Return the resolution (dots per inch) a page is drawn at: as asked, or what the most points allow."""
    width, height = (side / POINTS for side in leaf.size)
    return float(min(bounds["dpi"], (bounds["pixels"] / (width * height)) ** 0.5))


def _redrawn(
    picture: Image.Image, seen: list[SeenWord], boxes: list[Box]
) -> tuple[Image.Image, list[Word], list[Word]]:
    """Return the page with its boxes burnt in, the words that remain and those that are gone."""
    words = [one.word() for one in seen if one.visible]
    gone = [one.word() for one in seen if not one.visible and one.glyphs]
    pen = ImageDraw.Draw(picture)
    for box in boxes:
        left, top, right, bottom = pixels(box, picture.width, picture.height, margin=MARGIN)
        pen.rectangle((left, top, right - 1, bottom - 1), fill=BLACK)
    return picture, remaining(words, boxes), [*taken(words, boxes), *gone]


def _add_page(
    result: pikepdf.Pdf, font: InvisibleFont, size: tuple[float, float], picture: Image.Image, words: list[Word]
) -> int:
    """Add a page and return how many bytes it takes."""
    shrunk = min(1.0, LONGEST_SIDE / max(size))
    width, height = (round(side * shrunk, 3) for side in size)
    image = image_of(result, picture)
    lines = [b"q %.3f 0 0 %.3f 0 0 cm /P Do Q" % (width, height)]
    lines += invisible_text((word.text, placed(word.box, width, height)) for word in words)
    body = result.make_stream(b"\n".join(lines))
    page = pikepdf.Dictionary(
        Type=pikepdf.Name.Page,
        MediaBox=pikepdf.Array([0, 0, width, height]),
        Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=image), Font=pikepdf.Dictionary(F=font.reference)),
        Contents=body,
    )
    result.pages.append(pikepdf.Page(page))
    return len(image.read_raw_bytes()) + len(body.read_raw_bytes())


def image_of(result: pikepdf.Pdf, picture: Image.Image) -> pikepdf.Stream:
    """Return a picture as an object of a PDF, in few greys where it has few."""
    gray = _is_gray(picture)
    facts: dict[str, Any] = {
        "Type": pikepdf.Name.XObject,
        "Subtype": pikepdf.Name.Image,
        "Width": picture.width,
        "Height": picture.height,
        "ColorSpace": pikepdf.Name.DeviceGray if gray else pikepdf.Name.DeviceRGB,
    }
    if gray:
        packed = zlib.compress(_in_four_bits(picture.convert("L")), 4)
        if len(packed) <= LARGEST_LOSSLESS:
            facts |= {"BitsPerComponent": 4, "Filter": pikepdf.Name.FlateDecode}
            return pikepdf.Stream(result, packed, **facts)
    out = io.BytesIO()
    (picture.convert("L") if gray else picture).save(out, "JPEG", quality=QUALITY, subsampling=0)
    facts |= {"BitsPerComponent": 8, "Filter": pikepdf.Name.DCTDecode}
    return pikepdf.Stream(result, out.getvalue(), **facts)


def _is_gray(picture: Image.Image) -> bool:
    red, green, blue = picture.split()
    pairs = ((red, green), (green, blue))
    return not any(any(ImageChops.difference(one, other).histogram()[GRAY + 1 :]) for one, other in pairs)


def _in_four_bits(gray: Image.Image) -> bytes:
    """Return two points in each byte, every row from a new byte."""
    wide = gray.width + gray.width % 2
    if wide != gray.width:
        padded = Image.new("L", (wide, gray.height), 255)
        padded.paste(gray)
        gray = padded
    shades = gray.point([round(level * (SHADES - 1) / 255) for level in range(256)])
    levels = shades.tobytes()
    left = levels[0::2].translate(bytes((level << 4) & 0xFF for level in range(256)))
    right = levels[1::2]
    total = int.from_bytes(left, "big") | int.from_bytes(right, "big")
    return total.to_bytes(len(left), "big")


def distinctive(words: list[str]) -> set[str]:
    """Return what of these words may be searched for: long enough to be nobody's everyday syllable."""
    return {found for found in map(plain, words) if len(found) >= 4}  # noqa: PLR2004
