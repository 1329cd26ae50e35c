from __future__ import annotations

from datetime import date

import pytest

from telusur.kernel.law.rules import NoRuleInForce
from telusur.kernel.law.selectors import rule_in_force
from telusur.openness.information.rules.reviews import doubt_about_classes, review_by

ON = date(2024, 12, 31)
SHARE = rule_in_force("information", "immediate_share", "list", on=ON)


def test_the_list_of_kota_serang_is_hard_to_believe():
    doubt = doubt_about_classes({"periodic": 12, "immediate": 65, "anytime": 2}, SHARE)
    assert (doubt.immediate, doubt.total, doubt.percent) == (65, 79, 82)


@pytest.mark.parametrize("counts", [{"periodic": 30, "immediate": 10}, {"immediate": 7}, {}])
def test_an_ordinary_or_very_short_list_is_not_doubted(counts):
    assert doubt_about_classes(counts, SHARE) is None


def test_periodic_information_is_looked_at_every_six_months():
    interval = rule_in_force("information", "review_interval", "periodic", on=ON)
    assert review_by(interval, date(2024, 8, 31)) == date(2025, 2, 28)


def test_before_the_law_there_is_no_rule():
    with pytest.raises(NoRuleInForce):
        rule_in_force("information", "review_interval", "periodic", on=date(2008, 1, 1))
