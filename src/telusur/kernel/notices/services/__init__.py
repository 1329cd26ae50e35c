"""What can be done with a notice: owe it, deliver it, read it, dismiss it."""

from .owing import dismiss, dismiss_all, mark_all_read, mark_read, owe

__all__ = ["dismiss", "dismiss_all", "mark_all_read", "mark_read", "owe"]
