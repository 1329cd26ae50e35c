from __future__ import annotations

import io
from datetime import timedelta

import pytest

from telusur.kernel.documents import selectors as documents
from telusur.kernel.documents import services as documents_services
from telusur.kernel.documents.models import Document
from telusur.kernel.documents.tests import samples
from telusur.openness.information import selectors, services
from telusur.openness.information.models import InformationItem, SearchPage
from telusur.openness.information.rules.search import parse_query
from telusur.openness.information.selectors import Filters

from .factories import AT, an_entry, an_officer

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=1)


def a_file(text: str = "Isi pertama", name: str = "Laporan.txt") -> services.NewFile:
    return services.NewFile(io.BytesIO(text.encode()), name)


def read_everything():
    for document in Document.objects.all():
        documents_services.read(document_id=document.pk)


@pytest.fixture
def draft(office, desk_officer):
    entry = an_entry(title="Laporan logistik", link="")
    return services.enter_item(office_id=office.pk, entry=entry, officer=desk_officer, at=AT, files=[a_file()])


@pytest.fixture
def shown(draft, desk_officer, ppid):
    services.propose_item(item_id=draft.pk, officer=desk_officer, at=AT)
    return services.approve_item(item_id=draft.pk, officer=ppid, at=AT)


def may_everybody_see(attachment_id: int) -> bool:
    return documents.visible_to_public(at=LATER).filter(pk=attachment_id).exists()


def test_the_file_of_a_draft_is_closed_and_of_a_published_entry_open(draft, desk_officer, ppid):
    (attachment,) = selectors.files_of(item_id=draft.pk)
    assert not may_everybody_see(attachment.pk)
    services.propose_item(item_id=draft.pk, officer=desk_officer, at=AT)
    services.approve_item(item_id=draft.pk, officer=ppid, at=AT)
    assert may_everybody_see(attachment.pk)


def test_withdrawing_closes_every_version_of_the_file(shown, ppid):
    (attachment,) = selectors.files_of(item_id=shown.pk)
    services.withdraw_item(item_id=shown.pk, officer=ppid, reason="Memuat NIK", at=LATER)
    assert not may_everybody_see(attachment.pk)


def test_the_kind_of_the_first_file_is_that_of_the_entry(draft):
    assert draft.media == "text"


def test_a_removed_file_leaves_the_draft(draft, desk_officer):
    (attachment,) = selectors.files_of(item_id=draft.pk)
    item = services.remove_file(item_id=draft.pk, attachment_id=attachment.pk, officer=desk_officer, at=AT)
    assert (list(selectors.files_of(item_id=draft.pk)), item.media) == ([], "paper")


def test_a_file_of_another_entry_is_not_removed(office, draft, desk_officer):
    other = services.enter_item(office_id=office.pk, entry=an_entry(), officer=desk_officer, at=AT, files=[a_file("x")])
    (attachment,) = selectors.files_of(item_id=other.pk)
    with pytest.raises(LookupError):
        services.remove_file(item_id=draft.pk, attachment_id=attachment.pk, officer=desk_officer, at=AT)


def test_text_inside_a_file_is_found_with_its_page(shown):
    read_everything()
    assert services.index_files(item_id=shown.pk, at=LATER) is True
    (hit,) = selectors.search(text="pertama", office_id=None, filters=Filters(), at=LATER).hits
    assert (hit.item.pk, hit.page, str(hit.passage)) == (shown.pk, 1, "Isi <mark>pertama</mark>")


def test_a_file_that_is_not_read_yet_is_asked_for_again(shown):
    assert services.index_files(item_id=shown.pk, at=LATER) is False


def test_the_text_of_a_withheld_file_is_neither_found_nor_shown(shown):
    read_everything()
    services.index_files(item_id=shown.pk, at=LATER)
    (attachment,) = selectors.files_of(item_id=shown.pk)
    documents_services.withhold(attachment_id=attachment.pk, at=LATER)
    (hit,) = selectors.search(text="pertama", office_id=None, filters=Filters(), at=LATER).hits
    assert "pertama" not in hit.passage
    services.index_files(item_id=shown.pk, at=LATER)
    assert selectors.search(text="pertama", office_id=None, filters=Filters(), at=LATER).hits == []


def test_a_withdrawn_entry_keeps_no_text_in_the_search(shown, ppid):
    read_everything()
    services.index_files(item_id=shown.pk, at=LATER)
    services.withdraw_item(item_id=shown.pk, officer=ppid, reason="Keliru", at=LATER)
    assert not SearchPage.objects.exists()
    assert services.index_files(item_id=shown.pk, at=LATER) is True
    assert not SearchPage.objects.exists()


