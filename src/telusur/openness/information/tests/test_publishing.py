from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError

from telusur.kernel.accounts.models import Role
from telusur.kernel.ledger.selectors import acts_on
from telusur.kernel.notices.models import Notice
from telusur.kernel.offices.selectors import public_version
from telusur.openness.information import services
from telusur.openness.information.models import InformationItem, SearchEntry
from telusur.openness.information.rules.entries import InformationClass
from telusur.openness.information.rules.states import State, WrongState
from telusur.openness.information.selectors import shown_items

from .factories import AT, a_published_item, an_entry, an_office, an_officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return an_office()


@pytest.fixture
def draft(office):
    return services.enter_item(office_id=office.pk, entry=an_entry(), officer=an_officer(office, Role.DESK), at=AT)


def test_a_draft_is_not_shown(office, draft):
    assert list(shown_items(office_id=office.pk)) == []


def test_an_entry_is_shown_after_a_second_person_approves(office, draft):
    services.propose_item(item_id=draft.pk, officer=draft.entered_by, at=AT)
    services.approve_item(item_id=draft.pk, officer=an_officer(office), at=AT)
    shown = shown_items(office_id=office.pk).get()
    assert (shown.state, shown.number, shown.review_by) == (State.PUBLISHED, "1", date(2027, 3, 2))


def test_nobody_approves_his_own_proposal(office, draft):
    ppid = an_officer(office)
    services.propose_item(item_id=draft.pk, officer=ppid, at=AT)
    with pytest.raises(services.SecondPersonNeeded):
        services.approve_item(item_id=draft.pk, officer=ppid, at=AT)


def test_the_database_itself_refuses_one_person_in_both_places(office, draft):
    officer = an_officer(office)
    with pytest.raises(IntegrityError, match="approver_is_a_second_person"):
        InformationItem.everything.filter(pk=draft.pk).update(proposed_by=officer, approved_by=officer)


def test_the_database_refuses_a_publication_without_two_people(draft):
    with pytest.raises(IntegrityError, match="published_names_two_people"):
        InformationItem.everything.filter(pk=draft.pk).update(state="published", published_at=AT)


def test_a_draft_without_a_summary_is_not_proposed(office):
    draft = services.enter_item(office_id=office.pk, entry=an_entry(summary="", made=""), officer=None, at=AT)
    with pytest.raises(services.Incomplete) as caught:
        services.propose_item(item_id=draft.pk, officer=an_officer(office), at=AT)
    assert caught.value.missing == ["summary", "made"]


def test_serta_merta_needs_event_and_time(office):
    entry = an_entry(information_class=InformationClass.IMMEDIATE)
    draft = services.enter_item(office_id=office.pk, entry=entry, officer=None, at=AT)
    with pytest.raises(services.Incomplete) as caught:
        services.propose_item(item_id=draft.pk, officer=an_officer(office), at=AT)
    assert caught.value.missing == ["event", "event_at"]


def test_a_returned_proposal_is_a_draft_again_with_the_reason(office, draft):
    services.propose_item(item_id=draft.pk, officer=draft.entered_by, at=AT)
    item = services.return_item(item_id=draft.pk, officer=an_officer(office), reason="Ringkasan kurang jelas", at=AT)
    assert (item.state, item.return_reason, item.proposed_by) == (State.DRAFT, "Ringkasan kurang jelas", None)


def test_a_return_says_why(office, draft):
    services.propose_item(item_id=draft.pk, officer=draft.entered_by, at=AT)
    with pytest.raises(services.ReasonMissing):
        services.return_item(item_id=draft.pk, officer=an_officer(office), reason="  ", at=AT)


def test_a_withdrawn_entry_leaves_the_list_and_the_search(office):
    item = a_published_item(office)
    assert SearchEntry.objects.filter(pk=item.pk).exists()
    services.withdraw_item(item_id=item.pk, officer=an_officer(office), reason="Memuat data pribadi", at=AT)
    assert not shown_items(office_id=office.pk).exists()
    assert not SearchEntry.objects.filter(pk=item.pk).exists()


