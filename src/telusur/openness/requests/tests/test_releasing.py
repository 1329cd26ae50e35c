"""Released to one, released to all: by a second person, without a trace of who asked."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telusur.kernel.documents import services as documents
from telusur.kernel.ledger import selectors as ledger
from telusur.openness.information.selectors import files_of, shown_item
from telusur.openness.information.tests.tree import Tree, a_determination, a_tree
from telusur.openness.requests import services
from telusur.openness.requests.rules.privacy import personal_in
from telusur.openness.requests.rules.words import Delivery, Outcome

from .factories import Desk, ref

if TYPE_CHECKING:
    from telusur.openness.requests.models import InformationRequest


@given(text=st.text(max_size=60))
def test_a_text_that_names_the_asker_is_always_found(text: str) -> None:
    assert "name" in personal_in(f"{text} WULAN  rekaan, {text}", names=["Wulan Rekaan", ""])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Pemilih menurut kecamatan 2024", []),
        ("Jumlah 1234567890123456 pemilih", ["identity_number"]),
        ("Hubungi budi@contoh.invalid", ["email"]),
        ("Telepon 0812-0000-0001", ["phone"]),
        ("Rekaan tentang Wulandari", []),
        ("Anggaran Rp 812.000.000.000", []),
    ],
)
def test_what_leads_to_a_person_is_found_and_nothing_else(text: str, found: list[str]) -> None:
    assert personal_in(text, names=["Wulan Rekaan", "Al"]) == found


@pytest.fixture
def tree(db: None) -> Tree:
    return a_tree()


@pytest.fixture
def desk(tree: Tree) -> Desk:
    return Desk()


def delivered(desk: Desk) -> InformationRequest:
    case = desk.disposed()
    document = documents.store(content=io.BytesIO(b"kecamatan,jumlah\nSerang,12\n"), name="data.csv", at=desk.at())
    services.answer_from_unit(
        request_id=case.pk,
        disposition_id=case.dispositions.get(closed_at=None).pk,
        words="Terlampir.",
        materials=[services.Material(document_id=document.pk, title="Jumlah menurut kecamatan")],
        actor=ref(desk.liaison),
        at=desk.at(),
    )
    decision = services.Decision(Outcome.GRANTED_FULL)
    services.decide(request_id=case.pk, decision=decision, actor=ref(desk.ppid), at=desk.at())
    services.sign_and_notify(request_id=case.pk, actor=ref(desk.ppid), at=desk.at())
    at = desk.at()
    return services.deliver(request_id=case.pk, delivery=Delivery.EMAIL, delivered_at=at, actor=ref(desk.desk), at=at)


def release(**changes: Any) -> services.Release:
    values: dict[str, Any] = {
        "title": "Berita acara dengan bagian yang dihitamkan",
        "summary": "Berita acara rapat pleno, nomor kependudukan dihitamkan.",
        "retention": "2 tahun",
        "made_on": date(2026, 3, 16),
    }
    return services.Release(**(values | changes))


def released(desk: Desk, case: InformationRequest, actor: str, **changes: Any) -> InformationRequest:
    return services.release_to_all(request_id=case.pk, release=release(**changes), actor=actor, at=desk.at())


@pytest.fixture
def answered(desk: Desk) -> InformationRequest:
    return delivered(desk)


def test_a_second_person_opens_to_all_what_was_given_to_one(desk: Desk, answered: InformationRequest) -> None:
    case = released(desk, answered, ref(desk.superior))
    item = shown_item(office_id=desk.office.pk, item_id=case.released_item_id)
    assert (item.state, item.information_class, item.holder) == ("published", "anytime", "Subbagian Data")
    assert [row.document_id for row in files_of(item_id=item.pk)] == [
        case.answers.get(taken_back_at=None).attachment.document_id
    ]
    facts = "".join(act.facts_text for act in ledger.acts_on(subject_kind="information", subject_id=str(item.pk)))
    assert case.number not in facts
    everything = " ".join(str(getattr(item, field.name)) for field in item._meta.concrete_fields)
    assert case.number not in everything
    assert "Wulan" not in everything


def test_who_decided_does_not_open_it_to_all(desk: Desk, answered: InformationRequest) -> None:
    with pytest.raises(services.Refused) as refused:
        released(desk, answered, ref(desk.ppid))
    assert refused.value.code == "own_decision_released"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": "Permintaan Wulan Rekaan"}, "names_a_person"),
        ({"summary": "Hubungi wulan@contoh.invalid"}, "names_a_person"),
        ({"title": " "}, "release_incomplete"),
    ],
)
def test_an_entry_that_leads_to_a_person_or_says_nothing_is_not_published(
    desk: Desk, answered: InformationRequest, changes: dict[str, str], code: str
) -> None:
    with pytest.raises(services.Refused) as refused:
        released(desk, answered, ref(desk.superior), **changes)
    assert refused.value.code == code
    assert services.sentence(refused.value)
    answered.refresh_from_db()
    assert answered.released_item_id is None


def test_it_is_opened_to_all_once(desk: Desk, answered: InformationRequest) -> None:
    released(desk, answered, ref(desk.superior))
    with pytest.raises(services.Refused) as refused:
        released(desk, answered, ref(desk.superior))
    assert refused.value.code == "already_released"


def test_what_a_person_consented_to_for_one_is_not_opened_to_all(
    tree: Tree, desk: Desk, answered: InformationRequest
) -> None:
    found = a_determination(tree)
    paper = documents.store(content=io.BytesIO(b"Setuju dibuka."), name="setuju.txt", at=desk.at())
    kept = documents.attach(
        document_id=paper.pk,
        thing_kind="disclosure",
        thing_id=str(found.pk),
        office_id=desk.office.pk,
        access="sealed",
        title="Persetujuan",
        at=desk.at(),
        actor=ref(desk.ppid),
    )
    found.disclosures.create(
        office=desk.office,
        opened_by="consent",
        what="Nama satu pendukung",
        reference=answered.number,
        given_on=date(2026, 3, 10),
        file=kept,
        recorded_by=desk.ppid,
        recorded_at=desk.at(),
    )
    with pytest.raises(services.Refused) as refused:
        released(desk, answered, ref(desk.superior))
    assert refused.value.code == "consent_for_one"
    assert services.sentence(refused.value)
    answered.refresh_from_db()
    assert answered.released_item_id is None


def test_words_alone_are_nothing_to_open(desk: Desk) -> None:
    services.sign_and_notify(request_id=(case := desk.decided()).pk, actor=ref(desk.ppid), at=desk.at())
    at = desk.at()
    services.deliver(request_id=case.pk, delivery=Delivery.EMAIL, delivered_at=at, actor=ref(desk.desk), at=at)
    with pytest.raises(services.Refused) as refused:
        released(desk, case, ref(desk.superior))
    assert refused.value.code == "nothing_to_release"
