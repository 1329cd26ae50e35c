"""Two surveys of Kota Serang: last year's, closed, with what was done about it; this half year's, running."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from telusur.kernel.notices.services.delivery import deliver_next
from telusur.kernel.offices.selectors import local_day, office_by_code
from telusur.openness.satisfaction import selectors, services
from telusur.openness.satisfaction.rules.index import CODES
from telusur.openness.satisfaction.rules.sheets import Sheet
from telusur.openness.satisfaction.rules.words import Channel, Every

from .story import person

if TYPE_CHECKING:
    from datetime import datetime

    from telusur.kernel.offices.models import Office
    from telusur.openness.satisfaction.models import Survey

SERANG = "3673"
PEOPLE = 29
# How many of the 29 gave each element three instead of four: sums of 105 101 100 116 102 105 106 105 115.
THREES = dict(zip(CODES, (11, 15, 16, 0, 14, 11, 10, 11, 1), strict=True))
AGES = ("17-25", "26-35", "26-35", "36-45", "46-55")
EDUCATION = ("sma", "s1", "s1", "s2")
OCCUPATIONS = ("swasta", "swasta", "wirausaha", "lainnya", "pns")
COMMENTS = {
    3: "Ruang tunggunya panas pada siang hari.",
    9: "Petugasnya ramah, tetapi antreannya tidak bernomor.",
    17: "Mohon telepon saya di 081200001234 bila datanya sudah ada.",
    24: "Unduhan daftar pemilih sering gagal dari telepon.",
}
INVITED = ("sari.rekaan@contoh.invalid", "danu.rekaan@contoh.invalid")


def load_surveys(*, at: datetime) -> None:
    office = office_by_code(code=SERANG)
    _last_year(office, at=at)
    _running(office, at=at)


def sheet(number: int, *, threes: dict[str, int] = THREES) -> Sheet:
    """Return the answers of one of the 29, told apart by his number alone."""
    scores = {code: 3 if (number * 7 + place * 11) % PEOPLE < threes[code] else 4 for place, code in enumerate(CODES)}
    return Sheet(
        scores=scores,
        age=AGES[number % len(AGES)],
        sex=("female", "male", "")[number % 3],
        education=EDUCATION[number % len(EDUCATION)],
        occupation=OCCUPATIONS[number % len(OCCUPATIONS)],
        comment=COMMENTS.get(number, ""),
    )


def _last_year(office: Office, *, at: datetime) -> None:
    ppid, desk = _actors()
    today = local_day(office=office, at=at)
    autumn = date(today.year - 1, 10, 5)
    survey = services.open_survey(office=office, actor=ppid, at=at, on=autumn)
    entries = [services.PaperEntry(sheet(number), f"{number + 1:03d}") for number in range(12)]
    services.enter_paper(survey_id=survey.pk, entries=entries, on=autumn, actor=desk, at=at)
    for channel, numbers in ((Channel.KIOSK, range(12, 21)), (Channel.QR, range(21, PEOPLE))):
        for number in numbers:
            services.deposit(survey=survey, sheets=[sheet(number)], channel=channel, on=autumn.replace(month=11))
    reason = "Buku tamu tahun itu: semua dilayani di tempat, tanpa permohonan tertulis"
    services.state_population(survey_id=survey.pk, population=31, reason=reason, actor=ppid, at=at)
    services.close_survey(survey_id=survey.pk, actor=ppid, at=at)
    _follow_up(survey, today, at=at)


def _follow_up(survey: Survey, today: date, *, at: datetime) -> None:
    ppid, _desk = _actors()
    owner = person("desk").pk
    done, _running_on = (
        services.plan_follow_up(
            survey_id=survey.pk, element=element, action=action, owner_id=owner, due_on=due_on, actor=ppid, at=at
        )
        for element, action, due_on in (
            ("U2", "Pasang nomor antrean dan bagan alur di ruang layanan.", today),
            ("U3", "Jawab permohonan rutin pada hari yang sama dari daftar informasi.", today + timedelta(days=40)),
        )
    )
    services.finish_follow_up(
        follow_up_id=done.pk, result="Nomor antrean dan bagan alur terpasang.", done_on=today, actor=ppid, at=at
    )
    for comment in selectors.comments_of(survey_id=survey.pk):
        if "ramah" in comment.text:
            services.show_comment(comment_id=comment.pk, text=comment.text, actor=ppid, at=at)


def _running(office: Office, *, at: datetime) -> None:
    ppid, desk = _actors()
    services.choose_cadence(
        office=office, every=Every.SEMESTER, valid_from=local_day(office=office, at=at), actor=ppid, at=at
    )
    survey = services.open_survey(office=office, actor=ppid, at=at)
    for number in range(14):
        channel = (Channel.QR, Channel.KIOSK, Channel.INVITATION)[number % 3]
        services.deposit(survey=survey, sheets=[sheet(number)], channel=channel, on=local_day(office=office, at=at))
    entries = [services.PaperEntry(sheet(number), f"{number:03d}") for number in range(14, 17)]
    services.enter_paper(survey_id=survey.pk, entries=entries, actor=desk, at=at)
    services.release(survey_id=survey.pk)
    for number, address in enumerate(INVITED):
        services.owe_invitation(office=office, to_email=address, about=f"visit:{number}", at=at)
    while deliver_next(at=at):
        pass


def _actors() -> tuple[str, str]:
    return f"user:{person('ppid').pk}", f"user:{person('desk').pk}"
