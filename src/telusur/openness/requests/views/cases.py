from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from telusur.kernel.accounts.permits import permits
from telusur.kernel.clocks.selectors import explain, proposed_track, remaining_working_days, stricter
from telusur.kernel.documents.selectors import address, release_status
from telusur.kernel.letters.selectors import letters_about
from telusur.kernel.offices.selectors import local_day
from telusur.openness.information import selectors as information

from .. import selectors
from ..forms.table import ACT_FORMS
from ..models import labels
from ..rules.questions import title_of
from ..rules.words import UNANSWERED, Act, State
from .parts import actor_of, found_case, scans_told, today

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.http import HttpResponse

    from telusur.kernel.accounts.permits import OfficeRequest
    from telusur.kernel.clocks.rules import Proposal

    from ..models import InformationRequest

# What leads the case on stands first and large; the rest waits below, in this order.
LEADING = (
    Act.ACCEPT,
    Act.BEGIN_CHECK,
    Act.ASK_COMPLETION,
    Act.COMPLETE,
    Act.CLOSE_INCOMPLETE,
    Act.ANSWER_AT_DESK,
    Act.SIGN,
    Act.GRANT,
    Act.GRANT_PART,
    Act.DELIVER,
    Act.FINISH,
    Act.DISPOSE,
    Act.RETURN_TO_UNIT,
    Act.REFUSE,
    Act.DECLARE_NOT_HELD,
    Act.DECLARE_NOT_DOCUMENTED,
    Act.RECONSIDER,
)
# Said with one press: nothing needs to be written, and a later act can mend it.
AT_ONCE = frozenset({Act.BEGIN_CHECK, Act.ACCEPT, Act.FINISH})


@permits("requests.see")
def case(request: OfficeRequest, request_id: int) -> HttpResponse:
    """One case: the question, its clock, what may be done now, and everything that was done."""
    found = found_case(request, request_id)
    on = today(request.office)
    parties = selectors.parties_of(actor=actor_of(request), office_id=request.office.pk, on=on)
    may = [act for act in ACT_FORMS if act in selectors.acts_now(case=found, parties=parties, on=on)]
    by_another = Act.RELEASE_TO_ALL in may and actor_of(request) in selectors.deciders_of(request_id=found.pk)
    if by_another:
        may.remove(Act.RELEASE_TO_ALL)
    objections = selectors.objections_to(request_id=found.pk)
    context = {
        "case": found,
        "title": title_of(found.question),
        "facts": _facts(found),
        "clock": _clock(found, on=on),
        "check": _check(found, on=on),
        "proposal": _proposal(found) if Act.CHOOSE_TRACK in may else None,
        "leading": _buttons(found, [act for act in LEADING if act in may]),
        "further": _buttons(found, [act for act in may if act not in LEADING and act != Act.OPEN_IDENTITY]),
        "may_open": Act.OPEN_IDENTITY in may,
        "who": found.applicant,
        "acts": selectors.history_of(request_id=found.pk, office_id=found.office_id),
        "dispositions": found.dispositions.select_related("unit"),
        "answers": _answers(found),
        "sees_findings": request.standing.may("documents.see_findings"),
        "letters": letters_about(subject_kind="request", subject_id=str(found.pk)).select_related("attachment"),
        "notes": selectors.notes_of(request_id=found.pk),
        "proofs": _proofs(found),
        "scans": scans_told(kind="request", pk=found.pk, at=timezone.now()),
        "missing": _missing(found),
        "objections": objections,
        "disputes": selectors.disputes_to(request_id=found.pk) if objections else [],
        "may_object": request.standing.may("requests.register_objections")
        and (found.notified_at is not None or found.closed_at is not None)
        and all(each.closed_at for each in objections),
        "released": _released(found),
        "released_by_another": by_another,
        "closed": selectors.closed_of(case=found),
        "blackenable": _blackenable(request, found),
        "sees_determinations": request.standing.may("information.see_tests"),
        "tests": _tests(request, found),
        "may_propose_test": found.state in UNANSWERED and request.standing.may("information.propose_test"),
    }
    return render(request, "requests/case.html", context)


