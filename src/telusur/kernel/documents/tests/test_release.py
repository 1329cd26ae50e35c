"""What the release check finds in each type of file, and that it fails closed."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import docx
import openpyxl
import pikepdf
import pytest
import typst
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from telusur.kernel.documents import selectors, services
from telusur.kernel.documents.models import Attachment, CheckState, ReleaseCheck
from telusur.kernel.documents.rules.access import Access, Audience, Clearance
from telusur.kernel.documents.rules.release.findings import Finding, FindingKind, gathered
from telusur.kernel.ledger.selectors import acts_on

from . import papers, samples
from .factories import AT, attachment, text_document

pytestmark = pytest.mark.django_db
NIK = papers.NIK
IN_BOXES = "".join(f"<w:tc><w:p><w:r><w:t>{digit}</w:t></w:r></w:p></w:tc>" for digit in NIK)


def found(content: bytes, name: str) -> dict[str, int]:
    document = services.store(content=io.BytesIO(content), name=name, at=AT)
    services.check_release(document_id=document.pk, at=AT)
    rows = selectors.release_findings(document=document)
    return {row.kind: sum(one.count for one in rows if one.kind == row.kind) for row in rows}


def workbook(change) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(samples.xlsx_file([["nama", "kode"], ["Sari", "9"], ["Budi", "8"]])))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def hide_sheet(book):
    book.create_sheet("Rahasia").append(["isi"])
    book["Rahasia"].sheet_state = "veryHidden"


def set_to(target, name, value):
    return lambda book: setattr(target(book), name, value)


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (hide_sheet, "hidden_sheet"),
        (lambda book: setattr(book.active.row_dimensions[2], "hidden", True), "hidden_row"),
        (lambda book: setattr(book.active.column_dimensions["B"], "hidden", True), "hidden_column"),
        (lambda book: setattr(book.active["A1"], "comment", Comment("tanya Budi", "Sari")), "comment"),
        (lambda book: setattr(book.properties, "creator", "Budi Santoso"), "metadata"),
        (lambda book: setattr(book.properties, "lastModifiedBy", "Budi"), "metadata"),
        (lambda book: setattr(book.properties, "description", r"C:\\Users\\budi\\gaji.xlsx"), "metadata"),
        (lambda book: setattr(book.active.column_dimensions["B"], "width", 0.1), "hidden_column"),
        (lambda book: setattr(book.active.row_dimensions[2], "height", 0.5), "hidden_row"),
        (lambda book: setattr(book.active["B2"], "font", Font(color="FFFFFFFF")), "hidden_text"),
        (lambda book: setattr(book.active["B2"], "number_format", ";;;"), "hidden_text"),
        (lambda book: book.defined_names.add(DefinedName("x", attr_text=f'"{NIK}"')), "nik"),
        (lambda book: setattr(book.active.oddFooter.left, "text", NIK), "nik"),
        (lambda book: book.active.add_data_validation(DataValidation("list", formula1=f'"{NIK}"', sqref="A1")), "nik"),
        (lambda book: book.active.append([int(NIK)]), "nik"),
        (lambda book: book.active.append([f"NIK {NIK}"]), "nik"),
        (lambda book: book.active.append(["0812 3456 7890"]), "phone"),
        (lambda book: book.active.append(["budi@contoh.id"]), "email"),
    ],
)
def test_what_a_workbook_hides_is_found(change, kind):
    assert kind in found(workbook(change), "a.xlsx")


@pytest.mark.parametrize(
    ("part", "content", "kind"),
    [
        ("xl/pivotCache/pivotCacheRecords1.xml", "<pivotCacheRecords/>", "pivot_cache"),
        ("xl/externalLinks/externalLink1.xml", "<externalLink/>", "outside_data"),
        ("xl/connections.xml", "<connections/>", "outside_data"),
        ("xl/revisions/log1.xml", "<revisions><rcc/></revisions>", "tracked_change"),
        ("xl/embeddings/oleObject1.bin", b"x", "embedded_file"),
        ("docProps/thumbnail.jpeg", samples.picture("JPEG"), "thumbnail"),
        ("xl/slicerCaches/slicerCache1.xml", "<slicerCacheDefinition/>", "pivot_cache"),
        ("xl/model/item.data", b"x", "embedded_file"),
        ("[trash]/0000.dat", b"x", "embedded_file"),
        ("xl/media/image1.emf", b"x", "picture_of_text"),
        ("xl/Comments1.xml", "<comments/>", "comment"),
        ("xl/persons/person.xml", '<personList><person displayName="Budi Santoso"/></personList>', "metadata"),
        ("xl/charts/chart1.xml", f"<c><strCache><pt><v>{NIK}</v></pt></strCache></c>", "nik"),
        ("xl/drawings/vmlDrawing1.vml", f"<xml><br>{NIK}</xml>", "nik"),
        ("xl/tables/table1.xml", f'<table><tableColumn name="{NIK}"/></table>', "nik"),
        ("xl/sharedStrings.xml", "<sst><si><t>Nama yang sudah dihapus</t></si></sst>", "hidden_text"),
    ],
)
def test_parts_of_a_workbook_that_no_sheet_shows_are_found(part, content, kind):
    assert kind in found(samples.with_entries(samples.xlsx_file(), {part: content}), "a.xlsx")


def test_white_letters_on_a_dark_cell_can_be_seen():
    def change(book):
        book.active["B2"].font, book.active["B2"].fill = (
            Font(color="FFFFFFFF"),
            PatternFill("solid", fgColor="FF1F3864"),
        )

    assert found(workbook(change), "a.xlsx") == {}


def strict(content: bytes) -> bytes:
    """The package as programs save it in the strict markup, which has other names for the same elements."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for names in ("wordprocessingml", "spreadsheetml"):
        old, new = f"http://schemas.openxmlformats.org/{names}/2006", f"http://purl.oclc.org/ooxml/{names}"
        parts = {name: part.replace(old.encode(), new.encode()) for name, part in parts.items()}
    return samples.package(parts)


