"""Cases about one's own data: what waits, what is asked, what was done."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.accounts.rules.sealing import unseal
from telusur.kernel.ledger import selectors as ledger
from telusur.kernel.letters import selectors as letters
from telusur.openness.requests import selectors as requests

from ..models import BreachTelling, OwnDataCase, labels
from ..rules.moves import acts_open_to
from ..rules.words import TIES, Act, Kind, Proof, State
from .rules_of_day import moves_on, refusals_on

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from django_stubs_ext import StrOrPromise

    from telusur.kernel.letters.models import Letter
    from telusur.kernel.offices.models import Office
    from telusur.openness.requests.rules.words import Party

    from ..models import AskedField, OwnDataQuerySet

SUBJECT = "own_data"
WANTED = "wanted personal data"  # for what kernel.accounts seals them
PACKAGE = "copies of personal data"
PREFIX = "privacy.own_data_"
_NEAR = timedelta(hours=24)


def case_of_office(*, office_id: int, case_id: int) -> OwnDataCase:
    """Return a case of this very office. Raises: OwnDataCase.DoesNotExist."""
    found = OwnDataCase.everything.of_office(office_id).select_related("office", "applicant", "request", "objection")
    return found.get(pk=case_id)


def own_data_queue(*, office_id: int, view: str, at: datetime) -> OwnDataQuerySet:
    """Return the cases of an office: those that one of the figures counts, `open` (both nearest end first), or `all`,
    newest first."""
    found = OwnDataCase.everything.of_office(office_id).select_related("office", "request", "objection")
    if view == "all":
        return found.order_by("-asked_at", "-pk")
    counted = _counted(at=at)
    chosen = found.filter(counted[view]) if view in counted else found.open()
    return chosen.order_by(F("answered_at").asc(nulls_first=True), "due_at", "pk")


def _counted(*, at: datetime) -> dict[str, Q]:
    """Return what each figure above the queue counts, and so what it opens."""
    waits = Q(state__in=[State.ASKED, State.VERIFIED])
    return {
        "overdue": waits & Q(due_at__lt=at),
        "soon": waits & Q(due_at__range=(at, at + _NEAR)),
        "running": waits,
        "prepared": Q(state=State.PREPARED),
    }


@dataclass(frozen=True)
class Counts:
    overdue: int
    soon: int
    running: int
    prepared: int


def counts(*, office_id: int, at: datetime) -> Counts:
    """Return the figures above the queue in one query."""
    figures = {name: Count("pk", filter=rows) for name, rows in _counted(at=at).items()}
    return Counts(**OwnDataCase.everything.of_office(office_id).aggregate(**figures))


def unanswered_near(*, at: datetime) -> list[OwnDataCase]:
    """Return the unanswered cases of all offices that end within two days or ended, by office."""
    found = OwnDataCase.everything.unanswered().filter(due_at__lte=at + 2 * _NEAR)
    return list(found.select_related("office").order_by("office_id", "due_at", "pk"))


def cases_of_account(*, user_id: int) -> OwnDataQuerySet:
    """Return the cases of the person behind an account, at every office, newest first."""
    found = OwnDataCase.everything.filter(Q(user_id=user_id) | Q(applicant__user_id=user_id))
    return found.select_related("office", "request", "objection").order_by("-asked_at", "-pk")


def cases_followed_by(*, request_ids: Collection[int] = (), objection_ids: Collection[int] = ()) -> OwnDataQuerySet:
    """Return the cases asked through these requests or objections, newest first."""
    found = OwnDataCase.everything.filter(
        Q(request_id__in=request_ids) | Q(objection_id__in=objection_ids)
    ).select_related("office", "request", "objection")
    return found.order_by("-asked_at", "-pk")


def keys_of_notices(*, case: OwnDataCase) -> list[str]:
    """Return the keys of what this room told the person behind a case, in any of his rows that its proof binds: of his
    own data how they begin, of breaches whole."""
    people = _people(case)
    own = OwnDataCase.everything.filter(applicant_id__in=people).order_by("pk").values_list("pk", flat=True)
    told = BreachTelling.objects.filter(request__applicant_id__in=people).order_by("pk")
    return [
        *(f"own_data:{pk}:" for pk in own),
        *(key_of_mail(breach_id, request_id) for breach_id, request_id in told.values_list("breach_id", "request_id")),
    ]


def held_here(*, case: OwnDataCase) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Return what this room itself keeps of the person behind a case, in any of his rows that its proof binds: what he
    asked of his own data, and the letters written to him about that and about breaches."""
    people = _people(case)
    asked = list(OwnDataCase.everything.filter(applicant_id__in=people).select_related("office").order_by("pk"))
    told = BreachTelling.objects.filter(request__applicant_id__in=people).select_related("letter", "breach__office")
    found = [(each.number, each.office, letter) for each in asked for letter in _letters_about(each)]
    found += [(row.breach.number, row.breach.office, row.letter) for row in told.order_by("pk")]
    return [
        {
            _("nomor"): each.number,
            _("diterima"): _read(each.asked_at, each.office),
            _("yang diminta"): str(each.get_kind_display()),
            _("tahap"): str(each.get_state_display()),
        }
        for each in asked
    ], [
        {
            _("nomor"): letter.number,
            _("judul"): letter.title,
            _("tanggal"): _read(letter.issued_at, office),
            _("berkas"): number,
        }
        for number, office, letter in found
    ]


