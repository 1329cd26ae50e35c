from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from telusur.kernel.look.rules import boxes, page_numbers, size_in_words

DAY = date(2026, 3, 16)


def days(*offsets):
    return [DAY + timedelta(days=offset) for offset in offsets]


def test_neighbouring_days_passed_over_for_one_reason_share_a_box():
    first, *holidays, last = days(1, 4, 5, 6, 9)
    laid = boxes(counted=[(first, 1), (last, 2)], skipped=[(day, "Idulfitri") for day in holidays])
    assert [(box.label, box.number, box.reason, box.due) for box in laid] == [
        ("17/3", 1, "", False),
        ("20–22/3", None, "Idulfitri", False),
        ("25/3", 2, "", True),
    ]


def test_neighbouring_days_with_different_reasons_stay_apart():
    laid = boxes(counted=[], skipped=[(days(2)[0], "cuti bersama"), (days(3)[0], "Nyepi")])
    assert [box.reason for box in laid] == ["cuti bersama", "Nyepi"]


def test_a_box_over_the_end_of_a_month_names_both_months():
    (box,) = boxes(counted=[], skipped=[(date(2026, 1, 31), "akhir pekan"), (date(2026, 2, 1), "akhir pekan")])
    assert box.label == "31/1–1/2"


@given(st.sets(st.integers(1, 60)), st.sets(st.integers(1, 60)))
def test_no_day_is_lost_or_shown_twice(counted, skipped):
    skipped -= counted
    laid = boxes(
        counted=[(day, number) for number, day in enumerate(days(*sorted(counted)), start=1)],
        skipped=[(day, "libur") for day in days(*skipped)],
    )
    shown = [box.first + timedelta(days=n) for box in laid for n in range((box.last - box.first).days + 1)]
    assert shown == days(*sorted(counted | skipped))


@given(st.integers(0, 10**14))
def test_a_size_reads_below_a_thousand_of_its_unit(size):
    value, unit = size_in_words(size)
    assert round(value, 1) < 1000
    assert unit in {"B", "kB", "MB", "GB", "TB"}


@given(st.integers(1, 500).flatmap(lambda last: st.tuples(st.integers(1, last), st.just(last))))
def test_a_pager_offers_the_ends_the_current_page_and_no_gap_of_one(place):
    current, last = place
    offered = page_numbers(current=current, last=last)
    assert {1, current, last} <= set(offered)
    assert [page for page in offered if page] == sorted({page for page in offered if page})
    for before, gap, after in zip(offered, offered[1:], offered[2:], strict=False):
        if gap is None:
            assert after - before > 2
