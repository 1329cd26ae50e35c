"""Deny by default: every address names who may open it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import URLPattern, get_resolver

if TYPE_CHECKING:
    from collections.abc import Iterator

FOREIGN = ("allauth.", "django_altcha.")


def all_urls(patterns: list[object] | None = None) -> Iterator[URLPattern]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            yield from all_urls(pattern.url_patterns)


def test_every_url_declares_a_permission() -> None:
    ours = (url for url in all_urls() if not url.callback.__module__.startswith(FOREIGN))
    assert [str(url.pattern) for url in ours if not hasattr(url.callback, "permission")] == []
