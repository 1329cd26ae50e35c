"""The test set of blackening: what was taken away is searched for in bytes, streams, text, pixels and every entry."""

from __future__ import annotations

import io
import json
import re
from dataclasses import asdict

import pikepdf
import pypdfium2
import pytest

from telusur.kernel.documents.rules.content import Fault, Limits, Unacceptable
from telusur.kernel.documents.rules.reading import blackening, proving
from telusur.kernel.documents.rules.redaction.geometry import WHOLE, Box, pixels, placed
from telusur.kernel.documents.rules.redaction.words import Word, boxes_over, plain

from . import papers, samples

LIMITS = Limits(
    entries=5000,
    unpacked=314572800,
    ratio=150,
    ratio_from=10485760,
    pages=3000,
    pixels=80000000,
    pictures=60,
    characters=5000000,
    cells=1000000,
)
BOUNDS = {"dpi": 100, "least_dpi": 40, "pixels": 24000000, "pages": 500, "largest": 104857600}
SOUGHT = {papers.NIK, plain(papers.NAME)}


def job(folder, **bounds):
    return {"folder": str(folder), "limits": asdict(LIMITS), "kind": "pdf", "redaction": {**BOUNDS, **bounds}}


def words(folder, content: bytes) -> list[Word]:
    blackening.prepare(io.BytesIO(content), LIMITS, job(folder))
    pages = json.loads((folder / "report.json").read_text())
    return [Word(text, Box(*sides)) for text, *sides in pages[0]["words"]]


def blackened(folder, content: bytes, boxes: list[Box]) -> bytes:
    (folder / "plan.json").write_text(json.dumps({"boxes": {1: [box.sides for box in boxes]}}))
    blackening.blacken(io.BytesIO(content), LIMITS, job(folder))
    return (folder / "result.pdf").read_bytes()


def secret_boxes(found: list[Word]) -> list[Box]:
    secret = [word for word in found if plain(word.text) in SOUGHT]
    assert {plain(word.text) for word in secret} == SOUGHT
    return [box for word in secret for box in boxes_over([word])]


def everything_in(content: bytes) -> bytes:
    """The bytes of a file, each of its streams decompressed, each of its objects written out, and the text it gives."""
    parts = [content]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for one in pdf.objects:
            parts.append(one.unparse())
            if isinstance(one, pikepdf.Stream):
                parts.append(one.read_raw_bytes())
                if str(one.get("/Filter", "")) != "/DCTDecode":
                    parts.append(one.read_bytes())
        parts += [str(value).encode() for value in pdf.docinfo.values()]
    with pypdfium2.PdfDocument(content) as document:
        for page in document:
            parts.append(page.get_textpage().get_text_range().encode())
    return b"\n".join(parts)


def forms_of(text: str) -> list[bytes]:
    coded = [text.encode(), text.encode("utf-16-be"), text.encode("utf-16-le")]
    return coded + [form.hex().encode() for form in coded]


@pytest.mark.parametrize("name", papers.EVERY)
def test_nothing_of_the_secret_is_left_anywhere(name, tmp_path):
    content = papers.EVERY[name]()
    boxes = secret_boxes(words(tmp_path, content))
    copy = blackened(tmp_path, content, boxes)
    whole = everything_in(copy).lower()
    for text in (papers.NIK, papers.NAME, papers.NAME.upper(), papers.NIK[4:14]):
        assert not [form for form in forms_of(text) if form.lower() in whole]
    assert proving.prove(io.BytesIO(copy), LIMITS, job(tmp_path)) == {"leak": ""}


@pytest.mark.parametrize("name", papers.EVERY)
def test_every_box_is_black_to_its_edges_on_the_drawn_page(name, tmp_path):
    content = papers.EVERY[name]()
    boxes = secret_boxes(words(tmp_path, content))
    with pypdfium2.PdfDocument(blackened(tmp_path, content, boxes)) as document:
        picture = document[0].render(scale=1).to_pil().convert("L")
    for box in boxes:
        left, top, right, bottom = pixels(box, *picture.size)
        assert picture.crop((left + 1, top + 1, right - 1, bottom - 1)).getextrema()[1] < 40


