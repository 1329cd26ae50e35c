"""Forms from devices, by calls of up to fifty: `POST /api/v1/results/forms`."""

import hashlib
import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema
from ninja.errors import HttpError

from telusur.kernel.accounts.permits import PUBLIC, permits
from telusur.results.elections.rules.codes import BadCode, code_of
from telusur.results.elections.selectors import ContestUnknown, contest_named, layout_of

from . import selectors, services
from .models import Device

if TYPE_CHECKING:
    from telusur.results.elections.models import Contest

API_PREFIX = "/results"
router = Router(tags=["Hasil"])
LONGEST_KEY = 80
UNKNOWN_KEY = "Authorization: kunci perangkat tidak dikenal atau sudah dicabut"
REMEDIES = {
    "forms": "isi 1 sampai 50 formulir dalam satu panggilan",
    "station": "isi kode TPS 13 angka",
    "area": "TPS ini di luar wilayah perangkat",
    "name_twice": "nama ini tertulis dua kali dalam satu objek; tulis satu kali saja",
    "twice": "satu TPS hanya satu kali dalam satu panggilan",
    "outside": "pemilihan ini tidak diadakan di TPS itu",
    "unknown": "TPS ini belum dikenal; muat dahulu daftar TPS",
    "empty": "isi vector atau values; formulir yang belum terbaca tidak dikirim",
    "both": "isi vector atau values, jangan keduanya",
    "field": "isian ini tidak ada pada formulir pemilihan ini",
    "number": "isi bilangan bulat, x untuk tanda silang, atau kosong bila tidak terbaca, sebanyak isian formulir",
}


class SentForm(Schema):
    station: str
    vector: str | None = None
    values: dict[str, int | str | None] | None = None


class Call(Schema):
    contest: str
    forms: list[SentForm]
    rehearsal: bool = False


class KnownContest(Schema):
    code: str
    name: str
    fields: list[str]


class KnownDevice(Schema):
    election: str
    name: str
    rehearsal: bool
    voted_on: date
    contests: list[KnownContest]
    stations: list[str]


class Waits(Schema):
    waiting: int


class Accepted(Schema):
    new: int
    changed: int
    unchanged: int
    held: int
    alarmed: list[str]
    log: str
    first: int
    next: int


class Fault(Schema):
    detail: str


@router.post(
    "/forms",
    response={200: Accepted, 401: Fault, 404: Fault, 409: Fault, 422: Fault},
    summary="Kirim formulir dari perangkat",
)
@permits(PUBLIC)  # who may send is known by the key of a device
def send_forms(request: HttpRequest, call: Call) -> Any:
    """Terima sampai 50 formulir: semuanya atau tidak satu pun. Jawaban 200 berarti sudah tersimpan. Panggilan dengan
    `rehearsal` hanya diterima untuk gladi.

    Kepala permintaan: `Authorization: Bearer <kunci perangkat>` dan `Idempotency-Key`, nama panggilan ini; panggilan
    yang sama boleh dikirim lagi. Isian: `vector` (semua isian berurutan, dipisah koma) atau `values` menurut namanya.
    """
    at = timezone.now()
    device = _device(request, at)
    _written_once(request.body)
    if call.rehearsal and not device.election.rehearsal:
        raise HttpError(409, "rehearsal: pemilu ini bukan gladi; tidak ada angka latihan yang diterima")
    key = request.headers.get("Idempotency-Key", "")
    if not 1 <= len(key) <= LONGEST_KEY or not key.isprintable():
        raise HttpError(422, "Idempotency-Key: isi nama panggilan, paling panjang 80 tanda")
    contest = _contest(device, call.contest)
    for place, form in enumerate(call.forms):
        if form.vector is None and not form.values:
            raise HttpError(422, f"forms[{place}].values: {REMEDIES['empty']}")
        if form.vector is not None and form.values is not None:
            raise HttpError(422, f"forms[{place}].values: {REMEDIES['both']}")
    try:
        return services.accept_forms(
            device=device,
            contest=contest,
            key=key,
            forms=[services.SentForm(form.station, form.vector, form.values) for form in call.forms],
            digest=hashlib.sha256(request.body).hexdigest(),
            at=at,
        )
    except services.DeviceRevoked as error:
        raise HttpError(401, UNKNOWN_KEY) from error
    except services.KeyUsedOtherwise as error:
        raise HttpError(409, "Idempotency-Key: nama ini sudah dipakai untuk panggilan lain") from error
    except services.CallRefused as refusal:
        where = "forms" if refusal.form is None else f"forms[{refusal.form}].{refusal.field}"
        raise HttpError(422, f"{where}: {REMEDIES[refusal.reason]}") from refusal


@router.get("/device", response={200: KnownDevice, 401: Fault, 422: Fault}, summary="Pemilu dan TPS dari perangkat ini")
@permits(PUBLIC)  # who asks is known by the key of a device
def device(request: HttpRequest, response: HttpResponse, territory: str = "") -> Any:
    """Pemilu perangkat, isian tiap formulirnya, dan kode TPS yang boleh dikirimnya, atau hanya yang di satu wilayah."""
    response["Cache-Control"] = "private, no-store"  # for the holder of the key alone
    found = _device(request, timezone.now())
    try:
        stations = selectors.stations_of_device(device=found, within=code_of(territory)[1] if territory else None)
    except BadCode as error:
        raise HttpError(422, "territory: isi kode wilayah, 2, 4, 6, atau 10 angka") from error
    contests = selectors.contests_alike(election=found.election)
    return {
        "election": found.election.code,
        "name": found.election.name,
        "rehearsal": found.election.rehearsal,
        "voted_on": found.election.voted_on,
        "contests": [
            {"code": each.code, "name": each.name, "fields": layout_of(contest=each).names} for each in contests
        ],
        "stations": [str(code) for code in stations],
    }


@router.get("/waiting", response={200: Waits, 401: Fault, 404: Fault}, summary="Formulir yang menunggu orang")
@permits(PUBLIC)  # who asks is known by the key of a device
def waiting(request: HttpRequest, response: HttpResponse, contest: str) -> Any:
    """Berapa formulir satu pemilihan menunggu pembacaan, penyelesaian, atau keputusan."""
    response["Cache-Control"] = "private, no-store"  # for the holder of the key alone
    found = _device(request, timezone.now())
    return {"waiting": selectors.forms_that_wait(contest=_contest(found, contest))}


def _written_once(body: bytes) -> None:
    """Refuse a call that can be read in two ways: a name that stands twice, or a cell that is no whole number."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            names = [name for name, _value in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            raise HttpError(422, f"{twice}: {REMEDIES['name_twice']}")
        return found

    for place, form in enumerate(json.loads(body, object_pairs_hook=once)["forms"]):
        for name, cell in (form.get("values") or {}).items():
            if isinstance(cell, bool | float):
                raise HttpError(422, f"forms[{place}].{name}: {REMEDIES['number']}")


def _contest(device: Device, code: str) -> "Contest":
    unknown = HttpError(404, f"contest: pemilu ini tidak punya pemilihan {code!r}")
    if not code.isprintable():  # no code of ours; a database refuses to compare some of these
        raise unknown
    try:
        return contest_named(election=device.election.code, contest=code)
    except ContestUnknown as error:
        raise unknown from error


def _device(request: HttpRequest, at: datetime) -> Device:
    scheme, _blank, secret = request.headers.get("Authorization", "").partition(" ")
    found = services.device_with(key=secret, at=at) if scheme == "Bearer" else None
    if found is None:
        raise HttpError(401, UNKNOWN_KEY)
    return found
