"""The numbers of the list of public information."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.dates import MONTHS
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from telusur.kernel.figures.rules import tallies
from telusur.kernel.figures.rules.definitions import Column, Dimension, Figure, Note, Row
from telusur.kernel.figures.selectors import define, said
from telusur.kernel.law.selectors import rule_in_force, rules_in_force
from telusur.kernel.visits.rules.counting import Kind
from telusur.kernel.visits.things import Named, named_by

from . import selectors
from .models import CLASS_LABELS, MEDIA_LABELS
from .rules.completeness import lacking_columns
from .rules.reviews import doubt_about_classes

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from telusur.kernel.figures.rules.facts import Tallied
    from telusur.kernel.figures.rules.periods import Period
    from telusur.kernel.offices.models import Office

    from .models import InformationItem

SOURCE = _("UU 14/2008 Pasal 9–11; Perki 1/2021")
COLUMNS = (
    Column("number", _("Nomor")),
    Column("title", _("Informasi")),
    Column("class", _("Klasifikasi")),
    Column("year", _("Tahun")),
    Column("published_on", _("Terbit")),
)
CLASS = Dimension("class", _("Klasifikasi"), {value.value: label for value, label in CLASS_LABELS.items()})
MEDIA = Dimension("media", _("Bentuk berkas"), MEDIA_LABELS)
MONTH = Dimension("month", _("Bulan terbit"), {f"{number:02d}": name for number, name in MONTHS.items()})


def entries_named(office: Office, keys: Collection[str], _on: date) -> dict[str, Named]:
    """Return what entries are called that everybody may see: a title may be what was withdrawn."""
    items = selectors.shown_items(office_id=office.pk).in_bulk([int(key) for key in keys if key.isdecimal()])
    return {str(pk): Named(item.title, _address(office, item)) for pk, item in items.items()}


def _address(office: Office, item: InformationItem) -> str:
    return reverse("information_item", kwargs={"office": office.slug, "item_id": item.pk, "slug": item.slug})


named_by(Kind.INFORMATION, entries_named)


def documents_published(office_id: int, period: Period, _on: date) -> Sequence[Row]:
    """Return the entries that became public within the period and still are, oldest first."""
    return [
        Row(
            id=item.pk,
            columns={
                "number": item.number,
                "title": item.title,
                "class": said(CLASS, item.information_class),
                "year": item.year,
                "published_on": day,
            },
            groups={"class": item.information_class, "media": item.media, "month": f"{day.month:02d}"},
            day=day,
        )
        for item, day in selectors.published_between(office_id=office_id, start=period.start, end=period.end)
    ]


def doubts(tallies: Tallied, on: date) -> list[Note]:
    """Return why the classes of the entries counted are hard to believe. Raises: NoRuleInForce."""
    threshold = rule_in_force("information", "immediate_share", "list", on=on)
    doubt = doubt_about_classes(
        Counter({cell: each.n for (dimension, cell), each in tallies.items() if dimension == CLASS.key}), threshold
    )
    if doubt is None:
        return []
    title = _("%(n)s dari %(total)s informasi digolongkan serta merta") % {"n": doubt.immediate, "total": doubt.total}
    text = _(
        "Bagian %(percent)s %% sukar dipercaya: serta merta hanya untuk hal yang mengancam hajat hidup orang banyak "
        "dan ketertiban umum, dengan peristiwa dan waktunya. Periksa penggolongannya. Dasar: %(source)s."
    ) % {"percent": doubt.percent, "source": doubt.source}
    return [Note(str(title), str(text))]


define(
    Figure(
        key="information.published",
        group=_("Informasi publik"),
        name=_("Dokumen yang diterbitkan"),
        unit=_("dokumen"),
        definition=_(
            "Butir daftar informasi publik yang terbit pada masa ini menurut tanggal terbitnya dan masih terbuka."
        ),
        source=SOURCE,
        rows=documents_published,
        public_columns=COLUMNS,
        officer_columns=COLUMNS,
        officer_permission="information.see",
        public_page="information_item_short",
        officer_page="information_item_short",
        dimensions=(CLASS, MONTH, MEDIA),
        notes=doubts,
    )
)


WHOLE_COLUMNS = (*COLUMNS, Column("lacks", _("Yang kurang")))
NAMES_OF_COLUMNS = {
    "number": _("nomor"),
    "summary": _("ringkasan"),
    "holder": _("unit yang menguasai"),
    "responsible": _("penanggung jawab"),
    "made": _("waktu pembuatan"),
    "made_place": _("tempat pembuatan"),
    "form": _("bentuk"),
    "retention": _("jangka waktu simpan"),
}


OWED_SINCE = date(2010, 4, 30)  # UU 14/2008 Pasal 64: the law binds from here; no list was owed before


def entries_complete(office_id: int, period: Period, on: date) -> Sequence[Row]:
    """Return the entries listed at the end of the period, or today, valued 1 where every column is filled; and a row
    valued 0 for each class that the law asks of every list and that has no entry. Raises: NoRuleInForce."""
    last = min(period.end - timedelta(days=1), on)
    if on < period.start:
        return []
    return [row for row in _listed(office_id, last) if row.until is None or row.until > last]


def stood_listed(office_id: int, period: Period, on: date) -> Sequence[Row]:
    """Return the same rows as they stood on any day of the period. Raises: NoRuleInForce."""
    last = min(period.end - timedelta(days=1), on)
    if on < period.start:
        return []
    return [row for row in _listed(office_id, last) if row.until is None or row.until > period.start]


def _listed(office_id: int, last: date) -> list[Row]:
    if last < OWED_SINCE:
        return []
    columns = [str(name) for name in rule_in_force("information", "list_columns", "entry", on=last)["fields"]]  # type: ignore[union-attr]
    required = [rule.key for rule in rules_in_force("information", "required_class", on=last)]
    listed = selectors.listed_by(office_id=office_id, until=last + timedelta(days=1))
    first: dict[str, date] = {}
    for item, day in listed:
        first.setdefault(item.information_class, day)
    return [
        *(_entry_row(item, day, lacking_columns(vars(item), columns)) for item, day in listed),
        *(_absent_row(place, each, until=first.get(each)) for place, each in enumerate(required, start=1)),
    ]


def _entry_row(item: InformationItem, day: date, lacks: list[str]) -> Row:
    return Row(
        id=item.pk,
        columns={
            "number": item.number,
            "title": item.title,
            "class": said(CLASS, item.information_class),
            "year": item.year,
            "published_on": day,
            "lacks": ", ".join(str(NAMES_OF_COLUMNS[name]) for name in lacks),
        },
        groups={"class": item.information_class},
        value=int(not lacks),
        day=day,
    )


def _absent_row(place: int, information_class: str, *, until: date | None) -> Row:
    """Return the row of a class without entries: it stands until the first of them was published."""
    name = CLASS.labels[information_class]
    return Row(
        id=-place,
        columns={"class": str(name), "lacks": gettext("belum ada satu pun informasi %(class)s") % {"class": name}},
        groups={"class": information_class},
        value=0,
        day=selectors.FIRST_DAY,
        until=until,
    )


define(
    Figure(
        key="information.complete",
        group=_("Informasi publik"),
        name=_("Kelengkapan daftar informasi"),
        unit=_("persen"),
        definition=_(
            "Bagian butir daftar informasi publik yang semua kolom wajibnya terisi, di antara butir yang terbuka pada "
            "akhir masa ini, atau hari ini bila masa masih berjalan. Klasifikasi wajib (berkala, setiap saat) yang "
            "belum ada isinya dihitung sebagai satu butir yang tidak lengkap."
        ),
        source=_("Perki 1/2021 (kolom DIP); UU 14/2008 Pasal 9 dan 11"),
        rows=entries_complete,
        measure=tallies.share_of_ones,
        spans=stood_listed,
        public_columns=WHOLE_COLUMNS,
        officer_columns=WHOLE_COLUMNS,
        officer_permission="information.see",
        dimensions=(CLASS,),  # not by what is lacking: a share of the whole ones is 100 or 0 there
    )
)
