"""The numbers of the list of public information."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from telusur.kernel.figures.rules.definitions import Column, Dimension, Figure, Note, Row
from telusur.kernel.figures.selectors import define
from telusur.kernel.law.selectors import rule_in_force

from . import selectors
from .models import CLASS_LABELS, MEDIA_LABELS
from .rules.reviews import doubt_about_classes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from telusur.kernel.figures.rules.facts import Tallied
    from telusur.kernel.figures.rules.periods import Period

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


def documents_published(office_id: int, period: Period, _on: date) -> Sequence[Row]:
    """Return the entries that became public within the period and still are, oldest first."""
    return [
        Row(
            id=item.pk,
            columns={
                "number": item.number,
                "title": item.title,
                "class": str(CLASS.labels[item.information_class]),
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
        dimensions=(CLASS, MONTH, MEDIA),
        notes=doubts,
    )
)
