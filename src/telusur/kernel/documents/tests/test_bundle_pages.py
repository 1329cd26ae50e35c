"""Joining papers of every sort behind a front, and telling their pages again."""

from __future__ import annotations

import functools
import io
from datetime import date
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest
import typst
from PIL import Image, ImageChops

from telusur.kernel.documents import services
from telusur.kernel.documents.rules.bundles.pages import PageDigests, is_stamped, stamp_name
from telusur.kernel.documents.rules.bundles.parts import PaperKind, Treatment
from telusur.kernel.documents.rules.content import Fault, Limits, Unacceptable
from telusur.kernel.documents.rules.reading import joining
from telusur.kernel.documents.rules.reading import leaves as surveying

from . import papers

if TYPE_CHECKING:
    from pathlib import Path

ON = date(2026, 3, 2)
FRONT = b"""#set document(title: "Bundel")
#set text(lang: "id")
#set page(width: 21cm, height: 29.7cm)
= Daftar isi
#table(columns: 2, table.header[No.][Bagian], [1], [Surat])
#pagebreak()
= Tindakan
Satu."""
STAMP = """#set page(width: auto, height: auto, margin: 0pt)
#for n in range(0, %d) { if n > 0 { pagebreak() }; [Bundel hlm #n] }"""


def leaves(content: bytes, folder: Path, name: str = "bagian", extension: str = "pdf", **more):
    more = {"blacken": False, **more}
    path = folder / f"{name}.pdf"
    return services.leaves_of(content=io.BytesIO(content), extension=extension, path=path, on=ON, **more)


def joined(folder: Path, *parts) -> bytes:
    (folder / "front.pdf").write_bytes(typst.compile(FRONT, pdf_standards=["a-2a", "ua-1"], timestamp=0))
    whole = sum(part.pages for part in parts)
    (folder / "stamps.pdf").write_bytes(typst.compile((STAMP % max(1, whole)).encode()))
    named = [(f"{number}. Bagian", part) for number, part in enumerate(parts, start=1)]
    made = services.join_bundle(
        front=folder / "front.pdf",
        stamps=folder / "stamps.pdf",
        parts=named,
        title="Bundel contoh",
        chapters=[("Daftar isi", 0), ("Tindakan", 1)],
        on=ON,
    )
    return made.read_bytes()


def picture_of(content: bytes, number: int) -> Image.Image:
    with pypdfium2.PdfDocument(content) as document:
        return document[number].render(scale=1).to_pil().convert("L")  # no colour of a viewer's own on form fields


def text_of(content: bytes, number: int) -> str:
    with pypdfium2.PdfDocument(content) as document:
        return document[number].get_textpage().get_text_range()


def tagged() -> bytes:
    return typst.compile(
        b'#set document(title: "Surat")\n#set text(lang: "id")\n= Surat\nIsi.\n#pagebreak()\n= Lanjutan',
        pdf_standards=["a-2a", "ua-1"],
        timestamp=0,
    )


def encrypted() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(papers.plain())) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(user="sandi", owner="sandi"))
    return out.getvalue()


PAPERS = {
    "plain": papers.plain,
    "turned right": lambda: papers.rotated(90),
    "turned over": lambda: papers.rotated(180),
    "turned left": lambda: papers.rotated(270),
    "cropped": papers.cropped,
    "cropped and turned": papers.cropped_and_rotated,
    "in another unit": papers.with_unit,
    "scanned": papers.scanned,
    "a form": papers.form,
    "with remarks, bookmarks and a file": papers.annotated,
    "tagged": tagged,
}


@pytest.mark.parametrize("name", PAPERS)
def test_a_page_looks_as_before_but_for_its_number(name, tmp_path, db):
    content = PAPERS[name]()
    part = leaves(content, tmp_path)
    assert part.treatment == Treatment.JOINED
    bundle = joined(tmp_path, part)
    for number in range(part.pages):
        before, after = picture_of(content, number), picture_of(bundle, 2 + number)
        assert before.size == after.size
        changed = ImageChops.difference(before, after).getbbox()
        assert changed is not None, "the number is drawn"
        assert changed[1] > after.height * 0.8, "at the foot of the page as it is shown"
        assert changed[0] > after.width * 0.3
        assert f"Bundel hlm {number}" in text_of(bundle, 2 + number).replace("\r\n", " ")


