from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from telusur.kernel.accounts.models import Role
from telusur.kernel.calendars.rules import Day, Kind
from telusur.kernel.calendars.selectors import calendar_for
from telusur.kernel.clocks import rules as clocks
from telusur.kernel.clocks.selectors import count_of
from telusur.kernel.documents.selectors import visible_to_public
from telusur.kernel.ledger.selectors import acts_on
from telusur.kernel.notices.models import Notice
from telusur.openness.information import selectors, services, tasks
from telusur.openness.information.models import Determination, InformationItem, Opening
from telusur.openness.information.rules.exemptions import BadPeriod, Binding
from telusur.openness.information.rules.moves import NotNow, NotYours
from telusur.openness.information.services import NewFile
from telusur.openness.information.views.exemptions import error_text

from .factories import AT
from .tree import a_decision, a_determination, a_test, a_test_at, a_tree

ON = date(2026, 3, 2)
END = date(2026, 6, 2)
JAKARTA = ZoneInfo("Asia/Jakarta")


@pytest.fixture
def tree(db):
    return a_tree()


def morning(day: date, zone: ZoneInfo = JAKARTA) -> datetime:
    return datetime.combine(day, time(0, 1), zone)


def a_paper(name: str = "daftar.txt") -> NewFile:
    return NewFile(io.BytesIO(b"nomor;nama\n1;contoh\n"), name.replace(".txt", ".csv"))


def listed(office, on=ON):
    return {each.pk for each in selectors.excluded_list(office_id=office.pk, on=on)}


def in_the_list(office):
    return set(InformationItem.public.filter(office=office).values_list("title", flat=True))


# Whom it binds.


def test_a_national_determination_binds_every_office(tree):
    found = a_determination(tree)
    assert all(listed(office) == {found.pk} for office in (tree.national, tree.province, tree.city))


def test_one_of_a_province_binds_its_territory_and_not_the_office_above(tree):
    found = a_determination(tree, office=tree.province)
    assert (found.binds, found.scope) == ("territory", "36")
    assert listed(tree.province) == listed(tree.city) == {found.pk}
    assert listed(tree.national) == set()


def test_a_decree_may_bind_fewer_offices(tree):
    found = a_determination(tree, binds=Binding.LISTED, bound_ids=(tree.province.pk,))
    assert listed(tree.province) == {found.pk}
    assert listed(tree.city) == listed(tree.national) == set()


@pytest.mark.parametrize("changes", [{"binds": Binding.ALL}, {"binds": Binding.LISTED, "bound_ids": (0,)}])
def test_a_province_never_binds_more_than_its_territory(tree, changes):
    with pytest.raises(services.TooWide):
        a_determination(tree, office=tree.province, **changes)


def test_the_face_for_refusals_tells_what_covers_a_ground_on_a_day(tree):
    found = a_determination(tree)
    asked = {"office_id": tree.city.pk, "on": ON}
    [facts] = selectors.determinations_covering(grounds=["h", "a"], **asked)
    assert (facts.id, facts.grounds, facts.decree_number) == (found.pk, ("h",), "12/2026")
    assert (facts.decided_by, facts.valid_until) == ("KPU RI", None)
    assert selectors.determinations_covering(grounds=["a"], **asked) == []
    assert selectors.determination_in_force(determination_id=found.pk, **asked) == facts
    before = {"office_id": tree.city.pk, "on": ON - timedelta(1)}
    assert selectors.determination_in_force(determination_id=found.pk, **before) is None


def test_what_has_ended_was_in_force_on_the_days_before(tree):
    found = a_determination(tree, valid_until=END)
    services.expire_determination(determination_id=found.pk, at=morning(END))
    for day, there in ((END - timedelta(1), True), (END, False)):
        facts = selectors.determination_in_force(determination_id=found.pk, office_id=tree.city.pk, on=day)
        assert (facts is not None) == there


# What cannot be determined.


def test_a_period_too_long_for_its_ground_is_refused_and_nothing_is_written(tree):
    with pytest.raises(BadPeriod):
        a_determination(tree, valid_until=date(2056, 3, 3))
    assert Determination.objects.count() == 0


