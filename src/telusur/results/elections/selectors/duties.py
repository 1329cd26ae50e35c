"""Who serves at an election, where, and what he may do there."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from telusur.kernel.law.selectors import rules_in_force
from telusur.kernel.offices.selectors import national_day

from ..models import Duty, Election
from ..rules.codes import DIGITS, STATION

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from django.db.models import QuerySet

    from telusur.kernel.accounts.models import User


@dataclass(frozen=True)
class Post:
    """One duty as far as rights need it. area: code of its place or polling station; None for the nation."""

    role: str
    area: int | None
    participant: int | None = None

    def covers(self, place: int) -> bool:
        """Return whether a place or polling station lies in its territory."""
        return self.area is None or str(place).startswith(str(self.area))


@dataclass(frozen=True)
class Service:
    """What one person is at an election today. rights: roles by right."""

    person: int
    posts: tuple[Post, ...]
    rights: dict[str, frozenset[str]]

    def may(self, right: str, *, at_place: int | None = None) -> bool:
        """Return whether he may, in that place; without one, anywhere. Raises: KeyError for a right nobody wrote."""
        return any(at_place is None or post.covers(at_place) for post in self._with(right))

    def areas(self, right: str) -> list[int | None]:
        """Return the territories in which he may; None among them is the nation."""
        return sorted({post.area for post in self._with(right)}, key=lambda area: (area is not None, area or 0))

    def role(self, right: str, *, at_place: int) -> str:
        """Return the role by which he may, in that place. Raises: StopIteration."""
        return next(post.role for post in self._with(right) if post.covers(at_place))

    def _with(self, right: str) -> list[Post]:
        return [post for post in self.posts if post.role in self.rights[right]]


def election_day(*, at: datetime) -> date:
    """Return the day by which duties begin and end: that of the national office, everywhere."""
    return national_day(at=at)


def duty_rights(*, on: date) -> dict[str, frozenset[str]]:
    """Return the roles that carry each right on a day."""
    found = {}
    for rule in rules_in_force("elections", "duty_right", on=on):
        roles = rule["roles"]
        assert isinstance(roles, list)  # noqa: S101 the file's own shape, said to the type checker
        found[rule.key] = frozenset(map(str, roles))
    return found


def service_of(*, person: User, election: Election, at: datetime) -> Service:
    """Return what a person is at an election now, in one query."""
    on = election_day(at=at)
    rows = Duty.objects.in_force(on=on).filter(person=person, election=election).order_by("pk")
    posts = tuple(Post(role, area, of) for role, area, of in rows.values_list("role", "area", "participant_id"))
    return Service(person.pk, posts, duty_rights(on=on))


def duties_held(*, person: User, at: datetime) -> QuerySet[Duty]:
    """Return the duties of a person in force now, the newest election first."""
    found = Duty.objects.in_force(on=election_day(at=at)).filter(person=person).select_related("election")
    return found.order_by("-election__voted_on", "role", "area")


def on_duty(*, election: Election, right: str, place: int, at: datetime) -> Sequence[Duty]:
    """Return the duties that carry a right over a place now, each with its person."""
    on = election_day(at=at)
    code = str(place)
    over = [int(code[:digits]) for digits in (*DIGITS.values(), DIGITS[STATION]) if digits <= len(code)]
    rows = Duty.objects.in_force(on=on).filter(election=election, role__in=duty_rights(on=on)[right])
    found = rows.filter(area__in=over) | rows.filter(area=None)
    return list(found.filter(person__is_active=True).select_related("person").order_by("pk"))


def serving(*, election: Election, right: str, at: datetime) -> list[tuple[Post, int]]:
    """Return everybody whose duty carries a right now, wherever it is: the duty's post, the person's id."""
    on = election_day(at=at)
    rows = Duty.objects.in_force(on=on).filter(election=election, role__in=duty_rights(on=on)[right])
    found = rows.filter(person__is_active=True).order_by("person_id", "pk")
    return [
        (Post(role, area, of), person)
        for role, area, of, person in found.values_list("role", "area", "participant_id", "person_id")
    ]


def elections_served(*, at: datetime) -> QuerySet[Election]:
    """Return the elections at which somebody serves now."""
    serving_now = Duty.objects.in_force(on=election_day(at=at)).values("election_id")
    return Election.objects.filter(pk__in=serving_now).order_by("pk")


def digest_of_code(*, code: str) -> str:
    """Return what is kept of a code that activates a duty: blanks, dashes and case do not count."""
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()
