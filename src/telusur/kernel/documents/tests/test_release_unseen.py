"""What a file holds and no page or sheet shows: each was once passed as clean, beside a look-alike that is clean."""

from __future__ import annotations

import io

import openpyxl
import pikepdf
import pytest
import typst
from PIL import Image, ImageDraw

from telusur.kernel.documents.rules.content import Limits
from telusur.kernel.documents.rules.reading.release import openxml, pdf

from . import papers, samples

LIMITS = Limits(*[10**6] * 9)
WORDS = "Rekapitulasi terbuka menurut kecamatan. " * 30


def kinds(findings) -> set[str]:
    return {one.kind.value for one in findings}


def a_picture(pdf: pikepdf.Pdf, **more: object) -> pikepdf.Stream:
    picture = Image.new("RGB", (400, 200), "white")
    ImageDraw.Draw(picture).text((20, 20), f"NIK {papers.NIK}", fill="black")
    size = {"Width": 400, "Height": 200, "BitsPerComponent": 8, "ColorSpace": pikepdf.Name.DeviceRGB}
    return pdf.make_stream(picture.tobytes(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, **size, **more)


def on_a_page(*contents: bytes, change=None) -> bytes:
    def draw(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        page.obj.Resources.XObject = pikepdf.Dictionary(P=a_picture(pdf))
        for content in contents:
            page.contents_add(content)
        if change:
            change(pdf)

    return papers.changed(draw, typst.compile(WORDS.encode()))


SHOWN = b"q 200 0 0 100 60 200 cm /P Do Q"


def in_a_form(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    kind = {"Type": pikepdf.Name.XObject, "Subtype": pikepdf.Name.Form, "Matrix": [200, 0, 0, 100, 60, 200]}
    inner = pdf.make_stream(b"/P Do", Resources=page.obj.Resources, BBox=[0, 0, 1, 1], **kind)
    page.obj.Resources.XObject.F = inner
    page.contents_add(b"q .5 0 0 .5 0 0 cm /F Do Q")


def with_another_face(pdf: pikepdf.Pdf) -> None:
    other = pikepdf.Dictionary(Image=a_picture(pdf), DefaultForPrinting=True)
    pdf.pages[0].obj.Resources.XObject.P.Alternates = pikepdf.Array([other])


def with_a_form_that_is_not_drawn(pdf: pikepdf.Pdf) -> None:
    kind = {"Type": pikepdf.Name.XObject, "Subtype": pikepdf.Name.Form, "BBox": [0, 0, 9, 9]}
    pdf.pages[0].obj.Resources.XObject.F = pdf.make_stream(b"0 0 9 9 re f", **kind)


def on_a_layer_that_never_shows(pdf: pikepdf.Pdf) -> None:
    layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="a"))
    never = pikepdf.Dictionary(Type=pikepdf.Name.OCMD, OCGs=pikepdf.Array([layer]), P=pikepdf.Name.AllOff)
    pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array([layer]), D=pikepdf.Dictionary())
    pdf.pages[0].obj.Resources.Properties = pikepdf.Dictionary(M=pdf.make_indirect(never))
    pdf.pages[0].contents_add(b"/OC /M BDC " + SHOWN + b" EMC")


def with_a_page_beside(pdf: pikepdf.Pdf) -> None:
    page = pikepdf.Dictionary(Type=pikepdf.Name.Page, MediaBox=[0, 0, 9, 9], Contents=pdf.make_stream(b"0 0 9 9 re f"))
    pdf.Root.Dests = pikepdf.Dictionary(a=pikepdf.Array([pdf.make_indirect(page), pikepdf.Name.Fit]))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (on_a_page(SHOWN), set()),
        (on_a_page(b"q 60 200 200 100 re W n", SHOWN, b"Q"), set()),
        (on_a_page(change=in_a_form), set()),
        (on_a_page(b"q 0 100 -200 0 300 200 cm /P Do Q"), set()),
        (on_a_page(b"q 60 250 60 30 re W n", SHOWN, b"Q"), {"cropped_picture"}),
        (on_a_page(), {"earlier_version"}),
        (on_a_page(b"q 2 0 0 2 60 200 cm /P Do Q"), {"covered_picture"}),
        (on_a_page(change=on_a_layer_that_never_shows), {"covered_picture"}),
        (on_a_page(SHOWN, change=with_another_face), {"earlier_version"}),
        (on_a_page(SHOWN, change=with_a_form_that_is_not_drawn), {"earlier_version"}),
        (on_a_page(SHOWN, change=with_a_page_beside), {"earlier_version"}),
    ],
)
def test_a_picture_of_which_the_page_shows_less_than_the_file_holds_is_found(content, expected):
    assert kinds(pdf.findings(io.BytesIO(content), LIMITS, ("36",))) == expected


