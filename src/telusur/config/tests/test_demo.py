from __future__ import annotations

import datetime as dt

import pytest
from django.apps import apps

from telusur.config.basics import ensure_basics
from telusur.config.commands import settle_address
from telusur.config.demo.loading import load_demo
from telusur.config.demo.signing_in import elsewhere, table
from telusur.config.demo.steps import STEPS, Step
from telusur.kernel.accounts.models import Role
from telusur.kernel.accounts.selectors import holders
from telusur.kernel.letters import services as letters
from telusur.kernel.offices.selectors import office_by_code

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 3, 16, 3, tzinfo=dt.UTC)


def test_a_step_is_loaded_once():
    seen = []
    steps = [Step("first", "Pertama", lambda *, at: seen.append(("first", at)))]
    assert load_demo(at=AT, steps=steps) == ["first"]
    steps.append(Step("second", "Kedua", lambda *, at: seen.append(("second", at))))
    assert load_demo(at=AT, steps=steps) == ["second"]
    assert seen == [("first", AT), ("second", AT)]


def test_a_step_that_fails_leaves_neither_data_nor_mark():
    def half(*, at):
        from telusur.kernel.offices.services import ensure_national_office  # noqa: PLC0415 only this step needs it

        ensure_national_office(at=at)
        raise RuntimeError("interrupted")

    with pytest.raises(RuntimeError, match="interrupted"):
        load_demo(at=AT, steps=[Step("half", "Separuh", half)])
    from telusur.kernel.offices.models import Office  # noqa: PLC0415 the models are loaded by now

    assert not Office.objects.exists()


def test_a_demo_prints_the_address_it_serves_and_says_which_one_its_papers_name(settings, monkeypatch):
    monkeypatch.delenv("TELUSUR_BASE_URL", raising=False)
    settings.BASE_URL = "http://localhost:8000"  # what is settled below ends with this test
    printed = []
    settle_address(port=8150)
    load_demo(at=AT, steps=[Step("first", "Pertama", lambda **_when: printed.append(letters.code_address("x")))])
    assert printed[0].startswith("http://localhost:8150/surat/")
    assert elsewhere() == ""
    assert settle_address(port=9000) == settings.BASE_URL == "http://localhost:9000"
    assert "dibuat untuk http://localhost:8150;" in elsewhere()
    monkeypatch.setenv("TELUSUR_BASE_URL", "https://ppid.contoh.invalid")
    settings.BASE_URL = "https://ppid.contoh.invalid"
    assert settle_address(port=9000) == "https://ppid.contoh.invalid"


def test_step_names_are_unique():
    assert len({step.name for step in STEPS}) == len(STEPS)


def test_the_table_names_every_account_with_its_role_and_the_one_password(django_user_model, settings):
    ensure_basics(at=AT)
    load_demo(at=AT, steps=STEPS[:1])
    user = django_user_model.objects.create_user("ppid@demo.invalid", "secret", full_name="Ratna", is_demo=True)
    apps.get_model("accounts", "Appointment").objects.create(
        user=user,
        role="ppid",
        office=office_by_code(code="3673"),
        decree_number="1/2026",
        decree_on=AT.date(),
        valid_from=AT.date(),
    )
    printed = table(on=AT.date())
    assert "ppid@demo.invalid  Ratna  PPID, KPU Kota Serang" in printed
    assert settings.DEMO_PASSWORD in printed


def test_an_installation_without_accounts_prints_no_table():
    assert table(on=AT.date()) == ""


def test_every_role_has_a_person_at_kota_serang_and_there_is_a_citizen():
    ensure_basics(at=AT)
    load_demo(at=AT, steps=STEPS[:2])
    office = office_by_code(code="3673")
    assert [role for role in Role if not holders(role=role, office_id=office.pk, on=AT.date())] == []
    lines = [line.split() for line in table(on=AT.date()).splitlines()]
    assert ["pemohon@demo.telusur.test", "Budi", "Setiawan", "Pemohon"] in lines


def test_the_people_of_the_demo_sign_in_with_the_one_password_and_reach_their_desk(client, settings):
    ensure_basics(at=AT)
    load_demo(at=AT, steps=STEPS[:2])
    settings.DEMO = True
    form = {"login": "desk@demo.telusur.test", "password": settings.DEMO_PASSWORD}
    desk = client.post("/masuk/", form).url
    assert (desk, client.get(desk).status_code) == ("/meja/kota-serang/", 200)
