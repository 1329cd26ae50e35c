"""What a script may do to a determination: from the test that it ends to the file that its end opens (SOP 6 and 7)."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from telusur.openness.information import services
from telusur.openness.information.rules.consequence import Conclusion
from telusur.openness.information.rules.exemptions import Binding, Decision, OpenedBy

from .doing import Doing, day, officer_of, one_of, place_of, text, texts, truth
from .exclusion_acts import TEST
from .stage import Thing

if TYPE_CHECKING:
    from collections.abc import Callable

    from .doing import Turn

DETERMINATION = services.DETERMINATION
OPENED = "information_opening"  # an entry of the list that the law opened, as its clock calls it

DECISION: dict[str, Callable[[Turn, Any], Any]] = {
    "title": text,
    "decree_number": text,
    "decree_on": day,
    "reasons": text,
    "grounds": texts,
    "statute": text,
    "if_opened": text,
    "if_closed": text,
    "valid_from": day,
    "valid_until": day,
    "period": text,
    "binds": one_of(Binding),
    "bound": texts,
    "replaces": truth,
    "continues": truth,
    "differs": text,
}
USUAL: dict[str, Any] = {
    "title": "Salinan identitas pendukung calon perseorangan",
    "decree_number": "12/PPID/2026",
    "decree_on": None,
    "reasons": "Rahasia pribadi lebih berat daripada kepentingan publik.",
    "grounds": ("h",),
    "statute": "UU 27/2022",
    "if_opened": "Data pribadi pendukung disalahgunakan.",
    "if_closed": "Pendukung terlindungi.",
    "valid_from": None,
    "valid_until": None,
    "period": "",
    "binds": None,
    "bound": (),
    "replaces": False,
    "continues": False,
    "differs": "",
}
OLD = date(2019, 1, 7)  # a decree from before any office of a script began to work here


def _decision(turn: Turn) -> Decision:
    """Return the decision of a script; the decree and its force begin on the day of the act where it names none."""
    given = dict(turn.given)
    continues = given.pop("continues")
    bound, replaces, on = given.pop("bound"), given.pop("replaces"), turn.stage.day(turn.at)
    before = turn.newest(DETERMINATION)
    return Decision(
        **{**given, "decree_on": given["decree_on"] or on, "valid_from": given["valid_from"] or on},
        bound_ids=tuple(turn.stage.place("" if name == "own" else name).pk for name in bound),
        replaces_id=before if replaces else None,
        continues_ids=(before,) if continues and before else (),
    )


def _determine(turn: Turn) -> Thing | None:
    test = services.determine(test_id=turn.subject, decision=_decision(turn), officer=officer_of(turn), at=turn.at)
    return Thing(DETERMINATION, test.determination.pk) if test.conclusion == Conclusion.EXEMPT else None


def _take_over(turn: Turn) -> Thing:
    decision = _decision(turn)
    made = services.take_over_determination(
        office_id=place_of(turn).pk,
        decision=decision if turn.given["decree_on"] else replace(decision, decree_on=OLD),
        decree=_file(decision.decree_number or "Keputusan"),
        officer=officer_of(turn),
        at=turn.at,
    )
    return Thing(DETERMINATION, made.pk)


def _confirm(turn: Turn) -> None:
    services.confirm_determination(determination_id=turn.subject, officer=officer_of(turn), at=turn.at)


def _decline(turn: Turn) -> None:
    services.decline_determination(determination_id=turn.subject, officer=officer_of(turn), at=turn.at, **turn.given)


def _reuse(turn: Turn) -> None:
    services.reuse_determination(
        test_id=turn.subject,
        determination_id=turn.newest(DETERMINATION) or 0,
        officer=officer_of(turn),
        at=turn.at,
    )


def _disclose(turn: Turn) -> None:
    given = dict(turn.given)
    paper = _file("Persetujuan tertulis") if given.pop("paper") else None
    services.disclose(
        determination_id=turn.subject,
        office_id=place_of(turn).pk,
        officer=officer_of(turn),
        at=turn.at,
        paper=paper,
        **{**given, "given_on": given["given_on"] or turn.stage.day(turn.at)},
    )


def _file(title: str) -> services.NewFile:
    return services.NewFile(content=io.BytesIO(f"{title}\n".encode()), name=f"{title}.txt", title=title, made_here=True)


def _open(turn: Turn) -> Thing:
    made = services.open_determination(
        determination_id=turn.subject, officer=officer_of(turn), at=turn.at, **turn.given
    )
    return Thing(OPENED, made.pk)


def _declare(turn: Turn) -> None:
    services.declare_open(determination_id=turn.subject, officer=officer_of(turn), at=turn.at)


def _watch(turn: Turn) -> None:
    services.watch_end(determination_id=turn.subject, at=turn.at)


def _expire(turn: Turn) -> Thing | None:
    made = services.expire_determination(determination_id=turn.subject, at=turn.at)
    return Thing(OPENED, made.pk) if made else None


def _publish(turn: Turn) -> Thing:
    made = services.publish_as_anytime(office_id=place_of(turn).pk, actor=turn.actor, at=turn.at, **turn.given)
    return Thing(OPENED, made.pk)


def _add_file(turn: Turn) -> None:
    services.add_opened_file(
        item_id=turn.subject, file=_file(turn.given["title"]), officer=officer_of(turn), at=turn.at
    )


def _release(turn: Turn) -> None:
    services.release_opened_file(item_id=turn.subject, officer=officer_of(turn), at=turn.at, **turn.given)


ACTS: dict[str, Doing] = {
    "determine": Doing(_determine, kind=TEST, fields=DECISION, defaults=USUAL),
    "reuse_determination": Doing(_reuse, kind=TEST),
    "take_over_determination": Doing(_take_over, kind="", fields=DECISION, defaults=USUAL),
    "confirm_determination": Doing(_confirm, kind=DETERMINATION),
    "decline_determination": Doing(
        _decline, kind=DETERMINATION, fields={"reason": text}, defaults={"reason": "Tidak cocok dengan naskahnya."}
    ),
    "disclose": Doing(
        _disclose,
        kind=DETERMINATION,
        fields={"opened_by": text, "what": text, "given_on": day, "reference": text, "paper": truth},
        defaults={
            "opened_by": OpenedBy.PUBLIC_OFFICE.value,
            "what": "Riwayat jabatan publik",
            "given_on": None,
            "reference": "",
            "paper": False,
        },
    ),
    "declare_open": Doing(_declare, kind=DETERMINATION),
    "open_determination": Doing(
        _open,
        kind=DETERMINATION,
        fields={"opened_by": text, "reference": text},
        defaults={"opened_by": OpenedBy.RULING.value, "reference": "017/KI-SIMULASI/2026"},
    ),
    "watch_end": Doing(_watch, kind=DETERMINATION),
    "expire_determination": Doing(_expire, kind=DETERMINATION),
    "publish_as_anytime": Doing(
        _publish,
        kind="",
        fields={"title": text, "summary": text, "cause": text, "reference": text},
        defaults={
            "title": "Tabel per kecamatan",
            "summary": "Dibuka oleh putusan atas keberatan.",
            "cause": OpenedBy.OBJECTION.value,
            "reference": "0001/KEB-PPID/2026",
        },
    ),
    "add_opened_file": Doing(_add_file, kind=OPENED, fields={"title": text}, defaults={"title": "Tabel per kecamatan"}),
    "release_opened_file": Doing(_release, kind=OPENED, fields={"reason": text}, defaults={"reason": ""}),
}
