"""The acts on an entry: plain buttons, acts that must say why, revisions, and one act on many entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_http_methods, require_POST

from telusur.kernel.accounts.permits import permits

from .. import selectors, services
from ..forms import ReasonForm
from ..rules.states import Act, State, WrongState, acts_open
from .desk import PER_PAGE, item_of, table_of_today
from .wording import ANTICIPATED, WRONG_STATE, error_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponseBase

    from telusur.kernel.accounts.permits import OfficeRequest


def _plain_act(permission: str, service: Callable[..., Any], done: Any) -> Callable[..., HttpResponseBase]:
    """A button that needs no more than its press."""

    @permits(permission)
    @require_POST
    def view(request: OfficeRequest, item_id: int) -> HttpResponseBase:
        found = item_of(request, item_id)
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
    found = item_of(request, item_id)
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
        found = item_of(request, item_id)
        open_here = acts_open(table_of_today(request), State(found.state))
        if not any(row.act == act and request.standing.may(row.permission) for row in open_here):
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
    revision = selectors.pending_revision(item_id=item_of(request, item_id).pk)
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
            found = item_of(request, pk)
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
