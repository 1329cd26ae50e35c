"""What a request of the demo keeps closed, and what it opens: refusals, blackened copies, consents, release to all."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from telusur.kernel.documents import selectors as papers
from telusur.kernel.documents import services as documents
from telusur.kernel.offices.selectors import national_day, office_by_code
from telusur.openness.information import services as information
from telusur.openness.information.rules.consequence import Occasion, Proposal
from telusur.openness.information.rules.exemptions import OpenedBy
from telusur.openness.requests import selectors, services
from telusur.openness.requests.rules.words import Outcome

from .story import person

if TYPE_CHECKING:
    from datetime import datetime

    from telusur.openness.information.rules.exemptions import DeterminationFacts
    from telusur.openness.requests.models import InformationRequest

    from .stage import Stage

IDENTITY_NUMBER = "identity_number"  # the standing ground by which a number of the population register is blackened
NO_CONSENT = (
    "Sampai hari ini kami tidak menerima persetujuan tertulis dari yang bersangkutan, dan pengungkapannya tidak "
    "berkaitan dengan posisi seseorang dalam jabatan publik."
)


class WithholdingLines:
    """The lines of a script that keep something closed or open it. Whoever mixes it in has the stage and `pk`."""

    stage: Stage
    pk: int
    number: str

    @property
    def office(self) -> str:
        raise NotImplementedError

    def _by(self, part: str) -> str:
        raise NotImplementedError

    def _case(self) -> InformationRequest:
        return selectors.case_of_office(office_id=office_by_code(code=self.office).pk, request_id=self.pk)

    def _determination(self, title: str, at: datetime) -> DeterminationFacts:
        found = selectors.covering(case=self._case(), on=national_day(at=at))
        return next(each for each in found if each.title == title)

    def _kept(self, title: str, what: str, at: datetime) -> list[services.Kept]:
        found = self._determination(title, at)
        return [services.Kept(determination_id=found.id, ground=found.grounds[0], what=what)]

    def _refuse(self, at: datetime, title: str, what: str, words: str) -> None:
        decision = services.Decision(
            Outcome.REFUSED_EXEMPT, words=words, kept=self._kept(title, what, at), disclosure=NO_CONSENT
        )
        services.decide(request_id=self.pk, decision=decision, actor=self._by("ppid"), at=at)

    def _grant_part(self, at: datetime, words: str, title: str = "", what: str = "") -> None:
        """Grant in part: blackened copies take the place of their originals, every other file is given whole."""
        whole = [each.answer_id for each in selectors.to_blacken(case=self._case()) if not each.state]
        kept = self._kept(title, what, at) if title else []
        decision = services.Decision(Outcome.GRANTED_PART, words=words, kept=kept, disclosure=NO_CONSENT, whole=whole)
        services.decide(request_id=self.pk, decision=decision, actor=self._by("ppid"), at=at)

    def _blacken(self, at: datetime, text: str) -> None:
        """Blacken a word of the first file of the answer at the desk, as the queue would make the copy."""
        case = self._case()
        file = selectors.to_blacken(case=case)[0]
        grounds = selectors.blackening_grounds(case=case, on=national_day(at=at))
        desk = self._by("desk")
        begun = documents.begin_redaction(attachment_id=file.attachment_id, grounds=grounds, actor=desk, at=at)
        documents.prepare_redaction(redaction_id=begun.pk)
        page = papers.page_to_mark(redaction_id=begun.pk, number=1)
        words = papers.words_on(page) if page else []
        marks = [
            documents.Mark(page=1, ground=IDENTITY_NUMBER, kind="nik", first=place, last=place)
            for place, word in enumerate(words)
            if text in word.text
        ]
        documents.mark(redaction_id=begun.pk, marks=marks, actor=desk, at=at)
        documents.ask_for_copy(redaction_id=begun.pk, actor=desk, at=at)
        documents.make_copy(redaction_id=begun.pk)

    def _confirm_copy(self, at: datetime) -> None:
        for file in selectors.to_blacken(case=self._case()):
            if (begun := papers.open_redaction(attachment_id=file.attachment_id)) is not None:
                documents.confirm_redaction(redaction_id=begun.pk, actor=self._by("ppid"), at=at)

    def _propose_test(self, at: datetime, title: str, description: str, reason: str) -> None:
        due = case.due_on if (case := self._case().deadline) else None
        proposal = Proposal(
            title=title,
            description=description,
            reason=reason,
            occasion=Occasion.ON_REQUEST,
            reference=self.number,
            request_due_on=due,
            grounds=("h",),
        )
        information.propose_test(
            office_id=office_by_code(code=self.office).pk, proposal=proposal, officer=person("data"), at=at
        )

    def _await_test(self, at: datetime, test: str) -> None:
        services.await_test(request_id=self.pk, test=test, actor=self._by("ppid"), at=at)

    def _disclose(self, at: datetime, title: str, what: str) -> None:
        on = national_day(at=at)
        content, name = self.stage.paper("Surat persetujuan", "Saya setuju nama saya dibuka.", on=on, signed=False)
        services.record_disclosure(
            request_id=self.pk,
            determination_id=self._determination(title, at).id,
            opened_by=OpenedBy.CONSENT,
            what=what,
            given_on=on,
            paper=information.NewFile(content=io.BytesIO(content), name=name),
            actor=self._by("ppid"),
            at=at,
        )

    def _release(self, at: datetime, title: str, summary: str, retention: str) -> None:
        release = services.Release(title=title, summary=summary, retention=retention, made_on=national_day(at=at))
        services.release_to_all(request_id=self.pk, release=release, actor=self._by("atasan"), at=at)
