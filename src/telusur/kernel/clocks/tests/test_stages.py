from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telusur.kernel.clocks import selectors, services
from telusur.kernel.clocks.rules import Stage, Track, propose, standing
from telusur.kernel.ledger import selectors as ledger

AT = datetime(2026, 11, 2, 3, tzinfo=UTC)
TODAY = date(2026, 11, 2)
PILKADA = Stage("pilkada", "Pilkada", date(2026, 1, 1), date(2027, 1, 1), "PKPU", confirmed=True, scope="36")


def decree(**changes):
    facts = {
        "key": "pemilu-2029",
        "name": "Tahapan Pemilu 2029",
        "valid_from": date(2027, 6, 14),
        "valid_until": date(2029, 10, 21),
        "decree_number": "PKPU 1/2027",
        "decree_on": date(2026, 10, 1),
        "actor": "user:1",
        "at": AT,
        "on": TODAY,
    }
    return services.decree_stage(**(facts | changes))


def test_without_a_stage_the_general_track_is_proposed():
    assert propose([], office_code="3673", on=TODAY).track == Track.GENERAL


@pytest.mark.parametrize("code", ["3673", "36", "0"])
def test_while_a_stage_runs_here_the_election_track_is_proposed_and_never_confirmed(code):
    proposal = propose([PILKADA], office_code=code, on=TODAY)
    assert (proposal.track, proposal.stages, proposal.confirmed) == (Track.ELECTION, (PILKADA,), False)


def test_a_stage_elsewhere_proposes_nothing_here():
    assert propose([PILKADA], office_code="7371", on=TODAY).track == Track.GENERAL


def test_a_stage_holds_from_its_first_day_to_the_day_before_its_end():
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1)]
    assert [propose([PILKADA], office_code="36", on=day).track == Track.ELECTION for day in days] == [
        False,
        True,
        True,
        False,
    ]


@given(st.lists(st.sampled_from("abc"), max_size=8))
def test_of_one_stage_the_last_decree_counts(keys):
    decreed = [Stage(key, f"{key}{n}", TODAY, date(2027, 1, 1), "s", confirmed=True) for n, key in enumerate(keys)]
    assert {stage.key: stage.name for stage in standing(decreed)} == {stage.key: stage.name for stage in decreed}


@pytest.mark.django_db
def test_the_shipped_stages_propose_the_election_track_in_2024_and_say_that_nobody_read_their_days():
    proposal = selectors.proposed_track(office_code="3673", on=date(2024, 2, 14))
    assert proposal.track == Track.ELECTION
    assert not any(stage.confirmed for stage in proposal.stages)
    assert selectors.proposed_track(office_code="3673", on=TODAY).track == Track.GENERAL


@pytest.mark.django_db
def test_the_national_office_decrees_changes_and_calls_off_a_stage():
    in_2028 = date(2028, 2, 1)
    decree()
    assert selectors.proposed_track(office_code="3673", on=in_2028).stages[0].name == "Tahapan Pemilu 2029"
    decree(valid_until=date(2027, 12, 31))
    assert selectors.proposed_track(office_code="3673", on=in_2028).track == Track.GENERAL
    decree(called_off=True)
    assert selectors.proposed_track(office_code="3673", on=date(2027, 7, 1)).track == Track.GENERAL
    acts = ledger.acts_on(subject_kind="election_stage", subject_id="pemilu-2029")
    assert [act.act for act in acts] == ["clocks.decree_stage"] * 3


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": " "}, "no_name"),
        ({"decree_number": ""}, "no_decree"),
        ({"decree_on": date(2026, 11, 3)}, "decree_in_future"),
        ({"valid_until": date(2027, 6, 14)}, "ends_before_it_starts"),
        ({"scope": "Banten"}, "bad_scope"),
    ],
)
def test_a_stage_without_its_facts_is_refused(changes, code):
    with pytest.raises(services.StageRefused) as refused:
        decree(**changes)
    assert refused.value.code == code
    assert ledger.acts_on(subject_kind="election_stage", subject_id="pemilu-2029") == []