def test_the_strict_markup_hides_nothing():
    assert {"nik", "tracked_change"} <= set(
        found(strict(letter(f'<w:p><w:ins w:id="1"><w:r><w:t>{NIK}</w:t></w:r></w:ins></w:p>')), "a.docx")
    )
    assert found(strict(workbook(lambda book: book.active.append([NIK]))), "a.xlsx") == {"unreadable": 1}


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def letter(body: str = "", change=None) -> bytes:
    document = docx.Document()
    document.add_paragraph("Pengumuman")
    if change:
        change(document)
    out = io.BytesIO()
    document.save(out)
    if not body:
        return out.getvalue()
    text = zipfile.ZipFile(out).read("word/document.xml").decode()
    return samples.with_entries(out.getvalue(), {"word/document.xml": text.replace("<w:sectPr", body + "<w:sectPr", 1)})


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (letter('<w:p><w:ins w:id="1"><w:r><w:t>baru</w:t></w:r></w:ins></w:p>'), "tracked_change"),
        (letter('<w:p><w:del w:id="1"><w:r><w:delText>lama</w:delText></w:r></w:del></w:p>'), "tracked_change"),
        (letter("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r></w:p>"), "hidden_text"),
        (letter(f"<w:p><w:r><w:t>NIK {NIK[:8]}</w:t></w:r><w:r><w:t>{NIK[8:]}</w:t></w:r></w:p>"), "nik"),
        (letter(change=lambda one: setattr(one.core_properties, "author", "Budi")), "metadata"),
        (
            samples.with_entries(letter(), {"word/comments.xml": f"<w:comments {W}><w:comment/></w:comments>"}),
            "comment",
        ),
        (letter('<w:p><w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>x</w:t></w:r></w:p>'), "hidden_text"),
        (letter('<w:p><w:r><w:rPr><w:sz w:val="2"/></w:rPr><w:t>x</w:t></w:r></w:p>'), "hidden_text"),
        (letter(f'<w:p><w:fldSimple w:instr=" QUOTE {NIK}"/></w:p>'), "nik"),
        (letter(f'<w:p><w:r><w:object w:descr="NIK {NIK}"/></w:r></w:p>'), "nik"),
        (letter(f"<w:tbl><w:tr>{IN_BOXES}</w:tr></w:tbl>"), "nik"),
        (letter("<w:tbl><w:tr><w:trPr><w:trPrChange/></w:trPr></w:tr></w:tbl>"), "tracked_change"),
        (samples.with_entries(letter(), {"word/people.xml": '<people><person author="Budi"/></people>'}), "metadata"),
        (samples.with_entries(letter(), {"word/glossary/document.xml": f"<d><p><r><t>{NIK}</t></r></p></d>"}), "nik"),
        (samples.with_entries(letter(), {"word/diagrams/data1.xml": f"<d><p><t>{NIK}</t></p></d>"}), "nik"),
        (samples.with_entries(letter(), {"word/afchunk.mht": b"x"}), "embedded_file"),
        (samples.with_entries(letter(), {"word/media/image1.svg": b"<svg/>"}), "picture_of_text"),
        (samples.with_entries(letter(), {"customXml/item1.xml": '<a nama="Budi"/>'}), "metadata"),
        (samples.with_entries(letter(), {"word/embeddings/a.bin": b"x"}), "embedded_file"),
        (samples.with_entries(letter(), {"customXml/item1.xml": "<a>Budi</a>"}), "metadata"),
    ],
)
def test_what_a_text_document_hides_is_found(content, kind):
    assert kind in found(content, "a.docx")


