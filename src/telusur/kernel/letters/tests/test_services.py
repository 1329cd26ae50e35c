from __future__ import annotations

import dataclasses
import hashlib
from datetime import UTC, datetime

import pypdfium2
import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from telusur.kernel.accounts.models import Appointment, User
from telusur.kernel.accounts.tests.people import secure
from telusur.kernel.documents.models import Attachment
from telusur.kernel.documents.services import open_bytes
from telusur.kernel.ledger.selectors import acts_on
from telusur.kernel.letters import selectors, services
from telusur.kernel.letters.models import Letter
from telusur.kernel.letters.rules.numbering import BadPattern
from telusur.kernel.offices.models import Office

from .examples import APPLICANT, NOTIFICATION

AT = datetime(2026, 4, 7, 3, 0, tzinfo=UTC)


@pytest.fixture
def office(db):
    return Office.objects.create(
        code="3673", name="KPU Kota Serang", kind="city", slug="kota-serang", city="Serang", address="Jalan Contoh 1"
    )


def text_of(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pages).split())


def issue(office, letter=NOTIFICATION, at=AT):
    with transaction.atomic():
        return services.issue(
            letter=letter,
            office=office,
            subject_kind="request",
            subject_id="1",
            signer_ref="user:1",
            at=at,
            permission="letters.see",
        )


def test_the_notification_says_every_element_of_article_22_7(office):
    text = text_of(services.render(letter=NOTIFICATION, office=office, at=AT, number="1/X", code="ABCD-EFGH-JKMN"))
    for element in "abcdefg":
        assert f" {element}. " in text
    assert "dikabulkan seluruhnya" in text
    assert "Rp500 × 12 lembar" in text
    assert "Rp6.000" in text
    assert "20 Mei 2026" in text


def test_words_of_the_applicant_are_text_and_never_markup(office):
    assert "Budi #let x = 1 *Contoh*" in text_of(services.render(letter=NOTIFICATION, office=office, at=AT))


def test_information_not_held_names_who_holds_it(office):
    letter = dataclasses.replace(
        NOTIFICATION, held=False, holder="Bawaslu Kota Serang", granted=False, ground="tidak dikuasai", material=()
    )
    text = text_of(services.render(letter=letter, office=office, at=AT))
    assert "dikuasai oleh Bawaslu Kota Serang" in text
    assert "bukan pengecualian menurut Pasal 17" in text


def test_an_issued_letter_is_numbered_kept_and_confirmed_by_its_code(office, client):
    letter = issue(office)
    assert letter.number == "001/PPID/3673/IV/2026"
    with open_bytes(document=letter.document) as kept:
        pdf = kept.read()
    assert hashlib.sha256(pdf).hexdigest() == letter.digest
    assert letter.number in text_of(pdf)
    page = client.get(reverse("letter_verification", args=[letter.code.lower()]))
    assert letter.number in page.text
    assert letter.digest in page.text
    assert "Budi" not in page.text
    assert "disabilitas" not in page.text


def test_the_day_that_is_confirmed_is_the_day_on_the_letter(office, client):
    office.time_zone = "Asia/Jayapura"
    office.save()
    letter = issue(office, at=datetime(2026, 4, 7, 16, tzinfo=UTC))  # one in the morning of the 8th there
    with open_bytes(document=letter.document) as kept:
        assert "8 April 2026" in text_of(kept.read())
    assert "8 April 2026" in client.get(reverse("letter_verification", args=[letter.code])).text


def test_an_unknown_code_confirms_nothing(client, db):
    page = client.get(reverse("letter_verification", args=["AAAA-BBBB-CCCC"]))
    assert page.status_code == 404
    assert "Tidak ada surat dengan kode ini" in page.text


def test_numbers_start_anew_each_year_of_the_office_and_leave_no_gap(office):
    first, second = issue(office), issue(office)
    with pytest.raises(RuntimeError), transaction.atomic():
        issue(office)
        raise RuntimeError
    # 31 December 17:30 UTC is already the new year in Serang
    third, new_year = issue(office), issue(office, at=datetime(2026, 12, 31, 17, 30, tzinfo=UTC))
    assert [letter.number[:3] for letter in (first, second, third, new_year)] == ["001", "002", "003", "001"]
    assert new_year.number.endswith("/I/2027")
    assert Letter.objects.count() == 4


