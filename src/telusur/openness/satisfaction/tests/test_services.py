"""A survey from its opening to what is done about its weakest elements."""

from __future__ import annotations

import threading
import time
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.cache import cache
from django.db import connection, transaction

from telusur.kernel.documents import services as documents
from telusur.kernel.documents.tests import samples
from telusur.kernel.figures.rules.measures import printed
from telusur.kernel.figures.rules.periods import span, year_of
from telusur.kernel.figures.selectors import figure_by_key, read
from telusur.kernel.ledger.selectors import acts_on
from telusur.kernel.notices.models import Notice
from telusur.openness.satisfaction import selectors, services
from telusur.openness.satisfaction.models import Answer, PaperBatch, PaperSheet, Pot, RespondentCount, Survey
from telusur.openness.satisfaction.rules.index import CODES
from telusur.openness.satisfaction.rules.parts import size
from telusur.openness.satisfaction.rules.sheets import BadSheet, Sheet
from telusur.openness.satisfaction.rules.words import Channel, Every
from telusur.openness.satisfaction.services import papers
from telusur.openness.satisfaction.services.pots import content_of, locked_pot

from .factories import Polls, a_sheet

TODAY = date(2026, 3, 16)
# Sums 105 101 100 116 102 105 106 105 115 of 29 respondents.
THREES = (11, 15, 16, 0, 14, 11, 10, 11, 1)
SHEETS = [
    a_sheet(*(3 if number < threes else 4 for threes in THREES), sex="male" if number < 3 else "female")
    for number in range(29)
]

pytestmark = pytest.mark.django_db


@pytest.fixture
def polls() -> Polls:
    return Polls()


def refused(code: str):
    return pytest.raises(services.Refused, match=code)


def test_29_answers_give_the_known_index_on_every_face(polls):
    survey = polls.closed(*SHEETS)
    outcome = selectors.outcome_of(survey=survey, on=TODAY)
    assert (outcome.index, outcome.band.letter, outcome.compared) == (Decimal("91.48"), "A", Decimal("90.56"))
    assert [each.code for each in outcome.weakest] == ["U3", "U2", "U5"]
    assert (outcome.respondents, outcome.population, outcome.target) == (29, 0, None)
    sex = next(table for table in outcome.tables if table.key == "sex")
    assert [count for _label, count in sex.rows] == [None, None]
    # The figure tells the same, for the year and not for a month of it.
    index, people = (figure_by_key(key=f"satisfaction.{key}") for key in ("index", "respondents"))
    told = read(figure=index, office_id=polls.office.pk, period=year_of(2026), on=TODAY)
    assert (printed(told.value), len(told.rows)) == ("91,48", 29 * 9)
    assert {code: printed(value) for code, _label, value, _rows in told.splits[0].cells} == {
        each.code: str(each.value).replace(".", ",") for each in outcome.elements
    }
    assert read(figure=people, office_id=polls.office.pk, period=year_of(2026), on=TODAY).value == 29
    assert read(figure=index, office_id=polls.office.pk, period=span(2026, 3, 1), on=TODAY).value is None
    # The acts of the survey are two, with counts and without anybody.
    acts = acts_on(subject_kind="survey", subject_id=str(survey.pk))
    assert [act.act for act in acts] == ["satisfaction.open_survey", "satisfaction.close_survey"]
    assert acts[1].facts["respondents"] == 29
    # What leaves says months and scores alone.
    answers = selectors.public_answers(survey=survey)
    assert {each.months for each in answers} == {(date(2026, 1, 1), date(2026, 3, 1))}
    text = services.answers_file(survey=survey, kind="csv", on=TODAY).decode("utf-8-sig")
    assert len(text.splitlines()) == 30
    assert "female" not in text
    first = services.report_of(survey=survey, on=TODAY)
    cache.clear()
    assert services.report_of(survey=survey, on=TODAY) == first


