"""A citizen objects: to the answer of his request, from the page where he follows it; or because periodic information
is missing. He follows his objection with the same number and secret."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from telusur.kernel.accounts.permits import PUBLIC, permits
from telusur.kernel.accounts.throttles import throttled
from telusur.kernel.calendars.rules import CalendarGap
from telusur.kernel.clocks.selectors import facts_of
from telusur.kernel.documents import services as documents
from telusur.kernel.offices.selectors import local_day

from .. import selectors, services
from ..forms.objecting import ObjectAloneForm, ResponseForm
from ..forms.objections import ObjectForm
from ..forms.tracking import WithdrawForm
from ..models import objection_labels
from ..rules.moves import acts_open_to
from ..rules.objections import ORDERING, UNREPLIED, ObjectionAct, ObjectionState, Verdict, still_runs
from ..rules.questions import title_of
from ..rules.words import Channel, Party
from .asking import fresh_secret, sealed_secret
from .dispute_parts import told_to_applicant
from .objections import grounds_of
from .parts import ANTICIPATED, scans_told
from .tracking import FOLLOWED_OBJECTIONS as OPENED
from .tracking import LENT_FOR, MOST_OPENED, own_case

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.http import HttpResponse, HttpResponseBase

    from telusur.kernel.accounts.permits import OfficeRequest

    from ..models import Objection

SECRETS = "fresh_objection_secrets"


@never_cache
@permits(PUBLIC)
@throttled("requests_ask")
def object_to(request: OfficeRequest, request_id: int) -> HttpResponseBase:
    """Offer the grounds that stand against this request now, in plain words, and take the objection in."""
    case, at = own_case(request, request_id), timezone.now()
    on = local_day(office=case.office, at=at)
    if running := selectors.open_objection_to(request_id=case.pk):
        return redirect("objections_follow", request.office.slug, running.pk)
    standing = selectors.grounds_for(case=case, at=at, on=on)
    asked = selectors.asked_case(case=case)
    until = selectors.window_ends_on(case=case, at=at)
    late = until is not None and on > until
    form = ObjectForm(request.POST or None, standing=standing, late=late)
    if request.method == "POST" and form.is_valid():
        try:
            filing = services.file_objection(
                office=case.office,
                request_id=case.pk,
                claim=form.claim(),
                channel=Channel.E_PPID,
                received_at=at,
                at=at,
                actor="applicant",
                late_reason=form.cleaned_data.get("late_reason", ""),
                submission=form.cleaned_data["submission"],
            )
        except services.AlreadyFiled as error:
            return redirect("objections_follow", request.office.slug, error.objection_id)
        except ANTICIPATED as error:
            form.add_error(None, services.sentence(error))
        else:
            messages.success(request, _("Keberatan Anda diterima dengan nomor %(number)s.") % _number(filing))
            return redirect("objections_follow", request.office.slug, filing.objection.pk)
    context = {
        "case": case,
        "title": title_of(case.question),
        "form": form,
        "until": until,
        "late": late,
        "runs_until": asked.due_on if still_runs(asked, at=at) else None,
    }
    wrong = request.method == "POST"
    return render(request, "requests/object.html", context, status=422 if wrong else 200)


def _number(filing: services.Filing) -> dict[str, str]:
    return {"number": filing.objection.number}


@never_cache
@permits(PUBLIC)
@throttled("requests_ask")
def object_alone(request: OfficeRequest) -> HttpResponseBase:
    """Take in an objection without a request: periodic information that the office does not provide (ground b)."""
    at, known = timezone.now(), request.user.is_authenticated
    form = ObjectAloneForm(
        request.POST or None,
        request.FILES or None,
        on=local_day(office=request.office, at=at),
        trusted=known,
        initial={"name": request.user.full_name, "email": request.user.email} if known else {},
    )
    if request.method == "POST" and form.is_valid():
        try:
            return _taken_in(request, form, at)
        except ANTICIPATED as error:
            form.add_error(None, services.sentence(error))
    wrong = request.method == "POST"
    return render(request, "requests/object_alone.html", {"form": form}, status=422 if wrong else 200)


def _taken_in(request: OfficeRequest, form: ObjectAloneForm, at: datetime) -> HttpResponseBase:
    common = {
        "office": request.office,
        "claim": form.claim(),
        "applicant": form.applicant_facts,
        "proofs": [
            services.Proof(documents.store(content=file.content, name=file.name, at=at, checked=file.checked).pk, kind)
            for kind, file in form.proofs
        ],
        "submission": form.cleaned_data["submission"],
        "at": at,
    }
    if form.unproven:
        services.hold_objection(**common)
        return render(request, "requests/objection_held.html", {"email": form.cleaned_data["email"]})
    filing = services.file_objection(
        **common,
        channel=Channel.E_PPID,
        received_at=at,
        actor="applicant",
        user_id=request.user.pk if request.user.is_authenticated else None,
    )
    return _shown(request, filing)


def _shown(request: OfficeRequest, filing: services.Filing) -> HttpResponseBase:
    """Lead to the new objection, with its secret in the session for an hour."""
    remember_objection(request, filing.objection)
    request.session[SECRETS] = {str(filing.objection.pk): sealed_secret(filing.secret)}
    messages.success(request, _("Keberatan Anda diterima dengan nomor %(number)s.") % _number(filing))
    return redirect("objections_follow", request.office.slug, filing.objection.pk)


@never_cache
@permits(PUBLIC)
@throttled("requests_confirm")
def confirm(request: OfficeRequest, token: str) -> HttpResponseBase:
    """Ask for one press of a button: mail programs open links by themselves."""
    page = "requests/objection_confirm.html"
    if request.method != "POST":
        return render(request, page, {"token": token})
    try:
        filing = services.confirm_objection(office=request.office, token=token, at=timezone.now())
    except services.AlreadyFiled as sent:
        return render(request, page, {"number": sent.data["number"]}, status=409)
    except services.Refused as refused:
        return render(request, page, {"refused": refused.code}, status=410)
    except CalendarGap as gap:  # the link stays good until its time is over
        return render(request, page, {"token": token, "fault": services.sentence(gap)}, status=503)
    return _shown(request, filing)


def remember_objection(request: OfficeRequest, objection: Objection) -> None:
    """Keep an objection open for this browser; the newest twenty are kept."""
    known = [each for each in request.session.get(OPENED, []) if each != objection.pk]
    request.session[OPENED] = [*known, objection.pk][-MOST_OPENED:]


def _own(request: OfficeRequest, objection_id: int) -> Objection:
    """Return the objection if this browser showed a secret for it or for its request, or this account owns it."""
    try:
        found = selectors.objection_of_office(office_id=request.office.pk, objection_id=objection_id)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    if found.request_id is not None:
        own_case(request, found.request_id)  # raises Http404 for whoever did not show its secret
        return found
    if objection_id in request.session.get(OPENED, []):
        return found
    if request.user.is_authenticated and found.applicant.user_id == request.user.pk:
        return found
    raise Http404


@never_cache
@permits(PUBLIC)
def follow(request: OfficeRequest, objection_id: int) -> HttpResponse:
    return _page(request, _own(request, objection_id))


def _page(request: OfficeRequest, found: Objection, *, form: ResponseForm | None = None) -> HttpResponse:
    at = timezone.now()
    on = local_day(office=found.office, at=at)
    state, replied = ObjectionState(found.state), ObjectionState(found.state) not in UNREPLIED
    verdict = Verdict(found.verdict) if found.verdict else None
    table = selectors.objection_moves_on(on=on)
    open_acts = acts_open_to(table, state, parties={Party.APPLICANT}, outcome=verdict)
    deeds = selectors.objection_history(objection=found)
    context: dict[str, Any] = {
        "objection": found,
        "title": title_of(found.information),
        "grounds": grounds_of(found, on=on),
        "late": services.late_words(found),
        "steps": _steps(found),
        "next": _next_words(found, on=on),
        "clock": facts_of(found.deadline, on) if not replied else None,
        "dispute": facts_of(found.dispute_window, on) if found.dispute_window and _may_dispute(found, on) else None,
        "acts": selectors.objection_deeds_for_applicant(deeds),
        "openings": selectors.openings_of_objection(objection_id=found.pk),
        "scans": scans_told(kind="objection", pk=found.pk, at=at),
        "files": selectors.objection_files(objection=found, at=at, lent_for=LENT_FOR),
        "remedies": found.remedies.exclude(item=None).select_related("item__office").order_by("pk"),
        "meeting": found.deliberations.filter(recorded_at=None, called_off_at=None).first(),
        "secret": fresh_secret(request.session.get(SECRETS, {}).get(str(found.pk), "")),
        "can_withdraw": ObjectionAct.WITHDRAW in open_acts,
        "can_respond": ObjectionAct.RESPOND in open_acts and found.accepted is not True,
        "response_form": form or ResponseForm(),
        "verdict": objection_labels.VERDICTS.get(found.verdict, ""),
        "disputes": told_to_applicant(found, on=on, at=at),
    }
    return render(request, "requests/objection_follow.html", context, status=422 if form is not None else 200)


def _may_dispute(found: Objection, on: date) -> bool:
    window = found.dispute_window
    return window is not None and window.stopped_at is None and window.due_on >= on


def _steps(found: Objection) -> list[dict[str, object]]:
    """Return the four steps of the applicant's view. Law: UU 14/2008 Pasal 36, told in plain words."""
    state = ObjectionState(found.state)
    replied = state not in {*UNREPLIED, ObjectionState.WITHDRAWN, ObjectionState.STRUCK}
    over = found.closed_at is not None
    made: list[dict[str, object]] = [
        {"label": _("Diajukan"), "note": found.received_at, "state": "done"},
        {"label": _("Ditelaah"), "note": found.registered_at, "state": "done" if replied or over else "now"},
        {"label": _("Ditanggapi"), "note": found.decided_at, "state": "done" if replied else ""},
    ]
    if found.verdict in ORDERING:
        done = found.executed_at is not None
        made.append(
            {"label": _("Dilaksanakan"), "note": found.executed_at, "state": "done" if done else "" if over else "now"}
        )
    return [*made, {"label": _("Selesai"), "note": found.closed_at, "state": "done" if over else ""}]


