"""Nobody tests and determines on his own word, nobody does either twice, and no day stands before what it rests on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from telusur.kernel.accounts.models import Role
from telusur.openness.information import selectors, services
from telusur.openness.information.models import Determination, Disclosure
from telusur.openness.information.rules.moves import NotNow, NotYours
from telusur.openness.information.views.refusals import error_text

from .factories import AT
from .tree import ANSWERS, MINUTE, a_decision, a_determination, a_proposal, a_test, a_test_at, a_tree

ON = date(2026, 3, 2)


@pytest.fixture
def tree(db):
    return a_tree()


def test_who_wrote_a_proposal_anew_does_not_determine_it(tree):
    ppid = tree.officer(tree.national)
    test = a_test(tree, office=tree.national)
    services.revise_proposal(test_id=test.pk, proposal=a_proposal(title="Judul lain"), officer=ppid, at=AT)
    services.begin_test(test_id=test.pk, officer=ppid, at=AT)
    for letter, answers in ANSWERS.items():
        services.save_step(test_id=test.pk, letter=letter, answers=answers, version=0, officer=ppid, at=AT)
    concluded = services.conclude_test(test_id=test.pk, officer=ppid, at=AT)
    with pytest.raises(NotYours) as refused:
        services.determine(test_id=test.pk, decision=a_decision(), officer=ppid, at=AT + MINUTE)
    assert refused.value.second_person
    assert "determine" not in selectors.acts_open_on_test(test=concluded, actor=f"user:{ppid.pk}", at=AT)
    assert Determination.objects.count() == 0


def test_a_decree_sent_twice_determines_once(tree):
    test = a_test_at(tree, "concluded")
    given = {"test_id": test.pk, "decision": a_decision(), "officer": tree.officer(tree.national), "at": AT + MINUTE}
    services.determine(**given)
    with pytest.raises(NotNow):
        services.determine(**given)
    assert Determination.objects.count() == 1


def test_a_confirmation_sent_twice_is_one(tree):
    found = a_determination(tree)
    with pytest.raises(NotNow):
        services.confirm_determination(
            determination_id=found.pk, officer=tree.officer(tree.national, Role.SUPERIOR), at=AT
        )


def test_a_decree_older_than_its_test_determines_nothing(tree):
    test = a_test_at(tree, "concluded")
    with pytest.raises(services.DecreeBeforeTest) as refused:
        services.determine(
            test_id=test.pk,
            decision=a_decision(decree_on=ON - timedelta(days=1)),
            officer=tree.officer(tree.national),
            at=AT + MINUTE,
        )
    assert "lebih tua" in error_text(refused.value)
    assert Determination.objects.count() == 0


def test_a_link_with_public_office_of_a_day_to_come_opens_nothing(tree):
    found = a_determination(tree)
    with pytest.raises(services.DisclosedLater):
        services.disclose(
            determination_id=found.pk,
            office_id=tree.city.pk,
            opened_by="public_office",
            what="Riwayat jabatan",
            given_on=ON + timedelta(days=1),
            officer=tree.officer(tree.city),
            at=AT,
        )
    assert Disclosure.objects.count() == 0


def test_an_office_beside_takes_no_part_in_what_another_determined(tree):
    found = a_determination(tree, office=tree.province)
    above = tree.officer(tree.national)
    common = {"determination_id": found.pk, "officer": above, "at": AT}
    for act in (
        lambda: services.open_determination(opened_by="public_office", reference="U-1", **common),
        lambda: services.declare_open(**common),
        lambda: services.decline_determination(reason="Lain.", **common),
    ):
        with pytest.raises((NotYours, NotNow)):
            act()
    found.refresh_from_db()
    assert found.force == "in_force"


def test_nobody_replaces_what_another_office_determined(tree):
    theirs = a_determination(tree, office=tree.province)
    with pytest.raises(services.TooWide):
        a_determination(tree, title="Nama pendukung lain", replaces_id=theirs.pk)
    theirs.refresh_from_db()
    assert theirs.force == "in_force"