def test_a_running_survey_opens_no_rows_and_no_cells_and_half_years_stand_alone(polls):
    services.choose_cadence(
        office=polls.office, every=Every.SEMESTER, valid_from=TODAY, actor=polls.actor, at=polls.at()
    )
    first = polls.opened()
    polls.answered(*SHEETS[:20])
    assert services.release(survey_id=first.pk) == 15
    running = selectors.outcome_of(survey=first, on=TODAY)
    assert (running.respondents, running.index is None, running.elements, running.tables) == (15, False, (), ())

    def told(key: str, period):
        found = read(figure=figure_by_key(key=key), office_id=polls.office.pk, period=period, on=TODAY)
        if key == "satisfaction.index":
            assert found.value == found.figure.value_of(found.rows)
        return found

    for key in ("satisfaction.index", "satisfaction.respondents"):
        for period in (span(2026, 1, 6), year_of(2026)):
            assert told(key, period).rows == []
            assert not [cell for split in told(key, period).splits for cell in split.cells if cell[3]]
    services.close_survey(survey_id=first.pk, actor=polls.actor, at=polls.at())
    polls.clock += timedelta(days=120)
    second = polls.opened()
    polls.answered(*[a_sheet(*(2,) * 9)] * 10)
    services.close_survey(survey_id=second.pk, actor=polls.actor, at=polls.at())
    outcome = selectors.outcome_of(survey=Survey.objects.get(pk=first.pk), on=TODAY)
    counts = [told("satisfaction.respondents", each).value for each in (span(2026, 1, 6), span(2026, 7, 6))]
    assert (counts, told("satisfaction.respondents", year_of(2026)).value) == ([20, 10], 30)
    values = [printed(told("satisfaction.index", each).value) for each in (span(2026, 1, 6), span(2026, 7, 6))]
    assert values == [str(outcome.index).replace(".", ","), "50,00"]
    pooled = told("satisfaction.index", year_of(2026))
    assert (len(pooled.rows), 50 < float(pooled.value) < float(outcome.index)) == (270, True)


def test_no_period_tells_what_a_survey_may_not_tell_alone_and_rows_keep_their_ids(polls):
    """20 answers, then 2: the year less its half would be the two. Then 6, of whom 4 answered the last element."""
    services.choose_cadence(
        office=polls.office, every=Every.SEMESTER, valid_from=TODAY, actor=polls.actor, at=polls.at()
    )

    def rows(key: str, months: int = 12, year: int = 2026):
        figure = figure_by_key(key=f"satisfaction.{key}")
        return read(figure=figure, office_id=polls.office.pk, period=span(year, 1, months), on=TODAY).rows

    polls.closed(*SHEETS[:20])
    half = rows("index", 6), rows("respondents", 6)
    assert [len(each) for each in half] == [20 * 9, 20]
    polls.clock += timedelta(days=120)
    few = polls.closed(a_sheet(*(1,) * 9), a_sheet(*(2,) * 9))
    assert rows("index") == half[0]
    assert (rows("respondents")[:20], len(rows("respondents"))) == (half[1], 22)
    assert selectors.outcome_of(survey=few, on=TODAY).index is None
    polls.clock += timedelta(days=180)
    silent = [Sheet(dict.fromkeys(CODES[:-1], 4))] * 2
    partly = polls.closed(*SHEETS[:4], *silent)
    outcome = selectors.outcome_of(survey=partly, on=TODAY)
    assert (outcome.respondents, outcome.index, outcome.elements) == (6, None, ())
    assert selectors.public_answers(survey=partly) == []
    assert (rows("index", year=2027), len(rows("respondents", year=2027))) == ([], 6)
    assert len({row.id for row in (*rows("respondents"), *rows("respondents", year=2027))}) == 28


def test_a_report_is_typeset_once_while_its_facts_are_the_same(polls, monkeypatch):
    made: list[str] = []

    def render(*, letter, office, at):
        made.append(letter.population)
        return f"%PDF-{len(made)}".encode()

    monkeypatch.setattr(papers.letters, "render", render)
    cache.clear()
    survey = polls.closed(*SHEETS[:6])
    assert [services.report_of(survey=survey, on=TODAY) for _hit in range(3)] == [b"%PDF-1"] * 3
    stated = services.state_population(
        survey_id=survey.pk, population=9, reason="Buku tamu", actor=polls.actor, at=polls.at()
    )
    assert [services.report_of(survey=stated, on=TODAY) for _hit in range(2)] == [b"%PDF-2"] * 2
    assert made == ["", "9"]