def odt(inner: str, meta: str = "") -> bytes:
    content = samples.odt_file(inner)
    head = (
        '<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta>'
    )
    more = {"meta.xml": f"{head}{meta}</office:meta></office:document-meta>"} if meta else {}
    return samples.with_entries(content, more)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (odt("a<office:annotation><text:p>b</text:p></office:annotation>"), "comment"),
        (odt("a<text:hidden-text/>"), "hidden_text"),
        (odt("</text:p><text:tracked-changes><text:changed-region/></text:tracked-changes><text:p>"), "tracked_change"),
        (odt(f"NIK {NIK}"), "nik"),
        (odt('</text:p><text:section text:display="none"><text:p>x</text:p></text:section><text:p>'), "hidden_text"),
        (odt(f'<text:hidden-text text:string-value="{NIK}"/>'), "nik"),
        (samples.with_entries(odt("a"), {"Scripts/python/a.py": "x"}), "script"),
        (samples.with_entries(odt("a"), {"isi/a.bin": "x"}), "embedded_file"),
        (samples.with_entries(odt("a"), {"Pictures/a.svm": "x"}), "picture_of_text"),
        (odt("a", "<dc:creator>Budi</dc:creator>"), "metadata"),
    ],
)
def test_what_an_open_document_hides_is_found(content, kind):
    assert kind in found(content, "a.odt")


def test_a_photograph_gives_its_place_and_its_maker_away():
    assert {"location", "metadata", "picture_of_text"} <= set(found(samples.photograph(), "a.jpg"))


def test_a_photograph_is_for_eyes_even_when_nothing_is_noted_in_it():
    assert found(samples.picture("PNG"), "a.png") == {"picture_of_text": 1}


def test_what_hangs_on_behind_a_photograph_is_found():
    assert "embedded_file" in found(samples.picture("JPEG") + b"film", "a.jpg")


def test_a_place_in_a_picture_inside_a_document_is_found():
    content = samples.with_entries(letter(), {"word/media/image1.jpeg": samples.photograph()})
    assert "location" in found(content, "a.docx")


def photograph_in_a_pdf(*filters: str) -> bytes:
    photograph = samples.photograph()
    content = zlib.compress(photograph) if "/FlateDecode" in filters else photograph
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(400, 300))
        picture = pikepdf.Stream(pdf, b"")
        picture.write(content, filter=pikepdf.Array([pikepdf.Name(one) for one in filters]))
        picture.Type, picture.Subtype, picture.Width, picture.Height = (
            *(pikepdf.Name.XObject, pikepdf.Name.Image),
            *(400, 300),
        )
        picture.ColorSpace, picture.BitsPerComponent = pikepdf.Name.DeviceRGB, 8
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=picture))
        page.obj.Contents = pikepdf.Stream(pdf, b"q 400 0 0 300 0 0 cm /P Do Q")
        out = io.BytesIO()
        pdf.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    return out.getvalue()


