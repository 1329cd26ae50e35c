"""Determinations at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from telusur.kernel.accounts.permits import permits
from telusur.kernel.accounts.selectors import actor_names, holders
from telusur.kernel.clocks import selectors as clocks
from telusur.kernel.documents import selectors as documents
from telusur.kernel.documents.services import NotReleased, Refused
from telusur.kernel.ledger.selectors import acts_on
from telusur.kernel.offices.selectors import local_day

from .. import selectors, services
from ..forms import DeclareForm, DisclosureForm, OpenedFileForm, OpenForm, ReleaseForm
from ..models import BINDING_LABELS, GROUND_LABELS, OPENED_BY_LABELS, Determination, Opening
from ..rules.exemptions import Binding, Force, Ground, OpenedBy
from ..services import DETERMINATION
from .refusals import ANTICIPATED, error_text
from .wording import error_text as what_was_found

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django import forms
    from django.http import HttpResponseBase

    from telusur.kernel.accounts.permits import OfficeRequest

PER_PAGE = 50
COMPETENT = frozenset({"national", "province"})
FORCE_KINDS = {
    Force.PROPOSED: "soon",
    Force.DECLINED: "late",
    Force.IN_FORCE: "ok",
    Force.ENDED: "info",
    Force.OPENED: "info",
    Force.REPLACED: "wait",
}
ACT_TEXTS = {
    "information.determination_register": gettext_lazy("Penetapan dicatat"),
    "information.determination_take_over": gettext_lazy("Penetapan lama dicatat, menunggu orang kedua"),
    "information.determination_confirm": gettext_lazy("Disahkan orang kedua; berlaku"),
    "information.determination_decline": gettext_lazy("Tidak diterima; tidak berlaku"),
    "information.determination_disclose": gettext_lazy("Persetujuan atau kaitan jabatan publik dicatat"),
    "information.determination_declare": gettext_lazy("Dinyatakan terbuka pada akhir masanya"),
    "information.determination_expire": gettext_lazy("Masa berakhir; informasi pindah ke DIP"),
    "information.determination_open": gettext_lazy("Dibuka sebelum masanya berakhir; informasi pindah ke DIP"),
    "information.determination_overturn": gettext_lazy(
        "Dibuka oleh putusan atau keputusan keberatan; informasi pindah ke DIP"
    ),
    "information.determination_open_part": gettext_lazy("Sebagian dibuka oleh putusan atau keputusan keberatan"),
    "information.determination_replace": gettext_lazy("Diganti penetapan baru"),
}


@permits("information.see_tests")
@require_safe
def determination(request: OfficeRequest, determination_id: int) -> HttpResponseBase:
    found = found_determination(request, determination_id)
    at = timezone.now()
    context = {
        "determination": found,
        "kind": FORCE_KINDS[Force(found.force)],
        "facts": facts_shown(found),
        "acts": _acts(found),
        "acts_open": _acts_open(request, found),
        "deadline": clocks.facts_of(found.deadline, local_day(office=found.holder, at=at)) if found.deadline else None,
        "disclosures": [
            (each, OPENED_BY_LABELS[OpenedBy(each.opened_by)])
            for each in selectors.disclosures(determination_id=found.pk)
            if each.office_id == request.office.pk
        ],
        "opening": getattr(found, "opening", None),
        "mine": found.holder_id == request.office.pk,
        "papers": _papers(request, found),
        "second": _second_persons(found, at=at) if found.force == Force.PROPOSED else [],
        "entered_by_me": found.decided_by_id == request.user.pk,
    }
    return render(request, "information/desk/determination.html", context)


def _papers(request: OfficeRequest, found: Determination) -> list[dict[str, Any]]:
    """The decree that came with a determination that was taken over, as this office may read it."""
    rows = documents.attachments_of(thing_kind=DETERMINATION, thing_id=str(found.pk)).filter(
        withdrawn_at=None, office=request.office, permission="information.see_tests"
    )
    return [{"row": row, "href": documents.address(attachment=row)} for row in rows]


def _second_persons(found: Determination, *, at: datetime) -> list[str]:
    """The names of those who may let it be in force."""
    on = local_day(office=found.office, at=at)
    people = holders(permission=services.CONFIRMS, office_id=found.office_id, on=on)
    return [person.full_name for person in people if person.pk != found.decided_by_id]


def found_determination(request: OfficeRequest, determination_id: int) -> Determination:
    try:
        return selectors.determination_seen(office_id=request.office.pk, determination_id=determination_id)
    except Determination.DoesNotExist as error:
        raise Http404 from error


def _acts_open(request: OfficeRequest, found: Determination) -> frozenset[str]:
    return selectors.acts_open_on_determination(
        determination=found, actor=f"user:{request.user.pk}", at=timezone.now(), office_id=request.office.pk
    )


@permits("information.determine")
@require_http_methods(["GET", "POST"])
def declare(request: OfficeRequest, determination_id: int) -> HttpResponseBase:
    found = found_determination(request, determination_id)
    form = DeclareForm(request.POST if request.method == "POST" else None)
    text = _("Nyatakan bahwa informasi ini terbuka pada akhir masanya. Masanya sendiri tidak berubah.")
    return ask(
        request,
        found,
        form,
        heading=_("Nyatakan terbuka pada akhir masa"),
        text=text,
        done=_("Dinyatakan. Informasi terbuka pada akhir masanya."),
        service=lambda: services.declare_open(determination_id=found.pk, officer=request.user, at=timezone.now()),
    )


@permits("information.determine")
@require_http_methods(["GET", "POST"])
def open_early(request: OfficeRequest, determination_id: int) -> HttpResponseBase:
    found = found_determination(request, determination_id)
    form = OpenForm(request.POST or None)
    return ask(
        request,
        found,
        form,
        heading=_("Buka sebelum masanya berakhir"),
        text=_("Informasi segera berada di DIP sebagai setiap saat; berkasnya menyusul setelah pemeriksaan rilis."),
        done=_("Dibuka. Informasi berada di DIP."),
        service=lambda: services.open_determination(
            determination_id=found.pk, officer=request.user, at=timezone.now(), **form.cleaned_data
        ),
    )


@permits("information.determine")
@require_http_methods(["GET", "POST"])
def disclose(request: OfficeRequest, determination_id: int) -> HttpResponseBase:
    found = found_determination(request, determination_id)
    on = local_day(office=request.office, at=timezone.now())
    form = DisclosureForm(request.POST or None, request.FILES or None, on=on)

    def record() -> None:
        given = dict(form.cleaned_data)
        paper = given.pop("paper")
        services.disclose(
            determination_id=found.pk,
            office_id=request.office.pk,
            officer=request.user,
            at=timezone.now(),
            paper=services.NewFile(paper.content, paper.name) if paper else None,
            **given,
        )

    return ask(
        request,
        found,
        form,
        heading=_("Catat persetujuan atau jabatan publik"),
        text=_("Membuka bagian yang disebut saja (Pasal 18 ayat (2)); penetapan tetap berlaku untuk selebihnya."),
        done=_("Dicatat."),
        service=record,
    )


def ask(
    request: OfficeRequest,
    found: Determination,
    form: forms.Form,
    *,
    heading: str,
    text: str,
    done: str,
    service: Callable[[], Any],
) -> HttpResponseBase:
    """Ask what an act on a determination needs, and do it."""
    if request.method == "POST" and form.is_valid():
        try:
            service()
        except Refused as refusal:
            form.add_error("paper", f"{refusal.message} {refusal.remedy}")
        except ANTICIPATED as error:
            form.add_error(None, error_text(error))
        else:
            messages.success(request, done)
            return redirect("information_determination", office=request.office.slug, determination_id=found.pk)
    back = reverse("information_determination", args=[request.office.slug, found.pk])
    context = {"form": form, "heading": heading, "text": text, "title": found.title, "back": back}
    return render(request, "information/desk/exemption_act.html", context)


@permits("information.see_tests")
@require_safe
def determinations(request: OfficeRequest) -> HttpResponseBase:
    """What binds this office now, and what was opened by law and waits for its release check."""
    office = request.office
    on = local_day(office=office, at=timezone.now())
    ending = "berakhir" in request.GET
    listed = selectors.exclusions_ending if ending else selectors.excluded_list
    page = Paginator(listed(office_id=office.pk, on=on), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "ending": ending,
        "proposed": list(selectors.determinations_proposed(office_id=office.pk)[:PER_PAGE]),
        "waiting": list(selectors.openings_waiting(office_id=office.pk)[:PER_PAGE]),
        "today": on,
        "may_determine": request.standing.may("information.determine") and office.kind in COMPETENT,
    }
    return render(request, "information/desk/determinations.html", context)


@permits("information.release")
@require_http_methods(["GET", "POST"])
def release(request: OfficeRequest, item_id: int) -> HttpResponseBase:
    """Release the file of an entry that the law opened."""
    opening = _opening(request, item_id)
    form = ReleaseForm(request.POST if request.method == "POST" else None)
    back = reverse("information_desk_item", args=[request.office.slug, item_id])
    if request.method == "POST" and form.is_valid():
        try:
            services.release_opened_file(
                item_id=item_id, officer=request.user, at=timezone.now(), reason=form.cleaned_data["reason"]
            )
        except NotReleased as error:
            form.add_error("reason", what_was_found(error))
        except ANTICIPATED as error:
            form.add_error(None, error_text(error))
        else:
            messages.success(request, _("Berkas dirilis."))
            return redirect(back)
    context = {
        "form": form,
        "heading": _("Rilis berkas"),
        "text": _(
            "Buka dan baca berkasnya dahulu: yang dirilis tidak dapat ditarik dari orang yang sudah mengunduhnya."
        ),
        "title": opening.item.title,
        "back": back,
    }
    return render(request, "information/desk/exemption_act.html", context)


@permits("information.propose")
@require_POST
def add_opened_file(request: OfficeRequest, item_id: int) -> HttpResponseBase:
    opening = _opening(request, item_id)
    form = OpenedFileForm(request.POST, request.FILES, on=local_day(office=request.office, at=timezone.now()))
    back = reverse("information_desk_item", args=[request.office.slug, item_id])
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            services.add_opened_file(
                item_id=item_id,
                file=services.NewFile(file.content, file.name),
                officer=request.user,
                at=timezone.now(),
            )
        except Refused as refusal:
            form.add_error("file", f"{refusal.message} {refusal.remedy}")
        except ANTICIPATED as error:
            form.add_error(None, error_text(error))
        else:
            messages.success(request, _("Berkas ditambahkan; terbit setelah pemeriksaan rilis."))
            return redirect(back)
    context = {"form": form, "heading": _("Tambah berkas"), "text": "", "title": opening.item.title, "back": back}
    return render(request, "information/desk/exemption_act.html", context, status=422)


def _opening(request: OfficeRequest, item_id: int) -> Opening:
    found = selectors.opening_of(item_id=item_id)
    if found is None or found.item.office_id != request.office.pk:
        raise Http404
    return found


def facts_shown(found: Determination) -> list[dict[str, Any]]:
    """What a determination says, as the desk reads it."""
    decree = _("%(number)s, %(day)s") % {"number": found.decree_number, "day": date_format(found.decree_on, "j F Y")}
    return [
        {"label": _("SK penetapan"), "value": decree},
        {"label": _("Ditetapkan oleh"), "value": found.office.name},
        {"label": _("Alasan pengecualian"), "value": "\n".join(ground_labels(found.grounds))},
        {"label": _("Dasar hukum"), "value": found.statute},
        {"label": _("Konsekuensi bila dibuka"), "value": found.if_opened},
        {"label": _("Konsekuensi bila ditutup"), "value": found.if_closed},
        {"label": _("Jangka waktu"), "value": found.period},
        {"label": _("Mengikat"), "value": BINDING_LABELS[Binding(found.binds)]},
        {"label": _("Keterangan"), "value": found.remark or "–"},
    ]


def ground_labels(grounds: list[str]) -> list[str]:
    return [str(GROUND_LABELS[Ground(letter)]) for letter in grounds]


def _acts(found: Determination) -> list[dict[str, Any]]:
    rows = [row for row in acts_on(subject_kind=DETERMINATION, subject_id=str(found.pk)) if row.act in ACT_TEXTS]
    names = actor_names(refs={row.actor for row in rows})
    return [
        {"at": row.happened_at, "text": ACT_TEXTS[row.act], "actor": names.get(row.actor, row.actor)}
        for row in reversed(rows)
    ]
