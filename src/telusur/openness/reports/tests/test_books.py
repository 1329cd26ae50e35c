"""The books of a year: what may stand in them, who keeps them, how they go on into the next year."""

from __future__ import annotations

import threading
import time
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from telusur.kernel.documents import services as documents
from telusur.kernel.documents.tests import samples
from telusur.kernel.ledger import selectors as ledger
from telusur.openness.reports import selectors, services
from telusur.openness.reports.models import AnnualReport, Recommendation
from telusur.openness.reports.rules.kept import FollowUpState, Kind
from telusur.openness.requests.tests.factories import ref

from .factories import NOW, ROWS, YEAR, Bureau

pytestmark = pytest.mark.django_db


@pytest.fixture
def bureau(db) -> Bureau:
    return Bureau()


def standing(bureau: Bureau, kind: Kind, year: int = YEAR) -> list[str]:
    return [str(row) for row in selectors.book(kind=kind, office_id=bureau.office.pk, year=year)]


def refused(code: str):
    return pytest.raises(services.Refused, match=f"^{code}$")


def test_rows_are_entered_changed_taken_out_and_put_back_each_in_the_ledger(bureau):
    row = bureau.row(Kind.INVENTORY)
    changed = services.change_row(
        kind=Kind.INVENTORY, office=bureau.office, row_id=row.pk, values={"number": 2}, version=1, **bureau.act()
    )
    assert (changed.number, changed.version) == (2, 2)
    with refused("stale_report"):
        services.change_row(
            kind=Kind.INVENTORY, office=bureau.office, row_id=row.pk, values={"number": 3}, version=1, **bureau.act()
        )
    for _click in range(2):
        services.take_out_row(kind=Kind.INVENTORY, office=bureau.office, row_id=row.pk, **bureau.act())
    assert standing(bureau, Kind.INVENTORY) == []
    for _click in range(2):
        services.put_back_row(kind=Kind.INVENTORY, office=bureau.office, row_id=row.pk, **bureau.act())
    assert standing(bureau, Kind.INVENTORY) == ["Ruang layanan"]
    acts = ledger.acts_on(subject_kind="report_book", subject_id=f"inventory/{row.pk}")
    assert [act.act for act in acts] == [f"reports.{name}" for name in ("enter", "change", "take_out", "put_back")]
    assert all("Ruang" not in str(act.facts) for act in acts)


def _waits_for_the_books() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select exists (select from pg_locks where locktype = 'advisory' and not granted)")
        return bool(cursor.fetchone()[0])


@pytest.mark.django_db(transaction=True)
def test_taking_an_officer_out_waits_for_who_enters_his_training_and_neither_for_the_other():
    bureau = Bureau()
    officer = bureau.row(Kind.OFFICERS)
    taken_out: list[object] = []

    def take_out() -> None:
        try:
            keys = {"kind": Kind.OFFICERS, "office": bureau.office, "row_id": officer.pk}
            taken_out.append(services.take_out_row(**keys, actor=ref(bureau.ppid), at=NOW + timedelta(hours=1)))
        except Exception as error:  # noqa: BLE001 told by the test
            taken_out.append(error)
        finally:
            connection.close()

    other = threading.Thread(target=take_out)
    values = {"officer": officer, "title": "Layanan", "organiser": "KI", "held_on": date(YEAR, 5, 6)}
    with transaction.atomic():
        bureau.row(Kind.OBSTACLES)  # the books of the year are held
        other.start()
        deadline = time.monotonic() + 10
        while not _waits_for_the_books():
            assert time.monotonic() < deadline, taken_out
            time.sleep(0.01)
        bureau.row(Kind.TRAININGS, **values)
    other.join(timeout=10)
    assert [getattr(each, "pk", each) for each in taken_out] == [officer.pk]
    assert standing(bureau, Kind.TRAININGS) == []  # it went with him


def test_a_picture_is_kept_without_what_the_camera_noted(bureau):
    row = services.enter_picture(
        office=bureau.office,
        year=YEAR,
        title="Ruang layanan",
        alt="Meja layanan dengan dua kursi",
        content=BytesIO(samples.photograph()),
        name="ruang.jpg",
        **bureau.act(),
    )
    with documents.open_bytes(document=row.attachment.document) as kept:
        assert b"Budi" in samples.photograph()
        assert b"Budi" not in kept.read()


