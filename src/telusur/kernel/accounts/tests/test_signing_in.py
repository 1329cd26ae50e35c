import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.core.cache import cache
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from telusur.kernel.accounts import selectors, services
from telusur.kernel.accounts.models import Role, User

from .people import PASSWORD, make_office, make_officer

pytestmark = pytest.mark.django_db
SIGN_UP = {"full_name": "Budi", "email": "Budi@Example.test", "password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture(autouse=True)
def no_throttle_left_over():
    cache.clear()


def run_jobs():
    """Do what a worker would with the jobs of this transaction; the mails land in `mail.outbox`."""
    for job in ProcrastinateJob.objects.filter(status="todo").order_by("pk"):
        app.tasks[job.task_name].func(**job.args)


def sign_in(client, email="budi@example.test", password=PASSWORD):
    return client.post("/masuk/", {"login": email, "password": password})


def prove_again(client):
    """What touches the ways to sign in asks for the password once more."""
    client.post("/masuk/ulang/", {"password": PASSWORD})


def link_in(message):
    return re.search(r"http://testserver(/\S+)", message.body)[1]


def test_a_citizen_signs_up_and_enters_after_the_mailed_link(client):
    assert client.post("/masuk/daftar/", SIGN_UP).url == "/masuk/konfirmasi/"
    assert sign_in(client).url == "/masuk/konfirmasi/"
    run_jobs()
    address = link_in(mail.outbox[0])
    assert address.startswith("/masuk/konfirmasi/")
    assert client.get(address).status_code == 200
    assert not EmailAddress.objects.get().verified  # a mail scanner that opens the link confirms nothing
    client.post(address)
    sign_in(client)
    assert client.get("/akun/").status_code == 200
    user = User.objects.get()
    assert (user.full_name, user.email) == ("Budi", "budi@example.test")


def test_no_mail_leaves_before_the_transaction_and_its_links_lie_sealed(client):
    client.post("/masuk/daftar/", SIGN_UP)
    assert mail.outbox == []
    job = ProcrastinateJob.objects.get(task_name="accounts.deliver_mail")
    assert "konfirmasi" not in str(job.args)


def test_a_known_address_is_not_betrayed_by_sign_up_or_reset(client):
    services.create_account(email="budi@example.test", full_name="Budi", password=PASSWORD)
    assert client.post("/masuk/daftar/", SIGN_UP).url == "/masuk/konfirmasi/"
    for email in ("budi@example.test", "tidak-ada@example.test"):
        assert client.post("/masuk/lupa/", {"email": email}).url == "/masuk/lupa/terkirim/"


def test_a_forgotten_password_is_replaced_by_a_mailed_link(client):
    services.create_account(email="budi@example.test", full_name="Budi", password=PASSWORD)
    client.post("/masuk/lupa/", {"email": "budi@example.test"})
    run_jobs()
    form = client.get(link_in(mail.outbox[0])).url
    client.post(form, {"password1": "sandi-yang-lain-lagi", "password2": "sandi-yang-lain-lagi"})
    assert sign_in(client, password="sandi-yang-lain-lagi").url == "/akun/"


def test_a_weak_password_is_refused(client):
    answer = client.post("/masuk/daftar/", SIGN_UP | {"password1": "rahasia", "password2": "rahasia"})
    assert "password1" in answer.context["form"].errors
    assert not User.objects.exists()


def test_repeated_wrong_passwords_are_throttled(client):
    services.create_account(email="budi@example.test", full_name="Budi", password=PASSWORD)
    for _attempt in range(5):
        sign_in(client, password="salah-salah-salah")
    assert sign_in(client).status_code == 200  # even with the right password: wait first
    assert "_auth_user_id" not in client.session


def test_an_officer_lands_at_his_desk(client):
    make_officer(make_office(), "desi", Role.DESK)
    assert sign_in(client, "desi@example.test").url == "/meja/kota-serang/"


def test_a_second_factor_is_set_up_asked_for_and_kept_sealed(client):
    make_officer(make_office(), "desi", Role.DESK)
    sign_in(client, "desi@example.test")
    prove_again(client)
    client.get("/akun/keamanan/aplikasi/pasang/")
    secret = client.session["mfa.totp.secret"]
    assert client.post("/akun/keamanan/aplikasi/pasang/", {"code": code_of(secret)}).status_code == 302
    stored = Authenticator.objects.get(type=Authenticator.Type.TOTP)
    assert secret not in str(stored.data)
    assert selectors.standing(
        user=stored.user, office_id=stored.user.appointments.get().office_id, on=timezone.localdate()
    ).secured
    client.post("/masuk/keluar/")
    assert sign_in(client, "desi@example.test").url == "/masuk/dua-langkah/"
    assert "_auth_user_id" not in client.session
    cache.clear()  # the code of this half minute counts as used
    codes = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES).wrap().get_unused_codes()
    assert client.post("/masuk/dua-langkah/", {"code": codes[0]}).url == "/meja/kota-serang/"


