"""Obligations on a real PostgreSQL."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from telusur.kernel.notices.models import Delivery, Notice
from telusur.kernel.notices.selectors import notices_for, unread_for
from telusur.kernel.notices.services import dismiss, dismiss_all, mark_all_read, mark_read

from .people import NOW, an_office, an_officer, an_owed_notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return an_office()


@pytest.fixture
def officer(office):
    return an_officer(office)


def test_a_rolled_back_cause_takes_its_notice_and_its_job_along(office):
    with pytest.raises(RuntimeError), transaction.atomic():
        an_owed_notice(office, to_email="warga@contoh.invalid")
        raise RuntimeError
    assert (Notice.objects.count(), Delivery.objects.count(), ProcrastinateJob.objects.count()) == (0, 0, 0)


def test_owing_twice_is_owing_once(office, officer):
    first = an_owed_notice(office, key="request:42:registered", to_user_id=officer.pk)
    again = an_owed_notice(office, key="request:42:registered", to_user_id=officer.pk, text="lain")
    assert (again.pk, again.text) == (first.pk, first.text)
    assert (Delivery.objects.count(), ProcrastinateJob.objects.count()) == (1, 1)


def test_the_database_itself_keeps_a_key_to_one_notice(office):
    notice = an_owed_notice(office)
    notice.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        notice.save(force_insert=True)


def test_a_link_out_of_the_house_is_refused(office):
    for link in ("https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example", "relative/"):
        with pytest.raises(IntegrityError), transaction.atomic():
            an_owed_notice(office, link=link)


def test_a_subject_stays_on_one_line(office):
    assert an_owed_notice(office, subject="Permohonan\r\nBcc: a@b").subject == "Permohonan Bcc: a@b"


def test_the_bell_rings_when_the_notice_is_due_and_not_before(office, officer):
    an_owed_notice(office, to_user_id=officer.pk, due_at=NOW + timedelta(hours=1))
    assert not unread_for(user_id=officer.pk, at=NOW)
    assert unread_for(user_id=officer.pk, at=NOW + timedelta(hours=1)).count() == 1


def test_the_bell_is_ones_own_and_of_ones_office(office, officer):
    other = an_office("kota-lain")
    an_owed_notice(office, to_user_id=officer.pk)
    an_owed_notice(other, to_user_id=officer.pk)
    an_owed_notice(office, to_user_id=an_officer(office).pk)
    assert unread_for(user_id=officer.pk, at=NOW).count() == 2
    assert unread_for(user_id=officer.pk, at=NOW, office_id=office.pk).count() == 1
    assert mark_all_read(user_id=officer.pk, office_id=office.pk, at=NOW) == 1
    assert unread_for(user_id=officer.pk, at=NOW).get().office == other


def test_what_was_read_stays_in_the_list_and_keeps_its_first_reading(office, officer):
    notice = an_owed_notice(office, to_user_id=officer.pk)
    mark_read(notice_id=notice.pk, user_id=officer.pk, at=NOW)
    read = mark_read(notice_id=notice.pk, user_id=officer.pk, at=NOW + timedelta(days=1))
    assert read.read_at == NOW
    assert notices_for(user_id=officer.pk, office_id=office.pk, at=NOW).get() == notice


def test_nobody_reads_the_notice_of_another(office, officer):
    notice = an_owed_notice(office, to_user_id=an_officer(office).pk)
    with pytest.raises(Notice.DoesNotExist):
        mark_read(notice_id=notice.pk, user_id=officer.pk, at=NOW)


def test_a_dismissed_notice_leaves_the_bell(office, officer):
    an_owed_notice(office, key="deadline:42:approaching", to_user_id=officer.pk)
    an_owed_notice(office, key="deadline:42:missed", to_user_id=officer.pk)
    an_owed_notice(office, key="deadline:43:missed", to_user_id=officer.pk)
    dismiss(key="deadline:42:approaching", at=NOW)
    assert unread_for(user_id=officer.pk, at=NOW).count() == 2
    assert dismiss_all(key_prefix="deadline:42:", at=NOW) == 1
    assert unread_for(user_id=officer.pk, at=NOW).get().key == "deadline:43:missed"


def test_a_later_notice_is_queued_for_its_hour(office):
    an_owed_notice(office, to_email="warga@contoh.invalid", due_at=NOW + timedelta(days=1))
    assert ProcrastinateJob.objects.get().scheduled_at == NOW + timedelta(days=1)
