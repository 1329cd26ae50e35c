from __future__ import annotations

import io

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError, InternalError, OperationalError

from telusur.kernel.documents import selectors, services
from telusur.kernel.documents.models import Document

from .factories import AT, attachment, text_document

pytestmark = pytest.mark.django_db


def test_what_is_stored_is_read_back_byte_for_byte():
    document = services.store(content=io.BytesIO(b"satu\r\ndua\n"), name="a.txt", at=AT)
    with services.open_bytes(document=document) as content:
        assert content.read() == b"satu\r\ndua\n"


def test_the_same_bytes_are_kept_once():
    assert text_document("sama").pk == text_document("sama").pk


def test_the_reading_is_queued_once_for_the_same_bytes():
    from procrastinate.contrib.django.models import ProcrastinateJob  # noqa: PLC0415

    document = text_document("sama")
    text_document("sama")
    jobs = ProcrastinateJob.objects.filter(task_name="documents.read")
    assert [job.args for job in jobs] == [{"document_id": document.pk}]


def test_a_public_attachment_is_downloaded_under_its_own_name(client, office):
    hanging = attachment(office_id=office.pk, title="Rekapitulasi / Suara", document=text_document("isi"))
    response = client.get(selectors.address(attachment=hanging))
    assert response.headers["Content-Disposition"] == 'attachment; filename="Rekapitulasi-Suara.txt"'
    assert b"".join(response.streaming_content) == b"isi"


def test_bytes_under_an_id_never_change():
    document = text_document()
    with pytest.raises((IntegrityError, InternalError, OperationalError), match="never change"), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(digest="0" * 64)


def test_nobody_deletes_a_document_behind_the_back_of_the_one_function():
    document = text_document()
    with pytest.raises(IntegrityError, match="delete_document alone"), transaction.atomic(), connection.cursor() as sql:
        sql.execute("delete from documents_document where id = %s", [document.pk])
