from datetime import UTC, date, datetime, time

import pytest
from django.db import IntegrityError, connection, transaction

from telusur.kernel.ledger.selectors import acts_on
from telusur.kernel.offices import selectors, services
from telusur.kernel.offices.models import Closure, ContactChannel, Office, OpeningHours, Unit
from telusur.kernel.offices.rules.office_file import OfficeRow, read_week

pytestmark = pytest.mark.django_db
AT = datetime(2026, 4, 7, 3, tzinfo=UTC)
ON = date(2026, 4, 7)
HOURS = "Senin-Jumat 09.00-15.00 istirahat 12.00-13.00"


def row(code, kind, parent, **fields):
    values = {"name": f"KPU {code}", "slug": f"kantor-{code}", "time_zone": "Asia/Jakarta", "territory_codes": ()}
    return OfficeRow(line=2, code=code, kind=kind, parent_code=parent, **values | fields)


ROWS = [
    row("3673", "city", "36", week=read_week(HOURS), channels=(("email", "ppid@example.test"),)),
    row("36", "province", "0"),
    row("0", "national", ""),
]


def load(rows=ROWS, on=ON):
    return services.load_offices(rows=rows, actor="import", at=AT, on=on)


@pytest.fixture
def office():
    load()
    return selectors.office_by_code(code="3673")


def acts(office):
    return [act.act for act in acts_on(subject_kind="office", subject_id=office.code)]


def test_a_file_builds_the_tree_in_whatever_order_its_rows_stand():
    assert load().created == ("0", "36", "3673")
    assert selectors.office_by_code(code="3673").parent.code == "36"


def test_the_same_file_twice_changes_nothing_and_records_nothing(office):
    assert load().unchanged == ("0", "36", "3673")
    assert acts(office) == ["offices.create"]


def test_what_a_row_leaves_empty_stays(office):
    services.change_details(
        office_id=office.pk, name="KPU 3673", city="Serang", address="Jalan", host=None, actor="user:1", at=AT
    )
    assert load().changed == ()
    assert selectors.office_by_code(code="3673").address == "Jalan"


def test_a_changed_name_is_one_act_with_the_new_name(office):
    assert load([row("3673", "city", "36", name="KPU Kota Serang")]).changed == ("3673",)
    last = acts_on(subject_kind="office", subject_id="3673")[-1]
    assert (last.act, last.facts, last.actor) == ("offices.change", {"name": "KPU Kota Serang"}, "import")


def test_new_hours_hold_from_their_day_and_the_old_ones_stay_readable(office):
    services.set_week(
        office_id=office.pk, week=read_week("Senin 08.00-12.00"), valid_from=date(2026, 5, 4), actor="user:1", at=AT
    )
    assert selectors.opening_text(office=office, on=date(2026, 5, 3)) == (
        "Senin–Jumat 09.00–15.00 WIB, istirahat 12.00–13.00"
    )
    assert selectors.opening_text(office=office, on=date(2026, 5, 4)) == "Senin 08.00–12.00 WIB"


def test_hours_of_the_past_are_recorded_for_their_days_alone_and_say_why(office):
    now = selectors.opening_text(office=office, on=ON)
    past = {"office_id": office.pk, "actor": "user:1", "at": AT, "reason": "Menurut maklumat 2024"}
    services.record_past_week(
        week=read_week("Senin 08.00-12.00"), valid_from=date(2024, 1, 1), valid_until=date(2025, 1, 1), **past
    )
    services.record_past_week(
        week=read_week("Selasa 08.00-12.00"), valid_from=date(2024, 3, 1), valid_until=date(2024, 5, 1), **past
    )
    read = [selectors.opening_text(office=office, on=date(2024, month, 15)) for month in (2, 3, 4, 5, 12)]
    assert read == [f"{day} 08.00–12.00 WIB" for day in ("Senin", "Selasa", "Selasa", "Senin", "Senin")]
    assert selectors.opening_text(office=office, on=ON) == now
    [*_acts, act] = acts_on(subject_kind="office", subject_id=office.code)
    assert (act.act, act.facts["valid_until"]) == ("offices.record_past_hours", "2024-05-01")
    assert "maklumat" not in str(act.facts)
    assert set(OpeningHours.objects.filter(valid_until__lte=date(2025, 1, 1)).values_list("reason", flat=True)) == {
        "Menurut maklumat 2024"
    }


