"""Somebody asks for his own data: verified, corrected where it is current, or copied; told within 3 × 24 hours."""

from __future__ import annotations

import io
import json
from datetime import timedelta

import openpyxl
import pytest
from django.db import connection

from telusur.kernel.accounts.models import User
from telusur.kernel.ledger import selectors as ledger
from telusur.kernel.notices.models import Notice
from telusur.openness.privacy import selectors, services, tasks
from telusur.openness.privacy.models import OwnDataCase
from telusur.openness.privacy.rules.words import Field, Kind, Proof, State, Way
from telusur.openness.requests import selectors as requests
from telusur.openness.requests import services as request_services
from telusur.openness.requests.rules.identity import BadIdentity
from telusur.openness.requests.tests.disputes import DisputeDesk
from telusur.openness.requests.tests.factories import NIK, an_applicant, ref
from telusur.openness.requests.tests.objections import ObjectionDesk

from .factories import PrivacyDesk

pytestmark = pytest.mark.django_db
NEW_NIK = "3673015207900004"


@pytest.fixture
def desk() -> PrivacyDesk:
    return PrivacyDesk()


def accept(*fields: str) -> dict[str, services.FieldDecision]:
    return {field: services.FieldDecision(accepted=True) for field in fields}


def acts(case: OwnDataCase) -> list[str]:
    found = ledger.acts_on(subject_kind="own_data", subject_id=str(case.pk))
    return [act.act.removeprefix("privacy.own_data_") for act in found]


def test_the_clock_runs_from_when_it_was_truly_asked(desk: PrivacyDesk) -> None:
    asked_at = desk.clock
    case = desk.asked(way="desk", actor=ref(desk.desk), asked_at=asked_at, at=asked_at + timedelta(hours=20))
    assert case.due_at == asked_at + timedelta(hours=72)
    assert case.number == "0001/DP/2026"
    with pytest.raises(services.Refused) as refused:
        desk.asked(asked_at=desk.clock + timedelta(days=9))
    assert refused.value.code == "asked_in_future"


def test_the_ledger_and_the_mails_tell_nothing_of_the_person(desk: PrivacyDesk) -> None:
    case = desk.asked(wanted={Field.IDENTITY_NUMBER: NEW_NIK, Field.NAME: "Wulan Rekaan Sari"})
    said = str([act.facts for act in ledger.acts_on(subject_kind="own_data", subject_id=str(case.pk))])
    said += " ".join(f"{notice.subject} {notice.text}" for notice in Notice.objects.filter(kind__startswith="own_data"))
    assert "Wulan" not in said
    assert NEW_NIK not in said
    assert NEW_NIK.encode() not in b"".join(bytes(row.wanted_sealed) for row in case.fields.all())


def test_what_stands_there_already_is_nothing_to_correct(desk: PrivacyDesk) -> None:
    same = {Field.NAME: " Wulan  Rekaan ", Field.EMAIL: "WULAN@contoh.invalid", Field.IDENTITY_NUMBER: NIK}
    with pytest.raises(services.Refused) as refused:
        desk.asked(wanted=same)
    assert refused.value.code == "nothing_asked"
    with pytest.raises(BadIdentity):
        desk.asked(wanted={Field.IDENTITY_NUMBER: "12"})


def test_the_same_is_not_asked_twice_at_a_time(desk: PrivacyDesk) -> None:
    case = desk.asked()
    with pytest.raises(services.AlreadyAsked) as refused:
        desk.asked(request=case.request)
    assert refused.value.case_id == case.pk
    desk.asked(Kind.COPY, request=case.request)


