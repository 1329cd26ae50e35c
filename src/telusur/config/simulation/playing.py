"""Plays a scripted case through the real services and tells what happened, in one transaction of the caller."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.apps import apps
from django.db import transaction

from telusur.kernel.accounts.selectors import role_keys
from telusur.kernel.calendars.rules import Kind
from telusur.kernel.clocks.rules import Track
from telusur.kernel.clocks.selectors import explain
from telusur.kernel.law import selectors as law
from telusur.kernel.ledger import selectors as ledger
from telusur.kernel.ledger.rules.logs import office_log
from telusur.openness.privacy.rules.hours import is_late
from telusur.openness.requests.services import FAULTS, sentence

from .acts import ACTS, MODELS
from .doing import REQUEST, BadField, Turn, fields_of
from .scenario import Known
from .stage import NOBODYS, Stage, Thing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .scenario import Act, Scenario

DATED = {"due": "due_on", "due_if_extended": "due_if_extended"}


class Stuck(RuntimeError):
    """A step cannot be played as it is written. The text names the step, the field and the remedy."""


@dataclass(frozen=True)
class Played:
    """One step as it went. code: of the refusal met, "" where the act was done. faults: what was expected otherwise."""

    act: Act
    case: str
    code: str
    sentence: str
    found: Mapping[str, Any]
    letters: list[dict[str, str]]
    notices: list[dict[str, str]]
    faults: list[str]


@dataclass
class Report:
    """Everything that a simulation shows."""

    scenario: Scenario
    steps: list[Played] = field(default_factory=list)
    cases: list[dict[str, Any]] = field(default_factory=list)
    letters: list[dict[str, str]] = field(default_factory=list)
    notices: list[dict[str, str]] = field(default_factory=list)
    acts: list[dict[str, Any]] = field(default_factory=list)
    ledger_is_whole: bool = False
    faults: list[str] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        return self.ledger_is_whole and not self.faults and not any(step.faults for step in self.steps)


def known() -> Known:
    """Return what a script may say on this installation."""
    return Known(
        acts={name: tuple(doing.fields) for name, doing in ACTS.items()},
        roles=(*role_keys(), *sorted(NOBODYS)),
        tracks=tuple(Track),
        readings={rule.key: tuple(map(str, _list(rule["choices"]))) for rule in law.rows("clocks", "reading")},
        kinds_of_day=tuple(Kind),
    )


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []


def played_and_undone(scenario: Scenario) -> Report:
    """Return what playing gives, and leave the database as it was. Raises: Stuck."""
    with transaction.atomic():
        try:
            return play(scenario)
        finally:
            transaction.set_rollback(True)


def play(scenario: Scenario) -> Report:
    """Play every step in the caller's transaction; the first that is refused unasked is the last. Raises: Stuck."""
    stage, report = Stage(scenario), Report(scenario)
    stage.build()
    start = _newest("letters", "Letter"), _newest("notices", "Notice")
    logs = {log: ledger.size_of(log=log) for log in _logs(stage)}
    for act in scenario.acts:
        step = _played(stage, act)
        report.steps.append(step)
        if step.code and not act.expected.get("refused"):
            break
    report.cases = [{"name": name, **facts_of(thing, at=scenario.acts[-1].at)} for name, thing in _named(stage).items()]
    report.letters, report.notices = list(_letters(start[0])), list(_notices(start[1]))
    report.acts = [row for log, size in logs.items() for row in _acts(log, size)]
    report.ledger_is_whole = all(not ledger.verified(log=log).faults for log in logs)
    report.faults = _at_the_end(stage, report)
    return report


def _named(stage: Stage) -> dict[str, Thing]:
    """Return every thing of a script once, by its first name."""
    names: dict[tuple[str, int], str] = {}
    for name, thing in stage.things.items():
        names.setdefault((thing.kind, thing.pk), name)
    return {name: stage.things[name] for name in names.values()}


