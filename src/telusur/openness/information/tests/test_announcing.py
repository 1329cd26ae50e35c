from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from telusur.kernel.accounts.models import Role
from telusur.kernel.ledger.selectors import acts_on
from telusur.kernel.notices.models import Notice
from telusur.openness.information import selectors, services
from telusur.openness.information.rules.entries import InformationClass
from telusur.openness.information.rules.states import State, WrongState
from telusur.openness.information.tasks import move_confirmation

from .factories import AT, an_entry, an_officer

pytestmark = pytest.mark.django_db
EVENT = {
    "information_class": InformationClass.IMMEDIATE,
    "event": "Banjir di gudang logistik",
    "event_at": AT,
}
FRIDAY_EVENING = datetime(2026, 3, 6, 13, 0, tzinfo=UTC)


@pytest.fixture
def urgent(office, desk_officer):
    return services.enter_item(office_id=office.pk, entry=an_entry(**EVENT), officer=desk_officer, at=AT)


def test_one_person_puts_it_out_at_once(office, urgent, desk_officer):
    item = services.announce_item(item_id=urgent.pk, officer=desk_officer, at=FRIDAY_EVENING)
    assert selectors.shown_items(office_id=office.pk).get().pk == item.pk
    assert (item.state, item.confirm_by) == (State.ANNOUNCED, date(2026, 3, 9))


def test_another_confirms_it_in_time(urgent, desk_officer, ppid):
    services.announce_item(item_id=urgent.pk, officer=desk_officer, at=AT)
    item = services.confirm_item(item_id=urgent.pk, officer=ppid, at=AT + timedelta(hours=2))
    item.deadline.refresh_from_db()
    acts = acts_on(subject_kind="information", subject_id=str(item.pk))
    assert (item.state, item.deadline.stopped_at is not None) == (State.PUBLISHED, True)
    assert acts[len(acts) - 1].facts["in_time"] is True


def test_who_announced_does_not_confirm(urgent, ppid):
    services.announce_item(item_id=urgent.pk, officer=ppid, at=AT)
    with pytest.raises(services.SecondPersonNeeded):
        services.confirm_item(item_id=urgent.pk, officer=ppid, at=AT)


def test_what_is_not_serta_merta_is_not_announced(office, desk_officer):
    item = services.enter_item(office_id=office.pk, entry=an_entry(), officer=desk_officer, at=AT)
    with pytest.raises(WrongState):
        services.announce_item(item_id=item.pk, officer=desk_officer, at=AT)


def test_without_event_and_time_it_is_not_announced(office, desk_officer):
    entry = an_entry(information_class=InformationClass.IMMEDIATE)
    item = services.enter_item(office_id=office.pk, entry=entry, officer=desk_officer, at=AT)
    with pytest.raises(services.Incomplete):
        services.announce_item(item_id=item.pk, officer=desk_officer, at=AT)


def test_those_who_may_confirm_are_told_now_and_again_when_it_is_late(office, urgent, desk_officer, ppid):
    superior = an_officer(office, Role.SUPERIOR)
    services.announce_item(item_id=urgent.pk, officer=desk_officer, at=AT)
    owed = Notice.objects.filter(dismissed_at=None)
    assert {row.to_user_id for row in owed} == {ppid.pk, superior.pk}
    assert {row.due_at > AT for row in owed} == {True, False}
    services.confirm_item(item_id=urgent.pk, officer=ppid, at=AT)
    assert not owed.all().exists()


def test_an_announcement_may_be_withdrawn_instead(urgent, desk_officer, ppid):
    services.announce_item(item_id=urgent.pk, officer=desk_officer, at=AT)
    item = services.withdraw_item(item_id=urgent.pk, officer=ppid, reason="Keliru", at=AT)
    item.deadline.refresh_from_db()
    assert item.deadline.stopped_at is not None


def test_a_moved_deadline_moves_the_date_on_the_page(urgent, desk_officer):
    item = services.announce_item(item_id=urgent.pk, officer=desk_officer, at=AT)
    type(item.deadline).objects.filter(pk=item.deadline_id).update(due_on=date(2026, 3, 5))
    move_confirmation(deadline_id=item.deadline_id)
    item.refresh_from_db()
    assert item.confirm_by == date(2026, 3, 5)


def test_a_moved_deadline_moves_the_word_that_it_is_late(urgent, desk_officer, ppid):
    item = services.announce_item(item_id=urgent.pk, officer=desk_officer, at=AT)
    type(item.deadline).objects.filter(pk=item.deadline_id).update(due_on=date(2026, 3, 5))
    for minutes in (1, 2):  # the second time nothing has moved
        services.move_confirmation(deadline_id=item.deadline_id, at=AT + timedelta(minutes=minutes))
    owed = Notice.objects.filter(dismissed_at=None).order_by("due_at")
    assert [(row.due_on, row.due_at) for row in owed] == [
        (date(2026, 3, 5), AT + timedelta(minutes=1)),
        (date(2026, 3, 5), datetime(2026, 3, 6, 1, 0, tzinfo=UTC)),
    ]
