"""Looks into a stranger's file for what its pages do not show. Part of the process of its own.

What it cannot know: words as a picture or as drawn shapes, and letters whose font says that they are others. These only
an eye reads; a page of pictures is a finding, a font that lies is not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

from ...release.findings import gathered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...content import Limits
    from ...release.findings import Finding


def check(content: BinaryIO, limits: Limits, job: dict[str, Any]) -> dict[str, Any]:
    """Return every finding as `[kind, page, place, sample, count]`. Raises: Unacceptable, and whatever a parser raises:
    what could not be read was not checked."""
    found = gathered(_found(content, limits, job))
    return {"findings": [[one.kind.value, one.page, one.place, one.sample, one.count] for one in found]}


def _found(content: BinaryIO, limits: Limits, job: dict[str, Any]) -> Iterator[Finding]:
    kind, provinces = job["kind"], frozenset(job["release"]["provinces"])
    if kind == "pdf":
        from . import pdf  # noqa: PLC0415 heavy, each of them

        return pdf.findings(content, limits, provinces, frozenset(job["release"].get("keep", ())))
    if kind in ("png", "jpg", "webp"):
        from . import pictures  # noqa: PLC0415

        return pictures.findings(content, limits)
    if kind in ("docx", "xlsx"):
        from . import openxml  # noqa: PLC0415

        return openxml.findings(content, limits, kind, provinces)
    if kind in ("odt", "ods"):
        from . import opendocument  # noqa: PLC0415

        return opendocument.findings(content, limits, kind, provinces)
    from . import plain  # noqa: PLC0415

    return plain.findings(content, limits, kind, provinces)
