"""A picture drawn anew with what nobody outside may see covered: no byte of the original goes along."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageOps, UnidentifiedImageError

if TYPE_CHECKING:
    from pathlib import Path

    from ..rules.masks import Mask

COVER, QUALITY = (64, 64, 64), 85


def masked_copy(file: Path, mask: Mask) -> bytes | None:
    """Return a JPEG of the picture with the areas of its mask covered, without anything that stood beside the dots.

    None where it cannot be drawn, or has not the shape of the page: then nobody knows where the areas lie.
    """
    try:
        with Image.open(file) as opened:
            picture = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        return None
    if not mask.fits(*picture.size):
        return None
    pen = ImageDraw.Draw(picture)
    for box in mask.boxes(*picture.size):
        pen.rectangle(box, fill=COVER)
    clean = Image.new("RGB", picture.size)
    clean.paste(picture)
    out = io.BytesIO()
    clean.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()
