"""A refusal that falls takes its determination with it: from the consequence test to the entry of the public list."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from telusur.kernel.accounts.models import Role
from telusur.kernel.documents.selectors import visible_to_public
from telusur.kernel.ledger.selectors import acts_on
from telusur.kernel.notices.models import Notice
from telusur.openness.information import selectors as information
from telusur.openness.information import services as exclusions
from telusur.openness.information.models import Determination, Disclosure, InformationItem
from telusur.openness.information.services import NewFile
from telusur.openness.information.tests.factories import AT
from telusur.openness.information.tests.tree import (
    ANSWERS,
    MINUTE,
    Tree,
    a_dated_decision,
    a_determination,
    a_proposal,
    a_tree,
)
from telusur.openness.requests import selectors, services
from telusur.openness.requests.rules.objections import Ground, Verdict
from telusur.openness.requests.rules.withholding import Kept
from telusur.openness.requests.rules.words import Outcome

from .disputes import DisputeDesk, O, a_document
from .factories import ref

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telusur.openness.requests.models import Dispute, InformationRequest, Objection

END = date(2030, 1, 1)
RULING = "012/PTS-A/2026"
TITLE = "Rencana pengamanan gudang logistik"


@pytest.fixture
def tree(db: None) -> Tree:
    return a_tree()


@pytest.fixture
def desk(tree: Tree) -> DisputeDesk:
    return DisputeDesk()


def excluded(tree: Tree) -> Determination:
    """A determination of the province, out of a test that the city proposed with a file."""
    liaison, ppid = tree.officer(tree.city, Role.LIAISON), tree.officer(tree.city)
    province = tree.officer(tree.province)
    test = exclusions.propose_test(
        office_id=tree.city.pk,
        proposal=a_proposal(title=TITLE, description="Jadwal jaga gudang.", grounds=("a",), tags=()),
        officer=liaison,
        at=AT,
        files=[NewFile(io.BytesIO(b"pos;jam\n1;malam\n"), "rencana.csv")],
    )
    exclusions.send_test(test_id=test.pk, officer=ppid, at=AT)
    exclusions.begin_test(test_id=test.pk, officer=province, at=AT)
    for letter, answers in ANSWERS.items():
        given = answers | ({"grounds": "a"} if letter == "c" else {})
        exclusions.save_step(test_id=test.pk, letter=letter, answers=given, version=0, officer=province, at=AT + MINUTE)
    exclusions.conclude_test(test_id=test.pk, officer=province, at=AT + MINUTE)
    decision = a_dated_decision(valid_until=END)
    done = exclusions.determine(test_id=test.pk, decision=decision, officer=province, at=AT + 2 * MINUTE)
    found: Determination = done.determination
    return found


def refused(
    desk: DisputeDesk, found: Determination, ground: str = "a", also: Sequence[Determination] = ()
) -> InformationRequest:
    case = desk.answered()
    kept = [Kept(determination_id=each.pk, ground=ground, what=each.title) for each in (found, *also)]
    said = "Tidak ada persetujuan tertulis." if ground == "h" else ""
    decision = services.Decision(Outcome.REFUSED_EXEMPT, kept=kept, disclosure=said)
    services.decide(request_id=case.pk, decision=decision, actor=ref(desk.ppid), at=desk.at())
    return services.sign_and_notify(request_id=case.pk, actor=ref(desk.ppid), at=desk.at())


def objected(desk: DisputeDesk, case: InformationRequest) -> Objection:
    return desk.reviewed(desk.filed(case, claim=services.Claim(grounds=(Ground.REFUSED,), position="Saya keberatan.")))


def ruled(
    desk: DisputeDesk,
    found: Determination,
    outcome: O = O.OPENED,
    ground: str = "a",
    also: Sequence[Determination] = (),
) -> Dispute:
    upheld = desk.upheld(objected(desk, refused(desk, found, ground, also)))
    return desk.dispute_ruled(outcome, desk.adjudicated(desk.disputed(upheld)))


def the_acts(found: Determination) -> list[tuple[str, str]]:
    rows = acts_on(subject_kind="information_determination", subject_id=str(found.pk))
    return [(row.act.removeprefix("information.determination_"), row.log) for row in rows]


def listed(tree: Tree, desk: DisputeDesk) -> set[int]:
    return {each.pk for each in information.excluded_list(office_id=tree.city.pk, on=desk.clock.date())}


def test_a_ruling_that_becomes_final_takes_the_matter_out_of_the_dik_and_into_the_dip(
    tree: Tree, desk: DisputeDesk
) -> None:
    found = excluded(tree)
    dispute = ruled(desk, found)
    assert listed(tree, desk) == {found.pk}
    desk.made_final(dispute=dispute)
    found.refresh_from_db()
    assert (found.force, found.opened_by, found.opened_reference) == ("opened", "ruling", RULING)
    assert listed(tree, desk) == set()
    item = InformationItem.everything.get(opening__determination=found)
    assert (item.office, item.state, item.information_class) == (tree.city, "published", "anytime")
    assert RULING in item.summary
    assert (item.opening.release, item.opening.due_on is not None) == ("awaiting_release", True)
    assert not visible_to_public(at=desk.clock).exists()
    exclusions.release_opened_file(item_id=item.pk, officer=desk.ppid, at=desk.at())
    assert visible_to_public(at=desk.clock).count() == 1


def test_the_act_stands_in_the_log_with_number_and_day_of_the_ruling(tree: Tree, desk: DisputeDesk) -> None:
    found = excluded(tree)
    dispute = ruled(desk, found)
    desk.made_final(dispute=dispute)
    [*_before, act] = acts_on(subject_kind="information_determination", subject_id=str(found.pk))
    assert act.act == "information.determination_overturn"
    assert act.facts["decided_on"] == dispute.rulings.get().decided_on.isoformat()
    assert act.facts["opened_by"] == "ruling"


def test_both_sides_and_the_office_that_determined_are_told_what_was_opened(tree: Tree, desk: DisputeDesk) -> None:
    found = excluded(tree)
    dispute = ruled(desk, found)
    desk.made_final(dispute=dispute)
    told = Notice.objects.filter(text__contains="mengakhiri pengecualian")
    assert told.filter(to_email=dispute.applicant.email).count() == 1
    assert told.filter(to_user=desk.ppid).count() == 1
    key = f"information_determination/{found.pk}/overturned/"
    assert Notice.objects.filter(key__startswith=key, to_user=tree.officer(tree.province)).exists()


def test_what_is_carried_out_before_it_is_final_is_open_from_then(tree: Tree, desk: DisputeDesk) -> None:
    found = excluded(tree)
    desk.carried_out(ruled(desk, found))
    found.refresh_from_db()
    assert found.force == "opened"


def test_a_dispute_that_goes_on_after_it_was_carried_out_opens_nothing_twice(tree: Tree, desk: DisputeDesk) -> None:
    found = excluded(tree)
    dispute = desk.carried_out(ruled(desk, found))
    count = InformationItem.everything.count()
    dispute = desk.court_ruled(dispute=desk.sued(dispute))
    desk.made_final(dispute=dispute)
    assert InformationItem.everything.count() == count


def test_the_file_that_the_office_gives_joins_the_entry_that_the_ruling_opened(tree: Tree, desk: DisputeDesk) -> None:
    found = a_determination(tree, valid_until=END)
    dispute = desk.made_final(dispute=ruled(desk, found))
    [entry] = InformationItem.everything.filter(office=tree.city)
    assert (entry.title, entry.opening.release) == (found.title, "without_file")
    desk.carried_out(dispute)
    entry.opening.refresh_from_db()
    assert InformationItem.everything.filter(office=tree.city).get() == entry
    assert entry.opening.release == "awaiting_release"
    assert [file.title for file in information.files_of(item_id=entry.pk)] == ["Tabel per kecamatan"]


def test_a_ruling_on_one_office_leaves_the_others_what_a_third_office_determined_for_all(
    tree: Tree, desk: DisputeDesk
) -> None:
    found = a_determination(tree, valid_until=END)
    dispute = desk.made_final(dispute=ruled(desk, found))
    found.refresh_from_db()
    assert found.force == "in_force"
    assert InformationItem.everything.get().office == tree.city
    noted = Disclosure.objects.get(determination=found)
    assert (noted.opened_by, noted.office) == ("ruling", tree.city)
    told = Notice.objects.get(key__startswith=f"information_determination/{found.pk}/overturned/")
    assert (told.to_user, "tinjau apakah masih tepat" in told.text) == (tree.officer(tree.national), True)
    desk.carried_out(dispute)
    assert (InformationItem.everything.count(), Disclosure.objects.count()) == (1, 1)


@pytest.mark.parametrize("own", ["with_file", "without_file", "elsewhere"])
def test_two_determinations_under_one_refusal_give_an_entry_each(tree: Tree, desk: DisputeDesk, own: str) -> None:
    first = excluded(tree) if own == "with_file" else a_determination(tree, valid_until=END, office=tree.province)
    if own == "without_file":
        Determination.objects.filter(pk=first.pk).update(holder=tree.city)
    second = a_determination(tree, valid_until=END, title="Titik kamera kantor", decree_number="15/2026")
    desk.made_final(dispute=ruled(desk, first, also=[second]))
    titles = InformationItem.everything.filter(office=tree.city).values_list("title", flat=True)
    assert sorted(titles) == sorted([first.title, second.title])


@pytest.mark.parametrize("outcome", [O.KEPT, O.DUTY])
def test_a_ruling_that_opens_nothing_leaves_the_determination(tree: Tree, desk: DisputeDesk, outcome: O) -> None:
    found = excluded(tree)
    desk.made_final(dispute=ruled(desk, found, outcome))
    assert listed(tree, desk) == {found.pk}
    assert not Disclosure.objects.exists()


@pytest.mark.parametrize(("outcome", "ground"), [(O.OPENED_PART, "a"), (O.OPENED, "h")])
def test_a_part_or_a_persons_secret_falls_for_this_request_alone(
    tree: Tree, desk: DisputeDesk, outcome: O, ground: str
) -> None:
    dates: dict[str, Any] = {"valid_until": END} if ground == "a" else {}
    found = a_determination(tree, **dates)
    dispute = desk.made_final(dispute=ruled(desk, found, outcome, ground))
    assert listed(tree, desk) == {found.pk}
    made = Disclosure.objects.get(determination=found)
    request = dispute.objection.request
    assert request is not None
    assert (made.opened_by, made.reference, made.recorded_by) == ("ruling", request.number, None)
    assert information.consented(office_id=tree.city.pk, reference=request.number) == (ground == "h")
    desk.carried_out(dispute)
    assert Disclosure.objects.count() == 1


def test_what_was_replaced_since_the_refusal_is_opened_in_its_successor(tree: Tree, desk: DisputeDesk) -> None:
    old = a_determination(tree, valid_until=END)
    dispute = ruled(desk, old)
    new = a_determination(tree, valid_until=END, decree_number="14/2026", replaces_id=old.pk)
    desk.made_final(dispute=dispute)
    assert Disclosure.objects.get().determination == new


def test_what_ended_before_the_ruling_stays_as_it_ended(tree: Tree, desk: DisputeDesk) -> None:
    found = excluded(tree)
    dispute = ruled(desk, found)
    exclusions.open_determination(
        determination_id=found.pk, opened_by="test", reference="U-1", officer=tree.officer(tree.province), at=desk.at()
    )
    desk.made_final(dispute=dispute)
    found.refresh_from_db()
    assert found.opened_by == "test"


def granted(desk: DisputeDesk, found: Determination, verdict: Verdict = Verdict.GRANTED) -> Objection:
    decision = services.ObjectionDecision(verdict, reasons="Sebagian.", order="Berikan.", order_due_on=date(2026, 6, 1))
    objection = desk.judged(decision, objected(desk, refused(desk, found)))
    material = services.Material(document_id=a_document(desk.at())[0], title="Rencana contoh")
    return services.execute_order(
        objection_id=objection.pk, words="Diberikan.", materials=[material], actor=ref(desk.ppid), at=desk.at()
    )


def test_the_superior_of_one_office_does_not_end_what_another_determined(tree: Tree, desk: DisputeDesk) -> None:
    found = excluded(tree)
    objection = granted(desk, found)
    assert listed(tree, desk) == {found.pk}
    assert Disclosure.objects.get(determination=found).opened_by == "objection"
    assert objection.number in Notice.objects.get(key__contains="/overturned/").text
    assert ("open_part", "office/3673") in the_acts(found)


def test_a_superior_ends_what_his_own_office_determined(tree: Tree) -> None:
    desk = DisputeDesk(code="36")
    found = a_determination(tree, office=tree.province, valid_until=END)
    objection = granted(desk, found)
    found.refresh_from_db()
    assert (found.force, found.opened_by, found.opened_reference) == ("opened", "objection", objection.number)
    entry = InformationItem.everything.get(opening__determination=found)
    assert [file.title for file in information.files_of(item_id=entry.pk)] == ["Rencana contoh"]
    assert InformationItem.everything.count() == 1


def test_an_objection_granted_in_part_ends_nothing(tree: Tree) -> None:
    desk = DisputeDesk(code="36")
    found = a_determination(tree, office=tree.province, valid_until=END)
    granted(desk, found, Verdict.GRANTED_PART)
    found.refresh_from_db()
    assert found.force == "in_force"
    assert Disclosure.objects.filter(determination=found).count() == 1


def test_what_the_new_answer_keeps_for_a_persons_sake_does_not_keep_the_rest_closed(tree: Tree) -> None:
    desk = DisputeDesk(code="36")
    found = a_determination(tree, office=tree.province, valid_until=END)
    secret = a_determination(tree, office=tree.province, decree_number="15/2026")
    case = refused(desk, found)
    objection = desk.granted(objected(desk, case))
    assert selectors.opens_by_law(objection=objection)
    services.reopen_answer(objection_id=objection.pk, actor=ref(desk.ppid), at=desk.at())
    kept = Kept(determination_id=secret.pk, ground="h", what="Nomor telepon penjaga")
    decision = services.Decision(Outcome.REFUSED_EXEMPT, kept=[kept], disclosure="Tidak ada persetujuan tertulis.")
    services.decide(request_id=case.pk, decision=decision, actor=ref(desk.ppid), at=desk.at())
    objection.refresh_from_db()
    assert selectors.opens_by_law(objection=objection)


def test_a_refusal_for_a_persons_sake_opens_nothing_to_all(tree: Tree) -> None:
    desk = DisputeDesk(code="36")
    secret = a_determination(tree, office=tree.province)
    objection = desk.granted(objected(desk, refused(desk, secret, "h")))
    assert not selectors.opens_by_law(objection=objection)


def test_a_refusal_that_was_overruled_is_not_carried_out_by_refusing_again(tree: Tree) -> None:
    desk = DisputeDesk(code="36")
    found = a_determination(tree, office=tree.province, valid_until=END)
    case = refused(desk, found)
    objection = desk.granted(objected(desk, case))
    services.reopen_answer(objection_id=objection.pk, actor=ref(desk.ppid), at=desk.at())
    kept = Kept(determination_id=found.pk, ground="a", what="Rencana pengamanan")
    decision = services.Decision(Outcome.REFUSED_EXEMPT, kept=[kept])
    services.decide(request_id=case.pk, decision=decision, actor=ref(desk.ppid), at=desk.at())
    services.sign_and_notify(request_id=case.pk, actor=ref(desk.ppid), at=desk.at())
    order = {"objection_id": objection.pk, "words": "Dijawab lagi.", "actor": ref(desk.ppid)}
    with pytest.raises(services.Refused) as again:
        services.execute_order(at=desk.at(), **order)
    assert again.value.code == "opened_nothing"
    objection.refresh_from_db()
    assert (objection.state, objection.executed_at) == ("decided", None)
    material = services.Material(document_id=a_document(desk.at())[0], title="Rencana contoh")
    services.execute_order(materials=[material], at=desk.at(), **order)
    found.refresh_from_db()
    assert found.force == "in_force"


@pytest.mark.parametrize(("outcome", "ground"), [(O.OPENED, "a"), (O.OPENED, "h"), (O.OPENED_PART, "a")])
def test_what_the_new_answer_keeps_closed_is_not_opened_when_the_ruling_is_carried_out(
    tree: Tree, desk: DisputeDesk, outcome: O, ground: str
) -> None:
    dates: dict[str, Any] = {"valid_until": END} if ground == "a" else {}
    found, other = a_determination(tree, **dates), a_determination(tree, decree_number="15/2026", **dates)
    dispute = desk.made_final(dispute=ruled(desk, found, outcome, ground))
    services.reopen_by_ruling(dispute_id=dispute.pk, actor=ref(desk.ppid), at=desk.at())
    case = dispute.objection.request
    assert case is not None
    kept = Kept(determination_id=other.pk, ground=ground, what="Rencana lain")
    said = "Tidak ada persetujuan tertulis." if ground == "h" else ""
    decision = services.Decision(Outcome.REFUSED_EXEMPT, kept=[kept], disclosure=said)
    services.decide(request_id=case.pk, decision=decision, actor=ref(desk.ppid), at=desk.at())
    services.sign_and_notify(request_id=case.pk, actor=ref(desk.ppid), at=desk.at())
    dispute = desk.carried_out(dispute)
    desk.made_final(dispute=desk.court_ruled(dispute=desk.sued(dispute)))
    other.refresh_from_db()
    assert other.force == "in_force"
    assert not Disclosure.objects.filter(determination=other).exists()