def test_too_few_answers_are_counted_and_not_told(polls):
    survey = polls.closed(*SHEETS[:4])
    outcome = selectors.outcome_of(survey=survey, on=TODAY)
    assert (outcome.respondents, outcome.index, outcome.elements) == (4, None, ())
    assert all(count is None for table in outcome.tables for _label, count in table.rows)
    assert selectors.public_answers(survey=survey) == []
    index = figure_by_key(key="satisfaction.index")
    assert read(figure=index, office_id=polls.office.pk, period=year_of(2026), on=TODAY).rows == []


def test_a_survey_begins_and_ends_by_the_offices_own_rhythm(polls):
    with refused("not_answerable"):
        polls.answered(SHEETS[0])
    survey = polls.opened()
    assert (survey.first_on, survey.last_on) == (date(2026, 1, 1), date(2026, 12, 31))
    with refused("already_open"):
        polls.opened()
    polls.answered(*SHEETS[:12])
    services.release(survey_id=survey.pk)
    running = selectors.outcome_of(survey=survey, on=TODAY)
    assert (running.respondents, running.tables) == (7, ())  # who answered is told once, after closing
    services.close_survey(survey_id=survey.pk, actor=polls.actor, at=polls.at())
    with refused("already_closed"):
        services.close_survey(survey_id=survey.pk, actor=polls.actor, at=polls.at())
    with refused("not_answerable"):
        polls.answered(SHEETS[0])
    with refused("not_answerable"):
        services.deposit(survey=survey, sheets=SHEETS[:1], channel=Channel.QR, on=TODAY)
    with refused("days_overlap"):
        polls.opened()
    choice = {"office": polls.office, "every": Every.SEMESTER, "actor": polls.actor}
    with refused("cadence_past"):
        services.choose_cadence(**choice, valid_from=TODAY - timedelta(days=1), at=polls.at())
    services.choose_cadence(**choice, valid_from=date(2027, 1, 1), at=polls.at())
    with refused("cadence_same"):
        services.choose_cadence(**choice, valid_from=date(2027, 2, 1), at=polls.at())
    polls.clock += timedelta(days=340)
    second = polls.opened()
    assert (second.first_on, second.last_on) == (date(2027, 1, 1), date(2027, 6, 30))
    assert str(second) == "Semester 1 tahun 2027"
    # The first survey's rules stay those of its own days, also where its population is stated later.
    with refused("reason_missing"):
        services.state_population(survey_id=survey.pk, population=50, reason=" ", actor=polls.actor, at=polls.at())
    services.state_population(survey_id=survey.pk, population=50, reason="Buku tamu", actor=polls.actor, at=polls.at())
    outcome = selectors.outcome_of(survey=Survey.objects.get(pk=survey.pk), on=TODAY)
    assert (outcome.population, outcome.target, outcome.enough) == (50, 44, False)


def test_paper_comes_in_with_numbers_or_a_scan_and_no_sheet_twice(polls):
    survey = polls.opened()

    def enter(*entries, **more):
        return services.enter_paper(
            survey_id=survey.pk, entries=entries, actor=f"user:{polls.desk.pk}", at=polls.at(), **more
        )

    for code, entries in {
        "sheets_missing": [],
        "proof_missing": [services.PaperEntry(SHEETS[0])],
        "number_twice": [services.PaperEntry(SHEETS[0], "1"), services.PaperEntry(SHEETS[1], "1")],
        "too_many_sheets": [services.PaperEntry(SHEETS[0], str(number)) for number in range(501)],
    }.items():
        with refused(code):
            enter(*entries)
    with pytest.raises(BadSheet, match="nothing_answered"), transaction.atomic():
        enter(services.PaperEntry(a_sheet(), "7"), services.PaperEntry(Sheet({}), "8"))
    assert not PaperSheet.objects.exists()
    assert not Pot.objects.get().sealed
    enter(*(services.PaperEntry(SHEETS[number], f"{number}") for number in range(6)))
    with refused("sheet_known"):
        enter(services.PaperEntry(SHEETS[7], "3"))
    services.close_survey(survey_id=survey.pk, actor=polls.actor, at=polls.at())
    assert set(Answer.objects.values_list("month", flat=True)) == {date(2026, 3, 1)}
    assert RespondentCount.objects.filter(attribute="channel").values_list("value", "people").get() == ("paper", 6)
    with refused("already_closed"):
        enter(services.PaperEntry(SHEETS[7], "9"))


