from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from PIL import Image, ImageDraw, ImageOps

from ..content import Fault, Limits, Unacceptable
from ..masks import Mask

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

PAGE_WIDTH = 1000
PREVIEW_WIDTH = 480
BARE_WIDTH = 2400
COVER = (64, 64, 64)
QUALITY = 72
EFFORT, ONCE = 4, 0
FORMATS = ("PNG", "JPEG", "WEBP")
GPS = 0x8825


def check(content: BinaryIO, limits: Limits, job: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG001
    """Return the flags. Raises: Unacceptable, for too many pixels, told before any is unpacked, or for damage."""
    with opened(content, limits) as picture:
        flags = ["location"] if picture.getexif().get_ifd(GPS) else []
        picture.load()
    return {"pages": 1, "flags": flags}


def read(content: BinaryIO, limits: Limits, job: dict[str, Any]) -> dict[str, Any]:
    """Draw the picture as page and preview; a picture has no text that a machine can read."""
    folder = Path(job["folder"])
    with opened(content, limits) as picture:
        upright = ImageOps.exif_transpose(picture)
        save(upright, folder / "1.webp", PAGE_WIDTH)
        save(upright, folder / "preview.webp", PREVIEW_WIDTH)
    return {"pages": [{"number": 1, "title": "", "text": "", "picture": True}], "count": 1}


def bare(content: BinaryIO, limits: Limits, job: dict[str, Any]) -> dict[str, Any]:
    """Write the picture's points and nothing else, upright and in its own kind, at most BARE_WIDTH to a side."""
    with opened(content, limits) as picture:
        drawn = ImageOps.exif_transpose(picture)
        drawn.thumbnail((BARE_WIDTH, BARE_WIDTH))
        place = Path(job["folder"]) / "bare"
        if job["kind"] == "jpg":
            on_white(drawn).save(place, "JPEG", quality=90)
        else:
            on_white(drawn).save(place, "PNG")
    return {}


def cover(content: BinaryIO, limits: Limits, job: dict[str, Any]) -> dict[str, Any]:
    """Write the picture's points as a JPEG, upright, with the areas of a mask covered; nothing where it has not the
    shape of the page: then nobody knows where the areas lie."""
    mask = Mask(job["sides"], tuple((left, top, right, bottom) for left, top, right, bottom in job["areas"]))
    with opened(content, limits) as picture:
        upright = ImageOps.exif_transpose(picture)
        if not mask.fits(*upright.size):
            return {"fits": False}
        upright.thumbnail((BARE_WIDTH, BARE_WIDTH))
        drawn = on_white(upright)
    pen = ImageDraw.Draw(drawn)
    for box in mask.boxes(*drawn.size):
        pen.rectangle(box, fill=COVER)
    drawn.save(Path(job["folder"]) / "bare", "JPEG", quality=85)
    return {"fits": True}


def save(picture: Image.Image, place: Path, width: int, *, effort: int = EFFORT) -> None:
    """Save as WebP, at most `width` pixels wide and three times as tall, without anything the camera noted.

    effort: 0 (quick) to 6 (small), for a picture that is looked at once or often.
    """
    drawn = picture.convert("RGBA" if _is_clear(picture) else "RGB")
    drawn.thumbnail((width, width * 3))
    on_white(drawn).save(place, "WEBP", quality=QUALITY, method=effort)


def on_white(picture: Image.Image) -> Image.Image:
    """Return a picture as it looks on white paper, its points and nothing else."""
    drawn = picture.convert("RGBA" if _is_clear(picture) else "RGB")
    clean = Image.new("RGB", drawn.size, "white")
    clean.paste(drawn, mask=drawn.getchannel("A") if drawn.mode == "RGBA" else None)
    return clean


def _is_clear(picture: Image.Image) -> bool:
    return "A" in picture.getbands() or "transparency" in picture.info


def opened(content: BinaryIO, limits: Limits) -> ImageFile:
    """Return a picture, not yet unpacked. Raises: Unacceptable, for too many pixels."""
    Image.MAX_IMAGE_PIXELS = None  # our own limit stands below, and refuses in words
    picture = Image.open(content, formats=FORMATS)
    width, height = picture.size
    if width * height > limits.pixels or getattr(picture, "n_frames", 1) * width * height > limits.pixels:
        raise Unacceptable(Fault.TOO_MANY_PIXELS, width=width, height=height)
    return picture
