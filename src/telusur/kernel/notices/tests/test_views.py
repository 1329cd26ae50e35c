"""The pages of the bell, of channels and of the demo's mail."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone

from telusur.kernel.accounts.models import Role
from telusur.kernel.accounts.tests.people import secure
from telusur.kernel.notices.models import Channel, DemoMail, Notice
from telusur.kernel.notices.services import set_webhook

from .people import an_office, an_officer, an_owed_notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return an_office()


@pytest.fixture
def officer(office, client):
    officer = secure(an_officer(office))
    client.force_login(officer)
    return officer


@pytest.fixture
def administrator(office, client):
    administrator = secure(an_officer(office, Role.ADMINISTRATOR))
    client.force_login(administrator)
    return administrator


def told(office, user, **changes):
    now = timezone.now() - timedelta(minutes=1)
    return an_owed_notice(office, to_user_id=user.pk, at=now, due_at=now, **changes)


def address(name, office, *rest):
    return reverse(name, args=[office.slug, *rest])


def test_the_list_shows_what_one_was_told_and_counts_the_bell_in_the_menu(client, office, officer):
    told(office, officer)
    page = client.get(address("notices_list", office)).content.decode()
    assert "Permohonan baru 0042" in page
    assert '<span class="count">1<' in page


def test_an_empty_list_says_what_will_stand_there(client, office, officer):
    assert "Belum ada pemberitahuan" in client.get(address("notices_list", office)).content.decode()


def test_opening_a_notice_leads_to_its_case_and_takes_it_off_the_bell(client, office, officer):
    notice = told(office, officer)
    answer = client.get(address("notices_open", office, notice.pk))
    assert answer.url == "/meja/kota-contoh/permohonan/42/"
    assert Notice.objects.get().read_at


def test_the_notice_of_another_is_not_there(client, office, officer):
    notice = told(office, an_officer(office))
    assert client.get(address("notices_open", office, notice.pk)).status_code == 404


def test_all_are_marked_read_by_post_only(client, office, officer):
    told(office, officer)
    told(office, officer)
    assert client.get(address("notices_mark_read", office)).status_code == 405
    page = client.post(address("notices_mark_read", office), follow=True).content.decode()
    assert "2 pemberitahuan ditandai sudah dibaca." in page
    assert not Notice.objects.filter(read_at=None).exists()


def test_the_list_asks_the_same_number_of_queries_for_one_and_for_many(
    client, office, officer, django_assert_max_num_queries
):
    for number in range(40):
        told(office, officer, key=f"many:{number}")
    with django_assert_max_num_queries(20):
        page = client.get(address("notices_list", office)).content.decode()
    assert page.count("Permohonan baru 0042") == 30
    assert "?page=2" in page


def test_nobody_reads_the_bell_of_an_office_he_does_not_serve(client, officer):
    other = an_office("kota-lain")
    assert client.get(address("notices_list", other)).status_code == 403


def test_only_the_administrator_sets_the_offices_channel(client, office, officer):
    assert client.get(address("notices_channels", office)).status_code == 403


def test_the_administrator_sets_a_webhook_and_sees_its_secret(client, office, administrator):
    where = address("notices_channels", office)
    page = client.post(where, {"url": "https://kantor.contoh.id/kait", "secret": "s" * 20}, follow=True)
    assert "kantor.contoh.id" in page.content.decode()
    assert "s" * 20 in page.content.decode()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"url": "http://kantor.contoh.id/", "secret": ""}, "Alamat harus diawali https://"),
        ({"url": "https://10.1.2.3/", "secret": ""}, "menuju jaringan di belakang peladen"),
        ({"url": "kantor", "secret": ""}, "bukan alamat web"),
        ({"url": "https://a:b@kantor.contoh.id/", "secret": ""}, "tidak boleh memuat nama atau sandi"),
        ({"url": "https://kantor.contoh.id/", "secret": "pendek"}, "16"),
    ],
)
def test_a_bad_webhook_is_refused_in_plain_words_and_nothing_is_stored(client, office, administrator, given, said):
    page = client.post(address("notices_channels", office), given).content.decode()
    assert said in page
    assert given["url"] in page
    assert not Channel.objects.exists()


def test_the_administrator_tries_and_removes_the_webhook(client, office, administrator):
    set_webhook(office=office, url="https://a.contoh.id/", secret="", actor="user:1", at=timezone.now())
    client.post(address("notices_webhook_try", office))
    assert Notice.objects.get().kind == "trial"
    client.post(address("notices_webhook_remove", office))
    assert not Channel.objects.exists()


def test_an_officer_sets_his_own_messenger_and_removes_it(client, office, officer):
    where = address("notices_messenger", office)
    refused = client.post(where, {"address": "slack://a/b/c"}).content.decode()
    assert "tidak menuju satu orang" in refused
    kept = client.post(where, {"address": f"tgram://123456789:{'A' * 35}/987654321"}, follow=True)
    assert "Telegram" in kept.content.decode()
    assert "987654321" not in kept.content.decode()
    client.post(address("notices_messenger_remove", office))
    assert not Channel.objects.exists()


# --- the demo's mail


def send_demo_mail(settings):
    settings.DEMO = True
    settings.EMAIL_BACKEND = "telusur.kernel.notices.mail.DemoBackend"
    text = "Buka http://localhost:8000/akun/konfirmasi/abc/\n\n<b>bukan tebal</b>"
    EmailMessage("Konfirmasi alamat", text, "ppid@contoh.invalid", ["warga@contoh.invalid"]).send()


def test_in_the_demo_mail_stops_in_a_box_that_everyone_can_read(client, settings):
    send_demo_mail(settings)
    box = client.get("/demo/surat/").content.decode()
    assert "Konfirmasi alamat" in box
    assert "Tidak satu pun sampai ke alamat yang sebenarnya" in box


def test_a_mail_of_the_demo_shows_its_links_and_no_markup_of_its_own(client, settings):
    send_demo_mail(settings)
    page = client.get(f"/demo/surat/{DemoMail.objects.get().pk}/").content.decode()
    assert 'href="http://localhost:8000/akun/konfirmasi/abc/"' in page
    assert "&lt;b&gt;bukan tebal" in page


def test_outside_the_demo_there_is_no_such_box(client, settings):
    send_demo_mail(settings)
    settings.DEMO = False
    assert client.get("/demo/surat/").status_code == 404
    assert client.get("/demo/surat/1/").status_code == 404