def _logs(stage: Stage) -> list[str]:
    return list(dict.fromkeys(office_log(stage.place(name).code) for name in ("", "other", "province", "national")))


def _played(stage: Stage, act: Act) -> Played:
    doing = ACTS[act.do]
    turn = Turn(stage, act, stage.actor(act.by), _thing(stage, act, doing.kind), {})
    before = _newest("letters", "Letter"), _newest("notices", "Notice")
    code = said = ""
    made: Thing | None = None
    try:
        with transaction.atomic():
            made = doing.perform(replace(turn, given=fields_of(doing, turn)))
    except BadField as error:
        raise Stuck(f"baris {act.line}, langkah {act.number}, {error.name}: {error}") from error
    except Exception as error:  # noqa: BLE001 what is no refusal is raised again
        code, said = _refusal(error)
    if made:
        stage.things[act.names or _free_name(stage, made.kind)] = made
    thing = made or turn.thing
    found = facts_of(thing, at=turn.at) if thing else {}
    letters, notices = list(_letters(before[0])), list(_notices(before[1]))
    faults = (
        [] if code and not act.expected.get("refused") else _unexpected(act.expected, code, found, letters, notices)
    )
    if code and not act.expected.get("refused"):
        faults = [f"ditolak ({code}): {said}"]
    return Played(act, _name_of(stage, thing), code, said, found, letters, notices, faults)


def _refusal(error: Exception) -> tuple[str, str]:
    """Return code and sentence of an anticipated refusal; anything else is a crash and is raised again."""
    code = getattr(error, "code", None)
    if not isinstance(code, str) or not type(error).__module__.startswith("telusur."):
        raise error
    return code, sentence(error) if code in FAULTS else str(error)


def _thing(stage: Stage, act: Act, kind: str) -> Thing | None:
    if act.case:
        if act.case not in stage.things:
            raise Stuck(f"baris {act.line}, langkah {act.number}, case: perkara {act.case!r} belum dibuat")
        return stage.things[act.case]
    return next((thing for thing in reversed(stage.things.values()) if thing.kind == kind), None)


def _free_name(stage: Stage, kind: str) -> str:
    return next(name for name in (kind, *(f"{kind}-{number}" for number in range(2, 1000))) if name not in stage.things)


def _name_of(stage: Stage, thing: Thing | None) -> str:
    return next((name for name, each in stage.things.items() if each is thing), "")


def facts_of(thing: Thing, *, at: datetime) -> dict[str, Any]:
    """Return where a thing stands: its columns that say so, and every clock it ever had by its step."""
    app, model = MODELS[thing.kind]
    row = apps.get_model(app, model)._base_manager.get(pk=thing.pk)  # noqa: SLF001
    names = ("number", "state", "outcome", "verdict", "late", "track")
    found: dict[str, Any] = {name: str(getattr(row, name)) for name in names if hasattr(row, name)}
    if hasattr(row, "stage"):
        found["state"] = str(row.stage)
    if hasattr(row, "force"):
        found["state"] = str(row.force)
    if hasattr(row, "opening"):
        found["release"] = str(row.opening.release)
    found["clocks"] = {}
    deadlines = apps.get_model("clocks", "Deadline").objects.filter(subject_kind=thing.kind, subject_id=str(thing.pk))
    for deadline in deadlines.order_by("pk"):
        found["clocks"][deadline.step] = deadline.due_on
    main = getattr(row, "deadline", None)
    if main is not None:
        computation = explain(main)
        found |= {
            "due": main.due_on,
            "due_if_extended": main.due_if_extended,
            "counted": len(computation.counted),
            "confirmed": computation.confirmed,
            "rule": computation.rule,
            "calendar": computation.calendar_version,
            "days": [(on, place) for on, place in computation.counted],
            "skipped": list(computation.skipped),
        }
    elif getattr(row, "imported_due_on", None):
        found["due"] = row.imported_due_on
    elif hasattr(row, "due_at"):  # a clock of hours: an instant, as the office reads it
        found["due"] = f"{row.due_at.astimezone(ZoneInfo(row.office.time_zone)):%Y-%m-%dT%H:%M}"
        found["late"] = str(any(is_late(row.due_at, told or row.closed_at or at) for told in _tellings(row)))
    acts = ledger.acts_on(subject_kind=thing.kind, subject_id=str(thing.pk))
    if timely := [act.facts["in_time"] for act in acts if "in_time" in act.facts]:
        found["in_time"] = str(timely[-1])
    return found


