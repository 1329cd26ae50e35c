from __future__ import annotations

import datetime as dt

import pytest

from telusur.config.basics import ensure_basics
from telusur.config.demo.loading import load_demo
from telusur.config.demo.signing_in import PASSWORD, table
from telusur.config.demo.steps import STEPS, Step
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


def test_step_names_are_unique():
    assert len({step.name for step in STEPS}) == len(STEPS)


def test_the_table_names_one_account_per_role(django_user_model):
    from django.apps import apps  # noqa: PLC0415 the models are loaded by now

    ensure_basics(at=AT)
    load_demo(at=AT, steps=STEPS[:1])
    office = office_by_code(code="3673")
    for number in (1, 2):
        user = django_user_model.objects.create_user(f"ppid{number}@demo.invalid", PASSWORD, is_demo=True)
        apps.get_model("accounts", "Appointment").objects.create(
            user=user,
            role="ppid",
            office=office,
            decree_number="1/2026",
            decree_on=AT.date(),
            valid_from=AT.date() - dt.timedelta(days=number),
        )
    printed = table(on=AT.date())
    assert printed.count("PPID  ") == 1
    assert "ppid1@demo.invalid" in printed
    assert "KPU Kota Serang" in printed
