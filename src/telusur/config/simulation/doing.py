"""How an act of a script is described: the kind of thing it acts on, what performs it, what reads its fields."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from django.apps import apps

from .scenario import instant
from .stage import Thing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from enum import StrEnum

    from telusur.kernel.accounts.models import User
    from telusur.kernel.offices.models import Office

    from .scenario import Act
    from .stage import Stage

Word = TypeVar("Word", bound="StrEnum")
REQUEST = "request"


class BadField(ValueError):
    """A field of `with` cannot be used. `name` is the field; the text says how to write it."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(text)
        self.name = name


@dataclass(frozen=True)
class Turn:
    """One act about to be done: who does it, when, on which thing, with what."""

    stage: Stage
    act: Act
    actor: str
    thing: Thing | None
    given: Mapping[str, Any]

    @property
    def at(self) -> datetime:
        return self.act.at

    @property
    def subject(self) -> int:
        """The key of the thing acted on."""
        if self.thing is None:
            raise BadField("case", "belum ada perkara; mulai dengan langkah yang membuatnya, mis. register")
        return self.thing.pk

    def newest(self, kind: str) -> int | None:
        """Return the key of the newest thing of a kind, or of that which `case` names; None where there is none."""
        things = self.stage.things
        named = things.get(self.act.case)
        if named is not None and named.kind == kind:
            return named.pk
        return next((thing.pk for thing in reversed(things.values()) if thing.kind == kind), None)


@dataclass(frozen=True)
class Doing:
    """One row of the registry. kind: of the thing it acts on, "" for none. perform: returns what it made, if any."""

    perform: Callable[[Turn], Thing | None]
    kind: str = REQUEST
    fields: Mapping[str, Callable[[Turn, Any], Any]] = field(default_factory=dict)
    defaults: Mapping[str, Any] = field(default_factory=dict)


def officer_of(turn: Turn) -> User:
    """Return the person who acts, for the services that take one."""
    found: User = apps.get_model("accounts", "User").objects.get(pk=turn.actor.partition(":")[2])
    return found


def place_of(turn: Turn) -> Office:
    """Return the office at which who acts holds his role."""
    return turn.stage.place(turn.act.by.partition("@")[2])


def text(_turn: Turn, value: Any) -> str:
    return str(value)


def number(_turn: Turn, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError("tulis bilangan bulat")  # noqa: TRY004 said to the author of a file
    return value


def truth(_turn: Turn, value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("tulis true atau false")  # noqa: TRY004 said to the author of a file
    return value


def day(_turn: Turn, value: Any) -> date:
    if isinstance(value, datetime) or not isinstance(value, date):
        raise ValueError("tulis tanggal, mis. 2026-04-07")  # noqa: TRY004 said to the author of a file
    return value


def moment(turn: Turn, value: Any) -> datetime:
    try:
        return instant(value, turn.stage.zone)
    except ValueError as error:
        raise ValueError("tulis waktu setempat, mis. 2026-03-16T10:00") from error


def texts(_turn: Turn, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError("tulis daftar, mis. [identity_card]")  # noqa: TRY004 said to the author of a file
    return tuple(str(each) for each in value)


def changes(_turn: Turn, value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        raise ValueError("tulis isian bernama, mis. {purpose: penelitian}")  # noqa: TRY004 said to the author of a file
    return {str(key): str(each) for key, each in value.items()}


def one_of(words: type[Word]) -> Callable[[Turn, Any], Word]:
    def read(_turn: Turn, value: Any) -> Word:
        try:
            return words(str(value))
        except ValueError as error:
            raise ValueError(f"pakai salah satu dari {', '.join(words)}") from error

    return read


def on_request(
    service: Callable[..., Any],
    fields: Mapping[str, Callable[[Turn, Any], Any]] | None = None,
    **defaults: Any,
) -> Doing:
    """Return the row of a service that takes a request, an actor, an instant and the fields by their own names."""

    def perform(turn: Turn) -> None:
        service(request_id=turn.subject, actor=turn.actor, at=turn.at, **turn.given)

    return Doing(perform, fields=fields or {}, defaults=defaults)


def on_thing(
    kind: str,
    service: Callable[..., Any],
    fields: Mapping[str, Callable[[Turn, Any], Any]] | None = None,
    *,
    makes: str = "",
    **defaults: Any,
) -> Doing:
    """Return the row of a service that takes a thing as `<kind>_id`; `makes` is the kind of what it returns, if new."""

    def perform(turn: Turn) -> Thing | None:
        made = service(**{f"{kind}_id": turn.subject}, actor=turn.actor, at=turn.at, **turn.given)
        return Thing(makes, made.pk) if makes else None

    return Doing(perform, kind=kind, fields=fields or {}, defaults=defaults)


def fields_of(doing: Doing, turn: Turn) -> dict[str, Any]:
    """Return every field of an act, read from the script or by default. Raises: BadField."""
    found = dict(doing.defaults)
    for name, value in turn.act.given.items():
        try:
            found[name] = doing.fields[name](turn, value)
        except ValueError as error:
            raise BadField(name, str(error)) from error
    return found
