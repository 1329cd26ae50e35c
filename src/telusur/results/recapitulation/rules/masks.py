"""Which areas of a printed form carry names and signatures, and are covered before anybody outside sees the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from telusur.kernel.documents.rules.masks import Mask


def mask_for(masks: Mapping[str, Mask], layout: str, page: int) -> Mask | None:
    """Return what is covered on a page of a printed form; None where nobody has written it down."""
    return masks.get(f"{layout}.{page}") if layout else None