@pytest.mark.parametrize("name", PAPERS)
def test_a_page_has_the_same_digest_in_the_bundle_as_in_its_file(name, tmp_path, db):
    content = PAPERS[name]()
    part = leaves(content, tmp_path)
    with pikepdf.open(io.BytesIO(joined(tmp_path, part))) as bundle, pikepdf.open(io.BytesIO(content)) as alone:
        digests, again = PageDigests(), PageDigests()
        assert [digests.of(page.obj) for page in alone.pages] == list(part.digests)
        for page, digest in zip(bundle.pages[2:], part.digests, strict=True):
            assert again.stands(page.obj, digest)
            assert is_stamped(page.obj, stamp_name(digest))
        assert not any(again.stands(page.obj, digests.of(page.obj)) for page in [*bundle.pages[:2], *alone.pages])


def test_other_words_give_another_digest(tmp_path, db):
    one, other = (typst.compile(f"Nomor {number}".encode()) for number in (1, 2))
    assert leaves(one, tmp_path).digests != leaves(other, tmp_path).digests


def test_what_is_no_part_of_a_page_stays_behind(tmp_path, db):
    content = papers.annotated()
    part = leaves(content, tmp_path)
    assert part.embedded == 1
    bundle = joined(tmp_path, part)
    with pikepdf.open(io.BytesIO(bundle)) as pdf:
        assert len(pdf.attachments) == 0
        assert "/AcroForm" not in pdf.Root
        assert "/Author" not in pdf.docinfo


def test_scripts_stay_behind_and_links_inside_a_paper_lead_on(tmp_path, db):
    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        launch = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        page.obj.AA = pikepdf.Dictionary(O=launch)
        link = {"Type": pikepdf.Name.Annot, "Subtype": pikepdf.Name.Link, "Rect": [10, 10, 50, 50]}
        page.obj.Annots = pikepdf.Array(
            [
                pikepdf.Dictionary(**link, A=launch),
                pikepdf.Dictionary(**link, Dest=pikepdf.Array([pdf.pages[1].obj, pikepdf.Name.Fit])),
            ]
        )

    content = papers.changed(change, typst.compile(b"Satu\n#pagebreak()\nDua"))
    bundle = joined(tmp_path, leaves(content, tmp_path))
    assert b"app.alert" not in bundle
    with pikepdf.open(io.BytesIO(bundle)) as pdf:
        script, link = pdf.pages[2].obj.Annots
        assert "/A" not in script
        assert link.Dest[0].objgen == pdf.pages[3].obj.objgen


def test_each_part_has_its_bookmark_with_its_own_beneath(tmp_path, db):
    content = typst.compile(b"#set heading(bookmarked: true)\n= Pendahuluan\n#pagebreak()\n= Isi\n== Rincian")
    bundle = joined(tmp_path, leaves(papers.plain(), tmp_path, "satu"), leaves(content, tmp_path, "dua"))
    with pypdfium2.PdfDocument(bundle) as document:
        found = [(one.level, one.get_title(), one.get_dest().get_index()) for one in document.get_toc()]
    assert found == [
        (0, "Bundel contoh", 0),
        (1, "Daftar isi", 0),
        (1, "Tindakan", 1),
        (0, "1. Bagian", 2),
        (0, "2. Bagian", 3),
        (1, "Pendahuluan", 3),
        (1, "Isi", 4),
        (2, "Rincian", 4),
    ]


def test_tags_of_accessible_papers_come_along_and_the_bundle_claims_no_more_than_it_is(tmp_path, db):
    bundle = joined(tmp_path, leaves(tagged(), tmp_path, "a"), leaves(papers.scanned(), tmp_path, "b"))
    with pikepdf.open(io.BytesIO(bundle)) as pdf:
        root = pdf.Root.StructTreeRoot
        assert len(root.K) == 2
        tree = pikepdf.NumberTree(root.ParentTree)
        keys = [int(page.obj.StructParents) for page in pdf.pages if "/StructParents" in page.obj]
        assert len(keys) == len(set(keys)) == 4
        assert set(keys) <= {int(key) for key in tree}
        assert "/StructParents" not in pdf.pages[4].obj
        assert pdf.Root.MarkInfo.Suspects
        with pdf.open_metadata() as written:
            assert "pdfaid:part" not in written
            assert written["dc:title"] == "Bundel contoh"
        assert str(pdf.Root.Lang) == "id"


def test_a_layer_that_is_hidden_stays_hidden(tmp_path, db):
    content = papers.layered()
    bundle = joined(tmp_path, leaves(content, tmp_path))
    before, after = picture_of(content, 0), picture_of(bundle, 2)
    assert ImageChops.difference(before, after).getbbox()[1] > after.height * 0.8