def test_a_scan_proves_the_sheets_of_one_batch_alone(polls):
    survey = polls.opened()
    pages = documents.store(content=BytesIO(samples.photograph()), name="lembar.jpg", at=polls.at())

    def enter(*entries, scan=pages):
        return services.enter_paper(
            survey_id=survey.pk, entries=entries, scan=scan, actor=f"user:{polls.desk.pk}", at=polls.at()
        )

    enter(services.PaperEntry(SHEETS[0]), services.PaperEntry(SHEETS[1]))
    same = documents.store(content=BytesIO(samples.photograph()), name="sekali-lagi.jpg", at=polls.at())
    for again in ((services.PaperEntry(SHEETS[0]),), (services.PaperEntry(SHEETS[2], "3"),)):
        with refused("scan_known") as fault:
            enter(*again, scan=same)
    assert "nomor setiap lembar" in services.sentence(fault.value)
    enter(services.PaperEntry(SHEETS[2], "3"), scan=None)
    assert size(content_of(locked_pot(survey_id=survey.pk))) == 3
    services.close_survey(survey_id=survey.pk, actor=polls.actor, at=polls.at())
    polls.clock += timedelta(days=340)
    survey = polls.opened()
    assert enter(services.PaperEntry(SHEETS[0])).sheets == 1  # another survey knows nothing of it


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select exists (select from pg_locks where not granted)")
        return bool(cursor.fetchone()[0])


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_with_the_same_sheet_the_second_is_told():
    polls = Polls()
    survey = polls.opened()
    facts = {"survey_id": survey.pk, "entries": [services.PaperEntry(SHEETS[0], "1")], "actor": polls.actor}
    said: list[object] = []

    def enter() -> None:
        try:
            said.append(services.enter_paper(**facts, at=polls.at()))
        except Exception as error:  # noqa: BLE001 told by the test
            said.append(error)
        finally:
            connection.close()

    other = threading.Thread(target=enter)
    with transaction.atomic():
        services.enter_paper(**facts, at=polls.at())
        other.start()
        deadline = time.monotonic() + 10
        while not _somebody_waits():
            assert time.monotonic() < deadline, said
            time.sleep(0.01)
    other.join(timeout=10)
    assert [getattr(each, "code", each) for each in said] == ["sheet_known"]
    assert PaperBatch.objects.count() == 1


def test_what_is_planned_is_remembered_until_it_is_done(polls):
    open_one = polls.opened()
    plan = {"element": "U3", "action": "Jawab pada hari yang sama", "owner_id": polls.desk.pk, "actor": polls.actor}
    with refused("not_closed"):
        services.plan_follow_up(survey_id=open_one.pk, due_on=TODAY, at=polls.at(), **plan)
    polls.answered(*SHEETS[:6])
    survey = services.close_survey(survey_id=open_one.pk, actor=polls.actor, at=polls.at())
    stranger = Polls("3603", name="KPU Kabupaten Tangerang", slug="kab-tangerang").desk.pk
    for code, changes in {
        "no_element": {"element": "U10"},
        "action_missing": {"action": " "},
        "not_an_owner": {"owner_id": stranger},
        "due_past": {"due_on": TODAY - timedelta(days=1)},
    }.items():
        with refused(code):
            services.plan_follow_up(**{"survey_id": survey.pk, "due_on": TODAY, "at": polls.at(), **plan, **changes})
    due_on = TODAY + timedelta(days=30)
    found = services.plan_follow_up(survey_id=survey.pk, due_on=due_on, at=polls.at(), **plan)
    told = Notice.objects.filter(to_user=polls.desk).order_by("due_at")
    assert [each.kind for each in told] == ["follow_up_planned", "follow_up_soon", "follow_up_due"]
    assert told[2].due_at.isoformat() == "2026-04-15T01:00:00+00:00"
    done = {"follow_up_id": found.pk, "done_on": TODAY, "actor": polls.actor}
    for code, changes in {
        "stale_thing": {"version": 9},
        "result_missing": {"result": " "},
        "done_later": {"done_on": TODAY + timedelta(days=1)},
    }.items():
        with refused(code):
            services.finish_follow_up(**{**done, "result": "Sudah", "at": polls.at(), **changes})
    services.finish_follow_up(**done, result="Sudah", at=polls.at())
    assert not told.filter(dismissed_at=None).exists()
    with refused("already_done"):
        services.finish_follow_up(**done, result="Lagi", at=polls.at())


