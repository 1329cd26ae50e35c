from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from ..models import Act, Checkpoint, Head, Origin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from django.db.models import QuerySet

_EXPECTED: list[Callable[[], Iterable[str]]] = []


def acts_on(*, subject_kind: str, subject_id: str) -> list[Act]:
    """Return every act on one thing in the order it was recorded, oldest first, whatever the log."""
    found = Act.objects.filter(subject_kind=subject_kind, subject_id=str(subject_id))
    return list(found.order_by("recorded_at", "log", "index"))


def acts_on_things(*, subject_kind: str, log: str | None = None) -> QuerySet[Act]:
    """Return every act on things of one kind, of one log or of all, by log and place."""
    found = Act.objects.filter(subject_kind=subject_kind)
    return (found.filter(log=log) if log else found).order_by("log", "index")


def acts_named(*, acts: Iterable[str], subjects: Iterable[tuple[str, str]]) -> QuerySet[Act]:
    """Return the acts of these names on these things, each (kind, id), newest first, whatever the log."""
    keys: dict[str, set[str]] = {}
    for kind, key in subjects:
        keys.setdefault(kind, set()).add(str(key))
    named = Q(pk__in=())
    for kind, found in keys.items():
        named |= Q(subject_kind=kind, subject_id__in=found)
    return Act.objects.filter(named, act__in=list(acts)).order_by("-recorded_at", "-log", "-index")


def acts_of(*, log: str) -> QuerySet[Act]:
    """Return the acts of one log, newest first."""
    return Act.objects.filter(log=log).order_by("-index")


def acts_found(
    *, log: str, act: str = "", actor: str = "", since: datetime | None = None, until: datetime | None = None
) -> QuerySet[Act]:
    """Return the acts of one log, newest first, that fit. since, until: recorded from, and before, these instants."""
    found = acts_of(log=log)
    if act:
        found = found.filter(act=act)
    if actor:
        found = found.filter(actor=actor)
    if since:
        found = found.filter(recorded_at__gte=since)
    if until:
        found = found.filter(recorded_at__lt=until)
    return found


def checkpoints_of(*, log: str) -> QuerySet[Checkpoint]:
    """Return the signed checkpoints of one log, newest first."""
    return Checkpoint.objects.filter(log=log).order_by("-size")


def origin_of(*, log: str) -> str:
    """Return the name under which the world knows one log; empty before its first act."""
    return Origin.objects.filter(log=log).values_list("origin", flat=True).first() or ""


def checkpoint_at(*, log: str, size: int) -> Checkpoint:
    """Return one checkpoint. Raises: Checkpoint.DoesNotExist."""
    return Checkpoint.objects.get(log=log, size=size)


def size_of(*, log: str) -> int:
    """Return how many acts a log has; 0 for a log that nobody has written to."""
    return Head.objects.filter(log=log).values_list("size", flat=True).first() or 0


def sizes() -> dict[str, int]:
    """Return how many acts each log has."""
    return dict(Head.objects.values_list("log", "size"))


def begun_at(*, logs: Iterable[str]) -> dict[str, datetime]:
    """Return when the first act of each of these logs was recorded; a log without acts is missing."""
    return dict(Act.objects.filter(log__in=list(logs), index=0).values_list("log", "recorded_at"))


def first_act_of_a_person(*, log: str) -> Act | None:
    """Return the first act of a log that a person with an account did; None where there is none."""
    return Act.objects.filter(log=log, actor__startswith="user:").order_by("index").first()


def unsigned_since(*, log: str, before: datetime) -> Act | None:
    """Return the first act of a log that no checkpoint covers, if it was recorded before `before`."""
    last = checkpoints_of(log=log).values_list("size", flat=True).first() or 0
    return Act.objects.filter(log=log, index=last, recorded_at__lt=before).first()


def leaves_of(*, log: str, start: int, stop: int) -> list[bytes]:
    """Return the leaf digests of the acts at the places from `start` to below `stop`."""
    rows = Act.objects.filter(log=log, index__gte=start, index__lt=stop).order_by("index")
    return [bytes(leaf) for leaf in rows.values_list("leaf", flat=True)]


def logs() -> list[str]:
    """Return the name of every log of which anything is left, and of those that rooms expect, in order."""
    named = (model.objects.order_by().values_list("log", flat=True).distinct() for model in (Head, Checkpoint, Act))
    return sorted(set().union(*named, *(names() for names in _EXPECTED)))


def expect(names: Callable[[], Iterable[str]]) -> None:
    """Let `logs` ask a room above, by this function, which logs must exist: one of which nothing at all is left
    would be missed by nobody else."""
    _EXPECTED.append(names)


def is_expected(*, log: str) -> bool:
    """Return whether a room says that this log must exist."""
    return any(log in names() for names in _EXPECTED)


def logs_grown_since_their_checkpoint() -> list[str]:
    """Return the logs that have acts which no checkpoint covers yet."""
    last = Checkpoint.objects.filter(log=OuterRef("log")).order_by("-size").values("size")[:1]
    grown = Head.objects.annotate(signed=Coalesce(Subquery(last), 0)).filter(size__gt=F("signed"))
    return list(grown.order_by("log").values_list("log", flat=True))
