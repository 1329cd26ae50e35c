"""What a script may do to an objection: one row for each act of `requests.services.objections`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telusur.openness.requests.rules.objections import Ground, Verdict
from telusur.openness.requests.rules.words import Channel, Track
from telusur.openness.requests.services import Refused
from telusur.openness.requests.services import objections as services
from telusur.openness.requests.services.objections.drafting import TRAY

from .doing import REQUEST, Doing, changes, day, moment, on_thing, one_of, text, truth
from .stage import Thing

if TYPE_CHECKING:
    from .doing import Turn

OBJECTION = "objection"


def _grounds(_turn: Turn, value: Any) -> tuple[Ground, ...]:
    try:
        return tuple(Ground(str(each)) for each in (value if isinstance(value, list) else [value]))
    except ValueError as error:
        raise ValueError(f"pakai satu atau beberapa dari {', '.join(Ground)}") from error


def _file(turn: Turn) -> Thing:
    """Object to the request of the case, or, where `without_request` says so, to information that is missing."""
    given = turn.given
    claim = services.Claim(
        grounds=given["grounds"], position=given["position"], information=given["information"], proxy=given["proxy"]
    )
    alone = given["without_request"]
    made = services.file_objection(
        office=turn.stage.office,
        claim=claim,
        channel=given["channel"],
        received_at=given["received"] or turn.at,
        at=turn.at,
        actor=turn.actor,
        request_id=None if alone else turn.newest(REQUEST),
        applicant=turn.stage.applicant if alone else None,
        track=Track(turn.stage.scenario.track),
        late_reason=given["late_reason"],
    )
    return Thing(OBJECTION, made.objection.pk)


def _decide(verdict: Verdict) -> Any:
    def perform(turn: Turn) -> None:
        decision = services.ObjectionDecision(verdict=verdict, **turn.given)
        services.decide_objection(objection_id=turn.subject, decision=decision, actor=turn.actor, at=turn.at)

    return perform


def _draft(turn: Turn) -> None:
    decision = services.ObjectionDecision(**turn.given)
    services.draft_reply(objection_id=turn.subject, decision=decision, actor=turn.actor, at=turn.at)


def _sign_drafted(turn: Turn) -> None:
    """Sign what waits in the superior's tray, as its page does."""
    found = [each for each in TRAY.waiting(office_id=turn.stage.office.pk) if each.subject_id == str(turn.subject)]
    if not found or TRAY.sign is None:
        raise Refused("unknown_draft")
    TRAY.sign(
        office_id=turn.stage.office.pk,
        subject_id=found[0].subject_id,
        version=found[0].version,
        actor=turn.actor,
        at=turn.at,
    )


def _invite(turn: Turn) -> None:
    meeting = services.Meeting(meets_at=turn.given["meets"], place=turn.given["place"])
    services.invite_to_deliberation(objection_id=turn.subject, meeting=meeting, actor=turn.actor, at=turn.at)


def _minutes(turn: Turn) -> None:
    services.record_deliberation(
        objection_id=turn.subject, minutes=services.Minutes(**turn.given), actor=turn.actor, at=turn.at
    )


def _open_window(turn: Turn) -> None:
    services.open_lapsed_window(request_id=turn.subject, at=turn.at)


def _open_dispute_window(turn: Turn) -> None:
    services.open_dispute_window(objection_id=turn.subject, at=turn.at)


def _warn(turn: Turn) -> None:
    services.warn_of_objections(at=turn.at)


DECISION = {"reasons": text, "order": text, "order_due_on": day}

ACTS: dict[str, Doing] = {
    "file_objection": Doing(
        _file,
        kind="",
        fields={
            "grounds": _grounds,
            "position": text,
            "information": text,
            "proxy": text,
            "channel": one_of(Channel),
            "received": moment,
            "late_reason": text,
            "without_request": truth,
        },
        defaults={
            "grounds": (Ground.UNANSWERED,),
            "position": "Permohonan saya tidak dijawab.",
            "information": "",
            "proxy": "",
            "channel": Channel.E_PPID,
            "received": None,
            "late_reason": "",
            "without_request": False,
        },
    ),
    "register_objection": on_thing(OBJECTION, services.register_objection),
    "begin_review": on_thing(OBJECTION, services.begin_review),
    "give_opinion": on_thing(OBJECTION, services.give_opinion, {"text": text}, text="Keberatan beralasan."),
    "invite_to_deliberation": Doing(
        _invite,
        kind=OBJECTION,
        fields={"meets": moment, "place": text},
        defaults={"meets": None, "place": "Ruang rapat"},
    ),
    "record_deliberation": Doing(
        _minutes,
        kind=OBJECTION,
        fields={"attendance": text, "minutes": text, "agreed": truth, "agreement": text},
        defaults={"attendance": "Kedua pihak", "minutes": "Dibahas.", "agreed": False, "agreement": ""},
    ),
    "uphold_objection": Doing(
        _decide(Verdict.UPHELD), kind=OBJECTION, fields=DECISION, defaults={"reasons": "Putusan PPID tepat."}
    ),
    "grant_objection": Doing(
        _decide(Verdict.GRANTED), kind=OBJECTION, fields=DECISION, defaults={"order": "Berikan informasinya."}
    ),
    "grant_objection_in_part": Doing(
        _decide(Verdict.GRANTED_PART),
        kind=OBJECTION,
        fields=DECISION,
        defaults={"reasons": "Sebagian tepat.", "order": "Berikan sisanya."},
    ),
    "reopen_answer": on_thing(OBJECTION, services.reopen_answer),
    "execute_order": on_thing(
        OBJECTION, services.execute_order, {"words": text, "opened": truth}, words="Informasi diberikan.", opened=False
    ),
    "respond_to_reply": on_thing(
        OBJECTION, services.respond_to_reply, {"accepted": truth, "text": text}, accepted=True, text=""
    ),
    "finish_objection": on_thing(OBJECTION, services.finish_objection),
    "dispute_objection": on_thing(OBJECTION, services.dispute_objection),
    "draft_reply": Doing(
        _draft,
        kind=OBJECTION,
        fields={**DECISION, "verdict": one_of(Verdict)},
        defaults={"verdict": Verdict.UPHELD, "reasons": "Putusan PPID tepat."},
    ),
    "sign_drafted_reply": Doing(_sign_drafted, kind=OBJECTION),
    "correct_objection": on_thing(
        OBJECTION, services.correct_objection, {"changes": changes, "reason": text}, changes={}, reason="Salah ketik"
    ),
    "strike_objection": on_thing(OBJECTION, services.strike_objection, {"reason": text}, reason="Tercatat dua kali"),
    "note_on_objection": on_thing(
        OBJECTION, services.note_on_objection, {"text": text}, text="Pemohon sudah dihubungi."
    ),
    "withdraw_objection": on_thing(OBJECTION, services.withdraw_objection, {"reason": text}, reason=""),
    "open_lapsed_window": Doing(_open_window),
    "open_dispute_window": Doing(_open_dispute_window, kind=OBJECTION),
    "warn_of_objections": Doing(_warn, kind=""),
}
