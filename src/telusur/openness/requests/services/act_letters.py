"""The letters that go out with an act of their own: completion, closing, extension, withdrawal, forwarding, receipt.

Each can be made before its act too, as the draft an officer reads first.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from telusur.kernel.clocks import selectors as counting
from telusur.kernel.clocks.rules import compute
from telusur.kernel.law import selectors as law
from telusur.kernel.letters import services as letters
from telusur.kernel.letters.rules import answers as forms
from telusur.kernel.letters.rules.letters import Cost, Extension
from telusur.kernel.letters.selectors import letters_about

from .. import selectors
from ..models import labels
from ..rules.words import Act, AnswerKind, CopyForm, Delivery
from .answer_letters import addressee, signatory
from .telling import in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime

    from telusur.kernel.clocks.rules import Computation
    from telusur.kernel.letters.models import Letter
    from telusur.kernel.letters.rules.letters import AnyLetter
    from telusur.kernel.offices.models import Office

    from ..models import InformationRequest

SEE_LETTERS = "requests.see_letters"
# Handing over in person or by carrier leaves a paper; a download and a mail leave their own trace.
NEEDS_PROOF = frozenset({Delivery.PICK_UP, Delivery.COURIER, Delivery.POST, Delivery.FAX})
# The acts that send a letter of their own, and its template.
TEMPLATES: Mapping[Act, str] = {
    Act.ASK_COMPLETION: forms.Completion.template,
    Act.CLOSE_INCOMPLETE: forms.Closing.template,
    Act.EXTEND: Extension.template,
    Act.WITHDRAW: forms.Withdrawal.template,
    Act.FORWARD: forms.ForwardingNote.template,
    Act.DELIVER: forms.DeliveryReceipt.template,
}


def issue(case: InformationRequest, letter: AnyLetter, *, actor: str, at: datetime) -> Letter:
    """Number, render and keep a letter on this case, with the words that officers wrote for its passages."""
    return letters.issue(
        letter=letter,
        office=case.office,
        subject_kind="request",
        subject_id=str(case.pk),
        signer_ref=actor,
        at=at,
        permission=SEE_LETTERS,
    )


def draft_of(case: InformationRequest, *, act: Act, given: Mapping[str, Any], actor: str, at: datetime) -> AnyLetter:
    """Return the letter of an act as it would go out now. given: what the act's service takes. Raises: KeyError for
    an act that sends none."""
    make: Mapping[Act, Callable[[], AnyLetter]] = {
        Act.ASK_COMPLETION: lambda: completion(case, missing=given["missing"], actor=actor, at=at),
        Act.CLOSE_INCOMPLETE: lambda: closing(case, actor=actor, at=at),
        Act.EXTEND: lambda: _extension_ahead(case, reasons=given["reasons"], actor=actor, at=at),
        Act.WITHDRAW: lambda: withdrawal(case, reason=given["reason"], actor=actor, at=at),
        Act.FORWARD: lambda: forwarding(case, office=given["office"], reason=given["reason"], actor=actor, at=at),
        Act.DELIVER: lambda: handing_over(
            case, delivery=given["delivery"], delivered_at=given["delivered_at"], proof=given["proof"], actor=actor
        ),
    }
    return make[act]()


def completion(case: InformationRequest, *, missing: str, actor: str, at: datetime) -> forms.Completion:
    """Return what the applicant is asked to bring, and by when."""
    counted = selectors.counted_from(case=case, step="applicant_completes", at=at)
    return forms.Completion(
        **_case(case),
        missing=_lines(missing),
        days=counted.counted[-1][1],
        due=in_words(counted.due),
        rule=law.rule_by_id(counted.rule).source,
        confirmed=counted.confirmed,
        signatory=signatory(case, actor, at),
    )


def closing(case: InformationRequest, *, actor: str, at: datetime) -> forms.Closing:
    """Return that the file stayed incomplete; the clock of its completion must still be known."""
    clock = case.check_deadline
    assert clock is not None  # noqa: S101 a file that waits for its applicant has one
    rule = law.rule_by_id(clock.rule_id)
    return forms.Closing(
        **_case(case),
        asked=letters.long_date(clock.started_at, time_zone=case.office.time_zone),
        due=in_words(clock.due_on),
        missing=_lines(case.missing),
        rule=rule.source,
        confirmed=rule.confirmed,
        signatory=signatory(case, actor, at),
    )


def extension(
    case: InformationRequest, *, reasons: str, counted: Computation, first: date, actor: str, at: datetime
) -> Extension:
    """Return the notice of an extension. first: the date it is counted on from; counted: how it is counted then.

    Law: UU 14/2008 Pasal 22 ayat (8).
    """
    return Extension(
        **_case(case),
        reasons=reasons.strip(),
        first_due=in_words(first),
        new_due=in_words(counted.due),
        days=sum(day > first for day, _number in counted.counted),
        rule=law.rule_by_id(counted.rule).source,
        signatory=signatory(case, actor, at),
    )


def _extension_ahead(case: InformationRequest, *, reasons: str, actor: str, at: datetime) -> Extension:
    """Return the notice as it would be, before the clock is extended."""
    clock = case.deadline
    assert clock is not None  # noqa: S101 a running request has one
    count = counting.stored_count(clock)
    periods = (*count.periods, count.extension) if count.extension else count.periods
    counted = compute(replace(count, periods=periods, extension=None))
    return extension(case, reasons=reasons, counted=counted, first=clock.due_on, actor=actor, at=at)


def withdrawal(case: InformationRequest, *, reason: str, actor: str, at: datetime) -> forms.Withdrawal:
    return forms.Withdrawal(
        **_case(case),
        withdrawn=letters.long_date(at, time_zone=case.office.time_zone),
        reason=reason.strip(),
        signatory=signatory(case, actor, at),
    )


def forwarding(
    case: InformationRequest, *, office: Office, reason: str, actor: str, at: datetime
) -> forms.ForwardingNote:
    """Return the note to the office that takes the request up; its own clock runs from today."""
    counted = selectors.counted_from(case=case, step="answer", at=at)
    clock = _("Jam jawaban di kantor Saudara dihitung sejak %(day)s; jawaban paling lambat %(due)s.")
    started = letters.long_date(at, time_zone=office.time_zone)
    return forms.ForwardingNote(
        **_case(case),
        purpose=case.purpose,
        office=office.name,
        reason=reason.strip(),
        clock=clock % {"day": started, "due": in_words(counted.due)},
        signatory=signatory(case, actor, at),
    )


def handing_over(
    case: InformationRequest, *, delivery: Delivery, delivered_at: datetime, proof: str, actor: str
) -> forms.DeliveryReceipt:
    """Return the receipt that whoever takes the information signs."""
    form = str(labels.COPY_FORMS[CopyForm(case.copy_form)]) if case.copy_form else ""
    told = letters_about(subject_kind="request", subject_id=str(case.pk))
    notice = told.exclude(template__in=TEMPLATES.values()).first()
    given = case.answers.filter(taken_back_at=None).order_by("pk")
    material = [(answer.title, "DIP" if answer.kind == AnswerKind.DIP else form) for answer in given]
    return forms.DeliveryReceipt(
        request_number=case.number,
        applicant=addressee(case),
        notification=notice.number if notice else "",
        material=tuple(material or [(_("Penjelasan dalam pemberitahuan tertulis"), form)]),
        means=str(labels.MEANS.get(delivery, labels.DELIVERIES[delivery])),
        delivered=letters.long_date(delivered_at, time_zone=case.office.time_zone),
        proof=proof.strip(),
        cost=Cost(other=case.cost, how_to_pay=case.cost_words),
        officer=signatory(case, actor, delivered_at).name,
    )


def _case(case: InformationRequest) -> dict[str, Any]:
    return {
        "request_number": case.number,
        "requested": letters.long_date(case.received_at, time_zone=case.office.time_zone),
        "applicant": addressee(case),
        "question": case.question,
    }


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip(" -•") for line in text.splitlines() if line.strip(" -•"))
