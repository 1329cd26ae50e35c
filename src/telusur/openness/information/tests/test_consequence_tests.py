from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from telusur.kernel.accounts.models import Role
from telusur.kernel.ledger.selectors import acts_on
from telusur.kernel.notices.models import Notice
from telusur.openness.information import selectors, services
from telusur.openness.information.models import ConsequenceTest, Determination
from telusur.openness.information.rules.consequence import FINISHED, Occasion, Proceeding, Stage
from telusur.openness.information.rules.exemptions import Binding
from telusur.openness.information.rules.moves import TESTS, NotNow, NotYours, moves

from .factories import AT
from .tree import ANSWERS, MINUTE, a_decision, a_determination, a_proposal, a_test, a_test_at, a_tree

ON = date(2026, 3, 2)


@pytest.fixture
def tree(db):
    return a_tree()


def done(act: str, test: ConsequenceTest, officer, standing=None):
    """Do an act of the table on a test, with what it needs besides."""
    common = {"test_id": test.pk, "officer": officer, "at": AT + 3 * MINUTE}
    ways = {
        "revise": lambda: services.revise_proposal(proposal=a_proposal(), **common),
        "send": lambda: services.send_test(**common),
        "forward": lambda: services.forward_test(**common),
        "return": lambda: services.return_test(reason="Lengkapi.", **common),
        "begin": lambda: services.begin_test(despite="Materi lain.", **common),
        "save_step": lambda: services.save_step(
            letter="d", answers=ANSWERS["d"], version=_version(test, "d"), **common
        ),
        "invite": lambda: services.invite(participation="expert", name="Ahli", function="Dosen", **common),
        "argue": lambda: services.argue(side="opening", text="Publik perlu tahu.", given_by="Unit", **common),
        "conclude": lambda: services.conclude_test(**common),
        "resume": lambda: services.resume_test(reason="Ada bukti baru.", **common),
        "determine": lambda: services.determine(decision=a_decision(), **common),
        "reuse": lambda: services.reuse_determination(determination_id=standing, **common),
        "withdraw": lambda: services.withdraw_test(reason="Batal.", **common),
    }
    return ways[act]()


def _version(test, letter):
    record = test.steps.filter(letter=letter).first()
    return record.version if record else 0


ACTS = sorted(set(Proceeding) - {"propose", "attach"})
PLACES = [
    (stage, by)
    for stage in Stage
    for by in ("province", "national")
    if not (
        stage in {"proposed", "withdrawn", "covered", "forwarded_to_national", "tested_by_national"}
        and by == "province"
    )
    and not (stage in {"sent_to_province", "tested_by_province"} and by == "national")
]
WHO = [
    (place, role)
    for place in ("city", "province", "national")
    for role in (Role.PPID, Role.LIAISON, Role.CONSIDERATION, Role.DESK, Role.SUPERIOR)
]


@pytest.mark.parametrize(("stage", "by"), PLACES, ids=[f"{stage}-{by}" for stage, by in PLACES])
def test_every_act_by_every_role_in_every_stage_is_as_the_table_says(tree, stage, by):
    test = a_test_at(tree, stage, by=by)
    standing = a_determination(tree, title="Hal lain sama sekali", statute="UU lain", if_opened="-", if_closed="-").pk
    own, handler = test.office, test.handler
    for place, role in WHO:
        office = getattr(tree, place)
        officer = tree.officer(office, role)
        for act in ACTS:
            rows = [
                row
                for row in moves(TESTS)
                if (row.before, row.act) == (stage, act)
                and row.holds(on=ON, level=handler.kind, outcome=test.conclusion or None)
                and role in row.by
                and office.pk == (own.pk if row.place == "own" else handler.pk)
            ]
            savepoint = transaction.savepoint()
            fault = None
            try:
                after = done(act, test, officer, standing)
            except (NotNow, NotYours) as error:
                fault = error
            except services.StepsMissing:
                after = None  # the table allows it, the steps do not
            transaction.savepoint_rollback(savepoint)
            assert (fault is None) == bool(rows), (stage, act, place, role)
            if rows and isinstance(after, ConsequenceTest):
                assert after.stage == rows[0].after, (stage, act, place, role)


