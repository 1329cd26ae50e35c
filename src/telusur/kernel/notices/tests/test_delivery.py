"""Delivery: by mail to a real SMTP server, by real workers, late rather than never, once rather than twice."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from django.core import mail
from django.db import connection
from procrastinate.contrib.django import app

from telusur.kernel.notices.models import Delivery
from telusur.kernel.notices.services import dismiss
from telusur.kernel.notices.services.delivery import deliver_next

from .people import NOW, an_office, an_officer, an_owed_notice


def deliver_all(at):
    """Deliver everything due at `at`; return how many deliveries were tried."""
    tried = 0
    while deliver_next(at=at):
        tried += 1
    return tried


class Inbox:
    """What a mail server received; `answer` is what it says to each message or, by address, to its recipient."""

    def __init__(self):
        self.messages = []
        self.refused = {}

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 the server's name
        envelope.rcpt_tos.append(address)
        return self.refused.get(address, "250 OK")

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 the server's name
        self.messages.append((envelope.rcpt_tos, envelope.content.decode()))
        return "250 OK"


@contextmanager
def mail_server(settings):
    inbox = Inbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(inbox, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    try:
        yield inbox
    finally:
        server.stop()


@pytest.mark.django_db
def test_a_real_mail_server_receives_the_message(settings):
    settings.BASE_URL = "https://ppid.contoh.invalid"
    office = an_office()
    officer = an_officer(office)
    an_owed_notice(office, to_user_id=officer.pk)
    with mail_server(settings) as inbox:
        assert deliver_all(NOW) == 1
        assert deliver_all(NOW) == 0
    ((recipients, content),) = inbox.messages
    assert recipients == [officer.email]
    assert "Subject: Permohonan baru 0042" in content
    assert "https://ppid.contoh.invalid/meja/kota-contoh/permohonan/42/" in content
    assert "Auto-Submitted: auto-generated" in content
    assert Delivery.objects.get().sent_at == NOW


@pytest.mark.django_db
def test_a_mail_server_that_is_down_is_tried_again_with_growing_patience(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    an_owed_notice(an_office(), to_email="warga@contoh.invalid")
    assert deliver_all(NOW) == 1
    delivery = Delivery.objects.get()
    assert (delivery.sent_at, delivery.given_up_at, delivery.attempts) == (None, None, 1)
    assert delivery.next_try_at == NOW + timedelta(minutes=1)
    assert delivery.last_error.startswith("ConnectionRefusedError")
    deliver_all(NOW + timedelta(minutes=1))
    delivery.refresh_from_db()
    assert delivery.next_try_at == NOW + timedelta(minutes=3)
    with mail_server(settings) as inbox:
        deliver_all(NOW + timedelta(minutes=3))
    delivery.refresh_from_db()
    assert (len(inbox.messages), delivery.sent_at, delivery.last_error) == (1, NOW + timedelta(minutes=3), "")


@pytest.mark.django_db
def test_an_address_refused_for_ever_is_not_tried_again(settings):
    an_owed_notice(an_office(), to_email="tidak.ada@contoh.invalid")
    with mail_server(settings) as inbox:
        inbox.refused["tidak.ada@contoh.invalid"] = "550 no such person"
        deliver_all(NOW)
    delivery = Delivery.objects.get()
    assert (delivery.given_up_at, delivery.sent_at) == (NOW, None)
    assert "550" in delivery.last_error


@pytest.mark.django_db
def test_an_address_refused_for_now_is_tried_again(settings):
    an_owed_notice(an_office(), to_email="penuh@contoh.invalid")
    with mail_server(settings) as inbox:
        inbox.refused["penuh@contoh.invalid"] = "452 mailbox full"
        deliver_all(NOW)
    assert Delivery.objects.get().given_up_at is None


@pytest.mark.django_db
def test_a_repeated_message_carries_the_same_name(mailoutbox):
    """The documented window: sent, and then the commit was lost."""
    an_owed_notice(an_office(), to_email="warga@contoh.invalid")
    deliver_all(NOW)
    Delivery.objects.update(sent_at=None)
    deliver_all(NOW)
    first, second = (message.extra_headers["Message-ID"] for message in mailoutbox)
    assert first == second


@pytest.mark.django_db
def test_what_was_dismissed_in_time_is_not_sent(mailoutbox):
    notice = an_owed_notice(an_office(), to_email="warga@contoh.invalid", due_at=NOW + timedelta(hours=1))
    dismiss(key=notice.key, at=NOW)
    assert deliver_all(NOW + timedelta(hours=2)) == 0


@pytest.mark.django_db
def test_nothing_is_sent_before_it_is_due(mailoutbox):
    an_owed_notice(an_office(), to_email="warga@contoh.invalid", due_at=NOW + timedelta(hours=1))
    assert (deliver_all(NOW), deliver_all(NOW + timedelta(hours=1)), len(mailoutbox)) == (0, 1, 1)


@pytest.mark.django_db
def test_someone_who_may_no_longer_sign_in_gets_no_mail(mailoutbox):
    office = an_office()
    an_owed_notice(office, to_user_id=an_officer(office, is_active=False).pk)
    deliver_all(NOW)
    assert mailoutbox == []
    assert Delivery.objects.get().given_up_at == NOW


def work():
    with app.replace_connector(app.connector.get_worker_connector()) as worker:
        worker.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_was_down_for_three_days_sends_everything_once_and_late(monkeypatch):
    """Notices of three days wait; their jobs are lost as well. The worker's first minute sends each once."""
    monkeypatch.setattr(app.periodic_registry, "periodic_tasks", {})
    office = an_office()
    officer = an_officer(office)
    for hours in range(0, 72, 6):
        then = NOW + timedelta(hours=hours)
        an_owed_notice(office, key=f"three-days:{hours}", to_user_id=officer.pk, due_at=then, at=then)
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_jobs")
    for _start in range(2):
        app.configure_task("notices.deliver_due").defer(timestamp=0)
        work()
    assert len(mail.outbox) == 12
    assert len({message.extra_headers["Message-ID"] for message in mail.outbox}) == 12
    assert not Delivery.objects.filter(sent_at=None).exists()


@pytest.mark.django_db(transaction=True)
def test_a_notice_goes_out_by_the_job_queued_with_it(monkeypatch):
    monkeypatch.setattr(app.periodic_registry, "periodic_tasks", {})
    an_owed_notice(an_office(), to_email="warga@contoh.invalid")
    work()
    assert [message.to for message in mail.outbox] == [["warga@contoh.invalid"]]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_notice_once(settings):
    office = an_office()
    addresses = {f"warga{number}@contoh.invalid" for number in range(40)}
    for address in addresses:
        an_owed_notice(office, to_email=address)
    tried = []
    begin = threading.Barrier(4)

    def run():
        begin.wait()
        try:
            tried.append(deliver_all(NOW))
        finally:
            connection.close()

    with mail_server(settings) as inbox:
        threads = [threading.Thread(target=run) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sum(tried) == 40
    assert sorted(recipient for (recipient,), _content in inbox.messages) == sorted(addresses)