def test_what_is_accepted_is_applied_wherever_it_is_current_and_letters_stay(desk: PrivacyDesk) -> None:
    first, second = desk.notified(), desk.submitted()
    other_address = desk.submitted(applicant=an_applicant(address="Jalan Lain 3"))
    stranger = desk.submitted(
        applicant=an_applicant(name="Orang Lain", identity_number="", email="lain@contoh.invalid", phone="")
    )
    letters = [(letter.pk, letter.digest) for letter in requests_letters(first)]
    objection = ObjectionDesk.filed(desk, first)  # type: ignore[arg-type]
    case = desk.verified(request=second)
    done = services.settle_correction(
        case_id=case.pk, decisions=accept("name", "address"), actor=ref(desk.ppid), at=desk.at()
    )
    assert done.state == State.SETTLED
    names = {each.pk: each.applicant for each in (first, second, other_address, stranger)}
    for each in names.values():
        each.refresh_from_db()
    assert [names[each.pk].name for each in (first, second, other_address)] == ["Wulan Rekaan Sari"] * 3
    assert names[stranger.pk].name == "Orang Lain"
    assert names[first.pk].address == names[second.pk].address == "Jalan Baru 9, Serang"
    assert names[other_address.pk].address == "Jalan Lain 3"
    assert [(letter.pk, letter.digest) for letter in requests_letters(first)] == letters
    told = ledger.acts_on(subject_kind="request", subject_id=str(first.pk))[-1]
    assert (told.act, told.facts["reference"], told.facts["fields"]) == (
        "requests.rectify",
        case.number,
        "address,name",
    )
    assert "Wulan" not in str(told.facts)
    objected = ledger.acts_on(subject_kind="objection", subject_id=str(objection.pk))[-1]
    assert (objected.act, objected.facts["reference"]) == ("requests.objection_rectify", case.number)
    assert ledger.verified(log="office/3673").faults == ()


def requests_letters(case):
    from telusur.kernel.letters.selectors import letters_about  # noqa: PLC0415

    return letters_about(subject_kind="request", subject_id=str(case.pk))


def test_a_number_is_corrected_sealed_and_found_again(desk: PrivacyDesk) -> None:
    case = desk.verified(wanted={Field.IDENTITY_NUMBER: NEW_NIK})
    services.settle_correction(case_id=case.pk, decisions=accept("identity_number"), actor=ref(desk.ppid), at=desk.at())
    opened = request_services.record_identity_opening(
        request_id=case.request_id, purpose="owner", actor=ref(desk.desk), at=desk.at()
    )
    assert opened == NEW_NIK
    person = requests.rows_of_person(applicant_id=case.applicant_id, tie=None).get()
    assert person.identity_masked.endswith("0004")


def test_a_refusal_needs_its_ground_and_its_reason_and_is_told(desk: PrivacyDesk) -> None:
    case = desk.verified()
    refusal = services.FieldDecision(accepted=False, refusal="not_shown", reason="Kartu menyebut alamat lama.")
    for wrong in (
        services.FieldDecision(accepted=False),
        services.FieldDecision(accepted=False, refusal="nothing", reason="x"),
    ):
        with pytest.raises(services.Refused) as refused:
            services.settle_correction(
                case_id=case.pk, decisions={**accept("name"), "address": wrong}, actor=ref(desk.ppid), at=desk.at()
            )
        assert refused.value.code == "refusal_without_ground"
    with pytest.raises(services.Refused) as refused:
        services.settle_correction(case_id=case.pk, decisions=accept("name"), actor=ref(desk.ppid), at=desk.at())
    assert refused.value.code == "field_undecided"
    services.settle_correction(
        case_id=case.pk, decisions={**accept("name"), "address": refusal}, actor=ref(desk.ppid), at=desk.at()
    )
    case.applicant.refresh_from_db()
    assert (case.applicant.name, case.applicant.address) == ("Wulan Rekaan Sari", "Jalan Rekaan 7, Serang")
    shown = {each.field: each for each in selectors.fields_of(case=case, on=desk.clock.date())}
    assert shown["address"].reason == "Kartu menyebut alamat lama."
    assert Notice.objects.filter(kind="own_data_settled", to_email="wulan@contoh.invalid").exists()
    assert acts(case) == ["ask", "verify", "settle"]


def test_the_last_instant_is_in_time_and_the_next_is_late(desk: PrivacyDesk) -> None:
    in_time, late = desk.verified(), desk.verified()
    for case, at in ((in_time, in_time.due_at), (late, late.due_at + timedelta(minutes=1))):
        services.settle_correction(case_id=case.pk, decisions=accept("name", "address"), actor=ref(desk.ppid), at=at)
    assert [
        "late" in ledger.acts_on(subject_kind="own_data", subject_id=str(case.pk))[-1].facts for case in (in_time, late)
    ] == [False, True]


