"""Calls of devices: at most fifty forms, all or none, each call once however often it is sent."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from django.db import connection
from django.utils.translation import gettext as _

from telusur.kernel.law.acts import legal_act
from telusur.kernel.ledger.rules.logs import election_log
from telusur.kernel.ledger.services import record
from telusur.results.elections.rules.codes import BadCode, station_code, station_id, station_of
from telusur.results.elections.rules.layout import MOST, cell_from
from telusur.results.elections.selectors import layouts_at

from ..models import Device, Receipt
from ..rules.states import Standing
from .taking import Cause, Forms, Taken, take_forms, taken_together

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from telusur.results.elections.models import Contest, Election, Territory
    from telusur.results.elections.rules.layout import Layout

MOST_FORMS = 50
_STATIONS = "select id from elections_station where id = any(%s)"
_KEY_BYTES = 24


class CallRefused(Exception):
    """A call of which nothing was taken. form: its place in the call; field, reason: what is wrong."""

    def __init__(self, reason: str, *, form: int | None = None, field: str = "") -> None:
        self.reason, self.form, self.field = reason, form, field
        super().__init__(reason)


class KeyUsedOtherwise(Exception):
    """The key of a call that was accepted with another content."""


class DeviceRevoked(Exception):
    """A device whose key was revoked while its call was on the way."""


@dataclass(frozen=True)
class SentForm:
    """One form of a call. vector: its numbers in the words of `elections.rules.layout`, or None with fields by name."""

    station: str
    vector: str | None = None
    fields: Mapping[str, int | str | None] | None = None


@legal_act
def issue_device(
    *, election: Election, area: Territory | None, name: str, actor: str, at: datetime
) -> tuple[Device, str]:
    """Let a device send forms of an election from a territory, or from everywhere.

    Return it and its key, which is kept nowhere.
    """
    key = secrets.token_urlsafe(_KEY_BYTES)
    device = Device.objects.create(election=election, area=area, name=name, key_digest=_digest(key), issued_at=at)
    _recorded("recapitulation.issue_device", device, actor, at)
    return device, key


@legal_act
def revoke_device(*, device_id: int, actor: str, at: datetime) -> Device:
    """Let a device send nothing from now on. Raises: LookupError."""
    device = Device.objects.select_for_update(of=("self",)).select_related("election").filter(pk=device_id).first()
    if device is None:
        raise LookupError(device_id)
    if device.revoked_at is None:
        device.revoked_at = at
        device.save(update_fields=["revoked_at"])
        _recorded("recapitulation.revoke_device", device, actor, at)
    return device


def _recorded(act: str, device: Device, actor: str, at: datetime) -> None:
    record(
        act,
        log=election_log(device.election.code),
        subject_kind="device",
        subject_id=str(device.pk),
        actor=actor,
        happened_at=at,
        recorded_at=at,
    )


def device_with(*, key: str, at: datetime) -> Device | None:
    """Return the device whose key this is, if it may send now."""
    found = Device.objects.select_related("election").filter(key_digest=_digest(key)).first()
    return found if found and (found.revoked_at is None or at < found.revoked_at) else None


@legal_act
def accept_forms(
    *, device: Device, contest: Contest, key: str, forms: Sequence[SentForm], digest: str, at: datetime
) -> dict[str, object]:
    """Take a call of at most fifty forms under one lock of the log, or nothing of it; return what is answered.

    key: names the call; sent again it gets the first answer. digest: of its content. What was returned is durable once
    the transaction ends, which it does before the caller hears of it. What a revocation comes before is not taken.
    Raises: DeviceRevoked, CallRefused, KeyUsedOtherwise.
    """
    if not Device.objects.select_for_update(no_key=True).filter(pk=device.pk, revoked_at=None).exists():
        raise DeviceRevoked(device.pk)
    if not 1 <= len(forms) <= MOST_FORMS:
        raise CallRefused("forms")
    mine, fresh = Receipt.objects.get_or_create(
        device=device, key=key, defaults={"digest": digest, "answer": {}, "received_at": at}
    )
    if mine.digest != digest:
        raise KeyUsedOtherwise(key)
    if not fresh:
        answered: dict[str, object] = mine.answer
        return answered
    again = _("Perangkat mengirim ulang formulirnya dengan angka lain.")
    cause = Cause("recapitulation.enter", f"device:{device.pk}", at, replaces=again)
    taken = taken_together(
        [
            take_forms(contest=contest, forms=each, cause=cause, passed=Standing.ENTERED, layout=layout)
            for layout, each in _read(device, contest, forms)
        ]
    )
    mine.answer = _answer(taken, contest)
    mine.save(update_fields=["answer"])
    return dict(mine.answer)


def _answer(taken: Taken, contest: Contest) -> dict[str, object]:
    return {
        "new": taken.new,
        "changed": taken.changed,
        "unchanged": taken.unchanged,
        "held": taken.held,
        "alarmed": [str(code) for code in taken.alarmed],
        "log": election_log(contest.election.code),
        "first": taken.places.start,
        "next": taken.places.stop,
    }


def _read(device: Device, contest: Contest, forms: Sequence[SentForm]) -> list[tuple[Layout, Forms]]:
    """Return the forms of a call, those of one layout together.

    Raises: CallRefused naming the first form that cannot be taken.
    """
    codes = _codes(device, contest, forms)
    layouts = layouts_at(contest=contest, stations=codes)
    together: dict[Layout, tuple[list[int], list[list[int]]]] = {}
    for place, (code, form) in enumerate(zip(codes, forms, strict=True)):
        layout = layouts[code]
        if layout is None:
            raise CallRefused("outside", form=place, field="station")
        here = together.setdefault(layout, ([], []))
        here[0].append(code)
        here[1].append(_vector(layout, form, place))
    return [
        (layout, Forms(np.array(found, dtype=np.int64), np.array(values, dtype=np.int32)))
        for layout, (found, values) in together.items()
    ]


def _codes(device: Device, contest: Contest, forms: Sequence[SentForm]) -> list[int]:
    """Return the polling stations of a call. Raises: CallRefused."""
    codes: list[int] = []
    area = str(device.area_id or "")
    for place, form in enumerate(forms):
        try:
            code = station_of(form.station)
        except BadCode as error:
            raise CallRefused("station", form=place, field="station") from error
        if not form.station.startswith(area):
            raise CallRefused("area", form=place, field="station")
        if code in codes:
            raise CallRefused("twice", form=place, field="station")
        codes.append(code)
    with connection.cursor() as cursor:
        cursor.execute(_STATIONS, [[station_id(contest.election_id, code) for code in codes]])
        known = {station_code(found) for (found,) in cursor.fetchall()}
    for place, code in enumerate(codes):
        if code not in known:
            raise CallRefused("unknown", form=place, field="station")
    return codes


def _vector(layout: Layout, form: SentForm, place: int) -> list[int]:
    try:
        if form.vector is None:
            vector = layout.vector({name: _cell(name, value) for name, value in (form.fields or {}).items()})
        else:
            parts = form.vector.split(",")
            names = (*layout.names, *["values"] * len(parts))
            vector = [_cell(name, part) for name, part in zip(names, parts, strict=False)]
    except KeyError as error:
        raise CallRefused("field", form=place, field=str(error.args[0])) from error
    except BadCell as error:
        raise CallRefused("number", form=place, field=error.field) from error
    if len(vector) != layout.width:
        raise CallRefused("number", form=place, field="values")
    return vector


class BadCell(ValueError):
    """A cell of a form that says neither a number nor a mark. field: its name."""

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__(field)


def _cell(name: str, value: int | str | None) -> int:
    """Return what a cell of a call says. Raises: BadCell."""
    try:
        found = cell_from("" if value is None else str(value))
    except ValueError as error:
        raise BadCell(name) from error
    if found > MOST:
        raise BadCell(name)
    return found


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
