"""The same substance is not excluded anew for another thirty years: its time counts on from the first determination."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from telusur.kernel.accounts.models import Role
from telusur.kernel.ledger.selectors import acts_on
from telusur.openness.information import selectors, services
from telusur.openness.information.models import Determination
from telusur.openness.information.rules.exemptions import BadPeriod, years_after
from telusur.openness.information.views.refusals import error_text

from .factories import AT
from .test_determinations import morning
from .tree import ANSWERS, MINUTE, a_dated_decision, a_determination, a_proposal, a_tree

FIRST = date(2012, 1, 1)
LATEST = date(2042, 1, 1)
ON = date(2026, 3, 2)


@pytest.fixture
def tree(db):
    return a_tree()


def ended(tree, **changes):
    """A determination of 2012 that came to its end before the tests' day."""
    values = {"decree_on": FIRST, "valid_from": FIRST, "valid_until": date(2026, 2, 1)}
    at = morning(date(2026, 1, 5))
    found = a_determination(tree, at=at, **(values | changes))
    services.expire_determination(determination_id=found.pk, at=morning(date(2026, 2, 1)))
    return found


def concluded(tree, *, description="Jadwal jaga gudang."):
    """A test of the national office that concludes to exclude on ground a."""
    proposal = a_proposal(title="Rencana pengamanan gudang logistik", description=description, grounds=("a",), tags=())
    liaison, ppid = tree.officer(tree.national, Role.LIAISON), tree.officer(tree.national)
    test = services.propose_test(
        office_id=tree.national.pk, proposal=proposal, officer=liaison, at=AT, despite="Diuji lagi."
    )
    services.begin_test(test_id=test.pk, officer=ppid, at=AT, despite="Diuji lagi.")
    for letter, answers in ANSWERS.items():
        kept = answers | ({"grounds": "a"} if letter == "c" else {})
        services.save_step(test_id=test.pk, letter=letter, answers=kept, version=0, officer=ppid, at=AT + MINUTE)
    return services.conclude_test(test_id=test.pk, officer=ppid, at=AT + MINUTE)


def determined(tree, **changes):
    decision = a_dated_decision(**({"valid_until": LATEST} | changes))
    test = concluded(tree)
    done = services.determine(
        test_id=test.pk, decision=decision, officer=tree.officer(tree.national), at=AT + 2 * MINUTE
    )
    return done.determination


def test_a_new_test_on_what_was_excluded_before_says_whether_it_is_the_same(tree):
    old = ended(tree)
    with pytest.raises(services.ExcludedAlike) as refused:
        determined(tree)
    assert [each.id for each in refused.value.found] == [old.pk]
    assert old.decree_number in error_text(refused.value)


def test_what_goes_on_keeps_the_time_of_the_first(tree):
    old = ended(tree)
    with pytest.raises(BadPeriod) as bad:
        determined(tree, continues_ids=(old.pk,), valid_until=LATEST + timedelta(days=1))
    assert bad.value.latest == LATEST
    assert list(determined(tree, continues_ids=(old.pk,)).continues.all()) == [old]


def test_what_is_another_matter_says_why_and_the_ledger_keeps_that_it_did(tree):
    ended(tree)
    found = determined(tree, differs="Gudang lain, tahapan lain.", valid_until=date(2055, 1, 1))
    assert found.differs == "Gudang lain, tahapan lain."
    [act] = acts_on(subject_kind="information_determination", subject_id=str(found.pk))
    assert act.facts["differs"]
    assert "Gudang" not in str(act.facts)


def test_a_chain_through_an_end_and_a_replacement_counts_from_its_first_day(tree):
    old = ended(tree)
    second = determined(tree, continues_ids=(old.pk,), valid_until=date(2030, 1, 1))
    values = {"replaces_id": second.pk, "differs": "", "decree_on": date(2026, 1, 4), "valid_from": ON}
    with pytest.raises(BadPeriod):
        a_determination(tree, valid_until=LATEST + timedelta(days=1), **values)
    third = a_determination(tree, valid_until=LATEST, **values)
    assert selectors.excluded_list(office_id=tree.city.pk, on=ON).get() == third


def test_what_an_office_below_excluded_before_counts_for_the_office_above(tree):
    below = a_determination(tree, office=tree.province, valid_until=date(2027, 1, 1))
    with pytest.raises(services.ExcludedAlike) as refused:
        determined(tree)
    assert [each.id for each in refused.value.found] == [below.pk]


def test_what_a_ruling_opened_is_not_closed_again(tree):
    old = a_determination(tree, valid_until=date(2027, 1, 1))
    services.open_determination(
        determination_id=old.pk,
        opened_by="ruling",
        reference="012/PTS-A/2026",
        officer=tree.officer(tree.national),
        at=AT,
    )
    with pytest.raises(services.OpenedForGood) as refused:
        determined(tree, continues_ids=(old.pk,))
    assert "012/PTS-A/2026" in error_text(refused.value)


def test_another_matter_is_not_asked_about(tree):
    ended(tree, title="Nilai wawancara calon anggota PPS", statute="UU 7/2017", if_opened="Penilai tertekan.")
    assert determined(tree).force == "in_force"


WAYS = st.lists(
    st.tuples(st.sampled_from(["replace", "continue", "alone"]), st.integers(1, 40 * 365)), min_size=1, max_size=4
)


@given(ways=WAYS)
@settings(max_examples=25, deadline=None)
@pytest.mark.django_db
def test_no_chain_of_determinations_closes_the_same_longer_than_thirty_years(ways):
    with transaction.atomic():
        tree = a_tree()
        _people = [tree.officer(tree.national, role) for role in (Role.PPID, Role.SUPERIOR)]
        for number, (way, days) in enumerate(ways):
            last = Determination.objects.order_by("-pk").first()
            link = (
                {}
                if last is None
                else {"replace": {"replaces_id": last.pk}, "continue": {"continues_ids": (last.pk,)}}.get(way, {})
            )
            begins = FIRST if last is None else ON - timedelta(days=20)
            values = {"decree_on": begins, "valid_from": begins, "differs": "", "decree_number": f"{number}/2012"}
            try:
                with transaction.atomic():
                    a_determination(tree, valid_until=begins + timedelta(days=days), **(values | link))
            except (BadPeriod, services.ExcludedAlike, services.OverAlready):
                continue
        found = list(Determination.objects.all())
        if found:
            first = min(each.valid_from for each in found)
            assert max(each.valid_until for each in found) <= years_after(first, 30)
        transaction.set_rollback(True)