def test_who_cannot_show_who_he_is_is_told_and_gets_nothing(desk: PrivacyDesk) -> None:
    case = desk.asked()
    with pytest.raises(services.Refused):
        services.close_unverified(case_id=case.pk, reason=" ", actor=ref(desk.desk), at=desk.at())
    done = services.close_unverified(case_id=case.pk, reason="Kartu tidak cocok.", actor=ref(desk.desk), at=desk.at())
    assert done.state == State.UNVERIFIED
    with pytest.raises(services.WrongState):
        services.verify_identity(case_id=case.pk, proof=Proof.CARD, actor=ref(desk.desk), at=desk.at())


def test_the_copy_holds_the_account_and_what_the_person_was_told_and_nobody_elses(desk: PrivacyDesk) -> None:
    reader = User.objects.create(email="akun@contoh.invalid", full_name="Wulan di Akun")
    mine = desk.submitted(user_id=reader.pk)
    other = desk.submitted(
        applicant=an_applicant(name="Orang Lain", identity_number="", email="wulan@contoh.invalid", phone="")
    )
    case = desk.prepared(request=mine)
    package = selectors.package_of(case=case)
    assert package is not None
    assert [row["surel"] for row in package["Akun"]] == ["akun@contoh.invalid"]
    told = " ".join(row["perihal"] for row in package["Pemberitahuan"])
    assert mine.number in told
    assert case.number in told
    assert other.number not in told


def test_the_copy_holds_no_mail_about_a_breach_to_whose_number_only_begins_alike(desk: PrivacyDesk) -> None:
    mine = desk.submitted()
    with connection.cursor() as cursor:
        sequence = "pg_get_serial_sequence('requests_informationrequest', 'id')"
        cursor.execute(f"select setval({sequence}, %s, false)", [f"{mine.pk}0"])
    stranger = an_applicant(name="Bagus Rekaan", identity_number="", email="bagus@contoh.invalid", phone="")
    theirs = desk.submitted(applicant=stranger)
    assert str(theirs.pk) == f"{mine.pk}0"
    desk.told(requests=[mine, theirs])
    package = selectors.package_of(case=desk.prepared(request=mine))
    assert package is not None
    told = [row["kepada"] for row in package["Pemberitahuan"] if "Pemberitahuan tentang data pribadi" in row["perihal"]]
    assert told == ["wulan@contoh.invalid"]


def test_the_copy_holds_the_mails_about_a_breach_of_every_file_that_the_proof_binds(desk: PrivacyDesk) -> None:
    first, second = desk.submitted(), desk.submitted(applicant=an_applicant(email="kedua@contoh.invalid"))
    desk.told(requests=[second])
    package = selectors.package_of(case=desk.prepared(request=first))
    assert package is not None
    assert "kedua@contoh.invalid" in [row["kepada"] for row in package["Pemberitahuan"]]


def test_the_copy_holds_disputes_and_what_this_room_keeps_with_their_letters(desk: PrivacyDesk) -> None:
    there = DisputeDesk()
    dispute = there.disputed()
    desk.clock = there.clock
    services.tell_subjects(
        breach_id=desk.assessed().pk, numbers=[desk.submitted().number], actor=ref(desk.ppid), at=desk.at()
    )
    earlier = desk.prepared()
    package = selectors.package_of(case=desk.prepared(request=dispute.objection.request))
    assert package is not None
    assert [row["nomor"] for row in package["Sengketa"]] == [dispute.number]
    assert earlier.number in [row["nomor"] for row in package["Permintaan data pribadi"]]
    files = [row["berkas"] for row in package["Surat"]]
    assert earlier.number in files
    assert "0001/PDP/3673/2026" in files
    assert any(dispute.number in row["perihal"] + row["isi"] for row in package["Pemberitahuan"])


# Files of one person and of somebody who wrote his name, his telephone, or his identity number into his own form.
SAME_PERSON = {"identity_number": NIK, "phone": "0812-0000-0001", "email": "wulan@contoh.invalid"}
ALIKE = {
    "phone": {"identity_number": "", "email": "lain@contoh.invalid"},
    "email": {"identity_number": "", "phone": "0812-0000-0099"},
    "number": {"email": "lain@contoh.invalid", "phone": "0812-0000-0099"},
}
BOUND = {Proof.SECRET: set(), Proof.CALL: {"phone"}, Proof.CARD: {"number"}}


