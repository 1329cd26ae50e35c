"""The grounds of an objection as a form offers them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from ..models import objection_labels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..rules.objections import Standing

NOT_YET = _("belum dapat dipakai")


def ground_choices(standing: Sequence[Standing], *, all_of_them: bool) -> list[tuple[str, str]]:
    """Return the grounds to choose from in plain words with the law's letter; those that do not stand only at the
    desk, marked."""
    found = []
    for each in standing:
        label = f"{objection_labels.PLAIN_GROUNDS[each.rule.ground]} ({each.rule.letter})"
        if each.stands:
            found.append((each.rule.ground.value, label))
        elif all_of_them:
            found.append((each.rule.ground.value, f"{label} – {NOT_YET}"))
    return found
