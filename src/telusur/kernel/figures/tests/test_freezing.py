from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from click.testing import CliRunner
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from telusur.kernel.figures import selectors, services
from telusur.kernel.figures.commands import figures as command
from telusur.kernel.figures.models import FrozenReading, FrozenSet
from telusur.kernel.figures.rules import frozen
from telusur.kernel.figures.rules.definitions import Row
from telusur.kernel.figures.rules.periods import year_of
from telusur.kernel.ledger.selectors import acts_on

from .conftest import changed

AT, ON = datetime(2025, 1, 10, 3, tzinfo=UTC), date(2025, 1, 10)
rows = st.lists(st.builds(Row, id=st.integers(1, 5), columns=st.builds(dict, a=st.sampled_from("xyz"))), max_size=8)


def freeze(office, **changes):
    asked = {"period": year_of(2024), "on": ON, "at": AT, "actor": "user:1"} | changes
    return services.freeze(office_id=office.pk, **asked)


@given(rows, rows)
def test_every_row_of_then_and_now_is_told_of_once(before, after):
    marks = [(row.id, frozen.mark(row)) for row in before]
    found = frozen.since(marks, after)
    assert len(found.unchanged) + len(found.changed) + len(found.new) == len(after)
    assert len(found.unchanged) + len(found.changed) + len(found.gone) == len(before)
    assert {row.id for row in found.new}.isdisjoint(marks[place][0] for place in found.gone)
    assert frozen.since(marks, before).same


@given(st.one_of(st.none(), st.integers(), st.fractions()))
def test_an_exact_value_reads_back_from_its_text(value):
    assert frozen.value_of(frozen.exact(value)) == value


def test_a_frozen_figure_keeps_its_number_and_tells_what_its_rows_say_since(client, office, figure, register):
    taken = freeze(office)
    assert freeze(office, at=datetime(2025, 1, 11, tzinfo=UTC)) == taken  # the same figures are the same set
    [act] = acts_on(subject_kind="frozen_figures", subject_id=str(taken.pk))
    assert (act.act, act.facts["digest"], act.facts["figures"]) == ("figures.freeze", taken.digest, 1)
    reading = selectors.frozen_reading(set_id=taken.pk, key=figure.key)
    assert (reading.value, reading.rows, reading.row_ids) == (7, 7, list(range(1, 8)))
    by_cell = {cell["cell"]: cell["value"] for cell in reading.cells}
    assert by_cell == {
        "walk_in": "5",
        "e_ppid": "2",
        "f": "5",
        "m": "2",
    }
    address = reverse("frozen_figure", args=[office.slug, taken.digest, figure.key])
    assert "masih sama" in client.get(address).text
    of_cell = client.get(address, {"channel": "e_ppid"})
    assert ("<b>2</b>" in of_cell.text, len(of_cell.context["page"].object_list)) == (True, 2)
    assert len(client.get(address, {"sex": "m"}).context["page"].object_list) == 7  # opens no rows

    register[0] = changed(register[0], number="0001a")
    register[1] = replace(register[1], day=date(2023, 1, 1))
    register.append(replace(register[2], id=8, columns={"number": "0008", "name": "Orang 8"}))
    page = client.get(address).text
    assert "1 catatan berubah, 1 tidak dihitung lagi, 1 baru dihitung" in page
    assert all(number in page for number in ("0001a", "0002", "0008"))
    assert "Orang" not in page
    assert selectors.frozen_reading(set_id=taken.pk, key=figure.key).value == 7
    assert freeze(office).digest != taken.digest
    assert reading.printed in client.get(reverse("frozen_figures", args=[office.slug, taken.digest])).text


