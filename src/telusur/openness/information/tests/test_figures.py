from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from telusur.kernel.figures.rules.definitions import Row
from telusur.kernel.figures.rules.facts import tallied
from telusur.kernel.figures.rules.periods import parse_period
from telusur.kernel.figures.selectors import figure_by_key, read
from telusur.kernel.offices.models import Office
from telusur.openness.information.figures import doubts
from telusur.openness.information.models import InformationItem

from . import factories

ON = date(2024, 6, 1)


@pytest.mark.django_db
def test_documents_count_in_the_month_of_the_offices_own_time_zone():
    jayapura = Office.objects.create(
        code="9471", name="KPU Kota Jayapura", kind="city", slug="kota-jayapura", time_zone="Asia/Jayapura"
    )
    item = factories.a_published_item(jayapura)
    # 31 January 16:00 UTC is already February in Jayapura
    InformationItem.everything.filter(pk=item.pk).update(published_at=datetime(2024, 1, 31, 16, tzinfo=UTC))
    figure = figure_by_key(key="information.published")
    assert read(figure=figure, office_id=jayapura.pk, period=parse_period("2024-01"), on=ON).value == 0
    february = read(figure=figure, office_id=jayapura.pk, period=parse_period("2024-02"), on=ON)
    assert february.value == 1
    assert {split.dimension.key for split in february.splits} == {"class", "month", "media"}


def test_a_number_whose_classes_are_hard_to_believe_carries_a_note():
    def rows(**counts):
        classes = [name for name, n in counts.items() for _ in range(n)]
        figure = figure_by_key(key="information.published")
        return tallied(figure, [Row(id=n, columns={}, groups={"class": name}) for n, name in enumerate(classes)])

    [note] = doubts(rows(periodic=12, immediate=65, anytime=2), ON)
    assert note.title == "65 dari 79 informasi digolongkan serta merta"
    assert "82 %" in note.text
    assert doubts(rows(periodic=12, immediate=4, anytime=2), ON) == []