def test_what_the_press_writes_into_a_photograph_is_found():
    entry = b"\x1c\x02\x50\x00\x0cBudi Santoso"
    block = (
        b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + struct.pack(">I", len(entry)) + entry + b"\x00" * (len(entry) % 2)
    )
    segment = b"\xff\xed" + struct.pack(">H", len(block) + 2) + block
    content = samples.picture("JPEG")
    assert "metadata" not in found(content, "a.jpg")
    assert found(content[:2] + segment + content[2:], "a.jpg")["metadata"] == 1


@pytest.mark.parametrize(
    ("make", "kinds"),
    [
        (papers.covered, {"covered_text", "nik"}),
        (papers.scan_under_a_bar, {"picture_of_text", "covered_picture"}),
        (papers.bar_under_a_scan, {"picture_of_text"}),
        (papers.marker_over_a_scan, {"picture_of_text"}),
        (papers.white_on_white, {"covered_text", "nik"}),
        (papers.off_the_page, {"hidden_text", "nik"}),
        (papers.layered, {"hidden_layer", "covered_text", "nik"}),
        (papers.saved_again, {"earlier_version", "nik"}),
        (papers.form, {"form_field", "nik"}),
        (papers.annotated, {"annotation", "embedded_file", "metadata", "nik"}),
        (papers.scanned, {"picture_of_text"}),
        (papers.plain, {"nik"}),
        (papers.written_over, {"covered_text", "nik"}),
        (papers.on_another_layer, {"hidden_layer", "covered_text", "nik"}),
        (lambda: papers.said_otherwise("Nomor", NIK), {"nik"}),
        (lambda: papers.said_otherwise(NIK, "Nomor"), {"nik"}),
        (papers.drawn_letters, {"picture_of_text"}),
        (papers.stamped, {"picture_of_text"}),
        (papers.cropped_scan, {"picture_of_text", "cropped_picture"}),
        (lambda: samples.raw_pdf(extra=[b"<</Length 4>>stream\nlama\nendstream"]), {"earlier_version"}),
        (lambda: photograph_in_a_pdf("/DCTDecode"), {"picture_of_text", "location", "metadata"}),
        (lambda: photograph_in_a_pdf("/FlateDecode", "/DCTDecode"), {"picture_of_text", "location", "metadata"}),
        (samples.pdf, set()),
    ],
)
def test_what_a_pdf_holds_beside_its_pages_is_found(make, kinds):
    assert set(found(make(), "a.pdf")) == kinds


def test_a_script_in_a_pdf_is_found():
    catalog = b"/OpenAction<</S/JavaScript/JS(app.alert)>>"
    assert "script" in found(samples.raw_pdf(catalog=catalog), "a.pdf")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (samples.pdf("Rekapitulasi"), "a.pdf"),
        (samples.xlsx_file(), "a.xlsx"),
        (samples.ods_file(), "a.ods"),
        (samples.odt_file(), "a.odt"),
        (b"TPS;Suara\n001;212\n", "a.csv"),
        (b"Telepon (0254) 200123, kpu@kpu.go.id", "a.txt"),
    ],
)
def test_what_programs_write_of_themselves_is_no_finding(content, name):
    assert found(content, name) == {}


DIGEST = f"c0ffee{NIK}d41d8cd98fbeefa1b081234567890d4e5f60718293"
MANIFEST = '{"bundle":"%s","parts":[{"digest":"%s","size":1}],"signature":"kK0+/8fA9zQ=="%s}'


def paper_about(number: str) -> bytes:
    """A page that prints a digest and a number, and leads to an address with the digest in it."""
    url = f"https://ppid.contoh.go.id/berkas/{DIGEST}/"
    return typst.compile(f'#link("{url}")[Sidik]\n\n#text(size: 8pt)[{DIGEST}]\n\nnomor {number}'.encode())


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (lambda number: (MANIFEST % (DIGEST, DIGEST, f',"nomor":"{number}"')).encode(), "manifes.txt"),
        (lambda number: f"berkas;sidik;nomor\na.pdf;{DIGEST};{number}\n".encode(), "sidik.csv"),
        (lambda number: workbook(lambda book: book.active.append([DIGEST, number])), "sidik.xlsx"),
        (paper_about, "sidik.pdf"),
    ],
)
def test_a_digest_leads_to_nobody_and_hides_no_number_beside_it(content, name):
    assert len(DIGEST) == 64
    assert found(content("12"), name) == {}
    assert found(content(NIK), name) == {"nik": 1}
    assert found(content("0812 3456 7890"), name) == {"phone": 1}