def _tellings(row: Any) -> tuple[datetime | None, ...]:
    """Return when each of those was told whom a clock of hours is for; None where he was not told yet."""
    if hasattr(row, "answered_at"):
        return (row.answered_at,)
    return row.subjects_told_at, row.authority_told_at


def _unexpected(
    expected: Mapping[str, Any],
    code: str,
    found: Mapping[str, Any],
    letters: list[dict[str, str]],
    notices: list[dict[str, str]],
) -> list[str]:
    """Return a sentence for everything that is not as the script expects."""
    seen = {
        **found,
        "refused": code,
        "letters": [letter["title"] for letter in letters],
        "notices": sorted({notice["kind"] for notice in notices}),
    }
    wrong = []
    for name, value in expected.items():
        if name == "clocks":
            wrong += _wrong_clocks(value, found.get("clocks", {}))
        elif _plain(seen.get(name)) != _plain(sorted(value) if name == "notices" else value):
            wrong.append(f"{name}: diharapkan {_plain(value)}, ternyata {_plain(seen.get(name))}")
    return wrong


def _wrong_clocks(expected: Any, found: Mapping[str, date]) -> list[str]:
    wanted = expected.items() if isinstance(expected, dict) else ()
    return [
        f"clocks.{step}: diharapkan {_plain(on)}, ternyata {_plain(found.get(step))}"
        for step, on in wanted
        if _plain(found.get(step)) != _plain(on)
    ]


def _at_the_end(stage: Stage, report: Report) -> list[str]:
    expected = stage.scenario.end
    if not expected:
        return []
    wanted = {name: value for name, value in expected.items() if name != "acts"}
    names = [thing.kind for thing in _named(stage).values()]
    first = report.cases[names.index(REQUEST) if REQUEST in names else 0] if names else {}
    wrong = _unexpected(wanted, "", first, report.letters, report.notices)
    told = [row["act"] for row in report.acts]
    if "acts" in expected and told != list(expected["acts"]):
        wrong.append(f"acts: diharapkan {expected['acts']}, ternyata {told}")
    return wrong


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value


def _newest(app: str, model: str) -> int:
    return apps.get_model(app, model).objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _letters(after: int) -> Iterator[dict[str, str]]:
    for row in apps.get_model("letters", "Letter").objects.filter(pk__gt=after).order_by("pk"):
        yield {"number": row.number, "title": row.title, "subject": row.subject_kind, "at": row.issued_at.isoformat()}


def _notices(after: int) -> Iterator[dict[str, str]]:
    rows = apps.get_model("notices", "Notice").objects.filter(pk__gt=after).select_related("to_user").order_by("pk")
    for row in rows:
        to = row.to_user.full_name if row.to_user else row.to_email or "kantor"
        yield {"kind": row.kind, "to": to, "subject": row.subject, "text": row.text, "due_at": row.due_at.isoformat()}


def _acts(log: str, start: int) -> Iterator[dict[str, Any]]:
    for row in ledger.acts_of(log=log).filter(index__gte=start).order_by("index"):
        yield {
            "log": row.log,
            "index": row.index,
            "act": row.act,
            "actor": row.actor,
            "happened_at": row.happened_at.isoformat(),
            "recorded_at": row.recorded_at.isoformat(),
            "facts": row.facts,
        }