def _people(case: OwnDataCase) -> list[int]:
    """Return the rows of the person behind a case that its proof binds."""
    tie = TIES.get(Proof(case.proof)) if case.proof else None
    return [row.pk for row in requests.rows_of_person(applicant_id=case.applicant_id, tie=tie)]


def _letters_about(case: OwnDataCase) -> list[Letter]:
    return list(letters.letters_about(subject_kind=SUBJECT, subject_id=str(case.pk)))


def _read(at: datetime, office: Office) -> str:
    return date_format(at.astimezone(ZoneInfo(office.time_zone)), "j F Y H.i")


def key_of_mail(breach_id: int, request_id: int | None) -> str:
    """Return the whole key of the mail that tells the person behind a request of a breach."""
    return f"breach:{breach_id}:subject:{request_id}"


def acts_now(*, case: OwnDataCase, parties: Collection[Party], on: date) -> frozenset[Act]:
    """Return the acts these parties may do on the case now."""
    return acts_open_to(moves_on(on=on), State(case.state), parties=parties, outcome=Kind(case.kind))


@dataclass(frozen=True)
class FieldAsked:
    """One field in words: what stands there now, what should stand there, what became of it."""

    field: str
    label: StrOrPromise
    now: str
    wanted: str
    accepted: bool | None
    refusal: str
    reason: str


def fields_of(*, case: OwnDataCase, on: date) -> list[FieldAsked]:
    """Return what a correction asks. A number that stands there now is masked; what was asked is opened for the case
    itself, whoever shows it has the right to see it."""
    grounds = refusals_on(on=on)
    return [
        FieldAsked(
            field=row.field,
            label=labels.FIELDS[row.field],
            now=case.applicant.identity_masked
            if row.field == "identity_number"
            else getattr(case.applicant, row.field),
            wanted=wanted_of(row),
            accepted=row.accepted,
            refusal=grounds.get(row.refusal, (row.refusal, ""))[0],
            reason=row.reason,
        )
        for row in case.fields.order_by("pk")
    ]


def wanted_of(row: AskedField) -> str:
    """Return what the person wants to stand there."""
    return unseal(row.wanted_sealed, key=settings.PERSONAL_DATA_KEY, purpose=WANTED)


def package_of(*, case: OwnDataCase) -> dict[str, Any] | None:
    """Return the prepared copy, None where there is none or its time is over."""
    if not case.package_sealed:
        return None
    found: dict[str, Any] = json.loads(unseal(case.package_sealed, key=settings.PERSONAL_DATA_KEY, purpose=PACKAGE))
    return found


@dataclass(frozen=True)
class Deed:
    """One line of a history."""

    at: datetime
    text: str
    actor: str
    detail: str
    kind: str = ""


def history_of(*, case: OwnDataCase) -> list[Deed]:
    """Return every act on a case, newest first."""
    acts = ledger.acts_on(subject_kind=SUBJECT, subject_id=str(case.pk))
    people = accounts.actor_names(refs={act.actor for act in acts})
    made = []
    for act in acts:
        facts = act.facts
        said = [
            str(labels.PROOFS[str(facts["proof"])]) if facts.get("proof") else "",
            _("diterima: %(names)s") % {"names": _names(facts["accepted"])} if facts.get("accepted") else "",
            _("ditolak: %(names)s") % {"names": _names(facts["refused"])} if facts.get("refused") else "",
            _("surat %(number)s") % {"number": facts["letter"]} if facts.get("letter") else "",
            _("sesudah batas waktunya") if facts.get("late") else "",
        ]
        name = act.act.removeprefix(PREFIX)
        made.append(
            Deed(act.happened_at, str(labels.DEEDS[name]), people[act.actor], " · ".join(part for part in said if part))
        )
    return made[::-1]


def _names(keys: object) -> str:
    return ", ".join(str(labels.FIELDS[key]).lower() for key in str(keys).split(",") if key)
