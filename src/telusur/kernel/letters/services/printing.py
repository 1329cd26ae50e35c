"""Typst turns facts and a template into a PDF; the same facts at the same instant give the same bytes."""

from __future__ import annotations

import json
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import typst

from ..rules import printable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

TEMPLATES = Path(__file__).parents[1] / "typst"
MOST_SPELLED = 12  # faults answered one by one before everything uncertain is spelled
PDF_STANDARDS = ("a-2a", "ua-1")


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False)


def printed(
    template: str,
    facts: dict[str, object],
    *,
    at: datetime,
    logo: list[int],
    standards: Sequence[str] = PDF_STANDARDS,
    folder: Path = TEMPLATES,
) -> bytes:
    """Return a template filled with facts, which are text and never markup, as a PDF.

    folder: where the template lies, and what it may read.

    Signs that no font holds are spelled, so that a letter is always made in time. Raises: typst.TypstError where a
    template is at fault.
    """
    facts = printable.every_text(facts, printable.cleaned)
    for attempt in range(MOST_SPELLED + 2):
        try:
            return _compiled(folder, template, {**facts, "logo": logo}, int(at.timestamp()), standards)
        except typst.TypstError as fault:
            signs = printable.unprintable_in(str(fault))
            if signs is None or attempt > MOST_SPELLED:
                raise
            last = not signs or attempt == MOST_SPELLED
            change = printable.certain if last else partial(printable.spelled, signs=signs)
            facts = printable.every_text(facts, change)
    raise AssertionError("the last attempt returns or raises")


def _compiled(folder: Path, template: str, facts: dict[str, object], timestamp: int, standards: Sequence[str]) -> bytes:
    return typst.compile(  # type: ignore[no-any-return,call-overload]
        (folder / f"{template}.typ").read_bytes(),
        root=str(folder),
        font_paths=_fonts(),
        format="pdf",
        sys_inputs={"data": json.dumps(facts, ensure_ascii=False)},
        pdf_standards=list(standards),
        timestamp=timestamp,
    )
