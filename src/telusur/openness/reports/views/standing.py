"""Where a report stands: why an act cannot be done now, what comes next, and what a signature is given for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from telusur.kernel.accounts import selectors as accounts

from .. import selectors, services
from ..models import labels
from ..rules.judging import TooMuch
from ..rules.states import State

if TYPE_CHECKING:
    from datetime import date

    from ..models import AnnualReport
    from ..rules.states import Act


def unavailable(*, report: AnnualReport, act: Act, on: date) -> str:
    """Say in which state the report is, and what comes next by whom."""
    table, state = selectors.table_on(on=on), State(report.state)
    parties = selectors.words_of_moves().parties
    facts = {"act": labels.ACTS[act], "year": report.year, "state": labels.STATES[state]}
    doers = {party.value for move in table if (move.before, move.act) == (state, act) for party in move.by}
    said = _("“%(act)s” tidak tersedia: laporan %(year)s berada pada tahap “%(state)s”.") % facts
    if doers:  # the state allows it, so that this officer is not the one who does it, or nothing is left to do
        by = ", ".join(str(parties[each]) for each in sorted(doers))
        said = _(
            "“%(act)s” tidak tersedia bagi Anda: laporan %(year)s berada pada tahap “%(state)s”, dan tindakan itu "
            "dilakukan %(by)s yang tidak menulis atau memeriksanya, selama masih ada yang harus dikerjakan."
        ) % (facts | {"by": by})
    way = list(State)
    following = way[way.index(state) + 1 : way.index(state) + 2]
    for move in table:
        if move.before == state and [move.after] == following:
            by = ", ".join(str(parties[each.value]) for each in sorted(move.by))
            following_act = _("Berikutnya: “%(next)s” oleh %(by)s.") % {"next": labels.ACTS[move.act], "by": by}
            return f"{said} {following_act}"
    the_end = _("Laporannya sudah sampai pada penerimanya.")
    return f"{said} {the_end}"


def turn(*, report: AnnualReport, on: date) -> str:
    """Say what comes next for a report on its way, and whose turn it is, by function and by name; "" at its end."""
    table, state = selectors.table_on(on=on), State(report.state)
    parties = selectors.words_of_moves().parties
    way = list(State)
    following = way[way.index(state) + 1 : way.index(state) + 2]
    for move in table:
        if move.before == state and [move.after] == following:
            roles = sorted(party.value for party in move.by)
            by = ", ".join(str(parties[role]) for role in roles)
            people = {
                str(person)
                for role in roles
                for person in accounts.holders(office_id=report.office_id, on=on, role=role)
            }
            who = f"{by} ({', '.join(sorted(people))})" if people else by
            return _("Menunggu %(who)s: “%(next)s”.") % {"next": labels.ACTS[move.act], "who": who}
    return ""


def under_signature(*, report: AnnualReport, on: date) -> dict[str, Any]:
    """What is checked or signed: title, office, edition, the digest of its figures, their number, what is found."""
    edition = selectors.edition_of(report=report)
    of = selectors.sources(edition=edition, on=on)
    made = selectors.composed(edition=edition, on=on, of=of)
    try:
        found, too_long = selectors.judged(edition=edition, report=made, on=on, of=of), ""
    except TooMuch as error:
        found, too_long = [], services.sentence(services.too_long(error))
    return {
        "title": made.title,
        "office": made.office.name,
        "edition": edition.number,
        "digest": edition.frozen.digest,
        "frozen_on": edition.frozen_on,
        "numbers": sum(1 for _number in made.numbers()),
        "too_long": too_long,
        "left": sum(each.open for each in found),
        "signer": made.signature.name,
    }
