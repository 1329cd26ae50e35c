"""The pages of the survey: for everybody, for the invited, on a kiosk, at the desk."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from telusur.kernel.accounts.tests.people import secure
from telusur.kernel.figures import selectors as figures
from telusur.kernel.figures.rules.periods import year_of
from telusur.kernel.notices.services.delivery import deliver_next
from telusur.kernel.offices.selectors import local_day
from telusur.openness.satisfaction import selectors, services
from telusur.openness.satisfaction.models import FollowUp, Kiosk, PaperBatch, SpentInvitation, Survey
from telusur.openness.satisfaction.rules.index import CODES
from telusur.openness.satisfaction.services import papers
from telusur.openness.satisfaction.services.pots import content_of, locked_pot

from .factories import Polls, a_sheet
from .test_secrecy import CODE

pytestmark = pytest.mark.django_db
GOOD = dict.fromkeys(CODES, "4")


@pytest.fixture(autouse=True)
def fresh_throttles(db):
    cache.clear()


@pytest.fixture
def polls() -> Polls:
    made = Polls()
    made.clock = timezone.now() - timedelta(hours=2)
    return made


def path(name: str, polls: Polls, *more: object) -> str:
    return reverse(f"satisfaction{name}", args=[polls.office.slug, *more])


def enter(client, user):
    client.force_login(secure(user), "django.contrib.auth.backends.ModelBackend")
    return client


def in_pot(survey: Survey) -> list[tuple[str, str]]:
    parts = content_of(locked_pot(survey_id=survey.pk))
    return list(zip(parts["channel"], parts["comment"], strict=True))


def test_anybody_answers_by_the_link_without_leaving_a_trace(client, polls):
    assert client.get(path("_answer", polls)).status_code == 404
    assert "Belum ada hasil survei" in client.get(path("", polls)).text
    survey = polls.opened()
    assert client.post(path("_answer", polls), {"comment": "kosong"}).status_code == 422
    for number in range(3):
        answer = client.post(path("_answer", polls), {**GOOD, "comment": f"c{number}"}, follow=True)
        assert "tidak ada yang tahu jawaban ini dari Anda" in answer.text
    assert set(client.cookies) <= {"csrftoken"}
    # Without the work of a script, one address may answer three times an hour.
    assert client.post(path("_answer", polls), GOOD).status_code == 429
    assert in_pot(survey) == [("qr", "c0"), ("qr", "c1"), ("qr", "c2")]


def test_the_invited_answers_once_with_the_code_of_his_mail(client, polls, settings, mailoutbox):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    survey = polls.opened()
    services.owe_invitation(office=polls.office, to_email="a@contoh.invalid", about="request:1", at=polls.at())
    assert deliver_next(at=polls.at())
    body = mailoutbox[0].body
    assert f"/kota-serang/survei/undangan/#{CODE.search(body)[0]}" in body
    here = path("_invited", polls)
    assert 'name="code"' in client.get(here).text
    wrong = client.post(here, {**GOOD, "code": "AAAA-BBBB"})
    assert (wrong.status_code, "Kode undangan tidak dikenali" in wrong.text) == (422, True)
    good = {**GOOD, "code": CODE.search(body)[0]}
    assert client.post(here, good).status_code == 302
    assert "sudah dipakai" in client.post(here, good).text
    assert in_pot(survey) == [("invitation", "")]
    assert SpentInvitation.objects.count() == 1


def test_a_kiosk_asks_one_visitor_after_the_other(client, polls):
    survey, here = polls.opened(), path("_kiosk", polls)
    assert client.get(here).url == path("_kiosk_code", polls)
    assert client.post(path("_kiosk_code", polls), {"code": "AAAAA-AAAAA"}).status_code == 422
    day = local_day(office=polls.office, at=timezone.now())
    kiosk, code = services.make_kiosk(
        office=polls.office, name="Tablet", last_on=day, actor=polls.actor, at=timezone.now()
    )
    assert client.post(path("_kiosk_code", polls), {"code": code}).url == here
    assert client.cookies["telusur_kiosk"]["path"] == here
    page = client.get(here)
    assert page["Cache-Control"].startswith("max-age=0")
    assert page.text.count("data-step") == 10
    assert "<nav" not in page.text
    for _visitor in range(12):  # visitor after visitor of one address, each as fast as anybody taps
        assert client.post(here, GOOD).url == path("_kiosk_thanks", polls)
    assert 'http-equiv="refresh"' in client.get(path("_kiosk_thanks", polls)).text
    hasty = client.post(here, GOOD)
    assert (hasty.status_code, "terlalu cepat" in hasty.text, len(in_pot(survey))) == (429, True, 12)
    services.end_kiosk(office=polls.office, kiosk_id=kiosk.pk, actor=polls.actor, at=timezone.now())
    assert client.post(here, GOOD).url == path("_kiosk_code", polls)
    # At the desk, the officer's own device becomes one, and he is out of it.
    enter(client, polls.desk)
    assert client.post(path("_kiosk_here", polls)).url == here
    assert client.get(here).status_code == 200
    assert client.get(path("_surveys", polls)).status_code == 302
    assert Kiosk.objects.filter(ended_at=None).count() == 1


def test_the_desk_types_sheets_in_line_by_line_all_or_none(client, polls):
    survey = polls.opened()
    here = path("_paper", polls, survey.pk)
    enter(client, polls.desk)
    page = client.get(here)
    assert page.context["lines"][0].codes == [*CODES[:7], "U9", "U8"]
    day = local_day(office=polls.office, at=timezone.now()).isoformat()
    lines = {f"s1-{code}": "4" for code in CODES} | {"s1-number": "001", "s2-U3": "7", "s2-number": "002"}
    wrong = client.post(here, {"lines": "12", "filled_on": day, **lines})
    assert wrong.status_code == 422
    assert wrong.context["faults"] == ["Lembar 2, U3: jawaban harus 1, 2, 3, atau 4; kosongkan bila tidak dijawab"]
    assert 'value="7"' in wrong.text
    late = client.post(here, {"lines": "12", "filled_on": "2001-01-01", **lines, "s2-U3": "3"})
    assert "di luar hari-hari survei" in late.text
    bare = client.post(here, {"lines": "12", "filled_on": day, **lines, "s2-U3": "3", "s2-number": ""})
    assert bare.context["faults"] == ["Lampirkan pindaian lembar, atau tulis nomor setiap lembar."]
    assert not PaperBatch.objects.exists()
    done = client.post(here, {"lines": "12", "filled_on": day, **lines, "s2-U3": "3", "s2-sex": "female"}, follow=True)
    assert "2 lembar masuk." in done.text
    assert [way for way, _words in in_pot(survey)] == ["paper", "paper"]


def test_the_office_opens_closes_plans_and_publishes(client, polls, django_assert_max_num_queries):
    enter(client, polls.ppid)
    client.post(path("_open", polls))
    survey = Survey.objects.get()
    assert "masih terbuka" in client.post(path("_open", polls), follow=True).text
    polls.answered(*[a_sheet(comment="Hubungi saya 081234567890")] * 2, *[a_sheet(3, *[4] * 8)] * 6)
    assert client.post(path("_population", polls, survey.pk), {"population": "40"}).status_code == 422
    client.post(path("_population", polls, survey.pk), {"population": "40", "reason": "Buku tamu"})
    assert "tidak dapat dibuka lagi" in client.get(path("_close", polls, survey.pk)).text
    page = client.post(path("_close", polls, survey.pk), follow=True)
    assert "Unsur terlemah belum ditindaklanjuti" in page.text
    plan = {
        "element": "U1",
        "action": "Tulis syaratnya di papan",
        "owner_id": polls.desk.pk,
        "due_on": (local_day(office=polls.office, at=timezone.now()) + timedelta(days=9)).isoformat(),
    }
    form = client.get(path("_plan", polls, survey.pk)).context["form"]
    assert form.fields["element"].choices[0][0] == "U1"  # the weakest first
    assert client.post(path("_plan", polls, survey.pk), plan | {"due_on": "2001-01-01"}).status_code == 422
    client.post(path("_plan", polls, survey.pk), plan)
    found = FollowUp.objects.get()
    done = {"result": "Papan terpasang", "done_on": found.due_on.isoformat(), "version": found.version}
    ahead = client.post(path("_finish", polls, found.pk), done)
    assert (ahead.status_code, "Tanggal ini belum tiba." in ahead.text) == (422, True)
    done["done_on"] = local_day(office=polls.office, at=timezone.now()).isoformat()
    client.post(path("_finish", polls, found.pk), done)
    assert "Papan terpasang" in client.get(path("", polls)).text
    comment = selectors.comments_of(survey_id=survey.pk)[0]
    assert "Mesin tidak mengenali nama orang" in client.get(path("_comment", polls, comment.pk)).text
    shown = client.post(path("_comment", polls, comment.pk), {"text": comment.text})
    assert "masih memuat data pribadi" in shown.text
    client.post(path("_comment", polls, comment.pk), {"text": "Mohon dihubungi."})
    public = client.get(path("_results", polls, survey.pk))
    assert "Mohon dihubungi." in public.text
    assert "081234567890" not in public.text
    assert "Petugas" not in public.text  # who is in charge is the office's own matter
    assert client.get(path("_report", polls, survey.pk)).content[:5] == b"%PDF-"
    assert len(client.get(path("_answers", polls, survey.pk, "csv")).text.splitlines()) == 9
    for name in ("_poster", "_sheet"):
        assert client.get(path(name, polls)).content[:5] == b"%PDF-"
    client.post(path("_cadence", polls), {"every": "semester", "valid_from": "2100-01-01"})
    client.post(path("_make_kiosk", polls), {"name": "Tablet", "last_on": "2100-01-01"})
    with django_assert_max_num_queries(14):
        assert "Tablet" in client.get(path("_surveys", polls)).text
    with django_assert_max_num_queries(24):
        client.get(path("_survey", polls, survey.pk))


def test_another_office_and_another_role_do_not_get_in(client, polls):
    survey = polls.opened()
    other = Polls("3603", name="KPU Kabupaten Tangerang", slug="kab-tangerang")
    enter(client, other.ppid)
    assert client.get(path("_survey", polls, survey.pk)).status_code == 403
    assert client.get(path("_survey", other, survey.pk)).status_code == 404
    enter(client, polls.desk)
    assert client.get(path("_survey", polls, survey.pk)).status_code == 200
    assert client.post(path("_close", polls, survey.pk)).status_code == 403
    assert client.get(path("_report", polls, survey.pk)).status_code == 404  # not before it is closed


def test_a_running_survey_is_named_where_only_closed_ones_are_counted(client, polls):
    survey = polls.opened()
    polls.answered(*[a_sheet()] * 6)
    services.release(survey_id=survey.pk)
    shown = selectors.answers_of(survey_id=survey.pk).count()
    address, masa = reverse("statistics", args=[polls.office.slug]), {"masa": str(survey.first_on.year)}
    note = f"hasil sementaranya dari {shown} responden"
    assert client.get(address, masa).text.count(note) == 1
    assert note in client.get(reverse("figure_rows", args=[polls.office.slug, "satisfaction.respondents"]), masa).text
    assert note not in client.get(address, {"masa": str(survey.first_on.year - 1)}).text
    assert "Sejauh ini: statistik dan laporan menghitungnya setelah survei ditutup." in client.get(path("", polls)).text
    services.state_population(survey_id=survey.pk, population=6, reason="Register", actor=polls.actor, at=polls.at())
    services.close_survey(survey_id=survey.pk, actor=polls.actor, at=polls.at())
    told = {name: figures.figure_by_key(key=f"satisfaction.{name}") for name in ("respondents", "target")}
    asked = {"office_id": polls.office.pk, "period": year_of(survey.first_on.year), "on": survey.first_on}
    assert [figures.read(figure=each, **asked).value for each in told.values()] == [6, 6]
    assert note not in client.get(address, masa).text


def test_the_page_begins_with_the_survey_that_runs_and_not_with_the_year_before(client, polls):
    past = polls.closed(a_sheet())
    before = {"first_on": past.first_on - timedelta(days=366), "last_on": past.first_on - timedelta(days=1)}
    Survey.objects.filter(pk=past.pk).update(**before)
    running = polls.opened()
    page = client.get(path("", polls))
    assert page.context["survey"] == running
    assert "masih terbuka" in page.text


@pytest.mark.parametrize(
    ("closing", "said", "planned"),
    [
        (date(2025, 3, 14), "1 Januari 2025 – 14 Maret 2025", "31 Desember 2025"),
        (date(2026, 1, 5), "1 Januari 2025 – 31 Desember 2025", ""),
    ],
)
def test_a_closed_survey_ends_on_the_day_on_which_it_could_be_answered_last(client, polls, closing, said, planned):
    polls.clock = datetime.combine(closing, time(9), tzinfo=ZoneInfo(polls.office.time_zone))
    survey = services.open_survey(office=polls.office, actor=polls.actor, at=polls.at(), on=date(2025, 1, 2))
    services.close_survey(survey_id=survey.pk, actor=polls.actor, at=polls.at())
    survey.refresh_from_db()
    early = f"ditutup sebelum hari terakhir yang direncanakan, {planned}"
    enter(client, polls.ppid)
    for page in (path("_results", polls, survey.pk), path("_survey", polls, survey.pk)):
        told = client.get(page).text
        assert said in told
        assert (early in told, "ditutup 5 Januari 2026" in told) == (bool(planned), not planned)
    assert said in client.get(path("_surveys", polls)).text
    report = papers._report(survey, closing)
    assert (report.days, report.planned_until) == (said, planned)
    assert services.report_of(survey=survey, on=closing).startswith(b"%PDF")
