"""What this room does for the rooms above it."""

from .arranging import change_settings
from .bundling import Bundle, make_bundle, salt_of
from .issuing import code_address, issue, issue_paper, long_date, new_code, qr_svg, render, rendered
from .printing import TEMPLATES, printed
from .signing import LARGEST, judged, keep_signature, sign_with_service
from .wording import Taken, retire_template, save_template, write_passages

__all__ = [
    "LARGEST",
    "TEMPLATES",
    "Bundle",
    "Taken",
    "change_settings",
    "code_address",
    "issue",
    "issue_paper",
    "judged",
    "keep_signature",
    "long_date",
    "make_bundle",
    "new_code",
    "printed",
    "qr_svg",
    "render",
    "rendered",
    "retire_template",
    "salt_of",
    "save_template",
    "sign_with_service",
    "write_passages",
]
