"""The desk of the list: what waits for whom, one entry with its acts, many files at once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from telusur.kernel.accounts.permits import permits
from telusur.kernel.accounts.selectors import actor_names
from telusur.kernel.documents import selectors as documents
from telusur.kernel.documents.services import Refused
from telusur.kernel.ledger.selectors import acts_on
from telusur.kernel.offices.selectors import local_day, units_of

from .. import selectors, services
from ..forms import (
    DeskFilterForm,
    EntryForm,
    FileForm,
    ReasonForm,
    RevisionFileForm,
    UploadForm,
    initial_of,
)
from ..models import CLASS_LABELS, STATE_LABELS, InformationItem
from ..rules.entries import Entry, InformationClass
from ..rules.file_names import title_from_name, year_from_name
from ..rules.states import Act, State, WrongState, acts_open
from .public import legal_columns

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponseBase

    from telusur.kernel.accounts.permits import OfficeRequest

PER_PAGE = 50
SOON = 30
FIELD_LABELS = {name: field.label for name, field in EntryForm.base_fields.items()} | {"files": gettext_lazy("Berkas")}
STATE_KINDS = {
    State.DRAFT: "",
    State.PROPOSED: "wait",
    State.ANNOUNCED: "soon",
    State.PUBLISHED: "ok",
    State.WITHDRAWN: "late",
}
ACT_TEXTS = {
    "information.enter": gettext_lazy("Draf dicatat"),
    "information.import": gettext_lazy("Masuk lewat impor daftar"),
    "information.edit": gettext_lazy("Draf diubah"),
    "information.add_file": gettext_lazy("Berkas ditambahkan"),
    "information.remove_file": gettext_lazy("Berkas dilepas"),
    "information.discard": gettext_lazy("Draf dibuang"),
    "information.propose": gettext_lazy("Diusulkan terbit"),
    "information.return": gettext_lazy("Usul dikembalikan"),
    "information.approve": gettext_lazy("Disetujui dan terbit"),
    "information.announce": gettext_lazy("Terbit serta merta"),
    "information.confirm": gettext_lazy("Ditegaskan"),
    "information.withdraw": gettext_lazy("Ditarik"),
    "information.revise": gettext_lazy("Pembaruan diusulkan"),
    "information.accept_revision": gettext_lazy("Pembaruan disetujui"),
    "information.return_revision": gettext_lazy("Pembaruan dikembalikan"),
    "information.review": gettext_lazy("Ditinjau ulang, masih benar"),
}
SECOND_PERSON = gettext_lazy("Tidak dapat Anda lakukan: orang yang mengusulkan tidak menyetujui usulnya sendiri.")
WRONG_STATE = gettext_lazy("Keadaan informasi ini sudah berubah; muat ulang halaman untuk melihatnya.")


def error_text(error: Exception) -> str:
    """Return what an officer reads when an act is refused."""
    if isinstance(error, services.SecondPersonNeeded):
        return str(SECOND_PERSON)
    if isinstance(error, services.Incomplete):
        names = ", ".join(str(FIELD_LABELS.get(name, name)) for name in error.missing)
        return _("Belum lengkap untuk terbit. Isi dahulu: %(names)s.") % {"names": names}
    if isinstance(error, services.RevisionPending):
        return _("Masih ada pembaruan yang menunggu persetujuan; putuskan dahulu yang itu.")
    if isinstance(error, services.NothingRevised):
        return _("Belum ada yang berubah: ubah isian atau pilih berkas baru.")
    if isinstance(error, services.ReasonMissing):
        return _("Tulis alasannya.")
    return str(WRONG_STATE)


ANTICIPATED = (
    services.SecondPersonNeeded,
    services.Incomplete,
    services.RevisionPending,
    services.NothingRevised,
    services.ReasonMissing,
    WrongState,
)


@permits("information.see")
@require_safe
def listing(request: OfficeRequest) -> HttpResponseBase:
    office = request.office
    units = _units(request)
    form = DeskFilterForm(request.GET, units=units)
    chosen = form.cleaned_data if form.is_valid() else {}
    items = selectors.desk_items(
        office_id=office.pk,
        state=chosen.get("keadaan", ""),
        information_class=chosen.get("kelas", ""),
        unit_id=chosen.get("unit"),
        text=chosen.get("q", ""),
    )
    page = Paginator(items, PER_PAGE).get_page(request.GET.get("page"))
    counts = selectors.state_counts(office_id=office.pk)
    today = local_day(office=request.office, at=timezone.now())
    context = {
        "form": form,
        "clear": "?" if any(chosen.values()) else "",
        "page": page,
        "rows": [(item, STATE_KINDS[State(item.state)]) for item in page],
        "figures": [
            {"state": state.value, "label": STATE_LABELS[state], "n": counts.get(state.value, 0)}
            for state in (State.DRAFT, State.PROPOSED, State.ANNOUNCED, State.PUBLISHED)
        ],
        "reviews": selectors.due_for_review(office_id=office.pk, until=today).count(),
        "doubt": selectors.doubt_about_list(office_id=office.pk, on=today),
        "lacking": selectors.items_without_event(office_id=office.pk).count(),
        "may_propose": request.standing.may("information.propose"),
        "may_approve": request.standing.may("information.approve"),
        "may_import": request.standing.may("information.import"),
    }
    return render(request, "information/desk/list.html", context)


def _units(request: OfficeRequest) -> dict[str, str]:
    return {str(unit.pk): unit.name for unit in units_of(office_id=request.office.pk)}


def _item(request: OfficeRequest, item_id: int) -> InformationItem:
    try:
        return selectors.item_of_office(office_id=request.office.pk, item_id=item_id)
    except InformationItem.DoesNotExist as error:
        raise Http404 from error


@permits("information.see")
@require_safe
def item(request: OfficeRequest, item_id: int) -> HttpResponseBase:
    found = _item(request, item_id)
    revision = selectors.pending_revision(item_id=found.pk)
    open_acts = {row.act: row for row in acts_open(State(found.state)) if request.standing.may(row.permission)}
    own = found.proposed_by_id == request.user.pk
    second = own and bool({Act.APPROVE, Act.CONFIRM} & open_acts.keys())
    if own:
        open_acts = {act: row for act, row in open_acts.items() if row.second_person != "proposer"}
    if found.information_class != InformationClass.IMMEDIATE:
        open_acts.pop(Act.ANNOUNCE, None)
    if revision:
        open_acts.pop(Act.REVISE, None)
    context = {
        "item": found,
        "kind": STATE_KINDS[State(found.state)],
        "columns": legal_columns(found),
        "class_label": CLASS_LABELS[InformationClass(found.information_class)],
        "acts_open": {act.value for act in open_acts},
        "second_person": second,
        "files": [
            {"row": row, "href": documents.address(attachment=row)} for row in selectors.files_of(item_id=found.pk)
        ],
        "revision": revision,
        "revision_lines": _revision_lines(revision),
        "revision_file": documents.address(attachment=revision.file) if revision and revision.file else "",
        "own_revision": revision is not None and revision.proposed_by_id == request.user.pk,
        "acts": _acts(found),
        "file_form": FileForm(),
        "missing": _missing(found),
    }
    return render(request, "information/desk/item.html", context)


def _missing(found: InformationItem) -> str:
    if found.state != State.DRAFT:
        return ""
    names = services.missing_of(item=found)
    return ", ".join(str(FIELD_LABELS.get(name, name)) for name in names)


def _revision_lines(revision: Any) -> list[dict[str, Any]]:
    if not revision:
        return []
    return [
        {"label": FIELD_LABELS.get(name, name), "before": _shown(change["before"]), "after": _shown(change["after"])}
        for name, change in revision.changes.items()
    ]


def _shown(value: Any) -> str:
    return "; ".join(value) if isinstance(value, list) else str(value if value not in (None, "") else "–")


def _acts(found: InformationItem) -> list[dict[str, Any]]:
    acts = acts_on(subject_kind="information", subject_id=str(found.pk))
    rows = [act for act in acts if act.act in ACT_TEXTS]
    names = actor_names(refs={row.actor for row in rows})
    return [
        {"at": row.happened_at, "text": ACT_TEXTS[row.act], "actor": names.get(row.actor, row.actor)}
        for row in reversed(rows)
    ]


@permits("information.propose")
@require_http_methods(["GET", "POST"])
def new(request: OfficeRequest) -> HttpResponseBase:
    initial = {
        "year": local_day(office=request.office, at=timezone.now()).year,
        "information_class": InformationClass.ANYTIME.value,
    }
    form = EntryForm(request.POST or None, units=_units(request), initial=initial)
    file_form = FileForm(request.POST or None, request.FILES or None, prefix="berkas")
    file_form.fields["file"].required = False
    if request.method == "POST" and form.is_valid() and file_form.is_valid():
        files = [_new_file(file_form)] if file_form.cleaned_data["file"] else []
        try:
            made = services.enter_item(
                office_id=request.office.pk,
                entry=form.entry(),
                officer=request.user,
                at=timezone.now(),
                files=files,
            )
        except Refused as refusal:
            file_form.add_error("file", f"{refusal.message} {refusal.remedy}")
        except ValidationError as error:
            _take_over(form, error)
        else:
            messages.success(request, _("Draf dicatat. Usulkan terbit bila sudah lengkap."))
            return redirect("information_desk_item", office=request.office.slug, item_id=made.pk)
    context = {"form": form, "file_form": file_form, "all_forms": [form, file_form], "new": True}
    return render(request, "information/desk/edit.html", context)


def _new_file(form: FileForm) -> services.NewFile:
    upload = form.cleaned_data["file"]
    return services.NewFile(upload.file, upload.name, form.cleaned_data.get("title", ""))


def _take_over(form: Any, error: ValidationError) -> None:
    """Put what the model found wrong at the fields of the form."""
    if hasattr(error, "error_dict"):
        for name, faults in error.error_dict.items():
            form.add_error(name if name in form.fields else None, faults)
    else:
        form.add_error(None, error)


@permits("information.propose")
@require_http_methods(["GET", "POST"])
def edit(request: OfficeRequest, item_id: int) -> HttpResponseBase:
    found = _item(request, item_id)
    published = found.state == State.PUBLISHED
    if not published and found.state != State.DRAFT:
        messages.error(request, WRONG_STATE)
        return redirect("information_desk_item", office=request.office.slug, item_id=item_id)
    form = EntryForm(request.POST or None, units=_units(request), initial=initial_of(services.entry_of(found)))
    files = {str(row.pk): row.title for row in selectors.files_of(item_id=item_id)}
    revision_form = RevisionFileForm(request.POST or None, request.FILES or None, files=files) if published else None
    valid = request.method == "POST" and form.is_valid() and (revision_form is None or revision_form.is_valid())
    if valid:
        try:
            if revision_form is None:
                services.edit_item(item_id=item_id, entry=form.entry(), officer=request.user, at=timezone.now())
                messages.success(request, _("Draf disimpan."))
            else:
                _revise(request, item_id, form, revision_form)
                messages.success(request, _("Pembaruan diusulkan; berlaku setelah disetujui orang kedua."))
            return redirect("information_desk_item", office=request.office.slug, item_id=item_id)
        except ANTICIPATED as error:
            form.add_error(None, error_text(error))
        except Refused as refusal:
            revision_form.add_error("file", f"{refusal.message} {refusal.remedy}")  # type: ignore[union-attr]
        except ValidationError as error:
            _take_over(form, error)
    forms = [revision_form, form] if revision_form else [form]
    context = {"form": form, "revision_form": revision_form, "all_forms": forms, "item": found, "new": False}
    return render(request, "information/desk/edit.html", context)


def _revise(request: OfficeRequest, item_id: int, form: EntryForm, revision_form: RevisionFileForm) -> None:
    given = revision_form.cleaned_data
    upload = given["file"]
    services.revise_item(
        item_id=item_id,
        entry=form.entry(),
        reason=given["reason"],
        officer=request.user,
        at=timezone.now(),
        file=services.NewFile(upload.file, upload.name) if upload else None,
        replaces=given["replaces"] if upload else None,
    )


@permits("information.propose")
@require_http_methods(["GET", "POST"])
def upload(request: OfficeRequest) -> HttpResponseBase:
    """Many files at once: each that is taken becomes a draft, each that is refused is named with its remedy."""
    form = UploadForm(
        request.POST or None,
        request.FILES or None,
        units=_units(request),
        initial={"year": local_day(office=request.office, at=timezone.now()).year},
    )
    refused: list[dict[str, str]] = []
    made: list[InformationItem] = []
    if request.method == "POST" and form.is_valid():
        for file in form.cleaned_data["documents"]:
            try:
                made.append(_draft_of(request, form.cleaned_data, file))
            except Refused as refusal:
                refused.append({"name": file.name, "message": refusal.message, "remedy": refusal.remedy})
        if made and not refused:
            text = ngettext("%(n)d draf dibuat.", "%(n)d draf dibuat.", len(made)) % {"n": len(made)}
            messages.success(request, text)
            return redirect("information_desk", office=request.office.slug)
    return render(request, "information/desk/upload.html", {"form": form, "refused": refused, "made": made})


def _draft_of(request: OfficeRequest, given: dict[str, Any], file: Any) -> InformationItem:
    entry = Entry(
        title=title_from_name(file.name),
        summary="",
        information_class=InformationClass(given["information_class"]),
        year=year_from_name(file.name) or given["year"],
        holder=given["holder"],
        responsible=given["responsible"],
        retention=given["retention"],
        unit_id=given["unit_id"],
    )
    return services.enter_item(
        office_id=request.office.pk,
        entry=entry,
        officer=request.user,
        at=timezone.now(),
        files=[services.NewFile(file.file, file.name)],
    )


@permits("information.propose")
@require_POST
def add_file(request: OfficeRequest, item_id: int) -> HttpResponseBase:
    found = _item(request, item_id)
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            services.add_file(item_id=found.pk, file=_new_file(form), officer=request.user, at=timezone.now())
            messages.success(request, _("Berkas ditambahkan."))
        except Refused as refusal:
            messages.error(request, f"{refusal.message} {refusal.remedy}")
        except ANTICIPATED as error:
            messages.error(request, error_text(error))
    else:
        messages.error(request, _("Pilih berkas yang akan ditambahkan."))
    return redirect("information_desk_item", office=request.office.slug, item_id=item_id)


@permits("information.propose")
@require_POST
def remove_file(request: OfficeRequest, item_id: int, attachment_id: int) -> HttpResponseBase:
    found = _item(request, item_id)
    try:
        services.remove_file(item_id=found.pk, attachment_id=attachment_id, officer=request.user, at=timezone.now())
        messages.success(request, _("Berkas dilepas dari draf."))
    except LookupError as error:
        raise Http404 from error
    except ANTICIPATED as error:
        messages.error(request, error_text(error))
    return redirect("information_desk_item", office=request.office.slug, item_id=item_id)


def _plain_act(permission: str, service: Callable[..., Any], done: Any) -> Callable[..., HttpResponseBase]:
    """A button that needs no more than its press."""

    @permits(permission)
    @require_POST
    def view(request: OfficeRequest, item_id: int) -> HttpResponseBase:
        found = _item(request, item_id)
        try:
            service(item_id=found.pk, officer=request.user, at=timezone.now())
            messages.success(request, done)
        except ANTICIPATED as error:
            messages.error(request, error_text(error))
        return redirect("information_desk_item", office=request.office.slug, item_id=item_id)

    return view


propose = _plain_act("information.propose", services.propose_item, gettext_lazy("Diusulkan terbit; PPID diberi tahu."))
announce = _plain_act(
    "information.announce",
    services.announce_item,
    gettext_lazy("Terbit serta merta. Orang kedua harus menegaskannya dalam satu hari kerja."),
)
approve = _plain_act("information.approve", services.approve_item, gettext_lazy("Disetujui dan terbit."))
confirm = _plain_act("information.confirm", services.confirm_item, gettext_lazy("Ditegaskan."))
review = _plain_act("information.approve", services.review_item, gettext_lazy("Dinyatakan masih benar."))


@permits("information.propose")
@require_POST
def discard(request: OfficeRequest, item_id: int) -> HttpResponseBase:
    found = _item(request, item_id)
    try:
        services.discard_item(item_id=found.pk, officer=request.user, at=timezone.now())
        messages.success(request, _("Draf dibuang."))
    except ANTICIPATED as error:
        messages.error(request, error_text(error))
        return redirect("information_desk_item", office=request.office.slug, item_id=item_id)
    return redirect("information_desk", office=request.office.slug)


def _reasoned_act(
    permission: str, act: Act, service: Callable[..., Any], *, question: Any, explanation: Any, action: Any, done: Any
) -> Callable[..., HttpResponseBase]:
    """An act that must say why, on a page of its own."""

    @permits(permission)
    @require_http_methods(["GET", "POST"])
    def view(request: OfficeRequest, item_id: int) -> HttpResponseBase:
        found = _item(request, item_id)
        if not any(row.act == act and request.standing.may(row.permission) for row in acts_open(State(found.state))):
            messages.error(request, WRONG_STATE)
            return redirect("information_desk_item", office=request.office.slug, item_id=item_id)
        form = ReasonForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                service(item_id=found.pk, officer=request.user, reason=form.cleaned_data["reason"], at=timezone.now())
            except ANTICIPATED as error:
                form.add_error(None, error_text(error))
            else:
                messages.success(request, done)
                return redirect("information_desk_item", office=request.office.slug, item_id=item_id)
        context = {
            "question": question,
            "explanation": explanation,
            "facts": [{"label": _("Informasi"), "value": found.title}],
            "form": form,
            "action": action,
            "danger": True,
            "back": request.path.rsplit("/", 2)[0] + "/",
        }
        return render(request, "look/confirm.html", context)

    return view


return_proposal = _reasoned_act(
    "information.approve",
    Act.RETURN,
    services.return_item,
    question=gettext_lazy("Kembalikan usul ini?"),
    explanation=gettext_lazy("Pengusul diberi tahu alasannya dan dapat memperbaiki draf."),
    action=gettext_lazy("Kembalikan"),
    done=gettext_lazy("Usul dikembalikan."),
)
withdraw = _reasoned_act(
    "information.confirm",
    Act.WITHDRAW,
    services.withdraw_item,
    question=gettext_lazy("Tarik informasi ini dari umum?"),
    explanation=gettext_lazy("Berkasnya ditutup. Alamatnya tetap ada dan menunjukkan alasan ini kepada siapa pun."),
    action=gettext_lazy("Tarik"),
    done=gettext_lazy("Informasi ditarik."),
)


@permits("information.approve")
@require_POST
def accept_revision(request: OfficeRequest, item_id: int) -> HttpResponseBase:
    revision = selectors.pending_revision(item_id=_item(request, item_id).pk)
    try:
        if revision is None:
            raise WrongState(State.PUBLISHED, Act.ACCEPT_REVISION)
        services.accept_revision(revision_id=revision.pk, officer=request.user, at=timezone.now())
        messages.success(request, _("Pembaruan berlaku; versi sebelumnya tetap dapat dibaca."))
    except ANTICIPATED as error:
        messages.error(request, error_text(error))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("information_desk_item", office=request.office.slug, item_id=item_id)


def _return_revision(*, item_id: int, **named: Any) -> None:
    revision = selectors.pending_revision(item_id=item_id)
    if revision is None:
        raise WrongState(State.PUBLISHED, Act.RETURN_REVISION)
    services.return_revision(revision_id=revision.pk, **named)


return_revision = _reasoned_act(
    "information.approve",
    Act.RETURN_REVISION,
    _return_revision,
    question=gettext_lazy("Kembalikan pembaruan ini?"),
    explanation=gettext_lazy("Yang terbit tetap seperti sekarang; pengusul diberi tahu alasannya."),
    action=gettext_lazy("Kembalikan"),
    done=gettext_lazy("Pembaruan dikembalikan."),
)


def _many(permission: str, service: Callable[..., Any], done: str) -> Callable[..., HttpResponseBase]:
    """The same act on every entry that is ticked; what is refused is named, the others go through."""

    @permits(permission)
    @require_POST
    def view(request: OfficeRequest) -> HttpResponseBase:
        chosen = [int(pk) for pk in request.POST.getlist("item") if pk.isascii() and pk.isdecimal()][:PER_PAGE]
        succeeded = 0
        for pk in chosen:
            found = _item(request, pk)
            try:
                service(item_id=found.pk, officer=request.user, at=timezone.now())
                succeeded += 1
            except ANTICIPATED as error:
                messages.error(request, f"{found.title}: {error_text(error)}")
        if succeeded:
            messages.success(request, _(done) % {"n": succeeded})
        elif not chosen:
            messages.error(request, _("Centang dahulu informasi yang dimaksud."))
        return redirect("information_desk", office=request.office.slug)

    return view


propose_many = _many("information.propose", services.propose_item, gettext_noop("%(n)d diusulkan terbit."))
approve_many = _many("information.approve", services.approve_item, gettext_noop("%(n)d disetujui dan terbit."))


@permits("information.see")
@require_safe
def reviews(request: OfficeRequest) -> HttpResponseBase:
    """What is due to be looked at again, the longest overdue first, and what comes up soon."""
    today = local_day(office=request.office, at=timezone.now())
    items = selectors.due_for_review(office_id=request.office.pk, until=today + timedelta(days=SOON))
    page = Paginator(items, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "today": today, "may_review": request.standing.may("information.approve")}
    return render(request, "information/desk/reviews.html", context)