def test_a_drawing_left_open_does_not_move_the_number(tmp_path, db):
    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        page.contents_add(pdf.make_stream(b"q 3 0 0 3 50 50 cm q"))

    content = papers.changed(change)
    bundle = joined(tmp_path, leaves(content, tmp_path))
    changed = ImageChops.difference(picture_of(content, 0), picture_of(bundle, 2)).getbbox()
    assert changed[1] > picture_of(bundle, 2).height * 0.8


def test_a_picture_is_drawn_upright_on_a_page_without_what_the_camera_noted(tmp_path, db):
    picture = Image.new("RGB", (300, 100), "red")
    noted = picture.getexif()
    noted[0x0112] = 6  # taken upright, kept lying
    noted[0x010E] = "catatan kamera"
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=noted)
    part = leaves(out.getvalue(), tmp_path, extension="jpg")
    assert (part.kind, part.treatment, part.pages) == (PaperKind.PICTURE, Treatment.DRAWN, 1)
    bundle = joined(tmp_path, part)
    assert b"catatan kamera" not in bundle
    page = picture_of(bundle, 2)
    assert page.height > page.width
    left, top, right, bottom = ImageChops.invert(page).point(lambda v: 255 if v > 60 else 0).getbbox()
    assert bottom - top > right - left


# Papers of people who mean no good, or whose programs do not know better


def odd(**entries) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        for name, value in entries.items():
            pdf.pages[0].obj[f"/{name}"] = value

    return papers.changed(change)


def rooted(marked: bool = False, **entries) -> bytes:  # noqa: FBT001, FBT002 a word of the file
    def change(pdf: pikepdf.Pdf) -> None:
        for name, value in entries.items():
            pdf.Root[f"/{name}"] = pdf.make_indirect(value)
        if marked:
            pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)

    return papers.changed(change)


def tags(**entries) -> pikepdf.Dictionary:
    kid = pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.P)
    numbers = pikepdf.Dictionary(Nums=pikepdf.Array([0, pikepdf.Array([])]))
    return pikepdf.Dictionary({"/K": pikepdf.Array([kid]), "/ParentTree": numbers, **entries})


def numbers(key: int) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(Nums=pikepdf.Array([key, pikepdf.Array([])]))


ODD = {
    "turned by a word": lambda: odd(Rotate=pikepdf.String("90")),
    "turned by half a quarter": lambda: odd(Rotate=45),
    "in a unit of nothing": lambda: odd(UserUnit=0),
    "in a unit that is a word": lambda: odd(UserUnit=pikepdf.String("2")),
    "cropped to nothing": lambda: odd(CropBox=pikepdf.Array([0, 0, 0, 0])),
    "cropped beside the page": lambda: odd(CropBox=pikepdf.Array([5000, 5000, 6000, 6000])),
    "in a box of words": lambda: odd(CropBox=pikepdf.Array([pikepdf.String("a"), 0, 10, 10])),
    "with remarks that are none": lambda: odd(Annots=pikepdf.Dictionary(A=1)),
    "with a key that is a word": lambda: odd(StructParents=pikepdf.Name.x),
    "with a layer that is a number": lambda: rooted(OCProperties=pikepdf.Dictionary(OCGs=pikepdf.Array([1]))),
    "with settings that are a number": lambda: rooted(OCProperties=pikepdf.Dictionary(OCGs=pikepdf.Array([]), D=1)),
    "with tags that are numbers": lambda: rooted(StructTreeRoot=tags(**{"/K": pikepdf.Array([1])}), marked=True),
    "with a tree that is a number": lambda: rooted(StructTreeRoot=tags(**{"/ParentTree": 1}), marked=True),
    "with roles that are a number": lambda: rooted(StructTreeRoot=tags(**{"/RoleMap": 1}), marked=True),
    "with a key beyond counting": lambda: rooted(
        StructTreeRoot=tags(**{"/ParentTree": numbers(2**63 - 9)}), marked=True
    ),
    "with a key below nought": lambda: rooted(StructTreeRoot=tags(**{"/ParentTree": numbers(-1)}), marked=True),
}


@pytest.mark.parametrize("name", ODD)
def test_what_readers_forgive_in_a_paper_does_not_stop_a_bundle(name, tmp_path, db):
    part = leaves(ODD[name](), tmp_path)
    assert (part.treatment, part.fault) == (Treatment.JOINED, "")
    bundle = joined(tmp_path, leaves(tagged(), tmp_path, "muka"), part, leaves(tagged(), tmp_path, "belakang"))
    with pikepdf.open(io.BytesIO(bundle)) as pdf:
        assert PageDigests().stands(pdf.pages[4].obj, part.digests[0])
    assert "Bundel hlm 2" in text_of(bundle, 4)


