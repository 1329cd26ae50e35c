"""Reports of a year: whose is where, what is due, who filed, what an edition was written from."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db.models import Min, Prefetch

from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.documents import selectors as documents
from telusur.kernel.law import selectors as law
from telusur.kernel.ledger import selectors as ledger

from ..models import AccessSummary, AnnualReport, Dispatch, DrawnInfographic, Edition, labels
from ..rules.halves import half_of
from ..rules.moves import report_moves
from ..rules.owing import Owing, number_of_half
from ..rules.states import Receiver

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import QuerySet

    from telusur.kernel.documents.models import Attachment
    from telusur.kernel.law.rules import Rule
    from telusur.kernel.ledger.models import Act

    from ..models import NarrativePart, ReportQuerySet
    from ..rules.moves import ReportTable

SUBJECT = "annual_report"
WORDS_OF = frozenset({"reports.narrate", "reports.explain", "reports.check"})


@lru_cache(maxsize=32)
def table_on(*, on: date) -> ReportTable:
    """Return the moves of SOP 8 that hold on a day: that of the act."""
    return report_moves(law.rules_in_force("reports", "transition", on=on))


def due_of(*, year: int) -> tuple[date, Rule]:
    """Return the last day for the report on a year, with the rule that says so. Raises: NoRuleInForce.

    Law: Perki 1/2021 Pasal 56.
    """
    rule = law.rule_in_force("reports", "due", "annual", on=date(year + 1, 1, 1))
    return date(year + 1, rule.number("month"), rule.number("day")), rule


def summary_due_of(*, year: int, half: int) -> tuple[date, Rule]:
    """Return the last day for the summary of a half year, with the rule. Raises: NoRuleInForce."""
    end = half_of(year, half).end
    rule = law.rule_in_force("reports", "due_after", "half_year", on=end)
    return end + timedelta(days=rule.number("days_after") - 1), rule


@lru_cache(maxsize=32)
def reminders_on(*, on: date) -> tuple[Rule, ...]:
    """Return whom a coming or a missed day is told, and when, as it holds on a day."""
    return law.rules_in_force("reports", "reminder", on=on)


def reports_of(*, office_id: int) -> ReportQuerySet:
    """Return the reports of an office, newest year first."""
    return AnnualReport.everything.of_office(office_id).select_related("office__parent").order_by("-year")


def report_of(*, office_id: int, year: int) -> AnnualReport | None:
    """Return the report of an office on a year, None where it was not begun."""
    return reports_of(office_id=office_id).filter(year=year).first()


def edition_of(*, report: AnnualReport) -> Edition:
    """Return the edition that is worked on or stands."""
    rows = report.editions.select_related("report__office__parent", "letter", "frozen__office")
    return rows.get(number=report.edition)


def editions_of(*, report: AnnualReport) -> QuerySet[Edition]:
    """Return every edition of a report, the newest first, with its dispatches."""
    sent = Prefetch("dispatches", Dispatch.objects.order_by("pk"))
    return report.editions.select_related("letter", "frozen").prefetch_related(sent).order_by("-number")


def public_editions(*, office_id: int) -> QuerySet[Edition]:
    """Return the editions the public reads first: the latest published one of each year, newest year first."""
    found = Edition.objects.filter(report__office_id=office_id, published_at__isnull=False, replaced_at=None)
    found = found.select_related("report__office__parent", "letter", "frozen__office")
    return found.order_by("-report__year", "-number")


def public_edition(*, office_id: int, year: int, number: int | None = None) -> Edition | None:
    """Return what the public reads of a year: the edition in force, or an earlier one by its number."""
    found = Edition.objects.filter(report__office_id=office_id, report__year=year, published_at__isnull=False)
    found = found.filter(replaced_at=None) if number is None else found.filter(number=number)
    return found.select_related("report__office__parent", "letter", "frozen__office").first()


def earlier_editions(*, edition: Edition) -> QuerySet[Edition]:
    """Return the published editions that this one replaced, newest first."""
    found = Edition.objects.filter(report_id=edition.report_id, published_at__isnull=False)
    return found.exclude(pk=edition.pk).order_by("-number")


def narratives(*, edition: Edition) -> dict[str, str]:
    """Return the officers' words of an edition by place."""
    return dict(edition.parts.values_list("place", "text"))


