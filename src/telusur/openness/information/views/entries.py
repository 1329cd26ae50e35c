"""Entries are written: one by one, many files at once, and what hangs at a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from telusur.kernel.accounts.permits import permits
from telusur.kernel.documents.services import Refused
from telusur.kernel.offices.selectors import local_day

from .. import selectors, services
from ..forms import EntryForm, FileForm, RevisionFileForm, UploadForm, initial_of
from ..rules.entries import Entry, InformationClass
from ..rules.file_names import title_from_name, year_from_name
from ..rules.states import State
from .desk import item_of, units_by_key
from .wording import ANTICIPATED, WRONG_STATE, error_text

if TYPE_CHECKING:
    from django.http import HttpResponseBase

    from telusur.kernel.accounts.permits import OfficeRequest

    from ..models import InformationItem


@permits("information.propose")
@require_http_methods(["GET", "POST"])
def new(request: OfficeRequest) -> HttpResponseBase:
    initial = {
        "year": local_day(office=request.office, at=timezone.now()).year,
        "information_class": InformationClass.ANYTIME.value,
    }
    form = EntryForm(request.POST or None, units=units_by_key(request), initial=initial)
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
    found = item_of(request, item_id)
    published = found.state == State.PUBLISHED
    if not published and found.state != State.DRAFT:
        messages.error(request, WRONG_STATE)
        return redirect("information_desk_item", office=request.office.slug, item_id=item_id)
    form = EntryForm(request.POST or None, units=units_by_key(request), initial=initial_of(services.entry_of(found)))
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
        units=units_by_key(request),
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
    found = item_of(request, item_id)
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
    found = item_of(request, item_id)
    try:
        services.remove_file(item_id=found.pk, attachment_id=attachment_id, officer=request.user, at=timezone.now())
        messages.success(request, _("Berkas dilepas dari draf."))
    except LookupError as error:
        raise Http404 from error
    except ANTICIPATED as error:
        messages.error(request, error_text(error))
    return redirect("information_desk_item", office=request.office.slug, item_id=item_id)
