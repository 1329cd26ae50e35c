"""A grant in part gives the blackened copy and never its original; what is neither blackened nor named is not given."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from django.urls import reverse

from telusur.kernel.accounts.tests.people import secure
from telusur.kernel.documents import selectors as papers
from telusur.kernel.documents import services as documents
from telusur.kernel.documents.tests.papers import NIK as SECRET_NIK
from telusur.kernel.documents.tests.papers import plain
from telusur.kernel.figures.rules.periods import parse_period
from telusur.openness.information.tests.tree import Tree, a_determination, a_tree
from telusur.openness.requests import selectors, services
from telusur.openness.requests.figures.refusals import kept_closed
from telusur.openness.requests.rules.withholding import ground_code
from telusur.openness.requests.rules.words import Delivery, Outcome, State

from .factories import Desk, ref

if TYPE_CHECKING:
    from django.test import Client

    from telusur.openness.information.models import Determination
    from telusur.openness.requests.models import InformationRequest

WORDS = "Nomor kependudukan dihitamkan."
PART = services.Decision(Outcome.GRANTED_PART, words=WORDS)
FULL = services.Decision(Outcome.GRANTED_FULL)
NOT_HELD = services.Decision(Outcome.NOT_HELD, held_by="Bawaslu Kota Serang")
SAID = "Tidak ada persetujuan tertulis sampai hari ini."


@pytest.fixture
def tree(db: None) -> Tree:
    return a_tree()


@pytest.fixture
def desk(tree: Tree) -> Desk:
    return Desk()


@pytest.fixture
def determination(tree: Tree) -> Determination:
    return a_determination(tree)


def with_files(desk: Desk, *contents: bytes) -> InformationRequest:
    case = desk.disposed()
    named = [(one, "berita-acara.pdf" if one.startswith(b"%PDF") else "jumlah.csv") for one in contents]
    kept = [documents.store(content=io.BytesIO(one), name=name, at=desk.at()) for one, name in named]
    return services.answer_from_unit(
        request_id=case.pk,
        disposition_id=case.dispositions.get(closed_at=None).pk,
        words="Terlampir; NIK saksi ada pada halaman 1.",
        materials=[services.Material(document_id=one.pk, title=f"Berita acara {n}") for n, one in enumerate(kept, 1)],
        actor=ref(desk.liaison),
        at=desk.at(),
    )


@pytest.fixture
def case(desk: Desk) -> InformationRequest:
    return with_files(desk, plain())


def blackened(desk: Desk, case: InformationRequest, ground: str, *, confirm: bool = True) -> int:
    """Blacken the secret in the first file of the answer, and return the id of the original's attachment."""
    original = selectors.to_blacken(case=case)[0].attachment_id
    grounds = selectors.blackening_grounds(case=case, on=desk.clock.date())
    begun = documents.begin_redaction(attachment_id=original, grounds=grounds, actor=ref(desk.desk), at=desk.at())
    documents.prepare_redaction(redaction_id=begun.pk)
    page = papers.page_to_mark(redaction_id=begun.pk, number=1)
    assert page is not None
    place = next(n for n, word in enumerate(papers.words_on(page)) if word.text == SECRET_NIK)
    marks = [documents.Mark(page=1, ground=ground, kind="nik", first=place, last=place)]
    documents.mark(redaction_id=begun.pk, marks=marks, actor=ref(desk.desk), at=desk.at())
    documents.ask_for_copy(redaction_id=begun.pk, actor=ref(desk.desk), at=desk.at())
    documents.make_copy(redaction_id=begun.pk)
    if confirm:
        documents.confirm_redaction(redaction_id=begun.pk, actor=ref(desk.ppid), at=desk.at())
    return original


def decided(desk: Desk, case: InformationRequest, decision: services.Decision = PART) -> InformationRequest:
    return services.decide(request_id=case.pk, decision=decision, actor=ref(desk.ppid), at=desk.at())


def signed(desk: Desk, case: InformationRequest) -> InformationRequest:
    return services.sign_and_notify(request_id=case.pk, actor=ref(desk.ppid), at=desk.at())


def handed(desk: Desk, case: InformationRequest) -> list[str]:
    found = selectors.handed_over(case=case, at=desk.at(), lent_for=timedelta(hours=1))
    return [each.address for each in found]


def test_the_blackened_copy_goes_out_with_its_grounds_and_the_original_stays(
    desk: Desk, determination: Determination, case: InformationRequest
) -> None:
    original = blackened(desk, case, ground_code("h", determination.pk))
    case = decided(desk, case, services.Decision(Outcome.GRANTED_PART, words=WORDS, disclosure=SAID))
    assert case.determination_id == determination.pk
    [closed] = selectors.closed_of(case=case)
    assert (closed.kind, closed.what, closed.place) == ("passage", "NIK", "Berita acara 1, halaman 1")
    assert closed.consequence == "Pendukung dapat ditekan."
    [blackening] = services.notification_of(case, actor=ref(desk.ppid), at=desk.at()).blackenings  # type: ignore[attr-defined]  # a grant in part
    assert (blackening.material, blackening.exemption.letter) == ("NIK", "h")
    case = signed(desk, case)
    copy = case.answers.get(taken_back_at=None).attachment_id
    assert copy != original
    addresses = handed(desk, case)
    assert any(f"/berkas/{copy}/" in each for each in addresses)
    assert not any(f"/berkas/{original}/" in each for each in addresses)


