"""Who hears of a deadline, and when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telusur.kernel.accounts.models import Role
from telusur.kernel.law.rules import NoRuleInForce
from telusur.kernel.notices.models import Notice
from telusur.kernel.notices.rules.escalation import Escalation, escalations_owed
from telusur.kernel.notices.selectors import escalations, notices_for, outstanding, unread_for
from telusur.kernel.notices.services import dismiss_deadline_notices, owe_deadline_notices

from .people import NOW, an_office, an_officer

ON = date(2026, 3, 16)
STEPS = (Escalation("approaching", 2, "ppid"), Escalation("missed", -1, "ppid"), Escalation("later", -2, "superior"))


@pytest.mark.parametrize(
    ("left", "owed"),
    [
        (3, []),
        (2, ["approaching"]),
        (1, ["approaching"]),
        (0, ["approaching"]),
        (-1, ["approaching", "missed"]),
        (-2, ["approaching", "missed", "later"]),
    ],
)
def test_a_step_is_owed_from_its_day_on(left, owed):
    assert [step.key for step in escalations_owed(STEPS, working_days_left=left)] == owed


@given(st.integers(-30, 30), st.integers(0, 30))
def test_what_was_owed_stays_owed_as_days_pass(left, days):
    later = escalations_owed(STEPS, working_days_left=left - days)
    assert set(escalations_owed(STEPS, working_days_left=left)) <= set(later)


def test_the_rules_in_force_warn_the_ppid_first_and_his_superior_after_him():
    steps = sorted(escalations(on=ON), key=lambda step: -step.working_days_left)
    assert [(step.working_days_left, step.tells) for step in steps] == [
        (2, "ppid"),
        (0, "ppid"),
        (-1, "ppid"),
        (-2, "superior"),
    ]


def test_before_the_law_there_is_no_escalation():
    with pytest.raises(NoRuleInForce):
        escalations(on=date(2009, 1, 1))


def owed(office, *, left, due_on=ON, on=ON):
    return owe_deadline_notices(
        office_id=office.pk,
        subject_kind="request",
        subject_id="42",
        number="0042/PPID/2026",
        step="answer",
        due_on=due_on,
        working_days_left=left,
        link="/meja/kota-contoh/permohonan/42/",
        on=on,
        at=NOW,
    )


@pytest.mark.django_db
def test_the_ppid_and_then_the_superior_are_told_once_each():
    office = an_office()
    ppid, superior = an_officer(office, Role.PPID), an_officer(office, Role.SUPERIOR)
    for left in (2, 1, 0, -1, -2, -3):
        owed(office, left=left)
    kinds = [notice.kind for notice in notices_for(user_id=ppid.pk, office_id=office.pk, at=NOW)]
    assert sorted(kinds) == ["deadline_approaching", "deadline_last_day", "deadline_missed"]
    told = unread_for(user_id=superior.pk, at=NOW).get()
    assert told.kind == "deadline_missed_superior"
    assert "seharusnya selesai paling lambat Senin, 16 Maret 2026" in told.text


@pytest.mark.django_db
def test_a_desk_that_slept_for_days_owes_every_step_it_passed_over():
    office = an_office()
    an_officer(office, Role.PPID)
    an_officer(office, Role.SUPERIOR)
    assert len(owed(office, left=-5)) == 4


@pytest.mark.django_db
def test_the_bell_names_a_case_once_and_the_mails_go_out_all_the_same():
    office = an_office()
    ppid = an_officer(office, Role.PPID)
    an_officer(office, Role.SUPERIOR)
    owed(office, left=1)
    owed(office, left=-5)
    assert [notice.kind for notice in unread_for(user_id=ppid.pk, at=NOW)] == ["deadline_missed"]
    assert outstanding(at=NOW).count() == 4
    owed(office, left=-6)
    assert unread_for(user_id=ppid.pk, at=NOW).count() == 1


@pytest.mark.django_db
def test_a_new_due_date_is_warned_of_anew():
    office = an_office()
    an_officer(office, Role.PPID)
    owed(office, left=2)
    owed(office, left=2, due_on=ON + timedelta(days=9))
    assert Notice.objects.count() == 2


@pytest.mark.django_db
def test_an_office_without_a_ppid_tells_its_administrator():
    office = an_office()
    administrator = an_officer(office, Role.ADMINISTRATOR)
    (notice,) = owed(office, left=2)
    assert notice.to_user == administrator


@pytest.mark.django_db
def test_a_met_deadline_ends_its_warnings_and_no_others():
    office = an_office()
    ppid = an_officer(office, Role.PPID)
    owed(office, left=0)
    assert dismiss_deadline_notices(subject_kind="request", subject_id="4", step="answer", at=NOW) == 0
    assert dismiss_deadline_notices(subject_kind="request", subject_id="42", step="answer", at=NOW) == 2
    assert not unread_for(user_id=ppid.pk, at=NOW)
