"""Text that a machine reads and no eye sees: the text layer under a picture of a page.

Its font holds no shape at all, so nothing of the original's letters comes along, and any Unicode word can be written.
"""

from __future__ import annotations

import io
import zlib
from functools import cache
from typing import TYPE_CHECKING

import pikepdf
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib.tables._g_l_y_f import Glyph

if TYPE_CHECKING:
    from collections.abc import Iterable

# Of a letter without shape, in thousandths of the size of the text.
WIDE, HIGH, DEEP = 500, 800, 200
NAME = "TanpaRupa"
MAP_HEAD = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
MAP_TAIL = b"""endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""
RANGES = 64  # in one block; the format allows a hundred


@cache
def font_file() -> bytes:
    """Return a TrueType font of two letters without shape, the same bytes each time."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "blank"])
    builder.setupCharacterMap({})
    builder.setupGlyf({".notdef": Glyph(), "blank": Glyph()})
    builder.setupHorizontalMetrics({".notdef": (WIDE, 0), "blank": (WIDE, 0)})
    builder.setupHorizontalHeader(ascent=HIGH, descent=-DEEP)
    builder.setupOS2(sTypoAscender=HIGH, sTypoDescender=-DEEP, usWinAscent=HIGH, usWinDescent=DEEP)
    builder.setupNameTable({"familyName": NAME, "styleName": "Regular"})
    builder.setupPost()
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.font.recalcTimestamp = False
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue()


@cache
def letters_to_shapes() -> bytes:
    """Return the map that gives every letter the same empty shape."""
    return b"\x00\x01" * 65536


@cache
def letters_to_unicode() -> bytes:
    """Return the map that reads each code as the letter of that number; a range may not leave its first byte."""
    blocks = [MAP_HEAD]
    for first in range(0, 256, RANGES):
        blocks.append(b"%d beginbfrange\n" % RANGES)
        blocks += [b"<%02X00> <%02XFF> <%02X00>\n" % (high, high, high) for high in range(first, first + RANGES)]
        blocks.append(b"endbfrange\n")
    return b"".join([*blocks, MAP_TAIL])


class InvisibleFont:
    """The font in one file; each page refers to it."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        file = pikepdf.Stream(pdf, font_file(), Length1=len(font_file()))
        shapes = pikepdf.Stream(pdf, zlib.compress(letters_to_shapes(), 9), Filter=pikepdf.Name.FlateDecode)
        descriptor = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.FontDescriptor,
                FontName=pikepdf.Name("/" + NAME),
                Flags=5,
                FontBBox=[0, -DEEP, WIDE, HIGH],
                ItalicAngle=0,
                Ascent=HIGH,
                Descent=-DEEP,
                CapHeight=HIGH,
                StemV=80,
                FontFile2=pdf.make_indirect(file),
            )
        )
        letters = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.CIDFontType2,
                BaseFont=pikepdf.Name("/" + NAME),
                CIDSystemInfo=pikepdf.Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
                FontDescriptor=descriptor,
                DW=WIDE,
                CIDToGIDMap=pdf.make_indirect(shapes),
            )
        )
        self.reference = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.Type0,
                BaseFont=pikepdf.Name("/" + NAME),
                Encoding=pikepdf.Name("/Identity-H"),
                DescendantFonts=pikepdf.Array([letters]),
                ToUnicode=pdf.make_indirect(pikepdf.Stream(pdf, letters_to_unicode())),
            )
        )


def invisible_text(words: Iterable[tuple[str, tuple[float, float, float, float]]]) -> list[bytes]:
    """Return the lines of a content stream that write each word into its place (left, bottom, right, top, in points),
    with a space after it."""
    lines = [b"BT 3 Tr"]
    for text, (left, bottom, right, top) in words:
        codes = text.encode("utf-16-be", errors="replace")
        size = max(0.5, top - bottom)
        wide = (right - left) / (len(codes) // 2 * WIDE / 1000 * size) * 100
        place = (size, wide, left, bottom + size * DEEP / 1000)
        coded = (codes + b"\x00 ").hex().encode()
        lines.append(b"/F %.3f Tf %.4f Tz 1 0 0 1 %.3f %.3f Tm <%s> Tj" % (*place, coded))
    return [*lines, b"ET"]