@pytest.mark.parametrize("proof", list(BOUND))
def test_only_what_the_proof_binds_is_given_and_corrected(desk: PrivacyDesk, proof: Proof) -> None:
    mine = desk.submitted(applicant=an_applicant(**SAME_PERSON))
    others = {name: desk.submitted(applicant=an_applicant(**changes)) for name, changes in ALIKE.items()}
    copy, correction = desk.asked(Kind.COPY, request=mine), desk.asked(Kind.CORRECTION, request=mine)
    for case in (copy, correction):
        services.verify_identity(case_id=case.pk, proof=proof, actor=ref(desk.desk), at=desk.at())
    prepared = services.prepare_copy(case_id=copy.pk, actor=ref(desk.ppid), at=desk.at())
    package = selectors.package_of(case=prepared)
    assert package is not None
    expected = {mine.number} | {others[name].number for name in BOUND[proof]}
    assert {row["nomor"] for row in package["Permohonan"]} == expected
    services.settle_correction(
        case_id=correction.pk, decisions=accept("name", "address"), actor=ref(desk.ppid), at=desk.at()
    )
    for name, other in others.items():
        other.applicant.refresh_from_db()
        assert (other.applicant.name == "Wulan Rekaan Sari") == (name in BOUND[proof])


def test_an_account_binds_its_own_files_alone(desk: PrivacyDesk) -> None:
    reader = User.objects.create(email="akun@contoh.invalid", full_name="Wulan di Akun")
    mine, second = desk.submitted(user_id=reader.pk), desk.submitted(user_id=reader.pk)
    desk.submitted()
    case = desk.asked(Kind.COPY, request=mine, way=Way.ACCOUNT)
    services.verify_identity(case_id=case.pk, proof=Proof.ACCOUNT, actor=ref(desk.desk), at=desk.at())
    package = selectors.package_of(case=services.prepare_copy(case_id=case.pk, actor=ref(desk.ppid), at=desk.at()))
    assert package is not None
    assert {row["nomor"] for row in package["Permohonan"]} == {mine.number, second.number}


@pytest.mark.parametrize(
    ("way", "proof"), [(Way.DESK, Proof.SECRET), (Way.DESK, Proof.ACCOUNT), (Way.ACCOUNT, Proof.SECRET)]
)
def test_a_code_or_an_account_proves_only_who_came_by_it(desk: PrivacyDesk, way: Way, proof: Proof) -> None:
    case = desk.asked(way=way)
    with pytest.raises(services.Refused) as refused:
        services.verify_identity(case_id=case.pk, proof=proof, actor=ref(desk.desk), at=desk.at())
    assert refused.value.code == "proof_not_of_way"


def test_the_copy_holds_everything_and_only_sealed(desk: PrivacyDesk) -> None:
    earlier = desk.notified()
    case = desk.prepared()
    package = selectors.package_of(case=case)
    assert package is not None
    assert {row["nomor"] for row in package["Permohonan"]} == {earlier.number, case.request.number}
    assert {row["nomor identitas"] for row in package["Identitas"]} == {NIK}
    assert [row["judul"] for row in package["Surat"]] == ["Pemberitahuan Tertulis"]
    assert package["Pembukaan identitas"][0]["untuk apa"] == "atas permintaan pemohon"
    assert NIK.encode() not in bytes(case.package_sealed)
    assert json.loads(services.package_file(package=package, kind="json")) == package
    book = openpyxl.load_workbook(io.BytesIO(services.package_file(package=package, kind="xlsx")))
    assert book.sheetnames == [name[:31] for name in package]
    opening = requests.openings_of_case(request_id=case.request_id)[0]
    assert (opening.by, opening.purpose) == (str(desk.ppid), "atas permintaan pemohon")
    assert NIK not in str([act.facts for act in ledger.acts_on(subject_kind="own_data", subject_id=str(case.pk))])


def test_a_copy_is_taken_by_its_owner_or_handed_over_with_proof(desk: PrivacyDesk) -> None:
    taken, handed = desk.prepared(), desk.prepared()
    services.fetch_copy(case_id=taken.pk, at=desk.at())
    services.fetch_copy(case_id=taken.pk, at=desk.at())
    assert acts(taken)[-2:] == ["prepare", "fetch"]
    with pytest.raises(services.Refused):
        services.hand_over_copy(case_id=handed.pk, words="", actor=ref(desk.desk), at=desk.at())
    done = services.hand_over_copy(case_id=handed.pk, words="KTP ditunjukkan.", actor=ref(desk.desk), at=desk.at())
    assert done.state == State.HANDED