def test_a_passage_on_g_or_h_needs_what_was_found_of_consent(
    desk: Desk, determination: Determination, case: InformationRequest
) -> None:
    blackened(desk, case, ground_code("h", determination.pk))
    with pytest.raises(services.Refused) as refused:
        decided(desk, case)
    assert refused.value.code == "disclosure_missing"


def test_personal_data_is_blackened_without_a_determination(desk: Desk, case: InformationRequest) -> None:
    blackened(desk, case, "identity_number")
    case = decided(desk, case)
    assert (case.outcome, case.determination_id) == (Outcome.GRANTED_PART, None)
    assert selectors.reason_of(case).startswith("Nomor kependudukan")


@pytest.mark.parametrize("decision", [PART, services.Decision(Outcome.GRANTED_PART, whole=[0])])
def test_a_file_that_is_neither_blackened_nor_named_is_not_given(
    desk: Desk, case: InformationRequest, decision: services.Decision
) -> None:
    with pytest.raises(services.Refused) as refused:
        decided(desk, case, decision)
    assert refused.value.code == "file_without_ground"
    assert "Berita acara 1" in services.sentence(refused.value)
    assert case.answers.get().taken_back_at is None


def test_a_file_left_out_on_a_determination_stays_and_is_named_in_the_letter(
    desk: Desk, determination: Determination
) -> None:
    case = with_files(desk, b"kecamatan,jumlah\nSerang,12\n", plain())
    given, left = selectors.to_blacken(case=case)
    kept = [services.Kept(determination_id=determination.pk, ground="h", what="")]
    decision = services.Decision(Outcome.GRANTED_PART, kept=kept, disclosure=SAID, whole=[given.answer_id])
    case = decided(desk, case, decision)
    letter = services.notification_of(case, actor=ref(desk.ppid), at=desk.at())
    assert [what for what, _why in letter.withheld] == ["Berita acara 2"]  # type: ignore[attr-defined]  # a grant in part
    case = signed(desk, case)
    addresses = handed(desk, case)
    assert any(f"/berkas/{given.attachment_id}/" in each for each in addresses)
    assert not any(f"/berkas/{left.attachment_id}/" in each for each in addresses)


@pytest.mark.parametrize("outcome", [Outcome.REFUSED_EXEMPT, Outcome.NOT_HELD, Outcome.NOT_DOCUMENTED])
def test_where_nothing_is_given_no_file_of_the_units_goes_out(
    desk: Desk, determination: Determination, case: InformationRequest, outcome: Outcome
) -> None:
    kept = [services.Kept(determination_id=determination.pk, ground="h", what="Seluruhnya")]
    decisions = {
        Outcome.REFUSED_EXEMPT: services.Decision(Outcome.REFUSED_EXEMPT, kept=kept, disclosure=SAID),
        Outcome.NOT_HELD: NOT_HELD,
        Outcome.NOT_DOCUMENTED: services.Decision(Outcome.NOT_DOCUMENTED, available_from="Mei 2026"),
    }
    original = case.answers.get().attachment_id
    case = signed(desk, decided(desk, case, decisions[outcome]))
    addresses = handed(desk, case)
    assert len(addresses) == 1  # the letter
    assert not any(f"/berkas/{original}/" in each for each in addresses)


def test_what_is_blackened_in_part_is_not_granted_in_full(desk: Desk, case: InformationRequest) -> None:
    blackened(desk, case, "identity_number")
    with pytest.raises(services.Refused) as refused:
        decided(desk, case, FULL)
    assert refused.value.code == "blackened_in_full_grant"


def test_what_is_blackened_after_the_decision_holds_its_signature_up(desk: Desk, case: InformationRequest) -> None:
    case = decided(desk, case, FULL)
    blackened(desk, case, "identity_number", confirm=False)
    with pytest.raises(services.Refused) as refused:
        signed(desk, case)
    assert refused.value.code == "blackened_in_full_grant"


def test_a_blackening_under_way_holds_the_decision_up(desk: Desk, case: InformationRequest) -> None:
    blackened(desk, case, "identity_number", confirm=False)
    with pytest.raises(services.Refused) as refused:
        decided(desk, case)
    assert refused.value.code == "blackening_open"


def test_a_passage_whose_determination_ended_is_not_given_so(tree: Tree, desk: Desk, case: InformationRequest) -> None:
    found = a_determination(tree, valid_until=date(2026, 3, 17))
    blackened(desk, case, ground_code("a", found.pk))
    with pytest.raises(services.Refused) as refused:
        services.decide(request_id=case.pk, decision=PART, actor=ref(desk.ppid), at=desk.clock.replace(day=17))
    assert refused.value.code == "no_determination"
    case.refresh_from_db()
    assert (case.state, case.answers.filter(taken_back_at=None).count()) == (State.DATA_CHECKED, 1)