@pytest.mark.parametrize("name", papers.EVERY)
def test_what_is_not_blackened_is_still_seen_and_still_read(name, tmp_path):
    content = papers.EVERY[name]()
    found = words(tmp_path, content)
    copy = blackened(tmp_path, content, secret_boxes(found))
    with pypdfium2.PdfDocument(copy) as document:
        text = document[0].get_textpage().get_text_range()
        size = document[0].get_size()
    assert {plain(word) for word in text.split()} == {plain(word.text) for word in found} - SOUGHT
    with pypdfium2.PdfDocument(content) as original:
        unit = 2.5 if name == "with a unit of its own" else 1
        assert size == pytest.approx([side * unit for side in original[0].get_size()], abs=0.1)


@pytest.mark.parametrize("name", papers.EVERY)
def test_the_words_stand_where_they_are_seen(name, tmp_path):
    """A word of the original, looked for at its place on the copy's picture, is there: both have the same geometry."""
    content = papers.EVERY[name]()
    found = words(tmp_path, content)
    copy = blackened(tmp_path, content, secret_boxes(found))
    with pypdfium2.PdfDocument(copy) as document:
        picture = document[0].render(scale=1.5).to_pil().convert("L")
    for word in found:
        low, high = picture.crop(pixels(word.box, *picture.size)).getextrema()
        assert (low < 100 < high) or plain(word.text) in SOUGHT


def test_the_original_has_it_so_that_the_search_can_fail():
    for name, make in papers.EVERY.items():
        whole = everything_in(make())
        assert papers.NIK.encode() in whole, name


def test_a_scan_is_blackened_by_boxes_alone(tmp_path):
    content = papers.scanned()
    assert words(tmp_path, content) == []
    box = Box(1000, 1200, 6000, 2500)
    copy = blackened(tmp_path, content, [box])
    with pypdfium2.PdfDocument(copy) as document:
        picture = document[0].render(scale=1).to_pil().convert("L")
    left, top, right, bottom = pixels(box, *picture.size)
    assert picture.crop((left + 1, top + 1, right - 1, bottom - 1)).getextrema()[1] < 40
    with pypdfium2.PdfDocument(content) as document:
        before = document[0].render(scale=1).to_pil().convert("L").crop((left, top, right, bottom))
    assert before.getextrema() == pytest.approx((0, 255), abs=60)
    assert proving.prove(io.BytesIO(copy), LIMITS, job(tmp_path)) == {"leak": ""}


@pytest.mark.parametrize("make", [papers.written_over, papers.on_another_layer])
def test_text_under_other_text_never_comes_along(make, tmp_path):
    assert papers.NIK in make_text(make())
    assert not [word for word in words(tmp_path, make()) if plain(word.text) in SOUGHT]
    assert papers.NIK.encode() not in everything_in(blackened(tmp_path, make(), [Box(0, 9000, 100, 9100)]))


def test_what_letters_claim_to_stand_for_is_not_written_anew(tmp_path):
    """A number in two lines, of which the first claims to be the whole: a box over the second takes what it covers."""
    first, second = papers.NIK[:8], papers.NIK[8:]
    content = papers.said_otherwise(papers.NIK, first, second)
    found = {word.text: word for word in words(tmp_path, content)}
    assert {first, second} <= set(found)
    copy = make_text(blackened(tmp_path, content, boxes_over([found[second]])))
    assert first in copy
    assert second not in copy


@pytest.mark.parametrize("make", [papers.covered, papers.white_on_white, papers.off_the_page, papers.layered])
def test_text_that_no_eye_sees_never_comes_along(make, tmp_path):
    """Not even where nobody drew a box over it."""
    found = words(tmp_path, make())
    assert papers.NIK in make_text(make()) or make is papers.off_the_page
    copy = blackened(tmp_path, make(), [Box(0, 9000, 100, 9100)])
    unseen = 2 if make is not papers.layered else 0
    assert len([word for word in found if plain(word.text) in SOUGHT]) == 2 - unseen
    assert (papers.NIK.encode() in everything_in(copy)) is (make is papers.layered)


