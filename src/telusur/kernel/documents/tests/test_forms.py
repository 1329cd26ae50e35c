from __future__ import annotations

import io
from datetime import date

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from telusur.kernel.documents import services
from telusur.kernel.documents.forms import LARGEST_REQUEST, UploadField, UploadForm, UploadQuota

from . import samples
from .factories import AT

ON = date(2024, 5, 13)


class One(UploadForm):
    scan = UploadField(only=("pdf", "png"), required=False)


class Small(UploadForm):
    scan = UploadField(only=("pdf", "png"), largest=4096)


class Many(UploadForm):
    files = UploadField(multiple=True)


def given(name: str, *files: tuple[str, bytes]) -> MultiValueDict:
    return MultiValueDict({name: [SimpleUploadedFile(file, content) for file, content in files]})


def test_a_sound_file_comes_with_what_was_found_out():
    form = One({}, given("scan", ("a.pdf", samples.pdf())), on=ON)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["scan"].checked.type.key == "pdf"


@pytest.mark.django_db
def test_what_was_checked_is_stored_without_a_second_look(monkeypatch):
    from telusur.kernel.documents.services import storing  # noqa: PLC0415

    form = One({}, given("scan", ("a.pdf", samples.pdf())), on=ON)
    assert form.is_valid()
    upload = form.cleaned_data["scan"]
    monkeypatch.setattr(storing, "parse", None)
    document = services.store(content=upload.content, name=upload.name, checked=upload.checked, at=AT)
    assert document.page_count == 1


def test_a_fault_stands_at_the_field_with_name_reason_and_remedy():
    form = One({}, given("scan", ("kartu.pdf", b"")), on=ON)
    assert form.errors["scan"] == [
        "kartu.pdf: Berkas kosong (0 bita). Periksa berkas di komputer Anda dan unggah yang berisi."
    ]


def test_each_of_several_files_has_its_own_fault():
    files = given("files", ("a.pdf", samples.pdf()), ("b.pdf", samples.picture()), ("c.docx", b"MZ\x00\x00"))
    form = Many({}, files, on=ON)
    assert [fault.split(":")[0] for fault in form.errors["files"]] == ["b.pdf", "c.docx"]


def test_several_files_come_in_the_order_given():
    form = Many({}, given("files", ("b.txt", b"dua"), ("a.txt", b"satu")), on=ON)
    assert form.is_valid()
    assert [upload.name for upload in form.cleaned_data["files"]] == ["b.txt", "a.txt"]


def test_a_type_the_field_does_not_take_is_refused_with_those_it_takes():
    form = One({}, given("scan", ("a.docx", samples.docx_file())), on=ON)
    assert "Unggah salah satu dari: pdf, png." in form.errors["scan"][0]


def test_a_field_that_takes_less_says_so_and_holds_to_it():
    assert "paling besar 4\xa0KB" in Small(on=ON).as_p()
    form = Small({}, given("scan", ("a.pdf", samples.pdf() + b"\n" * 5000)), on=ON)
    assert "lebih dari 4\xa0KB" in form.errors["scan"][0]


def test_no_file_is_no_fault_unless_one_is_asked_for():
    assert One({}, {}, on=ON).is_valid()
    assert not Many({}, {}, on=ON).is_valid()


def test_too_many_files_are_refused():
    form = Many({}, given("files", *((f"{n}.txt", b"isi") for n in range(21))), on=ON)
    assert form.errors["files"] == ["Paling banyak 20 berkas."]


def test_the_chooser_offers_what_is_taken():
    page = Many(on=ON).as_p()
    assert 'accept=".pdf,.docx,.xlsx,' in page
    assert "multiple" in page
    assert "paling besar 100\xa0MB" in page


def test_a_request_larger_than_any_form_takes_is_ended():
    quota = UploadQuota()
    with pytest.raises(RequestDataTooBig):
        quota.handle_raw_input(io.BytesIO(), {}, LARGEST_REQUEST + 1, b"", None)