def test_a_ground_that_ends_after_thirty_years_does_not_begin_anew_with_each_decree(tree):
    old = a_determination(tree, decree_on=date(2012, 1, 1), valid_from=date(2012, 1, 1), valid_until=date(2028, 1, 1))
    between = a_determination(tree, valid_until=date(2029, 1, 1), replaces_id=old.pk)
    with pytest.raises(BadPeriod) as bad:
        a_determination(tree, valid_until=date(2042, 1, 2), replaces_id=between.pk)
    assert bad.value.latest == date(2042, 1, 1)
    assert a_determination(tree, valid_until=date(2042, 1, 1), replaces_id=between.pk)


def test_a_decree_that_is_not_made_yet_excludes_nothing(tree):
    with pytest.raises(services.DecreeToCome):
        a_determination(tree, decree_on=ON + timedelta(1))
    concluded = a_test_at(tree, "concluded")
    with pytest.raises(services.DecreeToCome) as refused:
        services.determine(
            test_id=concluded.pk,
            decision=a_decision(decree_on=ON + timedelta(1)),
            officer=tree.officer(tree.national),
            at=AT,
        )
    assert "sesudah hari ini" in error_text(refused.value)


def test_what_is_over_is_not_taken_over(tree):
    with pytest.raises(services.OverAlready):
        a_determination(tree, decree_on=date(2020, 1, 1), valid_from=date(2020, 1, 1), valid_until=ON)


def test_a_new_determination_takes_the_place_of_an_old_one(tree):
    old = a_determination(tree, valid_until=END)
    new = a_determination(tree, valid_until=date(2027, 6, 2), replaces_id=old.pk)
    old.refresh_from_db()
    assert (old.force, old.replaced_by, old.ended_on) == ("replaced", new, new.valid_from)
    assert listed(tree.city) == {new.pk}
    with pytest.raises(NotNow):
        services.expire_determination(determination_id=old.pk, at=morning(END))


# The end.


def test_thirty_working_days_before_its_end_the_ppid_is_told_once(tree):
    found = a_determination(tree, valid_until=END)
    due = found.deadline.due_on
    ppid = tree.officer(tree.national)
    told = Notice.objects.filter(key__startswith=f"information_determination/{found.pk}/ends/")
    assert services.watch_end(determination_id=found.pk, at=morning(due - timedelta(1))) == 0
    assert services.watch_end(determination_id=found.pk, at=morning(due)) == 1
    assert services.watch_end(determination_id=found.pk, at=morning(due + timedelta(3))) == 0
    assert list(told.values_list("to_user_id", flat=True)) == [ppid.pk]
    calendar = calendar_for(office_code="0")
    days = [due + timedelta(n) for n in range((END - due).days)]
    assert sum(map(calendar.is_working, days)) == 30


def test_an_end_far_away_is_watched_when_it_comes_near(tree):
    found = a_determination(tree, valid_until=date(2027, 3, 1))
    assert found.deadline is None
    services.watch_end(determination_id=found.pk, at=morning(date(2026, 12, 1)))
    found.refresh_from_db()
    assert found.deadline is not None


def test_the_declaration_ends_the_clock_and_what_is_owed(tree):
    found = a_determination(tree, valid_until=END)
    services.watch_end(determination_id=found.pk, at=morning(found.deadline.due_on))
    services.declare_open(
        determination_id=found.pk, officer=tree.officer(tree.national), at=morning(found.deadline.due_on)
    )
    found.refresh_from_db()
    assert found.deadline.stopped_at is not None
    assert not Notice.objects.filter(key__contains="/ends/", dismissed_at=None).exists()
    with pytest.raises(NotNow):
        services.declare_open(determination_id=found.pk, officer=tree.officer(tree.national), at=AT)


