"""A duty ends at once, before its day: for a reason, on the word of the body that appointed its person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from telusur.kernel.accounts.services import sign_out_everywhere
from telusur.kernel.documents import services as documents
from telusur.kernel.documents.rules.access import Access
from telusur.kernel.law.acts import legal_act
from telusur.kernel.ledger.rules.logs import election_log
from telusur.kernel.ledger.services import personal_digest, record
from telusur.kernel.notices.services import Owed, owe_all

from ..models import Duty
from ..rules.posts import EndedBy
from ..selectors import (
    duty_endings,
    duty_is_over,
    election_day,
    office_of,
    told,
    told_of_an_ending,
    way_to_end,
)
from .open_words import NamesSomebody, open_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from telusur.kernel.documents.models import Document

    from ..selectors import Service

SEE_LETTERS = "elections.see_letters"
THING = "duty"


class DutyRefused(Exception):
    """A duty that cannot be ended so. code: `not_permitted`, `ended` already or by its period, `no_reason`, `identity`
    in what was written, `no_letter` of the body that appointed, or `letter_day`, a letter of a day to come."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True)
class Letter:
    """By what document the body that appointed somebody ends his duty. body: who signed it. content, name: its scan."""

    body: str
    number: str
    dated: date
    content: BinaryIO
    name: str


@dataclass(frozen=True)
class _Ender:
    """Who ends duties, and when. by: None for the installation's own administrator."""

    by: Service | None
    actor: str
    at: datetime


@dataclass(frozen=True)
class _Kept:
    """A letter whose words were looked through and whose scan is kept."""

    body: str
    number: str
    dated: date
    scan: Document


def end_duty(
    *, duty_id: int, reason: str, by: Service | None, actor: str, at: datetime, letter: Letter | None = None
) -> Duty:
    """End a duty now: its rights are gone with this act, and its person is signed out everywhere and told.

    What he typed stays with its draft, which nobody can hand in any more. by: what the person who ends it is at this
    election; None where the installation's own administrator does it. letter: of the body that appointed, without which
    neither KPU nor an administrator ends a supervisor's or a witness's duty; that body and the supervisors over the
    place are told. reason: kept with the duty; the log commits to it.
    Raises: DutyRefused; Duty.DoesNotExist; documents.Refused for a scan that is no document.
    Law: PKPU 8/2022 (pemberhentian antarwaktu badan adhoc); UU 7/2017 Pasal 89-92, 105, 131-134, 351.
    """
    (duty,) = _end([duty_id], reason, _Ender(by, actor, at), letter)
    return duty


def end_duties(
    *, duty_ids: Iterable[int], reason: str, actor: str, at: datetime, letter: Letter | None = None
) -> list[Duty]:
    """End several duties now, all or none, by the installation's own administrator. Raises: as `end_duty`."""
    return _end(sorted(duty_ids), reason, _Ender(None, actor, at), letter)


def _end(duty_ids: list[int], reason: str, who: _Ender, letter: Letter | None) -> list[Duty]:
    """End duties by one letter, whose scan is judged before anything is locked."""
    rows = Duty.objects.select_related("election").in_bulk(duty_ids)
    if missing := [each for each in duty_ids if each not in rows]:
        raise Duty.DoesNotExist(missing)
    needed = any(_needs_letter(rows[each], who) for each in duty_ids)
    said = _said(reason, "no_reason", who.at)
    kept = _kept(letter, who.at) if needed else None

    @legal_act
    def every() -> list[Duty]:
        return [_ended(each, said, who, kept) for each in duty_ids]

    return every()


def _needs_letter(duty: Duty, who: _Ender) -> bool:
    """Return whether a duty ends only on its body's letter here. Raises: DutyRefused("not_permitted")."""
    on = election_day(at=who.at)
    if who.by is None:
        return duty_endings(on=on)[duty.role].letter
    way = way_to_end(service=who.by, duty=duty, on=on)
    if way is None:
        raise DutyRefused("not_permitted")
    return way is EndedBy.LETTER


def _said(text: str, code: str, at: datetime) -> str:
    try:
        said = open_words(text, at=at)
    except NamesSomebody as error:
        raise DutyRefused("identity") from error
    if not said:
        raise DutyRefused(code)
    return said


