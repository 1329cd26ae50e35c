"""What a script may do to a request, and to the calendar and the readings it is counted by."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from django.apps import apps

from telusur.kernel.calendars.rules import Kind
from telusur.kernel.documents import services as documents
from telusur.kernel.ledger.rules.logs import NATIONAL_OFFICE
from telusur.kernel.offices import services as offices
from telusur.kernel.offices.selectors import national_day
from telusur.openness.information import services as information
from telusur.openness.information.rules.entries import Entry, InformationClass
from telusur.openness.requests import services
from telusur.openness.requests.rules.identity import ApplicantFacts
from telusur.openness.requests.rules.questions import Asked
from telusur.openness.requests.rules.words import (
    ApplicantType,
    Audience,
    Channel,
    CopyForm,
    Delivery,
    IdentityKind,
    Outcome,
    Track,
    WayOfObtaining,
)

from .closing_acts import pdf
from .doing import REQUEST, Doing, changes, day, moment, number, on_request, one_of, text, texts, truth
from .stage import Thing, day_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from .doing import Turn

NIK = "3673015207900003"  # nobody's: a number that only looks like one
PROOFS = ("identity_card",)


def _register(turn: Turn) -> Thing:
    given, stage = dict(turn.given), turn.stage
    track = given["track"] or Track(stage.scenario.track)
    reason = given["track_reason"] or ("Informasi tahapan" if track != Track.GENERAL else "")
    made = services.register_request(
        office=stage.place(turn.act.by.partition("@")[2]),
        applicant=ApplicantFacts(
            type=given["type"],
            name=given["name"],
            identity_kind=IdentityKind.NIK if given["nik"] else None,
            identity_number=given["nik"],
            email=given["email"],
            phone=given["phone"],
            address=given["address"],
        ),
        asked=Asked(
            question=given["question"],
            purpose=given["purpose"],
            way=given["way"],
            copy_form=given["copy_form"],
            delivery=given["delivery"],
        ),
        channel=given["channel"],
        received_at=given["received"] or turn.at,
        at=turn.at,
        actor=turn.actor,
        track=track,
        track_reason=reason,
        proofs_shown=given["proofs_shown"],
        complete=given["complete"],
    )
    return Thing(REQUEST, made.request.pk)


def _import(turn: Turn) -> Thing:
    """Take over a paper register; the thing is the first case of it."""
    rows = turn.given["rows"]
    columns = list(dict.fromkeys(column for row in rows for column in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, columns)
    writer.writeheader()
    writer.writerows(rows)
    content = io.BytesIO(out.getvalue().encode())
    services.import_register(
        office=turn.stage.office, content=content, name="register.csv", actor=turn.actor, at=turn.at
    )
    cases = apps.get_model("requests", "InformationRequest")._base_manager.filter(office=turn.stage.office)  # noqa: SLF001
    return Thing(REQUEST, cases.order_by("-imported", "pk").values_list("pk", flat=True)[0])


def _rows(_turn: Turn, value: Any) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise ValueError("tulis daftar baris dengan judul kolom register sebagai isiannya")
    return value


def _case(turn: Turn) -> Any:
    return apps.get_model("requests", "InformationRequest")._base_manager.get(pk=turn.subject)  # noqa: SLF001


def _dispose(turn: Turn) -> None:
    given = dict(turn.given)
    due = given.pop("due")
    if due is None:
        deadline = _case(turn).deadline
        due = max(deadline.due_on, turn.stage.day(turn.at)) if deadline else turn.stage.day(turn.at)
    services.dispose_to_unit(
        request_id=turn.subject, unit_id=turn.stage.unit.pk, due_on=due, actor=turn.actor, at=turn.at, **given
    )


def _disposition(turn: Turn, **wanted: Any) -> int:
    """Return the newest disposition of the case; 0, which no disposition has, where it was never disposed."""
    found = _case(turn).dispositions.filter(**wanted).order_by("pk").last()
    return found.pk if found else 0


def _take_up(turn: Turn) -> None:
    services.take_up(
        request_id=turn.subject, disposition_id=_disposition(turn, closed_at=None), actor=turn.actor, at=turn.at
    )


def _answer_from_unit(turn: Turn) -> None:
    services.answer_from_unit(
        request_id=turn.subject,
        disposition_id=_disposition(turn, closed_at=None),
        words=turn.given["words"],
        materials=_files(turn),
        actor=turn.actor,
        at=turn.at,
    )


def _files(turn: Turn) -> list[services.Material]:
    made = []
    for title in turn.given["files"]:
        name, content = (title, pdf(title)) if title.endswith(".pdf") else (f"{title}.txt", f"{title}\n".encode())
        document = documents.store(content=io.BytesIO(content), name=name, at=turn.at, made_here=True)
        made.append(services.Material(document_id=document.pk, title=title.removesuffix(".pdf")))
    return made


def _return_to_unit(turn: Turn) -> None:
    services.return_to_unit(
        request_id=turn.subject,
        disposition_id=_disposition(turn, answered_at__isnull=False),
        reason=turn.given["reason"],
        due_on=turn.given["due"] or turn.stage.day(turn.at),
        actor=turn.actor,
        at=turn.at,
    )


def _decide(outcome: Outcome) -> Callable[[Turn], None]:
    def perform(turn: Turn) -> None:
        decision = services.Decision(outcome=outcome, **turn.given)
        services.decide(request_id=turn.subject, decision=decision, actor=turn.actor, at=turn.at)

    return perform


def _deliver(turn: Turn) -> None:
    given = {**turn.given, "delivered_at": turn.given["delivered"] or turn.at}
    del given["delivered"]
    services.deliver(request_id=turn.subject, actor=turn.actor, at=turn.at, **given)


def _forward(turn: Turn) -> Thing:
    made = services.forward_to_office(
        request_id=turn.subject,
        office=turn.stage.place(turn.given["to"]),
        reason=turn.given["reason"],
        actor=turn.actor,
        at=turn.at,
    )
    return Thing(REQUEST, made.pk)


def _answer_at_desk(turn: Turn) -> None:
    """Answer with an entry of the list that the office published beforehand."""
    item = _published(turn)
    services.answer_from_dip(
        request_id=turn.subject,
        materials=[services.Material(item_id=item)],
        words=turn.given["words"],
        actor=turn.actor,
        at=turn.at,
    )


def _published(turn: Turn) -> int:
    stage, at = turn.stage, turn.at
    user = apps.get_model("accounts", "User")
    desk, ppid = (user.objects.get(pk=stage.person(role).partition(":")[2]) for role in ("desk", "ppid"))
    entry = Entry(
        title="Rekapitulasi simulasi",
        summary="Informasi yang sudah terbuka.",
        information_class=InformationClass.ANYTIME,
        year=stage.day(at).year,
        holder="Subbagian Data",
        responsible="Kepala Subbagian Data",
        made=str(stage.day(at).year),
        made_place="Simulasi",
        retention="5 tahun",
        link="https://simulasi.invalid/rekapitulasi",
    )
    item = information.enter_item(office_id=stage.office.pk, entry=entry, officer=desk, at=at)
    information.propose_item(item_id=item.pk, officer=desk, at=at)
    return information.approve_item(item_id=item.pk, officer=ppid, at=at).pk


def _add_day(turn: Turn) -> None:
    """Add a day by decree, and do at once what the queue would do: tell those whose date moved."""
    row = {key: value for key, value in turn.given.items() if value is not None}
    moved = offices.add_days(
        office_code=NATIONAL_OFFICE, days=[day_of(row)], years={}, actor=turn.actor, at=turn.at
    ).moved
    for deadline, _before in moved:
        if deadline.subject_kind == REQUEST:
            services.tell_moved_deadline(deadline_id=deadline.pk, actor="system", at=turn.at)


def _choose_reading(turn: Turn) -> None:
    on = national_day(at=turn.at)
    offices.choose_reading(
        room="clocks",
        valid_from=turn.given["valid_from"] or on,
        decree_on=on,
        decree_number=turn.given["decree"],
        key=turn.given["key"],
        choice=turn.given["choice"],
        actor=turn.actor,
        at=turn.at,
        on=on,
    )


def _warn(turn: Turn) -> None:
    services.warn_of_deadlines(at=turn.at)


REASON = {"reason": text}
DECISION = {"words": text, "held_by": text, "available_from": text, "cost": number, "cost_words": text}

ACTS: dict[str, Doing] = {
    "register": Doing(
        _register,
        kind="",
        fields={
            "received": moment,
            "channel": one_of(Channel),
            "type": one_of(ApplicantType),
            "name": text,
            "nik": text,
            "email": text,
            "phone": text,
            "address": text,
            "question": text,
            "purpose": text,
            "way": one_of(WayOfObtaining),
            "copy_form": one_of(CopyForm),
            "delivery": one_of(Delivery),
            "track": one_of(Track),
            "track_reason": text,
            "proofs_shown": texts,
            "complete": truth,
        },
        defaults={
            "received": None,
            "channel": Channel.E_PPID,
            "type": ApplicantType.PERSON,
            "name": "Wulan Rekaan",
            "nik": NIK,
            "email": "wulan@simulasi.invalid",
            "phone": "0812-0000-0001",
            "address": "Jalan Rekaan 7",
            "question": "Data pemilih disabilitas per kecamatan",
            "purpose": "Penelitian",
            "way": WayOfObtaining.COPY,
            "copy_form": CopyForm.SOFTCOPY,
            "delivery": Delivery.DOWNLOAD,
            "track": None,
            "track_reason": "",
            "proofs_shown": PROOFS,
            "complete": False,
        },
    ),
    "import_register": Doing(_import, kind="", fields={"rows": _rows}, defaults={"rows": []}),
    "begin_check": on_request(services.begin_check),
    "accept_request": on_request(services.accept_request),
    "lapse_completeness": on_request(services.lapse_completeness),
    "ask_completion": on_request(services.ask_completion, {"missing": text}, missing="Salinan KTP"),
    "complete_request": on_request(services.complete_request, {"text": text}, text="Salinan KTP terlampir"),
    "close_incomplete": on_request(services.close_incomplete, REASON, reason="Berkas tidak dilengkapi"),
    "dispose_to_unit": Doing(
        _dispose, fields={"due": day, "instruction": text}, defaults={"due": None, "instruction": ""}
    ),
    "take_up": Doing(_take_up),
    "answer_from_unit": Doing(
        _answer_from_unit,
        fields={"words": text, "files": texts},
        defaults={"words": "Data terlampir pada halaman 4.", "files": ()},
    ),
    "return_to_unit": Doing(
        _return_to_unit, fields={"reason": text, "due": day}, defaults={"reason": "Belum lengkap", "due": None}
    ),
    "answer_from_dip": Doing(_answer_at_desk, fields={"words": text}, defaults={"words": ""}),
    "grant": Doing(_decide(Outcome.GRANTED_FULL), fields=DECISION),
    "declare_not_held": Doing(
        _decide(Outcome.NOT_HELD), fields=DECISION, defaults={"held_by": "Bawaslu Kota Simulasi"}
    ),
    "declare_not_documented": Doing(
        _decide(Outcome.NOT_DOCUMENTED), fields=DECISION, defaults={"available_from": "Desember 2026"}
    ),
    "reconsider": on_request(services.reconsider, REASON, reason="Ada data yang lebih baru"),
    "extend_deadline": on_request(
        services.extend_deadline, {"reasons": text}, reasons="Data dihimpun dari 61 kelurahan"
    ),
    "sign_and_notify": on_request(services.sign_and_notify),
    "deliver": Doing(
        _deliver,
        fields={"delivery": one_of(Delivery), "delivered": moment, "proof": text},
        defaults={"delivery": Delivery.EMAIL, "delivered": None, "proof": ""},
    ),
    "finish": on_request(services.finish),
    "withdraw": on_request(services.withdraw, REASON, reason="Sudah tidak diperlukan"),
    "forward_to_office": Doing(
        _forward, fields={"to": text, "reason": text}, defaults={"to": "other", "reason": "Dikuasai kantor itu"}
    ),
    "correct_request": on_request(
        services.correct_request,
        {"changes": changes, "reason": text},
        changes={"purpose": "Penelitian skripsi"},
        reason="Salah ketik",
    ),
    "choose_track": on_request(
        services.choose_track,
        {"track": one_of(Track), "reason": text},
        track=Track.ELECTION,
        reason="Informasi tahapan yang sedang berjalan",
    ),
    "add_note": on_request(
        services.add_note,
        {"text": text, "audience": one_of(Audience)},
        text="Catatan",
        audience=Audience.INTERNAL,
    ),
    "record_identity_opening": on_request(services.record_identity_opening, {"purpose": text}, purpose="check"),
    "recover_secret": on_request(services.recover_secret),
    "add_day": Doing(
        _add_day,
        kind="",
        fields={"on": day, "name": text, "kind": one_of(Kind), "scope": text, "source": text},
        defaults={
            "on": None,
            "name": "Libur",
            "kind": Kind.NATIONAL_HOLIDAY,
            "scope": "",
            "source": "Keppres simulasi",
        },
    ),
    "choose_reading": Doing(
        _choose_reading,
        kind="",
        fields={"key": text, "choice": text, "decree": text, "valid_from": day},
        defaults={"key": "", "choice": "", "decree": "2/SIMULASI", "valid_from": None},
    ),
    "warn_of_deadlines": Doing(_warn, kind=""),
}
