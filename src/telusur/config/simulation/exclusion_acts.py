"""What a script may do to a consequence test, from its proposal to its conclusion (SOP 7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telusur.openness.information import services
from telusur.openness.information.rules.consequence import Occasion, Participation, Proposal, Side

from .doing import Doing, changes, officer_of, one_of, place_of, text
from .stage import Thing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .doing import Turn

TEST = "information_test"


def _propose(turn: Turn) -> Thing:
    given = dict(turn.given)
    despite = given.pop("despite")
    made = services.propose_test(
        office_id=place_of(turn).pk,
        proposal=Proposal(**given),
        officer=officer_of(turn),
        at=turn.at,
        despite=despite,
    )
    return Thing(TEST, made.pk)


def _on_test(
    service: Callable[..., Any], fields: Mapping[str, Callable[[Turn, Any], Any]] | None = None, **defaults: Any
) -> Doing:
    def perform(turn: Turn) -> None:
        service(test_id=turn.subject, officer=officer_of(turn), at=turn.at, **turn.given)

    return Doing(perform, kind=TEST, fields=fields or {}, defaults=defaults)


def _revise(turn: Turn) -> None:
    services.revise_proposal(
        test_id=turn.subject, proposal=Proposal(**turn.given), officer=officer_of(turn), at=turn.at
    )


def _save_step(turn: Turn) -> None:
    """Write a step that was empty."""
    services.save_step(test_id=turn.subject, version=0, officer=officer_of(turn), at=turn.at, **turn.given)


PROPOSAL = {
    "title": text,
    "description": text,
    "reason": text,
    "occasion": one_of(Occasion),
    "reference": text,
    "statute": text,
}
USUAL: dict[str, Any] = {
    "title": "Data pribadi pendukung",
    "description": "Salinan identitas pendukung calon perseorangan.",
    "reason": "Diminta dalam sebuah permohonan.",
    "occasion": Occasion.ON_REQUEST,
    "reference": "0001/PPID/2026",
    "statute": "UU 27/2022",
}

ACTS: dict[str, Doing] = {
    "propose_test": Doing(_propose, kind="", fields={**PROPOSAL, "despite": text}, defaults={**USUAL, "despite": ""}),
    "revise_proposal": Doing(_revise, kind=TEST, fields=PROPOSAL, defaults=USUAL),
    "send_test": _on_test(services.send_test),
    "forward_test": _on_test(services.forward_test),
    "return_test": _on_test(services.return_test, {"reason": text}, reason="Lengkapi uraiannya"),
    "withdraw_test": _on_test(services.withdraw_test, {"reason": text}, reason="Tidak jadi diminta"),
    "begin_test": _on_test(services.begin_test),
    "save_step": Doing(
        _save_step, kind=TEST, fields={"letter": text, "answers": changes}, defaults={"letter": "a", "answers": {}}
    ),
    "invite_to_test": _on_test(
        services.invite,
        {"participation": one_of(Participation), "name": text, "function": text},
        participation=Participation.EXPERT,
        name="Sari Rekaan",
        function="Ahli pelindungan data",
    ),
    "argue": _on_test(
        services.argue,
        {"side": one_of(Side), "text": text, "given_by": text},
        side=Side.CLOSING,
        text="Data pribadi tidak diperlukan untuk mengawasi dukungan.",
        given_by="Subbagian Data",
    ),
    "conclude_test": _on_test(services.conclude_test),
    "resume_test": _on_test(services.resume_test, {"reason": text}, reason="Ada fakta baru"),
}