def make_text(content: bytes) -> str:
    with pypdfium2.PdfDocument(content) as document:
        return document[0].get_textpage().get_text_range()


def test_text_under_a_bar_on_a_scan_never_comes_along_even_where_the_bar_is_short(tmp_path):
    """A scan with a text layer, over which somebody drew a bar that covers half of the number."""
    found = words(tmp_path, papers.plain())
    [nik] = [word for word in found if word.text == papers.NIK]
    scan = blackened(tmp_path, papers.plain(), [Box(0, 9000, 100, 9100)])
    assert papers.NIK in make_text(scan)
    middle = (nik.box.left + nik.box.right) // 2
    left, bottom, right, top = placed(Box(nik.box.left, nik.box.top, middle, nik.box.bottom), 396.85, 510.24)
    bar = f"0 g {left:.1f} {bottom - 3:.1f} {right - left:.1f} {top - bottom + 6:.1f} re f".encode()
    covered = papers.changed(lambda pdf: pdf.pages[0].contents_add(bar), scan)
    kept = {word.text for word in words(tmp_path, covered)}
    assert papers.NIK not in kept
    assert {"Rekapitulasi", papers.NAME, "Penutup"} <= kept


def test_one_touched_letter_takes_the_word_from_the_text(tmp_path):
    found = words(tmp_path, papers.plain())
    [nik] = [word for word in found if word.text == papers.NIK]
    sliver = Box(nik.box.left, nik.box.top, nik.box.left + 5, nik.box.bottom)
    copy = blackened(tmp_path, papers.plain(), [sliver])
    assert papers.NIK not in make_text(copy)


def test_the_same_plan_gives_the_same_bytes(tmp_path):
    boxes = secret_boxes(words(tmp_path, papers.plain()))
    assert blackened(tmp_path, papers.plain(), boxes) == blackened(tmp_path, papers.plain(), boxes)


@pytest.mark.parametrize(
    ("content", "bounds", "fault"),
    [
        (lambda: samples.encrypted_pdf(opens_without_password=True), {}, Fault.ENCRYPTED),
        (lambda: samples.encrypted_pdf(opens_without_password=False), {}, Fault.ENCRYPTED),
        (papers.huge, {}, Fault.TOO_MANY_PIXELS),
        (lambda: papers.many(3), {"pages": 2}, Fault.TOO_MANY_PAGES),
        (lambda: b"%PDF-1.7\nrusak", {}, Fault.DAMAGED),
        (lambda: papers.plain()[:2000], {}, Fault.DAMAGED),
        (lambda: papers.many(2), {"largest": 2000}, Fault.TOO_LARGE),
    ],
)
def test_what_cannot_be_done_well_is_refused_with_its_reason(content, bounds, fault, tmp_path):
    (tmp_path / "plan.json").write_text(json.dumps({"boxes": {}}))
    with pytest.raises(Unacceptable) as caught:
        blackening.blacken(io.BytesIO(content()), LIMITS, job(tmp_path, **bounds))
    assert caught.value.fault == fault


def test_a_box_on_a_page_that_is_not_there_is_refused(tmp_path):
    (tmp_path / "plan.json").write_text(json.dumps({"boxes": {7: [[0, 0, 9, 9]]}}))
    with pytest.raises(Unacceptable):
        blackening.blacken(io.BytesIO(papers.plain()), LIMITS, job(tmp_path))


