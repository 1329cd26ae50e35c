from __future__ import annotations

from datetime import date

from telusur.kernel.law.rules import Rule, diagrams


def move(key: str, before: list[str] | str, after: str, *, valid_from: date = date(2020, 1, 1)) -> Rule:
    values = {"from": before, "act": key, "to": after, "by": ["desk"]}
    return Rule("room", "transition", key, valid_from, "UU", confirmed=True, values=values)  # type: ignore[arg-type]


def arrows(*rules: Rule) -> list[str]:
    text = diagrams.page("room", rules).partition("direction TB\n")[2].partition("\n```")[0]
    return [line.strip() for line in text.splitlines()]


def test_a_birth_comes_from_outside_and_an_end_leads_out():
    assert arrows(move("open", [""], "open"), move("close", ["open"], "closed")) == [
        "[*] --> open: open",
        "open --> closed: close",
        "closed --> [*]",
    ]


def test_two_acts_on_one_way_share_an_arrow():
    assert arrows(move("accept", "new", "done"), move("lapse", "new", "done"))[0] == "new --> done: accept / lapse"


def test_a_move_that_stays_is_listed_but_not_drawn():
    page = diagrams.page("room", [move("note", ["new", "done"], "same")])
    assert arrows(move("note", ["new", "done"], "same")) == []
    assert "| `note` | `new`, `done` | (stays) | desk |  | UU | yes |" in page


def test_a_move_from_many_states_is_drawn_once():
    assert arrows(move("withdraw", ["a", "b", "c", "d", "e"], "gone")) == ["several --> gone: withdraw", "gone --> [*]"]


def test_only_the_newest_version_of_a_move_is_drawn():
    old = move("sign", ["new"], "done")
    new = move("sign", ["new"], "signed", valid_from=date(2024, 1, 1))
    assert arrows(old, new) == ["new --> signed: sign", "signed --> [*]"]
