"""A report as plain data that JSON can hold, and back: what was checked is read again, never composed again."""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import fields, is_dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from . import content, given

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

KIND = "is"
_KINDS = {
    each.__name__: each
    for module in (content, given)
    for each in vars(module).values()
    if isinstance(each, type) and is_dataclass(each)
}


def report_data(report: content.Report) -> dict[str, Any]:
    """Return a report as JSON can hold it: bytes in base64, days by ISO 8601, fractions as text, exactly."""
    data: dict[str, Any] = _data(report)
    return data


def report_from(data: Mapping[str, Any]) -> content.Report:
    """Return what `report_data` was given; what a later release no longer knows of it is left out."""
    made = _value(data)
    assert isinstance(made, content.Report)  # noqa: S101 nothing else is written
    return made


def _data(value: Any) -> Any:  # noqa: PLR0911 a kind of value a line
    if is_dataclass(value) and not isinstance(value, type):
        said = {each.name: _data(getattr(value, each.name)) for each in fields(value)}
        return {KIND: type(value).__name__, **said}
    if isinstance(value, dict):
        return {KIND: "map", "of": {key: _data(each) for key, each in value.items()}}
    if isinstance(value, list):
        return {KIND: "list", "of": [_data(each) for each in value]}
    if isinstance(value, tuple):
        return [_data(each) for each in value]
    if isinstance(value, bytes):
        return {KIND: "bytes", "of": b64encode(value).decode()}
    if isinstance(value, Fraction):
        return {KIND: "fraction", "of": str(value)}
    return {KIND: "day", "of": value.isoformat()} if isinstance(value, date) else value


_PLAIN: Mapping[str, Callable[[Any], Any]] = {
    "map": lambda of: {key: _value(each) for key, each in of.items()},
    "list": lambda of: [_value(each) for each in of],
    "bytes": b64decode,
    "fraction": Fraction,
    "day": date.fromisoformat,
}


def _value(data: Any) -> Any:
    if isinstance(data, list):
        return tuple(_value(each) for each in data)
    if not isinstance(data, dict):
        return data
    if data[KIND] in _PLAIN:
        return _PLAIN[data[KIND]](data["of"])
    kind = _KINDS[data[KIND]]
    known = {each.name for each in fields(kind)}
    return kind(**{name: _value(each) for name, each in data.items() if name in known})