def _next_words(found: Objection, *, on: date) -> str:  # noqa: PLR0911 one sentence a state
    """Return what comes next and from whom, in one plain sentence or two."""
    state = ObjectionState(found.state)
    if state == ObjectionState.DELIBERATED:
        return _(
            "Anda diundang bermusyawarah. Datang, kirim kuasa, atau hubungi meja layanan bila waktunya tidak cocok."
        )
    if state in UNREPLIED and found.deadline.due_on < on:
        return _(
            "Atasan PPID tidak menanggapi sampai batas waktunya. Anda berhak mengajukan sengketa ke Komisi Informasi."
        )
    if state in UNREPLIED:
        return _(
            "Atasan PPID, bukan petugas yang memutus permohonan Anda, menanggapi secara tertulis paling lambat %(due)s."
        ) % {"due": date_format(found.deadline.due_on, "l, j F Y")}
    if state == ObjectionState.DECIDED and found.order_due_on:
        return _("PPID melaksanakan perintah Atasan PPID paling lambat %(due)s. Hasilnya muncul di halaman ini.") % {
            "due": date_format(found.order_due_on, "l, j F Y")
        }
    if _may_dispute(found, on) and found.dispute_window is not None:
        return _(
            "Bila Anda menerima tanggapan ini, beri tahu kami. Bila tidak, ajukan sengketa ke Komisi Informasi paling "
            "lambat %(due)s."
        ) % {"due": date_format(found.dispute_window.due_on, "l, j F Y")}
    if state == ObjectionState.STRUCK:
        return _(
            "Pencatatan ini keliru dan dicoret. Bila Anda memang mengajukan keberatan, ajukan lagi atau hubungi meja "
            "layanan."
        )
    if state == ObjectionState.DISPUTED:
        return _("Perkara ini berlanjut di Komisi Informasi.")
    return _("Tidak ada langkah lagi.")


