"""Papers that hold a secret in every way a PDF can: the test set of blackening. Each shows SECRET once, and PUBLIC."""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import typst

if TYPE_CHECKING:
    from collections.abc import Callable

NIK = "3673014505900002"
NAME = "Rahasiawati"
SECRET = f"{NAME} {NIK}"
PUBLIC = "Rekapitulasi terbuka"
PROVINCES = ("36",)
SOURCE = """
#set page(width: 14cm, height: 18cm, margin: 2cm)
#set text(size: 12pt)
#set document(title: "Berita acara", date: none)
%s

%s

#v(3cm)
Penutup berita acara.
"""


@cache
def plain() -> bytes:
    return typst.compile((SOURCE % (PUBLIC, SECRET)).encode())


def changed(change: Callable[[pikepdf.Pdf], None], content: bytes | None = None, **saving: bool) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content or plain())) as pdf:
        change(pdf)
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, **saving)
    return out.getvalue()


def rotated(degrees: int) -> bytes:
    return changed(lambda pdf: pdf.pages[0].rotate(degrees, relative=False))


def cropped() -> bytes:
    """Shows less than the page holds; the media box does not begin at nought either."""

    def change(pdf: pikepdf.Pdf) -> None:
        left, bottom, right, top = (float(side) for side in pdf.pages[0].mediabox)
        pdf.pages[0].mediabox = [left - 50, bottom - 70, right + 20, top + 30]
        pdf.pages[0].cropbox = [left + 20, bottom + 40, right - 10, top - 15]

    return changed(change)


def cropped_and_rotated() -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        left, bottom, right, top = (float(side) for side in pdf.pages[0].mediabox)
        pdf.pages[0].cropbox = [left + 30, bottom + 20, right, top - 25]
        pdf.pages[0].rotate(90, relative=False)

    return changed(change)


def with_unit() -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.UserUnit = 2.5

    return changed(change)


def scanned() -> bytes:
    """A picture of paper, and no text."""
    with pypdfium2.PdfDocument(plain()) as document:
        picture = document[0].render(scale=200 / 72).to_pil().convert("RGB")
    out = io.BytesIO()
    picture.save(out, "PDF", resolution=200)
    return out.getvalue()


def form() -> bytes:
    """The secret is the value of a form field."""

    def change(pdf: pikepdf.Pdf) -> None:
        font = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        )
        resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(Helv=font))
        shown = pikepdf.Stream(pdf, f"/Tx BMC q BT /Helv 12 Tf 2 6 Td ({SECRET}) Tj ET Q EMC".encode())
        shown.Type, shown.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        shown.BBox, shown.Resources = [0, 0, 260, 20], resources
        field = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Widget,
                FT=pikepdf.Name.Tx,
                T="nik",
                V=SECRET,
                DA="/Helv 12 Tf 0 g",
                F=4,
                Rect=[60, 200, 320, 220],
                AP=pikepdf.Dictionary(N=pdf.make_indirect(shown)),
            )
        )
        pdf.pages[0].obj.Annots = pikepdf.Array([field])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]), DR=resources, DA="/Helv 12 Tf 0 g")

    return changed(change, typst.compile((SOURCE % (PUBLIC, "Nomor:")).encode()))


def annotated() -> bytes:
    """The secret stands in a remark, in a bookmark, in an attached file and in the properties as well."""

    def change(pdf: pikepdf.Pdf) -> None:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[10, 10, 30, 30], Contents=f"Ini {SECRET}", F=4
        )
        pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(note)])
        pdf.docinfo["/Author"] = SECRET
        pdf.attachments["rahasia.txt"] = SECRET.encode()
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(SECRET, 0))

    return changed(change)