def test_an_office_that_stands_as_author_leads_to_nobody():
    for author, kinds in (("KPU Kota Serang", {}), ("Komisi Pemilihan Umum", {}), ("Budi, KPU", {"metadata": 1})):
        content = workbook(lambda book, author=author: setattr(book.properties, "creator", author))
        assert found(content, "a.xlsx") == kinds


def test_a_thumbnail_is_all_that_an_empty_text_document_holds():
    assert found(samples.docx_file(), "a.docx") == {"thumbnail": 1}


RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">%s</rdf:RDF>'
WORD = (
    '<rdf:Description rdf:about="" xmlns:pdf="p" pdf:Producer="Microsoft Word 2019"/><rdf:Description xmlns:dc="d">'
    "<dc:creator><rdf:Seq><rdf:li>KPU Kota Serang</rdf:li></rdf:Seq></dc:creator><dc:title>DPT</dc:title>"
    '</rdf:Description><rdf:Description xmlns:xmpMM="m"><xmpMM:DocumentID>uuid:3673</xmpMM:DocumentID>'
    '<xmpMM:History><rdf:Seq><rdf:li stEvt:action="saved" stEvt:softwareAgent="Adobe"/></rdf:Seq></xmpMM:History>'
    "<pdfx:SourceModified>D:20260407</pdfx:SourceModified></rdf:Description>"
)


@pytest.mark.parametrize(
    ("said", "encoding", "kinds"),
    [
        (WORD, "utf-8", {}),
        (WORD, "utf-16", {}),
        ("<dc:creator>Budi Santoso</dc:creator>", "utf-8", {"metadata": 1}),
        ("<dc:creator>Budi Santoso</dc:creator>", "utf-16-be", {"metadata": 1}),
        ("<dc:creator>Budi Santoso</dc:creator>", "utf-16", {"metadata": 1}),
        ('<rdf:Description pdfx:Pelapor="Budi Santoso"/>', "utf-8", {"metadata": 1}),
        ("<kantor:Pelapor>Budi Santoso</kantor:Pelapor>", "utf-8", {"metadata": 1}),
        ("<xmpMM:History>Diubah Budi Santoso</xmpMM:History>", "utf-8", {"metadata": 1}),
        ("<!-- Budi Santoso -->", "utf-8", {"metadata": 1}),
        ("<rdf:li>Budi Santoso", "utf-8", {"metadata": 1}),
        ("<exif:GPSLatitude>6,7S</exif:GPSLatitude>", "utf-8", {"location": 1}),
    ],
)
@pytest.mark.parametrize("named", [True, False])
def test_who_stands_in_the_xmp_is_found_however_it_is_written(said, encoding, kinds, named):
    def change(pdf):
        pdf.Root.Metadata = pdf.make_stream((RDF % said).encode(encoding))
        if named:
            pdf.Root.Metadata.Type = pikepdf.Name.Metadata

    content = papers.changed(change, papers.typst.compile(b"Teks"), fix_metadata_version=False)
    assert found(content, "a.pdf") == kinds


def test_a_line_of_a_list_is_named_by_its_number():
    document = services.store(content=io.BytesIO(f"nama;nik\nSari;{NIK}\n".encode()), name="a.csv", at=AT)
    services.check_release(document_id=document.pk, at=AT)
    [row] = selectors.release_findings(document=document)
    assert (row.kind, row.place, row.sample) == ("nik", "2", "36••••••••••••02")


@pytest.mark.parametrize(
    "text",
    [f"nama,nik\nSari,{NIK}\n", f"no,nik\n1,{NIK}\n", f"nama;telepon\n7,5;{NIK}\n", f"1\t{NIK}\n2\tx\n"],
)
def test_a_number_between_separators_is_found(text):
    assert found(text.encode(), "a.csv") == {"nik": 1}


