"""What a script may do about somebody's own data, and about a breach: their clocks are of hours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telusur.openness.privacy import services
from telusur.openness.privacy.rules.words import Data, Kind, Proof, Way
from telusur.openness.requests.selectors import case_of_office

from .doing import REQUEST, Doing, changes, moment, number, on_thing, one_of, text, texts
from .stage import Thing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .doing import Turn

OWN_DATA, BREACH = "own_data", "breach"


def _ask(turn: Turn) -> Thing:
    """Ask for the data of whoever stands behind the newest request, or that which `case` names."""
    given = dict(turn.given)
    asked_at = given.pop("asked_at") or turn.at
    request = case_of_office(office_id=turn.stage.office.pk, request_id=turn.newest(REQUEST) or 0)
    way = Way.TRACKING if turn.actor == "applicant" else Way.DESK
    made = services.ask_own_data(request=request, way=way, asked_at=asked_at, at=turn.at, actor=turn.actor, **given)
    return Thing(OWN_DATA, made.pk)


def _own(
    service: Callable[..., Any], fields: Mapping[str, Callable[[Turn, Any], Any]] | None = None, **defaults: Any
) -> Doing:
    def perform(turn: Turn) -> None:
        service(case_id=turn.subject, actor=turn.actor, at=turn.at, **turn.given)

    return Doing(perform, kind=OWN_DATA, fields=fields or {}, defaults=defaults)


def _settle(turn: Turn) -> None:
    given = turn.given
    made = {field: services.FieldDecision(accepted=True) for field in given["accept"]}
    made |= {
        field: services.FieldDecision(accepted=False, refusal="not_shown", reason=given["reason"])
        for field in given["refuse"]
    }
    services.settle_correction(case_id=turn.subject, decisions=made, actor=turn.actor, at=turn.at)


def _report(turn: Turn) -> Thing:
    given = dict(turn.given)
    discovered_at = given.pop("discovered_at") or turn.at
    made = services.report_breach(
        office=turn.stage.office, discovered_at=discovered_at, actor=turn.actor, at=turn.at, **given
    )
    return Thing(BREACH, made.pk)


def _assess(turn: Turn) -> None:
    given = dict(turn.given)
    data = [Data(name) for name in given.pop("data")]
    services.assess_breach(
        breach_id=turn.subject, assessment=services.Assessment(data=data, **given), actor=turn.actor, at=turn.at
    )


def _all_told(turn: Turn) -> None:
    given = dict(turn.given)
    told_at = given.pop("told_at") or turn.at
    services.state_all_told(breach_id=turn.subject, told_at=told_at, actor=turn.actor, at=turn.at, **given)


def _warn(turn: Turn) -> None:
    services.warn_of_hours(at=turn.at)


ACTS: dict[str, Doing] = {
    "ask_own_data": Doing(
        _ask,
        kind="",
        fields={"kind": one_of(Kind), "wanted": changes, "asked_at": moment},
        defaults={"kind": Kind.CORRECTION, "wanted": {"name": "Wulan Rekaan Sari"}, "asked_at": None},
    ),
    "verify_identity": _own(services.verify_identity, {"proof": one_of(Proof)}, proof=Proof.CARD),
    "close_unverified": _own(services.close_unverified, {"reason": text}, reason="Kartu tidak cocok"),
    "settle_correction": Doing(
        _settle,
        kind=OWN_DATA,
        fields={"accept": texts, "refuse": texts, "reason": text},
        defaults={"accept": ("name",), "refuse": (), "reason": "Tidak terbukti"},
    ),
    "prepare_copy": _own(services.prepare_copy),
    "hand_over_copy": _own(services.hand_over_copy, {"words": text}, words="KTP ditunjukkan"),
    "withdraw_own_data": _own(services.withdraw_own_data),
    "report_breach": Doing(
        _report,
        kind="",
        fields={"title": text, "how": text, "discovered_at": moment},
        defaults={"title": "Salah kirim", "how": "Surel terkirim ke alamat lain", "discovered_at": None},
    ),
    "assess_breach": Doing(
        _assess,
        kind=BREACH,
        fields={"data": texts, "people": number, "how": text, "handling": text},
        defaults={
            "data": ("name",),
            "people": 1,
            "how": "Surel terkirim ke alamat lain",
            "handling": "Penerima diminta menghapusnya",
        },
    ),
    "tell_subjects": on_thing(BREACH, services.tell_subjects, {"numbers": texts}, numbers=("0001/PPID/2026",)),
    "state_all_told": Doing(
        _all_told,
        kind=BREACH,
        fields={"people": number, "words": text, "told_at": moment},
        defaults={"people": 1, "words": "Satu surat dengan tanda terima", "told_at": None},
    ),
    "tell_authority": on_thing(
        BREACH, services.tell_authority, {"name": text, "address": text}, name="Lembaga", address=""
    ),
    "close_breach": on_thing(BREACH, services.close_breach, {"words": text}, words="Selesai"),
    "warn_of_hours": Doing(_warn, kind=""),
}
