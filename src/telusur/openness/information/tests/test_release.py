"""No entry of the list takes a file along that the release check stops."""

from __future__ import annotations

import io

import pytest
from django.urls import reverse

from telusur.kernel.documents import selectors as documents
from telusur.kernel.documents import services as checking
from telusur.openness.information import selectors, services
from telusur.openness.information.rules.states import State

from .factories import AT, an_entry

pytestmark = pytest.mark.django_db
NIK = "3673014505900002"


@pytest.fixture
def proposed(office, desk_officer):
    file = services.NewFile(io.BytesIO(f"Daftar hadir. Sari, NIK {NIK}".encode()), "Daftar.txt")
    entry = an_entry(title="Daftar hadir", link="")
    item = services.enter_item(office_id=office.pk, entry=entry, officer=desk_officer, at=AT, files=[file])
    return services.propose_item(item_id=item.pk, officer=desk_officer, at=AT)


def test_an_entry_whose_file_leads_to_a_person_is_not_published(proposed, ppid):
    with pytest.raises(checking.NotReleased):
        services.approve_item(item_id=proposed.pk, officer=ppid, at=AT)
    proposed.refresh_from_db()
    assert proposed.state == State.PROPOSED
    assert not documents.visible_to_public(at=AT).exists()


def test_the_ppid_reads_why_and_finds_the_way_on(proposed, ppid, client):
    client.force_login(ppid)
    where = {"office": proposed.office.slug, "item_id": proposed.pk}
    page = client.post(reverse("information_desk_approve", kwargs=where), follow=True).content.decode()
    (row,) = selectors.files_of(item_id=proposed.pk)
    assert "belum boleh keluar: NIK" in page
    assert reverse("document_release", kwargs={"office": proposed.office.slug, "attachment_id": row.pk}) in page
    assert NIK not in page


def test_it_goes_out_once_a_named_officer_said_why(proposed, ppid):
    (row,) = selectors.files_of(item_id=proposed.pk)
    checking.release_despite_findings(attachment_id=row.pk, reason="Rekaan.", actor=f"user:{ppid.pk}", at=AT)
    services.approve_item(item_id=proposed.pk, officer=ppid, at=AT)
    assert documents.visible_to_public(at=AT).get() == row


def test_a_revision_does_not_bring_such_a_file_in(proposed, ppid, desk_officer):
    (row,) = selectors.files_of(item_id=proposed.pk)
    checking.release_despite_findings(attachment_id=row.pk, reason="Rekaan.", actor=f"user:{ppid.pk}", at=AT)
    item = services.approve_item(item_id=proposed.pk, officer=ppid, at=AT)
    revision = services.revise_item(
        item_id=item.pk,
        entry=services.entry_of(item),
        reason="Versi baru",
        officer=desk_officer,
        at=AT,
        file=services.NewFile(io.BytesIO(f"Sari, NIK {NIK}, HP 081234567890".encode()), "Daftar.txt"),
        replaces=row.pk,
    )
    with pytest.raises(checking.NotReleased):
        services.accept_revision(revision_id=revision.pk, officer=ppid, at=AT)
    assert documents.visible_to_public(at=AT).get() == row