def test_a_number_with_one_digit_in_each_cell_is_found():
    assert found(workbook(lambda book: book.active.append(["NIK", *map(int, NIK)])), "a.xlsx") == {"nik": 1}
    assert found(workbook(lambda book: book.active.append([*NIK[:15]])), "a.xlsx") == {}


def test_no_finding_holds_the_number_itself():
    content = workbook(lambda book: [book.active.append([NIK, "surel budi.santoso@contoh.id HP 081234567890"])])
    document = services.store(content=io.BytesIO(content), name="a.xlsx", at=AT)
    services.check_release(document_id=document.pk, at=AT)
    kept = " ".join(f"{row.place} {row.sample}" for row in selectors.release_findings(document=document))
    assert not any(secret in kept for secret in (NIK, "santoso", "081234567890"))


def test_equal_findings_are_counted_and_the_worst_stands_first():
    several = [Finding(FindingKind.EMAIL, 1), Finding(FindingKind.NIK, 2), Finding(FindingKind.EMAIL, 1)]
    assert gathered(several) == [Finding(FindingKind.NIK, 2), Finding(FindingKind.EMAIL, 1, count=2)]
    assert len(gathered(Finding(FindingKind.NIK, page) for page in range(1000))) == 200


def test_what_cannot_be_read_was_not_checked(office):
    broken = samples.with_entries(samples.xlsx_file(), {"xl/worksheets/sheet1.xml": b"<rusak"})
    document = services.store(content=io.BytesIO(broken), name="a.xlsx", at=AT)
    assert services.check_release(document_id=document.pk, at=AT).state == CheckState.UNREADABLE
    row = attachment(office_id=office.pk, document=document, access="officers")
    with pytest.raises(services.NotReleased) as caught:
        services.release(attachment_id=row.pk, at=AT)
    assert caught.value.kinds == ["unreadable"]


def test_a_checker_that_dies_lets_nothing_out(office, request):
    document = services.store(content=io.BytesIO(samples.pdf() + b"%abort"), name="a.pdf", at=AT)
    row = attachment(office_id=office.pk, document=document, access="officers")
    request.getfixturevalue("hostile_parser")
    with pytest.raises(services.NotReleased):
        services.release(attachment_id=row.pk, at=AT)


def hidden(office, **more) -> Attachment:
    document = text_document(f"NIK {NIK}")
    return attachment(office_id=office.pk, document=document, access="officers", **more)


def test_nothing_with_findings_becomes_public(office):
    row = hidden(office)
    with pytest.raises(services.NotReleased) as caught:
        services.release(attachment_id=row.pk, at=AT)
    assert (caught.value.title, caught.value.kinds, caught.value.found) == ("Rekapitulasi", ["nik"], "NIK")
    row.refresh_from_db()
    assert (row.access, row.clearance) == (Access.OFFICERS, "")
    with pytest.raises(services.NotReleased):
        attachment(office_id=office.pk, document=row.document, access="public")


def test_what_is_clean_goes_out_and_says_so(office):
    row = services.release(attachment_id=attachment(office_id=office.pk, access="officers").pk, at=AT)
    assert (row.clearance, row.cleared_at) == (Clearance.CLEAN, AT)
    assert selectors.visible_to_public(at=AT).filter(pk=row.pk).exists()


def test_an_officer_lets_findings_pass_by_name_and_reason(office):
    row = hidden(office)
    decision = services.release_despite_findings(
        attachment_id=row.pk, reason=" Nomor rekaan untuk contoh. ", actor="user:7", at=AT
    )
    assert services.release(attachment_id=row.pk, at=AT).clearance == Clearance.DECIDED
    [act] = acts_on(subject_kind="item", subject_id="1")
    assert (act.act, act.actor) == ("documents.release_despite_findings", "user:7")
    assert act.facts["findings"] == "nik"
    assert act.facts["decision"] == decision.pk
    assert "rekaan" not in str(act.facts)
    assert decision.reason == "Nomor rekaan untuk contoh."


def test_what_is_let_out_to_one_is_not_let_out_to_all(office):
    row = hidden(office)
    services.release_despite_findings(
        attachment_id=row.pk, reason="Data dirinya sendiri.", actor="user:7", at=AT, audience=Audience.RECIPIENT
    )
    services.require_release(attachment_id=row.pk, at=AT, audience=Audience.RECIPIENT)
    with pytest.raises(services.NotReleased):
        services.release(attachment_id=row.pk, at=AT)


