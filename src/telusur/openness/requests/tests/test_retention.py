"""Scans of identities: kept while anybody may still need them, gone afterwards, and never told whose they were."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from telusur.kernel.accounts.models import Role
from telusur.kernel.accounts.tests.people import secure
from telusur.kernel.documents import selectors as documents
from telusur.kernel.documents import services as keeping
from telusur.kernel.documents.models import Attachment, Document
from telusur.kernel.figures.rules.periods import parse_period
from telusur.kernel.ledger import selectors as ledger
from telusur.kernel.notices.models import Notice
from telusur.openness.requests import selectors, services, tasks
from telusur.openness.requests.figures.scans import scans_purged
from telusur.openness.requests.models import IdentityPurge
from telusur.openness.requests.rules.retention import FileFacts, Wait, standing
from telusur.openness.requests.rules.words import Outcome

from .factories import AT, a_registration, an_officer, ref
from .objections import ObjectionDesk

if TYPE_CHECKING:
    from telusur.openness.requests.models import InformationRequest

RULES = selectors.retention_rules()
DAYS = RULES[-1].number("days")
CLOSED = date(2026, 4, 1)
WIB = ZoneInfo("Asia/Jakarta")
dates = st.dates(date(2024, 1, 1), date(2027, 12, 31))


def on(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=WIB)


# Rules


@pytest.mark.parametrize(
    ("facts", "wait"),
    [
        (FileFacts(None), Wait.OPEN),
        (FileFacts(CLOSED, objecting=True), Wait.OBJECTION),
        (FileFacts(CLOSED, disputing=True), Wait.DISPUTE),
        (FileFacts(CLOSED, hold="1/KI/2026"), Wait.HOLD),
        (FileFacts(CLOSED, objection_until=CLOSED + timedelta(days=400)), Wait.OBJECTION_WINDOW),
        (FileFacts(CLOSED, dispute_until=CLOSED + timedelta(days=400)), Wait.DISPUTE_WINDOW),
        (FileFacts(CLOSED, released_on=CLOSED + timedelta(days=350)), Wait.PERIOD),
        (FileFacts(CLOSED), None),
    ],
)
def test_each_reason_to_keep_is_named(facts: FileFacts, wait: Wait | None) -> None:
    assert standing(facts, RULES, on=CLOSED + timedelta(days=365)).wait == wait


@given(closed=dates, objection=st.none() | dates, dispute=st.none() | dates, released=st.none() | dates, today=dates)
def test_nothing_goes_before_every_right_is_over_and_the_period_has_passed(
    closed: date, objection: date | None, dispute: date | None, released: date | None, today: date
) -> None:
    facts = FileFacts(closed, objection_until=objection, dispute_until=dispute, released_on=released)
    found = standing(facts, RULES, on=today)
    assert found.ended_on is not None
    assert found.due_on == found.ended_on + timedelta(days=DAYS)
    assert found.due == (today >= found.due_on)
    assert found.ended_on >= closed
    assert all(found.ended_on > day for day in (objection, dispute) if day)
    assert found.ended_on in {closed, released, *(day + timedelta(days=1) for day in (objection, dispute) if day)}


@given(today=dates)
def test_a_hold_or_an_open_case_keeps_them_for_ever(today: date) -> None:
    facts = FileFacts(date(2020, 1, 1))
    for each in (replace(facts, hold="x"), replace(facts, objecting=True), replace(facts, closed_on=None)):
        assert not standing(each, RULES, on=today).due


# Services


@pytest.fixture
def desk(db) -> ObjectionDesk:
    return ObjectionDesk()


def a_scan(words: bytes = b"Kartu rekaan milik Wulan") -> Document:
    return keeping.store(content=io.BytesIO(words), name="ktp.txt", at=AT)


def proofs(scan: Document) -> list[services.Proof]:
    return [services.Proof(scan.pk, "identity_card")]


def withdrawn(desk: ObjectionDesk, scan: Document | None = None, **changes: object) -> InformationRequest:
    case = desk.submitted(proofs=proofs(scan or a_scan()), **changes)
    return services.withdraw(request_id=case.pk, reason="Sudah dapat", actor="applicant", at=desk.at())


def purge(case: InformationRequest, at: datetime) -> IdentityPurge:
    return services.purge_request_scans(request_id=case.pk, actor="system", at=at)


def late() -> datetime:
    return AT + timedelta(days=DAYS + 1)


def test_the_scan_goes_and_the_case_stays(desk: ObjectionDesk) -> None:
    scan = a_scan()
    case = withdrawn(desk, scan)
    done = purge(case, late())
    assert (done.removed, done.released) == (1, 0)
    assert not Document.objects.filter(pk=scan.pk).exists()
    assert selectors.proofs_of(request_id=case.pk) == []
    last = ledger.acts_on(subject_kind="request", subject_id=str(case.pk))[-1]
    assert (last.act, last.actor) == ("requests.purge_identity", "system")
    assert set(last.facts) == {"number", "state", "rule", "removed", "released"}
    assert ledger.verified(log="office/3673").faults == ()


def test_not_a_day_before_its_time(desk: ObjectionDesk) -> None:
    case = withdrawn(desk)
    due = selectors.scans_at(kind="request", pk=case.pk, at=AT).standing.due_on
    with pytest.raises(services.Refused) as refused:
        purge(case, on(due) - timedelta(days=1))
    assert refused.value.code == "scans_not_due"
    assert len(selectors.proofs_of(request_id=case.pk)) == 1
    assert purge(case, on(due)).due_on == due


def test_nobody_lets_scans_go_by_hand(desk: ObjectionDesk) -> None:
    case = withdrawn(desk)
    for actor in (ref(desk.ppid), ref(desk.desk), "applicant"):
        with pytest.raises(services.NotPermitted):
            services.purge_request_scans(request_id=case.pk, actor=actor, at=late())
    open_case = desk.submitted(proofs=proofs(a_scan(b"Kartu lain")))
    with pytest.raises(services.WrongState):
        purge(open_case, late())


def test_a_refused_answer_keeps_them_until_the_time_to_object_is_over(desk: ObjectionDesk) -> None:
    case = desk.decided(Outcome.NOT_HELD, held_by="Bawaslu", case=desk.registered(proofs=proofs(a_scan())))
    services.sign_and_notify(request_id=case.pk, actor=ref(desk.ppid), at=desk.at())
    services.finish(request_id=case.pk, actor=ref(desk.desk), at=desk.at())
    case.refresh_from_db()
    until = selectors.window_ends_on(
        case=selectors.case_of_office(office_id=desk.office.pk, request_id=case.pk), at=desk.clock
    )
    assert until is not None
    found = selectors.scans_at(kind="request", pk=case.pk, at=on(until))
    assert (found.standing.wait, found.standing.ended_on) == (Wait.OBJECTION_WINDOW, until + timedelta(days=1))
    assert selectors.scans_at(kind="request", pk=case.pk, at=on(until + timedelta(days=1))).standing.wait == Wait.PERIOD
    assert purge(case, on(until + timedelta(days=DAYS + 1))).removed == 1


def test_an_objection_and_its_hold_keep_the_scans_of_the_request(desk: ObjectionDesk) -> None:
    case = desk.notified(proofs=proofs(a_scan()))
    desk.filed(case)
    waiting = selectors.scans_at(kind="request", pk=case.pk, at=late() + timedelta(days=400))
    assert waiting.standing.wait == Wait.OBJECTION


def test_a_legal_hold_is_named_and_asked_again_by_the_one_delete_function(desk: ObjectionDesk) -> None:
    scan = a_scan()
    case = withdrawn(desk, scan)
    hold = keeping.place_hold(
        office_id=desk.office.pk, thing_kind="document", thing_id=scan.pk, decree="1/KI/2026", actor="system", at=late()
    )
    assert selectors.scans_at(kind="request", pk=case.pk, at=late()).standing.wait == Wait.HOLD
    with pytest.raises(services.Refused):
        purge(case, late())
    keeping.lift_hold(hold_id=hold.pk, decree="2/KI/2026", actor="system", at=late())
    kept = selectors.scans_at(kind="request", pk=case.pk, at=late())
    assert kept.standing.due_on == late().astimezone(WIB).date() + timedelta(days=DAYS)


def test_the_same_bytes_at_another_case_stay_until_that_one_is_over_too(desk: ObjectionDesk) -> None:
    scan = a_scan()
    first, second = withdrawn(desk, scan), desk.submitted(proofs=proofs(scan))
    done = purge(first, late())
    assert (done.removed, done.released) == (0, 1)
    assert selectors.proofs_of(request_id=first.pk) == []
    assert len(selectors.proofs_of(request_id=second.pk)) == 1
    services.withdraw(request_id=second.pk, reason="", actor="applicant", at=late())
    assert purge(second, late() + timedelta(days=DAYS + 1)).removed == 1
    assert not Attachment.objects.filter(document_id=scan.pk).exists()


def test_scans_of_an_objection_alone_go_by_the_same_rule(desk: ObjectionDesk) -> None:
    filing = desk.filed_alone(proofs=proofs(a_scan()))
    objection = services.withdraw_objection(
        objection_id=filing.objection.pk, reason="", actor="applicant", at=desk.at()
    )
    done = services.purge_objection_scans(objection_id=objection.pk, actor="system", at=late())
    assert (done.removed, done.number) == (1, objection.number)


def test_a_power_of_attorney_is_part_of_the_file_and_stays(desk: ObjectionDesk) -> None:
    case = desk.submitted()
    services_proof = [services.Proof(a_scan().pk, "special_power_of_attorney")]
    filing = desk.filed_alone(proofs=services_proof)
    assert selectors.scans_at(kind="objection", pk=filing.objection.pk, at=AT) is None
    assert selectors.scans_at(kind="request", pk=case.pk, at=AT) is None


def test_the_job_lets_go_what_is_due_and_nothing_else(desk: ObjectionDesk) -> None:
    gone = withdrawn(desk)
    running = desk.submitted(proofs=proofs(a_scan(b"Kartu lain")))
    tasks.purge_identities(timestamp=0)  # long after, by the clock of this machine
    tasks.purge_identities(timestamp=0)
    assert [purged.request_id for purged in IdentityPurge.objects.all()] == [gone.pk]
    assert len(selectors.proofs_of(request_id=running.pk)) == 1


def test_the_figure_counts_what_went_in_the_period(desk: ObjectionDesk) -> None:
    case = withdrawn(desk)
    purge(case, late())
    day = late().astimezone(WIB).date()
    rows = selectors.purges_between(office_id=desk.office.pk, start=day, end=day + timedelta(days=1))
    assert [row.number for row in rows] == [case.number]
    assert selectors.purges_between(office_id=desk.office.pk, start=day + timedelta(days=1), end=date(2030, 1, 1)) == []
    assert [row.value for row in scans_purged(desk.office.pk, parse_period(str(day.year)), day)] == [1]


# Pages


def page(client, desk: ObjectionDesk, **asked: str):
    if "_auth_user_id" not in client.session:
        client.force_login(secure(desk.desk), "django.contrib.auth.backends.ModelBackend")
    return client.get(reverse("requests_retention", args=[desk.office.slug]), asked)


def test_the_desk_sees_what_is_kept_and_why_what_is_due_and_what_went(client, desk: ObjectionDesk) -> None:
    gone, due = withdrawn(desk), withdrawn(desk, a_scan(b"Kartu kedua"))
    running = desk.submitted(proofs=proofs(a_scan(b"Kartu ketiga")))
    purge(gone, late())
    kept = page(client, desk).text
    assert running.number in kept
    assert "belum selesai" in kept
    assert due.number not in kept
    assert due.number in page(client, desk, tampil="due").text
    told = page(client, desk, tampil="gone").text
    assert gone.number in told
    assert "UU 27/2022 Pasal 43" in told
    assert "Wulan" not in kept + told


def test_an_empty_desk_says_so(client, desk: ObjectionDesk) -> None:
    assert "Tidak ada pindaian identitas yang disimpan" in page(client, desk).text
    assert "Belum ada pindaian yang dihapus" in page(client, desk, tampil="gone").text


def test_the_page_asks_as_much_for_many_as_for_one(client, desk, django_assert_max_num_queries) -> None:
    for number in range(6):
        withdrawn(desk, a_scan(f"Kartu {number}".encode()))
        desk.submitted(proofs=proofs(a_scan(f"Kartu lain {number}".encode())))
    page(client, desk)
    with django_assert_max_num_queries(26):
        page(client, desk)


def test_the_case_and_its_owner_are_told_when_the_scan_goes_and_that_it_went(client, desk: ObjectionDesk) -> None:
    registration_at = timezone.now() - timedelta(days=DAYS + 5)
    case = withdrawn(desk, received_at=registration_at, at=registration_at)
    purge(case, late())
    client.force_login(secure(desk.desk), "django.contrib.auth.backends.ModelBackend")
    told = client.get(reverse("requests_case", args=[desk.office.slug, case.pk])).text
    assert "Pindaian identitas dihapus pada" in told
    assert "menurut aturan" in told


# Openings


def test_every_opening_is_told_with_the_office_held_and_mailed_once_a_day(desk: ObjectionDesk) -> None:
    case = desk.submitted(proofs=proofs(a_scan()))
    scan = selectors.proofs_of(request_id=case.pk)[0]
    for _time in range(2):
        services.record_identity_opening(request_id=case.pk, purpose="check", actor=ref(desk.desk), at=desk.at())
    services.open_proof(
        request_id=case.pk, attachment_id=scan.pk, purpose="duplicate", actor=ref(desk.superior), at=desk.at()
    )
    found = selectors.openings_of_case(request_id=case.pk)
    assert [(each.held, each.what, each.purpose) for each in found] == [
        ("Atasan PPID", "KTP, SIM, atau paspor", "memeriksa permohonan ganda"),
        ("Desk Pelayanan", "Nomor identitas", "memeriksa kelengkapan"),
        ("Desk Pelayanan", "Nomor identitas", "memeriksa kelengkapan"),
    ]
    assert found[0].by == str(desk.superior)
    mails = Notice.objects.filter(kind="identity_opened")
    assert {mail.to_email for mail in mails} == {"wulan@contoh.invalid"}
    assert mails.count() == 2
    assert not any("3673" in mail.text for mail in mails)


def test_the_owner_sees_openings_at_every_office_in_his_account(client, desk: ObjectionDesk) -> None:
    owner = an_officer(desk.office, Role.AUDITOR)
    other = ObjectionDesk("3603", name="KPU Kabupaten Tangerang", slug="kab-tangerang")
    for each in (desk, other):
        case = each.submitted(user_id=owner.pk)
        services.record_identity_opening(request_id=case.pk, purpose="check", actor=ref(each.desk), at=each.at())
    filing = desk.filed_alone(user_id=owner.pk, proofs=proofs(a_scan()))
    kept = selectors.proofs_of_objection(objection_id=filing.objection.pk)[0]
    services.open_objection_proof(
        objection_id=filing.objection.pk, attachment_id=kept.pk, purpose="letter", actor=ref(desk.ppid), at=desk.at()
    )
    strangers = desk.submitted()
    services.record_identity_opening(request_id=strangers.pk, purpose="owner", actor=ref(desk.desk), at=desk.at())
    client.force_login(owner, "django.contrib.auth.backends.ModelBackend")
    text = client.get(reverse("requests_own_openings")).text
    assert "KPU Kabupaten Tangerang" in text
    assert filing.objection.number in text
    assert strangers.number not in text
    assert "atas permintaan pemohon" not in text


def test_who_follows_by_number_and_secret_sees_who_opened_it(client, desk: ObjectionDesk) -> None:
    registration = a_registration(desk.office)
    client.post(
        reverse("requests_track", args=[desk.office.slug]),
        {"number": registration.request.number, "secret": registration.secret},
    )
    address = reverse("requests_follow", args=[desk.office.slug, registration.request.pk])
    assert "Belum ada petugas yang membukanya" in client.get(address).text
    services.record_identity_opening(
        request_id=registration.request.pk, purpose="contact", actor=ref(desk.ppid), at=desk.at()
    )
    text = client.get(address).text
    assert str(desk.ppid) in text
    assert "menghubungi pemohon" in text


def test_an_empty_account_says_that_nobody_looked(client, desk: ObjectionDesk) -> None:
    client.force_login(an_officer(desk.office), "django.contrib.auth.backends.ModelBackend")
    assert "Belum ada yang membuka identitas Anda" in client.get(reverse("requests_own_openings")).text


def test_documents_know_where_else_the_same_bytes_hang(desk: ObjectionDesk) -> None:
    scan = a_scan()
    case = desk.submitted(proofs=proofs(scan))
    kept = selectors.proofs_of(request_id=case.pk)[0]
    assert not documents.hangs_elsewhere(attachment=kept)
    desk.submitted(proofs=proofs(scan))
    assert documents.hangs_elsewhere(attachment=kept)
