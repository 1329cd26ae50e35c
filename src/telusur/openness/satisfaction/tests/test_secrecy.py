"""No way leads from an answer to whoever gave it: not by notices, jobs, mails, order of rows or transactions."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest
from django.core import mail
from django.db import connection

from telusur.kernel.accounts.rules.sealing import unseal
from telusur.kernel.notices.models import DemoMail, Notice
from telusur.kernel.notices.services import demo_text
from telusur.kernel.notices.services.delivery import deliver_next
from telusur.openness.satisfaction import services
from telusur.openness.satisfaction.models import Answer, Comment, Pot, SpentInvitation
from telusur.openness.satisfaction.rules import invitations
from telusur.openness.satisfaction.rules.index import CODES
from telusur.openness.satisfaction.rules.sheets import Sheet
from telusur.openness.satisfaction.rules.words import ATTRIBUTES, INVITATION
from telusur.openness.satisfaction.services.answering import key_of
from telusur.openness.satisfaction.services.pots import SEALED_AS
from telusur.openness.satisfaction.services.spending import spend

from .factories import Polls

CODE = re.compile(r"\b(?:[A-Z2-7]{4}-){5}[A-Z2-7]{4}\b")
PEOPLE = 12
WRITTEN_ANEW = (
    "satisfaction_answer",
    "satisfaction_comment",
    "satisfaction_spentinvitation",
    "satisfaction_respondentcount",
)


def invited(polls: Polls) -> list[str]:
    """Invite people, let the mails go out, and return the codes in the order of the mails."""
    for number in range(PEOPLE):
        services.owe_invitation(
            office=polls.office, to_email=f"orang{number}@contoh.invalid", about=f"request:{number}", at=polls.at()
        )
    while deliver_next(at=polls.at()):
        pass
    return [code for message in mail.outbox for code in sorted(set(CODE.findall(message.body)))]


def sheets() -> list[Sheet]:
    """Return sheets that are told apart by their answers: the n-th spells n in base 2 as threes and fours."""
    return [
        Sheet(
            {code: 3 + (number >> place & 1) for place, code in enumerate(CODES)},
            comment=f"Saran {number}",
            age="17-25" if number % 2 else "26-35",
            sex="female" if number % 3 else "male",
        )
        for number in range(PEOPLE)
    ]


def number_of(answer: Answer) -> int:
    return sum((score - 3) << place for place, score in enumerate(answer.scores))


def every_row() -> dict[str, list[str]]:
    """Return each row of each table of the database as text."""
    with connection.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        found = {}
        for table in tables:
            cursor.execute(f'select t::text from "{table}" t')
            found[table] = [row for (row,) in cursor.fetchall()]
    return found


def columns(table: str, what: str) -> list:
    with connection.cursor() as cursor:
        cursor.execute(f"select {what} from {table} order by ctid")
        return [value for (value,) in cursor.fetchall()]


def nothing_stands_beside_the_scores() -> None:
    """What somebody said of himself is counted, one thing at a time: no row holds two things of one person."""
    assert {each.name for each in Answer._meta.get_fields()} == {"id", "survey", "month", "scores"}
    with connection.cursor() as cursor:
        cursor.execute("select attribute, value, people from satisfaction_respondentcount")
        counted = {(attribute, value): people for attribute, value, people in cursor.fetchall()}
    said = Counter((name, getattr(each, name)) for each in sheets() for name in ATTRIBUTES)
    assert counted == {**said, ("channel", "invitation"): PEOPLE}


@pytest.mark.django_db(transaction=True)
def test_nothing_joins_an_answer_to_the_invited(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    polls = Polls()
    survey = polls.opened()
    codes = invited(polls)
    assert len(set(codes)) == PEOPLE
    given = list(zip(codes, sheets(), strict=True))

    def answer(*of: tuple[str, Sheet]) -> None:
        for code, sheet in of:
            services.answer_invitation(office=polls.office, code=code, sheet=sheet, at=polls.at())

    answer(*given[:-2])
    assert services.release(survey_id=survey.pk) == PEOPLE - 2 - 5
    answer(*given[-2:])
    # Between batches: what was released has one writer, and so have all spent codes, those since included. The pot is
    # one row; it and the spent codes tell at most when the last of all answered.
    batch = {table: set(map(str, columns(table, "xmin"))) for table in WRITTEN_ANEW}
    assert batch["satisfaction_answer"] == batch["satisfaction_comment"]
    assert [len(writers) for writers in batch.values()] == [1, 1, 1, 1]
    assert batch["satisfaction_answer"] != batch["satisfaction_spentinvitation"]
    assert SpentInvitation.objects.count() == PEOPLE
    assert len(columns("satisfaction_pot", "xmin")) == 1
    # In the pot: one row, sealed; inside, no order of time and nothing of the codes.
    (pot,) = Pot.objects.all()
    assert b"scores" not in bytes(pot.sealed)
    parts = json.loads(unseal(pot.sealed, key=settings.PERSONAL_DATA_KEY, purpose=SEALED_AS))
    assert set(parts) == {"answers", "comment", "channel", "age", "sex", "education", "occupation"}
    assert all(lying == sorted(lying) and len(lying) == 7 for lying in parts.values())
    services.close_survey(survey_id=survey.pk, actor=polls.actor, at=polls.at())
    assert sorted(map(number_of, Answer.objects.all())) == list(range(PEOPLE))
    nothing_stands_beside_the_scores()

    # No table holds a code, its nonce or its key; the digest of a spent code stands where it must and nowhere else.
    key = key_of(survey)
    secrets = {text for code in codes for text in (code, code.replace("-", ""), code.replace("-", "").lower())}
    secrets |= {invitations.nonce_in(code, key=key).hex() for code in codes} | {key.hex()}
    digests = {invitations.digest_of(invitations.nonce_in(code, key=key)).hex() for code in codes}
    for table, rows in every_row().items():
        text = "\n".join(rows)
        assert not [secret for secret in secrets if secret in text], table
        assert table == "satisfaction_spentinvitation" or not [each for each in digests if each in text], table
    # The notice says that somebody was invited; the job says which notice.
    notices = Notice.objects.filter(kind=INVITATION)
    assert {(each.subject, each.text, each.link) for each in notices} == {
        (notices[0].subject, notices[0].text, "/kota-serang/survei/undangan/")
    }
    with connection.cursor() as cursor:
        cursor.execute("select distinct task_name, (select string_agg(k, ',') from jsonb_object_keys(args) k)"
                       " from procrastinate_jobs")  # fmt: skip
        assert set(cursor.fetchall()) == {("notices.deliver", "notice_id")}

    # Every row of the survey was written by one transaction, and none that answered before.
    writers = {str(value) for table in WRITTEN_ANEW for value in columns(table, "xmin")}
    assert len(writers) == 1
    # No table refers to an answer, an answer refers to its survey alone, and no column tells an instant.
    with connection.cursor() as cursor:
        cursor.execute(
            "select conrelid::regclass::text, confrelid::regclass::text from pg_constraint where contype = 'f'"
        )
        links = cursor.fetchall()
    for table in WRITTEN_ANEW:
        assert [found for found in links if table in found] == [(table, "satisfaction_survey")]
    with connection.cursor() as cursor:
        cursor.execute("select column_name from information_schema.columns where data_type like 'timestamp%%' and"
                       " table_name in ('satisfaction_answer', 'satisfaction_comment', 'satisfaction_spentinvitation',"
                       " 'satisfaction_pot')")  # fmt: skip
        assert cursor.fetchall() == []
    # The ledger knows that the survey began and ended.
    assert len([row for row in every_row()["ledger_act"] if "satisfaction." in row]) == 2


@pytest.mark.django_db
def test_the_order_of_rows_is_drawn_by_lot_and_keys_are_new_each_time():
    polls = Polls()
    survey = polls.opened()
    polls.answered(*sheets())
    services.release(survey_id=survey.pk)
    before = set(Answer.objects.values_list("pk", flat=True))
    orders = set()
    for _ in range(3):
        polls.answered(*sheets())
        services.release(survey_id=survey.pk)
        orders.add(tuple(columns("satisfaction_answer", "scores::text")))
    assert len(orders) == 3
    assert not before & set(Answer.objects.values_list("pk", flat=True))
    # Of 36 and more rows, the chance that the newest stand together by lot alone is negligible.
    assert len({str(value) for value in columns("satisfaction_answer", "xmin")}) == 1


@pytest.mark.django_db(transaction=True)
def test_spent_codes_stand_in_no_order_of_time():
    survey = Polls().opened()
    digests = [bytes([number]) * 32 for number in range(20)]
    for digest in digests:
        spend(survey=survey, digest=digest)
    stand = [bytes(each) for each in columns("satisfaction_spentinvitation", "digest")]
    assert sorted(stand) == digests
    assert stand != digests  # one chance in 20! that lot alone brings the order of time
    with pytest.raises(services.Refused, match="already_spent"):
        spend(survey=survey, digest=digests[0])


@pytest.mark.django_db
def test_the_demo_shows_a_new_code_at_each_reading_and_keeps_none(settings):
    settings.EMAIL_BACKEND = "telusur.kernel.notices.mail.DemoBackend"
    polls = Polls()
    survey = polls.opened()
    invited(polls)
    kept = DemoMail.objects.first()
    assert not CODE.search(kept.text)
    first, second = (CODE.search(demo_text(mail=kept, at=polls.at()))[0] for _ in range(2))
    assert first != second
    services.answer_invitation(
        office=polls.office, code=second.lower().replace("-", " "), sheet=sheets()[0], at=polls.at()
    )
    with pytest.raises(services.Refused, match="already_spent"):
        services.answer_invitation(office=polls.office, code=second, sheet=sheets()[0], at=polls.at())
    assert SpentInvitation.objects.count() == 1
    services.close_survey(survey_id=survey.pk, actor=polls.actor, at=polls.at())
    assert not CODE.search(demo_text(mail=kept, at=polls.at()))
    assert Comment.objects.count() == 1


@pytest.mark.django_db
def test_an_answer_is_lost_rather_than_counted_twice_when_the_machine_stops_between(settings, monkeypatch):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    polls = Polls()
    polls.opened()
    code = invited(polls)[0]

    def stops(**_more):
        raise SystemExit

    monkeypatch.setattr("telusur.openness.satisfaction.services.answering.deposit", stops)
    with pytest.raises(SystemExit):
        services.answer_invitation(office=polls.office, code=code, sheet=sheets()[0], at=polls.at())
    monkeypatch.undo()
    with pytest.raises(services.Refused, match="already_spent"):
        services.answer_invitation(office=polls.office, code=code, sheet=sheets()[0], at=polls.at())


@pytest.mark.django_db
def test_whoever_is_served_is_invited_once_a_survey_and_only_while_there_is_one(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    polls = Polls()
    told = {"office": polls.office, "to_email": "wulan@contoh.invalid"}
    assert not services.owe_invitation(**told, about="request:1", at=polls.at())
    survey = polls.opened()
    assert not services.owe_invitation(office=polls.office, to_email="", about="request:2", at=polls.at())
    assert services.owe_invitation(**told, about="request:3", at=polls.at())
    assert not services.owe_invitation(**told, about="request:4", at=polls.at())
    services.close_survey(survey_id=survey.pk, actor=polls.actor, at=polls.at())
    assert deliver_next(at=polls.at())
    assert mail.outbox == []
    assert Notice.objects.get(kind=INVITATION).dismissed_at
