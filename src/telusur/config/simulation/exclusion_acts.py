"""What a script may do to a consequence test, from its proposal to its conclusion (SOP 7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps

from telusur.openness.information import services
from telusur.openness.information.rules.consequence import Occasion, Proposal

from .doing import Doing, changes, one_of, text
from .stage import Thing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .doing import Turn

TEST = "information_test"


def officer_of(turn: Turn) -> Any:
    """Return the account of who acts, where a service takes one."""
    return apps.get_model("accounts", "User").objects.get(pk=turn.actor.partition(":")[2])


def _propose(turn: Turn) -> Thing:
    given = dict(turn.given)
    despite = given.pop("despite")
    made = services.propose_test(
        office_id=turn.stage.place(turn.act.by.partition("@")[2]).pk,
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


def _save_step(turn: Turn) -> None:
    """Write a step that was empty."""
    services.save_step(test_id=turn.subject, version=0, officer=officer_of(turn), at=turn.at, **turn.given)


ACTS: dict[str, Doing] = {
    "propose_test": Doing(
        _propose,
        kind="",
        fields={
            "title": text,
            "description": text,
            "reason": text,
            "occasion": one_of(Occasion),
            "reference": text,
            "statute": text,
            "despite": text,
        },
        defaults={
            "title": "Data pribadi pendukung",
            "description": "Salinan identitas pendukung calon perseorangan.",
            "reason": "Diminta dalam sebuah permohonan.",
            "occasion": Occasion.ON_REQUEST,
            "reference": "0001/PPID/2026",
            "statute": "UU 27/2022",
            "despite": "",
        },
    ),
    "send_test": _on_test(services.send_test),
    "forward_test": _on_test(services.forward_test),
    "return_test": _on_test(services.return_test, {"reason": text}, reason="Lengkapi uraiannya"),
    "withdraw_test": _on_test(services.withdraw_test, {"reason": text}, reason="Tidak jadi diminta"),
    "begin_test": _on_test(services.begin_test),
    "save_step": Doing(
        _save_step, kind=TEST, fields={"letter": text, "answers": changes}, defaults={"letter": "a", "answers": {}}
    ),
    "conclude_test": _on_test(services.conclude_test),
}
