"""Webhooks against a real server, messengers at the edge of their library."""

from __future__ import annotations

import hashlib
import hmac
import json
import socket
import threading
from contextlib import contextmanager
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import apprise
import pytest

from telusur.kernel.ledger.selectors import acts_on
from telusur.kernel.notices.models import Channel, Delivery
from telusur.kernel.notices.rules.addresses import BadAddress
from telusur.kernel.notices.services import owe_trial, remove_channel, set_messenger, set_webhook
from telusur.kernel.notices.services.channels import address_of, secret_of

from .people import NOW, an_office, an_officer, an_owed_notice
from .test_delivery import deliver_all

pytestmark = pytest.mark.django_db
SECRET = "rahasia-yang-cukup-panjang"
PERSON = f"tgram://123456789:{'A' * 35}/987654321"


@contextmanager
def a_server(status: int = 204):
    """A server that keeps what it is sent and answers each time with the same status."""
    received = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            received.append((self.path, dict(self.headers), body))
            self.send_response(status)
            self.send_header("Location", "http://127.0.0.1:1/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *words):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/kait?x=1", received
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def office():
    return an_office()


@pytest.fixture
def _the_offices_own_network(settings):
    settings.DEMO, settings.WEBHOOK_PRIVATE_ADDRESSES = True, True


def webhook(office, url):
    return set_webhook(office=office, url=url, secret=SECRET, actor="user:1", at=NOW)


@pytest.mark.usefixtures("_the_offices_own_network")
def test_a_webhook_hears_number_due_date_and_link_and_can_check_who_speaks(office, settings):
    settings.BASE_URL = "https://ppid.contoh.invalid"
    with a_server() as (url, received):
        webhook(office, url)
        an_owed_notice(office, number="0042/PPID/2026", due_on=date(2026, 4, 7), text="Nama pemohon: Budi")
        assert (deliver_all(NOW), deliver_all(NOW)) == (1, 0)
    ((path, headers, body),) = received
    assert path == "/kait?x=1"
    assert json.loads(body) == {
        "number": "0042/PPID/2026",
        "due_on": "2026-04-07",
        "link": "https://ppid.contoh.invalid/meja/kota-contoh/permohonan/42/",
    }
    assert headers["Telusur-Signature"] == "sha256=" + hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    assert len(headers["Idempotency-Key"]) == 40


@pytest.mark.usefixtures("_the_offices_own_network")
@pytest.mark.parametrize("status", [302, 400, 500])
def test_a_webhook_that_does_not_say_yes_is_tried_again_and_never_followed_elsewhere(office, status):
    with a_server(status) as (url, received):
        webhook(office, url)
        an_owed_notice(office)
        deliver_all(NOW)
        deliver_all(NOW + timedelta(minutes=1))
    delivery = Delivery.objects.get()
    assert (delivery.attempts, delivery.sent_at, delivery.last_error) == (2, None, f"NotAccepted: HTTP {status}")
    first, second = (headers["Idempotency-Key"] for _path, headers, _body in received)
    assert first == second


@pytest.mark.usefixtures("_the_offices_own_network")
def test_a_webhook_that_is_gone_is_given_up(office):
    with a_server(410) as (url, _received):
        webhook(office, url)
        an_owed_notice(office)
        deliver_all(NOW)
    assert Delivery.objects.get().given_up_at == NOW


@pytest.mark.usefixtures("_the_offices_own_network")
def test_a_webhook_silent_for_thirty_days_is_given_up(office):
    webhook(office, "http://127.0.0.1:1/")
    an_owed_notice(office)
    deliver_all(NOW)
    assert Delivery.objects.get().given_up_at is None
    deliver_all(NOW + timedelta(days=30))
    assert Delivery.objects.get().given_up_at == NOW + timedelta(days=30)


def test_a_name_that_resolves_into_the_private_network_is_not_called(office, monkeypatch):
    webhook(office, "https://rebind.contoh.id/")
    an_owed_notice(office)
    inside = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.8", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_words, **_options: inside)
    deliver_all(NOW)
    assert Delivery.objects.get().last_error == "BadAddress: private"


def test_the_trial_goes_to_the_webhook_alone(office):
    webhook(office, "https://kantor.contoh.id/")
    owe_trial(office=office, link="/meja/kota-contoh/saluran/", at=NOW)
    assert [delivery.by for delivery in Delivery.objects.all()] == ["webhook"]


def test_an_office_without_a_webhook_owes_no_delivery(office):
    an_owed_notice(office)
    assert not Delivery.objects.exists()


def test_what_is_told_to_people_does_not_go_to_the_webhook(office):
    webhook(office, "https://kantor.contoh.id/")
    an_owed_notice(office, to_email="warga@contoh.invalid")
    assert [delivery.by for delivery in Delivery.objects.all()] == ["mail"]


def test_address_and_secret_are_sealed_at_rest_and_the_ledger_knows_only_a_digest(office):
    channel = webhook(office, "https://kantor.contoh.id/kait")
    stored = Channel.objects.get(pk=channel.pk)
    assert (address_of(stored), secret_of(stored)) == ("https://kantor.contoh.id/kait", SECRET)
    assert b"kait" not in bytes(stored.sealed_address)
    (act,) = acts_on(subject_kind="channel", subject_id=str(channel.pk))
    assert (act.act, act.log) == ("notices.set_webhook", f"office/{office.code}")
    assert "contoh" not in act.facts_text


def test_a_second_setting_replaces_the_first_and_keeps_its_secret(office):
    webhook(office, "https://satu.contoh.id/")
    again = set_webhook(office=office, url="https://dua.contoh.id/", secret="", actor="user:1", at=NOW)
    assert (Channel.objects.count(), secret_of(again), again.shown_as) == (1, SECRET, "dua.contoh.id")


def test_a_first_setting_without_a_secret_makes_one(office):
    made = set_webhook(office=office, url="https://satu.contoh.id/", secret="", actor="user:1", at=NOW)
    assert len(secret_of(made)) >= 32


def test_the_service_refuses_what_the_form_would_refuse(office):
    with pytest.raises(BadAddress):
        webhook(office, "https://10.0.0.8/")
    assert not Channel.objects.exists()


def test_a_removed_channel_is_an_act_and_delivers_nothing_more(office):
    channel = webhook(office, "https://kantor.contoh.id/")
    an_owed_notice(office)
    remove_channel(channel_id=channel.pk, actor="user:1", at=NOW)
    assert deliver_all(NOW) == 0
    acts = acts_on(subject_kind="channel", subject_id=str(channel.pk))
    assert [act.act for act in acts] == ["notices.set_webhook", "notices.remove_webhook"]


def test_a_messenger_tells_a_named_officer_number_date_and_link_and_nothing_more(office, monkeypatch, mailoutbox):
    said = []
    monkeypatch.setattr(apprise.Apprise, "notify", lambda self, body: said.append((len(self), body)) or True)
    officer = an_officer(office)
    set_messenger(office=office, user_id=officer.pk, url=PERSON, at=NOW)
    an_owed_notice(office, to_user_id=officer.pk, number="0042", due_on=date(2026, 4, 7), text="Nama: Budi")
    assert deliver_all(NOW) == 2
    assert said == [(1, "0042 · 7 April 2026 · http://localhost:8000/meja/kota-contoh/permohonan/42/")]
    assert len(mailoutbox) == 1


def test_a_messenger_that_says_no_does_not_hold_back_the_mail(office, monkeypatch, mailoutbox):
    monkeypatch.setattr(apprise.Apprise, "notify", lambda *_self, body: not body)
    officer = an_officer(office)
    set_messenger(office=office, user_id=officer.pk, url=PERSON, at=NOW)
    an_owed_notice(office, to_user_id=officer.pk)
    deliver_all(NOW)
    assert len(mailoutbox) == 1
    assert Delivery.objects.get(by="messenger").last_error.startswith("NotTaken")
