"""The readers of the demo: nobody took a file before it was there, or in a version that another had replaced."""

from __future__ import annotations

import pytest

from telusur.kernel.documents import selectors as documents
from telusur.kernel.visits.models import HourlyCounter
from telusur.kernel.visits.rules.counting import Kind
from telusur.openness.information import selectors as information

pytestmark = pytest.mark.django_db


def test_nobody_took_a_file_before_it_was_open_or_after_another_version_took_its_place():
    taken = list(HourlyCounter.objects.filter(kind=Kind.DOCUMENT).values_list("key", "hour"))
    files = documents.attachments_by_id(ids={int(key) for key, _hour in taken})
    later = {each.replaces_id: each.attached_at for each in files.values() if each.replaces_id}
    items = information.shown_items().in_bulk([int(each.thing_id) for each in files.values()])
    early, stale = [], []
    for key, hour in taken:
        file = files[int(key)]
        opened = max(file.attached_at, items[int(file.thing_id)].published_at).replace(
            minute=0, second=0, microsecond=0
        )
        if hour < opened:
            early.append((file.title, hour, opened))
        if file.pk in later and hour > later[file.pk]:
            stale.append((file.title, hour))
    assert len(taken) > 100
    assert (early, stale) == ([], [])
    assert any(file.replaces_id for file in files.values())
