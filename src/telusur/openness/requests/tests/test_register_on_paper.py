"""The register of requests as a PDF: its legal columns, each with room, each day by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from telusur.openness.requests.rules import paper_register as paper

from .factories import RECEIVED, Desk

if TYPE_CHECKING:
    from django.test import Client


@pytest.mark.django_db
def test_the_printed_register_names_the_day_of_the_week_and_is_named_in_indonesian(client: Client) -> None:
    desk = Desk()
    desk.registered()
    Authenticator.objects.create(user=desk.desk, type=Authenticator.Type.TOTP, data={"secret": "x"})
    client.force_login(desk.desk)
    answer = client.get(reverse("requests_register_export", args=[desk.office.slug]) + "?bentuk=pdf")
    assert f"register-permohonan-{desk.office.slug}-{RECEIVED.year}.pdf" in answer["Content-Disposition"]
    with pypdfium2.PdfDocument(answer.content) as pages:
        text = " ".join(pages[0].get_textpage().get_text_range().split())
    assert f"Senin, {RECEIVED:%d.%m.%Y}" in text


def test_every_column_of_the_printed_register_has_a_width() -> None:
    assert len(paper.WIDTHS) == len(paper.COLUMNS)
