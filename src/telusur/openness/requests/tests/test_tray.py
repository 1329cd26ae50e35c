"""Decided requests in the signing tray, on the real services."""

from __future__ import annotations

import pytest
from django.urls import reverse

from telusur.kernel.accounts.tests.people import secure
from telusur.kernel.letters import services as letters
from telusur.kernel.letters.selectors import letters_about, trays
from telusur.kernel.letters.tests.test_letters import missing, text_of
from telusur.openness.requests.rules.words import Outcome, State

from .factories import Desk, ref

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_decided_request_waits_in_the_tray_and_is_signed_from_it(desk, client):
    case = desk.decided()
    client.force_login(secure(desk.ppid))
    address = reverse("signing_tray", args=[case.office.slug])
    assert case.number in client.get(address).text
    key = f"request:{case.pk}:{case.version}"
    assert "Tandatangani 1 surat?" in client.post(address, {"things": key}).text
    page = client.post(address, {"things": key, "confirm": "1"}, follow=True)
    assert "1 surat ditandatangani" in page.text
    case.refresh_from_db()
    assert case.state == State.NOTIFIED
    letter = letters_about(subject_kind="request", subject_id=str(case.pk)).get()
    assert letter.signer_ref == ref(desk.ppid)
    assert letter.signed_as.endswith(str(desk.ppid))
    assert trays()["request"].waiting(office_id=case.office_id) == []


def test_the_draft_of_the_tray_is_the_notification_with_the_officers_words(desk, client):
    case = desk.decided()
    client.force_login(secure(desk.ppid))
    place = [case.office.slug, "request", str(case.pk)]
    client.post(reverse("signing_item", args=place), {"opening": "Terima kasih atas permohonan Anda."})
    drafts = [
        client.get(reverse("signing_preview", args=place)).content,
        client.get(reverse("requests_draft_letter", args=[case.office.slug, case.pk])).content,
    ]
    for pdf in drafts:
        assert missing(("Terima kasih atas permohonan Anda.", case.number, "Pasal 22 ayat (7)"), text_of(pdf)) == []


def test_the_desk_does_not_reach_the_tray(desk, client):
    case = desk.decided()
    client.force_login(secure(desk.desk))
    assert client.get(reverse("signing_tray", args=[case.office.slug])).status_code == 403


def test_words_of_the_office_are_inserted_into_the_decision_without_a_script(desk, client):
    case = desk.answered()
    letters.save_template(
        office=case.office,
        template="not_held",
        passage="explanation",
        title="Bukan di sini",
        body="Permohonan {nomor} kami periksa.",
        actor="user:1",
        at=desk.at(),
    )
    client.force_login(secure(desk.ppid))
    address = reverse("requests_act", args=[case.office.slug, case.pk, "declare-not-held"])
    shown = client.get(address).text
    assert "Bukan di sini" in shown
    template = shown.split("Bukan di sini")[0].rsplit('value="', 1)[1].split('"')[0]
    typed = {"version": case.version, "held_by": "Bawaslu", "words": "Sudah dicari."}
    page = client.post(address, {**typed, "choice": template, "insert": "1"}).text
    assert f"Permohonan {case.number} kami periksa." in page
    assert "Sudah dicari." in page
    assert "Bawaslu" in page
    case.refresh_from_db()
    assert case.outcome == ""
    client.post(address, {**typed, "words": "Sudah dicari."})
    case.refresh_from_db()
    assert (case.outcome, case.decision_words) == (Outcome.NOT_HELD, "Sudah dicari.")


def test_a_decision_changed_meanwhile_is_not_signed_from_an_old_tray(desk, client):
    case = desk.decided()
    client.force_login(secure(desk.ppid))
    stale = {"things": f"request:{case.pk}:{case.version - 1}", "confirm": "1"}
    client.post(reverse("signing_tray", args=[case.office.slug]), stale)
    case.refresh_from_db()
    assert case.state != State.NOTIFIED