@require_POST
@permits(PUBLIC)
def respond(request: OfficeRequest, objection_id: int) -> HttpResponseBase:
    found, form = _own(request, objection_id), ResponseForm(request.POST)
    if form.is_valid():
        try:
            services.respond_to_reply(objection_id=found.pk, actor="applicant", at=timezone.now(), **form.cleaned_data)
        except ANTICIPATED as error:
            form.add_error(None, services.sentence(error))
        else:
            messages.success(request, _("Tanggapan Anda dicatat. Terima kasih."))
            return redirect("objections_follow", request.office.slug, found.pk)
    return _page(request, found, form=form)


@permits(PUBLIC)
def withdraw(request: OfficeRequest, objection_id: int) -> HttpResponseBase:
    found, form = _own(request, objection_id), WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.withdraw_objection(
                objection_id=found.pk, reason=form.cleaned_data["reason"], actor="applicant", at=timezone.now()
            )
        except ANTICIPATED as error:
            messages.error(request, services.sentence(error))
        else:
            messages.success(request, _("Keberatan dicabut. Riwayatnya tetap dapat Anda lihat di sini."))
        return redirect("objections_follow", request.office.slug, found.pk)
    context = {"objection": found, "form": form, "title": title_of(found.information)}
    return render(request, "requests/objection_withdraw.html", context)