def saved_again() -> bytes:
    """An earlier version of the file, with more in it, lies before the newest one."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(plain())) as pdf:
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    first = out.getvalue()
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(first)) as pdf:
        start = int(first.rsplit(b"startxref", 1)[1].split()[0])
        number, root = len(pdf.objects) + 1, pdf.Root.objgen[0]
    body = b"%d 0 obj\n<</Note (%s)>>\nendobj\n" % (number, b"Konsep lama " + SECRET.encode())
    place = len(first)
    out.write(first + body)
    table = len(first) + len(body)
    out.write(b"xref\n%d 1\n%010d 00000 n \n" % (number, place))
    out.write(b"trailer<</Size %d/Root %d 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (number + 1, root, start, table))
    return out.getvalue()


def layered() -> bytes:
    """The secret stands on a layer that is not shown, once more beside the one that is."""

    def change(pdf: pikepdf.Pdf) -> None:
        layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="Konsep"))
        font = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        )
        page = pdf.pages[0]
        page.obj.Resources.Properties = pikepdf.Dictionary(L0=layer)
        page.obj.Resources.Font["/Tersembunyi"] = font
        page.contents_add(f"/OC /L0 BDC BT /Tersembunyi 12 Tf 60 120 Td ({SECRET}) Tj ET EMC".encode())
        pdf.Root.OCProperties = pikepdf.Dictionary(
            OCGs=pikepdf.Array([layer]), D=pikepdf.Dictionary(OFF=pikepdf.Array([layer]), Order=pikepdf.Array([layer]))
        )

    return changed(change)


def covered() -> bytes:
    """Somebody has drawn a black shape over the secret and taken that for blackening."""
    shape = "#place(top + left, dx: -4pt, dy: -5pt, rect(width: 100%, height: 20pt, fill: black))"
    return typst.compile((SOURCE % (PUBLIC, f"#box(width: 100%)[{SECRET}{shape}]")).encode())


def written_over() -> bytes:
    """Somebody has drawn a white shape over the secret and written other words upon it."""
    words = "MMMMMMMMMMMM MMMMMMMMMMMMMMMMM"
    shape = "#place(top + left, dx: -4pt, dy: -5pt, rect(width: 100%, height: 20pt, fill: white))"
    return typst.compile((SOURCE % (PUBLIC, f"#box(width: 100%)[{SECRET}{shape}#place(top + left)[{words}]]")).encode())


def on_another_layer() -> bytes:
    """The secret stands on a layer that is not shown, right under words that are."""
    return changed(_hidden_layer, typst.compile((SOURCE % (PUBLIC, "MMMMMMMMMMMM MMMMMMMMMMMMMMMMM")).encode()))


def _hidden_layer(pdf: pikepdf.Pdf) -> None:
    with pypdfium2.PdfDocument(typst.compile((SOURCE % (PUBLIC, "MMMMMMMMMMMM MMMMMMMMMMMMMMMMM")).encode())) as shown:
        text = shown[0].get_textpage()
        left, bottom, *_ = text.get_charbox(text.get_text_range().index("MMM"))
    layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="Konsep"))
    page = pdf.pages[0]
    page.obj.Resources.Properties = pikepdf.Dictionary(L0=layer)
    page.obj.Resources.Font["/T"] = helvetica(pdf)
    page.contents_add(f"/OC /L0 BDC BT /T 10 Tf 1 0 0 1 {left} {bottom} Tm ({SECRET}) Tj ET EMC".encode())
    off = pikepdf.Dictionary(OFF=pikepdf.Array([layer]), Order=pikepdf.Array([layer]))
    pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array([layer]), D=off)


def helvetica(pdf: pikepdf.Pdf) -> pikepdf.Object:
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    return pdf.make_indirect(font)


def said_otherwise(said: str, *lines: str) -> bytes:
    """A page whose letters claim to stand for something else, in two lines."""

    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        page.obj.Resources.Font["/T"] = helvetica(pdf)
        drawn = " 0 -60 Td ".join(f"({line}) Tj" for line in lines)
        page.contents_add(f"/Span <</ActualText ({said})>> BDC BT /T 12 Tf 60 200 Td {drawn} ET EMC".encode())

    return changed(change, typst.compile((SOURCE % (PUBLIC, "Nomor:")).encode()))


def drawn_letters() -> bytes:
    """Words as shapes, as programs for drawing write them: nothing that a machine reads."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].contents_coalesce()
        pdf.pages[0].obj.Contents = pikepdf.Stream(pdf, b"0 g 60 300 m 70 320 l 80 300 l f 100 300 5 20 re f")

    return changed(change)


