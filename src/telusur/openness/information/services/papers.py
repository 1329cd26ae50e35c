"""The two papers of a test, made from its record: the sheet, and the letter that determines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.documents import services as documents
from telusur.kernel.law.selectors import rule_in_force
from telusur.kernel.letters import services as letters
from telusur.kernel.letters.rules import exclusions
from telusur.kernel.letters.rules.letters import Signatory
from telusur.kernel.offices.selectors import local_day

from ..models import (
    BINDING_LABELS,
    CONCLUSION_LABELS,
    FIELD_LABELS,
    GROUND_LABELS,
    OCCASION_LABELS,
    PARTICIPATION_LABELS,
    SIDE_LABELS,
    STEP_LABELS,
)
from ..rules.consequence import Conclusion, Occasion, Participation, Side, steps
from ..rules.exemptions import Binding, Ground, ends_by_consent, widest_binding
from ..selectors import answers_of
from .proceedings import TEST
from .writing import actor_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from telusur.kernel.accounts.models import User
    from telusur.kernel.letters.rules.letters import AnyLetter
    from telusur.kernel.offices.models import Office

    from ..models import ConsequenceTest
    from ..rules.consequence import StepOfTest
    from ..rules.exemptions import Decision

PAPERS_ARE_SEEN_BY = "information.see_tests"


def sheet_of(
    *, test: ConsequenceTest, officer: User, at: datetime, decision: Decision | None = None
) -> exclusions.ConsequenceSheet:
    """Return the sheet of a test as it stands. decision: what is determined, for the period.

    Raises: BadPeriod. Law: PKPU 22/2023 Pasal 25 ayat (3), Pasal 26.
    """
    on = test.begun_on or local_day(office=test.handler, at=at)
    answers = answers_of(test_id=test.pk)
    given = {name: value for each in answers.values() for name, value in each.items()}
    closed = (test.conclusion or given.get("conclusion")) == Conclusion.EXEMPT
    return exclusions.ConsequenceSheet(
        subject=test.title,
        description=test.description,
        occasion=str(OCCASION_LABELS[Occasion(test.occasion)]),
        reference=test.reference,
        proposed_by=f"{test.office.name}, {test.unit.name}" if test.unit else test.office.name,
        tested_by=test.handler.name,
        tested=date_format(on, "j F Y"),
        items=(
            exclusions.Examined(
                information=test.title,
                statute=given.get("statute", ""),
                opened=given.get("if_opened", ""),
                closed=given.get("if_closed", ""),
                period=period_in_words(decision) if decision and closed else "–",
            ),
        ),
        steps=tuple(
            exclusions.TestStep(
                letter=step.letter,
                name=str(STEP_LABELS[step.letter]),
                findings="\n".join(
                    f"{line['label']}: {line['value']}"
                    for line in lines_of(step=step, answers=answers.get(step.letter, {}))
                )
                or "–",
            )
            for step in steps(on=on)
        ),
        people=tuple(
            (each.name, each.function, str(PARTICIPATION_LABELS[Participation(each.participation)]))
            for each in test.participants.order_by("participation", "pk")
        ),
        arguments=tuple(
            (str(SIDE_LABELS[Side(each.side)]), each.text, each.given_by)
            for each in test.arguments.order_by("side", "pk")
        ),
        conclusion=said("conclusion", test.conclusion or given.get("conclusion", "")).lower() or "…",
        signatory=_signatory(test.handler, officer, at),
    )


def determination_letter(
    *, test: ConsequenceTest, decision: Decision, officer: User, at: datetime, sheet: str = ""
) -> exclusions.Determination:
    """Return the letter that determines what a test concluded to exclude. sheet: number of the sheet.

    Raises: BadPeriod, NoRuleInForce. Law: PP 61/2010; UU 14/2008 Pasal 19, 20.
    """
    signatory = _signatory(test.handler, officer, at)
    on = decision.valid_from or decision.decree_on
    binds = decision.binds or widest_binding(test.handler.kind, on=decision.decree_on)
    consequence = _("Bila dibuka: %(opened)s\nBila ditutup: %(closed)s\n%(reasons)s")
    return exclusions.Determination(
        subject=decision.title,
        description=decision.remark,
        classification=said("conclusion", Conclusion.EXEMPT),
        decided_by=f"{signatory.name}, {signatory.function} {test.handler.name}",
        body=test.office.name,
        unit=test.unit.name if test.unit else "–",
        grounds=tuple(
            (letter, rule_in_force("information", "exemption_ground", letter, on=on).text("words"))
            for letter in decision.grounds
        ),
        statute=decision.statute,
        consequence=consequence
        % {"opened": decision.if_opened, "closed": decision.if_closed, "reasons": decision.reasons},
        period=period_in_words(decision),
        ends=date_format(decision.valid_until, "j F Y") if decision.valid_until else "",
        binds=str(BINDING_LABELS[Binding(binds)]),
        sheet=sheet,
        decree=_("Nomor %(number)s tanggal %(day)s")
        % {"number": decision.decree_number, "day": date_format(decision.decree_on, "j F Y")},
        signatory=signatory,
    )


def issue_paper(letter: AnyLetter, *, test: ConsequenceTest, officer: User, at: datetime) -> str:
    """Issue a paper under the letterhead of the office that tested, readable there and where it was proposed; return
    its number."""
    issued = letters.issue(
        letter=letter,
        office=test.handler,
        subject_kind=TEST,
        subject_id=str(test.pk),
        signer_ref=actor_of(officer),
        at=at,
        permission=PAPERS_ARE_SEEN_BY,
    )
    if test.office_id != test.handler_id:
        documents.attach(
            document_id=issued.document_id,
            thing_kind="information_paper",
            thing_id=str(test.pk),
            office_id=test.office_id,
            access="officers",
            permission=PAPERS_ARE_SEEN_BY,
            title=issued.title,
            name=f"{issued.number.replace('/', '-')}.pdf",
            at=at,
            actor=actor_of(officer),
        )
    return issued.number


def lines_of(*, step: StepOfTest, answers: Mapping[str, str]) -> list[dict[str, str]]:
    """Return what stands in a step, as {label, value}, blanks left out."""
    return [
        {"label": str(FIELD_LABELS[name]), "value": said(name, answers[name])}
        for name in step.asks
        if answers.get(name, "").strip()
    ]


def period_in_words(decision: Decision) -> str:
    """Return how an exclusion ends, as letter and list print it. Raises: BadPeriod, NoRuleInForce."""
    own = decision.period.strip()
    if decision.valid_until is not None:
        until = date_format(decision.valid_until, "j F Y")
        text = _("Sampai dengan sebelum %(day)s, terbuka sejak hari itu") % {"day": until}
    elif decision.valid_from and ends_by_consent(decision.grounds, on=decision.valid_from):
        text = _("Sampai yang bersangkutan menyetujui tertulis, atau pengungkapan berkaitan dengan jabatan publik")
    else:
        return own
    return f"{text}. {own}" if own else text


def said(name: str, answer: str) -> str:
    """Return an answer of a step in words: letters of Pasal 17 and conclusions are chosen, all else is written."""
    if name == "grounds":
        return "; ".join(str(GROUND_LABELS[Ground(letter)]) for letter in answer if letter in set(Ground))
    if name == "conclusion":
        return str(CONCLUSION_LABELS[Conclusion(answer)]) if answer in set(Conclusion) else ""
    return answer


def _signatory(office: Office, officer: User, at: datetime) -> Signatory:
    on = local_day(office=office, at=at)
    actor = actor_of(officer)
    acting = accounts.serves_acting(ref=actor, office_id=office.pk, role="ppid", on=on)
    return Signatory(name=accounts.actor_name(ref=actor), function=_("PPID"), acting=acting)
