"""The applicant follows his case: by number and secret, or by account. Whoever showed the secret keeps the case open
in his session; nothing of it stands in the address."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from telusur.kernel.accounts.permits import PUBLIC, SIGNED_IN, OfficeRequest, permits
from telusur.kernel.accounts.throttles import throttled
from telusur.kernel.calendars.rules import CalendarGap
from telusur.kernel.clocks import selectors as clocks
from telusur.kernel.documents import services as documents
from telusur.kernel.offices.selectors import local_day
from telusur.kernel.visits.pages import counted_page

from .. import selectors, services
from ..forms.tracking import CompletionForm, NoteForm, RecoverForm, TrackForm, WithdrawForm
from ..models import labels
from ..rules.questions import title_of
from ..rules.words import CLOSED, UNANSWERED, Act, Audience, Delivery, Outcome, Party, State
from .parts import scans_told

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.http import HttpResponse, HttpResponseBase

    from ..models import InformationRequest
    from ..selectors import Reopening

OPENED = selectors.OPENED
FOLLOWED_OBJECTIONS = selectors.FOLLOWED_OBJECTIONS
MOST_OPENED = selectors.MOST_OPENED
# Ways of delivery whose arrival the applicant himself can tell.
TAKEN_HERE = frozenset({Delivery.DOWNLOAD, Delivery.EMAIL})
LENT_FOR = timedelta(hours=1)
CASES_ON_A_PAGE = 20


@never_cache
@permits(PUBLIC)
@counted_page(gettext_lazy("Lacak permohonan"))
@throttled("requests_track")
def track(request: OfficeRequest) -> HttpResponse:
    form = TrackForm(request.POST or None, initial={"number": request.GET.get("nomor", "")})
    if request.method == "POST" and form.is_valid():
        case = selectors.case_by_secret(office_id=request.office.pk, **form.cleaned_data)
        if case is not None:
            remember(request, case)
            return redirect("requests_follow", request.office.slug, case.pk)
        objection = selectors.objection_by_secret(office_id=request.office.pk, **form.cleaned_data)
        if objection is not None:
            if objection.request is not None:
                remember(request, objection.request)
            else:
                request.session[FOLLOWED_OBJECTIONS] = [objection.pk]
            return redirect("objections_follow", request.office.slug, objection.pk)
        form.add_error(
            None,
            _(
                "Nomor dan kode itu tidak cocok. Periksa keduanya pada tanda bukti; bila kodenya hilang, "
                "mintalah kode baru di bawah ini atau di meja layanan."
            ),
        )
    return render(request, "requests/track.html", {"form": form})


@never_cache
@permits(PUBLIC)
@throttled("requests_recover")
def recover(request: OfficeRequest) -> HttpResponse:
    form = RecoverForm(request.POST or None, initial={"number": request.GET.get("nomor", "")})
    if request.method == "POST" and form.is_valid():
        case = selectors.case_by_number_and_mail(office_id=request.office.pk, **form.cleaned_data)
        if case is not None:
            services.recover_secret(request_id=case.pk, actor="applicant", at=timezone.now())
        # The same words either way: the page does not tell who asked for what.
        return render(request, "requests/recover_sent.html", {"number": form.cleaned_data["number"]})
    return render(request, "requests/recover.html", {"form": form})


@never_cache
@permits(PUBLIC)
def follow(request: OfficeRequest, request_id: int) -> HttpResponseBase:
    case = own_case(request, request_id)
    return _case_page(request, case)


@never_cache
@permits(SIGNED_IN)
def own_cases(request: OfficeRequest) -> HttpResponse:
    found = selectors.cases_of_account(user_id=request.user.pk)
    page = Paginator(found, CASES_ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [{"case": case, "title": title_of(case.question), "step": _step_words(case)} for case in page]
    return render(request, "requests/own.html", {"page": page, "rows": rows})


@require_POST
@permits(PUBLIC)
def add_note(request: OfficeRequest, request_id: int) -> HttpResponseBase:
    case = own_case(request, request_id)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _case_page(request, case, note_form=form)
    try:
        services.add_note(
            request_id=case.pk,
            text=form.cleaned_data["text"],
            audience=Audience.APPLICANT,
            actor="applicant",
            at=timezone.now(),
        )
    except services.WrongState:
        return _too_late(request, case)
    messages.success(request, _("Keterangan Anda sudah sampai di meja layanan."))
    return _back(request, case)


@require_POST
@permits(PUBLIC)
def complete(request: OfficeRequest, request_id: int) -> HttpResponseBase:
    case, at = own_case(request, request_id), timezone.now()
    form = CompletionForm(
        request.POST,
        request.FILES,
        proofs=selectors.proofs_asked(case=case),
        on=local_day(office=case.office, at=at),
        prefix="lengkapi",
    )
    if not form.is_valid():
        return _case_page(request, case, completion_form=form)
    uploads = [(kind, form.cleaned_data[f"proof_{kind}"]) for kind in form.proof_kinds]
    proofs = [
        services.Proof(documents.store(content=file.content, name=file.name, at=at, checked=file.checked).pk, kind)
        for kind, file in uploads
        if file
    ]
    try:
        services.complete_request(
            request_id=case.pk, text=form.cleaned_data["text"], proofs=proofs, actor="applicant", at=at
        )
    except CalendarGap as gap:
        form.add_error(None, services.sentence(gap))
        return _case_page(request, case, completion_form=form)
    except services.WrongState:
        return _too_late(request, case)
    messages.success(request, _("Kelengkapan diterima. Petugas memeriksanya."))
    return _back(request, case)


@permits(PUBLIC)
def withdraw(request: OfficeRequest, request_id: int) -> HttpResponseBase:
    case = own_case(request, request_id)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.withdraw(
                request_id=case.pk, reason=form.cleaned_data["reason"], actor="applicant", at=timezone.now()
            )
        except services.WrongState:
            return _too_late(request, case)
        messages.success(request, _("Permohonan dicabut. Riwayatnya tetap dapat Anda lihat di sini."))
        return _back(request, case)
    return render(request, "requests/withdraw.html", {"case": case, "form": form, "title": title_of(case.question)})


@require_POST
@permits(PUBLIC)
def take(request: OfficeRequest, request_id: int) -> HttpResponseBase:
    """Record that the answer reached the applicant by download or mail; what is handed over on paper leaves a proof
    at the desk."""
    case = own_case(request, request_id)
    if case.delivery not in TAKEN_HERE:
        return _too_late(request, case)
    way, now = Delivery(case.delivery), timezone.now()
    try:
        services.deliver(request_id=case.pk, delivery=way, delivered_at=now, actor="applicant", at=now)
    except services.WrongState:
        return _too_late(request, case)
    messages.success(request, _("Terima kasih. Penyerahan dicatat; berkas tetap dapat diunduh dari halaman ini."))
    return _back(request, case)


@require_POST
@permits(SIGNED_IN)
def join(request: OfficeRequest, request_id: int) -> HttpResponseBase:
    """Let the signed-in applicant keep a case he opened by its secret."""
    mark = request.session.get(OPENED, {}).get(str(request_id))
    if mark is None:
        raise Http404
    try:
        services.join_to_account(request_id=request_id, mark=mark, user_id=request.user.pk, at=timezone.now())
    except services.Refused as refused:
        if refused.code == "wrong_secret":
            raise Http404 from refused
        messages.error(request, _("Permohonan ini sudah menjadi milik sebuah akun."))
    else:
        messages.success(request, _("Permohonan ini sekarang ada di daftar akun Anda."))
    return redirect("requests_follow", request.office.slug, request_id)


def remember(request: OfficeRequest, case: InformationRequest) -> None:
    """Keep a case open for this browser until its secret is replaced; the newest twenty are kept."""
    request.session[OPENED] = selectors.marks_with(marks=request.session.get(OPENED, {}), case=case)


def is_open(request: OfficeRequest, case: InformationRequest) -> bool:
    """Return whether this browser showed the secret that the case has now."""
    return selectors.opened_by(marks=request.session.get(OPENED, {}), case=case)


def own_case(request: OfficeRequest, request_id: int) -> InformationRequest:
    """Return the case if this browser showed its secret or this account owns it; to others it is not there."""
    try:
        case = selectors.case_to_follow(office_id=request.office.pk, request_id=request_id)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    owner = request.user.is_authenticated and case.applicant.user_id == request.user.pk
    if not (owner or is_open(request, case)):
        raise Http404
    return case


def _case_page(
    request: OfficeRequest,
    case: InformationRequest,
    *,
    note_form: NoteForm | None = None,
    completion_form: CompletionForm | None = None,
) -> HttpResponse:
    at = timezone.now()
    today = local_day(office=case.office, at=at)
    open_acts = selectors.acts_now(case=case, parties={Party.APPLICANT}, on=today)
    anew = selectors.written_anew(case=case)
    deeds = selectors.history_of(request_id=case.pk, office_id=case.office_id)
    context: dict[str, Any] = {
        "case": case,
        "title": title_of(case.question),
        "steps": _steps(case),
        "clock": clocks.facts_of(case.deadline, today)
        if case.deadline and case.state in UNANSWERED and anew is None
        else None,
        "completion_clock": clocks.facts_of(case.check_deadline, today)
        if case.check_deadline and case.state == State.AWAITING_COMPLETION
        else None,
        "next": _next_words(case, anew=anew),
        "anew": _anew_words(case, anew) if anew else "",
        "earlier": selectors.earlier_files(case=case, at=at, lent_for=LENT_FOR),
        "acts": selectors.shown_to_applicant(deeds),
        "openings": selectors.openings_of_case(request_id=case.pk),
        "scans": scans_told(kind="request", pk=case.pk, at=at),
        "files": selectors.handed_over(case=case, at=at, lent_for=LENT_FOR),
        "register_answers": selectors.answers_in_the_register(case=case),
        "notes": selectors.own_notes(case=case),
        "can_note": Act.NOTE_FROM_APPLICANT in open_acts and case.state in UNANSWERED,
        "can_complete": Act.COMPLETE in open_acts,
        "can_withdraw": Act.WITHDRAW in open_acts,
        "can_take": Act.DELIVER in open_acts and case.delivery in TAKEN_HERE,
        "can_join": request.user.is_authenticated and case.applicant.user_id is None,
        "note_form": note_form or NoteForm(),
        "completion_form": completion_form
        or CompletionForm(proofs=selectors.proofs_asked(case=case), on=today, prefix="lengkapi"),
        "outcome": labels.OUTCOMES.get(case.outcome, "") if State(case.state) not in UNANSWERED else "",
        **_objecting(case, at=at, on=today),
        "explained": selectors.explained(case=case),
    }
    wrong = note_form is not None or completion_form is not None
    return render(request, "requests/follow.html", context, status=422 if wrong else 200)


def _objecting(case: InformationRequest, *, at: datetime, on: date) -> dict[str, Any]:
    """Return the objections to a case, and whether its applicant may object now and until when."""
    found = selectors.objections_to(request_id=case.pk)
    stands = [each for each in selectors.grounds_for(case=case, at=at, on=on) if each.stands and each.arose_at]
    running = any(each.closed_at is None for each in found)
    may = bool(stands) and not running
    return {
        "objections": found,
        "disputes": selectors.disputes_to(request_id=case.pk) if found else [],
        "can_object": may,
        "object_until": selectors.window_ends_on(case=case, at=at) if may else None,
    }


def _steps(case: InformationRequest) -> list[dict[str, object]]:
    """Return the three steps of the applicant's view. Law: UU 14/2008 Pasal 22, told in plain words."""
    over = State(case.state) in CLOSED or State(case.state) not in UNANSWERED
    begun = case.registered_at or (None if case.imported or case.state == State.SUBMITTED else case.state_since)
    ended = (case.notified_at or case.closed_at) if over else None
    return [
        {"label": _("Diajukan"), "note": case.received_at, "state": "done"},
        {"label": _("Diproses"), "note": begun, "state": "done" if over else "now"},
        {"label": _("Selesai"), "note": ended, "state": "done" if over else ""},
    ]