def test_hours_set_twice_for_the_same_day_are_the_last_ones(office):
    for text in ("Senin 08.00-12.00", "Selasa 08.00-12.00"):
        services.set_week(office_id=office.pk, week=read_week(text), valid_from=ON, actor="user:1", at=AT)
    assert list(selectors.week_of(office_id=office.pk, on=ON)) == [1]


def test_a_closure_closes_and_a_lifted_one_does_not(office):
    closure = services.close_office(
        office_id=office.pk, valid_from=ON, valid_until=date(2026, 4, 8), reason="Banjir", actor="user:1", at=AT
    )
    assert not selectors.is_open(office=office, at=AT)
    services.lift_closure(closure_id=closure.pk, office_id=office.pk, actor="user:1", at=AT)
    assert selectors.is_open(office=office, at=AT)


def test_another_office_cannot_lift_it(office):
    closure = services.close_office(
        office_id=office.pk, valid_from=ON, valid_until=date(2026, 4, 8), reason="Banjir", actor="user:1", at=AT
    )
    province = selectors.office_by_code(code="36")
    with pytest.raises(Closure.DoesNotExist):
        services.lift_closure(closure_id=closure.pk, office_id=province.pk, actor="user:1", at=AT)


def test_every_change_shows_on_the_public_pages_of_that_office_alone(office):
    before = {code: selectors.public_version(office_code=code) for code in ("36", "3673")}
    services.add_unit(office_id=office.pk, code="hukum", name="Hukum", actor="user:1", at=AT)
    after = {code: selectors.public_version(office_code=code) for code in ("36", "3673")}
    assert after == {"36": before["36"], "3673": before["3673"] + 1}


def test_a_unit_code_is_given_once(office):
    unit = services.add_unit(office_id=office.pk, code="hukum", name="Hukum", actor="user:1", at=AT)
    services.change_unit(unit_id=unit.pk, office_id=office.pk, name="Hukum", active=False, actor="user:1", at=AT)
    with pytest.raises(services.UnitCodeTaken):
        services.add_unit(office_id=office.pk, code="hukum", name="Hukum lagi", actor="user:1", at=AT)
    assert list(selectors.units_of(office_id=office.pk)) == []


def test_a_unit_of_another_office_cannot_be_changed(office):
    unit = services.add_unit(office_id=office.pk, code="hukum", name="Hukum", actor="user:1", at=AT)
    with pytest.raises(Unit.DoesNotExist):
        services.change_unit(unit_id=unit.pk, office_id=office.parent_id, name="x", active=True, actor="user:1", at=AT)


def test_a_contact_stands_once_and_can_be_taken_away(office):
    with pytest.raises(services.ContactKnown):
        services.add_channel(office_id=office.pk, kind="email", value="ppid@example.test", actor="user:1", at=AT)
    channel = selectors.channels_of(office_id=office.pk).get()
    services.remove_channel(channel_id=channel.pk, office_id=office.pk, actor="user:1", at=AT)
    assert ContactChannel.objects.count() == 0


def test_an_empty_installation_gets_the_national_office_once():
    first = services.ensure_national_office(at=AT)
    assert services.ensure_national_office(at=AT) == first
    assert (first.code, first.time_zone, acts(first)) == ("0", "Asia/Jakarta", ["offices.create"])


def test_an_office_that_ceased_keeps_its_code(office):
    services.withdraw_office(code="3673", decree_number="12/2027", actor="user:1", at=AT, on=ON)
    assert selectors.withdrawn_codes() == {"3673"}
    assert "3673" not in selectors.kinds_by_code()
    with pytest.raises(services.OfficeNotFound):
        services.withdraw_office(code="3673", decree_number="12/2027", actor="user:1", at=AT, on=ON)


@pytest.mark.parametrize("statement", ["delete from offices_office", "update offices_office set code = '9' || code"])
def test_the_database_itself_refuses_to_free_a_code(statement):
    Office.objects.create(code="3673", name="KPU Kota Serang", kind="city", slug="kota-serang")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_database_itself_refuses_two_hours_for_one_day(office):
    with pytest.raises(IntegrityError), transaction.atomic():
        OpeningHours.objects.create(office=office, weekday=0, opens=time(7), closes=time(8), valid_from=ON)
