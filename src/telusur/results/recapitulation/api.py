"""Forms from devices, by calls of up to fifty: `POST /api/v1/results/forms`."""

import hashlib
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from ninja.errors import HttpError

from telusur.kernel.accounts.permits import PUBLIC, permits
from telusur.results.elections.selectors import ContestUnknown, contest_named

from . import services

API_PREFIX = "/results"
router = Router(tags=["Hasil"])
LONGEST_KEY = 80
REMEDIES = {
    "forms": "isi 1 sampai 50 formulir dalam satu panggilan",
    "station": "isi kode TPS 13 angka",
    "area": "TPS ini di luar wilayah perangkat",
    "twice": "satu TPS hanya satu kali dalam satu panggilan",
    "unknown": "ada TPS yang belum dikenal; muat dahulu daftar TPS",
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
    """Terima sampai 50 formulir: semuanya atau tidak satu pun. Jawaban 200 berarti sudah tersimpan.

    Kepala permintaan: `Authorization: Bearer <kunci perangkat>` dan `Idempotency-Key`, nama panggilan ini; panggilan
    yang sama boleh dikirim lagi. Isian: `vector` (semua isian berurutan, dipisah koma) atau `values` menurut namanya.
    """
    at = timezone.now()
    scheme, _blank, secret = request.headers.get("Authorization", "").partition(" ")
    device = services.device_with(key=secret, at=at) if scheme == "Bearer" else None
    if device is None:
        raise HttpError(401, "Authorization: kunci perangkat tidak dikenal atau sudah dicabut")
    key = request.headers.get("Idempotency-Key", "")
    if not 1 <= len(key) <= LONGEST_KEY or not key.isprintable():
        raise HttpError(422, "Idempotency-Key: isi nama panggilan, paling panjang 80 tanda")
    try:
        contest = contest_named(election=device.election.code, contest=call.contest)
        return services.accept_forms(
            device=device,
            contest=contest,
            key=key,
            forms=[services.SentForm(form.station, form.vector, form.values) for form in call.forms],
            digest=hashlib.sha256(request.body).hexdigest(),
            at=at,
        )
    except ContestUnknown as error:
        raise HttpError(404, f"contest: pemilu ini tidak punya pemilihan {call.contest}") from error
    except services.KeyUsedOtherwise as error:
        raise HttpError(409, "Idempotency-Key: nama ini sudah dipakai untuk panggilan lain") from error
    except services.CallRefused as refusal:
        where = "" if refusal.form is None else f"forms[{refusal.form}]."
        raise HttpError(422, f"{where}{refusal.field}: {REMEDIES[refusal.reason]}") from refusal
