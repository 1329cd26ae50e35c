"""Each act of the table at the case's own address: ask what is needed, do it, or say why not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from telusur.kernel.accounts.permits import permits
from telusur.kernel.documents import services as documents
from telusur.kernel.law.acts import in_its_language
from telusur.kernel.letters import services as letters
from telusur.kernel.letters.selectors import worded
from telusur.openness.information.services import NewFile

from .. import selectors, services
from ..forms.table import ACT_FORMS
from ..models import labels
from ..rules.questions import title_of
from ..rules.words import Act, State
from .entry import to_receipt
from .letter_words import keep_words, letter_words, preview, with_template
from .parts import ANTICIPATED, actor_of, closed_because, found_case, published_like, stored, today

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from telusur.kernel.accounts.permits import OfficeRequest
    from telusur.kernel.letters.forms import PassagesForm
    from telusur.kernel.letters.rules.letters import AnyLetter

    from ..forms.acts import ActForm
    from ..models import InformationRequest

PERFORM: dict[Act, Callable[..., Any]] = {
    Act.BEGIN_CHECK: services.begin_check,
    Act.ACCEPT: services.accept_request,
    Act.ASK_COMPLETION: services.ask_completion,
    Act.COMPLETE: services.complete_request,
    Act.CLOSE_INCOMPLETE: services.close_incomplete,
    Act.DISPOSE: services.dispose_to_unit,
    Act.RETURN_TO_UNIT: services.return_to_unit,
    Act.ANSWER_AT_DESK: services.answer_from_dip,
    Act.GRANT: services.decide,
    Act.GRANT_PART: services.decide,
    Act.REFUSE: services.decide,
    Act.DECLARE_NOT_HELD: services.decide,
    Act.DECLARE_NOT_DOCUMENTED: services.decide,
    Act.AWAIT_TEST: services.await_test,
    Act.DISCLOSE: services.record_disclosure,
    Act.RECONSIDER: services.reconsider,
    Act.SIGN: services.sign_and_notify,
    Act.DELIVER: services.deliver,
    Act.FINISH: services.finish,
    Act.RELEASE_TO_ALL: services.release_to_all,
    Act.EXTEND: services.extend_deadline,
    Act.WITHDRAW: services.withdraw,
    Act.FORWARD: services.forward_to_office,
    Act.CORRECT: services.correct_request,
    Act.CHOOSE_TRACK: services.choose_track,
    Act.ASSIGN: services.assign,
    Act.NOTE: services.add_note,
    Act.NOTE_FROM_APPLICANT: services.add_note,
    Act.RECOVER_SECRET: services.recover_secret,
    Act.OPEN_IDENTITY: services.record_identity_opening,
}
# What cannot be taken back says so on its button.
GRAVE = frozenset({Act.SIGN, Act.WITHDRAW, Act.CLOSE_INCOMPLETE, Act.FORWARD})


def _act_named(name: str) -> Act:
    try:
        found = Act(name.replace("-", "_"))
    except ValueError as error:
        raise Http404 from error
    if found not in ACT_FORMS:
        raise Http404
    return found


@permits("requests.see")
def act(request: OfficeRequest, request_id: int, name: str) -> HttpResponse:
    """Show the form of one act, and do it."""
    wanted, case, on = _act_named(name), found_case(request, request_id), today(request.office)
    parties = selectors.parties_of(actor=actor_of(request), office_id=request.office.pk, on=on)
    back = redirect("requests_case", office=request.office.slug, request_id=case.pk)
    if wanted not in selectors.acts_now(case=case, parties=parties, on=on):
        messages.error(request, _("Tindakan itu tidak tersedia: permohonan berpindah tahap, atau bukan peran Anda."))
        return back
    here = timezone.localtime(timezone=ZoneInfo(request.office.time_zone))
    initial = {"delivered_at": here.replace(tzinfo=None)} if wanted == Act.DELIVER else None
    form = ACT_FORMS[wanted](request.POST or None, request.FILES or None, case=case, on=on, initial=initial)
    if wanted == Act.ANSWER_AT_DESK:
        form.offer(published_like(request, case.question))  # type: ignore[attr-defined]
    words = letter_words(request, services.LETTER_OF_ACT.get(wanted), ("request", case.pk))
    ready = request.method == "POST" and form.is_valid() and (words is None or words.is_valid())
    if "insert" in request.POST and hasattr(form, "with_template"):
        form = ACT_FORMS[wanted](case=case, on=on, initial=form.with_template())
    elif ready and words is not None and "insert" in request.POST:
        words = with_template(request, words, _draft(request, wanted, case, form))
    elif ready and words is not None and "preview" in request.POST:
        return preview(request, words, _draft(request, wanted, case, form))
    elif ready:
        try:
            done = _done(request, wanted, case, form, words)
        except services.StaleCase as error:
            messages.error(request, services.sentence(error))
            return back
        except ANTICIPATED as error:
            form.add_error(None, services.sentence(error))
        else:
            return _after(request, wanted, case, done)
    context = {
        "form": form,
        "case": case,
        "title": title_of(case.question),
        "heading": labels.ACTS[wanted],
        "grave": wanted in GRAVE,
        "act": wanted.value,
        "multipart": form.is_multipart(),
        "has_templates": "choice" in form.fields,
        "words": words,
        "covering": getattr(form, "covering", None),
        "blackened": getattr(form, "handed_in", None),
        "released": selectors.files_to_release(case=case) if wanted == Act.RELEASE_TO_ALL else None,
        "closed_because": closed_because(request.office.code, on) if wanted == Act.SIGN else None,
    }
    return render(request, "requests/act.html", context)


def _draft(request: OfficeRequest, act: Act, case: InformationRequest, form: ActForm) -> AnyLetter:
    """Return the letter as the act would send it now."""
    with in_its_language():
        return services.draft_of(case, act=act, given=form.arguments(), actor=actor_of(request), at=timezone.now())


def _done(
    request: OfficeRequest, wanted: Act, case: InformationRequest, form: ActForm, words: PassagesForm | None
) -> Any:
    at, actor = timezone.now(), actor_of(request)
    if words is not None:
        keep_words(request, words, ("request", case.pk), at=at)
    if wanted == Act.ASSIGN:
        officer = form.cleaned_data["officer_id"]
        return services.assign(
            office_id=request.office.pk, request_ids=[case.pk], officer_id=officer, actor=actor, at=at
        )
    return PERFORM[wanted](request_id=case.pk, actor=actor, at=at, **_arguments(wanted, form, at=at))


def _arguments(wanted: Act, form: ActForm, *, at: datetime) -> dict[str, Any]:
    given = form.arguments()
    if wanted == Act.ANSWER_AT_DESK:
        files, items = stored(given.pop("uploads"), at=at), given.pop("items", [])
        given["materials"] = [
            *(services.Material(item_id=item) for item in items),
            *(services.Material(document_id=key, title=name) for key, name in files),
        ]
    if wanted == Act.DISCLOSE and (paper := given["paper"]) is not None:
        given["paper"] = NewFile(content=paper.content, name=paper.name)
    if wanted == Act.COMPLETE:
        files, kind = stored(given.pop("uploads"), at=at), given.pop("kind")
        given["proofs"] = [services.Proof(key, kind) for key, _name in files]
    return given


def _after(request: OfficeRequest, wanted: Act, case: InformationRequest, done: Any) -> HttpResponse:
    """Return the page after the act: what an act gives once is shown once."""
    if wanted == Act.RECOVER_SECRET:
        return to_receipt(request, case.pk, done)
    if wanted == Act.OPEN_IDENTITY:
        context = {"case": case, "number": done, "who": case.applicant, "title": title_of(case.question)}
        response = render(request, "requests/identity.html", context)
        response["Cache-Control"] = "no-store"
        return response
    messages.success(request, str(labels.DEEDS[wanted]) + ".")
    return redirect("requests_case", office=request.office.slug, request_id=case.pk)


@permits("documents.redact")
@require_POST
def blacken(request: OfficeRequest, request_id: int, attachment_id: int) -> HttpResponse:
    """Begin the blackened copy of a file of the answer, with the grounds of the determinations in force."""
    case = found_case(request, request_id)
    if case.state != State.DATA_CHECKED:
        raise Http404
    if attachment_id not in {each.attachment_id for each in selectors.to_blacken(case=case) if each.is_pdf}:
        raise Http404
    documents.begin_redaction(
        attachment_id=attachment_id,
        grounds=selectors.blackening_grounds(case=case, on=today(request.office)),
        actor=actor_of(request),
        at=timezone.now(),
    )
    return redirect("document_redaction", request.office.slug, attachment_id)


@permits("requests.see_letters")
def draft_letter(request: OfficeRequest, request_id: int) -> HttpResponse:
    """The written notification as it would be signed now, marked as a draft."""
    case = found_case(request, request_id)
    if not case.outcome or State(case.state) not in {State.AWAITING_SIGNATURE, State.ANSWERED_BY_DESK}:
        raise Http404
    at = timezone.now()
    with in_its_language():
        letter = worded(
            letter=services.notification_of(case, actor=actor_of(request), at=at),
            office_id=request.office.pk,
            subject_kind="request",
            subject_id=str(case.pk),
        )
    pdf = letters.render(letter=letter, office=request.office, at=at, draft=True)
    return HttpResponse(
        pdf, content_type="application/pdf", headers={"Content-Disposition": 'inline; filename="draf.pdf"'}
    )


@permits("requests.see")
@require_POST
def proof(request: OfficeRequest, request_id: int, attachment_id: int) -> FileResponse | HttpResponse:
    """A sealed scan, opened in an act that its owner is shown."""
    case = found_case(request, request_id)
    try:
        content = services.open_proof(
            request_id=case.pk,
            attachment_id=attachment_id,
            purpose=request.POST.get("purpose", ""),
            actor=actor_of(request),
            at=timezone.now(),
        )
    except ANTICIPATED as error:
        messages.error(request, services.sentence(error))
        return redirect("requests_case", office=request.office.slug, request_id=case.pk)
    found = next(each for each in selectors.proofs_of(request_id=case.pk) if each.pk == attachment_id)
    response = FileResponse(content, as_attachment=True, filename=found.name, content_type=found.document.media_type)
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
