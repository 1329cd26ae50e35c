"""Who serves at an election, where, and what he may do there."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from telusur.kernel.law.selectors import rules_in_force
from telusur.kernel.offices.selectors import national_day

from ..models import Duty, DutyRole, Election
from ..rules.codes import DIGITS, STATION
from ..rules.posts import RECORDS_LETTERS, EndedBy, Ending, Post
from .territory import called, names_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date, datetime

    from django.db.models import QuerySet

    from telusur.kernel.accounts.models import User


END = "elections.end_duty"


@dataclass(frozen=True)
class Service:
    """What one person is at an election today. rights: roles by right."""

    person: int
    posts: tuple[Post, ...]
    rights: dict[str, frozenset[str]]

    def may(self, right: str, *, at_place: int | None = None) -> bool:
        """Return whether he may, in that place; without one, anywhere. Raises: KeyError for a right nobody wrote."""
        return any(at_place is None or post.covers(at_place) for post in self.posts_with(right))

    def areas(self, right: str) -> list[int | None]:
        """Return the territories in which he may; None among them is the nation."""
        return sorted({post.area for post in self.posts_with(right)}, key=lambda area: (area is not None, area or 0))

    def role(self, right: str, *, at_place: int) -> str:
        """Return the role by which he may, in that place. Raises: StopIteration."""
        return next(post.role for post in self.posts_with(right) if post.covers(at_place))

    def posts_with(self, right: str) -> list[Post]:
        """Return the posts that carry a right. Raises: KeyError for one nobody wrote."""
        return [post for post in self.posts if post.role in self.rights[right]]


def side_of(role: DutyRole) -> DutyRole:
    """Return for whom somebody serves: a participant, Bawaslu, or, whatever the committee, KPU."""
    return role if role in {DutyRole.WITNESS, DutyRole.SUPERVISOR} else DutyRole.KPU


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
    found = Duty.objects.in_force(on=election_day(at=at)).filter(person=person)
    found = found.select_related("election", "participant")
    return found.order_by("-election__voted_on", "role", "area")


def told(*, duties: Iterable[Duty]) -> list[str]:
    """Return duties in words, such as `PPK Kecamatan Serang`, in one query."""
    duties = list(duties)
    areas = {duty.area for duty in duties if duty.area}
    names = names_of(codes=areas | {area // 1000 for area in areas if len(str(area)) == DIGITS[STATION]})
    return [_told(duty, called(code=duty.area, names=names) if duty.area else "") for duty in duties]


def _told(duty: Duty, place: str) -> str:
    if duty.role == DutyRole.WITNESS:
        number = duty.participant.number if duty.participant else None
        role = _("Saksi peserta nomor %(number)d") % {"number": number} if number else str(DutyRole.WITNESS.label)
        return f"{role}, {place or pgettext('duty', 'nasional')}"
    short = "Bawaslu" if duty.role == DutyRole.SUPERVISOR else str(DutyRole(duty.role).label)
    return f"{short} {place or 'RI'}"


def duties_in_words(*, people: Collection[int], on: date) -> dict[int, list[str]]:
    """Return what these people are at elections on a day, by id; those without a duty are left out."""
    rows = Duty.objects.in_force(on=on).filter(person__in=people).select_related("participant")
    duties = list(rows.order_by("person_id", "-election__voted_on", "role", "area"))
    found: dict[int, list[str]] = {}
    for duty, words in zip(duties, told(duties=duties), strict=True):
        if words not in found.setdefault(duty.person_id, []):
            found[duty.person_id].append(words)
    return found


def duties_ended(*, person: User) -> QuerySet[Duty]:
    """Return the duties of a person that were ended at once, the last one first."""
    found = Duty.objects.filter(person=person, ended_at__isnull=False)
    return found.select_related("election", "participant").order_by("-ended_at", "pk")


def duty_ended_by_letter(*, election: str, duty_id: int) -> Duty | None:
    """Return a duty that ended on a letter, with it; None for any other."""
    found = Duty.objects.filter(pk=duty_id, election__code=election, end_letter__isnull=False)
    return found.select_related("election", "end_letter__document").first()


def duties_within(*, election: Election, areas: Iterable[int | None], role: str = "") -> QuerySet[Duty]:
    """Return everybody who was ever to serve at an election in these territories, by role and place; None among them is
    the nation. role: only these."""
    areas = list(areas)
    inside = reduce(or_, [_inside(area) for area in areas if area is not None], Q(pk__in=[]))
    inside = Q() if None in areas else inside
    found = Duty.objects.filter(inside, election=election).select_related("election", "person", "participant")
    return (found.filter(role=role) if role else found).order_by("role", "area", "person__full_name", "pk")


def _inside(area: int) -> Q:
    found = Q(area=area)
    for digits in DIGITS.values():
        span = 10 ** (digits - len(str(area)))
        if span > 1:
            found |= Q(area__gte=area * span, area__lt=(area + 1) * span)
    return found


def duty_is_over(*, duty: Duty, on: date) -> bool:
    """Return whether a duty was ended at once, or its period is behind that day."""
    return duty.ended_at is not None or (duty.valid_until is not None and duty.valid_until <= on)


def duty_endings(*, on: date) -> dict[str, Ending]:
    """Return who ends the duties of each role on a day."""
    return {
        rule.key: Ending(
            str(rule["by"]),
            bool(rule["wider"]),
            rule.number("digits"),
            bool(rule["same_participant"]),
            bool(rule["letter"]),
        )
        for rule in rules_in_force("elections", "duty_end", on=on)
    }


def way_to_end(*, service: Service, duty: Duty, on: date) -> EndedBy | None:
    """Return on whose word somebody may end a duty at once; None where he may not, as nobody ends his own."""
    if duty.person_id == service.person:
        return None
    return duty_endings(on=on)[duty.role].way(service.posts_with(END), _post(duty))


def _post(duty: Duty) -> Post:
    return Post(duty.role, duty.area, duty.participant_id)


def duties_overseen(
    *, election: Election, service: Service, on: date, within: int | None = None, role: str = ""
) -> QuerySet[Duty]:
    """Return everybody who was ever to serve in somebody's territory and whose duty his body, or his KPU on a letter,
    ends: of his supervisors, of his own participant's witnesses, of KPU's committees. within, role: only these."""
    endings = duty_endings(on=on)
    seen = Q(pk__in=[])
    for post in service.posts_with(END):
        own = [each for each, how in endings.items() if how.by == post.role and not how.same_participant]
        own += [each for each, how in endings.items() if how.letter and post.role == RECORDS_LETTERS]
        same = [each for each, how in endings.items() if how.by == post.role and how.same_participant]
        theirs = Q(role__in=own)
        if post.participant is not None:
            theirs |= Q(role__in=same, participant=post.participant)
        seen |= theirs & (Q() if post.area is None else _inside(post.area))
    return duties_within(election=election, areas=[within], role=role).filter(seen)


def reads_letter(*, service: Service, duty: Duty, on: date) -> bool:
    """Return whether somebody reads the letter on which a duty ended: supervisors and KPU over its place, and the body
    that appointed."""
    watches = {DutyRole.SUPERVISOR.value, RECORDS_LETTERS}
    over = any(post.role in watches and post.covers(duty.area) for post in service.posts)
    return over or way_to_end(service=service, duty=duty, on=on) is not None


def told_of_an_ending(*, duty: Duty, at: datetime) -> list[int]:
    """Return who is told that KPU ended a duty on a letter, by id: every supervisor over its place, and whoever could
    have ended it for the body itself."""
    on = election_day(at=at)
    ending = duty_endings(on=on)[duty.role]
    over = _over(election=duty.election, roles={DutyRole.SUPERVISOR, ending.by}, place=duty.area or 0, on=on)
    return sorted(
        {
            each.person_id
            for each in over
            if each.person_id != duty.person_id
            and (each.role == DutyRole.SUPERVISOR or ending.way([_post(each)], _post(duty)) == EndedBy.OWN_BODY)
        }
    )


def on_duty(*, election: Election, right: str, place: int, at: datetime) -> Sequence[Duty]:
    """Return the duties that carry a right over a place now, each with its person."""
    on = election_day(at=at)
    return _over(election=election, roles=duty_rights(on=on)[right], place=place, on=on)


def _over(*, election: Election, roles: Collection[str], place: int, on: date) -> Sequence[Duty]:
    code = str(place)
    over = [int(code[:digits]) for digits in (*DIGITS.values(), DIGITS[STATION]) if digits <= len(code)]
    rows = Duty.objects.in_force(on=on).filter(election=election, role__in=roles)
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
