"""A breach: reported, assessed, told to those concerned and to the authority, made public, closed."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
from django.db import IntegrityError, transaction

from telusur.kernel.documents.services import open_bytes
from telusur.kernel.ledger import selectors as ledger
from telusur.kernel.notices.models import Notice
from telusur.openness.privacy import selectors, services
from telusur.openness.privacy.models import Breach
from telusur.openness.privacy.rules.words import BreachState, Data, Register
from telusur.openness.requests.tests.factories import an_applicant, an_office, ref

from .factories import PrivacyDesk, an_assessment

pytestmark = pytest.mark.django_db
BEFORE, AFTER = datetime(2020, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)


@pytest.fixture
def desk() -> PrivacyDesk:
    return PrivacyDesk()


def text_of(letter) -> str:
    with open_bytes(document=letter.document) as content:
        pdf = pypdfium2.PdfDocument(io.BytesIO(content.read()))
    return " ".join("\n".join(page.get_textpage().get_text_range() for page in pdf).split())


def test_the_clock_runs_from_the_discovery_also_when_entered_later(desk: PrivacyDesk) -> None:
    found_at = desk.clock
    breach = desk.reported(discovered_at=found_at, at=found_at + timedelta(hours=30))
    assert breach.due_at == found_at + timedelta(hours=72)
    assert breach.number == "0001/PDP/3673/2026"
    assert {each.to_user_id for each in Notice.objects.filter(kind="breach_new")} == {desk.ppid.pk, desk.superior.pk}
    with pytest.raises(services.Refused):
        desk.reported(how=" ")
    with pytest.raises(services.NotPermitted):
        desk.reported(actor="applicant")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"data": []}, "data_missing"),
        ({"people": None}, "people_missing"),
        ({"handling": " "}, "handling_missing"),
        ({"how": ""}, "how_missing"),
    ],
)
def test_an_assessment_says_what_how_many_and_what_is_done(desk: PrivacyDesk, changes, code) -> None:
    with pytest.raises(services.Refused) as refused:
        desk.assessed(**changes)
    assert refused.value.code == code


def test_it_cannot_have_happened_after_it_was_found(desk: PrivacyDesk) -> None:
    with pytest.raises(services.Refused) as refused:
        desk.assessed(occurred_at=desk.clock + timedelta(days=2))
    assert refused.value.code == "occurred_after_discovery"


def test_each_person_concerned_gets_a_letter_of_his_own(desk: PrivacyDesk) -> None:
    by_mail = desk.submitted()
    by_post = desk.submitted(applicant=an_applicant(name="Bagus Rekaan", email="", identity_number=""))
    breach = desk.told(requests=[by_mail, by_post])
    rows = list(selectors.tellings_of(breach=breach))
    assert [(row.told, row.by_mail) for row in rows] == [("subject", True), ("subject", False), ("authority", False)]
    letter = text_of(rows[0].letter)
    assert "Wulan Rekaan" in letter
    assert "Nama, Surel atau telepon" in letter
    assert "Lembar diambil kembali" in letter
    assert "Bagus" not in letter
    mail = Notice.objects.get(kind="breach_told")
    assert mail.to_email == "wulan@contoh.invalid"
    assert "Wulan" not in mail.subject + mail.text
    assert "pinjam=" in mail.link


def test_nobody_is_written_to_twice_and_more_people_may_follow(desk: PrivacyDesk) -> None:
    first, second = desk.submitted(), desk.submitted()
    breach = desk.told(requests=[first])
    services.tell_subjects(
        breach_id=breach.pk, numbers=[first.number, second.number, ""], actor=ref(desk.ppid), at=desk.at()
    )
    assert breach.tellings.filter(told="subject").count() == 2
    with pytest.raises(services.Refused) as refused:
        services.tell_authority(breach_id=breach.pk, name="", address="", actor=ref(desk.ppid), at=desk.at())
    assert refused.value.code == "already_told"


def test_an_unknown_number_stops_the_whole_act(desk: PrivacyDesk) -> None:
    breach, known = desk.assessed(), desk.submitted()
    with pytest.raises(services.Refused) as refused:
        services.tell_subjects(
            breach_id=breach.pk, numbers=[known.number, "9999/PPID/2026"], actor=ref(desk.ppid), at=desk.at()
        )
    assert refused.value.code == "subject_unknown"
    assert not breach.tellings.exists()


def test_an_office_writes_to_nobody_who_asked_another(desk: PrivacyDesk) -> None:
    other = PrivacyDesk("3603", name="KPU Kabupaten Tangerang", slug="kab-tangerang")
    breach, theirs = desk.assessed(offices=["3603"]), other.submitted()
    with pytest.raises(services.Refused) as refused:
        services.tell_subjects(breach_id=breach.pk, numbers=[theirs.number], actor=ref(desk.ppid), at=desk.at())
    assert refused.value.code == "subject_unknown"
    assert not breach.tellings.exists()


def test_it_closes_only_when_everybody_was_told(desk: PrivacyDesk) -> None:
    breach = desk.assessed(public_needed=True)

    def close() -> Breach:
        return services.close_breach(breach_id=breach.pk, words="Selesai.", actor=ref(desk.ppid), at=desk.at())

    for step in ("subjects", "public"):
        with pytest.raises(services.Refused) as refused:
            close()
        assert refused.value.code == "not_told_yet", step
        if step == "subjects":
            desk.told(breach)
    with pytest.raises(services.Refused):
        services.publish_breach(breach_id=breach.pk, words="", actor=ref(desk.ppid), at=desk.at())
    services.publish_breach(breach_id=breach.pk, words="Kami umumkan.", actor=ref(desk.ppid), at=desk.at())
    assert [each.pk for each in selectors.public_breaches(office_id=desk.office.pk)] == [breach.pk]
    assert close().state == BreachState.CLOSED
    assert selectors.public_breaches(office_id=desk.office.pk) == []
    assert ledger.verified(log="office/3673").faults == ()


def test_the_database_too_keeps_an_untold_breach_open(desk: PrivacyDesk) -> None:
    breach = desk.assessed()
    with pytest.raises(IntegrityError), transaction.atomic():
        Breach.everything.filter(pk=breach.pk).update(state="closed")


def test_a_notice_that_was_not_needed_is_not_published(desk: PrivacyDesk) -> None:
    breach = desk.assessed()
    with pytest.raises(services.Refused) as refused:
        services.publish_breach(breach_id=breach.pk, words="x", actor=ref(desk.ppid), at=desk.at())
    assert refused.value.code == "public_not_needed"


def test_proof_of_sending_stands_beside_its_letter(desk: PrivacyDesk) -> None:
    breach = desk.told()
    row = selectors.tellings_of(breach=breach).last()
    with pytest.raises(services.Refused):
        services.prove_telling(breach_id=breach.pk, telling_id=row.pk, proof=" ", actor=ref(desk.desk), at=desk.at())
    services.prove_telling(breach_id=breach.pk, telling_id=row.pk, proof="Resi 123", actor=ref(desk.desk), at=desk.at())
    row.refresh_from_db()
    assert row.proof == "Resi 123"


def test_what_was_no_breach_is_dismissed_unless_somebody_was_told(desk: PrivacyDesk) -> None:
    told = desk.told()
    with pytest.raises(services.Refused):
        services.dismiss_breach(breach_id=told.pk, words="x", actor=ref(desk.ppid), at=desk.at())
    done = services.dismiss_breach(
        breach_id=desk.reported().pk, words="Lembarnya kosong.", actor=ref(desk.ppid), at=desk.at()
    )
    assert done.state == BreachState.DISMISSED


def test_lateness_is_told_and_warned_of(desk: PrivacyDesk) -> None:
    breach, after = desk.assessed(), timedelta(minutes=1)
    assert services.warn_of_hours(at=breach.due_at + after) == 4
    desk.all_told(breach, told_at=breach.due_at + after, at=breach.due_at + 2 * after)
    act = ledger.acts_on(subject_kind="breach", subject_id=str(breach.pk))[-1]
    assert (act.facts["late"], act.facts["subjects"], act.happened_at) == (True, 12, breach.due_at + after)


def test_the_first_letter_does_not_end_the_time_and_the_last_does(desk: PrivacyDesk) -> None:
    breach = desk.assessed()
    services.tell_subjects(breach_id=breach.pk, numbers=[desk.submitted().number], actor=ref(desk.ppid), at=desk.at())
    services.tell_authority(breach_id=breach.pk, name="", address="", actor=ref(desk.ppid), at=desk.at())
    assert services.warn_of_hours(at=breach.due_at - timedelta(hours=20)) == 1
    assert [each.pk for each in selectors.running_breaches()] == [breach.pk]
    desk.all_told(breach)
    assert selectors.running_breaches() == []
    assert services.warn_of_hours(at=breach.due_at + timedelta(hours=1)) == 0


def test_nobody_was_told_before_his_letter_was_made(desk: PrivacyDesk) -> None:
    breach, case = desk.assessed(), desk.submitted()
    late = breach.due_at + timedelta(minutes=2, seconds=30)
    services.tell_subjects(breach_id=breach.pk, numbers=[case.number], actor=ref(desk.ppid), at=late)
    with pytest.raises(services.Refused) as refused:
        desk.all_told(breach, told_at=breach.due_at, at=late)
    assert refused.value.code == "told_before_letters"
    done = desk.all_told(breach, told_at=late.replace(second=0), at=late)
    assert done.subjects_told_at == late
    assert ledger.acts_on(subject_kind="breach", subject_id=str(breach.pk))[-1].facts["late"] is True


def test_who_is_written_to_after_all_were_told_lets_the_time_run_on(desk: PrivacyDesk) -> None:
    breach, first, second = desk.assessed(), desk.submitted(), desk.submitted()
    desk.told(breach, requests=[first])
    for number, runs in ((first.number, []), (second.number, [breach.pk])):
        services.tell_subjects(breach_id=breach.pk, numbers=[number], actor=ref(desk.ppid), at=desk.at())
        assert [each.pk for each in selectors.running_breaches()] == runs
    with pytest.raises(services.Refused) as refused:
        services.close_breach(breach_id=breach.pk, words="Selesai.", actor=ref(desk.ppid), at=desk.at())
    assert refused.value.code == "not_told_yet"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"people": 11}, "people_left"),
        ({"words": " "}, "how_told_missing"),
        ({"told_at": AFTER}, "told_in_future"),
        ({"told_at": BEFORE}, "told_in_future"),
    ],
)
def test_that_all_are_told_is_stated_with_how_many_and_how(desk: PrivacyDesk, more, code) -> None:
    breach = desk.assessed()
    with pytest.raises(services.Refused) as refused:
        desk.all_told(breach, **more)
    assert refused.value.code == code


def test_a_public_notice_reaches_those_whom_no_letter_does(desk: PrivacyDesk) -> None:
    breach = desk.assessed(public_needed=True)
    services.publish_breach(breach_id=breach.pk, words="Kami umumkan.", actor=ref(desk.ppid), at=desk.at())
    assert desk.all_told(breach, people=7).subjects_told == 7
    with pytest.raises(services.Refused) as refused:
        desk.all_told(breach)
    assert refused.value.code == "already_told"


def test_more_people_found_later_let_the_time_run_on(desk: PrivacyDesk) -> None:
    breach = desk.told()
    desk.assessed(breach, people=12)
    assert selectors.running_breaches() == []
    desk.assessed(breach, people=13)
    assert [each.pk for each in selectors.running_breaches()] == [breach.pk]
    assert desk.all_told(breach, people=13).subjects_told == 13


def test_the_national_office_and_those_concerned_are_told_of_a_breach_elsewhere(desk: PrivacyDesk) -> None:
    national = PrivacyDesk("0", name="KPU RI", slug="kpu-ri")
    other = PrivacyDesk("3603", name="KPU Kabupaten Tangerang", slug="kab-tangerang")
    breach = desk.reported()
    told = Notice.objects.filter(kind="breach_elsewhere")
    assert {each.to_user_id for each in told} == {national.ppid.pk, national.superior.pk}
    assert {each.link for each in told} == {f"/meja/kpu-ri/insiden/{breach.pk}/"}
    desk.assessed(breach, offices=["3603"])
    desk.assessed(breach, offices=["3603"])
    there = [each.to_user_id for each in told.filter(office=other.office)]
    assert sorted(there) == sorted([other.ppid.pk, other.superior.pk])


def test_an_office_writes_its_numbers_as_its_own_pattern_says(desk: PrivacyDesk) -> None:
    day = desk.clock.date()
    assert {row.register for row in selectors.patterns_on(on=day)} == set(Register)
    assert desk.reported().number == "0001/PDP/3673/2026"
    assert desk.reported().number == "0002/PDP/3673/2026"
    assert desk.asked().number == "0001/DP/2026"


def test_an_office_sees_its_own_and_where_it_is_named_and_the_national_office_all(desk: PrivacyDesk) -> None:
    other = PrivacyDesk("3603", name="KPU Kabupaten Tangerang", slug="kab-tangerang")
    national = an_office("0", name="KPU RI", slug="kpu-ri")
    mine, theirs = desk.assessed(data=[Data.OTHER]), other.reported()
    shared = other.assessed(offices=["3673"])

    def seen(office) -> set[int]:
        return {each.pk for each in selectors.breaches(office_id=office.pk)}

    assert seen(desk.office) == {mine.pk, shared.pk}
    assert seen(other.office) == {theirs.pk, shared.pk}
    assert seen(national) == {mine.pk, theirs.pk, shared.pk}


def test_the_register_names_no_person(desk: PrivacyDesk) -> None:
    desk.told()
    rows = selectors.as_breach_register(selectors.breaches(office_id=desk.office.pk), zone=ZoneInfo("Asia/Jakarta"))
    assert len(rows[0]) == len(selectors.COLUMNS)
    assert "Wulan" not in str(rows)
    assert an_assessment().people in rows[0]
