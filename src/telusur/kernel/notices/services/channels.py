from __future__ import annotations

import secrets
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from telusur.kernel.accounts.rules.sealing import seal, unseal
from telusur.kernel.ledger.rules.logs import office_log
from telusur.kernel.ledger.services import personal_digest, record

from ..models import Channel, ChannelKind
from ..rules.addresses import messenger_address, webhook_target
from .owing import owe

if TYPE_CHECKING:
    from datetime import datetime

    from telusur.kernel.offices.models import Office

    from ..models import Notice

SEALED_AS = "channels"


@transaction.atomic
def set_webhook(*, office: Office, url: str, secret: str, actor: str, at: datetime) -> Channel:
    """Let an office's server hear what the office is told; in place of an earlier one. Raises: BadAddress.

    secret: signs each message; empty keeps the earlier one, or makes one.
    """
    target = webhook_target(url, plain_allowed=settings.DEMO, private_allowed=settings.WEBHOOK_PRIVATE_ADDRESSES)
    before = Channel.objects.select_for_update().filter(office=office, kind=ChannelKind.WEBHOOK).first()
    chosen = secret or (secret_of(before) if before else secrets.token_urlsafe(32))
    facts = {
        "sealed_address": seal(url, key=_key(), purpose=SEALED_AS),
        "sealed_secret": seal(chosen, key=_key(), purpose=SEALED_AS),
        "shown_as": target.host[:120],
        "set_at": at,
    }
    channel, _made = Channel.objects.update_or_create(office=office, kind=ChannelKind.WEBHOOK, defaults=facts)
    _note("notices.set_webhook", channel, actor=actor, at=at, address=personal_digest(url))
    return channel


@transaction.atomic
def set_messenger(*, office: Office, user_id: int, url: str, at: datetime) -> Channel:
    """Let one officer hear by messenger what he is told at one office; replaces an earlier one. Raises: BadAddress."""
    address = messenger_address(url)
    facts = {
        "sealed_address": seal(address, key=_key(), purpose=SEALED_AS),
        "shown_as": {"tgram": "Telegram", "pover": "Pushover"}[urlsplit(address).scheme],
        "set_at": at,
    }
    channel, _made = Channel.objects.update_or_create(
        office=office, user_id=user_id, kind=ChannelKind.MESSENGER, defaults=facts
    )
    _note("notices.set_messenger", channel, actor=f"user:{user_id}", at=at, address=personal_digest(address))
    return channel


@transaction.atomic
def remove_channel(*, channel_id: int, actor: str, at: datetime) -> None:
    """Stop telling by this channel; what it has not delivered is not delivered any more."""
    channel = Channel.objects.select_for_update().select_related("office").get(pk=channel_id)
    channel.delete()
    _note(f"notices.remove_{channel.kind}", channel, actor=actor, at=at, channel_id=channel_id)


def owe_trial(*, office: Office, link: str, at: datetime) -> Notice:
    """Owe the office a message without a cause, so that its administrator sees whether the webhook arrives."""
    return owe(
        key=f"trial:{office.pk}:{at.isoformat()}",
        kind="trial",
        office_id=office.pk,
        subject=_("Percobaan webhook"),
        text=_("Ini percobaan; tidak ada yang perlu dikerjakan."),
        link=link,
        number=_("PERCOBAAN"),
        due_at=at,
        at=at,
    )


def address_of(channel: Channel) -> str:
    """Return the address a channel was set to."""
    return unseal(channel.sealed_address, key=_key(), purpose=SEALED_AS)


def secret_of(channel: Channel) -> str:
    """Return the secret that signs a webhook's messages."""
    return unseal(channel.sealed_secret, key=_key(), purpose=SEALED_AS)


def _note(act: str, channel: Channel, *, actor: str, at: datetime, address: str = "", channel_id: int = 0) -> None:
    log = office_log(channel.office.code)
    subject = {"subject_kind": "channel", "subject_id": str(channel_id or channel.pk)}
    facts = {"address": address} if address else None
    record(act, log=log, **subject, actor=actor, happened_at=at, recorded_at=at, facts=facts)


def _key() -> str:
    return settings.PERSONAL_DATA_KEY