def _facts(found: InformationRequest) -> list[dict[str, Any]]:
    silent = labels.NOT_RECORDED if found.imported else ""
    rows = [
        (_("Saluran"), found.get_channel_display() or silent),
        (_("Jalur"), found.get_track_display()),
        (_("Alasan jalur"), found.track_reason),
        (_("Tujuan penggunaan"), found.purpose),
        (_("Cara memperoleh"), found.get_way_display() or silent),
        (_("Bentuk salinan"), found.get_copy_form_display()),
        (_("Cara mengirim"), found.get_delivery_display() or silent),
        (_("Diperpanjang"), _extension(found)),
        (_("Bantuan"), found.assistance_words or (_("Diminta") if found.assistance else "")),
        (_("Petugas"), str(found.officer) if found.officer else ""),
        (_("Putusan"), found.get_outcome_display()),
        (_("Badan yang menguasai"), found.held_by),
        (_("Akan didokumentasikan"), found.available_from),
        (_("Penjelasan"), found.decision_words),
        (_("Persetujuan dan jabatan publik"), found.disclosure_words),
        (_("Alasan penutupan"), found.closing_words),
        (_("Bukti penyerahan"), found.delivery_proof),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def _extension(found: InformationRequest) -> str:
    """Return what a past register says of an extension; a case of our own shows it in its history."""
    if not found.imported:
        return ""
    said = {True: _("ya"), False: _("tidak"), None: str(labels.NOT_RECORDED)}
    return said[found.imported_extended]


def _clock(found: InformationRequest, *, on: date) -> dict[str, Any] | None:
    clock = found.deadline
    if clock is None:
        return None
    runs = found.state in UNANSWERED and clock.stopped_at is None
    tighter = stricter(clock) if runs else None
    return {
        "due_on": clock.due_on,
        "remaining": remaining_working_days(clock, on) if runs else None,
        "computation": explain(clock),
        "started_on": clock.started_on,
        "stricter_on": tighter.due if tighter else None,
        "stopped_on": clock.stopped_at,
        "if_extended": clock.due_if_extended if runs else None,
    }


def _check(found: InformationRequest, *, on: date) -> dict[str, Any] | None:
    clock = found.check_deadline
    if clock is None or clock.stopped_at is not None:
        return None
    waits = clock.step == "applicant_completes"
    return {
        "lead": _("Pemohon melengkapi berkas") if waits else _("Kelengkapan diperiksa"),
        "due_on": clock.due_on,
        "remaining": remaining_working_days(clock, on),
    }


def _proposal(found: InformationRequest) -> Proposal | None:
    """Return the track proposed by the stages of elections on the day of receipt, None where the case has it."""
    proposal = proposed_track(office_code=found.office.code, on=local_day(office=found.office, at=found.received_at))
    return proposal if proposal.stages and proposal.track != found.track and not found.track_reason else None


def _buttons(found: InformationRequest, acts: Iterable[Act]) -> list[dict[str, Any]]:
    return [
        {
            "label": labels.ACTS[act],
            "href": reverse("requests_act", args=[found.office.slug, found.pk, act.value.replace("_", "-")]),
            "at_once": act in AT_ONCE,
        }
        for act in acts
    ]


def _answers(found: InformationRequest) -> list[dict[str, Any]]:
    rows = list(found.answers.select_related("attachment__document", "disposition__unit", "item"))
    files = [answer.attachment for answer in rows if answer.attachment and answer.taken_back_at is None]
    released = release_status(attachments=files, office_slug=found.office.slug) if files else {}
    return [
        {
            "title": answer.title,
            "from": answer.disposition.unit.name if answer.disposition else _("Meja layanan"),
            "href": address(attachment=answer.attachment) if answer.attachment else "",
            "kind": answer.attachment.document.extension.upper() if answer.attachment else "DIP",
            "size": answer.attachment.document.size if answer.attachment else None,
            "taken_back": answer.taken_back_at is not None and not answer.left_out,
            "left_out": answer.left_out,
            "status": released.get(answer.attachment_id or 0),
        }
        for answer in rows
    ]


def _proofs(found: InformationRequest) -> list[dict[str, Any]]:
    return [
        {"label": labels.PROOFS.get(proof.title, proof.title), "id": proof.pk}
        for proof in selectors.proofs_of(request_id=found.pk)
    ]


def _blackenable(request: OfficeRequest, found: InformationRequest) -> list[selectors.Blackenable]:
    """Return the files of an answer that this officer may have blackened, before it is decided."""
    if found.state != State.DATA_CHECKED or not request.standing.may("documents.redact"):
        return []
    return selectors.to_blacken(case=found)


def _released(found: InformationRequest) -> dict[str, str] | None:
    """Return the entry that gave the answer to everybody."""
    item = found.released_item
    if item is None:
        return None
    return {"title": item.title, "href": reverse("information_item", args=[item.office.slug, item.pk, item.slug])}


def _tests(request: OfficeRequest, found: InformationRequest) -> list[dict[str, Any]]:
    """Return the consequence tests that name this request; none of them moves it."""
    may_see = request.standing.may("information.see_tests")
    return [
        {
            "title": test.title,
            "stage": test.get_stage_display(),
            "href": reverse("information_test", args=[found.office.slug, test.pk]) if may_see else "",
        }
        for test in information.consequence_tests_for(reference=found.number, office_id=found.office_id)
    ]


def _missing(found: InformationRequest) -> list[str]:
    """Return what the file still lacks, while it is being checked."""
    if found.completed_at is not None or found.imported:
        return []
    return [str(labels.PROOFS[kind]) for kind in selectors.proofs_lacking(case=found)]