def test_the_page_of_a_figure_that_nobody_defines_any_more_keeps_its_number(client, office, figure, monkeypatch):
    taken = freeze(office, keys=[figure.key])
    monkeypatch.setattr(selectors.defined, "_FIGURES", {})
    page = client.get(reverse("frozen_figure", args=[office.slug, taken.digest, figure.key])).text
    assert "<b>7</b>" in page
    assert "tidak didefinisikan lagi" in page
    other = reverse("frozen_figure", args=[office.slug, taken.digest, "test.other"])
    assert client.get(other).status_code == client.get(other.replace(taken.digest, "x")).status_code == 404
    with pytest.raises(selectors.UnknownFigure):
        freeze(office, keys=["test.other"])


@pytest.mark.parametrize("change", [
    lambda taken: FrozenSet.objects.filter(pk=taken.pk).update(period="2023"),
    lambda taken: FrozenReading.objects.filter(set=taken).update(exact="8"),
    lambda taken: FrozenReading.objects.filter(set=taken).delete(),
])  # fmt: skip
def test_what_is_frozen_is_neither_changed_nor_deleted(office, figure, change):
    taken = freeze(office)
    with pytest.raises(DatabaseError, match="stay as they are"), transaction.atomic():
        change(taken)
    assert selectors.frozen_set(set_id=taken.pk).period == "2024"


def test_a_set_takes_no_reading_after_its_own_transaction_and_its_digest_is_counted_again(office, figure):
    taken = freeze(office)
    run = CliRunner()
    assert "1 himpunan angka beku disidik ulang, 0 berbeda" in run.invoke(command, ["verify"]).output
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set local session_replication_role = replica")  # the guards sleep
        cursor.execute("update figures_frozenset set taken_in = taken_in - 1")
        cursor.execute("update figures_frozenreading set printed = '8'")
        cursor.execute("set local session_replication_role = default")
    late = selectors.frozen_reading(set_id=taken.pk, key=figure.key)
    late.pk, late.key = None, "test.late"
    with pytest.raises(DatabaseError, match="takes no reading"), transaction.atomic():
        late.save(force_insert=True)
    found = run.invoke(command, ["verify"])
    assert (found.exit_code, "isinya bukan lagi yang disidik" in found.output) == (1, True)


def test_what_nobody_froze_by_the_ledger_and_what_was_frozen_and_is_gone_are_named(office, figure):
    taken = freeze(office)
    reading = selectors.frozen_reading(set_id=taken.pk, key=figure.key)
    with transaction.atomic():  # by hand, with a right digest of its own, as the database lets it
        forged = FrozenSet(office=office, period="2024", on=date(2025, 1, 11), taken_at=AT, actor="user:1")
        said = [selectors.frozen_content(reading=reading)]
        forged.digest = frozen.set_digest(office=office.code, period="2024", on=forged.on, readings=said)
        forged.save()
        reading.pk, reading.set = None, forged
        reading.save(force_insert=True)
    other = freeze(office, on=date(2025, 1, 12))
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set local session_replication_role = replica")  # the guards sleep
        cursor.execute("update figures_frozenreading set row_labels[1] = 'x' where set_id = %s", [taken.pk])
        cursor.execute("delete from figures_frozenreading where set_id = %s", [other.pk])
        cursor.execute("delete from figures_frozenset where id = %s", [other.pk])
        cursor.execute("set local session_replication_role = default")
    number, broken = selectors.broken_sets(office_code=office.code)
    faults = {each.digest: each.fault for each in broken}
    assert (number, faults) == (2, {taken.digest: "act", forged.digest: "no_act", other.digest: "gone"})
    found = CliRunner().invoke(command, ["verify"])
    assert (found.exit_code, "tidak ada pembekuannya di buku besar" in found.output) == (1, True)


def test_a_row_says_the_same_to_every_reader(client, office, figure, register):
    register[:] = [changed(row, number=gettext_lazy("Bulan")) for row in register]
    said = selectors.define(replace(figure, key="test.said", rows=lambda *_: [_in_words(row) for row in register]))
    taken = freeze(office, keys=[said.key])
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    address = reverse("frozen_figure", args=[office.slug, taken.digest, said.key])
    assert client.get(address).context["since"].same


def _in_words(row):
    return replace(row, columns={key: str(cell) for key, cell in row.columns.items()})
