"""Words that exist only while a mail is sent."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from smtplib import SMTPDataError

import pytest
from django.core.mail import EmailMessage

from telusur.kernel.notices.models import Delivery, Notice
from telusur.kernel.notices.services import NothingToSay, compose_with, composing, owe
from telusur.kernel.notices.services.delivery import COMPOSED, deliver_next
from telusur.kernel.offices.models import Office

pytestmark = pytest.mark.django_db
AT = datetime(2026, 4, 7, 3, 0, tzinfo=UTC)


@pytest.fixture
def owed(monkeypatch, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    monkeypatch.setattr(composing, "_COMPOSERS", {})
    office = Office.objects.create(code="3673", name="KPU Kota Serang", kind="city", slug="kota-serang")
    return lambda: owe(
        key="x:1", kind="secret", office_id=office.pk, to_email="a@contoh.invalid", subject="Undangan",
        text="Silakan.", link="/kota-serang/", due_at=AT, at=AT,
    )  # fmt: skip


def test_each_sending_has_words_of_its_own_that_the_notice_never_holds(owed, mailoutbox, monkeypatch):
    numbers = count(1)
    compose_with("secret", lambda **_facts: f"kode-{next(numbers)}")
    notice = owed()

    def refuses(self, **_more):
        raise SMTPDataError(451, f"greylisted: {self.body}".encode())

    with monkeypatch.context() as patch:
        patch.setattr(EmailMessage, "send", refuses)
        assert deliver_next(at=AT)
    failed = Delivery.objects.get()
    assert (failed.last_error, failed.sent_at) == ("SMTPDataError 451", None)
    assert deliver_next(at=AT + timedelta(hours=1))
    (mail,) = mailoutbox
    assert "kode-2" in mail.body
    assert "kode-" not in mail.kept
    assert COMPOSED in mail.kept
    assert "/kota-serang/" not in mail.body  # the composed words lead where they lead
    notice.refresh_from_db()
    assert notice.text == "Silakan."


def test_a_notice_without_anything_left_to_say_ends(owed, mailoutbox):
    def over(*, office_id, at):
        raise NothingToSay

    compose_with("secret", over)
    owed()
    assert deliver_next(at=AT)
    assert not deliver_next(at=AT + timedelta(days=1))
    assert mailoutbox == []
    assert Notice.objects.get().dismissed_at == AT


def test_a_kind_has_one_composer(owed):
    compose_with("secret", lambda **_facts: "")
    with pytest.raises(ValueError, match="secret"):
        compose_with("secret", lambda **_facts: "")