def test_a_comment_is_shown_only_in_words_that_lead_to_nobody(polls):
    sheets = [a_sheet(comment="Telepon saya di 0812-3456-7890, ruangannya panas."), *SHEETS[:5]]
    survey = polls.closed(*sheets)
    (comment,) = selectors.comments_of(survey_id=survey.pk)
    shown = {"comment_id": comment.pk, "actor": polls.actor}
    with refused("has_findings") as fault:
        services.show_comment(**shown, text=comment.text, at=polls.at())
    assert "3456" not in services.sentence(fault.value)
    with refused("has_findings"):
        services.show_comment(**shown, text="Permohonan 0001/PPID/2026 lama dijawab.", at=polls.at())
    services.show_comment(**shown, text="Ruangannya panas.", at=polls.at())
    assert selectors.shown_comments(survey_id=survey.pk) == ["Ruangannya panas."]
    services.show_comment(**shown, text="", at=polls.at())
    assert selectors.shown_comments(survey_id=survey.pk) == []


def test_the_original_words_of_comments_end_a_year_after_closing(polls):
    words = ("Ruangannya panas, kata Bu Rekaan.", "Telepon saya di 0812-3456-7890.")
    survey = polls.closed(*(a_sheet(comment=each) for each in words), *SHEETS[:5])
    panas = next(each for each in selectors.comments_of(survey_id=survey.pk) if "panas" in each.text)
    services.show_comment(comment_id=panas.pk, text="Ruangannya panas.", actor=polls.actor, at=polls.at())
    assert services.purge_comments(at=polls.clock + timedelta(days=365)) == 0
    assert selectors.comments_of(survey_id=survey.pk).count() == 2
    assert services.purge_comments(at=polls.clock + timedelta(days=366)) == 1
    assert [(each.text, each.shown_text) for each in selectors.comments_of(survey_id=survey.pk)] == [
        ("Ruangannya panas.", "Ruangannya panas.")
    ]
    act = acts_on(subject_kind="survey", subject_id=str(survey.pk))[-1]
    assert (act.act, act.actor, act.facts) == ("satisfaction.purge_comments", "system", {"comments": 2})
    assert services.purge_comments(at=polls.clock + timedelta(days=400)) == 0


def test_whoever_may_close_a_survey_is_told_once_when_its_days_are_over(polls):
    survey = polls.opened()
    last = polls.clock.replace(month=12, day=31)
    assert services.remind_to_close(at=last) == 0
    assert services.remind_to_close(at=last + timedelta(days=1)) == 1
    assert services.remind_to_close(at=last + timedelta(days=2)) == 0
    (told,) = Notice.objects.filter(kind="survey_to_close")
    assert (told.to_user, told.link, told.dismissed_at) == (polls.ppid, f"/meja/kota-serang/survei/{survey.pk}/", None)
    services.close_survey(survey_id=survey.pk, actor=polls.actor, at=last + timedelta(days=3))
    assert Notice.objects.get(kind="survey_to_close").dismissed_at


def test_a_kiosk_is_let_in_by_its_code_until_its_day_or_its_end(polls):
    made, code = services.make_kiosk(
        office=polls.office, name="Tablet", last_on=TODAY, actor=polls.actor, at=polls.at()
    )
    find = {"office_id": polls.office.pk, "code": code.lower().replace("-", " ")}
    assert selectors.kiosk_with(**find, on=TODAY) == made
    assert selectors.kiosk_with(**find, on=TODAY + timedelta(days=1)) is None
    with connection.cursor() as cursor:
        cursor.execute("select k::text from satisfaction_kiosk k")
        assert code not in cursor.fetchone()[0]
    services.end_kiosk(office=polls.office, kiosk_id=made.pk, actor=polls.actor, at=polls.at())
    assert selectors.kiosk_with(**find, on=TODAY) is None