def _kept(letter: Letter | None, at: datetime) -> _Kept:
    if letter is None:
        raise DutyRefused("no_letter")
    body, number = _said(letter.body, "no_letter", at), _said(letter.number, "no_letter", at)
    if letter.dated > election_day(at=at):
        raise DutyRefused("letter_day")
    return _Kept(body, number, letter.dated, documents.store(content=letter.content, name=letter.name, at=at))


def _ended(duty_id: int, reason: str, who: _Ender, letter: _Kept | None) -> Duty:
    duty = Duty.objects.select_for_update(of=("self",)).select_related("election", "person").get(pk=duty_id)
    needs = _needs_letter(duty, who)
    if duty_is_over(duty=duty, on=election_day(at=who.at)):
        raise DutyRefused("ended")
    if not needs:
        letter = None
    elif letter is None:  # its role or the rule changed since the letter was asked for
        raise DutyRefused("no_letter")
    duty.ended_at, duty.end_reason = who.at, reason
    facts: dict[str, str | int | bool | None] = {
        "role": duty.role,
        "area": str(duty.area or ""),
        "reason": personal_digest(reason),
    }
    if letter is not None:
        duty.end_body, duty.end_letter_number, duty.end_letter_on = letter.body, letter.number, letter.dated
        duty.end_letter_id = _hung(duty, letter, who)
        facts |= {
            "body": letter.body,
            "letter": letter.number,
            "dated": letter.dated.isoformat(),
            "scan": letter.scan.digest,
        }
    duty.save()
    sign_out_everywhere(user_id=duty.person_id, at=who.at)
    record(
        "elections.end_duty_at_once",
        log=election_log(duty.election.code),
        subject_kind="duty",
        subject_id=str(duty.pk),
        actor=who.actor,
        happened_at=who.at,
        recorded_at=who.at,
        facts=facts,
    )
    owe_all(_owed(duty, letter, who.at), at=who.at)
    return duty


def _hung(duty: Duty, letter: _Kept, who: _Ender) -> int:
    """Hang the scan of a letter at the duty that it ends, for those who read of the end; return its attachment."""
    file = documents.attach(
        document_id=letter.scan.pk,
        thing_kind=THING,
        thing_id=duty.pk,
        office_id=office_of(place=duty.area or 0).pk,
        access=Access.OFFICERS,
        permission=SEE_LETTERS,
        title=_("Surat pengakhiran tugas %(number)s") % {"number": letter.number},
        at=who.at,
        actor=who.actor,
        personal_data=True,
    )
    return file.pk


def _owed(duty: Duty, letter: _Kept | None, at: datetime) -> list[Owed]:
    """Return what is owed to whose duty it was; where it ended on a letter, also to its body and the supervisors."""
    (words,) = told(duties=[duty])
    facts, office = {"duty": words, "election": duty.election.name}, office_of(place=duty.area or 0).pk
    own = _("Tugas Anda sebagai %(duty)s pada %(election)s berakhir. Alasannya ada pada halaman tugas Anda.")
    people = {duty.person_id: (_("Tugas pemilu Anda diakhiri"), own, reverse("recapitulation_home"))}
    if letter is not None:
        facts |= {"body": letter.body, "number": letter.number, "on": date_format(letter.dated, "j F Y")}
        link = reverse("recapitulation_duty_letter", args=[duty.election.code, duty.pk])
        others = _(
            "Tugas %(duty)s pada %(election)s diakhiri berdasarkan surat %(body)s nomor %(number)s tanggal %(on)s."
            " Buka suratnya; bila tidak benar, laporkan."
        )
        subject = _("Tugas saksi atau pengawas diakhiri dengan surat")
        people |= dict.fromkeys(told_of_an_ending(duty=duty, at=at), (subject, others, link))
        own = _(
            "Tugas Anda sebagai %(duty)s pada %(election)s diakhiri berdasarkan surat %(body)s nomor %(number)s"
            " tanggal %(on)s. Bila surat itu tidak benar, beri tahu lembaga yang mengangkat Anda."
        )
        people[duty.person_id] = (_("Tugas pemilu Anda diakhiri"), own, link)
    return [
        Owed(
            key=f"elections.duty_ended:{duty.pk}:{person}",
            kind="elections_duty_ended",
            office_id=office,
            to_user_id=person,
            subject=subject,
            text=text % facts,
            link=link,
            due_at=at,
        )
        for person, (subject, text, link) in people.items()
    ]
