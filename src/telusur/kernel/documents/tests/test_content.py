"""What is taken and what is refused, by real files."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from telusur.kernel.documents import selectors, services
from telusur.kernel.documents.rules import packages
from telusur.kernel.documents.rules.content import Fault, Unacceptable
from telusur.kernel.documents.services.refusals import TEXTS

from . import samples

ON = date(2024, 5, 13)
DOCX = samples.docx_file()


def fault(content: bytes, name: str) -> str:
    with pytest.raises(services.Refused) as caught:
        services.check(content=io.BytesIO(content), name=name, on=ON)
    assert caught.value.message
    assert caught.value.remedy
    assert "%(" not in caught.value.message + caught.value.remedy
    return caught.value.code


@pytest.mark.parametrize("ending", sorted(samples.sound()))
def test_a_sound_file_of_every_type_is_known_by_its_bytes(ending):
    checked = services.check(content=io.BytesIO(samples.sound()[ending]), name=f"berkas.{ending}", on=ON)
    assert checked.type.key == ending


def test_every_type_taken_has_a_sample():
    assert set(samples.sound()) == set(selectors.accepted_types(on=ON))


def test_capitals_and_the_longer_name_of_a_type_are_the_same_type():
    assert services.check(content=io.BytesIO(samples.picture("JPEG")), name="FOTO.JPEG", on=ON).type.key == "jpg"


@pytest.mark.parametrize("kind", sorted(samples.sound()))
def test_bytes_and_name_must_agree(kind):
    """Text alone is what its name says, a table or a note."""
    same = {"csv", "txt"} if kind in ("csv", "txt") else {kind}
    others = [ending for ending in samples.sound() if ending not in same]
    assert {fault(samples.sound()[kind], f"berkas.{ending}") for ending in others} == {"name_disagrees"}


@pytest.mark.parametrize("name", ["berkas", "berkas.", ".pdf", "berkas.pdf.exe", "berkas.doc"])
def test_a_name_without_a_known_ending_is_refused(name):
    assert fault(samples.pdf(), name) == "name_disagrees"


def test_a_disagreement_names_both_and_says_what_to_do():
    with pytest.raises(services.Refused) as caught:
        services.check(content=io.BytesIO(samples.pdf()), name="laporan.docx", on=ON)
    assert caught.value.message == "Nama berkas berakhiran “docx”, tetapi isinya pdf."
    assert caught.value.remedy == "Ubah akhiran nama menjadi “.pdf”, atau unggah berkas yang benar."


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"MZ\x90\x00" + b"\x00" * 100, "program"),
        (b"\x7fELF\x02\x01" + b"\x00" * 100, "program"),
        (b"#!/bin/sh\nrm -rf /\n", "program"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "markup"),
        (b"\xef\xbb\xbf  <svg onload='alert(1)'/>", "markup"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 1000, "old_office"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"Rar!\x1a\x07\x00" + b"\x00" * 50, "unknown_type"),
        (b"\x1f\x8b\x08" + b"\x00" * 50, "unknown_type"),
        (b"GIF89a" + b"\x00" * 50, "unknown_type"),
        (samples.package({"a.txt": "isi"}), "archive"),
    ],
)
def test_what_is_not_a_document_is_refused_under_any_name(content, code):
    assert {fault(content, name) for name in ("a.pdf", "a.txt", "a.jpg")} == {code}


def test_a_zip_renamed_to_an_office_file_is_refused():
    assert fault(samples.package({"a.txt": "isi"}), "a.docx") == "archive"


def test_a_file_over_the_limit_is_refused_with_the_limit():
    content = b"a" * (10 * 1024 * 1024 + 1)
    with pytest.raises(services.Refused) as caught:
        services.check(content=io.BytesIO(content), name="a.txt", on=ON)
    assert caught.value.code == "too_large"
    assert caught.value.message.startswith("Berkas lebih dari 10\xa0MB")


class Endless(io.RawIOBase):
    """Gives zeros for ever, and counts them."""

    given = 0

    def seek(self, *_: int) -> int:
        return 0

    def read(self, size: int = -1) -> bytes:
        self.given += size
        return b"\0" * size


def test_an_endless_file_is_cut_off_at_the_largest_limit():
    content = Endless()
    with pytest.raises(services.Refused, match="lebih dari 100"):
        services.check(content=content, name="a.pdf", on=ON)
    assert content.given <= 102 * 1024 * 1024


@pytest.mark.parametrize("opens", [True, False])
def test_an_encrypted_pdf_is_refused_whoever_holds_the_password(opens):
    assert fault(samples.encrypted_pdf(opens_without_password=opens), "a.pdf") == "encrypted"


@pytest.mark.parametrize("ending", ["pdf", "docx", "xlsx", "ods", "png", "jpg", "webp"])
def test_a_truncated_file_is_refused(ending):
    content = samples.sound()[ending]
    assert fault(content[: len(content) // 2], f"a.{ending}") == "damaged"


def test_a_pdf_that_is_a_zip_as_well_is_refused():
    assert fault(samples.pdf() + samples.package({"a.html": "x"}), "a.pdf") == "two_in_one"


def test_a_picture_that_is_a_zip_as_well_is_refused():
    assert fault(samples.picture("JPEG") + samples.package({"a.html": "x"}), "a.jpg") == "two_in_one"


def test_an_office_file_that_is_a_pdf_as_well_is_refused():
    hidden = samples.package({"%PDF-1.4": "x"})
    assert fault(hidden, "a.docx") == "two_in_one"


def test_a_zip_bomb_is_refused_from_its_list_alone():
    bomb = samples.with_entries(samples.docx_file(), {"word/media/image1.bin": b"\0" * (60 << 20)})
    assert fault(bomb, "a.docx") == "bomb"


def test_a_zip_that_lies_about_its_size_is_refused():
    honest = samples.with_entries(samples.docx_file(), {"word/media/image1.bin": bytes(range(256)) * 8192})
    assert fault(samples.lying_zip(honest, "word/media/image1.bin", 100), "a.docx") in ("damaged", "bomb")


def test_a_zip_of_too_many_entries_is_refused():
    many = {f"word/media/{number}.txt": "" for number in range(5001)}
    assert fault(samples.with_entries(samples.docx_file(), many), "a.docx") == "bomb"


def test_an_archive_inside_an_office_file_is_refused():
    nested = samples.with_entries(samples.docx_file(), {"word/embeddings/isi.zip": samples.package({"a": "b"})})
    assert fault(nested, "a.docx") == "nested"


def test_an_entry_that_leaves_its_folder_is_refused():
    assert fault(samples.with_entries(samples.docx_file(), {"../../etc/passwd": "x"}), "a.docx") == "damaged"


@pytest.mark.parametrize("make", [samples.docx_file, samples.xlsx_file])
def test_a_macro_is_refused(make):
    assert fault(samples.with_entries(make(), {"word/vbaProject.bin": b"x"}), f"a.{make.__name__[:4]}") == "macro"


def test_a_macro_workbook_renamed_is_refused():
    content = samples.xlsx_file()
    main = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    types = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override ContentType="%s"/>'
    assert fault(samples.with_entries(content, {"[Content_Types].xml": types % main}), "a.xlsx") == "macro"


@pytest.mark.parametrize(
    ("make", "part"), [(samples.docx_file, "word/document.xml"), (samples.xlsx_file, "xl/workbook.xml")]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_external_entity_is_refused(make, part, encoding):
    evil = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'.encode(encoding)
    assert fault(samples.with_entries(make(), {part: evil}), f"a.{make.__name__[:4]}") == "unsafe_xml"


def test_an_entity_is_found_across_the_pieces_in_which_it_is_read():
    evil = b"<?xml version='1.0'?>" + b" " * ((1 << 18) - 24) + b"<!DOCTYPE a [<!ENTITY x 'y'>]><a/>"
    assert fault(samples.with_entries(samples.docx_file(), {"word/document.xml": evil}), "a.docx") == "unsafe_xml"


def test_an_encrypted_odf_is_refused():
    manifest = "<manifest><file-entry><encryption-data/></file-entry></manifest>"
    assert fault(samples.with_entries(samples.odt_file(), {"META-INF/manifest.xml": manifest}), "a.odt") == "encrypted"


def test_a_pixel_bomb_is_refused_before_it_is_unpacked():
    assert fault(samples.wide_png(60_000, 60_000), "a.png") == "too_many_pixels"


@pytest.mark.parametrize(
    ("catalog", "flag"),
    [
        (b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>", "javascript"),
        (b"/OpenAction<</S/Launch/F(cmd.exe)>>", "launch"),
        (
            b"/Names<</EmbeddedFiles<</Names[(a)<</Type/Filespec/F(a)/EF<</F 3 0 R>>>>]>>>>",
            "embedded_files",
        ),
    ],
)
def test_what_a_pdf_would_do_by_itself_is_noted(catalog, flag):
    checked = services.check(content=io.BytesIO(samples.raw_pdf(catalog=catalog)), name="a.pdf", on=ON)
    assert checked.flags == (flag,)


def test_a_place_in_a_photo_is_noted():
    from PIL import Image  # noqa: PLC0415

    noted = Image.Exif()
    noted.get_ifd(0x8825)[1] = "S"
    checked = services.check(content=io.BytesIO(samples.picture("JPEG", exif=noted)), name="a.jpg", on=ON)
    assert checked.flags == ("location",)


@given(some.data())
@settings(max_examples=150, deadline=None)
def test_a_package_damaged_anywhere_is_judged_and_ends_nothing(data):
    content = bytearray(DOCX)
    for _ in range(data.draw(some.integers(1, 6))):
        content[data.draw(some.integers(0, len(content) - 1))] = data.draw(some.integers(0, 255))
    with suppress(Unacceptable):  # any other exception fails the test
        packages.inspect(io.BytesIO(bytes(content)), "docx", selectors.limits(on=ON))


def test_a_package_packed_in_a_way_that_office_files_are_not_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as package:
        package.writestr("[Content_Types].xml", "wordprocessingml.document.main+xml")
    assert fault(out.getvalue(), "a.docx") == "damaged"


def test_every_fault_has_its_words():
    assert set(TEXTS) == set(Fault)
