"""The desk officer's guide, as it stands in docs: what is printed and what is read at the desk are the same."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import markdown
from django.http import Http404
from django.shortcuts import render
from django.utils.safestring import SafeString

import telusur
from telusur.kernel.accounts.permits import permits

if TYPE_CHECKING:
    from django.http import HttpResponse

    from telusur.kernel.accounts.permits import OfficeRequest

GUIDE = Path(telusur.__file__).parents[2] / "docs" / "panduan-petugas-meja.md"


@cache
def guide_text() -> SafeString:
    """Return the guide as HTML without its title. Raises: FileNotFoundError, installed without its docs."""
    _title, _, text = GUIDE.read_text(encoding="utf-8").partition("\n")
    made = markdown.markdown(text, extensions=["tables", "sane_lists"])
    made = made.replace("<table>", '<div class="scroll"><table class="rows">').replace("</table>", "</table></div>")
    return SafeString(made)  # our own words, never a visitor's


@permits("desk.open")
def guide(request: OfficeRequest) -> HttpResponse:
    try:
        text = guide_text()
    except FileNotFoundError as error:
        raise Http404 from error
    return render(request, "front/guide.html", {"text": text})
