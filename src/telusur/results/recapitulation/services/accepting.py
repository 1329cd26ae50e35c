"""Calls of devices: at most fifty forms, all or none, each call once however often it is sent."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from django.db import connection

from telusur.kernel.law.acts import legal_act
from telusur.kernel.ledger.rules.logs import election_log
from telusur.kernel.ledger.services import record
from telusur.results.elections.rules.codes import BadCode, station_id, station_of
from telusur.results.elections.rules.layout import from_words
from telusur.results.elections.selectors import layout_of

from ..models import Device, Receipt
from ..rules.import_file import MOST
from ..rules.states import Standing
from .taking import Cause, Forms, Taken, take_forms

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from telusur.results.elections.models import Contest, Election, Territory
    from telusur.results.elections.rules.layout import Layout

MOST_FORMS = 50
_STATIONS = "select count(*) from elections_station where id = any(%s)"
_KEY_BYTES = 24


class CallRefused(Exception):
    """A call of which nothing was taken. form: its place in the call; field, reason: what is wrong."""

    def __init__(self, reason: str, *, form: int | None = None, field: str = "") -> None:
        self.reason, self.form, self.field = reason, form, field
        super().__init__(reason)


class KeyUsedOtherwise(Exception):
    """The key of a call that was accepted with another content."""


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
    the transaction ends, which it does before the caller hears of it. Raises: CallRefused, KeyUsedOtherwise.
    """
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
    layout = layout_of(contest=contest)
    codes, values = _read(device, contest, layout, forms)
    taken = take_forms(
        contest=contest,
        forms=Forms(np.array(codes, dtype=np.int64), np.array(values, dtype=np.int32)),
        cause=Cause("recapitulation.enter", f"device:{device.pk}", at),
        passed=Standing.ENTERED,
        layout=layout,
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


def _read(
    device: Device, contest: Contest, layout: Layout, forms: Sequence[SentForm]
) -> tuple[list[int], list[list[int]]]:
    """Return codes and vectors of a call. Raises: CallRefused naming the first form that cannot be taken."""
    codes: list[int] = []
    values: list[list[int]] = []
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
        values.append(_vector(layout, form, place))
    with connection.cursor() as cursor:
        cursor.execute(_STATIONS, [[station_id(contest.election_id, code) for code in codes]])
        if cursor.fetchone() != (len(codes),):
            raise CallRefused("unknown", field="station")
    return codes, values


def _vector(layout: Layout, form: SentForm, place: int) -> list[int]:
    try:
        vector = from_words(form.vector) if form.vector is not None else _from_fields(layout, form.fields or {})
    except KeyError as error:
        raise CallRefused("field", form=place, field=str(error.args[0])) from error
    except ValueError as error:
        raise CallRefused("number", form=place, field="values") from error
    if len(vector) != layout.width or max(vector) > MOST:
        raise CallRefused("number", form=place, field="values")
    return vector


def _from_fields(layout: Layout, fields: Mapping[str, int | str | None]) -> list[int]:
    said = ["" if value is None else str(value) for value in fields.values()]
    numbers = from_words(",".join(said)) if said else []
    return layout.vector(dict(zip(fields, numbers, strict=True)))


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
