from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from datetime import datetime


class ChannelKind(models.TextChoices):
    """The ways by which a notice leaves the house. The bell needs none: it is read from the notices themselves."""

    MAIL = "mail", _("Surat elektronik")
    WEBHOOK = "webhook", _("Webhook kantor")
    MESSENGER = "messenger", _("Pesan ke petugas")


class NoticeQuerySet(models.QuerySet["Notice"]):
    def for_user(self, user_id: int) -> NoticeQuerySet:
        return self.filter(to_user_id=user_id)

    def due(self, at: datetime) -> NoticeQuerySet:
        return self.filter(due_at__lte=at, dismissed_at=None)


class Notice(models.Model):
    """An obligation to tell someone, stored in the transaction of its cause. `key` is what makes it one obligation.

    To a user, to an e-mail address, or (neither) to the office itself, which hears it by its webhook.
    """

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=60)
    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    to_user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    to_email = models.EmailField(default="")
    subject = models.CharField(max_length=200)
    text = models.TextField()
    # A line that only the mail carries, such as a new secret: sealed until it is sent, gone afterwards.
    sealed_line = models.BinaryField(default=b"")
    link = models.CharField(max_length=300)
    number = models.CharField(max_length=80, default="")
    due_on = models.DateField(null=True)
    due_at = models.DateTimeField()
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    dismissed_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-due_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="to_a_user_or_an_address", condition=Q(to_user=None) | Q(to_email="")),
            models.CheckConstraint(name="notice_links_into_the_house", condition=Q(link__regex=r"^/([^/\\]|$)")),
        ]
        indexes = [
            models.Index(fields=["to_user", "office", "-due_at"], name="notices_of_a_user"),
            models.Index(fields=["to_user"], condition=Q(read_at=None, dismissed_at=None), name="notices_unread"),
        ]

    def __str__(self) -> str:
        return self.subject


class Channel(models.Model):
    """Where an office (webhook) or one of its officers (messenger) wants to be told as well. Addresses are sealed."""

    kind = models.CharField(max_length=12, choices=ChannelKind.choices)
    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    sealed_address = models.BinaryField()
    sealed_secret = models.BinaryField(default=b"")
    shown_as = models.CharField(max_length=120)
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["office", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["office"], condition=Q(kind="webhook"), name="one_webhook_per_office"),
            models.UniqueConstraint(
                fields=["office", "user"], condition=Q(kind="messenger"), name="one_messenger_per_officer"
            ),
            models.CheckConstraint(
                name="a_messenger_reaches_a_named_officer",
                condition=Q(kind="webhook", user=None) | Q(kind="messenger", user__isnull=False),
            ),
        ]


class Delivery(models.Model):
    """One notice by one channel: sent once, tried until then."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="deliveries")
    by = models.CharField(max_length=12, choices=ChannelKind.choices)
    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, null=True, related_name="deliveries")
    next_try_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, default="")

    class Meta:
        ordering = ["next_try_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "by", "channel"], nulls_distinct=False, name="one_delivery_per_channel"
            ),
            models.CheckConstraint(name="sent_or_given_up", condition=Q(sent_at=None) | Q(given_up_at=None)),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"], condition=Q(sent_at=None, given_up_at=None), name="deliveries_outstanding"
            ),
        ]


class DemoMail(models.Model):
    """A message that the demo would have sent, readable at /demo/surat/."""

    to = models.TextField()
    sender = models.CharField(max_length=320)
    subject = models.CharField(max_length=500)
    text = models.TextField()
    sent_at = models.DateTimeField()
    # Of a mail with words that are kept nowhere: what makes them anew for whoever reads it here.
    composed_kind = models.CharField(max_length=60, default="")
    composed_office = models.ForeignKey("offices.Office", on_delete=models.CASCADE, null=True, related_name="+")

    class Meta:
        ordering = ["-sent_at", "-pk"]
