"""What an office promised to do better, after a survey or in a yearly report, and has not done yet: one list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from telusur.openness.reports import selectors as reports
from telusur.openness.satisfaction import selectors as satisfaction

if TYPE_CHECKING:
    from datetime import date

    from telusur.kernel.accounts.models import User
    from telusur.kernel.accounts.selectors import Standing
    from telusur.kernel.offices.models import Office

MINE, LATE, ALL = "saya", "lewat", "semua"


@dataclass(frozen=True)
class Promise:
    """One promise. owner: whose it is, in words; mine: whether it is the reader's."""

    words: str
    since: str
    owner: str
    mine: bool
    due_on: date
    href: str


def promises(*, office: Office, standing: Standing, user: User) -> list[Promise]:
    """Return what is open of an office's promises, of those this person may read, the soonest due first."""
    found: list[Promise] = []
    if standing.may("satisfaction.see"):
        found += [
            Promise(
                words=each.action,
                since=_("survei kepuasan"),
                owner=str(each.owner),
                mine=each.owner_id == user.pk,
                due_on=each.due_on,
                href=reverse("satisfaction_survey", args=[office.slug, each.survey_id]),
            )
            for each in satisfaction.open_follow_ups(office_id=office.pk)
        ]
    if standing.may("reports.see"):
        found += [
            Promise(
                words=each.follow_up,
                since=_("laporan %(year)d") % {"year": each.year},
                owner=each.owner,
                mine=False,
                due_on=each.due_on,
                href=reverse("reports_book", args=[office.slug, each.year, "rekomendasi"]),
            )
            for each in reports.unfinished_follow_ups(office_id=office.pk)
        ]
    return sorted(found, key=lambda promise: promise.due_on)


def shown(found: list[Promise], *, view: str, on: date) -> list[Promise]:
    """Return the promises of a view: the reader's own, those past their day, or all."""
    if view == MINE:
        return [each for each in found if each.mine]
    if view == LATE:
        return [each for each in found if each.due_on < on]
    return found
