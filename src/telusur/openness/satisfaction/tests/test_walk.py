"""Random walks of a survey by its real services: whatever happens, no answer is lost, doubled or let out alone."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from telusur.kernel.ledger import selectors as ledger
from telusur.openness.satisfaction import selectors, services
from telusur.openness.satisfaction.models import Answer, Survey
from telusur.openness.satisfaction.rules.parts import size
from telusur.openness.satisfaction.rules.words import Channel
from telusur.openness.satisfaction.services.pots import content_of, locked_pot

from .factories import Polls, a_sheet

if TYPE_CHECKING:
    from collections.abc import Callable


def unless_refused(act: Callable[[], Any], *codes: str) -> Any:
    """Do an act, and return what came of it; None where it was refused for one of these reasons."""
    try:
        return act()
    except services.Refused as refused:
        if refused.code not in codes:
            raise
        return None


class Walk(RuleBasedStateMachine):
    """One office that opens and closes surveys, and people who answer, in time or too late."""

    @initialize()
    def an_office(self) -> None:
        self.block = transaction.atomic()
        self.block.__enter__()
        self.polls, self.given = Polls(), 0
        self.survey = self.polls.opened()

    def teardown(self) -> None:
        if hasattr(self, "block"):
            try:
                assert ledger.verified(log="office/3673").faults == ()
            finally:
                transaction.set_rollback(True)
                self.block.__exit__(None, None, None)

    @rule(people=st.integers(1, 7), channel=st.sampled_from([Channel.QR, Channel.KIOSK]))
    def people_answer(self, people: int, channel: Channel) -> None:
        for _ in range(people):
            self.given += bool(
                unless_refused(lambda: self.polls.answered(a_sheet(), channel=channel) or True, "not_answerable")
            )

    @rule(sheets=st.integers(1, 6))
    def the_desk_types_in(self, sheets: int) -> None:
        entries = [services.PaperEntry(a_sheet(), f"{self.given + number}") for number in range(sheets)]
        facts = {"survey_id": self.survey.pk, "entries": entries, "actor": self.polls.actor, "at": self.polls.at()}
        if unless_refused(lambda: services.enter_paper(**facts), "already_closed", "sheet_known"):
            self.given += sheets

    @rule()
    def night_falls(self) -> None:
        for survey_id in selectors.open_surveys():
            released = services.release(survey_id=survey_id)
            assert released == 0 or released >= 5
            assert not released or size(content_of(locked_pot(survey_id=survey_id))) == 5

    @rule()
    def the_year_ends(self) -> None:
        facts = {"survey_id": self.survey.pk, "actor": self.polls.actor, "at": self.polls.at()}
        if unless_refused(lambda: services.close_survey(**facts), "already_closed"):
            self.polls.clock += timedelta(days=365)
            self.survey = self.polls.opened()

    @invariant()
    def every_answer_is_counted_or_waits(self) -> None:
        if not hasattr(self, "survey"):
            return
        surveys = Survey.objects.order_by("pk")
        waiting = sum(size(content_of(locked_pot(survey_id=each.pk))) for each in surveys)
        assert Answer.objects.count() + waiting == self.given
        assert not [each for each in surveys if each.closed_at and size(content_of(locked_pot(survey_id=each.pk)))]


@pytest.mark.django_db
def test_no_walk_loses_or_doubles_an_answer():
    few = settings(
        max_examples=8,
        stateful_step_count=14,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Walk, settings=few)
