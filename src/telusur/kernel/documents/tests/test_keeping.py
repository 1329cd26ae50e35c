"""How long bytes stay: holds, deletion, sweep, and what two who come at once leave behind."""

from __future__ import annotations

import io
import json
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.utils import IntegrityError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from telusur.kernel.documents import commands, selectors, services
from telusur.kernel.documents.models import Attachment, Document
from telusur.kernel.ledger.selectors import acts_on
from telusur.kernel.ledger.services import personal_digest

from . import samples
from .factories import AT, attachment, text_document

pytestmark = pytest.mark.django_db


def place(document: Document) -> str:
    return selectors.place_of(document.digest)


def age(document_place: str) -> None:
    """Let a file be two days old."""
    then = (AT - timedelta(days=2)).timestamp()
    os.utime(default_storage.path(document_place), (then, then))


def delete(document: Document, office, **more) -> bool:
    return services.delete_document(
        document_id=document.pk, office_id=office.pk, decree="BA-1", actor="user:1", at=AT, **more
    )


@given(content=some.binary(min_size=1, max_size=3000))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_taken_come_back_as_they_were(content):
    try:
        document = services.store(content=io.BytesIO(content), name="a.txt", at=AT)
    except services.Refused:
        return
    with services.open_bytes(document=document) as kept:
        assert kept.read() == content


def test_bytes_that_were_refused_leave_nothing_behind():
    with pytest.raises(services.Refused):
        services.store(content=io.BytesIO(b"MZ\x00"), name="a.pdf", at=AT)
    assert not Document.objects.exists()
    assert list(services.verify()) == []


def test_bytes_are_under_their_digest_whole_and_for_us_alone():
    document = text_document("isi")
    path = default_storage.path(place(document))
    with open(path, "rb") as file:  # noqa: PTH123
        assert file.read() == b"isi"
    assert os.stat(path).st_mode & 0o077 == 0  # noqa: PTH116
    assert os.listdir(os.path.dirname(path)) == [document.digest]  # noqa: PTH120, PTH208


def test_the_check_of_other_bytes_is_not_believed():
    checked = services.check(content=io.BytesIO(b"catatan"), name="a.txt", on=AT.date())
    with pytest.raises(services.Refused):
        services.store(content=io.BytesIO(b"MZ\x00\x00"), name="a.txt", at=AT, checked=checked)


@pytest.mark.django_db(transaction=True)
def test_the_same_bytes_from_many_at_once_are_one_document(files):
    barrier = threading.Barrier(4)

    def store(_: int) -> int:
        barrier.wait(timeout=20)
        try:
            return text_document("bersamaan").pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(store, range(4)))) == 1
    assert Document.objects.count() == 1
    assert list(services.verify()) == []


def test_a_version_replaces_the_one_before(office):
    first = attachment(office_id=office.pk)
    second = attachment(office_id=office.pk, document=text_document("baru"), replaces=first.pk)
    assert second.version == 2
    assert list(selectors.attachments_of(thing_kind="item", thing_id="1")) == [second]
    every = selectors.attachments_of(thing_kind="item", thing_id="1", every_version=True)
    assert list(every) == [first, second]


