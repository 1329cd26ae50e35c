"""The signing tray: what waits for the signature of who is signed in, read and signed one by one or together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.accounts.permits import permits
from telusur.kernel.calendars.rules import CalendarGap
from telusur.kernel.calendars.selectors import calendar_for
from telusur.kernel.offices.selectors import local_day

from .. import selectors, services
from ..forms import PassagesForm
from ..rules import placeholders
from ..rules.catalogue import passages_of
from ..rules.signatures import Port

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from telusur.kernel.accounts.permits import OfficeRequest

    from ..models import AnswerTemplate
    from ..rules.letters import AnyLetter
    from ..rules.trays import Tray, Waiting

MOST = 100  # things signed in one go


def _actor(request: OfficeRequest) -> str:
    return f"user:{request.user.pk}"


def _mine(request: OfficeRequest) -> Mapping[str, Tray]:
    """The kinds that this person may sign here."""
    return {kind: tray for kind, tray in selectors.trays().items() if request.standing.may(tray.permission)}


def _ways(tray: Tray) -> dict[str, bool]:
    """What can be done here with a thing of this kind; a template would call the functions themselves."""
    return {"signed_here": tray.sign is not None, "drafted_here": tray.draft is not None}


def _acting(request: OfficeRequest, tray: Tray) -> bool:
    on = local_day(office=request.office, at=timezone.now())
    return accounts.serves_acting(ref=_actor(request), office_id=request.office.pk, role=tray.role, on=on)


@permits("letters.sign")
def signing_tray(request: OfficeRequest) -> HttpResponse:
    """What waits, nearest end first; what was chosen is shown once more before it is signed."""
    mine = _mine(request)
    rows = [
        {"tray": tray, "thing": thing, "key": f"{kind}:{thing.subject_id}:{thing.version}", **_ways(tray)}
        for kind, tray in mine.items()
        for thing in tray.waiting(office_id=request.office.pk)
    ]
    far = "9999-12-31"
    rows.sort(key=lambda row: row["thing"].due_on.isoformat() if row["thing"].due_on else far)  # type: ignore[attr-defined]
    asked = set(request.POST.getlist("things")[:MOST])
    chosen = [row for row in rows if row["key"] in asked and row["signed_here"]]
    acting = {kind: _acting(request, tray) for kind, tray in mine.items()}
    if request.method == "POST" and not chosen:
        messages.error(request, _("Pilih paling sedikit satu surat; yang sudah berubah tidak dapat dipilih lagi."))
        return redirect("signing_tray", office=request.office.slug)
    if request.method == "POST" and "confirm" in request.POST:
        return _sign_all(request, chosen)
    context = {
        "rows": chosen or rows,
        "acting": any(acting.values()),
        "closed_because": _closed_because(request),
        "port": selectors.port_of(office=request.office),
    }
    return render(request, "letters/confirm.html" if chosen else "letters/tray.html", context)


def _closed_because(request: OfficeRequest) -> str | None:
    """Why today is no working day of this office; None when it is one, or when nobody loaded its year."""
    on = local_day(office=request.office, at=timezone.now())
    try:
        return calendar_for(office_code=request.office.code).reason(on)
    except CalendarGap:
        return None


def _sign_all(request: OfficeRequest, chosen: list[dict[str, object]]) -> HttpResponse:
    """Sign each in an act of its own: one that cannot be signed says why and holds up no other."""
    signed: list[int] = []
    for row in chosen:
        tray: Tray = row["tray"]  # type: ignore[assignment]
        thing: Waiting = row["thing"]  # type: ignore[assignment]
        letter_id = _sign(request, tray, thing)
        if letter_id is not None:
            signed.append(letter_id)
    if signed:
        text = ngettext("%(count)s surat ditandatangani.", "%(count)s surat ditandatangani.", len(signed))
        messages.success(request, text % {"count": len(signed)})
    if len(signed) == 1 and selectors.port_of(office=request.office) != Port.NONE:
        return redirect("letter_page", office=request.office.slug, letter_id=signed[0])
    return redirect("signing_tray", office=request.office.slug)


def _sign(request: OfficeRequest, tray: Tray, thing: Waiting) -> int | None:
    if tray.sign is None:
        return None
    try:
        return tray.sign(
            office_id=request.office.pk,
            subject_id=thing.subject_id,
            version=thing.version,
            actor=_actor(request),
            at=timezone.now(),
        )
    except tray.faults as error:
        facts = {"number": thing.number, "reason": tray.sentence(error)}
        messages.error(request, _("%(number)s tidak ditandatangani: %(reason)s") % facts)
        return None


def _found(request: OfficeRequest, kind: str, subject_id: str) -> tuple[Tray, Waiting, AnyLetter]:
    tray = _mine(request).get(kind)
    if tray is None or tray.draft is None:
        raise Http404
    waiting = tray.waiting(office_id=request.office.pk, subject_id=subject_id)
    if not waiting:
        raise Http404
    letter = tray.draft(office_id=request.office.pk, subject_id=subject_id, actor=_actor(request), at=timezone.now())
    return tray, waiting[0], letter


@permits("letters.sign")
def signing_item(request: OfficeRequest, kind: str, subject_id: str) -> HttpResponse:
    """One letter before its signature: the officer's own words, the draft, and the way to sign."""
    tray, thing, letter = _found(request, kind, subject_id)
    place = {"office_id": request.office.pk, "subject_kind": kind, "subject_id": subject_id}
    templates = list(selectors.templates_of(office_id=request.office.pk, template=letter.template))
    written = selectors.passages_written(**place, template=letter.template)  # type: ignore[arg-type]
    begun = {each.value: written.get(each.value, "") for each in passages_of(letter.template)}
    form = PassagesForm(request.POST or None, template=letter.template, templates=templates, initial=begun)
    if request.method == "POST" and form.is_valid():
        words = {name: form.cleaned_data[name] for name in begun}
        if "insert" in request.POST:
            form = _inserted(request, form, words, letter, templates)
        else:
            services.write_passages(
                office=request.office,
                subject_kind=kind,
                subject_id=subject_id,
                template=letter.template,
                words=words,
                actor=_actor(request),
                at=timezone.now(),
            )
            messages.success(request, _("Kata-kata surat disimpan. Lihat drafnya sebelum menandatangani."))
            return redirect("signing_item", office=request.office.slug, kind=kind, subject_id=subject_id)
    context = {
        "tray": tray,
        "thing": thing,
        "title": letter.title,
        "form": form,
        **_ways(tray),
        "has_templates": bool(templates),
        "has_passages": bool(begun),
        "key": f"{kind}:{thing.subject_id}:{thing.version}",
        "acting": _acting(request, tray),
    }
    return render(request, "letters/item.html", context)


def _inserted(
    request: OfficeRequest,
    form: PassagesForm,
    words: dict[str, str],
    letter: AnyLetter,
    templates: Sequence[AnswerTemplate],
) -> PassagesForm:
    """The same form with the chosen template behind what stands there already; nothing is saved yet."""
    chosen = form.offered.get(form.cleaned_data.get("choice") or 0)
    if chosen is not None:
        text = placeholders.filled(chosen.body, placeholders.facts_of(letter, office=request.office.name))
        words[chosen.passage] = "\n".join(part for part in (words[chosen.passage], text) if part)
    return PassagesForm(template=letter.template, templates=templates, initial=words)


@permits("letters.sign")
def signing_preview(request: OfficeRequest, kind: str, subject_id: str) -> HttpResponse:
    """The letter as it would be signed now, marked as a draft."""
    _tray, _thing, letter = _found(request, kind, subject_id)
    letter = selectors.worded(letter=letter, office_id=request.office.pk, subject_kind=kind, subject_id=subject_id)
    pdf = services.render(letter=letter, office=request.office, at=timezone.now(), draft=True)
    disposition = {"Content-Disposition": 'inline; filename="draf.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=disposition)