def _step_words(case: InformationRequest) -> str:
    if State(case.state) in CLOSED or State(case.state) not in UNANSWERED:
        return str(labels.OUTCOMES.get(case.outcome, _("Selesai")))
    return _("Menunggu kelengkapan dari Anda") if case.state == State.AWAITING_COMPLETION else _("Diproses")


def _anew_words(case: InformationRequest, anew: Reopening) -> str:
    """Return that an answer is written anew, since when and because of what."""
    facts = {
        "day": date_format(local_day(office=case.office, at=anew.at), "l, j F Y"),
        "objection": anew.objection,
        "dispute": anew.dispute,
    }
    because = (
        _("karena putusan atau kesepakatan dalam sengketa %(dispute)s")
        if anew.dispute
        else _("atas perintah Atasan PPID dalam keberatan %(objection)s")
    )
    words = _(
        "Jawaban atas permohonan ini dibuka kembali pada %(day)s %(because)s. PPID menyusun jawaban baru. Surat dan "
        "berkas yang sudah Anda terima tetap ada di sini."
    )
    return words % {"day": facts["day"], "because": because % facts}


def _next_words(case: InformationRequest, *, anew: Reopening | None) -> str:  # noqa: C901, PLR0911 one sentence a state
    """Return what comes next and from whom, in one plain sentence or two."""
    state = State(case.state)
    if state == State.AWAITING_COMPLETION:
        return _("Lengkapi berkas Anda. Selama menunggu, permohonan tidak diteruskan.")
    if state in {State.SUBMITTED, State.VERIFICATION}:
        return _("Petugas memeriksa kelengkapan berkas. Bila ada yang kurang, Anda diberi tahu.")
    if anew is not None:
        return _("PPID menyiapkan jawaban baru untuk Anda. Begitu selesai, Anda diberi tahu.")
    if state in UNANSWERED and case.deadline is not None:
        return _(
            "Anda menerima pemberitahuan tertulis paling lambat %(due)s. Bila belum ada sampai hari itu, Anda berhak "
            "mengajukan keberatan."
        ) % {"due": date_format(case.deadline.due_on, "l, j F Y")}
    if case.outcome == Outcome.NOT_HELD:
        return _(
            "Mintalah informasi ini kepada badan yang disebut dalam pemberitahuan tertulis. Bila tidak puas, Anda "
            "dapat mengajukan keberatan kepada Atasan PPID."
        )
    if case.outcome == Outcome.NOT_DOCUMENTED:
        return _(
            "Pemberitahuan tertulis menyebut kapan informasi ini didokumentasikan. Bila tidak puas, Anda dapat "
            "mengajukan keberatan kepada Atasan PPID."
        )
    if state == State.NOTIFIED:
        return _handing_words(case)
    if state == State.FORWARDED:
        return _("Permohonan diteruskan. Ikuti kelanjutannya dengan nomor baru di kantor penerima.")
    if case.outcome == Outcome.INCOMPLETE:
        return _("Berkas ditutup karena tidak dilengkapi. Anda dapat mengajukan permohonan baru kapan saja.")
    if case.outcome == Outcome.WITHDRAWN:
        return _("Permohonan ini dicabut atas permintaan Anda. Anda dapat mengajukan permohonan baru kapan saja.")
    return _("Tidak ada langkah lagi. Bila tidak puas, Anda dapat mengajukan keberatan kepada Atasan PPID.")


def _handing_words(case: InformationRequest) -> str:
    """Return how what was granted reaches the applicant, by the way he chose."""
    if case.delivery == Delivery.PICK_UP:
        return _("Baca pemberitahuan tertulis, lalu ambil jawabannya di meja layanan.")
    if case.delivery == Delivery.DOWNLOAD:
        return _("Baca pemberitahuan tertulis dan ambil jawabannya di halaman ini.")
    return _("Baca pemberitahuan tertulis. Jawabannya kami kirim dengan cara yang Anda pilih: %(way)s.") % {
        "way": str(labels.DELIVERIES.get(case.delivery, labels.NOT_RECORDED)).lower()
    }


def _too_late(request: OfficeRequest, case: InformationRequest) -> HttpResponseBase:
    messages.error(request, _("Keadaan permohonan sudah berubah, jadi langkah itu tidak dapat dilakukan lagi."))
    return _back(request, case)


def _back(request: OfficeRequest, case: InformationRequest) -> HttpResponseBase:
    return redirect(reverse("requests_follow", args=[request.office.slug, case.pk]))