def parts_of(*, edition: Edition) -> dict[str, NarrativePart]:
    """Return the parts of an edition that were written, by place."""
    return {part.place: part for part in edition.parts.all()}


def history(*, report: AnnualReport) -> list[Act]:
    """Return every act on a report, oldest first."""
    return list(ledger.acts_on(subject_kind=SUBJECT, subject_id=str(report.pk)))


def authors(*, edition: Edition) -> frozenset[str]:
    """Return who wrote in an edition, answered its doubts or checked it, as actor references.

    The acts say it, not the words that stand now: who wrote what another replaced has written all the same.
    """
    acts = ledger.acts_on(subject_kind=SUBJECT, subject_id=str(edition.report_id))
    worked = {row.actor for row in acts if row.act in WORDS_OF and row.facts.get("edition") == edition.number}
    written = set(edition.parts.exclude(written_by="").values_list("written_by", flat=True))
    return frozenset(worked | written)


def awaiting_signature(*, office_id: int) -> ReportQuerySet:
    """Return the checked reports of an office, oldest due first."""
    return (
        AnnualReport.everything.of_office(office_id)
        .filter(state="checked")
        .select_related("office")
        .order_by("due_on", "pk")
    )


def filed(*, year: int) -> frozenset[int]:
    """Return the ids of the offices whose report on a year went to the Komisi Informasi."""
    found = Dispatch.objects.filter(receiver=Receiver.COMMISSION, edition__report__year=year)
    return frozenset(found.values_list("edition__report__office_id", flat=True))


def filed_on(*, year: int) -> dict[int, date]:
    """Return by office id the day on which the report on a year first went to the Komisi Informasi."""
    found = Dispatch.objects.filter(receiver=Receiver.COMMISSION, edition__report__year=year)
    return dict(found.order_by("-sent_on").values_list("edition__report__office_id", "sent_on"))


def published(*, year: int) -> frozenset[int]:
    """Return the ids of the offices whose report on a year the public can read."""
    found = AnnualReport.everything.filter(year=year, first_published_at__isnull=False)
    return frozenset(found.values_list("office_id", flat=True))


def years_of(*, ids: Collection[int]) -> dict[int, str]:
    """Return the years of reports by id: what a log calls them, all of one office."""
    return {key: str(year) for key, year in AnnualReport.everything.filter(pk__in=ids).values_list("pk", "year")}


def halves_of(*, ids: Collection[int]) -> dict[int, str]:
    """Return the half years of summaries by id, as 2024/1."""
    return {each.pk: str(each) for each in AccessSummary.objects.filter(pk__in=ids)}


def receivers_of(*, report: AnnualReport) -> list[tuple[Receiver, str]]:
    """Return to whom a report goes, each with the name it is known by here ("" where the office names it)."""
    upper = report.office.parent
    above = [(Receiver.UPPER, upper.name)] if upper is not None else []
    return [(Receiver.COMMISSION, ""), *above]


def sent_until(*, edition: Edition) -> list[Dispatch]:
    """Return to whom this edition and those that it corrects went, in the order in which they went."""
    found = Dispatch.objects.filter(edition__report_id=edition.report_id, edition__number__lte=edition.number)
    return list(found.select_related("edition").order_by("edition__number", "pk"))


def unsent_to(*, edition: Edition) -> list[tuple[Receiver, str]]:
    """Return to whom an edition did not go yet."""
    sent = set(edition.dispatches.values_list("receiver", flat=True))
    return [each for each in receivers_of(report=edition.report) if each[0] not in sent]


def first_sent(*, report: AnnualReport) -> dict[Receiver, date]:
    """Return the day on which a report first went to each who got it, in whichever edition."""
    rows = Dispatch.objects.filter(edition__report=report).order_by("-sent_on")
    return {Receiver(receiver): day for receiver, day in rows.values_list("receiver", "sent_on")}


