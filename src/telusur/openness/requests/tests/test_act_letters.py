"""The letters that go out with an act of their own: said by the act, read before it, worded by the officer."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils import timezone

from telusur.kernel.accounts.tests.people import secure
from telusur.kernel.ledger import selectors as ledger
from telusur.kernel.letters import services as writing
from telusur.kernel.letters.selectors import letters_about
from telusur.openness.requests import services
from telusur.openness.requests.rules.words import Act, Delivery, Outcome, State

from .factories import AT, Desk, a_case, an_office, letter_text, ref

if TYPE_CHECKING:
    from django.test import Client

    from telusur.openness.requests.models import InformationRequest

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


def titles(case: InformationRequest) -> list[str]:
    return [letter.title for letter in letters_about(subject_kind="request", subject_id=str(case.pk)).order_by("pk")]


def incomplete(desk: Desk) -> InformationRequest:
    missing = "- Salinan KTP\n- Surat kuasa\n"
    return services.ask_completion(request_id=desk.submitted().pk, missing=missing, actor=ref(desk.desk), at=desk.at())


def test_the_applicant_gets_a_letter_of_what_is_missing_and_by_when(desk: Desk) -> None:
    case = incomplete(desk)
    text = letter_text(case)
    for element in ("Permintaan kelengkapan", "Salinan KTP", "Surat kuasa", "3 hari kerja", "Petugas Meja Layanan"):
        assert element in text, element
    assert case.told_completion_due_on is not None
    assert f"{case.told_completion_due_on.day} Maret 2026" in text


def test_a_closed_file_says_what_never_came(desk: Desk) -> None:
    case = incomplete(desk)
    late = desk.clock + timedelta(days=14)
    case = services.close_incomplete(request_id=case.pk, reason="Tidak dilengkapi", actor=ref(desk.ppid), at=late)
    text = letter_text(case)
    for element in ("tidak dapat diproses", "Surat kuasa", "bukan penolakan", "PPID"):
        assert element in text, element


def test_an_applicant_who_withdraws_alone_gets_a_letter_in_the_name_of_the_desk(desk: Desk) -> None:
    case = services.withdraw(request_id=desk.registered().pk, reason="Sudah ada", actor="applicant", at=desk.at())
    text = letter_text(case)
    assert "Meja Layanan Informasi" in text
    assert "Sudah ada" in text


def test_a_request_handed_on_carries_a_note_with_the_clock_of_the_other_office(desk: Desk) -> None:
    other = an_office("3604", name="KPU Kabupaten Serang", slug="kabupaten-serang")
    case = desk.registered()
    services.forward_to_office(
        request_id=case.pk, office=other, reason="Dikuasai kantor itu", actor=ref(desk.ppid), at=desk.at()
    )
    text = letter_text(case)
    for element in ("KPU Kabupaten Serang", "Dikuasai kantor itu", "Wulan Rekaan", "paling lambat"):
        assert element in text, element


@pytest.mark.parametrize(("delivery", "receipt"), [(Delivery.PICK_UP, True), (Delivery.EMAIL, False)])
def test_what_is_handed_over_in_person_is_signed_for(desk: Desk, delivery: Delivery, *, receipt: bool) -> None:
    case = desk.notified()
    notice = letters_about(subject_kind="request", subject_id=str(case.pk)).get()
    at = desk.at()
    case = services.deliver(
        request_id=case.pk, delivery=delivery, delivered_at=at, proof="Wulan", actor=ref(desk.desk), at=at
    )
    assert ("Tanda Terima Penyerahan Informasi" in titles(case)) is receipt
    if receipt:
        text = letter_text(case)
        assert notice.number in text
        assert str(desk.desk) in text


def test_the_act_in_the_ledger_names_its_letter(desk: Desk) -> None:
    case = incomplete(desk)
    letter = letters_about(subject_kind="request", subject_id=str(case.pk)).get()
    act = ledger.acts_on(subject_kind="request", subject_id=str(case.pk))[-1]
    assert (act.act, act.facts["letter"]) == ("requests.ask_completion", letter.number)


def test_an_act_that_is_refused_sends_no_letter(desk: Desk) -> None:
    case = incomplete(desk)
    with pytest.raises(services.Refused):
        services.close_incomplete(request_id=case.pk, reason="Terlalu dini", actor=ref(desk.ppid), at=desk.at())
    assert titles(case) == ["Permintaan Kelengkapan Permohonan"]


def page(desk: Desk, case: InformationRequest, act: Act) -> str:
    return reverse("requests_act", args=[desk.office.slug, case.pk, act.value.replace("_", "-")])


def recent(desk: Desk) -> InformationRequest:
    at = desk.at()
    return a_case(desk.office, received_at=at, at=at)


def accepted(desk: Desk, case: InformationRequest) -> InformationRequest:
    return services.accept_request(request_id=case.pk, actor=ref(desk.desk), at=desk.at())


ASKED: dict[Act, dict[str, Any]] = {
    Act.ASK_COMPLETION: {"missing": "Salinan KTP"},
    Act.EXTEND: {"reasons": "Data dihimpun"},
    Act.WITHDRAW: {"reason": ""},
    Act.FORWARD: {"reason": "Dikuasai kantor itu", "office": "3604"},
}


@pytest.mark.parametrize("act", list(ASKED))
def test_the_draft_of_an_acts_letter_is_read_before_the_act(desk: Desk, client: Client, act: Act) -> None:
    other = Desk("3604", name="KPU Kabupaten Serang", slug="kabupaten-serang")
    assert other.office.pk
    desk.clock = timezone.now() - timedelta(hours=1)
    case = recent(desk) if act == Act.ASK_COMPLETION else accepted(desk, recent(desk))
    client.force_login(secure(desk.ppid))
    given = ASKED[act] | {"version": case.version, "surat-closing": "Salam.", "preview": "1"}
    answer = client.post(page(desk, case, act), given)
    assert answer["Content-Type"] == "application/pdf", answer.content.decode()[:4000]
    case.refresh_from_db()
    assert (case.version, titles(case)) == (given["version"], [])


def test_the_officers_words_and_the_offices_templates_go_into_the_letter(desk: Desk, client: Client) -> None:
    template = writing.save_template(
        office=desk.office,
        template="completion",
        passage="closing",
        title="Penutup ramah",
        body="Kami membantu melengkapi {nomor} di meja layanan.",
        actor=ref(desk.ppid),
        at=AT,
    )
    desk.clock = timezone.now() - timedelta(hours=1)
    case = recent(desk)
    client.force_login(secure(desk.desk))
    address = page(desk, case, Act.ASK_COMPLETION)
    given = {"missing": "Salinan KTP", "version": case.version, "surat-closing": "", "surat-opening": ""}
    offered = client.post(address, given | {"surat-choice": template.pk, "insert": "1"}).content.decode()
    assert f"Kami membantu melengkapi {case.number} di meja layanan." in offered
    assert titles(case) == []
    client.post(address, given | {"surat-closing": "Kami tunggu di meja layanan."})
    case.refresh_from_db()
    assert case.state == State.AWAITING_COMPLETION
    assert "Kami tunggu di meja layanan." in letter_text(case)


@pytest.mark.parametrize(
    ("outcome", "template", "form"),
    [
        (Outcome.NOT_HELD, "not_held", "declare-not-held"),
        (Outcome.GRANTED_FULL, "notification", "grant"),
        (Outcome.REFUSED_EXEMPT, "refusal", "refuse"),
        (Outcome.GRANTED_PART, "partial_grant", "grant-part"),
    ],
)
def test_a_decision_offers_the_templates_of_its_own_letter(
    desk: Desk, client: Client, outcome: Outcome, template: str, form: str
) -> None:
    for kind in ("not_held", "notification", "refusal", "partial_grant"):
        writing.save_template(
            office=desk.office,
            template=kind,
            passage="explanation",
            title=f"Untuk {kind}",
            body=f"Kata {kind}.",
            actor=ref(desk.ppid),
            at=AT,
        )
    case = desk.answered()
    client.force_login(secure(desk.ppid))
    text = client.get(reverse("requests_act", args=[desk.office.slug, case.pk, form])).content.decode()
    assert f"Untuk {template}" in text, outcome
    assert text.count("Untuk ") == 1
