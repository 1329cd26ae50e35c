"""What is excluded, for whom, since when: the questions asked of determinations."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from telusur.kernel.law.selectors import rule_in_force
from telusur.kernel.ledger import selectors as ledger
from telusur.kernel.ledger.rules.logs import office_log
from telusur.kernel.offices.selectors import local_day, national_day, office_by_id

from ..models import Determination, Disclosure, Opening
from ..rules.exemptions import DeterminationFacts, Force, OpenedBy, Release, scopes_over
from ..rules.sameness import same_substance, substance

PERSONAL = ["g", "h"]

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date, datetime

    from django.db.models import QuerySet

    from telusur.kernel.offices.models import Office

    from ..models.exemptions import DeterminationQuerySet


def determinations_covering(*, office_id: int, on: date, grounds: Collection[str] = ()) -> list[DeterminationFacts]:
    """Return the determinations in force on `on` that bind the office, by title.

    grounds: letters of Pasal 17; only those that rest on at least one of them. Without any, all.
    """
    found = binding(office_id=office_id).in_force(on=on)
    if grounds:
        found = found.filter(grounds__overlap=sorted(set(grounds)))
    return [facts_of(each) for each in found.select_related("office").order_by("title", "pk")]


def determination_in_force(*, determination_id: int, office_id: int, on: date) -> DeterminationFacts | None:
    """Return a determination if it held on that day for that office, else None."""
    found = binding(office_id=office_id).in_force(on=on).filter(pk=determination_id).select_related("office").first()
    return facts_of(found) if found else None


def binding(*, office_id: int) -> DeterminationQuerySet:
    """Return every determination that binds or bound an office: its own, and those from above."""
    office = office_by_id(office_id=office_id)
    found: DeterminationQuerySet = Determination.objects.stood().binding(
        office_id=office_id, scopes=scopes_over(codes_of(office))
    )
    return found


def codes_of(office: Office) -> list[str]:
    """Return the codes of an office and of the offices above it, the nearest first."""
    codes: list[str] = []
    each: Office | None = office
    while each is not None:
        codes.append(each.code)
        each = each.parent
    return codes


def excluded_list(*, office_id: int, on: date) -> DeterminationQuerySet:
    """Return the list of excluded information (DIK) of an office: its own and what binds it from above, by decree."""
    listed: DeterminationQuerySet = binding(office_id=office_id).excluded(on=on)
    return listed.select_related("office", "holder").order_by("decree_on", "decree_number", "pk")


def similar_determinations(
    *, office_id: int, texts: Iterable[str], tags: Iterable[str], on: date
) -> list[DeterminationFacts]:
    """Return the determinations in force for the office that speak of the same substance, the likest first."""
    standing = {each.pk: each for each in excluded_list(office_id=office_id, on=on)}
    known = [(each.pk, substance((each.title, each.statute, each.if_opened), each.tags)) for each in standing.values()]
    return [facts_of(standing[like.id]) for like in same_substance(substance(texts, tags), known)]


def excluded_alike(
    *, office: Office, title: str, description: str = "", tags: Iterable[str] = ()
) -> list[DeterminationFacts]:
    """Return every determination, in force or ended, that speaks of the same substance for an office which `office`
    can bind, the likest first: one of its own, of an office above or of one below."""
    within = Q(scope__in=scopes_over(codes_of(office)))
    widest = "" if office.kind == "national" else office.code
    found = Determination.objects.stood().filter(within | Q(scope__startswith=widest)).select_related("office")
    rows = {each.pk: each for each in found.order_by("decree_on", "pk")}
    known = [(each.pk, substance((each.title, each.statute, each.if_opened), each.tags)) for each in rows.values()]
    alike = same_substance(substance((title, description), tags), known, most=None)
    return [facts_of(rows[like.id]) for like in alike]


def determinations_proposed(*, office_id: int) -> QuerySet[Determination]:
    """Return the determinations an office took over that wait for their second person, oldest first."""
    found = Determination.objects.filter(office_id=office_id, force=Force.PROPOSED.value)
    return found.select_related("office", "decided_by").order_by("registered_at", "pk")


def began_on(*, office: Office, on: date) -> date:
    """Return the day on which people of an office began to work with this register; `on` where none did yet."""
    first = ledger.first_act_of_a_person(log=office_log(office.code))
    return min(local_day(office=office, at=first.recorded_at), on) if first else on


def determination_seen(*, office_id: int, determination_id: int) -> Determination:
    """Return a determination for the desk of an office that it binds, or that decided it or holds what it excludes.

    Raises: Determination.DoesNotExist.
    """
    mine = Q(pk__in=binding(office_id=office_id).values("pk")) | Q(office_id=office_id) | Q(holder_id=office_id)
    related = ("office", "holder", "deadline", "decided_by", "confirmed_by", "replacing", "test", "replaced_by")
    return Determination.objects.filter(mine).select_related(*related).get(pk=determination_id)


def ending_soon(*, at: datetime) -> list[int]:
    """Return the ids of the determinations in force whose end is near enough to be watched, or past, nearest first."""
    today = national_day(at=at)
    days = rule_in_force("information", "end_watch", "default", on=today).number("length")
    found = Determination.objects.filter(force=Force.IN_FORCE.value, valid_until__lte=today + timedelta(days=days + 1))
    return list(found.order_by("valid_until", "pk").values_list("pk", flat=True))


def exclusions_ending(*, office_id: int, on: date) -> DeterminationQuerySet:
    """Return what this office holds and is excluded no longer than the days that its end is watched, nearest first."""
    days = rule_in_force("information", "end_watch", "default", on=on).number("length")
    ending: DeterminationQuerySet = Determination.objects.filter(holder_id=office_id).excluded(on=on)
    ending = ending.filter(valid_until__lte=on + timedelta(days=days)).select_related("office", "holder")
    return ending.order_by("valid_until", "pk")


def disclosures(*, determination_id: int, reference: str = "") -> QuerySet[Disclosure]:
    """Return what consents and public offices opened of a determination, oldest first; for one request, or for all."""
    found = Disclosure.objects.filter(determination_id=determination_id)
    if reference:
        found = found.filter(reference=reference)
    return found.select_related("office", "recorded_by", "file").order_by("recorded_at", "pk")


def consented(*, office_id: int, reference: str) -> bool:
    """Return whether what the office gave fell open for this request alone: somebody consented to it, or an objection
    or a ruling opened to one applicant what protects a person."""
    found = Disclosure.objects.filter(office_id=office_id, reference=reference)
    ordered = Q(
        opened_by__in=[OpenedBy.OBJECTION.value, OpenedBy.RULING.value], determination__grounds__overlap=PERSONAL
    )
    return found.filter(Q(opened_by=OpenedBy.CONSENT.value) | ordered).exists()


def openings_waiting(*, office_id: int) -> QuerySet[Opening]:
    """Return the entries opened by law whose file waits for its release check, the most urgent first."""
    found = Opening.objects.filter(item__office_id=office_id, release=Release.AWAITING_RELEASE.value)
    return found.select_related("item", "determination", "deadline").order_by("due_on", "pk")


def opening_of(*, item_id: int) -> Opening | None:
    """Return how an entry came to be open by law, or None."""
    return Opening.objects.filter(item_id=item_id).select_related("item", "deadline", "determination").first()


def facts_of(determination: Determination) -> DeterminationFacts:
    """Return what everybody may read of a determination."""
    return DeterminationFacts(
        id=determination.pk,
        title=determination.title,
        grounds=tuple(determination.grounds),
        statute=determination.statute,
        if_opened=determination.if_opened,
        if_closed=determination.if_closed,
        period=determination.period,
        decree_number=determination.decree_number,
        decree_on=determination.decree_on,
        valid_from=determination.valid_from,
        valid_until=determination.valid_until,
        decided_by=determination.office.name,
    )
