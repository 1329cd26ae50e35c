"""From the answer to the counter: which answers count, through Django and from the cache of public pages."""

from __future__ import annotations

import io
import json
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from django.test.client import RequestFactory
from django.utils import timezone

from telusur.config.front_cache import FrontCache
from telusur.kernel.accounts.models import Role
from telusur.kernel.accounts.tests.people import secure
from telusur.kernel.documents import selectors as documents
from telusur.kernel.documents import services as document_services
from telusur.kernel.offices.selectors import public_version
from telusur.kernel.visits.counter import COUNTER
from telusur.kernel.visits.models import DailyVisitors, HourlyCounter
from telusur.kernel.visits.things import things_shown
from telusur.openness.information import selectors, services
from telusur.openness.information.tests.factories import AT, a_published_item, an_entry, an_office, an_officer
from telusur.openness.reports import selectors as reports

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"
HOME = "/kota-serang/"


@pytest.fixture(autouse=True)
def _counting(tmp_path, settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "files"}},
    }
    COUNTER.clear()
    yield
    COUNTER.clear()


@pytest.fixture
def office():
    return an_office()


@pytest.fixture
def _one_connection():
    """Let requests of the WSGI application share the connection of the test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def item(office):
    desk, ppid = an_officer(office, Role.DESK), an_officer(office, Role.PPID)
    file = services.NewFile(io.BytesIO(b"Isi laporan. " * 500), "Laporan.txt")
    entry = an_entry(title="Laporan logistik", link="")
    made = services.enter_item(office_id=office.pk, entry=entry, officer=desk, at=AT, files=[file])
    services.propose_item(item_id=made.pk, officer=desk, at=AT)
    return services.approve_item(item_id=made.pk, officer=ppid, at=AT)


def reader(**headers):
    return Client(HTTP_USER_AGENT=FIREFOX, **headers)


def counted():
    COUNTER.flush()
    return {(row.kind, row.key, row.referrer, row.format): row.count for row in HourlyCounter.objects.all()}


def test_pages_entries_and_tables_are_counted_under_what_they_show(office, item):
    client = reader()
    client.get(HOME)
    client.get(f"{HOME}informasi/", {"q": "logistik"}, HTTP_REFERER=f"http://testserver{HOME}?a=b")
    client.get(f"{HOME}informasi/{item.pk}/{item.slug}/", HTTP_REFERER="http://testserver/kota-serang/lacak/7/")
    client.get(f"{HOME}statistik/")
    client.get(f"{HOME}statistik/requests.received/", {"format": "csv"})
    client.get("/", HTTP_REFERER="https://www.google.com/search?q=kpu")
    assert counted() == {
        ("page", "office_home", "", "html"): 1,
        ("page", "information_list", HOME, "html"): 1,
        ("information", str(item.pk), "/*", "html"): 1,
        ("page", "statistics", "", "html"): 1,
        ("data", "figure_rows", "", "zip"): 1,
        ("page", "front_network", "www.google.com", "html"): 1,
    }
    assert dict(DailyVisitors.objects.values_list("office_code", "count")) == {"3673": 1, "0": 1}


def test_what_gave_the_reader_nothing_is_not_counted(office, item):
    client = reader()
    client.head(HOME)
    client.get(f"{HOME}informasi/999999/")
    client.get(f"{HOME}informasi/{item.pk}/")  # leads to the full address
    client.get(f"{HOME}informasi/feed.atom")
    client.get(HOME, HTTP_SEC_PURPOSE="prefetch;prerender")
    client.get(HOME, HTTP_X_MOZ="prefetch")
    client.get("/sehat")
    Client(HTTP_USER_AGENT="WhatsApp/2.23.20.0").get(HOME)
    Client().get(HOME)
    assert counted() == {}


def test_a_file_is_a_download_once_however_it_is_fetched(office, item):
    (attachment,) = selectors.files_of(item_id=item.pk)
    address, client = documents.address(attachment=attachment), reader()
    whole = client.get(address)
    size, etag = int(whole["Content-Length"]), whole["ETag"]
    key = ("document", str(attachment.pk), "", "txt")
    assert counted() == {key: 1}
    assert client.get(address, HTTP_IF_NONE_MATCH=etag).status_code == 304
    assert client.head(address).status_code == 200
    assert client.get(address, HTTP_RANGE="bytes=0-1").status_code == 206
    assert client.get(address, HTTP_RANGE=f"bytes=3000-{size - 1}").status_code == 206
    assert client.get(f"{address}x", follow=False).status_code == 302
    assert counted() == {key: 1}
    client.get(address, HTTP_RANGE="bytes=0-")
    assert counted() == {key: 2}


def test_a_file_that_not_everybody_may_have_is_not_counted(office):
    desk = secure(an_officer(office, Role.DESK))
    file = services.NewFile(io.BytesIO(b"Draf"), "Draf.txt")
    entry = an_entry(title="Draf", link="")
    draft = services.enter_item(office_id=office.pk, entry=entry, officer=desk, at=AT, files=[file])
    (attachment,) = selectors.files_of(item_id=draft.pk)
    client = reader()
    client.force_login(desk)
    assert client.get(documents.address(attachment=attachment)).status_code == 200
    assert counted() == {}


def test_an_officer_who_is_signed_in_is_no_reader(office, item):
    client = reader()
    client.force_login(an_officer(office, Role.DESK))
    assert client.get(HOME).status_code == 200
    assert counted() == {}


@pytest.mark.usefixtures("_one_connection")
def test_a_page_answered_from_memory_counts_as_much_as_one_that_is_made(office):
    cache = FrontCache(
        get_wsgi_application(),
        version_of=lambda _slug: public_version(),
        session_cookie=settings.SESSION_COOKIE_NAME,
        languages=["id", "en"],
        count=COUNTER.count,
    )
    heard = []

    def get(**headers):
        environ = RequestFactory().get(HOME, HTTP_USER_AGENT=FIREFOX, **headers).environ
        b"".join(cache(environ, lambda status, _headers, _error=None: heard.append(status)))

    get()
    get(HTTP_REFERER="https://www.google.com/")
    get(HTTP_SEC_PURPOSE="prefetch")
    get()
    assert heard == ["200 OK"] * 4
    assert len(cache._pages) == 1
    assert counted() == {("page", "office_home", "", "html"): 2, ("page", "office_home", "www.google.com", "html"): 1}


@pytest.mark.usefixtures("_one_connection")
def test_a_page_made_for_nobody_is_counted_for_those_who_read_it_from_memory(office):
    cache = FrontCache(
        get_wsgi_application(),
        version_of=lambda _slug: 1,
        session_cookie="sessionid",
        languages=["id"],
        count=COUNTER.count,
    )
    for headers in ({"HTTP_SEC_PURPOSE": "prefetch"}, {}):
        environ = RequestFactory().get(HOME, HTTP_USER_AGENT=FIREFOX, **headers).environ
        b"".join(cache(environ, lambda *_: None))
    assert counted() == {("page", "office_home", "", "html"): 1}


def test_what_readers_open_most_is_popular_and_nothing_is_ever_an_empty_box(office, item):
    other = a_published_item(office, title="Rencana kerja")
    listing, entry = f"{HOME}informasi/", f"{HOME}informasi/{item.pk}/{item.slug}/"
    new = reader().get(listing).content.decode()
    assert "Baru terbit" in new
    assert "Belum ada pembaca yang terhitung" in new
    for agent in (FIREFOX, FIREFOX.replace("130", "131")):
        page = Client(HTTP_USER_AGENT=agent).get(entry).content.decode()
        assert "Anda mungkin yang pertama" in page
    COUNTER.flush()
    assert "Telah dilihat 2 kali" in reader().get(entry).content.decode()
    for page in (listing, HOME):
        shown = reader().get(page).content.decode()
        assert "Populer" in shown
        assert "dibuka 2 kali" in shown
    services.withdraw_item(item_id=item.pk, officer=an_officer(office, Role.PPID), reason="Keliru", at=timezone.now())
    left = selectors.popular(office=office, limit=5, on=timezone.now().date())
    assert (left.days, [each for each, _n in left.items]) == (0, [other])


def test_the_desk_reads_each_file_by_month_way_and_format_and_which_requests_it_answered(office, item):
    (attachment,) = selectors.files_of(item_id=item.pk)
    address = documents.address(attachment=attachment)
    reader().get(address, HTTP_REFERER=f"http://testserver{HOME}informasi/{item.pk}/{item.slug}/")
    reader().get(address, HTTP_REFERER="https://www.google.com/search?q=logistik")
    COUNTER.flush()
    assert "Telah diunduh 2 kali" in reader().get(f"{HOME}informasi/{item.pk}/{item.slug}/").content.decode()
    desk = Client()
    desk.force_login(secure(an_officer(office, Role.DESK)))
    listed = desk.get("/meja/kota-serang/unduhan/").content.decode()
    assert attachment.title in listed
    assert listed.count(f"berkas nomor {attachment.pk}") == 1  # what tells it from others of its title
    page = desk.get(f"/meja/kota-serang/unduhan/{attachment.pk}/").content.decode()
    for said in ("Diunduh 2 kali", "www.google.com", f"{HOME}informasi/{item.pk}/{item.slug}/", "TXT"):
        assert said in page
    assert "search?q" not in page
    table = desk.get(f"/meja/kota-serang/unduhan/{attachment.pk}/", {"format": "csv"}).content
    with ZipFile(io.BytesIO(table)) as folder:
        table, defined = (folder.read(f"{name}.csv").decode("utf-8-sig") for name in ("Unduhan", "Definisi"))
    assert "visits.downloads" in defined
    told = json.loads(desk.get("/meja/kota-serang/unduhan/", {"format": "json"}).content)
    assert told["Definisi"][0]["Kunci"] == "visits.downloads"
    assert told["Unduhan"]
    assert "www.google.com" in table
    assert desk.get(f"/meja/kota-serang/unduhan/{attachment.pk}/", {"format": "xlsx"}).content[:2] == b"PK"
    answered = f"/meja/kota-serang/permohonan/dijawab-dengan/{attachment.pk}/"
    assert answered in page
    assert "Belum ada permohonan yang dijawab" in desk.get(answered).content.decode()
    keys = {key: getattr(attachment, key) for key in ("document_id", "thing_kind", "office_id", "access", "title")}
    twin = document_services.attach(**keys, thing_id="0", at=timezone.now(), actor="system")
    things = {("document", str(each.pk)) for each in (attachment, twin)}
    names = {each.told_apart for each in things_shown(office=office, things=things, on=timezone.now().date()).values()}
    assert len(names) == 2
    elsewhere = Client()
    elsewhere.force_login(secure(an_officer(an_office("3674", name="KPU Tangsel", slug="tangsel"), Role.DESK)))
    assert elsewhere.get(f"/meja/tangsel/unduhan/{attachment.pk}/").status_code == 404
    assert elsewhere.get(f"/meja/tangsel/permohonan/dijawab-dengan/{attachment.pk}/").status_code == 404


def test_the_downloads_of_a_document_are_those_of_all_its_versions_wherever_they_are_told(office, item):
    desk, ppid = an_officer(office, Role.DESK), an_officer(office, Role.PPID)
    (first,) = selectors.files_of(item_id=item.pk)
    for way in ("https://www.google.com/", ""):
        reader().get(documents.address(attachment=first), **({"HTTP_REFERER": way} if way else {}))
    revision = services.revise_item(
        item_id=item.pk,
        entry=services.entry_of(selectors.item_of_office(office_id=office.pk, item_id=item.pk)),
        reason="Tabel keliru.",
        officer=desk,
        at=timezone.now(),
        file=services.NewFile(io.BytesIO(b"Isi baru. " * 500), "Laporan.txt"),
        replaces=first.pk,
    )
    services.accept_revision(revision_id=revision.pk, officer=ppid, at=timezone.now())
    (second,) = selectors.files_of(item_id=item.pk)
    reader().get(documents.address(attachment=second))
    reader().get(documents.address(attachment=first))  # the earlier version stays readable
    COUNTER.flush()
    assert "Telah diunduh 4 kali, semua versi" in reader().get(f"{HOME}informasi/{item.pk}/{item.slug}/").text
    client = Client()
    client.force_login(secure(desk))
    listed = client.get("/meja/kota-serang/unduhan/").context["rows"]
    assert [(key, number) for key, _named, number in listed] == [(str(second.pk), 4)]
    for asked in (first, second):
        page = client.get(f"/meja/kota-serang/unduhan/{asked.pk}/")
        assert "Diunduh 4 kali, 2 versi bersama-sama" in page.text
        assert page.context["attachment"] == second
        tables = dict(page.context["tables"])
        assert [sum(number for _label, number in rows) for rows in tables.values()] == [4, 4, 4, 4]
        assert [number for _label, number in tables["Versi"]] == [1, 3]
    today = timezone.localdate()
    [told] = reports.downloads(office=office, year=today.year, on=today)
    assert (told.title, told.times) == (second.title, 4)
