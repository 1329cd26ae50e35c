"""A determination that is older than this register: nobody lets it be in force alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from telusur.kernel.accounts.models import Role
from telusur.kernel.documents.selectors import attachments_of
from telusur.kernel.ledger.selectors import acts_on
from telusur.kernel.notices.models import Notice
from telusur.openness.information import selectors, services
from telusur.openness.information.models import Determination
from telusur.openness.information.rules.exemptions import BadPeriod, OpenedBy, Overturning, PeriodFault
from telusur.openness.information.rules.moves import NotNow, NotYours
from telusur.openness.information.views.refusals import error_text

from .factories import AT, an_officer
from .tree import a_decree, a_determination, a_test, a_tree, an_old_decision, taken_over

ON = date(2026, 3, 2)


@pytest.fixture
def tree(db):
    return a_tree()


def listed(office):
    return {each.pk for each in selectors.excluded_list(office_id=office.pk, on=ON)}


def confirm(found, officer, at=AT):
    return services.confirm_determination(determination_id=found.pk, officer=officer, at=at)


def acts_of(found):
    rows = acts_on(subject_kind="information_determination", subject_id=str(found.pk))
    return [row.act.removeprefix("information.determination_") for row in rows]


def test_what_one_person_enters_excludes_nothing_until_another_confirms_it(tree):
    found = taken_over(tree)
    asked = {"determination_id": found.pk, "office_id": tree.city.pk, "on": ON}
    assert (found.force, listed(tree.city)) == ("proposed", set())
    assert selectors.determination_in_force(**asked) is None
    confirm(found, tree.officer(tree.national, Role.SUPERIOR))
    assert listed(tree.city) == {found.pk}
    assert selectors.determination_in_force(**asked) is not None
    assert acts_of(found) == ["take_over", "confirm"]


def test_the_one_who_entered_it_does_not_confirm_it(tree):
    found = taken_over(tree)
    with pytest.raises(NotYours) as refused:
        confirm(found, tree.officer(tree.national))
    assert refused.value.second_person
    assert "orang lain yang mengesahkannya" in error_text(refused.value)
    assert listed(tree.city) == set()


def test_another_ppid_of_the_office_may_be_the_second_person(tree):
    found = taken_over(tree)
    other = an_officer(tree.national)
    assert confirm(found, other).confirmed_by == other


@pytest.mark.parametrize(
    ("place", "role"),
    [("national", Role.DESK), ("national", Role.LIAISON), ("province", Role.PPID), ("city", Role.SUPERIOR)],
)
def test_nobody_without_the_right_at_that_office_confirms_or_declines(tree, place, role):
    found = taken_over(tree)
    officer = tree.officer(getattr(tree, place), role)
    with pytest.raises(NotYours):
        confirm(found, officer)
    with pytest.raises(NotYours):
        services.decline_determination(determination_id=found.pk, reason="Lain.", officer=officer, at=AT)


@pytest.mark.parametrize("role", [Role.DESK, Role.LIAISON, Role.SUPERIOR, Role.CONSIDERATION])
def test_only_a_ppid_takes_over_a_determination(tree, role):
    with pytest.raises(NotYours):
        services.take_over_determination(
            office_id=tree.national.pk,
            decision=an_old_decision(),
            decree=a_decree(),
            officer=tree.officer(tree.national, role),
            at=AT,
        )


def test_the_second_person_is_told_and_finds_the_decree(tree):
    superior = tree.officer(tree.national, Role.SUPERIOR)
    found = taken_over(tree)
    told = Notice.objects.filter(key__startswith=f"information_determination/{found.pk}/proposed/", dismissed_at=None)
    assert list(told.values_list("to_user_id", flat=True)) == [superior.pk]
    [paper] = attachments_of(thing_kind="information_determination", thing_id=str(found.pk))
    assert (paper.access, paper.office) == ("officers", tree.national)
    assert list(selectors.determinations_proposed(office_id=tree.national.pk)) == [found]
    confirm(found, superior)
    assert not told.exists()


def test_without_the_decree_nothing_is_entered(tree):
    with pytest.raises(services.Lacking) as lacking:
        services.take_over_determination(
            office_id=tree.national.pk,
            decision=an_old_decision(decree_number=" "),
            decree=None,
            officer=tree.officer(tree.national),
            at=AT,
        )
    assert lacking.value.fields == ["decree_number", "decree"]
    assert Determination.objects.count() == 0


def test_a_decree_from_after_the_office_began_to_work_here_is_not_taken_over(tree):
    services.begin_test(test_id=_sent(tree).pk, officer=tree.officer(tree.province), at=AT)
    later = AT + timedelta(days=30)
    with pytest.raises(services.DecreedTooLate) as refused:
        taken_over(tree, office=tree.province, at=later, decree_on=ON, valid_from=ON)
    assert refused.value.before == ON
    assert "2 Maret 2026" in error_text(refused.value)
    eve = ON - timedelta(days=1)
    assert taken_over(tree, office=tree.province, at=later, decree_on=eve)


def _sent(tree):
    test = a_test(tree)
    return services.send_test(test_id=test.pk, officer=tree.officer(tree.city), at=AT)


def test_a_decree_of_today_is_not_taken_over_by_an_office_that_begins_today(tree):
    with pytest.raises(services.DecreedTooLate):
        taken_over(tree, decree_on=ON)


def test_an_exclusion_does_not_begin_before_its_decree(tree):
    with pytest.raises(BadPeriod) as bad:
        taken_over(tree, decree_on=date(2026, 1, 5), valid_from=date(2026, 1, 4))
    assert bad.value.fault == PeriodFault.STARTS_BEFORE_DECREE


def test_the_same_decree_on_the_same_matter_is_entered_once(tree):
    first = taken_over(tree)
    with pytest.raises(services.EnteredAlready):
        taken_over(tree)
    services.decline_determination(
        determination_id=first.pk, reason="Salah tanggal.", officer=tree.officer(tree.national), at=AT
    )
    assert taken_over(tree).pk != first.pk


def test_what_was_declined_says_why_to_the_one_who_entered_it_and_never_was_in_force(tree):
    found = taken_over(tree)
    superior = tree.officer(tree.national, Role.SUPERIOR)
    with pytest.raises(services.ReasonMissing):
        services.decline_determination(determination_id=found.pk, reason=" ", officer=superior, at=AT)
    services.decline_determination(determination_id=found.pk, reason="Nomornya lain.", officer=superior, at=AT)
    told = Notice.objects.get(key__startswith=f"information_determination/{found.pk}/declined/")
    assert (told.to_user, told.text) == (tree.officer(tree.national), "Nomornya lain.")
    assert listed(tree.city) == set()
    with pytest.raises(NotNow):
        confirm(found, superior)
    assert "Nomornya" not in str(
        [row.facts for row in acts_on(subject_kind="information_determination", subject_id=str(found.pk))]
    )


def test_what_ended_while_it_waited_is_not_confirmed(tree):
    found = taken_over(tree, valid_until=date(2026, 3, 10))
    with pytest.raises(services.OverAlready):
        confirm(found, tree.officer(tree.national, Role.SUPERIOR), at=AT + timedelta(days=8))


def test_what_it_replaces_goes_on_until_it_is_confirmed(tree):
    old = a_determination(tree, valid_until=date(2026, 6, 2))
    new = taken_over(tree, valid_until=date(2027, 6, 2), replaces_id=old.pk)
    assert listed(tree.city) == {old.pk}
    confirm(new, tree.officer(tree.national, Role.SUPERIOR))
    assert listed(tree.city) == {new.pk}


@pytest.mark.parametrize("how", ["replaces_id", "continues_ids"])
def test_what_a_ruling_opened_while_it_waited_is_not_closed_again_by_confirming(tree, how):
    old = a_determination(tree, valid_until=date(2026, 6, 2))
    carried = {how: old.pk if how == "replaces_id" else (old.pk,)}
    new = taken_over(tree, decree_number="14/2026", valid_until=date(2026, 6, 1), **carried)
    by = Overturning(
        cause=OpenedBy.RULING, number="012/PTS-A/2026", decided_on=ON, reference="0001/PPID/2026", whole=True
    )
    services.overturn_determinations(
        office_id=tree.national.pk, determination_ids=[old.pk], by=by, actor="system", at=AT
    )
    with pytest.raises(services.OpenedForGood) as refused:
        confirm(new, tree.officer(tree.national, Role.SUPERIOR))
    assert refused.value.reference == "012/PTS-A/2026"
    assert listed(tree.city) == set()


def test_a_waiting_one_is_seen_by_its_own_office_alone(tree):
    found = taken_over(tree)
    assert selectors.determination_seen(office_id=tree.national.pk, determination_id=found.pk) == found
    with pytest.raises(Determination.DoesNotExist):
        selectors.determination_seen(office_id=tree.city.pk, determination_id=found.pk)


@pytest.mark.parametrize("columns", ["force = 'in_force'", "confirmed_by_id = decided_by_id"])
def test_the_database_lets_nobody_exclude_alone(tree, columns):
    found = taken_over(tree)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"update information_determination set {columns} where id = %s", [found.pk])
