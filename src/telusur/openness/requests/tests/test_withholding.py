"""Nothing is kept closed without a determination in force that covers it: when it is decided, and when it is signed."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from telusur.kernel.accounts.models import Role
from telusur.kernel.ledger import selectors as ledger
from telusur.kernel.letters.selectors import letters_about
from telusur.kernel.offices.models import Office
from telusur.openness.information.rules.exemptions import Binding, OpenedBy
from telusur.openness.information.services import NewFile
from telusur.openness.information.tests.tree import Tree, a_determination, a_tree
from telusur.openness.requests import selectors, services
from telusur.openness.requests.models import InformationRequest, Withholding
from telusur.openness.requests.rules.withholding import (
    LETTERS,
    Kept,
    NotCovered,
    covered,
    ground_code,
    letters_of,
    read_ground_code,
)
from telusur.openness.requests.rules.words import Outcome, State

from .factories import Desk, letter_text, ref

if TYPE_CHECKING:
    from telusur.openness.information.models import Determination

NONE = "Tidak ada persetujuan tertulis, dan tidak berkaitan dengan jabatan publik."


# The rule


@given(ground=st.text(max_size=2), grounds=st.none() | st.sets(st.sampled_from(LETTERS)))
def test_a_ground_passes_only_where_a_determination_in_force_names_it(ground: str, grounds: set[str] | None) -> None:
    if grounds is not None and ground in grounds:
        covered(ground=ground, grounds=grounds)
    else:
        with pytest.raises(NotCovered) as refused:
            covered(ground=ground, grounds=grounds)
        assert refused.value.code == ("no_determination" if grounds is None else "ground_not_covered")


@given(letter=st.sampled_from(LETTERS), key=st.integers(1, 10**9))
def test_a_passages_ground_is_read_as_it_was_written(letter: str, key: int) -> None:
    assert read_ground_code(ground_code(letter, key)) == (letter, key)
    assert len(ground_code(letter, key)) <= 60


@pytest.mark.parametrize("code", ["personal_data", "identity_number", "x:h:1"])
def test_a_ground_of_another_statute_names_no_determination(code: str) -> None:
    assert read_ground_code(code) is None


@pytest.mark.parametrize("code", ["pasal17", "pasal17:z:1", "pasal17:h:", "pasal17:h:x", "pasal17:hi:1"])
def test_a_ground_of_pasal_17_that_cannot_be_read_covers_nothing(code: str) -> None:
    with pytest.raises(NotCovered):
        read_ground_code(code)


def test_letters_are_told_once_and_in_the_order_of_the_law() -> None:
    assert letters_of(["j", "personal_data", "a", "j", "z"]) == ["a", "j"]


# The services


@pytest.fixture
def tree(db: None) -> Tree:
    return a_tree()


@pytest.fixture
def desk(tree: Tree) -> Desk:
    return Desk()


@pytest.fixture
def determination(tree: Tree) -> Determination:
    return a_determination(tree)


def refusal(determination: Determination, **changes: Any) -> services.Decision:
    kept = Kept(determination_id=determination.pk, ground="h", what="Daftar nama pendukung")
    values: dict[str, Any] = {"outcome": Outcome.REFUSED_EXEMPT, "kept": [kept], "disclosure": NONE}
    return services.Decision(**(values | changes))


def decided(desk: Desk, decision: services.Decision, case: InformationRequest | None = None) -> InformationRequest:
    case = case or desk.answered()
    return services.decide(request_id=case.pk, decision=decision, actor=ref(desk.ppid), at=desk.at())


def test_a_refusal_rests_on_its_determination_and_says_so_in_the_ledger(
    desk: Desk, determination: Determination
) -> None:
    case = decided(desk, refusal(determination))
    assert (case.state, case.outcome, case.determination_id) == (
        State.AWAITING_SIGNATURE,
        Outcome.REFUSED_EXEMPT,
        determination.pk,
    )
    [kept] = Withholding.objects.filter(request=case)
    assert (kept.ground, kept.determination_id, kept.what) == ("h", determination.pk, "Daftar nama pendukung")
    last = ledger.acts_on(subject_kind="request", subject_id=str(case.pk))[-1]
    assert (last.act, last.facts["grounds"], last.facts["determination"]) == ("requests.refuse", "h", determination.pk)
    assert "pendukung" not in last.facts_text


def test_a_registered_request_is_refused_without_asking_a_unit(desk: Desk, determination: Determination) -> None:
    assert decided(desk, refusal(determination), desk.registered()).state == State.AWAITING_SIGNATURE


DAYS = [date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 16), date(2026, 6, 1), date(2026, 6, 2)]


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("ground", ["a", "h"])
@pytest.mark.parametrize("bound", ["all", "here", "elsewhere"])
def test_nothing_is_refused_without_a_determination_in_force_for_this_office_ground_and_day(
    tree: Tree, desk: Desk, day: date, ground: str, bound: str
) -> None:
    elsewhere = Office.objects.create(
        code="3603", name="KPU Kabupaten Tangerang", slug="kab-tangerang", kind="city", parent=tree.province
    )
    offices = {"all": (), "here": (tree.city.pk,), "elsewhere": (elsewhere.pk,)}[bound]
    changes: dict[str, Any] = {"binds": Binding.LISTED, "bound_ids": offices} if offices else {}
    found = a_determination(tree, valid_until=date(2026, 6, 2), **changes)
    case = desk.answered()
    moment = datetime(day.year, day.month, day.day, 5, tzinfo=UTC)
    kept = Kept(determination_id=found.pk, ground=ground, what="Rencana pengamanan")
    decision = services.Decision(Outcome.REFUSED_EXEMPT, kept=[kept], disclosure=NONE)

    def decide() -> InformationRequest:
        return services.decide(request_id=case.pk, decision=decision, actor=ref(desk.ppid), at=moment)

    allowed = ground == "a" and bound != "elsewhere" and date(2026, 3, 2) <= day < date(2026, 6, 2)
    if allowed:
        assert decide().outcome == Outcome.REFUSED_EXEMPT
        return
    with pytest.raises(services.Refused) as refused:
        decide()
    assert refused.value.code in {"no_determination", "ground_not_covered"}
    assert services.sentence(refused.value)
    assert InformationRequest.everything.get(pk=case.pk).outcome == ""
    assert not Withholding.objects.exists()


def test_a_determination_that_ended_before_the_signature_stops_it(tree: Tree, desk: Desk) -> None:
    found = a_determination(tree, valid_until=date(2026, 3, 17))
    kept = Kept(determination_id=found.pk, ground="a", what="Rencana pengamanan")
    case = decided(desk, services.Decision(Outcome.REFUSED_EXEMPT, kept=[kept]))
    next_day = desk.clock + timedelta(days=1)
    with pytest.raises(services.Refused) as refused:
        services.sign_and_notify(request_id=case.pk, actor=ref(desk.ppid), at=next_day)
    assert refused.value.code == "determination_ended"
    assert "17 Maret 2026" in services.sentence(refused.value)
    assert not letters_about(subject_kind="request", subject_id=str(case.pk)).exists()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"kept": []}, "withheld_missing"),
        ({"disclosure": " "}, "disclosure_missing"),
        ({"outcome": Outcome.GRANTED_FULL}, "kept_in_full_grant"),
        ({"outcome": Outcome.GRANTED_PART}, "answer_empty"),
    ],
)
def test_a_decision_that_lacks_something_says_what(
    desk: Desk, determination: Determination, changes: dict[str, Any], code: str
) -> None:
    case = desk.answered()
    with pytest.raises(services.Refused) as refused:
        decided(desk, refusal(determination, **changes), case)
    assert refused.value.code == code
    assert InformationRequest.everything.get(pk=case.pk).state == State.DATA_CHECKED


def test_what_is_not_given_is_named(desk: Desk, determination: Determination) -> None:
    with pytest.raises(services.Refused) as refused:
        decided(desk, refusal(determination, kept=[Kept(determination_id=determination.pk, ground="h", what=" ")]))
    assert refused.value.code == "withheld_not_said"


def test_a_partial_grant_that_keeps_nothing_closed_is_a_full_one(desk: Desk) -> None:
    with pytest.raises(services.Refused) as refused:
        decided(desk, services.Decision(Outcome.GRANTED_PART, words="Jumlahnya 1.204 orang."))
    assert refused.value.code == "nothing_kept_closed"


@pytest.mark.parametrize("who", ["desk", "liaison", "superior"])
def test_only_the_ppid_refuses(desk: Desk, determination: Determination, who: str) -> None:
    case = desk.answered()
    with pytest.raises(services.NotPermitted):
        services.decide(
            request_id=case.pk, decision=refusal(determination), actor=ref(getattr(desk, who)), at=desk.at()
        )


def test_the_database_refuses_a_refusal_without_determination(desk: Desk) -> None:
    case = desk.answered()
    with pytest.raises(IntegrityError), transaction.atomic():
        InformationRequest.everything.filter(pk=case.pk).update(outcome=Outcome.REFUSED_EXEMPT)
    InformationRequest.everything.filter(pk=case.pk).update(outcome=Outcome.REFUSED_EXEMPT, imported=True)


def test_the_database_refuses_a_ground_of_pasal_17_without_determination(desk: Desk) -> None:
    case = desk.answered()
    with pytest.raises(IntegrityError), transaction.atomic():
        Withholding.objects.create(request=case, kind="whole", ground="h", what="x", decided_at=desk.at())


def test_a_decision_taken_back_keeps_nothing_closed(desk: Desk, determination: Determination) -> None:
    case = decided(desk, refusal(determination))
    case = services.reconsider(request_id=case.pk, reason="Dibahas lagi", actor=ref(desk.ppid), at=desk.at())
    assert (case.state, case.outcome, case.determination_id) == (State.DATA_CHECKED, "", None)
    assert selectors.closed_of(case=case) == []
    assert decided(desk, refusal(determination), case).state == State.AWAITING_SIGNATURE


# Consent and public office


def disclosed(desk: Desk, case: InformationRequest, found: Determination, **changes: Any) -> InformationRequest:
    values: dict[str, Any] = {
        "determination_id": found.pk,
        "opened_by": OpenedBy.CONSENT,
        "what": "Nama satu pendukung",
        "given_on": date(2026, 3, 10),
        "paper": NewFile(content=io.BytesIO(b"Setuju dibuka."), name="setuju.txt"),
        "actor": ref(desk.ppid),
        "at": desk.at(),
    }
    return services.record_disclosure(request_id=case.pk, **(values | changes))


def test_a_consent_for_a_request_is_recorded_and_forbids_refusing_everything(
    desk: Desk, determination: Determination
) -> None:
    case = disclosed(desk, desk.answered(), determination)
    assert determination.disclosures.get().reference == case.number
    with pytest.raises(services.Refused) as refused:
        decided(desk, refusal(determination), case)
    assert refused.value.code == "opened_by_consent"
    given_part = refusal(determination, outcome=Outcome.GRANTED_PART, words="Nama yang disetujui: satu orang.")
    assert decided(desk, given_part, case).outcome == Outcome.GRANTED_PART


def test_a_consent_for_another_request_opens_nothing_here(desk: Desk, determination: Determination) -> None:
    disclosed(desk, desk.registered(), determination)
    assert decided(desk, refusal(determination)).outcome == Outcome.REFUSED_EXEMPT


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"paper": None}, "consent_needs_paper"),
        ({"what": " "}, "disclosed_not_said"),
        ({"opened_by": OpenedBy.RULING}, "disclosed_not_said"),
        ({"given_on": date(2026, 3, 17)}, "disclosed_later"),
        ({"determination_id": 0}, "no_determination"),
    ],
)
def test_a_consent_that_lacks_something_is_not_recorded(
    desk: Desk, determination: Determination, changes: dict[str, Any], code: str
) -> None:
    case = desk.answered()
    with pytest.raises(services.Refused) as refused:
        disclosed(desk, case, determination, **changes)
    assert refused.value.code == code
    assert not determination.disclosures.exists()


def test_a_consent_opens_only_what_g_or_h_closes(tree: Tree, desk: Desk) -> None:
    found = a_determination(tree, valid_until=date(2026, 6, 2))
    with pytest.raises(services.Refused) as refused:
        disclosed(desk, desk.answered(), found)
    assert refused.value.code == "not_opened_thus"


# Waiting for a test


def test_waiting_for_a_test_moves_nothing_and_the_clock_runs_on(desk: Desk, determination: Determination) -> None:
    case = desk.answered()
    due = case.deadline.due_on if case.deadline else None
    waiting = services.await_test(request_id=case.pk, test="UK-7", actor=ref(desk.ppid), at=desk.at())
    assert (waiting.state, waiting.awaited_test) == (State.DATA_CHECKED, "UK-7")
    assert waiting.deadline is not None
    assert (waiting.deadline.due_on, waiting.deadline.stopped_at) == (due, None)
    assert decided(desk, refusal(determination), waiting).awaiting_test_since is None


# The letters


def test_the_refusal_says_every_element_of_the_law(desk: Desk, determination: Determination) -> None:
    case = decided(desk, refusal(determination, words="Jumlahnya ada di situs kami."))
    case = services.sign_and_notify(request_id=case.pk, actor=ref(desk.ppid), at=desk.at())
    text = letter_text(case)
    for element in (
        case.number,
        "Wulan Rekaan",
        "Jalan Rekaan 7, Serang",
        "wulan@contoh.invalid",
        "Data pemilih disabilitas per kecamatan",
        "menolak",
        "huruf h",
        "UU 14/2008 Pasal 17 huruf h",
        "Pendukung dapat ditekan.",
        "12/2026",
        "Tidak ada persetujuan tertulis",
        "Jumlahnya ada di situs kami.",
        "30 hari kerja",
        "Rabu, 6 Mei 2026",
        "Atasan PPID",
    ):
        assert element in text, element
    assert "halaman 4" not in text  # what the unit wrote stays in the office


def test_a_partial_grant_says_what_is_given_and_what_is_not(desk: Desk, determination: Determination) -> None:
    case = decided(desk, refusal(determination, outcome=Outcome.GRANTED_PART, words="Jumlah pendukung: 1.204."))
    case = services.sign_and_notify(request_id=case.pk, actor=ref(desk.ppid), at=desk.at())
    text = letter_text(case)
    for element in (
        "dikabulkan sebagian",
        "Jumlah pendukung: 1.204.",
        "Daftar nama pendukung",
        "huruf h",
        "6 Mei 2026",
    ):
        assert element in text, element
    assert "halaman 4" not in text


# What the applicant and the register read


def test_the_applicant_reads_why_and_until_when_he_may_object(desk: Desk, determination: Determination) -> None:
    case = decided(desk, refusal(determination))
    assert selectors.explained(case=case) is None
    case = services.sign_and_notify(request_id=case.pk, actor=ref(desk.ppid), at=desk.at())
    found = selectors.explained(case=case)
    assert found is not None
    [closed] = found.closed
    assert (closed.what, closed.consequence) == ("Daftar nama pendukung", "Pendukung dapat ditekan.")
    assert "rahasia pribadi" in closed.why


def test_the_register_names_ground_and_determination(desk: Desk, determination: Determination) -> None:
    case = decided(desk, refusal(determination, words="Diganti jumlahnya."))
    rows = selectors.register_rows(office_id=desk.office.pk, year=case.year, register=case.register)
    [row] = selectors.as_register(rows)
    assert "Pasal 17 huruf h (Penetapan 12/2026); Diganti jumlahnya." in row.values


def test_two_grounds_are_told_once_each(tree: Tree, desk: Desk, determination: Determination) -> None:
    other = a_determination(tree, title="Alamat pendukung", decree_number="13/2026")
    kept = [Kept(determination_id=found.pk, ground="h", what="Nama dan alamat") for found in (determination, other)]
    case = decided(desk, refusal(determination, kept=[*kept, kept[0]]))
    assert selectors.reason_of(case).count("Pasal 17 huruf h") == 2


def test_the_people_of_another_office_decide_nothing_here(tree: Tree, desk: Desk, determination: Determination) -> None:
    case = desk.answered()
    with pytest.raises(services.NotPermitted):
        services.decide(
            request_id=case.pk,
            decision=refusal(determination),
            actor=ref(tree.officer(tree.province, Role.PPID)),
            at=desk.at(),
        )