def code_of(secret):
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_what_touches_the_ways_to_sign_in_asks_for_the_password_once_more(client):
    services.create_account(email="budi@example.test", full_name="Budi", password=PASSWORD)
    sign_in(client)
    assert client.get("/akun/keamanan/aplikasi/pasang/").url.startswith("/masuk/ulang/")


def test_only_the_addresses_in_use_exist(client):
    for path in ("/accounts/login/", "/masuk/login/code/", "/akun/email/", "/masuk/phone/change/"):
        assert client.get(path).status_code == 404


PAGES = ["/masuk/", "/masuk/daftar/", "/masuk/lupa/", "/masuk/lupa/terkirim/", "/masuk/konfirmasi/", "/masuk/nonaktif/"]
OWN_PAGES = [
    "/akun/",
    "/akun/surel/",
    "/akun/sandi/",
    "/akun/keamanan/",
    "/akun/keamanan/kunci/",
    "/akun/keamanan/kunci/tambah/",
    "/akun/keamanan/aplikasi/pasang/",
    "/masuk/keluar/",
]


def looks_ours(answer):
    page = answer.content.decode()
    assert answer.status_code == 200
    assert '<html lang="id">' in page
    assert '<main id="isi"' in page
    assert page.count("<h1") == 1
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style", page)
    assert all("src=" in script or "application/json" in script for script in re.findall(r"<script[^>]*>", page))


@pytest.mark.parametrize("path", PAGES)
def test_pages_before_sign_in_stand_in_our_frame_and_pass_the_strict_policy(client, path):
    looks_ours(client.get(path))


@pytest.mark.parametrize("path", OWN_PAGES)
def test_pages_of_the_account_stand_in_our_frame_and_pass_the_strict_policy(client, path):
    services.create_account(email="budi@example.test", full_name="Budi", password=PASSWORD)
    sign_in(client)
    prove_again(client)
    looks_ours(client.get(path))


@pytest.mark.parametrize("demo", [True, False])
def test_the_sign_in_page_names_the_demo_accounts_in_the_demo_alone(client, settings, demo):
    settings.DEMO = demo
    services.create_account(email="desk@demo.telusur.test", full_name="Desi", password=PASSWORD, is_demo=True)
    page = client.get("/masuk/").content.decode()
    assert ("desk@demo.telusur.test" in page) is demo
    assert ("boleh masuk tanpa langkah kedua" in page) is demo


def test_sessions_that_ended_are_cleared_and_others_stay(client):
    services.create_account(email="budi@example.test", full_name="Budi", password=PASSWORD)
    sign_in(client)
    assert services.clear_sessions(at=timezone.now()) == 0
    assert services.clear_sessions(at=timezone.now() + timedelta(days=30)) == 1
    assert client.get("/akun/").status_code == 302