@pytest.mark.parametrize(
    ("kind", "changes", "field"),
    [
        (Kind.INVENTORY, {"number": 0}, "__all__"),
        (Kind.INVENTORY, {"condition": "absent"}, "__all__"),
        (Kind.INVENTORY, {"condition": "new"}, "condition"),
        (Kind.BUDGET, {"realised": 15_000_001}, "__all__"),
        (Kind.BUDGET, {"allotted": -1}, "__all__"),
        (Kind.OFFICERS, {"education": ""}, "education"),
        (Kind.RECOMMENDATIONS, {"due_on": None}, "due_on"),
        (Kind.RECOMMENDATIONS, {"state": "done"}, "__all__"),
        (Kind.POLICIES, {"title": ""}, "title"),
    ],
)
def test_what_cannot_be_true_does_not_enter_a_book(bureau, kind, changes, field):
    with pytest.raises(ValidationError) as caught:
        bureau.row(kind, **changes)
    assert field in caught.value.message_dict
    assert standing(bureau, kind) == []


def test_the_same_thing_stands_once_and_many_rows_are_entered_all_or_none(bureau):
    bureau.row(Kind.INVENTORY)
    with pytest.raises(ValidationError, match="sudah ada"):
        bureau.row(Kind.INVENTORY)
    chair, again = ROWS[Kind.INVENTORY] | {"thing": "Kursi"}, ROWS[Kind.INVENTORY]
    with pytest.raises(ValidationError) as caught:
        services.enter_rows(kind=Kind.INVENTORY, office=bureau.office, year=YEAR, rows=[chair, again], **bureau.act())
    assert caught.value.row == 1
    assert standing(bureau, Kind.INVENTORY) == ["Ruang layanan"]


def test_only_who_keeps_the_books_of_this_office_writes_in_them(bureau):
    elsewhere = Bureau("3603", name="KPU Kabupaten Tangerang", slug="kab-tangerang")
    for stranger in (bureau.superior, elsewhere.desk):
        with refused("not_permitted"):
            bureau.row(Kind.OBSTACLES, who=stranger)
    row = bureau.row(Kind.OBSTACLES)
    with refused("nothing_there"):
        services.take_out_row(kind=Kind.OBSTACLES, office=elsewhere.office, row_id=row.pk, **elsewhere.act())
    for outsider in ("system", "applicant", "user:0", "user:x"):
        with refused("not_permitted"):
            services.enter_row(
                kind=Kind.OBSTACLES,
                office=bureau.office,
                year=YEAR,
                values=ROWS[Kind.OBSTACLES],
                actor=outsider,
                at=bureau.at(),
            )


def test_the_trainings_of_an_officer_go_and_come_back_with_him(bureau):
    bureau.books()
    officer = selectors.officers_to_choose(office_id=bureau.office.pk, year=YEAR).get(name="Petugas Kedua")
    services.take_out_row(kind=Kind.OFFICERS, office=bureau.office, row_id=officer.pk, **bureau.act())
    assert standing(bureau, Kind.TRAININGS) == []
    with pytest.raises(ValidationError, match="tidak tercatat"):
        bureau.row(Kind.TRAININGS, officer=officer, title="Arsip", organiser="ANRI", held_on=date(YEAR, 2, 3))
    services.put_back_row(kind=Kind.OFFICERS, office=bureau.office, row_id=officer.pk, **bureau.act())
    assert standing(bureau, Kind.TRAININGS) == ["Pelayanan informasi publik"]
    with pytest.raises(ValidationError):
        bureau.row(Kind.TRAININGS, officer=officer, title="Arsip", organiser="ANRI", held_on=date(YEAR + 1, 2, 3))


def test_a_recommendation_is_followed_step_by_step_and_closed_by_words(bureau):
    row = bureau.row(Kind.RECOMMENDATIONS)

    def told(state: FollowUpState, words: str, version: int) -> Recommendation:
        return services.tell_progress(
            office=bureau.office, row_id=row.pk, state=state, words=words, version=version, **bureau.act()
        )

    with refused("closing_needs_words"):
        told(FollowUpState.DONE, "  ", 1)
    with refused("same_state"):
        told(FollowUpState.PLANNED, "", 1)
    told(FollowUpState.RUNNING, "Usul formasi dikirim.", 1)
    with refused("stale_report"):
        told(FollowUpState.DONE, "Selesai.", 1)
    done = told(FollowUpState.DONE, "SK 12/2025.", 2)
    assert (done.closing_words, done.closed_on) == ("SK 12/2025.", date(2026, 1, 12))
    assert [step.words for step in selectors.steps_of(recommendation=done)] == ["Usul formasi dikirim.", "SK 12/2025."]
    again = told(FollowUpState.RUNNING, "Petugas itu pindah; formasi dibuka lagi.", 3)
    assert (again.closing_words, again.closed_on) == ("", None)