def a_field(flags: int) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        fonts = pikepdf.Dictionary(Font=pikepdf.Dictionary(T=papers.helvetica(pdf)))
        kind = {"Type": pikepdf.Name.XObject, "Subtype": pikepdf.Name.Form, "BBox": [0, 0, 200, 20]}
        face = pdf.make_stream(b"BT /T 9 Tf 2 2 Td (Pelapor Budi) Tj ET", Resources=fonts, **kind)
        field = {"Type": pikepdf.Name.Annot, "Subtype": pikepdf.Name.Widget, "Rect": [60, 100, 260, 120], "F": flags}
        field = pikepdf.Dictionary(AP=pikepdf.Dictionary(N=face), **field)
        pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(field)])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pdf.pages[0].obj.Annots)

    return papers.changed(change, typst.compile(WORDS.encode()))


@pytest.mark.parametrize(("flags", "expected"), [(4, set()), (2, {"annotation"}), (32, {"annotation"})])
def test_a_field_that_draws_something_and_is_told_not_to_show_it_is_found(flags, expected):
    assert kinds(pdf.findings(io.BytesIO(a_field(flags)), LIMITS, ("36",))) == expected


def test_letters_without_ink_do_not_part_a_number():
    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        page.obj.Resources.Font["/T"] = papers.helvetica(pdf)
        digits = " ".join(
            f"1 0 0 1 {60 + 7 * at} 600 Tm ({digit}) Tj 3 Tr (x) Tj 0 Tr" for at, digit in enumerate(papers.NIK)
        )
        page.contents_add(f"BT /T 11 Tf {digits} ET".encode())

    content = papers.changed(change, typst.compile(b"Halo"))
    assert "nik" in kinds(pdf.findings(io.BytesIO(content), LIMITS, ("36",)))


def a_workbook(**changes: tuple[str, str]) -> bytes:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["A3"] = "Laporan", "Pelapor"
    out = io.BytesIO()
    book.save(out)
    part = "xl/worksheets/sheet1.xml"
    with samples.zipfile.ZipFile(out) as package:
        sheet = package.read(part).decode()
    for old, new in changes.values():
        assert old in sheet
        sheet = sheet.replace(old, new, 1)
    return samples.with_entries(out.getvalue(), {part: sheet.encode()})


FORMAT, ROW, CELL = "<sheetFormatPr ", '<row r="3"', "</row></sheetData>"
LONE = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>'


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (a_workbook(), set()),
        (a_workbook(a=(FORMAT, '<sheetFormatPr defaultColWidth="10.7" ')), set()),
        (a_workbook(a=("<sheetData>", "<!-- ditulis program --><sheetData>")), set()),
        (a_workbook(a=("<sheetData>", f"<!-- {papers.NIK} --><sheetData>")), {"nik"}),
        (a_workbook(a=("<sheetData>", f"<?x {papers.NIK}?><sheetData>")), {"nik"}),
        (a_workbook(a=(FORMAT, '<sheetFormatPr zeroHeight="1" ')), {"hidden_row"}),
        (a_workbook(a=(FORMAT, '<sheetFormatPr defaultColWidth="0" ')), {"hidden_column"}),
        (a_workbook(a=(ROW, '<row hidden="1"')), {"hidden_row"}),
        (a_workbook(a=(CELL, f'<c r="A3"><v>1</v></c>{CELL}')), {"hidden_text"}),
        (a_workbook(a=(CELL, f'<c r="B3"><v>1</v><is><t>Budi</t></is></c>{CELL}')), {"hidden_text"}),
        (samples.with_entries(a_workbook(), {"xl/worksheets/sheet9.xml": LONE}), {"embedded_file"}),
    ],
)
def test_what_a_sheet_holds_and_does_not_show_is_found(content, expected):
    assert kinds(openxml.findings(io.BytesIO(content), LIMITS, "xlsx", ("36",))) == expected


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def a_letter(looks: str) -> bytes:
    run = f"<w:p><w:r><w:rPr>{looks}</w:rPr><w:t>Pelapor Budi</w:t></w:r></w:p>"
    document = f'<w:document xmlns:w="{W}"><w:body>{run}</w:body></w:document>'
    return samples.with_entries(samples.docx_file(), {"word/document.xml": document.encode()})


@pytest.mark.parametrize(
    ("looks", "hidden"),
    [
        ('<w:color w:themeColor="background1"/>', True),
        ('<w:shd w:val="clear" w:fill="FFFFFF"/><w:color w:val="FFFFFF"/>', True),
        ('<w:shd w:val="clear" w:fill="1F3864"/><w:color w:val="FFFFFF"/>', False),
        ('<w:color w:themeColor="text1"/>', False),
    ],
)
def test_letters_in_the_colour_of_the_paper_are_found(looks, hidden):
    found = kinds(openxml.findings(io.BytesIO(a_letter(looks)), LIMITS, "docx", ("36",)))
    assert ("hidden_text" in found) is hidden


def test_a_letter_has_no_sheets():
    content = samples.with_entries(samples.docx_file(), {"xl/worksheets/sheet1.xml": LONE})
    assert "embedded_file" in kinds(openxml.findings(io.BytesIO(content), LIMITS, "docx", ("36",)))