def test_a_paper_that_cannot_be_joined_alone_is_named_and_not_joined(tmp_path, db):
    part = leaves(odd(Contents=pikepdf.Array([1, 2])), tmp_path)
    assert (part.treatment, part.fault, part.path) == (Treatment.NAMED, "damaged", None)


def test_each_paper_is_joined_once_alone_before_a_bundle_takes_it(monkeypatch):
    def stop(*_given) -> None:
        raise ValueError

    survey = functools.partial(surveying.survey, io.BytesIO(papers.plain()), Limits(*[10**9] * 9), {})
    assert len(survey()["digests"]) == 1
    monkeypatch.setattr(joining, "put_stamp", stop)
    with pytest.raises(Unacceptable) as caught:
        survey()
    assert caught.value.fault == Fault.DAMAGED


def test_a_bundle_inside_a_bundle_keeps_its_pages_and_its_numbers(tmp_path, db):
    inner = joined(tmp_path, leaves(papers.plain(), tmp_path))
    part = leaves(inner, tmp_path)
    outer = joined(tmp_path, part)
    with pikepdf.open(io.BytesIO(outer)) as pdf:
        known = PageDigests()
        assert part.treatment == Treatment.JOINED
        assert all(known.stands(page.obj, one) for page, one in zip(pdf.pages[2:], part.digests, strict=True))
    assert text_of(outer, 4).count("Bundel hlm") == 2


def test_a_page_that_draws_under_the_name_of_a_stamp_is_shown_as_it_is(tmp_path, db):
    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        black = pdf.make_stream(b"0 g 0 0 300 300 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
        black.BBox = pikepdf.Array([0, 0, 300, 300])
        digest = PageDigests().of(page.obj)
        for name in ("/TelusurHlm", stamp_name(digest)):
            page.obj.Resources[pikepdf.Name.XObject] = pikepdf.Dictionary({name: black})
            page.contents_add(pdf.make_stream(b"\nq 1 0 0 1 50 200 cm %s Do Q " % name.encode()))

    content = papers.changed(change)
    part = leaves(content, tmp_path)
    bundle = joined(tmp_path, part)
    changed = ImageChops.difference(picture_of(content, 0), picture_of(bundle, 2)).getbbox()
    assert changed[1] > picture_of(bundle, 2).height * 0.8, "only the number is new"
    with pikepdf.open(io.BytesIO(bundle)) as pdf:
        page = pdf.pages[2].obj
        assert PageDigests().stands(page, part.digests[0])
        name = next(name for name in page.Resources.XObject.keys() if name != stamp_name(part.digests[0]))  # noqa: SIM118
        page.Resources.XObject[name] = pdf.make_stream(b"")
        assert not PageDigests().stands(page, part.digests[0]), "what it drew is not exchanged unseen"


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (lambda: b"%PDF-1.7 rusak", "damaged"),
        (encrypted, "encrypted"),
        (lambda: b"", "damaged"),
    ],
)
def test_a_paper_that_cannot_be_read_is_named_and_not_joined(content, fault, tmp_path, db):
    part = leaves(content(), tmp_path)
    assert (part.treatment, part.fault, part.path) == (Treatment.NAMED, fault, None)


def test_a_sheet_of_numbers_has_no_pages(tmp_path, db):
    part = leaves(b"a,b", tmp_path, extension="csv")
    assert (part.kind, part.treatment, part.fault) == (PaperKind.OFFICE, Treatment.NAMED, "")


def test_what_leads_to_a_person_is_blackened_and_what_may_be_read_remains(tmp_path, db):
    text = f"NIK {papers.NIK}, telepon 0812 3456 7890, surel siti@contoh.id dan budi@contoh.id"
    part = leaves(typst.compile(text.replace("@", "\\@").encode()), tmp_path, blacken=True, keep=["budi@contoh.id"])
    assert part.treatment == Treatment.BLACKENED
    assert part.blackened == ((1, ("nik", "phone", "email")),)
    seen = text_of(joined(tmp_path, part), 2)
    assert "budi@contoh.id" in seen
    assert "siti" not in seen
    assert papers.NIK not in seen
    assert "7890" not in seen


@pytest.mark.parametrize("name", ["a form", "turned left", "cropped"])
def test_a_number_is_found_wherever_a_page_shows_it(name, tmp_path, db):
    part = leaves(PAPERS[name](), tmp_path, blacken=True)
    assert (part.treatment, part.blackened) == (Treatment.BLACKENED, ((1, ("nik",)),))


def test_a_paper_without_such_words_stays_as_it_is(tmp_path, db):
    assert leaves(typst.compile(b"Berita acara"), tmp_path, blacken=True).treatment == Treatment.JOINED
