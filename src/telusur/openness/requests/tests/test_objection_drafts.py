"""The superior reads what he is about to send: the reply, and the order to the PPID, before either has a number."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from telusur.kernel.calendars.rules import Calendar
from telusur.kernel.documents.services import open_bytes
from telusur.kernel.letters.selectors import letters_about
from telusur.openness.requests.models import Objection

from .objections import ObjectionDesk

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> ObjectionDesk:
    cache.clear()
    made = ObjectionDesk()
    made.clock = timezone.now() - timedelta(hours=2)
    return made


@pytest.fixture
def superior(client: Client, desk: ObjectionDesk) -> Client:
    Authenticator.objects.create(user=desk.superior, type=Authenticator.Type.TOTP, data={"secret": "x"})
    client.force_login(desk.superior)
    return client


def address(objection: Objection, act: str) -> str:
    return reverse("objections_act", args=[objection.office.slug, objection.pk, act])


def granting(objection: Objection, **more: Any) -> dict[str, Any]:
    due = timezone.localdate() + timedelta(days=5)
    return {
        "version": objection.version,
        "order": "Berikan tabel per kecamatan.",
        "order_due_on": due.isoformat(),
        "surat-closing": "Demikian kami sampaikan.",
    } | more


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as pages:
        return re.sub(r"\s+", " ", " ".join(page.get_textpage().get_text_range() for page in pages))


def test_both_letters_of_a_grant_are_read_before_anything_is_sent(desk: ObjectionDesk, superior: Client) -> None:
    objection = desk.reviewed(desk.filed())
    letters = letters_about(subject_kind="objection", subject_id=str(objection.pk)).count()
    reply = text_of(superior.post(address(objection, "grant"), granting(objection, preview="1")).content)
    assert "KONSEP" in reply
    assert "Berikan tabel per kecamatan." in reply
    assert "Demikian kami sampaikan." in reply
    order = text_of(superior.post(address(objection, "grant"), granting(objection, preview="order")).content)
    assert "Perintah pelaksanaan putusan keberatan" in order
    assert "Berikan tabel per kecamatan." in order
    assert letters_about(subject_kind="objection", subject_id=str(objection.pk)).count() == letters
    assert Objection.everything.get(pk=objection.pk).decided_at is None


def test_the_words_of_the_draft_are_those_of_the_letter(desk: ObjectionDesk, superior: Client) -> None:
    objection = desk.reviewed(desk.filed())
    assert superior.post(address(objection, "grant"), granting(objection)).status_code == 302
    sent = letters_about(subject_kind="objection", subject_id=str(objection.pk)).get(template="objection_reply")
    assert "Demikian kami sampaikan." in text_of(open_bytes(document=sent.document).read())


@pytest.mark.parametrize("act", ["grant", "grant-part", "uphold"])
def test_it_says_that_it_cannot_be_taken_back_and_that_today_is_no_working_day(
    desk: ObjectionDesk, superior: Client, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    objection = desk.reviewed(desk.filed())
    monkeypatch.setattr(Calendar, "reason", lambda _self, _day: "Minggu")
    page = superior.get(address(objection, act)).content.decode()
    assert "tidak dapat ditarik kembali" in page
    assert "Hari ini bukan hari kerja (Minggu)" in page
    assert 'name="preview" value="1"' in page
    assert ('value="order"' in page) == (act != "uphold")
    monkeypatch.setattr(Calendar, "reason", lambda _self, _day: None)
    assert "bukan hari kerja" not in superior.get(address(objection, act)).content.decode()