def test_what_is_published_is_not_edited(office):
    item = a_published_item(office)
    with pytest.raises(WrongState):
        services.edit_item(item_id=item.pk, entry=an_entry(), officer=an_officer(office), at=AT)


def test_every_act_is_in_the_ledger_once(office):
    item = a_published_item(office)
    services.withdraw_item(item_id=item.pk, officer=an_officer(office), reason="Diganti", at=AT)
    acts = acts_on(subject_kind="information", subject_id=str(item.pk))
    assert [act.act for act in acts] == [f"information.{act}" for act in ("enter", "propose", "approve", "withdraw")]


def test_publishing_and_withdrawing_change_the_public_pages(office):
    before = public_version(office_code=office.code)
    item = a_published_item(office)
    assert public_version(office_code=office.code) == before + 1
    services.withdraw_item(item_id=item.pk, officer=an_officer(office), reason="Diganti", at=AT)
    assert public_version(office_code=office.code) == before + 2


def test_numbers_of_a_year_have_no_gaps(office):
    assert [a_published_item(office, year=year).number for year in (2025, 2025, 2026, 2025)] == ["1", "2", "1", "3"]


def test_a_number_given_by_hand_moves_the_counter_on(office):
    a_published_item(office, number="7")
    assert a_published_item(office).number == "8"


def test_what_was_public_before_keeps_its_true_date(office):
    proposer, approver = an_officer(office, Role.EDITOR), an_officer(office)
    then = datetime(2024, 5, 6, 2, 0, tzinfo=UTC)
    item = services.enter_item(office_id=office.pk, entry=an_entry(), officer=None, at=AT)
    services.propose_item(item_id=item.pk, officer=proposer, at=AT, happened_at=then)
    item = services.approve_item(item_id=item.pk, officer=approver, at=AT, happened_at=then)
    assert item.published_at == then
    assert acts_on(subject_kind="information", subject_id=str(item.pk))[2].happened_at == then


def test_what_was_announced_before_keeps_its_true_dates_and_calls_nobody(office):
    desk, approver = an_officer(office, Role.DESK), an_officer(office)
    then = datetime(2024, 5, 6, 2, 0, tzinfo=UTC)
    entry = an_entry(information_class=InformationClass.IMMEDIATE, event="Banjir di gudang", event_at=then)
    item = services.enter_item(office_id=office.pk, entry=entry, officer=None, at=AT)
    item = services.announce_item(item_id=item.pk, officer=desk, at=AT, happened_at=then)
    assert (item.published_at, item.confirm_by) == (then, date(2024, 5, 7))
    item = services.confirm_item(item_id=item.pk, officer=approver, at=AT, happened_at=then + timedelta(hours=4))
    assert item.state == State.PUBLISHED
    acts = acts_on(subject_kind="information", subject_id=str(item.pk))
    assert [(act.happened_at, act.recorded_at) for act in acts[1:]] == [(then, AT), (then + timedelta(hours=4), AT)]
    assert [act.facts["taken_over"] for act in acts[1:]] == [True, True]
    assert acts[2].facts["in_time"] is True
    assert not Notice.objects.exists()


def test_a_review_sets_the_next_one(office):
    item = a_published_item(office, information_class=InformationClass.PERIODIC)
    assert item.review_by == date(2026, 9, 2)
    item = services.review_item(item_id=item.pk, officer=an_officer(office), at=datetime(2026, 8, 31, 3, tzinfo=UTC))
    assert item.review_by == date(2027, 2, 28)


def test_a_discarded_draft_cannot_come_back(office, draft):
    services.discard_item(item_id=draft.pk, officer=draft.entered_by, at=AT)
    with pytest.raises(WrongState):
        services.propose_item(item_id=draft.pk, officer=draft.entered_by, at=AT)