def test_two_versions_never_replace_the_same_one(office):
    first = attachment(office_id=office.pk)
    attachment(office_id=office.pk, replaces=first.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        attachment(office_id=office.pk, replaces=first.pk)


def test_a_version_stays_at_its_thing(office, neighbour):
    first = attachment(office_id=office.pk)
    with pytest.raises(ValueError, match="same thing"):
        attachment(office_id=neighbour.pk, replaces=first.pk)


def test_an_attachment_is_never_moved_to_another_thing(office):
    row = attachment(office_id=office.pk)
    with pytest.raises(IntegrityError, match="stays at its thing"), transaction.atomic():
        Attachment.objects.filter(pk=row.pk).update(thing_id="2")


def test_deleting_takes_rows_pictures_and_bytes_and_is_written_down(office, django_capture_on_commit_callbacks):
    document = services.store(content=io.BytesIO(samples.picture()), name="a.png", at=AT)
    services.read(document_id=document.pk)
    attachment(office_id=office.pk, document=document, access="officers")
    kept = [place(document), f"drawn/{document.pk}/1.webp", f"drawn/{document.pk}/preview.webp"]
    assert all(default_storage.exists(name) for name in kept)
    with django_capture_on_commit_callbacks(execute=True):
        assert delete(document, office) is True
    assert not any(default_storage.exists(name) for name in kept)
    (act,) = acts_on(subject_kind="document", subject_id=str(document.pk))
    named = personal_digest(document.digest)  # nobody said that it holds no personal data
    assert (act.act, act.facts["digest"], act.facts["decree"]) == ("documents.delete", named, "BA-1")


def test_bytes_stay_while_another_office_keeps_them(office, neighbour, django_capture_on_commit_callbacks):
    document = text_document()
    attachment(office_id=office.pk, document=document)
    attachment(office_id=neighbour.pk, document=document)
    with django_capture_on_commit_callbacks(execute=True):
        assert delete(document, office) is False
    assert default_storage.exists(place(document))
    assert [row.office_id for row in Attachment.objects.all()] == [neighbour.pk]


def test_every_version_of_the_same_bytes_goes_with_them(office):
    document = text_document()
    first = attachment(office_id=office.pk, document=document)
    attachment(office_id=office.pk, document=document, replaces=first.pk)
    assert delete(document, office) is True


def test_a_document_on_which_a_later_version_stands_is_still_used(office):
    old = text_document("lama")
    first = attachment(office_id=office.pk, document=old)
    attachment(office_id=office.pk, document=text_document("baru"), replaces=first.pk)
    with pytest.raises(services.StillUsed), transaction.atomic():
        delete(old, office)


def test_an_office_that_does_not_keep_a_document_does_not_delete_it(office, neighbour):
    document = text_document()
    attachment(office_id=office.pk, document=document)
    with pytest.raises(Attachment.DoesNotExist):
        delete(document, neighbour)


def hold(office, **more):
    facts = {"thing_kind": "item", "thing_id": "1", "decree": "Sengketa 4/2024", "actor": "user:1", "at": AT, **more}
    return services.place_hold(office_id=office.pk, **facts)


@pytest.mark.parametrize("on_the_document", [True, False])
def test_a_legal_hold_keeps_a_document_and_its_lifting_lets_it_go(office, on_the_document):
    document = text_document()
    attachment(office_id=office.pk, document=document)
    named = {"thing_kind": "document", "thing_id": document.pk} if on_the_document else {}
    placed = hold(office, **named)
    with pytest.raises(services.Held, match="Sengketa 4/2024"):
        delete(document, office)
    services.lift_hold(hold_id=placed.pk, decree="Putusan 4/2024", actor="user:1", at=AT)
    assert delete(document, office) is True


def test_a_hold_covers_what_is_attached_after_it(office):
    hold(office)
    document = text_document()
    attachment(office_id=office.pk, document=document)
    with pytest.raises(services.Held):
        delete(document, office)


def test_a_hold_at_another_office_keeps_the_shared_bytes(office, neighbour):
    document = text_document()
    attachment(office_id=office.pk, document=document)
    attachment(office_id=neighbour.pk, document=document, thing_id="9")
    hold(neighbour, thing_id="9")
    with pytest.raises(services.Held):
        delete(document, office)


def test_the_database_itself_asks_the_hold(office):
    document = text_document()
    row = attachment(office_id=office.pk, document=document)
    hold(office)
    with pytest.raises(IntegrityError, match="legal hold"), transaction.atomic(), connection.cursor() as sql:
        sql.execute("select set_config('telusur.deleting_document', %s, true)", [str(document.pk)])
        sql.execute("delete from documents_attachment where id = %s", [row.pk])


def test_the_leave_to_delete_one_document_is_none_for_another():
    document, other = text_document("satu"), text_document("dua")
    with pytest.raises(IntegrityError, match="delete_document alone"), transaction.atomic(), connection.cursor() as sql:
        sql.execute("select set_config('telusur.deleting_document', %s, true)", [str(document.pk)])
        sql.execute("delete from documents_document where id = %s", [other.pk])


def test_the_sweep_removes_what_a_taken_back_transaction_left():
    with pytest.raises(RuntimeError), transaction.atomic():
        orphan = place(text_document("batal"))
        raise RuntimeError
    named = place(text_document("tetap"))
    age(orphan)
    age(named)
    assert services.sweep(at=AT) == 1
    assert not default_storage.exists(orphan)
    assert default_storage.exists(named)


def test_the_sweep_leaves_what_is_younger_than_a_day():
    with pytest.raises(RuntimeError), transaction.atomic():
        orphan = place(text_document("batal"))
        raise RuntimeError
    then = (AT - timedelta(hours=23)).timestamp()
    os.utime(default_storage.path(orphan), (then, then))
    assert services.sweep(at=AT) == 0
    assert default_storage.exists(orphan)


def test_the_sweep_removes_a_document_that_hung_nowhere_for_three_days(office, django_capture_on_commit_callbacks):
    unused, used = text_document("tak terpakai"), text_document("terpakai")
    attachment(office_id=office.pk, document=used)
    assert services.sweep(at=AT + timedelta(days=3)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert services.sweep(at=AT + timedelta(days=3, minutes=1)) == 1
    assert list(Document.objects.all()) == [used]
    assert not default_storage.exists(place(unused))
    assert default_storage.exists(place(used))


def test_bytes_brought_again_before_they_hang_anywhere_wait_anew():
    document = text_document("dua kali")
    again = AT + timedelta(days=2)
    assert services.store(content=io.BytesIO(b"dua kali"), name="a.txt", at=again).pk == document.pk
    services.sweep(at=AT + timedelta(days=4))
    assert Document.objects.filter(pk=document.pk).exists()


def test_a_legal_hold_outlasts_the_sweep(office):
    document = text_document("ditahan")
    hold(office, thing_kind="document", thing_id=str(document.pk))
    services.sweep(at=AT + timedelta(days=9))
    assert Document.objects.filter(pk=document.pk).exists()


def test_bytes_that_come_again_after_a_sweep_are_kept_again():
    with pytest.raises(RuntimeError), transaction.atomic():
        age(place(text_document("datang lagi")))
        raise RuntimeError
    services.sweep(at=AT)
    document = text_document("datang lagi")
    assert default_storage.exists(place(document))


def _someone_waits() -> bool:
    """Ask the database until a session waits for a digest, at most ten thousand times."""
    with connection.cursor() as sql:
        for _ in range(10_000):
            sql.execute("select count(*) from pg_locks where locktype = 'advisory' and not granted")
            if sql.fetchone()[0]:
                return True
    return False


@pytest.mark.django_db(transaction=True)
def test_the_sweep_waits_for_a_transaction_that_stores_the_same_bytes(files):
    with pytest.raises(RuntimeError), transaction.atomic():
        orphan = place(text_document("berebut"))
        raise RuntimeError
    stored, commit = threading.Event(), threading.Event()

    def store() -> None:
        try:
            with transaction.atomic():
                text_document("berebut")
                age(orphan)
                stored.set()
                commit.wait(timeout=20)
        finally:
            connection.close()

    def sweep() -> int:
        try:
            return services.sweep(at=AT)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        storing = pool.submit(store)
        assert stored.wait(timeout=20)
        sweeping = pool.submit(sweep)
        assert _someone_waits()
        commit.set()
        storing.result(timeout=20)
        assert sweeping.result(timeout=20) == 0
    assert default_storage.exists(orphan)


def test_pictures_of_a_document_that_is_gone_are_swept():
    from django.core.files.base import ContentFile  # noqa: PLC0415

    document = services.store(content=io.BytesIO(samples.picture()), name="a.png", at=AT)
    services.read(document_id=document.pk)
    default_storage.save("drawn/999999/1.webp", ContentFile(b"x"))
    assert services.sweep(at=AT) == 1
    assert not default_storage.exists("drawn/999999/1.webp")
    assert default_storage.exists(f"drawn/{document.pk}/1.webp")


OPENING = {
    "purpose": "check_identity",
    "act": "requests.open_identity",
    "subject_kind": "request",
    "subject_id": "77",
    "actor": "user:5",
    "at": AT,
}


def test_opening_what_is_sealed_is_written_down(office):
    row = attachment(office_id=office.pk, access="sealed", document=text_document("identitas"), thing_id="77")
    with services.open_sealed(attachment_id=row.pk, **OPENING) as content:
        assert content.read() == b"identitas"
    (act,) = acts_on(subject_kind="request", subject_id="77")
    assert (act.act, act.actor, act.facts["purpose"]) == ("requests.open_identity", "user:5", "check_identity")
    assert act.facts["digest"] == personal_digest(row.document.digest)


def test_what_is_not_sealed_is_not_opened_that_way(office):
    row = attachment(office_id=office.pk)
    with pytest.raises(Attachment.DoesNotExist):
        services.open_sealed(attachment_id=row.pk, **OPENING)


def test_the_command_finds_bytes_that_changed_and_bytes_that_are_gone():
    sound, changed, gone = (text_document(word) for word in ("utuh", "berubah", "hilang"))
    with open(default_storage.path(place(changed)), "wb") as file:  # noqa: PTH123
        file.write(b"lain")
    default_storage.delete(place(gone))
    result = CliRunner().invoke(commands.documents, ["verify", "--json"])
    found = json.loads(result.stdout.splitlines()[0])
    assert result.exit_code == 1
    assert not found["sound"]
    assert {row["kind"]: row["digest"] for row in found["differences"]} == {
        "changed": changed.digest,
        "missing": gone.digest,
    }
    assert sound.digest not in result.stdout


def test_the_command_says_that_all_is_well():
    text_document("utuh")
    result = CliRunner().invoke(commands.documents, ["verify"])
    assert (result.exit_code, result.stdout) == (0, "Semua berkas cocok dengan sidiknya.\n")


@pytest.mark.django_db(transaction=True)
def test_a_hold_that_falls_while_a_document_is_deleted_is_waited_for(files, office):
    row = attachment(office_id=office.pk, thing_kind="objection", thing_id="7")
    came: list[str] = []

    def remove() -> None:
        try:
            delete(row.document, office)
            came.append("deleted")
        except services.Held as error:
            came.append(error.decree)
        finally:
            connection.close()

    with transaction.atomic():
        services.place_hold(
            office_id=office.pk, thing_kind="objection", thing_id=7, decree="0001/KEB", actor="user:1", at=AT
        )
        thread = threading.Thread(target=remove)
        thread.start()
        _until_somebody_waits()
    thread.join(timeout=60)
    assert came == ["0001/KEB"]
    assert Document.objects.filter(pk=row.document_id).exists()


def _until_somebody_waits() -> None:
    with connection.cursor() as cursor:
        for _ in range(100_000):
            cursor.execute("select exists (select from pg_locks where not granted)")
            if cursor.fetchone() == (True,):
                return
    raise AssertionError("nobody waited for the lock")
