"""What every installation holds from its first migration on, without demo data.

Rules, working days and roles are files of the code. The national office is a row; it stands for `--office` where a
command names none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.kernel.offices.services import ensure_national_office

if TYPE_CHECKING:
    from datetime import datetime


def ensure_basics(*, at: datetime) -> None:
    """Add what is missing; change nothing that is there."""
    ensure_national_office(at=at)