def stamped() -> bytes:
    """A scan on which a program wrote its name."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Resources.Font = pikepdf.Dictionary(T=helvetica(pdf))
        pdf.pages[0].contents_add(b"q 0 g BT /T 9 Tf 20 10 Td (Dipindai dengan Pemindai) Tj ET Q")

    return changed(change, scanned())


def scan_under_a_bar() -> bytes:
    """Somebody has drawn a black shape over a scan: no text is left to find, the picture still shows the secret."""
    return _shape_on_a_scan("0 g")


def bar_under_a_scan() -> bytes:
    return _shape_on_a_scan("0 g", prepend=True)


def marker_over_a_scan() -> bytes:
    """A mark through which the words can be read hides nothing."""
    return _shape_on_a_scan("1 1 0 rg /Clear gs")


def _shape_on_a_scan(colour: str, *, prepend: bool = False) -> bytes:
    with pypdfium2.PdfDocument(plain()) as shown:
        text = shown[0].get_textpage()
        left, bottom, *_ = text.get_charbox(text.get_text_range().index(NAME))

    def change(pdf: pikepdf.Pdf) -> None:
        clear = pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, BM=pikepdf.Name.Multiply)
        pdf.pages[0].obj.Resources.ExtGState = pikepdf.Dictionary(Clear=clear)
        bar = f"q {colour} {left - 4} {bottom - 5} 250 22 re f Q"
        pdf.pages[0].contents_add(bar.encode(), prepend=prepend)

    return changed(change, scanned())


def cropped_scan() -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        left, bottom, right, top = (float(side) for side in pdf.pages[0].mediabox)
        pdf.pages[0].cropbox = [left, bottom, right, (bottom + top) / 2]

    return changed(change, scanned())


def white_on_white() -> bytes:
    return typst.compile((SOURCE % (PUBLIC, f"#text(fill: white)[{SECRET}]")).encode())


def off_the_page() -> bytes:
    return typst.compile((SOURCE % (PUBLIC, f"#place(dx: 20cm)[{SECRET}]")).encode())


def ligatures() -> bytes:
    """A typeface that draws fi, ffi and fl as one sign each."""
    text = f"{PUBLIC}\n\nEfisiensi afiliasi {NAME} sertifikat konfliktual"
    return typst.compile((SOURCE % (text, NIK)).encode())


def many(pages: int) -> bytes:
    source = '#set page(paper: "a4")\n' + "\n#pagebreak()\n".join(
        f"{PUBLIC} {number}\n\n{SECRET if number == 1 else ''}\n\n#lorem(300)" for number in range(1, pages + 1)
    )
    return typst.compile(source.encode())


def twice() -> bytes:
    """The secret stands on the first page, and its number once more on the second."""
    return typst.compile((SOURCE % (PUBLIC, f"{SECRET}\n#pagebreak()\nLampiran {NIK}")).encode())


def huge() -> bytes:
    """A page as large as a square of two hundred metres."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].mediabox = [0, 0, 14400, 14400]
        pdf.pages[0].obj.UserUnit = 40

    return changed(change)


EVERY = {
    "plain": plain,
    "rotated by 90": lambda: rotated(90),
    "rotated by 180": lambda: rotated(180),
    "rotated by 270": lambda: rotated(270),
    "cropped": cropped,
    "cropped and rotated": cropped_and_rotated,
    "with a unit of its own": with_unit,
    "a form": form,
    "annotated": annotated,
    "saved again": saved_again,
    "layered": layered,
    "ligatures": ligatures,
}