def test_a_test_goes_from_the_city_to_its_determination_and_every_step_is_in_a_ledger(tree):
    test = a_test_at(tree, "determined")
    found = test.determination
    assert (found.office, found.holder, found.binds, found.scope) == (tree.national, tree.city, "all", "")
    acts = [(row.act, row.log) for row in acts_on(subject_kind="information_test", subject_id=str(test.pk))]
    assert ("information.test_propose", "office/3673") in acts
    assert ("information.test_forward", "office/36") in acts
    assert ("information.test_determine", "office/0") in acts


def test_no_word_of_a_test_stands_in_the_ledger(tree):
    test = a_test_at(tree, "determined")
    said = [str(row.facts) for row in acts_on(subject_kind="information_test", subject_id=str(test.pk))]
    assert not any("pendukung" in text.lower() for text in said)


def test_a_province_sees_what_was_sent_to_it_and_nothing_else_of_the_city(tree):
    hidden, sent = a_test(tree), a_test(tree, title="Hal kedua", description="Hal kedua", tags=())
    services.send_test(test_id=sent.pk, officer=tree.officer(tree.city), at=AT)
    assert [test.pk for test in selectors.consequence_tests(office_id=tree.province.pk)] == [sent.pk]
    with pytest.raises(ConsequenceTest.DoesNotExist):
        selectors.seen_test(office_id=tree.province.pk, test_id=hidden.pk)


def test_the_office_above_is_told_and_the_one_who_acted_is_not(tree):
    province = tree.officer(tree.province)
    test = a_test_at(tree, "sent_to_province", by="province")
    told = Notice.objects.filter(key__startswith=f"information_test/{test.pk}/send/")
    assert list(told.values_list("to_user_id", "office_id")) == [(province.pk, tree.province.pk)]


def test_a_city_without_a_province_is_told_so(tree):
    tree.city.parent = None
    tree.city.save()
    test = a_test(tree)
    with pytest.raises(services.NoOfficeAbove):
        services.send_test(test_id=test.pk, officer=tree.officer(tree.city), at=AT)


def test_the_database_refuses_a_determination_of_a_city(tree):
    found = a_determination(tree)
    for level in ("city", "national", "province"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "update information_determination set office_id = %s, level = %s, binds = 'listed' where id = %s",
                [tree.city.pk, level, found.pk],
            )


def test_a_city_cannot_take_over_a_determination_as_its_own(tree):
    with pytest.raises(NotNow):
        a_determination(tree, office=tree.city)


def test_the_one_who_proposed_does_not_determine(tree):
    ppid = tree.officer(tree.national)
    test = services.propose_test(office_id=tree.national.pk, proposal=a_proposal(), officer=ppid, at=AT)
    services.begin_test(test_id=test.pk, officer=ppid, at=AT)
    for letter, answers in ANSWERS.items():
        services.save_step(test_id=test.pk, letter=letter, answers=answers, version=0, officer=ppid, at=AT)
    services.conclude_test(test_id=test.pk, officer=ppid, at=AT)
    with pytest.raises(NotYours) as refused:
        services.determine(test_id=test.pk, decision=a_decision(), officer=ppid, at=AT)
    assert refused.value.second_person
    assert Determination.objects.count() == 0


def test_a_determination_on_the_same_substance_is_offered_and_going_on_needs_a_reason(tree):
    standing = a_determination(tree)
    with pytest.raises(services.AlreadyDetermined) as offered:
        a_test(tree)
    assert [each.id for each in offered.value.found] == [standing.pk]
    officer = tree.officer(tree.city, Role.LIAISON)
    test = services.propose_test(
        office_id=tree.city.pk, proposal=a_proposal(), officer=officer, at=AT, despite="Formulirnya berbeda."
    )
    assert (test.despite, test.offered) == ("Formulirnya berbeda.", [standing.pk])
    services.send_test(test_id=test.pk, officer=tree.officer(tree.city), at=AT)
    services.begin_test(test_id=test.pk, officer=tree.officer(tree.province), at=AT)


