"""Consequence tests at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from telusur.kernel.accounts.permits import permits
from telusur.kernel.accounts.selectors import actor_names
from telusur.kernel.documents import selectors as documents
from telusur.kernel.documents.services import Refused
from telusur.kernel.ledger.selectors import acts_on
from telusur.kernel.offices.selectors import local_day, units_of

from .. import selectors, services
from ..forms import (
    PROCEEDING_FORMS,
    ArgueForm,
    InviteForm,
    ProceedingFilterForm,
    ProposalForm,
    StepForm,
    proposal_initial,
)
from ..models import OCCASION_LABELS, PARTICIPATION_LABELS, SIDE_LABELS, STAGE_LABELS, STEP_LABELS, ConsequenceTest
from ..rules.consequence import UNDER_TEST, Occasion, Participation, Side, Stage, StepOfTest, steps
from ..services import TEST
from .exemptions import ground_labels
from .refusals import ANTICIPATED, error_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django import forms
    from django.http import HttpResponseBase

    from telusur.kernel.accounts.permits import OfficeRequest
    from telusur.kernel.ledger.models import Act

STAGE_KINDS = {
    Stage.PROPOSED: "wait",
    Stage.SENT_TO_PROVINCE: "wait",
    Stage.TESTED_BY_PROVINCE: "soon",
    Stage.FORWARDED_TO_NATIONAL: "wait",
    Stage.TESTED_BY_NATIONAL: "soon",
    Stage.CONCLUDED: "soon",
    Stage.DETERMINED: "ok",
    Stage.FOUND_OPEN: "ok",
    Stage.COVERED: "info",
    Stage.WITHDRAWN: "",
}
ACT_TEXTS = {
    "information.test_propose": gettext_lazy("Uji konsekuensi diusulkan"),
    "information.test_revise": gettext_lazy("Usul diubah"),
    "information.test_attach": gettext_lazy("Berkas yang diuji ditambahkan"),
    "information.test_send": gettext_lazy("Dikirim ke KPU Provinsi"),
    "information.test_forward": gettext_lazy("Diteruskan ke KPU RI"),
    "information.test_return": gettext_lazy("Dikembalikan ke kantor pengusul"),
    "information.test_begin": gettext_lazy("Pengujian dimulai"),
    "information.test_save_step": gettext_lazy("Langkah pengujian disimpan"),
    "information.test_invite": gettext_lazy("Peserta pengujian dicatat"),
    "information.test_argue": gettext_lazy("Argumen dicatat"),
    "information.test_conclude": gettext_lazy("Pengujian disimpulkan"),
    "information.test_resume": gettext_lazy("Pengujian dibuka kembali"),
    "information.test_determine": gettext_lazy("Ditetapkan"),
    "information.test_reuse": gettext_lazy("Memakai penetapan yang sudah ada"),
    "information.test_withdraw": gettext_lazy("Usul ditarik"),
}


PER_PAGE = 30
HEADINGS = {
    "send": gettext_lazy("Kirim ke KPU Provinsi"),
    "forward": gettext_lazy("Teruskan ke KPU RI"),
    "return": gettext_lazy("Kembalikan ke kantor pengusul"),
    "withdraw": gettext_lazy("Tarik usul"),
    "begin": gettext_lazy("Mulai menguji"),
    "reuse": gettext_lazy("Pakai penetapan yang ada"),
    "conclude": gettext_lazy("Simpulkan pengujian"),
    "resume": gettext_lazy("Buka kembali pengujian"),
}
DONE = {
    "send": gettext_lazy("Usul dikirim. Kantor di atas diberi tahu."),
    "forward": gettext_lazy("Usul diteruskan. KPU RI diberi tahu."),
    "return": gettext_lazy("Usul dikembalikan. Kantor pengusul diberi tahu."),
    "withdraw": gettext_lazy("Usul ditarik."),
    "begin": gettext_lazy("Pengujian dimulai. Isi keenam langkahnya satu per satu."),
    "reuse": gettext_lazy("Uji selesai: penetapan yang ada dipakai."),
    "conclude": gettext_lazy("Pengujian disimpulkan. PPID menetapkan hasilnya."),
    "resume": gettext_lazy("Pengujian dibuka kembali."),
}
PERFORM: dict[str, Callable[..., Any]] = {
    "send": services.send_test,
    "forward": services.forward_test,
    "return": services.return_test,
    "withdraw": services.withdraw_test,
    "begin": services.begin_test,
    "reuse": services.reuse_determination,
    "conclude": services.conclude_test,
    "resume": services.resume_test,
}
FIGURES = (
    (Stage.PROPOSED, Stage.SENT_TO_PROVINCE, Stage.FORWARDED_TO_NATIONAL),
    (Stage.TESTED_BY_PROVINCE, Stage.TESTED_BY_NATIONAL),
    (Stage.CONCLUDED,),
    (Stage.DETERMINED, Stage.FOUND_OPEN, Stage.COVERED),
)


@permits("information.see_tests")
@require_safe
def listing(request: OfficeRequest) -> HttpResponseBase:
    office = request.office
    form = ProceedingFilterForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    found = selectors.consequence_tests(
        office_id=office.pk, stage=chosen.get("tahap", ""), whose=chosen.get("milik", ""), text=chosen.get("q", "")
    )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    counts = selectors.stage_counts(office_id=office.pk)
    labels = (_("menunggu diuji"), _("sedang diuji"), _("menunggu penetapan"), _("selesai"))
    context = {
        "form": form,
        "clear": "?" if any(chosen.values()) else "",
        "page": page,
        "rows": [(test, STAGE_KINDS[Stage(test.stage)]) for test in page],
        "figures": [
            {"label": label, "n": sum(counts.get(stage.value, 0) for stage in stages)}
            for label, stages in zip(labels, FIGURES, strict=True)
        ],
        "may_propose": request.standing.may("information.propose_test"),
        "may_determine": request.standing.may("information.determine"),
    }
    return render(request, "information/desk/tests.html", context)


@permits("information.propose_test")
@require_http_methods(["GET", "POST"])
def new(request: OfficeRequest) -> HttpResponseBase:
    """Propose a test. Determinations on the same substance are shown before it is taken."""
    office, at = request.office, timezone.now()
    offered = _offered(request, at) if request.method == "POST" else []
    initial = {"occasion": Occasion.BEFORE_REQUEST.value, "reference": request.GET.get("permohonan", "")[:120]}
    if initial["reference"]:
        initial["occasion"] = Occasion.ON_REQUEST.value
    if disputed := request.GET.get("sengketa", "")[:120]:
        initial = {"occasion": Occasion.DURING_DISPUTE.value, "reference": disputed}
    form = ProposalForm(
        request.POST or None,
        request.FILES or None,
        on=local_day(office=office, at=at),
        units={str(unit.pk): unit.name for unit in units_of(office_id=office.pk)},
        offered=offered,
        initial=initial,
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = services.propose_test(
                office_id=office.pk,
                proposal=form.proposal(),
                officer=request.user,
                at=at,
                despite=form.cleaned_data["despite"],
                files=[services.NewFile(file.content, file.name) for file in form.cleaned_data["uploads"]],
            )
        except services.AlreadyDetermined as error:
            offered = error.found
            form.add_error("despite", error_text(error))
        except Refused as refusal:
            form.add_error("uploads", f"{refusal.message} {refusal.remedy}")
        except ANTICIPATED as error:
            form.add_error(None, error_text(error))
        else:
            messages.success(request, _("Usul dicatat. PPID mengirimnya atau mulai mengujinya."))
            return redirect("information_test", office=office.slug, test_id=made.pk)
    context = {"form": form, "offered": offered, "test": None}
    return render(request, "information/desk/test_edit.html", context)


def _offered(request: OfficeRequest, at: datetime) -> list[Any]:
    """Return what stands already on the substance that is being typed in."""
    texts = [request.POST.get(name, "") for name in ("title", "description")]
    tags = request.POST.get("tags", "").split(";")
    on = local_day(office=request.office, at=at)
    return selectors.similar_determinations(office_id=request.office.pk, texts=texts, tags=tags, on=on)


@permits("information.propose_test")
@require_http_methods(["GET", "POST"])
def edit(request: OfficeRequest, test_id: int) -> HttpResponseBase:
    found, at = found_test(request, test_id), timezone.now()
    if "revise" not in acts_open(request, found, at):
        return not_now(request, found)
    form = ProposalForm(
        request.POST or None,
        request.FILES or None,
        on=local_day(office=request.office, at=at),
        units={str(unit.pk): unit.name for unit in units_of(office_id=request.office.pk)},
        initial=proposal_initial(found),
    )
    del form.fields["despite"]
    if request.method == "POST" and form.is_valid():
        try:
            services.revise_proposal(test_id=found.pk, proposal=form.proposal(), officer=request.user, at=at)
            for file in form.cleaned_data["uploads"]:
                new_file = services.NewFile(file.content, file.name)
                services.attach_to_test(test_id=found.pk, file=new_file, officer=request.user, at=at)
        except Refused as refusal:
            form.add_error("uploads", f"{refusal.message} {refusal.remedy}")
        except ANTICIPATED as error:
            form.add_error(None, error_text(error))
        else:
            messages.success(request, _("Usul disimpan."))
            return redirect("information_test", office=request.office.slug, test_id=found.pk)
    return render(request, "information/desk/test_edit.html", {"form": form, "offered": [], "test": found})


@permits("information.see_tests")
@require_safe
def test(request: OfficeRequest, test_id: int) -> HttpResponseBase:
    return _page(request, found_test(request, test_id))


def _page(
    request: OfficeRequest,
    found: ConsequenceTest,
    *,
    step_form: StepForm | None = None,
    stale: dict[str, Any] | None = None,
    form: forms.Form | None = None,
    status: int = 200,
) -> HttpResponseBase:
    """Show a test with its steps. step_form: the step that was not taken, with what was typed; stale: what stands
    there instead."""
    at = timezone.now()
    acts = acts_open(request, found, at)
    begun = found.stage in UNDER_TEST or found.begun_on is not None
    context = {
        "test": found,
        "kind": STAGE_KINDS[Stage(found.stage)],
        "facts": _proposed(found),
        "acts": _acts(found),
        "acts_open": acts,
        "buttons": [(name, HEADINGS[name]) for name in HEADINGS if name in acts],
        "steps": _steps(found, editable="save_step" in acts, given=step_form, at=at) if begun else [],
        "stale": stale,
        "way": _way(found),
        "files": _files(request, found),
        "papers": _papers(request, found),
        "people": [
            (each, PARTICIPATION_LABELS[Participation(each.participation)])
            for each in found.participants.order_by("participation", "pk")
        ],
        "arguments": [
            (SIDE_LABELS[side], [each for each in found.arguments.order_by("pk") if each.side == side]) for side in Side
        ],
        "invite_form": form if isinstance(form, InviteForm) else InviteForm(prefix="peserta"),
        "argue_form": form if isinstance(form, ArgueForm) else ArgueForm(prefix="argumen"),
        "all_forms": [each for each in (step_form, form) if each is not None],
        "determination": getattr(found, "determination", None) or found.covered_by,
    }
    return render(request, "information/desk/test.html", context, status=status)


def _steps(found: ConsequenceTest, *, editable: bool, given: StepForm | None, at: datetime) -> list[dict[str, Any]]:
    """Each step with its form, or with what stands in it where it is only read."""
    on = found.begun_on or local_day(office=found.handler, at=at)
    records = {record.letter: record for record in found.steps.select_related("saved_by").order_by("letter")}
    shown = []
    for step in steps(on=on):
        record = records.get(step.letter)
        answers = dict(record.answers) if record else {}
        form = given if given is not None and given.step == step else _step_form(step, answers, record)
        shown.append(
            {
                "letter": step.letter,
                "label": STEP_LABELS[step.letter],
                "form": form if editable else None,
                "lines": services.lines_of(step=step, answers=answers),
                "record": record,
                "done": bool(record) and all(answers.get(name, "").strip() for name in step.asks),
                "source": step.source,
            }
        )
    return shown


def _step_form(step: StepOfTest, answers: dict[str, str], record: Any, data: Any = None) -> StepForm:
    initial: dict[str, Any] = {**answers, "version": record.version if record else 0}
    if "grounds" in initial:
        initial["grounds"] = list(answers["grounds"])
    return StepForm(data, step=step, initial=initial)


@permits("information.work_on_tests")
@require_POST
def save_step(request: OfficeRequest, test_id: int, letter: str) -> HttpResponseBase:
    """Save one step; what was typed stays on the page whatever happens."""
    found, at = found_test(request, test_id), timezone.now()
    on = found.begun_on or local_day(office=found.handler, at=at)
    step = next((each for each in steps(on=on) if each.letter == letter), None)
    if step is None:
        raise Http404
    form = StepForm(request.POST, step=step)
    stale: dict[str, Any] | None = None
    if form.is_valid():
        try:
            services.save_step(
                test_id=found.pk,
                letter=letter,
                answers=form.answers(),
                version=form.cleaned_data["version"],
                officer=request.user,
                at=at,
            )
        except services.StaleStep as error:
            form = _again(request, step, error.version)
            stale = {"letter": letter, "lines": services.lines_of(step=step, answers=error.now)}
        except ANTICIPATED as error:
            form.add_error(None, error_text(error))
        else:
            messages.success(request, _("Langkah %(letter)s disimpan.") % {"letter": letter})
            return redirect(f"{reverse('information_test', args=[request.office.slug, found.pk])}#langkah-{letter}")
    return _page(request, found, step_form=form, stale=stale, status=409 if stale else 422)


def _again(request: OfficeRequest, step: StepOfTest, version: int) -> StepForm:
    """Return the step as it was typed, now against the version that stands."""
    data = request.POST.copy()
    data[f"{step.letter}-version"] = str(version)
    form = StepForm(data, step=step)
    form.add_error(None, _("Langkah ini baru saja disimpan orang lain. Bandingkan, lalu simpan sekali lagi."))
    return form


@permits("information.work_on_tests")
@require_POST
def invite(request: OfficeRequest, test_id: int) -> HttpResponseBase:
    return _add(request, test_id, InviteForm(request.POST, prefix="peserta"), services.invite, _("Peserta dicatat."))


@permits("information.work_on_tests")
@require_POST
def argue(request: OfficeRequest, test_id: int) -> HttpResponseBase:
    return _add(request, test_id, ArgueForm(request.POST, prefix="argumen"), services.argue, _("Argumen dicatat."))


def _add(
    request: OfficeRequest, test_id: int, form: forms.Form, service: Callable[..., Any], done: str
) -> HttpResponseBase:
    found = found_test(request, test_id)
    if form.is_valid():
        try:
            service(test_id=found.pk, officer=request.user, at=timezone.now(), **form.cleaned_data)
        except ANTICIPATED as error:
            form.add_error(None, error_text(error))
        else:
            messages.success(request, done)
            return redirect("information_test", office=request.office.slug, test_id=found.pk)
    return _page(request, found, form=form, status=422)


@permits("information.work_on_tests")
@require_http_methods(["GET", "POST"])
def act(request: OfficeRequest, test_id: int, name: str) -> HttpResponseBase:
    """Ask what an act of the table needs, and do it."""
    if name not in PERFORM:
        raise Http404
    found, at = found_test(request, test_id), timezone.now()
    if name not in acts_open(request, found, at):
        return not_now(request, found)
    extra, similar = _extra(found, name, at=at)
    form = PROCEEDING_FORMS[name](request.POST or None, initial={"version": found.version}, **extra)
    if request.method == "POST" and form.is_valid():
        try:
            PERFORM[name](test_id=found.pk, officer=request.user, at=at, **form.arguments())
        except services.StaleTest as error:
            messages.error(request, error_text(error))
            return redirect("information_test", office=request.office.slug, test_id=found.pk)
        except ANTICIPATED as error:
            form.add_error(None, error_text(error))
        else:
            messages.success(request, DONE[name])
            return redirect("information_test", office=request.office.slug, test_id=found.pk)
    context = {"form": form, "test": found, "heading": HEADINGS[name], "similar": similar, "grave": name == "withdraw"}
    return render(request, "information/desk/test_act.html", context)


def _extra(found: ConsequenceTest, name: str, *, at: datetime) -> tuple[dict[str, Any], list[Any]]:
    """Return what the form of an act offers besides, and the determinations shown beside it."""
    on = local_day(office=found.office, at=at)
    if name == "begin":
        texts = (found.title, found.description)
        similar = selectors.similar_determinations(office_id=found.office_id, texts=texts, tags=found.tags, on=on)
        return {"offered": [each for each in similar if each.id not in found.offered]}, similar
    if name == "reuse":
        covering = selectors.determinations_covering(office_id=found.office_id, on=on)
        return {"covering": covering}, covering
    return {}, []


def acts_open(request: OfficeRequest, found: ConsequenceTest, at: datetime) -> frozenset[str]:
    return selectors.acts_open_on_test(test=found, actor=f"user:{request.user.pk}", at=at)


def not_now(request: OfficeRequest, found: ConsequenceTest) -> HttpResponseBase:
    messages.error(request, _("Tindakan itu tidak tersedia: uji ini berpindah tahap, atau bukan peran Anda."))
    return redirect("information_test", office=request.office.slug, test_id=found.pk)


def _way(found: ConsequenceTest) -> list[dict[str, Any]]:
    """The way of SOP 7 as this test goes it."""
    stations: list[tuple[str, tuple[Stage, ...]]] = [
        (str(STAGE_LABELS[Stage.PROPOSED]), (Stage.PROPOSED, Stage.SENT_TO_PROVINCE, Stage.FORWARDED_TO_NATIONAL)),
        (_("Diuji"), (Stage.TESTED_BY_PROVINCE, Stage.TESTED_BY_NATIONAL)),
        (_("Disimpulkan"), (Stage.CONCLUDED,)),
        (_("Ditetapkan"), (Stage.DETERMINED, Stage.FOUND_OPEN, Stage.COVERED, Stage.WITHDRAWN)),
    ]
    here = next(n for n, (_label, stages) in enumerate(stations) if found.stage in stages)
    ended = here == len(stations) - 1
    return [
        {
            "label": label,
            "note": found.get_stage_display() if n == here else "",
            "state": "done" if n < here or (ended and n == here) else "now" if n == here else "",
        }
        for n, (label, _stages) in enumerate(stations)
    ]


def _files(request: OfficeRequest, found: ConsequenceTest) -> list[dict[str, Any]]:
    """What is tested, as this office may read it."""
    if not request.standing.may("information.see_exempt"):
        return []
    rows = documents.attachments_of(thing_kind=TEST, thing_id=str(found.pk)).filter(
        withdrawn_at=None, office=request.office, openness="excluded"
    )
    return [{"row": row, "href": documents.address(attachment=row)} for row in rows]


def _papers(request: OfficeRequest, found: ConsequenceTest) -> list[dict[str, Any]]:
    """The sheet and the letter, as this office may read them."""
    rows = [
        row
        for kind in (TEST, "information_paper")
        for row in documents.attachments_of(thing_kind=kind, thing_id=str(found.pk)).filter(
            withdrawn_at=None, office=request.office, permission="information.see_tests"
        )
    ]
    return [{"row": row, "href": documents.address(attachment=row)} for row in rows]


def found_test(request: OfficeRequest, test_id: int) -> ConsequenceTest:
    try:
        return selectors.seen_test(office_id=request.office.pk, test_id=test_id)
    except ConsequenceTest.DoesNotExist as error:
        raise Http404 from error


def _proposed(found: ConsequenceTest) -> list[dict[str, Any]]:
    occasion = str(OCCASION_LABELS[Occasion(found.occasion)])
    facts = [
        {"label": _("Kantor pengusul"), "value": found.office.name},
        {"label": _("Unit yang menguasai"), "value": found.unit.name if found.unit else "–"},
        {"label": _("Sedang dipegang"), "value": found.handler.name},
        {"label": _("Waktu pengujian"), "value": occasion},
        {"label": _("Informasi yang diuji"), "value": found.description},
        {"label": _("Alasan usul"), "value": found.reason},
        {"label": _("Alasan pengecualian"), "value": "\n".join(ground_labels(found.grounds)) or "–"},
        {"label": _("Dasar hukum"), "value": found.statute or "–"},
    ]
    if found.reference:
        facts.insert(4, {"label": _("Nomor permohonan atau sengketa"), "value": found.reference})
    return facts


def _acts(found: ConsequenceTest) -> list[dict[str, Any]]:
    rows = [row for row in acts_on(subject_kind=TEST, subject_id=str(found.pk)) if row.act in ACT_TEXTS]
    names = actor_names(refs={row.actor for row in rows})
    return [
        {"at": row.happened_at, "text": _said(row), "actor": names.get(row.actor, row.actor)}
        for row in sorted(rows, key=lambda row: row.happened_at, reverse=True)
    ]


def _said(row: Act) -> str:
    """Return an act in words; a step by its letter."""
    text = str(ACT_TEXTS[row.act])
    return text if "step" not in row.facts else _("%(act)s: %(step)s") % {"act": text, "step": row.facts["step"]}