@pytest.mark.parametrize("zone", ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"])
def test_it_ends_at_midnight_where_the_information_is_held(db, zone):
    tree = a_tree(time_zone=zone)
    found = a_determination(tree, valid_until=END)
    midnight = datetime.combine(END, time(), ZoneInfo(zone))
    assert services.expire_determination(determination_id=found.pk, at=midnight - timedelta(minutes=1)) is None
    item = services.expire_determination(determination_id=found.pk, at=midnight)
    assert (item.state, item.information_class, item.opened_by) == ("published", "anytime", "expiry")
    assert item.office == tree.national


def test_days_without_a_worker_are_caught_up(tree, monkeypatch):
    found = a_determination(tree, valid_until=END)
    monkeypatch.setattr(tasks.timezone, "now", lambda: morning(END + timedelta(days=9)))
    tasks.end_exclusions(timestamp=0)
    found.refresh_from_db()
    assert (found.force, found.ended_on, found.opening.item.state) == ("ended", END, "published")
    tasks.end_exclusions(timestamp=0)
    assert Opening.objects.count() == 1


@given(days=st.lists(st.integers(-90, 40), max_size=5), worker=st.booleans())
@settings(max_examples=20)
@pytest.mark.django_db
def test_it_is_never_in_both_lists_at_once(days, worker):
    with transaction.atomic():
        tree = a_tree()
        found = a_determination(tree, valid_until=END)
        for day in sorted(days):
            at = morning(END + timedelta(days=day))
            if worker and _in_force(found):
                services.expire_determination(determination_id=found.pk, at=at)
            excluded = found.pk in listed(tree.national, on=END + timedelta(days=day))
            assert not (excluded and found.title in in_the_list(tree.national))
            assert excluded == (day < 0)
        transaction.set_rollback(True)


def _in_force(found):
    found.refresh_from_db()
    return found.force == "in_force"


HOLIDAYS = st.sets(st.integers(1, 120), max_size=12)


@given(first=HOLIDAYS, more=HOLIDAYS)
@pytest.mark.django_db
def test_a_new_holiday_never_makes_the_warning_later(first, more):
    def warned(days):
        added = [
            Day(END - timedelta(days=n), "Libur", Kind.NATIONAL_HOLIDAY, "SKB", confirmed=True) for n in sorted(days)
        ]
        count = count_of(
            track="general",
            step="declare_open",
            received=datetime.combine(END, time(), JAKARTA),
            time_zone="Asia/Jakarta",
            calendar=calendar_for(office_code="0").with_days(added),
        )
        return clocks.compute(count).due

    assert warned(first | more) <= warned(first) < END


# What opens it early.


def test_a_consent_for_one_request_is_recorded_and_the_rest_stays_closed(tree):
    found = a_determination(tree)
    made = services.disclose(
        determination_id=found.pk,
        office_id=tree.city.pk,
        opened_by="consent",
        what="Daftar riwayat hidup pemohon sendiri",
        given_on=ON,
        officer=tree.officer(tree.city),
        at=AT,
        reference="12/PPID/III/2026",
        paper=a_paper(),
    )
    assert made.file.access == "sealed"
    assert list(selectors.disclosures(determination_id=found.pk, reference="12/PPID/III/2026")) == [made]
    assert listed(tree.city) == {found.pk}
    [*_before, act] = acts_on(subject_kind="information_determination", subject_id=str(found.pk))
    assert "riwayat" not in str(act.facts)


def test_consent_opens_only_what_consent_can_open(tree):
    found = a_determination(tree, valid_until=END)
    with pytest.raises(services.NotOpenedThus):
        services.open_determination(
            determination_id=found.pk,
            opened_by="consent",
            reference="surat",
            officer=tree.officer(tree.national),
            at=AT,
        )


def test_a_consent_without_its_paper_is_not_recorded(tree):
    found = a_determination(tree)
    with pytest.raises(services.Lacking):
        services.disclose(
            determination_id=found.pk,
            office_id=tree.city.pk,
            opened_by="consent",
            what="Riwayat hidup",
            given_on=ON,
            officer=tree.officer(tree.city),
            at=AT,
        )


def test_public_office_opens_a_personal_secret_for_all(tree):
    found = a_determination(tree)
    item = services.open_determination(
        determination_id=found.pk,
        opened_by="public_office",
        reference="LHKPN ketua",
        officer=tree.officer(tree.national),
        at=AT,
    )
    found.refresh_from_db()
    assert (found.force, found.ended_on, item.opened_by) == ("opened", ON, "public_office")
    assert listed(tree.city) == set()


# The file.


def expired_with_a_file(tree):
    test = a_test(tree)
    services.attach_to_test(test_id=test.pk, file=a_paper(), officer=tree.officer(tree.city), at=AT)
    found = a_determination(tree, valid_until=END)
    Determination.objects.filter(pk=found.pk).update(test=test, holder=tree.city)
    return services.expire_determination(determination_id=found.pk, at=morning(END))


def test_the_entry_is_open_at_once_and_its_file_waits_for_the_release_check(tree):
    item = expired_with_a_file(tree)
    opening = selectors.opening_of(item_id=item.pk)
    assert (item.office, item.state, opening.release) == (tree.city, "published", "awaiting_release")
    assert opening.due_on > END
    assert [file.document.extension for file in selectors.files_of(item_id=item.pk)] == ["csv"]
    assert not visible_to_public(at=morning(END)).exists()
    ppid = tree.officer(tree.city)
    assert Notice.objects.filter(
        key__startswith=f"information/{item.pk}/opened/", to_user=ppid, dismissed_at=None
    ).exists()


def test_a_ppid_releases_the_file_and_the_clock_stops(tree):
    item = expired_with_a_file(tree)
    with pytest.raises(NotYours):
        services.release_opened_file(item_id=item.pk, officer=tree.officer(tree.city, Role.DESK), at=morning(END))
    opening = services.release_opened_file(item_id=item.pk, officer=tree.officer(tree.city), at=morning(END))
    assert (opening.release, opening.deadline.stopped_at) == ("released", morning(END))
    assert visible_to_public(at=morning(END)).count() == 1
    with pytest.raises(NotNow):
        services.release_opened_file(item_id=item.pk, officer=tree.officer(tree.city), at=morning(END))


def test_a_file_handed_in_later_waits_too(tree):
    found = a_determination(tree, valid_until=END)
    item = services.expire_determination(determination_id=found.pk, at=morning(END))
    assert item.opening.release == "without_file"
    opening = services.add_opened_file(
        item_id=item.pk, file=a_paper(), officer=tree.officer(tree.national), at=morning(END)
    )
    assert (opening.release, opening.due_on is not None) == ("awaiting_release", True)
    assert not visible_to_public(at=morning(END)).exists()


# What an objection opens.


def opens(tree, **changes):
    values = {
        "office_id": tree.city.pk,
        "title": "Rincian pengadaan kotak suara",
        "summary": "Dinyatakan terbuka oleh Atasan PPID.",
        "cause": "objection",
        "reference": "K-3/2026",
        "actor": f"user:{tree.officer(tree.city, Role.SUPERIOR).pk}",
        "at": AT,
    }
    return services.publish_as_anytime(**(values | changes))


def test_what_an_objection_opens_stands_in_the_list_by_one_act(tree):
    item = opens(tree)
    assert (item.state, item.information_class, item.number) == ("published", "anytime", "1")
    assert (item.proposed_by, item.approved_by, item.opening.reference) == (None, None, "K-3/2026")
    [act] = acts_on(subject_kind="information", subject_id=str(item.pk))
    assert (act.act, act.facts["cause"]) == ("information.open_by_law", "objection")


@pytest.mark.parametrize("role", [Role.DESK, Role.LIAISON, Role.AUDITOR])
def test_only_ppid_and_superior_open_by_law(tree, role):
    with pytest.raises(NotYours):
        opens(tree, actor=f"user:{tree.officer(tree.city, role).pk}")
    assert InformationItem.everything.count() == 0


def test_an_opening_names_what_it_rests_on(tree):
    with pytest.raises(services.Lacking):
        opens(tree, reference=" ")
