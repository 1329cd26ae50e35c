"""An answer opened again: the applicant is told so and on whose order, and keeps what he had been given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache
from django.urls import reverse

from telusur.kernel.documents.tests.papers import plain
from telusur.openness.information.tests.tree import a_determination, a_tree
from telusur.openness.requests import services
from telusur.openness.requests.models import InformationRequest
from telusur.openness.requests.rules.withholding import ground_code
from telusur.openness.requests.rules.words import Outcome

from .factories import ref
from .objections import ObjectionDesk
from .test_giving_part import SAID, WORDS, blackened, with_files

if TYPE_CHECKING:
    from django.test import Client

    from telusur.openness.requests.models import Objection

pytestmark = pytest.mark.django_db
PART = services.Decision(Outcome.GRANTED_PART, words=WORDS, disclosure=SAID)
FULL = services.Decision(Outcome.GRANTED_FULL)
TABLE = b"kecamatan,pemilih\nSerang,12\nCipocok Jaya,34\n"


@pytest.fixture
def determination() -> int:
    cache.clear()
    return a_determination(a_tree()).pk


@pytest.fixture
def desk(determination: int) -> ObjectionDesk:
    assert determination
    return ObjectionDesk()


def answered(desk: ObjectionDesk, case: InformationRequest, decision: services.Decision) -> InformationRequest:
    services.decide(request_id=case.pk, decision=decision, actor=ref(desk.ppid), at=desk.at())
    return services.sign_and_notify(request_id=case.pk, actor=ref(desk.ppid), at=desk.at())


def ordered(desk: ObjectionDesk, case: InformationRequest) -> Objection:
    objection = desk.granted(desk.reviewed(desk.filed(case)))
    services.reopen_answer(objection_id=objection.pk, actor=ref(desk.ppid), at=desk.at())
    return objection


def page_of(client: Client, desk: ObjectionDesk, case: InformationRequest) -> str:
    secret = services.recover_secret(request_id=case.pk, actor=ref(desk.desk), at=desk.at())
    client.post(reverse("requests_track", args=[desk.office.slug]), {"number": case.number, "secret": secret})
    return client.get(reverse("requests_follow", args=[desk.office.slug, case.pk])).content.decode()


def test_a_reopened_answer_is_not_called_finished_and_what_was_given_stays(
    client: Client, desk: ObjectionDesk, determination: int
) -> None:
    case = with_files(desk, plain())
    original = blackened(desk, case, ground_code("h", determination))
    case = answered(desk, case, PART)
    copy = case.answers.get(taken_back_at=None).attachment_id
    before = page_of(client, desk, case)
    assert f"/berkas/{copy}/" in before
    assert "Jawaban sedang disusun ulang" not in before
    objection = ordered(desk, case)
    page = page_of(client, desk, case)
    assert "Jawaban sedang disusun ulang" in page
    assert f"atas perintah Atasan PPID dalam keberatan {objection.number}" in page
    assert '<li class="now" aria-current="step"><b>Diproses</b>' in page
    assert "Dikabulkan sebagian</span>" not in page
    assert "Bagaimana tanggal ini dihitung?" not in page  # the clock of the first answer, which ended
    assert "Jawaban sebelumnya" in page
    assert f"/berkas/{copy}/" in page
    assert f"/berkas/{original}/" not in page


def test_a_decision_not_yet_signed_is_told_to_nobody(client: Client, desk: ObjectionDesk) -> None:
    case = with_files(desk, TABLE)
    answered(desk, case, FULL)
    ordered(desk, case)
    services.decide(
        request_id=case.pk,
        decision=services.Decision(Outcome.NOT_HELD, held_by="Bawaslu Kota Serang"),
        actor=ref(desk.ppid),
        at=desk.at(),
    )
    page = page_of(client, desk, case)
    assert "Jawaban sedang disusun ulang" in page
    assert "Bawaslu" not in page


def test_once_the_new_answer_is_out_the_earlier_one_stands_apart(client: Client, desk: ObjectionDesk) -> None:
    case = with_files(desk, TABLE)
    answered(desk, case, FULL)
    given = case.answers.get(taken_back_at=None).attachment_id
    ordered(desk, case)
    answered(desk, case, services.Decision(Outcome.NOT_HELD, held_by="Bawaslu Kota Serang"))
    page = page_of(client, desk, InformationRequest.everything.get(pk=case.pk))
    assert "Jawaban sedang disusun ulang" not in page
    _, _, apart = page.partition("Jawaban sebelumnya")
    assert f"/berkas/{given}/" in apart


def test_an_answer_never_opened_again_has_no_earlier_one(client: Client, desk: ObjectionDesk) -> None:
    case = answered(desk, with_files(desk, TABLE), FULL)
    assert "Jawaban sebelumnya" not in page_of(client, desk, case)