@pytest.mark.parametrize("decision", [PART, NOT_HELD])
def test_a_decision_taken_back_gives_the_original_back_to_the_desk(
    desk: Desk, case: InformationRequest, decision: services.Decision
) -> None:
    original = blackened(desk, case, "identity_number")
    case = decided(desk, case, decision)
    case = services.reconsider(request_id=case.pk, reason="Tinjau lagi", actor=ref(desk.ppid), at=desk.at())
    assert case.answers.get(taken_back_at=None).attachment_id == original
    assert decided(desk, case).state == State.AWAITING_SIGNATURE


def test_the_blackened_copy_is_what_is_opened_to_all(desk: Desk, case: InformationRequest) -> None:
    original = blackened(desk, case, "identity_number")
    case = signed(desk, decided(desk, case))
    at = desk.at()
    services.deliver(request_id=case.pk, delivery=Delivery.EMAIL, delivered_at=at, actor=ref(desk.desk), at=at)
    [(document_id, _title)] = selectors.files_to_release(case=case)
    copy = papers.redacted_copy(attachment_id=original)
    assert copy is not None
    assert document_id == copy.document_id


def test_the_desk_begins_the_copy_on_the_case_page_with_the_grounds_in_force(
    desk: Desk, determination: Determination, case: InformationRequest, client: Client
) -> None:
    client.force_login(secure(desk.desk))
    original = selectors.to_blacken(case=case)[0].attachment_id
    page = client.get(reverse("requests_case", args=[desk.office.slug, case.pk])).content.decode()
    address = reverse("requests_blacken", args=[desk.office.slug, case.pk, original])
    assert address in page
    assert client.post(address).status_code == 302
    begun = papers.open_redaction(attachment_id=original)
    assert begun is not None
    assert ground_code("h", determination.pk) in dict(begun.grounds)
    elsewhere = reverse("requests_blacken", args=[desk.office.slug, case.pk, original + 1000])
    assert client.post(elsewhere).status_code == 404


def test_the_form_of_a_partial_grant_asks_for_each_file_that_is_not_blackened(
    desk: Desk, case: InformationRequest, client: Client
) -> None:
    client.force_login(secure(desk.ppid))
    address = reverse("requests_act", args=[desk.office.slug, case.pk, "grant-part"])
    assert "Berkas yang diberikan utuh" in client.get(address).content.decode()
    answer = client.post(address, {"version": case.version, "words": WORDS})
    assert "tidak dipilih untuk diberikan utuh" in answer.content.decode()
    case.refresh_from_db()
    assert case.state == State.DATA_CHECKED


# What the figures count of it


def test_the_figure_of_exemptions_counts_each_letter_of_a_request_once(
    tree: Tree, desk: Desk, determination: Determination
) -> None:
    a_determination(tree, valid_until=date(2026, 6, 2), decree_number="13/2026")
    kept = [
        services.Kept(determination_id=found.id, ground=letter, what=f"Bagian {number}")
        for number, found in enumerate(selectors.covering(case=with_files(desk), on=desk.clock.date()))
        for letter in found.grounds
    ]
    refusal = services.Decision(Outcome.REFUSED_EXEMPT, kept=[*kept, kept[0]], disclosure=SAID)
    case = signed(desk, decided(desk, with_files(desk), refusal))
    waiting = decided(desk, with_files(desk), refusal)
    rows = kept_closed(desk.office.pk, parse_period("2026"), desk.clock.date())
    assert sorted((row.id, row.groups["letter"]) for row in rows) == [(case.pk, "a"), (case.pk, "h")]
    assert waiting.state == State.AWAITING_SIGNATURE
    assert {row.columns["decree"] for row in rows} == {"12/2026", "13/2026"}
    assert "Wulan" not in str(rows)


def test_the_case_leads_to_its_determination_and_to_a_test_and_the_applicant_to_the_public_list(
    desk: Desk, determination: Determination, client: Client
) -> None:
    kept = [services.Kept(determination_id=determination.pk, ground="h", what="Daftar nama")]
    case = with_files(desk)
    client.force_login(secure(desk.ppid))
    address = reverse("requests_case", args=[desk.office.slug, case.pk])
    assert f"?permohonan={case.number}" in unquote(client.get(address).content.decode())
    decision = services.Decision(Outcome.REFUSED_EXEMPT, kept=kept, disclosure=SAID)
    case = signed(desk, decided(desk, case, decision))
    link = reverse("information_determination", args=[desk.office.slug, determination.pk])
    assert link in client.get(address).content.decode()
    assert client.get(link).status_code == 200
    secret = services.recover_secret(request_id=case.pk, actor=ref(desk.desk), at=desk.at())
    client.logout()
    track = reverse("requests_track", args=[desk.office.slug])
    page = client.post(track, {"number": case.number, "secret": secret}, follow=True).content.decode()
    assert "Daftar nama" in page
    assert reverse("information_excluded", args=[desk.office.slug]) in page
    assert link not in page