def test_what_came_into_force_since_the_proposal_is_offered_before_the_test_begins(tree):
    test = a_test_at(tree, "sent_to_province", by="province")
    a_determination(tree)
    with pytest.raises(services.AlreadyDetermined):
        services.begin_test(test_id=test.pk, officer=tree.officer(tree.province), at=AT)


def test_a_determination_that_does_not_bind_the_office_is_not_reused(tree):
    elsewhere = a_determination(tree, binds=Binding.LISTED, bound_ids=(tree.national.pk,), title="Hal", tags=())
    test = a_test(tree)
    with pytest.raises(services.NotCovering):
        services.reuse_determination(
            test_id=test.pk, determination_id=elsewhere.pk, officer=tree.officer(tree.city), at=AT
        )


def test_steps_are_saved_one_by_one_and_a_late_hand_overwrites_nothing(tree):
    test = a_test_at(tree, "tested_by_province", by="province")
    ppid, team = tree.officer(tree.province), tree.officer(tree.province, Role.CONSIDERATION)
    services.save_step(test_id=test.pk, letter="a", answers=ANSWERS["a"], version=0, officer=ppid, at=AT)
    services.save_step(test_id=test.pk, letter="d", answers=ANSWERS["d"], version=0, officer=team, at=AT)
    with pytest.raises(services.StaleStep) as stale:
        services.save_step(test_id=test.pk, letter="a", answers={"matter": "Lain"}, version=0, officer=team, at=AT)
    assert stale.value.now == ANSWERS["a"]
    assert selectors.answers_of(test_id=test.pk) == {"a": ANSWERS["a"], "d": ANSWERS["d"]}


def test_a_test_is_not_concluded_while_a_step_is_empty(tree):
    test = a_test_at(tree, "tested_by_province", by="province")
    ppid = tree.officer(tree.province)
    services.save_step(test_id=test.pk, letter="a", answers=ANSWERS["a"], version=0, officer=ppid, at=AT)
    with pytest.raises(services.StepsMissing) as missing:
        services.conclude_test(test_id=test.pk, officer=ppid, at=AT)
    assert missing.value.letters == list("bcdef")


def test_a_page_that_is_older_than_the_test_changes_nothing(tree):
    test = a_test(tree)
    services.revise_proposal(
        test_id=test.pk, proposal=a_proposal(title="Judul baru"), officer=tree.officer(tree.city), at=AT, version=1
    )
    with pytest.raises(services.StaleTest):
        services.send_test(test_id=test.pk, officer=tree.officer(tree.city), at=AT, version=1)


@pytest.mark.parametrize("changes", [{"title": " "}, {"reason": ""}, {"occasion": Occasion.ON_REQUEST}])
def test_a_proposal_that_lacks_something_is_not_written(tree, changes):
    with pytest.raises(services.Lacking):
        a_test(tree, **changes)
    assert ConsequenceTest.objects.count() == 0


def test_a_test_on_a_request_names_it_as_text_and_moves_nothing(tree):
    test = a_test(tree, occasion=Occasion.ON_REQUEST, reference="12/PPID/III/2026", request_due_on=ON + timedelta(14))
    assert list(selectors.consequence_tests_for(reference="12/PPID/III/2026", office_id=tree.city.pk)) == [test]


def test_what_is_found_open_is_determined_by_decree_and_excludes_nothing(tree):
    test = a_test_at(tree, "found_open")
    assert (test.stage, test.decree_number) == ("found_open", "12/2026")
    assert Determination.objects.count() == 0
    assert test.stage in FINISHED