def test_an_office_sets_its_letterhead_and_pattern_by_an_act(office):
    services.change_settings(
        office=office, lines=["Jalan Baru 9"], city="Serang", pattern="{number}.{year}/KPU", actor="user:1", at=AT
    )
    assert issue(office).number == "001.2026/KPU"
    assert selectors.letterhead(office=office).lines == ("Jalan Baru 9",)
    assert [act.act for act in acts_on(subject_kind="office", subject_id="3673")] == ["letters.change_settings"]
    with pytest.raises(BadPattern):
        services.change_settings(office=office, lines=[], city="", pattern="{number}", actor="user:1", at=AT)


def test_the_blank_form_is_a_public_pdf(office, client):
    answer = client.get(reverse("blank_request_form", args=[office.slug]))
    assert answer["Content-Type"] == "application/pdf"
    assert "FORMULIR PERMOHONAN" in text_of(answer.content).upper()


def test_the_desk_lists_letters_in_few_queries_and_only_for_its_own_office(
    office, client, django_assert_max_num_queries
):
    user = User.objects.create_user("desk@contoh.example", "x", is_demo=True)
    Appointment.objects.create(
        user=user, role="ppid", office=office, decree_number="1", decree_on="2020-01-01", valid_from="2020-01-01"
    )
    for _ in range(3):
        issue(office)
    client.force_login(secure(user))
    with django_assert_max_num_queries(15):
        page = client.get(reverse("letters_list", args=[office.slug]))
    assert page.text.count("/PPID/3673/IV/2026") == 3
    other = Office.objects.create(code="36", name="KPU Banten", kind="province", slug="banten")
    assert client.get(reverse("letters_list", args=[other.slug])).status_code == 403


def test_who_may_not_read_a_letter_is_not_led_to_it(office, client):
    letter = issue(office)
    Attachment.objects.filter(pk=letter.attachment_id).update(permission="requests.see_letters")
    for number, (role, led) in enumerate([("ppid", True), ("auditor", False), ("administrator", False)]):
        user = User.objects.create_user(f"orang{number}@contoh.example", "x")
        Appointment.objects.create(
            user=user, role=role, office=office, decree_number="1", decree_on="2020-01-01", valid_from="2020-01-01"
        )
        client.force_login(secure(user))
        page = client.get(reverse("letters_list", args=[office.slug])).text
        assert letter.number in page
        assert (f"/berkas/{letter.attachment_id}/" in page) is led


def test_a_bad_pattern_is_explained_at_its_field(office, client):
    user = User.objects.create_user("ppid@contoh.example", "x", is_demo=True)
    Appointment.objects.create(
        user=user, role="ppid", office=office, decree_number="1", decree_on="2020-01-01", valid_from="2020-01-01"
    )
    client.force_login(secure(user))
    address = reverse("letter_settings", args=[office.slug])
    page = client.post(address, {"lines": "a", "city": "Serang", "pattern": "{number}"})
    assert "Pola wajib memuat" in page.text
    good = {"lines": "a", "city": "Serang", "pattern": "{number}/{year}", "port": "none"}
    assert client.post(address, good).status_code == 302
    assert selectors.numbering_pattern(office=office, on=AT.date()) == "{number}/{year}"


@given(text=st.text(max_size=60))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_people_write_their_letter_is_made(office, text):
    applicant = dataclasses.replace(APPLICANT, name=f"x{text}", address=text)
    letter = dataclasses.replace(NOTIFICATION, applicant=applicant, question=text, material=(text,))
    assert services.render(letter=letter, office=office, at=AT).startswith(b"%PDF")


def test_signs_that_no_font_holds_are_spelled(office):
    letter = dataclasses.replace(NOTIFICATION, question="Terima kasih 🙏 \x08选举")
    text = text_of(services.render(letter=letter, office=office, at=AT))
    assert "[U+1F64F]" in text
    assert "\x08" not in text