def revise(item, officer, *, file=None, replaces=None, **changes):
    entry = services.entry_of(item)
    values = {name: getattr(entry, name) for name in entry.__dataclass_fields__} | changes
    return services.revise_item(
        item_id=item.pk,
        entry=type(entry)(**values),
        reason="Angka diperbaiki",
        officer=officer,
        at=LATER,
        file=file,
        replaces=replaces,
    )


def test_a_revision_changes_nothing_until_a_second_person_accepts_it(office, shown, ppid):
    revision = revise(shown, ppid, title="Laporan logistik, diperbaiki")
    assert InformationItem.public.get(pk=shown.pk).title == "Laporan logistik"
    with pytest.raises(services.SecondPersonNeeded):
        services.accept_revision(revision_id=revision.pk, officer=ppid, at=LATER)
    services.accept_revision(revision_id=revision.pk, officer=an_officer(office), at=LATER)
    assert InformationItem.public.get(pk=shown.pk).title == "Laporan logistik, diperbaiki"


def test_the_version_before_stays_readable(shown, desk_officer, ppid):
    (first,) = selectors.files_of(item_id=shown.pk)
    revision = revise(shown, desk_officer, file=a_file("Isi kedua"), replaces=first.pk)
    assert [row.pk for row in selectors.files_of(item_id=shown.pk)] == [first.pk]
    services.accept_revision(revision_id=revision.pk, officer=ppid, at=LATER)
    (second,) = selectors.files_of(item_id=shown.pk)
    assert (second.version, second.replaces_id) == (2, first.pk)
    assert may_everybody_see(first.pk)
    assert may_everybody_see(second.pk)


def test_the_file_of_a_pending_or_returned_revision_is_closed(shown, desk_officer, ppid):
    revision = revise(shown, desk_officer, file=a_file("Rahasia"))
    assert not may_everybody_see(revision.file_id)
    services.return_revision(revision_id=revision.pk, officer=ppid, reason="Belum final", at=LATER)
    assert not may_everybody_see(revision.file_id)
    assert selectors.pending_revision(item_id=shown.pk) is None


def test_one_revision_waits_at_a_time(shown, desk_officer):
    revise(shown, desk_officer, title="Satu")
    with pytest.raises(services.RevisionPending):
        revise(shown, desk_officer, title="Dua")


def test_a_revision_of_nothing_is_refused(shown, desk_officer):
    with pytest.raises(services.NothingRevised):
        revise(shown, desk_officer)


def test_an_accepted_revision_is_found_under_its_new_words(office, shown, desk_officer):
    revision = revise(shown, desk_officer, title="Kebutuhan bilik suara")
    services.accept_revision(revision_id=revision.pk, officer=an_officer(office), at=LATER)
    read_everything()
    services.index_files(item_id=shown.pk, at=LATER)
    assert len(selectors.search(text="bilik", office_id=None, filters=Filters(), at=LATER).hits) == 1
    assert len(selectors.search(text="logistik", office_id=None, filters=Filters(), at=LATER).hits) == 0


def test_the_pages_of_a_file_are_read_on_its_page(client, office, desk_officer, ppid):
    file = services.NewFile(io.BytesIO(samples.pdf("satu", "dua")), "Laporan.pdf")
    made = services.enter_item(office_id=office.pk, entry=an_entry(link=""), officer=desk_officer, at=AT, files=[file])
    services.propose_item(item_id=made.pk, officer=desk_officer, at=AT)
    services.approve_item(item_id=made.pk, officer=ppid, at=AT)
    read_everything()
    page = client.get(f"/kota-serang/informasi/{made.pk}/{made.slug}/").content.decode()
    (attachment,) = selectors.files_of(item_id=made.pk)
    pictures = [f"/berkas/{attachment.pk}/halaman/{number}.webp" for number in (1, 2)]
    assert all(f'src="{picture}"' in page for picture in pictures)
    assert [client.get(picture).status_code for picture in pictures] == [200, 200]


def test_a_refused_file_leaves_no_draft(office, desk_officer):
    with pytest.raises(documents_services.Refused):
        services.enter_item(
            office_id=office.pk, entry=an_entry(), officer=desk_officer, at=AT, files=[a_file("", "kosong.pdf")]
        )
    assert not InformationItem.everything.exists()


def test_a_quoted_phrase_must_stand_together(office, shown):
    read_everything()
    services.index_files(item_id=shown.pk, at=LATER)
    found = [
        selectors.search(text=text, office_id=office.pk, filters=Filters(), at=LATER).ids
        for text in ('"isi pertama"', '"pertama isi"')
    ]
    assert found == [[shown.pk], []]
    assert parse_query('"isi pertama"').phrases
