"""What a script may do to a dispute: one row for each act of `requests.services.disputes`."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from telusur.kernel.calendars.rules import day_at
from telusur.kernel.documents import services as documents
from telusur.openness.requests.rules.disputes import (
    CommissionLevel,
    DisputeOutcome,
    HearingKind,
    PaperKind,
    Whose,
)
from telusur.openness.requests.selectors import coming_hearings, dispute_of_office, papers_of_dispute, running_suits
from telusur.openness.requests.services import Material, Refused
from telusur.openness.requests.services import disputes as services

from .doing import Doing, day, moment, on_thing, one_of, text, texts, truth
from .objection_acts import OBJECTION
from .stage import Thing

if TYPE_CHECKING:
    from .doing import Turn

DISPUTE = "dispute"
COMMISSION = "Komisi Informasi Provinsi Rekaan"
COURT = "Pengadilan Tata Usaha Negara Rekaan"


def _register(turn: Turn) -> Thing:
    given = turn.given
    noticed_at = given["noticed"] or turn.at
    notice = services.CommissionNotice(
        commission=given["commission"],
        commission_name=COMMISSION,
        commission_number=given["number"],
        filed_at=given["filed"] or noticed_at,
        noticed_at=noticed_at,
        petition=given["petition"],
    )
    made = services.register_dispute(objection_id=turn.subject, notice=notice, actor=turn.actor, at=turn.at)
    return Thing(DISPUTE, made.pk)


def _summon(turn: Turn) -> None:
    given = turn.given
    summons = services.Summons(
        kind=given["kind"],
        meets_at=given["meets"] or turn.at + timedelta(days=7),
        place=given["place"],
        attends=given["attends"],
        answer_due_on=given["answer_due_on"],
        received_late=given["received_late"],
    )
    services.record_summons(dispute_id=turn.subject, summons=summons, actor=turn.actor, at=turn.at)


def _coming(turn: Turn) -> int:
    """Return the key of the hearing that comes first. Raises: Refused, none comes."""
    found = coming_hearings(dispute_id=turn.subject)
    if not found:
        raise Refused("hearing_over")
    return found[0][0]


def _hear(turn: Turn) -> None:
    services.record_hearing(
        dispute_id=turn.subject, hearing_id=_coming(turn), actor=turn.actor, at=turn.at, **turn.given
    )


def _call_off(turn: Turn) -> None:
    services.call_off_hearing(
        dispute_id=turn.subject, hearing_id=_coming(turn), actor=turn.actor, at=turn.at, **turn.given
    )


def _grant_power(turn: Turn) -> None:
    services.grant_power(
        dispute_id=turn.subject,
        proxies=[services.ProxyFacts(turn.given["name"])],
        powers=turn.given["powers"],
        actor=turn.actor,
        at=turn.at,
    )


def _paper(turn: Turn) -> tuple[int, str]:
    stored = documents.store(content=io.BytesIO(b"Naskah rekaan"), name="naskah.txt", at=turn.at)
    return stored.pk, "Naskah rekaan"


def _keep_power(turn: Turn) -> None:
    services.keep_power(
        dispute_id=turn.subject,
        dated_on=day_at(turn.at, turn.stage.zone.key),
        document=_paper(turn),
        actor=turn.actor,
        at=turn.at,
        **turn.given,
    )


def _keep_papers(turn: Turn) -> None:
    services.keep_papers(
        dispute_id=turn.subject,
        dated_on=day_at(turn.at, turn.stage.zone.key),
        documents=[_paper(turn)],
        actor=turn.actor,
        at=turn.at,
        **turn.given,
    )


def _list_evidence(turn: Turn) -> None:
    papers = [each.attachment_id for each in papers_of_dispute(dispute_id=turn.subject) if not each.sealed]
    services.list_evidence(dispute_id=turn.subject, attachment_ids=papers, actor=turn.actor, at=turn.at)


def _rule(service: Any) -> Any:
    def perform(turn: Turn) -> None:
        given = dict(turn.given)
        received_at = given.pop("received") or turn.at
        decided_on = given.pop("decided_on") or day_at(received_at, turn.stage.zone.key)
        ruling = services.Ruling(received_at=received_at, decided_on=decided_on, **given)
        service(dispute_id=turn.subject, ruling=ruling, actor=turn.actor, at=turn.at)

    return perform


def _sue(service: Any) -> Any:
    def perform(turn: Turn) -> None:
        suit = services.SuitFacts(
            side=turn.given["side"], court=turn.given["court"], filed_at=turn.given["filed"] or turn.at
        )
        service(dispute_id=turn.subject, suit=suit, actor=turn.actor, at=turn.at)

    return perform


def _drop(turn: Turn) -> None:
    """Take a suit back; side: whose, where both went on."""
    dispute = dispute_of_office(office_id=turn.stage.office.pk, dispute_id=turn.subject)
    mine = [each.pk for each in running_suits(dispute=dispute) if each.side == turn.given["side"]]
    services.drop_suit(
        dispute_id=turn.subject,
        reason=turn.given["reason"],
        suit_id=mine[0] if mine else None,
        actor=turn.actor,
        at=turn.at,
    )


def _execute(turn: Turn) -> None:
    gives = turn.given["gives"]
    materials = [Material(document_id=_paper(turn)[0], title=gives)] if gives else []
    services.execute_ruling(
        dispute_id=turn.subject, words=turn.given["words"], materials=materials, actor=turn.actor, at=turn.at
    )


def _warn(turn: Turn) -> None:
    services.warn_of_disputes(at=turn.at)


def _ruling(service: Any, outcome: DisputeOutcome) -> Doing:
    return Doing(
        _rule(service),
        kind=DISPUTE,
        fields={
            "outcome": one_of(DisputeOutcome),
            "number": text,
            "decided_on": day,
            "received": moment,
            "words": text,
            "order": text,
            "order_due_on": day,
            "opens": truth,
        },
        defaults={
            "outcome": outcome,
            "number": "12/PTS/REKAAN",
            "decided_on": None,
            "received": None,
            "words": "Mengabulkan permohonan Pemohon.",
            "order": "Memberikan informasinya.",
            "order_due_on": None,
            "opens": False,
        },
    )


def _suit(service: Any, court: str) -> Doing:
    return Doing(
        _sue(service),
        kind=DISPUTE,
        fields={"side": one_of(Whose), "court": text, "filed": moment},
        defaults={"side": Whose.OFFICE, "court": court, "filed": None},
    )


ACTS: dict[str, Doing] = {
    "register_dispute": Doing(
        _register,
        kind=OBJECTION,
        fields={
            "commission": one_of(CommissionLevel),
            "number": text,
            "filed": moment,
            "noticed": moment,
            "petition": text,
        },
        defaults={
            "commission": CommissionLevel.PROVINCE,
            "number": "12/REG-PSI/REKAAN",
            "filed": None,
            "noticed": None,
            "petition": "Memberikan informasinya.",
        },
    ),
    "record_summons": Doing(
        _summon,
        kind=DISPUTE,
        fields={
            "kind": one_of(HearingKind),
            "meets": moment,
            "place": text,
            "attends": text,
            "answer_due_on": day,
            "received_late": truth,
        },
        defaults={
            "kind": HearingKind.EXAMINATION,
            "meets": None,
            "place": "Ruang sidang",
            "attends": "PPID",
            "answer_due_on": None,
            "received_late": False,
        },
    ),
    "record_hearing": Doing(
        _hear,
        kind=DISPUTE,
        fields={"attendance": text, "minutes": text},
        defaults={"attendance": "Kedua pihak", "minutes": "Diperiksa."},
    ),
    "call_off_hearing": Doing(
        _call_off, kind=DISPUTE, fields={"reason": text}, defaults={"reason": "Majelis tidak lengkap."}
    ),
    "grant_power": Doing(
        _grant_power,
        kind=DISPUTE,
        fields={"name": text, "powers": texts},
        defaults={"name": "Ratri Rekaan", "powers": ("menghadiri sidang",)},
    ),
    "keep_power": Doing(
        _keep_power,
        kind=DISPUTE,
        fields={"side": one_of(Whose), "name": text},
        defaults={"side": Whose.APPLICANT, "name": "Wulan Rekaan"},
    ),
    "keep_papers": Doing(
        _keep_papers,
        kind=DISPUTE,
        fields={"kind": one_of(PaperKind), "side": one_of(Whose)},
        defaults={"kind": PaperKind.EVIDENCE, "side": Whose.APPLICANT},
    ),
    "answer_panel": on_thing(
        DISPUTE,
        services.answer_panel,
        {"answer": text, "claim": texts},
        answer="Putusan PPID tepat.",
        claim=("menguatkan tanggapan Atasan PPID",),
    ),
    "list_evidence": Doing(_list_evidence, kind=DISPUTE),
    "examine_dispute": on_thing(DISPUTE, services.examine_dispute),
    "begin_mediation": on_thing(DISPUTE, services.begin_mediation),
    "fail_mediation": on_thing(DISPUTE, services.fail_mediation, {"reason": text}, reason="Satu pihak menarik diri."),
    "begin_adjudication": on_thing(DISPUTE, services.begin_adjudication),
    "record_agreement": _ruling(services.record_agreement, DisputeOutcome.AGREED),
    "record_test_order": on_thing(
        DISPUTE, services.record_test_order, {"order": text, "due_on": day}, order="Uji ulang.", due_on=None
    ),
    "end_test": on_thing(DISPUTE, services.end_test, {"words": text}, words=""),
    "record_ruling": _ruling(services.record_ruling, DisputeOutcome.OPENED),
    "record_suit": _suit(services.record_suit, COURT),
    "record_court_ruling": _ruling(services.record_court_ruling, DisputeOutcome.OPENED),
    "record_cassation": _suit(services.record_cassation, "Mahkamah Agung"),
    "record_cassation_ruling": _ruling(services.record_cassation_ruling, DisputeOutcome.OPENED),
    "drop_suit": Doing(
        _drop, kind=DISPUTE, fields={"reason": text, "side": one_of(Whose)}, defaults={"reason": "", "side": None}
    ),
    "declare_final": on_thing(DISPUTE, services.declare_final),
    "reopen_by_ruling": on_thing(DISPUTE, services.reopen_by_ruling),
    "execute_ruling": Doing(
        _execute,
        kind=DISPUTE,
        fields={"words": text, "gives": text},
        defaults={"words": "Informasi diberikan.", "gives": "Tabel yang diminta"},
    ),
    "finish_dispute": on_thing(DISPUTE, services.finish_dispute),
    "withdraw_dispute": on_thing(DISPUTE, services.withdraw_dispute, {"reason": text}, reason="Dicabut pemohon."),
    "warn_of_disputes": Doing(_warn, kind=""),
}
