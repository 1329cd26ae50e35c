"""How the office's letters look, are numbered and signed, and the words it keeps for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typst
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.accounts.permits import permits
from telusur.kernel.documents import services as documents
from telusur.kernel.offices.selectors import local_day

from .. import selectors, services
from ..forms import PASSAGE_LABELS, LetterSettingsForm, TemplateForm
from ..rules.answers import Withdrawal
from ..rules.catalogue import KINDS
from ..rules.letters import Applicant, Letterhead, Passage, Signatory
from ..rules.numbering import letter_number

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from telusur.kernel.accounts.permits import OfficeRequest

    from ..models import AnswerTemplate, LetterSettings


@permits("letters.settings")
def letter_settings(request: OfficeRequest) -> HttpResponse:
    """Letterhead, number and way of signing; a letter as it would look can be seen before anything is saved."""
    office, on = request.office, local_day(office=request.office, at=timezone.now())
    kept = selectors.settings_of(office=office)
    form = LetterSettingsForm(request.POST or None, request.FILES or None, on=on, initial=_now(request, kept, on))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        head = Letterhead(office.name, tuple(given["lines"]), given["city"], logo=_logo(request, given, kept))
        try:
            pdf = _example(request, head, _number(request, given, on))
        except typst.TypstError:
            form.add_error("logo", _("Gambar lambang ini tidak dapat dicetak. Simpan ulang sebagai PNG, lalu unggah."))
        else:
            if "preview" in request.POST:
                disposition = {"Content-Disposition": 'inline; filename="pratinjau.pdf"'}
                return HttpResponse(pdf, content_type="application/pdf", headers=disposition)
            _keep(request, given, kept)
            messages.success(request, _("Kop surat dan pola nomor disimpan. Surat berikutnya memakainya."))
            return redirect("letter_settings", office=office.slug)
    context = {
        "form": form,
        "example": _number(request, form.initial, on),
        "has_logo": bool(kept and kept.logo_id),
        "multipart": True,
    }
    return render(request, "letters/settings.html", context)


def _now(request: OfficeRequest, kept: LetterSettings | None, on: date) -> dict[str, Any]:
    head = selectors.letterhead(office=request.office)
    return {
        "lines": "\n".join(head.lines),
        "city": head.city,
        "pattern": selectors.numbering_pattern(office=request.office, on=on),
        "unit_code": kept.unit_code if kept else "",
        "port": selectors.port_of(office=request.office).value,
    }


def _number(request: OfficeRequest, given: Mapping[str, Any], on: date) -> str:
    return letter_number(
        given["pattern"],
        sequence=selectors.next_number(office_id=request.office.pk, year=on.year),
        office_code=request.office.code,
        on=on,
        unit=given["unit_code"],
        register=selectors.register_code(subject_kind="request", on=on),
    )


def _logo(request: OfficeRequest, given: dict[str, Any], kept: LetterSettings | None) -> bytes:
    if given["without_logo"]:
        return b""
    if given["logo"] is not None:
        given["logo"].content.seek(0)
        content: bytes = given["logo"].content.read()
        return content
    return selectors.letterhead(office=request.office).logo if kept and kept.logo_id else b""


def _keep(request: OfficeRequest, given: dict[str, Any], kept: LetterSettings | None) -> None:
    at = timezone.now()
    logo_id = None if given["without_logo"] or kept is None else kept.logo_id
    if given["logo"] is not None and not given["without_logo"]:
        upload = given["logo"]
        logo_id = documents.store(content=upload.content, name=upload.name, at=at, checked=upload.checked).pk
    services.change_settings(
        office=request.office,
        actor=f"user:{request.user.pk}",
        at=at,
        logo_id=logo_id,
        **{name: given[name] for name in ("lines", "city", "pattern", "unit_code", "port")},
    )


def _example(request: OfficeRequest, head: Letterhead, number: str) -> bytes:
    """A short letter under the given letterhead, marked as a draft."""
    letter = Withdrawal(
        request_number="0001/CONTOH",
        requested=services.long_date(timezone.now(), time_zone=request.office.time_zone),
        applicant=Applicant("Nama Pemohon", "Alamat pemohon", "pemohon@contoh.example"),
        question="Contoh isi surat",
        withdrawn=services.long_date(timezone.now(), time_zone=request.office.time_zone),
        reason="",
        signatory=Signatory("Nama Pejabat", "PPID"),
    )
    return services.rendered(
        letter=letter,
        head=head,
        at=timezone.now(),
        time_zone=request.office.time_zone,
        number=number,
        code="CNTH-CNTH-CNTH",
        draft=True,
    )


@permits("letters.write_templates")
def answer_templates(request: OfficeRequest) -> HttpResponse:
    """The words the office keeps for its letters, by letter and passage; a new one begins here."""
    form = TemplateForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _saved(request, form, None):
        return redirect("answer_templates", office=request.office.slug)
    found = selectors.templates_of(office_id=request.office.pk)
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "rows": [_row(each) for each in page.object_list]}
    return render(request, "letters/templates.html", context)


def _row(template: AnswerTemplate) -> dict[str, object]:
    return {
        "template": template,
        "letter": KINDS[template.template].title,
        "passage": PASSAGE_LABELS[Passage(template.passage)],
    }


@permits("letters.write_templates")
def answer_template(request: OfficeRequest, template_id: int) -> HttpResponse:
    """One template: change it, which makes a version; stop it; see who changed what."""
    try:
        template = selectors.template_of_office(office_id=request.office.pk, template_id=template_id)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    now = {"place": f"{template.template}:{template.passage}", "title": template.title, "body": template.body}
    form = TemplateForm(
        request.POST if request.method == "POST" and "retire" not in request.POST else None, initial=now
    )
    back = redirect("answer_templates", office=request.office.slug)
    if request.method == "POST" and template.retired_at is None:
        if "retire" in request.POST:
            actor, at = f"user:{request.user.pk}", timezone.now()
            services.retire_template(office=request.office, template_id=template.pk, actor=actor, at=at)
            messages.success(request, _("Templat dihentikan. Versinya tetap tersimpan."))
            return back
        if form.is_valid() and _saved(request, form, template.pk):
            return back
    versions = list(template.versions.all())
    names = accounts.actor_names(refs=[each.written_by for each in versions])
    context = {
        **_row(template),
        "form": form,
        "versions": [{"version": each, "who": names.get(each.written_by, "")} for each in versions],
    }
    return render(request, "letters/template.html", context)


def _saved(request: OfficeRequest, form: TemplateForm, template_id: int | None) -> bool:
    try:
        services.save_template(
            office=request.office,
            template_id=template_id,
            actor=f"user:{request.user.pk}",
            at=timezone.now(),
            **form.arguments(),
        )
    except services.Taken:
        form.add_error("title", _("Nama ini sudah dipakai untuk bagian surat yang sama. Pilih nama lain."))
        return False
    messages.success(request, _("Templat disimpan."))
    return True
