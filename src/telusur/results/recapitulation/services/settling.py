"""What a plenary of polling stations makes of their numbers: they are settled, and nothing but a plenary moves them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from telusur.kernel.law.acts import legal_act

from ..rules.states import WITHOUT_C_FORM, Standing
from .taking import Cause, Forms, Taken, take_forms

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from telusur.results.elections.models import Contest
    from telusur.results.elections.rules.layout import Layout


@legal_act
def settle_forms(
    *,
    contest: Contest,
    layout: Layout,
    values: Mapping[int, Sequence[int]],
    reason: str,
    minutes: str,
    evidence: str,
    actor: str,
    at: datetime,
) -> Taken:
    """Settle polling stations by the signed D form of their plenary: what it says of each is in force from then on.

    values: vectors by code; one that is settled so already makes no event. reason: public, beside the numbers from
    then on. minutes: of the plenary. evidence: digest of the signed form. Law: PKPU 5/2024.
    """
    cause = Cause("recapitulation.settle", actor, at, reason=reason, evidence=evidence, minutes=minutes)
    codes = sorted(values)
    forms = Forms(np.array(codes, dtype=np.int64), np.array([values[code] for code in codes], dtype=np.int32))
    return take_forms(contest=contest, forms=forms, cause=cause, passed=Standing.SETTLED, decided=True, layout=layout)


@legal_act
def fill_without_form(
    *,
    contest: Contest,
    layout: Layout,
    station: int,
    values: Sequence[int],
    reason: str,
    evidence: str,
    minutes: str,
    actor: str,
    at: datetime,
    begun: bool = False,
) -> Taken:
    """Put numbers of a polling station in force that has no C form, as a plenary found them; they are marked so, and
    settled once its D form is signed. begun: a form is there, and its paper was read out before its reading was done.

    Law: PKPU 5/2024 (pembetulan); docs/law/recapitulation.md (noken).
    """
    act = "recapitulation.fill_begun" if begun else "recapitulation.fill"
    marks = 0 if begun else WITHOUT_C_FORM
    cause = Cause(act, actor, at, reason=reason, evidence=evidence, minutes=minutes, marks=marks)
    forms = Forms(np.array([station], dtype=np.int64), np.array([list(values)], dtype=np.int32))
    return take_forms(contest=contest, forms=forms, cause=cause, passed=Standing.VERIFIED, decided=True, layout=layout)
