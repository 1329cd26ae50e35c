"""Deny by default: every address and every operation of the API names who may open it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import URLPattern, get_resolver

from telusur.config.api import api

if TYPE_CHECKING:
    from collections.abc import Iterator

FOREIGN = ("allauth.", "django_altcha.", "ninja.")


def all_urls(patterns: list[object] | None = None) -> Iterator[URLPattern]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            yield from all_urls(pattern.url_patterns)


def module_of(url: URLPattern) -> str:
    return getattr(url.callback, "func", url.callback).__module__


def test_every_url_declares_a_permission() -> None:
    ours = (url for url in all_urls() if not module_of(url).startswith(FOREIGN))
    assert [str(url.pattern) for url in ours if not hasattr(url.callback, "permission")] == []


def test_every_operation_of_the_api_declares_a_permission() -> None:
    views = [
        (f"{' '.join(operation.methods)} {path}", operation.view_func)
        for _, router in api._routers
        for path, view in router.path_operations.items()
        for operation in view.operations
    ]
    assert [name for name, view in views if not hasattr(view, "permission")] == []


def test_every_url_has_a_name() -> None:
    ours = (url for url in all_urls() if not module_of(url).startswith(FOREIGN))
    assert [str(url.pattern) for url in ours if not url.name] == []
