from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Case, Count, IntegerField, Q, When
from django.db.models.functions import Cast

from telusur.kernel.law.selectors import rule_in_force

from ..models import InformationItem
from ..rules.entries import InformationClass
from ..rules.reviews import Doubt, doubt_about_classes
from ..rules.states import State

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from ..models import InformationItemQuerySet


def desk_items(
    *, office_id: int, state: str = "", information_class: str = "", unit_id: int | None = None, text: str = ""
) -> InformationItemQuerySet:
    """Return an office's entries but discarded ones, last changed first. text: stands in title or number."""
    items: InformationItemQuerySet = InformationItem.everything.kept().filter(office_id=office_id)
    if state:
        items = items.filter(state=state)
    if information_class:
        items = items.filter(information_class=information_class)
    if unit_id:
        items = items.filter(unit_id=unit_id)
    if text.strip():
        items = items.filter(Q(title__icontains=text.strip()) | Q(number=text.strip()))
    return items.select_related("unit", "proposed_by").order_by("-changed_at", "-pk")


def state_counts(*, office_id: int) -> dict[str, int]:
    """Return how many entries an office has in each state but discarded."""
    rows = InformationItem.everything.kept().filter(office_id=office_id).order_by().values("state")
    return {row["state"]: row["n"] for row in rows.annotate(n=Count("pk"))}


def titles_of(*, ids: Collection[int]) -> dict[int, str]:
    """Return the titles of these entries by id, whatever their state: for officers."""
    return dict(InformationItem.everything.filter(pk__in=ids).values_list("pk", "title")) if ids else {}


def register_items(*, office_id: int, year: int | None = None, shown_only: bool = True) -> InformationItemQuerySet:
    """Return the rows of the list as the law orders it: by year, then number, numbers in their numeric order."""
    manager = InformationItem.public if shown_only else InformationItem.everything
    items: InformationItemQuerySet = manager.filter(office_id=office_id).kept()
    if year is not None:
        items = items.filter(year=year)
    running = Case(When(number__regex=r"^[0-9]{1,9}$", then=Cast("number", IntegerField())))
    return items.select_related("unit").order_by("year", running.asc(nulls_last=True), "number", "pk")


def class_counts(*, office_id: int, year: int | None = None) -> dict[str, int]:
    """Return how many shown entries of an office (and a year of the list) each class has."""
    items = InformationItem.public.filter(office_id=office_id).order_by()
    if year is not None:
        items = items.filter(year=year)
    return {row["information_class"]: row["n"] for row in items.values("information_class").annotate(n=Count("pk"))}


def doubt_about_list(*, office_id: int, on: date, year: int | None = None) -> Doubt | None:
    """Return why the classes of an office's list are hard to believe, or None. Raises: NoRuleInForce."""
    threshold = rule_in_force("information", "immediate_share", "list", on=on)
    return doubt_about_classes(class_counts(office_id=office_id, year=year), threshold)


def items_without_event(*, office_id: int) -> InformationItemQuerySet:
    """Return serta merta entries that lack their event or its time, drafts included."""
    lacking = Q(event="") | Q(event_at=None)
    kept: InformationItemQuerySet = InformationItem.everything.kept().exclude(state=State.WITHDRAWN)
    return kept.filter(lacking, office_id=office_id, information_class=InformationClass.IMMEDIATE).order_by("pk")


def due_for_review(*, office_id: int, until: date) -> InformationItemQuerySet:
    """Return shown entries to be looked at again by `until`, the longest overdue first."""
    shown: InformationItemQuerySet = InformationItem.public.filter(office_id=office_id, review_by__lte=until)
    return shown.select_related("unit").order_by("review_by", "pk")
