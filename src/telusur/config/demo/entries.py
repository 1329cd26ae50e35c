"""Entries of the list of public information, played through their services into every state."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from telusur.kernel.offices.selectors import national_day, office_by_code
from telusur.openness.information import services
from telusur.openness.information.rules.entries import Entry, InformationClass
from telusur.openness.information.selectors import files_of, item_of_office, pending_revision

from .story import person

if TYPE_CHECKING:
    from datetime import datetime

    from telusur.kernel.accounts.models import User

    from .stage import Act, Stage

PPID = {"3673": "ppid", "36": "ppid.banten"}


@dataclass
class ListEntry:
    """One entry of the demo as its script tells it."""

    script: dict[str, Any]
    place: int
    stage: Stage
    pk: int = 0

    @property
    def office(self) -> str:
        return str(self.script.get("office", "3673"))

    def play(self, act: Act, at: datetime) -> None:
        """Do one act of the script; what needs no name is done by the PPID."""
        officer = person(act.needs[0]) if act.name in BY_NAME else person(PPID[self.office])
        words = act.needs[1:] if act.name in BY_NAME else act.needs
        getattr(self, f"_{act.name}")(at, officer, *words)

    def _file(self, at: datetime, *, remark: str = "") -> services.NewFile:
        script = self.script
        text = " ".join(part for part in (script["text"], remark) if part)
        content, name = self.stage.paper(
            script["title"],
            text,
            on=national_day(at=at),
            spreadsheet=script.get("spreadsheet", False),
            office=self.office,
        )
        return services.NewFile(io.BytesIO(content), name, script["title"], made_here=True)

    def _enter(self, at: datetime, officer: User) -> None:
        script, office = self.script, office_by_code(code=self.office)
        immediate = script["class"] == InformationClass.IMMEDIATE
        unit = self.stage.unit(script["unit"], office=self.office) if "unit" in script else None
        entry = Entry(
            title=script["title"],
            summary=script["summary"],
            information_class=InformationClass(script["class"]),
            year=at.year,
            holder=unit.name if unit else "PPID",
            responsible=f"Kepala {unit.name}" if unit else "Sekretaris",
            made=national_day(at=at).isoformat(),
            made_place=office.city,
            retention="5 tahun",
            unit_id=unit.pk if unit else None,
            event=script["text"] if immediate else "",
            event_at=at if immediate else None,
        )
        item = services.enter_item(office_id=office.pk, entry=entry, officer=officer, at=at, files=[self._file(at)])
        self.pk = item.pk

    def _propose(self, at: datetime, officer: User) -> None:
        services.propose_item(item_id=self.pk, officer=officer, at=at)

    def _announce(self, at: datetime, officer: User) -> None:
        services.announce_item(item_id=self.pk, officer=officer, at=at)

    def _discard(self, at: datetime, officer: User) -> None:
        services.discard_item(item_id=self.pk, officer=officer, at=at)

    def _revise(self, at: datetime, officer: User, reason: str) -> None:
        item = item_of_office(office_id=office_by_code(code=self.office).pk, item_id=self.pk)
        before = services.entry_of(item)
        services.revise_item(
            item_id=self.pk,
            entry=replace(before, summary=f"{before.summary} Diperbarui."),
            reason=reason,
            officer=officer,
            at=at,
            file=self._file(at, remark=reason),
            replaces=files_of(item_id=self.pk).get().pk,
        )

    def _accept(self, at: datetime, officer: User) -> None:
        revision = pending_revision(item_id=self.pk)
        if revision is None:
            raise LookupError(self.script["title"])
        services.accept_revision(revision_id=revision.pk, officer=officer, at=at)

    def _approve(self, at: datetime, officer: User) -> None:
        services.approve_item(item_id=self.pk, officer=officer, at=at)

    def _confirm(self, at: datetime, officer: User) -> None:
        services.confirm_item(item_id=self.pk, officer=officer, at=at)

    def _return(self, at: datetime, officer: User, reason: str) -> None:
        services.return_item(item_id=self.pk, officer=officer, reason=reason, at=at)

    def _withdraw(self, at: datetime, officer: User, reason: str) -> None:
        services.withdraw_item(item_id=self.pk, officer=officer, reason=reason, at=at)


BY_NAME = frozenset({"enter", "propose", "announce", "discard", "revise"})
