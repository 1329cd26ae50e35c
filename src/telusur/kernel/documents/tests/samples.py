"""Real files, sound and hostile, made when a test asks for them."""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
import zlib
from functools import cache
from typing import TYPE_CHECKING

import docx
import openpyxl
import typst
from PIL import ExifTags, Image, ImageDraw

if TYPE_CHECKING:
    from collections.abc import Mapping

PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")


@cache
def pdf(*pages: str) -> bytes:
    """A PDF with one page for each text."""
    source = "#set page(width: 10cm, height: 14cm)\n" + "\n#pagebreak()\n".join(pages or ("Rekapitulasi suara",))
    return typst.compile(source.encode())


def picture(form: str = "PNG", size: tuple[int, int] = (400, 300), **options: object) -> bytes:
    drawn = Image.new("RGB", size, "white")
    ImageDraw.Draw(drawn).ellipse((0, 0, size[0] - 1, size[1] - 1), fill="maroon")
    out = io.BytesIO()
    drawn.save(out, form, **options)
    return out.getvalue()


def photograph(form: str = "JPEG") -> bytes:
    """A picture that lies on its side and says where it was taken and by whom."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif.get_ifd(ExifTags.IFD.GPSInfo)[1] = "S"
    exif[ExifTags.Base.Artist] = "Budi"
    return picture(form, exif=exif)


def scan() -> bytes:
    """A PDF that is a picture of paper and nothing else."""
    return picture("PDF", (600, 800))


def docx_file(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs or ("Berita acara",):
        document.add_paragraph(paragraph)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "TPS", "Suara"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def xlsx_file(rows: list[list[object]] | None = None) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "Suara"
    for row in rows or [["TPS", "Suara sah"], ["001", 212]]:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def odf(kind: str, body: str) -> bytes:
    content = f"""<?xml version="1.0"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>{body}</office:body>
</office:document-content>"""
    return package(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": content,
            "META-INF/manifest.xml": "<manifest/>",
        }
    )


def odt_file(text: str = "Risalah rapat pleno") -> bytes:
    return odf("text", f"<office:text><text:h>Judul</text:h><text:p>{text}</text:p></office:text>")


def ods_file() -> bytes:
    cell = '<table:table-cell office:value-type="string"><text:p>Logistik</text:p></table:table-cell>'
    row = f"<table:table-row>{cell}</table:table-row>"
    return odf(
        "spreadsheet", f'<office:spreadsheet><table:table table:name="A">{row}</table:table></office:spreadsheet>'
    )


def package(entries: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
    return out.getvalue()


def with_entries(content: bytes, entries: Mapping[str, str | bytes]) -> bytes:
    """The package with entries added or replaced."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        kept = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    return package({**kept, **entries})


def sound() -> dict[str, bytes]:
    """One file of every type taken, by its extension."""
    return {
        "pdf": pdf(),
        "docx": docx_file(),
        "xlsx": xlsx_file(),
        "odt": odt_file(),
        "ods": ods_file(),
        "csv": b"TPS;Suara\n001;212\n",
        "txt": b"Pengumuman jadwal\n",
        "png": picture("PNG"),
        "jpg": picture("JPEG"),
        "webp": picture("WEBP"),
    }


def encrypted_pdf(*, opens_without_password: bool) -> bytes:
    """A PDF under 40-bit encryption; only the owner's password is set, or a reader needs one as well."""
    owner, permissions, ident = b"\x01" * 32, struct.pack("<i", -44), b"\x02" * 16
    key = hashlib.md5(PADDING + owner + permissions + ident).digest()[:5]  # noqa: S324 what the format asks
    user = _rc4(key, PADDING) if opens_without_password else b"\x03" * 32
    lock = b"<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -44>>" % (owner.hex().encode(), user.hex().encode())
    return raw_pdf(extra=[lock], trailer=b"/Encrypt 4 0 R/ID[<%s><%s>]" % ((ident.hex().encode(),) * 2))


def raw_pdf(*, catalog: bytes = b"", extra: list[bytes] | None = None, trailer: bytes = b"") -> bytes:
    """A PDF of one empty page, object by object."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
        *(extra or []),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, len(out))
    return out + head + table + tail


def _rc4(key: bytes, content: bytes) -> bytes:
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out, i, j = bytearray(), 0, 0
    for byte in content:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


def wide_png(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds next to nothing."""
    content = bytearray(picture("PNG", (1, 1)))
    content[16:24] = struct.pack(">II", width, height)
    content[29:33] = struct.pack(">I", zlib.crc32(bytes(content[12:29])))
    return bytes(content)


def lying_zip(content: bytes, name: str, claimed: int) -> bytes:
    """The package, its list claiming another unpacked size for one entry."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entry = archive.getinfo(name)
    true = struct.pack("<II", entry.compress_size, entry.file_size)
    return content.replace(true, struct.pack("<II", entry.compress_size, claimed))
