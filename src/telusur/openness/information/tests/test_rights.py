"""Services hold for themselves that an officer acts at his own office alone, and only with the right to do so."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest

from telusur.kernel.accounts.models import Role
from telusur.openness.information import services
from telusur.openness.information.models import InformationItem
from telusur.openness.information.rules.entries import InformationClass

from .factories import AT, a_published_item, an_entry, an_office, an_officer

pytestmark = pytest.mark.django_db
EVENT = {"information_class": InformationClass.IMMEDIATE, "event": "Banjir di gudang", "event_at": AT}


def a_file() -> services.NewFile:
    return services.NewFile(io.BytesIO(b"isi"), "isi.txt")


def draft(office):
    return services.enter_item(office_id=office.pk, entry=an_entry(**EVENT), officer=None, at=AT, files=[a_file()])


def proposed(office):
    return services.propose_item(item_id=draft(office).pk, officer=an_officer(office, Role.DESK), at=AT)


def announced(office):
    return services.announce_item(item_id=draft(office).pk, officer=an_officer(office, Role.DESK), at=AT)


def revised(office):
    item = a_published_item(office)
    entry = an_entry(title="Judul lain")
    services.revise_item(item_id=item.pk, entry=entry, reason="Salah", officer=an_officer(office, Role.DESK), at=AT)
    return item


ACTS = {
    "edit": (draft, lambda item, who: services.edit_item(item_id=item.pk, entry=an_entry(), **who)),
    "add_file": (draft, lambda item, who: services.add_file(item_id=item.pk, file=a_file(), **who)),
    "remove_file": (draft, lambda item, who: services.remove_file(item_id=item.pk, attachment_id=0, **who)),
    "discard": (draft, lambda item, who: services.discard_item(item_id=item.pk, **who)),
    "propose": (draft, lambda item, who: services.propose_item(item_id=item.pk, **who)),
    "announce": (draft, lambda item, who: services.announce_item(item_id=item.pk, **who)),
    "approve": (proposed, lambda item, who: services.approve_item(item_id=item.pk, **who)),
    "return": (proposed, lambda item, who: services.return_item(item_id=item.pk, reason="Kurang", **who)),
    "confirm": (announced, lambda item, who: services.confirm_item(item_id=item.pk, **who)),
    "withdraw": (announced, lambda item, who: services.withdraw_item(item_id=item.pk, reason="Keliru", **who)),
    "review": (a_published_item, lambda item, who: services.review_item(item_id=item.pk, **who)),
    "revise": (
        a_published_item,
        lambda item, who: services.revise_item(item_id=item.pk, entry=an_entry(), reason="Salah", **who),
    ),
    "accept_revision": (
        revised,
        lambda item, who: services.accept_revision(revision_id=item.revisions.get().pk, **who),
    ),
    "return_revision": (
        revised,
        lambda item, who: services.return_revision(revision_id=item.revisions.get().pk, reason="Keliru", **who),
    ),
}


@pytest.fixture
def elsewhere(db):
    return an_office("3604", name="KPU Kabupaten Serang", slug="kab-serang")


@pytest.mark.parametrize("act", ACTS)
def test_the_ppid_of_another_office_acts_on_nothing_here(office, elsewhere, act):
    make, do = ACTS[act]
    item = make(office)
    state = item.state
    with pytest.raises(services.NotPermitted):
        do(item, {"officer": an_officer(elsewhere), "at": AT + timedelta(hours=1)})
    item.refresh_from_db()
    assert item.state == state


@pytest.mark.parametrize("act", ACTS)
def test_an_auditor_acts_on_nothing(office, act):
    make, do = ACTS[act]
    item = make(office)
    with pytest.raises(services.NotPermitted):
        do(item, {"officer": an_officer(office, Role.AUDITOR), "at": AT + timedelta(hours=1)})


def test_a_right_ends_with_its_appointment(office):
    item, desk = draft(office), an_officer(office, Role.DESK)
    desk.appointments.update(valid_until=AT.date())
    with pytest.raises(services.NotPermitted):
        services.propose_item(item_id=item.pk, officer=desk, at=AT)


def test_nobody_enters_or_imports_at_an_office_that_is_not_his(office, elsewhere):
    stranger = an_officer(elsewhere)
    register = services.NewFile(io.BytesIO(b"Judul,Kelas,Tahun\nSatu,Berkala,2024"), "d.csv")
    with pytest.raises(services.NotPermitted):
        services.enter_item(office_id=office.pk, entry=an_entry(), officer=stranger, at=AT)
    with pytest.raises(services.NotPermitted):
        services.stage_import(office=office, register=register, files=[], officer=stranger, at=AT)
    with pytest.raises(services.NotPermitted):
        services.import_register(office=office, content=register.content, name=register.name, officer=stranger, at=AT)
    assert not InformationItem.everything.exists()
