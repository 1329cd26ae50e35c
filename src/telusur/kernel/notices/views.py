from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from telusur.kernel.accounts.permits import PUBLIC, permits

from . import selectors, services
from .forms import MessengerForm, WebhookForm
from .models import Notice
from .services.channels import address_of, secret_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from telusur.kernel.accounts.permits import OfficeRequest

PAGE = 30


@permits("notices.read")
@require_GET
def notices_list(request: OfficeRequest) -> HttpResponse:
    """Show what this person was told at this office, newest first."""
    user_id, office_id, now = request.user.pk, request.office.pk, timezone.now()
    unread = selectors.unread_for(user_id=user_id, office_id=office_id, at=now).count()
    notices = selectors.notices_for(user_id=user_id, office_id=office_id, at=now)
    page = Paginator(notices, PAGE).get_page(request.GET.get("page"))
    return render(request, "notices/list.html", {"page": page, "unread": unread})


@permits("notices.read")
@require_GET
def notices_open(request: OfficeRequest, notice: int) -> HttpResponse:
    """Go where a notice points, and take it off the bell."""
    try:
        opened = services.mark_read(notice_id=notice, user_id=request.user.pk, at=timezone.now())
    except Notice.DoesNotExist as error:
        raise Http404 from error
    return redirect(opened.link)


@permits("notices.read")
@require_POST
def notices_mark_read(request: OfficeRequest) -> HttpResponse:
    count = services.mark_all_read(user_id=request.user.pk, office_id=request.office.pk, at=timezone.now())
    words = ngettext(
        "%(count)d pemberitahuan ditandai sudah dibaca.", "%(count)d pemberitahuan ditandai sudah dibaca.", count
    )
    messages.success(request, words % {"count": count})
    return redirect(reverse("notices_list", args=[request.office.slug]))


@permits("notices.read")
@require_http_methods(["GET", "POST"])
def notices_messenger(request: OfficeRequest) -> HttpResponse:
    """Let an officer be told by messenger as well."""
    form = MessengerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.set_messenger(
            office=request.office, user_id=request.user.pk, url=form.cleaned_data["address"], at=timezone.now()
        )
        messages.success(request, _("Tersimpan. Pemberitahuan berikutnya dikirim ke sana juga."))
        return redirect(request.path)
    channel = selectors.messenger_of(office_id=request.office.pk, user_id=request.user.pk)
    return render(request, "notices/messenger.html", {"form": form, "channel": channel})


@permits("notices.read")
@require_POST
def notices_messenger_remove(request: OfficeRequest) -> HttpResponse:
    channel = selectors.messenger_of(office_id=request.office.pk, user_id=request.user.pk)
    if channel:
        services.remove_channel(channel_id=channel.pk, actor=f"user:{request.user.pk}", at=timezone.now())
        messages.success(request, _("Layanan pesan dilepas."))
    return redirect(reverse("notices_messenger", args=[request.office.slug]))


@permits("notices.set_webhook")
@require_http_methods(["GET", "POST"])
def notices_channels(request: OfficeRequest) -> HttpResponse:
    """Let the administrator set the office's webhook, and see what could not be delivered."""
    channel = selectors.webhook_of(office_id=request.office.pk)
    form = WebhookForm(request.POST or None, initial={"url": address_of(channel) if channel else ""})
    if request.method == "POST" and form.is_valid():
        actor = f"user:{request.user.pk}"
        services.set_webhook(office=request.office, actor=actor, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Webhook disimpan. Kirim percobaan untuk melihat apakah ia sampai."))
        return redirect(request.path)
    page = Paginator(selectors.undelivered(office_id=request.office.pk), PAGE).get_page(request.GET.get("page"))
    secret = secret_of(channel) if channel else ""
    context = {"form": form, "channel": channel, "secret": secret, "page": page}
    return render(request, "notices/channels.html", context)


@permits("notices.set_webhook")
@require_POST
def notices_webhook_remove(request: OfficeRequest) -> HttpResponse:
    channel = selectors.webhook_of(office_id=request.office.pk)
    if channel:
        services.remove_channel(channel_id=channel.pk, actor=f"user:{request.user.pk}", at=timezone.now())
        messages.success(request, _("Webhook dilepas."))
    return redirect(reverse("notices_channels", args=[request.office.slug]))


@permits("notices.set_webhook")
@require_POST
def notices_webhook_try(request: OfficeRequest) -> HttpResponse:
    here = reverse("notices_channels", args=[request.office.slug])
    services.owe_trial(office=request.office, link=here, at=timezone.now())
    messages.success(request, _("Percobaan dikirim. Bila gagal, sebabnya tampil di bawah dalam satu menit."))
    return redirect(here)


@permits(PUBLIC)
@require_GET
def demo_mails(request: HttpRequest) -> HttpResponse:
    """Show the mail that the demo would have sent. Outside the demo there is no such page."""
    if not settings.DEMO:
        raise Http404
    page = Paginator(selectors.demo_mails(), PAGE).get_page(request.GET.get("page"))
    return render(request, "notices/demo_mails.html", {"page": page})


@permits(PUBLIC)
@require_GET
def demo_mail(request: HttpRequest, mail: int) -> HttpResponse:
    if not settings.DEMO:
        raise Http404
    found = get_object_or_404(selectors.demo_mails(), pk=mail)
    text = services.demo_text(mail=found, at=timezone.now())
    answer = render(request, "notices/demo_mail.html", {"mail": found, "text": text})
    add_never_cache_headers(answer)  # each reading makes the words anew that are kept nowhere
    return answer