def test_what_one_applicant_may_have_stops_before_all_the_others(office):
    row = hidden(office)
    out = hidden(office, thing_id="2")
    Attachment.objects.filter(pk=out.pk).update(access=Access.PUBLIC, clearance=Clearance.EARLIER, cleared_at=AT)

    def waits() -> tuple[bool, bool, int]:
        [status] = selectors.release_status(attachments=[row], office_slug=office.slug).values()
        return status.stops, status.may_go_further, selectors.unreleased(office_id=office.pk).count()

    def let_go(audience: Audience) -> None:
        services.release_despite_findings(
            attachment_id=row.pk, reason="Data dirinya sendiri.", actor="user:7", at=AT, audience=audience
        )

    services.check_release(document_id=row.document_id, at=AT)
    assert waits() == (True, True, 2)
    let_go(Audience.RECIPIENT)
    assert waits() == (False, True, 1)
    let_go(Audience.PUBLIC)
    assert waits() == (False, False, 0)


def test_a_decision_holds_for_its_office_alone(office, neighbour):
    row = hidden(office)
    services.release_despite_findings(attachment_id=row.pk, reason="Rekaan.", actor="user:7", at=AT)
    other = hidden(neighbour, thing_id="2")
    with pytest.raises(services.NotReleased):
        services.release(attachment_id=other.pk, at=AT)


@pytest.mark.parametrize(("text", "reason", "code"), [("Aman.", "Ada", "nothing_found"), (NIK, " ", "reason_missing")])
def test_there_is_nothing_to_decide_without_findings_or_reason(office, text, reason, code):
    row = attachment(office_id=office.pk, document=text_document(f"a {text}"), access="officers")
    with pytest.raises(services.NothingToDecide) as caught:
        services.release_despite_findings(attachment_id=row.pk, reason=reason, actor="user:7", at=AT)
    assert caught.value.code == code


def test_what_is_sealed_never_goes_out(office):
    row = attachment(office_id=office.pk, access="sealed")
    for act in (services.require_release, services.release):
        with pytest.raises(ValueError, match="sealed"):
            act(attachment_id=row.pk, at=AT)


def test_a_document_is_looked_at_once(office, monkeypatch):
    document = text_document()
    first = services.check_release(document_id=document.pk, at=AT)
    monkeypatch.setattr("telusur.kernel.documents.services.releasing.parse", None)
    assert services.check_release(document_id=document.pk, at=AT) == first
    ReleaseCheck.objects.update(version=0)
    with pytest.raises(TypeError):
        services.check_release(document_id=document.pk, at=AT)
    assert office


def test_what_was_out_before_stays_out_and_is_looked_at(office):
    clean = attachment(office_id=office.pk)
    row = hidden(office, thing_id="2")
    Attachment.objects.filter(pk__in=[clean.pk, row.pk]).update(
        access="public", openness="open", personal_data=False, clearance=Clearance.EARLIER, cleared_at=AT
    )
    ReleaseCheck.objects.all().delete()
    assert services.check_earlier(at=AT) == 2
    assert set(selectors.visible_to_public(at=AT).values_list("pk", flat=True)) == {clean.pk, row.pk}
    clean.refresh_from_db()
    assert clean.clearance == Clearance.CLEAN
    assert list(selectors.unreleased(office_id=office.pk)) == [row]
    services.release_despite_findings(attachment_id=row.pk, reason="Rekaan.", actor="user:7", at=AT)
    assert list(selectors.unreleased(office_id=office.pk)) == []
    assert services.check_earlier(at=AT) == 0


def test_how_files_stand_is_told_in_three_queries(office, django_assert_num_queries):
    rows = [hidden(office, thing_id=str(number)) for number in range(4)]
    services.check_release(document_id=rows[0].document_id, at=AT)
    with django_assert_num_queries(3):
        shown = selectors.release_status(attachments=rows, office_slug=office.slug)
    assert {one.state for one in shown.values()} == {"found"}
    assert all(one.stops and one.kinds == ["NIK"] for one in shown.values())