def test_what_stands_is_carried_to_the_next_year_once_and_what_is_closed_stays_behind(bureau):
    bureau.books()
    open_one = Recommendation.everything.get()
    services.tell_progress(
        office=bureau.office, row_id=open_one.pk, state=FollowUpState.RUNNING, words="Mulai.", version=1, **bureau.act()
    )
    closed = bureau.row(Kind.RECOMMENDATIONS, words="Papan pengumuman diperbaiki.")
    services.tell_progress(
        office=bureau.office,
        row_id=closed.pk,
        state=FollowUpState.DROPPED,
        words="Sudah ada.",
        version=1,
        **bureau.act(),
    )
    assert sum(selectors.to_carry(office_id=bureau.office.pk, year=YEAR + 1).values()) == 7
    carried = services.carry_over(office=bureau.office, year=YEAR + 1, **bureau.act())
    assert carried == {
        Kind.POLICIES: 1,
        Kind.INVENTORY: 1,
        Kind.OFFICERS: 2,
        Kind.TRAININGS: 1,
        Kind.OBSTACLES: 1,
        Kind.RECOMMENDATIONS: 1,
    }
    assert standing(bureau, Kind.BUDGET, YEAR + 1) == []
    goes_on = Recommendation.everything.get(year=YEAR + 1)
    assert (goes_on.since, goes_on.state, goes_on.carried_from_id) == (YEAR, "running", open_one.pk)
    assert [step.words for step in selectors.steps_of(recommendation=goes_on)] == ["Mulai."]
    with refused("nothing_to_carry"):
        services.carry_over(office=bureau.office, year=YEAR + 1, **bureau.act())
    services.take_out_row(kind=Kind.RECOMMENDATIONS, office=bureau.office, row_id=goes_on.pk, **bureau.act())
    with refused("nothing_to_carry"):
        services.carry_over(office=bureau.office, year=YEAR + 1, **bureau.act())


def test_what_stands_already_in_the_new_year_is_not_carried_beside_it(bureau):
    bureau.row(Kind.INVENTORY)
    bureau.row(Kind.INVENTORY, year=YEAR + 1)
    with refused("nothing_to_carry"):
        services.carry_over(office=bureau.office, year=YEAR + 1, **bureau.act())


def test_the_books_of_a_checked_report_stand_as_they_are(bureau):
    row = bureau.row(Kind.RECOMMENDATIONS)
    AnnualReport.everything.create(
        office=bureau.office,
        year=YEAR,
        state="checked",
        state_since=NOW,
        due_on=date(YEAR + 1, 3, 31),
        rule_id="annual",
        begun_at=NOW,
    )
    keys = {"office": bureau.office, "row_id": row.pk}
    attempts = [
        lambda: bureau.row(Kind.OBSTACLES),
        lambda: services.take_out_row(kind=Kind.RECOMMENDATIONS, **keys, **bureau.act()),
        lambda: services.change_row(kind=Kind.RECOMMENDATIONS, values={}, version=1, **keys, **bureau.act()),
        lambda: services.tell_progress(state=FollowUpState.RUNNING, words="Mulai.", version=1, **keys, **bureau.act()),
        lambda: services.carry_over(office=bureau.office, year=YEAR, actor=ref(bureau.desk), at=bureau.at()),
    ]
    for attempt in attempts:
        with refused("year_fixed"):
            attempt()
    assert bureau.row(Kind.OBSTACLES, year=YEAR + 1).pk


def test_a_book_is_called_empty_once_its_year_is_over_and_its_first_row_ends_that(bureau):
    def call(kind: Kind = Kind.OBSTACLES, *, year: int = YEAR, who=bureau.ppid):
        return services.confirm_nil(kind=kind, office=bureau.office, year=year, **bureau.act(who))

    def called() -> list[str]:
        return list(selectors.called_empty(office_id=bureau.office.pk, year=YEAR))

    for code, more in {
        "not_permitted": {"who": bureau.desk},
        "never_empty": {"kind": Kind.INVENTORY},
        "nil_too_early": {"year": YEAR + 1},
    }.items():
        with refused(code):
            call(**more)
    said = call()
    assert (called(), said.confirmed_by) == (["obstacles"], ref(bureau.ppid))
    (act,) = ledger.acts_on(subject_kind="report_book", subject_id=f"obstacles/{bureau.office.code}/{YEAR}")
    assert (act.act, act.actor, act.happened_at) == ("reports.confirm_nil", ref(bureau.ppid), said.confirmed_at)
    with refused("called_empty_already"):
        call()
    row = bureau.row(Kind.OBSTACLES)
    assert called() == []
    with refused("book_not_empty"):
        call()
    services.take_out_row(kind=Kind.OBSTACLES, office=bureau.office, row_id=row.pk, **bureau.act())
    assert called() == []
    call()
    services.put_back_row(kind=Kind.OBSTACLES, office=bureau.office, row_id=row.pk, **bureau.act())
    assert called() == []