def last_name_of(*, report: AnnualReport, receiver: Receiver) -> str:
    """Return how the office of a report last called one who got its reports; "" where none did."""
    found = Dispatch.objects.filter(edition__report__office_id=report.office_id, receiver=receiver).order_by("-pk")
    return found.values_list("name", flat=True).first() or ""


def met_on(*, report: AnnualReport) -> date | None:
    """Return the day on which a report had gone to everyone it goes to, in whichever edition; None while it is owed."""
    went = first_sent(report=report)
    owed = [receiver for receiver, _name in receivers_of(report=report)]
    return max(went[each] for each in owed) if all(each in went for each in owed) else None


def corrected_by(*, edition: Edition) -> Edition | None:
    """Return the latest published edition before this one, which it corrects; None where it is the first."""
    found = Edition.objects.filter(report_id=edition.report_id, published_at__isnull=False, number__lt=edition.number)
    return found.order_by("-number").first()


def annual_owed() -> Owing:
    """Return which yearly reports are owed, by year: begun or not, until they went to everyone they go to."""
    first = AnnualReport.everything.order_by().values("office_id").annotate(first=Min("year"))
    went: dict[tuple[int, int], set[str]] = {}
    alone = set()
    for office_id, parent_id, year, receiver in Dispatch.objects.values_list(
        "edition__report__office_id", "edition__report__office__parent_id", "edition__report__year", "receiver"
    ):
        went.setdefault((office_id, year), set()).add(receiver)
        if parent_id is None:
            alone.add(office_id)
    done = {
        key
        for key, receivers in went.items()
        if Receiver.COMMISSION in receivers and (key[0] in alone or Receiver.UPPER in receivers)
    }
    return Owing({row["office_id"]: row["first"] for row in first}, frozenset(done))


def summaries_owed() -> Owing:
    """Return which half-yearly summaries are owed, by `rules.owing.number_of_half`."""
    rows = AccessSummary.objects.values_list("office_id", "year", "half")
    done = {(office_id, number_of_half(year, half)) for office_id, year, half in rows}
    first: dict[int, int] = {}
    for office_id, number in done:
        first[office_id] = min(number, first.get(office_id, number))
    return Owing(first, frozenset(done))


def summaries_of(*, office_id: int) -> QuerySet[AccessSummary]:
    """Return the half-yearly summaries of an office, newest first."""
    return (
        AccessSummary.objects.filter(office_id=office_id).select_related("office", "frozen").order_by("-year", "-half")
    )


def summary_of(*, office_id: int, year: int, half: int) -> AccessSummary | None:
    return summaries_of(office_id=office_id).filter(year=year, half=half).first()


def deed_words(*, act: Act, actor: str) -> dict[str, object]:
    """Return an act on a report in words: {at, text, actor, detail}, as `look/components/acts.html` shows it."""
    return {
        "at": act.happened_at,
        "text": labels.DEEDS[act.act.removeprefix("reports.")],
        "actor": actor,
        "detail": labels.RECEIVERS.get(str(act.facts.get("receiver", "")), ""),
    }


def deeds(*, report: AnnualReport) -> list[dict[str, object]]:
    """Return every act on a report in words, newest first."""
    acts = history(report=report)
    people = accounts.actor_names(refs={act.actor for act in acts})
    return [deed_words(act=act, actor=people[act.actor]) for act in acts][::-1]


def papers_of(*, edition: Edition) -> list[Attachment]:
    """Return the public papers of an edition, in the order in which they were made: its signed PDF first."""
    return list(documents.attachments_of(thing_kind="report_paper", thing_id=str(edition.pk)).order_by("pk"))


def papers_with(*, document_ids: Collection[int], office_id: int) -> list[Attachment]:
    """Return the public papers of an office's reports that are these documents."""
    found = documents.attachments_at(thing_kinds=["report_paper"], office_id=office_id)
    return list(found.filter(document_id__in=document_ids))


def infographic_of(*, edition: Edition) -> bytes | None:
    """Return the infographic as a picture (PNG), None while no worker has drawn it."""
    found = DrawnInfographic.objects.filter(edition=edition).values_list("png", flat=True).first()
    return None if found is None else bytes(found)


def has_infographic(*, edition: Edition) -> bool:
    return DrawnInfographic.objects.filter(edition=edition).exists()
