"""Makes the first migration of an empty database take a third of its time.

Django renders every model anew that is related to a new one, and in one house nearly every model is. In a history that
begins with nothing, a new model has no earlier self to put right: rendering it alone gives the same.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db.migrations.state import ProjectState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.migrations.state import ModelState


@contextmanager
def quick_states() -> Iterator[None]:
    """Let migrations from nothing render a new model alone. An upgrade goes Django's own way: its states began full."""
    djangos = ProjectState.add_model
    ProjectState.add_model = _add_model  # type: ignore[method-assign]
    try:
        yield
    finally:
        ProjectState.add_model = djangos  # type: ignore[method-assign]


def _add_model(self: ProjectState, model_state: ModelState) -> None:
    key = model_state.app_label, model_state.name_lower
    self.models[key] = model_state
    if self._relations is not None:  # type: ignore[attr-defined]
        self.resolve_model_relations(key)  # type: ignore[attr-defined]
    if "apps" in self.__dict__:  # asking for it would render everything
        self.apps.render_multiple([model_state])
