"""What a script may keep closed, and open: refusals, blackened copies, consents, release to all."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import typst

from telusur.kernel.documents import selectors as papers
from telusur.kernel.documents import services as documents
from telusur.openness.information.rules.exemptions import OpenedBy
from telusur.openness.information.services import NewFile
from telusur.openness.requests import selectors, services
from telusur.openness.requests.rules.withholding import ground_code
from telusur.openness.requests.rules.words import Outcome

from .doing import Doing, day, number, on_request, one_of, text, texts, truth

if TYPE_CHECKING:
    from collections.abc import Callable

    from .doing import Turn

WITNESS = "3673014505900002"  # nobody's: it stands in every PDF that a script hands in
NO_CONSENT = "Tidak ada persetujuan tertulis dan tidak berkaitan dengan jabatan publik."


def pdf(title: str) -> bytes:
    """Return a page with the title, an ordinary line, and a number that looks like a NIK."""
    lines = (f"= {title}", "Jumlah pemilih 1.204 orang.", f"NIK saksi {WITNESS} hadir.")
    made: bytes = typst.compile("\n\n".join(lines).encode(), format="pdf")
    return made


def _covering(turn: Turn, ground: str) -> int:
    """Return the determination in force that covers the ground; 0, which none has, where there is none."""
    case = selectors.case_of_office(office_id=turn.stage.office.pk, request_id=turn.subject)
    found = selectors.covering(case=case, on=turn.stage.day(turn.at))
    return next((each.id for each in found if ground in each.grounds), 0)


def _keep(outcome: Outcome) -> Callable[[Turn], None]:
    def perform(turn: Turn) -> None:
        given = dict(turn.given)
        what, ground, titles = given.pop("what"), given.pop("ground"), given.pop("whole")
        kept = [services.Kept(determination_id=_covering(turn, ground), ground=ground, what=what)] if ground else []
        case = selectors.case_of_office(office_id=turn.stage.office.pk, request_id=turn.subject)
        whole = [each.answer_id for each in selectors.to_blacken(case=case) if each.title in titles]
        decision = services.Decision(outcome=outcome, kept=kept, whole=whole, **given)
        services.decide(request_id=turn.subject, decision=decision, actor=turn.actor, at=turn.at)

    return perform


def _blacken(turn: Turn) -> None:
    """Blacken a word of the first PDF of the answer and have the copy made, as the queue would."""
    case = selectors.case_of_office(office_id=turn.stage.office.pk, request_id=turn.subject)
    file = next(each for each in selectors.to_blacken(case=case) if each.is_pdf)
    ground = turn.given["ground"]
    code = ground_code(ground, _covering(turn, ground)) if len(ground) == 1 else ground
    grounds = selectors.blackening_grounds(case=case, on=turn.stage.day(turn.at))
    begun = documents.begin_redaction(attachment_id=file.attachment_id, grounds=grounds, actor=turn.actor, at=turn.at)
    documents.prepare_redaction(redaction_id=begun.pk)
    page = papers.page_to_mark(redaction_id=begun.pk, number=turn.given["page"])
    words = papers.words_on(page) if page else []
    marks = [
        documents.Mark(page=turn.given["page"], ground=code, kind="nik", first=place, last=place)
        for place, word in enumerate(words)
        if word.text == turn.given["text"]
    ]
    documents.mark(redaction_id=begun.pk, marks=marks, actor=turn.actor, at=turn.at)
    documents.ask_for_copy(redaction_id=begun.pk, actor=turn.actor, at=turn.at)
    documents.make_copy(redaction_id=begun.pk)


def _confirm(turn: Turn) -> None:
    case = selectors.case_of_office(office_id=turn.stage.office.pk, request_id=turn.subject)
    for file in selectors.to_blacken(case=case):
        if (begun := papers.open_redaction(attachment_id=file.attachment_id)) is not None:
            documents.confirm_redaction(redaction_id=begun.pk, actor=turn.actor, at=turn.at)


def _disclose(turn: Turn) -> None:
    given = dict(turn.given)
    paper = NewFile(content=io.BytesIO(b"Saya setuju.\n"), name="persetujuan.txt") if given.pop("paper") else None
    services.record_disclosure(
        request_id=turn.subject,
        determination_id=_covering(turn, given.pop("ground")),
        given_on=given.pop("given_on") or turn.stage.day(turn.at),
        paper=paper,
        actor=turn.actor,
        at=turn.at,
        **given,
    )


def _release(turn: Turn) -> None:
    given: dict[str, Any] = dict(turn.given)
    given["made_on"] = given["made_on"] or turn.stage.day(turn.at)
    services.release_to_all(request_id=turn.subject, release=services.Release(**given), actor=turn.actor, at=turn.at)


KEPT = {"words": text, "what": text, "ground": text, "disclosure": text, "whole": texts}

ACTS: dict[str, Doing] = {
    "refuse": Doing(
        _keep(Outcome.REFUSED_EXEMPT),
        fields=KEPT,
        defaults={
            "words": "",
            "what": "Seluruh informasi yang diminta",
            "ground": "h",
            "disclosure": NO_CONSENT,
            "whole": (),
        },
    ),
    "grant_part": Doing(
        _keep(Outcome.GRANTED_PART),
        fields=KEPT,
        defaults={"words": "", "what": "", "ground": "", "disclosure": NO_CONSENT, "whole": ()},
    ),
    "await_test": on_request(services.await_test, {"test": text}, test="Data pribadi pendukung"),
    "record_disclosure": Doing(
        _disclose,
        fields={
            "ground": text,
            "opened_by": one_of(OpenedBy),
            "what": text,
            "given_on": day,
            "paper": truth,
        },
        defaults={
            "ground": "h",
            "opened_by": OpenedBy.CONSENT,
            "what": "Nama pendukung yang menyetujuinya",
            "given_on": None,
            "paper": True,
        },
    ),
    "blacken": Doing(
        _blacken,
        fields={"text": text, "ground": text, "page": number},
        defaults={"text": WITNESS, "ground": "identity_number", "page": 1},
    ),
    "confirm_blackening": Doing(_confirm),
    "release_to_all": Doing(
        _release,
        fields={"title": text, "summary": text, "retention": text, "made_on": day},
        defaults={
            "title": "Berita acara rapat pleno",
            "summary": "Berita acara dengan bagian yang dihitamkan.",
            "retention": "5 tahun",
            "made_on": None,
        },
    ),
}
