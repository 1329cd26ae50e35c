from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telusur.kernel.law.rules import all_in_force
from telusur.kernel.law.selectors import rows
from telusur.openness.requests import selectors
from telusur.openness.requests.rules import identity, numbers, questions
from telusur.openness.requests.rules.identity import ApplicantFacts, BadIdentity
from telusur.openness.requests.rules.words import ApplicantType, CopyForm, IdentityKind, Register, WayOfObtaining

from .factories import NIK, a_question, an_applicant

ON = date(2026, 3, 16)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("367301520790000", "nik_length"),
        ("36730152079000031", "nik_length"),
        ("36730152079000A3", "nik_length"),
        ("٣٦٧٣٠١٥٢٠٧٩٠٠٠٠٣", "nik_length"),
        ("0973015207900003", "nik_territory"),
        ("3600015207900003", "nik_territory"),
        ("3673013213900003", "nik_birth_date"),
        ("3673017202900003", "nik_birth_date"),
        ("3673010000900003", "nik_birth_date"),
        ("3673015207900000", "nik_serial"),
    ],
)
def test_an_impossible_nik_is_refused_with_its_reason(number: str, code: str) -> None:
    with pytest.raises(identity.BadIdentity) as refused:
        identity.clean_nik(number)
    assert refused.value.code == code


def test_a_woman_born_on_the_twelfth_has_fifty_two() -> None:
    assert identity.clean_nik("3673 0152 0790 0003") == NIK


def test_the_29th_of_february_is_a_birthday_of_leap_years_only() -> None:
    assert identity.clean_nik("3673012902000001")
    with pytest.raises(identity.BadIdentity):
        identity.clean_nik("3673012902010001")


@given(st.dates(date(1930, 1, 1), date(2010, 12, 31)), st.booleans(), st.integers(1, 9999))
def test_every_real_birth_date_is_plausible(born: date, woman: bool, serial: int) -> None:  # noqa: FBT001 hypothesis
    number = f"367301{born.day + 40 * woman:02d}{born:%m%y}{serial:04d}"
    assert identity.clean_nik(number) == number


@given(st.text(max_size=40))
def test_a_mask_shows_at_most_the_last_four_signs(number: str) -> None:
    mask = identity.masked(number)
    assert len(mask) == len(number)
    assert set(mask[:-4]) <= {"•"}
    if len(number) <= 4:
        assert set(mask) <= {"•"}


def test_a_number_is_found_by_a_hash_that_needs_the_key() -> None:
    assert identity.fingerprint(NIK, key="k") == identity.fingerprint(NIK, key="k")
    assert identity.fingerprint(NIK, key="k") != identity.fingerprint(NIK, key="l")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("0812-0000 0001", "+6281200000001"), ("+62 812 0000 0001", "+6281200000001"), ("", ""), ("-", "")],
)
def test_a_telephone_number_has_one_spelling(typed: str, kept: str) -> None:
    assert identity.clean_phone(typed) == kept


def test_an_applicant_without_any_way_to_reach_him_is_refused() -> None:
    with pytest.raises(identity.BadIdentity) as refused:
        identity.cleaned(an_applicant(email="", phone="", address=" "))
    assert refused.value.code == "contact_missing"


def test_a_number_of_no_said_kind_is_a_nik() -> None:
    facts = ApplicantFacts(ApplicantType.PERSON, "Wulan", identity_number=" 36.7301-5207900003", phone="0812")
    assert (identity.cleaned(facts).identity_kind, identity.cleaned(facts).identity_number) == ("nik", NIK)
    with pytest.raises(BadIdentity):
        identity.cleaned(replace(facts, identity_number="123"))


def test_a_passport_number_is_not_read_as_a_nik() -> None:
    facts = identity.cleaned(an_applicant(identity_kind=IdentityKind.PASSPORT, identity_number=" X1234567 "))
    assert facts.identity_number == "X1234567"


@pytest.mark.parametrize("kind", list(ApplicantType))
def test_every_applicant_type_has_proofs_of_its_own_with_a_source(kind: ApplicantType) -> None:
    proofs = selectors.proofs_on(applicant_type=kind, on=ON)
    assert proofs.required
    assert proofs.source
    assert identity.missing_proofs(proofs, given=()) == list(proofs.required)
    assert identity.missing_proofs(proofs, given=proofs.required) == []


def test_a_group_must_name_its_representative() -> None:
    facts = identity.cleaned(an_applicant(type=ApplicantType.GROUP))
    assert identity.missing_fields(selectors.proofs_on(applicant_type=facts.type, on=ON), facts) == ["representative"]


def test_numbers_are_written_by_register_and_year() -> None:
    write = partial(numbers.written_number, selectors.patterns_on(on=ON), office_code="3673", year=2026)
    assert write(register=Register.GENERAL, serial=42) == "0042/PPID/2026"
    assert write(register=Register.ELECTION, serial=12345) == "12345/PPID-PEMILU/2026"
    with pytest.raises(numbers.NoPattern):
        numbers.written_number(
            selectors.patterns_on(on=date(2009, 1, 1)),
            office_code="3673",
            register=Register.GENERAL,
            serial=1,
            year=2009,
        )


def test_a_secret_can_be_read_out_and_typed_in_any_way() -> None:
    secret = numbers.new_secret()
    assert len(secret) == 9
    assert secret[4] == "-"
    assert numbers.clean_secret(f" {secret.lower().replace('-', ' ')} ") == secret.replace("-", "")
    assert len({numbers.new_secret() for _ in range(200)}) == 200


def test_a_question_of_three_words_is_needed_and_a_copy_needs_a_form() -> None:
    with pytest.raises(questions.BadQuestion) as refused:
        questions.checked(a_question(question="  data  "))
    assert refused.value.code == "question_too_short"
    with pytest.raises(questions.BadQuestion) as refused:
        questions.checked(a_question(copy_form=None))
    assert refused.value.code == "copy_form_missing"


def test_who_only_wants_to_see_gets_no_copy_form() -> None:
    asked = questions.checked(a_question(way=WayOfObtaining.SEE, copy_form=CopyForm.HARDCOPY))
    assert asked.copy_form is None


@given(st.text(max_size=400))
def test_a_title_is_one_short_line(question: str) -> None:
    title = questions.title_of(question)
    assert len(title) <= questions.TITLE_LENGTH + 2
    assert "\n" not in title


@given(days=st.integers(1, 3000))
def test_what_is_asked_and_how_numbers_are_written_waits_for_the_day_of_its_rule(days: int) -> None:
    later = ON + timedelta(days)
    for table in ("applicant", "number_pattern"):
        for rule in rows("requests", table):
            known = rows("requests", table)
            new = replace(rule, valid_from=later, values={**rule.values, "required": ["articles"], "pattern": "x"})
            assert all_in_force([*known, new], ON) == all_in_force(known, ON)
            assert new in all_in_force([*known, new], later)
