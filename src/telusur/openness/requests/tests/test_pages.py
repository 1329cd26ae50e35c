"""The desk's pages: who sees what, which buttons stand there, and that nothing typed is lost."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import datetime, timedelta
from importlib import import_module
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from telusur.kernel.accounts.models import Role
from telusur.kernel.calendars.selectors import calendar_for
from telusur.kernel.documents import selectors as documents
from telusur.kernel.ledger import selectors as ledger
from telusur.openness.information.tests.factories import a_published_item
from telusur.openness.requests import selectors, services
from telusur.openness.requests.forms.table import ACT_FORMS
from telusur.openness.requests.models import InformationRequest
from telusur.openness.requests.rules import paper_register as paper
from telusur.openness.requests.rules.words import Act, Channel, State

from .factories import NIK, Desk, a_case, a_question, a_unit, an_applicant, an_officer, ref

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from telusur.kernel.accounts.models import User

pytestmark = pytest.mark.django_db
SERANG = ZoneInfo("Asia/Jakarta")


@pytest.fixture
def desk() -> Desk:
    made = Desk()
    made.clock = timezone.now() - timedelta(hours=1)
    return made


@pytest.fixture
def enter(client: Client):
    def as_person(user: User) -> Client:
        Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "x"}})
        client.force_login(user)
        return client

    return as_person


def recent(desk: Desk, **changes: object) -> InformationRequest:
    at = desk.at()
    return a_case(desk.office, received_at=at - timedelta(minutes=1), at=at, **changes)


def address(name: str, desk: Desk, *args: object) -> str:
    return reverse(name, args=[desk.office.slug, *args])


def words(response: HttpResponse) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def entry_facts(**changes: object) -> dict[str, object]:
    now = timezone.now().astimezone(SERANG)
    facts: dict[str, object] = {
        "submission": "7d6f3a52-0e5a-4f5d-9d1e-0f4b8f4b2a11",
        "channel": "walk_in",
        "received_on": now.date().isoformat(),
        "received_time": now.strftime("%H:%M"),
        "type": "person",
        "name": "Bima Rekaan",
        "identity_kind": "nik",
        "identity_number": NIK,
        "phone": "081200000009",
        "shown_identity_card": "on",
        "address": "Jalan Rekaan 9",
        "question": "Jumlah TPS per kelurahan tahun 2024",
        "way": "copy",
        "copy_form": "softcopy",
        "delivery": "pick_up",
        "track": "general",
        "complete": "on",
    }
    return facts | changes


class TestQueue:
    def test_what_runs_out_first_stands_first(self, desk: Desk, enter) -> None:
        later = recent(desk)
        sooner = a_case(desk.office, received_at=desk.clock - timedelta(days=20), at=desk.at())
        page = words(enter(desk.desk).get(address("requests_queue", desk)))
        assert page.index(f">{sooner.number}<") < page.index(f">{later.number}<")
        assert "Wulan" not in page

    def test_the_number_of_questions_does_not_grow_with_the_cases(
        self, desk: Desk, enter, django_assert_max_num_queries
    ) -> None:
        for _ in range(3):
            recent(desk)
        browser = enter(desk.desk)
        with django_assert_max_num_queries(20) as few:
            browser.get(address("requests_queue", desk))
        for _ in range(12):
            recent(desk)
        with django_assert_max_num_queries(20) as many:
            browser.get(address("requests_queue", desk))
        assert len(many) == len(few)

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("q=disabilitas", True),
            ("q=Wulan", True),
            ("q=1", True),
            ("q=0001/PPID", True),
            ("q=tidakada", False),
            ("tahap=submitted", True),
            ("tahap=notified", False),
            ("saluran=e_ppid", True),
            ("saluran=letter", False),
            ("jalur=election", False),
            ("saya=on", False),
            ("tampil=overdue", False),
            ("tampil=running", True),
            ("tampil=closed", False),
            ("tampil=all&urut=number", True),
            ("tampil=bukan&urut=bukan&unit=x", True),
        ],
    )
    def test_filters_and_search_find_what_they_say(self, desk: Desk, enter, query: str, found: bool) -> None:  # noqa: FBT001
        case = recent(desk)
        page = words(enter(desk.desk).get(f"{address('requests_queue', desk)}?{query}"))
        assert (f">{case.number}<" in page) == found

    def test_the_figures_count_what_their_links_show(self, desk: Desk, enter) -> None:
        recent(desk)
        a_case(desk.office, received_at=desk.clock - timedelta(days=40), at=desk.at())
        case = recent(desk)
        services.ask_completion(request_id=case.pk, missing="KTP", actor=ref(desk.desk), at=desk.at())
        on = timezone.now().astimezone(SERANG).date()
        counts = selectors.counts(office_id=desk.office.pk, office_code="3673", on=on)
        assert (counts.overdue, counts.running, counts.waiting) == (1, 3, 1)
        for view in ("overdue", "soon", "running", "waiting", "to_deliver"):
            shown = selectors.queue(
                office_id=desk.office.pk, office_code="3673", wanted=selectors.Wanted(view=view), on=on
            )
            assert shown.count() == getattr(counts, view)

    def test_several_cases_go_to_one_officer(self, desk: Desk, enter) -> None:
        cases = [recent(desk) for _ in range(2)]
        enter(desk.desk).post(
            address("requests_queue", desk), {"cases": [case.pk for case in cases], "officer": desk.ppid.pk}
        )
        assert set(InformationRequest.everything.values_list("officer", flat=True)) == {desk.ppid.pk}

    def test_a_year_without_calendar_leaves_the_queue_standing(self, desk: Desk, enter, monkeypatch) -> None:
        case = desk.registered()
        known = calendar_for(office_code=desk.office.code)
        for module in ("openness.requests.selectors.queue", "openness.requests.views.queue"):
            place = import_module(f"telusur.{module}")
            monkeypatch.setattr(place, "calendar_for", lambda **_: replace(known, years=frozenset()))
        page = enter(desk.desk).get(f"/meja/{desk.office.slug}/permohonan/")
        assert page.status_code == 200
        assert case.number in page.text

    def test_an_empty_queue_says_what_to_do_next(self, desk: Desk, enter) -> None:
        assert "Daftarkan pemohon" in words(enter(desk.desk).get(address("requests_queue", desk)))


class TestOtherOffices:
    @pytest.mark.parametrize("name", ["requests_case", "requests_receipt", "requests_receipt_pdf"])
    def test_an_officer_of_another_office_finds_nothing(self, desk: Desk, enter, name: str) -> None:
        case = recent(desk)
        there = Desk("3603", name="KPU Kabupaten Tangerang", slug="kab-tangerang")
        browser = enter(there.ppid)
        assert browser.get(address(name, there, case.pk)).status_code == 404
        assert browser.get(address(name, desk, case.pk)).status_code == 403

    def test_the_queue_of_another_office_is_closed(self, desk: Desk, enter) -> None:
        there = Desk("3603", name="KPU Kabupaten Tangerang", slug="kab-tangerang")
        assert enter(there.desk).get(address("requests_queue", desk)).status_code == 403

    def test_nobody_without_signing_in_sees_a_desk_page(self, desk: Desk, client: Client) -> None:
        case = recent(desk)
        assert client.get(address("requests_case", desk, case.pk)).status_code == 302


class TestCase:
    def test_the_page_shows_question_clock_history_and_a_masked_identity(self, desk: Desk, enter) -> None:
        case = recent(desk)
        page = words(enter(desk.desk).get(address("requests_case", desk, case.pk)))
        assert case.question in page
        assert "paling lambat" in page
        assert "Permohonan diterima dan diberi nomor" in page
        assert NIK not in page
        assert NIK[-4:] in page

    def test_the_buttons_are_those_of_the_table_for_this_role(self, desk: Desk, enter) -> None:
        case = desk.answered(recent_registered(desk))
        for person, party in ((desk.desk, "desk"), (desk.ppid, "ppid"), (desk.superior, "superior")):
            page = words(enter(person).get(address("requests_case", desk, case.pk)))
            shown = set(re.findall(rf"/permohonan/{case.pk}/([a-z-]+)/\"", page))
            on = timezone.now().astimezone(SERANG).date()
            may = selectors.acts_now(
                case=case,
                parties=selectors.parties_of(actor=ref(person), office_id=desk.office.pk, on=on),
                on=on,
            )
            assert shown == {act.value.replace("_", "-") for act in may if act in ACT_FORMS}, party

    def test_only_the_ppid_has_buttons_to_refuse_and_to_grant_in_part(self, desk: Desk, enter) -> None:
        case = desk.answered(recent_registered(desk))
        for officer, shown in ((desk.ppid, True), (desk.desk, False), (desk.superior, False)):
            page = words(enter(officer).get(address("requests_case", desk, case.pk)))
            assert ("Tolak karena dikecualikan" in page) is shown
            assert ("Kabulkan sebagian" in page) is shown

    def test_every_offered_act_opens_its_form(self, desk: Desk, enter) -> None:
        browser = enter(desk.ppid)
        for case in (recent(desk), recent_registered(desk), desk.answered(recent_registered(desk))):
            on = timezone.now().astimezone(SERANG).date()
            parties = selectors.parties_of(actor=ref(desk.ppid), office_id=desk.office.pk, on=on)
            for act in selectors.acts_now(case=case, parties=parties, on=on):
                if act not in ACT_FORMS:
                    continue
                page = browser.get(address("requests_act", desk, case.pk, act.value.replace("_", "-")))
                assert page.status_code == 200, act

    def test_an_act_that_is_not_offered_sends_back_with_a_word(self, desk: Desk, enter) -> None:
        case = recent(desk)
        page = enter(desk.desk).get(address("requests_act", desk, case.pk, "sign"), follow=True)
        assert "tidak tersedia" in words(page)
        assert enter(desk.desk).get(address("requests_act", desk, case.pk, "hapus")).status_code == 404

    def test_a_fault_stands_in_the_form_and_keeps_what_was_typed(self, desk: Desk, enter) -> None:
        case = recent_registered(desk)
        late = case.deadline.due_on + timedelta(days=30)
        page = enter(desk.ppid).post(
            address("requests_act", desk, case.pk, "dispose"),
            {"version": case.version, "unit_id": desk.unit.pk, "due_on": late, "instruction": "Cari di arsip"},
        )
        assert "melewati batas waktu" in words(page)
        assert "Cari di arsip" in words(page)

    def test_a_page_older_than_the_case_changes_nothing_and_says_so(self, desk: Desk, enter) -> None:
        case = recent(desk)
        browser, old = enter(desk.desk), case.version
        browser.post(address("requests_act", desk, case.pk, "begin-check"), {"version": old})
        page = browser.post(address("requests_act", desk, case.pk, "accept"), {"version": old}, follow=True)
        assert "sudah berubah sejak halaman ini dibuka" in words(page)
        assert InformationRequest.everything.get(pk=case.pk).state == State.VERIFICATION

    def test_the_same_press_twice_does_it_once(self, desk: Desk, enter) -> None:
        case = recent(desk)
        browser = enter(desk.desk)
        for _ in range(2):
            page = browser.post(
                address("requests_act", desk, case.pk, "accept"), {"version": case.version}, follow=True
            )
        assert "tidak tersedia" in words(page)
        acts = [act.act for act in ledger.acts_on(subject_kind="request", subject_id=str(case.pk))]
        assert acts == ["requests.register", "requests.accept"]

    def test_opening_an_identity_shows_it_once_and_is_written_in_the_history(self, desk: Desk, enter) -> None:
        case = recent(desk)
        browser = enter(desk.desk)
        opened = browser.post(
            address("requests_act", desk, case.pk, "open-identity"), {"version": case.version, "purpose": "check"}
        )
        assert NIK in words(opened)
        assert opened["Cache-Control"] == "no-store"
        page = words(browser.get(address("requests_case", desk, case.pk)))
        assert "Identitas pemohon dibuka petugas" in page
        assert NIK not in page

    def test_a_file_that_is_not_what_its_name_says_is_refused_with_a_remedy(self, desk: Desk, enter) -> None:
        case = recent_registered(desk)
        page = enter(desk.desk).post(
            address("requests_act", desk, case.pk, "answer-at-desk"),
            {"version": case.version, "uploads": SimpleUploadedFile("laporan.pdf", b"GIF89a....")},
        )
        assert page.status_code == 200
        assert "laporan.pdf" in words(page)
        assert InformationRequest.everything.get(pk=case.pk).state == State.REGISTERED

    def test_the_draft_of_the_letter_can_be_read_before_it_is_signed(self, desk: Desk, enter) -> None:
        case = desk.answered(recent_registered(desk))
        browser = enter(desk.ppid)
        assert browser.get(address("requests_draft_letter", desk, case.pk)).status_code == 404
        browser.post(address("requests_act", desk, case.pk, "grant"), {"version": case.version, "words": "Terlampir."})
        draft = browser.get(address("requests_draft_letter", desk, case.pk))
        assert draft.content.startswith(b"%PDF")


def recent_registered(desk: Desk) -> InformationRequest:
    case = recent(desk)
    return services.accept_request(request_id=case.pk, actor=ref(desk.desk), at=desk.at())


class TestEntry:
    def test_a_walk_in_is_registered_and_gets_a_receipt_with_its_secret(self, desk: Desk, enter) -> None:
        browser = enter(desk.desk)
        done = browser.post(address("requests_entry", desk), entry_facts(), follow=True)
        case = InformationRequest.everything.get()
        assert (case.state, case.channel, case.number) == (State.REGISTERED, Channel.WALK_IN, case.number)
        secret = re.search(r"[A-Z]{4}-[A-Z]{4}", words(done))
        assert secret
        assert case.secret_hash == selectors.secret_hash(secret=secret[0])
        pdf = browser.get(re.search(r'href="([^"]*tanda-terima\.pdf[^"]*)"', words(done))[1].replace("&amp;", "&"))
        assert pdf.content.startswith(b"%PDF")

    def test_a_letter_of_the_day_before_yesterday_keeps_its_true_receipt(self, desk: Desk, enter) -> None:
        day = (timezone.now().astimezone(SERANG) - timedelta(days=2)).date()
        enter(desk.desk).post(
            address("requests_entry", desk),
            entry_facts(channel="letter", received_on=day.isoformat(), received_time="22:30"),
        )
        case = InformationRequest.everything.get()
        assert case.received_at == datetime(day.year, day.month, day.day, 22, 30, tzinfo=SERANG)
        assert case.deadline.started_on == day

    def test_name_contact_and_question_suffice(self, desk: Desk, enter) -> None:
        bare = entry_facts(identity_number="", address="", shown_identity_card="", complete="")
        enter(desk.desk).post(address("requests_entry", desk), bare)
        assert InformationRequest.everything.get().state == "submitted"

    def test_what_is_called_complete_but_lacks_something_is_registered_as_still_to_check(
        self, desk: Desk, enter
    ) -> None:
        made = entry_facts(shown_identity_card="", identity_number="")
        page = words(enter(desk.desk).post(address("requests_entry", desk), made, follow=True))
        assert "Terdaftar, tetapi belum lengkap: nomor identitas, KTP" in page
        assert InformationRequest.everything.get().state == "submitted"

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ({"identity_number": "123"}, "16 angka"),
            ({"phone": "", "address": ""}, "surel, telepon, atau alamat"),
            ({"question": "apa"}, "10 huruf"),
            ({"track": "election"}, "alasan memilih jalur"),
            ({"received_on": "2099-01-01"}, "belum tiba"),
        ],
    )
    def test_a_fault_is_said_plainly_and_nothing_typed_is_lost(
        self, desk: Desk, enter, change: dict[str, object], said: str
    ) -> None:
        page = words(enter(desk.desk).post(address("requests_entry", desk), entry_facts(**change)))
        assert said in page
        assert "Bima Rekaan" in page
        assert not InformationRequest.everything.exists()

    def test_a_form_sent_for_a_second_person_is_not_dropped_in_silence(self, desk: Desk, enter) -> None:
        browser, form = enter(desk.desk), {"submission": "5b0d4f4e-3a53-4a52-9b0e-0f6f0f8a7b11"}
        browser.post(address("requests_entry", desk), entry_facts(**form))
        page = words(browser.post(address("requests_entry", desk), entry_facts(name="Orang Lain", **form), follow=True))
        assert f"sudah dicatat sebagai permohonan {InformationRequest.everything.get().number}" in page

    def test_a_returning_applicant_is_found_and_filled_in_without_showing_his_number(self, desk: Desk, enter) -> None:
        known = recent(desk).applicant
        browser = enter(desk.desk)
        for typed, is_found in (("wulan@contoh.invalid", True), ("0812-0000-0001", True), (NIK, False)):
            page = words(browser.post(address("requests_entry", desk), entry_facts(find="1", lookup=typed)))
            assert ("Wulan Rekaan" in page) == is_found
        filled = words(browser.post(address("requests_entry", desk), entry_facts(use=known.pk)))
        assert 'value="Wulan Rekaan"' in filled
        assert "Jumlah TPS per kelurahan" in filled
        assert NIK not in filled
        browser.post(
            address("requests_entry", desk),
            entry_facts(name="Wulan Rekaan", same_as=known.pk, identity_number="", email="baru@contoh.invalid"),
        )
        case = InformationRequest.everything.order_by("pk").last()
        assert (case.applicant.identity_hash, case.applicant.first) == (known.identity_hash, known)

    def test_somebody_elses_number_of_another_office_is_never_taken_over(self, desk: Desk, enter) -> None:
        there = Desk("3603", name="KPU Kabupaten Tangerang", slug="kab-tangerang")
        stranger = a_case(there.office).applicant
        page = enter(desk.desk).post(
            address("requests_entry", desk), entry_facts(same_as=stranger.pk, identity_number=""), follow=True
        )
        assert "belum lengkap: nomor identitas" in words(page)

    def test_what_was_asked_before_and_what_is_published_is_offered(self, desk: Desk, enter) -> None:
        before = recent(desk, asked=a_question(question="Jumlah TPS per kelurahan pada pemilihan"))
        item = a_published_item(desk.office, title="Jumlah TPS per kelurahan")
        page = words(enter(desk.desk).post(address("requests_entry", desk), entry_facts(alike="1")))
        assert before.number in page
        assert item.title in page
        part = words(enter(desk.desk).post(address("requests_alike", desk), entry_facts()))
        assert before.number in part

    def test_a_form_sent_twice_leads_to_the_one_case(self, desk: Desk, enter) -> None:
        browser = enter(desk.desk)
        browser.post(address("requests_entry", desk), entry_facts())
        again = browser.post(address("requests_entry", desk), entry_facts())
        case = InformationRequest.everything.get()
        assert again["Location"] == address("requests_case", desk, case.pk)

    def test_a_receipt_without_its_key_shows_no_secret(self, desk: Desk, enter) -> None:
        case = recent(desk)
        page = words(enter(desk.desk).get(f"{address('requests_receipt', desk, case.pk)}?k=salah"))
        assert "Kode lacak sudah diserahkan" in page

    def test_a_liaison_registers_nothing(self, desk: Desk, enter) -> None:
        assert enter(desk.liaison).get(address("requests_entry", desk)).status_code == 403


class TestUnit:
    PERSONAL = ("Wulan", "contoh.invalid", "Jalan Rekaan", "81200000001", NIK, NIK[-4:], "Penelitian")

    def test_no_byte_of_the_asker_reaches_the_unit(self, desk: Desk, enter) -> None:
        case = recent(desk, applicant=an_applicant(), asked=a_question(purpose="Penelitian skripsi"))
        services.accept_request(request_id=case.pk, actor=ref(desk.desk), at=desk.at())
        on = timezone.now().astimezone(SERANG).date()
        services.dispose_to_unit(
            request_id=case.pk, unit_id=desk.unit.pk, due_on=on, actor=ref(desk.ppid), at=desk.at()
        )
        disposition = case.dispositions.get()
        browser = enter(desk.liaison)
        for page in (
            browser.get(address("requests_unit", desk)),
            browser.get(address("requests_task", desk, disposition.pk)),
        ):
            text = page.content.decode()
            assert case.number in text
            assert "disabilitas" in text
            assert [word for word in self.PERSONAL if word in text] == []
        assert browser.get(address("requests_case", desk, case.pk)).status_code == 403
        assert browser.get(address("requests_queue", desk)).status_code == 403

    def test_the_unit_takes_up_and_answers_with_a_file(self, desk: Desk, enter) -> None:
        case = recent_registered(desk)
        on = timezone.now().astimezone(SERANG).date()
        services.dispose_to_unit(
            request_id=case.pk, unit_id=desk.unit.pk, due_on=on, actor=ref(desk.ppid), at=desk.at()
        )
        place = address("requests_task", desk, case.dispositions.get().pk)
        browser = enter(desk.liaison)
        browser.post(place, {"take_up": "1"})
        assert InformationRequest.everything.get(pk=case.pk).state == State.AWAITING_DATA
        empty = browser.post(place, {"words": ""})
        assert "tulis jawabannya" in words(empty)
        browser.post(place, {"words": "", "uploads": SimpleUploadedFile("data.csv", b"kecamatan,jumlah\nSerang,12\n")})
        assert InformationRequest.everything.get(pk=case.pk).state == State.DATA_CHECKED
        assert case.answers.get().title == "data.csv"

    def test_a_liaison_opens_the_files_of_his_own_unit_only(self, desk: Desk, enter, client) -> None:
        law = a_unit(desk.office, "hukum", "Subbagian Hukum")
        other = an_officer(desk.office, Role.LIAISON, unit=law)
        case = recent_registered(desk)
        on = timezone.now().astimezone(SERANG).date()
        for unit in (desk.unit, law):
            services.dispose_to_unit(request_id=case.pk, unit_id=unit.pk, due_on=on, actor=ref(desk.ppid), at=desk.at())
        place, elsewhere = (address("requests_task", desk, case.dispositions.get(unit=u).pk) for u in (desk.unit, law))
        file = SimpleUploadedFile("data.csv", b"kecamatan,jumlah\nSerang,12\n")
        enter(desk.liaison).post(place, {"words": "", "uploads": file})
        plain = documents.address(attachment=case.answers.get().attachment)
        own = f"{place}berkas/{case.answers.get().attachment_id}/"
        assert own in enter(desk.liaison).get(place).content.decode()
        assert b"".join(enter(desk.liaison).get(own).streaming_content).startswith(b"kecamatan")
        assert "data.csv" not in enter(other).get(elsewhere).content.decode()
        assert enter(other).get(own).status_code == enter(other).get(place).status_code == 404
        assert enter(other).get(own.replace(place, elsewhere)).status_code == 404
        assert client.get(plain).status_code == 404
        assert enter(desk.ppid).get(plain).status_code == 200

    def test_a_disposition_of_another_unit_is_not_there(self, desk: Desk, enter) -> None:
        there = Desk("3603", name="KPU Kabupaten Tangerang", slug="kab-tangerang")
        case = recent_registered(desk)
        on = timezone.now().astimezone(SERANG).date()
        services.dispose_to_unit(
            request_id=case.pk, unit_id=desk.unit.pk, due_on=on, actor=ref(desk.ppid), at=desk.at()
        )
        place = address("requests_task", there, case.dispositions.get().pk)
        assert enter(there.liaison).get(place).status_code == 404


def test_what_is_lacking_is_written_already_where_it_is_asked_for(desk: Desk, enter) -> None:
    case = recent(desk)
    services.begin_check(request_id=case.pk, actor=ref(desk.desk), at=desk.at())
    page = enter(desk.desk).get(address("requests_act", desk, case.pk, "ask-completion"))
    assert "KTP, SIM, atau paspor</textarea>" in page.content.decode()


class TestRegister:
    def test_the_register_shows_and_exports_its_legal_columns(self, desk: Desk, enter) -> None:
        case = recent(desk)
        browser = enter(desk.desk)
        page = words(browser.get(address("requests_register", desk)))
        assert all(column in page for column in paper.COLUMNS)
        assert case.number in page
        file = browser.get(address("requests_register_export", desk))
        sheet = openpyxl.load_workbook(io.BytesIO(file.content))["Register"]
        assert [cell.value for cell in sheet[1]] == list(paper.COLUMNS)
        assert sheet["A2"].value == case.number

    def test_a_faulty_file_is_shown_fault_by_fault(self, desk: Desk, enter) -> None:
        book = openpyxl.Workbook()
        book.active.append(list(paper.COLUMNS))
        book.active.append(["x", *[None] * 22])
        out = io.BytesIO()
        book.save(out)
        page = enter(desk.desk).post(
            address("requests_import", desk), {"file": SimpleUploadedFile("r.xlsx", out.getvalue())}
        )
        assert page.status_code == 422
        assert "tulis nomor urut" in words(page)
        assert not InformationRequest.everything.exists()

    def test_the_template_comes_back_in(self, desk: Desk, enter) -> None:
        browser = enter(desk.desk)
        file = browser.get(address("requests_import_template", desk, "xlsx")).content
        page = browser.post(address("requests_import", desk), {"file": SimpleUploadedFile("r.xlsx", file)}, follow=True)
        assert "1 permohonan dimuat" in words(page)

    def test_the_hand_over_page_moves_every_open_case(self, desk: Desk, enter) -> None:
        case = recent(desk)
        services.assign(
            office_id=desk.office.pk, request_ids=[case.pk], officer_id=desk.desk.pk, actor=ref(desk.ppid), at=desk.at()
        )
        enter(desk.ppid).post(
            address("requests_hand_over", desk), {"from_user_id": desk.desk.pk, "to_user_id": desk.ppid.pk}
        )
        assert InformationRequest.everything.get(pk=case.pk).officer == desk.ppid


def test_every_act_of_a_form_has_a_service() -> None:
    from telusur.openness.requests.views.acts import PERFORM  # noqa: PLC0415

    assert set(PERFORM) == set(ACT_FORMS)
    elsewhere = {Act.REGISTER, Act.IMPORT, Act.LAPSE_CHECK, Act.TAKE_UP, Act.ANSWER_FROM_UNIT, Act.MOVE_DEADLINE}
    assert set(Act) - set(ACT_FORMS) == elsewhere | {
        Act.HAND_OVER,
        Act.JOIN_ACCOUNT,
        Act.REOPEN,
        Act.PURGE_IDENTITY,
        Act.RECTIFY,
    }
