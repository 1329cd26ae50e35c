"""Photographs and drawings: what the camera noted, and what hangs on behind the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from PIL import ExifTags, IptcImagePlugin

from ...identities import masked
from ...release.findings import Finding, FindingKind
from ..pictures import opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.ImageFile import ImageFile

    from ...content import Limits

WHO = {
    ExifTags.Base.Artist: "Artist",
    ExifTags.Base.Copyright: "Copyright",
    ExifTags.Base.HostComputer: "HostComputer",
    ExifTags.Base.XPAuthor: "XPAuthor",
    ExifTags.Base.XPComment: "XPComment",
    ExifTags.Base.XPTitle: "XPTitle",
    ExifTags.Base.XPSubject: "XPSubject",
    ExifTags.Base.XPKeywords: "XPKeywords",
    ExifTags.Base.ImageDescription: "ImageDescription",
    ExifTags.Base.DocumentName: "DocumentName",
}
WHOSE = {
    ExifTags.Base.CameraOwnerName: "CameraOwnerName",
    ExifTags.Base.BodySerialNumber: "BodySerialNumber",
    ExifTags.Base.LensSerialNumber: "LensSerialNumber",
    ExifTags.Base.UserComment: "UserComment",
}
# What Pillow reads besides the picture that is no remark of a person.
HARMLESS = frozenset(
    {
        "dpi",
        "gamma",
        "transparency",
        "jfif",
        "jfif_version",
        "jfif_unit",
        "jfif_density",
        "icc_profile",
        "exif",
        "progressive",
        "progression",
        "interlace",
        "srgb",
        "chromaticity",
        "aspect",
        "duration",
        "loop",
        "background",
        "timestamp",
        "adobe",
        "adobe_transform",
        "photoshop",
        "mp",
        "mpoffset",
        "default_image",
    }
)
LONGEST_NOTE = 120
# Of the blocks that Photoshop writes, those with a small picture; of IPTC, the record of captions and its plain dates.
PREVIEWS = {0x0409, 0x040C}
CAPTIONS, DATES = 2, {0, 3, 55, 60, 62, 63, 65, 70}
END_OF_JPEG, END_OF_PNG = b"\xff\xd9", b"IEND\xaeB`\x82"


def findings(content: BinaryIO, limits: Limits) -> Iterator[Finding]:
    """Yield what a picture says about its place and its people. Its own text is for eyes alone: that is said too."""
    yield from notes(content, limits)
    yield Finding(FindingKind.PICTURE_OF_TEXT, 1)


def notes(content: BinaryIO, limits: Limits, *, page: int = 0, place: str = "") -> Iterator[Finding]:
    """Yield what is noted in a picture beside its points. page, place: where the picture stands in another file.

    Raises: Unacceptable, for too many pixels.
    """
    picture = opened(content, limits)
    exif = picture.getexif()
    if exif.get_ifd(ExifTags.IFD.GPSInfo):
        yield Finding(FindingKind.LOCATION, page, place)
    if exif.get_ifd(ExifTags.IFD.IFD1):
        yield Finding(FindingKind.THUMBNAIL, page, place)
    for tags, values in ((WHO, exif), (WHOSE, exif.get_ifd(ExifTags.IFD.Exif))):
        for tag, name in tags.items():
            if said := _text(values.get(tag)):
                yield Finding(FindingKind.METADATA, page, place or name, masked(said))
    for noted, value in picture.info.items():
        if isinstance(noted, str) and noted not in HARMLESS and (said := _text(value)):
            yield Finding(FindingKind.METADATA, page, place or noted, masked(said))
    yield from _captioned(picture, page, place)
    yield from _behind(content, picture.format or "", page, place)


def _captioned(picture: ImageFile, page: int, place: str) -> Iterator[Finding]:
    """Yield what the press writes into a JPEG (IPTC): who took it, where, who is seen; and its own preview."""
    blocks = picture.info.get("photoshop")
    if isinstance(blocks, dict) and PREVIEWS & set(blocks):
        yield Finding(FindingKind.THUMBNAIL, page, place)
    for (record, number), value in (IptcImagePlugin.getiptcinfo(picture) or {}).items():
        said = ", ".join(_text(one) for one in value) if isinstance(value, list) else _text(value)
        if record == CAPTIONS and number not in DATES and said:
            yield Finding(FindingKind.METADATA, page, place or "IPTC", masked(said))


def _text(value: object) -> str:
    if isinstance(value, bytes):
        value = value.replace(b"\x00", b"").decode("utf-8", errors="replace")
    text = str(value).strip() if value is not None else ""
    return text[:LONGEST_NOTE]


def _behind(content: BinaryIO, form: str, page: int, place: str) -> Iterator[Finding]:
    """Yield what follows the end of the picture: a film, an archive, another picture."""
    content.seek(0)
    data = content.read()
    if form == "WEBP":
        length = int.from_bytes(data[4:8], "little") + 8
    elif form == "PNG":
        length = data.find(END_OF_PNG) + len(END_OF_PNG)
    else:
        length = data.rfind(END_OF_JPEG) + len(END_OF_JPEG)
        if form == "MPO" or data.count(b"\xff\xd8\xff") > 1 + data.count(b"Exif\x00\x00"):
            yield Finding(FindingKind.THUMBNAIL, page, place)
    if data[length:].strip(b"\x00\r\n "):
        yield Finding(FindingKind.EMBEDDED_FILE, page, place)
