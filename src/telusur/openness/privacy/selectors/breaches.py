"""Breaches of personal data: the register, one breach, who was told. The national office sees those of every office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.ledger import selectors as ledger
from telusur.kernel.ledger.rules.logs import NATIONAL_OFFICE
from telusur.kernel.offices.selectors import office_by_id

from ..models import Breach, labels
from ..rules.words import Told
from .own_data import Deed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from django.db.models import QuerySet

    from telusur.kernel.offices.models import Office

    from ..models import BreachQuerySet, BreachTelling

SUBJECT = "breach"
PREFIX = "privacy.breach_"
WAITS = Q(subjects_told_at=None) | Q(authority_told_at=None)
COLUMNS = (
    gettext_lazy("Nomor"),
    gettext_lazy("Kantor"),
    gettext_lazy("Diketahui"),
    gettext_lazy("Batas pemberitahuan"),
    gettext_lazy("Data"),
    gettext_lazy("Jumlah orang"),
    gettext_lazy("Kantor terdampak"),
    gettext_lazy("Kapan dan bagaimana"),
    gettext_lazy("Penanganan"),
    gettext_lazy("Pemulihan"),
    gettext_lazy("Pemilik data diberi tahu"),
    gettext_lazy("Lembaga diberi tahu"),
    gettext_lazy("Diumumkan"),
    gettext_lazy("Keadaan"),
)


def breaches(*, office_id: int) -> BreachQuerySet:
    """Return the breaches an office may see: its own, those at which it is named; the national office every one.
    Those that run first, by the end of their time."""
    office = office_by_id(office_id=office_id)
    found = Breach.everything.select_related("office").annotate(
        subjects=Count("tellings", filter=Q(tellings__told=Told.SUBJECT))
    )
    if office.code != NATIONAL_OFFICE:
        found = found.filter(Q(office=office) | Q(offices__contains=[office.code]))
    return found.order_by(F("closed_at").asc(nulls_first=True), "due_at", "-pk")


def breach_of(*, office: Office, breach_id: int) -> Breach:
    """Return a breach this office may see. Raises: Breach.DoesNotExist."""
    return breaches(office_id=office.pk).get(pk=breach_id)


def tellings_of(*, breach: Breach) -> QuerySet[BreachTelling]:
    """Return who was told of a breach, with letters, oldest first."""
    return breach.tellings.select_related("letter__attachment", "request").order_by("pk")


def running_breaches() -> list[Breach]:
    """Return the breaches of every office of which somebody is still to be told, by office."""
    found = Breach.everything.running().filter(WAITS).select_related("office")
    return list(found.order_by("office_id", "due_at", "pk"))


def breaches_to_tell(*, office_id: int) -> BreachQuerySet:
    """Return the breaches this office may see of which somebody is still to be told, nearest end first."""
    return breaches(office_id=office_id).running().filter(WAITS).order_by("due_at", "pk")


def public_breaches(*, office_id: int) -> list[Breach]:
    """Return the breaches that an office made known to everybody and that are not over, newest first."""
    found = Breach.everything.running().filter(office_id=office_id, public_told_at__isnull=False)
    return list(found.select_related("office").order_by("-public_told_at", "-pk"))


def breach_history(*, breach: Breach) -> list[Deed]:
    """Return every act on a breach, newest first."""
    acts = ledger.acts_on(subject_kind=SUBJECT, subject_id=str(breach.pk))
    people = accounts.actor_names(refs={act.actor for act in acts})
    made = []
    for act in acts:
        facts = act.facts
        said = [
            _("surat %(number)s") % {"number": facts["letter"]} if facts.get("letter") else "",
            _("%(n)s orang") % {"n": facts["subjects"]} if facts.get("subjects") else "",
            _("sesudah batas waktunya") if facts.get("late") else "",
        ]
        text = str(labels.BREACH_DEEDS[act.act.removeprefix(PREFIX)])
        made.append(Deed(act.happened_at, text, people[act.actor], " · ".join(part for part in said if part)))
    return made[::-1]


def as_breach_register(found: Iterable[Breach], *, zone: ZoneInfo) -> list[tuple[str | int | date | None, ...]]:
    """Return breaches as rows of the register: no names of people, instants as the office's own time."""
    return [
        (
            each.number,
            each.office.name,
            _moment(each.discovered_at, zone),
            _moment(each.due_at, zone),
            ", ".join(str(labels.DATA[name]) for name in each.data),
            each.people,
            ", ".join(each.offices),
            each.how if each.occurred_at is None else f"{_moment(each.occurred_at, zone)}: {each.how}",
            each.handling,
            each.recovery,
            _moment(each.subjects_told_at, zone),
            _moment(each.authority_told_at, zone),
            _moment(each.public_told_at, zone) if each.public_needed else _("tidak perlu"),
            str(labels.BREACH_STATES[each.state]),
        )
        for each in found
    ]


def _moment(at: datetime | None, zone: ZoneInfo) -> str:
    return date_format(at.astimezone(zone), "j F Y H.i") if at else ""
