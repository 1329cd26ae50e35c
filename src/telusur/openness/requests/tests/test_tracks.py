"""The two tracks: proposed, chosen with a reason, counted anew, told; what no source says is said to be unsaid."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from telusur.kernel.accounts.tests.people import secure
from telusur.kernel.clocks import services as clocks
from telusur.kernel.ledger import selectors as ledger
from telusur.kernel.notices.models import Notice
from telusur.openness.requests import selectors, services
from telusur.openness.requests.forms.acts import ChooseTrackForm
from telusur.openness.requests.forms.entry import EntryForm
from telusur.openness.requests.rules.words import Outcome, Track

from .factories import AT, RECEIVED, Desk, a_registration, ref

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def stage() -> None:
    clocks.decree_stage(
        key="psu",
        name="Tahapan Pemungutan Suara Ulang",
        valid_from=date(2026, 3, 1),
        valid_until=date(2026, 5, 1),
        decree_number="PKPU 9/2026",
        decree_on=date(2026, 2, 1),
        actor="user:1",
        at=AT - timedelta(days=30),
        on=date(2026, 2, 14),
    )


def test_while_a_stage_runs_the_desk_is_offered_the_election_track_with_a_reason(desk, stage):
    form = EntryForm(office=desk.office, now=AT)
    assert form["track"].initial == Track.ELECTION
    assert "Tahapan Pemungutan Suara Ulang" in form["track_reason"].initial
    assert "Usul saja" in form.fields["track"].help_text


def test_without_a_stage_the_general_track_is_offered(desk):
    form = EntryForm(office=desk.office, now=AT)
    assert (form["track"].initial, form["track_reason"].initial) == (Track.GENERAL, None)


def test_a_request_from_outside_shows_the_officer_what_is_proposed(client: Client, desk, stage):
    case = desk.submitted()
    client.force_login(secure(desk.desk), backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(f"/meja/kota-serang/permohonan/{case.pk}/").content.decode()
    assert "Tahapan Pemungutan Suara Ulang berjalan saat permohonan ini tiba: jalur Pemilu diusulkan." in page
    assert ChooseTrackForm(case=case, on=AT.date())["track"].initial == Track.ELECTION


def test_a_case_whose_track_an_officer_chose_is_proposed_no_other(client: Client, desk, stage):
    case = desk.submitted()
    services.choose_track(
        request_id=case.pk, track=Track.ELECTION, reason="Tahapan", actor=ref(desk.desk), at=desk.at()
    )
    services.choose_track(request_id=case.pk, track=Track.GENERAL, reason="Bukan", actor=ref(desk.desk), at=desk.at())
    client.force_login(secure(desk.desk), backend="django.contrib.auth.backends.ModelBackend")
    assert "diusulkan" not in client.get(f"/meja/kota-serang/permohonan/{case.pk}/").content.decode()


def test_every_running_clock_follows_the_track_in_one_visible_act(desk):
    case = desk.submitted()
    done = services.choose_track(
        request_id=case.pk, track=Track.ELECTION, reason="Data tahapan.", actor=ref(desk.desk), at=desk.at()
    )
    assert {done.deadline.track, done.check_deadline.track} == {"election"}
    act = ledger.acts_on(subject_kind="request", subject_id=str(case.pk))[-1]
    assert (act.facts["due_before"], act.facts["due_on"]) == ("2026-04-07", "2026-03-26")
    assert (act.facts["check_due_before"], act.facts["check_due_on"]) == ("2026-03-26", "2026-03-26")


@pytest.mark.parametrize("extended", [False, True])
def test_the_form_shows_the_day_that_each_track_would_give(desk, *, extended: bool):
    case = desk.registered()
    if extended:
        case = services.extend_deadline(
            request_id=case.pk, reasons="Data dihimpun.", actor=ref(desk.ppid), at=desk.at()
        )
        case.deadline.refresh_from_db()
    due = selectors.due_by_track(case=case)
    assert due[Track.GENERAL] == case.deadline.due_on
    shown = dict(ChooseTrackForm(case=case, on=AT.date()).fields["track"].choices)
    done = services.choose_track(
        request_id=case.pk, track=Track.ELECTION, reason="Data tahapan.", actor=ref(desk.desk), at=desk.at()
    )
    assert due[Track.ELECTION] == done.deadline.due_on
    assert str(done.deadline.due_on.day) in shown[Track.ELECTION]


def test_the_applicant_is_told_track_reason_and_date(desk):
    case = desk.submitted()
    services.choose_track(
        request_id=case.pk, track=Track.ELECTION, reason="Data tahapan.", actor=ref(desk.desk), at=desk.at()
    )
    told = Notice.objects.get(kind="request_track", to_email="wulan@contoh.invalid").text
    assert told == (
        f"Permohonan {case.number} kini ditangani di jalur Pemilu dan Pemilihan: Data tahapan. "
        "Kami jawab paling lambat Kamis, 26 Maret 2026."
    )


@pytest.mark.parametrize(("track", "said"), [(Track.GENERAL, False), (Track.ELECTION, True)])
def test_a_window_no_source_confirms_is_general_and_the_letter_says_so(desk, track, said):
    case = desk.registered(track=track, track_reason="Tahapan" if track == Track.ELECTION else "")
    decision = services.Decision(Outcome.NOT_HELD, held_by="Bawaslu")
    case = services.decide(request_id=case.pk, decision=decision, actor=ref(desk.ppid), at=desk.at())
    letter = services.notification_of(case, actor=ref(desk.ppid), at=desk.at())
    assert letter.objection_until.startswith("Rabu, 6 Mei 2026")
    assert ("dipakai yang umum" in letter.objection_until) == said


def test_a_program_reads_track_and_whether_the_date_is_confirmed(client: Client, desk):
    made = a_registration(desk.office, track=Track.ELECTION, track_reason="Tahapan")
    key = {"office": "3673", "number": made.request.number, "secret": made.secret}
    told = client.post("/api/v1/requests/track", key, content_type="application/json").json()
    assert (told["track"], told["due_on"], told["due_confirmed"]) == ("election", "2026-03-26", True)
    asked = {"received": RECEIVED.isoformat(), "track": "election", "step": "objection_window"}
    window = client.get("/api/v1/clock", asked).json()
    assert (window["confirmed"], len(window["counted"])) == (False, 30)


def test_the_applicant_sees_track_and_reason_where_he_follows_the_case(client: Client, desk):
    made = a_registration(desk.office, track=Track.ELECTION, track_reason="Data tahapan")
    session = client.post(
        "/kota-serang/lacak/", {"number": made.request.number, "secret": made.secret}, follow=True
    ).content.decode()
    assert "Data tahapan" in session
