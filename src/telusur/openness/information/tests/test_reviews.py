from __future__ import annotations

from datetime import date

import pytest

from telusur.openness.information.rules.reviews import NoReviewRule, doubt_about_classes, review_months

ON = date(2024, 12, 31)


def test_the_list_of_kota_serang_is_hard_to_believe():
    doubt = doubt_about_classes({"periodic": 12, "immediate": 65, "anytime": 2}, ON)
    assert (doubt.immediate, doubt.total, doubt.percent) == (65, 79, 82)


@pytest.mark.parametrize("counts", [{"periodic": 30, "immediate": 10}, {"immediate": 7}, {}])
def test_an_ordinary_or_very_short_list_is_not_doubted(counts):
    assert doubt_about_classes(counts, ON) is None


def test_periodic_information_is_looked_at_every_six_months():
    assert review_months("periodic", ON) == 6


def test_before_the_law_there_is_no_rule():
    with pytest.raises(NoReviewRule):
        review_months("periodic", date(2008, 1, 1))