class TestProof:
    """The proof refuses every copy that was tampered with."""

    @pytest.fixture
    def made(self, tmp_path):
        return blackened(tmp_path, papers.plain(), secret_boxes(words(tmp_path, papers.plain())))

    def leak(self, folder, content: bytes) -> str:
        return proving.prove(io.BytesIO(content), LIMITS, job(folder))["leak"]

    def test_a_sound_copy_passes(self, tmp_path, made):
        assert self.leak(tmp_path, made) == ""

    def test_the_original_in_its_place_does_not(self, tmp_path, made):
        assert self.leak(tmp_path, papers.plain()) != ""
        assert made

    @pytest.mark.parametrize(
        "change",
        [
            lambda pdf: pdf.docinfo.__setitem__("/Author", "Budi"),
            lambda pdf: pdf.attachments.__setitem__("a.txt", b"isi"),
            lambda pdf: pdf.Root.__setitem__("/Names", pikepdf.Dictionary()),
            lambda pdf: pdf.Root.__setitem__("/Lang", pikepdf.String(papers.NIK)),
            lambda pdf: pdf.pages[0].obj.__setitem__("/Annots", pikepdf.Array([])),
            lambda pdf: pdf.pages[0].contents_add(b"BT (x) ' ET"),
            lambda pdf: pdf.pages[0].obj.Resources.__setitem__("/Properties", pikepdf.Dictionary()),
            lambda pdf: pdf.pages[0].obj.Resources.Font.F.__setitem__("/Encoding2", pikepdf.Name.X),
            lambda pdf: pdf.pages[0].obj.Resources.XObject.P.__setitem__("/Metadata", pdf.make_stream(b"x")),
            lambda pdf: pdf.pages[0].obj.Resources.Font.F.ToUnicode.write(b"lain"),
        ],
    )
    def test_any_entry_more_is_a_leak(self, tmp_path, made, change):
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(made)) as pdf:
            change(pdf)
            pdf.save(out)
        assert self.leak(tmp_path, out.getvalue()) != ""

    def test_a_second_version_is_a_leak(self, tmp_path, made):
        assert self.leak(tmp_path, made + b"\n1 0 obj\n<<>>\nendobj\nstartxref\n0\n%%EOF\n") == "more than one version"

    def test_a_word_more_in_the_text_is_a_leak(self, tmp_path, made):
        out = io.BytesIO()
        more = b"BT 3 Tr /F 10 Tf 1 0 0 1 20 20 Tm <%s> Tj ET" % "tambahan".encode("utf-16-be").hex().encode()
        with pikepdf.open(io.BytesIO(made)) as pdf:
            pdf.pages[0].obj.Contents.write(pdf.pages[0].obj.Contents.read_bytes() + b"\n" + more)
            pdf.save(out)
        assert self.leak(tmp_path, out.getvalue()) == "other words than those that remain"

    def test_a_box_that_is_not_black_is_a_leak(self, tmp_path, made):
        plan = json.loads((tmp_path / "plan.json").read_text())
        plan["boxes"]["1"].append([8000, 8000, 9000, 9000])
        (tmp_path / "plan.json").write_text(json.dumps(plan))
        assert self.leak(tmp_path, made) == "a box that is not black"

    def test_letters_under_a_box_are_a_leak(self, tmp_path, made):
        [word] = [word for word in words(tmp_path, papers.plain()) if word.text == "Rekapitulasi"]
        copy = blackened(tmp_path, papers.plain(), [word.box])
        report = json.loads((tmp_path / "report.json").read_text())
        report[0]["kept"].append("Rekapitulasi")
        (tmp_path / "report.json").write_text(json.dumps(report))
        left, bottom = word.box.left / WHOLE * 396.85, (1 - word.box.bottom / WHOLE) * 510.24
        more = b"BT 3 Tr /F 10 Tf 1 0 0 1 %.2f %.2f Tm <%s> Tj ET" % (
            left + 5,
            bottom + 2,
            "Rekapitulasi".encode("utf-16-be").hex().encode(),
        )
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(copy)) as pdf:
            pdf.pages[0].obj.Contents.write(pdf.pages[0].obj.Contents.read_bytes() + b"\n" + more)
            pdf.save(out)
        assert self.leak(tmp_path, out.getvalue()) in ("a letter under a box", "a word in a stream")
        assert made


def test_no_coordinate_is_taken_for_a_word():
    """Numbers of a content stream are told from blackened numbers by their length."""
    assert list(proving._forms("2024")) == ["2024".encode("utf-16-be"), "2024".encode("utf-16-le")] or all(
        not re.fullmatch(rb"\d{1,9}", form) for form in proving._forms("2024")
    )