def test_a_copy_nobody_needs_any_more_is_forgotten(desk: PrivacyDesk) -> None:
    case = desk.prepared()
    assert services.clear_packages(at=desk.clock + timedelta(days=29)) == 0
    tasks.clear_packages(timestamp=0)  # long after, by the clock of this machine
    assert selectors.package_of(case=OwnDataCase.everything.get(pk=case.pk)) is None
    with pytest.raises(services.Refused) as refused:
        services.fetch_copy(case_id=case.pk, at=desk.at())
    assert refused.value.code == "package_gone"


def test_a_taken_back_copy_is_gone_at_once(desk: PrivacyDesk) -> None:
    case = desk.prepared()
    done = services.withdraw_own_data(case_id=case.pk, actor="applicant", at=desk.at())
    assert (done.state, done.package_sealed) == (State.WITHDRAWN, b"")


def test_each_warning_is_told_once_to_each_and_ends_with_the_answer(desk: PrivacyDesk) -> None:
    case = desk.verified()
    assert services.warn_of_hours(at=case.due_at - timedelta(hours=25)) == 0
    assert services.warn_of_hours(at=case.due_at - timedelta(hours=23)) == 1
    assert services.warn_of_hours(at=case.due_at - timedelta(hours=1)) == 1
    assert services.warn_of_hours(at=case.due_at + timedelta(minutes=1)) == 2
    assert services.warn_of_hours(at=case.due_at + timedelta(hours=9)) == 0
    told = Notice.objects.filter(kind__startswith="hours_")
    assert {(each.kind, each.to_user_id) for each in told} == {
        ("hours_day", desk.ppid.pk),
        ("hours_hours", desk.ppid.pk),
        ("hours_missed", desk.ppid.pk),
        ("hours_missed_superior", desk.superior.pk),
    }
    services.settle_correction(
        case_id=case.pk, decisions=accept("name", "address"), actor=ref(desk.ppid), at=case.due_at + timedelta(hours=10)
    )
    assert not told.filter(dismissed_at=None).exists()


def test_an_older_page_does_not_act_on_a_newer_case(desk: PrivacyDesk) -> None:
    case = desk.verified()
    with pytest.raises(services.StaleThing):
        services.settle_correction(
            case_id=case.pk, decisions=accept("name", "address"), actor=ref(desk.ppid), at=desk.at(), version=1
        )


def test_who_objected_without_a_request_asks_for_his_data_by_his_objection(desk: PrivacyDesk) -> None:
    objection = ObjectionDesk.filed_alone(desk).objection  # type: ignore[arg-type]
    case = desk.verified(Kind.COPY, objection=objection)
    assert (case.request_id, case.objection_id, case.file.number) == (None, objection.pk, objection.number)
    with pytest.raises(services.AlreadyAsked):
        desk.asked(Kind.COPY, objection=objection)
    case = services.prepare_copy(case_id=case.pk, actor=ref(desk.ppid), at=desk.at())
    package = selectors.package_of(case=case)
    assert package is not None
    assert [row["nomor"] for row in package["Keberatan"]] == [objection.number]
    assert [row["nomor identitas"] for row in package["Identitas"]] == [NIK]
    opening = requests.openings_of_objection(objection_id=objection.pk)[0]
    assert (opening.by, opening.purpose) == (str(desk.ppid), "atas permintaan pemohon")
    mail = Notice.objects.filter(kind="own_data_prepared").get()
    assert mail.link == f"/kota-serang/data-pribadi/keberatan/{objection.pk}/"
    corrected = desk.verified(objection=objection)
    services.settle_correction(
        case_id=corrected.pk, decisions=accept("name", "address"), actor=ref(desk.ppid), at=desk.at()
    )
    objection.applicant.refresh_from_db()
    assert objection.applicant.name == "Wulan Rekaan Sari"
    assert (
        ledger.acts_on(subject_kind="objection", subject_id=str(objection.pk))[-1].act == "requests.objection_rectify"
    )
    assert ledger.verified(log="office/3673").faults == ()


def test_who_objected_to_a_request_asks_by_the_request(desk: PrivacyDesk) -> None:
    objection = ObjectionDesk.filed(desk)  # type: ignore[arg-type]
    case = desk.asked(objection=objection)
    assert (case.request_id, case.objection_id) == (objection.request_id, None)
